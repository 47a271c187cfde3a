/** The minutes of a market by their side: which they are, how many, and the steps from one to another. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { XHKG } from "../../../src/calendars/xhkg.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import {
  addSessions,
  type CalendarDefinition,
  formatDate,
  formatInstant,
  parseDate,
  type Side,
  sessionsInRange,
  type TradingMinutes,
  tradingMinutes,
} from "../../../src/index.js";
import { at, BY_NAME, type Interval, intervals, localParts, venue } from "../support.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SIDES = ["left", "right", "both", "neither"] as const;
const byName = new Map<string, CalendarDefinition>(BY_NAME);
const named = (name: string): CalendarDefinition => byName.get(name) as CalendarDefinition;
const coded = (code: string, message: string | RegExp): Error =>
  expect.objectContaining({ code, message: typeof message === "string" ? message : expect.stringMatching(message) }) as Error;
const beyond = coded("BEYOND_COVERAGE", /lies outside what calendar/);

const built = new Map<string, TradingMinutes>();
/** Minutes of a shipped calendar, worked out once for the file. */
function of(name: string, side: Side = "left"): TradingMinutes {
  const key = `${name} ${side}`;
  const minutes = built.get(key) ?? tradingMinutes(named(name), { side });
  built.set(key, minutes);
  return minutes;
}

/** Hong Kong's wall clock on a day of June 2024. */
const hongKong = (time: string, date = "2024-06-03"): number => at(`${date}T${time}+08:00`);
const clock = (ms: number): string => localParts("Asia/Hong_Kong", ms).time;

describe("the minutes of a session", () => {
  test.each([
    ["left", "09:30-11:59 13:00-15:59", 330],
    ["right", "09:31-12:00 13:01-16:00", 330],
    ["both", "09:30-12:00 13:00-16:00", 332],
    ["neither", "09:31-11:59 13:01-15:59", 328],
  ] as const)("of Hong Kong by the side %s: %s, %i of them", (side, expected, count) => {
    const minutes = of("XHKG", side);
    const edges = [minutes.first, minutes.lastBeforeBreak, minutes.firstAfterBreak, minutes.last].map((ask) =>
      clock(ask.call(minutes, "2024-06-03") as number),
    );
    expect(`${edges[0]}-${edges[1]} ${edges[2]}-${edges[3]}`).toBe(expected);
    const list = minutes.ofSession("2024-06-03");
    expect([list.length, clock(list[0] as number), clock(list.at(-1) as number)]).toEqual([count, edges[0], edges[3]]);
    expect(minutes.countOfSessions("2024-06-03", "2024-06-03")).toBe(count);
    expect(minutes.side).toBe(side);
  });

  test.each([
    ["XNYS", "2024-06-03", [390, 390, 391, 389], "a whole day"],
    ["XNYS", "2024-07-03", [210, 210, 211, 209], "a half day"],
    ["XHKG", "2024-12-24", [150, 150, 151, 149], "a half day without its afternoon"],
    ["CME_EQUITY", "2024-06-03", [1380, 1380, 1381, 1379], "23 hours"],
    ["CME_EQUITY", "2021-06-25", [1365, 1365, 1367, 1363], "22:15 and 0:30, with a pause between"],
    // The midnight between two days counts with the later one.
    ["24/7", "2024-06-03", [1440, 1440, 1440, 1439], "24 hours"],
  ] as const)("%s on %s: %j by left, right, both, neither (%s)", (name, session, counts, _why) => {
    expect(SIDES.map((side) => of(name, side).ofSession(session).length)).toEqual(counts);
  });

  test("a half day has no minute before or after a break", () => {
    expect(of("XHKG").lastBeforeBreak("2024-12-24")).toBeNull();
    expect(of("XHKG").firstAfterBreak("2024-12-24")).toBeNull();
    expect(of("XNYS").lastBeforeBreak("2024-06-03")).toBeNull();
  });

  test("of several breaks the first counts", () => {
    const minutes = tradingMinutes(
      venue({
        hours: [
          {
            segments: [
              ["09:00", "10:00"],
              ["11:00", "12:00"],
              ["13:00", "14:00"],
            ],
          },
        ],
      }),
    );
    const ask = (ms: number | null): string => localParts("America/New_York", ms as number).time;
    expect([ask(minutes.lastBeforeBreak("2024-06-03")), ask(minutes.firstAfterBreak("2024-06-03"))]).toEqual(["09:59", "11:00"]);
    expect([at("2024-06-03T10:30-04:00"), at("2024-06-03T12:30-04:00")].map((ms) => minutes.isBreak(ms))).toEqual([true, true]);
    expect(minutes.ofSession("2024-06-03")).toHaveLength(180);
  });

  test("a session over a change of the clocks has an hour less, or more", () => {
    const minutes = tradingMinutes(venue({ weekdays: [1, 2, 3, 4, 5, 6, 7], hours: [{ segments: [["18:00-1d", "17:00"]] }] }));
    const length = (date: string): number => minutes.ofSession(date).length / 60;
    expect(["2024-03-09", "2024-03-10", "2024-03-11", "2024-11-03"].map(length)).toEqual([23, 22, 23, 24]);
  });

  test("where a session begins between two minutes, whole minutes inside it count, whatever the side", () => {
    // Local mean time, -4:56:02 until 1883: 09:30 is 14:26:02 UTC, 16:00 is 20:56:02.
    const calendar = venue({ coverage: { from: "1880-01-01", to: "1882-12-31" } });
    for (const side of SIDES) {
      const minutes = tradingMinutes(calendar, { side });
      expect([minutes.first("1881-06-01"), minutes.last("1881-06-01")].map((ms) => formatInstant(ms))).toEqual([
        "1881-06-01T14:27:00Z",
        "1881-06-01T20:56:00Z",
      ]);
      expect(minutes.ofSession("1881-06-01")).toHaveLength(390);
    }
  });

  test("a session too short for the side has none, and no first or last", () => {
    const calendar = venue({ specialHours: { "2024-06-04": { name: "one minute", segments: [["10:00", "10:01"]] } } });
    const minutes = tradingMinutes(calendar, { side: "neither" });
    expect(minutes.ofSession("2024-06-04")).toHaveLength(0);
    expect(minutes.countOfSessions("2024-06-03", "2024-06-05")).toBe(2 * 389);
    for (const ask of [minutes.first, minutes.last, minutes.lastBeforeBreak, minutes.firstAfterBreak])
      expect(() => ask.call(minutes, "2024-06-04")).toThrow(
        coded("INVALID_ARGUMENT", 'Expected `session` to be a session with a trading minute of side "neither", got "2024-06-04".'),
      );
    expect(SIDES.map((side) => tradingMinutes(calendar, { side }).ofSession("2024-06-04").length)).toEqual([1, 1, 2, 0]);
  });

  test.each(["2024-06-02", "2024-06-10"])("%s is no session", (date) => {
    for (const ask of ["ofSession", "first", "last", "lastBeforeBreak", "firstAfterBreak"] as const)
      expect(() => of("XHKG")[ask](date)).toThrow(
        coded("NOT_A_SESSION", new RegExp(`^${date} is not a session of XHKG\\. The session before it is 2024-0`)),
      );
  });
});

describe("the minutes of sessions in a range", () => {
  test.each([
    ["2024-12-23", "2024-12-27", 330 + 150 + 330, "two holidays and a half day among them"],
    ["2024-06-01", "2024-06-02", 0, "a weekend"],
    ["2024-06-03", "2024-06-03", 330, "one day"],
  ])("from %s to %s: %i (%s)", (from, to, count) => {
    expect(of("XHKG").countOfSessions(from, to)).toBe(count);
    expect(of("XHKG").ofSessions(from, to)).toHaveLength(count);
    expect(of("XHKG").ofSessions(parseDate(from), parseDate(to))).toHaveLength(count);
  });

  test("backwards the count is negative and the list is empty", () => {
    expect(of("XHKG").countOfSessions("2024-06-05", "2024-06-03")).toBe(-990);
    expect(of("XHKG").ofSessions("2024-06-05", "2024-06-03")).toHaveLength(0);
    expect(of("XHKG").countOfSessions("2024-06-02", "2024-06-01")).toBe(0);
    expect(of("XHKG").countInRange(hongKong("13:00"), hongKong("11:59"))).toBe(-2);
    expect(of("XHKG").inRange(hongKong("13:00"), hongKong("11:59"))).toHaveLength(0);
    expect(of("XHKG").countInRange(hongKong("12:40"), hongKong("12:30"))).toBe(0);
  });

  test("from one instant to another both ends count", () => {
    const list = (from: string, to: string): string => Array.from(of("XHKG").inRange(hongKong(from), hongKong(to)), clock).join(" ");
    expect(list("11:58", "13:01")).toBe("11:58 11:59 13:00 13:01");
    expect(list("11:58:00.001", "13:01:59.999")).toBe("11:59 13:00 13:01");
    expect(list("11:59:00.001", "11:59:30")).toBe("");
    expect(list("13:00", "13:00")).toBe("13:00");
    expect(list("12:00", "12:59")).toBe("");
    expect(of("XHKG").countInRange(hongKong("11:58"), hongKong("13:01"))).toBe(4);
    expect(of("XHKG").countInRange(hongKong("11:59:00.001"), hongKong("11:59:30"))).toBe(0);
    expect(of("XHKG").countInRange(hongKong("11:58:00.001"), hongKong("13:01:59.999"))).toBe(3);
  });

  test("dates beyond the coverage are refused, and what is none", () => {
    for (const ask of ["ofSessions", "countOfSessions"] as const) {
      expect(() => of("XNYS")[ask]("1989-12-31", "1990-02-01")).toThrow(coded("BEYOND_COVERAGE", /^1989-12-31 lies outside/));
      expect(() => of("XNYS")[ask]("2027-12-01", "2028-01-01")).toThrow(coded("BEYOND_COVERAGE", /^2028-01-01 lies outside/));
      expect(() => of("XNYS")[ask]("yesterday", "2024-01-01")).toThrow(coded("INVALID_DATE", /got "yesterday"/));
    }
  });
});

describe("is it a trading minute, is it in a break", () => {
  // By left, right, both, neither: t a trading minute, b in a break, - neither.
  test.each([
    ["XHKG", "2024-06-03T09:29:59.999+08:00", "----", "before the open"],
    ["XHKG", "2024-06-03T09:30+08:00", "t-t-", "the open"],
    ["XHKG", "2024-06-03T09:30:59.999+08:00", "t-t-", "in the minute of the open"],
    ["XHKG", "2024-06-03T09:31+08:00", "tttt", "a minute later"],
    ["XHKG", "2024-06-03T11:59+08:00", "tttt", "the last minute of the morning"],
    ["XHKG", "2024-06-03T12:00+08:00", "bttb", "lunch begins"],
    ["XHKG", "2024-06-03T12:01+08:00", "bbbb", "lunch"],
    ["XHKG", "2024-06-03T12:59:59.999+08:00", "bbbb", "the last minute of lunch"],
    ["XHKG", "2024-06-03T13:00+08:00", "tbtb", "lunch ends"],
    ["XHKG", "2024-06-03T16:00+08:00", "-tt-", "the close"],
    ["XHKG", "2024-06-03T16:01+08:00", "----", "after the close"],
    ["XHKG", "2024-12-24T12:30+08:00", "----", "no lunch on a half day"],
    ["CME_EQUITY", "2024-06-03T16:30-05:00", "----", "the maintenance hour between two sessions"],
    ["CME_EQUITY", "2021-06-25T15:15-05:00", "bttb", "the pause of 15:15 begins"],
    ["CME_EQUITY", "2021-06-25T15:30-05:00", "tbtb", "and ends"],
    ["24/7", "2024-06-03T00:00Z", "ttt-", "the seam of two days"],
  ])("%s at %s: %s (%s)", (name, instant, expected) => {
    const ask = (side: Side): string => {
      const minutes = of(name, side);
      const [has, rest] = [minutes.has(at(instant)), minutes.isBreak(new Date(instant))];
      return has ? "t" : rest ? "b" : "-";
    };
    expect(SIDES.map(ask).join("")).toBe(expected);
  });
});

describe("the next and the previous minute", () => {
  test.each([
    ["11:58", "11:59", "11:57", "11:58", "11:58", "in the morning"],
    ["11:58:30", "11:59", "11:57", "11:58", "11:58", "between two minutes: that of the instant is its own"],
    ["11:59", "13:00", "11:58", "11:59", "11:59", "the last before lunch"],
    ["12:30", "13:00", "11:59", "13:00", "11:59", "lunch"],
    ["12:59", "13:00", "11:59", "13:00", "11:59", "the last minute of lunch"],
    ["13:00", "13:01", "11:59", "13:00", "13:00", "the first after lunch"],
  ])("at %s: next %s, previous %s, rolled %s and %s (%s)", (time, next, previous, rolledOn, rolledBack) => {
    const minutes = of("XHKG");
    const ms = hongKong(time);
    expect([minutes.next(ms), minutes.previous(ms), minutes.roll(ms, "next"), minutes.roll(ms, "previous")].map(clock)).toEqual([
      next,
      previous,
      rolledOn,
      rolledBack,
    ]);
  });

  test("over a holiday", () => {
    const independenceDay = at("2024-07-04T12:00-04:00");
    expect(of("XNYS").next(independenceDay)).toBe(at("2024-07-05T09:30-04:00"));
    expect(of("XNYS", "right").next(independenceDay)).toBe(at("2024-07-05T09:31-04:00"));
    expect(of("XNYS").previous(independenceDay)).toBe(at("2024-07-03T12:59-04:00"));
    expect(of("XNYS", "right").previous(independenceDay)).toBe(at("2024-07-03T13:00-04:00"));
  });

  test("a direction that is none is refused, at a trading minute too", () => {
    expect(() => of("XHKG").roll(hongKong("11:00"), "nearest" as "next")).toThrow(
      coded("INVALID_ARGUMENT", 'Expected `direction` to be "next" or "previous", got "nearest".'),
    );
  });
});

describe("the session of a minute", () => {
  test.each([
    ["XHKG", "left", "2024-06-03T09:30+08:00", "2024-06-03", "2024-06-03", "2024-06-03", "the open"],
    ["XHKG", "right", "2024-06-03T09:30+08:00", null, "2024-05-31", "2024-06-03", "the open is no minute of this side"],
    ["XHKG", "left", "2024-06-03T12:30+08:00", "2024-06-03", "2024-06-03", "2024-06-03", "a minute of a break has its session"],
    ["XHKG", "left", "2024-06-03T16:00+08:00", null, "2024-06-03", "2024-06-04", "the close"],
    ["XHKG", "right", "2024-06-03T16:00+08:00", "2024-06-03", "2024-06-03", "2024-06-03", "the close, on its own side"],
    ["24/7", "left", "2024-06-03T00:00Z", "2024-06-03", "2024-06-03", "2024-06-03", "the seam: the later session's open"],
    ["24/7", "right", "2024-06-03T00:00Z", "2024-06-02", "2024-06-02", "2024-06-02", "the seam: the earlier session's close"],
    ["24/7", "both", "2024-06-03T00:00Z", "2024-06-03", "2024-06-03", "2024-06-03", "the seam counts once, with the later"],
    ["24/7", "neither", "2024-06-03T00:00Z", null, "2024-06-02", "2024-06-03", "the seam is in none"],
    ["CME_EQUITY", "left", "2024-06-02T18:00-05:00", "2024-06-03", "2024-06-03", "2024-06-03", "Sunday evening"],
  ] as const)("%s, %s, %s: %s; previous %s, next %s (%s)", (name, side, instant, own, previous, next, _why) => {
    const minutes = of(name, side);
    const found = (["null", "previous", "next"] as const).map((outside) => minutes.session(at(instant), outside));
    expect(found.map((day) => (day === null ? null : formatDate(day)))).toEqual([own, previous, next]);
    expect(minutes.session(at(instant))).toBe(found[0]);
  });

  test("an unknown neighbour is refused, in a session too", () => {
    expect(() => of("XHKG").session(hongKong("11:00"), "nearest" as "next")).toThrow(
      coded("INVALID_ARGUMENT", 'Expected `outside` to be "null", "next" or "previous", got "nearest".'),
    );
  });
});

describe("steps of minutes", () => {
  test.each([
    ["11:55", 4, "11:59"],
    ["11:55", 5, "13:00"],
    ["13:00", -1, "11:59"],
    ["11:59:30", 1, "13:00"],
    ["11:55", 0, "11:55"],
    ["09:30", 329, "15:59"],
  ])("from %s, %i: %s", (time, count, expected) => {
    expect(clock(of("XHKG").add(hongKong(time), count))).toBe(expected);
  });

  test("over the night", () => {
    expect(of("XHKG").add(hongKong("15:59"), 1)).toBe(hongKong("09:30", "2024-06-04"));
    expect(of("XHKG", "right").add(hongKong("16:00"), 1)).toBe(hongKong("09:31", "2024-06-04"));
    expect(of("24/7", "both").add(at("2024-06-02T23:59Z"), 1)).toBe(at("2024-06-03T00:00Z"));
    expect(of("24/7", "both").add(at("2024-06-03T00:00Z"), 1)).toBe(at("2024-06-03T00:01Z"));
    expect(of("24/7", "neither").add(at("2024-06-02T23:59Z"), 1)).toBe(at("2024-06-03T00:01Z"));
  });

  test.each([
    ["11:58", 4, "11:58 11:59 13:00 13:01"],
    ["13:01", -4, "11:58 11:59 13:00 13:01"],
    ["11:58", 1, "11:58"],
    ["11:58", -1, "11:58"],
  ])("a window from %s, %i: %s", (time, count, expected) => {
    expect(Array.from(of("XHKG").window(hongKong(time), count), clock).join(" ")).toBe(expected);
  });

  test.each([
    ["2024-12-23T14:00+08:00", 1, "2024-12-24T11:59+08:00", "a half day: its last minute"],
    ["2024-12-23T10:00+08:00", 1, "2024-12-24T10:00+08:00", "the same time"],
    ["2024-12-27T10:00+08:00", -2, "2024-12-23T10:00+08:00", "two sessions back, over two holidays"],
    ["2024-06-03T10:00+08:00", 0, "2024-06-03T10:00+08:00", "the same session"],
    ["2011-03-04T12:10+08:00", 1, "2011-03-07T11:59+08:00", "in the break of the other session: the last minute before it"],
    ["2011-03-07T09:45+08:00", -1, "2011-03-04T10:00+08:00", "before the other session opens: its first minute"],
  ])("Hong Kong, from %s %i sessions: %s (%s)", (from, count, expected) => {
    expect(formatInstant(of("XHKG").addSessions(at(from), count))).toBe(formatInstant(at(expected)));
  });

  test("the time of day is that of UTC: over a change of the clocks the wall clock moves", () => {
    expect(of("XNYS").addSessions(at("2024-03-08T12:00-05:00"), 1)).toBe(at("2024-03-11T13:00-04:00"));
    expect(of("XNYS").addSessions(at("2024-03-08T15:30-05:00"), 1)).toBe(at("2024-03-11T15:59-04:00"));
    expect(of("XNYS").addSessions(at("2024-03-11T09:45-04:00"), -1)).toBe(at("2024-03-08T09:30-05:00"));
  });

  test("an evening counts with its session", () => {
    expect(of("CME_EQUITY").addSessions(at("2024-06-02T18:00-05:00"), 1)).toBe(at("2024-06-03T18:00-05:00"));
    expect(of("CME_EQUITY").addSessions(at("2024-06-03T18:00-05:00"), -1)).toBe(at("2024-06-02T18:00-05:00"));
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, "1" as unknown as number])("%s is no count", (count) => {
    const minutes = of("XHKG");
    expect(() => minutes.add(hongKong("11:00"), count)).toThrow(
      coded("INVALID_ARGUMENT", /^Expected `count` to be a whole number of minutes, got/),
    );
    expect(() => minutes.addSessions(hongKong("11:00"), count)).toThrow(
      coded("INVALID_ARGUMENT", /`count` to be a whole number of sessions, got/),
    );
    expect(() => minutes.window(hongKong("11:00"), count)).toThrow(coded("INVALID_ARGUMENT", /whole number of minutes that is not 0, got/));
  });

  test("a window of no minutes is refused", () => {
    expect(() => of("XHKG").window(hongKong("11:00"), 0)).toThrow(coded("INVALID_ARGUMENT", /that is not 0, got 0 \(number\)\.$/));
  });
});

describe("what is no trading minute is refused, with its neighbours", () => {
  const asks = ["add", "addSessions", "window"] as const;

  test("in a break", () => {
    for (const ask of asks)
      expect(() => of("XHKG")[ask](hongKong("12:30:30"), 1)).toThrow(
        coded(
          "NOT_A_TRADING_MINUTE",
          "2024-06-03T04:30:00Z is not a trading minute of XHKG: it lies in a break of the session 2024-06-03. " +
            "The trading minute before it is 2024-06-03T03:59:00Z, the one after it 2024-06-03T05:00:00Z.",
        ),
      );
  });

  test("between two sessions", () => {
    for (const ask of asks)
      expect(() => of("XHKG", "right")[ask](hongKong("09:30"), 1)).toThrow(
        coded(
          "NOT_A_TRADING_MINUTE",
          "2024-06-03T01:30:00Z is not a trading minute of XHKG. " +
            "The trading minute before it is 2024-05-31T08:00:00Z, the one after it 2024-06-03T01:31:00Z.",
        ),
      );
  });

  test("at the ends of what is known", () => {
    const minutes = tradingMinutes(venue());
    expect(() => minutes.add(at("2020-01-01T05:00-05:00"), 1)).toThrow(/The trading minute before it is unknown, the one after it 2020-/);
    expect(() => minutes.add(at("2030-12-31T17:00-05:00"), -1)).toThrow(/before it is 2030-12-31T20:59:00Z, the one after it unknown\.$/);
  });
});

describe("the ends of what is known", () => {
  const evening = tradingMinutes(
    venue({ hours: [{ segments: [["18:00-1d", "17:00"]] }], coverage: { from: "2024-01-03", to: "2024-06-05" } }),
  );
  const first = at("2024-01-02T18:00-05:00");
  const last = at("2024-06-05T16:59-04:00");

  test("the first minute, on the evening before the first date", () => {
    expect(evening.first("2024-01-03")).toBe(first);
    expect([evening.has(first), evening.next(first), evening.add(first, 1)]).toEqual([true, first + MINUTE_MS, first + MINUTE_MS]);
    expect(evening.session(first)).toBe(parseDate("2024-01-03"));
    expect(evening.inRange(first, first + 2 * MINUTE_MS)).toHaveLength(3);
    expect(() => evening.previous(first)).toThrow(coded("BEYOND_COVERAGE", /^The trading minute before 2024-01-02T23:00:00Z lies outside/));
    for (const ask of ["has", "isBreak", "next", "previous"] as const) expect(() => evening[ask](first - 1)).toThrow(beyond);
    expect(() => evening.inRange(first - 1, first)).toThrow(beyond);
    expect(() => evening.countInRange(first - 1, first)).toThrow(beyond);
  });

  test("the last minute, and the evening after it when an unknown session has begun", () => {
    expect(evening.last("2024-06-05")).toBe(last);
    expect(evening.previous(last + MINUTE_MS)).toBe(last);
    expect(evening.has(last + 30 * MINUTE_MS)).toBe(false);
    expect(() => evening.next(last)).toThrow(coded("BEYOND_COVERAGE", /^The trading minute after 2024-06-05T20:59:00Z lies outside/));
    const unknown = at("2024-06-05T18:00-04:00");
    for (const ask of ["has", "isBreak", "next", "previous", "session"] as const) expect(() => evening[ask](unknown)).toThrow(beyond);
    expect(() => evening.roll(unknown, "previous")).toThrow(beyond);
    expect(() => evening.countInRange(last, unknown)).toThrow(beyond);
  });

  test("in a pause of the first session, on the evening before its date", () => {
    const pause = tradingMinutes(
      venue({
        hours: [
          {
            segments: [
              ["18:00-1d", "19:00-1d"],
              ["20:00-1d", "17:00"],
            ],
          },
        ],
        coverage: { from: "2024-01-03", to: "2024-06-05" },
      }),
    );
    const rest = at("2024-01-02T19:30-05:00");
    expect([pause.has(rest), pause.isBreak(rest), pause.session(rest)]).toEqual([false, true, parseDate("2024-01-03")]);
    expect([pause.next(rest), pause.previous(rest)]).toEqual([at("2024-01-02T20:00-05:00"), at("2024-01-02T18:59-05:00")]);
  });

  test("steps that lead out of it", () => {
    const from = at("2024-06-05T16:00-04:00");
    expect(evening.add(from, 59)).toBe(last);
    expect(() => evening.add(from, 60)).toThrow(
      coded(
        "BEYOND_COVERAGE",
        "The trading minute 60 from 2024-06-05T20:00:00Z lies outside what calendar TEST knows, 2024-01-03 to 2024-06-05.",
      ),
    );
    expect(evening.window(from, 60)).toHaveLength(60);
    expect(() => evening.window(from, 61)).toThrow(
      coded("BEYOND_COVERAGE", /^The window of 61 trading minutes from 2024-06-05T20:00:00Z lies/),
    );
    expect(() => evening.window(first, -2)).toThrow(beyond);
    expect(() => evening.addSessions(from, 1)).toThrow(coded("BEYOND_COVERAGE", /^The session 1 sessions from 2024-06-05 lies outside/));
    expect(() => evening.addSessions(first, -1)).toThrow(beyond);
  });

  test("the last minute of the right side lies on the day after the coverage", () => {
    const end = at("2100-01-01T00:00Z");
    expect(of("24/7", "right").last("2099-12-31")).toBe(end);
    expect(of("24/7", "right").has(end + 59_999)).toBe(true);
    expect(of("24/7", "right").countInRange(end - MINUTE_MS, end + 59_999)).toBe(2);
    expect(() => of("24/7", "left").has(end)).toThrow(beyond);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15, new Date(Number.NaN)])("%s is no instant", (instant) => {
    const minutes = of("XNYS");
    const invalid = coded("INVALID_TIMESTAMP", /^Timestamp: expected epoch milliseconds or a valid Date, got /);
    for (const ask of ["has", "isBreak", "next", "previous", "session"] as const) expect(() => minutes[ask](instant)).toThrow(invalid);
    for (const ask of ["add", "addSessions", "window"] as const) expect(() => minutes[ask](instant, 1)).toThrow(invalid);
    for (const ask of ["inRange", "countInRange"] as const) {
      expect(() => minutes[ask](instant, 0)).toThrow(invalid);
      expect(() => minutes[ask](at("2024-06-03T14:00Z"), instant)).toThrow(invalid);
    }
    expect(() => minutes.roll(instant, "next")).toThrow(invalid);
  });

  test("a side that is none is refused; left where none is given", () => {
    expect(() => tradingMinutes(XNYS, { side: "middle" as Side })).toThrow(
      coded("INVALID_ARGUMENT", 'Expected `side` to be "left", "right", "both" or "neither", got "middle".'),
    );
    expect(tradingMinutes(XHKG).side).toBe("left");
  });
});

/** All minutes of some sessions, written down one by one: the slow and simple model. */
function listed(all: readonly Interval[], side: Side): { ms: number; day: number }[] {
  const of = new Map<number, number>();
  for (const { open, close, day } of all)
    for (let ms = open; ms <= close; ms += MINUTE_MS) {
      if (ms === open && (side === "right" || side === "neither")) continue;
      if (ms === close && (side === "left" || side === "neither")) continue;
      of.set(ms, day);
    }
  return [...of].map(([ms, day]) => ({ ms, day })).sort((a, b) => a.ms - b.ms);
}

describe.each(["XNYS", "XHKG", "XTKS", "CME_EQUITY", "CME_CRYPTO", "24/7"])("%s against a list of its minutes (property)", (name) => {
  const calendar = named(name);
  const all = intervals(calendar).filter(({ day }) => day > parseDate("2010-01-01") && day < parseDate("2027-10-01"));
  const place = fc.record({
    segment: fc.integer({ min: 80, max: all.length - 81 }),
    places: fc.array(
      fc.tuple(
        fc.integer({ min: -4, max: 4 }),
        fc.constantFrom("open" as const, "close" as const),
        fc.integer({ min: -4, max: 4 }),
        fc.integer({ min: 0, max: 59_999 }),
      ),
      { minLength: 6, maxLength: 6 },
    ),
    count: fc.integer({ min: -2500, max: 2500 }),
  });

  test.each(SIDES)("%s", (side) => {
    const minutes = of(name, side);
    fc.assert(
      fc.property(place, ({ segment, places, count }) => {
        const around = all.slice(segment - 12, segment + 12);
        // The first and the last session may be cut by the slice.
        const model = listed(around, side);
        const days = [...new Set(around.map(({ day }) => day))];
        const asked = places.map(([off, edge, step, rest]) => (all[segment + off] as Interval)[edge] + step * MINUTE_MS + rest);
        for (const ms of asked) {
          const minute = ms - (ms % MINUTE_MS);
          const i = model.findIndex((each) => each.ms === minute);
          const after = model.find((each) => each.ms > minute) as { ms: number; day: number };
          const before = model.findLast((each) => each.ms < minute) as { ms: number; day: number };
          const rest = i < 0 && before.day === after.day;
          expect(minutes.has(ms)).toBe(i >= 0);
          expect(minutes.isBreak(ms)).toBe(rest);
          expect([minutes.next(ms), minutes.previous(ms)]).toEqual([after.ms, before.ms]);
          expect([minutes.roll(ms, "next"), minutes.roll(ms, "previous")]).toEqual(i >= 0 ? [minute, minute] : [after.ms, before.ms]);
          expect(minutes.session(ms)).toBe(i >= 0 ? (model[i] as { day: number }).day : rest ? after.day : null);
          expect(minutes.session(ms, "next")).toBe(i >= 0 ? (model[i] as { day: number }).day : after.day);
          expect(minutes.session(ms, "previous")).toBe(i >= 0 ? (model[i] as { day: number }).day : before.day);
          if (i < 0) {
            expect(() => minutes.add(ms, 1)).toThrow(
              coded("NOT_A_TRADING_MINUTE", new RegExp(rest ? "in a break of the session" : "XNYS|XHKG|XTKS|CME|24")),
            );
            continue;
          }
          const other = model[i + count];
          if (other !== undefined && count !== 0) {
            expect(minutes.add(ms, count)).toBe(other.ms);
            const window = model.slice(Math.min(i, i + count - Math.sign(count)), Math.max(i, i + count - Math.sign(count)) + 1);
            expect(minutes.window(ms, count)).toEqual(Float64Array.from(window, (each) => each.ms));
          }
          const own = (model[i] as { day: number }).day;
          const target = days[days.indexOf(own) + Math.sign(count)];
          if (target === undefined || target === days[0] || target === days.at(-1)) continue;
          const wanted = minute + (target - own) * DAY_MS;
          const theirs = model.filter((each) => each.day === target);
          const stays = theirs.findLast((each) => each.ms <= wanted) ?? theirs[0];
          expect(minutes.addSessions(ms, Math.sign(count))).toBe(stays?.ms);
          expect(addSessions(calendar, own, Math.sign(count))).toBe(target);
        }
        const [from, to] = [Math.min(...asked), Math.max(...asked)];
        const within = model.filter((each) => each.ms >= from && each.ms <= to);
        expect(minutes.inRange(from, to)).toEqual(Float64Array.from(within, (each) => each.ms));
        expect(minutes.countInRange(from, to)).toBe(within.length);
        expect(minutes.countInRange(to, from)).toBe(0 - within.length);
        const [first, last] = [days[2] as number, days.at(-3) as number];
        const inside = model.filter((each) => each.day >= first && each.day <= last);
        expect(minutes.ofSessions(first, last)).toEqual(Float64Array.from(inside, (each) => each.ms));
        expect(minutes.countOfSessions(first, last)).toBe(inside.length);
        expect(Array.from(sessionsInRange(calendar, first, last))).toEqual(days.slice(2, -2));
        const one = model.filter((each) => each.day === first).map((each) => each.ms);
        expect([minutes.first(first), minutes.last(first)]).toEqual([one[0], one.at(-1)]);
        expect(minutes.ofSession(first)).toEqual(Float64Array.from(one));
      }),
      { numRuns: 6 },
    );
  });

  test.each(SIDES)("%s: the count of all is that of every session", (side) => {
    const { from, to } = calendar.coverage;
    const minutes = of(name, side);
    expect(minutes.count).toBe(minutes.countOfSessions(from, to));
    expect(minutes.count).toBe(listedCount(intervals(calendar), side));
  });
});

/** How many minutes the segments have, without listing them. */
function listedCount(all: readonly Interval[], side: Side): number {
  const more = { left: 0, right: 0, both: 1, neither: -1 }[side];
  const seams = all.filter(({ open }, i) => i > 0 && (all[i - 1] as Interval).close === open).length;
  return all.reduce((sum, { open, close }) => sum + (close - open) / MINUTE_MS + more, 0) - (side === "both" ? seams : 0);
}
