/** Sizes: fractions, and spans of the calendar, on sessions of New York, of every day, and of made-up weeks. @module */
import { formatDate, parseDate, sessionsInRange } from "@openbell/core";
import { XNYS } from "@openbell/core/calendars/xnys";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Fold, holdOut, type SessionId, TimeSeriesSplit, WalkForward } from "../src/index.js";

const newYork = sessionsInRange(XNYS, "2023-01-03", "2024-12-31");
const dates = (from: string, to: string): string[] => Array.from(sessionsInRange(XNYS, from, to), formatDate);
const written = (sessions: readonly SessionId[]): string => {
  const day = (id: SessionId | undefined) => (typeof id === "number" ? formatDate(id) : String(id));
  return sessions.length === 0 ? "none" : `${day(sessions[0])} … ${day(sessions.at(-1))}`;
};
const lines = (folds: Iterable<Fold>): string[] =>
  Array.from(folds, ({ trainSessions, testSessions }) => `${written(trainSessions)} | ${written(testSessions)}`);

describe("spans of the calendar", () => {
  test("a month tested, the three before it trained on", () => {
    const folds = lines(new WalkForward({ train: "3M", test: "1M" }).split(dates("2024-01-02", "2024-07-15")));
    // Months are counted from the first session, 2 January.
    expect(folds).toEqual([
      "2024-01-02 … 2024-04-01 | 2024-04-02 … 2024-05-01",
      "2024-02-02 … 2024-05-01 | 2024-05-02 … 2024-05-31",
      "2024-03-04 … 2024-05-31 | 2024-06-03 … 2024-07-01",
    ]);
  });

  test("from the end: months end with the data", () => {
    const folds = lines(new WalkForward({ train: "3M", test: "1M", anchor: "end", splits: 2 }).split(dates("2024-01-02", "2024-12-31")));
    expect(folds).toEqual(["2024-08-01 … 2024-10-31 | 2024-11-01 … 2024-11-29", "2024-09-03 … 2024-11-29 | 2024-12-02 … 2024-12-31"]);
  });

  test("a gap of a week, four weeks at a time, numbers for days", () => {
    const folds = lines(new WalkForward({ train: "8W", test: "4W", gap: "1W" }).split(newYork.subarray(0, 80)));
    expect(folds).toEqual(["2023-01-03 … 2023-02-27 | 2023-03-07 … 2023-04-03"]);
  });

  test("the last month is whole where only a weekend is left of it", () => {
    const upTo = (last: string, partial = false) =>
      lines(new WalkForward({ train: "1M", test: "1M", partial }).split(dates("2024-03-01", last)));
    // April and May; 1 and 2 June are a weekend. The next test begins on 1 May and ends on 31 May, a Friday.
    expect(upTo("2024-05-31")).toHaveLength(2);
    expect(upTo("2024-05-30")).toHaveLength(1);
    expect(upTo("2024-05-30", true)).toHaveLength(2);
    // 30 June is a Sunday.
    expect(upTo("2024-06-28")).toHaveLength(3);
  });

  test("the end of a month is kept, and no day lost on the way", () => {
    const everyDay = Int32Array.from({ length: 130 }, (_, i) => parseDate("2024-01-30") + i);
    const tests = (options: object) =>
      Array.from(new WalkForward({ train: "1D", test: "1M", ...options }).split(everyDay), ({ testSessions }) => written(testSessions));
    // From 31 January on.
    expect(tests({})).toEqual(["2024-01-31 … 2024-02-28", "2024-02-29 … 2024-03-30", "2024-03-31 … 2024-04-29", "2024-04-30 … 2024-05-30"]);
    expect(tests({ anchor: "end" })).toEqual([
      "2024-02-08 … 2024-03-07",
      "2024-03-08 … 2024-04-07",
      "2024-04-08 … 2024-05-07",
      "2024-05-08 … 2024-06-07",
    ]);
    const toEndOfMay = everyDay.subarray(0, -8);
    const backward = new WalkForward({ train: "1D", test: "1M", anchor: "end", splits: 3 }).split(toEndOfMay);
    expect(Array.from(backward, ({ testSessions }) => written(testSessions))).toEqual([
      "2024-02-29 … 2024-03-30",
      "2024-03-31 … 2024-04-29",
      "2024-04-30 … 2024-05-30",
    ]);
    expect(lines(new WalkForward({ train: "1M", test: "1M", splits: 1 }).split(everyDay.subarray(1)))).toEqual([
      "2024-01-31 … 2024-02-28 | 2024-02-29 … 2024-03-28",
    ]);
  });

  test("a year, a quarter, four weeks, a day held out", () => {
    const tail = (size: "1Y" | "3M" | "4W" | "1D") => written(holdOut(newYork, size).testSessions);
    expect(tail("1Y")).toBe("2024-01-02 … 2024-12-31");
    expect(tail("3M")).toBe("2024-10-01 … 2024-12-31");
    expect(tail("4W")).toBe("2024-12-04 … 2024-12-31");
    expect(tail("1D")).toBe("2024-12-31 … 2024-12-31");
    expect(holdOut(newYork, "1Y").testSessions).toHaveLength(252);
    expect(written(holdOut(newYork, "4W", { gap: "1M" }).trainSessions)).toBe("2023-01-03 … 2024-11-01");
  });

  test("TimeSeriesSplit by weeks, and no more than a quarter to train on", () => {
    expect(lines(new TimeSeriesSplit({ splits: 2, testSize: "2W", gap: 1, maxTrain: "3M" }).split(newYork))).toEqual([
      "2024-09-03 … 2024-12-02 | 2024-12-04 … 2024-12-17",
      "2024-09-17 … 2024-12-16 | 2024-12-18 … 2024-12-31",
    ]);
  });

  test("sessions and spans together", () => {
    expect(lines(new WalkForward({ train: 63, test: "1M", splits: 1 }).split(newYork))).toEqual([
      "2023-01-03 … 2023-04-03 | 2023-04-04 … 2023-05-03",
    ]);
    expect(lines(new WalkForward({ train: "1Y", test: 5, splits: 1, anchor: "end" }).split(newYork))).toEqual([
      "2023-12-26 … 2024-12-23 | 2024-12-24 … 2024-12-31",
    ]);
  });

  test("bigints are day numbers too", () => {
    expect(holdOut(Array.from(newYork, BigInt), "4W").test.length).toBe(holdOut(newYork, "4W").test.length);
  });

  test("test spans of days follow each other without hole or overlap, and hold the dates of their span", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 19000, max: 19300 }), { minLength: 20, maxLength: 150 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom("start", "end"),
        (unsorted, train, test, anchor) => {
          const days = [...unsorted].sort((a, b) => a - b);
          const first = days[0] as number;
          const end = (days.at(-1) as number) + 1;
          let folds: Fold[];
          try {
            folds = [...new WalkForward({ train: `${train}D`, test: `${test}D`, anchor, onEmptyTrain: "yield" }).split(days)];
          } catch (error) {
            expect((error as { code: string }).code).toBe("TOO_FEW_SESSIONS");
            return;
          }
          const places = folds.map(({ testSessions }) =>
            anchor === "start"
              ? Math.floor(((testSessions[0] as number) - first - train) / test)
              : Math.floor((end - 1 - (testSessions.at(-1) as number)) / test),
          );
          expect([...new Set(places)]).toEqual(places);
          for (const [k, { testSessions, trainSessions }] of folds.entries()) {
            const from = anchor === "start" ? first + train + (places[k] as number) * test : end - ((places[k] as number) + 1) * test;
            expect(testSessions).toEqual(days.filter((day) => day >= from && day < from + test));
            expect(trainSessions).toEqual(days.filter((day) => day >= from - train && day < from));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("fractions", () => {
  test("of sessions: tests and gaps rounded up, train sets down", () => {
    const days = Int32Array.from({ length: 25 }, (_, day) => day);
    const [walk] = new WalkForward({ train: 0.5, test: 0.1, gap: 0.05 }).split(days);
    expect([walk?.train.length, walk?.test.length, walk?.testSessions[0]]).toEqual([12, 3, 14]);
    expect(holdOut(days, 0.1).test.length).toBe(3);
    const longest = (maxTrain: number) =>
      new TimeSeriesSplit({ splits: 2, maxTrain }).split(days)[Symbol.iterator]().next().value?.train.length;
    expect([longest(0.1), longest(0.01)]).toEqual([2, 1]);
    const series = [...new TimeSeriesSplit({ splits: 2, testSize: 0.1, maxTrain: 0.2 }).split(days)];
    expect(series.map(({ train, test }) => [train.length, test.length])).toEqual([
      [5, 3],
      [5, 3],
    ]);
  });
});
