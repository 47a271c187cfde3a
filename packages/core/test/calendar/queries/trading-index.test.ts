/** Trading time cut into periods: where they begin and end, what happens at breaks and closes, and that nothing is lost or counted twice. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_EQUITY } from "../../../src/calendars/cme-equity.js";
import { XHKG } from "../../../src/calendars/xhkg.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import {
  type CalendarDefinition,
  type Duration,
  formatDate,
  type OpenbellError,
  type Overrun,
  parseDate,
  sessionSegments,
  sessionsInRange,
  type TradingIndex,
  type TradingIndexOptions,
  tradingIndex,
  tradingTimes,
} from "../../../src/index.js";
import { at, BY_NAME, localParts, venue } from "../support.js";

const MINUTE_MS = 60_000;
const byName = new Map<string, CalendarDefinition>(BY_NAME);
const named = (name: string): CalendarDefinition => byName.get(name) as CalendarDefinition;
const coded = (code: string, message: string | RegExp): Error =>
  expect.objectContaining({ code, message: typeof message === "string" ? message : expect.stringMatching(message) }) as Error;

/** Periods on the venue's clock, `09:30-10:30`, each session on a line of its own. */
function shown(calendar: CalendarDefinition, { session, startMs, endMs }: TradingIndex): string[] {
  const clock = (ms: number): string => localParts(calendar.timeZone, ms).time;
  const lines = new Map<number, string[]>();
  session.forEach((day, i) => {
    lines.set(day, [...(lines.get(day) ?? []), `${clock(startMs[i] as number)}-${clock(endMs[i] as number)}`]);
  });
  return [...lines.values()].map((periods) => periods.join(" "));
}

/** One session of Hong Kong, 09:30 to 12:00 and 13:00 to 16:00. */
const hongKong = (period: Duration, options?: TradingIndexOptions): string =>
  shown(XHKG, tradingIndex(XHKG, "2024-06-03", "2024-06-03", period, options)).join();
/** One half day of New York, 09:30 to 13:00. */
const newYork = (period: Duration, options?: TradingIndexOptions): string =>
  shown(XNYS, tradingIndex(XNYS, "2024-07-03", "2024-07-03", period, options)).join();

describe("periods of a session", () => {
  test.each([
    ["1h", {}, "09:30-10:30 10:30-11:30 11:30-12:30 13:00-14:00 14:00-15:00 15:00-16:00", "the last before lunch ends in it"],
    ["1h", { overrun: "clip" }, "09:30-10:30 10:30-11:30 11:30-12:00 13:00-14:00 14:00-15:00 15:00-16:00", "clipped"],
    ["1h", { overrun: "drop" }, "09:30-10:30 10:30-11:30 13:00-14:00 14:00-15:00 15:00-16:00", "left out"],
    [
      "40m",
      { breakOverrun: "clip" },
      "09:30-10:10 10:10-10:50 10:50-11:30 11:30-12:00 13:00-13:40 13:40-14:20 14:20-15:00 15:00-15:40 15:40-16:20",
      "clipped before lunch, kept at the close",
    ],
    [
      "40m",
      { breakOverrun: "drop" },
      "09:30-10:10 10:10-10:50 10:50-11:30 13:00-13:40 13:40-14:20 14:20-15:00 15:00-15:40 15:40-16:20",
      "left out before lunch, kept at the close",
    ],
    [
      "40m",
      { overrun: "drop", breakOverrun: "clip" },
      "09:30-10:10 10:10-10:50 10:50-11:30 11:30-12:00 13:00-13:40 13:40-14:20 14:20-15:00 15:00-15:40",
      "clipped before lunch, left out at the close",
    ],
    [
      "30m",
      { overrun: "drop" },
      "09:30-10:00 10:00-10:30 10:30-11:00 11:00-11:30 11:30-12:00 13:00-13:30 13:30-14:00 14:00-14:30 14:30-15:00 15:00-15:30 15:30-16:00",
      "a period that ends at the close stays",
    ],
    ["2h", { curtail: true }, "09:30-11:30 11:30-13:00 13:00-15:00 15:00-17:00", "curtailed where the afternoon begins"],
    ["2h", { breaks: "ignore" }, "09:30-11:30 11:30-13:30 13:30-15:30 15:30-17:30", "as if there were no lunch"],
    ["2h", { breaks: "ignore", overrun: "clip" }, "09:30-11:30 11:30-13:30 13:30-15:30 15:30-16:00", "no lunch, clipped at the close"],
    [
      "2h",
      { breaks: "ignore", breakOverrun: "drop" },
      "09:30-11:30 11:30-13:30 13:30-15:30 15:30-17:30",
      "without a break its policy is not asked",
    ],
    ["4h", { overrun: "clip" }, "09:30-12:00 13:00-16:00", "longer than a segment"],
    ["4h", { overrun: "drop" }, "", "longer than a segment, and left out"],
    ["60m", {}, "09:30-10:30 10:30-11:30 11:30-12:30 13:00-14:00 14:00-15:00 15:00-16:00", "minutes"],
    [3_600_000, {}, "09:30-10:30 10:30-11:30 11:30-12:30 13:00-14:00 14:00-15:00 15:00-16:00", "milliseconds"],
  ] as const)("of %s with %j: %s (%s)", (period, options, expected, _why) => {
    expect(hongKong(period, options)).toBe(expected);
  });

  test.each([
    ["1h", { align: "1h" }, "10:00-11:00 11:00-12:00 12:00-13:00", "from the next full hour on"],
    ["1h", { align: "-1h" }, "09:00-10:00 10:00-11:00 11:00-12:00 12:00-13:00", "from the last full hour on"],
    ["1h", { align: "30m" }, "09:30-10:30 10:30-11:30 11:30-12:30 12:30-13:30", "the open is one already"],
    ["1h", { align: "-30m" }, "09:30-10:30 10:30-11:30 11:30-12:30 12:30-13:30", "the open is one already"],
    ["1h", { align: "20m" }, "09:40-10:40 10:40-11:40 11:40-12:40 12:40-13:40", "thirds of an hour"],
    ["1h", { align: "-20m", overrun: "drop" }, "09:20-10:20 10:20-11:20 11:20-12:20", "thirds of an hour, back"],
    [
      "7m",
      { align: "1h", overrun: "drop" },
      Array.from({ length: 25 }, (_, i) => [600 + 7 * i, 607 + 7 * i])
        .map((pair) => pair.map((m) => `${Math.floor(m / 60)}:${String(m % 60).padStart(2, "0")}`).join("-"))
        .join(" "),
      "a period that divides nothing",
    ],
  ] as const)("half a day of New York, %s with %j: %s (%s)", (period, options, expected, _why) => {
    expect(newYork(period, options)).toBe(expected);
  });

  test.each([
    [{ align: "1h", alignAfterBreak: "30m" }, "10:00-10:45 10:45-11:30 11:30-12:00 13:00-13:45 13:45-14:30 14:30-15:15 15:15-16:00"],
    [{ align: "1h" }, "10:00-10:45 10:45-11:30 11:30-12:00 13:00-13:45 13:45-14:30 14:30-15:15 15:15-16:00"],
  ] as const)("with lunch, 45m with %j: %s", (options, expected) => {
    expect(hongKong("45m", { ...options, overrun: "clip" })).toBe(expected);
  });

  test("segments after a break have an alignment of their own, that of the others, or none", () => {
    const odd = venue({
      hours: [
        {
          segments: [
            ["09:10", "10:40"],
            ["11:10", "12:40"],
          ],
        },
      ],
    });
    const ask = (options: TradingIndexOptions): string[] =>
      shown(odd, tradingIndex(odd, "2024-06-03", "2024-06-03", "30m", { overrun: "clip", ...options })).map((line) =>
        line
          .split(" ")
          .filter((_, i, all) => i === 0 || (all[i - 1] as string).slice(6) !== (all[i] as string).slice(0, 5))
          .map((period) => period.slice(0, 5))
          .join(" "),
      );
    expect(ask({})).toEqual(["09:10 11:10"]);
    expect(ask({ align: "15m" })).toEqual(["09:15 11:15"]);
    expect(ask({ align: "15m", alignAfterBreak: false })).toEqual(["09:15 11:10"]);
    expect(ask({ align: "15m", alignAfterBreak: "-30m" })).toEqual(["09:15 11:00"]);
    expect(ask({ alignAfterBreak: "1h" })).toEqual(["09:10 12:00"]);
    expect(ask({ align: "1h", breaks: "ignore" })).toEqual(["10:00"]);
  });

  test("the alignment is that of the venue's clock, also where it is half an hour off UTC", () => {
    const kolkata = venue({ timeZone: "Asia/Kolkata", hours: [{ segments: [["09:15", "15:30"]] }] });
    expect(shown(kolkata, tradingIndex(kolkata, "2024-06-03", "2024-06-03", "3h", { align: "1h", overrun: "clip" }))).toEqual([
      "10:00-13:00 13:00-15:30",
    ]);
  });

  test("a segment that the alignment steps over has no period", () => {
    const short = venue({
      hours: [
        {
          segments: [
            ["09:10", "09:40"],
            ["10:10", "12:00"],
          ],
        },
      ],
    });
    expect(shown(short, tradingIndex(short, "2024-06-03", "2024-06-03", "1h", { align: "1h" }))).toEqual(["11:00-12:00"]);
    expect(
      Array.from(
        tradingTimes(short, "2024-06-03", "2024-06-03", "30m", { align: "1h", closed: "both" }),
        (ms) => localParts("America/New_York", ms).time,
      ),
    ).toEqual(["11:00", "11:30", "12:00"]);
  });

  test("a pause in a session over night, and a session after a change of the clocks", () => {
    expect(shown(CME_EQUITY, tradingIndex(CME_EQUITY, "2021-06-25", "2021-06-25", "6h", { overrun: "clip" }))).toEqual([
      "17:00-23:00 23:00-05:00 05:00-11:00 11:00-15:15 15:30-16:00",
    ]);
    const nights = venue({ weekdays: [1, 2, 3, 4, 5, 6, 7], hours: [{ segments: [["18:00-1d", "17:00"]] }] });
    expect(shown(nights, tradingIndex(nights, "2024-03-10", "2024-03-10", "6h", { overrun: "clip" }))).toEqual([
      "18:00-00:00 00:00-07:00 07:00-13:00 13:00-17:00",
    ]);
  });

  test("columns have the session, the start and the end", () => {
    const index = tradingIndex(XNYS, "2024-07-03", "2024-07-05", "4h", { overrun: "clip" });
    expect(index).toEqual({
      session: Int32Array.of(parseDate("2024-07-03"), parseDate("2024-07-05"), parseDate("2024-07-05")),
      startMs: Float64Array.of(at("2024-07-03T09:30-04:00"), at("2024-07-05T09:30-04:00"), at("2024-07-05T13:30-04:00")),
      endMs: Float64Array.of(at("2024-07-03T13:00-04:00"), at("2024-07-05T13:30-04:00"), at("2024-07-05T16:00-04:00")),
    });
    expect(tradingIndex(XNYS, parseDate("2024-07-03"), parseDate("2024-07-05"), 14_400_000, { overrun: "clip" })).toEqual(index);
  });

  test.each([
    ["2024-07-06", "2024-07-07", "a weekend"],
    ["2024-07-08", "2024-07-05", "backwards"],
  ])("from %s to %s there are none (%s)", (from, to) => {
    expect(tradingIndex(XNYS, from, to, "1h").session).toHaveLength(0);
    expect(tradingTimes(XNYS, from, to, "1h", { closed: "both" })).toHaveLength(0);
  });
});

describe("phases", () => {
  const ask = (period: Duration, options: TradingIndexOptions): string => newYork(period, options);

  test.each([
    ["3h", { phases: ["pre", "post"] }, "04:00-07:00 07:00-10:00 10:00-13:00 13:00-16:00 16:00-19:00", "cut as one piece"],
    [
      "3h",
      { phases: ["pre", "post"], overrun: "clip" },
      "04:00-07:00 07:00-10:00 10:00-13:00 13:00-16:00 16:00-17:00",
      "as one piece, clipped at its end",
    ],
    [
      "3h",
      { phases: ["pre", "post"], merge: false, overrun: "clip" },
      "04:00-07:00 07:00-09:30 09:30-12:30 12:30-13:00 13:00-16:00 16:00-17:00",
      "each by itself",
    ],
    ["3h", { phases: ["post"], overrun: "clip" }, "09:30-12:30 12:30-15:30 15:30-17:00", "only one of them"],
    ["3h", { phases: ["lunch-party"], overrun: "clip" }, "09:30-12:30 12:30-13:00", "one that the calendar does not have"],
  ] as const)("of a half day in New York, %s with %j: %s (%s)", (period, options, expected, _why) => {
    expect(ask(period, options)).toBe(expected);
  });

  const lunch = venue({
    hours: [
      {
        segments: [
          ["09:00", "12:00"],
          ["13:00", "16:00"],
        ],
      },
    ],
    phases: [
      { name: "intraday-auction", start: "11:50", end: "12:10" },
      { name: "pre", start: "08:30", end: "08:50" },
      { name: "post", start: "close", end: "16:30" },
    ],
  });
  const cut = (options: TradingIndexOptions): string =>
    shown(lunch, tradingIndex(lunch, "2024-06-03", "2024-06-03", "70m", options)).join();

  test("an auction that reaches from a segment into its break still lies before the break", () => {
    expect(cut({ phases: ["intraday-auction"], breakOverrun: "clip" })).toBe(
      "09:00-10:10 10:10-11:20 11:20-12:10 13:00-14:10 14:10-15:20 15:20-16:30",
    );
    expect(cut({ phases: ["intraday-auction"], breakOverrun: "drop", overrun: "clip" })).toBe(
      "09:00-10:10 10:10-11:20 13:00-14:10 14:10-15:20 15:20-16:00",
    );
  });

  test.each([
    ["11:50", "12:00"],
    ["11:40", "11:45"],
    ["09:00", "09:05"],
  ])("an auction inside a segment, %s to %s, changes nothing", (start, end) => {
    const inside = { ...lunch, phases: [{ name: "intraday-auction", start, end }] };
    for (const breakOverrun of ["clip", "drop"] as const) {
      const options = { breakOverrun, alignAfterBreak: "-1h" };
      expect(tradingIndex(inside, "2024-06-03", "2024-06-03", "70m", { ...options, phases: ["intraday-auction"] })).toEqual(
        tradingIndex(inside, "2024-06-03", "2024-06-03", "70m", options),
      );
    }
  });

  test("the gap before the open is no break: a phase there, and the session after it, go by the other policies", () => {
    expect(cut({ phases: ["pre"], breakOverrun: "drop", overrun: "clip", align: "15m", alignAfterBreak: "1h" })).toBe(
      "08:30-08:50 09:00-10:10 10:10-11:20 13:00-14:10 14:10-15:20 15:20-16:00",
    );
  });

  test("a phase after the afternoon leaves it after the break", () => {
    expect(cut({ phases: ["post"], overrun: "clip", alignAfterBreak: "-1h", align: "30m" })).toBe(
      "09:00-10:10 10:10-11:20 11:20-12:00 13:00-14:10 14:10-15:20 15:20-16:30",
    );
  });

  test("an auction inside a segment, cut by itself, overlaps it", () => {
    expect(() => cut({ phases: ["intraday-auction"], merge: false })).toThrow(coded("PERIODS_OVERLAP", /./));
  });
});

describe("periods that reach into the next one", () => {
  test("are an error that says where and what to do", () => {
    expect(() => hongKong("2h")).toThrow(
      coded(
        "PERIODS_OVERLAP",
        "A period of XHKG would end at 2024-06-03T05:30:00Z, after the next one begins at 2024-06-03T05:00:00Z. " +
          'Pass a shorter period, overrun: "clip" or curtail: true.',
      ),
    );
    expect(() => tradingIndex(XNYS, "2024-06-03", "2024-06-04", "23h")).not.toThrow();
    expect(() => tradingIndex(CME_EQUITY, "2024-06-03", "2024-06-04", "5h")).toThrow(
      coded("PERIODS_OVERLAP", /2024-06-03T23:00:00Z, after .* 2024-06-03T22:00:00Z/),
    );
  });

  test("one that ends as the next begins does not", () => {
    expect(hongKong("210m", { breakOverrun: "keep" })).toBe("09:30-13:00 13:00-16:30");
  });

  test("of the last session nothing can be reached into", () => {
    expect(tradingIndex(CME_EQUITY, "2024-06-03", "2024-06-03", "5h").endMs.at(-1)).toBe(at("2024-06-03T18:00-05:00"));
  });

  test("only those in the range of instants are an error", () => {
    // The last of the morning, 11:30 to 13:30, reaches into the afternoon.
    const ask = (from: string, to: string): string[] =>
      shown(XHKG, tradingIndex(XHKG, new Date(`2024-06-03T${from}+08:00`), new Date(`2024-06-03T${to}+08:00`), "2h"));
    expect(() => ask("11:30", "13:30")).toThrow(coded("PERIODS_OVERLAP", /./));
    expect(ask("11:30:00.001", "18:00")).toEqual(["13:00-15:00 15:00-17:00"]);
    expect(ask("09:00", "13:29:59.999")).toEqual(["09:30-11:30"]);
    const ends = (from: string, to: string): number =>
      tradingTimes(XHKG, new Date(`2024-06-03T${from}+08:00`), new Date(`2024-06-03T${to}+08:00`), "2h", { closed: "right" }).length;
    expect(() => ends("13:30", "15:00")).toThrow(coded("PERIODS_OVERLAP", /./));
    expect(ends("13:30:00.001", "15:00")).toBe(1);
    expect(ends("09:00", "13:29:59.999")).toBe(1);
  });

  test("an alignment back into the morning: what begins no earlier than the afternoon's first period is left out", () => {
    const pause = venue({
      hours: [
        {
          segments: [
            ["09:00", "12:20"],
            ["12:40", "16:00"],
          ],
        },
      ],
    });
    const ask = (options: TradingIndexOptions): string =>
      shown(pause, tradingIndex(pause, "2024-06-03", "2024-06-03", "30m", { alignAfterBreak: "-1h", ...options })).join();
    for (const overrun of ["keep", "clip"] as const) {
      expect(() => ask({ overrun })).toThrow(coded("PERIODS_OVERLAP", /./));
      expect(ask({ overrun, curtail: true })).toMatch(/^09:00-09:30 .* 11:30-12:00 12:00-12:30 12:30-13:00 13:00-13:30 /);
    }
    for (const closed of ["left", "right", "both", "neither"] as const) {
      const times = tradingTimes(pause, "2024-06-03", "2024-06-03", "10m", { alignAfterBreak: "-1h", curtail: true, closed });
      for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThan(times[i - 1] as number);
    }
  });
});

describe("a range given by instants", () => {
  const day = (from: string, to: string, options?: TradingIndexOptions): string =>
    shown(XNYS, tradingIndex(XNYS, new Date(`2024-07-03T${from}-04:00`), new Date(`2024-07-03T${to}-04:00`), "30m", options)).join();

  test.each([
    ["10:00", "12:40", "10:00-10:30 10:30-11:00 11:00-11:30 11:30-12:00 12:00-12:30", "begins with one, ends within one"],
    ["10:00:00.001", "12:30", "10:30-11:00 11:00-11:30 11:30-12:00 12:00-12:30", "begins just after the start of one, ends with one"],
    ["10:00", "10:29:59.999", "", "ends just before the end of one"],
    ["10:00", "10:30", "10:00-10:30", "is one"],
    ["00:00", "23:59", "09:30-10:00 10:00-10:30 10:30-11:00 11:00-11:30 11:30-12:00 12:00-12:30 12:30-13:00", "is a day"],
    ["12:00", "11:00", "", "is backwards"],
    ["18:00", "19:00", "", "lies after the close"],
  ])("that from %s to %s: %s (%s)", (from, to, expected) => {
    expect(day(from, to)).toBe(expected);
  });

  test("one end may be a date", () => {
    const from = tradingIndex(XNYS, new Date("2024-07-03T12:00-04:00"), "2024-07-05", "1h", { overrun: "clip" });
    expect(shown(XNYS, from)).toEqual([
      "12:30-13:00",
      "09:30-10:30 10:30-11:30 11:30-12:30 12:30-13:30 13:30-14:30 14:30-15:30 15:30-16:00",
    ]);
    const to = tradingIndex(XNYS, "2024-07-02", new Date("2024-07-03T11:00-04:00"), "3h", { overrun: "clip" });
    expect(shown(XNYS, to)).toEqual(["09:30-12:30 12:30-15:30 15:30-16:00"]);
  });

  test("a session that began days before is there: crypto over a weekend", () => {
    const crypto = named("CME_CRYPTO");
    const index = tradingIndex(crypto, new Date("2026-08-02T06:00Z"), new Date("2026-08-02T08:30Z"), "1h");
    expect([Array.from(index.session, formatDate), Array.from(index.startMs)]).toEqual([
      ["2026-08-03", "2026-08-03"],
      [at("2026-08-02T06:00Z"), at("2026-08-02T07:00Z")],
    ]);
  });

  test("sessions of any length: one of nine days", () => {
    const closures = Object.fromEntries([5, 6, 7, 8, 9, 12].map((day) => [`2024-02-${String(day).padStart(2, "0")}`, "a rest"]));
    const always = venue({
      hours: [{ segments: [["previous-close", "16:00"]] }],
      coverage: { from: "2024-01-01", to: "2024-12-31" },
      closures,
      extraSessions: { "2024-01-01": { name: "first", segments: [["09:00", "16:00"]] } },
    });
    const index = tradingIndex(always, new Date("2024-02-03T12:00Z"), new Date("2024-02-03T15:00Z"), "1h");
    expect(new Set(Array.from(index.session, formatDate))).toEqual(new Set(["2024-02-13"]));
  });

  test("the ends of what is known", () => {
    const evening = venue({ hours: [{ segments: [["18:00-1d", "17:00"]] }], coverage: { from: "2024-01-03", to: "2024-06-05" } });
    const [open, close] = [new Date("2024-01-02T18:00-05:00"), new Date("2024-06-05T17:00-04:00")];
    expect(tradingIndex(evening, open, new Date("2024-01-03T17:00-05:00"), "1h").startMs).toHaveLength(23);
    expect(tradingIndex(evening, new Date("2024-06-04T18:00-04:00"), close, "1h").startMs).toHaveLength(23);
    // Until 18:00 nothing more begins; after it a session would, of which nothing is known.
    expect(tradingIndex(evening, new Date("2024-06-05T16:00-04:00"), new Date("2024-06-05T18:00-04:00"), "1h").startMs).toHaveLength(1);
    const beyond = coded("BEYOND_COVERAGE", /lies outside what calendar TEST knows/);
    expect(() => tradingIndex(evening, close, new Date("2024-06-05T18:00:00.001-04:00"), "1h")).toThrow(beyond);
    expect(() => tradingIndex(evening, new Date(open.getTime() - 1), close, "1h")).toThrow(beyond);
    expect(() => tradingTimes(evening, open, new Date("2025-01-01T12:00Z"), "1h")).toThrow(beyond);
    expect(() => tradingIndex(evening, "2024-01-02", "2024-01-05", "1h")).toThrow(coded("BEYOND_COVERAGE", /^2024-01-02 lies/));
    expect(() => tradingIndex(evening, "2024-06-01", "2024-06-06", "1h")).toThrow(coded("BEYOND_COVERAGE", /^2024-06-06 lies/));
  });
});

describe("times", () => {
  const times = (closed: "left" | "right" | "both" | "neither", options: TradingIndexOptions = {}, period = "1h"): string =>
    Array.from(
      tradingTimes(XHKG, "2024-06-03", "2024-06-03", period, { ...options, closed }),
      (ms) => localParts("Asia/Hong_Kong", ms).time,
    ).join(" ");

  test.each([
    ["left", {}, "09:30 10:30 11:30 13:00 14:00 15:00"],
    ["right", {}, "10:30 11:30 12:30 14:00 15:00 16:00"],
    ["both", {}, "09:30 10:30 11:30 12:30 13:00 14:00 15:00 16:00"],
    ["neither", {}, "10:30 11:30 14:00 15:00"],
    ["right", { overrun: "clip" }, "10:30 11:30 12:00 14:00 15:00 16:00"],
    ["both", { overrun: "clip" }, "09:30 10:30 11:30 12:00 13:00 14:00 15:00 16:00"],
    ["left", { overrun: "drop" }, "09:30 10:30 13:00 14:00 15:00"],
    ["both", { overrun: "drop" }, "09:30 10:30 11:30 13:00 14:00 15:00 16:00"],
  ] as const)("of an hour, %s, with %j: %s", (closed, options, expected) => {
    expect(times(closed, options)).toBe(expected);
  });

  test("starts may reach into what follows, ends may not", () => {
    expect(times("left", {}, "2h")).toBe("09:30 11:30 13:00 15:00");
    expect(times("neither", {}, "2h")).toBe("11:30 15:00");
    expect(() => times("right", {}, "2h")).toThrow(coded("PERIODS_OVERLAP", /./));
    expect(() => times("both", {}, "2h")).toThrow(coded("PERIODS_OVERLAP", /./));
    expect(times("right", { curtail: true }, "2h")).toBe("11:30 13:00 15:00 17:00");
    expect(times("both", { curtail: true }, "2h")).toBe("09:30 11:30 13:00 15:00 17:00");
  });

  test("an end that is the next start is there once", () => {
    const touching = tradingTimes(named("24/7"), "2024-06-03", "2024-06-04", "12h", { closed: "both" });
    expect(Array.from(touching, (ms) => new Date(ms).toISOString().slice(8, 13))).toEqual(["03T00", "03T12", "04T00", "04T12", "05T00"]);
  });

  test("of a range of instants both ends count", () => {
    const [from, to] = [new Date("2024-06-03T10:30+08:00"), new Date("2024-06-03T14:00+08:00")];
    expect(Array.from(tradingTimes(XHKG, from, to, "1h"), (ms) => localParts("Asia/Hong_Kong", ms).time)).toEqual([
      "10:30",
      "11:30",
      "13:00",
      "14:00",
    ]);
  });

  test("left where nothing is said", () => {
    expect(tradingTimes(XHKG, "2024-06-03", "2024-06-03", "1h")).toEqual(tradingIndex(XHKG, "2024-06-03", "2024-06-03", "1h").startMs);
  });
});

describe("bad arguments", () => {
  const ask = (period: Duration, options: object = {}): void => {
    tradingTimes(XNYS, "2024-07-03", "2024-07-03", period, options);
  };

  test.each([
    [{ overrun: "cut" }, 'Expected `overrun` to be "keep", "clip" or "drop", got "cut".'],
    [{ breakOverrun: "cut" }, 'Expected `breakOverrun` to be "keep", "clip" or "drop", got "cut".'],
    [{ breaks: "skip" }, 'Expected `breaks` to be "split" or "ignore", got "skip".'],
    [{ align: "7m" }, 'Expected `align` to be whole minutes that divide an hour, such as "5m" or "-15m", got "7m".'],
    [{ align: "2h" }, 'Expected `align` to be whole minutes that divide an hour, such as "5m" or "-15m", got "2h".'],
    [{ align: "30s" }, 'Expected `align` to be whole minutes that divide an hour, such as "5m" or "-15m", got "30s".'],
    [{ alignAfterBreak: "7m" }, 'Expected `alignAfterBreak` to be whole minutes that divide an hour, such as "5m" or "-15m", got "7m".'],
    [
      { alignAfterBreak: true },
      'Expected `alignAfterBreak` to be whole milliseconds other than 0 or a length such as "30s", "5m", "1h", got true (boolean).',
    ],
    [{ closed: "middle" }, 'Expected `closed` to be "left", "right", "both" or "neither", got "middle".'],
  ])("%j is refused", (options, message) => {
    expect(() => ask("1h", options)).toThrow(coded("INVALID_ARGUMENT", message));
  });

  test.each([
    ["1d", 'Expected `period` to be a length above 0 and below a day, got "1d".'],
    [86_400_000, "Expected `period` to be a length above 0 and below a day, got 86400000 (number)."],
    ["-1h", 'Expected `period` to be a length above 0 and below a day, got "-1h".'],
    [0, /^Expected `period` to be whole milliseconds other than 0 /],
    ["1 fortnight", /, got "1 fortnight"\.$/],
  ])("%s is no period", (period, message) => {
    expect(() => ask(period)).toThrow(coded("INVALID_ARGUMENT", message));
  });

  test("the longest and the shortest", () => {
    expect(newYork(86_399_999)).toBe("09:30-09:29");
    expect(tradingIndex(XNYS, "2024-07-03", "2024-07-03", "500ms").startMs).toHaveLength(210 * 120);
  });

  test("no instant, no date", () => {
    expect(() => tradingIndex(XNYS, new Date(Number.NaN), "2024-07-03", "1h")).toThrow(coded("INVALID_TIMESTAMP", /valid Date/));
    expect(() => tradingIndex(XNYS, "2024-07-03", new Date(Number.NaN), "1h")).toThrow(coded("INVALID_TIMESTAMP", /valid Date/));
    expect(() => tradingIndex(XNYS, "2024-07-32", "2024-07-03", "1h")).toThrow(coded("INVALID_DATE", /2024-07-32/));
  });
});

describe.each(["XNYS", "XHKG", "XTKS", "CME_EQUITY", "CME_CRYPTO", "24/7"])("%s, cut any way (property)", (name) => {
  const calendar = named(name);
  const question = fc.record({
    from: fc.integer({ min: parseDate("2012-01-10"), max: parseDate("2027-09-01") }),
    days: fc.integer({ min: 0, max: 12 }),
    minutes: fc.integer({ min: 1, max: 1439 }),
    overrun: fc.constantFrom<Overrun>("keep", "clip", "drop"),
    breakOverrun: fc.constantFrom<Overrun>("keep", "clip", "drop"),
    align: fc.constantFrom(0, 5, -5, 12, -15, 30, -60, 60),
  });

  /** Each segment by itself, period by period. */
  const model = (
    from: number,
    to: number,
    minutes: number,
    { overrun, breakOverrun }: { overrun: Overrun; breakOverrun: Overrun },
    align: number,
  ) => {
    const found: { day: number; start: number; end: number }[] = [];
    for (const day of sessionsInRange(calendar, from, to)) {
      const segments = sessionSegments(calendar, day);
      segments.forEach(({ openMs, closeMs }, i) => {
        const policy = i < segments.length - 1 ? breakOverrun : overrun;
        let start = openMs;
        // One minute after the other, until the minute hand stands on a multiple.
        while (align !== 0 && Number(localParts(calendar.timeZone, start).time.slice(3)) % Math.abs(align) !== 0)
          start += Math.sign(align) * MINUTE_MS;
        for (; start < closeMs; start += minutes * MINUTE_MS) {
          const end = start + minutes * MINUTE_MS;
          if (end <= closeMs || policy === "keep") found.push({ day, start, end });
          else if (policy === "clip") found.push({ day, start, end: closeMs });
        }
      });
    }
    return found;
  };

  test("is what a loop over its segments gives", () => {
    fc.assert(
      fc.property(question, ({ from, days, minutes, align, ...policies }) => {
        const expected = model(from, from + days, minutes, policies, align);
        const options: TradingIndexOptions = { ...policies, ...(align === 0 ? {} : { align: align * MINUTE_MS }) };
        const ask = (curtail: boolean): TradingIndex =>
          tradingIndex(calendar, from, from + days, minutes * MINUTE_MS, { ...options, curtail });
        const overlaps = expected.some(({ end }, i) => end > (expected[i + 1]?.start ?? Number.POSITIVE_INFINITY));
        if (overlaps) expect(() => ask(false)).toThrow(expect.objectContaining({ code: "PERIODS_OVERLAP" }) as unknown as OpenbellError);
        // What begins no earlier than something after it has nothing left.
        const kept = expected
          .filter(({ start }, i) => expected.slice(i + 1).every((later) => start < later.start))
          .map((each, i, all) => ({ ...each, end: Math.min(each.end, all[i + 1]?.start ?? each.end) }));
        for (const index of overlaps ? [ask(true)] : [ask(false), ask(true)]) {
          expect(Array.from(index.session)).toEqual(kept.map(({ day }) => day));
          expect(Array.from(index.startMs)).toEqual(kept.map(({ start }) => start));
          expect(Array.from(index.endMs)).toEqual(kept.map(({ end }) => end));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("clipped, its periods are all of the trading time and nothing else", () => {
    fc.assert(
      fc.property(question, ({ from, days, minutes }) => {
        const { startMs, endMs } = tradingIndex(calendar, from, from + days, minutes * MINUTE_MS, { overrun: "clip" });
        const joined: number[][] = [];
        startMs.forEach((start, i) => {
          if (joined.at(-1)?.[1] === start) (joined.at(-1) as number[])[1] = endMs[i] as number;
          else joined.push([start, endMs[i] as number]);
        });
        const traded: number[][] = [];
        for (const day of sessionsInRange(calendar, from, from + days))
          for (const { openMs, closeMs } of sessionSegments(calendar, day)) {
            if (traded.at(-1)?.[1] === openMs) (traded.at(-1) as number[])[1] = closeMs;
            else traded.push([openMs, closeMs]);
          }
        expect(joined).toEqual(traded);
      }),
      { numRuns: 40 },
    );
  });

  test("by instants it is the part of the whole that lies between them", () => {
    fc.assert(
      fc.property(
        question,
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        ({ from, minutes }, start, length) => {
          const fromMs = from * 86_400_000 + start * MINUTE_MS;
          const toMs = fromMs + length * MINUTE_MS;
          const options = { overrun: "clip" } as const;
          const whole = tradingIndex(calendar, from - 3, from + 40, minutes * MINUTE_MS, options);
          const part = tradingIndex(calendar, new Date(fromMs), new Date(toMs), minutes * MINUTE_MS, options);
          const inside = (_: number, i: number): boolean => (whole.startMs[i] as number) >= fromMs && (whole.endMs[i] as number) <= toMs;
          expect(part).toEqual({
            session: whole.session.filter(inside),
            startMs: whole.startMs.filter(inside),
            endMs: whole.endMs.filter(inside),
          });
        },
      ),
      { numRuns: 30 },
    );
  });
});
