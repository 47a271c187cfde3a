/**
 * Every verb of a store, one after the other, some rounds long: what is ended at each failpoint in turn. Started again on the same journal, it
 * first repeats what its predecessor had under way, then goes through all rounds.
 *
 * @module
 */

import { OpenbellError } from "@openbell/core";
import type { RecordKey, RecordStore, WriteResult } from "@openbell/core/store";
import { newId } from "@openbell/core/store";
import type { Attempt } from "../history/events.js";
import { bodyDigest } from "../history/events.js";
import type { Journal } from "../history/journal.js";
import { bodyOf, COUNT, keyText, LOG, loggingClient } from "./client.js";

/** How a tour goes. */
export interface TourPlan {
  readonly tenant: string;
  readonly rounds: number;
}

const HOUR = 3_600_000;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The records that a tour of so many rounds writes with its name in them. */
export function tourKeys({ tenant, rounds }: TourPlan): RecordKey[] {
  const ids = ["one", "two", "three", ...Array.from({ length: rounds }, (_, round) => `short-${round}`)];
  return ids.map((id) => ({ tenant, kind: "tour", id }));
}

const timerKey = (tenant: string): RecordKey => ({ tenant, kind: "timer", id: "t" });

function must<T>(what: string, value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error(`The tour is stuck: ${what}.`);
  return value;
}

/** Repeats until it goes through: a lost connection is no end of a tour. */
async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const known = error instanceof OpenbellError && (error.code === "STORE_UNAVAILABLE" || error.code === "OUTCOME_UNKNOWN");
      if (!known || attempt === 40) throw error;
      await pause(25);
    }
  }
}

/** Goes on a tour. `died`: what a predecessor had begun. @throws Error where it cannot come to its end. */
export async function runTour(store: RecordStore, plan: TourPlan, journal: Journal, died: readonly Attempt[] = []): Promise<void> {
  const { capabilities } = store;
  const client = loggingClient(store, journal);
  const [one, two, three] = tourKeys(plan) as [RecordKey, RecordKey, RecordKey];
  const streams = capabilities.append !== "none";

  /** The record as it is now, brought to its next version. */
  async function put(key: RecordKey, operation = newId()): Promise<void> {
    const found = must("no answer to a get", await client.get(key));
    const log = found.found && !streams ? client.logIn(found.record.body).filter((each) => each !== operation) : [];
    const expect = found.found ? ({ is: "match", etag: found.record.etag } as const) : ({ is: "absent" } as const);
    const result = must("no answer to a put", await client.put(key, expect, { operation }, log));
    if (!result.ok && result.why !== "gone") throw new Error(`The tour is stuck: a put of its own record was refused (${result.why}).`);
  }

  async function remove(key: RecordKey, operation = newId()): Promise<void> {
    const found = must("no answer to a get", await client.get(key));
    if (found.found) must("no answer to a removal", await client.remove(key, found.record.etag, operation));
  }

  async function putMany(): Promise<void> {
    const puts: { key: RecordKey; operation: string; body: Uint8Array; expect: { is: "absent" } | { is: "exists" } }[] = [];
    for (const key of [two, three]) {
      const found = must("no answer to a get", await client.get(key));
      const operation = newId();
      const log = found.found && !streams ? client.logIn(found.record.body) : [];
      const body = bodyOf(operation, streams ? undefined : [...log, operation]);
      puts.push({ key, operation, body, expect: { is: found.found ? "exists" : "absent" } });
    }
    await again(async () => {
      const ends = puts.map(({ key, operation, body }) =>
        journal.begin({ key: keyText(key), verb: "put", operation, digest: bodyDigest(body) }),
      );
      const extra = (operation: string) =>
        streams ? { appends: [{ stream: LOG, items: [text(operation)] }], counters: { [COUNT]: 1 } } : {};
      let results: readonly WriteResult[];
      try {
        results = await store.putMany(
          puts.map(({ key, operation, body, expect }) => ({ key, operation, body, expect, ...extra(operation) })),
        );
      } catch (error) {
        for (const end of ends) end({ outcome: "unknown" });
        throw error;
      }
      for (const [i, result] of results.entries())
        ends[i]?.(result.ok ? { outcome: "applied", etag: result.etag, revision: result.revision } : { outcome: "refused" });
    });
  }

  /** A record that falls due at once, claimed and given back. A predecessor's lease may have to run out first. */
  async function claim(round: number): Promise<void> {
    const key = timerKey(plan.tenant);
    const found = await again(() => store.get(key));
    if (!found.found)
      await again(() => store.put({ key, expect: { is: "absent" }, body: text("t"), due: { inMs: 1 }, operation: newId() }));
    const worker = `w-${process.pid}`;
    const request = { kind: key.kind, tenant: key.tenant, limit: 1, worker, leaseMs: 100 };
    for (let tries = 0; ; tries++) {
      const { records } = await again(() => store.claim(request));
      if (records.length > 0) break;
      if (tries === 200) throw new Error(`The tour is stuck: a due record is not to be had in round ${round}.`);
      await pause(10);
    }
    await again(() => store.release({ key, worker, retryInMs: 1 }));
  }

  /** `expiresMs` only ever grows. */
  async function extend(): Promise<void> {
    const key = timerKey(plan.tenant);
    const before = await again(() => store.get(key));
    const operation = newId();
    const result = await again(() => store.extend({ key, operation, byMs: HOUR }));
    if (!result.ok) throw new Error(`The tour is stuck: an extension was refused (${result.why}).`);
    if (before.found && (result.expiresMs ?? Number.POSITIVE_INFINITY) < (before.record.expiresMs ?? 0))
      throw new Error("An extension made a record's time shorter.");
  }

  const byText = new Map(tourKeys(plan).map((key) => [keyText(key), key]));
  for (const { key, verb, operation } of died) {
    const of = byText.get(key);
    if (of === undefined || operation === null) continue;
    if (verb === "put") await put(of, operation);
    else if (verb === "append") must("no answer to an append", await client.append(of, { operation }));
    else if (verb === "remove") await remove(of, operation);
  }
  for (let round = 0; round < plan.rounds; round++) {
    const short: RecordKey = { tenant: plan.tenant, kind: "tour", id: `short-${round}` };
    await put(one);
    if (streams) must("no answer to an append", await client.append(one));
    await putMany();
    if (streams) await again(() => store.read({ key: one, stream: LOG, last: 10 }));
    if (capabilities.claim !== "none") await claim(round);
    else if (!(await again(() => store.get(timerKey(plan.tenant)))).found)
      await again(() => store.put({ key: timerKey(plan.tenant), expect: { is: "absent" }, body: text("t"), operation: newId() }));
    await extend();
    if (capabilities.list !== "none") await again(() => store.list({ tenant: plan.tenant, kind: "tour", limit: 10 }));
    await put(short);
    await remove(short);
  }
}
