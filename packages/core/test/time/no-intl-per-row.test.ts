/** `Intl` is slow, a microsecond and more a call: once a zone's years are known, no row of a column may reach it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { NO_SESSION, type TallyOptions, type TimestampColumn, timeZone } from "../../src/index.js";
import { assignEither as assignSessions } from "../support/assign-either.js";

const ROWS = 100_000;
const START = Date.UTC(2022, 0, 3, 14, 30);
const STEP = 17 * 60_000; // 3.2 years, across six changes of the clocks

let calls = 0;
const prototype = Intl.DateTimeFormat.prototype;
const untouched = Object.getOwnPropertyDescriptors(prototype);

beforeAll(() => {
  // `format` is a getter that gives a bound function, so that asking for it and calling it both count.
  Object.defineProperty(prototype, "format", {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      calls++;
      const format = untouched.format.get?.call(this) as (ms?: number) => string;
      return (ms?: number) => {
        calls++;
        return format(ms);
      };
    },
  });
  for (const name of ["formatToParts", "formatRange", "formatRangeToParts", "resolvedOptions"] as const)
    Object.defineProperty(prototype, name, {
      configurable: true,
      value(this: Intl.DateTimeFormat, ...parameters: unknown[]) {
        calls++;
        return (untouched[name].value as (...all: unknown[]) => unknown).apply(this, parameters);
      },
    });
});

afterAll(() => {
  Object.defineProperties(prototype, untouched);
});

beforeEach(() => {
  calls = 0;
});

const sorted = Float64Array.from({ length: ROWS }, (_, i) => START + i * STEP);
const shuffled = sorted.map((_, i) => sorted[(i * 7919) % ROWS] as number);
const wallClock = Array.from(sorted, (ms) => new Date(ms).toISOString().slice(0, 19));

const COLUMNS: readonly (readonly [what: string, column: TimestampColumn, options: TallyOptions])[] = [
  ["sorted milliseconds", sorted, {}],
  ["sorted milliseconds, promised so", sorted, { order: "sorted" }],
  ["shuffled milliseconds", shuffled, {}],
  ["nanoseconds", BigInt64Array.from(sorted, (ms) => BigInt(ms) * 1_000_000n), {}],
  ["ISO text with Z", wallClock.map((text) => `${text}Z`), {}],
  ["text in the venue's local time", wallClock, { sourceTimeZone: "America/New_York" }],
  ["text in another zone's local time", wallClock, { sourceTimeZone: "Europe/Berlin" }],
  ["rows that fall outside, moved to the next session", shuffled, { outside: "next" }],
  ["local midnights of daily bars", sorted, { frequency: "daily" }],
];

test("the counter counts", () => {
  timeZone("Asia/Tashkent").offsetAt(START);
  expect(calls).toBeGreaterThan(5);
});

describe.each([
  ["XNYS", XNYS],
  ["CME equity", CME_EQUITY],
])("on %s, assigning 100,000 rows reaches Intl in no row", (_, calendar) => {
  test.each(COLUMNS)("%s", (_, column, options) => {
    // Every hundredth row makes the years known.
    const few = Array.from(column as ArrayLike<number>).filter((_, i) => i % 100 === 0 || i === ROWS - 1);
    assignSessions(calendar, few, column instanceof BigInt64Array ? { ...options, unit: "ns" } : { ...options, order: "any" });
    calls = 0;
    const dates = assignSessions(calendar, column, options);
    expect(calls).toBe(0);
    expect(dates.some((day) => day !== NO_SESSION)).toBe(true);
  });
});

test("a zone asked about a hundred thousand instants of one year reaches Intl only for that year", () => {
  const zone = timeZone("Asia/Samarkand");
  for (let i = 0; i < ROWS; i++) zone.instantOf(zone.localMs(Date.UTC(2023, 0, 5) + i * 300_000));
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThan(500);
});
