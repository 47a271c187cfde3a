/**
 * Session dates for columns of timestamps.
 *
 * In sorted columns the rows of all boundaries are found first, then it is filled between them; in any other order the current interval is kept and
 * a search happens only when a timestamp leaves it.
 *
 * @module
 */

import { type CompiledCalendar, compileCalendar, searchBounds } from "../calendar/compile.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { invalidArgument, notSorted } from "../errors.js";
import { DAY_MS, INFINITE, NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
import { diagnose } from "./diagnose.js";
import { applyOutside, nearestByInstant } from "./outside.js";
import { type Numbers, type TimestampReader, timestampReader } from "./reader.js";
import { boundsUntil, timeline } from "./timeline.js";
import type { AssignOptions, SessionDates, TimestampColumn } from "./types.js";

/** Columns up to this length have every row checked against a promise of order. */
const CHECK_ALL = 65_536;
/** Beyond it, the rows of boundaries and, where these are further apart, every so many rows between them. */
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
  const missing = reader.length === 0 ? 0 : (order === "sorted" ? assignSorted : assignAny)(calendar, reader, barLabel, dates);
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
  let { bounds, sessions } = line;
  let { bucket, bucketDay, segmentDay } = sessions;
  const perDay = 1 / (DAY_MS * perMs);
  for (let from = 0; from < length; from += chunk) {
    const values = reader.read(from, Math.min(from + chunk, length));
    for (let i = 0; i < values.length; ) {
      const t = values[i] as number;
      if (t < line.from || t >= line.to) {
        line = timeline(calendar, t / perMs, t / perMs, perMs, barLabel);
        ({ bounds, sessions } = line);
        ({ bucket, bucketDay, segmentDay } = sessions);
      }
      // A missing timestamp counts as later than all bounds. Behind the last of them each row is looked up: more of the calendar may come.
      const n = searchBounds(bounds, bucket, Math.floor(t * perDay) - bucketDay, t);
      const low = n > 0 ? (bounds[n - 1] as number) : line.from;
      const high = bounds[n] ?? low;
      const day = n % 2 ? (segmentDay[n >> 1] as number) : NO_SESSION;
      const end = fillWhile(values, i, low, high, dates, from, day);
      missing += n % 2 ? 0 : end - i;
      i = end;
    }
  }
  return missing;
}

/**
 * Gives `day` to the row `i` and to those after it that lie in (low, high), where `low` is at most `high`; tells the first that does not. Of the
 * ways to write this loop (unrolled, or looking ahead and filling natively) this one measured fastest.
 */
function fillWhile(values: Float64Array, i: number, low: number, high: number, dates: Int32Array, from: number, day: number): number {
  const { length } = values;
  for (;;) {
    dates[from + i] = day;
    i++;
    if (i >= length) return i;
    const t = values[i] as number;
    // One branch that rows in no order always take, not two by chance; a row at the open is looked up once more.
    if (!((t - low) * (high - t) > 0)) return i;
  }
}

/** Fills `dates` of a column that was promised to be sorted and counts the rows without a session. */
function assignSorted(calendar: CompiledCalendar, reader: TimestampReader, barLabel: "start" | "end", dates: Int32Array): number {
  const { length, perMs, column } = reader;
  const head = at(column, 0);
  const tail = at(column, length - 1);
  if (head <= tail && (length > CHECK_ALL || disorder(column, length) < 0)) {
    const line = timeline(calendar, head / perMs, tail / perMs, perMs, barLabel);
    // From the open of a segment to the close of one.
    const from = boundsUntil(line, head) & -2;
    const bounds = line.bounds.subarray(from, (boundsUntil(line, tail) + 1) & -2);
    const rows = rowsOf(column, length, bounds);
    if (inOrder(column, rows, bounds)) return fillRows(dates, rows, line.sessions.segmentDay.subarray(from / 2));
  }
  const row = disorder(column, length);
  const t = at(column, row);
  const before = at(column, row - 1);
  if (t < before) throw notSorted(row, instantText(t / perMs), instantText(before / perMs));
  // Missing timestamps, which no order can place.
  return assignAny(calendar, reader, barLabel, dates);
}

// The loops below are handed arrays and numbers alone wherever there are: V8 throws their code away when the last small object of a kind that
// it looks into is collected.

const at = (column: Numbers, row: number): number => (typeof column === "function" ? column(row) : (column[row] as number));

/**
 * The rows of a sorted column at which segments begin and end, in turn, and `length`.
 *
 * Sessions mostly have as many rows as the ones before. Rows that are where they are guessed to be depend on nothing that was read: the
 * processor looks at many of them at once, which takes a fifth of the time, unless columns are filled in between.
 */
function rowsOf(column: Numbers, length: number, bounds: Float64Array): Int32Array {
  const rows = new Int32Array(bounds.length + 1).fill(length);
  let row = 0;
  let last = 0;
  /** Rows in a unit of time: within segments and between them. */
  let within = 0;
  let between = 0;
  for (let i = 0; i < bounds.length; ) {
    const opens = bounds[i] as number;
    const closes = bounds[i + 1] as number;
    let start = (row + (opens - last) * between + 0.5) | 0;
    let stop = (start + (closes - opens) * within + 0.5) | 0;
    if (!isAt(column, length, start, opens, stop, closes)) {
      start = firstFrom(column, row, length, start, opens);
      between = (start - row) / (opens - last || 1);
      stop = firstFrom(column, start, length, stop, closes);
      within = (stop - start) / (closes - opens);
    }
    rows[i++] = start;
    rows[i++] = row = stop;
    last = closes;
  }
  return rows;
}

/** Whether a segment begins and ends at two rows. Asked at once: that is a tenth faster. */
function isAt(column: Numbers, length: number, start: number, opens: number, stop: number, closes: number): boolean {
  return (
    start > 0 &&
    stop < length &&
    at(column, start - 1) < opens &&
    at(column, start) >= opens &&
    at(column, stop - 1) < closes &&
    at(column, stop) >= closes
  );
}

/** Gives the rows of each segment its day, those between none, and counts these. */
function fillRows(dates: Int32Array, rows: Int32Array, days: Int32Array): number {
  let missing = 0;
  let row = 0;
  for (let i = 0; i < rows.length; i++) {
    const end = rows[i] as number;
    if (end > row) dates.fill(i % 2 ? (days[i >> 1] as number) : NO_SESSION, row, end);
    if (i % 2 === 0) missing += end - row;
    row = end;
  }
  return missing;
}

/**
 * The first row from `low` on, and before `high`, with a timestamp of `bound` or later; `high` where there is none. Looks where it is guessed
 * to be, then at rows twice as far away each time, then by halves.
 */
function firstFrom(column: Numbers, low: number, high: number, guess: number, bound: number): number {
  for (let step = 1; low < high; step *= 2) {
    const row = guess >= low && guess < high ? guess : (low + high) >>> 1;
    if (at(column, row) < bound) {
      low = row + 1;
      guess = row + step;
    } else {
      high = row;
      guess = row - step;
    }
  }
  return low;
}

/** Whether every so many rows lie in order between the bounds that they were found to lie between. */
function inOrder(column: Numbers, rows: Int32Array, bounds: Float64Array): boolean {
  let row = 0;
  let last = -INFINITE;
  for (let i = 0; i < rows.length; i++) {
    const next = rows[i] as number;
    const bound = bounds[i] ?? INFINITE;
    for (row += CHECK_STEP; row < next; row += CHECK_STEP) {
      const t = at(column, row);
      if (!(t >= last && t < bound)) return false;
      last = t;
    }
    row = next;
    last = bound;
  }
  return true;
}

/** The first row that is missing or earlier than the one before, -1 where there is none. */
function disorder(column: Numbers, length: number): number {
  let last = -INFINITE;
  for (let row = 0; row < length; row++) {
    const t = at(column, row);
    if (!(t >= last)) return row;
    last = t;
  }
  return -1;
}
