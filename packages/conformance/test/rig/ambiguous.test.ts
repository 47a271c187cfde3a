/** Every write is executed and its reply cut off, with each client library: as many effects as writes, and no promise that never settles. @module */

import {
  ambiguousReplies,
  missingServer,
  type Server,
  startPostgres,
  startProxy,
  startRedis,
  type TcpProxy,
} from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresReady, stageOf } from "./support/stage.js";
import type { StoreKind } from "./support/stores.js";

/** A Postgres takes three times as long for a new connection. */
const WRITES = { redis: Number(process.env["RIG_WRITES"] ?? 1000), postgres: Number(process.env["RIG_WRITES"] ?? 300) };

/** Text that only a write's request has. */
const CLIENTS: readonly [StoreKind, "redis" | "postgres", string][] = [
  ["node-redis", "redis", "EVALSHA"],
  ["ioredis", "redis", "EVALSHA"],
  ["pg", "postgres", "cut-"],
  ["postgres.js", "postgres", "cut-"],
];

describe.concurrent.each(CLIENTS)("%s", (kind, serverKind, match) => {
  const writes = WRITES[serverKind];
  if (missingServer(serverKind) !== null) return void test.skip(missingServer(serverKind) as string, () => {});
  let server: Server;
  let proxy: TcpProxy;
  beforeAll(async () => {
    server = serverKind === "redis" ? await startRedis({ appendonly: "everysec" }) : await startPostgres();
    if (serverKind === "postgres") await postgresReady(server);
    proxy = await startProxy(server);
  }, 60_000);
  afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });

  test(`${writes} writes, each cut off after it was executed: ${writes} effects`, { timeout: 120_000 }, async () => {
    const { pathname, username } = new URL(server.url);
    const at = `${serverKind}://${username === "" ? "" : `${username}@`}${proxy.host}:${proxy.port}${pathname}`;
    const store = await stageOf("", { kind, at }).open();
    const { effects, unsettled, problems, unknown, replays } = await ambiguousReplies(store, proxy, { writes, match });
    await store.close();
    expect(problems).toEqual([]);
    expect({ effects, unsettled, replays }).toEqual({ effects: writes, unsettled: 0, replays: writes });
    // ioredis sends again by itself, and gets the first answer as a replay; the others say that they do not know.
    expect(unknown).toBe(kind === "ioredis" ? 0 : writes);
  });
});
