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

const LIMIT = { timeout: 180_000 };

/** Three scenarios for a store. `stage` and `faults` are asked when the tests run. */
export function underLoad(stage: () => Stage, faults: () => readonly Fault[], amounts: Amounts): void {
  const { processes, writes, records, due, rounds, everyMs = 150 } = amounts;

  test("acknowledged writes under faults: none lost, none doubled", LIMIT, async () => {
    const verdict = await ackedOps(stage(), { processes, writes, records, everyMs, kills: true, faults: faults() });
    expect(verdict.problems).toEqual([]);
    expect(verdict.violations).toEqual([]);
    expect(verdict.acknowledged).toBeGreaterThanOrEqual(processes * writes);
    if (process.env["RIG_TALK"]) console.log(`${stage().name}: ${JSON.stringify({ ...verdict, violations: 0, problems: 0 })}`);
  });

  test("due records with workers that are killed: each handled once by effect", LIMIT, async () => {
    const verdict = await claimersWithKills(stage(), { records: due, workers: 6, kills: 6 });
    expect(verdict.problems).toEqual([]);
    expect(verdict.violations).toEqual([]);
  });

  test("owners that are paused and replaced: no write under an old epoch", LIMIT, async () => {
    const verdict = await ownersInTurn(stage(), { rounds });
    expect(verdict.problems).toEqual([]);
    expect(verdict.violations).toEqual([]);
    // Each but the last owners was shut out, and noticed.
    expect(verdict.faults["fenced"]).toBeGreaterThanOrEqual(rounds - 2);
  });
}
