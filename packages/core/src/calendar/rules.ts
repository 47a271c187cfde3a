/** Which days a {@link DateRule} names. @module */

import { invalidArgument } from "../errors.js";
import { DAY_MS, dayNumber, isoWeekday, parseDate } from "../time/day.js";
import type { DateRule, Observance, RuleSpan } from "./types.js";

/**
 * Day numbers that a rule names in the years `fromYear` to `toYear` (both included), ascending. A day may lie in the neighbouring year
 * where an observance moves it there (New Year on a Saturday, kept on 31 December).
 */
export function ruleDays(rule: DateRule & RuleSpan, fromYear: number, toYear: number): number[] {
  const days: number[] = [];
  const keep = spanFilter(rule);
  if (rule.kind === "dates") {
    for (const date of rule.dates) {
      const year = Number(date.slice(0, 4));
      if (year < fromYear || year > toYear) continue;
      const day = parseDate(date);
      if (keep(year, day)) days.push(day);
    }
    return days.sort((a, b) => a - b);
  }
  for (let year = fromYear; year <= toYear; year++) {
    const day = dayInYear(rule, year);
    if (day !== null && keep(year, day)) days.push(day);
  }
  return days;
}

function spanFilter({ from, to, except, onWeekdays }: RuleSpan): (year: number, day: number) => boolean {
  const fromDay = typeof from === "string" ? parseDate(from) : Number.NEGATIVE_INFINITY;
  const toDay = typeof to === "string" ? parseDate(to) : Number.POSITIVE_INFINITY;
  const fromYear = typeof from === "number" ? from : Number.NEGATIVE_INFINITY;
  const toYear = typeof to === "number" ? to : Number.POSITIVE_INFINITY;
  return (year, day) =>
    year >= fromYear &&
    year <= toYear &&
    day >= fromDay &&
    day <= toDay &&
    except?.includes(year) !== true &&
    (onWeekdays === undefined || onWeekdays.includes(isoWeekday(day)));
}

function dayInYear(rule: Exclude<DateRule, { kind: "dates" }>, year: number): number | null {
  switch (rule.kind) {
    case "fixed":
      return observe(dayNumber(year, rule.month, rule.day), rule.observance);
    case "nth-weekday":
      return nthWeekday(year, rule.month, rule.weekday, rule.nth);
    case "weekday-near": {
      const day = dayNumber(year, rule.month, rule.day);
      const past = (isoWeekday(day) - rule.weekday + 7) % 7;
      return rule.side === "on-or-before" ? day - past : day + ((7 - past) % 7);
    }
    case "easter":
      return (rule.orthodox === true ? orthodoxEaster(year) : easter(year)) + rule.days;
    case "relative": {
      if (rule.to.kind === "dates") {
        const [day] = ruleDays(rule.to, year, year);
        return day === undefined ? null : day + rule.days;
      }
      const day = dayInYear(rule.to, year);
      return day === null ? null : day + rule.days;
    }
  }
}

function observe(day: number, observance: Observance | undefined): number {
  const weekday = isoWeekday(day);
  switch (observance) {
    case undefined:
      return day;
    case "nearest-weekday":
      return weekday === 6 ? day - 1 : weekday === 7 ? day + 1 : day;
    case "sunday-to-monday":
      return weekday === 7 ? day + 1 : day;
    case "next-monday":
      return weekday >= 6 ? day + 8 - weekday : day;
    case "next-monday-or-tuesday":
      return weekday >= 6 ? day + 2 : day;
  }
}

/** The fifth of a month that has four is no day. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): number | null {
  const next = dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1);
  const first = dayNumber(year, month, 1);
  const day =
    nth > 0
      ? first + ((weekday - isoWeekday(first) + 7) % 7) + (nth - 1) * 7
      : next - 1 - ((isoWeekday(next - 1) - weekday + 7) % 7) + (nth + 1) * 7;
  return day >= first && day < next ? day : null;
}

/** Easter Sunday of the western churches. Source: J. Meeus, "Astronomical Algorithms", ch. 8 (Gregorian calendar). */
export function easter(year: number): number {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * century + 13) / 25);
  const h = (19 * a + century - Math.floor(century / 4) - g + 15) % 30;
  const m = Math.floor((a + 11 * h) / 319);
  const l = (2 * (century % 4) + 2 * Math.floor(c / 4) - (c % 4) - h + m + 32) % 7;
  const month = Math.floor((h - m + l + 90) / 25);
  return dayNumber(year, month, (h - m + l + month + 19) % 32);
}

/** Easter Sunday of the eastern churches, in the Gregorian calendar. Source: J. Meeus, "Astronomical Algorithms", ch. 8 (Julian calendar). */
export function orthodoxEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const lag = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return dayNumber(year, month, ((d + e + 114) % 31) + 1) + lag;
}

const LOCAL_TIME = /^(\d{2}):(\d{2})(?:([+-]\d)d)?$/;

/**
 * Milliseconds from midnight of the session date to a {@link LocalTime}.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT`.
 */
export function localTimeMs(text: string): number {
  const match = LOCAL_TIME.exec(text);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  if (match === null || Number(match[2]) > 59 || minutes > 1440) throw invalidArgument("time", 'a local time such as "09:30" or "17:00-1d"', text);
  return minutes * 60_000 + Number(match[3] ?? 0) * DAY_MS;
}
