/** Records in memory: for tests, pages and tools, and the model that other stores are compared with. Lost with the process. @module */

import { type Clock, systemClock } from "../time/clock.js";
import type { ListRequest, Page, RecordKey, RecordStore, StoreCapabilities, WriteRequest } from "./contract.js";
import { type Cursor, cursorAfter, orderMs, parseCursor } from "./cursor.js";
import { type StoreOptions, type StorePort, storeOver } from "./port.js";
import {
  absenceOf,
  appendTo,
  dueFrom,
  extendIn,
  headOf,
  isClaimable,
  isExpired,
  itemsOf,
  lease,
  liveIn,
  type Outcome,
  putInto,
  type RecordState,
  recordOf,
  releaseFrom,
  removeFrom,
  type Slot,
} from "./record-state.js";

/** How a memory store is made. */
export interface MemoryStoreOptions extends StoreOptions {
  /** The store's clock; the machine's where left out. */
  readonly clock?: Clock;
  /** The largest body and item, in bytes; 1 MiB where left out. */
  readonly maxBodyBytes?: number;
  /** How many operations of a record are remembered; 64 where left out. */
  readonly operationMemory?: number;
  /** How long a removed record is `gone`, in milliseconds; a day where left out. */
  readonly tombstoneMs?: number;
}

const nameOf = ({ tenant, kind, id }: RecordKey): string => `${tenant}\n${kind}\n${id}`;

/** Newest first; of one instant the higher id first. */
const behind = (ms: number, id: string, place: Cursor): boolean => ms < place.ms || (ms === place.ms && id < place.id);

/**
 * A record store in memory.
 *
 * @example
 * ```ts
 * import { memoryStore } from "@openbell/core/store";
 *
 * await using store = memoryStore();
 * const key = { tenant: "acme", kind: "note", id: "n-1" };
 * const first = await store.put({ key, expect: { is: "absent" }, body: new TextEncoder().encode("hello") });
 * console.log(first.ok && first.version); // 1
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): RecordStore {
  const { clock = systemClock, maxBodyBytes = 2 ** 20, operationMemory = 64, tombstoneMs = 86_400_000 } = options;
  const capabilities: StoreCapabilities = {
    name: "memory",
    durability: "memory",
    clock: "local",
    append: "native",
    list: "scan",
    claim: "scan",
    maxBodyBytes,
    operationMemory,
    tombstoneMs,
  };
  const slots = new Map<string, Slot>();
  /** Tombstones, oldest first: each is dropped when its time is over. */
  const graves: { readonly name: string; readonly untilMs: number }[] = [];

  function bury(nowMs: number): void {
    while (graves[0] !== undefined && graves[0].untilMs <= nowMs) {
      const { name, untilMs } = graves.shift() as { name: string; untilMs: number };
      const slot = slots.get(name);
      if (slot !== undefined && "goneUntilMs" in slot && slot.goneUntilMs <= untilMs) slots.delete(name);
    }
  }

  type Decide<Request> = (slot: Slot, request: Request, nowMs: number, capabilities: StoreCapabilities) => Outcome;

  async function write<Request extends WriteRequest>(decide: Decide<Request>, request: Request): Promise<Outcome["result"]> {
    const nowMs = clock.now();
    bury(nowMs);
    const name = nameOf(request.key);
    const { result, slot } = decide(slots.get(name), request, nowMs, capabilities);
    if (slot === undefined) slots.delete(name);
    else slots.set(name, slot);
    if (slot !== undefined && "goneUntilMs" in slot && result.ok && !result.replay) graves.push({ name, untilMs: slot.goneUntilMs });
    return result;
  }

  function* records(tenant: string | undefined, kind: string): Generator<RecordState> {
    for (const slot of slots.values()) {
      const state = liveIn(slot);
      if (state !== undefined && state.key.kind === kind && (tenant === undefined || state.key.tenant === tenant)) yield state;
    }
  }

  function list(request: ListRequest): Page {
    const { tenant, kind, owner, tag, order = "updated", limit, after, expired = false } = request;
    const place = after === undefined ? null : parseCursor(after);
    const nowMs = clock.now();
    const heads = [];
    for (const state of records(tenant, kind)) {
      if ((owner !== undefined && state.owner !== owner) || (tag !== undefined && !state.tags.includes(tag))) continue;
      if (!expired && isExpired(state, nowMs)) continue;
      const head = headOf(state);
      if (place === null || behind(orderMs(head, order), head.key.id, place)) heads.push(head);
    }
    heads.sort((a, b) => orderMs(b, order) - orderMs(a, order) || (a.key.id < b.key.id ? 1 : -1));
    const items = heads.slice(0, limit);
    const last = items.at(-1);
    return { items, next: heads.length > limit && last !== undefined ? cursorAfter(last, order) : null };
  }

  const port: StorePort = {
    capabilities,
    async get(key, evenExpired) {
      const slot = slots.get(nameOf(key));
      const why = absenceOf(slot, clock.now(), evenExpired);
      return why === null ? { found: true, record: recordOf(slot as RecordState) } : { found: false, why };
    },
    put: (request) => write(putInto, request),
    append: (request) => write(appendTo, request),
    extend: (request) => write(extendIn, request),
    remove: (request) => write(removeFrom, request),
    async read(request, evenExpired) {
      const slot = slots.get(nameOf(request.key));
      const why = absenceOf(slot, clock.now(), evenExpired);
      return why === null ? { found: true, ...itemsOf(slot as RecordState, request) } : { found: false, why };
    },
    list: async (request) => list(request),
    async claim({ kind, tenant, limit, worker, leaseMs }) {
      const nowMs = clock.now();
      const due = [...records(tenant, kind)].filter((state) => isClaimable(state, nowMs));
      due.sort((a, b) => (dueFrom(a) as number) - (dueFrom(b) as number) || (a.key.id < b.key.id ? -1 : 1));
      return {
        records: due.slice(0, limit).map((state) => {
          lease(state, worker, leaseMs, nowMs);
          return { record: recordOf(state), attempts: state.attempts };
        }),
      };
    },
    release: async ({ key, worker, retryInMs }) => releaseFrom(slots.get(nameOf(key)), worker, retryInMs, clock.now()),
    async close() {
      slots.clear();
    },
    didNothing: () => true,
  };
  return storeOver(port, options);
}
