/** What a tiered store must keep to while records move: each check is what the lack of one step would look like. @module */

import { throwAt } from "@openbell/conformance/rig";
import { type SimulatedClock, simulatedClock } from "@openbell/core";
import {
  archiveExpired,
  type Failpoint,
  memoryStore,
  type RecordKey,
  type RecordStore,
  sweepCatalogue,
  type TieredStore,
  tieredStore,
} from "@openbell/core/store";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const KEY: RecordKey = { tenant: "t", kind: "note", id: "a" };
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Three tiers in memory and a record that is about to expire. */
interface Place {
  readonly clock: SimulatedClock;
  readonly hot: RecordStore;
  readonly warm: RecordStore;
  readonly cold: RecordStore;
  readonly store: TieredStore;
  archive(worker: string, failpoint?: Failpoint): Promise<unknown>;
  sweep(worker: string): Promise<unknown>;
  /** The body that a reader gets, or why there is none. */
  body(of?: RecordStore): Promise<string>;
  /** How often the record is listed. */
  listed(): Promise<number>;
}

async function place(warmBytes = 2 ** 20): Promise<Place> {
  const clock = simulatedClock(1000 * DAY);
  const [hot, warm, cold] = [memoryStore({ clock }), memoryStore({ clock, maxBodyBytes: warmBytes }), memoryStore({ clock })];
  const store = tieredStore({ hot, warm, cold });
  await store.put({ key: KEY, expect: { is: "absent" }, body: text("first"), expiry: { inMs: 5 * MINUTE } });
  clock.advance(5 * MINUTE);
  const options = { kind: "note", leaseMs: MINUTE, retireAfterMs: 2 * DAY };
  return {
    clock,
    hot,
    warm,
    cold,
    store,
    archive: (worker, failpoint) => archiveExpired(store, { ...options, worker, ...(failpoint === undefined ? {} : { failpoint }) }),
    sweep: (worker) => sweepCatalogue(store, { ...options, worker }),
    async body(of = store) {
      const found = await of
        .get(KEY, { expired: true })
        .catch((error: { code?: string }) => ({ found: false as const, why: String(error.code) }));
      return found.found ? new TextDecoder().decode(found.record.body) : found.why;
    },
    listed: async () => (await store.list({ tenant: "t", kind: "note", limit: 10, expired: true })).items.length,
  };
}

const dying = (work: Promise<unknown>): Promise<unknown> => work.catch(() => {});

/** A worker's step at which something happens once. */
function meanwhile(step: string, run: () => Promise<unknown>): Failpoint {
  let passed = false;
  return async (at) => {
    if (at !== `tiered.archive.${step}` || passed) return;
    passed = true;
    await run();
  };
}

/** The clock of the hot tier goes back a little, and a writer comes through. */
async function lateWrite({ clock, store }: Place, write: () => Promise<unknown>): Promise<void> {
  clock.set(clock.now() - 10);
  await write();
  await store.extend({ key: KEY, byMs: 5 * MINUTE });
  clock.advance(10);
}

const append = ({ store }: Place) => store.append({ key: KEY, appends: [{ stream: "log", items: [text("late")] }] });

/** Each answers whether all is as it must be. */
const CHECKS: Readonly<Record<string, () => Promise<boolean>>> = {
  async "a record that is archived is read from there alone"() {
    const at = await place();
    await at.archive("w1");
    return (await at.body()) === "first" && (await at.body(at.hot)) === "gone" && (await at.listed()) === 1;
  },
  async "what could not be copied stays where it is"() {
    const at = await place(100);
    await at.archive("w1");
    return (await at.body(at.hot)) === "first";
  },
  async "what is written between copy and removal is there"() {
    const at = await place();
    await at.archive(
      "w1",
      meanwhile("staged", () => lateWrite(at, () => append(at))),
    );
    const read = await at.store.read({ key: KEY, stream: "log", last: 1 }, { expired: true });
    return read.found && read.next === 1 && (await at.listed()) === 1;
  },
  async "an archiver that was overtaken puts no older copy in the place of a newer one"() {
    const at = await place();
    const overtake = async () => {
      await lateWrite(at, () => at.store.put({ key: KEY, expect: { is: "exists" }, body: text("second") }));
      at.clock.advance(10 * MINUTE);
      await at.archive("w2");
    };
    await at.archive("w1", meanwhile("copied", overtake));
    return (await at.body()) === "second";
  },
  async "an old backup of the hot tier does not replace what the archive has"() {
    const at = await place();
    const backup = memoryStore({ clock: at.clock });
    const found = await at.hot.get(KEY, { expired: true });
    const operation = found.found ? (found.record.etag.split(".")[0] as string) : "none";
    await lateWrite(at, () => at.store.put({ key: KEY, expect: { is: "exists" }, body: text("second") }));
    at.clock.advance(10 * MINUTE);
    await at.archive("w1");
    await backup.put({ key: KEY, operation, expect: { is: "absent" }, body: text("first"), expiry: { atMs: at.clock.now() } });
    const after = tieredStore({ hot: backup, warm: at.warm, cold: at.cold });
    await archiveExpired(after, { kind: "note", worker: "w2" });
    return (await at.body(after)) === "second";
  },
  async "a removal that comes too late leaves the copy as it is"() {
    const at = await place();
    await dying(at.archive("w1", throwAt("tiered.archive.removed")));
    const removed = await at.store.remove({ key: KEY, expect: { is: "exists" } });
    return !removed.ok && (await at.body()) === "first";
  },
  async "a record that the hot tier lost is lost, and its id not used again"() {
    const { clock, warm, cold, ...at } = await place();
    const after = tieredStore({ hot: memoryStore({ clock }), warm, cold });
    const again = await after.put({ key: KEY, expect: { is: "absent" }, body: text("other") });
    return (await at.body(after)) === "lost" && !again.ok && again.why === "lost";
  },
  async "a removed record whose remover died does not look lost"() {
    const at = await place();
    const remover = tieredStore(at.store.tiers, { failpoint: throwAt("tiered.remove.removed") });
    await dying(remover.remove({ key: KEY, expect: { is: "exists" } }));
    at.clock.advance(2 * DAY);
    return (await at.body()) === "missing";
  },
  async "a copy whose record is still in the hot tier is not counted as archived"() {
    const at = await place();
    await dying(at.archive("w1", throwAt("tiered.archive.staged")));
    at.clock.advance(2 * MINUTE);
    await at.sweep("s1");
    return (await at.listed()) === 1;
  },
  async "a copy that the cold tier spoiled stays in the warm one"() {
    const at = await place();
    await at.archive("w1");
    const { get } = at.cold;
    at.cold.get = async (...args) => {
      const found = await get(...args);
      if (found.found) found.record.body[20] = (found.record.body[20] as number) ^ 1;
      return found;
    };
    at.clock.advance(3 * DAY);
    await at.sweep("s1");
    return (await at.body()) === "first";
  },
};

/** The checks that failed. */
export async function tiers(): Promise<string[]> {
  const failed: string[] = [];
  for (const [name, check] of Object.entries(CHECKS)) if (!(await check())) failed.push(name);
  return failed;
}
