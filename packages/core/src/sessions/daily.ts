/** Daily labels: timestamps that name a day, not an instant of trading. @module */

import { type CompiledCalendar, compileCalendar } from "../calendar/compile.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { DAY_MS, NO_SESSION, readDate } from "../time/day.js";
import { lowerBound } from "../time/search.js";
import { diagnose } from "./diagnose.js";
import { applyOutside, isKnownDay } from "./outside.js";
import { type TimestampReader, timestampReader } from "./reader.js";
import type { DailyLabelOptions, SessionDates, TimestampColumn } from "./types.js";

/**
 * Session dates of daily bars, whose timestamps label days: the day itself where it has a session, {@link NO_SESSION} where it has none.
 *
 * A date without a time is that date. An instant is its date in the calendar's own zone, so that bars stamped at Tokyo's midnight keep
 * their day; where all instants are midnights of UTC, and not all are midnights of the zone, it is their date in UTC.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP` (with the row), `OUTSIDE_SESSION` (with `outside: "error"`), `INVALID_ARGUMENT`,
 * `UNKNOWN_TIME_ZONE`.
 *
 * @example
 * ```ts
 * import { assignDailyLabels, formatSession } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * // The Fourth of July has no session.
 * console.log(Array.from(assignDailyLabels(XNYS, ["2024-07-03", "2024-07-04"])).map(formatSession)); // [ '2024-07-03', null ]
 * ```
 */
export function assignDailyLabels(definition: CalendarDefinition, labels: TimestampColumn, options: DailyLabelOptions = {}): SessionDates {
  const { outside = "null" } = options;
  const reader = timestampReader(labels, options);
  const calendar = compileCalendar(definition);
  const { days } = calendar.all();
  const labelOf = dailyLabels(calendar, reader, labels);
  let missing = 0;
  const dates = Int32Array.from({ length: reader.length }, (_, i) => {
    const day = labelOf(i);
    if (days[lowerBound(days, day)] === day) return day;
    missing++;
    return NO_SESSION;
  });
  const nearest = (i: number, step: 0 | -1): number => {
    const day = labelOf(i);
    return isKnownDay(calendar, day) ? (days[lowerBound(days, day) + step] ?? NO_SESSION) : NO_SESSION;
  };
  const result = applyOutside(calendar, reader, dates, outside, () => nearest);
  if (missing * 2 > reader.length)
    Object.defineProperty(result, "diagnosis", { get: () => diagnose(calendar, reader, missing, "start", true), configurable: true });
  return result;
}

/** The day that each row names, `NaN` where a row has no timestamp. See {@link assignDailyLabels} for the rule. */
export function dailyLabels({ zone }: CompiledCalendar, reader: TimestampReader, labels: TimestampColumn): (index: number) => number {
  const ms = (i: number): number => reader.at(i) / reader.perMs;
  /** The day of a text without a time, `NaN` for all else. */
  const dateOf = (i: number): number => (typeof labels[i] === "string" ? readDate((labels[i] as string).trim()) : Number.NaN);
  let localMidnights = true;
  let utcMidnights = true;
  for (let i = 0; i < reader.length && (localMidnights || utcMidnights); i++) {
    const t = ms(i);
    if (Number.isNaN(t) || !Number.isNaN(dateOf(i))) continue;
    utcMidnights &&= t % DAY_MS === 0;
    localMidnights &&= zone.localMs(t) % DAY_MS === 0;
  }
  const byUtc = utcMidnights && !localMidnights;
  return (i) => {
    const date = dateOf(i);
    if (!Number.isNaN(date)) return date;
    const t = ms(i);
    if (Number.isNaN(t)) return t;
    return byUtc ? Math.floor(t / DAY_MS) : zone.localDay(t);
  };
}
