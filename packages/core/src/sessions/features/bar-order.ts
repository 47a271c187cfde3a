/** Bars in order of time, symbol by symbol, and the sessions in which they lie. @module */

import { barOutsideSession, invalidArgument } from "../../errors.js";
import { instantText } from "../../time/instant.js";
import { searchSorted } from "../../time/search.js";
import { checkLengths, columnOf, type Frame, numbersOf, timestampsOf } from "../frame.js";
import { gather, groupRows } from "../groups.js";
import { timestampReader } from "../reader.js";
import { type SessionSource, type Timetable, timetableOf } from "../timetable.js";
import type { TimestampColumn, TimestampOptions } from "../types.js";

/** How the bars of a frame are read. */
export interface BarOptions extends TimestampOptions {
  /** Name of the column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string;
  /** Name of the column that tells symbols apart. Bars of each are put together, symbols in order of first appearance. */
  readonly symbolColumn?: string;
  /** Bars in no session, and those without a timestamp: left out (`drop`, the default), or refused (`error`). */
  readonly outside?: "drop" | "error";
}

/** The rows of a frame in order of time, symbol after symbol. */
export interface BarOrder {
  readonly frame: Frame;
  readonly timestamps: TimestampColumn;
  /** The instant at each place, epoch milliseconds; `NaN`, without a timestamp, last of its symbol. */
  readonly times: Float64Array;
  /** The row at each place; `null` where the rows stand in order already. */
  readonly rows: Int32Array | null;
  /** Symbol `s` has the places `start[s]` to `start[s + 1] - 1`. */
  readonly start: Int32Array;
  /** Whether a bar is stamped at its end, so that it belongs to `(open, close]`. */
  readonly atEnd: boolean;
  /** Columns read so far. */
  readonly numbers: Map<string, Float64Array>;
}

/**
 * Puts the rows of a frame in order. Nothing is moved where they are; rows of one instant keep theirs.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_TIMESTAMP` with the row, `INVALID_ARGUMENT`, `UNKNOWN_TIME_ZONE`.
 */
export function orderBars(frame: Frame, options: BarOptions): BarOrder {
  const { timestampColumn = "timestamp", symbolColumn, barLabel = "start", outside = "drop" } = options;
  if (outside !== "drop" && outside !== "error") throw invalidArgument("outside", '"drop" or "error"', outside);
  const timestamps = timestampsOf(frame, timestampColumn);
  checkLengths(frame, timestampColumn, timestamps.length);
  const instants = instantsOf(timestamps, options);
  const symbols = symbolColumn === undefined ? null : groupRows(columnOf(frame, symbolColumn));
  const start = symbols?.start ?? Int32Array.of(0, instants.length);
  let rows = symbols?.rows ?? null;
  let times = gather(instants, rows);
  for (let s = 0; s + 1 < start.length; s++) {
    const [from, to] = [start[s] as number, start[s + 1] as number];
    if (isSorted(times, from, to)) continue;
    rows ??= Int32Array.from({ length: instants.length }, (_, i) => i);
    // Without a timestamp: after all others.
    const key = (row: number): number => (Number.isNaN(instants[row]) ? Number.MAX_VALUE : (instants[row] as number));
    rows.subarray(from, to).sort((a, b) => key(a) - key(b) || a - b);
    times = gather(instants, rows);
  }
  return { frame, timestamps, times, rows, start, atEnd: barLabel === "end", numbers: new Map() };
}

/** A column of timestamps as epoch milliseconds. */
function instantsOf(timestamps: TimestampColumn, options: TimestampOptions): Float64Array {
  const { length, perMs, read, chunk } = timestampReader(timestamps, options);
  if (chunk >= length && perMs === 1) return read(0, length);
  // A double of seconds is not the millisecond that it means, but nearer to it than to any microsecond beside it.
  const msOf = perMs < 1 ? (value: number): number => Math.round((value / perMs) * 1000) / 1000 : (value: number): number => value / perMs;
  const instants = new Float64Array(length);
  for (let from = 0; from < length; from += chunk) {
    const values = read(from, Math.min(from + chunk, length));
    for (let i = 0; i < values.length; i++) instants[from + i] = msOf(values[i] as number);
  }
  return instants;
}

function isSorted(times: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (!((times[i] as number) >= (times[i - 1] as number))) return false;
  return true;
}

/** The row at a place. */
export function rowAt({ rows }: BarOrder, place: number): number {
  return rows === null ? place : (rows[place] as number);
}

/** A column of numbers, in order; `NaN` where there is no value. @throws {@link OpenbellError} `INVALID_BAR` with the row. */
export function numbersInOrder(order: BarOrder, name: string, timeZone: string): Float64Array {
  const { frame, rows, times, numbers } = order;
  let column = numbers.get(name);
  if (column === undefined) {
    const at = (row: number): string => instantText(times[rows === null ? row : rows.indexOf(row)] as number, timeZone);
    column = gather(numbersOf(columnOf(frame, name), name, at), rows);
    numbers.set(name, column);
  }
  return column;
}

/** The sessions of a source for all instants of an order. */
export function timetableFor(source: SessionSource, { times, start }: BarOrder): Timetable {
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let s = 0; s + 1 < start.length; s++) {
    let last = (start[s + 1] as number) - 1;
    while (last > (start[s] as number) && Number.isNaN(times[last])) last--;
    // Each symbol is in order of time. The comparisons fail for a missing timestamp, and for a symbol without rows.
    if ((times[start[s] as number] as number) < fromMs) fromMs = times[start[s] as number] as number;
    if ((times[last] as number) > toMs) toMs = times[last] as number;
  }
  return fromMs <= toMs ? timetableOf(source, fromMs, toMs) : timetableOf(source, 0, 0);
}

/**
 * Walks over the bars segment by segment: `visit` has the places `from` to `to - 1` of one symbol, which lie in one segment of a session.
 *
 * @throws {@link OpenbellError} `OUTSIDE_SESSION` with the row, where bars outside are refused.
 */
export function eachSegment(
  order: BarOrder,
  timetable: Timetable,
  outside: "drop" | "error",
  visit: (from: number, to: number, segment: number, session: number, symbol: number) => void,
): void {
  const { times, start, atEnd } = order;
  const { openMs, closeMs, first } = timetable;
  for (let symbol = 0; symbol + 1 < start.length; symbol++) {
    const end = start[symbol + 1] as number;
    for (let from = start[symbol] as number; from < end; ) {
      const t = times[from] as number;
      let segment = searchSorted(openMs, t);
      if (atEnd && openMs[segment] === t) segment--;
      const close = closeMs[segment] ?? Number.NEGATIVE_INFINITY;
      const inside = atEnd ? t <= close : t < close;
      // Neither open nor close is later than a missing timestamp, nor earlier.
      const bound = inside ? close : Number.isNaN(t) ? Number.POSITIVE_INFINITY : (openMs[segment + 1] ?? Number.POSITIVE_INFINITY);
      const to = firstBeyond(times, from, end, bound, atEnd);
      if (inside) visit(from, to, segment, searchSorted(first, segment), symbol);
      else if (outside === "error")
        throw barOutsideSession(timetable.name, rowAt(order, from), instantText(t, timetable.timeZone), '"drop"');
      from = to;
    }
  }
}

/** First place after `from` whose time is not below `bound`, or above it where bars are stamped at their end: by steps that double. */
function firstBeyond(times: Float64Array, from: number, end: number, bound: number, atEnd: boolean): number {
  const before = (place: number): boolean => (atEnd ? (times[place] as number) <= bound : (times[place] as number) < bound);
  let low = from;
  let high = from + 1;
  for (let step = 1; high < end && before(high); step *= 2) {
    low = high;
    high = Math.min(high + step, end);
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (before(middle)) low = middle;
    else high = middle;
  }
  return high;
}
