/**
 * The short way for what most frames are: columns of doubles, one symbol, in order of time, each bar in a slot that shall have a row,
 * filled forward without a limit from closes that are known. All there is to know then is the row of each bar: values are spread to these rows, a
 * made close is the one in the row before it, other made prices are the close in their own row. Whatever else there may be, faults of the
 * input too, is left to the plan; both come to the same frame.
 *
 * Each column is gone through from end to end. Block by block, all columns of one before the next, is slower although a block stays in the
 * cache: memory is fetched ahead along few columns at a time, and anew after each change.
 *
 * @module
 */

import type { Frame } from "../frame.js";
import type { Grid } from "../grid.js";
import type { SessionSource } from "../timetable.js";
import type { CompletedFrame, CompleteOptions } from "./complete.js";
import { carryOn, fillMade, placeBars, spread } from "./double-loops.js";
import { PRICES } from "./made-values.js";
import { lastStandsAlone, lastUpTo, listMade, type Piece, writeEven } from "./pieces.js";
import { layOut, MOST_ROWS, readOptions, sessionColumn } from "./plan.js";

/** The rows of bars, and those that are made. */
interface Places {
  /** The row of each bar. */
  readonly at: Int32Array;
  /** The rows that are made, ascending. */
  readonly made: Int32Array;
  /** The places in `made` of rows before which there is nothing to carry on: the first of all, or of a session with `carry: "session"`. */
  readonly fresh: readonly number[];
  readonly filled: Uint8Array;
  readonly stampMs: Float64Array;
  /** Where the rows of each piece end, and its segment. */
  readonly runEnd: Int32Array;
  readonly runSegment: Int32Array;
}

/**
 * Completes a frame as {@link completeSessions} does; `null` where the plan has to.
 *
 * @throws {@link OpenbellError} as {@link completeSessions} does, for options and sessions.
 */
export function completeDoubles(source: SessionSource, frame: Frame, options: CompleteOptions): CompletedFrame<Frame> | null {
  const { timestampColumn = "timestamp", volume = "zero" } = options;
  const reference = PRICES.find((price) => Object.hasOwn(frame, price));
  if (reference === undefined || !isPlain(frame, options)) return null;
  const times = frame[timestampColumn] as Float64Array;
  // Whether all are in order shows when they are placed.
  if (reference === timestampColumn || !(times.length === 0 || (times[0] as number) <= (times.at(-1) as number))) return null;

  const { carry, ...settings } = readOptions(options);
  const { grid, pieces, slots } = layOut(source, { times, start: Int32Array.of(0, times.length) }, settings);
  const own = pieces[0] as readonly Piece[];
  const places = slots < MOST_ROWS ? placesOf(times, grid, own, slots, carry === "session") : null;
  if (places === null) return null;

  const { at, made, filled, stampMs, runEnd, runSegment } = places;
  const completed: { [column: string]: Float64Array } = {};
  for (const name of Object.keys(frame))
    if (name !== "session_date" && name !== "filled") completed[name] = name === timestampColumn ? stampMs : new Float64Array(slots);
  const closes = completed[reference] as Float64Array;
  spread(frame[reference] as Float64Array, at, closes);
  const prices = PRICES.filter((price) => price !== reference && price !== timestampColumn && Object.hasOwn(completed, price));
  const others = prices.map((price) => completed[price] as Float64Array);
  if (!fillPrices(closes, others, places)) return null;
  for (const [name, to] of Object.entries(completed)) {
    if (name === timestampColumn || name === reference) continue;
    spread(frame[name] as Float64Array, at, to);
    if (!PRICES.includes(name as "close")) fillMade(name === "volume" && volume === "zero" ? 0 : Number.NaN, made, to);
  }
  return { ...completed, session_date: sessionColumn({ length: slots, runEnd, runSegment, grid }), filled } as CompletedFrame<Frame>;
}

/** Whether the types of columns and the options are those of the short way. */
function isPlain(frame: Frame, options: CompleteOptions): boolean {
  const { timestampColumn = "timestamp", symbolColumn = Object.hasOwn(frame, "symbol") ? "symbol" : null } = options;
  const { unit = "ms", fillMethod = "forward", leading = "null", volume = "zero", maxFill, columns } = options;
  if (symbolColumn !== null || unit !== "ms" || fillMethod !== "forward" || leading !== "null") return false;
  if (maxFill !== undefined || columns !== undefined || (volume !== "zero" && volume !== "null")) return false;
  const length = Object.hasOwn(frame, timestampColumn) ? frame[timestampColumn]?.length : undefined;
  const isReplaced = (name: string): boolean => name !== timestampColumn && (name === "session_date" || name === "filled");
  return Object.entries(frame).every(([name, column]) => column.length === length && (column instanceof Float64Array || isReplaced(name)));
}

/** Which rows the slots of pieces are; `null` where any bar is in none of them. */
function placesOf(times: Float64Array, grid: Grid, pieces: readonly Piece[], slots: number, bySession: boolean): Places | null {
  const missing = slots - times.length;
  if (missing < 0) return null;
  const at = new Int32Array(times.length);
  // One more, as {@link listMade} wants it.
  const made = new Int32Array(missing + 1);
  const fresh: number[] = [];
  const filled = new Uint8Array(slots).fill(1);
  const stampMs = new Float64Array(slots);
  const runEnd = new Int32Array(pieces.length);
  const runSegment = new Int32Array(pieces.length);
  let [row, bar, session] = [0, 0, -1];
  // By index: this runs once a call, hardly ever compiled, and iterators cost more there than all else.
  for (let r = 0; r < pieces.length; r++) {
    const { segment, from, to } = pieces[r] as Piece;
    const of = grid.sessionOf[segment] as number;
    const firstRow = row;
    const firstBar = bar;
    // As {@link stampsOf} has it, without its objects: one run of even stamps, and by itself a last slot that may be short.
    const alone = lastStandsAlone(grid, segment, to) ? 1 : 0;
    for (let k = 0; k <= alone; k++) {
      const first = grid.stamp(segment, k === 0 ? from : to - 1);
      const count = k === 0 ? to - from - alone : 1;
      const end = lastUpTo(times, bar, Math.min(bar + count, times.length), first + (count - 1) * grid.stepMs) + 1;
      if (!placeBars(times, bar, end, first, grid.stepMs, row, at, filled)) return null;
      writeEven(first, grid.stepMs, count, row, stampMs);
      bar = end;
      row += count;
    }
    // Rows so far less bars so far are the made ones.
    if ((r === 0 || (bySession && of !== session)) && filled[firstRow] === 1) fresh.push(firstRow - firstBar);
    session = of;
    runEnd[r] = row;
    runSegment[r] = segment;
  }
  if (bar < times.length) return null;
  listMade(filled, 0, slots, made, 0);
  return { at, made: made.subarray(0, missing), fresh, filled, stampMs, runEnd, runSegment };
}

/** Writes made rows of the closes and the other prices, three at most. `false` where a close that is to be carried on is not known. */
function fillPrices(closes: Float64Array, others: readonly Float64Array[], { made, fresh }: Places): boolean {
  // The closes again for one that is not there.
  const [x = closes, y = closes, z = closes] = others;
  let m = 0;
  for (const begin of fresh) {
    // It may lie before the next bar too.
    if (begin < m) continue;
    if (!carryOn(closes, x, y, z, made, m, begin)) return false;
    // Up to the next bar there is nothing to carry on.
    const firstRow = made[begin] as number;
    for (m = begin; m < made.length && (made[m] as number) === firstRow + m - begin; ) m++;
    for (const column of [closes, ...others]) column.fill(Number.NaN, firstRow, firstRow + m - begin);
  }
  return carryOn(closes, x, y, z, made, m, made.length);
}
