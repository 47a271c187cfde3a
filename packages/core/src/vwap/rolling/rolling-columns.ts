/** Rolling VWAP over columns: what {@link RollingVwap} gives bar by bar, for all bars at once, equal to the last bit. @module */

import type { Frame } from "../../sessions/frame.js";
import { vwapSettings } from "../bar.js";
import { runColumns, type VwapColumns } from "../engine/bar-columns.js";
import type { BarColumnsOptions } from "../rows.js";
import { type RollingVwapOptions, rollingEngine } from "./rolling-vwap.js";

/** Options of {@link rollingVwap}. */
export interface RollingVwapColumnsOptions extends RollingVwapOptions, BarColumnsOptions {}

/**
 * VWAP with bands over the last `length` bars, over columns of bars. The frame has the columns `timestamp`, those that the price source
 * needs (`high`, `low` and `close` for `hlc3`) and `volume`.
 *
 * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED`, `INVALID_BAR` for a negative or infinite volume, `INVALID_TIMESTAMP`, each with the row and
 * the instant; `MISSING_COLUMN`, `INVALID_ARGUMENT`, `UNKNOWN_TIME_ZONE`.
 *
 * @example
 * ```ts
 * import { rollingVwap } from "@openbell/core/vwap";
 *
 * const bars = {
 *   timestamp: [0, 1, 2].map((minute) => Date.UTC(2024, 0, 8, 7, minute)),
 *   close: [10, 12, 20],
 *   volume: [100, 300, 100],
 * };
 * console.log(Array.from(rollingVwap(bars, { length: 2, price: "close" }).vwap)); // [ NaN, 11.5, 14 ]
 * ```
 */
export function rollingVwap(frame: Frame, options: RollingVwapColumnsOptions): VwapColumns {
  const settings = vwapSettings(options);
  return runColumns(frame, options, settings, () => rollingEngine(options, settings));
}
