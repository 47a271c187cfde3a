/**
 * Calendar dates as day numbers: whole days since 1970-01-01 in the proleptic Gregorian calendar. The arithmetic is that of the runtime's
 * `Date` in UTC, which holds for ±100 million days; its local-time methods are never used.
 *
 * @module
 */

import { invalidDate } from "../errors.js";

/** Milliseconds of a day without a clock change. */
export const DAY_MS = 86_400_000;

/** Beyond every instant. */
export const INFINITE: number = Number.POSITIVE_INFINITY;

/** What a session-date column holds where a row has no session: the smallest 32-bit integer. */
export const NO_SESSION = -2147483648;

const ISO_DATE = /^(?!\+00|-0{6})([+-]\d{6}|\d{4})-(\d\d)-(\d\d)$/;

/** Day number of a year, month (1–12) and day. Days beyond the month's end run on into the next. */
export function dayNumber(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS;
}

/** Year of a day number. */
export function yearOfDay(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday. */
export function isoWeekday(day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((day + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Day number of a date `YYYY-MM-DD`, `NaN` for any other text and for days that do not exist. */
export function readDate(text: string): number {
  const [year, month, dayOfMonth] = ISO_DATE.exec(text)?.slice(1).map(Number) ?? [];
  const day = dayNumber(year as number, month as number, dayOfMonth as number);
  const date = new Date(day * DAY_MS);
  // 30 February has become 2 March.
  return date.getUTCDate() === dayOfMonth && date.getUTCMonth() + 1 === month ? day : Number.NaN;
}

/**
 * Day number of a date `YYYY-MM-DD`.
 *
 * @throws {@link OpenbellError} `INVALID_DATE` for any other form and for days that do not exist.
 */
export function parseDate(date: string): number {
  const day = readDate(date);
  if (Number.isNaN(day)) throw invalidDate(date);
  return day;
}

/**
 * `YYYY-MM-DD` of a day number. Years outside 0–9999 have a sign and six digits, as in ISO 8601.
 *
 * @throws {@link OpenbellError} `INVALID_DATE` for what is no day number, {@link NO_SESSION} among it.
 */
export function formatDate(day: number): string {
  const date = new Date(day * DAY_MS);
  if (!Number.isInteger(day) || Number.isNaN(date.getTime())) throw invalidDate(day);
  return date.toISOString().split("T")[0] as string;
}

/**
 * `YYYY-MM-DD` of an entry of a session-date column, `null` for {@link NO_SESSION}.
 *
 * @throws {@link OpenbellError} `INVALID_DATE` for what is no day number.
 */
export function formatSession(day: number): string | null {
  return day === NO_SESSION ? null : formatDate(day);
}

/** A date given either way, as a day number. @throws {@link OpenbellError} `INVALID_DATE`. */
export function toDayNumber(date: string | number): number {
  if (typeof date === "string") return parseDate(date);
  // The days of `Date`: 100 million to either side of 1970.
  if (!Number.isInteger(date) || Math.abs(date) > 1e8) throw invalidDate(date);
  return date;
}
