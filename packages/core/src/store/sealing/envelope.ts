/**
 * Envelope, format 1: what a sealed body or item looks like.
 *
 *     4  magic F5 "OBS": no text begins with F5
 *     1  format, 1
 *     1  what it holds: 0 a body, 1 an item of a stream
 *     1  codec: 0 as it is, 1 raw deflate
 *     1  cipher: 0 none, 1 AES-256-GCM
 *     4  length before compression, big endian, like all numbers
 *     4  index of the item among those of its append; of a body 0, or 1 where a put without a body kept it
 *     1  length of the operation id
 *     1  length of the data key's id; 0: the record's own data key
 *     .  operation id
 *     .  id of the data key
 *     8  fingerprint of the data key, zeros without a cipher
 *     4  CRC-32 of the header, with zeros in this place, and the context: a damaged header is told from a wrong key
 *    12  nonce; left out without a cipher
 *     .  the bytes
 *     .  16 tag of AES-256-GCM; without a cipher 32 SHA-256 of header, context and bytes
 *
 * The *context* is not stored: it is the record's key and the stream's name. It is authenticated together with the header, so an envelope that was
 * moved to another record or stream does not open.
 *
 * @module
 */

import { checksum } from "../operation.js";
import { utf8 } from "../platform.js";

/** What a header says. */
export interface EnvelopeHeader {
  readonly holds: "body" | "item";
  readonly compressed: boolean;
  readonly encrypted: boolean;
  readonly plainLength: number;
  readonly index: number;
  readonly operation: string;
  /** The data key's id; `""` is the record's own. */
  readonly keyId: string;
  /** 8 bytes. */
  readonly fingerprint: Uint8Array;
}

/** An envelope that was read. */
export interface Envelope extends EnvelopeHeader {
  /** Header and context: what is authenticated along. */
  readonly clear: Uint8Array;
  /** What comes behind the header. */
  readonly rest: Uint8Array;
}

const MAGIC: readonly number[] = [0xf5, 0x4f, 0x42, 0x53];
const FORMAT = 1;
const FIXED = 18;
const CRC_BYTES = 4;
/** The length of a fingerprint. */
export const FINGERPRINT_BYTES = 8;

/** What an envelope is larger than its bytes, at most. */
export const ENVELOPE_BYTES = 256;

/** Ids are ASCII. */
function writeText(into: Uint8Array, text: string, at: number): void {
  for (let i = 0; i < text.length; i++) into[at + i] = text.charCodeAt(i);
}

function readText(from: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(from[i] as number);
  return text;
}

function writeNumber(into: Uint8Array, value: number, at: number): void {
  for (let i = 0; i < 4; i++) into[at + i] = (value >>> (24 - 8 * i)) & 255;
}

const readNumber = (from: Uint8Array, at: number): number =>
  (((from[at] as number) << 24) | ((from[at + 1] as number) << 16) | ((from[at + 2] as number) << 8) | (from[at + 3] as number)) >>> 0;

/** Header and context in one piece; the header is its first `length` bytes. */
export function headerBytes(header: EnvelopeHeader, context: Uint8Array): { readonly clear: Uint8Array; readonly length: number } {
  const { holds, compressed, encrypted, plainLength, index, operation, keyId, fingerprint } = header;
  const crcAt = FIXED + operation.length + keyId.length + FINGERPRINT_BYTES;
  const length = crcAt + CRC_BYTES;
  const clear = new Uint8Array(length + context.length);
  clear.set(MAGIC);
  clear[4] = FORMAT;
  clear[5] = holds === "body" ? 0 : 1;
  clear[6] = compressed ? 1 : 0;
  clear[7] = encrypted ? 1 : 0;
  writeNumber(clear, plainLength, 8);
  writeNumber(clear, index, 12);
  clear[16] = operation.length;
  clear[17] = keyId.length;
  writeText(clear, operation, FIXED);
  writeText(clear, keyId, FIXED + operation.length);
  clear.set(fingerprint, FIXED + operation.length + keyId.length);
  clear.set(context, length);
  writeNumber(clear, checksum(clear), crcAt);
  return { clear, length };
}

/** Why bytes are no envelope. */
export type NoEnvelope = "plain" | "damaged" | { readonly format: number };

/** Reads an envelope; what is inside has not been looked at yet. */
export function readEnvelope(bytes: Uint8Array, context: Uint8Array): Envelope | NoEnvelope {
  // One flipped byte must not turn an envelope into plain bytes.
  let alike = 0;
  for (let i = 0; i < MAGIC.length; i++) if (bytes[i] === MAGIC[i]) alike++;
  if (alike < MAGIC.length) return alike === MAGIC.length - 1 || (alike > 0 && bytes.length < MAGIC.length) ? "damaged" : "plain";
  if (bytes.length < FIXED) return "damaged";
  const format = bytes[4] as number;
  const [holds, codec, cipher] = [bytes[5] as number, bytes[6] as number, bytes[7] as number];
  if (format !== FORMAT) return { format };
  const operationEnd = FIXED + (bytes[16] as number);
  const keyEnd = operationEnd + (bytes[17] as number);
  const crcAt = keyEnd + FINGERPRINT_BYTES;
  const length = crcAt + CRC_BYTES;
  if (bytes.length < length) return "damaged";
  const clear = new Uint8Array(length + context.length);
  clear.set(bytes.subarray(0, crcAt));
  clear.set(context, length);
  const crc = readNumber(bytes, crcAt);
  if (checksum(clear) !== crc) return "damaged";
  writeNumber(clear, crc, crcAt);
  if (holds > 1 || codec > 1 || cipher > 1) return { format };
  return {
    holds: holds === 0 ? "body" : "item",
    compressed: codec === 1,
    encrypted: cipher === 1,
    plainLength: readNumber(bytes, 8),
    index: readNumber(bytes, 12),
    operation: readText(bytes, FIXED, operationEnd),
    keyId: readText(bytes, operationEnd, keyEnd),
    fingerprint: bytes.subarray(keyEnd, crcAt),
    clear,
    rest: bytes.subarray(length),
  };
}

/** What an envelope is bound to besides its header: the record, and the stream of an item. No part can hold a line break. */
export function contextOf(key: { readonly tenant: string; readonly kind: string; readonly id: string }, stream: string | null): Uint8Array {
  const text = `${key.tenant}\n${key.kind}\n${key.id}\n${stream ?? ""}`;
  // Mostly ASCII, which is quicker written than encoded.
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) return utf8(text);
    bytes[i] = unit;
  }
  return bytes;
}
