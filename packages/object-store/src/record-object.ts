/**
 * From records to objects and back. The head holds what a listing or a claim looks at; remembered operations and the lengths of the items come
 * behind it, then the body, then the items.
 *
 * @module
 */

import type { ETag, Meta, RecordKey } from "@openbell/core/store";
import { corruptRecord, liveIn, type RecordState, type RememberedOperation, type Tombstone } from "@openbell/core/store/adapter";
import { decodeEnvelope, decodeHead, encodeEnvelope, inOrder } from "./envelope.js";

/** What is in a record's head: its scalars as they are, streams as name and next number, in the order in which they came to be. */
type Head = Pick<
  RecordState,
  | "incarnation"
  | "etag"
  | "version"
  | "revision"
  | "createdMs"
  | "updatedMs"
  | "expiresMs"
  | "dueMs"
  | "epoch"
  | "owner"
  | "tags"
  | "meta"
  | "lease"
  | "attempts"
> & {
  readonly key: readonly [tenant: string, kind: string, id: string];
  readonly streams: readonly (readonly [string, number])[];
  readonly counters: readonly (readonly [string, number])[];
};

/** A remembered operation in the order of its fields: there are many, and their names would be most of a small record. */
type Operation = readonly [operation: string, digest: string, etag: string, version: number, revision: number, expiresMs: number | null];

interface Detail {
  readonly operations: readonly Operation[];
  readonly bodyBytes: number;
  /** For each stream of the head the lengths of its items. */
  readonly items: readonly (readonly number[])[];
}

type TombstoneHead = Pick<Head, "key"> & Pick<Tombstone, "goneUntilMs">;
type TombstoneDetail = Pick<Detail, "operations">;

const operationsOf = (remembered: readonly RememberedOperation[]): Operation[] =>
  remembered.map(({ operation, digest, etag, version, revision, expiresMs }) => [operation, digest, etag, version, revision, expiresMs]);

const rememberedIn = (operations: readonly Operation[]): RememberedOperation[] =>
  operations.map(([operation, digest, etag, version, revision, expiresMs]) => ({
    operation,
    digest,
    etag: etag as ETag,
    version,
    revision,
    expiresMs,
  }));

function bytesOf({ tenant, kind, id }: RecordKey, state: RecordState): Uint8Array {
  const streams = [...state.streams];
  const head: Head = {
    key: [tenant, kind, id],
    incarnation: state.incarnation,
    etag: state.etag,
    version: state.version,
    revision: state.revision,
    createdMs: state.createdMs,
    updatedMs: state.updatedMs,
    expiresMs: state.expiresMs,
    dueMs: state.dueMs,
    epoch: state.epoch,
    owner: state.owner,
    tags: state.tags,
    meta: inOrder(state.meta) as Meta,
    lease: state.lease === null ? null : { worker: state.lease.worker, untilMs: state.lease.untilMs },
    attempts: state.attempts,
    streams: streams.map(([name, { next }]) => [name, next]),
    counters: [...state.counters],
  };
  const detail: Detail = {
    operations: operationsOf(state.operations),
    bodyBytes: state.body.length,
    items: streams.map(([, { items }]) => items.map(({ length }) => length)),
  };
  return encodeEnvelope("record", head, detail, [state.body, ...streams.flatMap(([, { items }]) => items)]);
}

/** The bytes of a live record or of a tombstone. */
export function encodeSlot(key: RecordKey, slot: RecordState | Tombstone): Uint8Array {
  const state = liveIn(slot);
  if (state !== undefined) return bytesOf(key, state);
  const { goneUntilMs, operations } = slot as Tombstone;
  const head: TombstoneHead = { key: [key.tenant, key.kind, key.id], goneUntilMs };
  return encodeEnvelope("tombstone", head, { operations: operationsOf(operations) } satisfies TombstoneDetail, []);
}

function stateOf({ key: [tenant, kind, id], streams, counters, ...scalars }: Head): RecordState {
  return {
    ...scalars,
    key: { tenant, kind, id },
    body: new Uint8Array(),
    streams: new Map(streams.map(([name, next]) => [name, { next, items: [] }])),
    counters: new Map(counters),
    operations: [],
  };
}

/**
 * What an object holds. `key` is whose it must be: an object that was copied over another one is found out.
 * @throws OpenbellError `CORRUPT_RECORD`.
 */
export function decodeSlot(place: string, bytes: Uint8Array, key: RecordKey): RecordState | Tombstone {
  const { type, head, detail, payload } = decodeEnvelope(place, bytes);
  if (type === "manifest") throw corruptRecord(place, "a record", "a manifest lies in its place");
  const [tenant, kind, id] = (head as TombstoneHead).key;
  if (tenant !== key.tenant || kind !== key.kind || id !== key.id)
    throw corruptRecord(place, "a record", "another record lies in its place");
  const operations = rememberedIn((detail as TombstoneDetail).operations);
  if (type === "tombstone") return { goneUntilMs: (head as TombstoneHead).goneUntilMs, operations };
  const { bodyBytes, items } = detail as Detail;
  const state = stateOf(head as Head);
  let at = bodyBytes;
  let stream = 0;
  for (const kept of state.streams.values())
    for (const length of items[stream++] ?? []) {
      kept.items.push(payload.subarray(at, at + length));
      at += length;
    }
  state.body = payload.subarray(0, bodyBytes);
  state.operations = operations;
  return state;
}

/**
 * A record's state without body, items and operations, or a tombstone's end, or how many bytes it takes to tell; from the beginning of an object.
 * @throws OpenbellError `CORRUPT_RECORD`.
 */
export function decodeSlotHead(place: string, bytes: Uint8Array): RecordState | Tombstone | number {
  const decoded = decodeHead(place, bytes);
  if (typeof decoded === "number") return decoded;
  if (decoded.type === "manifest") throw corruptRecord(place, "a record", "a manifest lies in its place");
  return decoded.type === "tombstone"
    ? { goneUntilMs: (decoded.head as TombstoneHead).goneUntilMs, operations: [] }
    : stateOf(decoded.head as Head);
}
