/**
 * Ends a process at every named step of its store, once each, starts it again, and looks at what is there. The steps are those that the same
 * workload passes when nothing happens, so none is forgotten.
 *
 * @module
 */

import { recordSteps } from "../failpoints.js";
import { memoryJournal } from "../history/journal.js";
import { runTour, tourKeys } from "../workloads/tour.js";
import { crewOf, newTenant, type Stage, type Verdict } from "./stage.js";

/** How the process is ended. */
export interface CrashOptions {
  /** Which pass of each step; the second where left out, when there is something to lose. */
  readonly nth?: number;
  /** How many at a time; 2 where left out. */
  readonly parallel?: number;
  readonly rounds?: number;
}

/** Every step that a tour passes. */
export async function stepsOf(stage: Stage, rounds = 2): Promise<ReadonlyMap<string, number>> {
  const { failpoint, steps } = recordSteps();
  const store = await stage.open({ failpoint });
  await runTour(store, { tenant: newTenant("steps"), rounds }, memoryJournal());
  await store.close();
  return steps;
}

/** One run: ended at this pass of this step, started again, checked. */
async function crashOnce(stage: Stage, step: string, nth: number, rounds: number): Promise<Omit<Verdict, "faults">> {
  const crew = crewOf(stage, 60_000);
  const plan = { tenant: newTenant("crash"), rounds };
  const problems: string[] = [];
  try {
    const first = await crew.start("p", { run: "tour", plan }, { do: "crash", step, nth }).end;
    if (first.signal !== "SIGKILL")
      problems.push(`${step}: the process was not ended at pass ${nth} (${first.code}). ${first.said.slice(-500)}`);
    const second = await crew.start("p", { run: "tour", plan }).end;
    if (second.code !== 0)
      problems.push(`${step}: started again, it did not come to its end (${second.code ?? second.signal}). ${second.said.slice(-900)}`);
    const store = await stage.open();
    const checked = await crew.check(store, tourKeys(plan));
    await store.close();
    return { ...checked, problems };
  } finally {
    crew.dismiss();
  }
}

/** All steps; answers with one verdict, and the steps. */
export async function crashAtEachStep(stage: Stage, options: CrashOptions = {}): Promise<Verdict & { readonly steps: readonly string[] }> {
  const { nth = 2, parallel = 2, rounds = 2 } = options;
  const passed = await stepsOf(stage, rounds);
  const steps = [...passed.keys()];
  const waiting = [...passed];
  const sum = { records: 0, acknowledged: 0, unknown: 0, unknownApplied: 0, reads: 0 };
  const violations: Verdict["violations"][number][] = [];
  const problems: string[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [step, passes] = next;
      const verdict = await crashOnce(stage, step, Math.min(nth, passes), rounds);
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += verdict[name];
      violations.push(...verdict.violations.map((violation) => ({ ...violation, key: `${step}: ${violation.key}` })));
      problems.push(...verdict.problems);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return { ...sum, violations, problems, faults: { crashes: steps.length }, steps };
}
