/** What `scripts/chaos.mjs` runs: scenarios on stores in turn, until the time is over. @module */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  ackedOps,
  claimersWithKills,
  crashAtEachStep,
  isClean,
  missingServer,
  ownersInTurn,
  powerCut,
  type Server,
  type Stage,
  startPostgres,
  startProxy,
  startRedis,
  type TcpProxy,
  type Verdict,
} from "@openbell/conformance/rig";
import { faultsOf } from "./faults.js";
import { postgresReady, program, stageOf, workshop } from "./stage.js";
import type { StoreKind } from "./stores.js";

/** What to run. */
export interface ChaosOptions {
  readonly minutes: number;
  readonly seed?: number;
  readonly store?: string;
  readonly scenario?: string;
  readonly print: (line: string) => void;
}

/** A store, its server and the network between. */
interface Place {
  readonly kind: StoreKind;
  readonly server: Server | null;
  readonly proxy: TcpProxy | null;
  readonly stage: Stage;
}

const STORES: readonly StoreKind[] = ["files", "node-redis", "ioredis", "pg", "postgres.js"];
const isLoopback = (host: string): boolean => host === "127.0.0.1" || host === "::1" || host === "localhost";
const serverKind = (kind: StoreKind): "redis" | "postgres" => (kind === "node-redis" || kind === "ioredis" ? "redis" : "postgres");

async function placeOf(kind: StoreKind, child: string, folder: string): Promise<Place> {
  const tombstoneMs = 3000;
  if (kind === "files") {
    const at = join(folder, "files");
    mkdirSync(at, { recursive: true });
    return { kind, server: null, proxy: null, stage: stageOf(child, { kind, at, tombstoneMs }) };
  }
  const redis = serverKind(kind) === "redis";
  const server = redis ? await startRedis({ appendonly: "always", own: true }) : await startPostgres({ own: true });
  if (!isLoopback(server.host)) throw new Error("Chaos is for servers on this machine only.");
  if (!redis) await postgresReady(server);
  const proxy = await startProxy(server);
  const at = redis ? `redis://127.0.0.1:${proxy.port}` : `postgres://postgres@127.0.0.1:${proxy.port}/postgres`;
  return { kind, server, proxy, stage: stageOf(child, { kind, at, tombstoneMs }) };
}

/** The scenarios. Each is bounded in writes and in time. */
const SCENARIOS: Readonly<Record<string, (place: Place, seed: number) => Promise<Verdict>>> = {
  load({ kind, server, proxy, stage }, seed) {
    const faults = server === null || proxy === null ? [] : faultsOf(serverKind(kind), server, proxy, true);
    const writes = kind === "files" ? 300 : serverKind(kind) === "redis" ? 1500 : 400;
    return ackedOps(stage, { processes: 8, writes, records: 300, seed, faults, kills: true });
  },
  claimers: ({ stage }, seed) => claimersWithKills(stage, { records: 300, kills: 10, seed }),
  owners: ({ stage }) => ownersInTurn(stage, { rounds: 25 }),
  crashes: ({ stage }, seed) => crashAtEachStep(stage, { nth: 1 + (seed % 3), rounds: 3 }),
  power({ kind, server, stage }) {
    if (server === null) throw new Error("There is no server to take the power from.");
    return powerCut(stage, server, { server: serverKind(kind), unsyncedMs: 0, afterMs: 1500 });
  },
};

const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, i) => (i < 2 ? String(cell).padEnd(12) : String(cell).padStart(10))).join("");

/** Runs until the time is over, each scenario at least once; the exit code. */
export async function chaos(options: ChaosOptions): Promise<number> {
  const { minutes, print, seed: first = Date.now() % 1_000_000 } = options;
  const endMs = Date.now() + minutes * 60_000;
  const work = workshop();
  const child = await program("child.ts", work.folder);
  const kinds = STORES.filter((kind) => options.store === undefined || kind === options.store);
  const names = Object.keys(SCENARIOS).filter((name) => options.scenario === undefined || name === options.scenario);
  if (kinds.length === 0) throw new Error(`--store: expected one of ${STORES.join(", ")}.`);
  if (names.length === 0) throw new Error(`--scenario: expected one of ${Object.keys(SCENARIOS).join(", ")}.`);
  const places: Place[] = [];
  const broken: string[] = [];
  const sums = new Map<string, { rounds: number; acknowledged: number; unknown: number; reads: number; faults: number; found: number }>();
  try {
    for (const kind of kinds) {
      const reason = kind === "files" ? null : missingServer(serverKind(kind));
      if (reason === null) places.push(await placeOf(kind, child, work.folder));
      else print(`${kind} is left out: ${reason}`);
    }
    for (let seed = first; Date.now() < endMs; seed++) {
      for (const name of names) {
        for (const place of places) {
          if ((seed !== first && Date.now() >= endMs) || (name === "power" && place.server === null)) continue;
          const verdict = await (SCENARIOS[name] as (typeof SCENARIOS)[string])(place, seed);
          const of = `${name} ${place.kind}`;
          const sum = sums.get(of) ?? { rounds: 0, acknowledged: 0, unknown: 0, reads: 0, faults: 0, found: 0 };
          sums.set(of, sum);
          sum.rounds++;
          sum.acknowledged += verdict.acknowledged;
          sum.unknown += verdict.unknown;
          sum.reads += verdict.reads;
          sum.faults += Object.values(verdict.faults).reduce((a, b) => a + b, 0);
          if (isClean(verdict)) continue;
          sum.found += verdict.violations.length + verdict.problems.length;
          broken.push(`node scripts/chaos.mjs --minutes 1 --store ${place.kind} --scenario ${name} --seed ${seed}`);
          for (const { rule, operation } of verdict.violations.slice(0, 10)) print(`${of}, seed ${seed}: ${rule} (${operation})`);
          for (const problem of verdict.problems.slice(0, 5)) print(`${of}, seed ${seed}: ${problem}`);
        }
      }
    }
  } finally {
    for (const { proxy, server } of places) {
      await proxy?.stop();
      await server?.stop();
    }
    work.clear();
  }
  print(row(["scenario", "store", "rounds", "acked", "unknown", "reads", "faults", "found"]));
  for (const [of, { rounds, acknowledged, unknown, reads, faults, found }] of sums)
    print(row([...of.split(" "), rounds, acknowledged, unknown, reads, faults, found]));
  for (const line of broken) print(`again: ${line}`);
  return broken.length === 0 ? 0 : 1;
}
