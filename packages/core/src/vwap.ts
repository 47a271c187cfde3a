/**
 * Volume-weighted average price with bands: by session window, from an anchor, over the last bars; bar by bar and over columns.
 *
 * @module
 */

export { PRICE_COLUMNS, type PriceColumn, type PriceSource } from "./sessions/price.js";
export type { ExplicitSession, SessionSource } from "./sessions/timetable.js";
export { type Deviation, mergeSums, type VwapSums } from "./vwap/accumulator.js";
export { type AnchoredVwapColumnsOptions, anchoredVwap } from "./vwap/anchored/anchored-columns.js";
export {
  type Anchor,
  AnchoredVwap,
  type AnchoredVwapOptions,
  type AnchoredVwapSnapshot,
  type DailyOpenAnchor,
  type InstantAnchor,
  type SessionOpenAnchor,
} from "./vwap/anchored/anchored-vwap.js";
export type { SwingAnchor } from "./vwap/anchored/swing.js";
export { type Band, BandedVwap } from "./vwap/bands.js";
export type { VwapOptions } from "./vwap/bar.js";
export type { VwapColumns } from "./vwap/engine/bar-columns.js";
export { type RollingVwapColumnsOptions, rollingVwap } from "./vwap/rolling/rolling-columns.js";
export { RollingVwap, type RollingVwapOptions, type RollingVwapSnapshot } from "./vwap/rolling/rolling-vwap.js";
export type { BarColumnsOptions } from "./vwap/rows.js";
export {
  type BandColumns,
  type SessionVwapColumns,
  type SessionVwapColumnsOptions,
  sessionVwap,
  type WindowColumns,
  type WindowInstance,
} from "./vwap/session/session-columns.js";
export type { InstanceSums, SessionVwapSnapshot, WindowSnapshot, WindowState } from "./vwap/session/session-snapshot.js";
export {
  SessionVwap,
  type SessionVwapEvent,
  type SessionVwapOptions,
} from "./vwap/session/session-vwap.js";
export type { CompletedVwap } from "./vwap/session/window-state.js";
export type { WindowVwap } from "./vwap/session/window-vwap.js";
export type { Bar, InvalidPolicy, OutOfOrderPolicy } from "./vwap/types.js";
export { loadSessionWindows, type SessionWindowsOptions, sessionWindows, type WindowFault } from "./vwap/windows/config.js";
export { FX_WINDOWS } from "./vwap/windows/fx-windows.js";
export { columnPrefix, stateName } from "./vwap/windows/names.js";
export type { CalendarWindow, ClockWindow, ListWindow, SessionWindow } from "./vwap/windows/windows.js";
