/** Tiers: what is read where, what is archived and when, and that no order of steps, crashes and late writes loses a record. @module */
import { OpenbellError, type SimulatedClock, simulatedClock } from "@openbell/core";
import {
  archiveExpired,
  drainSpill,
  memoryStore,
  type PutRequest,
  type RecordKey,
  type RecordStore,
  sweepCatalogue,
  type TieredStore,
  tieredStore,
} from "@openbell/core/store";
import { beforeEach, describe, expect, test } from "vitest";

const HOUR = 3_600_000;
const keyOf = (id: string): RecordKey => ({ tenant: "acme", kind: "note", id });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (body: Uint8Array): string => new TextDecoder().decode(body);

/** A store that can be switched off. */
function switchable(store: RecordStore): RecordStore & { down: boolean } {
  const verbs = ["get", "put", "putMany", "append", "read", "extend", "remove", "list", "claim", "release"] as const;
  const face = { ...store, down: false };
  for (const verb of verbs)
    (face as unknown as Record<string, unknown>)[verb] = async (...args: unknown[]) => {
      if (face.down) throw new OpenbellError("STORE_UNAVAILABLE", `${store.capabilities.name} is down`);
      return (store[verb] as (...args: unknown[]) => unknown)(...args);
    };
  return face;
}

let clock: SimulatedClock;
let hot: ReturnType<typeof switchable>;
let warm: ReturnType<typeof switchable>;
let cold: ReturnType<typeof switchable>;
let spill: RecordStore;
let store: TieredStore;

beforeEach(() => {
  clock = simulatedClock(Date.UTC(2026, 0, 5, 9));
  hot = switchable(memoryStore({ clock }));
  warm = switchable(memoryStore({ clock, maxBodyBytes: 2 ** 24 }));
  cold = switchable(memoryStore({ clock, maxBodyBytes: 2 ** 24 }));
  spill = memoryStore({ clock });
  store = tieredStore({ hot, warm, cold, spill });
});

const create = (id: string, more: Partial<PutRequest> = {}) =>
  store.put({ key: keyOf(id), expect: { is: "absent" }, body: bytes(id), expiry: { inMs: HOUR }, ...more });

const archive = (worker = "w1") => archiveExpired(store, { kind: "note", worker });
const sweep = (more = {}) => sweepCatalogue(store, { kind: "note", worker: "s1", ...more });

describe("reading through", () => {
  test("a live record is the hot tier's, and has an entry in the catalogue", async () => {
    const made = await create("a");
    expect(made).toMatchObject({ ok: true, version: 1 });
    const found = await store.get(keyOf("a"));
    expect(found).toMatchObject({ found: true, record: { archived: false } });
    expect(await warm.get(keyOf("a"))).toMatchObject({ found: true, record: { meta: { stage: "live" } } });
  });

  test("an archived record is read as it was: head, body, streams, counters", async () => {
    await create("a", { owner: "ann", tags: ["x", "y"], meta: { n: 1 } });
    for (let i = 0; i < 5; i++)
      await store.append({ key: keyOf("a"), appends: [{ stream: "log", items: [bytes(`item ${i}`)], keep: 3 }], counters: { items: 1 } });
    const before = await store.get(keyOf("a"));
    clock.advance(HOUR);
    expect(await store.get(keyOf("a"))).toEqual({ found: false, why: "expired" });
    expect(await archive()).toEqual({ archived: 1, stayed: 0, failed: [] });
    expect(await hot.get(keyOf("a"), { expired: true })).toEqual({ found: false, why: "gone" });
    const after = await store.get(keyOf("a"));
    if (!before.found || !after.found) throw new Error("lost");
    expect(after.record).toEqual({ ...before.record, archived: true });
    expect(await store.read({ key: keyOf("a"), stream: "log", last: 2 })).toMatchObject({
      found: true,
      next: 5,
      items: [{ number: 3 }, { number: 4 }],
    });
    expect(await store.read({ key: keyOf("a"), stream: "log", from: 0, limit: 1 })).toMatchObject({ items: [{ number: 2 }] });
    expect(await store.read({ key: keyOf("a"), stream: "log", from: 9, limit: 1 })).toMatchObject({ items: [], next: 5 });
    expect(await store.read({ key: keyOf("a"), stream: "none", last: 1 })).toEqual({ found: true, items: [], next: 0 });
  });

  test("an archived record takes no writes, and its id no new record", async () => {
    const made = await create("a");
    if (!made.ok) throw new Error(made.why);
    clock.advance(HOUR);
    await archive();
    const key = keyOf("a");
    const archived = { ok: false, why: "archived" };
    expect(await store.put({ key, expect: { is: "match", etag: made.etag }, body: bytes("b") })).toEqual(archived);
    expect(await store.append({ key, appends: [{ stream: "log", items: [bytes("b")] }] })).toEqual(archived);
    expect(await store.extend({ key, byMs: HOUR })).toEqual(archived);
    expect(await store.remove({ key, expect: { is: "exists" } })).toEqual(archived);
    expect(await create("a")).toEqual(archived);
    // Also when the hot tier has forgotten that there ever was one.
    clock.advance(48 * HOUR);
    expect(await create("a")).toEqual(archived);
    expect(await store.get(key)).toMatchObject({ found: true, record: { archived: true } });
  });

  test("a record that the hot tier lost is lost, not missing", async () => {
    await create("a");
    const empty = memoryStore({ clock });
    const after = tieredStore({ hot: empty, warm, cold });
    expect(await after.get(keyOf("a"))).toEqual({ found: false, why: "lost" });
    expect(await after.append({ key: keyOf("a"), appends: [{ stream: "log", items: [bytes("x")] }] })).toEqual({ ok: false, why: "lost" });
    expect(await after.put({ key: keyOf("a"), expect: { is: "absent" }, body: bytes("again") })).toEqual({ ok: false, why: "lost" });
    expect(await after.read({ key: keyOf("a"), stream: "log", last: 1 })).toEqual({ found: false, why: "lost" });
    expect(await after.get(keyOf("never"))).toEqual({ found: false, why: "missing" });
  });

  test("a removed record is gone from all tiers, and was never lost", async () => {
    await create("a");
    expect(await store.remove({ key: keyOf("a"), expect: { is: "exists" } })).toMatchObject({ ok: true });
    expect(await store.get(keyOf("a"))).toEqual({ found: false, why: "gone" });
    clock.advance(48 * HOUR);
    expect(await store.get(keyOf("a"))).toEqual({ found: false, why: "missing" });
    expect(await create("a")).toMatchObject({ ok: true, version: 1 });
  });

  test("lists merge both tiers, newest first, page by page", async () => {
    for (let i = 0; i < 9; i++) {
      clock.advance(1000);
      await create(`r${i}`, { owner: "ann", expiry: { inMs: i % 2 === 0 ? HOUR : 9 * HOUR } });
    }
    clock.advance(HOUR);
    expect(await archive()).toMatchObject({ archived: 5 });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await store.list({
        tenant: "acme",
        kind: "note",
        order: "created",
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...page.items.map(({ key, archived }) => `${key.id}${archived ? "*" : ""}`));
      expect(page.items.length).toBeGreaterThan(0);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(["r8*", "r7", "r6*", "r5", "r4*", "r3", "r2*", "r1", "r0*"]);
    const owned = await store.list({ tenant: "acme", kind: "note", owner: "ann", limit: 100 });
    expect(owned.items).toHaveLength(9);
  });
});

describe("archiving", () => {
  test("a record that is written to between copy and removal stays, whole", async () => {
    await create("a");
    clock.advance(HOUR - 1);
    const expiring = await store.get(keyOf("a"));
    clock.advance(1);
    // The clock of the hot tier goes back, and a writer comes through.
    const failpoint = async (step: string): Promise<void> => {
      if (step !== "tiered.archive.staged") return;
      clock.set(clock.now() - 10);
      await store.append({ key: keyOf("a"), appends: [{ stream: "log", items: [bytes("late")] }] });
      await store.extend({ key: keyOf("a"), byMs: 5 * HOUR });
    };
    expect(await archiveExpired(store, { kind: "note", worker: "w1", failpoint })).toEqual({ archived: 0, stayed: 1, failed: [] });
    const found = await store.get(keyOf("a"));
    expect(expiring.found && found.found && found.record.archived).toBe(false);
    clock.advance(5 * HOUR);
    expect(await archive("w2")).toMatchObject({ archived: 1 });
    expect(await store.read({ key: keyOf("a"), stream: "log", last: 1 })).toMatchObject({ found: true, next: 1 });
  });

  const steps = ["claimed", "copied", "staged", "removed", "sealed"];
  test.each(steps)("a worker that dies after `%s` loses nothing, and the next one ends its work", async (step) => {
    for (let i = 0; i < 7; i++) await create(`r${i}`);
    clock.advance(HOUR);
    const failpoint = (at: string): void => {
      if (at === `tiered.archive.${step}`) throw new Error("killed");
    };
    await expect(archiveExpired(store, { kind: "note", worker: "w1", failpoint })).rejects.toThrow("killed");
    for (let i = 0; i < 7; i++) {
      const found = await store.get(keyOf(`r${i}`), { expired: true });
      expect(found.found && text(found.record.body)).toBe(`r${i}`);
    }
    clock.advance(2 * 60_000);
    await archive("w2");
    await sweep();
    for (let i = 0; i < 7; i++) {
      expect(await hot.get(keyOf(`r${i}`), { expired: true })).toEqual({ found: false, why: "gone" });
      expect(await warm.get(keyOf(`r${i}`))).toMatchObject({ found: true, record: { meta: { stage: "sealed" } } });
      const found = await store.get(keyOf(`r${i}`));
      expect(found.found && text(found.record.body)).toBe(`r${i}`);
    }
  });

  test("an old backup of the hot tier does not replace what the archive has", async () => {
    const made = await create("a");
    if (!made.ok) throw new Error(made.why);
    const backup = await hot.get(keyOf("a"));
    await store.put({ key: keyOf("a"), expect: { is: "match", etag: made.etag }, body: bytes("newest") });
    clock.advance(HOUR);
    await archive();
    // The backup comes back: the same incarnation, an older version.
    const old = memoryStore({ clock });
    if (!backup.found) throw new Error("lost");
    const operation = made.etag.split(".")[0] as string;
    await old.put({ key: keyOf("a"), operation, expect: { is: "absent" }, body: backup.record.body, expiry: { atMs: clock.now() } });
    const after = tieredStore({ hot: old, warm, cold });
    expect(await archiveExpired(after, { kind: "note", worker: "w1" })).toMatchObject({ archived: 1 });
    const found = await after.get(keyOf("a"));
    expect(found.found && text(found.record.body)).toBe("newest");
  });

  test("eight workers at once archive each record once", async () => {
    for (let i = 0; i < 200; i++) await create(`r${i}`);
    clock.advance(HOUR);
    const runs = await Promise.all(
      Array.from({ length: 8 }, (_, i) => archiveExpired(store, { kind: "note", worker: `w${i}`, limit: 50 })),
    );
    expect(runs.reduce((sum, { archived }) => sum + archived, 0)).toBe(200);
    expect((await warm.list({ tenant: "acme", kind: "note", limit: 1000 })).items).toHaveLength(200);
  });

  test("a record that cannot be copied does not hold up the others, and is left alone after five tries", async () => {
    const tight = tieredStore({ hot, warm: memoryStore({ clock, maxBodyBytes: 2000 }), cold });
    for (const id of ["a", "b", "c"])
      await tight.put({ key: keyOf(id), expect: { is: "absent" }, body: new Uint8Array(id === "b" ? 5000 : 10), expiry: { inMs: HOUR } });
    clock.advance(HOUR);
    for (let attempt = 1; attempt <= 5; attempt++) {
      const report = await archiveExpired(tight, { kind: "note", worker: "w1" });
      expect(report).toEqual({
        archived: attempt === 1 ? 2 : 0,
        stayed: 0,
        failed: [{ key: keyOf("b"), why: "too-large", quarantined: attempt === 5 }],
      });
      clock.advance(60_000);
    }
    expect(await archiveExpired(tight, { kind: "note", worker: "w1" })).toEqual({ archived: 0, stayed: 0, failed: [] });
    expect((await tight.get(keyOf("b"), { expired: true })).found).toBe(true);
  });

  test("a record that is due for another reason stays where it is", async () => {
    await create("a", { due: { inMs: 1000 } });
    clock.advance(1000);
    expect(await archive()).toEqual({ archived: 0, stayed: 1, failed: [] });
    expect(await store.get(keyOf("a"))).toMatchObject({ found: true, record: { archived: false } });
  });
});

describe("retention", () => {
  const retireAfterMs = 24 * HOUR;
  const archived = async (...ids: string[]): Promise<void> => {
    for (const id of ids) await create(id, { owner: id });
    clock.advance(HOUR);
    await archiveExpired(store, { kind: "note", worker: "w1", retireAfterMs });
    clock.advance(retireAfterMs);
  };

  test("a sealed copy moves to the cold tier, is read back first, and is read through from there", async () => {
    await archived("a");
    const before = await store.get(keyOf("a"));
    expect(await sweep()).toMatchObject({ retired: 1 });
    const entry = await warm.get(keyOf("a"));
    expect(entry.found && entry.record.meta).toEqual({ stage: "cold" });
    expect(await store.get(keyOf("a"))).toEqual(before);
    expect((await store.list({ tenant: "acme", kind: "note", limit: 10 })).items).toMatchObject([{ key: keyOf("a"), archived: true }]);
  });

  test.each(["claimed", "cold-written", "cold-verified", "retired"])("a worker that dies after `%s` loses nothing", async (step) => {
    await archived("a");
    const failpoint = (at: string): void => {
      if (at === `tiered.sweep.${step}`) throw new Error("killed");
    };
    await expect(sweep({ failpoint })).rejects.toThrow("killed");
    expect(await store.get(keyOf("a"))).toMatchObject({ found: true });
    clock.advance(120_000);
    await sweep({ worker: "s2" });
    expect(await warm.get(keyOf("a"))).toMatchObject({ record: { meta: { stage: "cold" } } });
    expect(await store.get(keyOf("a"))).toMatchObject({ found: true });
  });

  test("a copy that the cold tier spoiled stays in the warm one", async () => {
    await archived("a");
    const honest = cold.get;
    cold.get = async (...args) => {
      const found = await honest(...args);
      if (found.found) found.record.body[20] = (found.record.body[20] as number) ^ 1;
      return found;
    };
    expect(await sweep()).toMatchObject({ retired: 0, failed: [{ key: keyOf("a"), why: "CORRUPT_RECORD" }] });
    expect(await warm.get(keyOf("a"))).toMatchObject({ record: { meta: { stage: "sealed" } } });
    expect(await store.get(keyOf("a"))).toMatchObject({ found: true });
  });

  test("a cold object that is damaged or away is an error, never another answer", async () => {
    await archived("a");
    await sweep();
    const honest = cold.get;
    cold.get = async (...args) => {
      const found = await honest(...args);
      if (found.found) found.record.body[20] = (found.record.body[20] as number) ^ 1;
      return found;
    };
    await expect(store.get(keyOf("a"))).rejects.toMatchObject({ code: "CORRUPT_RECORD" });
    cold.get = async () => ({ found: false, why: "missing" });
    await expect(store.get(keyOf("a"))).rejects.toMatchObject({ code: "CORRUPT_RECORD" });
  });

  test("a cold copy is purged when its time is over: held ones stay, and the brake holds", async () => {
    await archived("a", "b", "c", "d", "e");
    const purgeAfterMs = 100 * HOUR;
    await sweep({ purgeAfterMs });
    clock.advance(purgeAfterMs);
    const hold = (head: { owner: string | null }): boolean => head.owner === "c";
    expect(await sweep({ purgeAfterMs, hold, maxPurges: 3 })).toMatchObject({ purged: 3, held: 1, braked: true });
    clock.advance(120_000);
    expect(await sweep({ purgeAfterMs, hold, maxPurges: 3 })).toMatchObject({ purged: 1, braked: false });
    const left = await store.list({ tenant: "acme", kind: "note", limit: 10 });
    expect(left.items.map(({ key }) => key.id)).toEqual(["c"]);
    expect((await cold.list({ tenant: "acme", kind: "record-copy", limit: 10 })).items).toHaveLength(1);
  });

  test.each(["purge-announced", "cold-removed"])("a purge that dies after `%s` is ended by the next run", async (step) => {
    await archived("a");
    await sweep({ purgeAfterMs: HOUR });
    clock.advance(HOUR);
    const failpoint = (at: string): void => {
      if (at === `tiered.sweep.${step}`) throw new Error("killed");
    };
    await expect(sweep({ purgeAfterMs: HOUR, failpoint })).rejects.toThrow("killed");
    expect(await store.get(keyOf("a"))).toMatchObject({ found: false });
    clock.advance(120_000);
    await sweep({ purgeAfterMs: HOUR, worker: "s2" });
    expect(await warm.get(keyOf("a"))).toMatchObject({ found: false });
    expect((await cold.list({ tenant: "acme", kind: "record-copy", limit: 10 })).items).toEqual([]);
  });

  test.each(["remove.announced", "remove.removed"])(
    "a removal that dies after `%s` leaves nothing that looks lost or archived",
    async (step) => {
      await create("a");
      const dying = tieredStore(
        { hot, warm, cold },
        {
          failpoint: (at) => {
            if (at === `tiered.${step}`) throw new Error("killed");
          },
        },
      );
      await expect(dying.remove({ key: keyOf("a"), expect: { is: "exists" } })).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
      clock.advance(120_000);
      await sweep();
      if (step === "remove.announced") expect(await store.get(keyOf("a"))).toMatchObject({ found: true, record: { archived: false } });
      else expect(await store.get(keyOf("a"))).toEqual({ found: false, why: "gone" });
      clock.advance(48 * HOUR);
      if (step === "remove.removed") expect(await store.get(keyOf("a"))).toEqual({ found: false, why: "missing" });
    },
  );
});

describe("a tier that is down", () => {
  test("warm down: live records are read and written, new ones are made, and it is said", async () => {
    await create("a");
    warm.down = true;
    expect(await store.get(keyOf("a"))).toMatchObject({ found: true });
    expect(await store.put({ key: keyOf("a"), expect: { is: "exists" }, body: bytes("b") })).toMatchObject({ ok: true });
    expect(await create("n")).toMatchObject({ ok: true, degraded: ["memory"] });
    await expect(store.get(keyOf("x"))).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await store.list({ tenant: "acme", kind: "note", limit: 10 })).toMatchObject({ items: [{}, {}], degraded: ["memory"] });
    warm.down = false;
    clock.advance(HOUR);
    expect(await archive()).toMatchObject({ archived: 2 });
  });

  test("hot down: archived records are read, live ones cannot be told apart from others, and it is said", async () => {
    await create("a");
    clock.advance(HOUR);
    await archive();
    await create("b");
    hot.down = true;
    expect(await store.get(keyOf("a"))).toMatchObject({ found: true, degraded: ["memory"] });
    await expect(store.get(keyOf("b"))).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await expect(store.get(keyOf("x"))).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await store.list({ tenant: "acme", kind: "note", limit: 10 })).toMatchObject({
      items: [{ key: keyOf("a") }],
      degraded: ["memory"],
    });
    warm.down = true;
    await expect(store.list({ tenant: "acme", kind: "note", limit: 10 })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await expect(store.read({ key: keyOf("a"), stream: "log", last: 1 })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  });

  test("cold down: what is there cannot be read, what is above can", async () => {
    await create("a");
    clock.advance(HOUR);
    await archiveExpired(store, { kind: "note", worker: "w1", retireAfterMs: 1 });
    clock.advance(10);
    await sweep();
    cold.down = true;
    await expect(store.get(keyOf("a"))).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect((await store.list({ tenant: "acme", kind: "note", limit: 10 })).items).toHaveLength(1);
  });
});

describe("writes that no tier could take", () => {
  const append = (id: string, item: string, operation?: string) =>
    store.append({
      key: keyOf(id),
      appends: [{ stream: "log", items: [bytes(item)] }],
      counters: { constructor: 1 },
      ...(operation === undefined ? {} : { operation }),
    });

  test.each([["the warm tier", false] as const, ["this machine, where the warm tier is down too", true] as const])(
    "are kept on %s, and done once when the tiers are back",
    async (_, both) => {
      const made = await create("a");
      if (!made.ok) throw new Error(made.why);
      hot.down = true;
      warm.down = both;
      const spilled = { ok: false, why: "spilled", degraded: both ? ["memory", "memory"] : ["memory"] };
      expect(await append("a", "one", "op-1")).toEqual(spilled);
      // Repeated, it is kept once.
      expect(await append("a", "one", "op-1")).toEqual(spilled);
      // A stored value knows plain bytes only; whoever puts may have a Buffer.
      expect(await store.put({ key: keyOf("a"), expect: { is: "match", etag: made.etag }, body: Buffer.from("new") })).toEqual(spilled);
      clock.advance(10);
      const early = await drainSpill(store, { worker: "d1" });
      expect(early).toEqual({ applied: 0, refused: [], waiting: 2 });
      hot.down = false;
      warm.down = false;
      clock.advance(120_000);
      expect(await drainSpill(store, { worker: "d1" })).toEqual({ applied: 2, refused: [], waiting: 0 });
      expect(await store.read({ key: keyOf("a"), stream: "log", last: 9 })).toMatchObject({ found: true, next: 1 });
      const found = await store.get(keyOf("a"));
      expect(found.found && text(found.record.body)).toBe("new");
      // The writer that repeats it itself learns that it is done.
      expect(await append("a", "one", "op-1")).toMatchObject({ ok: true, replay: true });
      expect(await drainSpill(store, { worker: "d1" })).toEqual({ applied: 0, refused: [], waiting: 0 });
    },
  );

  test("that expected another state are refused when they are tried again, and it is told", async () => {
    const made = await create("a");
    if (!made.ok) throw new Error(made.why);
    hot.down = true;
    await store.put({ key: keyOf("a"), operation: "op-2", expect: { is: "match", etag: made.etag }, body: bytes("late") });
    hot.down = false;
    await store.put({ key: keyOf("a"), expect: { is: "match", etag: made.etag }, body: bytes("first") });
    clock.advance(10);
    expect(await drainSpill(store, { worker: "d1" })).toEqual({
      applied: 0,
      refused: [{ key: keyOf("a"), operation: "op-2", why: "conflict" }],
      waiting: 0,
    });
  });

  test("throw where there is no place for them", async () => {
    const bare = tieredStore({ hot, warm });
    hot.down = true;
    await expect(bare.extend({ key: keyOf("a"), byMs: 1 })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  });
});
