/** Growing train sets, each followed by a test set: the `TimeSeriesSplit` of scikit-learn, over sessions. @module */

import { tooFewSessions } from "./errors.js";
import { forwardFolds, type LabelOptions, labelOptions, NO_EMBARGO, type Window } from "./forward.js";
import { nullSession, optional, readOptions, whole, withDefault } from "./options.js";
import type { Sessions } from "./sessions.js";
import { counted, SessionLine, type Size, size } from "./sizes.js";
import { type Resolved, SessionSplitter } from "./splitter.js";
import type { Folds, SplitData, SplitterOptions } from "./types.js";

/** Options of {@link TimeSeriesSplit}. */
export interface TimeSeriesSplitOptions extends SplitterOptions, LabelOptions {
  /** Number of folds, from 2 on; 5 by default. */
  readonly splits?: number;
  /** Length of each test set; by default a part of the sessions, one more of which are trained on first than there are splits. */
  readonly testSize?: Size;
  /** What is left out between train and test; nothing by default. */
  readonly gap?: Size;
  /** The longest train set; by default there is no limit. */
  readonly maxTrain?: Size;
}

/**
 * K test sets one after the other at the end of the data, each with everything before it as its train set. What does not divide goes to the
 * first train set. Sizes count sessions, not rows.
 *
 * @example
 * ```ts
 * import { TimeSeriesSplit } from "@openbell/cv";
 *
 * const days = Int32Array.from({ length: 12 }, (_, day) => day);
 * for (const { train, test } of new TimeSeriesSplit({ splits: 3, testSize: 2, gap: 1, maxTrain: 4 }).split(days))
 *   console.log(train.toArray().join(" "), "|", test.toArray().join(" ")); // 1 2 3 4 | 6 7
 * // then 3 4 5 6 | 8 9, and 5 6 7 8 | 10 11
 * ```
 */
export class TimeSeriesSplit extends SessionSplitter {
  readonly name = "time-series-split";
  readonly options: Resolved<TimeSeriesSplitOptions, "splits" | "gap" | "nullSession" | keyof LabelOptions>;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(options: TimeSeriesSplitOptions = {}) {
    super();
    this.options = readOptions(
      options,
      {
        splits: withDefault(whole(2), 5),
        testSize: optional(size(1)),
        gap: withDefault(size(0), 0 as Size),
        maxTrain: optional(size(1)),
        ...labelOptions,
        nullSession,
      },
      NO_EMBARGO,
    );
  }

  /** @throws {@link OpenbellError} `TOO_FEW_SESSIONS`, `EMPTY_TRAIN`. */
  protected foldsOf(sessions: Sessions, data: SplitData): Folds {
    const { splits, gap, testSize, maxTrain } = this.options;
    const parameters = { splits, testSize: testSize ?? "sessions / (splits + 1)", gap };
    const { length } = sessions;
    const needs = (needed: number): Error =>
      tooFewSessions("TimeSeriesSplit", needed, length, parameters, "Ask for fewer splits, a smaller testSize or a smaller gap.");
    if (length < splits + 1) throw needs(splits + 1);

    const line = new SessionLine(sessions.ids, [testSize, gap, maxTrain]);
    const test = testSize === undefined ? Math.floor(length / (splits + 1)) : counted(testSize, length, Math.ceil);
    const between = counted(gap, length, Math.ceil);
    const longest = maxTrain === undefined ? null : counted(maxTrain, length, (x) => Math.max(Math.floor(x), 1));
    const windows: Window[] = [];
    for (let i = 0; i < splits; i++) {
      const from = line.move(line.end, test, i - splits);
      const trainTo = line.move(from, between, -1);
      if (trainTo.index <= 0) throw needs(length + 1 - trainTo.index);
      windows.push({
        trainFrom: longest === null ? 0 : Math.max(line.move(trainTo, longest, -1).index, 0),
        trainTo: trainTo.index,
        testFrom: from.index,
        testTo: line.move(line.end, test, i - splits + 1).index,
      });
    }
    return forwardFolds(sessions, data, windows, this.options, parameters);
  }
}
