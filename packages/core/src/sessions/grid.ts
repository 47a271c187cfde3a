/**
 * The grid of bars: the slots into which an interval cuts the segments of sessions. Slots begin at each segment's open, after a break
 * anew; the last of a segment may be short. A bar is stamped with its slot's start, or with its end.
 *
 * @module
 */

import { invalidArgument } from "../errors.js";
import { searchSorted } from "../time/search.js";
import type { Timetable } from "./timetable.js";

/** Grids by the opens of their timetable, which a calendar keeps: each call of the same kind has the same. */
const grids = new WeakMap<Float64Array, Grid[]>();

/**
 * The grid of an interval on a timetable.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` where a segment does not begin or end on a whole millisecond.
 */
export function gridOf(timetable: Timetable, stepMs: number, atEnd: boolean): Grid {
  const kept = grids.get(timetable.openMs) ?? [];
  let grid = kept.find((one) => one.stepMs === stepMs && one.atEnd === atEnd);
  if (grid === undefined) {
    grid = new Grid(timetable, stepMs, atEnd);
    grids.set(timetable.openMs, [...kept.slice(-3), grid]);
  }
  return grid;
}

/** Slots of one interval on a timetable. */
export class Grid {
  readonly timetable: Timetable;
  /** Session of each segment. */
  readonly sessionOf: Int32Array;
  readonly stepMs: number;
  /** Whether bars are stamped at their end, so that one stamped at the close lies inside and one stamped at the open does not. */
  readonly atEnd: boolean;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT` where a segment does not begin or end on a whole millisecond. */
  constructor(timetable: Timetable, stepMs: number, atEnd: boolean) {
    const { first, openMs, closeMs } = timetable;
    this.timetable = timetable;
    this.stepMs = stepMs;
    this.atEnd = atEnd;
    this.sessionOf = new Int32Array(openMs.length);
    for (let k = 0; k + 1 < first.length; k++) this.sessionOf.fill(k, first[k] as number, first[k + 1] as number);
    for (const ms of [openMs, closeMs])
      for (const instant of ms)
        if (!Number.isInteger(instant)) throw invalidArgument("sessions", "made of intervals in whole milliseconds", instant);
  }

  /** Slots of a segment that begin before an instant. */
  slotsBefore(segment: number, ms: number): number {
    const { openMs, closeMs } = this.timetable;
    const open = openMs[segment] as number;
    return Math.max(Math.ceil((Math.min(ms, closeMs[segment] as number) - open) / this.stepMs), 0);
  }

  /** Slots of a segment. */
  slots(segment: number): number {
    return this.slotsBefore(segment, Number.POSITIVE_INFINITY);
  }

  /** Where a slot begins, or ends where `slot` is one more; a segment's last slot ends at its close. */
  slotStart(segment: number, slot: number): number {
    const { openMs, closeMs } = this.timetable;
    return Math.min((openMs[segment] as number) + slot * this.stepMs, closeMs[segment] as number);
  }

  /** The stamp of a slot. */
  stamp(segment: number, slot: number): number {
    return this.slotStart(segment, this.atEnd ? slot + 1 : slot);
  }

  /** The slot of a stamp inside a segment; not whole where it is none of the grid's. */
  slotOf(segment: number, stamp: number): number {
    const { openMs, closeMs } = this.timetable;
    const slot = (stamp - (openMs[segment] as number)) / this.stepMs;
    if (!this.atEnd) return slot;
    return stamp === closeMs[segment] ? this.slots(segment) - 1 : slot - 1;
  }

  /** Whether a stamp lies before everything that belongs to a segment. */
  isBefore(segment: number, stamp: number): boolean {
    const open = this.timetable.openMs[segment] as number;
    return this.atEnd ? stamp <= open : stamp < open;
  }

  /** Whether a stamp lies after everything that belongs to a segment. */
  isAfter(segment: number, stamp: number): boolean {
    const close = this.timetable.closeMs[segment] as number;
    return this.atEnd ? stamp > close : stamp >= close;
  }

  /** The segment of a stamp, -1 outside all. */
  segmentOf(stamp: number): number {
    let segment = searchSorted(this.timetable.openMs, stamp);
    if (segment >= 0 && this.isBefore(segment, stamp)) segment--;
    return segment >= 0 && !this.isAfter(segment, stamp) ? segment : -1;
  }
}
