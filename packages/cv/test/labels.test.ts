/** Ends of labels: counted in bars and sessions, clipped at the last row, a bar later where the close of a bar is used. */
import { fc, test as property } from "@fast-check/vitest";
import { OpenbellError, parseInstant, sessionClose } from "@openbell/core";
import { XNYS } from "@openbell/core/calendars/xnys";
import { describe, expect, test } from "vitest";
import { PurgedKFold } from "../src/combinatorial.js";
import { labelEndAtSessionClose, labelEndByBars, labelEndBySessions } from "../src/labels.js";
import { groupSessions } from "../src/sessions.js";

const HOUR = 3_600_000;

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof OpenbellError) return `${error.code} ${error.details["index"] ?? error.details["name"]}`;
    throw error;
  }
  return "no error";
};

describe("by bars", () => {
  test.each([
    ["the time of the row so many rows on", [10, 20, 40, 80, 160], 2, {}, [40, 80, 160, 160, 160]],
    ["0 bars end where they start", [10, 20, 40], 0, {}, [10, 20, 40]],
    ["more bars than rows end with the last row", [10, 20, 40], 9, {}, [40, 40, 40]],
    ["a bar longer where its close is used, also at the end of the data", [10, 20, 30], 1, { barMs: 10 }, [30, 40, 40]],
    ["rows at one time are rows still", [10, 10, 20], 1, {}, [10, 20, 20]],
    [
      "each symbol counts its own bars, and ends with its own last row",
      [1, 2, 3, 1, 2, 9],
      1,
      { symbols: ["A", "A", "A", "B", "B", "B"] },
      [2, 3, 3, 2, 9, 9],
    ],
    ["symbols in turn", [1, 1, 2, 2, 3], 1, { symbols: ["A", "B", "A", "B", "A"] }, [2, 2, 3, 2, 3]],
    ["no rows", [], 3, {}, []],
  ] as const)("%s", (_, times, bars, options, expected) => {
    expect([...labelEndByBars(times, bars, options)]).toEqual(expected);
  });

  test.each([
    ["a row before the one in front of it", () => labelEndByBars([1, 3, 2], 1), "TIMESTAMPS_NOT_SORTED 2"],
    ["symbols stacked and not named", () => labelEndByBars([1, 2, 1, 2], 1), "TIMESTAMPS_NOT_SORTED 2"],
    ["no time", () => labelEndByBars([1, Number.NaN, 2], 1), "INVALID_LABEL 1"],
    ["no time at the end", () => labelEndByBars([1, 2, Number.NaN], 1), "INVALID_LABEL 2"],
    ["a share of a bar", () => labelEndByBars([1], 1.5), "INVALID_ARGUMENT bars"],
    ["a negative number", () => labelEndByBars([1], -1), "INVALID_ARGUMENT bars"],
    ["a negative bar", () => labelEndByBars([1], 1, { barMs: -1 }), "INVALID_ARGUMENT barMs"],
    ["fewer symbols than rows", () => labelEndByBars([1, 2], 1, { symbols: ["A"] }), "INVALID_ARGUMENT symbols"],
  ])("refuses %s", (_, act, expected) => {
    expect(codeOf(act)).toBe(expected);
  });

  test("says what to do about rows out of order", () => {
    expect(() => labelEndByBars([1, 3, 2], 1)).toThrow(/row 2 at 2 comes after 3\. Sort by time, or pass `symbols`/);
  });
});

describe("by sessions", () => {
  const sessions = ["2024-06-06", "2024-06-06", "2024-06-07", "2024-06-07", "2024-06-10"];
  const times = [10, 20, 30, 40, 50];

  test.each([
    [0, [20, 20, 40, 40, 50]],
    [1, [40, 40, 50, 50, 50]],
    [2, [50, 50, 50, 50, 50]],
    [7, [50, 50, 50, 50, 50]],
  ])("%i ahead", (count, expected) => {
    expect([...labelEndBySessions(sessions, times, count)]).toEqual(expected);
    expect([...labelEndBySessions(groupSessions(sessions), times, count)]).toEqual(expected);
  });

  test("rows in any order", () => {
    expect([...labelEndBySessions(["b", "a", "b", "a"], [40, 10, 30, 20], 0)]).toEqual([40, 20, 40, 20]);
  });

  test("a bar longer where closes are used", () => {
    expect([...labelEndBySessions(sessions, times, 1, { barMs: 5 })]).toEqual([45, 45, 55, 55, 55]);
  });

  test("five sessions ahead are no number of hours: over a weekend, a holiday and a change of the clocks", () => {
    const days = ["2024-03-07", "2024-03-08", "2024-03-11", "2024-03-12", "2024-03-13", "2024-03-14", "2024-03-28", "2024-04-01"];
    const opens = days.map((day) => parseInstant(`${day}T09:30:00`, "America/New_York"));
    const ends = labelEndBySessions(days, opens, 1);
    expect(Array.from(ends, (end, i) => (end - (opens[i] as number)) / HOUR)).toEqual([24, 71, 24, 24, 24, 14 * 24, 96, 0]);
  });

  test("rows without a session", () => {
    expect(codeOf(() => labelEndBySessions(["a", null, "a"], [1, 2, 3], 0))).toBe("MISSING_SESSION 1");
    expect([...labelEndBySessions(["a", null, "a"], [1, 2, 3], 0, { nullSession: "drop" })]).toEqual([3, 2, 3]);
  });

  test.each([
    ["a row after the end of its label", () => labelEndBySessions(["a", "b", "a", "c"], [1, 2, 9, 3], 1), "INVALID_LABEL 2"],
    ["no time", () => labelEndBySessions([1, 1, 2], [1, Number.NaN, 3], 1), "INVALID_LABEL 1"],
    ["dates against time", () => labelEndBySessions([1, 2], [20, 10], 1), "TIMESTAMPS_NOT_SORTED undefined"],
    [
      "sessions grouped in another order than their times",
      () => labelEndBySessions(groupSessions([1, 2]), [20, 10], 1),
      "TIMESTAMPS_NOT_SORTED undefined",
    ],
    ["a share of a session", () => labelEndBySessions(["a"], [1], 0.5), "INVALID_ARGUMENT count"],
    ["fewer times than rows", () => labelEndBySessions(["a", "b"], [1], 1), "INVALID_ARGUMENT times"],
    ["fewer times than grouped rows", () => labelEndBySessions(groupSessions(["a", "b"]), [1], 1), "INVALID_ARGUMENT times"],
  ])("refuses %s", (_, act, expected) => {
    expect(codeOf(act)).toBe(expected);
  });
});

describe("at the close", () => {
  const bars = ["2024-07-02T15:00Z", "2024-07-03T14:00Z", "2024-07-03T16:59Z", "2024-07-05T14:00Z"].map((text) => parseInstant(text));
  const days = ["2024-07-02", "2024-07-03", "2024-07-03", "2024-07-05"];

  test("by the calendar: a half day closes at 13:00", () => {
    const ends = labelEndAtSessionClose(days, bars, { calendar: XNYS });
    expect([...ends]).toEqual(days.map((day) => sessionClose(XNYS, day)));
    expect(new Date(ends[1] as number).toISOString()).toBe("2024-07-03T17:00:00.000Z");
  });

  test("by the last bar, without a calendar", () => {
    expect([...labelEndAtSessionClose(days, bars)]).toEqual([bars[0], bars[2], bars[2], bars[3]]);
    expect([...labelEndAtSessionClose(days, bars, { barMs: 60_000 })]).toEqual(
      [bars[0], bars[2], bars[2], bars[3]].map((ms) => (ms as number) + 60_000),
    );
  });

  test("a bar stamped at the close has a label without length, one after it is refused", () => {
    const close = sessionClose(XNYS, "2024-07-03");
    expect([...labelEndAtSessionClose(["2024-07-03"], [close], { calendar: XNYS })]).toEqual([close]);
    expect(codeOf(() => labelEndAtSessionClose(["2024-07-03"], [close + 1], { calendar: XNYS }))).toBe("INVALID_LABEL 0");
  });

  test.each([
    ["a holiday", () => labelEndAtSessionClose(["2024-07-04"], [0], { calendar: XNYS }), /2024-07-04 is not a session of XNYS/],
    ["names that are no dates", () => labelEndAtSessionClose(["mon"], [0], { calendar: XNYS }), /Expected a date/],
    ["bigints", () => labelEndAtSessionClose([1n], [0], { calendar: XNYS }), /dates YYYY-MM-DD or day numbers/],
    ["barMs beside a calendar", () => labelEndAtSessionClose(days, bars, { calendar: XNYS, barMs: 1 }), /Leave one of the two out/],
  ])("refuses %s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});

property.prop([
  fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 20 }),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: 2, max: 4 }),
])("labels of h sessions that use closes purge the sessions that a horizon of h sessions purges", (sizes, horizon, embargo, splits) => {
  // Bars an hour apart, a night between sessions.
  const sessions = sizes.flatMap((size, day) => Array.from({ length: size }, () => day));
  const times = sizes.flatMap((size, day) => Array.from({ length: size }, (_, bar) => (day * 24 + bar) * HOUR));
  const end = labelEndBySessions(sessions, times, horizon, { barMs: HOUR });
  const byTime = new PurgedKFold({ splits, embargo, wholeSessions: true, onEmptyTrain: "yield" }).split(sessions, {
    times,
    labels: { end },
  });
  const bySession = new PurgedKFold({ splits, horizon, embargo, onEmptyTrain: "yield" }).split(sessions);
  const trains = (folds: typeof byTime): number[][] => Array.from(folds, (fold) => [...fold.train.toArray()]);
  expect(trains(byTime)).toEqual(trains(bySession));
});
