/** Servers that end at once, and a machine without power: what was acknowledged as durable is there. @module */

import { missingServer, powerCut, type Stage, startPostgres, startRedis } from "@openbell/conformance/rig";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresReady, program, stageOf, workshop } from "./support/stage.js";

const work = workshop();
let child: string;
beforeAll(async () => {
  child = await program("child.ts", work.folder);
});
afterAll(() => work.clear());

/** What the store says of itself, once it has asked its server. */
async function declared(stage: Stage): Promise<string> {
  const store = await stage.open();
  await store.get({ tenant: "t", kind: "note", id: "none" });
  await store.close();
  return store.capabilities.durability;
}

test.skipIf(missingServer("redis") !== null)(
  "Redis that syncs before each answer loses nothing without power",
  { timeout: 60_000 },
  async () => {
    const server = await startRedis({ appendonly: "always", own: true });
    const stage = stageOf(child, { kind: "node-redis", at: server.url });
    const verdict = await powerCut(stage, server, { server: "redis", unsyncedMs: 0, afterMs: 1500 });
    expect(await declared(stage)).toBe("fsync");
    await server.stop();
    expect(verdict.problems).toEqual([]);
    expect(verdict.violations).toEqual([]);
    expect(verdict.acknowledged).toBeGreaterThan(100);
  },
);

test.skipIf(missingServer("redis") !== null)(
  "Redis that syncs every second loses a second: the emulation shows it",
  { timeout: 60_000 },
  async () => {
    const server = await startRedis({ appendonly: "everysec", own: true });
    const stage = stageOf(child, { kind: "node-redis", at: server.url });
    const verdict = await powerCut(stage, server, { server: "redis", unsyncedMs: 1000, afterMs: 2500 });
    expect(await declared(stage)).toBe("seconds");
    await server.stop();
    const lost = verdict.violations.filter(({ rule }) => rule === "lost").length;
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThan(verdict.acknowledged);
  },
);

test.skipIf(missingServer("postgres") !== null)("Postgres that is stopped at once loses nothing", { timeout: 60_000 }, async () => {
  const server = await startPostgres({ own: true });
  await postgresReady(server);
  const stage = stageOf(child, { kind: "pg", at: server.url });
  expect(await declared(stage)).toBe("fsync");
  const verdict = await powerCut(stage, server, { server: "postgres", unsyncedMs: 0, afterMs: 1500 });
  await server.stop();
  expect(verdict.problems).toEqual([]);
  expect(verdict.violations).toEqual([]);
  expect(verdict.acknowledged).toBeGreaterThan(100);
});
