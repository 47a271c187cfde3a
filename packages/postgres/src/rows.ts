/** Rows as results. A row that is not what was written is `CORRUPT_RECORD`, never a guess. @module */

import { OpenbellError } from "@openbell/core";
import type { Absence, ETag, Meta, RecordHead, Refusal, StoredRecord, WriteResult } from "@openbell/core/store";
import { corruptRecord } from "@openbell/core/store/adapter";
import type { Row } from "./port.js";

const corrupt = (what: string, problem: string, cause?: unknown): OpenbellError => corruptRecord("postgres", what, problem, cause);

/** A whole number, which a client gives as a string, a number or a bigint. */
export function wholeOf(row: Row, column: string): number {
  const value = row[column];
  const number = typeof value === "number" ? value : typeof value === "string" || typeof value === "bigint" ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw corrupt(`the column ${column}`, `expected a whole number, got a ${typeof value}`);
  return number;
}

const wholeOrNull = (row: Row, column: string): number | null => (row[column] === null ? null : wholeOf(row, column));

/** Text. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw corrupt(`the column ${column}`, `expected text, got a ${typeof value}`);
  return value;
}

/** Bytes of one's own: some clients give a view of a buffer that they use again. */
export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw corrupt(`the column ${column}`, `expected bytes, got a ${typeof value}`);
  const whole = value.byteLength === value.buffer.byteLength && value.constructor === Uint8Array;
  return whole ? value : new Uint8Array(value);
}

function jsonOf(row: Row, column: string): unknown {
  try {
    return JSON.parse(textOf(row, column));
  } catch (error) {
    throw corrupt(`the column ${column}`, "expected JSON", error instanceof OpenbellError ? error : undefined);
  }
}

/** An object without prototype, so that a stream called `constructor` is a stream. */
function byName<Value>(object: unknown, read: (value: unknown) => Value): Record<string, Value> {
  const result: Record<string, Value> = Object.create(null);
  for (const [name, value] of Object.entries(object as object)) result[name] = read(value);
  return result;
}

/** A record's head. */
export function headOf(row: Row): RecordHead {
  const [tenant, owner, tags] = jsonOf(row, "names") as [string, string | null, string[]];
  return {
    key: { tenant, kind: textOf(row, "kind"), id: textOf(row, "id") },
    etag: textOf(row, "etag") as ETag,
    version: wholeOf(row, "version"),
    revision: wholeOf(row, "revision"),
    createdMs: wholeOf(row, "created_ms"),
    updatedMs: wholeOf(row, "updated_ms"),
    expiresMs: wholeOrNull(row, "expires_ms"),
    dueMs: wholeOrNull(row, "due_ms"),
    epoch: wholeOrNull(row, "epoch"),
    owner,
    tags,
    meta: jsonOf(row, "meta") as Meta,
    streams: byName(jsonOf(row, "streams"), (range) => (range as [number, number])[1]),
    counters: byName(jsonOf(row, "counters"), Number),
    archived: false,
  };
}

/** A record with its body. */
export function recordOf(row: Row): StoredRecord {
  return { ...headOf(row), body: bytesOf(row, "body") };
}

/** Why a row holds no record, or `null`. */
export function absenceOf(row: Row | undefined): Absence | null {
  return row === undefined ? "missing" : (row["why"] as Absence | null);
}

/** The answer to a write. */
export function resultOf(row: Row): WriteResult {
  const etag = row["etag"] === null ? undefined : (textOf(row, "etag") as ETag);
  const why = row["why"] as Refusal | null;
  if (why !== null) return etag === undefined ? { ok: false, why } : { ok: false, why, etag };
  return {
    ok: true,
    etag: etag as ETag,
    version: wholeOf(row, "version"),
    revision: wholeOf(row, "revision"),
    expiresMs: wholeOrNull(row, "expires_ms"),
    replay: row["replay"] === true,
  };
}
