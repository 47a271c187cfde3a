/** How a store without an index lists and claims: it looks at the head of each object of a kind. @module */

import { OpenbellError } from "@openbell/core";
import type { ClaimedRecord, ClaimRequest, ClaimResult, ListRequest, Page } from "@openbell/core/store";
import {
  corruptRecord,
  cursorAfter,
  dueFrom,
  headOf,
  isClaimable,
  isExpired,
  lease,
  liveIn,
  orderMs,
  parseCursor,
  type RecordState,
  recordOf,
  type Tombstone,
} from "@openbell/core/store/adapter";
import { HEAD_BYTES } from "./envelope.js";
import { mapSome } from "./gather.js";
import { prefixOf } from "./names.js";
import type { Objects } from "./objects.js";
import { decodeSlot, decodeSlotHead, encodeSlot } from "./record-object.js";

/** So many heads are fetched at a time. */
const WIDTH = 16;

/** A head as it was seen: a record without body and items, or a tombstone. */
export interface SeenHead {
  readonly name: string;
  readonly etag: string;
  readonly slot: RecordState | Tombstone;
}

const isDamage = (error: unknown): error is OpenbellError => error instanceof OpenbellError && error.code === "CORRUPT_RECORD";

async function seeHead(objects: Objects, name: string): Promise<SeenHead | null> {
  for (let length = HEAD_BYTES; ; ) {
    const found = await (objects.getRange?.(name, 0, length) ?? objects.get(name));
    if (found === null) return null;
    const slot = decodeSlotHead(objects.name, found.bytes);
    if (typeof slot !== "number") return { name, etag: found.etag, slot };
    if (slot <= length || found.bytes.length < length) throw corruptRecord(objects.name, "an object", `it ends within its head`);
    length = slot;
  }
}

/** The heads of all objects below a prefix, a page of names at a time. A damaged one goes to `damaged`, which may throw. */
export async function* seeHeads(objects: Objects, prefix: string, damaged: (error: OpenbellError) => void): AsyncGenerator<SeenHead> {
  let after: string | undefined;
  do {
    const { names, next } = await objects.list(prefix, { limit: 1000, ...(after === undefined ? {} : { after }) });
    const seen = await mapSome(names, WIDTH, (name) =>
      seeHead(objects, name).catch((error: unknown) => {
        if (!isDamage(error)) throw error;
        damaged(error);
        return null;
      }),
    );
    for (const head of seen) if (head !== null) yield head;
    after = next ?? undefined;
  } while (after !== undefined);
}

/**
 * A page of heads, sorted in memory. A damaged head fails the list: a page that leaves out a record would say that there is none.
 */
export async function listByScan(objects: Objects, request: ListRequest, nowMs: number): Promise<Page> {
  const { tenant, kind, owner, tag, order = "updated", limit, after, expired = false } = request;
  const place = after === undefined ? null : parseCursor(after);
  const heads = [];
  const fail = (error: OpenbellError): never => {
    throw error;
  };
  for await (const { slot } of seeHeads(objects, prefixOf(kind, tenant), fail)) {
    const state = liveIn(slot);
    if (state === undefined || state.key.tenant !== tenant || state.key.kind !== kind) continue;
    if ((owner !== undefined && state.owner !== owner) || (tag !== undefined && !state.tags.includes(tag))) continue;
    if (!expired && isExpired(state, nowMs)) continue;
    const head = headOf(state);
    const ms = orderMs(head, order);
    if (place === null || ms < place.ms || (ms === place.ms && head.key.id < place.id)) heads.push(head);
  }
  heads.sort((a, b) => orderMs(b, order) - orderMs(a, order) || (a.key.id < b.key.id ? 1 : -1));
  const items = heads.slice(0, limit);
  const last = items.at(-1);
  return { items, next: heads.length > limit && last !== undefined ? cursorAfter(last, order) : null };
}

/** What a claim needs beside the request. */
export interface ClaimContext {
  readonly objects: Objects;
  readonly now: () => number;
  readonly damaged: (error: OpenbellError) => void;
  readonly step: (name: string) => Promise<void>;
  /** Throws when the caller is about to give up. */
  readonly check: () => void;
  /** Called for each tombstone that is over. */
  readonly bury: (head: SeenHead) => Promise<void>;
}

/** So often a record is tried for that somebody writes while it is being claimed. */
const TRIES = 5;

/** Claims what is due, by conditional puts: of several workers one gets the record, and the others go on to the next. */
export async function claimByScan(context: ClaimContext, request: ClaimRequest): Promise<ClaimResult> {
  const { objects, now, damaged, bury } = context;
  const { kind, tenant, limit } = request;
  const due: { readonly name: string; readonly state: RecordState }[] = [];
  for await (const head of seeHeads(objects, prefixOf(kind, tenant), damaged)) {
    const state = liveIn(head.slot);
    if (state === undefined) {
      // Tidying up on the way: whether it works is no concern of who claims.
      if ((head.slot as Tombstone).goneUntilMs <= now()) await bury(head).catch(() => {});
    } else if (state.key.kind === kind && (tenant === undefined || state.key.tenant === tenant) && isClaimable(state, now()))
      due.push({ name: head.name, state });
  }
  due.sort((a, b) => (dueFrom(a.state) as number) - (dueFrom(b.state) as number) || (a.state.key.id < b.state.key.id ? -1 : 1));
  const records: ClaimedRecord[] = [];
  try {
    for (let tried = 0; tried < due.length && records.length < limit; ) {
      context.check();
      const some = due.slice(tried, tried + Math.min(WIDTH, limit - records.length));
      tried += some.length;
      const claimed = await mapSome(some, WIDTH, ({ name, state }) => claimOne(context, request, name, state));
      for (const record of claimed) if (record !== null) records.push(record);
    }
  } catch (error) {
    // What was claimed before is the worker's: an error would leave it to nobody until the leases have run out.
    if (records.length === 0) throw error;
  }
  return { records };
}

async function claimOne(
  { objects, now, damaged, step }: ClaimContext,
  { worker, leaseMs }: ClaimRequest,
  name: string,
  { key }: RecordState,
): Promise<ClaimedRecord | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await objects.get(name);
    if (found === null) return null;
    let state: RecordState | undefined;
    try {
      state = liveIn(decodeSlot(objects.name, found.bytes, key));
    } catch (error) {
      // One damaged record must not keep the others from being claimed.
      if (!isDamage(error)) throw error;
      damaged(error);
      return null;
    }
    const nowMs = now();
    if (state === undefined || !isClaimable(state, nowMs)) return null;
    lease(state, worker, leaseMs, nowMs);
    await step("claim.decided");
    const put = await objects.put(name, encodeSlot(key, state), { ifMatch: found.etag });
    if ("etag" in put) return { record: recordOf(state), attempts: state.attempts };
  }
  return null;
}
