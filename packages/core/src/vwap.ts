/**
 * Volume-weighted average price with bands: by session window, from an anchor, over the last bars; bar by bar and over columns.
 *
 * @module
 */

export { PRICE_COLUMNS, type PriceColumn, type PriceSource } from "./sessions/price.js";
export type { ExplicitSession, SessionSource } from "./sessions/timetable.js";
export { type Deviation, mergeSums, type VwapSums } from "./vwap/accumulator.js";
export {
  type Anchor,
  AnchoredVwap,
  type AnchoredVwapOptions,
  type AnchoredVwapSnapshot,
  type DailyOpenAnchor,
  type InstantAnchor,
  type SessionOpenAnchor,
} from "./vwap/anchored.js";
export { type AnchoredVwapColumnsOptions, anchoredVwap } from "./vwap/anchored-batch.js";
export type { Band, VwapOptions } from "./vwap/bar.js";
export type { VwapColumns } from "./vwap/bar-columns.js";
export {
  type BandColumns,
  type SessionVwapColumns,
  type SessionVwapColumnsOptions,
  sessionVwap,
  type WindowColumns,
  type WindowInstance,
} from "./vwap/batch.js";
export { loadSessionWindows, type SessionWindowsOptions, sessionWindows, type WindowFault } from "./vwap/config.js";
export { FX_WINDOWS } from "./vwap/fx-windows.js";
export { columnPrefix, stateName } from "./vwap/names.js";
export { RollingVwap, type RollingVwapOptions, type RollingVwapSnapshot } from "./vwap/rolling.js";
export { type RollingVwapColumnsOptions, rollingVwap } from "./vwap/rolling-batch.js";
export type { BarColumnsOptions } from "./vwap/rows.js";
export type { InstanceSums, SessionVwapSnapshot, WindowSnapshot, WindowState } from "./vwap/session-snapshot.js";
export {
  type CompletedVwap,
  SessionVwap,
  type SessionVwapEvent,
  type SessionVwapOptions,
  type WindowVwap,
} from "./vwap/session-vwap.js";
export type { SwingAnchor } from "./vwap/swing.js";
export type { Bar, InvalidPolicy, OutOfOrderPolicy } from "./vwap/types.js";
export type { CalendarWindow, ClockWindow, ListWindow, SessionWindow } from "./vwap/windows.js";
