/** How a data key lies in a store: a record of kind `data-key` that holds it wrapped, or a mark that it was destroyed. @module */

import { decodeValue } from "../codec/decode.js";
import { encodeValue } from "../codec/encode.js";
import type { RecordKey } from "../contract.js";
import { sha256, utf8 } from "../platform.js";
import { notOpened } from "./failures.js";

/** The kind of record that data keys are. */
export const DATA_KEY_KIND = "data-key";

/** A data key as it is stored; its key encryption key is in `meta.kek`, too, so that a rotation need not read those that are done. */
export interface WrappedKey {
  readonly kek: string;
  readonly wrapped: Uint8Array;
}

/** The body of a data key's record. */
export function keyRecordBody(key: WrappedKey | "shredded"): Uint8Array {
  return encodeValue(key === "shredded" ? { format: 1, shredded: true } : { format: 1, kek: key.kek, wrapped: key.wrapped });
}

/** What the body of a data key's record says. @throws OpenbellError `CORRUPT_RECORD`. */
export function readKeyRecord(store: string, body: Uint8Array): WrappedKey | "shredded" {
  const value = decodeValue(body) as { format?: unknown; kek?: unknown; wrapped?: unknown; shredded?: unknown } | null;
  if (typeof value === "object" && value !== null && value.format === 1) {
    const { kek, wrapped, shredded } = value;
    if (shredded === true) return "shredded";
    if (typeof kek === "string" && wrapped instanceof Uint8Array) return { kek, wrapped };
  }
  throw notOpened(store, "a data key", "damaged", "its record is of no known form");
}

const ID = /^[A-Za-z0-9._-][A-Za-z0-9._~-]{0,127}$/;

/** The id of the data key of that name: the name where it can be one, else its hash. */
export function dataKeyId(name: string): string | Promise<string> {
  return ID.test(name) ? name : sha256(utf8(name)).then((hash) => `~${hash}`);
}

/** The name of the data key that one record has for itself: `analysis-session~` and its id. */
export function ownKeyName(key: Pick<RecordKey, "kind" | "id">): string {
  return `${key.kind}~${key.id}`;
}

/** Where the key of one record alone lies. */
export async function ownPlace(key: RecordKey): Promise<{ readonly tenant: string; readonly id: string; readonly inEnvelope: string }> {
  return { tenant: key.tenant, id: await dataKeyId(ownKeyName(key)), inEnvelope: "" };
}
