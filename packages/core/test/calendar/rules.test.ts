/** Every kind of rule, as lists of days that a printed calendar shows. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { easter, orthodoxEaster, ruleDays } from "../../src/calendar/rules.js";
import {
  type DateRule,
  dayNumber,
  formatDate,
  isoWeekday,
  isSession,
  nextSession,
  type Observance,
  parseDate,
  type RuleSpan,
} from "../../src/index.js";
import { hoursOf, sessionDates, venue } from "./support.js";

function days(rule: DateRule & RuleSpan, fromYear: number, toYear = fromYear): string[] {
  return ruleDays(rule, fromYear, toYear).map(formatDate);
}

describe("a fixed day", () => {
  test("is the same month and day each year", () => {
    expect(days({ kind: "fixed", month: 5, day: 1 }, 2023, 2025)).toEqual(["2023-05-01", "2024-05-01", "2025-05-01"]);
  });

  test.each([
    ["nearest-weekday", 7, 4, 2020, "2020-07-03", "a Saturday is kept on the Friday before"],
    ["nearest-weekday", 7, 4, 2021, "2021-07-05", "a Sunday on the Monday after"],
    ["nearest-weekday", 7, 4, 2024, "2024-07-04", "a Thursday stays"],
    ["nearest-weekday", 7, 4, 2025, "2025-07-04", "a Friday stays"],
    ["sunday-to-monday", 1, 1, 2023, "2023-01-02", "a Sunday is kept on Monday"],
    ["sunday-to-monday", 1, 1, 2022, "2022-01-01", "a Saturday stays and closes nothing"],
    ["sunday-to-monday", 1, 1, 2024, "2024-01-01", "a Monday stays"],
    ["next-monday", 1, 1, 2022, "2022-01-03", "a Saturday is kept on Monday"],
    ["next-monday", 1, 1, 2023, "2023-01-02", "a Sunday is kept on Monday"],
    ["next-monday", 1, 26, 2024, "2024-01-26", "a Friday stays"],
    ["next-monday-or-tuesday", 12, 26, 2020, "2020-12-28", "Boxing Day on a Saturday is kept on Monday"],
    ["next-monday-or-tuesday", 12, 26, 2021, "2021-12-28", "on a Sunday on Tuesday, behind Christmas on Monday"],
    ["next-monday-or-tuesday", 12, 25, 2022, "2022-12-27", "Christmas on a Sunday is kept on Tuesday, behind Boxing Day on Monday"],
    ["next-monday-or-tuesday", 12, 25, 2023, "2023-12-25", "a Monday stays"],
  ] as const)("with %s: %i-%i of %i is kept on %s: %s", (observance, month, day, year, kept, _why) => {
    expect(days({ kind: "fixed", month, day, observance }, year)).toEqual([kept]);
  });

  test.each([
    // Days are moved by a number for each weekday, Monday first.
    [
      [0, -1, -2, -3, 3, 2, 1],
      ["2018-07-16", "2019-07-15", "2020-07-13", "2021-07-19", "2022-07-18", "2023-07-17", "2024-07-15"],
      "to the nearest Monday",
    ],
    [
      [0, 0, 0, 0, 0, -1, -2],
      ["2018-07-16", "2019-07-16", "2020-07-16", "2021-07-16", "2022-07-15", "2023-07-14", "2024-07-16"],
      "back to Friday",
    ],
    [
      [0, 6, 5, 4, 3, 2, 1],
      ["2018-07-16", "2019-07-22", "2020-07-20", "2021-07-19", "2022-07-18", "2023-07-17", "2024-07-22"],
      "to the next Monday",
    ],
  ] as [Observance, string[], string][])("with %j: 16 July of 2018 to 2024 is kept on %j, %s", (observance, kept) => {
    expect(days({ kind: "fixed", month: 7, day: 16, observance }, 2018, 2024)).toEqual(kept);
  });

  test("with seven numbers is that of the weekday, whichever weekday it is (property)", () => {
    const seven = fc.tuple(...Array.from({ length: 7 }, () => fc.integer({ min: -6, max: 6 }))) as fc.Arbitrary<
      [number, number, number, number, number, number, number]
    >;
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        seven,
        (year, month, day, observance) => {
          const date = dayNumber(year, month, day);
          expect(ruleDays({ kind: "fixed", month, day, observance }, year, year)).toEqual([
            date + (observance[isoWeekday(date) - 1] as number),
          ]);
        },
      ),
    );
  });

  test("with the named observances written as seven numbers is the same (property)", () => {
    const NAMED = {
      "nearest-weekday": [0, 0, 0, 0, 0, -1, 1],
      "sunday-to-monday": [0, 0, 0, 0, 0, 0, 1],
      "next-monday": [0, 0, 0, 0, 0, 2, 1],
      "next-monday-or-tuesday": [0, 0, 0, 0, 0, 2, 2],
    } as const;
    for (const [observance, seven] of Object.entries(NAMED)) {
      const rule = { kind: "fixed", month: 12, day: 31 } as const;
      expect(ruleDays({ ...rule, observance: observance as "next-monday" }, 1990, 2030)).toEqual(
        ruleDays({ ...rule, observance: seven }, 1990, 2030),
      );
    }
  });

  test("may be kept in the neighbouring year: New Year's Day 2022, a Saturday, on 31 December 2021", () => {
    expect(days({ kind: "fixed", month: 1, day: 1, observance: "nearest-weekday" }, 2022)).toEqual(["2021-12-31"]);
  });

  test("kept in the neighbouring year closes a calendar that was asked about that year alone", () => {
    const facts = { holidays: [{ name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "nearest-weekday" }] } as const;
    expect(isSession(venue(facts), "2021-12-31")).toBe(false);
    expect(nextSession(venue(facts), "2021-12-30")).toBe(parseDate("2022-01-03"));
    expect(sessionDates(venue(facts), "2021-12-29", "2022-01-04")).toEqual(["2021-12-29", "2021-12-30", "2022-01-03", "2022-01-04"]);
  });

  test("kept on Tuesday 2 January of the next year closes that year's calendar", () => {
    const facts = {
      holidays: [{ name: "End of the year", kind: "fixed", month: 12, day: 31, observance: "next-monday-or-tuesday" }],
    } as const;
    // 31 December 2022 is a Saturday.
    expect(isSession(venue(facts), "2023-01-02")).toBe(false);
    expect(isSession(venue(facts), "2023-01-03")).toBe(true);
  });
});

describe("the nth weekday of a month", () => {
  test.each([
    [1, 1, 3, 2024, "2024-01-15", "Martin Luther King Jr. Day, third Monday of January"],
    [11, 4, 4, 2024, "2024-11-28", "Thanksgiving, fourth Thursday of November"],
    [5, 1, -1, 2024, "2024-05-27", "Memorial Day, last Monday of May"],
    [9, 1, 1, 2025, "2025-09-01", "Labor Day on the first of the month"],
    [12, 5, -1, 2027, "2027-12-31", "last Friday of December on the last of the year"],
    [2, 5, 5, 2008, "2008-02-29", "a fifth Friday of February in a leap year"],
    [3, 7, -1, 2024, "2024-03-31", "last Sunday of March on the last of the month"],
  ] as const)("month %i, weekday %i, nth %i of %i is %s: %s", (month, weekday, nth, year, day, _why) => {
    expect(days({ kind: "nth-weekday", month, weekday, nth }, year)).toEqual([day]);
  });

  test("is no day where the month has no fifth", () => {
    expect(days({ kind: "nth-weekday", month: 2, weekday: 5, nth: 5 }, 2023, 2025)).toEqual([]);
  });

  test("is the nth such weekday when the month is counted through (property)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
        fc.constantFrom(1, 2, 3, 4, 5, -1),
        (year, month, weekday, nth) => {
          const length = dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayNumber(year, month, 1);
          const all = Array.from({ length }, (_, i) => dayNumber(year, month, i + 1)).filter((day) => isoWeekday(day) === weekday);
          const wanted = nth > 0 ? all[nth - 1] : all.at(nth);
          expect(ruleDays({ kind: "nth-weekday", month, weekday, nth }, year, year)).toEqual(wanted === undefined ? [] : [wanted]);
        },
      ),
    );
  });
});

describe("a weekday near a day", () => {
  test.each([
    [11, 23, 5, "on-or-after", 2024, "2024-11-29", "the day after Thanksgiving"],
    [11, 23, 5, "on-or-after", 2029, "2029-11-23", "the day itself counts"],
    [5, 24, 1, "on-or-before", 2024, "2024-05-20", "Victoria Day, the last Monday before 25 May"],
    [5, 24, 1, "on-or-before", 2027, "2027-05-24", "the day itself counts"],
    [12, 30, 1, "on-or-after", 2022, "2023-01-02", "may lie in the next year"],
    [1, 2, 5, "on-or-before", 2024, "2023-12-29", "or in the one before"],
  ] as const)("%i-%i, weekday %i, %s in %i is %s: %s", (month, day, weekday, side, year, found, _why) => {
    expect(days({ kind: "weekday-near", month, day, weekday, side }, year)).toEqual([found]);
  });

  test("is that weekday, at most six days away on its side (property)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
        fc.constantFrom("on-or-after", "on-or-before"),
        (year, month, day, weekday, side) => {
          const found = ruleDays({ kind: "weekday-near", month, day, weekday, side }, year, year)[0] as number;
          const away = (found - dayNumber(year, month, day)) * (side === "on-or-after" ? 1 : -1);
          expect(isoWeekday(found)).toBe(weekday);
          expect(away).toBeGreaterThanOrEqual(0);
          expect(away).toBeLessThan(7);
        },
      ),
    );
  });
});

describe("Easter", () => {
  test.each([
    "1900-04-15",
    "1913-03-23",
    "1943-04-25",
    "1954-04-18",
    "1961-04-02",
    "1981-04-19",
    "2000-04-23",
    "2008-03-23",
    "2011-04-24",
    "2016-03-27",
    "2019-04-21",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2038-04-25",
    "2049-04-18",
    "2076-04-19",
    "2100-03-28",
  ])("of the western churches falls on %s", (date) => {
    expect(formatDate(easter(Number(date.slice(0, 4))))).toBe(date);
  });

  test.each([
    "2010-04-04",
    "2013-05-05",
    "2014-04-20",
    "2015-04-12",
    "2016-05-01",
    "2017-04-16",
    "2018-04-08",
    "2019-04-28",
    "2020-04-19",
    "2021-05-02",
    "2022-04-24",
    "2023-04-16",
    "2024-05-05",
    "2025-04-20",
    "2026-04-12",
    "2027-05-02",
  ])("of the eastern churches falls on %s", (date) => {
    expect(formatDate(orthodoxEaster(Number(date.slice(0, 4))))).toBe(date);
  });

  test("equals the reckoning by epacts in every year from 1900 to 2100, west and east", () => {
    for (let year = 1900; year <= 2100; year++) {
      expect(formatDate(easter(year)), `west ${year}`).toBe(formatDate(easterByEpact(year)));
      expect(formatDate(orthodoxEaster(year)), `east ${year}`).toBe(formatDate(orthodoxEasterByEpact(year)));
    }
  });

  test("has days counted from it: Good Friday, Easter Monday, Whit Monday, Orthodox Good Friday", () => {
    expect(days({ kind: "easter", days: -2 }, 2024)).toEqual(["2024-03-29"]);
    expect(days({ kind: "easter", days: 1 }, 2024)).toEqual(["2024-04-01"]);
    expect(days({ kind: "easter", days: 50 }, 2024)).toEqual(["2024-05-20"]);
    expect(days({ kind: "easter", days: -2, orthodox: true }, 2024)).toEqual(["2024-05-03"]);
  });
});

describe("a day relative to another rule's", () => {
  test("is counted from the day as observed", () => {
    const independence = { kind: "fixed", month: 7, day: 4, observance: "nearest-weekday" } as const;
    expect(days({ kind: "relative", of: independence, days: -1 }, 2020, 2022)).toEqual(["2020-07-02", "2021-07-04", "2022-07-03"]);
  });

  test("may be counted from a weekday of a month, from Easter and from another such day", () => {
    const thanksgiving = { kind: "nth-weekday", month: 11, weekday: 4, nth: 4 } as const;
    expect(days({ kind: "relative", of: thanksgiving, days: 1 }, 2019)).toEqual(["2019-11-29"]);
    expect(days({ kind: "relative", of: { kind: "easter", days: -2 }, days: -1 }, 2024)).toEqual(["2024-03-28"]);
    expect(days({ kind: "relative", of: { kind: "relative", of: thanksgiving, days: 1 }, days: 3 }, 2019)).toEqual(["2019-12-02"]);
  });

  test("is no day where the other is none", () => {
    expect(days({ kind: "relative", of: { kind: "nth-weekday", month: 2, weekday: 5, nth: 5 }, days: 1 }, 2023)).toEqual([]);
    expect(days({ kind: "relative", of: { kind: "dates", dates: ["2024-02-10"] }, days: -1 }, 2023)).toEqual([]);
  });

  test("is there for every listed date, two in one year among them", () => {
    const festival = { kind: "dates", dates: ["2023-01-22", "2024-02-10", "2024-09-17"] } as const;
    expect(days({ kind: "relative", of: festival, days: -1 }, 2023, 2024)).toEqual(["2023-01-21", "2024-02-09", "2024-09-16"]);
  });
});

describe("listed dates", () => {
  const rule = { kind: "dates", dates: ["2025-01-29", "2023-01-23", "2024-02-12", "2024-02-13"] } as const;

  test("are those of the years asked for, ascending, however they are listed", () => {
    expect(days(rule, 2024)).toEqual(["2024-02-12", "2024-02-13"]);
    expect(days(rule, 2023, 2025)).toEqual(["2023-01-23", "2024-02-12", "2024-02-13", "2025-01-29"]);
    expect(days(rule, 2026)).toEqual([]);
  });

  test("keep to the rule's span", () => {
    expect(days({ ...rule, from: 2024 }, 2023, 2025)).toEqual(["2024-02-12", "2024-02-13", "2025-01-29"]);
    expect(days({ ...rule, to: "2024-02-12" }, 2023, 2025)).toEqual(["2023-01-23", "2024-02-12"]);
    expect(days({ ...rule, onWeekdays: [2] }, 2023, 2025)).toEqual(["2024-02-13"]);
  });
});

describe("the span of a rule", () => {
  const eve = { kind: "fixed", month: 12, day: 24 } as const;

  test.each([
    ["from a year on", { from: 2022 }, ["2022-12-24", "2023-12-24", "2024-12-24"]],
    ["up to a year, itself included", { to: 2021 }, ["2020-12-24", "2021-12-24"]],
    ["from a date on, itself included", { from: "2022-12-24" }, ["2022-12-24", "2023-12-24", "2024-12-24"]],
    ["from the day after it on", { from: "2022-12-25" }, ["2023-12-24", "2024-12-24"]],
    ["up to a date, itself included", { to: "2021-12-24" }, ["2020-12-24", "2021-12-24"]],
    ["up to the day before it", { to: "2021-12-23" }, ["2020-12-24"]],
    ["but for some years", { except: [2021, 2023] }, ["2020-12-24", "2022-12-24", "2024-12-24"]],
    ["only on some weekdays", { onWeekdays: [1, 2, 3, 4] }, ["2020-12-24", "2024-12-24"]],
    ["all of it at once", { from: 2021, to: 2024, except: [2022], onWeekdays: [2, 5, 7] }, ["2021-12-24", "2023-12-24", "2024-12-24"]],
  ] satisfies [string, RuleSpan, string[]][])("holds %s", (_, span, found) => {
    expect(days({ ...eve, ...span }, 2020, 2024)).toEqual(found);
  });

  test("looks at the weekday on which a day is observed", () => {
    const observed = { kind: "fixed", month: 7, day: 4, observance: "nearest-weekday" } as const;
    expect(days({ ...observed, onWeekdays: [5] }, 2020, 2021)).toEqual(["2020-07-03"]);
    expect(days({ ...observed, onWeekdays: [1] }, 2020, 2021)).toEqual(["2021-07-05"]);
  });

  test("leaves out a year by the rule's own year, though the day is kept in the one before", () => {
    expect(days({ kind: "fixed", month: 1, day: 1, observance: "nearest-weekday", except: [2022] }, 2021, 2023)).toEqual([
      "2021-01-01",
      "2023-01-02",
    ]);
  });
});

describe("local times", () => {
  test.each([
    ["09:30", "16:00", "09:30-16:00"],
    ["17:00-1d", "16:00", "17:00-1d-16:00"],
    ["20:00", "02:00+1d", "20:00-02:00+1d"],
    ["00:00", "24:00", "00:00-00:00+1d"],
    ["17:00-3d", "16:00", "17:00-3d-16:00"],
  ])("a session from %s to %s runs on the wall clock from and to those times, summer and winter", (open, close, shown) => {
    const calendar = venue({ weekdays: [3], hours: [{ segments: [[open, close]] }] });
    expect(hoursOf(calendar, "2024-01-10")).toBe(shown);
    expect(hoursOf(calendar, "2024-07-10")).toBe(shown);
    // The week in which the clocks change on Sunday 10 March.
    expect(hoursOf(calendar, "2024-03-13")).toBe(shown);
  });

  test.each([
    ["2024-03-08", "08:30-15:00", "the Friday before New York's change"],
    ["2024-03-11", "07:30-14:00", "the Monday after it"],
    ["2024-10-31", "07:30-14:00", "before the change back"],
    ["2024-11-04", "08:30-15:00", "after it"],
  ])("kept by New York's clock are in Mexico, which has no summer time since 2022: on %s %s, %s", (date, hours) => {
    const calendar = venue({
      timeZone: "America/Mexico_City",
      hours: [{ segments: [["09:30@America/New_York", "16:00@America/New_York"]] }],
    });
    expect(hoursOf(calendar, date)).toBe(hours);
  });

  test("may be the venue's and another place's in one segment: a close that follows New York", () => {
    const calendar = venue({ timeZone: "America/Sao_Paulo", hours: [{ segments: [["10:00", "16:00@America/New_York"]] }] });
    expect(["2024-01-10", "2024-03-08", "2024-03-11", "2024-11-01", "2024-11-04"].map((date) => hoursOf(calendar, date))).toEqual([
      "10:00-18:00",
      "10:00-18:00",
      "10:00-17:00",
      "10:00-17:00",
      "10:00-18:00",
    ]);
  });

  test("of a part of the year hold on its days, by month, and are the week's else", () => {
    const calendar = venue({
      hours: [
        {
          segments: [["09:30", "16:00"]],
          byWeekday: { 5: [["09:30", "13:00"]] },
          season: { months: [12, 1], segments: [["10:00", "15:00"]] },
        },
      ],
    });
    expect(["2023-11-29", "2023-12-01", "2024-01-31", "2024-02-01", "2024-02-02"].map((date) => hoursOf(calendar, date))).toEqual([
      "09:30-16:00",
      "10:00-15:00",
      "10:00-15:00",
      "09:30-16:00",
      "09:30-13:00",
    ]);
  });

  test("of a season and by another clock do not depend on what is asked first", () => {
    const facts = {
      timeZone: "America/Sao_Paulo",
      hours: [
        {
          segments: [["10:00", "16:00@America/New_York"]],
          season: { months: [3, 7], segments: [["11:00@Europe/London", "16:00@America/New_York"]] },
        },
      ],
    } as const;
    const dates = ["2024-01-10", "2024-03-08", "2024-03-11", "2024-03-27", "2024-04-02", "2024-07-03", "2024-11-04", "2025-03-27"];
    const expected = [
      "10:00-18:00",
      "08:00-18:00",
      "08:00-17:00",
      "08:00-17:00",
      "10:00-17:00",
      "07:00-17:00",
      "10:00-18:00",
      "08:00-17:00",
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(dates), (asked) => {
        const calendar = venue(facts);
        for (const date of asked) hoursOf(calendar, date);
        expect(dates.map((date) => hoursOf(calendar, date))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test.each(["9:30", "x09:30", "109:30", "09:60", "25:00", "24:01", "0930", "09:30 ", "09:30+d", "09:30-10d", ""])(
    "%j is none and is refused",
    (open) => {
      const calendar = venue({ hours: [{ segments: [[open, "16:00"]] }] });
      expect(() => isSession(calendar, "2024-01-10")).toThrow(expect.objectContaining({ name: "OpenbellError" }));
    },
  );
});

/** Source: N. Dershowitz, E. M. Reingold, "Calendrical Calculations": paschal moon by shifted epact, then the Sunday after it. */
function easterByEpact(year: number): number {
  const century = Math.floor(year / 100) + 1;
  const golden = year % 19;
  const shifted = (((14 + 11 * golden - Math.floor((3 * century) / 4) + Math.floor((5 + 8 * century) / 25)) % 30) + 30) % 30;
  const epact = shifted === 0 || (shifted === 1 && golden > 10) ? shifted + 1 : shifted;
  return sundayAfter(dayNumber(year, 4, 19) - epact);
}

function orthodoxEasterByEpact(year: number): number {
  const epact = (14 + 11 * (year % 19)) % 30;
  // 19 April of the Julian calendar: 12 days later in the Gregorian one until 1900-03-13, 13 until 2100-03-13, then 14.
  const julianToGregorian = year <= 1899 ? 12 : year <= 2099 ? 13 : 14;
  return sundayAfter(dayNumber(year, 4, 19) + julianToGregorian - epact);
}

function sundayAfter(day: number): number {
  return day + 7 - (isoWeekday(day) % 7);
}
