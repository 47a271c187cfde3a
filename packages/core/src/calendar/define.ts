/** Checks a calendar written by hand, fact by fact, and names the path to the first fault. Shipped calendars pass it in a test. @module */

import { invalidCalendar, OpenbellError } from "../errors.js";
import { parseDate } from "../time/day.js";
import { timeZone } from "../time/zone.js";
import { compileCalendar } from "./compile.js";
import { localTimeMs, ruleDays } from "./rules.js";
import type { CalendarDefinition, DateRule, RuleSpan, SegmentHours } from "./types.js";

/**
 * Gives the definition back when it is sound: dates and times can be read, periods and coverage are in order, segments do not overlap, no
 * date stands in two lists, the zone exists, names are there once, and every session of the coverage can be worked out.
 *
 * @throws {@link OpenbellError} `INVALID_CALENDAR` with the path to the fact.
 *
 * @example
 * ```ts
 * import { defineCalendar, isOpen } from "@openbell/core";
 *
 * const office = defineCalendar({
 *   name: "OFFICE",
 *   title: "Our own desk",
 *   aliases: [],
 *   timeZone: "Europe/Zurich",
 *   weekdays: [1, 2, 3, 4, 5],
 *   coverage: { from: "2024-01-01", to: "2026-12-31" },
 *   hours: [{ segments: [["08:00", "12:00"], ["13:00", "17:00"]] }],
 *   closures: { "2024-05-24": "Company outing" },
 * });
 * console.log(isOpen(office, new Date("2024-05-23T12:00:00Z"))); // true
 * ```
 */
export function defineCalendar<D extends CalendarDefinition>(definition: D): D {
  const { name, aliases, weekdays, coverage, hours, holidays = [], earlyCloses = [], lateOpens = [], phases = [] } = definition;
  const refuse = (path: string, problem: string): never => {
    throw invalidCalendar(name, path, problem);
  };
  const at = <T>(path: string, read: () => T): T => {
    try {
      return read();
    } catch (error) {
      if (error instanceof OpenbellError && error.code !== "INVALID_CALENDAR")
        throw invalidCalendar(name, path, `is wrong: ${error.message}`, error);
      throw error;
    }
  };
  const segments = (path: string, list: readonly SegmentHours[]): void => {
    if (list.length === 0) refuse(path, "is empty");
    let last = Number.NEGATIVE_INFINITY;
    list.forEach(([openText, closeText], i) => {
      const here = `${path}[${i}]`;
      if (openText === "previous-close" && i > 0) refuse(here, 'opens at "previous-close", which only a first segment may');
      const open = openText === "previous-close" ? last : at(here, () => localTimeMs(openText));
      const close = at(here, () => localTimeMs(closeText));
      if (close <= open) refuse(here, "closes before it opens");
      if (open < last) refuse(here, "overlaps the segment before it");
      last = close;
    });
  };

  if (name === "") refuse("name", "is empty");
  aliases.forEach((alias, i) => {
    if (alias === name || aliases.indexOf(alias) !== i) refuse(`aliases[${i}]`, `is there twice: ${JSON.stringify(alias)}`);
  });
  at("timeZone", () => timeZone(definition.timeZone));
  checkWeekdays("weekdays", weekdays, refuse);
  if (at("coverage.to", () => parseDate(coverage.to)) < at("coverage.from", () => parseDate(coverage.from)))
    refuse("coverage", "ends before it begins");
  if (coverage.hoursFrom !== undefined) at("coverage.hoursFrom", () => parseDate(coverage.hoursFrom as string));

  if (hours.length === 0) refuse("hours", "is empty");
  let before = Number.NEGATIVE_INFINITY;
  hours.forEach((period, i) => {
    const path = `hours[${i}]`;
    if (period.from === undefined && i > 0) refuse(`${path}.from`, "is missing: only the first period may leave it out");
    const from = period.from === undefined ? before : at(`${path}.from`, () => parseDate(period.from as string));
    if (i > 0 && from <= before) refuse(`${path}.from`, "is not after the period before it");
    before = from;
    segments(`${path}.segments`, period.segments);
    if (period.season !== undefined) {
      const { daylightIn, months, segments: own } = period.season;
      segments(`${path}.season.segments`, own);
      if ((daylightIn === undefined) === (months === undefined)) refuse(`${path}.season`, "needs one of daylightIn and months");
      if (daylightIn !== undefined) at(`${path}.season.daylightIn`, () => timeZone(daylightIn));
    }
    if (period.weekdays !== undefined) checkWeekdays(`${path}.weekdays`, period.weekdays, refuse);
    for (const [weekday, own] of Object.entries(period.byWeekday ?? {})) segments(`${path}.byWeekday[${weekday}]`, own);
    period.maintenance?.forEach(({ start, end }, j) => {
      const here = `${path}.maintenance[${j}]`;
      if (at(here, () => localTimeMs(end)) <= at(here, () => localTimeMs(start))) refuse(here, "ends before it begins");
    });
  });

  const lists = {
    closures: definition.closures ?? {},
    specialHours: definition.specialHours ?? {},
    extraSessions: definition.extraSessions ?? {},
  };
  const listed = new Map<string, string>();
  for (const [list, dates] of Object.entries(lists)) {
    for (const [date, fact] of Object.entries(dates)) {
      const path = `${list}[${JSON.stringify(date)}]`;
      at(path, () => parseDate(date));
      if (listed.has(date)) refuse(path, `also stands in ${listed.get(date)}`);
      listed.set(date, list);
      const own = (fact as { readonly segments?: readonly SegmentHours[] }).segments;
      if (own !== undefined) segments(`${path}.segments`, own);
      if ((typeof fact === "string" ? fact : fact.name) === "") refuse(path, "does not name the event");
    }
  }
  const rules = (path: string, list: readonly ({ readonly name: string } & DateRule & RuleSpan)[]): void =>
    list.forEach((rule, i) => {
      if (rule.name === "") refuse(`${path}[${i}]`, "does not name the event");
      at(`${path}[${i}]`, () => ruleDays(rule, 1990, 2030));
    });
  rules("holidays", holidays);
  rules("earlyCloses", earlyCloses);
  rules("lateOpens", lateOpens);
  earlyCloses.forEach(({ close }, i) => {
    at(`earlyCloses[${i}].close`, () => localTimeMs(close));
  });
  lateOpens.forEach(({ open }, i) => {
    at(`lateOpens[${i}].open`, () => localTimeMs(open));
  });
  for (const [date, halts] of Object.entries(definition.interruptions ?? {})) {
    const path = `interruptions[${JSON.stringify(date)}]`;
    at(path, () => parseDate(date));
    halts.forEach(({ start, end }, i) => {
      if (at(`${path}[${i}]`, () => localTimeMs(end) <= localTimeMs(start))) refuse(`${path}[${i}]`, "ends before it begins");
    });
  }
  phases.forEach(({ start, end, earlyCloseStart, earlyCloseEnd }, i) => {
    for (const time of [start, end, earlyCloseStart, earlyCloseEnd])
      if (time !== undefined && time !== "open" && time !== "close") at(`phases[${i}]`, () => localTimeMs(time));
  });
  at("sessions", () => compileCalendar(definition).all());
  return definition;
}

function checkWeekdays(path: string, weekdays: readonly number[], refuse: (path: string, problem: string) => never): void {
  if (weekdays.length === 0) refuse(path, "is empty");
  weekdays.forEach((weekday, i) => {
    if (!(Number.isInteger(weekday) && weekday >= 1 && weekday <= 7) || weekdays.indexOf(weekday) !== i)
      refuse(`${path}[${i}]`, `is not a weekday from 1 (Monday) to 7 (Sunday), each once: ${weekday}`);
  });
}
