/** Checks a calendar written by hand, fact by fact, and names the path to the first fault. Shipped calendars pass it in a test. @module */

import { invalidCalendar, OpenbellError } from "../errors.js";
import { dayNumber, parseDate } from "../time/day.js";
import { timeZone } from "../time/zone.js";
import { compileCalendar } from "./compile.js";
import { clockOf, localTimeMs } from "./rules.js";
import type { CalendarDefinition, DateRule, RuleSpan, SegmentHours } from "./types.js";

/**
 * Gives the definition back when it is sound: dates and times can be read, periods, coverage and listed dates are in order, segments do not
 * overlap, no date stands in two lists, rules are of a known kind, zones exist, names are there once, and every session of the coverage can be
 * worked out.
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
  const segments = (path: string, list: readonly SegmentHours[], mayHaveClocks = false): void => {
    if (!Array.isArray(list)) refuse(path, "is not a list of [open, close]");
    if (list.length === 0) refuse(path, "is empty");
    let last = Number.NEGATIVE_INFINITY;
    list.forEach((segment, i) => {
      const here = `${path}[${i}]`;
      if (!Array.isArray(segment) || segment.length !== 2) refuse(here, "is not [open, close]");
      const [openText, closeText] = segment;
      if (openText === "previous-close" && i > 0) refuse(here, 'opens at "previous-close", which only a first segment may');
      const open = openText === "previous-close" ? last : at(here, () => localTimeMs(openText));
      const close = at(here, () => localTimeMs(closeText));
      const clocks = [openText, closeText].flatMap((text) => clockOf(text) ?? []);
      if (clocks.length > 0) {
        if (!mayHaveClocks) refuse(here, "is kept by another place's clock, which only regular hours and phases may be");
        for (const clock of clocks) at(here, () => timeZone(clock));
        // What these times are on the venue's clock differs from day to day; overlaps show when all sessions are worked out.
        last = Number.NEGATIVE_INFINITY;
        return;
      }
      if (close <= open) refuse(here, "closes before it opens");
      if (open < last) refuse(here, "overlaps the segment before it");
      last = close;
    });
  };

  /** A time by the calendar's own clock: one of another place would be read as if it were. */
  const ownTime = (path: string, text: string): number => {
    const ms = at(path, () => localTimeMs(text));
    if (clockOf(text) !== undefined) refuse(path, "is kept by another place's clock, which only regular hours and phases may be");
    return ms;
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
    segments(`${path}.segments`, period.segments, true);
    if (period.season !== undefined) {
      segments(`${path}.season.segments`, period.season.segments, true);
      period.season.months.forEach((month, m) => {
        if (!(Number.isInteger(month) && month >= 1 && month <= 12))
          refuse(`${path}.season.months[${m}]`, `is not a month from 1 to 12: ${month}`);
      });
    }
    if (period.weekdays !== undefined) checkWeekdays(`${path}.weekdays`, period.weekdays, refuse);
    for (const [weekday, own] of Object.entries(period.byWeekday ?? {})) {
      checkWeekdays(`${path}.byWeekday`, [Number(weekday)], refuse);
      segments(`${path}.byWeekday[${weekday}]`, own, true);
    }
    period.maintenance?.forEach(({ weekday, start, end }, j) => {
      const here = `${path}.maintenance[${j}]`;
      checkWeekdays(`${here}.weekday`, [weekday], refuse);
      if (ownTime(here, end) <= ownTime(here, start)) refuse(here, "ends before it begins");
      const last = period.maintenance?.slice(0, j).findLast((window) => window.weekday === weekday);
      if (last !== undefined && localTimeMs(last.end) > localTimeMs(start)) refuse(here, "begins before the window listed before it ends");
    });
  });

  const lists = {
    closures: definition.closures ?? {},
    specialHours: definition.specialHours ?? {},
    extraSessions: definition.extraSessions ?? {},
  };
  const named = (path: string, fact: { readonly name: string }): void => {
    if (typeof fact?.name !== "string" || fact.name === "") refuse(path, "does not name the event");
  };
  const listed = new Map<string, string>();
  for (const [list, dates] of Object.entries(lists)) {
    for (const [date, fact] of Object.entries(dates)) {
      const path = `${list}[${JSON.stringify(date)}]`;
      at(path, () => parseDate(date));
      if (listed.has(date)) refuse(path, `also stands in ${listed.get(date)}`);
      listed.set(date, list);
      named(path, list === "closures" && typeof fact === "string" ? { name: fact } : (fact as { readonly name: string }));
      const own = (fact as { readonly segments?: readonly SegmentHours[] }).segments;
      if (own !== undefined || list === "specialHours") segments(`${path}.segments`, own as readonly SegmentHours[]);
    }
  }
  const checkRule = (path: string, rule: DateRule & RuleSpan): void => {
    const number = (field: string, from: number, to: number): void => {
      const found = (rule as unknown as Readonly<Record<string, unknown>>)[field];
      if (!whole(found, from, to)) refuse(`${path}.${field}`, `is not a whole number from ${from} to ${to}: ${found}`);
    };
    if (rule.kind === "fixed" || rule.kind === "nth-weekday" || rule.kind === "weekday-near") number("month", 1, 12);
    if (rule.kind === "fixed" || rule.kind === "weekday-near")
      number("day", 1, dayNumber(2024, rule.month + 1, 1) - dayNumber(2024, rule.month, 1));
    if (rule.kind === "nth-weekday" || rule.kind === "weekday-near") number("weekday", 1, 7);
    if (rule.kind === "easter" || rule.kind === "relative") number("days", -366, 366);
    switch (rule.kind) {
      case "fixed": {
        const { observance } = rule;
        const sound = Array.isArray(observance)
          ? observance.length === 7 && observance.every((days) => whole(days, -31, 31))
          : observance === undefined || OBSERVANCES.includes(observance as string);
        if (!sound) refuse(`${path}.observance`, `is neither seven numbers of days nor one of ${OBSERVANCES.join(", ")}: ${observance}`);
        break;
      }
      case "nth-weekday":
        number("nth", -5, 5);
        if (rule.nth === 0) refuse(`${path}.nth`, "is 0; the first is 1, the last -1");
        break;
      case "weekday-near":
        if (rule.side !== "on-or-after" && rule.side !== "on-or-before")
          refuse(`${path}.side`, `is neither "on-or-after" nor "on-or-before": ${rule.side}`);
        break;
      case "easter":
        break;
      case "relative":
        checkRule(`${path}.of`, rule.of);
        break;
      case "dates": {
        let last = Number.NEGATIVE_INFINITY;
        rule.dates.forEach((date, i) => {
          const day = at(`${path}.dates[${i}]`, () => parseDate(date));
          if (day <= last) refuse(`${path}.dates[${i}]`, `is not after the date before it: ${date}`);
          last = day;
        });
        break;
      }
      default:
        refuse(`${path}.kind`, `is not known: ${(rule as { readonly kind?: unknown }).kind}`);
    }
    const { from, to, onWeekdays } = rule;
    if (typeof from === "string") at(`${path}.from`, () => parseDate(from));
    if (typeof to === "string") at(`${path}.to`, () => parseDate(to));
    if (onWeekdays !== undefined) checkWeekdays(`${path}.onWeekdays`, onWeekdays, refuse);
  };
  const rules = (path: string, list: readonly ({ readonly name: string } & DateRule & RuleSpan)[]): void =>
    list.forEach((rule, i) => {
      named(`${path}[${i}]`, rule);
      checkRule(`${path}[${i}]`, rule);
    });
  rules("holidays", holidays);
  rules("earlyCloses", earlyCloses);
  rules("lateOpens", lateOpens);
  earlyCloses.forEach(({ close }, i) => {
    ownTime(`earlyCloses[${i}].close`, close);
  });
  lateOpens.forEach(({ open }, i) => {
    ownTime(`lateOpens[${i}].open`, open);
  });
  for (const [date, halts] of Object.entries(definition.interruptions ?? {})) {
    const path = `interruptions[${JSON.stringify(date)}]`;
    at(path, () => parseDate(date));
    if (!Array.isArray(halts)) refuse(path, "is not a list of halts");
    halts.forEach((halt, i) => {
      named(`${path}[${i}]`, halt);
      if (ownTime(`${path}[${i}]`, halt.end) <= ownTime(`${path}[${i}]`, halt.start)) refuse(`${path}[${i}]`, "ends before it begins");
    });
  }
  phases.forEach((phase, i) => {
    const { from, to, start, end, earlyCloseStart, earlyCloseEnd, weekdays: some } = phase;
    named(`phases[${i}]`, phase);
    if (from !== undefined) at(`phases[${i}].from`, () => parseDate(from));
    if (to !== undefined) at(`phases[${i}].to`, () => parseDate(to));
    if (some !== undefined) checkWeekdays(`phases[${i}].weekdays`, some, refuse);
    for (const time of [start, end, earlyCloseStart, earlyCloseEnd])
      if (time !== undefined && time !== "open" && time !== "close")
        at(`phases[${i}]`, () => [localTimeMs(time), timeZone(clockOf(time) ?? definition.timeZone)]);
  });
  at("sessions", () => compileCalendar(definition).all());
  return definition;
}

const OBSERVANCES: readonly string[] = ["nearest-weekday", "sunday-to-monday", "next-monday", "next-monday-or-tuesday"];

function whole(found: unknown, from: number, to: number): boolean {
  return Number.isInteger(found) && (found as number) >= from && (found as number) <= to;
}

function checkWeekdays(path: string, weekdays: readonly number[], refuse: (path: string, problem: string) => never): void {
  if (weekdays.length === 0) refuse(path, "is empty");
  weekdays.forEach((weekday, i) => {
    if (!(Number.isInteger(weekday) && weekday >= 1 && weekday <= 7) || weekdays.indexOf(weekday) !== i)
      refuse(`${path}[${i}]`, `is not a weekday from 1 (Monday) to 7 (Sunday), each once: ${weekday}`);
  });
}
