/** Postgres under load: every acknowledged write is there at the end, once, though connections, processes and the server itself end on the way. @module */

import { missingServer, type Server, startPostgres, startProxy, type TcpProxy } from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe } from "vitest";
import { faultsOf } from "./support/faults.js";
import { underLoad } from "./support/load.js";
import { postgresReady, program, stageOf, workshop } from "./support/stage.js";
import type { StoreKind } from "./support/stores.js";

const work = workshop();
let child: string;
beforeAll(async () => {
  child = await program("child.ts", work.folder);
});
afterAll(() => work.clear());

describe.skipIf(missingServer("postgres") !== null).each<StoreKind>(["pg", "postgres.js"])("%s", (kind) => {
  let server: Server;
  let proxy: TcpProxy;
  beforeAll(async () => {
    server = await startPostgres({ own: true });
    await postgresReady(server);
    proxy = await startProxy(server);
  }, 60_000);
  afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });
  const stage = () => stageOf(child, { kind, at: `postgres://postgres@127.0.0.1:${proxy.port}/postgres`, tombstoneMs: 3000 });
  const amounts = { processes: 4, writes: 750, records: 100, due: 100, rounds: 12, everyMs: 400 };
  underLoad(stage, () => faultsOf("postgres", server, proxy, true), amounts);
});
