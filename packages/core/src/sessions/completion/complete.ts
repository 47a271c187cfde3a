/**
 * Bars without holes: a row for every slot of every session.
 *
 * A bar that is there is copied as it is. A made one is flat at the last close, with no volume: repeating the bar before it would invent a
 * range that nobody traded. {@link completionPlan} says which rows there are, {@link completeFrame} fills the columns.
 *
 * @module
 */

import type { CalendarDefinition } from "../../calendar/types.js";
import { invalidArgument } from "../../errors.js";
import { checkLengths, columnOf, type Frame, numbersOf, timestampsOf } from "../frame.js";
import { writeStamps } from "../timestamp-writer.js";
import type { ExplicitSession, SessionSource } from "../timetable.js";
import { completeDoubles } from "./doubles.js";
import { interpolatedPrices, nextInSession } from "./fill-methods.js";
import { completeColumn, constant, knownRows, type MadeValues, PRICES, valuesAt } from "./made-values.js";
import { type CompletionPlan, carriedRows, checkChoice, type PlanOptions, planRows, sessionColumn, withoutRows } from "./plan.js";

/** What a made row holds in a column that is neither price nor volume. */
export type ColumnPolicy = "null" | "ffill" | "zero";

/** Options of {@link completeSessions}. */
export interface CompleteOptions extends PlanOptions {
  /**
   * Prices of made rows: `forward` (default) flat at the last close; `backward` flat at the next close of the same session, which looks
   * ahead; `interpolate` flat at the line between the closes around it in the same session, which looks ahead too; `none` no prices.
   */
  readonly fillMethod?: "forward" | "backward" | "interpolate" | "none";
  /** Made rows before any close is known: rows without prices (`null`, the default), or no rows (`skip`). For `forward` only. */
  readonly leading?: "null" | "skip";
  /** After so many missing slots in a row prices are left empty. Default: no limit. For `forward` only. */
  readonly maxFill?: number;
  /** Volume of made rows. Default `zero`, with `fillMethod: "none"` `null`. */
  readonly volume?: "zero" | "null";
  /** What made rows hold in further columns: nothing (`null`, the default), the last value before (`ffill`, as far as `carry` reaches), or `zero`. */
  readonly columns?: { readonly [column: string]: ColumnPolicy };
}

/** A completed column: its own type, or one that can also tell that there is no value. */
export type CompletedColumn<C> = C extends readonly (infer V)[]
  ? (V | null)[]
  : C extends Float64Array
    ? C
    : C extends BigInt64Array | BigUint64Array
      ? C | Float64Array | (unknown | null)[]
      : C extends ArrayBufferView
        ? C | Float64Array
        : ArrayLike<unknown>;

/** A frame with all slots of its sessions, symbol after symbol, each in order of time. */
export type CompletedFrame<F extends Frame, Sessions = ArrayLike<unknown>> = {
  [K in Exclude<keyof F, "session_date" | "filled">]: K extends "timestamp" ? F[K] : CompletedColumn<F[K]>;
} & {
  /** Day numbers of a calendar, `NO_SESSION` for bars kept outside; the ids of explicit sessions, `null` for bars kept outside. */
  session_date: Sessions;
  /** 1 where the row was made. */
  filled: Uint8Array;
};

/** What a source names its sessions by, in a column. */
export type SessionColumn<S extends SessionSource> = S extends CalendarDefinition
  ? Int32Array
  : S extends readonly ExplicitSession[]
    ? (string | number | null)[]
    : Int32Array | (string | number | null)[];

const CHOICES: { readonly [option: string]: readonly string[] } = {
  fillMethod: ["forward", "backward", "interpolate", "none"],
  leading: ["null", "skip"],
  volume: ["zero", "null"],
};

/**
 * Completes bars: a row for every slot of every session, those that are missing made up flat at the last close with no volume.
 *
 * The frame has a column of timestamps and one or more of `open`, `high`, `low`, `close`; without `close` the first of them stands for it.
 * `volume`, a column of symbols and others are optional. Rows may be in any order. Columns keep their types and units; one of integers
 * becomes a `Float64Array` with `NaN`, or a plain array with `null` for 64-bit ones, where a made row has no value in it. The result has
 * `session_date` and `filled`, in place of columns of these names.
 *
 * By default a close is carried over from one session to the next, unadjusted: a split, a dividend or a roll overnight shows in the first
 * made rows of the morning. Pass `carry: "session"` to start each session anew. For a session that is still open pass the present as
 * `until`, else its future is made up too.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT`; with the row: `INVALID_TIMESTAMP`, `DUPLICATE_TIMESTAMP`, `OFF_GRID`,
 * `OUTSIDE_SESSION`; `INVALID_BAR` for a close that is no number and shall be interpolated.
 *
 * @example
 * ```ts
 * import { completeSessions } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const bars = { timestamp: ["2024-07-03T12:30:00-04:00", "2024-07-03T12:45:00-04:00"], close: [10, 12], volume: [100, 200] };
 * const frame = completeSessions(XNYS, bars, { interval: "5m", from: "2024-07-03T12:30:00-04:00" });
 * console.log(frame.close); // [ 10, 10, 10, 12, 12, 12 ]
 * console.log(frame.volume); // [ 100, 0, 0, 200, 0, 0 ]
 * console.log(frame.timestamp.at(-1)); // 2024-07-03T12:55:00-04:00
 * ```
 */
export function completeSessions<S extends SessionSource, F extends Frame>(
  source: S,
  frame: F,
  options: CompleteOptions = {},
): CompletedFrame<F, SessionColumn<S>> {
  const completed = completeDoubles(source, frame, options) ?? completeFrame(completionPlan(source, frame, options), frame, options);
  return completed as CompletedFrame<F, SessionColumn<S>>;
}

/**
 * Which rows {@link completeSessions} makes, without the columns. `row` and `made` let columns that live elsewhere be gathered: row `i`
 * copies row `row[i]` of the input, unless it is made.
 *
 * Of the frame only timestamps and symbols are needed, and with `leading: "skip"` the closes.
 *
 * @throws {@link OpenbellError} as {@link completeSessions}.
 */
export function completionPlan(source: SessionSource, frame: Frame, options: CompleteOptions = {}): CompletionPlan {
  for (const [name, allowed] of Object.entries(CHOICES)) checkChoice(name, options[name as "volume"], allowed);
  const { fillMethod = "forward", leading, maxFill } = options;
  if (maxFill !== undefined && !(Number.isInteger(maxFill) && maxFill >= 0))
    throw invalidArgument("maxFill", "a whole number, 0 or more", maxFill);
  if (fillMethod !== "forward" && leading === "skip") throw invalidArgument("leading", `"null" with fillMethod "${fillMethod}"`, leading);
  if (fillMethod !== "forward" && maxFill !== undefined)
    throw invalidArgument("maxFill", `left out with fillMethod "${fillMethod}"`, maxFill);
  const plan = planRows(source, frame, options);
  if (leading !== "skip") return plan;
  const prices = carriedRows(plan, knownRows(referenceOf(frame)));
  return withoutRows(plan, (i) => prices[i] === -1);
}

/**
 * Fills the columns of a frame by its plan; with the options with which it was planned.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT`, `MISSING_COLUMN`, `INVALID_BAR`.
 */
export function completeFrame(plan: CompletionPlan, frame: Frame, options: CompleteOptions = {}): CompletedFrame<Frame> {
  const { timestampColumn = "timestamp", symbolColumn = "symbol", fillMethod = "forward", columns = {} } = options;
  const { volume = fillMethod === "none" ? "null" : "zero" } = options;
  const timestamps = timestampsOf(frame, timestampColumn);
  checkLengths(frame, timestampColumn, timestamps.length);
  checkPolicies(frame, columns, [timestampColumn, symbolColumn ?? timestampColumn]);
  const prices = pricesOf(plan, frame, options);
  const completed: { [column: string]: ArrayLike<unknown> } = {};
  for (const [name, column] of Object.entries(frame)) {
    const complete = (made: MadeValues): ArrayLike<unknown> => completeColumn(column, plan, made);
    if (name === timestampColumn)
      completed[name] = writeStamps(timestamps, plan.row, plan.made, plan.stampMs, options, plan.grid.timetable.timeZone);
    else if (name === symbolColumn) completed[name] = complete(symbolsOf(plan, column));
    else if (PRICES.includes(name as "close")) completed[name] = complete(prices);
    else if (name === "volume") completed[name] = complete(constant(column, volume === "zero" ? 0 : null, plan.made));
    else if (name !== "session_date" && name !== "filled") completed[name] = complete(othersOf(plan, column, columns[name] ?? "null"));
  }
  return { ...completed, session_date: sessionColumn(plan), filled: plan.filled } as CompletedFrame<Frame>;
}

/** The column whose values stand for the price of a bar: the close, or the first price there is. */
function referenceOf(frame: Frame): ArrayLike<unknown> {
  const name = PRICES.find((price) => Object.hasOwn(frame, price));
  if (name === undefined) throw invalidArgument("frame", "one with a column open, high, low or close", Object.keys(frame).join(", "));
  return columnOf(frame, name);
}

/** The prices of made rows. */
function pricesOf(plan: CompletionPlan, frame: Frame, { fillMethod, maxFill, carry }: CompleteOptions): MadeValues {
  const { made, bars, grid } = plan;
  const column = referenceOf(frame);
  if (fillMethod === "none") return constant(column, null, made);
  const isKnown = knownRows(column);
  if (fillMethod === "backward") return valuesAt(column, nextInSession(plan, isKnown), made);
  if (fillMethod === "interpolate") {
    const closes = numbersOf(column, "close", (row) => bars.stamps.text(row, grid.timetable.timeZone));
    return interpolatedPrices(plan, closes);
  }
  const rows = carriedRows(plan, isKnown);
  return valuesAt(column, maxFill === undefined ? rows : limited(plan, rows, maxFill, carry === "session"), made);
}

/**
 * The rows that prices are carried from, none after `most` missing slots in a row. Symbols, and sessions that carry nothing over, need not
 * be told apart: before their first bar there are no prices, and that begins anew.
 */
function limited({ made, runEnd, runSegment }: CompletionPlan, rows: Int32Array, most: number, bySession: boolean): Int32Array {
  const result = rows.slice();
  let [missing, m] = [0, 0];
  for (let r = 0; r < runEnd.length; r++) {
    // A bar outside is no bar of the session.
    if ((runSegment[r] as number) < 0 && bySession) continue;
    for (let i = runEnd[r - 1] ?? 0; i < (runEnd[r] as number); i++) {
      if (made[m] !== i) missing = 0;
      else {
        m++;
        if (++missing > most) result[i] = -1;
      }
    }
  }
  return result;
}

/** The symbols of made rows. */
function symbolsOf({ made, symbols, symbolEnd }: CompletionPlan, column: ArrayLike<unknown>): MadeValues {
  const values = new Array<unknown>(made.length);
  let symbol = 0;
  for (let m = 0; m < made.length; m++) {
    while ((made[m] as number) >= (symbolEnd[symbol] as number)) symbol++;
    values[m] = symbols[symbol];
  }
  return { values, missing: false, like: column };
}

function othersOf(plan: CompletionPlan, column: ArrayLike<unknown>, policy: ColumnPolicy): MadeValues {
  if (policy === "ffill") return valuesAt(column, carriedRows(plan, knownRows(column)), plan.made);
  return constant(column, policy === "zero" ? 0 : null, plan.made);
}

function checkPolicies(frame: Frame, columns: CompleteOptions["columns"], taken: readonly string[]): void {
  for (const [name, policy] of Object.entries(columns ?? {})) {
    checkChoice(`columns.${name}`, policy, ["null", "ffill", "zero"]);
    if (name === "volume" || PRICES.includes(name as "close") || taken.includes(name))
      throw invalidArgument(
        `columns.${name}`,
        "left out: options of their own say what becomes of timestamps, symbols, prices and volume",
        policy,
      );
    columnOf(frame, name);
  }
}
