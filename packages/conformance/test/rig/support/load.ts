/** What is asked of each store under load, as tests. @module */

import { ackedOps, claimersWithKills, type Fault, ownersInTurn, type Stage } from "@openbell/conformance/rig";
import { expect, test } from "vitest";

/** What is asked of each store, in numbers. */
export interface Amounts {
  readonly processes: number;
  /** Acknowledged writes of each process. */
  readonly writes: number;
  readonly records: number;
  /** Due records. */
  readonly due: number;
  /** Owners, one after the other. */
  readonly rounds: number;
  /** The pause between faults, in milliseconds; a Postgres takes longer to come back. */
  readonly everyMs?: number;
}

/** Waiting for its turn included. */
const LIMIT = { timeout: 300_000 };

/** Runs one after the other what is begun at the same time. */
function inTurn(): (run: () => Promise<void>) => () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => () => {
    const mine = last.then(run);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Three scenarios for a store, one after the other; those of two stores run at the same time. `stage` and `faults` are asked when the tests run. */
export function underLoad(stage: () => Stage, faults: () => readonly Fault[], amounts: Amounts): void {
  const { processes, writes, records, due, rounds, everyMs = 150 } = amounts;
  const turn = inTurn();

  test.concurrent(
    "acknowledged writes under faults: none lost, none doubled",
    LIMIT,
    turn(async () => {
      const verdict = await ackedOps(stage(), { processes, writes, records, everyMs, kills: true, faults: faults() });
      expect(verdict.problems).toEqual([]);
      expect(verdict.violations).toEqual([]);
      expect(verdict.acknowledged).toBeGreaterThanOrEqual(processes * writes);
      if (process.env["RIG_TALK"]) console.log(`${stage().name}: ${JSON.stringify({ ...verdict, violations: 0, problems: 0 })}`);
    }),
  );

  test.concurrent(
    "due records with workers that are killed: each handled once by effect",
    LIMIT,
    turn(async () => {
      const verdict = await claimersWithKills(stage(), { records: due, workers: 6, kills: 6 });
      expect(verdict.problems).toEqual([]);
      expect(verdict.violations).toEqual([]);
    }),
  );

  test.concurrent(
    "owners that are paused and replaced: no write under an old epoch",
    LIMIT,
    turn(async () => {
      const verdict = await ownersInTurn(stage(), { rounds });
      expect(verdict.problems).toEqual([]);
      expect(verdict.violations).toEqual([]);
      // Each but the last owners was shut out, and noticed.
      expect(verdict.faults["fenced"]).toBeGreaterThanOrEqual(rounds - 2);
    }),
  );
}
