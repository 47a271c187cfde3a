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

import { OpenbellError, storeMisuse, storeUnavailable } from "../../errors.js";
import { checkAppend, checkOptions, checkPut, checkWrite, tooLarge } from "../checks.js";
import type {
  CallOptions,
  ClaimedRecord,
  PutRequest,
  RecordKey,
  RecordStore,
  Refused,
  StoreCapabilities,
  StoredRecord,
  StreamAppend,
  StreamItem,
  WriteRequest,
  WriteResult,
} from "../contract.js";
import { newId, partsOf } from "../operation.js";
import type { StoreOptions } from "../port.js";
import type { CryptographyName } from "./cryptography.js";
import { dataKeys, type KeyPlace } from "./data-keys.js";
import { contextOf, ENVELOPE_BYTES, readEnvelope } from "./envelope.js";
import { notOpened, type SealFailure } from "./failures.js";
import type { KeyProvider } from "./key-provider.js";
import { DATA_KEY_KIND, dataKeyId, ownKeyName } from "./key-record.js";
import { type DataKey, opened, type SealingManner, sealed } from "./seal.js";
import { shredKey } from "./shred-key.js";
import { type TimeBudget, timeBudget } from "./time-budget.js";

/** How a store is sealed. */
export interface SealingOptions extends StoreOptions {
  /** Who wraps the data keys; `"none"`: nothing is encrypted, but every change is found and bodies are compressed. */
  readonly keys: KeyProvider | "none";
  /** Where the data keys lie, as records of kind `data-key`; in the store itself where left out. It must not be less durable. */
  readonly keyStore?: RecordStore;
  /**
   * The name of the data key for a record; records of one name are shredded together. Each record has a key of its own where left out. The owner is
   * the one that the record gets: a write that does not say it reads the record first. The name is not secret.
   */
  readonly keyFor?: (key: RecordKey, owner: string | null) => string;
  /** `"deflate"` makes bodies and items smaller where it helps; `"none"` where left out. Lengths tell something of contents then. */
  readonly compression?: "none" | "deflate";
  /** Whether a record that is not sealed (with `keys`: not encrypted) is refused; `true` where left out. `false` is for moving old records. */
  readonly require?: boolean;
  /** How many data keys are kept in memory; 1,000 where left out. */
  readonly cachedKeys?: number;
  /** For how long, in milliseconds; 60,000 where left out. A key shredded by another process is used that long at most. */
  readonly keyMaxAgeMs?: number;
  /** `"auto"` where left out: Node's own below 1 MiB, else WebCrypto. */
  readonly cryptography?: CryptographyName;
  /**
   * Told of each record that a claim could not open (an error, or `"shredded"`). It is not handed out and stays under lease, so that one damaged record does not
   * hold up the others. Without this, a claim throws if it could open none at all.
   */
  readonly onUnopened?: (key: RecordKey, why: OpenbellError | "shredded") => void;
}

/** A store that seals what it is given. */
export interface SealedStore extends RecordStore {
  /**
   * Destroys the data key of that name: everything under it is answered as `shredded`, for good. For a record with a key of its own the name is
   * its kind, `~` and its id. Copies of the store (backups, logs) still have the wrapped key, until the key encryption key is retired.
   *
   * @returns whether there was a key.
   */
  shred(tenant: string, name: string, options?: CallOptions): Promise<boolean>;
}

const DURABILITY: readonly StoreCapabilities["durability"][] = ["memory", "process", "fsync", "replicated"];

/** Compressed bytes are believed to be this long at most, where the store's own limit is lower: limits change, records stay. */
const UNPACKED_BYTES = 2 ** 24;

function capabilitiesOf(store: RecordStore, keyStore: RecordStore): StoreCapabilities {
  const { durability, maxBodyBytes } = store.capabilities;
  if (DURABILITY.indexOf(keyStore.capabilities.durability) < DURABILITY.indexOf(durability))
    throw storeMisuse("keyStore", `as durable as the store (${durability})`, `one of durability ${keyStore.capabilities.durability}`);
  if (maxBodyBytes <= ENVELOPE_BYTES) throw storeMisuse("store", `one for bodies of more than ${ENVELOPE_BYTES} bytes`, `${maxBodyBytes}`);
  return { ...store.capabilities, maxBodyBytes: maxBodyBytes - ENVELOPE_BYTES };
}

const shredded = { ok: false, why: "shredded" } as const satisfies Refused;

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
  const { keys: provider, keyStore = store, keyFor, require = true, cryptography = "auto", failpoint, onUnopened } = options;
  checkOptions(options);
  const capabilities = capabilitiesOf(store, keyStore);
  const { name } = capabilities;
  const { cachedKeys = 1000, keyMaxAgeMs = 60_000 } = options;
  const manner: SealingManner = { compress: options.compression === "deflate", cryptography };
  const keys =
    provider === "none"
      ? null
      : dataKeys({ store: keyStore, provider, cryptography, cached: cachedKeys, maxAgeMs: keyMaxAgeMs, failpoint });

  const start = (given: CallOptions): TimeBudget => timeBudget(given, options.deadlineMs);

  /** Data keys lie below: nobody reads, replaces or removes one through the sealed store. */
  function guard(kind: string | undefined): void {
    if (kind === DATA_KEY_KIND) throw storeMisuse("kind", `another than \`${DATA_KEY_KIND}\`, which sealing keeps`, "that one");
  }

  const ownPlace = async (key: RecordKey): Promise<KeyPlace> => ({
    tenant: key.tenant,
    id: await dataKeyId(ownKeyName(key)),
    inEnvelope: "",
  });

  async function sharedPlace(key: RecordKey, owner: string | null | undefined, time: TimeBudget): Promise<KeyPlace> {
    let its = owner;
    if (its === undefined) {
      const found = await store.get(key, { ...time.left(), expired: true });
      its = found.found ? found.record.owner : null;
    }
    const id = await dataKeyId((keyFor as NonNullable<typeof keyFor>)(key, its));
    return { tenant: key.tenant, id, inEnvelope: id };
  }

  /** The key that a write is sealed with; `null` without encryption. */
  async function keyToSeal(request: WriteRequest & Partial<PutRequest>, time: TimeBudget): Promise<DataKey | Refused | null> {
    if (keys === null) return null;
    const { key, expect, owner } = request;
    if (keyFor !== undefined) {
      const place = await sharedPlace(key, owner, time);
      const found = await keys.find(place, time);
      const made = found === "missing" ? await keys.make(place, time) : found;
      return made === "shredded" ? shredded : made;
    }
    const place = await ownPlace(key);
    // A new record: one trip less than looking first. Memory is not asked, the store may have lost key and record together.
    const found = expect?.is === "absent" ? await keys.make(place, time) : await keys.find(place, time);
    if (found === "shredded") return shredded;
    return found === "missing" ? keyOfUnsealed(place, key, time) : found;
  }

  /** A write of a record without a key: there is none, it is older than sealing, or its key was lost. */
  async function keyOfUnsealed(place: KeyPlace, key: RecordKey, time: TimeBudget): Promise<DataKey | Refused> {
    const found = await store.get(key, time.left());
    // No key is made for a record that is not there: whoever guesses ids would fill the store with them.
    if (!found.found) return { ok: false, why: found.why };
    const envelope = readEnvelope(found.record.body, contextOf(key, null));
    if (typeof envelope === "object" && "rest" in envelope && envelope.encrypted && envelope.keyId === "") throw lost();
    const made = await (keys as NonNullable<typeof keys>).make(place, time);
    return made === "shredded" ? shredded : made;
  }

  const fail = (what: string, reason: SealFailure, problem: string): OpenbellError => notOpened(name, what, reason, problem);
  const lost = (): OpenbellError => fail("a record", "key-missing", "its data key is not in the store");

  async function sealedAppends(
    appends: readonly StreamAppend[] | undefined,
    key: RecordKey,
    operation: string,
    dataKey: DataKey | null,
  ): Promise<readonly StreamAppend[] | undefined> {
    if (appends === undefined) return undefined;
    return Promise.all(
      appends.map(async (append) => {
        const context = contextOf(key, append.stream);
        const items = append.items.map((bytes, index) => sealed({ bytes, holds: "item", index, operation, context }, dataKey, manner));
        return { ...append, items: await Promise.all(items) };
      }),
    );
  }

  /** A put as the store below gets it, or why it gets none. */
  async function sealedPut(request: PutRequest, time: TimeBudget): Promise<PutRequest | Refused> {
    checkPut(request);
    guard(request.key.kind);
    if (tooLarge(capabilities, request.body, request.appends)) return { ok: false, why: "too-large" };
    const dataKey = await keyToSeal(request, time);
    if (dataKey !== null && "ok" in dataKey) return dataKey;
    const { key, operation = newId(), body: bytes } = request;
    const body = await sealed({ bytes, holds: "body", index: 0, operation, context: contextOf(key, null) }, dataKey, manner);
    const appends = await sealedAppends(request.appends, key, operation, dataKey);
    return appends === undefined ? { ...request, operation, body } : { ...request, operation, body, appends };
  }

  /** The bytes in an envelope. `operation`: which write has to have sealed it; `check` looks at the header. */
  async function open(
    bytes: Uint8Array,
    key: RecordKey,
    stream: string | null,
    time: TimeBudget,
    check: (operation: string, index: number) => boolean,
  ): Promise<Uint8Array | "shredded"> {
    const what = stream === null ? "a body" : "an item of a stream";
    const envelope = readEnvelope(bytes, contextOf(key, stream));
    if (envelope === "plain") {
      if (require) throw fail(what, "plaintext", "it is not sealed");
      return bytes;
    }
    if (envelope === "damaged") throw fail(what, "damaged", "its header was changed, or belongs to another record");
    if (!("rest" in envelope)) throw fail(what, "unknown-format", `format ${envelope.format} is not known`);
    if (envelope.holds !== (stream === null ? "body" : "item") || !check(envelope.operation, envelope.index))
      throw fail(what, "damaged", "it belongs to another version or place");
    let dataKey: DataKey | null = null;
    if (envelope.encrypted) {
      if (keys === null) throw storeMisuse("keys", "those that the records are sealed with", '"none"');
      const id = envelope.keyId;
      const found = await keys.find(id === "" ? await ownPlace(key) : { tenant: key.tenant, id, inEnvelope: id }, time);
      if (found === "missing") throw lost();
      if (found === "shredded") return found;
      dataKey = found;
    } else if (keys !== null && require) throw fail(what, "plaintext", "it is not encrypted");
    const plain = await opened(envelope, dataKey, Math.max(capabilities.maxBodyBytes, UNPACKED_BYTES), cryptography);
    if (plain === null) throw fail(what, "damaged", "it does not fit its key");
    return plain;
  }

  /** A body has to be of the write that the etag names: an older one that was put back is not. */
  const openBody = ({ body, key, etag }: StoredRecord, time: TimeBudget): Promise<Uint8Array | "shredded"> =>
    open(body, key, null, time, (operation, index) => index === 0 && operation === partsOf(etag)?.operation);

  /** Steps of crash tests before anything was sent: a failure there is one of a write that was not done. */
  async function reached(step: string): Promise<void> {
    if (failpoint === undefined) return;
    try {
      await failpoint(step);
    } catch (error) {
      throw storeUnavailable(name, "a write", `it failed at ${step}`, error);
    }
  }

  async function openClaimed(claimed: readonly ClaimedRecord[], time: TimeBudget): Promise<readonly ClaimedRecord[]> {
    const failures: OpenbellError[] = [];
    const results = await Promise.all(
      claimed.map(async ({ record, attempts }): Promise<ClaimedRecord | null> => {
        try {
          const body = await openBody(record, time);
          if (body !== "shredded") return { record: { ...record, body }, attempts };
          onUnopened?.(record.key, body);
        } catch (error) {
          if (!(error instanceof OpenbellError)) throw error;
          if (onUnopened === undefined) failures.push(error);
          else onUnopened(record.key, error);
        }
        return null;
      }),
    );
    const open = results.filter((result) => result !== null);
    if (open.length === 0 && failures[0] !== undefined) throw failures[0];
    return open;
  }

  const outer: SealedStore = {
    capabilities,
    async get(key, given = {}) {
      guard(key?.kind);
      const time = start(given);
      const found = await store.get(key, given);
      if (!found.found) return found;
      const body = await openBody(found.record, time);
      if (body !== "shredded") return { ...found, record: { ...found.record, body } };
      return { found: false, why: "shredded", ...(found.degraded === undefined ? {} : { degraded: found.degraded }) };
    },
    async put(request, given = {}) {
      const time = start(given);
      const put = await sealedPut(request, time);
      if ("ok" in put) return put;
      await reached("sealing.put.sealed");
      return store.put(put, time.left());
    },
    async putMany(requests, given = {}) {
      if (!Array.isArray(requests)) return store.putMany(requests, given);
      const time = start(given);
      const puts: readonly (PutRequest | Refused)[] = await Promise.all(requests.map((request) => sealedPut(request, time)));
      await reached("sealing.putMany.sealed");
      const results = await store.putMany(
        puts.filter((put) => !("ok" in put)),
        time.left(),
      );
      let next = 0;
      return puts.map((put) => ("ok" in put ? put : (results[next++] as WriteResult)));
    },
    async append(request, given = {}) {
      checkWrite(request);
      checkAppend(request.appends, request.counters);
      guard(request.key.kind);
      if (tooLarge(capabilities, undefined, request.appends)) return { ok: false, why: "too-large" };
      const time = start(given);
      // Counters alone hold nothing to be sealed.
      const dataKey = request.appends.length === 0 ? null : await keyToSeal(request, time);
      if (dataKey !== null && "ok" in dataKey) return dataKey;
      const { key, operation = newId() } = request;
      const appends = (await sealedAppends(request.appends, key, operation, dataKey)) as readonly StreamAppend[];
      await reached("sealing.append.sealed");
      return store.append({ ...request, operation, appends }, time.left());
    },
    async read(request, given = {}) {
      guard(request?.key?.kind);
      const time = start(given);
      const found = await store.read(request, given);
      if (!found.found) return found;
      /** Where each append begins: its items stand in one piece and in their order, none twice. */
      const begins = new Map<string, number>();
      const items = await Promise.all(
        found.items.map(async ({ number, bytes }): Promise<StreamItem | null> => {
          const inPlace = (operation: string, index: number): boolean => {
            const begin = begins.get(operation) ?? number - index;
            begins.set(operation, begin);
            return begin === number - index;
          };
          const plain = await open(bytes, request.key, request.stream, time, inPlace);
          return plain === "shredded" ? null : { number, bytes: plain };
        }),
      );
      // Items under a key that was destroyed are gone like trimmed ones.
      const open_ = items.filter((item) => item !== null);
      if (open_.length === 0 && items.length > 0)
        return { found: false, why: "shredded", ...(found.degraded === undefined ? {} : { degraded: found.degraded }) };
      return { ...found, items: open_ };
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
      const claimed = await store.claim(request, given);
      return { ...claimed, records: await openClaimed(claimed.records, time) };
    },
    async release(request, given) {
      guard(request?.key?.kind);
      return store.release(request, given);
    },
    async shred(tenant, keyName, given = {}) {
      const had = await shredKey(keyStore, tenant, keyName, given);
      keys?.forget({ tenant, id: await dataKeyId(keyName) });
      return had;
    },
    async close() {
      keys?.forget();
      await store.close();
    },
    [Symbol.asyncDispose]: () => outer.close(),
  };
  return outer;
}
