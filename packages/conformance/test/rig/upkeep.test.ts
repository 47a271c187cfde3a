/** A process is ended at every step of moving records between tiers and of replacing keys: nothing is lost, nothing comes back, and others end it. @module */

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { checkHistory, finalRecords, memoryJournal, newTenant, readJournal, recordSteps, startChild } from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program, workshop } from "./support/stage.js";
import { afterLives, runUpkeep, type UpkeepInput, upkeepKeys } from "./support/upkeep.js";

const work = workshop("fast");
let child: string;
beforeAll(async () => {
  child = await program("child.ts", work.folder);
});
afterAll(() => work.clear());

const archive = ["claimed", "copied", "staged", "removed", "sealed"].map((step) => `tiered.archive.${step}`);
const sweep = [
  ...["claimed", "sealed", "struck", "cold-written", "cold-verified", "retired"],
  ...["purge-announced", "cold-removed", "purged"],
].map((step) => `tiered.sweep.${step}`);
const TIERS = ["tiered.put.created", "tiered.put.registered", "tiered.remove.announced", "tiered.remove.removed", ...archive, ...sweep];
const KEYS = ["key.before", "key.created", "put.sealed", "putMany.sealed", "append.sealed", "rotate.before", "rotate.after"].map(
  (step) => `sealing.${step}`,
);

function inputOf(upkeep: UpkeepInput["upkeep"]): UpkeepInput {
  const tenant = newTenant(upkeep);
  const at = join(work.folder, tenant);
  mkdirSync(at);
  return { upkeep, at, tenant, life: 0, journal: join(at, "journal.jsonl") };
}

describe.each<[UpkeepInput["upkeep"], readonly string[]]>([
  ["tiers", TIERS],
  ["keys", KEYS],
])("%s", (upkeep, steps) => {
  test("these are all steps", async () => {
    const { failpoint, steps: passed } = recordSteps();
    await runUpkeep(inputOf(upkeep), memoryJournal(), [], failpoint);
    const own = [...passed.keys()].filter((step) => !/^tiered\.\w+\.(before|after)$/.test(step));
    expect(own.sort()).toEqual([...steps].sort());
  });

  describe.concurrent("ended at", () => {
    // What is done to one record at a time has something to lose the second time; a sweep's second pass is like its first.
    const passes = (step: string): number[] => (/\.(put|remove|archive)\./.test(step) ? [1, 2] : [1]);
    test.for(steps.flatMap((step) => passes(step).map((nth) => [step, nth] as const)))(
      "%s, pass %i",
      { timeout: 120_000 },
      async ([step, nth], { expect }) => {
        const input = inputOf(upkeep);
        const first = await startChild(child, { ...input, failpoint: { do: "crash", step, nth } }).end;
        // A life may pass a step once.
        if (nth === 1) expect(first).toMatchObject({ signal: "SIGKILL" });
        const second = await startChild(child, { ...input, life: 1 }).end;
        expect(second).toMatchObject({ code: 0, said: "" });
        expect(existsSync(input.journal)).toBe(true);
        const { attempts } = readJournal(input.journal, "p", true);
        const store = afterLives(input, 2);
        const { violations, acknowledged } = checkHistory(attempts, await finalRecords(store, upkeepKeys(input, 2)));
        expect(violations).toEqual([]);
        expect(acknowledged).toBeGreaterThan(3);
      },
    );
  });
});
