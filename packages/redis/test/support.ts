/** A private server for a test file, clients of both libraries, and a port on whose clock the test turns. @module */

import { createHash } from "node:crypto";
import type { FaultHandles } from "@openbell/conformance";
import {
  missingServer,
  type RedisServerOptions,
  type Server,
  startProxy,
  startRedis,
  type TcpProxy,
  tellRedis,
} from "@openbell/conformance/rig";
import { simulatedClock } from "@openbell/core";
import { fromIORedis, fromNodeRedis, type RedisPort, redisStore } from "@openbell/redis";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { afterAll, beforeAll, describe } from "vitest";

/** Why the tests with a server are skipped, or `null`. */
export const missing: string | null = missingServer("redis");

/** `describe` for tests that need a server: without one it says so. */
export const describeWithServer: (name: string, body: () => void) => void = (name, body) =>
  missing === null ? describe(name, body) : describe.skip(`${name} [skipped: ${missing}]`, body);

/** A client, and how to let go of it. */
export interface Client {
  readonly port: RedisPort;
  close(): Promise<void>;
}

/** Makes a connected client for an address. */
export type Library = (url: string) => Promise<Client>;

export const nodeRedis: Library = async (url) => {
  const client = createClient({ url, socket: { reconnectStrategy: 10 } });
  client.on("error", () => {});
  await client.connect();
  return { port: fromNodeRedis(client), close: async () => client.destroy() };
};

export const ioRedis: Library = async (url) => {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 10 });
  client.on("error", () => {});
  await client.connect();
  return { port: fromIORedis(client), close: async () => client.disconnect() };
};

export const LIBRARIES: Readonly<Record<string, Library>> = { "node-redis": nodeRedis, ioredis: ioRedis };

let count = 0;

/** A prefix that no other store has. */
export const unique = (): string => `t${process.pid}-${count++}`;

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const command = (port: RedisPort, ...parts: (string | Buffer)[]): Promise<unknown> => port.send(parts, null);

/** A server and clients for the tests of a `describe`. */
export function withServer(options: RedisServerOptions = { appendonly: "everysec" }): {
  readonly server: () => Server;
  readonly client: (library?: Library, url?: string) => Promise<RedisPort>;
} {
  let server: Server | undefined;
  const clients: Client[] = [];
  beforeAll(async () => {
    server = await startRedis(options);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await server?.stop();
  });
  return {
    server: () => server as Server,
    async client(library = nodeRedis, url = (server as Server).url) {
      const client = await library(url);
      clients.push(client);
      return client.port;
    },
  };
}

/** Servers that are one cluster, with the slots spread evenly. */
export async function startCluster(count: number): Promise<readonly Server[]> {
  const settings = { "cluster-enabled": "yes", "cluster-announce-ip": "127.0.0.1" };
  const servers: Server[] = [];
  for (let i = 0; i < count; i++) servers.push(await startRedis({ own: true, appendonly: "everysec", settings }));
  const [first] = servers as [Server];
  for (const [i, server] of servers.entries()) {
    const [from, to] = [Math.floor((16_384 * i) / count), Math.floor((16_384 * (i + 1)) / count) - 1];
    await tellRedis(server, `CLUSTER ADDSLOTSRANGE ${from} ${to}`);
    if (i > 0) await tellRedis(server, `CLUSTER MEET 127.0.0.1 ${first.port}`);
  }
  for (const server of servers) {
    const agreed = async () => {
      const info = await tellRedis(server, "CLUSTER INFO");
      return info.includes("cluster_state:ok") && info.includes(`cluster_size:${count}`);
    };
    for (let i = 0; !(await agreed()); i++) {
      if (i === 1200) throw new Error("the cluster did not come together");
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  return servers;
}

/** Handles on a server and the network before it, for the conformance suite's faults. The server is started when the first store is made. */
export function faultsWith(library: Library): FaultHandles & { stop(): Promise<void> } {
  let started: Promise<{ server: Server; proxy: TcpProxy }> | undefined;
  const clients: Client[] = [];
  const both = () => {
    started ??= startRedis({ appendonly: "always", own: true }).then(async (server) => ({ server, proxy: await startProxy(server) }));
    return started;
  };
  return {
    async make(options) {
      const { proxy } = await both();
      const client = await library(`redis://${proxy.host}:${proxy.port}`);
      clients.push(client);
      return redisStore(client.port, { prefix: unique(), deadlineMs: 2000, ...options });
    },
    kill: async () => (await both()).server.kill("SIGKILL"),
    restart: async () => (await both()).server.restart(),
    // All keys begin with it: every verb on a record is cut, `get` included, which is no script.
    cut: async (when) => (await both()).proxy.mode({ do: when === "before" ? "cut-before" : "cut-after-execute", match: "{" }),
    heal: async () => (await both()).proxy.mode("pass"),
    async stop() {
      await Promise.all(clients.map((client) => client.close()));
      const { server, proxy } = (await started) ?? {};
      await proxy?.stop();
      await server?.stop();
    },
  };
}

const CLOCK = "test:clock";

/** A server's clock that stands still until it is moved. */
export interface ServerClock {
  now(): number;
  forward(ms: number): Promise<void>;
}

/** The port with such a clock: scripts are sent with another way to ask for the time. */
export async function onClock(port: RedisPort): Promise<{ readonly port: RedisPort; readonly clock: ServerClock }> {
  const clock = simulatedClock(Date.now());
  const key = `${CLOCK}:${unique()}`;
  const forward = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await command(port, "SET", key, String(clock.now()));
  };
  await forward(0);
  const shas = new Map<string, string>();
  const timeOf = async (): Promise<readonly Buffer[]> => {
    const ms = Number(await command(port, "GET", key));
    return [Math.floor(ms / 1000), (ms % 1000) * 1000].map((number) => Buffer.from(String(number)));
  };
  const patched = (text: string): string =>
    text.replace(
      "call('TIME')",
      `(function(ms) return { math.floor(ms / 1000), (ms % 1000) * 1000 } end)(tonumber(redis.call('GET', '${key}')))`,
    );
  return {
    clock: { now: clock.now, forward },
    port: {
      send(parts, route) {
        const [verb, script, ...rest] = parts;
        if (verb === "EVAL") {
          const text = patched(script as string);
          shas.set(
            createHash("sha1")
              .update(script as string)
              .digest("hex"),
            createHash("sha1").update(text).digest("hex"),
          );
          return port.send([verb, text, ...rest], route);
        }
        if (verb === "TIME") return timeOf();
        if (verb === "EVALSHA") return port.send([verb, shas.get(script as string) ?? "0".repeat(40), ...rest], route);
        return port.send(parts, route);
      },
    },
  };
}
