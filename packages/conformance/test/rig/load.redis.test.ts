/** Redis under load: every acknowledged write is there at the end, once, though connections, processes and the server itself end on the way. @module */

import { missingServer, type Server, startProxy, startRedis, type TcpProxy } from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe } from "vitest";
import { faultsOf } from "./support/faults.js";
import { underLoad } from "./support/load.js";
import { program, stageOf, workshop } from "./support/stage.js";
import type { StoreKind } from "./support/stores.js";

const work = workshop();
let child: string;
beforeAll(async () => {
  child = await program("child.ts", work.folder);
});
afterAll(() => work.clear());

describe.skipIf(missingServer("redis") !== null).each<StoreKind>(["node-redis", "ioredis"])("%s", (kind) => {
  let server: Server;
  let proxy: TcpProxy;
  beforeAll(async () => {
    // Not `everysec`, which may lose what it acknowledged when the server is killed.
    server = await startRedis({ appendonly: "always", own: true });
    proxy = await startProxy(server);
  }, 60_000);
  afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });
  const stage = () => stageOf(child, { kind, at: `redis://127.0.0.1:${proxy.port}`, tombstoneMs: 3000 });
  underLoad(stage, () => faultsOf("redis", server, proxy, true), { processes: 4, writes: 3500, records: 200, due: 200, rounds: 12 });
});
