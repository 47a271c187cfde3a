/** Calendar dates and day numbers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayNumber, formatDate, isoWeekday, NO_SESSION, parseDate } from "../../src/index.js";
import { readDate, toDayNumber, yearOfDay } from "../../src/time/day.js";

const DAY = 86_400_000;

/** Day number by counting: whole years and months of the Gregorian calendar, no `Date`. */
function counted(year: number, month: number, day: number): number {
  const y = year - 1;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const before = lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0);
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + before + day - 719_163;
}

const years = fc.integer({ min: -100_000, max: 100_000 });
const days = fc.integer({ min: counted(-100_000, 1, 1), max: counted(100_000, 12, 31) });

describe("day numbers", () => {
  test("count days from 1970-01-01", () => {
    expect(dayNumber(1970, 1, 1)).toBe(0);
    expect(dayNumber(1969, 12, 31)).toBe(-1);
    expect(dayNumber(2000, 2, 29)).toBe(11_016);
    expect(dayNumber(1900, 3, 1) - dayNumber(1900, 2, 28)).toBe(1);
    expect(dayNumber(2000, 3, 1) - dayNumber(2000, 2, 28)).toBe(2);
  });

  test("are those of the Gregorian calendar, 100,000 years back and ahead", () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (year, month, day) => {
        expect(dayNumber(year, month, day)).toBe(counted(year, month, day));
      }),
      { numRuns: 2000 },
    );
  });

  test("hold for years of one and two digits, which Date.UTC takes for 19xx", () => {
    for (const year of [0, 1, 69, 70, 99, 100]) expect(dayNumber(year, 3, 1)).toBe(counted(year, 3, 1));
  });

  test("run on beyond the end of a month", () => {
    expect(dayNumber(2023, 2, 29)).toBe(dayNumber(2023, 3, 1));
    expect(dayNumber(2024, 12, 32)).toBe(dayNumber(2025, 1, 1));
    expect(dayNumber(2024, 3, 0)).toBe(dayNumber(2024, 2, 29));
  });

  test("have a year, month and day that give the number back", () => {
    fc.assert(
      fc.property(days, (day) => {
        const [, year, month, date] = /^([+-]?\d+)-(\d\d)-(\d\d)$/.exec(formatDate(day)) ?? [];
        expect(counted(Number(year), Number(month), Number(date))).toBe(day);
        expect(yearOfDay(day)).toBe(Number(year));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("weekdays", () => {
  test("are 1 on Monday to 7 on Sunday", () => {
    expect(isoWeekday(parseDate("2024-06-03"))).toBe(1);
    expect(isoWeekday(parseDate("2024-06-09"))).toBe(7);
    expect(isoWeekday(parseDate("1969-12-31"))).toBe(3);
  });

  test("are those of Date in UTC, on any day", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(isoWeekday(day) % 7).toBe(new Date(day * DAY).getUTCDay());
      }),
      { numRuns: 2000 },
    );
  });
});

describe("dates as text", () => {
  test("are what was parsed, for every day of the years 0 to 9999", () => {
    fc.assert(
      fc.property(fc.integer({ min: counted(0, 1, 1), max: counted(9999, 12, 31) }), (day) => {
        expect(formatDate(day)).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(parseDate(formatDate(day))).toBe(day);
        expect(toDayNumber(formatDate(day))).toBe(day);
        expect(toDayNumber(day)).toBe(day);
      }),
      { numRuns: 2000 },
    );
  });

  test("have a sign and six digits in other years", () => {
    expect(formatDate(counted(10_000, 1, 1))).toBe("+010000-01-01");
    expect(formatDate(counted(-1, 12, 31))).toBe("-000001-12-31");
    expect(formatDate(counted(0, 1, 1))).toBe("0000-01-01");
    expect(formatDate(counted(9999, 12, 31))).toBe("9999-12-31");
  });

  test.each([
    "2023-02-29",
    "1900-02-29",
    "2024-02-30",
    "2024-04-31",
    "2024-13-01",
    "2024-00-10",
    "2024-01-00",
    "2024-01-32",
    "2024-1-1",
    "24-01-01",
    " 2024-01-01",
    "2024-01-01 ",
    "2024-01-01\n",
    "2024-01",
    "2024",
    "2024-01-01T00:00",
    "2024-01-01Z",
    "2024/01/01",
    "20240101",
    "01-02-2024",
    "Jan 1, 2024",
    "-000000-01-01",
    "+002024-01-01",
    "２０２４-01-01",
    "",
  ])("%j is refused", (text) => {
    expect(readDate(text)).toBeNaN();
    for (const parse of [parseDate, toDayNumber])
      expect(() => parse(text)).toThrow(
        expect.objectContaining({ code: "INVALID_DATE", message: expect.stringContaining(JSON.stringify(text)) }),
      );
  });

  test.each([Number.NaN, 1.5, NO_SESSION, Number.POSITIVE_INFINITY, 1e9, "1", null, undefined])("%o is refused as a day number", (day) => {
    for (const act of [formatDate, toDayNumber])
      expect(() => act(day as number)).toThrow(expect.objectContaining({ code: "INVALID_DATE" }));
  });

  test("the marker of rows without a session is no date", () => {
    expect(() => formatDate(NO_SESSION)).toThrow(expect.objectContaining({ code: "INVALID_DATE" }));
    expect(new Int32Array([NO_SESSION])[0]).toBe(NO_SESSION);
  });
});
