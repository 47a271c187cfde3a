/**
 * The sessions of a calendar in a column's own unit: what assigning walks over.
 *
 * @module
 */

import { type CompiledCalendar, type CompiledSessions, searchBounds } from "../calendar/compile.js";
import { DAY_MS, NO_SESSION } from "../time/day.js";

/** Opens and closes, in turn, in the unit of the timestamps. A segment has the timestamps `open <= t && t < close`. */
export interface Timeline {
  readonly sessions: CompiledSessions;
  readonly bounds: Float64Array;
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
  const { boundMs } = sessions;
  return {
    sessions,
    // Most columns are in milliseconds and stamped at the start: nothing to convert, however often a small one comes by.
    bounds: perMs === 1 && barLabel === "start" ? boundMs : boundMs.map((ms) => (barLabel === "end" ? nextUp(ms * perMs) : ms * perMs)),
    perMs,
    from: sessions.settledFromMs * perMs,
    to: sessions.settledToMs * perMs,
  };
}

/** A double just above another: no timestamp of whole milliseconds, microseconds or nanoseconds lies between. */
function nextUp(value: number): number {
  return value + (Math.abs(value) * 2 ** -52 || Number.MIN_VALUE);
}

/** How many opens and closes lie at or before `t`. */
export function boundsUntil({ sessions, bounds, perMs }: Timeline, t: number): number {
  return searchBounds(bounds, sessions.bucket, Math.floor(t / (DAY_MS * perMs)) - sessions.bucketDay, t);
}

/** Session date of a timestamp, {@link NO_SESSION} outside sessions. */
export function dayAt(line: Timeline, t: number): number {
  const n = boundsUntil(line, t);
  return n % 2 ? (line.sessions.segmentDay[n >> 1] as number) : NO_SESSION;
}
