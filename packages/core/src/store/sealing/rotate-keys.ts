/** Key encryption keys are replaced without touching a body: the data keys are wrapped anew, page by page, each by compare and set. @module */

import type { RecordHead, RecordStore } from "../contract.js";
import type { Failpoint } from "../port.js";
import type { KeyProvider } from "./key-provider.js";
import { DATA_KEY_KIND, keyRecordBody, readKeyRecord } from "./key-record.js";
import { reached } from "./reached.js";

/** One page of a rotation. */
export interface RotateOptions {
  readonly tenant: string;
  /** Data keys of one page, 1 to 1,000; 100 where left out. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
  readonly failpoint?: Failpoint;
}

/** What became of a page. */
export interface Rotated {
  /** Data keys that were looked at. */
  readonly seen: number;
  /** Those that are wrapped with the current key now and were not before. */
  readonly rewrapped: number;
  /** Those that somebody else changed in that moment; the next pass sees them again. */
  readonly skipped: number;
  /** Goes into `after` for the page behind; `null`: there is none. */
  readonly next: string | null;
}

/**
 * Wraps one page of a tenant's data keys with the current key encryption key. Bodies stay as they are, and readers and writers go on. `store` is the
 * store of the data keys itself, not the sealed one above it.
 *
 * To replace a key: give every process the new one; make it `current` everywhere; rotate all pages of all tenants until a pass has `rewrapped` and
 * `skipped` nothing; take the old one away. Who takes it away too early gets `STORE_MISUSE` with its name, and has lost nothing: put it back.
 *
 * @throws OpenbellError as the store and the provider do; the pages done so far stay done.
 *
 * @example
 * ```ts
 * import { localKeys, memoryStore, rotateKeys } from "@openbell/core/store";
 *
 * const keys = localKeys({ current: "b", keys: { a: new Uint8Array(32).fill(1), b: new Uint8Array(32).fill(2) } });
 * console.log(await rotateKeys(memoryStore(), keys, { tenant: "acme" })); // { seen: 0, rewrapped: 0, skipped: 0, next: null }
 * ```
 */
export async function rotateKeys(store: RecordStore, provider: KeyProvider, options: RotateOptions): Promise<Rotated> {
  const { tenant, limit = 100, after, failpoint } = options;
  const kek = provider.current();
  // By creation: a key that is rewrapped stays where it is, and a new one is of no interest.
  const request = { tenant, kind: DATA_KEY_KIND, order: "created" as const, limit };
  const page = await store.list(after === undefined ? request : { ...request, after });
  const old = page.items.filter(({ meta }) => meta["kek"] !== kek && meta["shredded"] !== true);
  const anew = async ({ key }: RecordHead) => {
    const found = await store.get(key);
    if (!found.found) return null;
    const { body, etag } = found.record;
    const wrapped = readKeyRecord(store.capabilities.name, body);
    if (wrapped === "shredded") return null;
    const dataKey = await provider.unwrap(wrapped.kek, wrapped.wrapped);
    const again = keyRecordBody({ kek, wrapped: await provider.wrap(kek, dataKey) });
    return { key, expect: { is: "match", etag } as const, body: again, meta: { kek } };
  };
  const puts = (await Promise.all(old.map(anew))).filter((put) => put !== null);
  await reached(store.capabilities.name, failpoint, "sealing.rotate.before");
  const results = puts.length === 0 ? [] : await store.putMany(puts);
  await reached(store.capabilities.name, failpoint, "sealing.rotate.after");
  const rewrapped = results.filter(({ ok }) => ok).length;
  return { seen: page.items.length, rewrapped, skipped: results.length - rewrapped, next: page.next };
}
