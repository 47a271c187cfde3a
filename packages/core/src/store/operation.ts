/** Operation ids, etags and digests: how a write is known again. @module */

import type { AppendRequest, ETag, ExtendRequest, PutRequest, RemoveRequest } from "./contract.js";
import { nodeModule, runtime, textOf } from "./platform.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Characters of an id, 6 bits each. */
const ID_LENGTH = 22;

/** Random bytes for so many ids are drawn at once: asking for them costs much more than they do. */
const DRAWN = 256;

/** So many ids are cut from one text. Each keeps the whole text alive: no more than that. */
const SPELLED = 16;

let random = new Uint8Array(0);
let used = 0;
let spelled = "";
let cut = 0;

/** An operation or record id of 132 random bits, 22 characters of `A-Z a-z 0-9 - _`. */
export function newId(): string {
  if (cut === spelled.length) {
    if (used === random.length) {
      random = runtime.crypto.getRandomValues(new Uint8Array(DRAWN * ID_LENGTH));
      for (let i = 0; i < random.length; i++) random[i] = ALPHABET.charCodeAt((random[i] as number) & 63);
      used = 0;
    }
    spelled = textOf(random.subarray(used, used + SPELLED * ID_LENGTH));
    used += SPELLED * ID_LENGTH;
    cut = 0;
  }
  cut += ID_LENGTH;
  return spelled.slice(cut - ID_LENGTH, cut);
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

/** An object as text, in whichever order its names were given. */
function byName(values: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What a write says, in 16 characters: an operation id that comes back with another digest is a mistake of the caller. What the writer expects
 * and its epoch do not count: who repeats a write may have looked again. No protection against forgery.
 */
export function digestOf(
  verb: "put" | "append" | "extend" | "remove",
  request: PutRequest | AppendRequest | ExtendRequest | RemoveRequest,
): string {
  const { body, appends, owner, tags, meta, expiry, due, counters, trim, createdMs, byMs, maxMs } = request as Partial<
    PutRequest & ExtendRequest
  >;
  let bytes = body === undefined ? 0 : checksum(body);
  let text = `${verb} ${body?.length}`;
  for (const { stream, items, keep } of appends ?? []) {
    text += ` ${stream} ${keep}`;
    for (const item of items) {
      text += ` ${item.length}`;
      bytes = checksum(item, bytes);
    }
  }
  // Most writes have few of these: what is left out costs nothing, and is something else than `null`.
  if (expiry !== undefined && expiry !== "keep") text += ` expiry ${JSON.stringify(expiry)}`;
  if (due !== undefined && due !== "keep") text += ` due ${JSON.stringify(due)}`;
  if (owner !== undefined) text += ` owner ${JSON.stringify(owner)}`;
  if (tags !== undefined) text += ` tags ${JSON.stringify(tags)}`;
  if (meta !== undefined) text += ` meta ${byName(meta)}`;
  if (counters !== undefined) text += ` counters ${byName(counters)}`;
  if (trim !== undefined) text += ` trim ${byName(trim)}`;
  if (createdMs !== undefined) text += ` created ${createdMs}`;
  if (byMs !== undefined) text += ` by ${byMs}`;
  if (maxMs !== undefined) text += ` max ${maxMs}`;
  return hex(hashText(text)) + hex(bytes);
}
