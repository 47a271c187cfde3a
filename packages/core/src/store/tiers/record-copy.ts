/**
 * A whole record as bytes: head, body and the items of its streams, in a format that tells what it is and whether it is whole. What a tier
 * below keeps of a record above.
 *
 * `"OBRC" | format u8 | header length u32 | header (JSON) | body | items … | CRC-32 u32`; the header has the record's head and the sizes.
 *
 * @module
 */

import { corruptRecord } from "../../errors.js";
import type { RecordHead, StoredRecord, StreamItem } from "../contract.js";
import { checksum } from "../operation.js";
import { textOf, utf8 } from "../platform.js";

/** A record with the items of its streams. */
export interface RecordCopy {
  readonly record: StoredRecord;
  readonly items: Readonly<Record<string, readonly StreamItem[]>>;
}

interface Header {
  readonly head: RecordHead;
  readonly body: number;
  /** For each stream the number of its first kept item, and the items' sizes. */
  readonly streams: Readonly<Record<string, { readonly first: number; readonly sizes: readonly number[] }>>;
}

const MAGIC = utf8("OBRC");
const FORMAT = 1;
const FRONT = MAGIC.length + 5;

/** The bytes of a copy. */
export function encodeCopy({ record, items }: RecordCopy): Uint8Array {
  const { body, ...head } = record;
  const streams = Object.fromEntries(
    Object.entries(items).map(([name, list]) => [name, { first: list[0]?.number ?? 0, sizes: list.map(({ bytes }) => bytes.length) }]),
  );
  const header = utf8(JSON.stringify({ head, body: body.length, streams } satisfies Header));
  const parts = [body, ...Object.values(items).flatMap((list) => list.map(({ bytes }) => bytes))];
  const length = parts.reduce((sum, part) => sum + part.length, FRONT + header.length);
  const copy = new Uint8Array(length + 4);
  const view = new DataView(copy.buffer);
  copy.set(MAGIC);
  copy[MAGIC.length] = FORMAT;
  view.setUint32(MAGIC.length + 1, header.length);
  copy.set(header, FRONT);
  let at = FRONT + header.length;
  for (const part of parts) {
    copy.set(part, at);
    at += part.length;
  }
  view.setUint32(length, checksum(copy.subarray(0, length)));
  return copy;
}

/** An object of named values without prototype, so that a stream called `constructor` is a stream. */
const bare = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> => Object.assign(Object.create(null), values);

/** The copy that bytes hold. `store` is named in the error. @throws OpenbellError `CORRUPT_RECORD`. */
export function decodeCopy(bytes: Uint8Array, store: string): RecordCopy {
  const damaged = (problem: string, cause?: unknown): Error => corruptRecord(store, "the copy of a record", problem, cause);
  if (bytes.length < FRONT + 4) throw damaged(`it has ${bytes.length} bytes`);
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) throw damaged("it does not begin as one");
  if (bytes[MAGIC.length] !== FORMAT) throw damaged(`its format is ${bytes[MAGIC.length]}, this version reads ${FORMAT}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - 4;
  if (view.getUint32(end) !== checksum(bytes.subarray(0, end))) throw damaged("its checksum differs");
  let at = FRONT + view.getUint32(MAGIC.length + 1);
  let header: Header;
  try {
    header = JSON.parse(textOf(bytes.subarray(FRONT, at)));
  } catch (cause) {
    throw damaged("its header cannot be read", cause);
  }
  const next = (size: number): Uint8Array => {
    at += size;
    return bytes.slice(at - size, at);
  };
  const { head } = header;
  const body = next(header.body);
  const items: Record<string, StreamItem[]> = Object.create(null);
  for (const [name, { first, sizes }] of Object.entries(header.streams))
    items[name] = sizes.map((size, i) => ({ number: first + i, bytes: next(size) }));
  if (at !== end) throw damaged(`it holds ${end} bytes where ${at} are told of`);
  return { record: { ...head, streams: bare(head.streams), counters: bare(head.counters), body }, items };
}
