/**
 * An owner of a record that writes under its epoch until a successor's epoch shuts it out. Who is to own the record stands in a file; an owner
 * never looks there before it writes, as a paused process would not.
 *
 * @module
 */

import { existsSync, readFileSync } from "node:fs";
import type { RecordKey, RecordStore } from "@openbell/core/store";
import type { Journal } from "../history/journal.js";
import { loggingClient } from "./client.js";

/** How an owner is told. */
export interface OwnerPlan {
  readonly tenant: string;
  readonly name: string;
  /** The file with the name of the one who is to take over; `end` ends them all. */
  readonly turn: string;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The record that is owned. */
export const ownedKey = (tenant: string): RecordKey => ({ tenant, kind: "owned", id: "o" });

/** Owns and writes until the file says `end`. */
export async function runOwner(store: RecordStore, plan: OwnerPlan, journal: Journal): Promise<void> {
  const client = loggingClient(store, journal);
  const key = ownedKey(plan.tenant);
  const streams = store.capabilities.append !== "none";
  const turn = (): string => (existsSync(plan.turn) ? readFileSync(plan.turn, "utf8") : "");
  let epoch: number | null = null;
  for (let count = 0; turn() !== "end"; count++) {
    const found = await client.get(key);
    if (!found?.found) throw new Error("The record that is owned is not there.");
    const { record } = found;
    if (epoch === null) {
      // Whoever owns it already under the highest epoch is not asked again.
      if (turn() !== plan.name) {
        await pause(2);
        continue;
      }
      epoch = (record.epoch ?? 0) + 1;
      journal.note("epoch", epoch);
    }
    const { etag, body } = record;
    const result: Awaited<ReturnType<typeof client.put>> =
      streams && count % 2 === 1
        ? await client.append(key, { epoch })
        : await client.put(key, { is: "match", etag }, { epoch }, streams ? [] : client.logIn(body));
    if (result !== null && !result.ok && result.why === "fenced") {
      journal.note("fenced", epoch);
      epoch = null;
    }
    await pause(1);
  }
}
