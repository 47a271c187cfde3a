/**
 * Data keys as a store uses them: made once, found again, kept in memory for a while.
 *
 * A key that is lost loses every body under it. So a key is in the store before anything is sealed with it; a key that is not in the store any more
 * (a failover that went back in time) but still in memory is put back.
 *
 * @module
 */

import { OpenbellError, storeUnavailable } from "../../errors.js";
import type { RecordKey, RecordStore } from "../contract.js";
import { newId } from "../operation.js";
import { runtime, utf8 } from "../platform.js";
import type { Failpoint } from "../port.js";
import { type CryptographyName, cryptographyFor, KEY_BYTES } from "./cryptography.js";
import { FINGERPRINT_BYTES } from "./envelope.js";
import type { KeyProvider } from "./key-provider.js";
import { DATA_KEY_KIND, keyRecordBody, readKeyRecord, type WrappedKey } from "./key-record.js";
import { reached } from "./reached.js";
import type { DataKey } from "./seal.js";
import type { TimeBudget } from "./time-budget.js";

/** Where data keys come from. */
export interface DataKeysOptions {
  readonly store: RecordStore;
  readonly provider: KeyProvider;
  readonly cryptography: CryptographyName;
  /** How many are kept in memory. */
  readonly cached: number;
  /** For how long, in milliseconds. */
  readonly maxAgeMs: number;
  readonly failpoint: Failpoint | undefined;
}

/** A data key's place: `id` as its record has it; `inEnvelope` what envelopes call it. */
export interface KeyPlace {
  readonly tenant: string;
  readonly id: string;
  readonly inEnvelope: string;
}

/** The keys of one sealed store. */
export interface DataKeys {
  find(place: KeyPlace, time: TimeBudget): Promise<DataKey | "shredded" | "missing">;
  /** Makes the key unless there is one; whoever comes second takes the first one's. */
  make(place: KeyPlace, time: TimeBudget): Promise<DataKey | "shredded">;
  /** Drops a key from memory; all of them without a place. */
  forget(place?: Pick<KeyPlace, "tenant" | "id">): void;
}

interface Kept {
  readonly key: DataKey;
  readonly wrapped: WrappedKey;
  untilMs: number;
}

/** Three keys from one, so that no two uses share a key. */
async function derived(raw: Uint8Array, id: string, cryptographyName: CryptographyName): Promise<DataKey> {
  const { hmac } = cryptographyFor(cryptographyName, raw.length);
  const [fingerprint, encryption, nonces] = await Promise.all([
    hmac(raw, utf8("openbell sealing 1 fingerprint")),
    hmac(raw, utf8("openbell sealing 1 encryption")),
    hmac(raw, utf8("openbell sealing 1 nonces")),
  ]);
  return { id, fingerprint: fingerprint.slice(0, FINGERPRINT_BYTES), encryption, nonces };
}

/** The data keys in a store. */
export function dataKeys({ store, provider, cryptography, cached, maxAgeMs, failpoint }: DataKeysOptions): DataKeys {
  const { name } = store.capabilities;
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<DataKey | "shredded" | "missing">>();
  const slotOf = ({ tenant, id }: Pick<KeyPlace, "tenant" | "id">): string => `${tenant}\n${id}`;
  const recordKey = ({ tenant, id }: KeyPlace): RecordKey => ({ tenant, kind: DATA_KEY_KIND, id });

  /** Asks the key provider; what it fails with may hold anything and goes no further than `cause`. */
  async function ask<T>(time: TimeBudget, what: string, run: () => T | Promise<T>): Promise<T> {
    try {
      return await time.wait(name, what, run());
    } catch (error) {
      throw error instanceof OpenbellError ? error : storeUnavailable(name, what, "the key provider failed", error);
    }
  }

  async function keep(place: KeyPlace, raw: Uint8Array, wrapped: WrappedKey): Promise<DataKey> {
    const key = await derived(raw, place.inEnvelope, cryptography);
    const slot = slotOf(place);
    kept.delete(slot);
    kept.set(slot, { key, wrapped, untilMs: runtime.performance.now() + maxAgeMs });
    if (kept.size > cached) kept.delete(kept.keys().next().value as string);
    return key;
  }

  async function putAbsent(place: KeyPlace, wrapped: WrappedKey, time: TimeBudget): Promise<"made" | "exists" | "shredded"> {
    try {
      const put = await store.put(
        { key: recordKey(place), operation: newId(), expect: { is: "absent" }, body: keyRecordBody(wrapped), meta: { kek: wrapped.kek } },
        time.left(),
      );
      if (put.ok) return "made";
      if (put.why === "exists") return "exists";
      if (put.why === "gone" || put.why === "shredded") return "shredded";
      throw storeUnavailable(name, "the making of a data key", `it was refused (${put.why})`);
    } catch (error) {
      // Whatever became of the key: the record that it is for was not touched yet.
      if (!(error instanceof OpenbellError) || error.code !== "OUTCOME_UNKNOWN") throw error;
      throw storeUnavailable(name, "the making of a data key", "whether it was kept is not known", error);
    }
  }

  async function load(place: KeyPlace, time: TimeBudget): Promise<DataKey | "shredded" | "missing"> {
    const found = await store.get(recordKey(place), time.left());
    if (!found.found) {
      if (found.why === "gone" || found.why === "shredded") return "shredded";
      const before = kept.get(slotOf(place));
      if (before === undefined || found.why !== "missing") return "missing";
      const restored = await putAbsent(place, before.wrapped, time);
      if (restored !== "made") return restored === "shredded" ? "shredded" : load(place, time);
      before.untilMs = runtime.performance.now() + maxAgeMs;
      return before.key;
    }
    const wrapped = readKeyRecord(name, found.record.body);
    if (wrapped === "shredded") {
      kept.delete(slotOf(place));
      return "shredded";
    }
    return keep(place, await ask(time, "the unwrapping of a data key", () => provider.unwrap(wrapped.kek, wrapped.wrapped)), wrapped);
  }

  async function make(place: KeyPlace, time: TimeBudget): Promise<DataKey | "shredded"> {
    await reached(name, failpoint, "sealing.key.before");
    const raw = runtime.crypto.getRandomValues(new Uint8Array(KEY_BYTES));
    const kek = provider.current();
    const wrapped = { kek, wrapped: await ask(time, "the wrapping of a data key", () => provider.wrap(kek, raw)) };
    const put = await putAbsent(place, wrapped, time);
    if (put === "shredded") return put;
    if (put === "made") {
      await reached(name, failpoint, "sealing.key.created");
      return keep(place, raw, wrapped);
    }
    const theirs = await load(place, time);
    if (theirs === "missing") throw storeUnavailable(name, "the making of a data key", "another one came and went");
    return theirs;
  }

  return {
    async find(place, time) {
      const slot = slotOf(place);
      const entry = kept.get(slot);
      if (entry !== undefined && entry.untilMs > runtime.performance.now()) return entry.key;
      const others = underWay.get(slot);
      if (others !== undefined) {
        // Where it fails, the time of the call that began it may have been over, or it was given up; this one was not.
        const found = await others.catch(() => null);
        if (found !== null) return found;
      }
      const loading = load(place, time).finally(() => underWay.delete(slot));
      underWay.set(slot, loading);
      return loading;
    },
    make,
    forget(place) {
      if (place === undefined) kept.clear();
      else kept.delete(slotOf(place));
    },
  };
}
