/** The prices of many bars at once. @module */

import type { PriceSource } from "../sessions/price.js";

/** Writes the prices of the rows `from` to `to - 1` into the beginning of `prices`: the same sums in the same order as for a single bar. */
export type PriceReader = (from: number, to: number, prices: Float64Array) => void;

/** @param columns By name; those that the source needs are there. */
export function priceReader(columns: { readonly [name: string]: Float64Array }, source: PriceSource): PriceReader {
  const column = (name: string): Float64Array => columns[name] as Float64Array;
  switch (source) {
    case "hlc3": {
      const [high, low, close] = [column("high"), column("low"), column("close")];
      return (from, to, prices) => {
        for (let i = from; i < to; i++) prices[i - from] = ((high[i] as number) + (low[i] as number) + (close[i] as number)) / 3;
      };
    }
    case "hl2": {
      const [high, low] = [column("high"), column("low")];
      return (from, to, prices) => {
        for (let i = from; i < to; i++) prices[i - from] = ((high[i] as number) + (low[i] as number)) / 2;
      };
    }
    case "ohlc4": {
      const [open, high, low, close] = [column("open"), column("high"), column("low"), column("close")];
      return (from, to, prices) => {
        for (let i = from; i < to; i++)
          prices[i - from] = ((open[i] as number) + (high[i] as number) + (low[i] as number) + (close[i] as number)) / 4;
      };
    }
    case "close":
    case "vwap": {
      const values = column(source);
      return (from, to, prices) => prices.set(values.subarray(from, to));
    }
  }
}
