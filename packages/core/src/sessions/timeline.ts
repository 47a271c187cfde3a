/**
 * The whole of time as neighbouring intervals, in session and out of session, in a column's own unit: what assigning walks over.
 *
 * @module
 */

import type { CompiledCalendar } from "../calendar/compile.js";
import { DAY_MS, NO_SESSION } from "../time/day.js";

/** Sessions as boundaries in the unit of the timestamps. Every comparison with them is `open <= t && t < close`. */
export interface Timeline {
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly day: Int32Array;
  /** Last segment that opens at or before the start of each UTC day from `firstBucket` on, counted in the column's unit. */
  readonly bucket: Int32Array;
  readonly firstBucket: number;
  readonly bucketWidth: number;
  /** Timestamps in `[from, to)` can be answered; others need more of the calendar to be worked out. */
  readonly from: number;
  readonly to: number;
}

/**
 * The timeline of a calendar for instants between two, and perhaps for more.
 *
 * Bars stamped at their end belong to `(open, close]`. Moving both boundaries to the next larger double makes that half-open the other
 * way round without a second comparison.
 */
export function timeline(calendar: CompiledCalendar, fromMs: number, toMs: number, perMs: number, barLabel: "start" | "end"): Timeline {
  const { openMs, closeMs, segmentDay, bucket, bucketDay } = calendar.between(fromMs, toMs);
  const settled = calendar.settled();
  const scale = (ms: number): number => (barLabel === "end" ? nextUp(ms * perMs) : ms * perMs);
  const direct = perMs === 1 && barLabel === "start";
  return {
    open: direct ? openMs : openMs.map(scale),
    close: direct ? closeMs : closeMs.map(scale),
    day: segmentDay,
    bucket,
    firstBucket: bucketDay,
    bucketWidth: DAY_MS * perMs,
    from: settled.fromMs * perMs,
    to: settled.toMs * perMs,
  };
}

/** A double just above another: no timestamp of whole milliseconds, microseconds or nanoseconds lies between. */
function nextUp(value: number): number {
  return value + (Math.abs(value) * 2 ** -52 || Number.MIN_VALUE);
}

/** Index of the last segment that opens at or before `t`, -1 where there is none. */
export function segmentAt({ open, bucket, firstBucket, bucketWidth }: Timeline, t: number): number {
  const last = open.length - 1;
  const b = Math.floor(t / bucketWidth) - firstBucket;
  if (b < 0) return -1;
  if (b >= bucket.length) return last;
  let i = bucket[b] as number;
  while (i < last && (open[i + 1] as number) <= t) i++;
  return i;
}

/** Session date of a timestamp, {@link NO_SESSION} outside sessions. */
export function dayAt(line: Timeline, t: number): number {
  const i = segmentAt(line, t);
  return i >= 0 && t < (line.close[i] as number) ? (line.day[i] as number) : NO_SESSION;
}
