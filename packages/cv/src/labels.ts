/**
 * Where labels end. The label of a row is what the model shall say of it, and it is known only when the last price is that it is made of:
 * a return over five bars at the fifth bar, a barrier at the latest at the session's close. Purging needs that time for each row.
 *
 * "Five bars" and "five sessions" are counted, never turned into hours: five sessions from a Friday, over a holiday, at another change of
 * the clocks, are never a fixed number of milliseconds. Where the data ends, labels end at its last row.
 *
 * **The bar that a label ends in.** Labels are half-open: one that ends at the very time at which a test label starts does not overlap it.
 * With bars stamped at their start that is right for a label that uses the **open** of its last bar, and wrong by one bar for one that uses
 * the **close**, as most do: that price comes a bar later than the stamp. Say so with `barMs`, the length of a bar, which is added to every
 * end. Bars stamped at their end need none.
 *
 * @module
 */

import { type CalendarDefinition, OpenbellError, sessionClose } from "@openbell/core";
import { invalidArgument, invalidLabel, refused } from "./errors.js";
import { groupSessions, Sessions } from "./sessions.js";
import type { SessionColumn, SessionId } from "./types.js";

/** Options of {@link labelEndByBars}. */
export interface BarLabelOptions {
  /** Symbol of each row, where rows of several stand in one column: a label then counts bars of its own symbol. */
  readonly symbols?: ArrayLike<unknown>;
  /** Length of a bar in milliseconds, for bars stamped at their start and labels that use the close of their last bar. Default 0. */
  readonly barMs?: number;
}

/** Options of {@link labelEndBySessions}. */
export interface SessionLabelOptions {
  /** Length of a bar in milliseconds, for bars stamped at their start and labels that use the close of their last bar. Default 0. */
  readonly barMs?: number;
  /** What to do with rows without a session: refuse them (the default), or let their labels end where they start. */
  readonly nullSession?: "error" | "drop";
}

/** Options of {@link labelEndAtSessionClose}. */
export interface SessionCloseOptions extends SessionLabelOptions {
  /** Tells when sessions close. Their ids must then be dates or day numbers. Without it a session closes with its last bar. */
  readonly calendar?: CalendarDefinition;
}

/**
 * Ends of labels that look a number of bars ahead, epoch milliseconds: the time of the row so many rows further on, of the last row where
 * there are not so many. Rows must be in order of time, those of each symbol where `symbols` is given.
 *
 * @param times Time of each row, epoch milliseconds.
 * @param bars A whole number from 0 on.
 * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED` where a row is earlier than the one before it; `INVALID_LABEL` where a time is no
 *   finite number; `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { labelEndByBars } from "@openbell/cv";
 *
 * const minutes = [0, 60_000, 120_000, 180_000];
 * console.log(labelEndByBars(minutes, 2).join(" ")); // 120000 180000 180000 180000
 * console.log(labelEndByBars(minutes, 2, { barMs: 60_000 }).join(" ")); // 180000 240000 240000 240000
 * ```
 */
export function labelEndByBars(times: ArrayLike<number>, bars: number, options: BarLabelOptions = {}): Float64Array {
  checkCount("bars", bars);
  const barMs = checkedBarMs(options.barMs);
  const { symbols } = options;
  const ends = new Float64Array(times.length);
  if (symbols === undefined) {
    endInOrder(times.length, (k) => k, times, bars, barMs, ends);
    return ends;
  }
  if (symbols.length !== times.length) throw invalidArgument("symbols", `of one length with the times, ${times.length}`, symbols.length);
  const rowsOf = new Map<unknown, number[]>();
  for (let row = 0; row < times.length; row++) {
    const rows = rowsOf.get(symbols[row]);
    if (rows === undefined) rowsOf.set(symbols[row], [row]);
    else rows.push(row);
  }
  for (const rows of rowsOf.values()) endInOrder(rows.length, (k) => rows[k] as number, times, bars, barMs, ends);
  return ends;
}

/** Writes the ends of the `length` rows that `rowAt` names, which must be in order of time. */
function endInOrder(
  length: number,
  rowAt: (k: number) => number,
  times: ArrayLike<number>,
  bars: number,
  barMs: number,
  ends: Float64Array,
): void {
  for (let k = 0; k < length; k++) {
    const row = rowAt(k);
    const time = times[row] as number;
    const end = (times[rowAt(Math.min(k + bars, length - 1))] as number) + barMs;
    if (!Number.isFinite(time)) throw invalidLabel(row, time, end);
    if (k > 0 && time < (times[rowAt(k - 1)] as number)) throw notInOrder(row, time, times[rowAt(k - 1)] as number);
    ends[row] = end;
  }
}

/**
 * Ends of labels that look a number of sessions ahead, epoch milliseconds: the last row of the session so many sessions further on, of the
 * last session where there are not so many. With 0 labels end with their own session. Rows may be in any order.
 *
 * @param sessions Session of each row, or what `groupSessions` made of it.
 * @param times Time of each row, epoch milliseconds.
 * @param count A whole number from 0 on.
 * @throws {@link OpenbellError} `INVALID_LABEL` where a label would end before it starts, or a time is no finite number;
 *   `MISSING_SESSION`; `TIMESTAMPS_NOT_SORTED` where sessions are in another order than their times; `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { labelEndBySessions } from "@openbell/cv";
 *
 * const sessions = ["2024-06-06", "2024-06-06", "2024-06-07", "2024-06-10"];
 * const times = ["2024-06-06T14:00Z", "2024-06-06T15:00Z", "2024-06-07T15:00Z", "2024-06-10T14:00Z"].map(Date.parse);
 * const ends = labelEndBySessions(sessions, times, 1);
 * console.log(Array.from(ends, (ms) => new Date(ms).toISOString().slice(5, 13)).join(" ")); // 06-07T15 06-07T15 06-10T14 06-10T14
 * ```
 */
export function labelEndBySessions(
  sessions: SessionColumn | Sessions,
  times: ArrayLike<number>,
  count: number,
  options: SessionLabelOptions = {},
): Float64Array {
  checkCount("count", count);
  const barMs = checkedBarMs(options.barMs);
  const grouped = grouping(sessions, times, options);
  const last = lastMs(grouped, times);
  return endsOf(grouped, times, (s) => (last[Math.min(s + count, last.length - 1)] as number) + barMs);
}

/**
 * Ends of labels that are closed at the end of their session, epoch milliseconds: at the close that a calendar tells, or at the session's
 * last row. Rows may be in any order.
 *
 * @param sessions Session of each row, or what `groupSessions` made of it; with a calendar dates `YYYY-MM-DD` or day numbers.
 * @param times Time of each row, epoch milliseconds.
 * @throws {@link OpenbellError} `INVALID_LABEL` where a row is later than its session's close, or a time is no finite number;
 *   `NOT_A_SESSION` where the calendar has no such session; `MISSING_SESSION`; `TIMESTAMPS_NOT_SORTED`; `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { XNYS } from "@openbell/core/calendars/xnys";
 * import { labelEndAtSessionClose } from "@openbell/cv";
 *
 * // The day before Independence Day closes at 13:00 in New York.
 * const times = [Date.parse("2024-07-03T14:30Z"), Date.parse("2024-07-05T14:30Z")];
 * const ends = labelEndAtSessionClose(["2024-07-03", "2024-07-05"], times, { calendar: XNYS });
 * console.log(Array.from(ends, (ms) => new Date(ms).toISOString()).join(" ")); // 2024-07-03T17:00:00.000Z 2024-07-05T20:00:00.000Z
 * ```
 */
export function labelEndAtSessionClose(
  sessions: SessionColumn | Sessions,
  times: ArrayLike<number>,
  options: SessionCloseOptions = {},
): Float64Array {
  const { calendar } = options;
  if (calendar === undefined) return labelEndBySessions(sessions, times, 0, options);
  if (options.barMs !== undefined)
    throw refused("barMs", "the calendar says when a session closes. Leave one of the two out.", options.barMs);
  const grouped = grouping(sessions, times, options);
  const closes = Float64Array.from(grouped.ids, (id) => sessionClose(calendar, dateOf(id)));
  return endsOf(grouped, times, (s) => closes[s] as number);
}

function grouping(sessions: SessionColumn | Sessions, times: ArrayLike<number>, options: SessionLabelOptions): Sessions {
  if (!(sessions instanceof Sessions)) return groupSessions(sessions, { nullSession: options.nullSession ?? "error", times });
  if (times.length !== sessions.rows) throw invalidArgument("times", `of one length with the sessions, ${sessions.rows}`, times.length);
  sessions.checkOrder(times);
  return sessions;
}

/** Time of each session's last row. Rows whose time is no number are passed over: they are refused by their own name. */
function lastMs(sessions: Sessions, times: ArrayLike<number>): Float64Array {
  const last = new Float64Array(sessions.length).fill(Number.NEGATIVE_INFINITY);
  for (let r = 0; r < sessions.runSession.length; r++) {
    const session = sessions.runSession[r] as number;
    if (session < 0) continue;
    for (let row = sessions.runStart[r] as number; row < (sessions.runStart[r + 1] as number); row++) {
      const time = times[row] as number;
      if (time > (last[session] as number)) last[session] = time;
    }
  }
  return last;
}

/** The end of each row's label, which its session decides. Labels of rows without a session end where they start: no fold has such rows. */
function endsOf(sessions: Sessions, times: ArrayLike<number>, endOf: (session: number) => number): Float64Array {
  const ends = Float64Array.from(times);
  for (let r = 0; r < sessions.runSession.length; r++) {
    const session = sessions.runSession[r] as number;
    if (session < 0) continue;
    const end = endOf(session);
    for (let row = sessions.runStart[r] as number; row < (sessions.runStart[r + 1] as number); row++) {
      const start = times[row] as number;
      if (!(start <= end && end - start < Number.POSITIVE_INFINITY)) throw invalidLabel(row, start, end);
      ends[row] = end;
    }
  }
  return ends;
}

function dateOf(id: SessionId): string | number {
  if (typeof id === "bigint") throw invalidArgument("sessions", "dates YYYY-MM-DD or day numbers, for a calendar to know them", id);
  return id;
}

function checkCount(name: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw invalidArgument(name, "a whole number from 0 on", count);
}

function checkedBarMs(barMs = 0): number {
  if (!Number.isFinite(barMs) || barMs < 0) throw invalidArgument("barMs", "the length of a bar in milliseconds", barMs);
  return barMs;
}

function notInOrder(index: number, found: number, before: number): OpenbellError {
  return new OpenbellError(
    "TIMESTAMPS_NOT_SORTED",
    `Bars ahead are counted in order of rows: row ${index} at ${found} comes after ${before}. Sort by time, or pass \`symbols\` where rows of several stand in one column.`,
    { index, found, before },
  );
}
