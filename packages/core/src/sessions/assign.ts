/**
 * Session dates for columns of timestamps.
 *
 * Sorted columns are galloped through from boundary to boundary and filled between; in any other order the current interval is kept and
 * a search happens only when a timestamp leaves it.
 *
 * @module
 */

import { type CompiledCalendar, compileCalendar } from "../calendar/compile.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { invalidArgument, notSorted } from "../errors.js";
import { NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
import { assignDaily } from "./daily.js";
import { diagnose } from "./diagnose.js";
import { applyOutside } from "./outside.js";
import { type TimestampReader, timestampReader } from "./reader.js";
import { segmentAt, timeline } from "./timeline.js";
import type { AssignOptions, SessionDates, TimestampColumn } from "./types.js";

/** Columns up to this length have every row checked against a promise of order. */
const CHECK_ALL = 65_536;
/** Beyond it, every so many rows. */
const CHECK_STEP = 64;

/**
 * The session date of every timestamp: day numbers since 1970-01-01, {@link NO_SESSION} where a timestamp lies in no session.
 *
 * A session date is the date by which the exchange names a session: the bars of Sunday evening on CME belong to Monday.
 *
 * @param definition The calendar, for example `XNYS` of `@openbell/core/calendars/xnys`.
 * @param timestamps Epoch milliseconds (`Float64Array`, numbers), epoch nanoseconds (`BigInt64Array`, bigints), Dates or ISO strings.
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP` (with the row), `TIMESTAMPS_NOT_SORTED` (with the row, where order was promised),
 * `OUTSIDE_SESSION` (with `outside: "error"`), `INVALID_ARGUMENT`, `INVALID_CALENDAR`, `UNKNOWN_TIME_ZONE`.
 *
 * @example
 * ```ts
 * import { assignSessions, formatDate } from "@openbell/core";
 * import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
 *
 * const sessionDate = assignSessions(CME_EQUITY, ["2024-06-02T16:59:00-05:00", "2024-06-02T17:00:00-05:00"], { outside: "drop" });
 * console.log(Array.from(sessionDate, formatDate)); // [ '2024-06-03' ]
 * ```
 */
export function assignSessions(definition: CalendarDefinition, timestamps: TimestampColumn, options: AssignOptions = {}): SessionDates {
  const { order = "any", outside = "null", frequency = "intraday", barLabel = "start" } = options;
  if (order !== "any" && order !== "sorted") throw invalidArgument("order", '"any" or "sorted"', order);
  const reader = timestampReader(timestamps, options);
  const calendar = compileCalendar(definition);
  const dates = new Int32Array(reader.length);
  let missing: number;
  if (frequency === "daily") missing = assignDaily(calendar, reader, dates);
  else if (frequency !== "intraday") throw invalidArgument("frequency", '"intraday" or "daily"', frequency);
  else if (reader.length === 0) missing = 0;
  else if (order === "sorted" && checkSorted(reader)) missing = assignSorted(calendar, reader, barLabel, dates);
  else missing = assignAny(calendar, reader, barLabel, dates);

  if (missing === 0 && outside === "null") return dates;
  const result = applyOutside(calendar, reader, dates, outside, frequency);
  // Rows that a policy filled or dropped were still outside; the reader of the result should know when most were.
  if (missing * 2 > reader.length) Object.defineProperty(result, "diagnosis", { value: diagnose(calendar, reader, missing, barLabel) });
  return result;
}

/** Fills `dates` in any order and counts the rows without a session. */
function assignAny(calendar: CompiledCalendar, reader: TimestampReader, barLabel: "start" | "end", dates: Int32Array): number {
  const { perMs, length, chunk } = reader;
  const head = reader.at(0) / perMs;
  const tail = reader.at(length - 1) / perMs;
  // Most columns lie between their first and last row; a row outside that span brings in the whole calendar.
  let line = timeline(calendar, Math.min(head, tail) || 0, Math.max(head, tail) || 0, perMs, barLabel);
  let missing = 0;
  // The current interval [low, high) and what it answers; `since` is the row from which it has done so.
  let low = Number.NaN;
  let high = Number.NaN;
  let day = 0;
  let since = 0;
  for (let from = 0; from < length; from += chunk) {
    const to = Math.min(from + chunk, length);
    const values = reader.read(from, to);
    for (let i = from; i < to; i++) {
      const t = values[i - from] as number;
      if (!(t >= low && t < high)) {
        if (day === NO_SESSION) missing += i - since;
        since = i;
        if (!(t >= line.from && t < line.to)) {
          if (Number.isNaN(t)) {
            day = NO_SESSION;
            low = high = Number.NaN;
            dates[i] = day;
            continue;
          }
          line = timeline(calendar, t / perMs, t / perMs, perMs, barLabel);
        }
        const s = segmentAt(line, t);
        const close = s < 0 ? Number.NEGATIVE_INFINITY : (line.close[s] as number);
        if (t < close) {
          low = line.open[s] as number;
          high = close;
          day = line.day[s] as number;
        } else {
          low = close;
          high = s + 1 < line.open.length ? (line.open[s + 1] as number) : Number.POSITIVE_INFINITY;
          day = NO_SESSION;
        }
      }
      dates[i] = day;
    }
  }
  return day === NO_SESSION ? missing + length - since : missing;
}

/** Fills `dates` of a sorted column and counts the rows without a session. */
function assignSorted(calendar: CompiledCalendar, reader: TimestampReader, barLabel: "start" | "end", dates: Int32Array): number {
  const { length, perMs } = reader;
  const line = timeline(calendar, reader.at(0) / perMs, reader.at(length - 1) / perMs, perMs, barLabel);
  let missing = 0;
  let s = segmentAt(line, reader.at(0));
  let inside = s >= 0 && reader.at(0) < (line.close[s] as number);
  let run = 1;
  for (let i = 0; i < length; ) {
    const high = inside ? (line.close[s] as number) : s + 1 < line.open.length ? (line.open[s + 1] as number) : Number.POSITIVE_INFINITY;
    const end = gallop(reader, i, high, run);
    if (inside) dates.fill(line.day[s] as number, i, end);
    else {
      dates.fill(NO_SESSION, i, end);
      missing += end - i;
    }
    run = end - i;
    i = end;
    if (i < length) {
      const t = reader.at(i);
      // The next interval is nearly always the neighbour; a gap in the data needs a search.
      s = segmentAt(line, t);
      inside = s >= 0 && t < (line.close[s] as number);
    }
  }
  return missing;
}

/** First row from `start` on with a timestamp of `bound` or later: steps that double, from about where the last run ended, then halves. */
function gallop(reader: TimestampReader, start: number, bound: number, guess: number): number {
  const { length } = reader;
  let low = start;
  let step = Math.max(guess >> 1, 1);
  let high = Math.min(start + step, length);
  while (high < length && reader.at(high) < bound) {
    low = high;
    step *= 2;
    high = Math.min(high + step, length);
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (reader.at(middle) < bound) low = middle;
    else high = middle;
  }
  return high;
}

/** Checks a promise of order. `false` where timestamps are missing, which no order can place. */
function checkSorted(reader: TimestampReader): boolean {
  const { length, at } = reader;
  const step = length <= CHECK_ALL ? 1 : CHECK_STEP;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length + step - 1; i += step) {
    const t = at(Math.min(i, length - 1));
    if (Number.isNaN(t)) return false;
    if (t < last) throw unsorted(reader);
    last = t;
  }
  return true;
}

/** The error for the first row that breaks a promise of order. */
function unsorted({ at, perMs }: TimestampReader): Error {
  let i = 1;
  while (at(i) >= at(i - 1)) i++;
  return notSorted(i, instantText(at(i) / perMs), instantText(at(i - 1) / perMs));
}
