/** Time for charts: the gaps to hide, and positions on an axis without them. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { XHKG } from "../../../src/calendars/xhkg.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import {
  type CalendarDefinition,
  formatDate,
  ordinalAxis,
  parseDate,
  segmentsInRange,
  sessionBreaks,
  sessionsInRange,
} from "../../../src/index.js";
import { at, BY_NAME, localParts, venue } from "../support.js";

const byName = new Map<string, CalendarDefinition>(BY_NAME);
const named = (name: string): CalendarDefinition => byName.get(name) as CalendarDefinition;
const coded = (code: string, message: string | RegExp): Error =>
  expect.objectContaining({ code, message: typeof message === "string" ? message : expect.stringMatching(message) }) as Error;
const HOUR_MS = 3_600_000;

describe("the gaps to hide", () => {
  /** On the venue's clock, `03 16:00-04 09:30`. */
  const gaps = (name: string, from: string, to: string): string[] => {
    const calendar = named(name);
    const { startMs, endMs } = sessionBreaks(calendar, from, to);
    const local = (ms: number): string => {
      const { date, time } = localParts(calendar.timeZone, ms);
      return `${date.slice(8)} ${time}`;
    };
    return Array.from(startMs, (start, i) => `${local(start)}-${local(endMs[i] as number)}`);
  };

  test.each([
    ["XNYS", "2024-07-02", "2024-07-08", ["02 16:00-03 09:30", "03 13:00-05 09:30", "05 16:00-08 09:30"], "a night, a holiday, a weekend"],
    ["XHKG", "2024-06-03", "2024-06-04", ["03 12:00-03 13:00", "03 16:00-04 09:30", "04 12:00-04 13:00"], "lunch breaks and a night"],
    ["XHKG", "2024-12-24", "2024-12-27", ["24 12:00-27 09:30", "27 12:00-27 13:00"], "a half day has no lunch break"],
    ["CME_EQUITY", "2024-06-03", "2024-06-04", ["03 16:00-03 17:00"], "the maintenance hour"],
    ["CME_EQUITY", "2021-06-25", "2021-06-25", ["25 15:15-25 15:30"], "the pause of one session"],
    ["24/7", "2024-06-03", "2024-06-09", [], "sessions that touch have none"],
    ["XNYS", "2024-07-03", "2024-07-04", [], "one session: what lies before its open and after its close is not in it"],
    ["XNYS", "2024-07-06", "2024-07-07", [], "no session"],
    ["XNYS", "2024-07-08", "2024-07-05", [], "backwards"],
  ])("of %s from %s to %s: %j (%s)", (name, from, to, expected) => {
    expect(gaps(name, from, to)).toEqual(expected);
  });

  test("dates beyond the coverage are refused, and what is none", () => {
    expect(() => sessionBreaks(XNYS, "1989-12-31", "1990-01-05")).toThrow(
      coded("BEYOND_COVERAGE", /^1989-12-31 lies outside what calendar XNYS/),
    );
    expect(() => sessionBreaks(XNYS, "2027-12-01", "2028-01-01")).toThrow(coded("BEYOND_COVERAGE", /^2028-01-01 lies/));
    expect(() => sessionBreaks(XNYS, "today", "2028-01-01")).toThrow(coded("INVALID_DATE", /got "today"/));
  });
});

describe("an axis without gaps", () => {
  // 3.5 hours of 3 July, 6.5 of the 5th.
  const axis = ordinalAxis(XNYS, "2024-07-03", "2024-07-05");

  test("is as long as the trading time", () => {
    expect(axis.length).toBe(10 * HOUR_MS);
    expect(axis.sessionStarts).toEqual([
      { session: parseDate("2024-07-03"), position: 0 },
      { session: parseDate("2024-07-05"), position: 3.5 * HOUR_MS },
    ]);
  });

  test.each([
    ["2024-07-03T09:30-04:00", 0, "the open"],
    ["2024-07-03T10:00-04:00", 0.5, "half an hour later"],
    ["2024-07-03T13:00-04:00", 3.5, "the close: the seam"],
    ["2024-07-04T12:00-04:00", 3.5, "the holiday: the seam"],
    ["2024-07-05T09:29:59.999-04:00", 3.5, "just before the open: the seam"],
    ["2024-07-05T09:30-04:00", 3.5, "the next open"],
    ["2024-07-05T10:30-04:00", 4.5, "an hour later"],
    ["2024-07-05T16:00-04:00", 10, "the last close"],
    ["2024-07-09T10:00-04:00", 10, "after the end: the end"],
    ["2024-07-02T10:00-04:00", 0, "before the beginning: the beginning"],
    ["1900-01-01T00:00Z", 0, "beyond the coverage too"],
  ])("%s lies at %d hours (%s)", (instant, hours) => {
    expect(axis.position(at(instant)) / HOUR_MS).toBe(hours);
    expect(axis.position(new Date(instant)) / HOUR_MS).toBe(hours);
  });

  test.each([
    [0, "2024-07-03T09:30-04:00", "the first open"],
    [0.5, "2024-07-03T10:00-04:00", "half an hour in"],
    [3.5, "2024-07-05T09:30-04:00", "at the seam it is the later open"],
    [10, "2024-07-05T16:00-04:00", "the end is the last close"],
  ])("at %d hours it is %s (%s)", (hours, instant) => {
    expect(axis.instant(hours * HOUR_MS)).toBe(at(instant));
  });

  test("just before a seam it is just before the earlier close, and parts of milliseconds are kept", () => {
    expect(axis.instant(3.5 * HOUR_MS - 1)).toBe(at("2024-07-03T13:00-04:00") - 1);
    expect(axis.instant(0.25)).toBe(at("2024-07-03T09:30-04:00") + 0.25);
  });

  test("breaks are cut out too, and begin no session", () => {
    const hongKong = ordinalAxis(XHKG, "2024-06-03", "2024-06-04");
    expect(hongKong.length).toBe(11 * HOUR_MS);
    expect(hongKong.sessionStarts.map(({ session, position }) => [formatDate(session), position / HOUR_MS])).toEqual([
      ["2024-06-03", 0],
      ["2024-06-04", 5.5],
    ]);
    expect(hongKong.position(at("2024-06-03T12:30+08:00"))).toBe(2.5 * HOUR_MS);
    expect(hongKong.instant(2.5 * HOUR_MS)).toBe(at("2024-06-03T13:00+08:00"));
  });

  test.each([-1, -Number.MIN_VALUE, 10 * HOUR_MS + 1, Number.NaN, Number.POSITIVE_INFINITY])("%d is no position", (position) => {
    expect(() => axis.instant(position)).toThrow(
      coded("INVALID_ARGUMENT", `Expected \`position\` to be a number from 0 to 36000000, got ${position} (number).`),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN)])("%s is no instant", (instant) => {
    expect(() => axis.position(instant)).toThrow(coded("INVALID_TIMESTAMP", /^Timestamp: expected epoch milliseconds or a valid Date/));
  });

  test.each([
    ["2024-07-06", "2024-07-07", "a weekend"],
    ["2024-07-08", "2024-07-05", "backwards"],
  ])("from %s to %s there is none (%s)", (from, to) => {
    expect(() => ordinalAxis(XNYS, from, to)).toThrow(
      coded("INVALID_ARGUMENT", `Expected \`to\` to be a date with a session of XNYS between it and \`from\`, got "${to}".`),
    );
  });

  test("dates beyond the coverage are refused", () => {
    expect(() => ordinalAxis(venue(), "2019-12-31", "2020-01-05")).toThrow(
      coded("BEYOND_COVERAGE", /^2019-12-31 lies outside what calendar TEST/),
    );
  });
});

describe.each(["XNYS", "XHKG", "XTKS", "CME_EQUITY", "CME_CRYPTO", "24/7"])("%s (property)", (name) => {
  const calendar = named(name);
  const range = fc.record({
    from: fc
      .integer({ min: parseDate("2012-01-01"), max: parseDate("2027-10-01") })
      .map((day) => Array.from(sessionsInRange(calendar, day, day + 15))[0] as number),
    days: fc.integer({ min: 0, max: 20 }),
    part: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
  });

  test("gaps and segments together are the whole time from the first open to the last close", () => {
    fc.assert(
      fc.property(range, ({ from, days }) => {
        const { openMs, closeMs } = segmentsInRange(calendar, from, from + days);
        const { startMs, endMs } = sessionBreaks(calendar, from, from + days);
        const length = (starts: Float64Array, ends: Float64Array): number =>
          ends.reduce((sum, end, i) => sum + end - (starts[i] as number), 0);
        expect(length(openMs, closeMs) + length(startMs, endMs)).toBe((closeMs.at(-1) as number) - (openMs[0] as number));
        startMs.forEach((start, i) => {
          expect(endMs[i]).toBeGreaterThan(start);
          expect([closeMs.includes(start), openMs.includes(endMs[i] as number)]).toEqual([true, true]);
        });
        expect(ordinalAxis(calendar, from, from + days).length).toBe(length(openMs, closeMs));
      }),
      { numRuns: 60 },
    );
  });

  test("a position is the trading time since the first open; there and back is the same", () => {
    fc.assert(
      fc.property(range, ({ from, days, part }) => {
        const axis = ordinalAxis(calendar, from, from + days);
        const { openMs, closeMs } = segmentsInRange(calendar, from, from + days);
        const [first, last] = [openMs[0] as number, closeMs.at(-1) as number];
        const ms = Math.round(first + part * (last - first));
        const traded = openMs.reduce((sum, open, i) => sum + Math.max(0, Math.min(ms, closeMs[i] as number) - open), 0);
        expect(axis.position(ms)).toBe(traded);
        const open = openMs.some((start, i) => start <= ms && ms < (closeMs[i] as number));
        if (open) expect(axis.instant(traded)).toBe(ms);
        expect(axis.position(axis.instant(traded))).toBe(traded);
        for (const { session, position } of axis.sessionStarts) {
          const start = openMs[segmentsInRange(calendar, from, session - 1).openMs.length] as number;
          expect([axis.position(start), axis.instant(position)]).toEqual([position, start]);
        }
        expect(axis.sessionStarts.map(({ session }) => session)).toEqual(Array.from(sessionsInRange(calendar, from, from + days)));
      }),
      { numRuns: 60 },
    );
  });
});
