/** The end of the data, held out for the very last test. @module */

import { tooFewSessions } from "./errors.js";
import { forwardFolds, type LabelOptions, labelOptions, NO_EMBARGO } from "./forward.js";
import { nullSession, readOptions, withDefault } from "./options.js";
import { Sessions } from "./sessions.js";
import { counted, SessionLine, type Size, size } from "./sizes.js";
import { groupFor } from "./splitter.js";
import type { Fold, SessionColumn, SplitData, SplitterOptions } from "./types.js";

/** Options of {@link holdOut}. */
export interface HoldOutOptions extends SplitterOptions, LabelOptions {
  /** What is left out between what is worked with and what is held out; nothing by default. */
  readonly gap?: Size;
}

/**
 * The last sessions held out: a fold whose test set is the tail, and whose train set is all before it (less a gap, and less rows whose labels reach
 * into the tail). To split what is left, pass `sessions.only(fold.train)` to a splitter.
 *
 * @throws {@link OpenbellError} `TOO_FEW_SESSIONS` where nothing would be left; `EMPTY_TRAIN`, `INVALID_LABEL`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { groupSessions, holdOut, WalkForward } from "@openbell/cv";
 *
 * const sessions = groupSessions(Int32Array.from({ length: 20 }, (_, day) => day));
 * const tail = holdOut(sessions, 0.2, { gap: 1 });
 * console.log(tail.testSessions.join(" ")); // 16 17 18 19
 *
 * const walk = new WalkForward({ train: 6, test: 3 }).split(sessions.only(tail.train), {});
 * console.log(Array.from(walk, (fold) => fold.testSessions.join(" ")).join(" | ")); // 6 7 8 | 9 10 11 | 12 13 14
 * ```
 */
export function holdOut(sessions: SessionColumn | Sessions, held: Size, options: HoldOutOptions & SplitData = {}): Fold {
  const { times, labels, ...rest } = options;
  const read = readOptions(rest, { gap: withDefault(size(0), 0 as Size), ...labelOptions, nullSession }, NO_EMBARGO);
  const tail = size(1)("held", held);
  const grouped = sessions instanceof Sessions ? sessions : groupFor(sessions, read, { times, labels });
  const { length } = grouped;
  const line = new SessionLine(grouped.ids, [tail, read.gap]);
  const from = line.move(line.end, counted(tail, length, Math.ceil), -1);
  const trainTo = line.move(from, counted(read.gap, length, Math.ceil), -1).index;
  const parameters = { held: tail, gap: read.gap };
  if (length === 0 || trainTo <= 0)
    throw tooFewSessions("holdOut", length === 0 ? 2 : length + 1 - trainTo, length, parameters, "Hold out less, or leave a smaller gap.");
  const window = { trainFrom: 0, trainTo, testFrom: from.index, testTo: length };
  const [fold] = forwardFolds(grouped, { times, labels }, [window], read, parameters);
  return fold as Fold;
}
