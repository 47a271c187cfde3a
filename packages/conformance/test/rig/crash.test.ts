/** A process is ended at every step of its store and started again: nothing acknowledged is lost, nothing is doubled, nobody is stuck. @module */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { crashAtEachStep, missingServer, type Server, startPostgres, startRedis } from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresReady, program, stageOf, workshop } from "./support/stage.js";

const VERBS = ["get", "put", "putMany", "append", "read", "extend", "remove", "list", "claim", "release"];
/** What a file goes through on its way to be the record. */
const FILE_STEPS = ["written", "synced", "linked", "dirsynced", "cleaned"].map((step) => `files.put.${step}`);
const stepsOfVerbs = (store: string): string[] => VERBS.flatMap((verb) => [`${store}.${verb}.before`, `${store}.${verb}.after`]);

const work = workshop("fast");
const servers: Server[] = [];
let child: string;
beforeAll(async () => {
  child = await program("child.ts", work.folder);
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  work.clear();
});

async function crashes(kind: "files" | "node-redis" | "pg", at: string, name: string, more: readonly string[] = []): Promise<void> {
  const { steps, violations, problems, acknowledged, faults } = await crashAtEachStep(stageOf(child, { kind, at }));
  expect(problems).toEqual([]);
  expect(violations).toEqual([]);
  expect(steps).toEqual(expect.arrayContaining([...stepsOfVerbs(name), ...more]));
  expect(faults).toEqual({ crashes: steps.length });
  expect(acknowledged).toBeGreaterThan(steps.length * 10);
}

describe.concurrent("a process that is ended at each step once", () => {
  test("files", { timeout: 120_000 }, async () => {
    const folder = join(work.folder, "files");
    mkdirSync(folder);
    await crashes("files", folder, "objects", FILE_STEPS);
  });

  test.skipIf(missingServer("redis") !== null)("redis", { timeout: 120_000 }, async () => {
    const server = await startRedis({ appendonly: "everysec" });
    servers.push(server);
    await crashes("node-redis", server.url, "redis");
  });

  test.skipIf(missingServer("postgres") !== null)("postgres", { timeout: 120_000 }, async () => {
    const server = await startPostgres();
    servers.push(server);
    await postgresReady(server);
    await crashes("pg", server.url, "postgres");
  });
});
