/** One bar at a time: its price, its volume, and whether it counts. @module */

import { invalidArgument, invalidBar, invalidTimestamp } from "../errors.js";
import { checkPriceSource, PRICE_COLUMNS, type PriceSource } from "../sessions/price.js";
import { instantText } from "../time/instant.js";
import type { Deviation } from "./accumulator.js";
import type { Bar, InvalidPolicy, OutOfOrderPolicy } from "./types.js";

/** Options that every VWAP has. */
export interface VwapOptions {
  /** The price that stands for a bar. Default `hlc3`. */
  readonly price?: PriceSource;
  /** What bands are made of. Default `price`. */
  readonly deviation?: Deviation;
  /** Multiples at which there are bands, each 0 or more. Default 1, 2 and 3. */
  readonly multipliers?: readonly number[];
  /** Bars earlier than the one before: an error (default), or left out. */
  readonly onOutOfOrder?: OutOfOrderPolicy;
  /** Bars with a negative or infinite volume: an error (default), or left out. */
  readonly onInvalid?: InvalidPolicy;
}

/** {@link VwapOptions}, checked and complete. */
export type VwapSettings = Required<VwapOptions>;

/** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function vwapSettings(options: VwapOptions): VwapSettings {
  const { price = "hlc3", deviation = "price", multipliers = [1, 2, 3], onOutOfOrder = "throw", onInvalid = "throw" } = options;
  checkPriceSource(price);
  if (deviation !== "price" && deviation !== "close" && deviation !== "percent")
    throw invalidArgument("deviation", '"price", "close" or "percent"', deviation);
  if (onOutOfOrder !== "throw" && onOutOfOrder !== "ignore") throw invalidArgument("onOutOfOrder", '"throw" or "ignore"', onOutOfOrder);
  if (onInvalid !== "throw" && onInvalid !== "skip") throw invalidArgument("onInvalid", '"throw" or "skip"', onInvalid);
  if (!Array.isArray(multipliers)) throw invalidArgument("multipliers", "a list of numbers", multipliers);
  for (const multiplier of multipliers)
    if (!(Number.isFinite(multiplier) && multiplier >= 0)) throw invalidArgument("multipliers", "finite numbers of 0 or more", multiplier);
  return { price, deviation, multipliers, onOutOfOrder, onInvalid };
}

/** The price of a bar, `NaN` where a price that the source needs is missing or not finite. */
export function barPrice(bar: Bar, source: PriceSource): number {
  switch (source) {
    case "hlc3":
      return ((bar.high ?? Number.NaN) + (bar.low ?? Number.NaN) + (bar.close ?? Number.NaN)) / 3;
    case "hl2":
      return ((bar.high ?? Number.NaN) + (bar.low ?? Number.NaN)) / 2;
    case "ohlc4":
      return ((bar.open ?? Number.NaN) + (bar.high ?? Number.NaN) + (bar.low ?? Number.NaN) + (bar.close ?? Number.NaN)) / 4;
    case "close":
      return bar.close ?? Number.NaN;
    case "vwap":
      return bar.vwap ?? Number.NaN;
  }
}

/** Whether prices and volumes can be added up: finite, and a volume above 0. */
export function counts(price: number, close: number, volume: number): boolean {
  return volume > 0 && volume < Number.POSITIVE_INFINITY && price - price === 0 && close - close === 0;
}

/** Whether a volume is none at all: negative or infinite. `NaN` is a missing one. */
export function isInvalidVolume(volume: number): boolean {
  return volume < 0 || volume === Number.POSITIVE_INFINITY;
}

/** The error for such a volume. `index` is the row, `null` in a stream. */
export function invalidVolume(index: number | null, timestamp: number, zone: string, volume: number): Error {
  return invalidBar(
    index,
    instantText(timestamp, zone),
    "volume",
    "0 or more",
    volume,
    'Correct the volume, or pass onInvalid: "skip" to leave such bars out.',
  );
}

/** Checks that a bar has a timestamp. @throws {@link OpenbellError} `INVALID_TIMESTAMP`. */
export function checkTimestamp(timestamp: unknown, index?: number): void {
  if (typeof timestamp !== "number" || !(Math.abs(timestamp) < 8.6e15)) throw invalidTimestamp(timestamp, "epoch milliseconds", index);
}

/** The columns of a frame that a price source reads, by name. */
export function columnsOf(price: PriceSource, deviation: Deviation): readonly string[] {
  return [...new Set<string>([...PRICE_COLUMNS[price], ...(deviation === "close" ? ["close"] : []), "volume"])];
}
