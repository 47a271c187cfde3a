/** Bodies and items on their way into a sealed store: the data key is found or made, then they are sealed. @module */

import { storeMisuse } from "../../errors.js";
import { kindOf } from "../checks.js";
import type { PutRequest, RecordKey, RecordStore, Refused, StreamAppend, WriteRequest } from "../contract.js";
import type { DataKeys, KeyPlace } from "./data-keys.js";
import { contextOf, readEnvelope } from "./envelope.js";
import { notOpened } from "./failures.js";
import { dataKeyId, ownPlace } from "./key-record.js";
import type { SealingOptions } from "./options.js";
import { type DataKey, type SealingManner, sealed } from "./seal.js";
import type { TimeBudget } from "./time-budget.js";

/** What of a write is sealed. */
export type Contents = Pick<PutRequest, "body" | "appends">;

/** The writing half of a sealed store. */
export interface Closing {
  /**
   * Body and appends sealed as parts of this operation, or why the write is refused. `kept`: the caller gave no body and keeps this one; sealed it is
   * another than one that was given, as the two puts are.
   */
  contents(request: WriteRequest & Partial<PutRequest>, operation: string, time: TimeBudget, kept?: boolean): Promise<Contents | Refused>;
}

const shredded: Refused = { ok: false, why: "shredded" };

/** Seals with these keys; `null`: nothing is encrypted. */
export function closing(store: RecordStore, keys: DataKeys | null, options: SealingOptions): Closing {
  const { keyFor, cryptography = "auto" } = options;
  const manner: SealingManner = { compress: options.compression === "deflate", cryptography };

  async function sharedPlace(key: RecordKey, owner: string | null | undefined, time: TimeBudget): Promise<KeyPlace> {
    let its = owner;
    if (its === undefined) {
      const found = await store.get(key, { ...time.left(), expired: true });
      its = found.found ? found.record.owner : null;
    }
    const name: unknown = (keyFor as NonNullable<typeof keyFor>)(key, its);
    if (typeof name !== "string" || name === "") throw storeMisuse("keyFor()", "the name of a data key", kindOf(name));
    const id = await dataKeyId(name);
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
    if (typeof envelope === "object" && "rest" in envelope && envelope.encrypted && envelope.keyId === "")
      throw notOpened(store.capabilities.name, "a record", "key-missing", "its data key is not in the store");
    const made = await (keys as NonNullable<typeof keys>).make(place, time);
    return made === "shredded" ? shredded : made;
  }

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

  return {
    async contents(request, operation, time, kept = false) {
      const { key, body: bytes, appends = [] } = request;
      // Counters and times alone hold nothing to be sealed.
      const dataKey = bytes === undefined && appends.length === 0 ? null : await keyToSeal(request, time);
      if (dataKey !== null && "ok" in dataKey) return dataKey;
      const items = await sealedAppends(request.appends, key, operation, dataKey);
      const contents: Contents = items === undefined ? {} : { appends: items };
      if (bytes === undefined) return contents;
      return {
        ...contents,
        body: await sealed({ bytes, holds: "body", index: kept ? 1 : 0, operation, context: contextOf(key, null) }, dataKey, manner),
      };
    },
  };
}
