/** Due records and those who handle them: each is handled once by effect, whoever dies on the way. @module */

import type { RecordKey, RecordStore } from "@openbell/core/store";
import type { Journal } from "../history/journal.js";
import { loggingClient } from "./client.js";

/** How the work is done. */
export interface ClaimPlan {
  readonly tenant: string;
  readonly records: number;
  /** How many a worker claims at a time. */
  readonly batch: number;
  readonly leaseMs: number;
  readonly worker: string;
  /** A worker that finds nothing for so long goes home. Longer than the lease. */
  readonly idleMs: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The records to be handled. */
export function dueKeys({ tenant, records }: Pick<ClaimPlan, "tenant" | "records">): RecordKey[] {
  return Array.from({ length: records }, (_, i) => ({ tenant, kind: "due", id: `d-${i}` }));
}

/** Makes the records, due at once. */
export async function makeDue(store: RecordStore, plan: Pick<ClaimPlan, "tenant" | "records">, journal: Journal): Promise<void> {
  const client = loggingClient(store, journal);
  const keys = dueKeys(plan);
  for (let i = 0; i < keys.length; i += 32)
    await Promise.all(keys.slice(i, i + 32).map((key) => client.put(key, { is: "absent" }, { due: { inMs: 1 } })));
}

/** Handles due records until there are none; answers how many it handled. */
export async function runClaimer(store: RecordStore, plan: ClaimPlan, journal: Journal): Promise<number> {
  const client = loggingClient(store, journal);
  const streams = store.capabilities.append !== "none";
  let handled = 0;
  let idleFrom = performance.now();
  while (performance.now() - idleFrom < plan.idleMs) {
    const claimed = await store
      .claim({ kind: "due", tenant: plan.tenant, limit: plan.batch, worker: plan.worker, leaseMs: plan.leaseMs })
      .catch(() => ({ records: [] }));
    if (claimed.records.length === 0) {
      await pause(20);
      continue;
    }
    for (const { record } of claimed.records) {
      const { key, etag, body } = record;
      const done = await client.put(key, { is: "match", etag }, { due: "never" }, streams ? [] : client.logIn(body));
      if (done?.ok) handled++;
    }
    idleFrom = performance.now();
  }
  return handled;
}
