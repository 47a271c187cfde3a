/**
 * Records as objects, one object a record: head, body, streams, counters and remembered operations in one file that is replaced whole. A write
 * reads the object, lets core decide what becomes of it, and puts the result back on condition that nobody was faster; else it begins anew.
 *
 * @module
 */

import { setTimeout as pause } from "node:timers/promises";
import { type Clock, type OpenbellError, systemClock } from "@openbell/core";
import type { PutRequest, RecordKey, RecordStore, StoreCapabilities, StoreOptions, WriteRequest, WriteResult } from "@openbell/core/store";
import {
  absenceOf,
  appendTo,
  extendIn,
  type Identified,
  itemsOf,
  type Outcome,
  type PortCall,
  putInto,
  type RecordState,
  recordOf,
  releaseFrom,
  removeFrom,
  type Slot,
  type StorePort,
  storeOver,
  storeUnavailable,
  type Tombstone,
} from "@openbell/core/store/adapter";
import { mapSome, queues } from "./gather.js";
import { nameOf, prefixOf } from "./names.js";
import type { Objects } from "./objects.js";
import { decodeSlot, encodeSlot } from "./record-object.js";
import { claimByScan, listByScan, type SeenHead, seeHeads } from "./scan.js";

/** How an object store is made. */
export interface ObjectStoreOptions extends StoreOptions {
  /** The store's name in errors and in `degraded`; `objects` where left out. */
  readonly name?: string;
  /** The store's clock; the machine's where left out. Objects have no clock of their own: all writers of a record should agree on the time. */
  readonly clock?: Clock;
  /** The largest body and item, in bytes; 1 MiB where left out. */
  readonly maxBodyBytes?: number;
  /** The largest object, in bytes; 64 MiB where left out. A record is rewritten whole with each append: give streams a `keep`. */
  readonly maxObjectBytes?: number;
  /** How many operations of a record are remembered; 64 where left out. */
  readonly operationMemory?: number;
  /** How long a removed record is `gone`, in milliseconds; a day where left out. */
  readonly tombstoneMs?: number;
  /** Told of damaged objects that `claim` and `sweep` pass over; `get` and `list` throw them. */
  readonly onDamaged?: (error: OpenbellError) => void;
}

/** A record store over objects. */
export interface ObjectStore extends RecordStore {
  /** Removes the tombstones of a kind that are over, and what ended processes left behind. Answers how many things were removed. */
  sweep(kind: string): Promise<number>;
}

/** So many puts of one `putMany` are under way at a time. */
const WIDTH = 16;

/**
 * A record store that keeps each record as one object.
 *
 * @example
 * ```ts
 * import { fileObjects, objectStore } from "@openbell/object-store";
 *
 * await using store = objectStore(fileObjects("./desk/notes"));
 * const key = { tenant: "acme", kind: "note", id: "n-1" };
 * await store.put({ key, expect: { is: "absent" }, body: new TextEncoder().encode("hello") });
 * ```
 */
export function objectStore(objects: Objects, options: ObjectStoreOptions = {}): ObjectStore {
  const { name = "objects", clock = systemClock, maxBodyBytes = 2 ** 20, maxObjectBytes = 2 ** 26 } = options;
  const { operationMemory = 64, tombstoneMs = 86_400_000, failpoint, onDamaged = () => {} } = options;
  const capabilities: StoreCapabilities = {
    name,
    durability: objects.durability,
    clock: "local",
    append: "rewrite",
    list: "scan",
    claim: "scan",
    maxBodyBytes,
    operationMemory,
    tombstoneMs,
  };
  const now = (): number => clock.now();
  const step = async (at: string): Promise<void> => failpoint?.(`objects.${at}`);
  const inTurn = queues();

  /** Gives up between two tries, when surely nothing was done, a little before the caller does. */
  function patience(verb: string, { deadlineMs, signal }: PortCall): () => void {
    const endMs = performance.now() + deadlineMs * 0.9;
    return () => {
      if (signal?.aborted) throw storeUnavailable(name, verb, "the call was given up");
      if (performance.now() > endMs)
        throw storeUnavailable(name, verb, "it took too long, as when other writers of a record are always faster");
    };
  }

  /** Waits a little longer after each refusal, by chance, so that writers fall out of step; never so long that the caller gives up meanwhile. */
  const stepAside = (refusals: number, { deadlineMs }: PortCall): Promise<void> =>
    pause(Math.random() * Math.min(100, deadlineMs / 20, 2 ** refusals));

  const decode = (bytes: Uint8Array, key: RecordKey): RecordState | Tombstone => decodeSlot(objects.name, bytes, key);

  async function slotOf(key: RecordKey): Promise<Slot> {
    const found = await objects.get(nameOf(key));
    return found === null ? undefined : decode(found.bytes, key);
  }

  type Decide<Request> = (slot: Slot, request: Request, nowMs: number, capabilities: StoreCapabilities) => Outcome;

  /** Writers of one record in this process take turns: only those of other processes can be refused. */
  function write<Request extends Identified<WriteRequest>>(
    verb: string,
    decide: Decide<Request>,
    request: Request,
    call: PortCall,
  ): Promise<WriteResult> {
    const { key } = request;
    const object = nameOf(key);
    const check = patience(verb, call);
    return inTurn(object, async () => {
      let echo = false;
      try {
        // A new record is put without a look: if there is one, the put is refused and the second try looks.
        let look = (request as Partial<PutRequest>).expect?.is !== "absent";
        for (let refusals = 0; ; refusals++) {
          check();
          const found = look ? await objects.get(object) : null;
          await step(`${verb}.read`);
          const { result, slot } = decide(found === null ? undefined : decode(found.bytes, key), request, now(), capabilities);
          if (!result.ok || result.replay || slot === undefined) {
            // What an unsure refusal left open is decided now: the operation is there, and it was this call that did it.
            if (look) return echo && result.ok ? { ...result, replay: false } : result;
            look = true;
            continue;
          }
          const bytes = encodeSlot(key, slot);
          if (bytes.length > maxObjectBytes) return { ok: false, why: "too-large" };
          await step(`${verb}.decided`);
          const put = await objects.put(object, bytes, found === null ? { ifAbsent: true } : { ifMatch: found.etag });
          await step(`${verb}.put`);
          if ("etag" in put) return result;
          echo ||= put.unsure === true;
          if (look) await stepAside(refusals, call);
          look = true;
        }
      } catch (error) {
        // After an unsure refusal nothing is sure until somebody has looked.
        throw echo && (error as Partial<OpenbellError>).code === "STORE_UNAVAILABLE" ? new Error("unsure", { cause: error }) : error;
      }
    });
  }

  async function bury({ name: object, etag }: SeenHead): Promise<void> {
    await objects.delete(object, { ifMatch: etag });
  }

  const put = (request: Identified<PutRequest>, call: PortCall): Promise<WriteResult> => write("put", putInto, request, call);

  const port: StorePort = {
    capabilities,
    async get(key, evenExpired) {
      const slot = await slotOf(key);
      const why = absenceOf(slot, now(), evenExpired);
      return why === null ? { found: true, record: recordOf(slot as RecordState) } : { found: false, why };
    },
    put,
    putMany: (requests, call) => mapSome(requests, WIDTH, (request) => put(request, call)),
    append: (request, call) => write("append", appendTo, request, call),
    extend: (request, call) => write("extend", extendIn, request, call),
    remove: (request, call) => write("remove", removeFrom, request, call),
    async read(request, evenExpired) {
      const slot = await slotOf(request.key);
      const why = absenceOf(slot, now(), evenExpired);
      return why === null ? { found: true, ...itemsOf(slot as RecordState, request) } : { found: false, why };
    },
    list: (request) => listByScan(objects, request, now()),
    claim: (request, call) => claimByScan({ objects, now, damaged: onDamaged, step, bury, check: patience("claim", call) }, request),
    release({ key, worker, retryInMs }, call) {
      const object = nameOf(key);
      const check = patience("release", call);
      return inTurn(object, async () => {
        for (let refusals = 0; ; refusals++) {
          check();
          const found = await objects.get(object);
          if (found === null) return false;
          const slot = decode(found.bytes, key);
          if (!releaseFrom(slot, worker, retryInMs, now())) return false;
          await step("release.decided");
          const result = await objects.put(object, encodeSlot(key, slot), { ifMatch: found.etag });
          if ("etag" in result) return true;
          await stepAside(refusals, call);
        }
      });
    },
    async close() {},
    // Whatever an object port knows to be harmless it throws as an error of ours; the rest may have happened.
    didNothing: () => false,
  };

  return Object.assign(storeOver(port, options), {
    async sweep(kind: string): Promise<number> {
      let swept = (await objects.sweep?.()) ?? 0;
      for await (const head of seeHeads(objects, prefixOf(kind), onDamaged))
        if ("goneUntilMs" in head.slot && head.slot.goneUntilMs <= now()) {
          await bury(head);
          swept++;
        }
      return swept;
    },
  });
}
