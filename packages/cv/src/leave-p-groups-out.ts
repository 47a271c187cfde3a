/** Every choice of p sessions tested once: the `LeavePGroupsOut` of scikit-learn. @module */

import { combinations, countCombinations } from "./combinations.js";
import { tooFewSessions } from "./errors.js";
import { foldsOf, SessionFold, TEST, TRAIN } from "./fold.js";
import { nullSession, readOptions, whole } from "./options.js";
import type { Sessions } from "./sessions.js";
import { NO_PURGING, type Resolved, refuseLabels, SessionSplitter } from "./splitter.js";
import type { Folds, SplitData, SplitterOptions } from "./types.js";

/** Options of {@link LeavePGroupsOut}. */
export interface LeavePGroupsOutOptions extends SplitterOptions {
  /** Number of sessions in each test set; 1 leaves out one session at a time. */
  readonly p: number;
}

/**
 * Every combination of `p` sessions as a test set, in lexicographic order. There are many: 2,573,000 for 3 of 250 sessions. They are made one by
 * one; `count` tells how many they are.
 *
 * @example
 * ```ts
 * import { LeavePGroupsOut } from "@openbell/cv";
 *
 * const splitter = new LeavePGroupsOut({ p: 2 });
 * console.log(splitter.count(["mon", "tue", "wed"])); // 3
 * for (const { testSessions } of splitter.split(["mon", "tue", "wed"])) console.log(testSessions.join(" ")); // mon tue
 * ```
 */
export class LeavePGroupsOut extends SessionSplitter {
  readonly name = "leave-p-groups-out";
  readonly options: Resolved<LeavePGroupsOutOptions, "nullSession">;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(options: LeavePGroupsOutOptions) {
    super();
    this.options = readOptions(options, { p: whole(1), nullSession }, NO_PURGING);
  }

  /** @throws {@link OpenbellError} `TOO_FEW_SESSIONS` where nothing would be left to train on. */
  protected foldsOf(sessions: Sessions, data: SplitData): Folds {
    refuseLabels("LeavePGroupsOut", data);
    const { p } = this.options;
    const { length } = sessions;
    if (p >= length) throw tooFewSessions("LeavePGroupsOut", p + 1, length, { p }, "Leave out fewer sessions.");
    return foldsOf(countCombinations(length, p), function* () {
      let index = 0;
      for (const out of combinations(length, p)) {
        const roles = new Uint8Array(length).fill(TRAIN);
        for (const session of out) roles[session] = TEST;
        yield new SessionFold(index++, sessions, roles);
      }
    });
  }
}
