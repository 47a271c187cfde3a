/** When several markets trade together, or any of them. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_EQUITY } from "../../../src/calendars/cme-equity.js";
import { XHKG } from "../../../src/calendars/xhkg.js";
import { XLON } from "../../../src/calendars/xlon.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import { XTKS } from "../../../src/calendars/xtks.js";
import { type CalendarDefinition, formatInstant, isOpen, jointHours } from "../../../src/index.js";
import { at, BY_NAME, intervals, venue } from "../support.js";

const ALWAYS = new Map<string, CalendarDefinition>(BY_NAME).get("24/7") as CalendarDefinition;
const coded = (code: string, message: string | RegExp): Error =>
  expect.objectContaining({ code, message: typeof message === "string" ? message : expect.stringMatching(message) }) as Error;

/** Intervals as `03T13:30-15:30`, UTC, the day of the close where it is another. */
function hours(calendars: readonly CalendarDefinition[], from: string, to: string, how: "all" | "any"): string {
  const { openMs, closeMs } = jointHours(calendars, at(from), at(to), how);
  const short = (ms: number): string => formatInstant(ms).slice(8, 16);
  return Array.from(openMs, (open, i) => {
    const [start, end] = [short(open), short(closeMs[i] as number)];
    return `${start}-${start.slice(0, 2) === end.slice(0, 2) ? end.slice(3) : end}`;
  }).join(" ");
}

describe("when markets trade", () => {
  test.each([
    [[XLON, XNYS], "2024-06-03T00:00Z", "2024-06-04T00:00Z", "03T13:30-15:30", "03T07:00-20:00", "two that overlap"],
    [[XNYS, XLON], "2024-06-03T00:00Z", "2024-06-04T00:00Z", "03T13:30-15:30", "03T07:00-20:00", "in the other order"],
    [
      [XTKS, XHKG],
      "2024-06-03T00:00Z",
      "2024-06-04T00:00Z",
      "03T01:30-02:30 03T03:30-04:00 03T05:00-06:00",
      "03T00:00-08:00",
      "two lunch breaks at different times",
    ],
    [[XTKS, XLON], "2024-06-03T00:00Z", "2024-06-04T00:00Z", "", "03T00:00-02:30 03T03:30-06:00 03T07:00-15:30", "two that never meet"],
    [
      [XHKG],
      "2024-06-03T00:00Z",
      "2024-06-04T00:00Z",
      "03T01:30-04:00 03T05:00-08:00",
      "03T01:30-04:00 03T05:00-08:00",
      "one alone: its segments",
    ],
    [
      [XHKG, XHKG],
      "2024-06-03T00:00Z",
      "2024-06-04T00:00Z",
      "03T01:30-04:00 03T05:00-08:00",
      "03T01:30-04:00 03T05:00-08:00",
      "one with itself",
    ],
    [[XLON, XNYS, XTKS], "2024-06-03T00:00Z", "2024-06-04T00:00Z", "", "03T00:00-02:30 03T03:30-06:00 03T07:00-20:00", "three"],
    [[XLON, XNYS], "2024-07-04T00:00Z", "2024-07-05T00:00Z", "", "04T07:00-15:30", "a holiday of one"],
    [[XLON, XNYS], "2024-12-24T00:00Z", "2024-12-25T00:00Z", "", "24T08:00-12:30 24T14:30-18:00", "early closes of both"],
    [[XLON, XNYS], "2024-03-11T00:00Z", "2024-03-12T00:00Z", "11T13:30-16:30", "11T08:00-20:00", "summer time in one of them"],
    [[XLON, XNYS], "2024-06-03T14:00Z", "2024-06-03T15:00Z", "03T14:00-15:00", "03T14:00-15:00", "a range inside"],
    [[XLON, XNYS], "2024-06-03T15:00Z", "2024-06-03T16:00Z", "03T15:00-15:30", "03T15:00-16:00", "a range over a close"],
    [[XLON, XNYS], "2024-06-03T15:30Z", "2024-06-03T16:00Z", "", "03T15:30-16:00", "a range from a close"],
    [[XLON, XNYS], "2024-06-03T13:00Z", "2024-06-03T13:30Z", "", "03T13:00-13:30", "a range up to an open"],
    [[XLON, XNYS], "2024-06-01T00:00Z", "2024-06-03T00:00Z", "", "", "a weekend"],
    [[ALWAYS], "2024-06-03T12:00Z", "2024-06-05T12:00Z", "03T12:00-05T12:00", "03T12:00-05T12:00", "sessions that touch are joined"],
    [
      [ALWAYS, ALWAYS],
      "2024-06-03T12:00Z",
      "2024-06-05T12:00Z",
      "03T12:00-05T12:00",
      "03T12:00-05T12:00",
      "touching at one instant on both",
    ],
    [
      [ALWAYS, CME_EQUITY],
      "2024-06-02T00:00Z",
      "2024-06-04T00:00Z",
      "02T22:00-03T21:00 03T22:00-04T00:00",
      "02T00:00-04T00:00",
      "one that never closes",
    ],
  ] as const)("%# from %s: together %s", (calendars, from, to, all, any, _why) => {
    expect(hours(calendars, from, to, "all")).toBe(all);
    expect(hours(calendars, from, to, "any")).toBe(any);
  });

  test("what opens on one market as it closes on another is joined for any, and not together", () => {
    const early = venue({ hours: [{ segments: [["08:00", "12:00"]] }] });
    const late = venue({ hours: [{ segments: [["12:00", "16:00"]] }] });
    for (const calendars of [
      [early, late],
      [late, early],
    ]) {
      expect(hours(calendars, "2024-06-03T00:00Z", "2024-06-04T00:00Z", "any")).toBe("03T12:00-20:00");
      expect(hours(calendars, "2024-06-03T00:00Z", "2024-06-04T00:00Z", "all")).toBe("");
    }
  });

  test.each([
    ["2024-06-03T14:00Z", "2024-06-03T14:00Z"],
    ["2024-06-03T15:00Z", "2024-06-03T14:00Z"],
    ["1800-06-03T15:00Z", "1700-06-03T14:00Z"],
  ])("from %s to %s there is nothing", (from, to) => {
    expect(hours([XLON, XNYS], from, to, "any")).toBe("");
    expect(jointHours([XLON], at(from), at(to), "all")).toEqual({ openMs: new Float64Array(), closeMs: new Float64Array() });
  });

  test("instants may be given as Dates", () => {
    expect(jointHours([XLON], new Date("2024-06-03T00:00Z"), new Date("2024-06-04T00:00Z"), "all")).toEqual({
      openMs: Float64Array.of(at("2024-06-03T07:00Z")),
      closeMs: Float64Array.of(at("2024-06-03T15:30Z")),
    });
  });
});

describe("what is refused", () => {
  const [from, to] = [at("2024-06-03T00:00Z"), at("2024-06-04T00:00Z")];

  test("no calendar, another way to join, no instant", () => {
    expect(() => jointHours([], from, to, "all")).toThrow(
      coded("INVALID_ARGUMENT", 'Expected `calendars` to be one calendar or more, got "[]".'),
    );
    expect(() => jointHours([XLON], from, to, "both" as "all")).toThrow(
      coded("INVALID_ARGUMENT", 'Expected `how` to be "all" or "any", got "both".'),
    );
    expect(() => jointHours([XLON], Number.NaN, to, "all")).toThrow(coded("INVALID_TIMESTAMP", /got NaN/));
    expect(() => jointHours([XLON], from, new Date(Number.NaN), "all")).toThrow(coded("INVALID_TIMESTAMP", /Invalid Date/));
  });

  test("a range that one of the calendars does not know, which is named", () => {
    const short = venue({ coverage: { from: "2024-01-03", to: "2024-06-05" } });
    for (const how of ["all", "any"] as const) {
      const ask = (start: string, end: string): object => jointHours([XNYS, short], at(start), at(end), how);
      expect(() => ask("2024-01-02T12:00-05:00", "2024-01-05T12:00-05:00")).toThrow(
        coded("BEYOND_COVERAGE", "2024-01-02T17:00:00Z lies outside what calendar TEST knows, 2024-01-03 to 2024-06-05."),
      );
      expect(() => ask("2024-06-01T12:00-04:00", "2024-06-06T00:00:00.001-04:00")).toThrow(
        coded("BEYOND_COVERAGE", /^2024-06-06T04:00:00Z lies/),
      );
      expect(() => ask("2020-01-01T12:00-05:00", "2027-01-01T12:00-05:00")).toThrow(coded("BEYOND_COVERAGE", /TEST/));
      // The whole of what is known: its end belongs to no session.
      expect(() => ask("2024-01-03T00:00-05:00", "2024-06-06T00:00-04:00")).not.toThrow();
    }
  });

  test("a session that is known counts on the evening before the first date", () => {
    const evening = venue({ hours: [{ segments: [["18:00-1d", "17:00"]] }], coverage: { from: "2024-01-03", to: "2024-06-05" } });
    expect(hours([evening], "2024-01-02T23:00Z", "2024-01-03T23:00Z", "any")).toBe("02T23:00-03T22:00");
    expect(() => hours([evening], "2024-01-02T22:59Z", "2024-01-03T23:00Z", "any")).toThrow(coded("BEYOND_COVERAGE", /./));
    expect(hours([evening], "2024-06-05T20:00Z", "2024-06-05T22:00Z", "all")).toBe("05T20:00-21:00");
    expect(() => hours([evening], "2024-06-05T20:00Z", "2024-06-05T22:01Z", "all")).toThrow(coded("BEYOND_COVERAGE", /./));
  });
});

test("at each instant as many markets are open as the intervals say (property)", () => {
  const pool = [XLON, XNYS, XTKS, XHKG, CME_EQUITY, ALWAYS];
  const question = fc.record({
    calendars: fc.subarray(pool, { minLength: 1, maxLength: 4 }),
    from: fc.integer({ min: at("2012-01-01T00:00Z"), max: at("2027-10-01T00:00Z") }),
    length: fc.integer({ min: 1, max: 6 * 86_400_000 }),
    how: fc.constantFrom("all" as const, "any" as const),
  });
  fc.assert(
    fc.property(question, ({ calendars, from, length, how }) => {
      const to = from + length;
      const { openMs, closeMs } = jointHours(calendars, from, to, how);
      // Ascending, inside the range, apart from each other.
      openMs.forEach((open, i) => {
        expect(open).toBeGreaterThanOrEqual(i === 0 ? from : (closeMs[i - 1] as number) + 1);
        expect(closeMs[i]).toBeGreaterThan(open);
      });
      if (closeMs.length > 0) expect(closeMs.at(-1)).toBeLessThanOrEqual(to);
      // Between two edges of any of the markets nothing changes: ask on each edge and just before it.
      const edges = calendars.flatMap((calendar) =>
        intervals(calendar).flatMap(({ open, close }) => (close >= from && open <= to ? [open, close] : [])),
      );
      for (const ms of [from, to - 1, ...edges.flatMap((edge) => [edge - 1, edge])].filter((edge) => edge >= from && edge < to)) {
        const open = calendars.filter((calendar) => isOpen(calendar, ms)).length;
        const inside = openMs.some((start, i) => start <= ms && ms < (closeMs[i] as number));
        expect(inside, formatInstant(ms)).toBe(how === "all" ? open === calendars.length : open > 0);
      }
    }),
    { numRuns: 100 },
  );
});

test("no time at all is no question to a calendar, wherever it lies", () => {
  expect(jointHours([XNYS, XLON], at("2090-01-01T00:00Z"), at("2090-01-01T00:00Z"), "all").openMs).toHaveLength(0);
});
