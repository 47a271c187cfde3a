/**
 * Many processes write while connections are cut, processes and servers are paused and killed: every acknowledged write is there at the end, once.
 *
 * @module
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  ackedOps,
  claimersWithKills,
  missingServer,
  ownersInTurn,
  type Server,
  type Stage,
  startPostgres,
  startProxy,
  startRedis,
  type TcpProxy,
} from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultsOf } from "./support/faults.js";
import { postgresReady, program, stageOf, workshop } from "./support/stage.js";
import type { StoreKind } from "./support/stores.js";

const work = workshop();
let child: string;
beforeAll(async () => {
  child = await program("child.ts", work.folder);
});
afterAll(() => work.clear());

/** What is asked of each store, in numbers. */
interface Amounts {
  readonly processes: number;
  readonly writes: number;
  readonly records: number;
  readonly due: number;
  readonly rounds: number;
  /** The pause between faults, in milliseconds; a Postgres takes longer to come back. */
  readonly everyMs?: number;
}

const LIMIT = { timeout: 180_000 };

function scenarios(stage: () => Stage, faults: () => Parameters<typeof ackedOps>[1]["faults"], amounts: Amounts): void {
  const { processes, writes, records, due, rounds, everyMs = 150 } = amounts;

  test("acknowledged writes under faults: none lost, none doubled", LIMIT, async () => {
    const verdict = await ackedOps(stage(), {
      processes,
      writes,
      records,
      everyMs,
      kills: true,
      ...(faults() === undefined ? {} : { faults: faults() }),
    });
    expect(verdict.problems).toEqual([]);
    expect(verdict.violations).toEqual([]);
    expect(verdict.acknowledged).toBeGreaterThanOrEqual(processes * writes);
    if (process.env["RIG_TALK"]) console.log(`${stage().name}: ${JSON.stringify({ ...verdict, violations: 0, problems: 0 })}`);
  });

  test("due records with workers that are killed: each handled once by effect", LIMIT, async () => {
    const verdict = await claimersWithKills(stage(), { records: due });
    expect(verdict.problems).toEqual([]);
    expect(verdict.violations).toEqual([]);
  });

  test("owners that are paused and replaced: no write under an old epoch", LIMIT, async () => {
    const verdict = await ownersInTurn(stage(), { rounds });
    expect(verdict.problems).toEqual([]);
    expect(verdict.violations).toEqual([]);
    // Each but the last owner was shut out, and noticed.
    expect(verdict.faults["fenced"]).toBeGreaterThanOrEqual(rounds - 2);
  });
}

describe("files", () => {
  const at = join(work.folder, "files");
  const stage = (): Stage => {
    mkdirSync(at, { recursive: true });
    return stageOf(child, { kind: "files", at, tombstoneMs: 3000 });
  };
  scenarios(stage, () => undefined, { processes: 4, writes: 750, records: 50, due: 100, rounds: 10 });
});

describe.skipIf(missingServer("redis") !== null).each<StoreKind>(["node-redis", "ioredis"])("%s", (kind) => {
  let server: Server;
  let proxy: TcpProxy;
  beforeAll(async () => {
    server = await startRedis({ appendonly: "always", own: true });
    proxy = await startProxy(server);
  });
  afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });
  const stage = (): Stage => stageOf(child, { kind, at: `redis://127.0.0.1:${proxy.port}`, tombstoneMs: 3000 });
  scenarios(stage, () => faultsOf("redis", server, proxy, true), { processes: 4, writes: 10_000, records: 200, due: 300, rounds: 20 });
});

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
  const stage = (): Stage => stageOf(child, { kind, at: `postgres://postgres@127.0.0.1:${proxy.port}/postgres`, tombstoneMs: 3000 });
  scenarios(stage, () => faultsOf("postgres", server, proxy, true), {
    processes: 4,
    writes: 1000,
    records: 100,
    due: 150,
    rounds: 20,
    everyMs: 400,
  });
});
