/** The price that stands for a bar. @module */

import { invalidArgument } from "../errors.js";

/**
 * The price that stands for a bar: `hlc3` is (high + low + close) / 3, the typical price; `hl2` (high + low) / 2; `ohlc4` the mean of all
 * four; `close` the close; `vwap` the bar's own volume-weighted price, from its column of that name.
 */
export type PriceSource = "hlc3" | "hl2" | "ohlc4" | "close" | "vwap";

/** A bar's columns that a source needs, in the order in which they are added. */
export const PRICE_COLUMNS: { readonly [source in PriceSource]: readonly PriceColumn[] } = {
  hlc3: ["high", "low", "close"],
  hl2: ["high", "low"],
  ohlc4: ["open", "high", "low", "close"],
  close: ["close"],
  vwap: ["vwap"],
};

/** A column of a bar with a price in it. */
export type PriceColumn = "open" | "high" | "low" | "close" | "vwap";

/** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function checkPriceSource(source: unknown): asserts source is PriceSource {
  if (typeof source !== "string" || !Object.hasOwn(PRICE_COLUMNS, source))
    throw invalidArgument("price", '"hlc3", "hl2", "ohlc4", "close" or "vwap"', source);
}
