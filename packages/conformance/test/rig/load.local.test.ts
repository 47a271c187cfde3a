/** Stores of this machine under load: every acknowledged write is there at the end, once, though calls fail and processes are paused and killed. @module */

import { checkHistory, finalRecords, loadKeys, memoryJournal, randomFrom, runLoad } from "@openbell/conformance/rig";
import { memoryStore } from "@openbell/core/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { underLoad } from "./support/load.js";
import { program, stageOf, workshop } from "./support/stage.js";

test("memory: calls fail before they are done and after", { timeout: 60_000 }, async () => {
  const random = randomFrom(1);
  const failpoint = (step: string): void => {
    if (/\.(put|append|remove)\./.test(step) && random() < 0.01) throw new Error("failpoint");
  };
  // In the millisecond before a repetition, hundreds of others write the same record.
  const store = memoryStore({ failpoint, operationMemory: 5000 });
  const plan = { tenant: "t", records: 200, writes: 60_000, lanes: 32, seed: 1, removals: true, client: { pauseMs: 0 } };
  const journal = memoryJournal();
  await runLoad(store, plan, journal);
  const verdict = checkHistory(journal.attempts(), await finalRecords(store, loadKeys(plan)));
  expect(verdict.violations).toEqual([]);
  expect(verdict.acknowledged).toBeGreaterThanOrEqual(plan.writes);
  for (const failed of ["unknown", "not-applied"])
    expect(journal.attempts().filter(({ outcome }) => outcome === failed).length).toBeGreaterThan(100);
});

describe("files", () => {
  const work = workshop("fast");
  let child: string;
  beforeAll(async () => {
    child = await program("child.ts", work.folder);
  });
  afterAll(() => work.clear());
  const stage = () => stageOf(child, { kind: "files", at: work.folder, tombstoneMs: 3000 });
  underLoad(stage, () => [], { processes: 4, writes: 2000, records: 80, due: 100, rounds: 10 });
});
