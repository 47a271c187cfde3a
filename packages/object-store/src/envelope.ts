/**
 * The binary form of everything that is kept as an object, self-describing and checked whole:
 *
 * ```text
 * "OBEL" | format u8 | type u8 | 0 u16 | head length u32 | detail length u32 | payload length f64
 * head, canonical JSON | SHA-256 of all so far | detail, canonical JSON | payload | SHA-256 of all before
 * ```
 *
 * Numbers are big-endian. The first checksum lets a head be trusted that was fetched alone; the second finds every flipped byte and every
 * truncation, before anything is read out.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { corruptRecord, storeMisuse } from "@openbell/core/store/adapter";

/** What an object is. */
export type EnvelopeType = "record" | "tombstone" | "manifest";

/** The parts of an object. `detail` and `payload` are parts of the whole only. */
export interface Envelope {
  readonly type: EnvelopeType;
  readonly head: unknown;
  readonly detail: unknown;
  /** A view of the bytes that were decoded. */
  readonly payload: Uint8Array;
}

const MAGIC = 0x4f42454c;
const FORMAT = 1;
const TYPES: readonly EnvelopeType[] = ["record", "tombstone", "manifest"];
const PROLOGUE = 24;
const DIGEST = 32;

/** So many bytes hold the head of nearly every record: what a listing fetches of each object at first. */
export const HEAD_BYTES: number = 4096;

/** The same object with its names in order. */
export function inOrder<Value>(object: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const digest = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The same bytes as no Buffer: the `slice` of those is no copy, and what is handed out here is sliced to be copied. */
const plain = (bytes: Uint8Array, from: number, to: number): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from);

/**
 * Bytes of an object. The JSON is canonical by construction: whoever calls writes the names of an object always in the same order, and sorts those
 * that came from outside with `inOrder`. Equal values are equal bytes.
 */
export function encodeEnvelope(type: EnvelopeType, head: unknown, detail: unknown, payload: readonly Uint8Array[]): Uint8Array {
  const headBytes = Buffer.from(JSON.stringify(head));
  const detailBytes = Buffer.from(JSON.stringify(detail));
  const payloadLength = payload.reduce((sum, { length }) => sum + length, 0);
  const bytes = Buffer.allocUnsafe(PROLOGUE + headBytes.length + DIGEST + detailBytes.length + payloadLength + DIGEST);
  bytes.writeUInt32BE(MAGIC, 0);
  bytes.writeUInt8(FORMAT, 4);
  bytes.writeUInt8(TYPES.indexOf(type), 5);
  bytes.writeUInt16BE(0, 6);
  bytes.writeUInt32BE(headBytes.length, 8);
  bytes.writeUInt32BE(detailBytes.length, 12);
  bytes.writeDoubleBE(payloadLength, 16);
  let at = PROLOGUE;
  const add = (part: Uint8Array): void => {
    bytes.set(part, at);
    at += part.length;
  };
  add(headBytes);
  add(digest(bytes.subarray(0, at)));
  add(detailBytes);
  for (const part of payload) add(part);
  add(digest(bytes.subarray(0, at)));
  return plain(bytes, 0, bytes.length);
}

interface Prologue {
  readonly type: EnvelopeType | undefined;
  readonly format: number;
  readonly headEnd: number;
  readonly detailEnd: number;
  readonly total: number;
}

function prologueOf(bytes: Buffer): Prologue | null {
  if (bytes.length < PROLOGUE || bytes.readUInt32BE(0) !== MAGIC || bytes.readUInt16BE(6) !== 0) return null;
  const headEnd = PROLOGUE + bytes.readUInt32BE(8);
  const detailEnd = headEnd + DIGEST + bytes.readUInt32BE(12);
  const payload = bytes.readDoubleBE(16);
  if (!Number.isSafeInteger(payload) || payload < 0) return null;
  return { type: TYPES[bytes[5] as number], format: bytes[4] as number, headEnd, detailEnd, total: detailEnd + payload + DIGEST };
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Asked only once the checksum has shown that the bytes are as they were written. */
function known({ format, type }: Prologue): EnvelopeType {
  if (format !== FORMAT || type === undefined)
    throw storeMisuse("object", `of format ${FORMAT}`, `format ${format}, which a newer version of @openbell/object-store wrote: upgrade`);
  return type;
}

/** The parts of an object. @throws OpenbellError `CORRUPT_RECORD`, and `STORE_MISUSE` for a format newer than this code. */
export function decodeEnvelope(place: string, given: Uint8Array): Envelope {
  const bytes = bufferOf(given);
  const prologue = prologueOf(bytes);
  if (prologue === null) throw corruptRecord(place, "an object", `it does not begin as one (${bytes.length} bytes)`);
  const { headEnd, detailEnd, total } = prologue;
  if (bytes.length !== total) throw corruptRecord(place, "an object", `it says that it has ${total} bytes and has ${bytes.length}`);
  if (!same(digest(bytes.subarray(0, total - DIGEST)), bytes.subarray(total - DIGEST)))
    throw corruptRecord(place, "an object", "its SHA-256 is another");
  const type = known(prologue);
  return {
    type,
    head: JSON.parse(bytes.toString("utf8", PROLOGUE, headEnd)),
    detail: JSON.parse(bytes.toString("utf8", headEnd + DIGEST, detailEnd)),
    payload: plain(given, detailEnd, total - DIGEST),
  };
}

/**
 * The head of an object of which only the beginning was fetched, or how many bytes it takes to tell.
 * @throws OpenbellError `CORRUPT_RECORD`, and `STORE_MISUSE` for a format newer than this code.
 */
export function decodeHead(place: string, given: Uint8Array): { readonly type: EnvelopeType; readonly head: unknown } | number {
  const bytes = bufferOf(given);
  const prologue = prologueOf(bytes);
  if (prologue === null) throw corruptRecord(place, "an object", `it does not begin as one (${bytes.length} bytes)`);
  const { headEnd } = prologue;
  if (bytes.length < headEnd + DIGEST) return headEnd + DIGEST;
  if (!same(digest(bytes.subarray(0, headEnd)), bytes.subarray(headEnd, headEnd + DIGEST)))
    throw corruptRecord(place, "an object's head", "its SHA-256 is another");
  return { type: known(prologue), head: JSON.parse(bytes.toString("utf8", PROLOGUE, headEnd)) };
}
