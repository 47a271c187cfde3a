/** Where bars are missing, without making any. @module */

import type { Frame } from "../frame.js";
import type { SessionSource } from "../timetable.js";
import { sessionName } from "../timetable.js";
import { type CompletionPlan, type GridOptions, planRows } from "./plan.js";

/** Runs of slots without a bar as columns of equal length, symbol after symbol, in order of time. A pause of trading ends a run. */
export interface Gaps {
  /** Names of the sessions: `YYYY-MM-DD` of a calendar, the ids of a list. */
  readonly session: readonly (string | number)[];
  /** `null` where the frame has no symbols. */
  readonly symbol: readonly unknown[];
  /** From the start of the first missing slot to the end of the last, epoch milliseconds, half-open. */
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  readonly slots: Int32Array;
  readonly summary: GapSummary;
}

/** Gaps in figures. Sessions count once for each symbol. */
export interface GapSummary {
  readonly sessions: number;
  readonly complete: number;
  readonly incomplete: number;
  /** Slots in the range, those without a bar, and their share from 0 to 1. */
  readonly slots: number;
  readonly missing: number;
  readonly share: number;
  /** Index of the longest run, the first of equals; -1 where nothing is missing. */
  readonly longest: number;
}

/**
 * Finds runs of slots without a bar.
 *
 * @throws {@link OpenbellError} as {@link completeSessions} does.
 *
 * @example
 * ```ts
 * import { findGaps, formatInstant } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const gaps = findGaps(XNYS, { timestamp: ["2024-07-03T09:30-04:00", "2024-07-03T10:30-04:00"] }, { interval: "30m" });
 * console.log(gaps.session, gaps.slots); // [ '2024-07-03', '2024-07-03' ] Int32Array(2) [ 1, 4 ]
 * console.log(formatInstant(gaps.fromMs[1] ?? 0, "America/New_York")); // 2024-07-03T11:00:00-04:00
 * console.log(gaps.summary.missing, gaps.summary.slots); // 5 7
 * ```
 */
export function findGaps(source: SessionSource, frame: Frame, options: GridOptions = {}): Gaps {
  const plan = planRows(source, frame, options);
  const { grid, made, stampMs, runSegment, runEnd, symbols, symbolEnd } = plan;
  const found: { session: string | number; symbol: unknown; fromMs: number; toMs: number; slots: number }[] = [];
  let [run, symbol] = [0, 0];
  for (let m = 0; m < made.length; ) {
    const i = made[m] as number;
    while (i >= (runEnd[run] as number)) run++;
    while (i >= (symbolEnd[symbol] as number)) symbol++;
    const segment = runSegment[run] as number;
    let end = m + 1;
    while (end < made.length && made[end] === i + end - m && (made[end] as number) < (runEnd[run] as number)) end++;
    const slot = grid.slotOf(segment, stampMs[i] as number);
    found.push({
      session: sessionName(grid.timetable, grid.sessionOf[segment] as number),
      symbol: symbols[symbol],
      fromMs: grid.slotStart(segment, slot),
      toMs: grid.slotStart(segment, slot + end - m),
      slots: end - m,
    });
    m = end;
  }
  return {
    session: found.map((gap) => gap.session),
    symbol: found.map((gap) => gap.symbol),
    fromMs: Float64Array.from(found, (gap) => gap.fromMs),
    toMs: Float64Array.from(found, (gap) => gap.toMs),
    slots: Int32Array.from(found, (gap) => gap.slots),
    summary: summaryOf(
      plan,
      found.map((gap) => gap.slots),
    ),
  };
}

function summaryOf({ grid, made, runSegment, runEnd, symbolEnd }: CompletionPlan, gaps: readonly number[]): GapSummary {
  let [sessions, incomplete, slots, m, symbol] = [0, 0, 0, 0, 0];
  let last = "";
  let open = false;
  for (let r = 0; r < runEnd.length; r++) {
    const segment = runSegment[r] as number;
    if (segment < 0) continue;
    const [start, end] = [runEnd[r - 1] ?? 0, runEnd[r] as number];
    while (start >= (symbolEnd[symbol] as number)) symbol++;
    const key = `${symbol} ${grid.sessionOf[segment]}`;
    if (key !== last) {
      sessions++;
      open = false;
      last = key;
    }
    slots += end - start;
    const before = m;
    while (m < made.length && (made[m] as number) < end) m++;
    if (m > before && !open) {
      incomplete++;
      open = true;
    }
  }
  const missing = made.length;
  const longest = gaps.reduce((best, count, i) => (best < 0 || count > (gaps[best] as number) ? i : best), -1);
  return { sessions, complete: sessions - incomplete, incomplete, slots, missing, share: slots === 0 ? 0 : missing / slots, longest };
}
