/** What is in the server: names that nobody can inject into, time to live, numbers beyond 1e14, stale entries. @module */

import { newId } from "@openbell/core/store";
import { type RedisPort, redisStore } from "@openbell/redis";
import { expect, test } from "vitest";
import { keysOf } from "../src/keys.js";
import { bytes, command, describeWithServer, onClock, unique, withServer } from "./support.js";
import { CORPUS, tour } from "./tour.js";

const text = (reply: unknown): string => (reply as Buffer).toString();

/** All keys of a server. Only tests may scan. */
async function allKeys(port: RedisPort): Promise<string[]> {
  return ((await command(port, "KEYS", "*")) as Buffer[]).map(text);
}

describeWithServer("keys", () => {
  const { client, server } = withServer();

  test("no text of a tenant, owner or tag reaches another's records, and no verb scans", async () => {
    const port = await client();
    const prefix = unique();
    const store = redisStore(port, { prefix });
    const { monitor, end } = await watch(server().url);
    for (const [i, name] of CORPUS.entries())
      await tour(store, name, CORPUS[(i + 1) % CORPUS.length] as string, CORPUS[(i + 2) % CORPUS.length] as string);
    await end();
    const seen = monitor.filter((line) => line.includes(prefix));
    expect(seen.length).toBeGreaterThan(CORPUS.length * 10);
    expect(
      seen.filter((line) => /"(keys|scan|hscan|zscan|sscan|hgetall|flush\w*)"/i.test(line.split("] ")[1]?.split(" ")[0] ?? "")),
    ).toEqual([]);
    // Nothing but tombstones stays behind.
    const left = (await allKeys(port)).filter((key) => key.includes(prefix));
    expect(left.length).toBe(CORPUS.length);
    for (const key of left) expect(key).toMatch(/^\{[\w-]+:\d+\}:r:[\w-]+:note:[\w-]+$/);
  });

  test("records that were written are noted, and the next list by update has them where they belong", async () => {
    const port = await client();
    const prefix = unique();
    const store = redisStore(port, { prefix, buckets: 1 });
    const note = (id: string) => ({ tenant: "a", kind: "note", id });
    const behind = async () => Number(await command(port, "SCARD", `{${prefix}:0}:u:YQ:note:b`));
    const ids = Array.from({ length: 700 }, (_, i) => `n-${i}`);
    const puts = ids.map((id) => ({ key: note(id), expect: { is: "absent" }, body: bytes("0"), owner: "ann", tags: ["t"] }) as const);
    expect((await store.putMany(puts)).every(({ ok }) => ok)).toBe(true);
    expect(await behind()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 3));
    // Each once more, the first 650 by putting, the others by appending.
    await store.putMany(ids.slice(0, 650).map((id) => ({ key: note(id), expect: { is: "exists" }, body: bytes("1") })));
    for (const id of ids.slice(650)) await store.append({ key: note(id), appends: [], counters: { n: 1 } });
    await store.remove({ key: note("n-3"), expect: { is: "exists" } });
    expect(await behind()).toBe(699);
    await store.list({ tenant: "a", kind: "note", order: "created", limit: 1 });
    expect(await behind()).toBe(699);
    for (const filter of [{ owner: "ann" }, { tag: "t" }, {}]) {
      const { items } = await store.list({ tenant: "a", kind: "note", limit: 1000, ...filter });
      expect(await behind()).toBe(0);
      expect(items.map(({ key }) => key.id).sort()).toEqual(ids.filter((id) => id !== "n-3").sort());
      const times = items.map(({ updatedMs }) => updatedMs);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      await store.put({ key: note("n-0"), expect: { is: "exists" }, body: bytes("2") });
      expect(await behind()).toBe(1);
    }
    // A server that takes no writes answers a list that has nothing to move.
    await store.list({ tenant: "a", kind: "note", limit: 1 });
    await command(port, "CONFIG", "SET", "min-replicas-to-write", "1");
    try {
      expect((await store.list({ tenant: "a", kind: "note", limit: 1 })).items).toHaveLength(1);
    } finally {
      await command(port, "CONFIG", "SET", "min-replicas-to-write", "0");
    }
  });

  test("tenants are told apart whatever they are called", () => {
    const { family } = keysOf("p", 1);
    const names = CORPUS.flatMap((tenant) => Object.values(family({ tenant, kind: "note" })).filter((name) => !/:[dl]:/.test(name)));
    expect(new Set(names).size).toBe(names.length);
  });

  test("what expires has a time to live beyond its expiry in all its keys, what does not has none", async () => {
    const port = await client();
    const prefix = unique();
    const store = redisStore(port, { prefix, graceMs: 1_000_000 });
    const make = (id: string, expiry: { inMs: number } | { atMs: number } | "never") =>
      store.put({
        key: { tenant: "a", kind: "note", id },
        expect: { is: "absent" },
        body: bytes("0"),
        expiry,
        appends: [{ stream: "s", items: [bytes("a")] }],
      });
    await make("expires", { inMs: 60_000 });
    await make("never", "never");
    await make("past", { atMs: 1000 });
    const change = async (id: string, expiry: { inMs: number } | "never") =>
      store.put({ key: { tenant: "a", kind: "note", id }, expect: { is: "exists" }, expiry });
    await make("becomes-never", { inMs: 60_000 });
    await change("becomes-never", "never");
    await make("becomes-expiring", "never");
    await change("becomes-expiring", { inMs: 60_000 });
    await make("emptied", { inMs: 60_000 });
    const emptied = { tenant: "a", kind: "note", id: "emptied" };
    await store.put({ key: emptied, expect: { is: "exists" }, trim: { s: 100 } });
    await store.append({ key: emptied, appends: [{ stream: "s", items: [bytes("b")] }] });
    await make("extended", { inMs: 1000 });
    await store.extend({ key: { tenant: "a", kind: "note", id: "extended" }, byMs: 500_000 });

    expect(await store.get({ tenant: "a", kind: "note", id: "past" })).toMatchObject({ found: false, why: "expired" });
    const ttl = async (name: string) => Number(await command(port, "PTTL", name));
    const records = (await allKeys(port)).filter((name) => name.includes(`${prefix}:`) && name.includes("}:r:"));
    expect(records).toHaveLength(14);
    for (const name of records) {
      const [id] = /(?<=:note:)[\w-]+/.exec(name) ?? [""];
      const left = await ttl(name);
      if (id.endsWith("never")) expect(left).toBe(-1);
      else expect(left, name).toBeGreaterThan(990_000);
      if (id === "extended") expect(left).toBeGreaterThan(1_400_000);
    }
  });

  test("entries whose record the server has dropped are passed over and cleaned up", async () => {
    const port = await client();
    const prefix = unique();
    const store = redisStore(port, { prefix, buckets: 1 });
    for (let i = 0; i < 5; i++) {
      const key = { tenant: "a", kind: "note", id: `n-${i}` };
      await store.put({ key, expect: { is: "absent" }, body: bytes("0"), owner: "ann", due: { inMs: 1 } });
    }
    for (const i of [0, 3, 4]) await command(port, "DEL", `{${prefix}:0}:r:YQ:note:n-${i}`);
    await store.put({ key: { tenant: "a", kind: "note", id: "n-3" }, expect: { is: "absent" }, body: bytes("1"), owner: "bob" });
    const list = async (owner?: string) => {
      const request = { tenant: "a", kind: "note", limit: 10, order: "created" as const };
      return (await store.list(owner === undefined ? request : { ...request, owner })).items.map(({ key }) => key.id);
    };
    expect(await list()).toEqual(["n-3", "n-2", "n-1"]);
    expect(await list("ann")).toEqual(["n-2", "n-1"]);
    expect(await list("bob")).toEqual(["n-3"]);
    await new Promise((resolve) => setTimeout(resolve, 3));
    const { records } = await store.claim({ kind: "note", limit: 10, worker: "w", leaseMs: 1000 });
    expect(records.map(({ record }) => record.key.id)).toEqual(["n-1", "n-2"]);
    expect(await command(port, "ZCARD", `{${prefix}:0}:d:note`)).toBe(0);
  });

  test("versions and instants are exact beyond 1e14", async () => {
    const port = await client();
    const prefix = unique();
    const store = redisStore(port, { prefix, buckets: 1 });
    const key = { tenant: "a", kind: "note", id: "n" };
    await store.put({ key, expect: { is: "absent" }, body: bytes("0"), counters: { n: 1 }, expiry: { atMs: 253_402_300_799_999 } });
    const START = 99_999_999_999_990;
    // The stored head, moved on: version, revision, etag.
    const lua = `local format, n = '<dddddddddsssss', ${START}
      local h = { struct.unpack(format, redis.call('HGET', KEYS[1], 'head')) }
      local rest = string.sub(redis.call('HGET', KEYS[1], 'head'), h[15])
      h[1], h[2], h[10] = n, n, string.gsub(h[10], '%.1%.', '.${START}.')
      return redis.call('HSET', KEYS[1], 'head', struct.pack(format, unpack(h, 1, 14)) .. rest)`;
    await command(port, "EVAL", lua, "1", `{${prefix}:0}:r:YQ:note:n`);
    let found = await store.get(key);
    if (!found.found) throw new Error(found.why);
    let etag = found.record.etag;
    const operations: string[] = [];
    for (let n = 1; n <= 20; n++) {
      const operation = newId();
      operations.push(operation);
      const answer = await store.put({ key, operation, expect: { is: "match", etag }, body: bytes(String(n)) });
      expect(answer).toMatchObject({ ok: true, version: START + n, revision: START + n, expiresMs: 253_402_300_799_999 });
      if (!answer.ok) return;
      expect(answer.etag.split(".")[1]).toBe(String(START + n));
      etag = answer.etag;
      expect(await store.put({ key, operation, expect: { is: "exists" }, body: bytes(String(n)) })).toEqual({ ...answer, replay: true });
    }
    expect((await store.put({ key, expect: { is: "match", etag, revision: START + 20 }, body: bytes("!") })).ok).toBe(true);
    found = await store.get(key);
    expect(found.found && found.record).toMatchObject({ version: START + 21, expiresMs: 253_402_300_799_999, counters: { n: 1 } });
  });

  test("operations are forgotten in time, and fields do not pile up", async () => {
    const port = await client();
    const prefix = unique();
    const store = redisStore(port, { prefix, buckets: 1, operationMemory: 8 });
    const key = { tenant: "a", kind: "note", id: "n" };
    await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
    for (let n = 0; n < 100; n++) {
      const operation = `op-${n}`;
      await store.append({ key, operation, appends: [], counters: { n: 1 } });
      const oldest = Math.max(0, n - 7);
      expect(await store.append({ key, operation: `op-${oldest}`, appends: [], counters: { n: 1 } })).toMatchObject({
        ok: true,
        replay: true,
      });
    }
    const size = async () => {
      const stored = Object.entries((await command(port, "HGETALL", `{${prefix}:0}:r:YQ:note:n`)) as object)
        .flat()
        .map(String);
      const fields = stored.filter((_, i) => i % 2 === 0);
      expect(fields.length).toBeLessThanOrEqual(2 + 32);
      return stored
        .filter((_, i) => i % 2 === 1 && /^o/.test(fields[(i - 1) / 2] as string))
        .join("")
        .split("op-").length;
    };
    expect(await size()).toBeLessThanOrEqual(8 + 32 + 1);
    // A store with less memory takes over.
    const smaller = redisStore(port, { prefix, buckets: 1, operationMemory: 1 });
    for (let n = 0; n < 20; n++) await smaller.append({ key, appends: [], counters: { n: 1 } });
    expect(await size()).toBeLessThanOrEqual(1 + 32 + 1);
  });

  test("at the edge of its time a record is either extended and alive, or refused and expired", async () => {
    const { port, clock } = await onClock(await client());
    const store = redisStore(port, { prefix: unique() });
    for (let n = 0; n < 300; n++) {
      const key = { tenant: "a", kind: "note", id: `n-${n}` };
      await store.put({ key, expect: { is: "absent" }, body: bytes("0"), expiry: { inMs: 100 } });
      const late = (n % 3) - 1;
      await clock.forward(100 + late);
      const [extended, claimed] = await Promise.all([
        store.extend({ key, byMs: 1000 }),
        store.claim({ kind: "note", limit: 10, worker: "w", leaseMs: 10 }),
      ]);
      expect(extended.ok).toBe(late < 0);
      expect(claimed.records).toHaveLength(late < 0 ? 0 : 1);
      expect((await store.get(key)).found).toBe(late < 0);
      await store.remove({ key, expect: { is: "exists" } });
    }
  });

  test("the clocks of clients do not count", async () => {
    const store = redisStore(await client(), { prefix: unique() });
    const key = { tenant: "a", kind: "note", id: "n" };
    const real = Date.now;
    try {
      for (const skew of [-3_600_000, 0, 3_600_000]) {
        Date.now = () => real() + skew;
        const put = await store.put({
          key: { ...key, id: `n${skew}` },
          expect: { is: "absent" },
          body: bytes("0"),
          expiry: { inMs: 60_000 },
        });
        expect(put.ok && Math.abs((put.expiresMs as number) - real() - 60_000)).toBeLessThan(5000);
        expect((await store.get({ ...key, id: `n${skew}` })).found).toBe(true);
        expect((await store.claim({ kind: "note", limit: 10, worker: "w", leaseMs: 1 })).records).toEqual([]);
      }
    } finally {
      Date.now = real;
    }
  });
});

/** What a server does, line by line. */
async function watch(url: string): Promise<{ monitor: string[]; end(): Promise<void> }> {
  const { Redis } = await import("ioredis");
  const client = new Redis(url);
  const monitor = await client.monitor();
  const lines: string[] = [];
  monitor.on("monitor", (time: string, args: string[], source: string) =>
    lines.push(`${time} [${source}] ${args.map((a) => JSON.stringify(String(a))).join(" ")}`),
  );
  return {
    monitor: lines,
    async end() {
      await new Promise((resolve) => setTimeout(resolve, 100));
      monitor.disconnect();
      client.disconnect();
    },
  };
}

describeWithServer("puts on one trip", () => {
  const { client } = withServer();

  test("one that surely did nothing says nothing of the others", async () => {
    const port = await client();
    let puts = 0;
    const picky: RedisPort = {
      send: (parts, key) =>
        parts[0] === "EVALSHA" && ++puts % 2 === 0 ? Promise.reject(new Error("OOM command not allowed")) : port.send(parts, key),
    };
    const full: RedisPort = {
      send: (parts, key) => (/^EVAL/.test(String(parts[0])) ? Promise.reject(new Error("OOM command not allowed")) : port.send(parts, key)),
    };
    const requests = Array.from({ length: 10 }, (_, i) => ({
      key: { tenant: "a", kind: "note", id: `n-${i}` },
      expect: { is: "absent" as const },
      body: bytes("0"),
    }));
    await expect(redisStore(picky, { prefix: unique() }).putMany(requests)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
    await expect(redisStore(full, { prefix: unique() }).putMany(requests)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect((await redisStore(port, { prefix: unique() }).putMany(requests)).every(({ ok }) => ok)).toBe(true);
  });
});
