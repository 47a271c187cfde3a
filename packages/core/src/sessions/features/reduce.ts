/** Many bars to one: what becomes of each column. @module */

import { invalidArgument, invalidBar } from "../../errors.js";
import { instantText } from "../../time/instant.js";
import { columnOf, sameType } from "../frame.js";
import { checkPriceSource, PRICE_COLUMNS, type PriceSource } from "../price.js";
import { type BarOrder, numbersInOrder, rowAt } from "./bar-order.js";
import { Growing } from "./growing.js";

/** What many values come to. `first` and `last` are the first and last that there are, of any type; the others take numbers. */
export type Reduction = "first" | "last" | "max" | "min" | "sum";

/** The columns of a bar that have a reduction of their own. */
export type BarColumn = keyof typeof BAR_COLUMNS;

/** @internal */
export const BAR_COLUMNS = { open: "first", high: "max", low: "min", close: "last", volume: "sum" } as const;

const REDUCTIONS: readonly Reduction[] = ["first", "last", "max", "min", "sum"];

/** Columns with the reduction of each. */
export type ColumnReductions = { readonly [column: string]: Reduction };

/** Columns of a bar that the frame has, as numbers; `NaN` where none of the bars has a value. */
export type ReducedBars<F> = { readonly [column in Extract<keyof F, BarColumn>]: Float64Array };

/**
 * Which places become which bar: the range `r` has the places `from[r]` to `to[r] - 1` and goes to the bar `bar[r]`. Ranges are in order
 * of time within a bar.
 */
export interface Ranges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly bar: Int32Array;
  /** How many bars there are. */
  readonly bars: number;
}

/** Ranges as they are found. */
export class RangeList {
  readonly #from = new Growing(Int32Array);
  readonly #to = new Growing(Int32Array);
  readonly #bar = new Growing(Int32Array);

  add(from: number, to: number, bar: number): void {
    this.#from.push(from);
    this.#to.push(to);
    this.#bar.push(bar);
  }

  /** The ranges so far, which come to so many bars. */
  done(bars: number): Ranges {
    return { from: this.#from.done(), to: this.#to.done(), bar: this.#bar.done(), bars };
  }
}

/**
 * Checks the extra columns asked for.
 *
 * @param taken Names that the result has of its own.
 * @throws {@link OpenbellError} `INVALID_ARGUMENT`, `MISSING_COLUMN`.
 */
export function checkColumns({ frame }: BarOrder, columns: ColumnReductions, taken: readonly string[]): void {
  for (const [name, reduction] of Object.entries(columns)) {
    columnOf(frame, name);
    if (Object.hasOwn(BAR_COLUMNS, name) || taken.includes(name))
      throw invalidArgument(`columns.${name}`, "left out: the result has a column of that name", reduction);
    if (!REDUCTIONS.includes(reduction)) throw invalidArgument(`columns.${name}`, '"first", "last", "max", "min" or "sum"', reduction);
  }
}

/** The columns of a bar that the frame has, reduced. @throws {@link OpenbellError} `INVALID_BAR` with the row. */
export function reduceBars(order: BarOrder, ranges: Ranges, timeZone: string): { [column in BarColumn]?: Float64Array } {
  const reduced: { [column in BarColumn]?: Float64Array } = {};
  for (const [name, reduction] of Object.entries(BAR_COLUMNS) as [BarColumn, Reduction][]) {
    if (!Object.hasOwn(order.frame, name)) continue;
    const values = numbersInOrder(order, name, timeZone);
    if (name === "volume") checkVolume(order, ranges, values, timeZone);
    reduced[name] = reduceNumbers(values, ranges, reduction);
  }
  return reduced;
}

/** The extra columns asked for, reduced. @throws {@link OpenbellError} `INVALID_BAR` with the row. */
export function reduceColumns(
  order: BarOrder,
  ranges: Ranges,
  columns: ColumnReductions,
  timeZone: string,
): Record<string, ArrayLike<unknown>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, reduction]) => [
      name,
      reduction === "first" || reduction === "last"
        ? pickValues(order, ranges, name, reduction)
        : reduceNumbers(numbersInOrder(order, name, timeZone), ranges, reduction),
    ]),
  );
}

/** The value of a column at the first row of each bar, in a column of the same type: for columns that are the same all along. */
export function pickFirst(order: BarOrder, ranges: Ranges, name: string): ArrayLike<unknown> {
  return pickAt(order, name, placesOf(ranges, "first"));
}

/** First or last values of any type, in a column of the same type; `NaN` or `null` where a bar has none. */
function pickValues(order: BarOrder, ranges: Ranges, name: string, which: "first" | "last"): ArrayLike<unknown> {
  const column = columnOf(order.frame, name);
  const isThere = (place: number): boolean => {
    const value = column[rowAt(order, place)];
    return value !== null && value !== undefined && !Number.isNaN(value);
  };
  return pickAt(order, name, placesOf(ranges, which, isThere));
}

function pickAt(order: BarOrder, name: string, places: Int32Array): ArrayLike<unknown> {
  const column = columnOf(order.frame, name);
  const picked = sameType(column, places.length);
  const none = Array.isArray(column) ? null : Number.NaN;
  // Only columns that can hold "no value" have a bar without one.
  for (let b = 0; b < places.length; b++) picked[b] = (places[b] as number) < 0 ? none : column[rowAt(order, places[b] as number)];
  return picked;
}

/** The first or last place of each bar that passes; -1 where none does. */
export function placesOf(
  { from, to, bar, bars }: Ranges,
  which: "first" | "last",
  passes: (place: number) => boolean = () => true,
): Int32Array {
  const places = new Int32Array(bars).fill(-1);
  const ranges = from.length;
  for (let k = 0; k < ranges; k++) {
    // The ranges of a bar are in order of time: the first wins, or the last.
    const r = which === "first" ? k : ranges - 1 - k;
    if ((places[bar[r] as number] as number) >= 0) continue;
    const [begin, end] = [from[r] as number, to[r] as number];
    let place = which === "first" ? begin : end - 1;
    while (place >= begin && place < end && !passes(place)) place += which === "first" ? 1 : -1;
    if (place >= begin && place < end) places[bar[r] as number] = place;
  }
  return places;
}

/** The values of a column at some places, `NaN` at -1. */
export function valuesAt(values: Float64Array, places: Int32Array): Float64Array {
  const out = new Float64Array(places.length);
  for (let b = 0; b < out.length; b++) out[b] = (places[b] as number) < 0 ? Number.NaN : (values[places[b] as number] as number);
  return out;
}

/** Numbers to numbers. A missing value counts for nothing; the sum of nothing is 0, all else of nothing `NaN`. */
export function reduceNumbers(values: Float64Array, ranges: Ranges, reduction: Reduction): Float64Array {
  if (reduction === "sum") return sums(values, ranges);
  if (reduction === "max" || reduction === "min") return extremes(values, ranges, reduction === "max");
  return valuesAt(
    values,
    placesOf(ranges, reduction, (place) => !Number.isNaN(values[place])),
  );
}

function sums(values: Float64Array, { from, to, bar, bars }: Ranges): Float64Array {
  const out = new Float64Array(bars);
  for (let r = 0; r < from.length; r++) {
    const end = to[r] as number;
    let sum = out[bar[r] as number] as number;
    for (let i = from[r] as number; i < end; i++) {
      const x = values[i] as number;
      if (!Number.isNaN(x)) sum += x;
    }
    out[bar[r] as number] = sum;
  }
  return out;
}

function extremes(values: Float64Array, { from, to, bar, bars }: Ranges, max: boolean): Float64Array {
  const out = new Float64Array(bars).fill(Number.NaN);
  for (let r = 0; r < from.length; r++) {
    const end = to[r] as number;
    let best = out[bar[r] as number] as number;
    for (let i = from[r] as number; i < end; i++) {
      const x = values[i] as number;
      if ((max ? x > best : x < best) || Number.isNaN(best)) best = x;
    }
    out[bar[r] as number] = best;
  }
  return out;
}

/** @throws {@link OpenbellError} `INVALID_BAR` for a volume below 0 or infinite, with the row. */
function checkVolume(order: BarOrder, { from, to }: Ranges, volume: Float64Array, timeZone: string): void {
  for (let r = 0; r < from.length; r++) {
    const end = to[r] as number;
    for (let i = from[r] as number; i < end; i++) {
      const v = volume[i] as number;
      if (v < 0 || v === Number.POSITIVE_INFINITY)
        throw invalidBar(
          rowAt(order, i),
          instantText(order.times[i] as number, timeZone),
          "volume",
          "0 or more, and finite",
          v,
          "Set it to null where the volume is not known.",
        );
    }
  }
}

/**
 * The volume-weighted mean price of each bar, `NaN` without volume, by the recurrence that the session VWAP uses, so that both agree to the
 * last bit.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT`, `MISSING_COLUMN`, `INVALID_BAR` with the row.
 */
export function reduceVwap(order: BarOrder, { from, to, bar, bars }: Ranges, price: PriceSource, timeZone: string): Float64Array {
  checkPriceSource(price);
  const columns = PRICE_COLUMNS[price].map((name) => numbersInOrder(order, name, timeZone));
  const volume = numbersInOrder(order, "volume", timeZone);
  const [a, b, c, d] = columns as [Float64Array, ...Float64Array[]];
  const mean = new Float64Array(bars);
  const sum = new Float64Array(bars);
  for (let r = 0; r < from.length; r++) {
    const end = to[r] as number;
    let m = mean[bar[r] as number] as number;
    let w = sum[bar[r] as number] as number;
    for (let i = from[r] as number; i < end; i++) {
      const v = volume[i] as number;
      let p = a[i] as number;
      if (d !== undefined) p = (p + (b as Float64Array)[i]! + (c as Float64Array)[i]! + d[i]!) / 4;
      else if (c !== undefined) p = (p + (b as Float64Array)[i]! + c[i]!) / 3;
      else if (b !== undefined) p = (p + b[i]!) / 2;
      // The difference of a finite number with itself is 0, of any other NaN.
      if (!(v > 0) || p - p !== 0) continue;
      w += v;
      m += (p - m) * (v / w);
    }
    mean[bar[r] as number] = m;
    sum[bar[r] as number] = w;
  }
  for (let g = 0; g < bars; g++) if (sum[g] === 0) mean[g] = Number.NaN;
  return mean;
}
