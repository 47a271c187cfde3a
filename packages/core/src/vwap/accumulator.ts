/**
 * Volume-weighted mean and variance, one observation after another.
 *
 * West's recurrence (D. H. D. West, "Updating mean and variance estimates", 1979) in the form whose every term of the sum of squares is
 * positive: the variance is never negative and exactly 0 for a constant price, where Σvp²/Σv − vwap² loses all digits to cancellation.
 * Two sums are put together by the formula of Chan, Golub and LeVeque (1979).
 *
 * @module
 */

/** Sums of the bars so far, as plain data. */
export interface VwapSums {
  /** Σ volume. */
  readonly volume: number;
  /** Volume-weighted mean of the prices: the VWAP. 0 where no volume was seen. */
  readonly mean: number;
  /** Σ volume · (price − mean)². */
  readonly squares: number;
  /** Volume-weighted mean of the closes, and Σ volume · (close − that mean)². */
  readonly closeMean: number;
  readonly closeSquares: number;
}

/** No bars. */
export const NO_SUMS: VwapSums = { volume: 0, mean: 0, squares: 0, closeMean: 0, closeSquares: 0 };

/** The sums of two sets of bars together. Symmetric; adding {@link NO_SUMS} changes nothing. */
export function mergeSums(a: VwapSums, b: VwapSums): VwapSums {
  if (a.volume === 0) return b;
  if (b.volume === 0) return a;
  const volume = a.volume + b.volume;
  const mean = together(a.mean, a.volume, b.mean, b.volume, volume);
  const closeMean = together(a.closeMean, a.volume, b.closeMean, b.volume, volume);
  const weight = a.volume * (b.volume / volume);
  const d = b.mean - a.mean;
  const closeD = b.closeMean - a.closeMean;
  return {
    volume,
    mean,
    squares: a.squares + b.squares + weight * (d * d),
    closeMean,
    closeSquares: a.closeSquares + b.closeSquares + weight * (closeD * closeD),
  };
}

/** The mean of two weighted means, from the heavier one on, so that equal means stay what they are. */
function together(a: number, wa: number, b: number, wb: number, volume: number): number {
  return wa >= wb ? a + (b - a) * (wb / volume) : b + (a - b) * (wa / volume);
}

/**
 * How far prices stray from the VWAP, for bands: `price` is the standard deviation of the averaged price itself, as TradingView has it;
 * `close` that of the closes against the current VWAP, as the specification of the session VWAP has it; `percent` no deviation: bands are
 * a percentage of the VWAP.
 */
export type Deviation = "price" | "close" | "percent";

/** Standard deviation of the prices: population, weighted by volume. `NaN` without volume. */
export function priceDeviation(squares: number, volume: number): number {
  return Math.sqrt(squares / volume);
}

/** Standard deviation of the closes against the VWAP: Σ v·(close − vwap)² / Σ v, taken apart at the mean of the closes. */
export function closeDeviation(closeSquares: number, closeMean: number, mean: number, volume: number): number {
  const d = closeMean - mean;
  return Math.sqrt(closeSquares / volume + d * d);
}

/** The upper band at a multiple; the lower one at the negative multiple. For `percent` the multiple is in percent of the VWAP. */
export function bandAt(vwap: number, sd: number, multiple: number, deviation: Deviation): number {
  return deviation === "percent" ? vwap * (1 + multiple / 100) : vwap + multiple * sd;
}
