/** Servers that would lose records by their settings are refused at the first call, unless a cache is what is wanted. @module */

import { startRedis } from "@openbell/conformance/rig";
import { OpenbellError } from "@openbell/core";
import { type RedisPort, redisStore } from "@openbell/redis";
import { describe, expect, test } from "vitest";
import { didNothing } from "../src/failures.js";
import { askDurability } from "../src/settings.js";
import { bytes, command, describeWithServer, LIBRARIES, unique, withServer } from "./support.js";

const key = { tenant: "acme", kind: "note", id: "n" };
const put = { key, expect: { is: "absent" as const }, body: bytes("x") };

describeWithServer("a server of one's own", () => {
  const { client } = withServer({ appendonly: "everysec" });

  test.each([
    [{ "maxmemory-policy": "allkeys-lru" }, /allkeys-lru.*noeviction.*durability: "memory"/],
    [{ appendonly: "no" }, /appendonly no.*appendonly yes.*durability: "memory"/],
  ])("%o is refused with what to do, and taken as a cache", async (settings, message) => {
    for (const library of Object.values(LIBRARIES)) {
      const port = await client(library);
      for (const [name, value] of Object.entries(settings)) await command(port, "CONFIG", "SET", name, value);
      await expect(redisStore(port, { prefix: unique() }).put(put)).rejects.toMatchObject({
        code: "STORE_MISUSE",
        message: expect.stringMatching(message),
      });
      const cache = redisStore(port, { prefix: unique(), durability: "memory" });
      expect(await cache.put(put)).toMatchObject({ ok: true });
      expect(cache.capabilities.durability).toBe("memory");
      await command(port, "CONFIG", "SET", "maxmemory-policy", "noeviction");
      await command(port, "CONFIG", "SET", "appendonly", "yes");
    }
  });

  test.each([
    ["everysec", "seconds"],
    ["no", "process"],
    ["always", "fsync"],
  ])("appendfsync %s is durability %s", async (sync, durability) => {
    const port = await client();
    await command(port, "CONFIG", "SET", "appendfsync", sync);
    const store = redisStore(port, { prefix: unique() });
    await store.get(key);
    expect(store.capabilities.durability).toBe(durability);
  });

  test("a server that was mended is asked again", async () => {
    const port = await client();
    const store = redisStore(port, { prefix: unique() });
    await command(port, "CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    await expect(store.put(put)).rejects.toMatchObject({ code: "STORE_MISUSE" });
    await command(port, "CONFIG", "SET", "maxmemory-policy", "noeviction");
    expect(await store.put(put)).toMatchObject({ ok: true });
  });

  test("where a crash is said to lose nothing, less is refused", async () => {
    const port = await client();
    await command(port, "CONFIG", "SET", "appendfsync", "everysec");
    for (const durability of ["process", "fsync"] as const)
      await expect(redisStore(port, { durability }).get(key)).rejects.toMatchObject({ code: "STORE_MISUSE" });
    const store = redisStore(port, { durability: "seconds" });
    await store.get(key);
    expect(store.capabilities.durability).toBe("seconds");
  });

  test("a full server refuses writes whole, and goes on answering", async () => {
    const server = await startRedis({ appendonly: "everysec", own: true, settings: { maxmemory: "32mb" } });
    try {
      const store = redisStore(await client(undefined, server.url), { prefix: unique() });
      const acked: number[] = [];
      let refused = 0;
      for (let n = 0; refused < 20; n++) {
        const request = {
          key: { ...key, id: `n-${n}` },
          expect: { is: "absent" as const },
          body: new Uint8Array(300_000).fill(n),
          counters: { c: 1 },
        };
        const answer = await store.put({ ...request, appends: [{ stream: "s", items: [bytes("1")] }] }).catch((error) => error);
        if (answer instanceof OpenbellError) {
          expect(answer.code).toBe("STORE_UNAVAILABLE");
          refused++;
          expect(await store.get(request.key)).toMatchObject({ found: false, why: "missing" });
          expect(await store.list({ tenant: key.tenant, kind: key.kind, limit: 1000 })).toMatchObject({ items: { length: acked.length } });
        } else acked.push(n);
      }
      expect(acked.length).toBeGreaterThan(50);
      for (const n of acked) {
        const found = await store.get({ ...key, id: `n-${n}` });
        expect(found.found && found.record.body.every((byte) => byte === n % 256)).toBe(true);
      }
    } finally {
      await server.stop();
    }
  });
});

describe("a server that does not tell its settings", () => {
  const silent: RedisPort = { send: () => Promise.reject(new Error("ERR unknown command 'CONFIG'")) };

  test("has to be vouched for", async () => {
    await expect(askDurability(silent, undefined)).rejects.toMatchObject({
      code: "STORE_MISUSE",
      message: expect.stringContaining("durability"),
    });
    expect(await askDurability(silent, "replicated")).toBe("replicated");
  });

  test("one that cannot be asked at all did nothing", async () => {
    const broken: RedisPort = { send: () => Promise.reject(new Error("Socket closed unexpectedly")) };
    await expect(redisStore(broken).put(put)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  });

  test.each([
    [new Map([["maxmemory-policy", "allkeys-lru"]])],
    [{ "maxmemory-policy": "allkeys-lru" }],
    [[Buffer.from("maxmemory-policy"), Buffer.from("allkeys-lru")]],
  ])("replies of either protocol are read: %o", async (reply) => {
    await expect(askDurability({ send: async () => reply }, undefined)).rejects.toMatchObject({ code: "STORE_MISUSE" });
  });
});

describe("failures that surely did nothing", () => {
  test.each([
    ["OOM command not allowed when used memory > 'maxmemory'. script: abc, on @user_script:1.", true],
    ["ERR Error running script (call to f_1): @user_script:7: @user_script: 7: -OOM command not allowed", true],
    ["READONLY You can't write against a read only replica.", true],
    ["LOADING Redis is loading the dataset in memory", true],
    ["MASTERDOWN Link with MASTER is down", true],
    ["ERR user_script:12: attempt to index a nil value", false],
    ["Socket closed unexpectedly", false],
    ["Connection is closed.", false],
    ["Reached the max retries per request limit (which is 20).", false],
  ])("%s: %s", (message, sure) => expect(didNothing(new Error(message))).toBe(sure));

  test("refused connections, but not broken ones", () => {
    expect(didNothing(Object.assign(new Error("x"), { code: "ECONNREFUSED" }))).toBe(true);
    expect(didNothing(Object.assign(new Error("x"), { code: "ECONNRESET" }))).toBe(false);
    expect(didNothing("OOM")).toBe(false);
  });
});
