/**
 * Many clients on few and many records: compare-and-set puts, appends, reads, removals.
 *
 * @module
 */

import type { RecordKey, RecordStore } from "@openbell/core/store";
import type { Journal } from "../history/journal.js";
import { type ClientOptions, type LoggingClient, loggingClient } from "./client.js";
import { randomFrom } from "./random.js";

/** How a load is made. */
export interface LoadPlan {
  readonly tenant: string;
  /** How many records; the first few get most of the writes. */
  readonly records: number;
  /** Acknowledged writes after which a process is done. */
  readonly writes: number;
  /** How many calls a process has under way. */
  readonly lanes: number;
  readonly seed: number;
  /** Whether some records are removed and made anew. */
  readonly removals?: boolean;
  readonly client?: ClientOptions;
}

/** The records of a load. Each tenth is one that is removed now and then. */
export function loadKeys({ tenant, records }: Pick<LoadPlan, "tenant" | "records">): RecordKey[] {
  return Array.from({ length: records }, (_, i) => ({ tenant, kind: i % 10 === 9 ? "churn" : "load", id: `r-${i}` }));
}

/** One step on one record; answers whether a write was acknowledged. */
async function step(client: LoggingClient, store: RecordStore, key: RecordKey, random: () => number, removals: boolean): Promise<boolean> {
  const streams = store.capabilities.append !== "none";
  if (streams && random() < 0.4) {
    const appended = await client.append(key);
    if (appended?.ok) return true;
    if (appended !== null && appended.why !== "missing" && appended.why !== "gone") return false;
  }
  const found = await client.get(key);
  if (found === null) return false;
  if (!found.found) return (await client.put(key, { is: "absent" }))?.ok ?? false;
  const { etag, body } = found.record;
  if (removals && key.kind === "churn" && random() < 0.1) return (await client.remove(key, etag))?.ok ?? false;
  return (await client.put(key, { is: "match", etag }, {}, streams ? [] : client.logIn(body)))?.ok ?? false;
}

/** Runs a load on one store handle; answers how many writes were acknowledged. */
export async function runLoad(store: RecordStore, plan: LoadPlan, journal: Journal): Promise<number> {
  const client = loggingClient(store, journal, plan.client);
  const keys = loadKeys(plan);
  let acknowledged = 0;
  const lane = async (number: number): Promise<void> => {
    const random = randomFrom(plan.seed * 1000 + number);
    // A store that fails every call must not hold the test for ever.
    for (let tries = 0; acknowledged < plan.writes && tries < plan.writes * 20; tries++) {
      const key = keys[Math.floor(random() ** 2 * keys.length)] as RecordKey;
      if (await step(client, store, key, random, plan.removals ?? false)) acknowledged++;
    }
  };
  await Promise.all(Array.from({ length: plan.lanes }, (_, i) => lane(i)));
  return acknowledged;
}
