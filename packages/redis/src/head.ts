/** The head of a record as the scripts store it; positions as in `scripts/shared/head.lua`. @module */

import { OpenbellError } from "@openbell/core";
import type { ETag, Meta, RecordHead, RecordKey } from "@openbell/core/store";
import { type Packed, unpack } from "./unpack.js";

type Numbers = Readonly<Record<string, number>>;

type PackedHead = readonly [
  incarnation: string,
  etag: string,
  version: number,
  revision: number,
  created: number,
  updated: number,
  expires: number | null,
  due: number | null,
  epoch: number | null,
  owner: string | null,
  tags: readonly string[] | null,
  meta: string | null,
  streams: Numbers | readonly [] | null,
  counters: Numbers | readonly [] | null,
  worker: string | null,
  leased: number | null,
  attempts: number,
  forgotten: number,
];

/** Lua has one kind of table: an empty map comes back as an empty array. */
function numbersOf(table: Numbers | readonly [] | null): Numbers {
  return table === null || Array.isArray(table) ? Object.create(null) : (table as Numbers);
}

/** A head, and how often the record was claimed. @throws OpenbellError `CORRUPT_RECORD`. */
export function headFrom(key: RecordKey, bytes: Buffer): { readonly head: RecordHead; readonly attempts: number } {
  let packed: readonly Packed[];
  let meta: Meta;
  try {
    packed = unpack(bytes);
    if (packed.length < 18) throw new RangeError("too short");
    meta = typeof packed[11] === "string" ? JSON.parse(packed[11]) : {};
  } catch (error) {
    throw new OpenbellError(
      "CORRUPT_RECORD",
      "Store redis: the head of a record is damaged. Nothing of it was used; restore it from another copy.",
      { store: "redis", what: "head" },
      error instanceof RangeError ? error : undefined,
    );
  }
  const [, etag, version, revision, createdMs, updatedMs, expires, due, epoch, owner, tags, , streams, counters, , , attempts] =
    packed as unknown as PackedHead;
  return {
    head: {
      key,
      etag: etag as ETag,
      version,
      revision,
      createdMs,
      updatedMs,
      expiresMs: expires,
      dueMs: due,
      epoch: epoch,
      owner: owner,
      tags: tags === null ? [] : tags,
      meta,
      streams: numbersOf(streams),
      counters: numbersOf(counters),
      archived: false,
    },
    attempts,
  };
}
