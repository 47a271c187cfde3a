/** Facts that an expert can check by hand: what scikit-learn gives, what the literature says, and where well-known packages leak and we do not. @module */
import { describe, expect, test } from "vitest";
import { combinationAt, countCombinations, sampleBelow } from "../src/combinations.js";
import {
  auditSplit,
  CombinatorialPurgedCV,
  type Fold,
  GroupKFold,
  GroupShuffleSplit,
  holdOut,
  LeavePGroupsOut,
  PurgedKFold,
  type RowSet,
  TimeSeriesSplit,
  WalkForward,
} from "../src/index.js";

const days = (length: number): Int32Array => Int32Array.from({ length }, (_, day) => day);
const list = (set: RowSet | undefined): number[] => [...(set ?? [])];
const pairs = (folds: Iterable<Fold>): string[] =>
  Array.from(folds, ({ train, test }) => `${list(train).join(" ")} | ${list(test).join(" ")}`);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Sessions of so many rows each. */
const sized = (sizes: Readonly<Record<string, number>>): string[] =>
  Object.entries(sizes).flatMap(([session, rows]) => Array<string>(rows).fill(session));

describe("scikit-learn 1.9.1", () => {
  test("TimeSeriesSplit(5) on 12", () => {
    expect(pairs(new TimeSeriesSplit({ splits: 5 }).split(days(12)))).toEqual([
      "0 1 | 2 3",
      "0 1 2 3 | 4 5",
      "0 1 2 3 4 5 | 6 7",
      "0 1 2 3 4 5 6 7 | 8 9",
      "0 1 2 3 4 5 6 7 8 9 | 10 11",
    ]);
  });

  test("TimeSeriesSplit(5) on 13: what does not divide goes to the first train set", () => {
    const folds = [...new TimeSeriesSplit({ splits: 5 }).split(days(13))];
    expect(folds.map(({ train }) => train.length)).toEqual([3, 5, 7, 9, 11]);
    expect(folds.map(({ test }) => test.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test("TimeSeriesSplit(3, test_size=2, gap=1, max_train_size=4) on 12", () => {
    expect(pairs(new TimeSeriesSplit({ splits: 3, testSize: 2, gap: 1, maxTrain: 4 }).split(days(12)))).toEqual([
      "1 2 3 4 | 6 7",
      "3 4 5 6 | 8 9",
      "5 6 7 8 | 10 11",
    ]);
  });

  test("GroupKFold(3) on sessions of 5, 3, 4, 2, 6 bars", () => {
    const sessions = sized({ "2024-06-03": 5, "2024-06-04": 3, "2024-06-05": 4, "2024-06-06": 2, "2024-06-07": 6 });
    expect(Array.from(new GroupKFold({ splits: 3 }).split(sessions), (fold) => fold.testSessions)).toEqual([
      ["2024-06-07"],
      ["2024-06-03", "2024-06-06"],
      ["2024-06-04", "2024-06-05"],
    ]);
  });

  test("GroupKFold stripes sessions of one size", () => {
    const folds = new GroupKFold({ splits: 3 }).split(days(12));
    expect(Array.from(folds, ({ test }) => list(test))).toEqual([
      [2, 5, 8, 11],
      [1, 4, 7, 10],
      [0, 3, 6, 9],
    ]);
  });

  test("groups are the unique values in ascending order, whatever the order of rows", () => {
    const folds = new TimeSeriesSplit({ splits: 2, testSize: 1 }).split([3, 1, 2, 1]);
    expect(pairs(folds)).toEqual(["1 3 | 2", "1 2 3 | 0"]);
  });

  test("text is ordered by code point, as in Python", () => {
    const [fold] = new LeavePGroupsOut({ p: 1 }).split(["\u{1F600}", "\uFFFD", "z"]);
    expect(fold?.testSessions).toEqual(["z"]);
    expect(fold?.trainSessions).toEqual(["\uFFFD", "\u{1F600}"]);
  });

  test("millions of combinations are counted, and made one by one", () => {
    const folds = new LeavePGroupsOut({ p: 3 }).split(days(250));
    expect(folds.length).toBe(2_573_000);
    const [first, second] = folds;
    expect([first, second].map((fold) => fold?.testSessions.join(" "))).toEqual(["0 1 2", "0 1 3"]);
  });

  test("GroupShuffleSplit takes 0.2, rounded up, by default", () => {
    const [fold] = new GroupShuffleSplit({ splits: 1, seed: 3 }).split(days(11));
    expect([fold?.test.length, fold?.train.length]).toEqual([3, 8]);
  });
});

describe("walk-forward", () => {
  test("a window of 20 that tests 10", () => {
    expect(pairs(new WalkForward({ train: 20, test: 10, splits: 3 }).split(days(100)))).toEqual([
      `${range(0, 20).join(" ")} | ${range(20, 30).join(" ")}`,
      `${range(10, 30).join(" ")} | ${range(30, 40).join(" ")}`,
      `${range(20, 40).join(" ")} | ${range(40, 50).join(" ")}`,
    ]);
  });

  test("from the start, the end of the data may go untested; from the end, nothing does", () => {
    const tests = (anchor: "start" | "end") =>
      Array.from(new WalkForward({ train: 5, test: 3, anchor }).split(days(15)), ({ test }) => list(test).join(" "));
    expect(tests("start")).toEqual(["5 6 7", "8 9 10", "11 12 13"]);
    expect(tests("end")).toEqual(["6 7 8", "9 10 11", "12 13 14"]);
  });

  test("backward folds: the latest first, laid from the end", () => {
    const folds = new WalkForward({ train: 4, test: 2, gap: 1, direction: "backward", splits: 2 }).split(days(12));
    expect(pairs(folds)).toEqual(["5 6 7 8 | 10 11", "3 4 5 6 | 8 9"]);
    expect(Array.from(folds, ({ index }) => index)).toEqual([0, 1]);
  });

  test("backward and from the start: the same folds as forward, in reverse", () => {
    const options = { train: 4, test: 2, anchor: "start" } as const;
    expect(pairs(new WalkForward({ ...options, direction: "backward" }).split(days(11)))).toEqual(
      pairs(new WalkForward(options).split(days(11))).reverse(),
    );
  });

  test("expanding: all that came before; partial: the last test set may be short", () => {
    expect(pairs(new WalkForward({ train: 2, test: 2, expanding: true, partial: true }).split(days(7)))).toEqual([
      "0 1 | 2 3",
      "0 1 2 3 | 4 5",
      "0 1 2 3 4 5 | 6",
    ]);
  });

  test("expanding from the end still wants a whole first train set", () => {
    const folds = new WalkForward({ train: 3, test: 2, expanding: true, anchor: "end" }).split(days(8));
    expect(pairs(folds)).toEqual(["0 1 2 3 | 4 5", "0 1 2 3 4 5 | 6 7"]);
  });

  test("a step shorter than the test set tests sessions twice, a longer one leaves some out", () => {
    const tests = (step: number) =>
      Array.from(new WalkForward({ train: 2, test: 2, step }).split(days(8)), ({ test }) => list(test).join(" "));
    expect(tests(1)).toEqual(["2 3", "3 4", "4 5", "5 6", "6 7"]);
    expect(tests(3)).toEqual(["2 3", "5 6"]);
  });

  test("a train row goes whose label reaches into the test set", () => {
    const labels = { start: [0, 1, 2, 3, 4, 5], end: [1, 4, 3, 4, 5, 6] };
    const [fold] = new WalkForward({ train: 3, test: 3 }).split(days(6), { labels });
    expect([list(fold?.train), list(fold?.purged), list(fold?.test)]).toEqual([[0, 2], [1], [3, 4, 5]]);
    const [closed] = new WalkForward({ train: 3, test: 3, closed: true }).split(days(6), { labels });
    expect(list(closed?.train)).toEqual([0]);
  });
});

describe("purged k-fold", () => {
  test("five sessions on either side, and an embargo of five after that", () => {
    const fold = [...new PurgedKFold({ splits: 10, horizon: 5, embargo: 5 }).split(days(100))][5];
    expect(list(fold?.test)).toEqual(range(50, 60));
    expect(list(fold?.purged)).toEqual([...range(45, 50), ...range(60, 65)]);
    expect(list(fold?.embargoed)).toEqual(range(65, 70));
    expect(list(fold?.train)).toEqual([...range(0, 45), ...range(70, 100)]);
  });

  test("purging ends with the data", () => {
    const folds = [...new PurgedKFold({ splits: 4, horizon: 5, embargo: 5, onEmptyTrain: "yield" }).split(days(20))];
    expect(list(folds[0]?.purged)).toEqual(range(5, 10));
    expect(list(folds[1]?.purged)).toEqual([...range(0, 5), ...range(10, 15)]);
    expect(list(folds[3]?.train)).toEqual(range(0, 10));
    expect(folds[3]?.embargoed.length).toBe(0);
  });

  test("the first folds are longer by one", () => {
    const folds = new PurgedKFold({ splits: 5, horizon: 0 }).split(days(103));
    expect(Array.from(folds, ({ test }) => [...test.ranges])).toEqual([
      [0, 21],
      [21, 42],
      [42, 63],
      [63, 83],
      [83, 103],
    ]);
  });

  test("sessions are purged as sessions, whatever their rows", () => {
    const sessions = sized({ "2024-06-03": 2, "2024-06-04": 1, "2024-06-05": 3, "2024-06-06": 2 });
    const fold = [...new PurgedKFold({ splits: 4, horizon: 1 }).split(sessions)][0];
    expect([list(fold?.test), list(fold?.purged), list(fold?.train)]).toEqual([[0, 1], [2], [3, 4, 5, 6, 7]]);
    expect(fold?.trainSessions).toEqual(["2024-06-05", "2024-06-06"]);
  });

  test("half-open labels that touch are kept, closed ones are not", () => {
    const labels = { start: [0, 10, 20, 30], end: [10, 20, 30, 40] };
    const middle = (options: object) => [...new PurgedKFold({ splits: 4, ...options }).split(days(4), { labels })][1];
    expect(list(middle({})?.train)).toEqual([0, 2, 3]);
    expect(list(middle({ closed: true })?.train)).toEqual([3]);
  });

  test("the embargo counts from the end of the labels, not from the last test bar", () => {
    // The test row at 10 is labelled until 35.
    const labels = { start: [0, 10, 20, 30, 40, 50], end: [5, 35, 25, 38, 45, 55] };
    const fold = (options: object) => [...new PurgedKFold({ splits: 6, ...options }).split(days(6), { labels })][1];
    expect(list(fold({})?.purged)).toEqual([2, 3]);
    expect(list(fold({ embargoMs: 5 })?.embargoed)).toEqual([]);
    expect(list(fold({ embargoMs: 6 })?.embargoed)).toEqual([4]);
    expect(list(fold({ embargoMs: 5, closed: true })?.embargoed)).toEqual([4]);
    // Session 3 is the last that begins before 35.
    expect(list(fold({ embargo: 1 })?.embargoed)).toEqual([4]);
    expect(list(fold({ embargo: 2 })?.embargoed)).toEqual([4, 5]);
  });

  test("a session that is cut may go as a whole", () => {
    const sessions = [1, 1, 2, 2, 3, 3];
    const labels = { start: [0, 1, 10, 11, 20, 21], end: [1, 12, 11, 12, 21, 22] };
    const fold = (wholeSessions: boolean) => [...new PurgedKFold({ splits: 3, wholeSessions }).split(sessions, { labels })][1];
    expect(list(fold(false)?.train)).toEqual([0, 4, 5]);
    expect(fold(false)?.trainSessions).toEqual([1, 3]);
    expect(list(fold(true)?.train)).toEqual([4, 5]);
    expect(list(fold(true)?.purged)).toEqual([0, 1]);
    expect(fold(true)?.trainSessions).toEqual([3]);
  });

  test("times alone are labels without length", () => {
    const fold = [...new PurgedKFold({ splits: 3, embargoMs: 15 }).split(days(6), { times: [0, 10, 20, 30, 40, 50] })][1];
    expect([list(fold?.test), list(fold?.embargoed), list(fold?.train)]).toEqual([[2, 3], [4], [0, 1, 5]]);
  });
});

describe("combinatorial purged", () => {
  test.each([
    [6, 2, 15, 5],
    [10, 2, 45, 9],
    [8, 3, 56, 21],
    [5, 1, 5, 1],
  ])("%i folds, %i at a time: %i splits, %i paths", (folds, testFolds, splits, paths) => {
    const splitter = new CombinatorialPurgedCV({ folds, testFolds, horizon: 0 });
    expect([splitter.splits, splitter.paths().length, splitter.count(days(40))]).toEqual([splits, paths, splits]);
  });

  test("folds that are tested together and touch are one block: nothing is purged between them", () => {
    const [first, second] = new CombinatorialPurgedCV({ folds: 4, testFolds: 2, horizon: 1, onEmptyTrain: "yield" }).split(days(12));
    expect([first?.testFolds, list(first?.test), list(first?.purged)]).toEqual([[0, 1], range(0, 6), [6]]);
    expect([second?.testFolds, list(second?.test), list(second?.purged)]).toEqual([
      [0, 2],
      [0, 1, 2, 6, 7, 8],
      [3, 5, 9],
    ]);
    expect(second?.testParts.map(list)).toEqual([
      [0, 1, 2],
      [6, 7, 8],
    ]);
  });

  test("a block's hull goes from its first start to its last end, also where sessions of another venue lie between", () => {
    const sessions = [1, 1, 2, 3, 4];
    const labels = { start: [0, 50, 5, 100, 200], end: [1, 60, 10, 110, 210] };
    const folds = [...new CombinatorialPurgedCV({ folds: 4, testFolds: 2 }).split(sessions, { labels })];
    const middle = folds.find(({ testFolds }) => testFolds.join() === "1,2");
    expect([list(middle?.test), list(middle?.purged), list(middle?.train)]).toEqual([[2, 3], [1], [0, 4]]);
  });

  test("200 sessions, 6 folds, 2 at a time, five ahead: both sides of each block", () => {
    const folds = [...new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 5 }).split(days(200))];
    // 0 and 1 are one block at the start; 0 and 2 are two, with fold 1 between them.
    expect(folds.slice(0, 2).map(({ train, test }) => [train.length, test.length])).toEqual([
      [200 - 68 - 5, 68],
      [200 - 67 - 15, 67],
    ]);
  });
});

describe("a sample of combinations", () => {
  const tested = (
    options: { folds: number; testFolds: number; sample?: number; seed?: number },
    sessions = days(options.folds),
  ): string[] => Array.from(new CombinatorialPurgedCV({ ...options, horizon: 0 }).split(sessions), ({ testFolds }) => testFolds.join("+"));

  // np.random.RandomState(7).randint(0, 15, dtype=np.int64) draws 4, 9, 6, 3, 3, 7, … with NumPy 2.4.
  test("is drawn as NumPy draws, what was drawn before passed over, and stands in lexicographic order", () => {
    const all = tested({ folds: 6, testFolds: 2 });
    expect(tested({ folds: 6, testFolds: 2, sample: 5, seed: 7 })).toEqual([3, 4, 6, 7, 9].map((place) => all[place]));
    expect(tested({ folds: 6, testFolds: 2, sample: 4, seed: 7 })).toEqual([3, 4, 6, 9].map((place) => all[place]));
  });

  // np.random.RandomState(42).randint(0, 137846528820, dtype=np.int64): two words a draw.
  test("of 137,846,528,820 combinations, at once", () => {
    expect(countCombinations(40, 20)).toBe(137_846_528_820);
    const places = [121046930702, 77738800342, 44922131914, 100217515380, 101579792514].sort((a, b) => a - b);
    expect([...sampleBelow(137_846_528_820, 5, 42)]).toEqual(places);
    expect(tested({ folds: 40, testFolds: 20, sample: 5, seed: 42 })).toEqual(
      places.map((place) => combinationAt(place, 40, 20).join("+")),
    );
    expect(new CombinatorialPurgedCV({ folds: 40, testFolds: 20, sample: 10, seed: 1, horizon: 0 }).count(days(40))).toBe(10);
  });

  test.each([
    [40, 20, 0, range(0, 20)],
    [40, 20, 137_846_528_819, range(20, 40)],
    [56, 28, 7_648_690_600_760_439, range(28, 56)],
    [6, 2, 5, [1, 2]],
    [100_000, 2, 99_999, [1, 2]],
    [5, 1, 3, [3]],
  ])("of %i, %i at a time, the one at place %i", (of, count, place, chosen) => {
    expect(combinationAt(place, of, count)).toEqual(chosen);
  });

  test("of all is all, with its paths", () => {
    const whole = new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 0 });
    const sampled = new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 0, sample: 15, seed: 3 });
    expect(sampled.paths()).toEqual(whole.paths());
    expect(Array.from(sampled.split(days(12)), ({ paths }) => paths)).toEqual(Array.from(whole.split(days(12)), ({ paths }) => paths));
  });

  test("has no paths, and parts of its tests as ever", () => {
    const [first] = new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 0, sample: 5, seed: 7 }).split(days(12));
    expect([first?.index, first?.testFolds, first?.paths, first?.testParts.map(list)]).toEqual([
      0,
      [0, 4],
      [],
      [
        [0, 1],
        [8, 9],
      ],
    ]);
  });

  test("an empty train set of a combination that is not taken is none", () => {
    const options = { folds: 4, testFolds: 2, horizon: 3 };
    expect(() => new CombinatorialPurgedCV(options).split(days(8))).toThrow(
      "Fold 1: no row is left to train on (folds: 4, testFolds: 2, horizon: 3",
    );
    const folds = new CombinatorialPurgedCV({ ...options, sample: 1, seed: 1 }).split(days(16));
    expect(Array.from(folds, ({ testFolds }) => testFolds)).toEqual([[2, 3]]);
  });
});

describe("purging by asset", () => {
  /** Two assets, a row of each a session, ten units apart. The labels of A reach into the next session, those of B end at once. */
  const sessions = range(0, 12).map((row) => row >> 1);
  const labels = {
    start: sessions.map((session) => 10 * session),
    end: sessions.map((session, row) => 10 * session + (row % 2 === 0 ? 15 : 5)),
    assets: sessions.map((_, row) => (row % 2 === 0 ? "A" : "B")),
  };
  const middle = (options: object): (number[] | undefined)[] => {
    const fold = [...new PurgedKFold({ splits: 3, ...options }).split(sessions, { labels })][1];
    return [fold?.test, fold?.purged, fold?.embargoed, fold?.train].map((set) => set && list(set));
  };

  test("by default labels of all purge each other", () => {
    expect(middle({})).toEqual([range(4, 8), [2, 8, 9], [], [0, 1, 3, 10, 11]]);
    expect(middle({ purge: "all" })).toEqual(middle({}));
  });

  test("a train row meets the labels of its own asset alone", () => {
    expect(middle({ purge: "asset" })).toEqual([range(4, 8), [2, 8], [], [0, 1, 3, 9, 10, 11]]);
  });

  test("embargoes count from the labels of the asset", () => {
    // The last label of A ends at 45, in session 4; that of B at 35, in session 3.
    expect(middle({ purge: "asset", embargo: 1 })).toEqual([range(4, 8), [2, 8], [9, 10], [0, 1, 3, 11]]);
    expect(middle({ embargo: 1 })).toEqual([range(4, 8), [2, 8, 9], [10, 11], [0, 1, 3]]);
    expect(middle({ purge: "asset", embargoMs: 10 })).toEqual([range(4, 8), [2, 8], [9, 10], [0, 1, 3, 11]]);
    expect(middle({ purge: "asset", embargoMs: 6 })).toEqual([range(4, 8), [2, 8], [9, 10], [0, 1, 3, 11]]);
    expect(middle({ purge: "asset", embargoMs: 5 })).toEqual([range(4, 8), [2, 8], [], [0, 1, 3, 9, 10, 11]]);
  });

  test("a session that loses a row loses those of other assets too, where sessions are to stay whole", () => {
    expect(middle({ purge: "asset", wholeSessions: true })).toEqual([range(4, 8), [2, 3, 8, 9], [], [0, 1, 10, 11]]);
  });

  test("an asset that is not tested keeps all of its rows", () => {
    const listed = { ...labels, assets: ["A", "B", "A", "B", "A", "A", "A", "A", "C", "A", "C", "A"] };
    const fold = [...new PurgedKFold({ splits: 3, purge: "asset", embargo: 2 }).split(sessions, { labels: listed })][1];
    expect([list(fold?.purged), list(fold?.embargoed)]).toEqual([[2, 9], [11]]);
  });

  test("on a walk, and for what is held out", () => {
    const [walk] = new WalkForward({ train: 2, test: 1, purge: "asset" }).split(sessions, { labels });
    expect([list(walk?.train), list(walk?.purged)]).toEqual([[0, 1, 3], [2]]);
    const first = { ...labels, assets: sessions.map((_, row) => (row < 10 ? row % 2 : 2)) };
    expect(list(holdOut(sessions, 1, { purge: "asset", labels: first }).purged)).toEqual([]);
    expect(list(holdOut(sessions, 1, { labels: first }).purged)).toEqual([8]);
  });

  test("rows without a session need no asset", () => {
    const holes = [null, ...sessions];
    const its = { start: [Number.NaN, ...labels.start], end: [0, ...labels.end], assets: [null, ...labels.assets] };
    const folds = [...new PurgedKFold({ splits: 3, purge: "asset", nullSession: "drop" }).split(holes, { labels: its })];
    expect(list(folds[1]?.purged)).toEqual([3, 9]);
    expect(auditSplit(folds, { sessions: holes, labels: its, purge: "asset" }).leakFree).toBe(true);
  });
});

/** Where other packages leak or lose rows. Each case is one that they get wrong. */
describe("what others get wrong", () => {
  test.each([
    [29, 10],
    [19, 5],
    [11, 4],
  ])("%i sessions in %i folds: each is tested (skfolio loses the last)", (sessions, splits) => {
    const tested = Array.from(new PurgedKFold({ splits, horizon: 0 }).split(days(sessions)), ({ test }) => list(test)).flat();
    expect(tested).toEqual(range(0, sessions));
  });

  test("after a test block, train rows inside of the test labels go without any embargo (ml4t keeps 10 to 14)", () => {
    const [fold] = new CombinatorialPurgedCV({ folds: 4, testFolds: 1, horizon: 5 }).split(days(40));
    expect(list(fold?.train)).toEqual(range(15, 40));
    const times = Float64Array.from(days(40));
    const labels = { end: times.map((time) => Math.min(time + 5, 39)) };
    const [byTime] = new CombinatorialPurgedCV({ folds: 4, testFolds: 1 }).split(days(40), { times, labels });
    expect(list(byTime?.train)).toEqual(range(14, 40)); // the last label ends at 14, half-open
  });

  test("labels without length: the last test row is not trained on (AFML 7.3)", () => {
    const times = Float64Array.from(days(9));
    for (const { train, test } of new PurgedKFold({ splits: 3 }).split(days(9), { labels: { start: times, end: times } })) {
      expect(list(train).filter((row) => test.has(row))).toEqual([]);
      expect(train.length + test.length).toBe(9);
    }
  });

  test("an embargo that reaches the end of the data still holds (timeseriescv skips it)", () => {
    const times = Float64Array.from(days(10));
    const labels = { end: times.map((time) => Math.min(time + 3, 9)) };
    const fold = [
      ...new PurgedKFold({ splits: 5, embargoMs: 100, closed: true, onEmptyTrain: "yield" }).split(days(10), { times, labels }),
    ][3];
    expect(list(fold?.test)).toEqual([6, 7]);
    expect(list(fold?.train)).toEqual([0, 1, 2]);
  });

  test("the test block begins with the start of its first row, not with the end of its label (mlfinlab)", () => {
    const times = Float64Array.from(days(12));
    const labels = { end: times.map((time) => Math.min(time + 3, 11)) };
    const fold = [...new PurgedKFold({ splits: 3 }).split(days(12), { times, labels })][1];
    // Rows 2 and 3 are labelled until 5 and 6, the test begins at 4.
    expect(list(fold?.train)).toEqual([0, 1, 10, 11]);
  });

  test("sessions are taken in order, not as they appear (ml4t trains on 3 to test 1)", () => {
    const [fold] = new WalkForward({ train: 1, test: 1 }).split([3, 1, 2]);
    expect([fold?.trainSessions, fold?.testSessions]).toEqual([[1], [2]]);
  });
});
