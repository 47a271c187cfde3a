/**
 * Splitters against answers of scikit-learn, NumPy and a statement of the rules in plain Python that agrees with skfolio and others: every
 * golden case, row by row. Only the cases of StratifiedGroupKFold are left out: its ties are decided by rounding noise.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goldenFolder } from "../../core/test/support/golden.js";
import {
  CombinatorialPurgedCV,
  type Fold,
  GroupKFold,
  GroupShuffleSplit,
  LeavePGroupsOut,
  PurgedKFold,
  type RowSet,
  type SplitData,
  type Splitter,
  TimeSeriesSplit,
  WalkForward,
} from "../src/index.js";
import { RandomState } from "../src/random.js";

type Runs = readonly (readonly [from: number, to: number])[];
type Labels = readonly (readonly [label: string | number, rows: number])[];
interface ExpectedFold {
  readonly train: Runs;
  readonly test: Runs;
  readonly trainSessions?: Runs;
  readonly testSessions?: Runs;
  readonly testFolds?: readonly number[];
}

const folder = goldenFolder("cv");

/** The cases of a file, and its facts. */
function golden<Case>(name: string): { cases: readonly (Case & { id: string; error?: string })[]; meta: Record<string, unknown> } {
  return JSON.parse(readFileSync(join(folder as string, `${name}.json`), "utf8"));
}

const column = (labels: Labels): (string | number)[] => labels.flatMap(([label, rows]) => Array<string | number>(rows).fill(label));
const days = (length: number): Int32Array => Int32Array.from({ length }, (_, day) => day);

/** A set as the golden files write it. */
function runs({ ranges }: RowSet): [number, number][] {
  return Array.from({ length: ranges.length / 2 }, (_, k) => [ranges[2 * k] as number, ranges[2 * k + 1] as number]);
}

/** Rows that are not in a set, as runs. */
function complement(of: Runs, rows: number): Runs {
  const ends = [0, ...of.flat(), rows];
  return Array.from({ length: ends.length / 2 }, (_, k) => [ends[2 * k] as number, ends[2 * k + 1] as number] as const).filter(
    ([from, to]) => from < to,
  );
}

/** Places of some sessions in the list of all of them, as runs. */
function places(some: readonly unknown[], all: readonly unknown[]): [number, number][] {
  const found: [number, number][] = [];
  for (const session of some) {
    const place = all.indexOf(session);
    const last = found.at(-1);
    if (last?.[1] === place) last[1]++;
    else found.push([place, place + 1]);
  }
  return found;
}

/** Folds as the golden files write them. */
const written = (folds: Iterable<Fold>): ExpectedFold[] =>
  Array.from(folds, ({ train, test }) => ({ train: runs(train), test: runs(test) }));

const rowsOnly = (folds: readonly ExpectedFold[]): ExpectedFold[] => folds.map(({ train, test }) => ({ train, test }));

/** Expects the folds of a case, each set also as an array, and as many as were announced; or its error. */
function check(
  make: () => Splitter,
  sessions: ArrayLike<string | number>,
  expected: readonly ExpectedFold[] | undefined,
  data?: SplitData,
): void {
  if (expected === undefined) {
    expect(() => make().split(sessions, data)).toThrow(expect.objectContaining({ name: "OpenbellError" }));
    return;
  }
  const folds = make().split(sessions, data);
  expect(written(folds)).toEqual(rowsOnly(expected));
  expect(folds.length).toBe(expected.length);
  expect(make().count(sessions, data)).toBe(expected.length);
  for (const { train, test } of folds)
    for (const set of [train, test]) {
      const rows = runs(set).flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
      expect([...set.toArray()]).toEqual(rows);
      expect(set.length).toBe(rows.length);
    }
}

describe.skipIf(folder === null)("golden cases", () => {
  test("NumPy's random words and permutations", () => {
    interface Case {
      readonly seed: number;
      readonly raw32: readonly number[];
      readonly permutations: readonly { readonly n: number; readonly perm: readonly number[] }[];
    }
    const { cases } = golden<Case>("numpy_randomstate");
    expect(cases).toHaveLength(5);
    for (const { seed, raw32, permutations } of cases) {
      const random = new RandomState(seed);
      expect(raw32.map(() => random.uint32())).toEqual(raw32);
      // One generator for all of them: the stream goes on.
      const shuffling = new RandomState(seed);
      for (const { n, perm } of permutations) expect([...shuffling.permutation(n)]).toEqual(perm);
    }
  });

  test("GroupKFold", () => {
    const { cases } = golden<{ nSplits: number; groupsRle: Labels; n: number; test?: readonly Runs[] }>("group_kfold");
    expect(cases).toHaveLength(290);
    for (const { nSplits, groupsRle, n, test: tests } of cases)
      check(
        () => new GroupKFold({ splits: nSplits }),
        column(groupsRle),
        tests?.map((test) => ({ test, train: complement(test, n) })),
      );
  });

  test("GroupKFold, shuffled", () => {
    const { cases } = golden<{ nSplits: number; randomState: number; groupsRle: Labels; n: number; test: readonly Runs[] }>(
      "group_kfold_shuffle",
    );
    expect(cases).toHaveLength(48);
    for (const { nSplits, randomState, groupsRle, n, test: tests } of cases)
      check(
        () => new GroupKFold({ splits: nSplits, shuffle: true, seed: randomState }),
        column(groupsRle),
        tests.map((test) => ({ test, train: complement(test, n) })),
      );
  });

  interface TimeSeriesCase {
    readonly nSplits: number;
    readonly gap: number;
    readonly testSize: number | null;
    readonly maxTrainSize: number | null;
    readonly folds?: readonly ExpectedFold[];
  }
  const timeSeries = ({ nSplits, gap, testSize, maxTrainSize }: TimeSeriesCase) => {
    const options = { splits: nSplits, gap, testSize: testSize ?? undefined };
    // scikit-learn takes 0 for "no limit"; we do not take it at all.
    if (maxTrainSize === 0) expect(() => new TimeSeriesSplit({ ...options, maxTrain: 0 })).toThrow(/`maxTrain`/);
    return () => new TimeSeriesSplit({ ...options, maxTrain: maxTrainSize || undefined });
  };

  test("TimeSeriesSplit", () => {
    const { cases } = golden<TimeSeriesCase & { n: number }>("time_series_split");
    expect(cases).toHaveLength(1200);
    for (const each of cases) check(timeSeries(each), days(each.n), each.folds);
  });

  test("TimeSeriesSplit over sessions", () => {
    const { cases } = golden<TimeSeriesCase & { groupsRle: Labels }>("time_series_split_sessions");
    expect(cases).toHaveLength(60);
    for (const each of cases) {
      const sessions = column(each.groupsRle);
      check(timeSeries(each), sessions, each.folds);
      if (each.folds === undefined) continue;
      const all = [...new Set(sessions)].sort((a, b) => (a < b ? -1 : 1));
      const folds = Array.from(timeSeries(each)().split(sessions), ({ trainSessions, testSessions }) => ({
        trainSessions: places(trainSessions, all),
        testSessions: places(testSessions, all),
      }));
      expect(folds).toEqual(each.folds.map(({ trainSessions, testSessions }) => ({ trainSessions, testSessions })));
    }
  });

  test("LeavePGroupsOut", () => {
    const { cases } = golden<{ nGroupsOut: number; groupsRle: Labels; n: number; test?: readonly Runs[] }>("leave_p_groups_out");
    expect(cases).toHaveLength(36);
    for (const { nGroupsOut, groupsRle, n, test: tests } of cases)
      check(
        () => new LeavePGroupsOut({ p: nGroupsOut }),
        column(groupsRle),
        tests?.map((test) => ({ test, train: complement(test, n) })),
      );
  });

  test("GroupShuffleSplit", () => {
    interface Case {
      readonly nSplits: number;
      readonly testSize: number | null;
      readonly trainSize: number | null;
      readonly randomState: number;
      readonly groupsRle: Labels;
      readonly folds?: readonly ExpectedFold[];
    }
    const { cases } = golden<Case>("group_shuffle_split");
    expect(cases).toHaveLength(108);
    for (const { nSplits, testSize, trainSize, randomState, groupsRle, folds } of cases) {
      const sizes = { testSize: testSize ?? undefined, trainSize: trainSize ?? undefined };
      check(() => new GroupShuffleSplit({ splits: nSplits, ...sizes, seed: randomState }), column(groupsRle), folds);
    }
  });

  interface WalkCase {
    readonly trainSize: number;
    readonly testSize: number;
    readonly gap: number;
    readonly step?: number | null;
    readonly expanding: boolean;
    readonly partial: boolean;
    readonly closed?: boolean;
    readonly folds?: readonly ExpectedFold[];
  }
  const walk =
    ({ trainSize, testSize, gap, step, expanding, partial, closed = false }: WalkCase) =>
    () =>
      new WalkForward({
        train: trainSize,
        test: testSize,
        gap,
        step: step ?? undefined,
        expanding,
        partial,
        closed,
        onEmptyTrain: "yield",
      });

  test("WalkForward", () => {
    const { cases } = golden<WalkCase & { n: number }>("walk_forward");
    expect(cases).toHaveLength(972);
    for (const each of cases) check(walk(each), days(each.n), each.folds);
  });

  interface Dataset {
    readonly sessionsRle: Labels;
    readonly start: readonly number[];
    readonly end: readonly number[];
  }

  test("WalkForward with labels", () => {
    const { cases, meta } = golden<WalkCase & { dataset: string }>("walk_forward_timed");
    expect(cases).toHaveLength(64);
    for (const each of cases) {
      const { sessionsRle, start, end } = (meta["datasets"] as Record<string, Dataset>)[each.dataset] as Dataset;
      check(walk(each), column(sessionsRle), each.folds, { labels: { start, end } });
    }
  });

  /** PurgedKFold where one fold is tested at a time, and CombinatorialPurgedCV always. */
  function purged(
    folds: number,
    testFolds: number,
    options: object,
    sessions: ArrayLike<string | number>,
    expected: readonly ExpectedFold[],
    data?: SplitData,
  ): void {
    const combinatorial = (rest: object) => new CombinatorialPurgedCV({ folds, testFolds, ...options, ...rest });
    check(() => combinatorial({ onEmptyTrain: "yield" }), sessions, expected, data);
    if (testFolds === 1) check(() => new PurgedKFold({ splits: folds, ...options, onEmptyTrain: "yield" }), sessions, expected, data);
    const tested = Array.from(combinatorial({ onEmptyTrain: "yield" }).split(sessions, data), (fold) => fold.testFolds);
    expect(tested).toEqual(expected.map((fold) => fold.testFolds));
    const empty = expected.findIndex(({ train }) => train.length === 0);
    const split = () => combinatorial({}).split(sessions, data);
    if (empty >= 0)
      expect(split).toThrow(expect.objectContaining({ code: "EMPTY_TRAIN", details: expect.objectContaining({ fold: empty }) }));
    else expect(split().length).toBe(expected.length);
  }

  test("purging by sessions", () => {
    interface Case {
      readonly nSessions: number;
      readonly nFolds: number;
      readonly nTestFolds: number;
      readonly horizonSessions: number;
      readonly embargoSessions: number;
      readonly folds: readonly ExpectedFold[];
    }
    const { cases } = golden<Case>("purged_sessions");
    expect(cases).toHaveLength(243);
    for (const { nSessions, nFolds, nTestFolds, horizonSessions, embargoSessions, folds } of cases)
      purged(nFolds, nTestFolds, { horizon: horizonSessions, embargo: embargoSessions }, days(nSessions), folds);
  });

  test("purging by time", () => {
    interface Case {
      readonly dataset: string;
      readonly nFolds: number;
      readonly nTestFolds: number;
      readonly embargoMs: number;
      readonly embargoSessions: number;
      readonly closed: boolean;
      readonly wholeSessions: boolean;
      readonly folds: readonly ExpectedFold[];
    }
    const { cases, meta } = golden<Case>("purged_timed");
    expect(cases).toHaveLength(192);
    for (const { dataset, nFolds, nTestFolds, embargoMs, embargoSessions, closed, wholeSessions, folds } of cases) {
      const { sessionsRle, start, end } = (meta["datasets"] as Record<string, Dataset>)[dataset] as Dataset;
      const options = { embargoMs, embargo: embargoSessions, closed, wholeSessions };
      purged(nFolds, nTestFolds, options, column(sessionsRle), folds, { labels: { start, end } });
    }
  });

  test("paths", () => {
    interface Case {
      readonly nFolds: number;
      readonly nTestFolds: number;
      readonly nSplits: number;
      readonly nPaths: number;
      readonly splits: readonly (readonly number[])[];
      readonly paths: readonly (readonly number[])[];
      readonly pathIds: readonly (readonly number[])[];
    }
    const { cases } = golden<Case>("cpcv_paths");
    expect(cases).toHaveLength(9);
    for (const { nFolds, nTestFolds, nSplits, nPaths, splits, paths, pathIds } of cases) {
      const splitter = new CombinatorialPurgedCV({ folds: nFolds, testFolds: nTestFolds, horizon: 0 });
      expect(splitter.splits).toBe(nSplits);
      expect(splitter.paths()).toEqual(paths);
      expect(splitter.paths()).toHaveLength(nPaths);
      const folds = [...splitter.split(days(nFolds))];
      expect(folds.map((fold) => fold.testFolds)).toEqual(splits);
      expect(folds.map((fold) => fold.paths)).toEqual(pathIds);
    }
  });
});
