/** What the cases of claims share. @module */

import type { ClaimRequest, RecordStore } from "@openbell/core/store";
import type { Bench } from "../case.js";

export const LONG_MS = 3_600_000;

/** Ids and attempts of what a worker gets. */
export async function claimed(
  { store, kind }: Pick<Bench, "store" | "kind">,
  more: Partial<ClaimRequest> = {},
): Promise<[string, number][]> {
  const { records } = await store.claim({ kind, limit: 100, worker: "w1", leaseMs: LONG_MS, ...more });
  return records.map(({ record, attempts }) => [record.key.id, attempts]);
}

export const ids = (got: readonly (readonly [string, number])[]): string[] => got.map(([id]) => id);
export const release = (store: RecordStore, key: Parameters<RecordStore["get"]>[0], worker = "w1", retryInMs = 0): Promise<boolean> =>
  store.release({ key, worker, retryInMs });
