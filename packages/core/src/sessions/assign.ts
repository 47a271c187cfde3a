/**
 * Session dates for columns of timestamps.
 *
 * Sorted columns are galloped through from boundary to boundary and filled between; in any other order the current interval is kept and
 * a search happens only when a timestamp leaves it.
 *
 * @module
 */

import { type CompiledCalendar, compileCalendar, searchOpens } from "../calendar/compile.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { invalidArgument, notSorted } from "../errors.js";
import { DAY_MS, INFINITE, NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
import { diagnose } from "./diagnose.js";
import { applyOutside, nearestByInstant } from "./outside.js";
import { type TimestampReader, timestampReader } from "./reader.js";
import { segmentAt, timeline } from "./timeline.js";
import type { AssignOptions, SessionDates, TimestampColumn } from "./types.js";

/** Columns up to this length have every row checked against a promise of order. */
const CHECK_ALL = 65_536;
/** Beyond it, every so many rows. */
const CHECK_STEP = 2048;

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
  const { order = "any", outside = "null", barLabel = "start" } = options;
  if (order !== "any" && order !== "sorted") throw invalidArgument("order", '"any" or "sorted"', order);
  const reader = timestampReader(timestamps, options);
  const calendar = compileCalendar(definition);
  const dates = new Int32Array(reader.length);
  const assign = order === "sorted" && checkSorted(reader) ? assignSorted : assignAny;
  const missing = reader.length === 0 ? 0 : assign(calendar, reader, barLabel, dates);
  const result = applyOutside(calendar, reader, dates, outside, () => nearestByInstant(calendar, reader, barLabel));
  // Rows that a policy filled or dropped were outside all the same. Looked into only when somebody asks: files come by in small chunks.
  if (missing * 2 > reader.length)
    Object.defineProperty(result, "diagnosis", { get: () => diagnose(calendar, reader, missing, barLabel), configurable: true });
  return result;
}

/** Fills `dates` in any order and counts the rows without a session. */
function assignAny(calendar: CompiledCalendar, reader: TimestampReader, barLabel: "start" | "end", dates: Int32Array): number {
  const { perMs, length, chunk } = reader;
  const head = reader.at(0) / perMs;
  const tail = reader.at(length - 1) / perMs;
  // Most columns lie between their first and last row; a row outside that span brings in more of the calendar.
  let line = timeline(calendar, Math.min(head, tail) || 0, Math.max(head, tail) || 0, perMs, barLabel);
  let missing = 0;
  // Read once, not for every row of a column in no order: that alone is a quarter of its time.
  let { open, close, sessions } = line;
  let { bucket, bucketDay, segmentDay } = sessions;
  const perDay = 1 / (DAY_MS * perMs);
  for (let from = 0; from < length; from += chunk) {
    const values = reader.read(from, Math.min(from + chunk, length));
    for (let i = 0; i < values.length; ) {
      const t = values[i] as number;
      if (t < line.from || t >= line.to) {
        line = timeline(calendar, t / perMs, t / perMs, perMs, barLabel);
        ({ open, close, sessions } = line);
        ({ bucket, bucketDay, segmentDay } = sessions);
      }
      const s = searchOpens(open, bucket, Math.floor(t * perDay) - bucketDay, t);
      const closes = s < 0 ? line.from : (close[s] as number);
      let end: number;
      if (t < closes) end = fillWhile(values, i, open[s] as number, closes, dates, from, segmentDay[s] as number);
      else {
        end = Number.isNaN(t)
          ? fillWhile(values, i, 0, 0, dates, from, NO_SESSION)
          : fillWhile(values, i, closes, s + 1 < open.length ? Math.min(open[s + 1] as number, line.to) : line.to, dates, from, NO_SESSION);
        missing += end - i;
      }
      i = end;
    }
  }
  return missing;
}

/**
 * Gives `day` to the row `i` and to those after it that lie in [low, high); tells the first that does not. Of the ways to write this loop
 * (unrolled, or looking ahead and filling natively) this one measured fastest.
 */
function fillWhile(values: Float64Array, i: number, low: number, high: number, dates: Int32Array, from: number, day: number): number {
  const { length } = values;
  for (;;) {
    dates[from + i] = day;
    i++;
    if (i >= length) return i;
    const t = values[i] as number;
    if (!(t >= low && t < high)) return i;
  }
}

/** Fills `dates` of a sorted column and counts the rows without a session. */
function assignSorted(calendar: CompiledCalendar, reader: TimestampReader, barLabel: "start" | "end", dates: Int32Array): number {
  const { length, perMs, at } = reader;
  const line = timeline(calendar, at(0) / perMs, at(length - 1) / perMs, perMs, barLabel);
  let missing = 0;
  for (let i = 0; i < length; ) {
    const t = at(i);
    const s = segmentAt(line, t);
    const inside = t < (line.close[s] as number);
    const end = firstFrom(reader, i, inside ? (line.close[s] as number) : (line.open[s + 1] ?? INFINITE));
    dates.fill(inside ? (line.sessions.segmentDay[s] as number) : NO_SESSION, i, end);
    if (!inside) missing += end - i;
    i = end;
  }
  return missing;
}

/**
 * First row after `start` with a timestamp of `bound` or later. Bars come at even steps, so the first guess is where such a step leads;
 * from there by steps that double, then by halves. Each look at a row far away costs more than all the arithmetic.
 */
function firstFrom({ length, at }: TimestampReader, start: number, bound: number): number {
  const t = at(start);
  const guess = start + Math.ceil((bound - t) / (at(start + 1) - t));
  let low = start;
  let high = Math.max(start + 1, Math.min(guess || length, length));
  for (let step = 1; high < length && at(high) < bound; step *= 2) {
    low = high;
    high = Math.min(high + step, length);
  }
  for (let step = 1; high - low > 1; step *= 2) {
    const probe = Math.max(high - step, low + 1);
    if (at(probe) < bound) {
      low = probe;
      break;
    }
    high = probe;
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (at(middle) < bound) low = middle;
    else high = middle;
  }
  return high;
}

/** Checks a promise of order. `false` where timestamps are missing, which no order can place. */
function checkSorted(reader: TimestampReader): boolean {
  const { length, at } = reader;
  const step = length <= CHECK_ALL ? 1 : CHECK_STEP;
  let last = -INFINITE;
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
