/**
 * One store of several: live records in a fast tier, a catalogue and the archive in a durable one, old copies in a cheap one.
 *
 * - **The hot tier decides** about live records: every write of one is its compare and set, nobody else's.
 * - **The warm tier remembers**: an entry for each record, so that a record the hot tier has lost is `lost`, not `missing`, and the copies of
 *   archived ones, read through as if they were here (`archived: true`; writes are refused `archived`).
 * - **A tier that is down is said**, never passed over: what the others have is given with `degraded`, and where nobody can know whether a record is there, the
 *   call throws; a write that the hot tier cannot take
 *   is kept aside (`spilled`) where there is a place for it, else it throws.
 *
 * Moving records down is no business of readers and writers: see `archive.ts`, `sweep.ts` and `spill.ts`.
 *
 * @module
 */

import { OpenbellError } from "../../errors.js";
import type {
  Absence,
  CallOptions,
  ETag,
  GetOptions,
  GetResult,
  PutRequest,
  ReadRequest,
  ReadResult,
  RecordHead,
  RecordKey,
  RecordStore,
  Refused,
  RemoveRequest,
  StoreCapabilities,
  WriteRequest,
  WriteResult,
} from "../contract.js";
import { type StoreOptions, type StorePort, storeOver } from "../port.js";
import { ask, nameOf, without } from "./asking.js";
import { archivedHead, copyOf, type Entry, entryFor, SETTLE_MS, STAGE, type Stage, stageOf } from "./catalogue.js";
import { mergedPage } from "./merged-list.js";
import { type Named, type SpillableVerb, setAside } from "./spill.js";

/** The stores that a tiered store is made of. */
export interface Tiers {
  /** Live records. Its clock and its limits are the tiered store's. */
  readonly hot: RecordStore;
  /** The catalogue and the archive. Its `maxBodyBytes` has to hold whole copies: bodies and all items of a record. */
  readonly warm: RecordStore;
  /** Copies that left the warm tier. */
  readonly cold?: RecordStore;
  /** Where writes are kept when hot and warm are both down: a store on this machine. */
  readonly spill?: RecordStore;
}

/** A tiered store, and its tiers for the maintenance functions. */
export interface TieredStore extends RecordStore {
  readonly tiers: Tiers;
}

/** Whether an entry's record has left the hot tier for good. */
const isSettled = (stage: Stage): boolean => stage === "sealed" || stage === "cold" || stage === "purging";

/** An operation id of its own for a step that belongs to an operation, the same each time that the operation is repeated. */
const stepOf = (operation: string, step: string): string => `${operation.slice(0, 58)}-${step}`;

/**
 * One store of several tiers.
 *
 * @example
 * ```ts
 * import { memoryStore, tieredStore } from "@openbell/core/store";
 *
 * await using store = tieredStore({ hot: memoryStore(), warm: memoryStore() });
 * const key = { tenant: "acme", kind: "note", id: "n-1" };
 * await store.put({ key, expect: { is: "absent" }, body: new Uint8Array([1, 2, 3]) });
 * const read = await store.get(key);
 * console.log(read.found && read.record.body); // Uint8Array(3) [ 1, 2, 3 ]
 * ```
 */
export function tieredStore(tiers: Tiers, options: StoreOptions = {}): TieredStore {
  const { hot, warm, cold } = tiers;
  const capabilities: StoreCapabilities = {
    ...hot.capabilities,
    name: "tiered",
    // A store may learn from its server how durable it is.
    get durability() {
      return hot.capabilities.durability;
    },
  };
  const at = async (step: string): Promise<void> => options.failpoint?.(`tiered.${step}`);

  /** Why the hot tier does not have a record, as the catalogue knows it; `null` where the hot tier's own answer stands. */
  function whereIs(entry: Entry | null, hotSays: Absence): "archived" | "lost" | null {
    if (entry === null || entry.stage === "removing" || entry.stage === "purging") return null;
    if (entry.stage === "live") return hotSays === "missing" ? "lost" : null;
    return "archived";
  }

  /** A write that the hot tier refused because it has no such record: the catalogue knows why. */
  async function explained(refusal: Refused, key: RecordKey, given: CallOptions): Promise<WriteResult> {
    if (refusal.why !== "missing" && refusal.why !== "gone") return refusal;
    const entry = await ask(() => entryFor(warm, key));
    if (entry.down) return without(refusal, warm);
    const where = whereIs(entry.value, refusal.why);
    if (where === "archived") return { ok: false, why: "archived" };
    // A move may have ended in between, and a new record begun: the hot tier has the last word.
    if (where === "lost") return (await hot.get(key, { ...given, expired: true })).found ? refusal : { ok: false, why: "lost" };
    return refusal;
  }

  async function write(verb: SpillableVerb, request: Named<WriteRequest>, given: CallOptions): Promise<WriteResult> {
    try {
      const result = await (hot[verb] as (request: WriteRequest, given: CallOptions) => Promise<WriteResult>)(request, given);
      return result.ok ? result : await explained(result, request.key, given);
    } catch (error) {
      // An unknown outcome is the caller's to repeat; only what surely was not done can be kept for later.
      if (!(error instanceof OpenbellError) || error.code !== "STORE_UNAVAILABLE") throw error;
      const kept = await setAside(tiers, verb, request);
      if (kept === null) throw error;
      return without({ ok: false, why: "spilled" }, hot, ...(kept === warm ? [] : [warm]));
    }
  }

  /** Enters a new record into the catalogue: without owner and tags, so that lists by them find the archived alone here. */
  async function register({ key, operation }: Named<PutRequest>): Promise<boolean> {
    const entered = await ask(() =>
      warm.put({
        key,
        operation: stepOf(operation, "live"),
        expect: { is: "absent" },
        body: new Uint8Array(0),
        meta: { [STAGE]: "live" },
      }),
    );
    // Refused, it is there already, or was removed a moment ago: the archive enters what is not there.
    return !entered.down;
  }

  async function create(request: Named<PutRequest>, given: CallOptions): Promise<WriteResult> {
    const before = await ask(() => entryFor(warm, request.key));
    if (!before.down && before.value !== null) {
      // An id is not used again: neither an archived one nor one whose record was lost.
      const now = await ask(() => hot.get(request.key, { ...given, expired: true }));
      const where = now.down || now.value.found ? null : whereIs(before.value, now.value.why);
      if (where !== null) return { ok: false, why: where };
    }
    const result = await write("put", request, given);
    if (!result.ok) return result;
    await at("put.created");
    const registered = before.down ? false : await register(request);
    await at("put.registered");
    return registered ? result : without(result, warm);
  }

  const put = (request: Named<PutRequest>, given: CallOptions): Promise<WriteResult> =>
    request.expect.is === "absent" ? create(request, given) : write("put", request, given);

  /** The archived copy of a record as a reader gets it, `lost`, or `null` where the hot tier's answer stands. */
  async function fromArchive(key: RecordKey, hotSays: Absence): Promise<GetResult | null> {
    const entry = await entryFor(warm, key);
    const where = whereIs(entry, hotSays);
    if (where === "lost") return { found: false, why: "lost" };
    const copy = entry === null || where === null ? null : await copyOf(entry, warm, cold);
    return copy === null ? null : { found: true, record: { ...copy.record, archived: true } };
  }

  async function get(key: RecordKey, given: GetOptions): Promise<GetResult> {
    const first = await ask(() => hot.get(key, given));
    if (first.down) {
      const kept = await ask(() => fromArchive(key, "gone"));
      // It may be live in the tier that is down: nothing can be said about it.
      if (kept.down || kept.value === null) throw first.error;
      return without(kept.value, hot);
    }
    if (first.value.found || (first.value.why !== "missing" && first.value.why !== "gone")) return first.value;
    const { why } = first.value;
    const archived = await ask(() => fromArchive(key, why));
    // Nobody can know whether it is archived: that is no "missing".
    if (archived.down) throw archived.error;
    if (archived.value === null) return first.value;
    if (archived.value.found) return archived.value;
    // `lost`: unless it was written between the two looks.
    const again = await hot.get(key, given);
    return again.found ? again : archived.value;
  }

  async function read(request: ReadRequest, given: GetOptions): Promise<ReadResult> {
    const first = await ask(() => hot.read(request, given));
    if (!first.down && (first.value.found || (first.value.why !== "missing" && first.value.why !== "gone"))) return first.value;
    const entry = await ask(() => entryFor(warm, request.key));
    if (entry.down) throw first.down ? first.error : entry.error;
    const where = first.down || first.value.found ? null : whereIs(entry.value, first.value.why);
    const copy = entry.value === null ? null : await copyOf(entry.value, warm, cold);
    if (copy === null) {
      if (first.down) throw first.error;
      return where === "lost" ? { found: false, why: "lost" } : first.value;
    }
    const items = copy.items[request.stream] ?? [];
    const next = copy.record.streams[request.stream] ?? 0;
    const { length } = items;
    const from = "last" in request ? Math.max(0, length - request.last) : items.findIndex(({ number }) => number >= request.from);
    const wanted = from < 0 ? [] : items.slice(from, "last" in request ? length : from + request.limit);
    return without({ found: true, items: wanted, next }, ...(first.down ? [hot] : []));
  }

  /** Says in the catalogue that a record is about to be removed. Its copy stays, for the hot tier may have let go of the record meanwhile. */
  async function announce({ record: { key }, etag }: Entry): Promise<ETag | null> {
    const expect = { is: "match", etag } as const;
    const said = await ask(() => warm.put({ key, expect, meta: { [STAGE]: "removing" }, due: { inMs: SETTLE_MS } }));
    return !said.down && said.value.ok ? said.value.etag : null;
  }

  /** Takes it back: the hot tier did not remove the record. */
  const restage = ({ stage, record: { key } }: Entry, etag: ETag): Promise<WriteResult> =>
    warm.put({
      key,
      expect: { is: "match", etag },
      meta: { [STAGE]: stage },
      due: stage === "live" ? "never" : { inMs: SETTLE_MS },
    });

  /** Removes a record from all tiers. The catalogue is told before, so that a crash in between leaves no record that looks lost. */
  async function remove(request: Named<RemoveRequest>, given: CallOptions): Promise<WriteResult> {
    const entry = await ask(() => entryFor(warm, request.key));
    const known = entry.down || entry.value === null || isSettled(entry.value.stage) ? null : entry.value;
    const announced = known === null ? null : await announce(known);
    await at("remove.announced");
    const result = await write("remove", request, given);
    if (!result.ok) {
      if (known !== null && announced !== null) await ask(() => restage(known, announced));
      return result;
    }
    await at("remove.removed");
    const struck = await ask(() =>
      warm.remove({ key: request.key, operation: stepOf(request.operation, "struck"), expect: { is: "exists" } }),
    );
    return struck.down ? without(result, warm) : result;
  }

  /** The head of the record behind an entry, or `null` if it is not archived. Staged, it is so once the hot tier has let go of it. */
  async function archivedIn(entryHead: RecordHead, given: CallOptions): Promise<RecordHead | null> {
    const stage = stageOf(entryHead, nameOf(warm));
    if (stage === "live" || stage === "removing" || stage === "purging") return null;
    if (stage === "staged") {
      const live = await ask(() => hot.get(entryHead.key, { ...given, expired: true }));
      if (!live.down && live.value.found) return null;
    }
    const entry = await entryFor(warm, entryHead.key);
    return entry === null ? null : archivedHead(entry, warm);
  }

  const port: StorePort = {
    capabilities,
    get: (key, expired, call) => get(key, { ...call, expired }),
    read: (request, expired, call) => read(request, { ...call, expired }),
    put,
    async putMany(requests, call) {
      if (requests.some(({ expect }) => expect.is === "absent")) return Promise.all(requests.map((request) => put(request, call)));
      const results = await hot.putMany(requests, call);
      return Promise.all(results.map((result, i) => (result.ok ? result : explained(result, (requests[i] as PutRequest).key, call))));
    },
    append: (request, call) => write("append", request, call),
    extend: (request, call) => write("extend", request, call),
    remove,
    list: (request, call) => mergedPage(tiers, request, call, archivedIn),
    claim: (request, call) => hot.claim(request, call),
    release: (request, call) => hot.release(request, call),
    async close() {
      await Promise.all([hot, warm, cold, tiers.spill].map((tier) => tier?.close()));
    },
    didNothing: () => false,
  };
  return { ...storeOver(port, options), tiers };
}
