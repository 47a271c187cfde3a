/** Operation ids, etags and digests: how a write is known again. @module */

import type { AppendRequest, ETag, ExtendRequest, PutRequest, RemoveRequest } from "./contract.js";
import { nodeModule, runtime } from "./platform.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Characters of an id: 22 of 6 bits hold 128 bits. */
const ID_LENGTH = 22;

/** An operation or record id of 128 random bits, 22 characters of `A-Z a-z 0-9 - _`. */
export function newId(): string {
  const bytes = runtime.crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  let id = "";
  for (const byte of bytes) id += ALPHABET[byte & 63] as string;
  return id;
}

/** The parts of an etag. The incarnation is the operation that created the record. */
export interface ETagParts {
  readonly incarnation: string;
  readonly version: number;
  /** The operation of the put that wrote this version. */
  readonly operation: string;
}

/** The etag of one version. */
export function etagOf(incarnation: string, version: number, operation: string): ETag {
  return `${incarnation}.${version}.${operation}` as ETag;
}

const ETAG = /^([\w-]{1,64})\.([1-9]\d{0,15})\.([\w-]{1,64})$/;

/** The parts of an etag, or `null` where the text is none. */
export function partsOf(etag: string): ETagParts | null {
  const match = ETAG.exec(etag);
  return match === null ? null : { incarnation: match[1] as string, version: Number(match[2]), operation: match[3] as string };
}

type Crc32 = (bytes: Uint8Array, value?: number) => number;

/** CRC-32 (IEEE 802.3) without a table, for runtimes that have none built in. */
function plainCrc32(bytes: Uint8Array, value = 0): number {
  let crc = ~value;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

let crc32: Crc32 | undefined;

/** CRC-32 of bytes, going on from `value`; the runtime's own where it has one. */
export function checksum(bytes: Uint8Array, value = 0): number {
  crc32 ??= nodeModule<{ crc32?: Crc32 }>("node:zlib")?.crc32 ?? plainCrc32;
  return crc32(bytes, value);
}

/** FNV-1a of a text's code units, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const hex = (word: number): string => word.toString(16).padStart(8, "0");

const time = (setting: unknown): unknown => setting ?? "keep";

/**
 * What a write says, in 16 characters: an operation id that comes back with another digest is a mistake of the caller. What the writer expects
 * and its epoch do not count: who repeats a write may have looked again. No protection against forgery.
 */
export function digestOf(
  verb: "put" | "append" | "extend" | "remove",
  request: PutRequest | AppendRequest | ExtendRequest | RemoveRequest,
): string {
  const put = request as Partial<PutRequest & ExtendRequest>;
  let bytes = put.body === undefined ? 0 : checksum(put.body);
  const streams: unknown[] = [];
  for (const { stream, items, keep } of put.appends ?? []) {
    streams.push(stream, keep, items.length);
    for (const item of items) {
      streams.push(item.length);
      bytes = checksum(item, bytes);
    }
  }
  const said = [verb, put.body?.length, put.owner, put.tags, put.meta, time(put.expiry), time(put.due), streams, put.counters, put.trim];
  return hex(hashText(JSON.stringify([...said, put.createdMs, put.byMs, put.maxMs]))) + hex(bytes);
}
