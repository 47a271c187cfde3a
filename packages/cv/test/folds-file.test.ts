/** Folds as JSON: what is written is read again as it was, and what is damaged, or of other data, is refused with its path. */
import { NO_SESSION, OpenbellError } from "@openbell/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FoldsFile, loadFolds, saveFolds, verifyFolds } from "../src/folds-file.js";
import {
  CombinatorialPurgedCV,
  type Fold,
  GroupKFold,
  GroupShuffleSplit,
  groupSessions,
  LeavePGroupsOut,
  PurgedKFold,
  type Splitter,
  splitterOf,
  TimeSeriesSplit,
  WalkForward,
} from "../src/index.js";

const sessions = ["2024-06-03", "2024-06-03", "2024-06-04", "2024-06-05", "2024-06-06", "2024-06-06", "2024-06-07", "2024-06-10"];
const splitter = new WalkForward({ train: 2, test: 1, gap: 1 });
const text = saveFolds(splitter.split(sessions), { sessions, splitter });

/** All that a fold says. */
const plain = ({ index, train, test: tested, purged, embargoed, trainSessions, testSessions }: Fold): object => ({
  index,
  rows: [train, tested, purged, embargoed].map((rows) => [...rows.toArray()]),
  trainSessions: [...trainSessions],
  testSessions: [...testSessions],
});

const fault = (act: () => unknown): { path: unknown; message: string } => {
  try {
    act();
  } catch (error) {
    if (error instanceof OpenbellError && error.code === "INVALID_FOLDS") return { path: error.details["path"], message: error.message };
    throw error;
  }
  return { path: "no error", message: "" };
};

test("the text is as documented", () => {
  const { data, ...file } = JSON.parse(text) as FoldsFile;
  expect(file).toEqual({
    format: "openbell-folds",
    version: 1,
    splitter: { name: "walk-forward", options: splitter.options },
    folds: [
      { train: [[0, 3]], test: [[4, 6]], purged: [], embargoed: [] },
      { train: [[2, 4]], test: [[6, 7]], purged: [], embargoed: [] },
      { train: [[3, 6]], test: [[7, 8]], purged: [], embargoed: [] },
    ],
  });
  expect({ ...data, fingerprint: null }).toEqual({ rows: 8, sessions: 6, first: "2024-06-03", last: "2024-06-10", fingerprint: null });
});

test("fingerprints stay what they are: files of today are read tomorrow", () => {
  const of = (column: Parameters<typeof groupSessions>[0]): string =>
    (JSON.parse(saveFolds([], { sessions: column })) as FoldsFile).data.fingerprint;
  expect(of(sessions)).toBe("8a836740541cae6f");
  expect(of(Int32Array.of(19877, 19877, NO_SESSION, 19878))).toBe("27f531484f7f142d");
  expect(of([])).toBe("e38fadc920bc3818");
});

describe("loading", () => {
  test.each<[string, Splitter]>([
    ["group-k-fold", new GroupKFold({ splits: 3, shuffle: true, seed: 7 })],
    ["time-series-split", new TimeSeriesSplit({ splits: 2, gap: 1 })],
    ["walk-forward", new WalkForward({ train: "3D", test: 1, expanding: true })],
    ["leave-p-groups-out", new LeavePGroupsOut({ p: 2 })],
    ["group-shuffle-split", new GroupShuffleSplit({ splits: 3, seed: 1, testSize: 0.3 })],
    ["purged-k-fold", new PurgedKFold({ splits: 3, horizon: 1, embargo: 1 })],
    ["combinatorial-purged-cv", new CombinatorialPurgedCV({ folds: 5, testFolds: 2, horizon: 0 })],
    ["combinatorial-purged-cv", new CombinatorialPurgedCV({ folds: 5, testFolds: 2, horizon: 0, sample: 4, seed: 9 })],
  ])("gives the folds of %s again, and the splitter with every option", (name, each) => {
    const folds = Array.from(each.split(sessions), plain);
    const saved = loadFolds(saveFolds(each.split(sessions), { sessions, splitter: each }), { sessions });
    expect(saved.folds.map(plain)).toEqual(folds);
    expect(saved.splitter).toEqual({ name, options: JSON.parse(JSON.stringify(each.options)) });
    expect(Array.from(splitterOf(saved.splitter as never).split(sessions), plain)).toEqual(folds);
  });

  test("folds purged by asset are verified with their assets, and not without", () => {
    const times = sessions.map((_, row) => row);
    const labels = { end: times.map((time) => time + 1.5), assets: times.map((time) => (time % 2 === 0 ? "A" : "B")) };
    const byAsset = new PurgedKFold({ splits: 3, purge: "asset", onEmptyTrain: "yield" });
    const saved = saveFolds(byAsset.split(sessions, { times, labels }), { sessions, splitter: byAsset });
    expect(verifyFolds(saved, { sessions, times, labels }).splitter).toMatchObject({ options: { purge: "asset" } });
    expect(() => verifyFolds(saved, { sessions, times, labels: { end: labels.end } })).toThrow("Expected `labels.assets` to be given");
  });

  test("takes what JSON.parse gave, and grouped sessions", () => {
    const saved = loadFolds(JSON.parse(text) as FoldsFile, { sessions: groupSessions(sessions) });
    expect(saved.folds.map(plain)).toEqual(Array.from(splitter.split(sessions), plain));
  });

  test("folds of another package, rows in any order", () => {
    const saved = loadFolds(saveFolds([{ train: [3, 2, 0, 1], test: [[6, 8]] }], { sessions }), { sessions });
    expect(saved.splitter).toBeNull();
    expect(saved.folds.map(plain)).toEqual([
      {
        index: 0,
        rows: [[0, 1, 2, 3], [6, 7], [], []],
        trainSessions: ["2024-06-03", "2024-06-04", "2024-06-05"],
        testSessions: ["2024-06-07", "2024-06-10"],
      },
    ]);
  });

  test("rows without a session", () => {
    const column = [null, "a", "a", null, "b", "b", ""];
    const folds = new GroupKFold({ splits: 2, nullSession: "drop" });
    const saved = loadFolds(saveFolds(folds.split(column), { sessions: column, splitter: folds }), { sessions: column });
    expect(saved.folds.map(plain)).toEqual(Array.from(folds.split(column), plain));
    // One "no session" is as good as another.
    const other = [undefined, "a", "a", "", "b", "b", null];
    expect(loadFolds(saveFolds([], { sessions: column }), { sessions: other }).folds).toEqual([]);
    expect(loadFolds(saveFolds([], { sessions: ["a", null, null, "b"] }), { sessions: ["a", null, "", "b"] }).folds).toEqual([]);
  });

  test("of any column in any order, what was saved is what is loaded", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 6 }), { freq: 8 }), { minLength: 20, maxLength: 50 }), (column) => {
        fc.pre(new Set(column).size > 4);
        const folds = new PurgedKFold({ splits: 3, horizon: 1, nullSession: "drop", onEmptyTrain: "yield" });
        const saved = verifyFolds(saveFolds(folds.split(column), { sessions: column, splitter: folds }), { sessions: column });
        expect(saved.folds.map(plain)).toEqual(Array.from(folds.split(column), plain));
      }),
    );
  });
});

describe("other data is refused", () => {
  const changed = (change: (column: string[]) => void): string[] => {
    const column = [...sessions];
    change(column);
    return column;
  };
  test.each([
    ["a row more", changed((column) => column.push("2024-06-10")), "data.rows"],
    [
      "a session more",
      changed((column) => column.splice(6, 1, "2024-06-08")).map((id, i) => (i === 5 ? "2024-06-07" : id)),
      "data.sessions",
    ],
    ["another first session", changed((column) => column.fill("2024-06-02", 0, 2)), "data.first"],
    ["another last session", changed((column) => column.fill("2024-06-11", 7)), "data.last"],
    ["another session in between", changed((column) => column.fill("2024-06-09", 6, 7)), "data.fingerprint"],
    ["a row of another session", changed((column) => column.fill("2024-06-04", 1, 2)), "data.fingerprint"],
    ["other order", changed((column) => column.reverse()), "data.fingerprint"],
  ])("%s", (_, column, path) => {
    expect(fault(() => loadFolds(text, { sessions: column })).path).toBe(path);
  });

  test("with both values and what they are", () => {
    expect(fault(() => loadFolds(text, { sessions: sessions.slice(1) })).message).toBe(
      "Folds: expected `data.rows` to be that of the sessions given, 7, got 8 (number).",
    );
  });

  test("any other column of the same length has another fingerprint", () => {
    const column = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 });
    const print = (ids: number[]): string => (JSON.parse(saveFolds([], { sessions: ids })) as FoldsFile).data.fingerprint;
    fc.assert(
      fc.property(column, column, (a, b) => {
        expect(print(a) === print(b)).toBe(a.join() === b.join());
      }),
      { numRuns: 1000 },
    );
  });
});

describe("damage is refused", () => {
  const edited = (edit: (file: Record<string, never>) => void): FoldsFile => {
    const file = JSON.parse(text) as Record<string, never>;
    edit(file);
    return file as unknown as FoldsFile;
  };
  // biome-ignore lint/suspicious/noExplicitAny: damage has no type
  const cases: [string, (file: any) => void, string][] = [
    ["another format", (file) => (file.format = "folds"), "format"],
    ["another version", (file) => (file.version = 2), "version"],
    ["no data", (file) => (file.data = null), "data"],
    ["no fingerprint", (file) => delete file.data.fingerprint, "data.fingerprint"],
    ["no folds", (file) => delete file.folds, "folds"],
    ["a fold that is none", (file) => (file.folds[1] = 3), "folds[1]"],
    ["no train set", (file) => delete file.folds[1].train, "folds[1].train"],
    ["no purged set", (file) => delete file.folds[1].purged, "folds[1].purged"],
    ["a range of three", (file) => (file.folds[1].test[0] = [1, 2, 3]), "folds[1].test[0]"],
    ["a range of text", (file) => (file.folds[1].test[0] = ["1", "2"]), "folds[1].test[0]"],
    ["a row number for a range", (file) => (file.folds[1].test[0] = 6), "folds[1].test[0]"],
    ["an empty range", (file) => (file.folds[1].test[0] = [6, 6]), "folds[1].test[0]"],
    ["a range before the data", (file) => (file.folds[1].test[0] = [-1, 2]), "folds[1].test[0]"],
    ["a range beyond the data", (file) => (file.folds[1].test[0] = [6, 9]), "folds[1].test[0]"],
    ["ranges out of order", (file) => file.folds[1].test.push([0, 1]), "folds[1].test[1]"],
    ["a row in two sets", (file) => (file.folds[1].test = [[3, 7]]), "folds[1].test"],
    ["a row trained on and embargoed", (file) => (file.folds[1].embargoed = [[0, 4]]), "folds[1].embargoed"],
    ["a splitter without a name", (file) => delete file.splitter.name, "splitter.name"],
    ["a splitter without options", (file) => delete file.splitter.options, "splitter.options"],
    ["a list for a splitter", (file) => (file.splitter = []), "splitter"],
  ];
  test.each(cases)("%s", (_, edit, path) => {
    expect(fault(() => loadFolds(edited(edit), { sessions })).path).toBe(path);
  });

  test.each([
    ["text that is no JSON", "{", /JSON text, got "\{"/],
    ["a list", "[]", /an object/],
    ["null", "null", /an object/],
  ])("%s", (_, damaged, message) => {
    expect(fault(() => loadFolds(damaged, { sessions })).message).toMatch(message);
  });

  test("says which rows are in two sets", () => {
    const file = JSON.parse(text) as FoldsFile;
    const folds = file.folds.map((fold, index) => (index === 1 ? { ...fold, train: [[0, 4]] as const, test: [[3, 7]] as const } : fold));
    expect(fault(() => loadFolds({ ...file, folds }, { sessions })).message).toBe(
      'Folds: expected `folds[1].test` to be apart from train, got "row 3, which is in both".',
    );
  });

  test("is not written in the first place", () => {
    expect(fault(() => saveFolds([{ train: [0, 1], test: [1] }], { sessions })).path).toBe("folds[0].test");
    expect(fault(() => saveFolds([{ train: [0, 9], test: [1] }], { sessions })).path).toBe("folds[0].train[1]");
  });
});

describe("verifying", () => {
  test("folds that the splitter gives again", () => {
    expect(verifyFolds(text, { sessions }).folds).toHaveLength(3);
    expect(verifyFolds(text, { sessions, splitter }).folds).toHaveLength(3);
  });

  test("with labels and times, as they were split", () => {
    const times = sessions.map((_, row) => row * 10);
    const labels = { end: times.map((time) => time + 15) };
    const purged = new PurgedKFold({ splits: 2 });
    const saved = saveFolds(purged.split(sessions, { times, labels }), { sessions, splitter: purged });
    expect(verifyFolds(saved, { sessions, times, labels }).folds.map(({ purged: rows }) => rows.length)).toEqual([1, 1]);
    expect(fault(() => verifyFolds(saved, { sessions, times, labels: { end: times } })).path).toBe("folds[0].train");
  });

  test.each([
    ["fewer folds", [{ train: [0, 1, 2], test: [4, 5] }], "folds", /to be the 3 that walk-forward gives, got "1 folds"/],
    [
      "a row less",
      [{ train: [0, 1], test: [4, 5] }, ...[...splitter.split(sessions)].slice(1)],
      "folds[0].train",
      /the 3 rows that walk-forward gives, got "2 rows, without row 2"/,
    ],
    [
      "a row more",
      [...[...splitter.split(sessions)].slice(0, 2), { train: [3, 4, 5], test: [1, 7] }],
      "folds[2].test",
      /the 1 rows that walk-forward gives, got "2 rows, with row 1"/,
    ],
  ])("%s", (_, folds, path, message) => {
    const found = fault(() => verifyFolds(saveFolds(folds, { sessions, splitter }), { sessions }));
    expect(found.path).toBe(path);
    expect(found.message).toMatch(message);
  });

  test("takes a splitter, saved or given", () => {
    expect(fault(() => verifyFolds(saveFolds([], { sessions }), { sessions })).path).toBe("splitter");
  });

  test("an older scikit-learn deals sessions of one size out another way: found", () => {
    // With more than 16 groups its sort is not stable; any other order of equal sessions is one it may give.
    const twenty = Array.from({ length: 20 }, (_, day) => day);
    const folds = Array.from({ length: 4 }, (_, fold) => ({
      train: twenty.filter((day) => day % 4 !== fold),
      test: twenty.filter((day) => day % 4 === fold),
    }));
    expect(
      fault(() => verifyFolds(saveFolds(folds, { sessions: twenty }), { sessions: twenty, splitter: new GroupKFold({ splits: 4 }) })).path,
    ).toBe("folds[0].train");
  });
});
