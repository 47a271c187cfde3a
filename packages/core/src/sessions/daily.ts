/** Daily labels: timestamps that name a day, not an instant of trading. @module */

import { type CompiledCalendar, lowerBound } from "../calendar/compile.js";
import { DAY_MS, NO_SESSION, yearOfDay } from "../time/day.js";
import type { TimestampReader } from "./reader.js";

/** The day that each row names, `NaN` where a row has no timestamp. See {@link AssignOptions.frequency} for the rule. */
export function dailyLabels({ zone }: CompiledCalendar, reader: TimestampReader): (index: number) => number {
  const ms = (i: number): number => reader.at(i) / reader.perMs;
  let localMidnights = true;
  let utcMidnights = true;
  for (let i = 0; i < reader.length && (localMidnights || utcMidnights); i++) {
    const t = ms(i);
    if (Number.isNaN(t) || reader.dateOnly?.(i) === true) continue;
    utcMidnights &&= t % DAY_MS === 0;
    localMidnights &&= zone.localMs(t) % DAY_MS === 0;
  }
  const byUtc = utcMidnights && !localMidnights;
  return (i) => {
    const t = ms(i);
    if (Number.isNaN(t)) return t;
    if (reader.dateOnly?.(i) === true) return Math.round(t / DAY_MS);
    return byUtc ? Math.floor(t / DAY_MS) : zone.localDay(t);
  };
}

/** Fills `dates` with the days named that have a session and counts the others. */
export function assignDaily(calendar: CompiledCalendar, reader: TimestampReader, dates: Int32Array): number {
  const labelOf = dailyLabels(calendar, reader);
  let missing = 0;
  for (let i = 0; i < dates.length; i++) {
    const day = labelOf(i);
    const session = !Number.isNaN(day) && hasSession(calendar, day);
    dates[i] = session ? day : NO_SESSION;
    if (!session) missing++;
  }
  return missing;
}

function hasSession(calendar: CompiledCalendar, day: number): boolean {
  const year = yearOfDay(day);
  const { days } = calendar.years(year, year);
  return days[lowerBound(days, day)] === day;
}
