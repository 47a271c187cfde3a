/** Generated timestamps, and sessions as a table that a join can answer from. @module */

import { compileCalendar, NO_SESSION } from "@openbell/core";

/** First minute of the generated column. With ten million rows it ends in 2027. */
const FIRST_MS = Date.UTC(2008, 5, 1);

/** Consecutive minutes: epoch milliseconds, in order. */
export function minutes(rows) {
  const column = new Float64Array(rows);
  for (let i = 0; i < rows; i++) column[i] = FIRST_MS + i * 60_000;
  return column;
}

/** Uniform numbers in [0, 1), the same in every run (xorshift). */
export function randomNumbers(seed = 0x2545f491) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

/** A copy of a column in an order without pattern (Fisher and Yates), the same in every run. */
export function shuffled(column) {
  const random = randomNumbers();
  const copy = column.slice();
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const value = copy[i];
    copy[i] = copy[j];
    copy[j] = value;
  }
  return copy;
}

/**
 * Where the answer changes: from each `at` on (epoch milliseconds) the session date is `day`, `null` outside sessions. With the gaps in
 * the table, an as-of join alone gives what `assignSessions` gives. Only the years of the column.
 */
export function boundaries(calendar, column) {
  let fromMs = column[0];
  let toMs = column[0];
  for (const ms of column) {
    if (ms < fromMs) fromMs = ms;
    if (ms > toMs) toMs = ms;
  }
  const { openMs, closeMs, segmentDay } = compileCalendar(calendar).years(
    new Date(fromMs).getUTCFullYear(),
    new Date(toMs).getUTCFullYear(),
  );
  const at = [];
  const day = [];
  for (let i = 0; i < openMs.length; i++) {
    at.push(openMs[i]);
    day.push(segmentDay[i]);
    if (openMs[i + 1] !== closeMs[i]) {
      at.push(closeMs[i]);
      day.push(null);
    }
  }
  return { at: Float64Array.from(at), day };
}

/** Stops the run where two ways came to different sessions: a faster wrong answer is no figure. */
export function mustAgree(what, dates, others) {
  if (dates.length !== others.length) throw new Error(`${what}: ${others.length} rows, expected ${dates.length}`);
  for (let i = 0; i < dates.length; i++)
    if (dates[i] !== (others[i] ?? NO_SESSION)) throw new Error(`${what}: row ${i} is ${others[i]}, expected ${dates[i]}`);
}

/** First session date of {@link sessionDays}: 2008-05-01. */
const FIRST_DAY = 14_000;

/** Session dates of rows in order, as day numbers: 1,380 rows a session; fewer where there are few rows, so that there are sessions to split. */
export function sessionDays(rows) {
  const each = Math.min(1_380, Math.ceil(rows / 20));
  return Int32Array.from({ length: rows }, (_, row) => FIRST_DAY + Math.floor(row / each));
}
