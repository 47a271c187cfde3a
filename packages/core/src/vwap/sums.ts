/**
 * Sums of bars kept in columns of doubles, so that a bar makes no garbage: five in a row, in the order of {@link VwapSums}. The arithmetic
 * is that of `accumulator.ts`, operation by operation.
 *
 * @module
 */

import { closeDeviation, type Deviation, priceDeviation, type VwapSums } from "./accumulator.js";

/** Doubles of a set of sums, in the order of {@link VwapSums}; the volume is the first. */
export const SUMS = 5;
export const MEAN = 1;
export const SQUARES = 2;
export const CLOSE_MEAN = 3;
export const CLOSE_SQUARES = 4;

/** Adds a bar where closes do not matter. */
export function addPrice(sums: Float64Array, at: number, price: number, volume: number): void {
  const before = sums[at] as number;
  const total = before + volume;
  const d = price - (sums[at + MEAN] as number);
  const r = d * (volume / total);
  sums[at] = total;
  sums[at + MEAN] = (sums[at + MEAN] as number) + r;
  sums[at + SQUARES] = (sums[at + SQUARES] as number) + before * d * r;
}

/** Adds a bar to the sums that begin at `at`; one of volume 0 adds nothing. `close` is 0 where closes do not matter. */
export function addBar(sums: Float64Array, at: number, price: number, close: number, volume: number): void {
  if (volume === 0) return;
  const before = sums[at] as number;
  const total = before + volume;
  const share = volume / total;
  const d = price - (sums[at + MEAN] as number);
  const r = d * share;
  const closeD = close - (sums[at + CLOSE_MEAN] as number);
  const closeR = closeD * share;
  sums[at] = total;
  sums[at + MEAN] = (sums[at + MEAN] as number) + r;
  sums[at + SQUARES] = (sums[at + SQUARES] as number) + before * d * r;
  sums[at + CLOSE_MEAN] = (sums[at + CLOSE_MEAN] as number) + closeR;
  sums[at + CLOSE_SQUARES] = (sums[at + CLOSE_SQUARES] as number) + before * closeD * closeR;
}

/** The standard deviation that bands are made of, of the sums that begin at `at`; `NaN` without volume. */
export function deviationOf(sums: Float64Array, at: number, deviation: Deviation): number {
  const volume = sums[at] as number;
  return deviation === "close"
    ? closeDeviation(sums[at + CLOSE_SQUARES] as number, sums[at + CLOSE_MEAN] as number, sums[at + MEAN] as number, volume)
    : priceDeviation(sums[at + SQUARES] as number, volume);
}

/** Sums as plain data. */
export function toSums(sums: Float64Array): VwapSums {
  const [volume, mean, squares, closeMean, closeSquares] = sums as unknown as [number, number, number, number, number];
  return { volume, mean, squares, closeMean, closeSquares };
}

/** Plain data as sums. */
export function setSums(sums: Float64Array, { volume, mean, squares, closeMean, closeSquares }: VwapSums): void {
  sums.set([volume, mean, squares, closeMean, closeSquares]);
}
