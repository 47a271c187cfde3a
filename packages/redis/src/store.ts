/** A record store in Redis: each verb but `get` is one Lua script. @module */

import { OpenbellError } from "@openbell/core";
import type { ReadResult, RecordStore, StoreCapabilities, WriteResult } from "@openbell/core/store";
import { type StorePort, storeOver, storeUnavailable } from "@openbell/core/store/adapter";
import { Copies } from "./copies.js";
import { didNothing } from "./failures.js";
import { getRecord } from "./get.js";
import { keysOf } from "./keys.js";
import { type RedisStoreOptions, settled } from "./options.js";
import { claimDue, listPage, type Run } from "./pages.js";
import type { RedisPort } from "./port.js";
import { notFound, ownBytes, writeResult } from "./replies.js";
import { addAdditions, BODY, decisionArguments, movesPut, putArguments } from "./requests.js";
import { run as runScript } from "./run.js";
import { scriptsOf } from "./scripts.js";
import { askDurability } from "./settings.js";

/**
 * A record store in Redis 6.2 or newer, over a client that the caller opens and closes.
 *
 * The first call asks the server for its settings and throws `STORE_MISUSE` where acknowledged writes would be dropped to make room, or lost
 * by a restart; see `RedisStoreOptions.durability`. Until then `capabilities.durability` is what was stated, else `"memory"`.
 *
 * @example
 * ```ts no-run: needs a Redis server
 * const store = redisStore(fromNodeRedis(client), { prefix: "desk" });
 * const key = { tenant: "acme", kind: "note", id: "n-1" };
 * await store.put({ key, expect: { is: "absent" }, body: new TextEncoder().encode("hello"), expiry: { inMs: 3_600_000 } });
 * ```
 *
 * @throws OpenbellError `STORE_MISUSE` where an option makes no sense.
 */
export function redisStore(port: RedisPort, options: RedisStoreOptions = {}): RecordStore {
  const settings = settled(options);
  const { maxBodyBytes, operationMemory, tombstoneMs } = settings;
  const keys = keysOf(settings.prefix, settings.buckets);
  const scripts = scriptsOf(settings);
  const copies = new Copies();
  let durability = settings.durability;
  let asked = durability === "memory";
  let asking: Promise<void> | undefined;
  const capabilities: StoreCapabilities = {
    name: "redis",
    get durability() {
      return durability ?? "memory";
    },
    clock: "server",
    append: "native",
    list: "indexed",
    claim: "indexed",
    maxBodyBytes,
    operationMemory,
    tombstoneMs,
  };

  /** Asks once. A server that could not be reached is asked again by the next call; one that is set wrongly, too, since that can be mended. */
  function ask(): Promise<void> {
    asking ??= askDurability(port, settings.durability).then(
      (found) => {
        durability = found;
        asked = true;
      },
      (error) => {
        asking = undefined;
        if (error instanceof OpenbellError) throw error;
        // Nothing of the call itself was sent: it is the question before it that failed.
        throw storeUnavailable("redis", "the call", "the server could not be asked for its settings", error);
      },
    );
    return asking;
  }

  const whenAsked = <T>(send: () => Promise<T>): Promise<T> => (asked ? send() : ask().then(send));
  const run: Run = (verb, names, parts) => whenAsked(() => runScript(port, scripts[verb], names, parts));

  const adapter: StorePort = {
    capabilities,
    get(key, evenExpired) {
      const record = keys.family(key).records + key.id;
      return whenAsked(() => getRecord(port, record, key, evenExpired));
    },
    put(request) {
      const { records, updated, created, due, leased } = keys.family(request.key);
      const record = records + request.key.id;
      const names = movesPut(request) ? [record, updated, created, due, leased] : [record, updated];
      const parts = putArguments(request, copies);
      return run("put", names, parts).then((reply) => {
        copies.giveBack(parts[BODY]);
        return writeResult(reply);
      });
    },
    // Sent in one turn of the event loop, so that the client writes them to the socket together.
    async putMany(requests, call) {
      const ends = await Promise.allSettled(requests.map((request) => adapter.put(request, call)));
      const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
      if (failures.length === 0) return ends.map((end) => (end as PromiseFulfilledResult<WriteResult>).value);
      // That one surely did nothing says nothing of the others.
      const sure = failures.length === ends.length && failures.every((error) => error instanceof OpenbellError || didNothing(error));
      throw sure ? failures[0] : new Error("not all puts were answered", { cause: failures[0] });
    },
    async append(request) {
      const family = keys.family(request.key);
      const parts = decisionArguments(request, { is: "exists" });
      addAdditions(parts, request.appends, request.counters);
      return writeResult(await run("append", [family.records + request.key.id, family.updated], parts));
    },
    async read(request, evenExpired): Promise<ReadResult> {
      const record = keys.family(request.key).records + request.key.id;
      const range = "last" in request ? ["last", String(request.last), ""] : ["from", String(request.from), String(request.limit)];
      const parts = [evenExpired ? "1" : "", request.stream, ...range];
      const reply = (await run("read", [record, `${record}:${request.stream}`], parts)) as [number, number, Buffer[]] | Buffer;
      if (!Array.isArray(reply)) return notFound(reply);
      const [first, next, items] = reply;
      return { found: true, items: items.map((bytes, i) => ({ number: first + i, bytes: ownBytes(bytes) })), next };
    },
    async extend(request) {
      const { key, byMs, maxMs } = request;
      const family = keys.family(key);
      const limits = [String(byMs), maxMs === undefined ? "" : String(maxMs)];
      const names = [family.records + key.id, family.updated, family.due, family.leased];
      return writeResult(await run("extend", names, [...decisionArguments(request, { is: "exists" }), ...limits]));
    },
    async remove(request) {
      const { key } = request;
      const family = keys.family(key);
      const names = [family.records + key.id, family.updated, family.created, family.due, family.leased];
      return writeResult(await run("remove", names, decisionArguments(request, request.expect)));
    },
    list: (request) => listPage(run, keys, request),
    claim: (request) => claimDue(run, keys, request),
    async release({ key, worker, retryInMs }) {
      const family = keys.family(key);
      const names = [family.records + key.id, family.due, family.leased];
      return (await run("release", names, [worker, String(retryInMs)])) === 1;
    },
    // The client is the caller's.
    close: async () => {},
    didNothing,
  };
  return storeOver(adapter, options);
}
