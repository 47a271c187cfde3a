/** A window that walks through the sessions: train, leave a gap, test, step on. @module */

import { invalidArgument, refused, tooFewSessions } from "./errors.js";
import { forwardFolds, type LabelOptions, labelOptions, NO_EMBARGO, type Window } from "./forward.js";
import { flag, nullSession, oneOf, optional, readOptions, whole, withDefault } from "./options.js";
import type { Sessions } from "./sessions.js";
import { type Boundary, counted, SessionLine, type Size, size } from "./sizes.js";
import { type Resolved, SessionSplitter } from "./splitter.js";
import type { Folds, SplitData, SplitterOptions } from "./types.js";

/** Options of {@link WalkForward}. */
export interface WalkForwardOptions extends SplitterOptions, LabelOptions {
  /** Length of the train set; of the first one, where it expands. */
  readonly train: Size;
  /** Length of the test set. */
  readonly test: Size;
  /** What is left out between train and test; nothing by default. */
  readonly gap?: Size;
  /** From one test set to the next; by default their length, so that they follow each other. A shorter step tests sessions more than once. */
  readonly step?: Size;
  /** Train on all that came before, instead of on a window of one length. */
  readonly expanding?: boolean;
  /** Also give the last fold, whose test set is shorter since the data end. */
  readonly partial?: boolean;
  /** Number of folds: the first so many from the start, or the last so many up to the end. By default all that there are. */
  readonly splits?: number;
  /** What the windows are laid from: the first session (the default), so that the last ones may go untested, or the last session. */
  readonly anchor?: "start" | "end";
  /** `"backward"` gives the latest fold first, and lays the windows from the end unless `anchor` says otherwise. */
  readonly direction?: "forward" | "backward";
}

/**
 * Walk-forward validation. By default the first test set follows `train` and `gap` from the first session on, and each next one follows the one
 * before. Where no window fits behind another there are no more folds, and there may be none.
 *
 * Spans of the calendar lie between dates: with `train: "3M"` and `test: "1M"` every fold tests a month and trains on the three before it.
 * Months are counted from the first session's date (from the day after the last, with `anchor: "end"`). A test span that the data do not reach the
 * end of is partial; days after the last session count as such only on weekdays on which the data have sessions.
 *
 * @example
 * ```ts
 * import { WalkForward } from "@openbell/cv";
 *
 * const days = Int32Array.from({ length: 10 }, (_, day) => day);
 * for (const { train, test } of new WalkForward({ train: 4, test: 2, gap: 1 }).split(days))
 *   console.log(train.toArray().join(" "), "|", test.toArray().join(" ")); // 0 1 2 3 | 5 6
 * // then 2 3 4 5 | 7 8
 * ```
 */
export class WalkForward extends SessionSplitter {
  readonly name = "walk-forward";
  readonly options: Resolved<
    WalkForwardOptions,
    "gap" | "step" | "expanding" | "partial" | "anchor" | "direction" | "nullSession" | keyof LabelOptions
  >;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(options: WalkForwardOptions) {
    super();
    const direction = (options as WalkForwardOptions | undefined)?.direction ?? "forward";
    this.options = readOptions(
      options,
      {
        train: size(1),
        test: size(1),
        gap: withDefault(size(0), 0 as Size),
        step: withDefault(size(1), (options as WalkForwardOptions | undefined)?.test as Size),
        expanding: withDefault(flag, false),
        partial: withDefault(flag, false),
        splits: optional(whole(1)),
        anchor: withDefault(oneOf("start", "end"), direction === "backward" ? "end" : "start"),
        direction: withDefault(oneOf("forward", "backward"), "forward"),
        ...labelOptions,
        nullSession,
      },
      NO_EMBARGO,
    );
    if (this.options.partial && this.options.anchor === "end")
      throw refused("partial", 'windows that are laid from the end never run beyond it. Leave it out, or pass anchor: "start".', true);
  }

  /** @throws {@link OpenbellError} `TOO_FEW_SESSIONS`, `EMPTY_TRAIN`. */
  protected foldsOf(sessions: Sessions, data: SplitData): Folds {
    const { splits, direction, anchor, ...options } = this.options;
    const { length } = sessions;
    const { train, test, gap, step } = options;
    if (length === 0) throw tooFewSessions("WalkForward", 3, 0, { train, test, gap }, "The column has no session.");
    const parameters = { train, test, gap, step, ...(splits !== undefined && { splits }) };
    const lengths = {
      line: new SessionLine(sessions.ids, [train, test, gap, step]),
      sessions: length,
      train: atLeastOne("train", train, counted(train, length, Math.floor)),
      test: counted(test, length, Math.ceil),
      gap: counted(gap, length, Math.ceil),
      step: counted(step, length, Math.ceil),
      expanding: options.expanding,
      partial: options.partial,
    };
    const remedy = "Pass a shorter train, test or gap.";
    const { windows, needed } = anchor === "start" ? fromStart(lengths, splits) : fromEnd(lengths, splits);
    if (needed > length) throw tooFewSessions("WalkForward", needed, length, parameters, remedy);
    if (direction === "backward") windows.reverse();
    return forwardFolds(sessions, data, windows, this.options, parameters);
  }
}

interface Lengths {
  readonly line: SessionLine;
  /** Number of sessions. */
  readonly sessions: number;
  readonly train: Size;
  readonly test: Size;
  readonly gap: Size;
  readonly step: Size;
  readonly expanding: boolean;
  readonly partial: boolean;
}

/** Windows in order, and how many sessions are needed for as many as were asked for. */
interface Walk {
  readonly windows: Window[];
  readonly needed: number;
}

function atLeastOne(name: string, given: Size, sessions: Size): Size {
  if (sessions === 0) throw invalidArgument(name, "a larger part of the sessions: this one is less than a session", given);
  return sessions;
}

function fromStart(lengths: Lengths, splits = Number.POSITIVE_INFINITY): Walk {
  const { line, sessions, step, test, partial } = lengths;
  const first = line.move(line.move(line.start, lengths.train, 1), lengths.gap, 1);
  const windows: Window[] = [];
  // As before the first test set: a session to test is needed.
  let needed = first.index + 1;
  for (let j = 0; windows.length < splits; j++) {
    const from = line.move(first, step, j);
    // Tests that follow each other share their boundaries: a month after 29 February is not where two months after 31 January are.
    const to = step === test ? line.move(first, step, j + 1) : line.move(from, test, 1);
    const complete = to.index <= sessions;
    if (splits !== Number.POSITIVE_INFINITY) needed = Math.max(needed, partial ? from.index + 1 : to.index);
    if (from.index >= sessions || (!complete && !partial)) break;
    // A span without a session, as a week of holidays, tests nothing.
    if (from.index < to.index) windows.push(windowAt(lengths, from, Math.min(to.index, sessions)));
  }
  return { windows, needed };
}

function fromEnd(lengths: Lengths, splits = Number.POSITIVE_INFINITY): Walk {
  const { line, sessions, step, test } = lengths;
  const windows: Window[] = [];
  let needed = 0;
  for (let j = 0; windows.length < splits; j++) {
    const to = line.move(line.end, step, -j);
    const from = step === test ? line.move(line.end, step, -j - 1) : line.move(to, test, -1);
    const trainFrom = line.move(line.move(from, lengths.gap, -1), lengths.train, -1).index;
    if (j === 0 || splits !== Number.POSITIVE_INFINITY) needed = sessions - trainFrom;
    if (trainFrom < 0 || to.index <= 0) break;
    if (from.index < to.index) windows.push(windowAt(lengths, from, to.index));
  }
  return { windows: windows.reverse(), needed };
}

function windowAt({ line, train, gap, expanding }: Lengths, from: Boundary, testTo: number): Window {
  const trainTo = line.move(from, gap, -1);
  const trainFrom = expanding ? 0 : Math.max(line.move(trainTo, train, -1).index, 0);
  return { trainFrom, trainTo: trainTo.index, testFrom: from.index, testTo };
}
