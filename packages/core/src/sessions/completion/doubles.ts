/**
 * The short way for what most frames are: columns of doubles, one symbol, in order of time, each bar in a slot that shall have a row,
 * closes known and filled forward without a limit. All there is to know then is the row of each bar: values are spread to these rows, a
 * made close is the one in the row before it, other made prices are the close in their own row. Whatever else there may be, faults of the
 * input too, is left to the plan; both come to the same frame.
 *
 * Loops take four values at a time, or eight, and none has a branch that depends on which bars are missing: they come and go at random.
 *
 * @module
 */

import type { Frame } from "../frame.js";
import type { Grid } from "../grid.js";
import type { SessionSource } from "../timetable.js";
import type { CompletedFrame, CompleteOptions } from "./complete.js";
import { PRICES } from "./made-values.js";
import { countThrough, type EvenStamps, lastUpTo, type Piece, stampsOf } from "./pieces.js";
import { layOut, MOST_ROWS, readOptions, sessionColumn } from "./plan.js";

/** The rows of bars, and those that are made. */
interface Places {
  /** The row of each bar. */
  readonly at: Int32Array;
  /** The rows that are made, ascending. */
  readonly made: Int32Array;
  readonly filled: Uint8Array;
  readonly stampMs: Float64Array;
  /** Where the rows and the bars of each piece end. */
  readonly runEnd: Int32Array;
  readonly barEnd: Int32Array;
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
  if (!isKnown(frame[reference] as Float64Array)) return null;
  // Whether all are in order shows when they are placed.
  if (reference === timestampColumn || !(times.length === 0 || (times[0] as number) <= (times.at(-1) as number))) return null;

  const { carry, ...settings } = readOptions(options);
  const { grid, pieces, slots } = layOut(source, { times, start: Int32Array.of(0, times.length) }, settings);
  const own = pieces[0] as readonly Piece[];
  const places = slots < MOST_ROWS ? placesOf(times, grid, own, slots) : null;
  if (places === null) return null;

  const { at, made, filled, stampMs, runEnd } = places;
  const closes = new Float64Array(slots);
  spread(frame[reference] as Float64Array, at, closes);
  const session = own.map(({ segment }) => grid.sessionOf[segment] as number);
  const isNew = (r: number): boolean => r === 0 || (carry === "session" && session[r] !== session[r - 1]);
  carryOn(closes, places, isNew);

  const completed: { [column: string]: Float64Array } = {};
  for (const [name, column] of Object.entries(frame)) {
    if (name === timestampColumn) completed[name] = stampMs;
    else if (name === reference) completed[name] = closes;
    else if (name !== "session_date" && name !== "filled") {
      const to = new Float64Array(slots);
      spread(column as Float64Array, at, to);
      if (PRICES.includes(name as "close")) copyMade(closes, made, to);
      else fillMade(name === "volume" && volume === "zero" ? 0 : Number.NaN, made, to);
      completed[name] = to;
    }
  }
  const runSegment = Int32Array.from(own, ({ segment }) => segment);
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
function placesOf(times: Float64Array, grid: Grid, pieces: readonly Piece[], slots: number): Places | null {
  const missing = slots - times.length;
  if (missing < 0) return null;
  const at = new Int32Array(times.length);
  // One more: where a row might be made its place is written, and counted only if it was.
  const made = new Int32Array(missing + 1);
  const filled = new Uint8Array(slots).fill(1);
  const stampMs = new Float64Array(slots);
  const runEnd = new Int32Array(pieces.length);
  const barEnd = new Int32Array(pieces.length);
  let [row, bar] = [0, 0];
  for (const [r, piece] of pieces.entries()) {
    for (const stamps of stampsOf(piece, grid)) {
      const { first, step, count } = stamps;
      const end = lastUpTo(times, bar, Math.min(bar + count, times.length), first + (count - 1) * step) + 1;
      if (!placeBars(times, bar, end, stamps, row, at, filled)) return null;
      // Rows so far less bars so far are the made ones.
      countThrough(filled, row, stamps, stampMs, made, row - bar);
      bar = end;
      row += count;
    }
    runEnd[r] = row;
    barEnd[r] = bar;
  }
  return bar < times.length ? null : { at, made: made.subarray(0, missing), filled, stampMs, runEnd, barEnd };
}

/**
 * Notes the rows of bars, the first slot's being `row`. `false` where one is beside its slot, before the first, or in none later than
 * that of the bar before; the last bar is known not to be after the last slot.
 */
function placeBars(
  times: Float64Array,
  begin: number,
  end: number,
  { first, step }: EvenStamps,
  row: number,
  at: Int32Array,
  filled: Uint8Array,
): boolean {
  const perMs = 1 / step;
  let before = -1;
  let i = begin;
  for (; i + 4 <= end; i += 4) {
    const a = (times[i] as number) - first;
    const b = (times[i + 1] as number) - first;
    const c = (times[i + 2] as number) - first;
    const d = (times[i + 3] as number) - first;
    // A product may miss the quotient by a little; whether the slot is right is looked at.
    const slotA = (a * perMs + 0.5) | 0;
    const slotB = (b * perMs + 0.5) | 0;
    const slotC = (c * perMs + 0.5) | 0;
    const slotD = (d * perMs + 0.5) | 0;
    if (slotA * step !== a || slotB * step !== b || slotC * step !== c || slotD * step !== d) return false;
    if (slotA <= before || slotB <= slotA || slotC <= slotB || slotD <= slotC) return false;
    before = slotD;
    at[i] = row + slotA;
    at[i + 1] = row + slotB;
    at[i + 2] = row + slotC;
    at[i + 3] = row + slotD;
    filled[row + slotA] = 0;
    filled[row + slotB] = 0;
    filled[row + slotC] = 0;
    filled[row + slotD] = 0;
  }
  for (; i < end; i++) {
    const sinceFirst = (times[i] as number) - first;
    const slot = (sinceFirst * perMs + 0.5) | 0;
    if (slot * step !== sinceFirst || slot <= before) return false;
    before = slot;
    at[i] = row + slot;
    filled[row + slot] = 0;
  }
  return true;
}

/** Whether each close is a number, and no two are infinities that cancel out, which the plan may have too. */
function isKnown(closes: Float64Array): boolean {
  let i = 0;
  for (; i + 4 <= closes.length; i += 4)
    if (Number.isNaN((closes[i] as number) + (closes[i + 1] as number) + ((closes[i + 2] as number) + (closes[i + 3] as number))))
      return false;
  for (; i < closes.length; i++) if (Number.isNaN(closes[i])) return false;
  return true;
}

/** Copies values to the rows of their bars. */
function spread(column: Float64Array, at: Int32Array, to: Float64Array): void {
  let i = 0;
  for (; i + 8 <= at.length; i += 8) {
    to[at[i] as number] = column[i] as number;
    to[at[i + 1] as number] = column[i + 1] as number;
    to[at[i + 2] as number] = column[i + 2] as number;
    to[at[i + 3] as number] = column[i + 3] as number;
    to[at[i + 4] as number] = column[i + 4] as number;
    to[at[i + 5] as number] = column[i + 5] as number;
    to[at[i + 6] as number] = column[i + 6] as number;
    to[at[i + 7] as number] = column[i + 7] as number;
  }
  for (; i < at.length; i++) to[at[i] as number] = column[i] as number;
}

/** Carries closes on to made rows, each from the row before it, but for the first of a run that is new. */
function carryOn(closes: Float64Array, { made, filled, runEnd, barEnd }: Places, isNew: (run: number) => boolean): void {
  let [m, row, bar] = [0, 0, 0];
  for (let r = 0; r < runEnd.length; r++) {
    if (isNew(r) && filled[row] === 1) {
      closes[row] = Number.NaN;
      m++;
    }
    row = runEnd[r] as number;
    bar = barEnd[r] as number;
    for (; m < row - bar; m++) closes[made[m] as number] = closes[(made[m] as number) - 1] as number;
  }
}

/** Copies the closes of made rows. */
function copyMade(closes: Float64Array, made: Int32Array, to: Float64Array): void {
  let m = 0;
  for (; m + 4 <= made.length; m += 4) {
    const a = made[m] as number;
    const b = made[m + 1] as number;
    const c = made[m + 2] as number;
    const d = made[m + 3] as number;
    to[a] = closes[a] as number;
    to[b] = closes[b] as number;
    to[c] = closes[c] as number;
    to[d] = closes[d] as number;
  }
  for (; m < made.length; m++) to[made[m] as number] = closes[made[m] as number] as number;
}

/** Writes one value to made rows. */
function fillMade(value: number, made: Int32Array, to: Float64Array): void {
  let m = 0;
  for (; m + 4 <= made.length; m += 4) {
    to[made[m] as number] = value;
    to[made[m + 1] as number] = value;
    to[made[m + 2] as number] = value;
    to[made[m + 3] as number] = value;
  }
  for (; m < made.length; m++) to[made[m] as number] = value;
}
