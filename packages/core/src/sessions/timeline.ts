/**
 * The sessions of a calendar in a column's own unit: what assigning walks over.
 *
 * @module
 */

import { type CompiledCalendar, type CompiledSessions, searchOpens } from "../calendar/compile.js";
import { DAY_MS, NO_SESSION } from "../time/day.js";

/** Segments as boundaries in the unit of the timestamps. Every comparison with them is `open <= t && t < close`. */
export interface Timeline {
  readonly sessions: CompiledSessions;
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly perMs: number;
  /** Timestamps in `[from, to)` can be answered; others need more of the calendar to be worked out. */
  readonly from: number;
  readonly to: number;
}

/**
 * The timeline of a calendar for instants between two, and perhaps for more.
 *
 * Bars stamped at their end belong to `(open, close]`. Moving both boundaries up by less than any timestamp can tell makes that half-open
 * the other way round without a second comparison.
 */
export function timeline(calendar: CompiledCalendar, fromMs: number, toMs: number, perMs: number, barLabel: "start" | "end"): Timeline {
  const sessions = calendar.between(fromMs, toMs);
  // Most columns are in milliseconds and stamped at the start: nothing to convert, however often a small one comes by.
  const scale = (column: Float64Array): Float64Array =>
    perMs === 1 && barLabel === "start" ? column : column.map((ms) => (barLabel === "end" ? nextUp(ms * perMs) : ms * perMs));
  return {
    sessions,
    open: scale(sessions.openMs),
    close: scale(sessions.closeMs),
    perMs,
    from: sessions.settledFromMs * perMs,
    to: sessions.settledToMs * perMs,
  };
}

/** A double just above another: no timestamp of whole milliseconds, microseconds or nanoseconds lies between. */
function nextUp(value: number): number {
  return value + (Math.abs(value) * 2 ** -52 || Number.MIN_VALUE);
}

/** Index of the last segment that opens at or before `t`, -1 where there is none. */
export function segmentAt({ sessions, open, perMs }: Timeline, t: number): number {
  return searchOpens(open, sessions.bucket, Math.floor(t / (DAY_MS * perMs)) - sessions.bucketDay, t);
}

/** Session date of a timestamp, {@link NO_SESSION} outside sessions. */
export function dayAt(line: Timeline, t: number): number {
  const i = segmentAt(line, t);
  return t < (line.close[i] as number) ? (line.sessions.segmentDay[i] as number) : NO_SESSION;
}
