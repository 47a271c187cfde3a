/** Lost replies, forgotten scripts, a dead server: every acknowledged write is there once, and every promise settles. @module */

import { startProxy, startRedis } from "@openbell/conformance/rig";
import { newId, type RecordStore, type WriteResult } from "@openbell/core/store";
import { redisStore } from "@openbell/redis";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { fromIORedis } from "../src/clients.js";
import { bytes, command, describeWithServer, LIBRARIES, unique, withServer } from "./support.js";

const WRITES = Number(process.env["AMBIGUOUS_WRITES"] ?? 250);

/** Repeats a write with its operation id until there is an answer. */
async function until(write: () => Promise<WriteResult>): Promise<{ readonly result: WriteResult; readonly tries: number }> {
  for (let tries = 1; ; tries++) {
    try {
      return { result: await write(), tries };
    } catch (error) {
      if (!["OUTCOME_UNKNOWN", "STORE_UNAVAILABLE"].includes((error as { code: string }).code) || tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

describeWithServer("a network that swallows replies", () => {
  const { server, client } = withServer();

  test.each(Object.entries(LIBRARIES))(
    "%s: every fifth reply is lost after the write was done; each write counts once",
    async (_, library) => {
      const proxy = await startProxy(server());
      try {
        const prefix = unique();
        const store = redisStore(await client(library, `redis://${proxy.host}:${proxy.port}`), { prefix, deadlineMs: 1500 });
        const key = { tenant: "acme", kind: "note", id: "n" };
        await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
        proxy.mode({ do: "cut-after-execute", nth: 5, match: "EVALSHA" });
        let replays = 0;
        let etag = (await store.get(key).catch(() => store.get(key))) as never as { record: { etag: never } };
        for (let n = 1; n <= WRITES; n++) {
          const operation = newId();
          const appends = [{ stream: "log", items: [bytes(String(n))] }];
          const { result, tries } = await until(() =>
            n % 2 === 0
              ? store.append({ key, operation, appends, counters: { writes: 1 } })
              : store.put({
                  key,
                  operation,
                  expect: { is: "match", etag: etag.record.etag },
                  body: bytes(String(n)),
                  appends,
                  counters: { writes: 1 },
                }),
          );
          expect(result).toMatchObject({ ok: true });
          if (result.ok && result.replay) replays++;
          if (result.ok) etag = { record: { etag: result.etag as never } };
          expect(tries).toBeLessThan(20);
        }
        proxy.mode("pass");
        const calm = redisStore(await client(library), { prefix });
        const found = await calm.get(key);
        expect(found.found && found.record.counters).toEqual({ writes: WRITES });
        const log = await calm.read({ key, stream: "log", last: 10_000 });
        const numbers = log.found && log.items.map((item) => Number(new TextDecoder().decode(item.bytes)));
        expect(numbers).toEqual(Array.from({ length: WRITES }, (_, i) => i + 1));
        expect(proxy.cuts).toBeGreaterThan(WRITES / 8);
        expect(replays).toBeGreaterThan(WRITES / 10);
      } finally {
        await proxy.stop();
      }
    },
    120_000,
  );

  test.each(Object.entries(LIBRARIES))("%s: a connection that went silent ends by the deadline", async (_, library) => {
    const proxy = await startProxy(server());
    try {
      const store = redisStore(await client(library, `redis://${proxy.host}:${proxy.port}`), { prefix: unique(), deadlineMs: 300 });
      const key = { tenant: "acme", kind: "note", id: "n" };
      await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
      proxy.mode({ do: "black-hole", of: "replies" });
      const began = performance.now();
      const ends = await Promise.allSettled(Array.from({ length: 20 }, () => store.append({ key, appends: [], counters: { n: 1 } })));
      expect(performance.now() - began).toBeLessThan(1000);
      for (const end of ends) expect(end).toMatchObject({ status: "rejected", reason: { code: "OUTCOME_UNKNOWN" } });
    } finally {
      await proxy.stop();
    }
  });

  test("ioredis without re-sending leaves its calls hanging; the deadline settles all of them", async () => {
    const proxy = await startProxy(server());
    const raw = new Redis(`redis://${proxy.host}:${proxy.port}`, { autoResendUnfulfilledCommands: false, retryStrategy: () => 10 });
    raw.on("error", () => {});
    try {
      const store = redisStore(fromIORedis(raw), { prefix: unique(), deadlineMs: 300 });
      const key = { tenant: "acme", kind: "note", id: "n" };
      await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
      proxy.mode({ do: "cut-after-execute", once: true, match: "EVALSHA" });
      const operation = newId();
      const write = () => store.append({ key, operation, appends: [], counters: { n: 1 } });
      await expect(write()).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
      expect(await until(write)).toMatchObject({ result: { ok: true, replay: true } });
    } finally {
      raw.disconnect();
      await proxy.stop();
    }
  });

  test("a server that is not there did nothing", async () => {
    const proxy = await startProxy(server());
    const raw = new Redis(`redis://${proxy.host}:${proxy.port}`, {
      enableOfflineQueue: false,
      retryStrategy: () => 10_000,
      lazyConnect: true,
    });
    raw.on("error", () => {});
    await raw.connect();
    const store = redisStore(fromIORedis(raw), { prefix: unique(), deadlineMs: 1000 });
    const key = { tenant: "acme", kind: "note", id: "n" };
    await store.get(key);
    await proxy.stop();
    await new Promise((resolve) => raw.once("close", resolve));
    const end = await store.put({ key, expect: { is: "absent" }, body: bytes("0") }).catch((error) => error);
    expect(["STORE_UNAVAILABLE", "OUTCOME_UNKNOWN"]).toContain(end.code);
    raw.disconnect();
  });

  test.each(Object.entries(LIBRARIES))("%s: scripts are flushed all the time", async (_, library) => {
    const port = await client(library);
    const flusher = await client();
    const store = redisStore(port, { prefix: unique() });
    let flushes = 0;
    const timer = setInterval(() => void command(flusher, "SCRIPT", "FLUSH").then(() => flushes++), 20);
    try {
      await crowd(store, 20, 30);
    } finally {
      clearInterval(timer);
    }
    expect(flushes).toBeGreaterThan(0);
    await command(flusher, "SCRIPT", "FLUSH");
    expect(await store.list({ tenant: "acme", kind: "note", limit: 100 })).toMatchObject({ items: { length: 20 } });
  });

  test("an append-only server that is killed comes back with every acknowledged write", async () => {
    const own = await startRedis({ appendonly: "always", own: true });
    try {
      const store = redisStore(await client(undefined, own.url), { prefix: unique(), deadlineMs: 500 });
      const acked = new Map<string, number>();
      let running = true;
      const writers = Array.from({ length: 8 }, async (_, i) => {
        const key = { tenant: "acme", kind: "note", id: `n-${i}` };
        await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
        for (let n = 1; running; n++) {
          const operation = newId();
          await until(() => store.append({ key, operation, appends: [], counters: { n: 1 } }));
          acked.set(key.id, n);
        }
      });
      for (let kills = 0; kills < 3; kills++) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        own.kill("SIGKILL");
        await own.restart();
      }
      running = false;
      await Promise.all(writers);
      expect(acked.size).toBe(8);
      for (const [id, n] of acked) {
        const found = await store.get({ tenant: "acme", kind: "note", id });
        expect(found.found && found.record.counters).toEqual({ n });
      }
    } finally {
      await own.stop();
    }
  }, 60_000);
});

/** Writers of one record each, by compare and set and by appends at once; none may lose anything. */
async function crowd(store: RecordStore, records: number, rounds: number): Promise<void> {
  await Promise.all(
    Array.from({ length: records }, async (_, i) => {
      const key = { tenant: "acme", kind: "note", id: `n-${i}` };
      let last = await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
      for (let n = 0; n < rounds; n++) {
        if (!last.ok) throw new Error(last.why);
        last = await store.put({ key, expect: { is: "match", etag: last.etag }, body: bytes(String(n)), counters: { n: 1 } });
        await store.append({ key, appends: [{ stream: "s", items: [bytes(String(n))] }] });
      }
      const found = await store.get(key);
      expect(found.found && found.record).toMatchObject({ version: rounds + 1, counters: { n: rounds }, streams: { s: rounds } });
    }),
  );
}

describeWithServer("a bucket that cannot be asked", () => {
  const { client } = withServer();

  test("does not keep the due records of the others from a worker, and is told of", async () => {
    const port = await client();
    let broken = "nothing";
    const store = redisStore(
      {
        send: (parts, key) =>
          key?.includes(broken) ? Promise.reject(new Error("CLUSTERDOWN Hash slot not served")) : port.send(parts, key),
      },
      { prefix: unique(), buckets: 16 },
    );
    const tenants = Array.from({ length: 40 }, (_, i) => `t${i}`);
    await store.putMany(
      tenants.map((tenant) => ({ key: { tenant, kind: "note", id: "n" }, expect: { is: "absent" }, body: bytes("0"), due: { atMs: 1 } })),
    );
    broken = ":3}";
    const claim = () => store.claim({ kind: "note", limit: 100, worker: "w", leaseMs: 60_000 });
    const first = await claim();
    expect(first).toMatchObject({ degraded: ["redis"] });
    expect(first.records.length).toBeGreaterThan(20);
    expect(first.records.length).toBeLessThan(40);
    await expect(claim()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    broken = "nothing";
    const rest = await claim();
    expect(rest).not.toHaveProperty("degraded");
    expect(first.records.length + rest.records.length).toBe(40);
  });
});
