/** The slots of a range, by segment of a session, and the bars among them. @module */

import { searchSorted } from "../../time/search.js";
import type { Grid } from "../grid.js";

/** Instants `[from, until)`, epoch milliseconds. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Slots `from` to `to - 1` of a segment. */
export interface Piece {
  readonly segment: number;
  readonly from: number;
  readonly to: number;
}

/** Stamps at even steps. */
export interface EvenStamps {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/**
 * The slots of a range, segment by segment.
 *
 * @param times The stamps of bars, ascending.
 * @param skipEmpty Whether sessions without a bar have none.
 */
export function piecesOf(grid: Grid, times: Float64Array, range: Range, skipEmpty: boolean): Piece[] {
  const { openMs, first } = grid.timetable;
  const pieces: Piece[] = [];
  if (!(range.from < range.until)) return pieces;
  let empty = -1;
  for (let segment = sessionStart(grid, range.from); segment < openMs.length; segment++) {
    if ((openMs[segment] as number) >= range.until) break;
    const session = grid.sessionOf[segment] as number;
    if (segment === first[session] && skipEmpty && !hasBar(grid, session, times)) empty = session;
    const from = grid.slotsBefore(segment, range.from);
    const to = grid.slotsBefore(segment, range.until);
    if (from < to && session !== empty) pieces.push({ segment, from, to });
  }
  return pieces;
}

/** Whether the last slot of a piece is to be looked at by itself: only the last of a segment may be short, and only its end shows it. */
export function lastStandsAlone(grid: Grid, segment: number, to: number): boolean {
  return grid.atEnd && to === grid.slots(segment);
}

/** The stamps of a piece. */
export function stampsOf({ segment, from, to }: Piece, grid: Grid): EvenStamps[] {
  const last = to - 1;
  const isAlone = lastStandsAlone(grid, segment, to);
  const even = { first: grid.stamp(segment, from), step: grid.stepMs, count: isAlone ? last - from : to - from };
  return isAlone ? [even, { first: grid.stamp(segment, last), step: grid.stepMs, count: 1 }] : [even];
}

/** The last place from `low` to `high - 1` with a time not after `stamp`; `low - 1` where there is none. */
export function lastUpTo(times: Float64Array, low: number, high: number, stamp: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= stamp) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** First segment of the session that has opened last at an instant. */
function sessionStart({ timetable: { openMs, first }, sessionOf }: Grid, ms: number): number {
  const segment = searchSorted(openMs, ms);
  return segment < 0 ? 0 : (first[sessionOf[segment] as number] as number);
}

function hasBar(grid: Grid, session: number, times: Float64Array): boolean {
  const { openMs, first } = grid.timetable;
  for (let segment = first[session] as number; segment < (first[session + 1] as number); segment++) {
    let i = searchSorted(times, openMs[segment] as number);
    if (i < 0 || grid.isBefore(segment, times[i] as number)) i++;
    if (i < times.length && !grid.isAfter(segment, times[i] as number)) return true;
  }
  return false;
}

/**
 * Lists the rows from `row` to `end - 1` that are made, from place `m` of the list on; tells where that ends. No branch depends on which
 * they are: bars come and go at random. Where a row might be made it is written, and counted only if it was: the list has a place more.
 */
export function listMade(filled: Uint8Array, row: number, end: number, made: Int32Array, m: number): number {
  let i = row;
  for (; i + 8 <= end; i += 8) {
    // `| 0` says that these are small integers, which a sum of them might not be.
    made[m] = i;
    m = (m + (filled[i] as number)) | 0;
    made[m] = i + 1;
    m = (m + (filled[i + 1] as number)) | 0;
    made[m] = i + 2;
    m = (m + (filled[i + 2] as number)) | 0;
    made[m] = i + 3;
    m = (m + (filled[i + 3] as number)) | 0;
    made[m] = i + 4;
    m = (m + (filled[i + 4] as number)) | 0;
    made[m] = i + 5;
    m = (m + (filled[i + 5] as number)) | 0;
    made[m] = i + 6;
    m = (m + (filled[i + 6] as number)) | 0;
    made[m] = i + 7;
    m = (m + (filled[i + 7] as number)) | 0;
  }
  for (; i < end; i++) {
    made[m] = i;
    m = (m + (filled[i] as number)) | 0;
  }
  return m;
}

/** Writes `count` stamps at even steps to the rows from `row` on. Of numbers alone, as all loops over rows: see double-loops.ts. */
export function writeEven(first: number, step: number, count: number, row: number, stampMs: Float64Array): void {
  const end = row + count;
  let stamp = first;
  let i = row;
  for (; i + 8 <= end; i += 8, stamp += 8 * step) {
    stampMs[i] = stamp;
    stampMs[i + 1] = stamp + step;
    stampMs[i + 2] = stamp + 2 * step;
    stampMs[i + 3] = stamp + 3 * step;
    stampMs[i + 4] = stamp + 4 * step;
    stampMs[i + 5] = stamp + 5 * step;
    stampMs[i + 6] = stamp + 6 * step;
    stampMs[i + 7] = stamp + 7 * step;
  }
  for (; i < end; i++, stamp += step) stampMs[i] = stamp;
}
