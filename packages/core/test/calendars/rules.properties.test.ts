/** The rules that every exchange keeps, put to every calendar over all that it knows. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleDays } from "../../src/calendar/rules.js";
import {
  type CalendarDefinition,
  extendCalendar,
  formatDate,
  type HoursPeriod,
  holidays,
  type Intervals,
  isoWeekday,
  isSession,
  jointHours,
  nextSession,
  parseDate,
  previousSession,
  type Schedule,
  schedule,
  segmentsInRange,
  sessionAt,
  sessionSegments,
  timeZone,
} from "../../src/index.js";
import { BY_NAME, localParts, SHIPPED } from "../calendar/support.js";

const DAY_MS = 86_400_000;

/** The period of hours of a date, and the segments that the regular week has on it. */
function regularHours(calendar: CalendarDefinition, day: number): HoursPeriod["segments"] {
  const date = formatDate(day);
  const { segments, byWeekday, season } = calendar.hours.findLast(({ from }) => from === undefined || from <= date) as HoursPeriod;
  if (season?.months.includes(Number(date.slice(-5, -3)))) return season.segments;
  return byWeekday?.[isoWeekday(day)] ?? segments;
}

/** A local time as definitions write it, by the clock that keeps it there: `17:00-1d`, `16:00@America/New_York`. */
function asWritten(calendar: CalendarDefinition, text: string, ms: number, day: number): string {
  const [, clock] = text.split("@");
  const { date, time } = localParts(clock ?? calendar.timeZone, ms);
  const days = parseDate(date) - day;
  return `${time}${days === 0 ? "" : `${days > 0 ? "+" : ""}${days}d`}${clock === undefined ? "" : `@${clock}`}`;
}

/** Zones whose clocks a calendar keeps: the venue's, and those named in its hours. */
function zonesOf({ timeZone, hours }: CalendarDefinition): string[] {
  return [...new Set([timeZone, ...[...JSON.stringify(hours).matchAll(/@([^"]+)/g)].map(([, zone]) => zone as string)])];
}

/** Instants at which the clocks of a zone change. */
function changesOf(zone: string, fromMs: number, toMs: number): number[] {
  const changes: number[] = [];
  const offsetAt = (ms: number): number => timeZone(zone).offsetAt(ms);
  for (let ms = fromMs; ms < toMs; ) {
    ms = timeZone(zone).steadyUntil(ms);
    if (ms < toMs && offsetAt(ms) !== offsetAt(ms - 1)) changes.push(ms);
  }
  return changes;
}

const COLUMNS = ["session", "openMs", "closeMs", "breakStartMs", "breakEndMs"] as const;

/** Equal columns; tens of thousands of numbers are too many to compare with `toEqual`. */
function sameNumbers(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++)
    if (!Object.is(found[i], expected[i])) throw new Error(`${found[i]} at ${i}, expected ${expected[i]}`);
}

describe.each(BY_NAME)("%s", (_, calendar) => {
  const { from, to } = calendar.coverage;
  const [firstDay, lastDay] = [parseDate(from), parseDate(to)];
  const [firstYear, lastYear] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const { session, openMs, closeMs } = segmentsInRange(calendar, from, to);
  const days = schedule(calendar, from, to).session;
  const index = fc.nat(days.length - 1);

  test("opens before it closes, one session after the other, each segment after the one before it", () => {
    for (let i = 0; i < session.length; i++) {
      if (!((openMs[i] as number) < (closeMs[i] as number))) throw new Error(`no length on ${formatDate(session[i] as number)}`);
      if (i === 0) continue;
      if ((openMs[i] as number) < (closeMs[i - 1] as number)) throw new Error(`overlap on ${formatDate(session[i] as number)}`);
      if ((session[i] as number) < (session[i - 1] as number)) throw new Error(`order at ${formatDate(session[i] as number)}`);
    }
    expect(Array.from(new Set(session))).toEqual(Array.from(days));
    expect(days.length).toBeGreaterThan(0);
  });

  test("the session of its open, and of the instant just before its close, is itself; at its close it is over (property)", () => {
    fc.assert(
      fc.property(index, fc.double({ min: 0, max: 1, noNaN: true }), (i, part) => {
        const day = days[i] as number;
        const segments = sessionSegments(calendar, day);
        for (const { openMs, closeMs } of segments)
          for (const ms of [openMs, closeMs - 1, Math.floor(openMs + part * (closeMs - 1 - openMs))])
            expect(sessionAt(calendar, ms)).toBe(day);
        const [open, close] = [segments[0]?.openMs as number, segments.at(-1)?.closeMs as number];
        if (i > 0) expect(sessionAt(calendar, open - 1)).not.toBe(day);
        if (i < days.length - 1) expect(sessionAt(calendar, close)).not.toBe(day);
      }),
      { numRuns: 40 },
    );
  });

  test("has no session on a holiday by rule, but where a date of its own says so, and none on a closure", () => {
    const own = { ...calendar.specialHours, ...calendar.extraSessions };
    for (const rule of calendar.holidays ?? [])
      for (const day of ruleDays(rule, firstYear - 1, lastYear + 1))
        if (day >= firstDay && day <= lastDay && own[formatDate(day)] === undefined && isSession(calendar, day))
          throw new Error(`trades on ${formatDate(day)}, ${rule.name}`);
    for (const date of Object.keys(calendar.closures ?? {}))
      if (date >= from && date <= to && isSession(calendar, date)) throw new Error(`trades on ${date}, closed`);
    for (const { day, kind, name } of holidays(calendar, from, to))
      if ((kind === "holiday" || kind === "closure") === isSession(calendar, day))
        throw new Error(`${kind} on ${formatDate(day)}, ${name}`);
  });

  test("regular sessions run by the clock on both sides of every change of it, and on any other day (property)", () => {
    const named = new Set(holidays(calendar, from, to).map(({ day }) => day));
    const check = (i: number): void => {
      const day = days[i] as number;
      const hours = regularHours(calendar, day);
      const segments = sessionSegments(calendar, day);
      const [open, close] = [hours[0]?.[0] as string, hours.at(-1)?.[1] as string];
      const found = (text: string, ms: number): string =>
        text.startsWith("24:00") ? asWritten(calendar, text, ms - 60_000, day) : asWritten(calendar, text, ms, day);
      const expected = (text: string): string => text.replace("24:00", "23:59");
      const [openAt, closeAt] = [segments[0]?.openMs as number, segments.at(-1)?.closeMs as number];
      if (open !== "previous-close") expect(`${formatDate(day)} ${found(open, openAt)}`).toBe(`${formatDate(day)} ${expected(open)}`);
      else if (i > 0) expect(openAt).toBe(sessionSegments(calendar, days[i - 1] as number).at(-1)?.closeMs);
      expect(`${formatDate(day)} ${found(close, closeAt)}`).toBe(`${formatDate(day)} ${expected(close)}`);
    };
    const regular = (i: number, step: 1 | -1): number | null => {
      let at = i;
      while (at >= 0 && at < days.length && named.has(days[at] as number)) at += step;
      return at >= 0 && at < days.length ? at : null;
    };
    for (const zone of zonesOf(calendar))
      for (const change of changesOf(zone, firstDay * DAY_MS, lastDay * DAY_MS)) {
        const after = days.findIndex((day) => day >= Math.floor(change / DAY_MS));
        for (const i of [regular(after - 2, -1), regular(after - 1, -1), regular(after, 1), regular(after + 1, 1)])
          if (i !== null) check(i);
      }
    fc.assert(
      fc.property(index, (i) => {
        if (!named.has(days[i] as number)) check(i);
      }),
      { numRuns: 60 },
    );
  });

  test("the session after the one before a session is itself, and the one before the one after (property)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Math.max(1, days.length - 2) }), (i) => {
        const day = days[i] as number;
        expect(nextSession(calendar, previousSession(calendar, day))).toBe(day);
        expect(previousSession(calendar, nextSession(calendar, day))).toBe(day);
        expect([previousSession(calendar, day), nextSession(calendar, day)]).toEqual([days[i - 1], days[i + 1]]);
      }),
      { numRuns: 30 },
    );
  });

  test("the schedule year by year, forwards or back, is the schedule at once", () => {
    const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i);
    const whole = schedule(structuredClone(calendar), from, to);
    for (const order of [years, years.toReversed()]) {
      const copy = structuredClone(calendar);
      const parts = new Map(order.map((year) => [year, schedule(copy, `${year}-01-01`, `${year}-12-31`)]));
      for (const column of COLUMNS)
        sameNumbers(
          years.flatMap((year) => Array.from((parts.get(year) as Schedule)[column])),
          whole[column],
        );
    }
  });

  test("what is announced changes that date alone, and taken back it leaves the calendar as it was (property)", () => {
    const whole = schedule(calendar, from, to);
    fc.assert(
      fc.property(index, (i) => {
        const day = days[i] as number;
        const date = formatDate(day);
        const mine = extendCalendar(calendar, { add: { closures: { [date]: "Announced" } } });
        sameNumbers(
          schedule(mine, from, to).session,
          days.filter((each) => each !== day),
        );
        const own = Object.fromEntries(
          (["specialHours", "extraSessions"] as const).flatMap((list) =>
            calendar[list]?.[date] ? [[list, { [date]: calendar[list][date] }]] : [],
          ),
        );
        const halts = calendar.interruptions?.[date];
        const undone = extendCalendar(mine, {
          remove: { dates: [date] },
          add: { ...own, ...(halts ? { interruptions: { [date]: halts } } : {}) },
        });
        for (const column of COLUMNS) sameNumbers(schedule(undone, from, to)[column], whole[column]);
      }),
      { numRuns: 1 },
    );
  });
});

describe("hours of several markets together (property)", () => {
  const markets = fc.array(fc.constantFrom(...SHIPPED), { minLength: 3, maxLength: 3 }).chain((all) => {
    const known = all.map(({ coverage }) => [parseDate(coverage.from), parseDate(coverage.to)] as const);
    // The last years, in which all of them are known.
    const from = Math.max(parseDate("2015-01-01"), ...known.map(([first]) => first + 1));
    return fc.record({
      all: fc.constant(all as [CalendarDefinition, CalendarDefinition, CalendarDefinition]),
      fromMs: fc.integer({ min: from * DAY_MS, max: (Math.min(...known.map(([, last]) => last)) - 30) * DAY_MS }),
      length: fc.integer({ min: 0, max: 20 * DAY_MS }),
    });
  });

  /** Time in at least so many of the sets, by going through all edges. */
  function overlap(sets: readonly Intervals[], needed: number): [number, number][] {
    const edges = [...new Set(sets.flatMap(({ openMs, closeMs }) => [...openMs, ...closeMs]))].sort((a, b) => a - b);
    const found: [number, number][] = [];
    for (let i = 0; i + 1 < edges.length; i++) {
      const [from, to] = [edges[i] as number, edges[i + 1] as number];
      const count = sets.filter(({ openMs, closeMs }) => openMs.some((open, j) => open <= from && to <= (closeMs[j] as number))).length;
      if (count < needed) continue;
      if (found.at(-1)?.[1] === from) (found.at(-1) as [number, number])[1] = to;
      else found.push([from, to]);
    }
    return found;
  }
  const pairs = ({ openMs, closeMs }: Intervals): [number, number][] => Array.from(openMs, (open, i) => [open, closeMs[i] as number]);

  test("are the same of one twice, in any order and in any grouping, and each absorbs the other", () => {
    fc.assert(
      fc.property(markets, ({ all: [a, b, c], fromMs, length }) => {
        const hours = (calendars: readonly CalendarDefinition[], how: "all" | "any"): Intervals =>
          jointHours(calendars, fromMs, fromMs + length, how);
        for (const how of ["all", "any"] as const) {
          const needed = how === "all" ? 2 : 1;
          const together = hours([a, b, c], how);
          expect(hours([a, a], how)).toEqual(hours([a], how));
          expect(hours([b, a], how)).toEqual(hours([a, b], how));
          expect(hours([c, b, a], how)).toEqual(together);
          expect(overlap([hours([a, b], how), hours([c], how)], needed)).toEqual(pairs(together));
          expect(overlap([hours([a], how), hours([b, c], how)], needed)).toEqual(pairs(together));
        }
        expect(overlap([hours([a], "all"), hours([a, b], "any")], 2)).toEqual(pairs(hours([a], "any")));
        expect(overlap([hours([a], "all"), hours([a, b], "all")], 1)).toEqual(pairs(hours([a], "any")));
      }),
      { numRuns: 80 },
    );
  });
});
