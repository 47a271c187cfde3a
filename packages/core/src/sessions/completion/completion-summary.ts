/** What completing came to: how many rows were made, where, and the longest gap. @module */

import { invalidArgument } from "../../errors.js";
import { durationMs } from "../../time/duration.js";
import { columnOf, type Frame, timestampsOf } from "../frame.js";
import { isNoSession } from "../groups.js";
import { readStamps } from "../stamps.js";
import type { GridOptions } from "./plan.js";

/** Slots in a row without a bar. */
export interface LongestGap {
  /** The session by its entry in the column, and the symbol where there are some. */
  readonly session: unknown;
  readonly symbol?: unknown;
  /** Stamp of the first, epoch milliseconds. */
  readonly fromMs: number;
  readonly slots: number;
  /** So many times the interval. */
  readonly ms: number;
}

/** What completing came to. */
export interface CompletionSummary {
  readonly rows: number;
  /** Rows of the input that are in the result. */
  readonly rowsIn: number;
  /** Rows that were made. */
  readonly filled: number;
  /** Distinct sessions. */
  readonly sessions: number;
  /** The longest run of made rows with no trading pause within, the first of equals; `null` where none was made. */
  readonly longestGap: LongestGap | null;
  /** Sessions as columns of equal length, symbol after symbol. */
  readonly bySession: {
    readonly session: readonly unknown[];
    /** `null` where the frame has no symbols. */
    readonly symbol: readonly unknown[];
    readonly rows: Int32Array;
    readonly filled: Int32Array;
    /** Slots of the longest gap. */
    readonly longestGap: Int32Array;
  };
}

/**
 * Sums up a completed frame. Pass the options with which it was completed.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT`, `INVALID_TIMESTAMP`.
 *
 * @example
 * ```ts
 * import { completeSessions, summarizeCompletion } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const frame = completeSessions(XNYS, { timestamp: ["2024-07-03T09:30-04:00", "2024-07-03T09:35-04:00"], close: [10, 12] });
 * const { rowsIn, filled, longestGap } = summarizeCompletion(frame);
 * console.log(rowsIn, filled, longestGap?.slots); // 2 208 204
 * ```
 */
export function summarizeCompletion(
  frame: Frame,
  options: Pick<GridOptions, "interval" | "timestampColumn" | "symbolColumn" | "unit" | "sourceTimeZone"> = {},
): CompletionSummary {
  const { timestampColumn = "timestamp", symbolColumn = Object.hasOwn(frame, "symbol") ? "symbol" : null } = options;
  const stepMs = durationMs("interval", options.interval ?? "1m");
  const { ms } = readStamps(timestampsOf(frame, timestampColumn), options);
  const filled = columnOf(frame, "filled", ms.length);
  const session = columnOf(frame, "session_date", ms.length);
  const symbols = symbolColumn === null ? null : columnOf(frame, symbolColumn, ms.length);
  const groups: { session: unknown; symbol: unknown; rows: number; filled: number; longestGap: number }[] = [];
  let longest: LongestGap | null = null;
  let rowsIn = 0;
  let run = 0;
  for (let i = 0; i < ms.length; i++) {
    const made = filled[i];
    if (made !== 0 && made !== 1) throw invalidArgument(`frame.filled[${i}]`, "0 or 1, as completeSessions writes it", made);
    rowsIn += 1 - made;
    if (isNoSession(session[i])) {
      run = 0;
      continue;
    }
    const symbol = symbols === null ? null : symbols[i];
    let group = groups.at(-1);
    if (group === undefined || group.session !== session[i] || group.symbol !== symbol) {
      group = { session: session[i], symbol, rows: 0, filled: 0, longestGap: 0 };
      groups.push(group);
      run = 0;
    } else if ((ms[i] as number) - (ms[i - 1] as number) > stepMs) run = 0;
    group.rows++;
    group.filled += made;
    run = made === 1 ? run + 1 : 0;
    group.longestGap = Math.max(group.longestGap, run);
    if (run > (longest?.slots ?? 0)) {
      const fromMs = ms[i - run + 1] as number;
      longest = { session: session[i], ...(symbols === null ? {} : { symbol }), fromMs, slots: run, ms: run * stepMs };
    }
  }
  return {
    rows: ms.length,
    rowsIn,
    filled: ms.length - rowsIn,
    sessions: new Set(groups.map((group) => group.session)).size,
    longestGap: longest,
    bySession: {
      session: groups.map((group) => group.session),
      symbol: groups.map((group) => group.symbol),
      rows: Int32Array.from(groups, (group) => group.rows),
      filled: Int32Array.from(groups, (group) => group.filled),
      longestGap: Int32Array.from(groups, (group) => group.longestGap),
    },
  };
}
