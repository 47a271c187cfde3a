/**
 * Sums of bars kept in columns of doubles, so that a bar makes no garbage: five in a row, in the order of {@link VwapSums}. The arithmetic
 * is that of `accumulator.ts`, operation by operation.
 *
 * @module
 */

import type { VwapSums } from "./accumulator.js";

/** Doubles of a set of sums, in the order of {@link VwapSums}; the volume is the first. */
export const SUMS = 5;
export const MEAN = 1;
export const SQUARES = 2;
export const CLOSE_MEAN = 3;
export const CLOSE_SQUARES = 4;

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

/** Writes the sums of two sets of bars together, `a` from `ai` on and `b`, into `into`: the formula of `mergeSums`. */
export function mergeInto(into: Float64Array, a: Float64Array, ai: number, b: Float64Array): void {
  const va = a[ai] as number;
  const vb = b[0] as number;
  if (va === 0 || vb === 0) {
    const [from, at] = va === 0 ? [b, 0] : [a, ai];
    for (let k = 0; k < SUMS; k++) into[k] = from[at + k] as number;
    return;
  }
  const total = va + vb;
  const share = vb / total;
  const weight = va * share;
  const d = (b[MEAN] as number) - (a[ai + MEAN] as number);
  const closeD = (b[CLOSE_MEAN] as number) - (a[ai + CLOSE_MEAN] as number);
  into[0] = total;
  // From the heavier mean on, so that equal means stay what they are.
  if (va >= vb) {
    into[MEAN] = (a[ai + MEAN] as number) + d * share;
    into[CLOSE_MEAN] = (a[ai + CLOSE_MEAN] as number) + closeD * share;
  } else {
    const rest = va / total;
    into[MEAN] = (b[MEAN] as number) - d * rest;
    into[CLOSE_MEAN] = (b[CLOSE_MEAN] as number) - closeD * rest;
  }
  into[SQUARES] = (a[ai + SQUARES] as number) + (b[SQUARES] as number) + weight * (d * d);
  into[CLOSE_SQUARES] = (a[ai + CLOSE_SQUARES] as number) + (b[CLOSE_SQUARES] as number) + weight * (closeD * closeD);
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
