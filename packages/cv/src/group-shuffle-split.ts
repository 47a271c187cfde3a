/** Sessions drawn at random for test and train, again and again: the `GroupShuffleSplit` of scikit-learn. @module */

import { invalidArgument, tooFewSessions } from "./errors.js";
import { foldsOf, NONE, SessionFold, TEST, TRAIN } from "./fold.js";
import { nullSession, optional, readOptions, seed, whole, withDefault } from "./options.js";
import { RandomState } from "./random.js";
import type { Sessions } from "./sessions.js";
import { isFraction, share } from "./sizes.js";
import { NO_PURGING, type Resolved, refuseLabels, SessionSplitter } from "./splitter.js";
import type { Folds, SplitData, SplitterOptions } from "./types.js";

/** Options of {@link GroupShuffleSplit}. */
export interface GroupShuffleSplitOptions extends SplitterOptions {
  /** Number of folds; 5 by default. */
  readonly splits?: number;
  /** Sessions to test, as a number or a fraction (rounded up); by default what `trainSize` leaves, else 0.2. */
  readonly testSize?: number;
  /** Sessions to train on, as a number or a fraction (rounded down); by default what `testSize` leaves. */
  readonly trainSize?: number;
  /** A whole number from 0 to 4294967295. Gives the folds that scikit-learn gives for the same `random_state`. */
  readonly seed: number;
}

/**
 * Random sessions for test and for train, in each fold anew. The same seed gives the same folds. Not for labels that reach beyond their
 * session, and not an estimate of the future: train sets hold sessions from after the test.
 *
 * @example
 * ```ts
 * import { GroupShuffleSplit } from "@openbell/cv";
 *
 * const days = Int32Array.from({ length: 10 }, (_, day) => day);
 * const [fold] = new GroupShuffleSplit({ splits: 1, seed: 0 }).split(days);
 * console.log(fold?.testSessions.join(" ")); // 2 8
 * ```
 */
export class GroupShuffleSplit extends SessionSplitter {
  readonly name = "group-shuffle-split";
  readonly options: Resolved<GroupShuffleSplitOptions, "splits" | "nullSession">;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(options: GroupShuffleSplitOptions) {
    super();
    const read = readOptions(
      options,
      { splits: withDefault(whole(1), 5), testSize: optional(share(1)), trainSize: optional(share(1)), seed, nullSession },
      NO_PURGING,
    );
    const { testSize = 0, trainSize = 0 } = read;
    if (isFraction(testSize) && isFraction(trainSize) && testSize + trainSize > 1)
      throw invalidArgument("trainSize", `at most 1 together with testSize, ${testSize}`, trainSize);
    this.options = read;
  }

  /** @throws {@link OpenbellError} `TOO_FEW_SESSIONS`. */
  protected foldsOf(sessions: Sessions, data: SplitData): Folds {
    refuseLabels("GroupShuffleSplit", data);
    const { length } = sessions;
    const { splits, seed: from } = this.options;
    const { test, train } = this.#sizes(length);
    return foldsOf(splits, function* () {
      const random = new RandomState(from);
      for (let index = 0; index < splits; index++) {
        const order = random.permutation(length);
        const roles = new Uint8Array(length).fill(NONE);
        for (let i = 0; i < test + train; i++) roles[order[i] as number] = i < test ? TEST : TRAIN;
        yield new SessionFold(index, sessions, roles);
      }
    });
  }

  #sizes(sessions: number): { test: number; train: number } {
    const { testSize = this.options.trainSize === undefined ? 0.2 : undefined, trainSize } = this.options;
    const asked = {
      test: testSize && numberOf(testSize, sessions, Math.ceil),
      train: trainSize && numberOf(trainSize, sessions, Math.floor),
    };
    const test = asked.test ?? sessions - (asked.train as number);
    const train = asked.train ?? sessions - test;
    if (test >= 1 && train >= 1 && test + train <= sessions) return { test, train };
    // A part too small for one session: as many as make it one.
    const needed =
      isFraction(trainSize ?? 1) && asked.train === 0
        ? Math.ceil(1 / (trainSize as number))
        : Math.max(sessions + 1, Math.max(test, 1) + Math.max(train, 1));
    throw tooFewSessions(
      "GroupShuffleSplit",
      needed,
      sessions,
      { testSize: testSize ?? "the rest", trainSize: trainSize ?? "the rest" },
      "Ask for less.",
    );
  }
}

const numberOf = (given: number, sessions: number, round: (x: number) => number): number =>
  isFraction(given) ? round(given * sessions) : given;
