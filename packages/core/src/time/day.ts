/** Calendar dates as day numbers: whole days since 1970-01-01 in the proleptic Gregorian calendar. @module */

import { invalidDate } from "../errors.js";

/** Milliseconds of a day without a clock change. */
export const DAY_MS = 86_400_000;

/** What a session-date column holds where a row has no session: the smallest 32-bit integer. */
export const NO_SESSION = -2147483648;

/** A year, month (1–12) and day of the month. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Day number of a year, month (1–12) and day. Days beyond the month's end run on into the next.
 *
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Year, month and day of a day number; the inverse of {@link dayNumber}. */
export function civilDate(day: number): CivilDate {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** Year of a day number. */
export function yearOfDay(day: number): number {
  return civilDate(day).year;
}

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday. */
export function isoWeekday(day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return ((((day + 3) % 7) + 7) % 7 + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Day number of a date `YYYY-MM-DD`.
 *
 * @throws {@link OpenbellError} `INVALID_DATE` for any other form and for days that do not exist.
 */
export function parseDate(date: string): number {
  const match = ISO_DATE.exec(date);
  if (match === null) throw invalidDate(date);
  const month = Number(match[2]);
  const day = Number(match[3]);
  const number = dayNumber(Number(match[1]), month, day);
  const civil = civilDate(number);
  if (month < 1 || month > 12 || civil.month !== month || civil.day !== day) throw invalidDate(date);
  return number;
}

/** `YYYY-MM-DD` of a day number. Years outside 0–9999 have a sign and six digits, as in ISO 8601. */
export function formatDate(day: number): string {
  if (!Number.isInteger(day)) throw invalidDate(day);
  const civil = civilDate(day);
  return `${formatYear(civil.year)}-${pad2(civil.month)}-${pad2(civil.day)}`;
}

/** A date given either way, as a day number. @throws {@link OpenbellError} `INVALID_DATE`. */
export function toDayNumber(date: string | number): number {
  if (typeof date === "string") return parseDate(date);
  if (!Number.isInteger(date) || date === NO_SESSION) throw invalidDate(date);
  return date;
}

export function formatYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, "0");
  return `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;
}

export function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
