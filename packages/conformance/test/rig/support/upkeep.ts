/**
 * The upkeep of stores that are made of stores, by a process that may be ended at any step: records go down through three tiers, are removed and
 * purged on the way, and key encryption keys are replaced. Each *life* of the process goes on with what the one before left.
 *
 * @module
 */

import { join } from "node:path";
import { type Attempt, type FailpointPlan, failpointOf, type Journal, loggingClient, throwAt } from "@openbell/conformance/rig";
import { simulatedClock } from "@openbell/core";
import {
  archiveExpired,
  type Failpoint,
  localKeys,
  newId,
  type RecordKey,
  type RecordStore,
  rotateKeys,
  sealedStore,
  sweepCatalogue,
  type TieredStore,
  tieredStore,
} from "@openbell/core/store";
import { fileObjects, objectStore } from "@openbell/object-store";

/** What is kept up. */
export interface UpkeepInput {
  readonly upkeep: "tiers" | "keys";
  /** The folder of all. */
  readonly at: string;
  readonly tenant: string;
  /** Counted from 0. */
  readonly life: number;
  readonly journal: string;
  readonly failpoint?: FailpointPlan;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const START_MS = Date.UTC(2026, 0, 5);

/** What becomes of a record is said by its kind. */
const KINDS = ["moved", "half", "dropped", "announced", "removed", "purged"] as const;

type Upkeep = (input: UpkeepInput, journal: Journal, died: readonly Attempt[], failpoint?: Failpoint) => Promise<void>;

/** A tiered store of files as it is in this life, and its clock. */
export function tieredFiles(at: string, life: number, failpoint?: Failpoint) {
  const clock = simulatedClock(START_MS + life * 30 * DAY);
  const tier = (name: string): RecordStore =>
    objectStore(fileObjects(join(at, name)), { name, clock, tombstoneMs: 365 * DAY, deadlineMs: 60_000 });
  const tiers = { hot: tier("hot"), warm: tier("warm"), cold: tier("cold") };
  const open = (options: { failpoint?: Failpoint } = {}): TieredStore => tieredStore(tiers, { deadlineMs: 60_000, ...options });
  return { clock, tiers, open, store: open(failpoint === undefined ? {} : { failpoint }) };
}

/** The records of so many lives. */
export const upkeepKeys = ({ upkeep, tenant }: Pick<UpkeepInput, "upkeep" | "tenant">, lives: number): RecordKey[] =>
  (upkeep === "tiers" ? KINDS : ["sealed"]).flatMap((kind) =>
    Array.from({ length: lives }, (_, life) => ({ tenant, kind, id: `r-${life}` })),
  );

/** A worker that dies by an error of its own making: what it left half done is for others to end. */
async function dies(work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => new Error("it did not die"),
    (reason: unknown) => reason,
  );
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  if (code !== "EFAILPOINT" && cause?.code !== "EFAILPOINT") throw error;
}

const tiers: Upkeep = async ({ at, tenant, life }, journal, died, failpoint) => {
  const { clock, tiers: parts, open, store } = tieredFiles(at, life, failpoint);
  const client = loggingClient(store, journal);
  const key = (kind: string): RecordKey => ({ tenant, kind, id: `r-${life}` });
  const options = (kind: string) => ({ kind, worker: `w-${life}`, leaseMs: 1000, retireAfterMs: 10 * MINUTE });
  const given = failpoint === undefined ? {} : { failpoint };
  const archive = (kind: string, at = given) => archiveExpired(store, { ...options(kind), ...at });
  const sweep = (kind: string) =>
    sweepCatalogue(store, { ...options(kind), ...(kind === "purged" ? { purgeAfterMs: 20 * MINUTE } : {}), ...given });
  /** Somebody removes, or retention does, and nobody learns when. */
  const removal = (of: RecordKey) => journal.begin({ key: `${of.tenant}/${of.kind}/${of.id}`, verb: "remove", operation: newId() });

  for (const { key: text, verb, operation } of died) {
    const [, kind = "", id = ""] = text.split("/");
    if (operation === null) continue;
    if (verb === "append") await client.append({ tenant, kind, id }, { operation });
    if (verb !== "remove") continue;
    const found = await client.get({ tenant, kind, id });
    if (found?.found) await client.remove({ tenant, kind, id }, found.record.etag, operation);
  }
  for (const kind of KINDS) {
    const made = await client.put(key(kind), { is: "absent" }, { expiry: { inMs: 5 * MINUTE } });
    if (!made?.ok) throw new Error("A record could not be made.");
    await client.append(key(kind));
    const again = await client.put(key(kind), { is: "match", etag: made.etag });
    if (!again?.ok) throw new Error("A record could not be written again.");
    if (kind === "announced")
      await dies(open({ failpoint: throwAt("tiered.remove.announced") }).remove({ key: key(kind), expect: { is: "exists" } }));
    if (kind !== "removed") continue;
    const end = removal(key(kind));
    await dies(open({ failpoint: throwAt("tiered.remove.removed") }).remove({ key: key(kind), expect: { is: "exists" } }));
    end({ outcome: "unknown" });
  }
  for (let each = 0; each <= life; each++) removal({ ...key("purged"), id: `r-${each}` })({ outcome: "unknown" });
  clock.advance(6 * MINUTE);
  await archive("moved");
  await dies(archive("half", { failpoint: throwAt("tiered.archive.removed") }));
  await dies(archive("dropped", { failpoint: throwAt("tiered.archive.staged") }));
  const dropped = await client.get(key("dropped"));
  if (dropped?.found) await client.remove(key("dropped"), dropped.record.etag);
  // Everything comes to rest.
  for (let round = 0; round < 4; round++) {
    clock.advance(61 * MINUTE);
    for (const kind of KINDS) {
      await archive(kind);
      const { failed } = await sweep(kind);
      if (failed.length > 0) throw new Error(`A sweep failed: ${failed[0]?.why}.`);
    }
  }
  for (const kind of KINDS) {
    const live = await parts.hot.list({ tenant, kind, limit: 10, expired: true });
    const entries = await parts.warm.list({ tenant, kind, limit: 10, expired: true });
    const stages = entries.items.map(({ meta }) => meta["stage"]);
    if (live.items.length > 0) throw new Error(`Records of kind ${kind} did not leave the hot tier.`);
    if (stages.some((stage) => stage !== "cold")) throw new Error(`Entries of kind ${kind} did not come to rest: ${stages.join(", ")}.`);
    if (kind === "purged" && entries.items.length > 0) throw new Error("What was to be purged is there.");
  }
};

const KEK = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

/** The sealed store of files, with the key encryption key of this life and all before it. */
export function sealedFiles(at: string, life: number, failpoint?: Failpoint) {
  const inner = objectStore(fileObjects(join(at, "sealed")), { deadlineMs: 60_000 });
  const keys = localKeys({
    current: `k${life}`,
    keys: Object.fromEntries(Array.from({ length: life + 1 }, (_, i) => [`k${i}`, KEK(i + 1)])),
  });
  return { inner, keys, store: sealedStore(inner, { keys, deadlineMs: 60_000, ...(failpoint === undefined ? {} : { failpoint }) }) };
}

const keys: Upkeep = async ({ at, tenant, life }, journal, died, failpoint) => {
  const { inner, keys: provider, store } = sealedFiles(at, life + 1, failpoint);
  const before = sealedFiles(at, life, failpoint).store;
  const key: RecordKey = { tenant, kind: "sealed", id: `r-${life}` };
  for (const { key: text, verb, operation } of died) {
    const [, kind = "", id = ""] = text.split("/");
    if (verb === "append" && operation !== null) await loggingClient(store, journal).append({ tenant, kind, id }, { operation });
  }
  const old = loggingClient(before, journal);
  const made = await old.put(key, { is: "absent" });
  if (!made?.ok) throw new Error("A record could not be made.");
  await old.append(key);
  const rotated = await rotateKeys(inner, provider, { tenant, ...(failpoint === undefined ? {} : { failpoint }) });
  if (rotated.next !== null || rotated.skipped > 0) throw new Error("A rotation did not come to its end.");
  const client = loggingClient(store, journal);
  const many = await store.putMany([{ key: { tenant, kind: "many", id: newId() }, expect: { is: "absent" }, body: KEK(9) }]);
  if (!many[0]?.ok) throw new Error("A record among several could not be made.");
  await client.append(key);
  const again = await client.put(key, { is: "match", etag: made.etag });
  if (!again?.ok) throw new Error("A record could not be written again.");
};

const UPKEEPS: Readonly<Record<UpkeepInput["upkeep"], Upkeep>> = { tiers, keys };

/** Runs one life. */
export const runUpkeep = (
  input: UpkeepInput,
  journal: Journal,
  died: readonly Attempt[] = [],
  failpoint: Failpoint | undefined = failpointOf(input.failpoint),
): Promise<void> => UPKEEPS[input.upkeep](input, journal, died, failpoint);

/** The store as it is after so many lives. */
export const afterLives = ({ upkeep, at }: Pick<UpkeepInput, "upkeep" | "at">, lives: number): RecordStore =>
  upkeep === "tiers" ? tieredFiles(at, lives).store : sealedFiles(at, lives).store;
