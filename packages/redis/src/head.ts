/** The head of a record as the scripts store it: `scripts/shared/head.lua` says how. @module */

import type { ETag, Meta, RecordHead, RecordKey } from "@openbell/core/store";
import { corruptRecord } from "@openbell/core/store/adapter";
import { type Packed, unpack } from "./unpack.js";

type Numbers = Readonly<Record<string, number>>;

/** Bytes of the nine numbers in front. */
const NUMBERS = 72;

/** Lua has one kind of table: an empty map comes back as an empty array. */
function numbersOf(table: Packed | undefined): Numbers {
  return typeof table !== "object" || table === null || Array.isArray(table) ? Object.create(null) : (table as Numbers);
}

const orNull = (number: number): number | null => (number < 0 ? null : number);

/** A head, and how often the record was claimed. @throws OpenbellError `CORRUPT_RECORD`. */
export function headFrom(key: RecordKey, bytes: Buffer): { readonly head: RecordHead; readonly attempts: number } {
  try {
    let at = NUMBERS;
    const text = (): string => {
      const from = at;
      const end = bytes.indexOf(0, from);
      if (end < 0) throw new RangeError("cut off");
      at = end + 1;
      return end === from ? "" : bytes.toString("utf8", from, end);
    };
    const number = (index: number): number => bytes.readDoubleLE(8 * index);
    const etag = text() as ETag;
    const owner = text();
    // The worker that claimed it last, for operators.
    text();
    const tags = text();
    const meta = text();
    const [streams, counters] = at < bytes.length ? unpack(bytes.subarray(at)) : [];
    const head: RecordHead = {
      key,
      etag,
      version: number(0),
      revision: number(1),
      createdMs: number(2),
      updatedMs: number(3),
      expiresMs: orNull(number(4)),
      dueMs: orNull(number(5)),
      epoch: orNull(number(6)),
      owner: owner === "" ? null : owner,
      tags: tags === "" ? [] : tags.split("\n"),
      meta: meta === "" ? {} : (JSON.parse(meta) as Meta),
      streams: numbersOf(streams),
      counters: numbersOf(counters),
      archived: false,
    };
    return { head, attempts: number(8) };
  } catch (error) {
    throw corruptRecord("redis", "a record", "its head cannot be read", error instanceof RangeError ? error : undefined);
  }
}
