/** Questions about session dates: settlement, business-day conventions, periods, windows and counts, of one calendar and of several together. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_CRYPTO } from "../../../src/calendars/cme-crypto.js";
import { SIFMA_US } from "../../../src/calendars/sifma-us.js";
import { XLON } from "../../../src/calendars/xlon.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import { XSHG } from "../../../src/calendars/xshg.js";
import { XTKS } from "../../../src/calendars/xtks.js";
import {
  addSessions,
  type CalendarDefinition,
  countSessions,
  firstSession,
  formatDate,
  isoWeekday,
  isSession,
  jointSessions,
  lastSession,
  nextSession,
  parseDate,
  previousSession,
  type RollConvention,
  rollSession,
  type SessionPeriod,
  sessionMask,
  sessionsByPeriod,
  sessionsInRange,
  sessionsWindow,
} from "../../../src/index.js";
import { BY_NAME, fresh, SHIPPED, venue } from "../support.js";

const byName = new Map(BY_NAME);
const dates = (days: Int32Array): string[] => Array.from(days, formatDate);
const code = (error: string): Error => expect.objectContaining({ code: error }) as Error;

/** One to three calendars and a date that all of them know, 400 days and more from the ends of their coverage. */
const several = fc.array(fc.constantFrom(...SHIPPED), { minLength: 1, maxLength: 3 }).chain((calendars) => {
  const from = Math.max(...calendars.map(({ coverage }) => parseDate(coverage.from))) + 400;
  const to = Math.min(...calendars.map(({ coverage }) => parseDate(coverage.to))) - 400;
  return fc.record({ calendars: fc.constant(calendars), day: fc.integer({ min: from, max: to }) });
});

/** What all slow models here rest on: whether each of the calendars trades on a date. */
const together = (calendars: readonly CalendarDefinition[], day: number): boolean => calendars.every((each) => isSession(each, day));

function walk(calendars: readonly CalendarDefinition[], day: number, step: 1 | -1, count: number): number {
  let at = day;
  for (let left = count; left > 0; ) {
    at += step;
    if (together(calendars, at)) left--;
  }
  return at;
}

describe("counting sessions, as for settlement", () => {
  test.each([
    ["XNYS", "2024-05-24", 1, "2024-05-28", "T+1 over Memorial Day"],
    ["XNYS", "2024-10-11", 1, "2024-10-14", "stocks trade on Columbus Day"],
    ["XNYS SIFMA_US", "2024-10-11", 1, "2024-10-15", "banks and bonds do not"],
    ["XNYS SIFMA_US", "2024-11-08", 1, "2024-11-12", "Veterans Day on a Monday"],
    ["XNYS SIFMA_US", "2024-11-12", -1, "2024-11-08", "and back"],
    ["XTKS XLON", "2024-04-26", 2, "2024-05-01", "Showa Day in between"],
    ["XTKS XLON", "2024-04-26", 4, "2024-05-07", "Golden Week and London's May Day"],
    ["XLON", "2024-04-26", 4, "2024-05-02", "London alone"],
    ["XTKS", "2024-04-26", 4, "2024-05-07", "Tokyo alone"],
    ["XTKS XLON", "2024-05-07", -4, "2024-04-26", "and back"],
    ["XNYS", "2024-07-04", 1, "2024-07-05", "from a holiday the next session is the first"],
    ["XNYS", "2024-07-04", -1, "2024-07-03", "and the one before it the first back"],
    ["XNYS", "2024-07-03", 0, "2024-07-03", "none is the session itself"],
    ["XNYS", "2023-12-29", 252, "2024-12-31", "a year of sessions"],
  ] as const)("%s from %s on, %i: %s: %s", (names, date, count, expected, _why) => {
    const calendars = names.split(" ").map((name) => byName.get(name) as CalendarDefinition);
    expect(formatDate(addSessions(calendars, date, count))).toBe(expected);
    expect(formatDate(addSessions(calendars.toReversed(), parseDate(date), count))).toBe(expected);
    if (calendars.length === 1) expect(formatDate(addSessions(calendars[0] as CalendarDefinition, date, count))).toBe(expected);
  });

  test("steps from one joint session to the next (property)", () => {
    fc.assert(
      fc.property(several, fc.integer({ min: -25, max: 25 }), ({ calendars, day }, count) => {
        fc.pre(count !== 0);
        expect(addSessions(calendars, day, count)).toBe(walk(calendars, day, count > 0 ? 1 : -1, Math.abs(count)));
      }),
      { numRuns: 150 },
    );
  });

  test("there and back is the session itself, and two steps are one long one (property)", () => {
    fc.assert(
      fc.property(several, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), ({ calendars, day }, a, b) => {
        const session = addSessions(calendars, day, 1);
        expect(addSessions(calendars, addSessions(calendars, session, a), -a)).toBe(session);
        expect(addSessions(calendars, addSessions(calendars, session, a), b)).toBe(addSessions(calendars, session, a + b));
      }),
      { numRuns: 60 },
    );
  });

  test("none from a date without a session is refused, of several calendars by the one that has none", () => {
    expect(() => addSessions(XNYS, "2024-07-04", 0)).toThrow(code("NOT_A_SESSION"));
    expect(() => addSessions([XNYS, SIFMA_US], "2024-10-14", 0)).toThrow(/2024-10-14 is not a session of SIFMA_US/);
    expect(formatDate(addSessions([XNYS, SIFMA_US], "2024-10-15", 0))).toBe("2024-10-15");
  });

  test("beyond what is known is refused, with what was asked for and what is known", () => {
    expect(() => addSessions(XNYS, "2027-12-30", 2)).toThrow(
      "The session 2 sessions after 2027-12-30 lies outside what calendar XNYS knows, 1990-01-01 to 2027-12-31.",
    );
    expect(() => addSessions(XNYS, "1990-01-02", -1)).toThrow(/^The session before 1990-01-02 lies outside what calendar XNYS knows/);
    // A calendar that ends earlier ends the search of both, whichever leads.
    const short = venue({ coverage: { from: "2024-01-01", to: "2024-06-30" } });
    for (const calendars of [
      [XNYS, short],
      [short, XNYS],
    ])
      expect(() => addSessions(calendars, "2024-06-27", 5)).toThrow(
        expect.objectContaining({ code: "BEYOND_COVERAGE", message: expect.stringContaining("calendar TEST") as string }),
      );
    expect(formatDate(addSessions([XNYS, short], "2024-06-27", 1))).toBe("2024-06-28");
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, "1" as unknown as number])("%s is no number of sessions", (count) => {
    expect(() => addSessions(XNYS, "2024-07-03", count)).toThrow(code("INVALID_ARGUMENT"));
    expect(() => addSessions(XNYS, "2024-07-03", count)).toThrow(/Expected `count` to be a whole number of sessions, got /);
  });

  test("an empty list of calendars is refused", () => {
    expect(() => addSessions([], "2024-07-03", 1)).toThrow("Expected `calendars` to be a calendar or several");
    expect(() => jointSessions([], "2024-07-03", "2024-07-04")).toThrow(code("INVALID_ARGUMENT"));
    expect(() => rollSession([], "2024-07-03", "modified-following")).toThrow(code("INVALID_ARGUMENT"));
  });

  test.each(["2024-02-30", "2024-7-3", Number.NaN, 19_000.5])("%s is no date", (date) => {
    for (const ask of [
      () => addSessions(XNYS, date, 1),
      () => rollSession(XNYS, date, "following"),
      () => jointSessions(XNYS, date, "2024-07-03"),
      () => countSessions(XNYS, "2024-07-03", date),
      () => sessionMask(XNYS, date, "2024-07-03"),
      () => sessionsWindow(XNYS, date, 3),
      () => sessionsByPeriod(XNYS, "2024-07-03", date, "week"),
    ])
      expect(ask).toThrow(code("INVALID_DATE"));
  });
});

describe("business-day conventions", () => {
  const CONVENTIONS: readonly RollConvention[] = ["following", "preceding", "modified-following", "modified-preceding"];

  test.each([
    ["2024-07-03", ["2024-07-03", "2024-07-03", "2024-07-03", "2024-07-03"], "a session stays"],
    ["2024-07-04", ["2024-07-05", "2024-07-03", "2024-07-05", "2024-07-03"], "a holiday inside its month"],
    ["2024-06-29", ["2024-07-01", "2024-06-28", "2024-06-28", "2024-06-28"], "a Saturday at the end of a month"],
    ["2024-06-01", ["2024-06-03", "2024-05-31", "2024-06-03", "2024-06-03"], "a Saturday at the beginning of a month"],
    ["2024-03-29", ["2024-04-01", "2024-03-28", "2024-03-28", "2024-03-28"], "Good Friday at the end of March"],
    ["2023-12-30", ["2024-01-02", "2023-12-29", "2023-12-29", "2023-12-29"], "a Saturday at the end of a year"],
    ["2024-01-01", ["2024-01-02", "2023-12-29", "2024-01-02", "2024-01-02"], "New Year's Day"],
  ])("put for %s in New York %j: %s", (date, rolled) => {
    expect(CONVENTIONS.map((convention) => formatDate(rollSession(XNYS, date, convention)))).toEqual(rolled);
  });

  test("look at several calendars together", () => {
    // Columbus Day: Monday 14 October 2024; the market is open, the banks are not.
    expect(CONVENTIONS.map((convention) => formatDate(rollSession([XNYS, SIFMA_US], "2024-10-14", convention)))).toEqual([
      "2024-10-15",
      "2024-10-11",
      "2024-10-15",
      "2024-10-11",
    ]);
    // Easter Sunday, the last of March 2024: forward over Easter Monday, back over Good Friday.
    expect(formatDate(rollSession([XNYS, XLON], "2024-03-31", "modified-following"))).toBe("2024-03-28");
    expect(formatDate(rollSession([XNYS, XLON], "2024-03-31", "following"))).toBe("2024-04-02");
  });

  test("are those of a walk from day to day (property)", () => {
    fc.assert(
      fc.property(several, fc.constantFrom(...CONVENTIONS), ({ calendars, day }, convention) => {
        const found = (step: 1 | -1): number => (together(calendars, day) ? day : walk(calendars, day, step, 1));
        const side = convention.endsWith("following") ? 1 : -1;
        const first = found(side);
        const month = (at: number): string => formatDate(at).slice(0, 7);
        const stays = !convention.startsWith("modified") || month(first) === month(day);
        expect(rollSession(calendars, day, convention)).toBe(stays ? first : found(side === 1 ? -1 : 1));
      }),
      { numRuns: 300 },
    );
  });

  test("that stay in the month need not know the next one", () => {
    const june = venue({ coverage: { from: "2024-06-01", to: "2024-06-30" } });
    expect(formatDate(rollSession(june, "2024-06-29", "modified-following"))).toBe("2024-06-28");
    expect(formatDate(rollSession(june, "2024-06-01", "modified-preceding"))).toBe("2024-06-03");
    expect(() => rollSession(june, "2024-06-29", "following")).toThrow(code("BEYOND_COVERAGE"));
    expect(() => rollSession(june, "2024-06-01", "preceding")).toThrow(code("BEYOND_COVERAGE"));
    // Of the month's last days the calendar knows nothing: no answer.
    const part = venue({ coverage: { from: "2024-06-03", to: "2024-06-28" } });
    expect(() => rollSession(part, "2024-06-29", "modified-following")).toThrow(code("BEYOND_COVERAGE"));
    expect(formatDate(rollSession(part, "2024-06-28", "modified-following"))).toBe("2024-06-28");
  });

  test.each(CONVENTIONS)("of a date that is not known there is no session: %s", (convention) => {
    for (const date of ["1989-12-31", "2028-01-01", "2028-01-03"])
      expect(() => rollSession(XNYS, date, convention), date).toThrow(code("BEYOND_COVERAGE"));
  });

  test("another name is refused with those there are", () => {
    expect(() => rollSession(XNYS, "2024-07-03", "nearest" as RollConvention)).toThrow(
      'Expected `convention` to be "following" or "preceding" or "modified-following" or "modified-preceding", got "nearest".',
    );
  });
});

describe("sessions of several calendars together", () => {
  test("are those that all have", () => {
    expect(dates(jointSessions([XTKS, XLON], "2024-04-26", "2024-05-08"))).toEqual([
      "2024-04-26",
      "2024-04-30",
      "2024-05-01",
      "2024-05-02",
      "2024-05-07",
      "2024-05-08",
    ]);
    expect(dates(jointSessions(XNYS, "2024-07-03", "2024-07-05"))).toEqual(["2024-07-03", "2024-07-05"]);
    expect(dates(jointSessions([XTKS, XLON], "2024-05-03", "2024-05-06"))).toEqual([]);
  });

  test("of a calendar with itself are its own, and do not change those of either (property)", () => {
    fc.assert(
      fc.property(several, fc.integer({ min: 0, max: 60 }), ({ calendars, day }, length) => {
        const joint = jointSessions(calendars, day, day + length);
        expect(joint).toEqual(
          Int32Array.from(Array.from({ length: length + 1 }, (_, i) => day + i).filter((at) => together(calendars, at))),
        );
        expect(jointSessions([...calendars, ...calendars], day, day + length)).toEqual(joint);
        expect(jointSessions(calendars.toReversed(), day, day + length)).toEqual(joint);
        expect(countSessions(calendars, day, day + length)).toBe(joint.length);
        expect(Array.from(sessionMask(calendars, day, day + length))).toEqual(
          Array.from({ length: length + 1 }, (_, i) => (joint.includes(day + i) ? 1 : 0)),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("are refused where one of the calendars does not know the range", () => {
    const short = venue({ coverage: { from: "2024-01-01", to: "2024-06-30" } });
    for (const ask of [jointSessions, countSessions, sessionMask])
      expect(() => ask([XNYS, short], "2024-06-01", "2024-07-01")).toThrow(/2024-07-01 lies outside what calendar TEST knows/);
  });
});

describe("numbers and masks of sessions", () => {
  test("count both ends, and backwards below zero", () => {
    expect(countSessions(XNYS, "2024-01-01", "2024-12-31")).toBe(252);
    expect(countSessions(XNYS, "2024-12-31", "2024-01-01")).toBe(-252);
    expect(countSessions(XNYS, "2024-07-03", "2024-07-03")).toBe(1);
    expect(countSessions(XNYS, "2024-07-04", "2024-07-04")).toBe(0);
    expect(countSessions(XNYS, "2024-07-05", "2024-07-03")).toBe(-2);
  });

  test("a range cut in two has the sessions of both parts (property)", () => {
    fc.assert(
      fc.property(several, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), ({ calendars, day }, a, b) => {
        expect(countSessions(calendars, day, day + a) + countSessions(calendars, day + a + 1, day + a + b)).toBe(
          countSessions(calendars, day, day + a + b),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("a mask has one entry a date, none where the range is empty", () => {
    expect(Array.from(sessionMask(XNYS, "2024-07-01", "2024-07-07"))).toEqual([1, 1, 1, 0, 1, 0, 0]);
    expect(sessionMask(XNYS, "2024-07-06", "2024-07-05")).toHaveLength(0);
  });
});

describe("sessions in a row", () => {
  test.each([
    ["2024-07-03", 3, ["2024-07-03", "2024-07-05", "2024-07-08"]],
    ["2024-07-08", -3, ["2024-07-03", "2024-07-05", "2024-07-08"]],
    ["2024-07-05", 1, ["2024-07-05"]],
    ["2024-07-05", -1, ["2024-07-05"]],
  ])("from %s, %i", (session, count, expected) => {
    expect(dates(sessionsWindow(XNYS, session, count))).toEqual(expected);
  });

  test("are as many as were asked for, one after the other, at the very ends of the calendar too (property)", () => {
    const all = sessionsInRange(XNYS, "1990-01-01", "2027-12-31");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: all.length - 1 }), fc.integer({ min: -40, max: 40 }), (i, count) => {
        fc.pre(count !== 0);
        const [from, to] = count > 0 ? [i, i + count] : [i + count + 1, i + 1];
        if (from < 0 || to > all.length) expect(() => sessionsWindow(XNYS, all[i] as number, count)).toThrow(code("BEYOND_COVERAGE"));
        else expect(sessionsWindow(XNYS, all[i] as number, count)).toEqual(all.slice(from, to));
      }),
      {
        examples: [
          [0, -1],
          [0, -2],
          [0, 1],
          [all.length - 1, 1],
          [all.length - 1, 2],
          [all.length - 1, -40],
        ],
        numRuns: 100,
      }, // prettier-ignore
    );
  });

  test("begin with a session, and are some", () => {
    expect(() => sessionsWindow(XNYS, "2024-07-04", 2)).toThrow(code("NOT_A_SESSION"));
    expect(() => sessionsWindow(XNYS, "2028-07-03", 1)).toThrow(code("BEYOND_COVERAGE"));
    for (const count of [0, 1.5, Number.NaN])
      expect(() => sessionsWindow(XNYS, "2024-07-03", count)).toThrow("Expected `count` to be a whole number of sessions that is not 0");
  });
});

describe("the first and the last session of each period", () => {
  test.each([
    ["month", "last", ["2024-01-31", "2024-02-29", "2024-03-28"], "Good Friday takes the 29th of March"],
    ["month", "first", ["2024-01-02", "2024-02-01", "2024-03-01"], "New Year's Day takes the first of January"],
    ["quarter", "last", ["2024-03-28"], "the quarter"],
    ["year", "first", ["2024-01-02"], "the year"],
  ] as const)("%s, %s, of New York's first quarter of 2024: %j, %s", (period, edge, expected, _why) => {
    expect(dates(sessionsByPeriod(XNYS, "2024-01-01", "2024-03-31", period, { edge }))).toEqual(expected);
    if (edge === "last") expect(dates(sessionsByPeriod(XNYS, "2024-01-01", "2024-03-31", period))).toEqual(expected);
  });

  test("weeks begin on Monday, or on another day: of round-the-clock crypto sessions and of a week from Sunday to Thursday", () => {
    expect(dates(sessionsByPeriod(CME_CRYPTO, "2026-07-06", "2026-07-19", "week", { edge: "first" }))).toEqual([
      "2026-07-06",
      "2026-07-13",
    ]);
    const sunday = venue({ weekdays: [7, 1, 2, 3, 4] });
    expect(dates(sessionsByPeriod(sunday, "2024-06-02", "2024-06-15", "week", { weekStart: 7, edge: "first" }))).toEqual([
      "2024-06-02",
      "2024-06-09",
    ]);
    // By weeks from Monday the Sunday ends its week.
    expect(dates(sessionsByPeriod(sunday, "2024-06-02", "2024-06-15", "week"))).toEqual(["2024-06-02", "2024-06-09", "2024-06-13"]);
  });

  test("a fiscal year begins in April: its quarters and its end", () => {
    const options = { yearStart: 4 };
    expect(dates(sessionsByPeriod(XTKS, "2023-01-01", "2024-12-31", "year", options))).toEqual(["2023-03-31", "2024-03-29", "2024-12-30"]);
    expect(dates(sessionsByPeriod(XTKS, "2024-01-01", "2024-12-31", "quarter", { yearStart: 2 }))).toEqual([
      "2024-01-31",
      "2024-04-30",
      "2024-07-31",
      "2024-10-31",
      "2024-12-30",
    ]);
  });

  test("a period without a session has no entry, and a part of a period counts as far as the range goes", () => {
    expect(dates(sessionsByPeriod(XSHG, "2024-02-05", "2024-02-25", "week"))).toEqual(["2024-02-08", "2024-02-23"]);
    expect(dates(sessionsByPeriod(XNYS, "2024-02-10", "2024-02-11", "month"))).toEqual([]);
    expect(dates(sessionsByPeriod(XNYS, "2024-02-11", "2024-02-10", "month"))).toEqual([]);
    expect(dates(sessionsByPeriod(XNYS, "2024-02-10", "2024-02-14", "month", { edge: "first" }))).toEqual(["2024-02-12"]);
  });

  /** The date that begins the period of a date, by walking back to it. */
  function beginning(day: number, period: SessionPeriod, weekStart: number, yearStart: number): number {
    const months = { week: 0, month: 1, quarter: 3, year: 12 }[period];
    for (let at = day; ; at--) {
      const [, month, dayOfMonth] = formatDate(at).split("-").map(Number) as [number, number, number];
      if (period === "week" ? isoWeekday(at) === weekStart : dayOfMonth === 1 && (month - yearStart + 12) % months === 0) return at;
    }
  }

  test("are those found by sorting each session into its period, for every beginning of the week and the year (property)", () => {
    const periods = fc.constantFrom<SessionPeriod>("week", "month", "quarter", "year");
    const weekStart = fc.constantFrom(1, 2, 3, 4, 5, 6, 7);
    fc.assert(
      fc.property(
        several,
        fc.integer({ min: 0, max: 390 }),
        periods,
        weekStart,
        fc.integer({ min: 1, max: 12 }),
        ({ calendars, day }, length, period, weekStart, yearStart) => {
          const first = new Map<number, number>();
          const last = new Map<number, number>();
          for (let at = day; at <= day + length; at++) {
            if (!together(calendars, at)) continue;
            const key = beginning(at, period, weekStart, yearStart);
            if (!first.has(key)) first.set(key, at);
            last.set(key, at);
          }
          const options = { weekStart, yearStart };
          expect(Array.from(sessionsByPeriod(calendars, day, day + length, period, options))).toEqual([...last.values()]);
          expect(Array.from(sessionsByPeriod(calendars, day, day + length, period, { ...options, edge: "first" }))).toEqual([
            ...first.values(),
          ]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    ["period", "day", {}, '"week", "month", "quarter" or "year"'],
    ["edge", "week", { edge: "middle" }, '"first" or "last"'],
    ["weekStart", "week", { weekStart: 0 }, "a whole number from 1 to 7"],
    ["weekStart", "week", { weekStart: 8 }, "a whole number from 1 to 7"],
    ["weekStart", "month", { weekStart: 1.5 }, "a whole number from 1 to 7"],
    ["yearStart", "year", { yearStart: 13 }, "a whole number from 1 to 12"],
    ["yearStart", "year", { yearStart: "April" }, "a whole number from 1 to 12"],
  ])("%s: %s with %j is refused", (name, period, options, expected) => {
    expect(() => sessionsByPeriod(XNYS, "2024-01-01", "2024-03-31", period as "week", options as object)).toThrow(
      `Expected \`${name}\` to be ${expected}, got `,
    );
  });
});

describe("the ends of what is known", () => {
  test("the first and the last session", () => {
    expect(formatDate(firstSession(XSHG))).toBe("1990-12-19");
    expect(formatDate(firstSession(XNYS))).toBe("1990-01-02");
    expect(formatDate(lastSession(XNYS))).toBe("2027-12-31");
    const weekend = venue({ coverage: { from: "2024-06-01", to: "2024-06-02" } });
    expect(() => firstSession(weekend)).toThrow(/^The first session lies outside what calendar TEST knows/);
    expect(() => lastSession(weekend)).toThrow(/^The last session lies outside/);
  });

  test.each(SHIPPED.map((calendar) => [calendar.name, calendar] as const))(
    "of %s: nothing lies before the first and after the last",
    (_, calendar) => {
      const [first, last] = [firstSession(calendar), lastSession(calendar)];
      expect(isSession(calendar, first) && isSession(calendar, last)).toBe(true);
      expect(() => previousSession(calendar, first)).toThrow(code("BEYOND_COVERAGE"));
      expect(() => nextSession(calendar, last)).toThrow(code("BEYOND_COVERAGE"));
      expect(nextSession(calendar, parseDate(calendar.coverage.from) - 1)).toBe(first);
      expect(previousSession(calendar, parseDate(calendar.coverage.to) + 1)).toBe(last);
      // Two days beyond, the date before it is not known either.
      expect(() => nextSession(calendar, parseDate(calendar.coverage.from) - 2)).toThrow(code("BEYOND_COVERAGE"));
      expect(() => previousSession(calendar, parseDate(calendar.coverage.to) + 2)).toThrow(code("BEYOND_COVERAGE"));
    },
  );

  test("a venue that rests for years has its neighbours", () => {
    const resting = venue({
      hours: [{ segments: [["09:30", "16:00"]] }],
      holidays: Array.from({ length: 366 }, (_, i) => ({
        name: "War",
        kind: "fixed" as const,
        month: new Date(Date.UTC(2024, 0, i + 1)).getUTCMonth() + 1,
        day: new Date(Date.UTC(2024, 0, i + 1)).getUTCDate(),
        from: "2022-03-01",
        to: "2025-02-28",
      })),
    });
    expect(formatDate(nextSession(fresh(resting), "2022-02-28"))).toBe("2025-03-03");
    expect(formatDate(previousSession(fresh(resting), "2025-03-03"))).toBe("2022-02-28");
    expect(formatDate(addSessions(fresh(resting), "2022-02-28", 2))).toBe("2025-03-04");
  });
});

describe("names that every object has", () => {
  test.each(["constructor", "toString", "hasOwnProperty"])("%s is no convention and no period", (name) => {
    expect(() => rollSession(XNYS, "2024-07-04", name as "following")).toThrow(/convention/);
    expect(() => sessionsByPeriod(XNYS, "2024-01-01", "2024-12-31", name as "week")).toThrow(/period/);
  });
});

test("counting back over dates without a session gives a plain 0", () => {
  expect(countSessions(XNYS, "2024-07-07", "2024-07-06")).toBe(0);
});
