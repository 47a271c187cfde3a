/** Bars and values in columns of doubles, a row for a stream and many at once for a frame: what engines read and write. @module */

import type { Deviation } from "../accumulator.js";
import { addBar, deviationOf, MEAN } from "../sums.js";

/** Bars as columns of equal length. */
export interface BarBlock {
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  readonly prices: Float64Array;
  /** 0 where the deviation is not that of the closes. */
  readonly closes: Float64Array;
  /** 0 where a bar does not count; its price and close may then be anything. */
  readonly volumes: Float64Array;
  /** The high or the low, for engines that look for extremes; `NaN` where it is missing. */
  readonly extremes: Float64Array;
}

/** An engine keeps no more bars than this. */
export const MOST_BARS: number = 2 ** 24;

/** A block of so many bars. */
export function barBlock(length: number): BarBlock {
  const column = (): Float64Array => new Float64Array(length);
  return { times: column(), prices: column(), closes: column(), volumes: column(), extremes: column() };
}

/** The values after each bar, as columns; `NaN` where there is none. */
export interface ValueBlock {
  readonly vwap: Float64Array;
  readonly sd: Float64Array;
  /** Timestamp of the first bar that the value is made of, epoch milliseconds. */
  readonly anchor: Float64Array;
}

/** A block of so many rows without values. */
export function valueBlock(length: number): ValueBlock {
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return { vwap: column(), sd: column(), anchor: column() };
}

/** Adds bar `i` of a block to the sums that begin at `at`. */
export function addFrom({ prices, closes, volumes }: BarBlock, i: number, sums: Float64Array, at: number): void {
  addBar(sums, at, prices[i] as number, closes[i] as number, volumes[i] as number);
}

/** Writes the values of sums into row `i`. */
export function writeValues(values: ValueBlock, i: number, sums: Float64Array, deviation: Deviation): void {
  values.vwap[i] = (sums[0] as number) > 0 ? (sums[MEAN] as number) : Number.NaN;
  values.sd[i] = deviationOf(sums, 0, deviation);
}

/** A bar of a block as plain data. */
export interface KeptBar {
  readonly timestamp: number;
  readonly price: number;
  readonly close: number;
  readonly volume: number;
}

/** Bar `i` of a block as plain data. */
export function toBar({ times, prices, closes, volumes }: BarBlock, i: number): KeptBar {
  const volume = volumes[i] as number;
  return {
    timestamp: times[i] as number,
    price: volume === 0 ? 0 : (prices[i] as number),
    close: volume === 0 ? 0 : (closes[i] as number),
    volume,
  };
}

/** Plain data as bar `i` of a block. */
export function setBar({ times, prices, closes, volumes }: BarBlock, i: number, { timestamp, price, close, volume }: KeptBar): void {
  times[i] = timestamp;
  prices[i] = price;
  closes[i] = close;
  volumes[i] = volume;
}
