/**
 * Rolling statistics that never cross a session.
 *
 * A group of rows is cut into blocks as long as the window, so that every window is the end of one block and the beginning of the next;
 * what the ends of a block come to is worked out once, backwards (van Herk 1992, Gil and Werman 1993). Nothing is ever subtracted: no
 * drift, however long the column, a value leaves no trace once it is out of the window, and a variance cannot be negative.
 *
 * @module
 */

import { invalidArgument } from "../../errors.js";
import { formatDate } from "../../time/day.js";
import { type NumberColumn, numbersOf } from "../frame.js";
import { gather, groupRows, isNoSession } from "../groups.js";

/** A statistic over a window; `sd` is the standard deviation of a sample, with one less than the number of values below. */
export type RollingStatistic = "mean" | "sum" | "min" | "max" | "sd";

/** What no values come to. */
const NOTHING: { readonly [statistic in RollingStatistic]: number } = {
  mean: 0,
  sum: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  sd: 0,
};

/** Options of {@link rollWithinSessions}. */
export interface RollOptions {
  /** Rows that a window reaches back, its own among them. */
  readonly window: number;
  /** Default `mean`. */
  readonly statistic?: RollingStatistic;
  /** Values that a window must hold for a result; 1 to `window`, which is the default. */
  readonly minPeriods?: number;
  /** The symbol of each row, where the column holds several: a window holds rows of one only. */
  readonly symbols?: ArrayLike<unknown>;
}

/**
 * A statistic of the last `window` rows of the same session, for every row: `NaN` until the session has had `minPeriods` values, and on
 * rows without a session. It begins anew with each session, as `rolling_mean(window).over("session_date")` of polars does.
 *
 * Rows of a session are taken in the order in which they stand and need not stand together. Missing values fill a place in the window and
 * count for nothing.
 *
 * @param values Numbers; `null`, `undefined` and `NaN` mean "no value".
 * @param sessionDates The session of each row, as {@link assignSessions} gives it, or ids; `null`, `NaN` and {@link NO_SESSION} mean none.
 * @throws {@link OpenbellError} `INVALID_ARGUMENT`, `INVALID_BAR` for what is no number, with the row.
 *
 * @example
 * ```ts
 * import { rollWithinSessions } from "@openbell/core";
 *
 * const sessionDate = Int32Array.of(19877, 19877, 19877, 19878, 19878);
 * console.log([...rollWithinSessions([1, 2, 4, 10, 20], sessionDate, { window: 2 })]); // [ NaN, 1.5, 3, NaN, 15 ]
 * ```
 */
export function rollWithinSessions(values: NumberColumn, sessionDates: ArrayLike<unknown>, options: RollOptions): Float64Array {
  const { window, statistic = "mean", minPeriods = window, symbols } = options;
  const { length } = values;
  if (!(Number.isSafeInteger(window) && window > 0)) throw invalidArgument("window", "a whole number of rows, 1 or more", window);
  if (!(Number.isSafeInteger(minPeriods) && minPeriods > 0 && minPeriods <= window))
    throw invalidArgument("minPeriods", "a whole number from 1 to window", minPeriods);
  if (!Object.hasOwn(NOTHING, statistic)) throw invalidArgument("statistic", '"mean", "sum", "min", "max" or "sd"', statistic);
  if (sessionDates.length !== length) throw invalidArgument("sessionDates", `of ${length} rows, like values`, sessionDates.length);
  if (symbols !== undefined && symbols.length !== length)
    throw invalidArgument("symbols", `of ${length} rows, like values`, symbols.length);

  const { keys, start, rows } = groupRows(sessionDates, symbols, isNoSession);
  const numbers = gather(
    numbersOf(values, "values", (row) => sessionText(sessionDates[row])),
    rows,
  );
  const result = new Float64Array(length);
  const size = Math.min(window, length);
  const tail = new Float64Array(size + 1).fill(NOTHING[statistic]);
  const moments = statistic === "sd" ? new TailMoments(size) : null;
  for (let g = 0; g < keys.length; g++) {
    const from = start[g] as number;
    const to = start[g + 1] as number;
    if (isNoSession(keys[g])) result.fill(Number.NaN, from, to);
    else if (moments !== null) rollDeviation(numbers, from, to, minPeriods, moments, result);
    else rollFold(numbers, from, to, minPeriods, statistic, tail, result);
  }
  if (rows === null) return result;
  const placed = new Float64Array(length);
  for (let k = 0; k < length; k++) placed[rows[k] as number] = result[k] as number;
  return placed;
}

/** A session for a message. */
function sessionText(id: unknown): string {
  return `session ${typeof id === "number" && Math.abs(id) <= 1e8 ? formatDate(id) : String(id)}`;
}

/** What two parts of a window come to together. A function of its own for each statistic could not be compiled into the loops. */
function together(statistic: RollingStatistic, a: number, b: number): number {
  return statistic === "min" ? Math.min(a, b) : statistic === "max" ? Math.max(a, b) : a + b;
}

/**
 * Sums, means and extremes of the rows `from` to `to - 1`, which are one session.
 *
 * @param tail Holds what the rows of the block before come to, from each of them on. The entry after them stays what no rows come to; read
 * from there, and not from a variable, it is known to be a double and the loops run without boxed numbers.
 */
function rollFold(
  values: Float64Array,
  from: number,
  to: number,
  minPeriods: number,
  statistic: RollingStatistic,
  tail: Float64Array,
  result: Float64Array,
): void {
  const window = tail.length - 1;
  let count = 0;
  for (let block = from; block < to; block += window) {
    const end = Math.min(block + window, to);
    const hasTail = block > from;
    let head = tail[window] as number;
    for (let i = block; i < end; i++) {
      const x = values[i] as number;
      if (!Number.isNaN(x)) {
        head = together(statistic, head, x);
        count++;
      }
      let all = head;
      if (hasTail) {
        if (!Number.isNaN(values[i - window])) count--;
        all = together(statistic, tail[i - block + 1] as number, head);
      }
      result[i] = count < minPeriods ? Number.NaN : statistic === "mean" ? all / count : all;
    }
    if (end === to) return;
    let rest = tail[window] as number;
    for (let j = window - 1; j > 0; j--) {
      const x = values[block + j] as number;
      if (!Number.isNaN(x)) rest = together(statistic, rest, x);
      tail[j] = rest;
    }
  }
}

/** Number, mean and sum of squares about the mean of some values, by Welford's recurrence. */
class Moments {
  count = 0;
  mean = 0;
  squares = 0;

  add(x: number): void {
    const d = x - this.mean;
    const r = d / ++this.count;
    this.mean += r;
    this.squares += (this.count - 1) * d * r;
  }
}

/** The moments of the rows of the block before, from each of them on, and after them those of no rows. */
class TailMoments {
  readonly count: Int32Array;
  readonly mean: Float64Array;
  readonly squares: Float64Array;

  constructor(readonly window: number) {
    this.count = new Int32Array(window + 1);
    this.mean = new Float64Array(window + 1);
    this.squares = new Float64Array(window + 1);
  }
}

/** Standard deviations: the moments of the two parts of a window, put together by the formula of Chan, Golub and LeVeque. */
function rollDeviation(values: Float64Array, from: number, to: number, minPeriods: number, tail: TailMoments, result: Float64Array): void {
  const { window } = tail;
  for (let block = from; block < to; block += window) {
    const end = Math.min(block + window, to);
    const hasTail = block > from;
    const head = new Moments();
    for (let i = block; i < end; i++) {
      const x = values[i] as number;
      if (!Number.isNaN(x)) head.add(x);
      const j = i - block + 1;
      const older = hasTail ? (tail.count[j] as number) : 0;
      const count = head.count + older;
      let { squares } = head;
      if (older > 0) {
        squares += tail.squares[j] as number;
        const d = head.mean - (tail.mean[j] as number);
        squares += d * (d * ((head.count * older) / count));
      }
      // One value has none: 0 / 0.
      result[i] = count < minPeriods ? Number.NaN : Math.sqrt(squares / (count - 1));
    }
    if (end === to) return;
    const rest = new Moments();
    for (let j = window - 1; j > 0; j--) {
      const x = values[block + j] as number;
      if (!Number.isNaN(x)) rest.add(x);
      tail.count[j] = rest.count;
      tail.mean[j] = rest.mean;
      tail.squares[j] = rest.squares;
    }
  }
}
