/** Every mechanism is missed when it is taken away, and nothing is noticed when none is. @module */

import { missingServer, patched, type Server, StalePatch, startPostgres, startRedis } from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ABLATIONS, type Watch } from "./ablations/list.js";
import { canRun, type Places, watched } from "./ablations/run.js";
import { workshop } from "./support/stage.js";

const work = workshop();
const servers: Server[] = [];
let places: Places;
beforeAll(async () => {
  const [redis, postgres] = await Promise.all([
    missingServer("redis") === null ? startRedis({ appendonly: "everysec" }) : null,
    missingServer("postgres") === null ? startPostgres() : null,
  ]);
  for (const server of [redis, postgres]) if (server !== null) servers.push(server);
  places = { folder: work.folder, redis: redis?.url ?? null, postgres: postgres?.url ?? null };
}, 60_000);
afterAll(async () => {
  for (const server of servers) await server.stop();
  work.clear();
});

const nameOf = (watch: Watch): string => ("suite" in watch ? watch.suite : watch.probe);
const watches = new Map<string, Watch>();
for (const { watch } of ABLATIONS) {
  const before = watches.get(nameOf(watch));
  const only = before !== undefined && "suite" in before && "suite" in watch ? [...new Set([...before.only, ...watch.only])] : [];
  watches.set(nameOf(watch), "suite" in watch ? { ...watch, only: only.length > 0 ? only : watch.only } : watch);
}

describe.concurrent("nothing taken away, nothing noticed", () => {
  for (const [name, watch] of watches) {
    test(name, { timeout: 120_000 }, async ({ skip }) => {
      if (!canRun({ watch }, places)) return skip();
      expect((await watched(watch, null, places)).noticed).toEqual([]);
    });
  }
});

describe.concurrent("taken away, and noticed", () => {
  for (const ablation of ABLATIONS) {
    test(`${nameOf(ablation.watch)}: ${ablation.mechanism}`, { timeout: 120_000 }, async ({ skip }) => {
      if (!canRun(ablation, places)) return skip();
      const { noticed, ms } = await watched(ablation.watch, ablation, places);
      if (process.env["RIG_TALK"]) console.log(`${Math.round(ms)} ms: ${noticed.slice(0, 8).join(" ").slice(0, 200)}`);
      expect(noticed.length).toBeGreaterThan(0);
    });
  }
});

test("an entry that does not fit its source is stale", () => {
  expect(() => patched("one two two", { file: "f", find: "two", replace: "" })).toThrow(StalePatch);
  expect(() => patched("one two two", { file: "f", find: "three", replace: "" })).toThrow("expected once");
  expect(patched("one two", { file: "f", find: "two", replace: "$1" })).toBe("one $1");
});

test("there are enough of them", () => {
  expect(ABLATIONS.length).toBeGreaterThanOrEqual(20);
});
