/** Questions about instants: which session, open or closed, what opens and closes before and after. More properties are in ../queries.test.ts. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_EQUITY } from "../../../src/calendars/cme-equity.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import { XTKS } from "../../../src/calendars/xtks.js";
import {
  type CalendarDefinition,
  calendarDate,
  formatDate,
  formatInstant,
  isOpen,
  nextClose,
  nextOpen,
  type OpenOptions,
  parseDate,
  previousClose,
  previousOpen,
  type Side,
  sessionAt,
} from "../../../src/index.js";
import { at, BY_NAME, type Interval, intervals, lastOpened, venue } from "../support.js";

const SIDES = ["left", "right", "both", "neither"] as const;
const byName = new Map<string, CalendarDefinition>(BY_NAME);
const named = (name: string): CalendarDefinition => byName.get(name) as CalendarDefinition;
const beyond = expect.objectContaining({ code: "BEYOND_COVERAGE" }) as Error;
const refused = (message: string): Error => expect.objectContaining({ code: "INVALID_ARGUMENT", message }) as Error;
/** Sessions that end on their date and begin on the evening before it, Monday to Friday. */
const EVENING = venue({ hours: [{ segments: [["18:00-1d", "17:00"]] }], coverage: { from: "2024-01-03", to: "2024-06-05" } });

describe("the session of an instant", () => {
  test.each([
    ["CME_EQUITY", "2024-06-02T16:59:59.999-05:00", null, "Sunday before the open"],
    ["CME_EQUITY", "2024-06-02T17:00-05:00", "2024-06-03", "Sunday evening is Monday's"],
    ["CME_EQUITY", "2024-06-03T23:00-05:00", "2024-06-04", "Monday 23:00 is Tuesday's, whatever the guide says"],
    ["XTKS", "2024-06-04T12:00+09:00", null, "lunch"],
    ["XLON", "2024-04-02T07:00Z", "2024-04-02", "08:00 in summer time"],
    ["24/7", "2024-06-04T00:00Z", "2024-06-04", "the midnight between two days is the later day's"],
  ])("of %s at %s is %s: %s", (name, instant, session, _why) => {
    const calendar = named(name);
    expect(sessionAt(calendar, at(instant))).toBe(session === null ? null : parseDate(session));
    expect(isOpen(calendar, at(instant))).toBe(session !== null);
  });

  test("may be asked with a Date", () => {
    expect(sessionAt(XNYS, new Date("2024-06-03T14:00Z"))).toBe(parseDate("2024-06-03"));
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15, new Date(Number.NaN)])("%s is no instant", (instant) => {
    for (const ask of [sessionAt, isOpen, nextOpen, nextClose, previousOpen, previousClose])
      expect(() => ask(XNYS, instant)).toThrow(expect.objectContaining({ code: "INVALID_TIMESTAMP" }));
  });
});

describe("the session of an instant while the market is closed", () => {
  test.each([
    ["XNYS", "2024-07-03T16:00-04:00", "2024-07-03", "2024-07-05", "after an early close, before a holiday"],
    ["XNYS", "2024-07-03T13:00-04:00", "2024-07-03", "2024-07-05", "at the early close"],
    ["XNYS", "2024-07-06T12:00-04:00", "2024-07-05", "2024-07-08", "a Saturday"],
    ["XNYS", "2024-07-08T09:29:59.999-04:00", "2024-07-05", "2024-07-08", "just before the open"],
    ["XHKG", "2024-06-03T12:00+08:00", "2024-06-03", "2024-06-03", "a lunch break lies in its session: both are that one"],
    ["XHKG", "2024-06-03T12:59:59.999+08:00", "2024-06-03", "2024-06-03", "the end of the lunch break"],
    ["CME_EQUITY", "2024-06-03T16:30-05:00", "2024-06-03", "2024-06-04", "the maintenance hour lies between two sessions"],
    ["CME_EQUITY", "2021-06-25T15:20-05:00", "2021-06-25", "2021-06-25", "the pause of 15:15 lay in the session"],
    ["XNYS", "2001-09-12T12:00-04:00", "2001-09-10", "2001-09-17", "four days of closure"],
    ["XNYS", "2024-12-31T23:00-05:00", "2024-12-31", "2025-01-02", "over the end of a year"],
  ])("of %s at %s: %s before, %s next: %s", (name, instant, previous, next, _why) => {
    const calendar = named(name);
    expect(sessionAt(calendar, at(instant))).toBeNull();
    expect(sessionAt(calendar, at(instant), {})).toBeNull();
    expect(sessionAt(calendar, at(instant), { outside: "null" })).toBeNull();
    expect(formatDate(sessionAt(calendar, at(instant), { outside: "previous" }) as number)).toBe(previous);
    expect(formatDate(sessionAt(calendar, at(instant), { outside: "next" }) as number)).toBe(next);
  });

  test("a market that rests for years has its neighbours", () => {
    const closures = Object.fromEntries(
      Array.from({ length: 1096 }, (_, i) => [formatDate(parseDate("2022-01-01") + i), "rests"] as const),
    );
    const middle = at("2023-06-01T12:00-04:00");
    // Each asks a calendar of which nothing has been worked out, and has to look far beyond the year of the instant.
    const calendar = (): CalendarDefinition => venue({ closures });
    expect(formatDate(sessionAt(calendar(), middle, { outside: "previous" }) as number)).toBe("2021-12-31");
    expect(formatDate(sessionAt(calendar(), middle, { outside: "next" }) as number)).toBe("2025-01-01");
    expect(nextOpen(calendar(), middle)).toBe(at("2025-01-01T09:30-05:00"));
    expect(nextClose(calendar(), middle)).toBe(at("2025-01-01T16:00-05:00"));
    expect(previousOpen(calendar(), middle)).toBe(at("2021-12-31T09:30-05:00"));
    expect(previousClose(calendar(), middle)).toBe(at("2021-12-31T16:00-05:00"));
  });

  test("beyond the last session that is known there is no next one, before the first no previous one", () => {
    const calendar = venue({ coverage: { from: "2024-01-03", to: "2024-06-05" } });
    expect(() => sessionAt(calendar, at("2024-06-05T16:00-04:00"), { outside: "next" })).toThrow(
      expect.objectContaining({
        code: "BEYOND_COVERAGE",
        message: "The session after 2024-06-05T20:00:00Z lies outside what calendar TEST knows, 2024-01-03 to 2024-06-05.",
      }),
    );
    expect(() => sessionAt(calendar, at("2024-01-03T09:29-05:00"), { outside: "previous" })).toThrow(
      expect.objectContaining({ code: "BEYOND_COVERAGE", message: expect.stringContaining("The session before 2024-01-03T14:29:00Z") }),
    );
    expect(sessionAt(calendar, at("2024-06-05T16:00-04:00"), { outside: "previous" })).toBe(parseDate("2024-06-05"));
    expect(sessionAt(calendar, at("2024-01-03T09:29-05:00"), { outside: "next" })).toBe(parseDate("2024-01-03"));
    // Beyond the coverage neither is known, though a session lies on that side.
    expect(() => sessionAt(calendar, at("2024-06-06T20:00-04:00"), { outside: "previous" })).toThrow(beyond);
    expect(() => sessionAt(calendar, at("2024-01-02T08:00-05:00"), { outside: "next" })).toThrow(beyond);
  });

  test.each([at("2024-06-03T14:00Z"), at("2024-06-03T23:00Z")])("an unknown neighbour is refused, in a session or not", (ms) => {
    expect(() => sessionAt(XNYS, ms, { outside: "nearest" as "next" })).toThrow(
      refused('Expected `outside` to be "null", "next" or "previous", got "nearest".'),
    );
  });
});

describe("open or closed, by the side on which a session has its edges", () => {
  // Each row: instant, then open (1) or not (0) by left, right, both, neither; the same with breaks open.
  test.each([
    ["XHKG", "2024-06-03T09:29:59.999+08:00", "0000", "0000", "before the open"],
    ["XHKG", "2024-06-03T09:30+08:00", "1010", "1010", "the open"],
    ["XHKG", "2024-06-03T09:30:00.001+08:00", "1111", "1111", "after the open"],
    ["XHKG", "2024-06-03T12:00+08:00", "0110", "1111", "lunch begins"],
    ["XHKG", "2024-06-03T12:30+08:00", "0000", "1111", "lunch"],
    ["XHKG", "2024-06-03T13:00+08:00", "1010", "1111", "lunch ends"],
    ["XHKG", "2024-06-03T16:00+08:00", "0110", "0110", "the close"],
    ["XHKG", "2024-06-03T16:00:00.001+08:00", "0000", "0000", "after the close"],
    ["XHKG", "2024-12-24T12:00+08:00", "0110", "0110", "the close of a half day"],
    ["XHKG", "2024-12-24T12:30+08:00", "0000", "0000", "a half day has no lunch break"],
    ["XNYS", "2024-07-03T13:00-04:00", "0110", "0110", "an early close"],
    ["24/7", "2024-06-03T00:00Z", "1110", "1110", "one session ends as the next begins: in the middle of neither"],
    ["24/7", "2024-06-03T00:00:00.001Z", "1111", "1111", "just after the seam"],
    ["CME_EQUITY", "2024-06-03T16:00-05:00", "0110", "0110", "the maintenance hour begins"],
    ["CME_EQUITY", "2024-06-03T16:30-05:00", "0000", "0000", "the maintenance hour is no break"],
    ["CME_EQUITY", "2021-06-25T15:20-05:00", "0000", "1111", "the pause of 15:15 was one"],
    ["CME_EQUITY", "2024-06-02T17:00-05:00", "1010", "1010", "Sunday evening"],
  ])("%s at %s: %s, breaks open %s (%s)", (name, instant, closed, open, _why) => {
    const ask = (breaks: "closed" | "open"): string =>
      SIDES.map((side) => (isOpen(named(name), at(instant), { side, breaks }) ? "1" : "0")).join("");
    expect([ask("closed"), ask("open")]).toEqual([closed, open]);
    expect(isOpen(named(name), at(instant))).toBe(closed.startsWith("1"));
  });

  test.each([
    [{ side: "middle" as Side }, 'Expected `side` to be "left", "right", "both" or "neither", got "middle".'],
    [{ side: "constructor" as Side }, 'Expected `side` to be "left", "right", "both" or "neither", got "constructor".'],
    [{ breaks: "ignore" as "open" }, 'Expected `breaks` to be "closed" or "open", got "ignore".'],
  ] as const)("%j is refused", (options: OpenOptions, message) => {
    expect(() => isOpen(XNYS, at("2024-06-03T14:00Z"), options)).toThrow(refused(message));
  });

  test("what lies beyond the coverage is refused on every side, but for the last close", () => {
    const calendar = named("24/7");
    const end = at("2100-01-01T00:00Z");
    for (const side of ["left", "neither"] as const) expect(() => isOpen(calendar, end, { side })).toThrow(beyond);
    for (const side of ["right", "both"] as const) expect(isOpen(calendar, end, { side })).toBe(true);
    for (const side of SIDES) {
      expect(() => isOpen(calendar, end + 1, { side })).toThrow(beyond);
      expect(() => isOpen(XNYS, at("1989-12-31T15:00Z"), { side, breaks: "open" })).toThrow(beyond);
      expect(() => isOpen(XNYS, Number.NaN, { side })).toThrow(expect.objectContaining({ code: "INVALID_TIMESTAMP" }));
    }
  });
});

describe("the calendar date of an instant", () => {
  test.each([
    ["CME_EQUITY", "2024-06-02T18:00-05:00", "2024-06-02", "Sunday evening is Sunday, though the session is Monday's"],
    ["CME_EQUITY", "2024-06-03T23:59:59.999-05:00", "2024-06-03", "before midnight in Chicago, the next day in UTC"],
    ["CME_EQUITY", "2024-06-04T00:00-05:00", "2024-06-04", "midnight"],
    ["XTKS", "2024-06-03T15:00Z", "2024-06-04", "midnight in Tokyo is afternoon in UTC"],
    ["XNYS", "2024-03-10T07:30Z", "2024-03-10", "just after the clocks change"],
    ["XNYS", "1980-06-03T03:00Z", "1980-06-02", "before the coverage: the clock is known there"],
    ["XNYS", "2050-06-03T12:00Z", "2050-06-03", "after the coverage"],
  ])("of %s at %s is %s: %s", (name, instant, date) => {
    expect(formatDate(calendarDate(named(name), at(instant)))).toBe(date);
    expect(formatDate(calendarDate(named(name), new Date(instant)))).toBe(date);
  });

  test("needs an instant", () => {
    expect(() => calendarDate(XNYS, Number.NaN)).toThrow(
      expect.objectContaining({
        code: "INVALID_TIMESTAMP",
        message: "Timestamp: expected epoch milliseconds or a valid Date, got NaN (number).",
      }),
    );
  });
});

describe("openings and closes", () => {
  test.each([
    ["nextOpen", nextOpen, "2024-06-03T13:30Z", "2024-06-04T13:30Z", "at an open the next one is tomorrow's"],
    ["nextOpen", nextOpen, "2024-06-03T13:29:59.999Z", "2024-06-03T13:30Z", "a millisecond before it, this one"],
    ["nextClose", nextClose, "2024-06-03T20:00Z", "2024-06-04T20:00Z", "at a close the next one is tomorrow's"],
    ["nextClose", nextClose, "2024-07-02T20:00Z", "2024-07-03T17:00Z", "an early close"],
    ["previousOpen", previousOpen, "2024-06-03T13:30Z", "2024-05-31T13:30Z", "at an open the previous one is Friday's"],
    ["previousOpen", previousOpen, "2024-06-03T13:30:00.001Z", "2024-06-03T13:30Z", "a millisecond after it, this one"],
    ["previousClose", previousClose, "2024-07-05T13:00Z", "2024-07-03T17:00Z", "over a holiday"],
    ["nextOpen", nextOpen, "2001-09-11T13:30Z", "2001-09-17T13:33Z", "over four days of closure, to a late open"],
  ] as const)("%s of XNYS", (_, ask, instant, expected, _why) => {
    expect(formatInstant(ask(XNYS, at(instant)))).toBe(formatInstant(at(expected)));
  });

  test("openings and closes do not count those of a lunch break", () => {
    expect(nextOpen(XTKS, at("2024-06-04T12:00+09:00"))).toBe(at("2024-06-05T09:00+09:00"));
    expect(nextClose(XTKS, at("2024-06-04T10:00+09:00"))).toBe(at("2024-06-04T15:00+09:00"));
    expect(previousOpen(XTKS, at("2024-06-04T13:00+09:00"))).toBe(at("2024-06-04T09:00+09:00"));
    expect(previousClose(XTKS, at("2024-06-04T12:00+09:00"))).toBe(at("2024-06-03T15:00+09:00"));
  });

  test("neither do those of a pause in a session over night", () => {
    const pause = at("2021-06-24T15:20-05:00");
    expect(nextOpen(CME_EQUITY, pause)).toBe(at("2021-06-24T17:00-05:00"));
    expect(previousOpen(CME_EQUITY, pause)).toBe(at("2021-06-23T17:00-05:00"));
    expect(nextClose(CME_EQUITY, pause)).toBe(at("2021-06-24T16:00-05:00"));
    expect(previousClose(CME_EQUITY, pause)).toBe(at("2021-06-23T16:00-05:00"));
  });

  test("where one session ends as the next begins, each instant is strictly before or after", () => {
    const midnight = at("2024-06-03T00:00Z");
    const day = 86_400_000;
    for (const [ask, before, on, after] of [
      [nextOpen, 0, day, day],
      [nextClose, 0, day, day],
      [previousOpen, -day, -day, 0],
      [previousClose, -day, -day, 0],
    ] as const)
      expect([-1, 0, 1].map((ms) => ask(named("24/7"), midnight + ms) - midnight)).toEqual([before, on, after]);
  });

  test("the message says what was asked for, when, and what is known", () => {
    expect(() => nextOpen(XNYS, at("2031-01-02T12:00Z"))).toThrow(
      expect.objectContaining({
        code: "BEYOND_COVERAGE",
        message: "The next open at 2031-01-02T12:00:00Z lies outside what calendar XNYS knows, 1990-01-01 to 2027-12-31.",
      }),
    );
    expect(() => previousClose(XNYS, at("1980-01-02T12:00Z"))).toThrow(/^The previous close at 1980-01-02T12:00:00Z /);
  });

  test("of the first session that is known, on the evening before its date", () => {
    const evening = at("2024-01-02T20:00-05:00");
    expect(sessionAt(EVENING, evening)).toBe(parseDate("2024-01-03"));
    expect(previousOpen(EVENING, evening)).toBe(at("2024-01-02T18:00-05:00"));
    expect(nextClose(EVENING, evening)).toBe(at("2024-01-03T17:00-05:00"));
    expect(nextOpen(EVENING, evening)).toBe(at("2024-01-03T18:00-05:00"));
    expect(() => previousClose(EVENING, evening)).toThrow(beyond);
    expect(() => previousOpen(EVENING, at("2024-01-02T18:00-05:00"))).toThrow(beyond);
    expect(() => nextOpen(EVENING, at("2024-01-02T17:59-05:00"))).toThrow(beyond);
  });

  test("on the last evening, when a session that is not known has begun, none is guessed", () => {
    const evening = at("2024-06-05T18:30-04:00");
    for (const ask of [previousOpen, previousClose, nextOpen, nextClose, sessionAt]) expect(() => ask(EVENING, evening)).toThrow(beyond);
    const rest = at("2024-06-05T17:30-04:00");
    expect(previousOpen(EVENING, rest)).toBe(at("2024-06-04T18:00-04:00"));
    expect(previousClose(EVENING, rest)).toBe(at("2024-06-05T17:00-04:00"));
    expect(() => nextOpen(EVENING, rest)).toThrow(beyond);
  });
});

describe.each(["XNYS", "XHKG", "XTKS", "CME_EQUITY", "CME_CRYPTO", "24/7"])("%s against its list of segments (property)", (name) => {
  const calendar = named(name);
  const all = intervals(calendar);
  const instant = fc
    .tuple(
      fc.integer({ min: 20, max: all.length - 21 }),
      fc.constantFrom("open" as const, "close" as const),
      fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -100_000_000, max: 100_000_000 })),
    )
    .map(([i, edge, off]) => (all[i] as Interval)[edge] + off);
  /** The segments around an instant. */
  const around = (ms: number): readonly Interval[] => {
    const i = lastOpened(all, ms);
    return all.slice(Math.max(0, i - 12), i + 13);
  };
  /** One interval a session, from its first open to its last close. */
  const whole = (segments: readonly Interval[]): Interval[] =>
    [...new Set(segments.map(({ day }) => day))].map((day) => {
      const own = segments.filter((each) => each.day === day);
      return { day, open: (own[0] as Interval).open, close: (own.at(-1) as Interval).close };
    });
  const inside: Record<Side, (each: Interval, ms: number) => boolean> = {
    left: ({ open, close }, ms) => open <= ms && ms < close,
    right: ({ open, close }, ms) => open < ms && ms <= close,
    both: ({ open, close }, ms) => open <= ms && ms <= close,
    neither: ({ open, close }, ms) => open < ms && ms < close,
  };

  test("open by a side", () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...SIDES), (ms, side) => {
        const segments = around(ms);
        expect(isOpen(calendar, ms, { side })).toBe(segments.some((each) => inside[side](each, ms)));
        expect(isOpen(calendar, ms, { side, breaks: "open" })).toBe(whole(segments).some((each) => inside[side](each, ms)));
      }),
      { numRuns: 300 },
    );
  });

  test("the session, the next and the previous", () => {
    fc.assert(
      fc.property(instant, (ms) => {
        const segments = around(ms);
        const found = segments.find((each) => inside.left(each, ms))?.day ?? null;
        expect(sessionAt(calendar, ms)).toBe(found);
        expect(sessionAt(calendar, ms, { outside: "next" })).toBe(found ?? segments.find(({ open }) => open > ms)?.day);
        expect(sessionAt(calendar, ms, { outside: "previous" })).toBe(found ?? segments.findLast(({ close }) => close <= ms)?.day);
      }),
      { numRuns: 300 },
    );
  });
});
