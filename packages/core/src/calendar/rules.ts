/** Which days a {@link DateRule} names. @module */

import { invalidArgument } from "../errors.js";
import { DAY_MS, dayNumber, isoWeekday, parseDate, yearOfDay } from "../time/day.js";
import type { DateRule, Observance, RuleSpan } from "./types.js";

/**
 * Day numbers that a rule names in the years `fromYear` to `toYear` (both included), ascending. A day may lie in the neighbouring year
 * where an observance moves it there (New Year on a Saturday, kept on 31 December).
 */
export function ruleDays(rule: DateRule & RuleSpan, fromYear: number, toYear: number): number[] {
  const { from, to, except, onWeekdays } = rule;
  const days: number[] = [];
  const add = (year: number, day: number): void => {
    if (Number.isNaN(day) || except?.includes(year) || onWeekdays?.includes(isoWeekday(day)) === false) return;
    // A bound that is a year speaks of the rule's year, whichever year an observance moves the day into.
    if (from !== undefined && (typeof from === "number" ? year < from : day < parseDate(from))) return;
    if (to !== undefined && (typeof to === "number" ? year > to : day > parseDate(to))) return;
    days.push(day);
  };
  if (rule.kind === "dates") {
    for (const date of rule.dates) {
      const year = Number(date.slice(0, 4));
      if (year >= fromYear && year <= toYear) add(year, parseDate(date));
    }
  } else if (rule.kind === "relative") {
    for (const day of ruleDays(rule.of, fromYear, toYear)) add(yearOfDay(day), day + rule.days);
  } else for (let year = fromYear; year <= toYear; year++) add(year, dayInYear(rule, year));
  return days.sort((a, b) => a - b);
}

/** The day of a rule's year, `NaN` where it has none. */
function dayInYear(rule: Exclude<DateRule, { kind: "dates" | "relative" }>, year: number): number {
  switch (rule.kind) {
    case "fixed": {
      const { month, day, observance } = rule;
      const unmoved = dayNumber(year, month, day);
      const moved = typeof observance === "string" ? OBSERVED[observance] : observance;
      return unmoved + (moved?.[isoWeekday(unmoved) - 1] ?? 0);
    }
    case "nth-weekday": {
      const { month, weekday, nth } = rule;
      const first = dayNumber(year, month, 1);
      const next = dayNumber(year, month + 1, 1);
      // Counted from the week before the month's first such weekday, or back from the next month's.
      const from = nth > 0 ? first - 7 : next;
      const day = from + daysTo(from, weekday) + nth * 7;
      return day >= first && day < next ? day : Number.NaN;
    }
    case "weekday-near": {
      const from = dayNumber(year, rule.month, rule.side === "on-or-after" ? rule.day : rule.day - 6);
      return from + daysTo(from, rule.weekday);
    }
    case "easter":
      return (rule.orthodox ? orthodoxEaster(year) : easter(year)) + rule.days;
  }
}

/** By how many days the observances with names move each weekday, Monday first. */
const OBSERVED: Readonly<Record<Observance & string, readonly number[]>> = {
  "nearest-weekday": [0, 0, 0, 0, 0, -1, 1],
  "sunday-to-monday": [0, 0, 0, 0, 0, 0, 1],
  "next-monday": [0, 0, 0, 0, 0, 2, 1],
  "next-monday-or-tuesday": [0, 0, 0, 0, 0, 2, 2],
};

/** Days from a day to the first such weekday on or after it. */
function daysTo(day: number, weekday: number): number {
  return (weekday - isoWeekday(day) + 7) % 7;
}

/** Easter Sunday of the western churches. Source of the full moon: J. Meeus, "Astronomical Algorithms", ch. 8 (Gregorian calendar). */
export function easter(year: number): number {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const h = (19 * a + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30;
  return sundayAfter(dayNumber(year, 3, 21) + h - Math.floor((a + 11 * h) / 319));
}

/** Easter Sunday of the eastern churches: the same by the Julian calendar's moon, whose 21 March is later by the days it has lagged. */
export function orthodoxEaster(year: number): number {
  const lag = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return sundayAfter(dayNumber(year, 3, 21 + lag) + ((19 * (year % 19) + 15) % 30));
}

function sundayAfter(fullMoon: number): number {
  return fullMoon + 1 + daysTo(fullMoon + 1, 7);
}

const LOCAL_TIME = /^(\d{2}):(\d{2})(?:([+-]\d)d)?(?:@.+)?$/;

/** The zone whose clock keeps a {@link LocalTime}, where it is not the venue's. */
export function clockOf(text: string): string | undefined {
  return text.split("@")[1];
}

/**
 * Milliseconds from midnight of the session date to a {@link LocalTime}, by the clock that keeps it.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT`.
 */
export function localTimeMs(text: string): number {
  const match = LOCAL_TIME.exec(text);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  if (match === null || Number(match[2]) > 59 || minutes > 1440)
    throw invalidArgument("time", 'a local time such as "09:30" or "17:00-1d"', text);
  return minutes * 60_000 + Number(match[3] ?? 0) * DAY_MS;
}
