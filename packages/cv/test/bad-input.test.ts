/** What is refused: the code, the numbers, and words that say what to do. @module */
import { OpenbellError } from "@openbell/core";
import { describe, expect, test } from "vitest";
import {
  CombinatorialPurgedCV,
  GroupKFold,
  GroupShuffleSplit,
  groupSessions,
  holdOut,
  LeavePGroupsOut,
  PurgedKFold,
  rowsOfIndices,
  rowsOfRanges,
  splitterOf,
  TimeSeriesSplit,
  WalkForward,
} from "../src/index.js";

const days = (length: number): Int32Array => Int32Array.from({ length }, (_, day) => day);
const times = (length: number): Float64Array => Float64Array.from({ length }, (_, row) => 1000 * row);

/** The error of a call. */
function thrown(act: () => unknown): OpenbellError {
  try {
    act();
  } catch (error) {
    if (error instanceof OpenbellError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Labels without length, a second apart. */
const labelled = ({ length }: Int32Array) => ({ start: times(length), end: times(length) });

/** Options of any kind, as a program without types passes them. */
const any = (value: unknown): never => value as never;

describe("too few sessions", () => {
  test.each([
    ["GroupKFold", () => new GroupKFold({ splits: 7 }).split(days(6)), 7, 6],
    ["GroupKFold of nothing", () => new GroupKFold().split([]), 5, 0],
    ["TimeSeriesSplit", () => new TimeSeriesSplit({ splits: 5 }).split(days(5)), 6, 5],
    ["TimeSeriesSplit of nothing", () => new TimeSeriesSplit().split([]), 6, 0],
    ["TimeSeriesSplit, sizes", () => new TimeSeriesSplit({ splits: 3, testSize: 4, gap: 2 }).split(days(14)), 15, 14],
    ["TimeSeriesSplit, calendar", () => new TimeSeriesSplit({ splits: 3, testSize: "1W" }).split(days(21)), 22, 21],
    ["WalkForward", () => new WalkForward({ train: 6, test: 2, gap: 2 }).split(days(8)), 9, 8],
    ["WalkForward, so many splits", () => new WalkForward({ train: 4, test: 3, splits: 3 }).split(days(12)), 13, 12],
    ["WalkForward, so many, partial", () => new WalkForward({ train: 4, test: 3, splits: 3, partial: true }).split(days(10)), 11, 10],
    ["WalkForward, from the end", () => new WalkForward({ train: 4, test: 3, anchor: "end" }).split(days(6)), 7, 6],
    [
      "WalkForward, so many from the end",
      () => new WalkForward({ train: 4, test: 3, gap: 1, splits: 2, anchor: "end" }).split(days(10)),
      11,
      10,
    ],
    ["WalkForward, calendar", () => new WalkForward({ train: "2W", test: 1 }).split(days(14)), 15, 14],
    ["WalkForward, calendar and count", () => new WalkForward({ train: 10, gap: "1W", test: 1 }).split(days(8)), 18, 8],
    [
      "WalkForward, count and calendar from the end",
      () => new WalkForward({ train: 1, test: 10, gap: "1W", anchor: "end" }).split(days(8)),
      18,
      8,
    ],
    ["WalkForward of nothing", () => new WalkForward({ train: 1, test: 1 }).split([]), 3, 0],
    ["LeavePGroupsOut", () => new LeavePGroupsOut({ p: 3 }).split(days(3)), 4, 3],
    ["GroupShuffleSplit", () => new GroupShuffleSplit({ seed: 0, testSize: 3, trainSize: 4 }).split(days(6)), 7, 6],
    ["GroupShuffleSplit, all for test", () => new GroupShuffleSplit({ seed: 0, testSize: 6 }).split(days(6)), 7, 6],
    ["GroupShuffleSplit, all for train", () => new GroupShuffleSplit({ seed: 0, trainSize: 6 }).split(days(6)), 7, 6],
    ["GroupShuffleSplit, a part of too little", () => new GroupShuffleSplit({ seed: 0, trainSize: 0.1 }).split(days(6)), 10, 6],
    ["GroupShuffleSplit of nothing", () => new GroupShuffleSplit({ seed: 0 }).split([]), 2, 0],
    ["PurgedKFold", () => new PurgedKFold({ splits: 5, horizon: 1 }).split(days(4)), 5, 4],
    ["CombinatorialPurgedCV", () => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 0 }).split(days(5)), 6, 5],
    ["holdOut", () => holdOut(days(5), 4, { gap: 1 }), 6, 5],
    ["holdOut of nothing", () => holdOut([], 1), 2, 0],
  ])("%s", (_, act, needed, found) => {
    const error = thrown(act);
    expect(error.code).toBe("TOO_FEW_SESSIONS");
    expect(error.details).toMatchObject({ needed, found });
    expect(error.message).toContain(`needs at least ${needed} sessions, there are ${found}.`);
  });

  test("the parameters, and what to do", () => {
    const error = thrown(() => new TimeSeriesSplit({ splits: 5, gap: 3 }).split(days(7)));
    expect(error.details).toMatchObject({ splits: 5, gap: 3 });
    expect(error.message).toMatch(/\(splits: 5, .*gap: 3\).*Ask for fewer splits, a smaller testSize or a smaller gap\./);
  });

  test("as many as needed are enough", () => {
    expect(new GroupKFold({ splits: 7 }).count(days(7))).toBe(7);
    expect(new TimeSeriesSplit({ splits: 3, testSize: 4, gap: 2 }).count(days(15))).toBe(3);
    expect(new WalkForward({ train: 6, test: 1, gap: 2 }).count(days(9))).toBe(1);
    expect(new WalkForward({ train: 4, test: 3, splits: 3 }).count(days(13))).toBe(3);
    expect(new WalkForward({ train: 4, test: 3, splits: 3, partial: true }).count(days(11))).toBe(3);
    expect(new WalkForward({ train: 4, test: 3, gap: 1, splits: 2, anchor: "end" }).count(days(11))).toBe(2);
    expect(new LeavePGroupsOut({ p: 3 }).count(days(4))).toBe(4);
    expect(new GroupShuffleSplit({ seed: 0, trainSize: 0.1 }).count(days(10))).toBe(5);
    expect(holdOut(days(6), 4, { gap: 1 }).train.length).toBe(1);
  });

  test("a walk on which no test set fits has no folds", () => {
    expect([...new WalkForward({ train: 5, test: 3 }).split(days(7))]).toEqual([]);
  });
});

describe("empty train sets", () => {
  test("are refused before the first fold, with the fold and the parameters", () => {
    const error = thrown(() => new PurgedKFold({ splits: 3, horizon: 3, embargo: 1 }).split(days(9)));
    expect([error.code, error.details]).toEqual(["EMPTY_TRAIN", { fold: 1, splits: 3, horizon: 3, embargo: 1 }]);
    expect(error.message).toContain("Fold 1: no row is left to train on (splits: 3, horizon: 3, embargo: 1).");
  });

  test("by time, and of combinations", () => {
    const labels = { start: times(6), end: times(6).map(() => 9000) };
    const error = thrown(() => new CombinatorialPurgedCV({ folds: 3, testFolds: 2, embargoMs: 5 }).split(days(6), { labels }));
    expect([error.code, error.details]).toEqual(["EMPTY_TRAIN", { fold: 0, folds: 3, testFolds: 2, embargo: 0, embargoMs: 5 }]);
    expect(thrown(() => new WalkForward({ train: 2, test: 2 }).split(days(6), { labels })).details).toMatchObject({
      fold: 0,
      train: 2,
      test: 2,
    });
    expect(thrown(() => new TimeSeriesSplit({ splits: 2 }).split(days(6), { labels })).details).toMatchObject({ fold: 0, splits: 2 });
    expect(thrown(() => holdOut(days(6), 2, { labels })).code).toBe("EMPTY_TRAIN");
  });

  test("of spans without a session", () => {
    const days = [0, 1, 2, 3, 10, 11, 12, 13];
    const walk = (options: object) => new WalkForward({ train: "2D", test: "5D", ...options });
    expect(thrown(() => walk({}).split(days)).details).toMatchObject({ fold: 1, train: "2D", test: "5D" });
    expect(Array.from(walk({ onEmptyTrain: "yield" }).split(days), ({ train }) => train.length)).toEqual([2, 0]);
  });

  test("are given where asked for", () => {
    const folds = [...new PurgedKFold({ splits: 3, horizon: 3, onEmptyTrain: "yield" }).split(days(9))];
    expect(folds.map(({ train }) => train.length)).toEqual([3, 0, 3]);
    expect(folds[1]?.trainSessions).toEqual([]);
  });
});

describe("rows without a session", () => {
  test.each([
    ["null", [1, null, 2, null]],
    ["undefined", [1, undefined, 2, undefined]],
    ["NaN", [1, Number.NaN, 2, Number.NaN]],
    ["NO_SESSION", Int32Array.of(1, -2147483648, 2, -2147483648)],
    ["an empty text", ["a", "", "b", ""]],
    ["null among bigints", [1n, null, 2n, null]],
  ])("%s: the first row and how many", (_, column) => {
    const error = thrown(() => new GroupKFold({ splits: 2 }).split(column));
    expect([error.code, error.details]).toEqual(["MISSING_SESSION", { index: 1, rows: 2 }]);
    expect(error.message).toBe(
      'Row 1 has no session, and 1 more row has none. Drop such rows first, or pass nullSession: "drop" to leave them out of every fold.',
    );
    const [fold] = new GroupKFold({ splits: 2, nullSession: "drop" }).split(column);
    expect([...(fold?.test ?? []), ...(fold?.train ?? [])]).toEqual([2, 0]);
  });

  test("one, or many", () => {
    expect(thrown(() => groupSessions([1, null])).message).toMatch(/^Row 1 has no session\. Drop/);
    expect(thrown(() => groupSessions([null, null, null])).message).toMatch(/^Row 0 has no session, and 2 more rows have none\. Drop/);
  });
});

describe("labels", () => {
  const purged = (labels: object, options: object = {}, sessions: ArrayLike<number | null> = days(4)) =>
    thrown(() => new PurgedKFold({ splits: 2, ...options }).split(sessions, { labels: any(labels) }));

  test("that end before they start, with the row", () => {
    const error = purged({ start: [0, 10, 20, 30], end: [5, 15, 19, 35] });
    expect([error.code, error.details]).toEqual(["INVALID_LABEL", { index: 2, start: 20, end: 19 }]);
    expect(error.message).toContain("Row 2: the label ends at 19, before it starts at 20.");
  });

  test.each([
    ["no end", [0, 10, 20, 30], [5, Number.NaN, 25, 35]],
    ["null for an end", [0, -10, 20, 30], [5, null, 25, 35]],
    ["an end beyond time", [0, 10, 20, 30], [5, Number.POSITIVE_INFINITY, 25, 35]],
    ["no start", [0, Number.NaN, 20, 30], [5, 15, 25, 35]],
    ["a start beyond time", [0, Number.NEGATIVE_INFINITY, 20, 30], [5, 15, 25, 35]],
  ])("with %s", (_, start, end) => {
    expect(purged({ start, end })).toMatchObject({ code: "INVALID_LABEL", details: { index: 1 } });
  });

  test("of rows without a session are not looked at", () => {
    const labels = { start: [0, Number.NaN, 20], end: [5, 3, 25] };
    expect([...new PurgedKFold({ splits: 2, nullSession: "drop" }).split([0, null, 1], { labels })]).toHaveLength(2);
  });

  test.each([
    ["of another length", { start: [0, 1], end: [1, 2, 3, 4] }, "labels.start"],
    ["ends of another length", { start: [0, 1, 2, 3], end: [1, 2, 3] }, "labels.end"],
    ["without starts, nor times", { end: [1, 2, 3, 4] }, "times"],
    ["without ends", { start: [1, 2, 3, 4] }, "labels.end"],
    ["as bigints", { start: [1n, 2n, 3n, 4n], end: [1n, 2n, 3n, 4n] }, "labels.start"],
    ["as dates", { start: [0, 1, 2, 3], end: [0, 1, 2, 3].map((ms) => new Date(ms)) }, "labels.end"],
  ])("%s", (_, labels, name) => {
    expect(purged(labels)).toMatchObject({ code: "INVALID_ARGUMENT", details: { name } });
  });

  test("with a horizon: one or the other", () => {
    const error = purged({ start: [0, 1, 2, 3], end: [0, 1, 2, 3] }, { horizon: 2 });
    expect(error.message).toContain("`horizon` is refused: the label spans say how far labels reach.");
    expect([...new PurgedKFold({ splits: 2, horizon: 0 }).split(days(2), { labels: { start: [0, 1], end: [0, 1] } })]).toHaveLength(2);
  });

  test("are refused where nothing is purged", () => {
    const labels = { start: times(8), end: times(8) };
    for (const splitter of [new GroupKFold(), new LeavePGroupsOut({ p: 1 }), new GroupShuffleSplit({ seed: 1 })])
      expect(thrown(() => splitter.split(days(8), { labels })).message).toContain("does not purge");
  });
});

describe("order in time", () => {
  test("dates and numbers against their times are refused", () => {
    const error = thrown(() => new WalkForward({ train: 1, test: 1 }).split([3, 1, 2], { times: times(3) }));
    expect([error.code, error.details]).toEqual(["TIMESTAMPS_NOT_SORTED", { session: 3, startMs: 0, before: 2, beforeMs: 2000 }]);
    const dates = ["2024-06-04", "2024-06-03"];
    expect(thrown(() => groupSessions(dates, { times: times(2) })).code).toBe("TIMESTAMPS_NOT_SORTED");
    expect(groupSessions(["mon", "fri"], { times: times(2) }).ids).toEqual(["mon", "fri"]);
    expect(groupSessions(["mon", "fri"]).ids).toEqual(["fri", "mon"]);
  });

  test("sessions that were grouped without times are checked too", () => {
    const sessions = groupSessions(["mon", "fri"]);
    const labels = { start: times(2), end: times(2) };
    for (const split of [
      () => new PurgedKFold({ splits: 2 }).split(sessions, { labels }),
      () => new PurgedKFold({ splits: 2, horizon: 0 }).split(sessions, { times: times(2) }),
      () => new WalkForward({ train: 1, test: 1 }).split(sessions, { times: times(2) }),
    ])
      expect(thrown(split)).toMatchObject({ code: "TIMESTAMPS_NOT_SORTED" });
  });

  test("times of the wrong kind", () => {
    expect(thrown(() => groupSessions(days(2), { times: [1] })).details).toMatchObject({ name: "times", found: "1 values" });
    expect(thrown(() => groupSessions(days(1), { times: any([1n]) })).details).toMatchObject({ name: "times" });
    expect(thrown(() => groupSessions(days(2), { times: [1, Number.NaN] })).message).toContain("finite in at least one row of session 1");
  });
});

describe("arguments", () => {
  test.each<[string, () => unknown, string]>([
    ["one fold", () => new GroupKFold({ splits: 1 }), "splits"],
    ["half a fold", () => new PurgedKFold({ splits: 2.5, horizon: 0 }), "splits"],
    ["folds as text", () => new TimeSeriesSplit(any({ splits: "5" })), "splits"],
    ["no folds", () => new GroupShuffleSplit({ splits: 0, seed: 1 }), "splits"],
    ["shuffle without a seed", () => new GroupKFold({ shuffle: true }), "seed"],
    ["a seed without shuffle", () => new GroupKFold({ seed: 1 }), "seed"],
    ["no seed", () => new GroupShuffleSplit(any({})), "seed"],
    ["a seed below 0", () => new GroupShuffleSplit({ seed: -1 }), "seed"],
    ["a seed of 33 bits", () => new GroupKFold({ shuffle: true, seed: 2 ** 32 }), "seed"],
    ["a seed that is not whole", () => new GroupShuffleSplit({ seed: 0.5 }), "seed"],
    ["maxTrain 0", () => new TimeSeriesSplit({ maxTrain: 0 }), "maxTrain"],
    ["a gap below 0", () => new TimeSeriesSplit({ gap: -1 }), "gap"],
    ["a test size of 1.5", () => new TimeSeriesSplit({ testSize: 1.5 }), "testSize"],
    ["a test size of 0", () => new GroupShuffleSplit({ testSize: 0, seed: 1 }), "testSize"],
    ["random sets of weeks", () => new GroupShuffleSplit(any({ testSize: "2W", seed: 1 })), "testSize"],
    ["more than everything", () => new GroupShuffleSplit({ testSize: 0.9, trainSize: 0.2, seed: 1 }), "trainSize"],
    ["no train", () => new WalkForward(any({ test: 1 })), "train"],
    ["no test", () => new WalkForward(any({ train: 1 })), "test"],
    ["no options", () => new WalkForward(any(undefined)), "options"],
    ["hours", () => new WalkForward(any({ train: "4H", test: 1 })), "train"],
    ["zero weeks", () => new WalkForward({ train: "0W", test: 1 }), "train"],
    ["a step of 0", () => new WalkForward({ train: 1, test: 1, step: 0 }), "step"],
    ["an unknown anchor", () => new WalkForward(any({ train: 1, test: 1, anchor: "middle" })), "anchor"],
    ["partial from the end", () => new WalkForward({ train: 1, test: 1, anchor: "end", partial: true }), "partial"],
    ["an embargo on a walk", () => new WalkForward(any({ train: 1, test: 1, embargo: 2 })), "embargo"],
    ["an embargo on a time series", () => new TimeSeriesSplit(any({ embargo: 2 })), "embargo"],
    ["a horizon on GroupKFold", () => new GroupKFold(any({ horizon: 2 })), "horizon"],
    ["a share of rows", () => new PurgedKFold(any({ embargoPct: 0.01 })), "embargoPct"],
    ["an unknown option", () => new GroupKFold(any({ n_splits: 5 })), "options"],
    ["none of p", () => new LeavePGroupsOut({ p: 0 }), "p"],
    ["every fold for test", () => new CombinatorialPurgedCV({ folds: 4, testFolds: 4 }), "testFolds"],
    ["too many splits", () => new CombinatorialPurgedCV({ folds: 30, testFolds: 8 }), "testFolds"],
    ["a sample without a seed", () => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, sample: 3 }), "seed"],
    ["a seed without a sample", () => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, seed: 3 }), "seed"],
    ["a sample of nothing", () => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, sample: 0, seed: 1 }), "sample"],
    ["half a sample", () => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, sample: 0.5, seed: 1 }), "sample"],
    ["a larger sample than there is", () => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, sample: 16, seed: 1 }), "sample"],
    ["a sample that nobody trains", () => new CombinatorialPurgedCV({ folds: 40, testFolds: 20, sample: 100_001, seed: 1 }), "sample"],
    [
      "more combinations than can be counted",
      () => new CombinatorialPurgedCV({ folds: 57, testFolds: 28, sample: 1, seed: 1 }),
      "testFolds",
    ],
    ["a sample of k-fold", () => new PurgedKFold(any({ sample: 2, seed: 1 })), "options"],
    ["paths of a sample", () => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, sample: 14, seed: 1 }).paths(), "sample"],
    ["an unknown scope", () => new PurgedKFold(any({ purge: "symbol" })), "purge"],
    ["by asset without purging", () => new GroupKFold(any({ purge: "asset" })), "purge"],
    ["by asset without labels", () => new PurgedKFold({ purge: "asset", horizon: 1 }).split(days(10)), "labels.assets"],
    ["by asset on a walk without labels", () => new WalkForward({ purge: "asset", train: 2, test: 1 }).split(days(10)), "labels.assets"],
    ["by asset, held out", () => holdOut(days(10), 2, { purge: "asset" }), "labels.assets"],
    ["by asset without assets", () => new PurgedKFold({ purge: "asset" }).split(days(9), { labels: labelled(days(9)) }), "labels.assets"],
    [
      "by asset with times alone",
      () => new PurgedKFold({ purge: "asset", embargoMs: 1 }).split(days(10), { times: times(10) }),
      "labels.assets",
    ],
    [
      "assets of another length",
      () => new PurgedKFold({ purge: "asset" }).split(days(10), { labels: { ...labelled(days(10)), assets: ["ES"] } }),
      "labels.assets",
    ],
    [
      "a row without an asset",
      () => new PurgedKFold({ purge: "asset", splits: 2 }).split(days(3), { labels: { ...labelled(days(3)), assets: ["ES", null, "NQ"] } }),
      "labels.assets[1]",
    ],
    ["an embargo below 0", () => new PurgedKFold({ embargo: -1 }), "embargo"],
    ["an embargo of NaN", () => new PurgedKFold({ embargoMs: Number.NaN }), "embargoMs"],
    ["closed as text", () => new PurgedKFold(any({ closed: "yes" })), "closed"],
    ["an unknown policy", () => new PurgedKFold(any({ onEmptyTrain: "skip" })), "onEmptyTrain"],
    ["an unknown policy for null", () => new PurgedKFold(any({ nullSession: "keep" })), "nullSession"],
    ["an unknown policy for null, grouping", () => groupSessions([], { nullSession: any("keep") }), "nullSession"],
    ["neither horizon nor labels", () => new PurgedKFold().split(days(10)), "horizon"],
    ["milliseconds without times", () => new PurgedKFold({ horizon: 1, embargoMs: 5 }).split(days(10)), "embargoMs"],
    ["closed without labels", () => new PurgedKFold({ horizon: 1, closed: true }).split(days(10)), "closed"],
    ["a share of less than a session", () => new WalkForward({ train: 0.1, test: 1 }).split(days(9)), "train"],
    ["weeks of what is no date", () => new WalkForward({ train: "1W", test: 1 }).split(["a", "b"]), "sessions"],
    ["weeks of dates as numbers", () => new WalkForward({ train: "1W", test: 1 }).split([20240603, 20240604]), "sessions"],
    ["weeks of halves", () => holdOut([0.5, 1.5], "1W"), "sessions"],
    ["nothing held out", () => holdOut(days(5), 0), "held"],
    ["an unknown option of holdOut", () => holdOut(days(5), 1, any({ size: 3 })), "options"],
    ["no column", () => new GroupKFold().split(any(undefined)), "sessions"],
    ["objects as sessions", () => groupSessions(any([1, { day: 2 }])), "sessions[1]"],
    ["Dates as sessions", () => groupSessions(any([new Date(0)])), "sessions[0]"],
    ["text after numbers", () => groupSessions([1, 1, "2"]), "sessions[2]"],
    ["an unknown splitter", () => splitterOf({ name: "k-fold", options: {} }), "name"],
    ["a splitter of Object's", () => splitterOf({ name: "toString", options: {} }), "name"],
    ["half a range", () => rowsOfRanges([0, 1, 2]), "ranges"],
    ["a range backward", () => rowsOfRanges([3, 1]), "ranges[1]"],
    ["ranges in disorder", () => rowsOfRanges([3, 5, 4, 6]), "ranges[2]"],
    ["a row below 0", () => rowsOfIndices([0, -1]), "indices[1]"],
  ])("%s", (_, act, name) => {
    const error = thrown(act);
    expect(error.code).toBe("INVALID_ARGUMENT");
    expect(error.details["name"]).toBe(name);
    expect(error.message).toContain(name);
  });

  test("options that are undefined are left out", () => {
    expect(new GroupKFold(any({ splits: undefined, horizon: undefined })).options).toEqual({
      splits: 5,
      shuffle: false,
      nullSession: "error",
    });
  });

  test("reasons", () => {
    expect(thrown(() => new WalkForward(any({ train: 1, test: 1, embargo: 2 }))).message).toBe(
      "`embargo` is refused: train sets end before test sets begin, so nothing is trained on after a test. Pass gap to leave sessions out between them.",
    );
    expect(thrown(() => new GroupKFold(any({ n_splits: 5 }))).message).toBe(
      'Expected `options` to be made of `splits`, `shuffle`, `seed`, `nullSession`, got "n_splits".',
    );
    expect(thrown(() => new GroupKFold({ shuffle: true })).message).toContain("must be repeatable");
    expect(thrown(() => new CombinatorialPurgedCV({ folds: 30, testFolds: 8 })).message).toBe(
      "Expected `testFolds` to be such that there are at most 100000 splits (8 of 30 folds are 5852925), or given with `sample` and `seed`, to take some of them, got 8 (number).",
    );
    expect(thrown(() => new CombinatorialPurgedCV({ folds: 100, testFolds: 50, sample: 10, seed: 1 })).message).toBe(
      "Expected `testFolds` to be such that there are at most 9007199254740991 combinations to take a sample of; 50 of 100 folds are about 1.0e+29. Ask for fewer folds, or test fewer of them, got 50 (number).",
    );
    expect(thrown(() => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, sample: 16, seed: 1 })).message).toBe(
      "Expected `sample` to be at most 15, the number of choices of 2 of 6 folds; left out, all are taken, got 16 (number).",
    );
    expect(thrown(() => new CombinatorialPurgedCV({ folds: 6, testFolds: 2, sample: 3, seed: 1 }).paths()).message).toBe(
      "`sample` is refused: paths are put together of all 15 combinations, and 3 of them leave holes. Leave it out, or judge each split by itself.",
    );
    expect(thrown(() => new PurgedKFold({ purge: "asset" }).split(days(9), { labels: labelled(days(9)) })).message).toBe(
      'Expected `labels.assets` to be given, the asset of each row, with purge: "asset", got undefined (undefined).',
    );
  });
});
