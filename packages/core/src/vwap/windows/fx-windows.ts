/** The three windows of the foreign-exchange day, in UTC. @module */

import type { ClockWindow } from "./windows.js";

/**
 * Asia 00:00–08:00, London 07:00–16:00 and New York 13:00–21:00, all in UTC: the hours that charts commonly show.
 *
 * They stay where they are while London and New York put their clocks forward and back, so for half of the year they lie an hour off the
 * desks' own day. Windows with a `timeZone` follow the desks.
 *
 * @example
 * ```ts
 * import { FX_WINDOWS, SessionVwap } from "@openbell/core/vwap";
 *
 * const vwap = new SessionVwap({ windows: FX_WINDOWS });
 * vwap.update({ timestamp: Date.UTC(2024, 0, 8, 14, 30), high: 1.0952, low: 1.0948, close: 1.095, volume: 120 });
 * console.log(vwap.states); // [ 'IN_SESSION_LONDON', 'IN_SESSION_NEWYORK' ]
 * ```
 */
export const FX_WINDOWS: readonly ClockWindow[] = [
  { name: "Asia", start: "00:00:00", end: "08:00:00" },
  { name: "London", start: "07:00:00", end: "16:00:00" },
  { name: "New York", start: "13:00:00", end: "21:00:00" },
];
