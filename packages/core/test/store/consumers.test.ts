/**
 * Two consumers of the store contract, written before any server was touched: an analysis session (head by compare and set, history appended,
 * listed by owner, expired, archived) and a trading session (state, audit and outbox in one step, checkpoints, owner epochs). The contract is
 * right when both read naturally.
 *
 * @module
 */
import { simulatedClock } from "@openbell/core";
import { type ETag, memoryStore, newId, type RecordStore } from "@openbell/core/store";
import { describe, expect, test } from "vitest";

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const value = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body));

const HOUR = 3_600_000;

/** An analysis session: a conversation of queries of one user. */
function analysisSessions(store: RecordStore, tenant: string) {
  const keyOf = (id: string) => ({ tenant, kind: "analysis-session", id });
  return {
    async create(owner: string, tags: readonly string[], ttlMs: number): Promise<string> {
      const id = newId();
      const body = bytes({ context: {} });
      const made = await store.put({ key: keyOf(id), expect: { is: "absent" }, body, owner, tags, expiry: { inMs: ttlMs } });
      if (!made.ok) throw new Error(made.why);
      return id;
    },
    /** Changes the context, again and again until nobody came between. */
    async update(id: string, change: (context: Record<string, unknown>) => Record<string, unknown>): Promise<number> {
      for (let tries = 0; tries < 100; tries++) {
        const now = await store.get(keyOf(id));
        if (!now.found) throw new Error(now.why);
        const { context } = value(now.record.body) as { context: Record<string, unknown> };
        const body = bytes({ context: change(context) });
        const put = await store.put({ key: keyOf(id), expect: { is: "match", etag: now.record.etag }, body });
        if (put.ok) return put.version;
        if (put.why !== "conflict") throw new Error(put.why);
      }
      throw new Error("too many writers");
    },
    /** Appends a query to the history; the totals outlive the trimming. */
    track: (id: string, query: string, hit: boolean) =>
      store.append({
        key: keyOf(id),
        appends: [{ stream: "history", items: [bytes({ query })], keep: 1000 }],
        counters: { queries: 1, ...(hit ? { hits: 1 } : {}) },
      }),
    history: (id: string, last: number) => store.read({ key: keyOf(id), stream: "history", last }),
    extend: (id: string, byMs: number) => store.extend({ key: keyOf(id), byMs, maxMs: 168 * HOUR }),
    get: (id: string) => store.get(keyOf(id)),
    list: (owner: string) => store.list({ tenant, kind: "analysis-session", owner, limit: 50 }),
    /** Moves what has expired to the archive; nothing is removed that was not copied as it is. */
    async archive(archive: Map<string, { body: unknown; queries: unknown[] }>, worker: string): Promise<number> {
      const { records } = await store.claim({ kind: "analysis-session", limit: 100, worker, leaseMs: 30_000 });
      let moved = 0;
      for (const { record } of records) {
        const history = await store.read({ key: record.key, stream: "history", last: 1000 }, { expired: true });
        archive.set(record.key.id, {
          body: value(record.body),
          queries: history.found ? history.items.map((item) => value(item.bytes)) : [],
        });
        const { key, etag, revision } = record;
        const removed = await store.remove({ key, expect: { is: "match", etag, revision } });
        if (removed.ok) moved++;
      }
      return moved;
    },
  };
}

describe("an analysis session", () => {
  const clock = simulatedClock(Date.UTC(2026, 0, 5, 9));
  const store = memoryStore({ clock });
  const sessions = analysisSessions(store, "acme");

  test("a hundred writers of one context lose nothing", async () => {
    const id = await sessions.create("ann", ["equity"], HOUR);
    await Promise.all(Array.from({ length: 100 }, (_, i) => sessions.update(id, (context) => ({ ...context, [`k${i}`]: i }))));
    const now = await sessions.get(id);
    expect(now.found && now.record.version).toBe(101);
    expect(now.found && Object.keys((value(now.record.body) as { context: object }).context)).toHaveLength(100);
  });

  test("history is appended beside the head: no conflict, and totals outlive the trimming", async () => {
    const id = await sessions.create("ann", [], HOUR);
    const before = await sessions.get(id);
    for (let i = 0; i < 1200; i++) await sessions.track(id, `q${i}`, i % 3 === 0);
    const now = await sessions.get(id);
    if (!now.found || !before.found) throw new Error("lost");
    expect(now.record.etag).toBe(before.record.etag);
    expect(now.record.counters).toEqual({ queries: 1200, hits: 400 });
    expect(now.record.streams).toEqual({ history: 1200 });
    const history = await sessions.history(id, 2000);
    expect(history.found && history.items.map(({ number }) => number)).toEqual(Array.from({ length: 1000 }, (_, i) => 200 + i));
  });

  test("an owner's sessions, newest first, page by page", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      clock.advance(1000);
      ids.unshift(await sessions.create("bob", [], HOUR));
    }
    const first = await store.list({ tenant: "acme", kind: "analysis-session", owner: "bob", limit: 3 });
    const second = await store.list({
      tenant: "acme",
      kind: "analysis-session",
      owner: "bob",
      limit: 3,
      ...(first.next === null ? {} : { after: first.next }),
    });
    expect([...first.items, ...second.items].map(({ key }) => key.id)).toEqual(ids);
    expect(second.next).toBeNull();
  });

  test("extended up to a maximum, expired at last, archived with its history, gone afterwards", async () => {
    const id = await sessions.create("cid", [], HOUR);
    const createdMs = clock.now();
    await sessions.track(id, "AAPL close", false);
    expect(await sessions.extend(id, 400 * HOUR)).toMatchObject({ ok: true, expiresMs: createdMs + 168 * HOUR });
    clock.advance(168 * HOUR);
    expect(await sessions.get(id)).toEqual({ found: false, why: "expired" });
    expect(await sessions.extend(id, HOUR)).toMatchObject({ ok: false, why: "expired" });
    expect((await sessions.list("cid")).items).toEqual([]);
    const archive = new Map<string, { body: unknown; queries: unknown[] }>();
    expect(await sessions.archive(archive, "w1")).toBeGreaterThan(0);
    expect(archive.get(id)).toEqual({ body: { context: {} }, queries: [{ query: "AAPL close" }] });
    expect(await sessions.get(id)).toEqual({ found: false, why: "gone" });
  });
});

type State = "INITIALIZING" | "ACTIVE" | "PAUSED" | "CLOSED";

/** A trading session's owner: one process at a time, which holds an epoch. */
async function takeOver(store: RecordStore, id: string) {
  const key = { tenant: "desk", kind: "trading-session", id };
  const found = await store.get(key);
  if (!found.found) throw new Error(found.why);
  const epoch = (found.record.epoch ?? 0) + 1;
  const { body, etag } = found.record;
  const taken = await store.put({ key, epoch, expect: { is: "match", etag }, body });
  if (!taken.ok) throw new Error(taken.why);
  let mine: ETag = taken.etag;
  return {
    epoch,
    /** State, audit item and outbox item commit together, or none of them does. */
    async transition(to: State, reason: string, operation: string = newId()) {
      const result = await store.put({
        key,
        operation,
        epoch,
        expect: { is: "match", etag: mine },
        body: bytes({ state: to }),
        due: { inMs: 1 },
        appends: [
          { stream: "audit", items: [bytes({ to, reason, epoch })] },
          { stream: "outbox", items: [bytes({ hook: `on-${to.toLowerCase()}` })] },
        ],
      });
      if (result.ok) mine = result.etag;
      return result;
    },
    checkpoint: (state: unknown) => store.append({ key, epoch, appends: [{ stream: "checkpoints", items: [bytes(state)], keep: 3 }] }),
  };
}

describe("a trading session", () => {
  const clock = simulatedClock(Date.UTC(2026, 0, 5, 14, 30));
  const store = memoryStore({ clock });
  const key = { tenant: "desk", kind: "trading-session", id: "ts-1" };
  const items = async (stream: string): Promise<unknown[]> => {
    const read = await store.read({ key, stream, last: 1000 });
    return read.found ? read.items.map((item) => value(item.bytes)) : [];
  };

  test("state, audit and outbox commit in one step; a repeated command does nothing", async () => {
    await store.put({ key, expect: { is: "absent" }, body: bytes({ state: "INITIALIZING" }) });
    const owner = await takeOver(store, "ts-1");
    const started = await owner.transition("ACTIVE", "open", "cmd-1");
    expect(started).toMatchObject({ ok: true, replay: false });
    expect(await owner.transition("ACTIVE", "open", "cmd-1")).toEqual({ ...started, replay: true });
    expect(await items("audit")).toEqual([{ to: "ACTIVE", reason: "open", epoch: 1 }]);
    expect(await items("outbox")).toEqual([{ hook: "on-active" }]);
  });

  test("an owner that was paused and replaced writes nothing any more", async () => {
    const old = await takeOver(store, "ts-1");
    const next = await takeOver(store, "ts-1");
    expect(await old.transition("CLOSED", "late")).toMatchObject({ ok: false, why: "fenced" });
    expect(await old.checkpoint({ seq: 9 })).toMatchObject({ ok: false, why: "fenced" });
    expect(await next.transition("PAUSED", "operator")).toMatchObject({ ok: true });
    expect((await items("audit")).at(-1)).toEqual({ to: "PAUSED", reason: "operator", epoch: next.epoch });
    expect(await items("checkpoints")).toEqual([]);
  });

  test("the newest checkpoints stay, numbered without a hole", async () => {
    const owner = await takeOver(store, "ts-1");
    for (let seq = 0; seq < 5; seq++) await owner.checkpoint({ seq });
    const read = await store.read({ key, stream: "checkpoints", last: 10 });
    expect(read).toMatchObject({ found: true, next: 5, items: [{ number: 2 }, { number: 3 }, { number: 4 }] });
  });

  test("the outbox is delivered by whoever claims the record, each item at least once, and forgotten when delivered", async () => {
    clock.advance(10);
    const first = await store.claim({ kind: "trading-session", limit: 10, worker: "w1", leaseMs: 1000 });
    expect(first.records).toMatchObject([{ attempts: 1 }]);
    expect((await store.claim({ kind: "trading-session", limit: 10, worker: "w2", leaseMs: 1000 })).records).toEqual([]);
    // The first worker dies; its lease runs out.
    clock.advance(1000);
    const second = await store.claim({ kind: "trading-session", limit: 10, worker: "w2", leaseMs: 1000 });
    expect(second.records).toMatchObject([{ attempts: 2 }]);
    const record = second.records[0]?.record;
    if (record === undefined) throw new Error("nothing claimed");
    const outbox = await store.read({ key, stream: "outbox", from: 0, limit: 100 });
    if (!outbox.found) throw new Error(outbox.why);
    expect(outbox.items.map((item) => value(item.bytes))).toEqual([{ hook: "on-active" }, { hook: "on-paused" }]);
    const { etag, body, epoch } = record;
    const done = await store.put({
      key,
      expect: { is: "match", etag },
      epoch: epoch ?? 0,
      body,
      due: "never",
      trim: { outbox: outbox.next },
    });
    expect(done.ok).toBe(true);
    expect(await items("outbox")).toEqual([]);
    clock.advance(HOUR);
    expect((await store.claim({ kind: "trading-session", limit: 10, worker: "w3", leaseMs: 1000 })).records).toEqual([]);
  });
});
