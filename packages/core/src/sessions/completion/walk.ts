/**
 * The walk over bars and slots. A segment at a time, every bar is put into its slot, then the slots are counted through. That some bar is
 * off the grid, or there twice, shows in two sums; only then is it looked for.
 *
 * @module
 */

import { barOutsideSession, duplicateTimestamp, offGrid } from "../../errors.js";
import { INFINITE } from "../../time/day.js";
import { instantText } from "../../time/instant.js";
import type { Grid } from "../grid.js";
import type { OrderedBars } from "./ordered-bars.js";
import { type EvenStamps, lastUpTo, listMade, type Piece, stampsOf, writeEven } from "./pieces.js";
import type { CompletionPlan } from "./plan.js";

interface WalkOptions {
  readonly carry: "across" | "session";
  readonly outside: "error" | "drop" | "keep";
  /** As it was given, for messages. */
  readonly interval: string;
}

/** The walk over bars and slots, symbol by symbol. */
export class Walk {
  readonly #grid: Grid;
  readonly #bars: OrderedBars;
  readonly #options: WalkOptions;
  #row = new Int32Array(0);
  #filled = new Uint8Array(0);
  #made = new Int32Array(0);
  #stampMs = new Float64Array(0);
  #length = 0;
  #madeLength = 0;
  readonly #runEnd: number[] = [];
  readonly #runSegment: number[] = [];
  readonly #symbolEnd: number[] = [];
  /** The bar that comes next, where the symbol's bars end, and the last one that is carried on from, by place. */
  #place = 0;
  #end = 0;
  #last = -1;

  constructor(grid: Grid, bars: OrderedBars, options: WalkOptions) {
    this.#grid = grid;
    this.#bars = bars;
    this.#options = options;
  }

  allocate(rows: number): void {
    this.#row = new Int32Array(rows);
    this.#filled = new Uint8Array(rows);
    this.#stampMs = new Float64Array(rows);
    // One more: where a row might be made its place is written, and counted only if it was.
    this.#made = new Int32Array(rows + 1);
  }

  /** Walks over the bars of a symbol and its pieces. */
  run(symbol: number, pieces: readonly Piece[]): void {
    const { start, times } = this.#bars;
    this.#place = start[symbol] as number;
    this.#end = start[symbol + 1] as number;
    this.#last = -1;
    let session = -1;
    const { sessionOf } = this.#grid;
    for (let next = 0; ; ) {
      // The segment that comes next: of a piece, or of bars beyond the pieces. What lies before it lies outside.
      const piece = pieces[next];
      let segment = piece?.segment ?? INFINITE;
      while (this.#place < this.#end && !(segment < INFINITE && !this.#grid.isBefore(segment, times[this.#place] as number))) {
        const own = this.#grid.segmentOf(times[this.#place] as number);
        if (own >= 0) {
          segment = Math.min(own, segment);
          break;
        }
        this.#outside(symbol);
      }
      if (segment === INFINITE) break;
      const of = sessionOf[segment] as number;
      if (of !== session && this.#options.carry === "session") this.#last = -1;
      session = of;
      const head = this.#place;
      if (piece?.segment === segment) {
        this.#pass(segment, this.#grid.stamp(segment, piece.from), symbol);
        this.#emit(piece, symbol);
        next++;
      }
      this.#pass(segment, INFINITE, symbol);
      this.#bars.session.fill(of, head, this.#place);
    }
    this.#symbolEnd.push(this.#length);
  }

  /** A bar in no session. */
  #outside(symbol: number): void {
    const { carry, outside } = this.#options;
    const place = this.#place++;
    this.#refuseTwice(place, symbol);
    if (outside === "error") throw barOutsideSession(this.#grid.timetable.name, this.#rowAt(place), this.#text(place), '"drop" or "keep"');
    if (outside === "drop") {
      this.#bars.session[place] = -2;
      return;
    }
    this.#stampMs[this.#length] = this.#bars.times[place] as number;
    this.#row[this.#length++] = place;
    this.#endRun(-1);
    if (carry === "across") this.#last = place;
  }

  /** Goes past the bars of a segment before a stamp, which become no rows, and checks that they are on the grid. */
  #pass(segment: number, before: number, symbol: number): void {
    const { times } = this.#bars;
    for (; this.#place < this.#end; this.#place++) {
      const stamp = times[this.#place] as number;
      if (stamp >= before || this.#grid.isAfter(segment, stamp)) return;
      this.#refuseTwice(this.#place, symbol);
      const slot = this.#grid.slotOf(segment, stamp);
      if (!Number.isInteger(slot))
        throw offGrid(
          this.#rowAt(this.#place),
          this.#text(this.#place),
          this.#options.interval,
          instantText(this.#grid.slotStart(segment, Math.max(Math.floor(this.#grid.atEnd ? slot + 1 : slot), 0)), this.#zone),
        );
      this.#last = this.#place;
    }
  }

  /** A row for each slot of a piece: the bar that has its stamp, else a made one. */
  #emit(piece: Piece, symbol: number): void {
    for (const stamps of stampsOf(piece, this.#grid)) this.#fill(piece.segment, stamps, symbol);
    this.#endRun(piece.segment);
  }

  /** The same for stamps at even steps. */
  #fill(segment: number, stamps: EvenStamps, symbol: number): void {
    const { first, step, count } = stamps;
    if (count === 0) return;
    const { times } = this.#bars;
    const begin = this.#place;
    const start = this.#length;
    const end = lastUpTo(times, begin, Math.min(begin + count, this.#end), first + (count - 1) * step) + 1;
    const off = placeBars(times, begin, end, first, step, this.#filled.subarray(start, start + count));
    writeEven(first, step, count, start, this.#stampMs);
    const madeLength = listMade(this.#filled, start, start + count, this.#made, this.#madeLength);
    const found = placesInRows(this.#filled, this.#row, start, count, begin);
    if (off || found !== end - begin) this.#pass(segment, INFINITE, symbol);
    // What was made before the first bar carries on from an earlier one, which need not stand beside it.
    for (let i = start; i < start + count && this.#filled[i] === 1; i++) this.#row[i] = this.#last;
    if (end > begin) this.#last = end - 1;
    this.#place = end;
    this.#length += count;
    this.#madeLength = madeLength;
  }

  #endRun(segment: number): void {
    this.#runEnd.push(this.#length);
    this.#runSegment.push(segment);
  }

  #refuseTwice(place: number, symbol: number): void {
    const { times, start, symbols, stamps } = this.#bars;
    if (place === start[symbol] || times[place] !== times[place - 1]) return;
    const [row, first] = [this.#rowAt(place), this.#rowAt(place - 1)];
    if (stamps.compare(row, first) !== 0) return;
    const name = symbols[symbol];
    throw duplicateTimestamp(row, first, this.#text(place), name === null ? undefined : String(name));
  }

  #rowAt(place: number): number {
    return this.#bars.rows === null ? place : (this.#bars.rows[place] as number);
  }

  get #zone(): string {
    return this.#grid.timetable.timeZone;
  }

  #text(place: number): string {
    return this.#bars.stamps.text(this.#rowAt(place), this.#zone);
  }

  plan(): CompletionPlan {
    const length = this.#length;
    const { rows, symbols } = this.#bars;
    const row = cut(this.#row, length);
    if (rows !== null) for (let i = 0; i < length; i++) if ((row[i] as number) >= 0) row[i] = rows[row[i] as number] as number;
    return {
      length,
      row,
      filled: cut(this.#filled, length),
      made: this.#made.subarray(0, this.#madeLength),
      stampMs: cut(this.#stampMs, length),
      runEnd: Int32Array.from(this.#runEnd),
      runSegment: Int32Array.from(this.#runSegment),
      symbols,
      symbolEnd: Int32Array.from(this.#symbolEnd),
      grid: this.#grid,
      bars: this.#bars,
      carry: this.#options.carry,
    };
  }
}

function cut<T extends Int32Array | Float64Array | Uint8Array>(column: T, length: number): T {
  return column.length === length ? column : (column.slice(0, length) as T);
}

/** Sets `filled` to 0 in the slots of bars and to 1 in the others; tells whether any bar has none. */
function placeBars(times: Float64Array, begin: number, end: number, first: number, step: number, filled: Uint8Array): boolean {
  filled.fill(1);
  const perMs = 1 / step;
  let off = 0;
  for (let place = begin; place < end; place++) {
    const stamp = times[place] as number;
    // A product may miss the quotient by a little; whether the slot is right is looked at.
    const slot = ((stamp - first) * perMs + 0.5) | 0;
    off |= Number(first + slot * step !== stamp);
    filled[slot] = 0;
  }
  return off !== 0;
}

/** Writes the place of the bar of each slot, the first at `place`, or of the bar before it; tells how many slots have a bar. */
function placesInRows(filled: Uint8Array, row: Int32Array, start: number, count: number, place: number): number {
  let last = place - 1;
  for (let i = start; i < start + count; i++) {
    // `| 0` says that these are small integers, which a sum of them might not be.
    last = (last + 1 - (filled[i] as number)) | 0;
    row[i] = last;
  }
  return last - place + 1;
}
