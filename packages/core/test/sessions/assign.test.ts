/** Session dates of columns: the reference's golden facts, every type of column, every policy, and what is said when most rows miss. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { CME_CRYPTO } from "../../src/calendars/cme-crypto.js";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { calendarByName } from "../../src/calendars/lookup.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import {
  type CalendarDefinition,
  type EpochUnit,
  formatDate,
  NO_SESSION,
  parseDate,
  type SessionDates,
  schedule,
  sessionSegments,
  summarizeAssignment,
  type TallyOptions,
  type TimestampColumn,
  timeZone,
} from "../../src/index.js";
import { at, BY_NAME, fresh, type Interval, intervals, lastOpened, venue } from "../calendar/support.js";
import { assignEither as assignSessions } from "../support/assign-either.js";
import { goldenFolder, projectFile } from "../support/golden.js";

const DAY_MS = 86_400_000;

/** Dates as text, `null` where there is none. */
function texts(dates: ArrayLike<number>): (string | null)[] {
  return Array.from(dates, (day) => (day === NO_SESSION ? null : formatDate(day)));
}

function assigned(calendar: CalendarDefinition, timestamps: TimestampColumn, options?: TallyOptions): (string | null)[] {
  return texts(assignSessions(calendar, timestamps, options));
}

describe("the golden facts of the reference", async () => {
  const rows: readonly (readonly [calendar: string, instant: string, session: string | null, why: string])[] = [
    ["CME Globex Crypto", "2024-06-02T16:59-05:00", null, "Sunday before the open"],
    ["CME Globex Crypto", "2024-06-02T17:00-05:00", "2024-06-03", "Sunday evening is Monday's"],
    ["CME Globex Crypto", "2024-06-03T15:59-05:00", "2024-06-03", "the last minute"],
    ["CME Globex Crypto", "2024-06-03T16:00-05:00", null, "maintenance"],
    ["CME Globex Crypto", "2024-06-03T16:30-05:00", null, "maintenance"],
    ["CME Globex Crypto", "2024-06-03T17:00-05:00", "2024-06-04", "Monday evening is Tuesday's"],
    ["CME Globex Crypto", "2024-06-03T23:00-05:00", "2024-06-04", "though the guide says Monday"],
    ["CME Globex Crypto", "2024-06-07T16:00-05:00", null, "Friday's close"],
    ["CME Globex Crypto", "2024-06-07T18:00-05:00", null, "Friday evening"],
    ["CME Globex Crypto", "2024-06-08T12:00-05:00", null, "Saturday noon"],
    ["CME Globex Crypto", "2024-03-10T16:59-05:00", null, "the Sunday on which summer time begins"],
    ["CME Globex Crypto", "2024-03-10T17:00-05:00", "2024-03-11", "the Sunday on which summer time begins"],
    ["CME Globex Crypto", "2024-11-01T15:59-05:00", "2024-11-01", "Friday before winter time"],
    ["CME Globex Crypto", "2024-11-03T16:59-06:00", null, "the Sunday on which it begins"],
    ["CME Globex Crypto", "2024-11-03T17:00-06:00", "2024-11-04", "the Sunday on which it begins"],
    ["CME_Equity", "2024-06-03T15:14-05:00", "2024-06-03", "before the pause of old"],
    ["CME_Equity", "2024-06-03T15:15-05:00", "2024-06-03", "the reference: none, for a pause that ended in 2021"],
    ["CME_Equity", "2024-06-03T15:29-05:00", "2024-06-03", "the reference: none"],
    ["CME_Equity", "2024-06-03T15:30-05:00", "2024-06-03", "after it"],
    ["CME Globex Equity", "2024-06-03T15:14-05:00", "2024-06-03", ""],
    ["CME Globex Equity", "2024-06-03T15:15-05:00", "2024-06-03", ""],
    ["CME Globex Equity", "2024-06-03T15:29-05:00", "2024-06-03", ""],
    ["CME Globex Equity", "2024-06-03T15:30-05:00", "2024-06-03", ""],
    ["CME Globex Equity", "2024-07-03T12:14-05:00", "2024-07-03", "early close before Independence Day"],
    ["CME Globex Equity", "2024-07-03T12:15-05:00", null, "early close before Independence Day"],
    ["CME Globex Equity", "2024-07-03T17:00-05:00", "2024-07-04", "the half-holiday's evening"],
    ["CME Globex Equity", "2024-07-04T11:59-05:00", "2024-07-04", "the half-holiday"],
    ["CME Globex Equity", "2024-07-04T12:00-05:00", null, "its noon close"],
    ["CME Globex Equity", "2024-07-04T17:00-05:00", "2024-07-05", "reopening"],
    ["NYSE", "2024-01-06T12:00-05:00", null, "Saturday"],
    ["NYSE", "2024-07-04T11:00-04:00", null, "Independence Day"],
    ["NYSE", "2024-01-08T09:29-05:00", null, "before the open"],
    ["NYSE", "2024-01-08T09:30-05:00", "2024-01-08", "the open"],
    ["NYSE", "2024-01-08T16:00-05:00", null, "the close"],
    ["NYSE", "2024-07-03T12:59-04:00", "2024-07-03", "early close"],
    ["NYSE", "2024-07-03T13:00-04:00", null, "early close"],
    ["NYSE", "2024-11-29T12:59-05:00", "2024-11-29", "day after Thanksgiving"],
    ["NYSE", "2024-11-29T13:00-05:00", null, "day after Thanksgiving"],
    ["NYSE", "2024-12-24T12:59-05:00", "2024-12-24", "Christmas Eve"],
    ["NYSE", "2024-12-24T13:00-05:00", null, "Christmas Eve"],
    ["NYSE", "2025-01-09T10:00-05:00", null, "mourning for President Carter"],
    ["NYSE", "2024-03-11T09:29-04:00", null, "Monday after summer time began"],
    ["NYSE", "2024-03-11T09:30-04:00", "2024-03-11", "Monday after summer time began"],
    ["JPX", "2024-01-04T11:29+09:00", "2024-01-04", "before lunch"],
    ["JPX", "2024-01-04T11:30+09:00", null, "lunch"],
    ["JPX", "2024-01-04T12:29+09:00", null, "lunch"],
    ["JPX", "2024-01-04T12:30+09:00", "2024-01-04", "after lunch"],
    ["JPX", "2024-11-01T15:00+09:00", null, "the close until November 2024"],
    ["JPX", "2024-11-05T15:00+09:00", "2024-11-05", "the later close"],
    ["JPX", "2024-11-05T15:29+09:00", "2024-11-05", "its last minute"],
    ["JPX", "2024-11-05T15:30+09:00", null, "the later close"],
    ["LSE", "2024-03-28T08:00+00:00", "2024-03-28", "winter time"],
    ["LSE", "2024-04-02T08:00+01:00", "2024-04-02", "summer time"],
    ["LSE", "2024-04-02T16:30+01:00", null, "the close"],
    ["LSE", "2024-12-24T12:29+00:00", "2024-12-24", "Christmas Eve"],
    ["LSE", "2024-12-24T12:30+00:00", null, "Christmas Eve"],
    ["HKEX", "2024-07-02T09:29+08:00", null, "before the open"],
    ["HKEX", "2024-07-02T09:30+08:00", "2024-07-02", "the open"],
    ["HKEX", "2024-07-02T11:59+08:00", "2024-07-02", "before lunch"],
    ["HKEX", "2024-07-02T12:00+08:00", null, "lunch"],
    ["HKEX", "2024-07-02T13:00+08:00", "2024-07-02", "after lunch"],
    ["HKEX", "2024-07-02T15:59+08:00", "2024-07-02", "the last minute"],
    ["HKEX", "2024-07-02T16:00+08:00", null, "the close"],
    ["CMES", "2024-06-04T16:59-05:00", "2024-06-04", "sessions that touch: the last minute"],
    ["CMES", "2024-06-04T17:00-05:00", "2024-06-05", "the reference loses the opening bar"],
    ["CMES", "2024-06-04T17:01-05:00", "2024-06-05", "the second minute"],
    ["24/7", "2024-06-03T23:59Z", "2024-06-03", "the last minute"],
    ["24/7", "2024-06-04T00:00Z", "2024-06-04", "the reference loses the opening bar"],
    ["24/7", "2024-06-04T00:01Z", "2024-06-04", "the second minute"],
  ];

  test.each(rows)("%s at %s: %s (%s)", async (name, instant, session) => {
    const calendar = await calendarByName(name);
    expect(assigned(calendar, [instant])).toEqual([session]);
    expect(assigned(calendar, Float64Array.of(at(instant)), { order: "sorted" })).toEqual([session]);
  });

  test("daily labels of New York: midnights, a Saturday among them", () => {
    const labels = ["2024-01-08", "2024-01-09", "2024-01-06"];
    const expected = ["2024-01-08", "2024-01-09", null];
    expect(assigned(XNYS, labels, { frequency: "daily" })).toEqual(expected);
    expect(
      assigned(
        XNYS,
        labels.map((day) => at(`${day}T00:00Z`)),
        { frequency: "daily" },
      ),
    ).toEqual(expected);
    expect(
      assigned(
        XNYS,
        labels.map((day) => at(`${day}T00:00-05:00`)),
        { frequency: "daily" },
      ),
    ).toEqual(expected);
  });

  test("daily labels of Tokyo at Tokyo midnight keep their day, which the reference moves by one", () => {
    const labels = ["2024-01-09", "2024-01-10", "2024-01-11"];
    expect(
      assigned(
        XTKS,
        labels.map((day) => at(`${day}T00:00+09:00`)),
        { frequency: "daily" },
      ),
    ).toEqual(labels);
  });
});

describe("every type of column gives the same", () => {
  const instants = [
    "2024-06-02T16:59-05:00",
    "2024-06-02T17:00-05:00",
    "2024-06-03T12:34:56.789-05:00",
    "2024-06-03T16:00-05:00",
    "2024-06-08T12:00-05:00",
  ];
  const ms = instants.map(at);
  const expected = [null, "2024-06-03", "2024-06-03", null, null];
  const bigints = (perMs: bigint): bigint[] => ms.map((value) => BigInt(value) * perMs);

  const columns: readonly (readonly [string, TimestampColumn, TallyOptions])[] = [
    ["Float64Array of milliseconds", Float64Array.from(ms), {}],
    ["Float64Array of seconds", Float64Array.from(ms, (value) => value / 1000), { unit: "s" }],
    ["Float64Array of microseconds", Float64Array.from(ms, (value) => value * 1000), { unit: "us" }],
    ["Float64Array of nanoseconds", Float64Array.from(ms, (value) => value * 1e6), { unit: "ns" }],
    ["BigInt64Array of nanoseconds", BigInt64Array.from(bigints(1_000_000n)), {}],
    ["BigInt64Array of microseconds", BigInt64Array.from(bigints(1000n)), { unit: "us" }],
    ["BigInt64Array of milliseconds", BigInt64Array.from(bigints(1n)), { unit: "ms" }],
    ["BigInt64Array of seconds", BigInt64Array.from(ms, (value) => BigInt(Math.floor(value / 1000))), { unit: "s" }],
    ["Int32Array of seconds", Int32Array.from(ms, (value) => Math.floor(value / 1000)), {}],
    ["numbers in milliseconds", ms, {}],
    ["numbers in seconds", ms.map((value) => value / 1000), { unit: "s" }],
    ["numbers in microseconds", ms.map((value) => value * 1000), { unit: "us" }],
    ["bigints in nanoseconds", bigints(1_000_000n), {}],
    ["bigints in milliseconds", bigints(1n), { unit: "ms" }],
    ["Dates", ms.map((value) => new Date(value)), {}],
    ["ISO strings with an offset", instants, {}],
    ["ISO strings in UTC", ms.map((value) => new Date(value).toISOString()), {}],
    ["ISO strings without an offset are UTC", ms.map((value) => new Date(value).toISOString().slice(0, -1)), {}],
    ["ISO strings without an offset in a stated zone", instants.map((text) => text.slice(0, -6)), { sourceTimeZone: "America/Chicago" }],
    [
      "ISO strings with a space and nanoseconds",
      ms.map((value) => new Date(value).toISOString().replace("T", " ").replace("Z", "999999")),
      {},
    ],
    ["strings with a zone in brackets", instants.map((text) => `${text.slice(0, -6)}[America/Chicago]`), {}],
    ["types mixed row by row", [instants[0], ms[1], new Date(ms[2] as number), BigInt(ms[3] as number) * 1_000_000n, instants[4]], {}],
  ];

  test.each(columns)("%s", (_, column, options) => {
    expect(assigned(CME_EQUITY, column, options)).toEqual(expected);
    expect(assigned(CME_EQUITY, column, { ...options, order: "sorted" })).toEqual(expected);
  });

  test("a view into a larger buffer is read from its own start", () => {
    const all = BigInt64Array.from([0n, 0n, ...bigints(1_000_000n), 0n]);
    expect(assigned(CME_EQUITY, all.subarray(2, 7))).toEqual(expected);
    expect(assigned(CME_EQUITY, Float64Array.of(0, ...ms).subarray(1))).toEqual(expected);
  });

  test("the result is a new Int32Array of day numbers; the column is left as it was", () => {
    const column = Float64Array.from(ms);
    const result = assignSessions(CME_EQUITY, column);
    expect(result).toBeInstanceOf(Int32Array);
    expect(Array.from(result)).toEqual([NO_SESSION, parseDate("2024-06-03"), parseDate("2024-06-03"), NO_SESSION, NO_SESSION]);
    expect(Array.from(column)).toEqual(ms);
  });

  test("zone-less times in a gap of the clocks move on, in a repeat are the earlier", () => {
    const night = venue({ weekdays: [7], timeZone: "UTC", hours: [{ segments: [["06:00", "08:00"]] }] });
    // 02:30 on 10 March 2024 does not exist in New York and is read as 03:30 EDT, 07:30 UTC; 01:30 on 3 November is first 05:30 UTC.
    expect(assigned(night, ["2024-03-10T02:30", "2024-11-03T01:30"], { sourceTimeZone: "America/New_York" })).toEqual(["2024-03-10", null]);
  });

  test.each(["column", null, undefined, 42, { length: 2 }, new Uint8Array(2), new Date()])("%s is no column", (column) => {
    expect(() => assignSessions(XNYS, column as unknown as TimestampColumn)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});

describe("rows without a timestamp have no session", () => {
  test.each([
    ["NaN in a Float64Array", Float64Array.of(Number.NaN, at("2024-06-03T14:00Z"))],
    ["the smallest 64-bit integer", BigInt64Array.of(-(2n ** 63n), BigInt(at("2024-06-03T14:00Z")) * 1_000_000n)],
    ["the smallest 64-bit integer as a bigint", [-(2n ** 63n), BigInt(at("2024-06-03T14:00Z")) * 1_000_000n]],
    ["null", [null, "2024-06-03T14:00Z"]],
    ["undefined", [undefined, at("2024-06-03T14:00Z")]],
    ["NaN among numbers", [Number.NaN, at("2024-06-03T14:00Z")]],
    ["an invalid Date", [new Date(Number.NaN), new Date("2024-06-03T14:00Z")]],
  ] satisfies [string, TimestampColumn][])("%s", (_, column) => {
    for (const order of ["any", "sorted"] as const) {
      expect(assigned(XNYS, column, { order })).toEqual([null, "2024-06-03"]);
      expect(assigned(XNYS, column, { order, frequency: "daily" })).toEqual([null, "2024-06-03"]);
      expect(assigned(XNYS, column, { order, outside: "next" })).toEqual([null, "2024-06-03"]);
      expect(assigned(XNYS, column, { order, outside: "drop" })).toEqual(["2024-06-03"]);
    }
    expect(() => assignSessions(XNYS, column, { outside: "error" })).toThrow(
      expect.objectContaining({ code: "OUTSIDE_SESSION", message: expect.stringContaining("Row 0") as string }),
    );
  });

  test("all of them, and the diagnosis says so", () => {
    const result = assignSessions(XNYS, [null, null]);
    expect(texts(result)).toEqual([null, null]);
    expect(result.diagnosis).toMatchObject({ rows: 2, outside: 2 });
    expect(result.diagnosis?.message).toMatch(/^2 of 2 rows/);
    expect(result.diagnosis?.message).not.toContain("NaN");
  });

  test("in the middle of a column that is sorted but for them", () => {
    const column = ["2024-06-03T14:00Z", null, "2024-06-04T14:00Z", null];
    expect(assigned(XNYS, column, { order: "sorted" })).toEqual(["2024-06-03", null, "2024-06-04", null]);
  });

  test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300, 8.64e15, 1e18])(
    "%s is no instant that any calendar knows",
    (value) => {
      const column = Float64Array.of(value, at("2024-06-03T14:00Z"));
      expect(assigned(fresh(XNYS), column)).toEqual([null, "2024-06-03"]);
      expect(assigned(fresh(XNYS), column.toReversed())).toEqual(["2024-06-03", null]);
      expect(assigned(fresh(XNYS), Float64Array.of(value))).toEqual([null]);
      for (const outside of ["next", "previous"] as const) expect(assigned(XNYS, column, { outside })).toEqual([null, "2024-06-03"]);
      expect(assigned(XNYS, column, { frequency: "daily" })).toEqual([null, "2024-06-03"]);
    },
  );
});

test("an empty column of any type gives an empty result", () => {
  for (const column of [[], new Float64Array(), new BigInt64Array(), new Int32Array()])
    for (const outside of ["null", "error", "drop", "next", "previous"] as const)
      for (const frequency of ["intraday", "daily"] as const) {
        const result = assignSessions(XNYS, column, { outside, frequency, order: "sorted" });
        expect(result).toHaveLength(0);
        expect(result.diagnosis).toBeUndefined();
      }
});

describe("nanoseconds are compared exactly", () => {
  const open = BigInt(at("2024-06-03T09:30-04:00")) * 1_000_000n;
  const close = BigInt(at("2024-06-03T16:00-04:00")) * 1_000_000n;
  const column = BigInt64Array.of(open - 1n, open, open + 1n, close - 1n, close, close + 1n);

  test("one nanosecond beside the open and the close, bars labelled by their start", () => {
    const inside = [null, "2024-06-03", "2024-06-03", "2024-06-03", null, null];
    expect(assigned(XNYS, column)).toEqual(inside);
    expect(assigned(XNYS, column, { order: "sorted" })).toEqual(inside);
    expect(assigned(XNYS, Array.from(column))).toEqual(inside);
  });

  test("and by their end: the open is outside, the close inside", () => {
    const inside = [null, null, "2024-06-03", "2024-06-03", "2024-06-03", null];
    expect(assigned(XNYS, column, { barLabel: "end" })).toEqual(inside);
    expect(assigned(XNYS, column, { barLabel: "end", order: "sorted" })).toEqual(inside);
    expect(assigned(XNYS, Array.from(column), { barLabel: "end" })).toEqual(inside);
  });

  test("in text", () => {
    const text = [
      "2024-06-03T13:29:59.999999999Z",
      "2024-06-03T13:30:00Z",
      "2024-06-03T13:30:00.000000001Z",
      "2024-06-03T19:59:59.999999999Z",
      "2024-06-03T20:00:00Z",
      "2024-06-03T20:00:00.000000001Z",
    ];
    expect(assigned(XNYS, text)).toEqual([null, "2024-06-03", "2024-06-03", "2024-06-03", null, null]);
    expect(assigned(XNYS, text, { barLabel: "end" })).toEqual([null, null, "2024-06-03", "2024-06-03", "2024-06-03", null]);
  });

  test("a fraction of a millisecond in a Float64Array", () => {
    const [first, last] = [Number(open / 1_000_000n), Number(close / 1_000_000n)];
    const fractions = Float64Array.of(first - 0.25, first, first + 0.25, last - 0.25, last, last + 0.25);
    expect(assigned(XNYS, fractions)).toEqual([null, "2024-06-03", "2024-06-03", "2024-06-03", null, null]);
    expect(assigned(XNYS, fractions, { barLabel: "end" })).toEqual([null, null, "2024-06-03", "2024-06-03", "2024-06-03", null]);
  });

  describe.each([
    [
      "New York with a lunch break",
      {
        hours: [
          {
            segments: [
              ["09:00", "11:30"],
              ["12:30", "16:00"],
            ],
          },
        ],
      },
    ],
    ["Tokyo, which opens at midnight of UTC", { timeZone: "Asia/Tokyo", hours: [{ segments: [["09:00", "15:00"]] }] }],
    [
      "days that touch at midnight of UTC",
      { timeZone: "UTC", weekdays: [1, 2, 3, 4, 5, 6, 7], hours: [{ segments: [["00:00", "24:00"]] }] },
    ],
  ] satisfies [string, Partial<CalendarDefinition>][])(
    "as whole-number arithmetic has it, over all 64-bit integers, before 1970 among them: %s (property)",
    (_, facts) => {
      const calendar = venue({ coverage: { from: "1960-01-01", to: "1980-12-31" }, ...facts });
      const all = intervals(calendar);
      const perUnit: Record<EpochUnit, bigint> = { s: 1_000_000_000n, ms: 1_000_000n, us: 1000n, ns: 1n };

      function oracle(value: bigint, unit: EpochUnit, barLabel: "start" | "end"): number {
        if (value === -(2n ** 63n)) return NO_SESSION;
        const ns = value * perUnit[unit];
        const around = BigInt.asIntN(64, ns) === ns ? Number(ns / 1_000_000n) : Number.NaN;
        for (const { open, close, day } of near(around)) {
          const [from, to] = [BigInt(open) * 1_000_000n, BigInt(close) * 1_000_000n];
          if (barLabel === "start" ? ns >= from && ns < to : ns > from && ns <= to) return day;
        }
        return NO_SESSION;
      }
      function near(ms: number): readonly Interval[] {
        const opened = lastOpened(all, ms);
        return Number.isNaN(ms) ? [] : all.slice(Math.max(opened - 1, 0), opened + 2);
      }

      const edge = fc.tuple(fc.constantFrom(...all), fc.constantFrom("open", "close"));
      const value = (unit: EpochUnit): fc.Arbitrary<bigint> =>
        fc.oneof(
          fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
          fc.bigInt({ min: -315_619_200_000_000_000n, max: 347_155_200_000_000_000n }).map((ns) => ns / perUnit[unit]),
          fc
            .tuple(edge, fc.bigInt({ min: -2n, max: 2n }))
            .map(([[interval, side], off]) => (BigInt(interval[side as "open" | "close"]) * 1_000_000n) / perUnit[unit] + off),
          fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, -1n, 0n, 1n, -(2n ** 53n) - 1n, 2n ** 53n + 1n, -(2n ** 32n), 2n ** 32n),
        );

      test.each(["ns", "us", "ms", "s"] as const)("%s", (unit) => {
        fc.assert(
          fc.property(fc.array(value(unit), { minLength: 1, maxLength: 12 }), fc.constantFrom("start", "end"), (values, barLabel) => {
            const expected = values.map((one) => oracle(one, unit, barLabel));
            expect(Array.from(assignSessions(calendar, BigInt64Array.from(values), { unit, barLabel }))).toEqual(expected);
            expect(Array.from(assignSessions(calendar, values, { unit, barLabel }))).toEqual(expected);
            const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
            expect(Array.from(assignSessions(calendar, BigInt64Array.from(sorted), { unit, barLabel, order: "sorted" }))).toEqual(
              sorted.map((one) => oracle(one, unit, barLabel)),
            );
          }),
          { numRuns: 100 },
        );
      });
    },
  );
});

describe("bars labelled by their end", () => {
  test("a whole day of minute bars, in New York and around Tokyo's lunch", () => {
    const minutes = (calendar: CalendarDefinition, day: string): string[] =>
      sessionSegments(calendar, day).flatMap(({ openMs, closeMs }) =>
        Array.from({ length: (closeMs - openMs) / 60_000 }, (_, i) => new Date(openMs + (i + 1) * 60_000).toISOString()),
      );
    for (const [calendar, day, bars] of [
      [XNYS, "2024-06-03", 390],
      [XTKS, "2024-06-04", 300],
    ] as const) {
      const dates = assigned(calendar, minutes(calendar, day), { barLabel: "end", outside: "error" });
      expect(dates).toEqual(Array.from({ length: bars }, () => day));
    }
  });

  test("where sessions touch, the bar stamped at the change ends the old one", () => {
    expect(assigned(ALWAYS_OPEN, ["2024-06-04T00:00Z", "2024-06-04T00:00:00.001Z"], { barLabel: "end" })).toEqual([
      "2024-06-03",
      "2024-06-04",
    ]);
  });

  test.each([
    ["s", 1e-3],
    ["us", 1e3],
    ["ns", 1e6],
  ] as const)("doubles in %s give what milliseconds give, stamped at their start and at their end", (unit, perMs) => {
    const edges = ["2024-06-03T09:30-04:00", "2024-06-03T16:00-04:00", "1995-01-03T09:30-05:00", "2026-11-27T13:00-05:00"].map(at);
    const ms = Float64Array.from(edges.flatMap((edge) => [edge - 1000, edge, edge + 1000]));
    for (const barLabel of ["start", "end"] as const)
      for (const order of ["any", "sorted"] as const) {
        const sorted = order === "sorted" ? ms.toSorted() : ms;
        expect(
          assigned(
            fresh(XNYS),
            sorted.map((each) => each * perMs),
            { unit, barLabel, order },
          ),
          `${barLabel}, ${order}`,
        ).toEqual(assigned(XNYS, sorted, { barLabel, order }));
      }
  });

  test("anything but start and end is refused", () => {
    expect(() => assignSessions(XNYS, [0], { barLabel: "close" as "end" })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});

/** A column of instants round the sessions of a calendar, edges and missing timestamps among them, in any order. */
function column(calendar: CalendarDefinition, maxLength = 20): fc.Arbitrary<number[]> {
  const all = intervals(calendar);
  const middle = fc.integer({ min: at("2023-06-01T00:00Z"), max: at("2025-06-01T00:00Z") });
  const edge = fc
    .tuple(fc.integer({ min: 0, max: all.length - 1 }), fc.constantFrom("open", "close"), fc.integer({ min: -1, max: 1 }))
    .map(([i, side, off]) => (all[i] as Interval)[side as "open" | "close"] + off);
  const anywhere = fc.integer({ min: at("1950-01-01T00:00Z"), max: at("2120-01-01T00:00Z") });
  const dense = fc
    .tuple(middle, fc.integer({ min: 1, max: 7_200_000 }), fc.integer({ min: 1, max: 12 }))
    .map(([start, step, n]) => Array.from({ length: n }, (_, i) => start + i * step));
  return fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: dense },
        edge.map((ms) => [ms]),
        anywhere.map((ms) => [ms]),
        fc.constant([Number.NaN]),
      ),
      { maxLength },
    )
    .map((parts) => parts.flat());
}

describe.each([
  ["CME_EQUITY", CME_EQUITY],
  ["CME_CRYPTO", CME_CRYPTO],
  ["XTKS", XTKS],
  ["24/7", ALWAYS_OPEN],
] as const)("%s", (_, calendar) => {
  const label = fc.constantFrom("start" as const, "end" as const);

  test("a column in any order gives the same as each row alone (property)", () => {
    fc.assert(
      fc.property(column(calendar, 12), label, (values, barLabel) => {
        const one = values.map((value) => assignSessions(calendar, Float64Array.of(value), { barLabel })[0]);
        expect(Array.from(assignSessions(fresh(calendar), Float64Array.from(values), { barLabel }))).toEqual(one);
      }),
      { numRuns: 25 },
    );
  });

  test("a shuffled column gives the same rows shuffled (property)", () => {
    fc.assert(
      fc.property(column(calendar), label, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (values, barLabel, random) => {
        const keys = values.map(() => random.next().value as number);
        const order = values.map((_, i) => i).sort((a, b) => (keys[a] as number) - (keys[b] as number));
        const straight = assignSessions(calendar, Float64Array.from(values), { barLabel });
        const shuffled = assignSessions(
          calendar,
          Float64Array.from(order, (i) => values[i] as number),
          { barLabel },
        );
        expect(Array.from(shuffled)).toEqual(order.map((i) => straight[i]));
      }),
      { numRuns: 40 },
    );
  });

  test("a sorted column gives the same whether its order is promised or not (property)", () => {
    fc.assert(
      fc.property(column(calendar), label, (values, barLabel) => {
        const sorted = Float64Array.from(values).sort();
        expect(assignSessions(fresh(calendar), sorted, { barLabel, order: "sorted" })).toEqual(
          assignSessions(fresh(calendar), sorted, { barLabel, order: "any" }),
        );
        const nanos = BigInt64Array.from(sorted, (ms) => (Number.isNaN(ms) ? -(2n ** 63n) : BigInt(ms) * 1_000_000n));
        expect(Array.from(assignSessions(calendar, nanos, { barLabel, order: "any" }))).toEqual(
          Array.from(assignSessions(calendar, sorted, { barLabel })),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("bars at steps, with and without rows outside sessions, holes, doubles and changes of step: the same (property)", () => {
    const part = fc.record({
      step: fc.constantFrom(1, 5, 7, 30, 60, 390, 1440),
      rows: fc.integer({ min: 1, max: 3000 }),
      /** Every so many rows is left out; every so many stands twice. */
      hole: fc.integer({ min: 2, max: 900 }),
      double: fc.integer({ min: 2, max: 900 }),
      outside: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 9_000_000 }),
        label,
        (parts, first, barLabel) => {
          let t = Date.UTC(2008, 0, 1) + first * 60_000;
          const bars = parts.flatMap(({ step, rows, hole, double, outside }) =>
            Array.from({ length: rows }, (_, i) => {
              t += step * 60_000;
              return i % hole === 1 ? [] : Array(i % double === 1 ? 2 : 1).fill({ t, outside });
            }).flat(),
          );
          const days = assignSessions(
            calendar,
            bars.map((bar) => bar.t),
            { barLabel },
          );
          const column = Float64Array.from(bars.filter((bar, i) => bar.outside || days[i] !== NO_SESSION).map((bar) => bar.t));
          const expected = assignSessions(calendar, column, { barLabel, order: "any" });
          expect(assignSessions(calendar, column, { barLabel, order: "sorted" })).toEqual(expected);
          const nanos = BigInt64Array.from(column, (ms) => BigInt(ms) * 1_000_000n);
          expect(assignSessions(calendar, nanos, { barLabel, order: "sorted" })).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("a column in chunks gives what it gives at once (property)", () => {
    fc.assert(
      fc.property(
        column(calendar),
        label,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom("null", "next", "previous"),
        (values, barLabel, size, outside) => {
          const chunks: number[] = [];
          const copy = fresh(calendar);
          for (let i = 0; i < values.length; i += size)
            chunks.push(...assignSessions(copy, Float64Array.from(values.slice(i, i + size)), { barLabel, outside }));
          expect(chunks).toEqual(Array.from(assignSessions(calendar, Float64Array.from(values), { barLabel, outside })));
        },
      ),
      { numRuns: 30 },
    );
  });

  test("a row at the end of a year, after a missing timestamp: no interval that is the wrong way round holds it", () => {
    const values = [Date.UTC(2024, 5, 3, 15), Number.NaN, Date.UTC(2024, 11, 19, 15), Date.UTC(2024, 5, 4, 15)];
    const alone = values.map((ms) => assignSessions(fresh(calendar), Float64Array.of(ms))[0]);
    expect(Array.from(assignSessions(fresh(calendar), Float64Array.from(values)))).toEqual(alone);
  });

  test("previous ≤ the row's moment ≤ next, both are sessions beside it, and rows inside a session keep theirs (property)", () => {
    const all = intervals(calendar);
    fc.assert(
      fc.property(column(calendar, 12), label, (values, barLabel) => {
        const timestamps = Float64Array.from(values);
        const [none, before, after] = (["null", "previous", "next"] as const).map((outside) =>
          assignSessions(calendar, timestamps, { outside, barLabel }),
        ) as [SessionDates, SessionDates, SessionDates];
        for (const [i, ms] of values.entries()) {
          if (none[i] !== NO_SESSION || Number.isNaN(ms)) {
            expect([before[i], after[i]]).toEqual([none[i], none[i]]);
            continue;
          }
          const opened = lastOpened(all, ms);
          const earlier = all.slice(Math.max(opened - 2, 0), opened + 1).findLast(({ close }) => close <= ms);
          const later = all.slice(Math.max(opened, 0), opened + 3).find(({ open }) => open >= ms);
          // Past either end of the calendar nothing is guessed.
          const known = earlier !== undefined && later !== undefined;
          if (known)
            expect({ row: new Date(ms).toISOString(), previous: before[i], next: after[i] }).toEqual({
              row: new Date(ms).toISOString(),
              previous: earlier.day,
              next: later.day,
            });
          else expect(before[i] === NO_SESSION || after[i] === NO_SESSION).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("drop keeps the rows with a session, in order, and says which they are (property)", () => {
    fc.assert(
      fc.property(column(calendar), label, (values, barLabel) => {
        const all = Array.from(assignSessions(calendar, values, { barLabel }));
        const kept = assignSessions(calendar, values, { barLabel, outside: "drop" });
        const rows = all.flatMap((day, i) => (day === NO_SESSION ? [] : [i]));
        expect(Array.from(kept)).toEqual(rows.map((i) => all[i]));
        expect(Array.from(kept.rows ?? [-1])).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });
});

describe("rows outside every session", () => {
  const instants = [
    "2024-07-03T12:00-04:00",
    "2024-07-03T14:00-04:00",
    "2024-07-04T11:00-04:00",
    "2024-07-05T12:00-04:00",
    "2024-07-06T12:00-04:00",
  ];

  test.each([
    ["null", ["2024-07-03", null, null, "2024-07-05", null]],
    ["drop", ["2024-07-03", "2024-07-05"]],
    ["next", ["2024-07-03", "2024-07-05", "2024-07-05", "2024-07-05", "2024-07-08"]],
    ["previous", ["2024-07-03", "2024-07-03", "2024-07-03", "2024-07-05", "2024-07-05"]],
  ] as const)("%s", (outside, expected) => {
    expect(assigned(XNYS, instants, { outside })).toEqual(expected);
    expect(assigned(XNYS, instants, { outside, order: "sorted" })).toEqual(expected);
  });

  test("error names the first of them: its row, its local time and the calendar", () => {
    expect(() => assignSessions(XNYS, instants, { outside: "error" })).toThrow(
      expect.objectContaining({
        code: "OUTSIDE_SESSION",
        details: expect.objectContaining({ calendar: "XNYS", index: 1 }) as object,
        message: expect.stringMatching(/^Row 1: 2024-07-03T14:00:00-04:00 .*XNYS/) as string,
      }),
    );
  });

  test("error passes a column that has none", () => {
    expect(assigned(XNYS, ["2024-07-03T12:00-04:00"], { outside: "error" })).toEqual(["2024-07-03"]);
  });

  test("in a lunch break both neighbours are the session itself", () => {
    for (const outside of ["next", "previous"] as const)
      expect(assigned(XTKS, ["2024-06-04T12:00+09:00"], { outside })).toEqual(["2024-06-04"]);
  });

  test("a bar stamped with its end at the very open lies before that session: next is it, previous the one before", () => {
    const open = ["2024-07-05T09:30-04:00"];
    expect(assigned(XNYS, open, { barLabel: "end" })).toEqual([null]);
    expect(assigned(XNYS, open, { barLabel: "end", outside: "next" })).toEqual(["2024-07-05"]);
    expect(assigned(XNYS, open, { barLabel: "end", outside: "previous" })).toEqual(["2024-07-03"]);
    expect(assigned(XTKS, ["2024-06-04T12:30+09:00"], { barLabel: "end", outside: "next" })).toEqual(["2024-06-04"]);
  });

  test("beyond the coverage next and previous are not guessed", () => {
    const outside = ["1980-06-02T12:00-04:00", "2050-06-02T12:00-04:00"];
    expect(assigned(XNYS, outside, { outside: "next" })).toEqual([null, null]);
    expect(assigned(XNYS, outside, { outside: "previous" })).toEqual([null, null]);
  });

  test("daily labels have neighbours too", () => {
    const labels = ["2024-07-03", "2024-07-04", "2024-07-06"];
    expect(assigned(XNYS, labels, { frequency: "daily", outside: "next" })).toEqual(["2024-07-03", "2024-07-05", "2024-07-08"]);
    expect(assigned(XNYS, labels, { frequency: "daily", outside: "previous" })).toEqual(["2024-07-03", "2024-07-03", "2024-07-05"]);
    expect(assigned(XNYS, labels, { frequency: "daily", outside: "drop" })).toEqual(["2024-07-03"]);
    expect(() => assignSessions(XNYS, labels, { frequency: "daily", outside: "error" })).toThrow(/^Row 1: /);
  });

  test("a daily label of a holiday that lies inside a session of another date: Thanksgiving 2026 of CME crypto", () => {
    // Round the clock since June 2026: Friday's session runs from Wednesday's close over the holiday.
    expect(assigned(CME_CRYPTO, ["2026-11-26"], { frequency: "daily" })).toEqual([null]);
    expect(assigned(CME_CRYPTO, ["2026-11-26"], { frequency: "daily", outside: "next" })).toEqual(["2026-11-27"]);
    expect(assigned(CME_CRYPTO, ["2026-11-26"], { frequency: "daily", outside: "previous" })).toEqual(["2026-11-25"]);
  });

  test.each(BY_NAME)("daily labels of %s: the nearest sessions by date (property)", (_, calendar) => {
    const { from, to } = calendar.coverage;
    const days = Array.from(schedule(calendar, from, to).session);
    fc.assert(
      fc.property(fc.integer({ min: parseDate(from), max: parseDate(to) }), (day) => {
        const label = [formatDate(day)];
        const found = (["null", "previous", "next"] as const).map(
          (outside) => assignSessions(calendar, label, { frequency: "daily", outside })[0],
        );
        const inside = days.includes(day) ? day : NO_SESSION;
        expect(found).toEqual([
          inside,
          days.findLast((session) => session <= day) ?? NO_SESSION,
          days.find((session) => session >= day) ?? NO_SESSION,
        ]);
      }),
      { numRuns: 100 },
    );
  });

  test("an unknown policy is refused, though every row has a session", () => {
    expect(() => assignSessions(XNYS, ["2024-07-03T12:00-04:00"], { outside: "forward" as "next" })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  });
});

describe("a promise of order that is broken", () => {
  const notSorted = (index: number): Error => expect.objectContaining({ code: "TIMESTAMPS_NOT_SORTED", details: { index } }) as Error;
  const minutes = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => at("2024-06-03T13:30Z") + i * 60_000);

  test("is an error with the index, the row and the one before it", () => {
    const column = ["2024-06-03T14:00Z", "2024-06-03T14:02Z", "2024-06-03T14:01Z", "2024-06-03T14:03Z"];
    expect(() => assignSessions(XNYS, column, { order: "sorted" })).toThrow(notSorted(2));
    expect(() => assignSessions(XNYS, column, { order: "sorted" })).toThrow(/row 2 is 2024-06-03T14:01:00Z, after 2024-06-03T14:02:00Z/);
  });

  test.each([1, 2, 63, 64, 65, 499, 998, 999])("is found at row %i of a thousand", (row) => {
    const column = minutes(1000);
    column[row] = (column[row - 1] as number) - 1;
    expect(() => assignSessions(XNYS, column, { order: "sorted" })).toThrow(notSorted(row));
  });

  test.each([1, 30_000, 64_000, 65_535])("is found at row %i of 65,536: every row is checked up to there", (row) => {
    const column = minutes(65_536);
    column[row] = (column[row - 1] as number) - 1;
    expect(() => assignSessions(ALWAYS_OPEN, column, { order: "sorted" })).toThrow(notSorted(row));
  });

  test("is found in longer columns where a later part comes first", () => {
    const column = minutes(200_000);
    const swapped = column.slice();
    swapped.set(column.subarray(100_000, 100_200), 0);
    swapped.set(column.subarray(0, 100_000), 200);
    expect(() => assignSessions(CME_EQUITY, swapped, { order: "sorted" })).toThrow(notSorted(200));
    const halves = new Float64Array(200_000);
    halves.set(column.subarray(120_000), 0);
    halves.set(column.subarray(0, 120_000), 80_000);
    expect(() => assignSessions(CME_EQUITY, halves, { order: "sorted" })).toThrow(notSorted(80_000));
    expect(() => assignSessions(CME_EQUITY, minutes(100_000).toReversed(), { order: "sorted" })).toThrow(
      expect.objectContaining({ code: "TIMESTAMPS_NOT_SORTED" }),
    );
  });

  test.each<[string, (ticks: Float64Array) => Float64Array, number]>([
    ["halves that changed places", (ticks) => Float64Array.of(...ticks.subarray(50_000), ...ticks.subarray(0, 50_000)), 50_000],
    ["a block of the next day", (ticks) => ticks.map((ms, i) => (i >= 40_000 && i < 45_000 ? ms + 86_400_000 : ms)), 45_000],
    ["a block of the day before", (ticks) => ticks.map((ms, i) => (i >= 40_000 && i < 45_000 ? ms - 86_400_000 : ms)), 40_000],
    ["a block of the weekend after", (ticks) => ticks.map((ms, i) => (i >= 90_000 && i < 95_000 ? ms + 5 * 86_400_000 : ms)), 95_000],
  ])("is found among a hundred thousand ticks of one session: %s", (_, broken, row) => {
    const ticks = Float64Array.from({ length: 100_000 }, (_, i) => at("2024-06-03T13:30Z") + i * 200);
    expect(() => assignSessions(XNYS, broken(ticks), { order: "sorted" })).toThrow(notSorted(row));
  });

  test("equal neighbours keep it", () => {
    const column = Array.from({ length: 200 }, () => "2024-06-03T14:00Z");
    expect(assigned(XNYS, column, { order: "sorted" })).toEqual(column.map(() => "2024-06-03"));
  });

  test("in nanoseconds and in text", () => {
    const nanos = BigInt64Array.from([1_717_423_200_000_000_000n, 1_717_423_260_000_000_000n, 1_717_423_200_000_000_000n]);
    expect(() => assignSessions(XNYS, nanos, { order: "sorted" })).toThrow(notSorted(2));
  });

  test("an order that is none is refused", () => {
    expect(() => assignSessions(XNYS, [], { order: "desc" as "any" })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});

describe("timestamps that cannot be read are refused with row and value", () => {
  test.each([
    "n/a",
    "",
    "2024-02-30T10:00Z",
    "2024-06-03T25:00Z",
    "03/06/2024 10:00",
    "2024-06-03T10:00 EST",
    "1717423200000",
    "2024-06-03T10:61Z",
  ])("%j", (text) => {
    expect(() => assignSessions(XNYS, ["2024-06-03T14:00Z", text])).toThrow(
      expect.objectContaining({
        code: "INVALID_TIMESTAMP",
        message: expect.stringContaining(`Row 1: `) as string,
        details: expect.objectContaining({ index: 1, found: text }) as object,
      }),
    );
    expect(() => assignSessions(XNYS, ["2024-06-03T14:00Z", text])).toThrow(JSON.stringify(text));
  });

  test.each([true, {}, [1], Symbol.iterator])("a value that is no timestamp", (value) => {
    expect(() => assignSessions(XNYS, [null, null, value] as unknown as TimestampColumn)).toThrow(
      expect.objectContaining({ code: "INVALID_TIMESTAMP", message: expect.stringMatching(/^Row 2: /) as string }),
    );
  });

  test("a bigint beyond 64 bits", () => {
    expect(() => assignSessions(XNYS, [2n ** 63n])).toThrow(expect.objectContaining({ code: "INVALID_TIMESTAMP" }));
  });

  test("an unknown unit or zone", () => {
    expect(() => assignSessions(XNYS, [0], { unit: "min" as "s" })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
    expect(() => assignSessions(XNYS, ["2024-06-03"], { sourceTimeZone: "Mars/Olympus" })).toThrow(
      expect.objectContaining({ code: "UNKNOWN_TIME_ZONE" }),
    );
  });
});

describe("daily labels", () => {
  const daily = { frequency: "daily" } as const;

  test("dates without a time are no instants: the zone of zone-less text does not move them", () => {
    for (const sourceTimeZone of ["Pacific/Kiritimati", "Asia/Tokyo", "UTC", "America/New_York", "Pacific/Niue"])
      expect(assigned(XNYS, ["2024-01-09", " 2024-01-10 ", "2024-01-15"], { ...daily, sourceTimeZone })).toEqual([
        "2024-01-09",
        "2024-01-10",
        null,
      ]);
  });

  test("dates without a time are taken as they are, east and west", () => {
    expect(assigned(XTKS, ["2024-01-09", "2024-01-08", "2024-01-10"], daily)).toEqual(["2024-01-09", null, "2024-01-10"]);
    expect(assigned(XNYS, ["2024-01-09", "2024-01-15"], daily)).toEqual(["2024-01-09", null]);
    expect(assigned(XNYS, ["2024-01-09"], { ...daily, sourceTimeZone: "Asia/Tokyo" })).toEqual(["2024-01-09"]);
  });

  test("midnights of the venue's own zone, through both offsets of the year", () => {
    const labels = ["2024-03-08", "2024-03-11", "2024-07-01", "2024-11-04"];
    expect(
      assigned(XNYS, ["2024-03-08T00:00-05:00", "2024-03-11T00:00-04:00", "2024-07-01T00:00-04:00", "2024-11-04T00:00-05:00"], daily),
    ).toEqual(labels);
    expect(assigned(XTKS, ["2024-01-09T00:00+09:00", "2024-01-10T00:00+09:00"], daily)).toEqual(["2024-01-09", "2024-01-10"]);
  });

  test("midnights of UTC, east and west", () => {
    expect(assigned(XNYS, ["2024-01-08T00:00Z", "2024-01-09T00:00Z", "2024-01-06T00:00Z"], daily)).toEqual([
      "2024-01-08",
      "2024-01-09",
      null,
    ]);
    expect(assigned(XTKS, ["2024-01-09T00:00Z", "2024-01-10T00:00Z"], daily)).toEqual(["2024-01-09", "2024-01-10"]);
  });

  test("instants by the venue's date: New York closes, Tokyo closes", () => {
    expect(assigned(XNYS, ["2024-01-08T21:00Z", "2024-01-09T21:00Z"], daily)).toEqual(["2024-01-08", "2024-01-09"]);
    expect(assigned(XTKS, ["2024-01-09T06:00Z", "2024-01-09T15:30Z"], daily)).toEqual(["2024-01-09", "2024-01-10"]);
  });

  test("weekends, holidays and days beyond the coverage have none", () => {
    expect(assigned(XNYS, ["2024-07-04", "2024-07-06", "2024-07-07", "1989-12-29", "2028-01-03", "2024-07-05"], daily)).toEqual([
      null,
      null,
      null,
      null,
      null,
      "2024-07-05",
    ]);
  });

  test("a futures session is labelled by its own date", () => {
    expect(assigned(CME_EQUITY, ["2024-06-02", "2024-06-03", "2024-06-07", "2024-06-08"], daily)).toEqual([
      null,
      "2024-06-03",
      "2024-06-07",
      null,
    ]);
  });

  test("of a whole year are its sessions", () => {
    const days = Array.from({ length: 366 }, (_, i) => formatDate(parseDate("2024-01-01") + i));
    const sessions = Array.from(schedule(XNYS, "2024-01-01", "2024-12-31").session, formatDate);
    expect(assigned(XNYS, days, { ...daily, outside: "drop" })).toEqual(sessions);
    expect(sessions).toHaveLength(252);
  });
});

describe("the diagnosis of a column that mostly missed", () => {
  /** Minutes of a session as instants. */
  const minutes = (calendar: CalendarDefinition, day: string): number[] =>
    sessionSegments(calendar, day).flatMap(({ openMs, closeMs }) =>
      Array.from({ length: (closeMs - openMs) / 60_000 }, (_, i) => openMs + i * 60_000),
    );
  const bars = minutes(XNYS, "2024-06-03");
  const diagnosisOf = (calendar: CalendarDefinition, timestamps: TimestampColumn, options?: TallyOptions): string =>
    assignSessions(calendar, timestamps, options).diagnosis?.message ?? "no diagnosis";

  test.each(["any", "sorted"] as const)("counts the rows outside and leaves out those inside, order %s", (order) => {
    const hours = Float64Array.from({ length: 24 * 7 }, (_, i) => at("2024-07-01T00:00-04:00") + i * 3_600_000);
    // Four sessions, one of them a half day: bars on the hour from 10:00 to 15:00, and to 12:00.
    const inside = 3 * 6 + 3;
    expect(assignSessions(XNYS, hours, { order }).diagnosis).toMatchObject({ rows: hours.length, outside: hours.length - inside });
  });

  test("names rows, range, coverage and the zone", () => {
    const { diagnosis } = assignSessions(XNYS, ["2024-07-06T12:00Z", "2024-07-07T12:00Z", "2024-07-07T13:00Z"]);
    expect(diagnosis).toMatchObject({ rows: 3, outside: 3, from: "2024-07-06T12:00:00Z", to: "2024-07-07T13:00:00Z" });
    for (const part of ["3 of 3 rows", "XNYS", "2024-07-06T12:00:00Z", "2024-07-07T13:00:00Z", "1990-01-01 to 2027-12-31"])
      expect(diagnosis?.message).toContain(part);
  });

  test("beyond the coverage", () => {
    expect(
      diagnosisOf(
        XNYS,
        bars.map((ms) => ms - 50 * 365 * DAY_MS),
      ),
    ).toMatch(/outside the (calendar's )?coverage/);
    expect(
      diagnosisOf(
        XNYS,
        bars.map((ms) => ms + 50 * 365 * DAY_MS),
      ),
    ).toMatch(/outside the (calendar's )?coverage/);
  });

  test("a lost zone: local times read as UTC", () => {
    // CME's night would hide the mistake; the day session of Tokyo does not.
    const { offsetAt } = timeZone("Asia/Tokyo");
    const naive = minutes(XTKS, "2024-06-04").map((ms) =>
      new Date(ms + offsetAt.call(timeZone("Asia/Tokyo"), ms)).toISOString().slice(0, -1),
    );
    expect(diagnosisOf(XTKS, naive)).toMatch(/(lost.*zone|zone.*lost).*sourceTimeZone/);
    expect(assignSessions(XTKS, naive, { sourceTimeZone: "Asia/Tokyo" }).diagnosis).toBeUndefined();
  });

  test.each([
    ["seconds read as milliseconds", Float64Array.from(bars, (ms) => ms / 1000)],
    ["microseconds read as milliseconds", Float64Array.from(bars, (ms) => ms * 1000)],
    ["nanoseconds read as milliseconds", Float64Array.from(bars, (ms) => ms * 1e6)],
    ["milliseconds read as nanoseconds", BigInt64Array.from(bars, BigInt)],
    ["seconds read as nanoseconds", BigInt64Array.from(bars, (ms) => BigInt(ms / 1000))],
  ])("a wrong unit: %s", (_, column) => {
    expect(diagnosisOf(XNYS, column)).toMatch(/unit/);
  });

  test("midnights that label days", () => {
    expect(diagnosisOf(XNYS, ["2024-06-03", "2024-06-04", "2024-06-05"])).toContain("assignDailyLabels");
    expect(diagnosisOf(XTKS, ["2024-06-03T00:00+09:00", "2024-06-04T00:00+09:00"])).toContain("assignDailyLabels");
  });

  test("daily labels are not advised to be daily", () => {
    expect(diagnosisOf(XNYS, ["2024-07-06", "2024-07-07"], { frequency: "daily" })).not.toContain("assignDailyLabels");
  });

  test("a wrong calendar", () => {
    expect(diagnosisOf(XTKS, bars)).toMatch(/another calendar/i);
  });

  test("is set whatever becomes of the rows", () => {
    const night = ["2024-06-03T02:00Z", "2024-06-03T03:00Z", "2024-06-03T14:00Z"];
    for (const outside of ["null", "drop", "next", "previous"] as const)
      expect(assignSessions(XNYS, night, { outside }).diagnosis).toMatchObject({ rows: 3, outside: 2 });
  });

  test("is not set while half of the rows or more have a session", () => {
    expect(assignSessions(XNYS, ["2024-06-03T14:00Z", "2024-06-03T02:00Z"])).not.toHaveProperty("diagnosis");
    expect(assignSessions(XNYS, ["2024-06-03T14:00Z"])).not.toHaveProperty("diagnosis");
  });
});

describe("real bars", () => {
  /** The column of timestamps of a shipped example, as text. */
  function example(file: string): string[] {
    const lines = gunzipSync(readFileSync(projectFile(`examples/data/${file}`)))
      .toString("utf8")
      .trim()
      .split("\n");
    return lines.slice(1).map((line) => line.split(",")[0] as string);
  }

  test.each([
    // The week of 2013 with its close at 16:15, its pause at 15:15 and its reopening at 15:30: every bar has a session.
    [
      "es-1m-2013-10-06_11.csv.gz",
      "CME_EQUITY",
      { rows: 6826, assigned: 6826, sessions: 5, first: "2013-10-07", last: "2013-10-11", outside: [] },
    ],
    [
      "spy-1m-ext-2013-10-07_11.csv.gz",
      "XNYS",
      {
        rows: 4128,
        assigned: 5 * 390,
        sessions: 5,
        first: "2013-10-07",
        last: "2013-10-11",
        outside: [
          { reason: "before-open", rows: 1204 },
          { reason: "after-close", rows: 974 },
        ],
      },
    ],
    [
      "goog-1m-early-close-2015-12-23_28.csv.gz",
      "XNYS",
      {
        rows: 1091,
        assigned: 982,
        sessions: 3,
        first: "2015-12-23",
        last: "2015-12-28",
        outside: [
          { reason: "before-open", rows: 54 },
          { reason: "after-close", rows: 41 },
          { reason: "early-close", name: "Christmas Eve", rows: 14 },
        ],
      },
    ],
    [
      "spx-1m-early-close-2023-06_07.csv.gz",
      "XNYS",
      { rows: 990, assigned: 390 + 390 + 210, sessions: 3, first: "2023-06-26", last: "2023-07-03", outside: [] },
    ],
    [
      "aapl-15m-2022-11_2023-03.csv.gz",
      "XNYS",
      { rows: 2692, assigned: 2692, sessions: 104, first: "2022-11-01", last: "2023-03-31", outside: [] },
    ],
    [
      "btcusdt-1m-outage-2023-03-23_25.csv.gz",
      "24/7",
      { rows: 4240, assigned: 4240, sessions: 3, first: "2023-03-23", last: "2023-03-25", outside: [] },
    ],
    [
      // CSI 300 futures kept the hours of the stock exchange: auction bars at 09:29, a stray bar at 15:00, one at 11:30.
      "csi300-if-1m-2021-01-04_06.csv.gz",
      "XSHG",
      {
        rows: 727,
        assigned: 3 * 240,
        sessions: 3,
        first: "2021-01-04",
        last: "2021-01-06",
        outside: [
          { reason: "before-open", rows: 3 },
          { reason: "after-close", rows: 2 },
          { reason: "break", name: "lunch break", rows: 2 },
        ],
      },
    ],
  ])("%s by %s", async (file, name, expected) => {
    const calendar = await calendarByName(name);
    const timestamps = example(file);
    const dates = assignSessions(calendar, timestamps);
    expect(summarizeAssignment(calendar, timestamps, dates)).toEqual(expected);
    expect(assignSessions(calendar, timestamps, { order: "sorted" })).toEqual(dates);
  });

  // Bars that may not ship with the project; read where they lie.
  const bars = goldenFolder("../data/bars");
  const ticks = goldenFolder("../data/ticks");
  const columnOf = (path: string): string[] =>
    gunzipSync(readFileSync(path))
      .toString("utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0] as string);

  test.skipIf(bars === null).each([
    [
      "cme-6e-1m-2024-01.csv.gz",
      "CME_FX",
      "end",
      { rows: 29_996, assigned: 29_996, sessions: 23, first: "2024-01-02", last: "2024-02-01", outside: [] },
    ],
    // Newest first.
    [
      "us-20sym-1m-rth-2019-02-SPY-1m-2019-02.csv.gz",
      "XNYS",
      "end",
      { rows: 1950, assigned: 1950, sessions: 5, first: "2019-02-11", last: "2019-02-15", outside: [] },
    ],
    [
      "asia-sse-index-1m-2020-07.csv.gz",
      "XSHG",
      "end",
      { rows: 2640, assigned: 11 * 240, sessions: 11, first: "2020-07-01", last: "2020-07-15", outside: [] },
    ],
    // A vendor that stamps the last bar of the morning and the first of the afternoon 13:00, the end of the lunch break.
    [
      "asia-sse-index-1m-2017.csv.gz",
      "XSHG",
      "end",
      {
        rows: 24_000,
        assigned: 23_900,
        sessions: 101,
        first: "2017-03-03",
        last: "2017-07-31",
        outside: [{ reason: "break", name: "lunch break", rows: 100 }],
      },
    ],
    [
      "cme-lean-gc-1m-201312.csv.gz",
      "CME_ENERGY_METALS",
      "start",
      { rows: 6687, assigned: 6687, sessions: 5, first: "2013-10-07", last: "2013-10-11", outside: [] },
    ],
    [
      "cme-lean-es-1m-front.csv.gz",
      "CME_EQUITY",
      "start",
      { rows: 18_098, assigned: 18_098, sessions: 20, first: "2013-10-07", last: "2020-01-07", outside: [] },
    ],
    [
      "asia-lean-n225-1m.csv.gz",
      "XTKS",
      "start",
      {
        rows: 304,
        assigned: 300,
        sessions: 1,
        first: "2021-01-14",
        last: "2021-01-14",
        outside: [
          { reason: "break", name: "lunch break", rows: 2 },
          { reason: "after-close", rows: 2 },
        ],
      },
    ],
    // The Friday before and the Monday after the clocks changed in 2008.
    [
      "us-lean-minute-shy-1m.csv.gz",
      "XNYS",
      "start",
      {
        rows: 652,
        assigned: 646,
        sessions: 2,
        first: "2008-03-07",
        last: "2008-03-10",
        outside: [
          { reason: "before-open", rows: 3 },
          { reason: "after-close", rows: 3 },
        ],
      },
    ],
    [
      "fx-lean-eurusd-oanda-1m-mid.csv.gz",
      "FX_WEEK",
      "start",
      { rows: 18_184, assigned: 18_184, sessions: 15, first: "2014-05-01", last: "2018-04-05", outside: [] },
    ],
  ] as const)("%s by %s, bars labelled by their %s", async (file, name, barLabel, expected) => {
    const calendar = await calendarByName(name);
    const timestamps = columnOf(`${bars}/${file}`);
    expect(summarizeAssignment(calendar, timestamps, assignSessions(calendar, timestamps, { barLabel }), { barLabel })).toEqual(expected);
  });

  test.skipIf(ticks === null)(
    "trades of ES in nanoseconds: the first at 23:00:00.000000000 UTC on Christmas Day opens the 26th's session",
    () => {
      const nanos = BigInt64Array.from(columnOf(`${ticks}/tick-es-trades-ns-2023-12-25-es-trades-ns-2023-12-25.csv.gz`), BigInt);
      expect(nanos[0]).toBe(1_703_545_200_000_000_000n);
      const dates = assignSessions(CME_EQUITY, nanos, { order: "sorted", outside: "error" });
      expect(new Set(texts(dates))).toEqual(new Set(["2023-12-26"]));
      expect(dates).toHaveLength(2973);
      // The same trade as the end of a bar lies before the open.
      expect(assigned(CME_EQUITY, nanos.subarray(0, 1), { barLabel: "end" })).toEqual([null]);
    },
  );

  test("a session of the ES week: bars a session, and the pause in the middle of each", () => {
    const timestamps = example("es-1m-2013-10-06_11.csv.gz");
    const dates = texts(assignSessions(CME_EQUITY, timestamps));
    const counts = new Map<string | null, number>();
    for (const date of dates) counts.set(date, (counts.get(date) ?? 0) + 1);
    // 17:00 to 15:15 and 15:30 to 16:15 are 1,335 and 45 minutes; a few nights have minutes without a trade.
    expect([...counts.keys()]).toEqual(["2013-10-07", "2013-10-08", "2013-10-09", "2013-10-10", "2013-10-11"]);
    for (const count of counts.values()) expect(count).toBeLessThanOrEqual(1380);
    expect(timestamps.filter((text) => text >= "2013-10-08T20:15" && text < "2013-10-08T20:30")).toEqual([]);
  });

  test("by today's hours (close 16:00) the bars of 16:00 to 16:14 of that week would be lost", () => {
    const today = { ...CME_EQUITY, hours: [{ segments: [["17:00-1d", "16:00"]] }] } satisfies CalendarDefinition;
    const timestamps = example("es-1m-2013-10-06_11.csv.gz");
    const dates = assignSessions(today, timestamps);
    const lost = timestamps.filter((_, i) => dates[i] === NO_SESSION);
    expect(lost).toHaveLength(5 * 15);
    expect(new Set(lost.map((text) => text.slice(11, 13)))).toEqual(new Set(["21"]));
  });
});

describe("grouping minutes by a calendar date instead of the session date", () => {
  /** CME crypto as pandas_market_calendars has it for 2024: 260 sessions, one of them on Good Friday, four of them shortened. */
  const peerCrypto = {
    ...CME_CRYPTO,
    holidays: [
      { name: "New Year's Day", kind: "fixed", month: 1, day: 1 },
      { name: "Christmas Day", kind: "fixed", month: 12, day: 25 },
    ],
    earlyCloses: [
      { name: "Good Friday", kind: "dates", dates: ["2024-03-29"], close: "10:15" },
      { name: "Day before Independence Day", kind: "dates", dates: ["2024-07-03"], close: "12:15" },
      { name: "Day after Thanksgiving", kind: "dates", dates: ["2024-11-29"], close: "12:45" },
      { name: "Christmas Eve", kind: "dates", dates: ["2024-12-24"], close: "12:15" },
    ],
  } satisfies CalendarDefinition;

  /** Bars of 2024, and the shares that the local and the UTC date mislabel, in percent. */
  function mislabelled(calendar: CalendarDefinition): [bars: number, local: string, utc: string] {
    const zone = timeZone(calendar.timeZone);
    let [bars, local, utc] = [0, 0, 0];
    for (const day of schedule(calendar, "2024-01-01", "2024-12-31").session)
      for (const { openMs, closeMs } of sessionSegments(calendar, day))
        for (let ms = openMs; ms < closeMs; ms += 60_000) {
          bars++;
          if (zone.localDay(ms) !== day) local++;
          if (Math.floor(ms / DAY_MS) !== day) utc++;
        }
    return [bars, ((100 * local) / bars).toFixed(2), ((100 * utc) / bars).toFixed(2)];
  }

  test("the reference's figures, by the reference's calendar: 30.52 % by Chicago's date, 7.21 % by UTC, of 357,810 bars", () => {
    expect(mislabelled(peerCrypto)).toEqual([357_810, "30.52", "7.21"]);
  });

  test("ours has 780 bars fewer: none on Good Friday (-1,035), no early close on 3 July (+225), 12:45 on Christmas Eve (+30)", () => {
    expect(mislabelled(CME_CRYPTO)).toEqual([357_810 - 1035 + 225 + 30, "30.47", "7.19"]);
  });
});
