/** The suite without a runner: all cases, and a table of how they went. @module */

import { ALL_CASES } from "./cases/index.js";
import { type CaseOutcome, harnessOf } from "./harness.js";
import { casesNamed, reasonsToSkip } from "./select.js";
import type { StoreSubject } from "./subject.js";

/** How a store did. */
export interface Report {
  readonly name: string;
  readonly rows: readonly CaseOutcome[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notApplicable: number;
  /** Whether cases were run and none failed. */
  readonly ok: boolean;
  /** The table as text: a line for each case that did not pass, and the sums. */
  text(): string;
}

/** What to run. */
export interface ReportOptions {
  /** Ids of cases, or of groups (`PUT`); all, where left out. */
  readonly only?: readonly string[];
  /** How many cases at a time; 8 where left out. */
  readonly atOnce?: number;
}

function lineOf({ id, title, outcome, reason, error }: CaseOutcome): string {
  const why =
    error === undefined
      ? reason
      : String((error as { message?: unknown }).message ?? error)
          .split("\n", 4)
          .join(" ");
  return `${id.padEnd(10)} ${outcome.padEnd(15)} ${title}${why === undefined ? "" : ` (${why})`}`;
}

/**
 * Runs the suite without a test runner.
 *
 * @example
 * ```ts
 * import { conformanceReport } from "@openbell/conformance";
 * import { memoryStore } from "@openbell/core/store";
 *
 * const report = await conformanceReport({ name: "memory", make: (options) => memoryStore(options) }, { only: ["PUT", "ETAG"] });
 * console.log(report.failed); // 0
 * ```
 *
 * @throws OpenbellError `INVALID_ARGUMENT` for an unknown id in `skip` or `only`.
 */
export async function conformanceReport(subject: StoreSubject, options: ReportOptions = {}): Promise<Report> {
  const { only, atOnce = 8 } = options;
  const reasons = reasonsToSkip(subject.skip ?? [], ALL_CASES);
  const cases = casesNamed(only, ALL_CASES);
  const harness = harnessOf(subject);
  const rows = new Map<string, CaseOutcome>();
  const runnable = cases.filter(({ id }) => !reasons.has(id));
  const together = runnable.filter(({ alone }) => !alone);
  const run = async (one: (typeof cases)[number]): Promise<unknown> => rows.set(one.id, await harness.run(one));
  async function take(): Promise<void> {
    for (let one = together.shift(); one !== undefined; one = together.shift()) await run(one);
  }
  await Promise.all(Array.from({ length: atOnce }, take));
  for (const one of runnable) if (one.alone) await run(one);
  await harness.close();

  const all = cases.map(
    ({ id, title }) => rows.get(id) ?? { id, title, outcome: "skipped" as const, reason: reasons.get(id) ?? "", ms: 0 },
  );
  const count = (outcome: CaseOutcome["outcome"]): number => all.filter((row) => row.outcome === outcome).length;
  const [passed, failed, skipped, notApplicable] = [count("passed"), count("failed"), count("skipped"), count("not-applicable")];
  return {
    name: subject.name,
    rows: all,
    passed,
    failed,
    skipped,
    notApplicable,
    ok: failed === 0 && passed > 0,
    text: () =>
      [
        ...all.filter(({ outcome }) => outcome !== "passed").map(lineOf),
        `${subject.name}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${notApplicable} not applicable`,
      ].join("\n"),
  };
}
