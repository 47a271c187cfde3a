/** The days that a calendar names: holidays, closures, short and late days, special hours and extra sessions. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../../src/calendars/always-open.js";
import { XLON } from "../../../src/calendars/xlon.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import { XTKS } from "../../../src/calendars/xtks.js";
import {
  type CalendarDefinition,
  defineCalendar,
  formatDate,
  holidays,
  isoWeekday,
  isSession,
  type NamedDayKind,
  parseDate,
} from "../../../src/index.js";
import { BY_NAME, fresh, hoursOf, SHIPPED, venue } from "../support.js";

const code = (error: string): Error => expect.objectContaining({ code: error }) as Error;

function said(calendar: CalendarDefinition, from: string, to: string, kinds?: readonly NamedDayKind[]): string[] {
  return holidays(calendar, from, to, kinds === undefined ? {} : { kinds }).map(({ date, kind, name }) => `${date} ${kind}: ${name}`);
}

describe("New York", () => {
  test("has ten holidays and three half days in 2024", () => {
    expect(said(XNYS, "2024-01-01", "2024-12-31")).toEqual([
      "2024-01-01 holiday: New Year's Day",
      "2024-01-15 holiday: Martin Luther King Jr. Day",
      "2024-02-19 holiday: Presidents' Day",
      "2024-03-29 holiday: Good Friday",
      "2024-05-27 holiday: Memorial Day",
      "2024-06-19 holiday: Juneteenth",
      "2024-07-03 early-close: Day before Independence Day",
      "2024-07-04 holiday: Independence Day",
      "2024-09-02 holiday: Labor Day",
      "2024-11-28 holiday: Thanksgiving Day",
      "2024-11-29 early-close: Day after Thanksgiving",
      "2024-12-24 early-close: Christmas Eve",
      "2024-12-25 holiday: Christmas Day",
    ]);
  });

  test.each([
    ["2001-09-11", ["closure"], "a closure follows no rule"],
    ["1996-01-08", ["late-open", "early-close"], "special hours late and short"],
    ["1990-12-27", ["late-open"], "special hours that open late"],
    ["1997-10-27", ["early-close"], "special hours that close early"],
    ["2009-07-02", ["special-hours"], "special hours that do neither"],
    ["2020-07-03", ["holiday"], "Independence Day on a Saturday is kept on Friday"],
    ["2020-07-04", [], "and not on its day"],
    ["2022-01-01", [], "New Year's Day on a Saturday"],
    ["2021-12-31", [], "is not kept on Friday"],
    ["2024-06-03", [], "a day like any other"],
  ])("%s is %j: %s", (date, kinds) => {
    const closure = XNYS.closures?.[date];
    const event = typeof closure === "string" ? closure : (closure ?? XNYS.specialHours?.[date])?.name;
    const found = holidays(XNYS, date, date);
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
    for (const { name } of found) expect(name).toBe(event ?? "Independence Day");
  });

  test("gives the day number beside the date, and no source where it is the calendar's own", () => {
    expect(holidays(XNYS, "2024-12-25", "2024-12-25")).toEqual([
      { day: parseDate("2024-12-25"), date: "2024-12-25", kind: "holiday", name: "Christmas Day" },
    ]);
  });
});

test("London closes on bank holidays and at 12:30 on two eves; Tokyo's special hours carry their source", () => {
  expect(said(XLON, "2024-12-20", "2025-01-02")).toEqual([
    expect.stringMatching(/^2024-12-24 early-close: /),
    expect.stringMatching(/^2024-12-25 holiday: Christmas/),
    expect.stringMatching(/^2024-12-26 holiday: Boxing/),
    expect.stringMatching(/^2024-12-31 early-close: /),
    expect.stringMatching(/^2025-01-01 holiday: New Year/),
  ]);
  expect(holidays(XTKS, "2005-11-01", "2005-11-01")).toEqual([
    {
      day: parseDate("2005-11-01"),
      date: "2005-11-01",
      kind: "late-open",
      name: "System failure, all shares halted until 13:30",
      source: "Yomiuri 2005-11-01",
    },
  ]);
});

describe("a made-up venue", () => {
  // 3 July 2024 is a Wednesday, 6 July a Saturday.
  const day = { kind: "fixed", month: 7, day: 3 } as const;
  const name = (facts: Partial<CalendarDefinition>, from = "2024-07-01", to = "2024-07-07"): string[] => said(venue(facts), from, to);

  test("names a day that opens late and closes early twice, the open first, whatever names it", () => {
    const lateOpens = [{ ...day, name: "Late", open: "11:00" }];
    const earlyCloses = [{ ...day, name: "Early", close: "13:00" }];
    expect(name({ lateOpens, earlyCloses })).toEqual(["2024-07-03 late-open: Late", "2024-07-03 early-close: Early"]);
    expect(name({ specialHours: { "2024-07-03": { name: "Short", segments: [["11:00", "13:00"]] } } })).toEqual([
      "2024-07-03 late-open: Short",
      "2024-07-03 early-close: Short",
    ]);
  });

  test("names of several early closes and late opens on one day only those that cut it", () => {
    const noon = { ...day, name: "Noon", close: "12:00" };
    const one = { ...day, name: "One", close: "13:00" };
    const ten = { ...day, name: "Ten", open: "10:00" };
    const eleven = { ...day, name: "Eleven", open: "11:00" };
    for (const earlyCloses of [
      [noon, one],
      [one, noon],
    ])
      for (const lateOpens of [
        [ten, eleven],
        [eleven, ten],
      ])
        expect(name({ earlyCloses, lateOpens })).toEqual(["2024-07-03 late-open: Eleven", "2024-07-03 early-close: Noon"]);
  });

  test("does not name early closes and late opens that cut nothing, and none on a holiday", () => {
    expect(name({ earlyCloses: [{ ...day, name: "Late anyway", close: "18:00" }] })).toEqual([]);
    expect(name({ lateOpens: [{ ...day, name: "Early anyway", open: "08:00" }] })).toEqual([]);
    expect(name({ holidays: [{ ...day, name: "Holiday" }], earlyCloses: [{ ...day, name: "Noon", close: "12:00" }] })).toEqual([
      "2024-07-03 holiday: Holiday",
    ]);
  });

  test("names no holiday and no closure on a weekend, but an extra session and special hours there", () => {
    const saturday = { ...day, day: 6 };
    expect(name({ holidays: [{ ...saturday, name: "Holiday" }] })).toEqual([]);
    expect(name({ closures: { "2024-07-06": "Closure" } })).toEqual([]);
    expect(name({ extraSessions: { "2024-07-06": { name: "Working Saturday" } } })).toEqual(["2024-07-06 extra-session: Working Saturday"]);
    expect(name({ specialHours: { "2024-07-06": { name: "Saturday test", segments: [["10:00", "11:00"]] } } })).toEqual([
      "2024-07-06 special-hours: Saturday test",
    ]);
  });

  test("names a session on a holiday by what makes it one", () => {
    const holiday = [{ ...day, name: "Holiday" }];
    expect(name({ holidays: holiday, extraSessions: { "2024-07-03": { name: "Trading after all" } } })).toEqual([
      "2024-07-03 extra-session: Trading after all",
    ]);
    expect(name({ holidays: holiday, specialHours: { "2024-07-03": { name: "Evening", segments: [["17:00", "18:00"]] } } })).toEqual([
      "2024-07-03 late-open: Evening",
    ]);
  });

  test("classifies special hours by the regular hours of their weekday, period and season", () => {
    const hours = [
      { segments: [["09:30", "16:00"]] as const, byWeekday: { 5: [["09:30", "14:00"]] as const } },
      { from: "2024-08-01", segments: [["09:30", "17:00"]] as const, season: { months: [9], segments: [["09:30", "15:00"]] as const } },
    ];
    const short = { name: "Short", segments: [["09:30", "15:00"]] as const };
    const long = { name: "Long", segments: [["09:30", "15:00"]] as const };
    const calendar = venue({
      hours,
      specialHours: { "2024-07-03": short, "2024-07-05": long, "2024-08-01": short, "2024-09-02": { ...long, name: "As ever" } },
    });
    expect(said(calendar, "2024-07-01", "2024-09-30")).toEqual([
      "2024-07-03 early-close: Short",
      "2024-07-05 special-hours: Long",
      "2024-08-01 early-close: Short",
      "2024-09-02 special-hours: As ever",
    ]);
  });

  test("gives the source of every kind of fact, where it has one of its own", () => {
    const calendar = defineCalendar(
      venue({
        holidays: [{ ...day, day: 1, name: "Holiday", source: "law" }],
        closures: { "2024-07-02": { name: "Closure", source: "press" }, "2024-07-08": { name: "Another" }, "2024-07-09": "A third" },
        earlyCloses: [{ ...day, name: "Early", close: "12:00", source: "notice 1" }],
        lateOpens: [{ ...day, day: 4, name: "Late", open: "11:00", source: "notice 2" }],
        specialHours: { "2024-07-05": { name: "Special", segments: [["09:30", "17:00"]], source: "circular" } },
        extraSessions: { "2024-07-06": { name: "Extra", source: "bars" } },
      }),
    );
    expect(holidays(calendar, "2024-07-01", "2024-07-09").map(({ date, kind, source }) => [date.slice(-2), kind, source])).toEqual([
      ["01", "holiday", "law"],
      ["02", "closure", "press"],
      ["03", "early-close", "notice 1"],
      ["04", "late-open", "notice 2"],
      ["05", "special-hours", "circular"],
      ["06", "extra-session", "bars"],
      ["08", "closure", undefined],
      ["09", "closure", undefined],
    ]);
    expect(Object.keys(holidays(calendar, "2024-07-08", "2024-07-08")[0] ?? {})).not.toContain("source");
  });

  test("names a New Year's Day that is kept in December, whichever year is asked about first", () => {
    const facts = { holidays: [{ name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "nearest-weekday" }] } as const;
    expect(said(venue(facts), "2021-12-30", "2021-12-31")).toEqual(["2021-12-31 holiday: New Year's Day"]);
    expect(said(venue(facts), "2022-01-01", "2022-01-31")).toEqual([]);
  });
});

describe("the kinds asked for", () => {
  const KINDS: readonly NamedDayKind[] = ["holiday", "closure", "early-close", "late-open", "special-hours", "extra-session"];

  test("are the only ones answered", () => {
    expect(said(XNYS, "2024-07-01", "2024-12-31", ["early-close"])).toHaveLength(3);
    expect(said(XNYS, "1996-01-08", "1996-01-08", ["late-open"])).toEqual(["1996-01-08 late-open: Snowstorm"]);
    expect(said(XNYS, "1996-01-08", "1996-01-08", ["special-hours"])).toEqual([]);
    expect(said(XNYS, "2024-07-01", "2024-12-31", [])).toEqual([]);
  });

  test("together are all (property)", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SHIPPED), fc.nat(), fc.subarray([...KINDS]), (calendar, seed, kinds) => {
        const [firstDay, lastDay] = [parseDate(calendar.coverage.from), parseDate(calendar.coverage.to)];
        const from = firstDay + (seed % (lastDay - firstDay - 400));
        const all = holidays(calendar, from, from + 400);
        expect(holidays(calendar, from, from + 400, { kinds })).toEqual(all.filter(({ kind }) => kinds.includes(kind)));
      }),
      { numRuns: 60 },
    );
  });

  test("must be kinds", () => {
    expect(() => holidays(XNYS, "2024-07-01", "2024-12-31", { kinds: ["half-day" as NamedDayKind] })).toThrow(
      'Expected `kinds` to be some of holiday, closure, early-close, late-open, special-hours, extra-session, got "half-day".',
    );
  });
});

describe("ranges", () => {
  test("are refused beyond what is known, and may be empty", () => {
    expect(() => holidays(XNYS, "1989-12-31", "1990-12-31")).toThrow(code("BEYOND_COVERAGE"));
    expect(() => holidays(XNYS, "2027-01-01", "2028-01-01")).toThrow(/2028-01-01 lies outside what calendar XNYS knows/);
    expect(() => holidays(XNYS, "2024-02-30", "2024-03-01")).toThrow(code("INVALID_DATE"));
    expect(holidays(XNYS, "2024-12-31", "2024-01-01")).toEqual([]);
    expect(holidays(ALWAYS_OPEN, "2020-01-01", "2030-12-31")).toEqual([]);
  });

  test("have both ends", () => {
    expect(said(XNYS, "2024-11-28", "2024-11-29")).toHaveLength(2);
    expect(said(XNYS, "2024-11-28", "2024-11-28")).toHaveLength(1);
    expect(said(XNYS, "2024-11-27", "2024-11-27")).toHaveLength(0);
  });
});

describe.each(BY_NAME)("%s", (_, calendar) => {
  const { from, to } = calendar.coverage;
  const all = holidays(fresh(calendar), from, to);

  test("names every day without a session on a weekday that has them, and only days that are as it says", () => {
    const closed = new Set(all.filter(({ kind }) => kind === "holiday" || kind === "closure").map(({ day }) => day));
    for (let day = parseDate(from); day <= parseDate(to); day++) {
      const period = calendar.hours.findLast((hours) => hours.from === undefined || hours.from <= formatDate(day));
      const mask = period?.weekdays ?? calendar.weekdays;
      const expected = mask.includes(isoWeekday(day)) && !isSession(calendar, day);
      if (closed.has(day) !== expected)
        throw new Error(`${calendar.name}, ${formatDate(day)}: ${expected ? "not named" : "named, but no day off"}`);
    }
    for (const { day, kind, date } of all)
      if (!closed.has(day) && !isSession(calendar, day)) throw new Error(`${calendar.name}, ${date}: ${kind} without a session`);
  });

  test("is in order of date, with one entry a day but for late and short ones, each with a name", () => {
    for (let i = 1; i < all.length; i++) {
      const [before, after] = [all[i - 1], all[i]] as [(typeof all)[0], (typeof all)[0]];
      const pair = before.day === after.day && before.kind === "late-open" && after.kind === "early-close";
      if (before.day >= after.day && !pair) throw new Error(`${calendar.name}, ${after.date}: ${before.kind} and ${after.kind}`);
    }
    expect(all.filter(({ name }) => name === "")).toEqual([]);
  });
});

test("what is named an early close closes before the days around it that are not named", () => {
  expect(hoursOf(XNYS, "2024-11-29")).toBe("09:30-13:00");
  expect(hoursOf(XNYS, "2024-11-27")).toBe("09:30-16:00");
});

describe("an event keeps the kind that it was given", () => {
  const odd = defineCalendar(
    venue({
      lateOpens: [{ name: "Late", kind: "fixed", month: 6, day: 5, open: "11:00" }],
      earlyCloses: [{ name: "Early", kind: "fixed", month: 6, day: 5, close: "13:00" }],
      specialHours: { "2024-06-08": { name: "Saturday hours", segments: [["10:00", "12:00"]] } },
      extraSessions: { "2024-06-09": { name: "Sunday test", segments: [["10:00", "12:00"]] } },
    }),
  );

  test("a late open and an early close of one day are one of each", () => {
    expect(said(odd, "2024-06-05", "2024-06-05")).toEqual(["2024-06-05 late-open: Late", "2024-06-05 early-close: Early"]);
  });

  test("special hours of a day without regular ones are neither late nor short", () => {
    expect(said(odd, "2024-06-08", "2024-06-09")).toEqual([
      "2024-06-08 special-hours: Saturday hours",
      "2024-06-09 extra-session: Sunday test",
    ]);
  });
});
