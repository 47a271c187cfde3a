/**
 * Things to do at a named step of a store: end the process as `kill -9` does, fail, wait, or write down that the step was passed. Each is a
 * `Failpoint` for a store's options.
 *
 * @module
 */

import type { Failpoint } from "@openbell/core/store";

/** Runs at the `nth` pass of a step, counted from 1, and then never again. */
function once(step: string, nth: number, run: () => void | Promise<void>): Failpoint {
  let passed = 0;
  return (at) => (at === step && ++passed === nth ? run() : undefined);
}

/** Ends this process at once, without any farewell: nothing is flushed, no handler runs. */
export function crashAt(step: string, nth = 1): Failpoint {
  return once(step, nth, () => void process.kill(process.pid, "SIGKILL"));
}

/** Fails the call with an error that is no `OpenbellError`, as a client library's would be. */
export function throwAt(step: string, nth = 1): Failpoint {
  return once(step, nth, () => {
    throw Object.assign(new Error("failpoint"), { code: "EFAILPOINT" });
  });
}

/** Holds the call until `resume` is called. `reached` resolves when it is there. */
export function pauseAt(step: string, nth = 1): { readonly failpoint: Failpoint; readonly reached: Promise<void>; resume(): void } {
  let resume = (): void => {};
  let arrive = (): void => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const released = new Promise<void>((resolve) => {
    resume = resolve;
  });
  const failpoint = once(step, nth, () => {
    arrive();
    return released;
  });
  return { failpoint, reached, resume: () => resume() };
}

/** Writes down every step that is passed, each once in the order of the first pass, and how often. */
export function recordSteps(): { readonly failpoint: Failpoint; readonly steps: ReadonlyMap<string, number> } {
  const steps = new Map<string, number>();
  return { failpoint: (step) => void steps.set(step, (steps.get(step) ?? 0) + 1), steps };
}

/** A failpoint as text, for a child process. */
export interface FailpointPlan {
  readonly do: "crash" | "throw";
  readonly step: string;
  readonly nth?: number;
}

/** The failpoint of a plan; none for none. */
export function failpointOf(plan: FailpointPlan | undefined): Failpoint | undefined {
  if (plan === undefined) return undefined;
  return plan.do === "crash" ? crashAt(plan.step, plan.nth) : throwAt(plan.step, plan.nth);
}
