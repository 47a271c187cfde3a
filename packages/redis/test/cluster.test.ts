/** A cluster of three nodes, with the cluster clients of both libraries. @module */

import type { Server } from "@openbell/conformance/rig";
import type { RecordKey } from "@openbell/core/store";
import { fromIORedis, fromNodeRedisCluster, type RedisPort, redisStore } from "@openbell/redis";
import { Cluster } from "ioredis";
import { createCluster } from "redis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keysOf } from "../src/keys.js";
import { bytes, type Client, command, describeWithServer, nodeRedis, startCluster, unique } from "./support.js";
import { CORPUS, tour } from "./tour.js";

/** Connected clients of a cluster, by library. */
const LIBRARIES: Readonly<Record<string, (servers: readonly Server[]) => Promise<Client>>> = {
  async "node-redis"(servers) {
    const client = createCluster({
      rootNodes: servers.map(({ url }) => ({ url })),
      defaults: { socket: { reconnectStrategy: 50 } },
    });
    await client.connect();
    return { port: fromNodeRedisCluster(client), close: async () => client.destroy() };
  },
  async ioredis(servers) {
    const client = new Cluster(servers.map(({ host, port }) => ({ host, port })));
    await new Promise((resolve) => client.once("ready", resolve));
    return { port: fromIORedis(client), close: async () => client.disconnect() };
  },
};

const text = (reply: unknown): string => (reply as Buffer).toString();

/** How often a node ran a command. */
async function calls(node: RedisPort, name: string): Promise<number> {
  const stats = text(await command(node, "INFO", "commandstats"));
  return Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

describeWithServer("a cluster", () => {
  let servers: readonly Server[] = [];
  let nodes: readonly Client[] = [];
  const clients: Client[] = [];

  beforeAll(async () => {
    servers = await startCluster(3);
    nodes = await Promise.all(servers.map(({ url }) => nodeRedis(url)));
  }, 120_000);

  afterAll(async () => {
    await Promise.all([...clients, ...nodes].map((client) => client.close()));
    await Promise.all(servers.map((server) => server.stop()));
  });

  async function connected(library: string): Promise<RedisPort> {
    const client = await (LIBRARIES[library] as (typeof LIBRARIES)[string])(servers);
    clients.push(client);
    return client.port;
  }

  test.each(Object.keys(LIBRARIES))("%s: every verb stays in one slot", async (library) => {
    const port = await connected(library);
    const store = redisStore(port, { prefix: unique() });
    for (const [i, tenant] of CORPUS.entries()) await tour(store, tenant, "ann", `t${i}`);
    const names = Object.values(keysOf("p", 16).family({ tenant: "acme", kind: "note" })).filter((name) => name.startsWith("{"));
    const slots = await Promise.all(names.map((name) => port.send(["CLUSTER", "KEYSLOT", name], null)));
    expect(new Set(slots).size).toBe(1);
  });

  test.each(Object.keys(LIBRARIES))("%s: a record's clock is that of its own node", async (library) => {
    const store = redisStore(await connected(library), { prefix: unique() });
    const keys = CORPUS.map((tenant): RecordKey => ({ tenant, kind: "note", id: "n" }));
    for (const key of keys) expect(await store.put({ key, expect: { is: "absent" }, body: bytes("x") })).toMatchObject({ ok: true });
    for (const { port } of nodes) await command(port, "CONFIG", "RESETSTAT");
    for (const key of keys) expect(await store.get(key)).toMatchObject({ found: true });
    const read = await Promise.all(nodes.map(({ port }) => calls(port, "hmget")));
    const timed = await Promise.all(nodes.map(({ port }) => calls(port, "time")));
    expect(timed).toEqual(read);
    expect(read.reduce((sum, count) => sum + count)).toBe(keys.length);
    expect(read.filter((count) => count > 0).length).toBeGreaterThan(1);
  });

  /** Moves a slot from one node to another, a few keys at a time. */
  async function move(slot: string, from: number, to: number): Promise<void> {
    const [source, target] = [nodes[from] as Client, nodes[to] as Client];
    const [sourceId, targetId] = [text(await command(source.port, "CLUSTER", "MYID")), text(await command(target.port, "CLUSTER", "MYID"))];
    await command(target.port, "CLUSTER", "SETSLOT", slot, "IMPORTING", sourceId);
    await command(source.port, "CLUSTER", "SETSLOT", slot, "MIGRATING", targetId);
    const { host, port } = servers[to] as Server;
    for (;;) {
      const keys = (await command(source.port, "CLUSTER", "GETKEYSINSLOT", slot, "3")) as Buffer[];
      if (keys.length === 0) break;
      await command(source.port, "MIGRATE", host, String(port), "", "0", "5000", "KEYS", ...keys);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const node of [target, source]) await command(node.port, "CLUSTER", "SETSLOT", slot, "NODE", targetId);
  }

  test.each(Object.keys(LIBRARIES))(
    "%s: while a slot moves from node to node, records and streams are read whole, and written afterwards",
    async (library) => {
      const prefix = unique();
      const port = await connected(library);
      const store = redisStore(port, { prefix, deadlineMs: 2000 });
      const keys = Array.from({ length: 8 }, (_, i): RecordKey => ({ tenant: "acme", kind: "note", id: `n-${i}` }));
      const appends = [{ stream: "log", items: [bytes("a"), bytes("b")] }];
      for (const key of keys) await store.put({ key, expect: { is: "absent" }, body: bytes("x"), expiry: { inMs: 600_000 }, appends });
      const slot = String(await port.send(["CLUSTER", "KEYSLOT", keysOf(prefix, 16).family(keys[0] as RecordKey).records], null));
      const counts = await Promise.all(nodes.map((node) => command(node.port, "CLUSTER", "COUNTKEYSINSLOT", slot)));
      const home = counts.findIndex((count) => Number(count) > 0);
      let [moving, reads] = [true, 0];
      const readers = keys.map(async (key) => {
        while (moving) {
          expect(await repeated(() => store.get(key))).toMatchObject({ found: true, record: { body: bytes("x"), streams: { log: 2 } } });
          expect(await repeated(() => store.read({ key, stream: "log", last: 5 }))).toMatchObject({
            items: [{ number: 0 }, { number: 1 }],
          });
          reads++;
        }
      });
      try {
        for (let step = 0; step < 3; step++) await move(slot, (home + step) % 3, (home + step + 1) % 3);
      } finally {
        moving = false;
      }
      await Promise.all(readers);
      expect(reads).toBeGreaterThan(100);
      for (const key of keys) {
        expect(await repeated(() => store.append({ key, appends, counters: { n: 1 } }))).toMatchObject({ ok: true });
        expect(await store.get(key)).toMatchObject({ record: { streams: { log: 4 }, counters: { n: 1 } } });
      }
      expect((await store.list({ tenant: "acme", kind: "note", limit: 20 })).items).toHaveLength(keys.length);
    },
    60_000,
  );
});

/** Repeats what could not be done; a refusal while keys are on their way is no answer. */
async function repeated<T>(run: () => Promise<T>): Promise<T> {
  for (let i = 0; ; i++)
    try {
      return await run();
    } catch (error) {
      if (i === 200 || (error as { code: string }).code !== "STORE_UNAVAILABLE") throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
}
