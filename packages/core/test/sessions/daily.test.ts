/** Daily labels: whose midnights they are, rows without one, and what is said when most of them name no session. */

import { describe, expect, test } from "vitest";
import { XLON } from "../../src/calendars/xlon.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import {
  assignDailyLabels,
  type CalendarDefinition,
  type DailyLabelOptions,
  formatDate,
  NO_SESSION,
  type SessionDates,
  type TimestampColumn,
} from "../../src/index.js";
import { at } from "../calendar/support.js";

/** Dates as text, `null` where there is none. */
function texts(dates: SessionDates): (string | null)[] {
  return Array.from(dates, (day) => (day === NO_SESSION ? null : formatDate(day)));
}

describe("whose midnights a column holds", () => {
  const seconds = (iso: string): number => at(iso) / 1000;
  const nanos = (iso: string): bigint => BigInt(at(iso)) * 1_000_000n;

  describe.each([
    ["New York: midnights of UTC", XNYS, ["2024-07-03T00:00Z", "2024-07-05T00:00Z"], ["2024-07-03", "2024-07-05"]],
    ["New York: midnights of its own", XNYS, ["2024-07-03T00:00-04:00", "2024-07-05T00:00-04:00"], ["2024-07-03", "2024-07-05"]],
    ["New York: closes", XNYS, ["2024-07-03T17:00Z", "2024-07-05T20:00Z"], ["2024-07-03", "2024-07-05"]],
    [
      "New York: one close among midnights of UTC, which are the evening before",
      XNYS,
      ["2024-07-03T00:00Z", "2024-07-05T20:00Z"],
      ["2024-07-02", "2024-07-05"],
    ],
    [
      "New York: a midnight of its own among those of UTC",
      XNYS,
      ["2024-07-03T00:00Z", "2024-07-05T00:00-04:00"],
      ["2024-07-02", "2024-07-05"],
    ],
    [
      "New York: any two midnights of UTC and an hour",
      XNYS,
      ["2024-07-03T00:00Z", "2024-07-10T00:00Z", "2024-07-05T01:00Z"],
      ["2024-07-02", "2024-07-09", null],
    ],
    ["Tokyo: midnights of UTC, its opens", XTKS, ["2024-01-09T00:00Z", "2024-01-10T00:00Z"], ["2024-01-09", "2024-01-10"]],
    [
      "Tokyo: midnights of its own, which UTC has the day before",
      XTKS,
      ["2024-01-09T00:00+09:00", "2024-01-10T00:00+09:00"],
      ["2024-01-09", "2024-01-10"],
    ],
    ["Tokyo: both", XTKS, ["2024-01-09T00:00+09:00", "2024-01-10T00:00Z"], ["2024-01-09", "2024-01-10"]],
    ["London in winter: of both at once", XLON, ["2024-01-09T00:00Z", "2024-01-10T00:00Z"], ["2024-01-09", "2024-01-10"]],
    ["London in summer: of UTC, an hour into the day", XLON, ["2024-07-09T00:00Z", "2024-07-10T00:00Z"], ["2024-07-09", "2024-07-10"]],
    ["London in summer: of its own, an hour before UTC's", XLON, ["2024-07-08T23:00Z", "2024-07-09T23:00Z"], ["2024-07-09", "2024-07-10"]],
    ["London through the year: its own, of both in winter", XLON, ["2024-01-09T00:00Z", "2024-07-09T23:00Z"], ["2024-01-09", "2024-07-10"]],
    ["before 1970, midnights of UTC", XNYS, ["1969-07-03T00:00Z", "2024-07-03T00:00Z"], [null, "2024-07-03"]],
  ] satisfies [string, CalendarDefinition, string[], (string | null)[]][])("%s", (_, calendar, instants, dates) => {
    test.each([
      ["text", instants, {}],
      ["milliseconds", Float64Array.from(instants, at), {}],
      ["seconds", Float64Array.from(instants, seconds), { unit: "s" }],
      ["microseconds", Float64Array.from(instants, (iso) => at(iso) * 1000), { unit: "us" }],
      ["32-bit seconds", Int32Array.from(instants, seconds), {}],
      ["nanoseconds", BigInt64Array.from(instants, nanos), {}],
    ] satisfies [string, TimestampColumn, DailyLabelOptions][])("%s", (_kind, column, options) => {
      expect(texts(assignDailyLabels(calendar, column, options))).toEqual(dates);
    });

    test("in the other order", () => {
      expect(texts(assignDailyLabels(calendar, instants.toReversed()))).toEqual(dates.toReversed());
    });

    test("rows without a timestamp among them change nothing", () => {
      const column = [null, ...instants.flatMap((iso) => [iso, null, undefined])];
      expect(texts(assignDailyLabels(calendar, column))).toEqual([null, ...dates.flatMap((date) => [date, null, null])]);
      const doubles = Float64Array.of(Number.NaN, ...instants.flatMap((iso) => [at(iso), Number.NaN]));
      expect(texts(assignDailyLabels(calendar, doubles))).toEqual([null, ...dates.flatMap((date) => [date, null])]);
    });

    test("dates without a time among them are those dates, and change nothing", () => {
      const column = ["2024-06-12", ...instants, " 2024-06-13 "];
      expect(texts(assignDailyLabels(calendar, column))).toEqual(["2024-06-12", ...dates, "2024-06-13"]);
      // As instants they would be midnights of UTC, or of nobody.
      for (const sourceTimeZone of ["America/New_York", "Asia/Tokyo"])
        expect(texts(assignDailyLabels(calendar, column, { sourceTimeZone }))).toEqual(["2024-06-12", ...dates, "2024-06-13"]);
    });
  });
});

describe("labels of days without a session", () => {
  const labels = ["2024-07-03", "2024-07-04", "2024-07-06", null, "2024-07-08", "1989-12-29", "2028-01-03"];

  test.each([
    ["null", ["2024-07-03", null, null, null, "2024-07-08", null, null]],
    ["drop", ["2024-07-03", "2024-07-08"]],
    ["next", ["2024-07-03", "2024-07-05", "2024-07-08", null, "2024-07-08", null, null]],
    ["previous", ["2024-07-03", "2024-07-03", "2024-07-05", null, "2024-07-08", null, null]],
  ] as const)("outside %s", (outside, dates) => {
    expect(texts(assignDailyLabels(XNYS, labels, { outside }))).toEqual(dates);
  });

  test("error names the first", () => {
    expect(() => assignDailyLabels(XNYS, labels, { outside: "error" })).toThrow(/^Row 1: .* lies in no session of XNYS/);
  });
});

describe("the diagnosis", () => {
  const weekend = ["2024-07-06", "2024-07-07"];

  test.each(["null", "drop", "next", "previous"] as const)("is there when most rows have no session, outside %s", (outside) => {
    const { diagnosis } = assignDailyLabels(XNYS, [...weekend, "2024-07-08"], { outside });
    expect(diagnosis).toMatchObject({ rows: 3, outside: 2, from: "2024-07-06T00:00:00Z", to: "2024-07-08T00:00:00Z" });
    expect(diagnosis?.message).toMatch(/^2 of 3 rows have no session in XNYS\. /);
  });

  test("rows without a timestamp are rows without a session", () => {
    expect(assignDailyLabels(XNYS, [null, "2024-07-08", null]).diagnosis).toMatchObject({ rows: 3, outside: 2 });
    expect(assignDailyLabels(XNYS, [null]).diagnosis).toMatchObject({ rows: 1, outside: 1 });
  });

  test.each([
    ["half of the rows", [...weekend, "2024-07-08", "2024-07-09"]],
    ["most of them", ["2024-07-06", "2024-07-08", "2024-07-09"]],
    ["all of them", ["2024-07-08"]],
    ["of none", []],
  ])("is not there when %s have one", (_, labels) => {
    expect(assignDailyLabels(XNYS, labels)).not.toHaveProperty("diagnosis");
  });

  test.each([
    ["days before the coverage", ["1980-01-02", "1980-01-03"], "Nothing is known outside the coverage."],
    ["seconds taken for milliseconds", Float64Array.of(1_720_396_800, 1_720_483_200), "Check the unit of the timestamps."],
    ["weekends, and no word of being daily", weekend, "Another calendar may be the right one."],
  ] satisfies [string, TimestampColumn, string][])("%s", (_, labels, suggestion) => {
    expect(assignDailyLabels(XNYS, labels).diagnosis?.suggestions).toEqual([suggestion]);
  });
});
