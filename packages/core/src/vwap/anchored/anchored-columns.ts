/** Anchored VWAP over columns: what {@link AnchoredVwap} gives bar by bar, for all bars at once, equal to the last bit. @module */

import type { Frame } from "../../sessions/frame.js";
import { vwapSettings } from "../bar.js";
import { runColumns, type VwapColumns } from "../engine/bar-columns.js";
import type { BarColumnsOptions } from "../rows.js";
import { sessionVwap } from "../session/session-columns.js";
import { type AnchoredVwapOptions, anchorWindow, isSwing } from "./anchored-vwap.js";
import { checkSwing, SwingEngine } from "./swing.js";

/** Options of {@link anchoredVwap}. */
export interface AnchoredVwapColumnsOptions extends Omit<AnchoredVwapOptions, "barLabel">, BarColumnsOptions {}

/**
 * VWAP with bands from an anchor, over columns of bars. The frame has the columns `timestamp`, those that the price source needs (`high`,
 * `low` and `close` for `hlc3`), `volume`, and `high` or `low` for swings.
 *
 * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED`, `INVALID_BAR` for a negative or infinite volume, `INVALID_TIMESTAMP`, each with the row and
 * the instant; `MISSING_COLUMN`, `INVALID_ARGUMENT`, `UNKNOWN_TIME_ZONE`.
 *
 * @example
 * ```ts
 * import { anchoredVwap } from "@openbell/core/vwap";
 *
 * const bars = {
 *   timestamp: [0, 1, 2, 3, 4].map((minute) => Date.UTC(2024, 0, 8, 7, minute)),
 *   high: [10, 11, 13, 12, 11],
 *   low: [9, 10, 12, 11, 10],
 *   close: [10, 11, 13, 12, 10],
 *   volume: [100, 100, 100, 100, 200],
 * };
 * const { vwap, anchor } = anchoredVwap(bars, { price: "close", anchor: { kind: "swing-high", lookback: 3, confirmation: 1 } });
 * console.log(Array.from(vwap)); // [ NaN, NaN, NaN, 12.5, 11.25 ]
 * console.log(new Date(anchor[3] ?? 0).toISOString()); // 2024-01-08T07:02:00.000Z
 * ```
 */
export function anchoredVwap(frame: Frame, options: AnchoredVwapColumnsOptions): VwapColumns {
  const { anchor } = options;
  if (!isSwing(anchor)) {
    const { windows } = sessionVwap(frame, { ...options, windows: [anchorWindow(anchor)] });
    return windows[0] as VwapColumns;
  }
  checkSwing(anchor);
  const settings = vwapSettings(options);
  return runColumns(frame, options, settings, () => new SwingEngine(anchor, settings.deviation));
}
