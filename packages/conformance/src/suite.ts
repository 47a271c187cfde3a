/** The suite under a test runner. The runner's functions are handed in, so that it fits any of them. @module */

import type { Case } from "./case.js";
import { ALL_CASES } from "./cases/index.js";
import { type CaseOutcome, harnessOf } from "./harness.js";
import { reasonsToSkip } from "./select.js";
import type { ConformanceSubject } from "./subject.js";

/** How many cases are under way at a time. */
const AT_ONCE = 8;
const TEST_MS = 120_000;

/** The part of a runner's own test context that is used; vitest and `node:test` have it. */
interface Skippable {
  skip?(reason?: string): void;
}

/**
 * Declares a test for every case, in a `describe` for each group. Fails where `skip` names a case that there is none of, and where no case was
 * run at all.
 *
 * @example
 * ```ts no-run: runs inside of a test runner
 * import { recordStoreConformance } from "@openbell/conformance";
 * import { memoryStore } from "@openbell/core/store";
 * import { afterAll, describe, test } from "vitest";
 *
 * recordStoreConformance({ describe, test, afterAll, name: "memory", make: (options) => memoryStore(options) });
 * ```
 *
 * @throws OpenbellError `INVALID_ARGUMENT` for an unknown id in `skip`.
 */
export function recordStoreConformance(subject: ConformanceSubject): void {
  const { describe, test, afterAll, name, skip = [] } = subject;
  const reasons = reasonsToSkip(skip, ALL_CASES);
  const harness = harnessOf(subject);
  const waiting = ALL_CASES.filter(({ id }) => !reasons.has(id));
  const started = new Map<string, Promise<CaseOutcome>>();
  let tests = 0;
  let passed = 0;

  function start(one: Case): Promise<CaseOutcome> {
    const running = started.get(one.id) ?? harness.run(one);
    started.set(one.id, running);
    return running;
  }

  /** Starts a case and the ones behind it: a runner that takes one test after the other finds them done. */
  async function outcomeOf(one: Case): Promise<CaseOutcome> {
    if (one.alone) {
      await Promise.all(started.values());
      return start(one);
    }
    const from = waiting.indexOf(one);
    for (const next of waiting.slice(from, from + AT_ONCE)) {
      if (next.alone) break;
      void start(next);
    }
    return start(one);
  }

  async function close(): Promise<void> {
    await Promise.all(started.values());
    await harness.close();
  }

  const groups = [...new Set(ALL_CASES.map(({ id }) => id.slice(0, id.indexOf("-"))))];
  describe(`record store ${name}`, () => {
    for (const group of groups) {
      describe(group, () => {
        for (const one of ALL_CASES.filter(({ id }) => id.startsWith(`${group}-`))) {
          const reason = reasons.get(one.id);
          const title = `${one.id} ${one.title}`;
          test(
            reason === undefined ? title : `${title} [skipped: ${reason}]`,
            async (context) => {
              tests++;
              if (reason !== undefined) return (context as Skippable | undefined)?.skip?.(reason);
              const { outcome, error, reason: lacking } = await outcomeOf(one);
              if (outcome === "passed") passed++;
              if (outcome === "failed") throw error;
              if (outcome === "not-applicable") (context as Skippable | undefined)?.skip?.(lacking);
            },
            TEST_MS,
          );
        }
      });
    }
    // Under a filter some tests are left out on purpose; only a full run has to have run something.
    test("SUITE-01 cases were run", async () => {
      if (afterAll === undefined) await close();
      if (tests === ALL_CASES.length && passed === 0)
        throw new Error("expected at least one case to run and pass, all were skipped or failed");
    });
    afterAll?.(close);
  });
}
