/**
 * A record store whose bodies and items are sealed: encrypted, bound to their record, version and stream, and compressed if asked to be. The same
 * contract as the store below; everything but bodies and items passes through.
 *
 * What is found on reading: any changed byte, a body or item of another record, stream or tenant, a body of an older version, an item moved within its
 * append or given twice, a record that is not sealed at all. What is not: a whole record put back to an older state together with its etag, items
 * missing or reordered as whole appends, and the sizes and times of records. Keys, owners, tags, meta, counters, names of streams and operation ids are
 * not secret: stores search by them.
 *
 * @module
 */

import { storeMisuse } from "../../errors.js";
import { checkAppend, checkOptions, checkPut, checkWrite, tooLarge } from "../checks.js";
import type { CallOptions, PutRequest, RecordStore, Refused, WriteResult } from "../contract.js";
import { newId } from "../operation.js";
import { closing } from "./closing.js";
import { dataKeys } from "./data-keys.js";
import { putKeepingBody } from "./kept-body.js";
import { DATA_KEY_KIND, dataKeyId } from "./key-record.js";
import { opening } from "./opening.js";
import { type SealedStore, type SealingOptions, sealedCapabilities } from "./options.js";
import { reached } from "./reached.js";
import { shredKey } from "./shred-key.js";
import { type TimeBudget, timeBudget } from "./time-budget.js";

/** An answer's tiers that could not be asked, for an answer in its place. */
const degradedOf = ({ degraded }: { readonly degraded?: readonly string[] }) => (degraded === undefined ? {} : { degraded });

/**
 * A sealed store over another.
 *
 * @throws OpenbellError `STORE_MISUSE`. Reading throws `CORRUPT_RECORD` with `details.reason` (`damaged`, `plaintext`, `unknown-format`, `key-missing`),
 * and `STORE_MISUSE` with `details.reason` `key-retired`.
 *
 * @example
 * ```ts
 * import { localKeys, memoryStore, sealedStore } from "@openbell/core/store";
 *
 * const keys = localKeys({ current: "2026-01", keys: { "2026-01": crypto.getRandomValues(new Uint8Array(32)) } });
 * await using store = sealedStore(memoryStore(), { keys });
 * const key = { tenant: "acme", kind: "note", id: "n-1" };
 * await store.put({ key, expect: { is: "absent" }, body: new TextEncoder().encode("secret") });
 * const note = await store.get(key);
 * console.log(note.found && new TextDecoder().decode(note.record.body)); // secret
 * await store.shred("acme", "note~n-1");
 * console.log(await store.get(key)); // { found: false, why: 'shredded' }
 * ```
 */
export function sealedStore(store: RecordStore, options: SealingOptions): SealedStore {
  checkOptions(options);
  const capabilities = sealedCapabilities(store, options);
  const { keys: provider, keyStore = store, cryptography = "auto", cachedKeys = 1000, keyMaxAgeMs = 60_000, failpoint } = options;
  const keys =
    provider === "none"
      ? null
      : dataKeys({ store: keyStore, provider, cryptography, cached: cachedKeys, maxAgeMs: keyMaxAgeMs, failpoint });
  const close = closing(store, keys, options);
  const open = opening(capabilities, keys, options);

  function start(given: CallOptions): TimeBudget {
    checkOptions(given);
    return timeBudget(given, options.deadlineMs);
  }

  /** Data keys lie below: nobody reads, replaces or removes one through the sealed store. */
  function guard(kind: string | undefined): void {
    if (kind === DATA_KEY_KIND) throw storeMisuse("kind", `another than \`${DATA_KEY_KIND}\`, which sealing keeps`, "that one");
  }

  /** A put as the store below gets it, or why it gets none. */
  async function sealedPut(request: PutRequest, time: TimeBudget, kept = false): Promise<PutRequest | Refused> {
    if (tooLarge(capabilities, request.body, request.appends)) return { ok: false, why: "too-large" };
    const operation = request.operation ?? newId();
    const contents = await close.contents(request, operation, time, kept);
    if ("ok" in contents) return contents;
    return { ...request, operation, ...contents };
  }

  async function put(request: PutRequest, time: TimeBudget, kept = false): Promise<WriteResult> {
    const ready = await sealedPut(request, time, kept);
    if ("ok" in ready) return ready;
    await reached(capabilities.name, failpoint, "sealing.put.sealed");
    return store.put(ready, time.left());
  }

  function putKept(request: PutRequest, time: TimeBudget): Promise<WriteResult> {
    const named = { ...request, operation: request.operation ?? newId() };
    return putKeepingBody(
      store,
      named,
      time,
      (record) => open.body(record, time),
      (whole) => put(whole, time, true),
    );
  }

  function checked(request: PutRequest): PutRequest {
    checkPut(request);
    guard(request.key.kind);
    return request;
  }

  const outer: SealedStore = {
    capabilities,
    async get(key, given = {}) {
      guard(key?.kind);
      const time = start(given);
      const found = await store.get(key, time.left());
      if (!found.found) return found;
      const body = await open.body(found.record, time);
      if (body === "shredded") return { found: false, why: body, ...degradedOf(found) };
      return { found: true, record: { ...found.record, body }, ...degradedOf(found) };
    },
    async put(request, given = {}) {
      checked(request);
      return request.body === undefined ? putKept(request, start(given)) : put(request, start(given));
    },
    async putMany(requests, given = {}) {
      if (!Array.isArray(requests)) return store.putMany(requests, given);
      const time = start(given);
      requests.forEach(checked);
      const whole = (request: PutRequest) => (request.body === undefined ? null : sealedPut(request, time));
      const puts = await Promise.all((requests as readonly PutRequest[]).map(whole));
      await reached(capabilities.name, failpoint, "sealing.putMany.sealed");
      const sent = puts.filter((ready): ready is PutRequest => ready !== null && !("ok" in ready));
      const results = await store.putMany(sent, time.left());
      let next = 0;
      return Promise.all(
        puts.map((ready, i) => {
          if (ready === null) return putKept(requests[i] as PutRequest, time);
          return "ok" in ready ? ready : (results[next++] as WriteResult);
        }),
      );
    },
    async append(request, given = {}) {
      checkWrite(request);
      checkAppend(request.appends, request.counters);
      guard(request.key.kind);
      if (tooLarge(capabilities, undefined, request.appends)) return { ok: false, why: "too-large" };
      const time = start(given);
      const operation = request.operation ?? newId();
      const contents = await close.contents(request, operation, time);
      if ("ok" in contents) return contents;
      await reached(capabilities.name, failpoint, "sealing.append.sealed");
      return store.append({ ...request, operation, appends: contents.appends ?? [] }, time.left());
    },
    async read(request, given = {}) {
      guard(request?.key?.kind);
      const time = start(given);
      const found = await store.read(request, time.left());
      if (!found.found) return found;
      const items = await open.items(request, found.items, time);
      return items === "shredded" ? { found: false, why: items, ...degradedOf(found) } : { ...found, items };
    },
    async extend(request, given) {
      guard(request?.key?.kind);
      return store.extend(request, given);
    },
    async remove(request, given) {
      guard(request?.key?.kind);
      return store.remove(request, given);
    },
    list: (request, given) => store.list(request, given),
    async claim(request, given = {}) {
      guard(request?.kind);
      const time = start(given);
      const claimed = await store.claim(request, time.left());
      return { ...claimed, records: await open.claimed(claimed.records, time) };
    },
    async release(request, given) {
      guard(request?.key?.kind);
      return store.release(request, given);
    },
    async shred(tenant, name, given = {}) {
      const had = await shredKey(keyStore, tenant, name, given);
      keys?.forget({ tenant, id: await dataKeyId(name) });
      return had;
    },
    close() {
      keys?.forget();
      return store.close();
    },
    [Symbol.asyncDispose]: () => outer.close(),
  };
  return outer;
}
