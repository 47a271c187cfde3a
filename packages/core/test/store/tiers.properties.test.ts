/**
 * Whatever order writes, clocks, archivers and deaths come in: what was acknowledged is read, once, by whoever looks, and what was removed stays
 * removed.
 *
 * @module
 */
import { type SimulatedClock, simulatedClock } from "@openbell/core";
import { archiveExpired, memoryStore, type RecordKey, sweepCatalogue, type TieredStore, tieredStore } from "@openbell/core/store";
import fc from "fast-check";
import { expect, test } from "vitest";

const MINUTE = 60_000;
const KEYS = 3;
const keyOf = (i: number): RecordKey => ({ tenant: "acme", kind: "note", id: `r${i}` });

type Simple =
  | { readonly do: "create" | "append" | "put" | "extend" | "remove" | "read"; readonly key: number }
  | { readonly do: "wait"; readonly ms: number };

type Command =
  | Simple
  | {
      readonly do: "archive" | "sweep";
      readonly worker: string;
      /** At which named step something happens, and whether the worker dies there. */
      readonly step: number;
      readonly dies: boolean;
      readonly meanwhile: readonly Simple[];
    };

const key = fc.nat(KEYS - 1);
const simple: fc.Arbitrary<Simple> = fc.oneof(
  fc.record({ do: fc.constantFrom("create", "append", "put", "extend", "remove", "read"), key }) as fc.Arbitrary<Simple>,
  fc.record({ do: fc.constant("append" as const), key }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, MINUTE, 10 * MINUTE, 61 * MINUTE) }),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: simple },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("archive" as const, "archive" as const, "sweep" as const),
      worker: fc.constantFrom("w1", "w2"),
      step: fc.nat(6),
      dies: fc.boolean(),
      meanwhile: fc.array(simple, { maxLength: 4 }),
    }),
  },
);

/** What was acknowledged of a record. */
interface Acknowledged {
  body: number;
  items: number[];
  removed: boolean;
}

class World {
  readonly clock: SimulatedClock = simulatedClock(Date.UTC(2026, 0, 5));
  readonly store: TieredStore;
  readonly model = new Map<number, Acknowledged>();
  #next = 0;

  constructor() {
    const of = (maxBodyBytes: number) => memoryStore({ clock: this.clock, maxBodyBytes, tombstoneMs: 365 * 24 * 60 * MINUTE });
    this.store = tieredStore({ hot: of(1000), warm: of(100_000), cold: of(100_000) });
  }

  async simple(command: Simple): Promise<void> {
    if (command.do === "wait") return this.clock.advance(command.ms);
    const { store } = this;
    const at = keyOf(command.key);
    const known = this.model.get(command.key);
    const value = this.#next++ % 256;
    switch (command.do) {
      case "create": {
        const made = await store.put({ key: at, expect: { is: "absent" }, body: new Uint8Array([value]), expiry: { inMs: 5 * MINUTE } });
        expect(made.ok, "made once").toBe(known === undefined);
        if (made.ok) this.model.set(command.key, { body: value, items: [], removed: false });
        return;
      }
      case "append": {
        const done = await store.append({ key: at, appends: [{ stream: "log", items: [new Uint8Array([value])] }] });
        if (done.ok) (known as Acknowledged).items.push(value);
        return;
      }
      case "put": {
        const found = await store.get(at);
        if (!found.found) return;
        const done = await store.put({ key: at, expect: { is: "match", etag: found.record.etag }, body: new Uint8Array([value]) });
        expect(done.ok ? "ok" : done.why).toBe(found.record.archived ? "archived" : "ok");
        if (done.ok) (known as Acknowledged).body = value;
        return;
      }
      case "extend":
        await store.extend({ key: at, byMs: 5 * MINUTE });
        return;
      case "remove": {
        const done = await store.remove({ key: at, expect: { is: "exists" } });
        if (done.ok) (known as Acknowledged).removed = true;
        return;
      }
      case "read":
        return this.check(command.key);
    }
  }

  async run(command: Command): Promise<void> {
    if (!("worker" in command)) return this.simple(command);
    let steps = 0;
    const failpoint = async (): Promise<void> => {
      if (steps++ !== command.step) return;
      for (const each of command.meanwhile) await this.simple(each);
      if (command.dies) throw new Error("killed");
    };
    const { worker } = command;
    const work =
      command.do === "archive"
        ? archiveExpired(this.store, { kind: "note", worker, failpoint, retireAfterMs: 10 * MINUTE })
        : sweepCatalogue(this.store, { kind: "note", worker, failpoint, retireAfterMs: 10 * MINUTE });
    await work.catch((error: Error) => expect(error.message).toBe("killed"));
  }

  /** What is read is what was acknowledged. */
  async check(i: number): Promise<void> {
    const known = this.model.get(i);
    const found = await this.store.get(keyOf(i), { expired: true });
    const items = await this.store.read({ key: keyOf(i), stream: "log", last: 1000 }, { expired: true });
    if (known === undefined || known.removed) {
      expect([found.found, items.found]).toEqual([false, false]);
      return;
    }
    expect(found.found && [...found.record.body]).toEqual([known.body]);
    expect(items.found && items.items.map(({ bytes }) => bytes[0])).toEqual(known.items);
  }

  async checkAll(): Promise<void> {
    for (let i = 0; i < KEYS; i++) await this.check(i);
    const listed = await this.store.list({ tenant: "acme", kind: "note", limit: 100, expired: true });
    const alive = [...this.model].filter(([, { removed }]) => !removed).map(([i]) => `r${i}`);
    expect(listed.items.map(({ key: { id } }) => id).sort()).toEqual(alive.sort());
  }
}

test("nothing that was acknowledged is lost, doubled or brought back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
      const world = new World();
      for (let i = 0; i < KEYS; i++) await world.simple({ do: "create", key: i });
      for (const each of commands) {
        await world.run(each);
        await world.checkAll();
      }
      // In the end everything comes to rest.
      for (let round = 0; round < 6; round++) {
        world.clock.advance(61 * MINUTE);
        await archiveExpired(world.store, { kind: "note", worker: "last", retireAfterMs: 10 * MINUTE });
        await sweepCatalogue(world.store, { kind: "note", worker: "last", retireAfterMs: 10 * MINUTE });
      }
      await world.checkAll();
      const left = await world.store.tiers.hot.list({ tenant: "acme", kind: "note", limit: 10, expired: true });
      expect(left.items).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
