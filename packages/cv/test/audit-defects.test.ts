/**
 * Splits with the faults that well-known packages are known for: the audit finds every one of them from the row numbers alone. The functions
 * here restate the rule that each package follows, fault and all; the packages themselves are not run.
 */
import { describe, expect, test } from "vitest";
import type { AnyFold } from "../src/any-rows.js";
import { type AuditOptions, auditSplit, type Finding, type FindingKind } from "../src/audit.js";
import { GroupKFold, PurgedKFold } from "../src/index.js";
import { labelEndByBars } from "../src/labels.js";

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i);
const find = (folds: Iterable<AnyFold>, options: AuditOptions, kind: FindingKind): Finding[] =>
  auditSplit(folds, options).findings.filter((finding) => finding.kind === kind);
const complement = (n: number, test: readonly number[]): number[] => range(0, n).filter((row) => !test.includes(row));

/** Rows that are a session each, at times 0, 1, 2, …, with labels that look so many rows ahead. */
const bars = (n: number, horizon: number): { sessions: number[]; times: number[]; labels: { end: Float64Array } } => ({
  sessions: range(0, n),
  times: range(0, n),
  // Not clipped at the last row, as the packages do not either where labels come from elsewhere.
  labels: { end: Float64Array.from(range(0, n), (row) => row + horizon) },
});

/** `np.array_split`: the first parts are one longer. */
const parts = (n: number, k: number): [from: number, to: number][] => {
  const bounds = range(0, k + 1).map((i) => i * Math.floor(n / k) + Math.min(i, n % k));
  return range(0, k).map((i) => [bounds[i] as number, bounds[i + 1] as number]);
};

describe("Advances in Financial Machine Learning, snippet 7.3", () => {
  /** Left of the test set rows whose label ends by its first time, right of it rows from the first time that is not before the last label end. */
  const snippet = (times: number[], ends: ArrayLike<number>, k: number): AnyFold[] =>
    parts(times.length, k).map(([from, to]) => {
      const last = Math.max(...range(from, to).map((row) => ends[row] as number));
      const right = times.findIndex((time) => time >= last);
      const left = range(0, times.length).filter((row) => (ends[row] as number) <= (times[from] as number));
      return { train: [...left, ...(right < 0 ? [] : range(right, times.length))], test: range(from, to) };
    });

  test("is right for labels of some length", () => {
    const data = bars(20, 3);
    expect(auditSplit(snippet(data.times, data.labels.end, 4), data).leakFree).toBe(true);
  });

  test("labels without length: the last test row is also trained on", () => {
    const data = bars(20, 0);
    const shared = find(snippet(data.times, data.labels.end, 4), data, "shared-rows");
    expect(shared.map(({ fold }) => fold)).toEqual([0, 1, 2, 3]);
    expect(shared.map(({ rows }) => rows.at(-1))).toEqual([4, 9, 14, 19]);
  });
});

describe("scikit-learn", () => {
  const twelve = bars(12, 2);
  const stripes = [2, 1, 0].map((first) => range(0, 12).filter((row) => row % 3 === first));

  test("GroupKFold: equal sessions in stripes, so that labels of two bars overlap on both sides of every test row", () => {
    const folds = stripes.map((rows) => ({ train: complement(12, rows), test: rows }));
    expect(Array.from(new GroupKFold({ splits: 3 }).split(twelve.sessions), (fold) => [...fold.test])).toEqual(stripes);
    const audit = auditSplit(folds, twelve);
    // All of the 8 train rows, but for the first or last of the data where a test row stands on one side of it only, two rows away.
    expect(audit.folds.map(({ overlap }) => overlap?.rows)).toEqual([7, 8, 7]);
    expect(
      audit.folds
        .flatMap(({ blocks }) => blocks.flatMap(({ before, after }) => [before?.sessions ?? 0, after?.sessions ?? 0]))
        .every((gap) => gap === 0),
    ).toBe(true);
  });

  test("TimeSeriesSplit of rows cuts sessions in two", () => {
    // Four sessions of five bars; 3 splits of 20 rows: tests of 5 from row 5 on, moved by two bars that are missing at the start.
    const sessions = range(0, 18).map((row) => Math.floor((row + 2) / 5));
    const folds = range(0, 3).map((i) => ({ train: range(0, 18 - (3 - i) * 4), test: range(18 - (3 - i) * 4, 18 - (2 - i) * 4) }));
    expect(find(folds, { sessions }, "shared-sessions").map(({ fold }) => fold)).toEqual([0, 1, 2]);
  });
});

describe("skfolio", () => {
  /** Folds of n // k rows; the rows right after the last are added to it, the others to none. */
  const tests = (n: number, k: number): number[][] => {
    const size = Math.floor(n / k);
    const foldOf = range(0, n).map((row) => (Math.floor(row / size) === k ? k - 1 : Math.floor(row / size)));
    return range(0, k).map((fold) => range(0, n).filter((row) => foldOf[row] === fold));
  };

  test.each([
    [29, 10, range(22, 29)],
    [19, 5, [18]],
    [11, 4, [10]],
  ])("CombinatorialPurgedCV of %i rows in %i folds: rows that are never tested", (n, k, lost) => {
    const folds = tests(n, k).map((rows) => ({ train: complement(n, rows), test: rows }));
    const [finding, ...more] = find(folds, { sessions: range(0, n), examples: 20 }, "never-tested");
    expect(finding).toMatchObject({ level: "warning", count: lost.length, rows: lost, fold: null });
    expect(more).toEqual([]);
    expect(find(new PurgedKFold({ splits: k, horizon: 0 }).split(range(0, n)), { sessions: range(0, n) }, "never-tested")).toEqual([]);
  });

  test("WalkForward by calendar spans: the purge shortens the test set, and the train set keeps its overlapping labels", () => {
    const data = bars(65, 3);
    const [finding] = find([{ train: range(0, 44), test: range(44, 62) }], { ...data, order: "time" }, "overlapping-labels");
    // Labels of rows 42 and 43 end after 44; that of row 41 ends there.
    expect(finding).toMatchObject({ level: "leak", rows: [42, 43], count: 3 });
    expect(find([{ train: range(0, 44), test: range(44, 62) }], { sessions: data.sessions, horizon: 3 }, "short-horizon")[0]).toMatchObject(
      { rows: [41, 42, 43] },
    );
  });
});

describe("timeseriescv", () => {
  /** Purging drops rows that touch; the embargo is applied only if some row is later than it. */
  const folds = (times: number[], ends: ArrayLike<number>, k: number, embargo: number): AnyFold[] =>
    parts(times.length, k).map(([from, to]) => {
      const left = range(0, from).filter((row) => (ends[row] as number) < (times[from] as number));
      const last = Math.max(...range(0, to).map((row) => ends[row] as number));
      const next = times.filter((time) => time <= last + embargo).length;
      return { train: [...left, ...range(next < times.length ? next : to, times.length)], test: range(from, to) };
    });

  test("an embargo that reaches the last row is skipped, and with it the purge after the test set", () => {
    const data = bars(40, 3);
    const made = folds(data.times, data.labels.end, 4, 8);
    const overlaps = find(made, { ...data, closed: true }, "overlapping-labels");
    // The labels of rows 20 to 29 end at 32 at the latest.
    expect(overlaps).toMatchObject([{ fold: 2, rows: [30, 31, 32] }]);
    expect(find(made, { ...data, closed: true, embargoMs: 8 }, "short-embargo")).toMatchObject([
      { fold: 2, count: 8, rows: range(32, 37) },
    ]);
  });

  test("otherwise is right", () => {
    const data = bars(40, 3);
    expect(auditSplit(folds(data.times, data.labels.end, 4, 2), { ...data, closed: true, embargoMs: 2 }).leakFree).toBe(true);
  });
});

describe("mlfinlab and its open copies", () => {
  /** The test window is taken to start where the label of the first test row ends; labels that begin, end or lie in it are dropped. */
  const folds = (ends: ArrayLike<number>, k: number): AnyFold[] =>
    parts(ends.length, k).map(([from, to]) => {
      const [first, last] = [ends[from] as number, ends[to - 1] as number];
      const train = range(0, ends.length).filter((row) => {
        const end = ends[row] as number;
        return !((first <= row && row <= last) || (first <= end && end <= last) || (row <= first && last <= end));
      });
      return { train, test: range(from, to) };
    });

  test("labels of three bars leave two overlapping train rows in front of every test set", () => {
    const data = bars(40, 3);
    const overlaps = find(folds(data.labels.end, 4), data, "overlapping-labels");
    expect(overlaps.map(({ fold, rows }) => [fold, rows])).toEqual([
      [1, [8, 9]],
      [2, [18, 19]],
      [3, [28, 29]],
    ]);
  });

  test("the combinatorial splitter sets its embargo to 0", () => {
    const data = bars(40, 3);
    const [finding] = find(folds(data.labels.end, 4), { ...data, embargoMs: 5 }, "short-embargo");
    // Labels of fold 0 end at 12, row 12 itself is dropped as touching, rows 13 to 16 are not.
    expect(finding).toMatchObject({ fold: 0, rows: [13, 14, 15, 16] });
  });
});

describe("ml4t/diagnostic", () => {
  /** Rows up to `horizon` before the test set are dropped, and `embargo` rows from its last bar on; labels of test rows are not looked at. */
  const fold = (n: number, from: number, to: number, horizon: number, embargo: number): AnyFold => ({
    train: [...range(0, from - horizon), ...range(to + embargo, n)],
    test: range(from, to),
  });

  test("train rows within the horizon after a test set are kept", () => {
    const data = bars(100, 5);
    expect(find([fold(100, 50, 60, 5, 0)], { ...data, closed: true }, "overlapping-labels")).toMatchObject([
      { rows: range(60, 65), fold: 0 },
    ]);
    // Half-open: the label of row 59 ends at 64, where that of row 64 starts.
    expect(find([fold(100, 50, 60, 5, 0)], data, "overlapping-labels")).toMatchObject([{ rows: range(60, 64) }]);
  });

  test("the embargo is counted from the last bar, not from the end of its label", () => {
    const data = bars(100, 5);
    const made = [fold(100, 50, 60, 5, 5)];
    expect(auditSplit(made, data).leakFree).toBe(true);
    expect(find(made, { ...data, embargoMs: 5 }, "short-embargo")).toMatchObject([{ rows: range(65, 69), count: 4 }]);
  });

  test("CombinatorialCV of 40 rows in 4 groups with a horizon of 5: rows 10 to 14 are kept after a test of 0 to 9", () => {
    expect(find([fold(40, 0, 10, 5, 0)], { ...bars(40, 5), closed: true }, "overlapping-labels")).toMatchObject([{ rows: range(10, 15) }]);
  });

  test("CombinatorialCV empties the train set of an ordinary panel, where every symbol is in every group", () => {
    const symbols = range(0, 40).map((row) => row % 2);
    const isolated = range(10, 40).filter((row) => !range(0, 10).some((other) => symbols[other] === symbols[row]));
    expect(find([{ train: isolated, test: range(0, 10) }], { sessions: range(0, 40) }, "empty-train")).toMatchObject([
      { level: "warning", fold: 0 },
    ]);
  });

  test("WalkForwardCV that is not consecutive never tests the last rows, nor those between its tests", () => {
    const folds = [10, 40, 70].map((from) => ({ train: range(0, from), test: range(from, from + 10) }));
    const [finding] = find(folds, { sessions: range(0, 100), examples: 60 }, "never-tested");
    expect(finding).toMatchObject({ level: "warning", count: 60, rows: [...range(20, 40), ...range(50, 70), ...range(80, 100)] });
  });

  test("sessions in order of appearance: training on what comes after the test", () => {
    // Sessions 3, 1, 2 as they stand in the frame; the first two are split into train and test.
    const sessions = [3, 3, 1, 1, 2, 2];
    expect(find([{ train: [0, 1], test: [2, 3] }], { sessions, order: "time" }, "train-after-test")).toMatchObject([
      { level: "leak", rows: [0, 1] },
    ]);
  });

  test("held-out tails that begin in the middle of a session", () => {
    const sessions = range(0, 40).map((row) => Math.floor(row / 10));
    expect(find([{ train: range(0, 25), test: range(25, 40) }], { sessions }, "shared-sessions")[0]?.message).toBe(
      "1 session is in both sets: 2 (5 rows for training, 5 rows for testing).",
    );
  });

  test("rows without a session become a session", () => {
    const sessions = range(0, 40).map((row) => (row % 10 === 9 ? null : Math.floor(row / 10)));
    const none = range(0, 40).filter((row) => row % 10 === 9);
    const folds = [{ train: complement(40, none), test: none }];
    expect(find(folds, { sessions }, "rows-without-session")).toMatchObject([{ count: 4, rows: [9, 19, 29, 39] }]);
  });
});

describe("purgedcv", () => {
  test("sessions in order of appearance, in a frame of symbols one below the other: neighbours in time are folds apart", () => {
    // Symbol A has sessions 4 to 7, symbol B, below it, 0 to 7: in order of appearance 4 5 6 7 0 1 2 3.
    const sessions = [...range(4, 8), ...range(0, 8)];
    const appearance = [4, 5, 6, 7, 0, 1, 2, 3];
    const end = sessions.map((session) => session + 2);
    const folds = parts(8, 4).map(([from, to]) => {
      const tested = appearance.slice(from, to);
      // Purged by two sessions on either side, in the wrong order.
      const trained = [...appearance.slice(0, Math.max(0, from - 2)), ...appearance.slice(to + 2)];
      const rowsOf = (wanted: number[]): number[] => range(0, 12).filter((row) => wanted.includes(sessions[row] as number));
      return { train: rowsOf(trained), test: rowsOf(tested) };
    });
    const overlaps = find(folds, { sessions, times: sessions, labels: { end } }, "overlapping-labels");
    // Sessions 4 and 5 are tested, and 3, right before them, trained on.
    expect(overlaps.map(({ fold }) => fold)).toEqual([0, 3]);
    expect(overlaps[0]?.rows).toEqual([7]);
  });
});

describe("mlxtend", () => {
  test("GroupTimeSeriesSplit with its default shift: tests overlap each other", () => {
    const folds = range(0, 4).map((i) => ({ train: range(i, i + 4), test: range(i + 4, i + 6) }));
    expect(find(folds, { sessions: range(0, 9) }, "tested-again")).toMatchObject([{ level: "warning", count: 3 }]);
  });
});

test("labels by bars, clipped at the last row, leak as those that are not", () => {
  const data = { sessions: range(0, 40), times: range(0, 40), labels: { end: labelEndByBars(range(0, 40), 5) } };
  expect(find([{ train: range(0, 35), test: range(35, 40) }], data, "overlapping-labels")).toMatchObject([{ rows: range(31, 35) }]);
});
