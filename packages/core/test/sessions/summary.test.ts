/** What an assignment came to: the counts add up, and every row outside has its reason. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { CME_CRYPTO } from "../../src/calendars/cme-crypto.js";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { XETR } from "../../src/calendars/xetr.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import {
  type AssignmentSummary,
  AssignmentTally,
  type CalendarDefinition,
  formatDate,
  NO_SESSION,
  summarizeAssignment,
  type TallyOptions,
  type TimestampColumn,
} from "../../src/index.js";
import { at, venue } from "../calendar/support.js";
import { assignEither as assignSessions } from "../support/assign-either.js";

function summary(calendar: CalendarDefinition, timestamps: TimestampColumn, options: TallyOptions = {}): AssignmentSummary {
  return summarizeAssignment(calendar, timestamps, assignSessions(calendar, timestamps, options), options);
}

/** `reason: name` and rows. */
function reasons({ outside }: AssignmentSummary): Record<string, number> {
  return Object.fromEntries(outside.map(({ reason, name, rows }) => [name === undefined ? reason : `${reason}: ${name}`, rows]));
}

describe("reasons by name", () => {
  test("New York: before the open, after the close, weekend, holidays, an early close, beyond the coverage, no timestamp", () => {
    const counted = summary(XNYS, [
      "2024-07-03T09:00-04:00",
      "2024-07-03T10:00-04:00",
      "2024-07-03T13:00-04:00",
      "2024-07-03T15:59-04:00",
      "2024-07-03T17:00-04:00",
      "2024-07-04T11:00-04:00",
      "2024-07-05T10:00-04:00",
      "2024-07-06T11:00-04:00",
      "2024-07-07T11:00-04:00",
      "2024-11-28T11:00-05:00",
      "1980-01-02T11:00-05:00",
      null,
    ]);
    expect(counted).toMatchObject({ rows: 12, assigned: 2, sessions: 2, first: "2024-07-03", last: "2024-07-05" });
    expect(reasons(counted)).toEqual({
      "before-open": 1,
      "early-close: Day before Independence Day": 2,
      "after-close": 1,
      "holiday: Independence Day": 1,
      weekend: 2,
      "holiday: Thanksgiving Day": 1,
      "beyond-coverage": 1,
      "no-timestamp": 1,
    });
  });

  test("CME: maintenance, weekend, holiday, early close", () => {
    const counted = summary(CME_EQUITY, [
      "2024-06-03T16:30-05:00",
      "2024-06-08T12:00-05:00",
      "2024-12-25T10:00-06:00",
      "2024-12-24T13:00-06:00",
      "2024-06-03T17:00-05:00",
    ]);
    expect(reasons(counted)).toEqual({ maintenance: 1, weekend: 1, "holiday: Christmas Day": 1, "early-close: Christmas Eve": 1 });
  });

  test("Tokyo: lunch by its name", () => {
    expect(reasons(summary(XTKS, ["2024-06-04T11:30+09:00", "2024-06-04T12:29+09:00", "2024-06-04T12:30+09:00"]))).toEqual({
      "break: lunch break": 2,
    });
  });

  test("most rows first", () => {
    const { outside } = summary(XNYS, [
      "2024-07-06T11:00-04:00",
      "2024-07-03T13:00-04:00",
      "2024-07-03T14:00-04:00",
      "2024-07-03T15:00-04:00",
      "2024-07-04T15:00-04:00",
      "2024-07-04T16:00-04:00",
    ]);
    expect(outside.map(({ rows }) => rows)).toEqual([3, 2, 1]);
  });

  test("bars labelled by their end: the bar stamped with the open is before it, the one stamped with the close has a session", () => {
    const counted = summary(
      XNYS,
      ["2024-06-03T09:30-04:00", "2024-06-03T09:31-04:00", "2024-06-03T16:00-04:00", "2024-06-03T16:01-04:00"],
      { barLabel: "end" },
    );
    expect([counted.assigned, reasons(counted)]).toEqual([2, { "before-open": 1, "after-close": 1 }]);
  });

  test("bars labelled by their end, a fraction of a millisecond after the close", () => {
    const close = at("2024-06-03T16:00-04:00");
    expect(reasons(summary(XNYS, Float64Array.of(close + 0.25), { barLabel: "end" }))).toEqual({ "after-close": 1 });
    expect(reasons(summary(XNYS, Float64Array.of(close * 1000 + 1), { barLabel: "end", unit: "us" }))).toEqual({ "after-close": 1 });
    expect(reasons(summary(XNYS, BigInt64Array.of(BigInt(close) * 1_000_000n + 1n), { barLabel: "end" }))).toEqual({ "after-close": 1 });
  });

  test("daily labels: a holiday on a weekend closes nothing", () => {
    // Christmas Day of 2021 was a Saturday, and XETR keeps it where it falls.
    expect(reasons(summary(XETR, ["2021-12-24", "2021-12-25"], { frequency: "daily" }))).toEqual({
      "holiday: Christmas Eve": 1,
      weekend: 1,
    });
  });

  test("daily labels: weekend, holiday, beyond the coverage, no timestamp", () => {
    const labels = ["2024-07-03", "2024-07-04", "2024-07-06", "2024-07-07", "1980-01-02", null, "2025-01-09"];
    const counted = summary(XNYS, labels, { frequency: "daily" });
    expect(counted).toMatchObject({ rows: 7, assigned: 1, sessions: 1, first: "2024-07-03", last: "2024-07-03" });
    expect(reasons(counted)).toEqual({
      "holiday: Independence Day": 1,
      weekend: 2,
      "beyond-coverage": 1,
      "no-timestamp": 1,
      "holiday: National day of mourning for President Carter": 1,
    });
  });

  test("daily labels at both ends of the coverage: its first and its last day are known", () => {
    // From a Saturday to a Sunday.
    const june = venue({ coverage: { from: "2024-06-01", to: "2024-06-30" } });
    expect(reasons(summary(june, ["2024-05-31", "2024-06-01", "2024-06-30", "2024-07-01"], { frequency: "daily" }))).toEqual({
      "beyond-coverage": 2,
      weekend: 2,
    });
  });

  test("daily labels of days without a session: by rule, by a closure's name, by the week", () => {
    const calendar = venue({
      holidays: [{ name: "Midsummer", kind: "fixed", month: 6, day: 21 }],
      closures: { "2024-06-20": "Storm", "2024-06-24": { name: "Flood", source: "a notice" } },
      extraSessions: { "2024-06-22": { name: "Test trading" } },
    });
    const days = Array.from({ length: 8 }, (_, i) => `2024-06-${18 + i}`); // Tuesday to Tuesday
    const counted = summary(calendar, [...days, "2024-06-20"], { frequency: "daily" });
    expect([counted.assigned, counted.sessions]).toEqual([4, 4]);
    expect(reasons(counted)).toEqual({ "holiday: Storm": 2, "holiday: Midsummer": 1, "holiday: Flood": 1, weekend: 1 });
  });

  test("daily labels in another unit and by another zone's midnights", () => {
    const seconds = Int32Array.of(at("2024-07-04T00:00Z") / 1000, at("2024-07-06T00:00Z") / 1000);
    expect(reasons(summary(XNYS, seconds, { frequency: "daily" }))).toEqual({ "holiday: Independence Day": 1, weekend: 1 });
  });

  test("a daily label that a caller's own range left out", () => {
    const labels = ["2024-06-03", "2024-06-04", "2024-06-08"];
    const dates = assignSessions(XNYS, labels, { frequency: "daily" });
    dates[0] = NO_SESSION;
    expect(reasons(summarizeAssignment(XNYS, labels, dates, { frequency: "daily" }))).toEqual({ "out-of-range": 1, weekend: 1 });
  });

  test("where one reason ends the next begins, whichever row comes first", () => {
    const edge = ["2024-07-03T15:59:59.999-04:00", "2024-07-03T16:00-04:00"];
    for (const timestamps of [edge, edge.toReversed()])
      expect(reasons(summary(XNYS, timestamps))).toEqual({ "early-close: Day before Independence Day": 1, "after-close": 1 });
    const midnight = ["2024-06-07T23:59:59.999-04:00", "2024-06-08T00:00-04:00"];
    for (const timestamps of [midnight, midnight.toReversed()])
      expect(reasons(summary(XNYS, timestamps))).toEqual({ "after-close": 1, weekend: 1 });
  });

  test("a reason without a name has none, not an empty one", () => {
    const { outside } = summary(XNYS, ["2024-07-06T11:00-04:00", "2024-07-04T11:00-04:00", "2024-07-04T12:00-04:00"]);
    expect(outside).toStrictEqual([
      { reason: "holiday", name: "Independence Day", rows: 2 },
      { reason: "weekend", rows: 1 },
    ]);
  });

  test("a row that a caller's own range left out", () => {
    const timestamps = ["2024-06-03T10:00-04:00", "2024-06-04T10:00-04:00"];
    const dates = assignSessions(XNYS, timestamps);
    dates[0] = NO_SESSION;
    expect(reasons(summarizeAssignment(XNYS, timestamps, dates))).toEqual({ "out-of-range": 1 });
  });

  test("nothing at all", () => {
    expect(summary(XNYS, [])).toEqual({ rows: 0, assigned: 0, sessions: 0, first: null, last: null, outside: [] });
    expect(new AssignmentTally(XNYS).summary()).toEqual({ rows: 0, assigned: 0, sessions: 0, first: null, last: null, outside: [] });
  });

  test("instants that no date has", () => {
    expect(reasons(summary(XNYS, Float64Array.of(1e300, -1e300, Number.POSITIVE_INFINITY)))).toEqual({ "beyond-coverage": 3 });
    // The first to be refused as an instant.
    expect(reasons(summary(XNYS, Float64Array.of(8.6e15, -8.6e15)))).toEqual({ "beyond-coverage": 2 });
  });
});

describe.each([
  ["XNYS", XNYS],
  ["XTKS", XTKS],
  ["CME_EQUITY", CME_EQUITY],
  ["CME_CRYPTO", CME_CRYPTO],
  ["24/7", ALWAYS_OPEN],
] as const)("%s", (_, calendar) => {
  const instant = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .integer({ min: at("2023-06-01T00:00Z") / 60_000, max: at("2025-06-01T00:00Z") / 60_000 })
        .map((minute) => minute * 60_000),
    },
    fc.integer({ min: at("1960-01-01T00:00Z"), max: at("2060-01-01T00:00Z") }),
    fc.constant(Number.NaN),
  );
  const column = fc.array(instant, { maxLength: 60 });
  const label = fc.constantFrom("start" as const, "end" as const);

  test("counts add up: rows are those assigned and those of every reason; sessions are the distinct dates (property)", () => {
    fc.assert(
      fc.property(column, label, (values, barLabel) => {
        const dates = assignSessions(calendar, values, { barLabel });
        const counted = summarizeAssignment(calendar, values, dates, { barLabel });
        const days = [...new Set(dates)].filter((day) => day !== NO_SESSION).sort((a, b) => a - b);
        expect(counted.rows).toBe(values.length);
        expect(counted.assigned + counted.outside.reduce((sum, { rows }) => sum + rows, 0)).toBe(values.length);
        expect(counted.assigned).toBe(dates.filter((day) => day !== NO_SESSION).length);
        expect(counted.sessions).toBe(days.length);
        expect([counted.first, counted.last]).toEqual(
          days.length === 0 ? [null, null] : [formatDate(days[0] as number), formatDate(days.at(-1) as number)],
        );
        expect(reasons(counted)["out-of-range"]).toBeUndefined();
        expect(reasons(counted)["no-timestamp"] ?? 0).toBe(values.filter(Number.isNaN).length);
      }),
      { numRuns: 60 },
    );
  });

  test("in chunks the same as at once (property)", () => {
    fc.assert(
      fc.property(column, label, fc.integer({ min: 1, max: 20 }), (values, barLabel, size) => {
        const tally = new AssignmentTally(calendar, { barLabel });
        for (let i = 0; i < values.length; i += size) {
          const chunk = Float64Array.from(values.slice(i, i + size));
          tally.add(chunk, assignSessions(calendar, chunk, { barLabel }));
        }
        const dates = assignSessions(calendar, values, { barLabel });
        expect(tally.summary()).toEqual(summarizeAssignment(calendar, values, dates, { barLabel }));
      }),
      { numRuns: 40 },
    );
  });

  test("each row has the reason it has alone (property)", () => {
    fc.assert(
      fc.property(fc.array(instant, { maxLength: 15 }), (values) => {
        const counted: Record<string, number> = {};
        for (const value of values)
          for (const [reason, rows] of Object.entries(reasons(summary(calendar, [value])))) counted[reason] = (counted[reason] ?? 0) + rows;
        expect(reasons(summary(calendar, values))).toEqual(counted);
      }),
      { numRuns: 30 },
    );
  });
});
