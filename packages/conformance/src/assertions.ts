/** How a case says what it expects of an answer. @module */

import assert from "node:assert/strict";
import type { ErrorCode, OpenbellError } from "@openbell/core";
import type {
  Absence,
  ETag,
  Expect,
  GetResult,
  NotFound,
  ReadResult,
  Refusal,
  Refused,
  StoredRecord,
  WriteResult,
  Written,
} from "@openbell/core/store";

export const ABSENT: Expect & { readonly is: "absent" } = { is: "absent" };
export const EXISTS: Expect & { readonly is: "exists" } = { is: "exists" };

/** Expects this very state. */
export function match(etag: ETag, revision?: number): Expect & { readonly is: "match" } {
  return revision === undefined ? { is: "match", etag } : { is: "match", etag, revision };
}

/** The UTF-8 bytes of a text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of UTF-8 bytes. */
export function text(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

const said = (result: unknown): string =>
  JSON.stringify(result, (_, value) => (value instanceof Uint8Array ? `${value.length} bytes` : value));

/** A write that was applied, just now. */
export function applied(result: WriteResult): Written {
  assert.ok(result.ok, `expected an applied write, got ${said(result)}`);
  assert.equal(result.replay, false, "expected a first application, got a replay");
  return result;
}

/** A write that had been applied before. */
export function replayed(result: WriteResult, first?: Written): Written {
  assert.ok(result.ok, `expected a replay, got ${said(result)}`);
  assert.equal(result.replay, true, "expected a replay, but the write was done once more");
  if (first !== undefined) assert.deepEqual(plain(result), plain({ ...first, replay: true }));
  return result;
}

/** A write that did nothing, and the present etag where it is given. */
export function refused(result: WriteResult, why: Refusal, etag?: ETag): Refused {
  assert.ok(!result.ok, `expected the refusal \`${why}\`, got ${said(result)}`);
  assert.equal(result.why, why);
  if (etag !== undefined) assert.equal(result.etag, etag, "expected the present etag in the refusal");
  return result;
}

/** A record that is there. */
export function found(result: GetResult): StoredRecord {
  assert.ok(result.found, `expected a record, got ${said(result)}`);
  return result.record;
}

/** A record that is not there. */
export function absent(result: GetResult | ReadResult, why: Absence): NotFound {
  assert.ok(!result.found, `expected \`${why}\`, got a record`);
  assert.equal(result.why, why);
  return result;
}

/** Data without prototypes and without what is `undefined`, so that it can be compared. */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => {
      if (part instanceof Uint8Array) return `0x${Buffer.from(part).toString("hex")}`;
      if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    }),
  );
}

/** The same data, whatever the prototypes and the order of names. */
export function same(actual: unknown, expected: unknown, message?: string): void {
  assert.deepEqual(plain(actual), plain(expected), message);
}

/** A call that fails with a code: by a rejected promise, never at once. */
export async function fails(call: () => Promise<unknown>, code: ErrorCode): Promise<OpenbellError> {
  let promise: Promise<unknown>;
  try {
    promise = call();
  } catch (error) {
    assert.fail(`expected a promise that is rejected with ${code}, but the call threw at once: ${String(error)}`);
  }
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    assert.equal((error as OpenbellError).name, "OpenbellError", `expected an OpenbellError with ${code}, got ${String(error)}`);
    assert.equal((error as OpenbellError).code, code);
    return error as OpenbellError;
  }
  assert.fail(`expected a failure with ${code}, got ${said(value)}`);
}
