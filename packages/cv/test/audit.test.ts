/** The audit of a split: what it counts, what it calls it, and that it finds all there is and nothing else. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { assignSessions, NO_SESSION, parseDate, parseInstant, timeZone } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyFold, Rows } from "../src/any-rows.js";
import { type AuditOptions, auditSplit, auditText, type FindingKind } from "../src/audit.js";
import { explainText, lengthText } from "../src/explain-text.js";
import { explainSplit } from "../src/fold-facts.js";
import { CombinatorialPurgedCV, GroupKFold, groupSessions, PurgedKFold, rowsOfRanges, TimeSeriesSplit, WalkForward } from "../src/index.js";
import { labelEndByBars } from "../src/labels.js";

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const days = (length: number): number[] => range(0, length);
/** Kinds and folds of what was found, notes left out. */
const found = (folds: Iterable<AnyFold>, options: AuditOptions): string[] =>
  auditSplit(folds, options)
    .findings.filter(({ level }) => level !== "note")
    .map(({ kind, fold, count }) => `${kind}${fold === null ? "" : ` ${fold}`}: ${count}`);

describe("a week of the E-mini S&P 500, real bars, split by calendar date", () => {
  const file = new URL("../../../examples/data/es-1m-2013-10-06_11.csv.gz", import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n").slice(1);
  const times = Float64Array.from(lines, (line) => parseInstant(line.slice(0, line.indexOf(","))));
  const sessions = assignSessions(CME_EQUITY, times);
  const chicago = timeZone("America/Chicago");
  const wednesday = parseDate("2013-10-09");
  const split = (dateOf: (row: number) => number): { train: number[]; test: number[] } => ({
    train: range(0, times.length).filter((row) => dateOf(row) < wednesday),
    test: range(0, times.length).filter((row) => dateOf(row) >= wednesday),
  });

  test("leaks: Wednesday's session began on Tuesday evening, and 419 of its bars are trained on", () => {
    const audit = auditSplit([split((row) => chicago.localDay(times[row] as number))], { sessions, times });
    expect(audit.leakFree).toBe(false);
    expect(audit.folds[0]?.sharedSessions).toEqual({ count: 1, sessions: [{ session: "2013-10-09", trainRows: 419, testRows: 957 }] });
    expect(audit.findings.map(({ level, kind, fold }) => `${level} ${kind} ${fold}`)).toEqual([
      "leak shared-sessions 0",
      "warning never-tested null",
      "note never-tested null",
      "note labels-unknown null",
    ]);
    expect(auditText(audit)).toBe(
      [
        "fold  train rows  sessions  test rows  sessions  gap  embargo  leaks",
        "0     3133        3         3693       3         0    –        shared-sessions",
        "leak, fold 0: 1 session is in both sets: 2013-10-09 (419 rows for training, 957 rows for testing).",
        "warning: 419 rows are never tested, beyond those before the first test session (rows 2714, 2715, 2716, 2717, 2718, …).",
        "note: 2,714 rows are never tested, all before the first test session.",
        "note: Neither labels nor a horizon were given: whether labels overlap was not checked.",
      ].join("\n"),
    );
  });

  test("does not leak by session date, as long as labels end with their session", () => {
    const folds = [split((row) => sessions[row] as number)];
    expect(auditSplit(folds, { sessions, times, horizon: 0, order: "time" }).leakFree).toBe(true);
  });

  test("leaks by session date too, where labels look 30 bars ahead: into the next session", () => {
    const end = labelEndByBars(times, 30);
    const folds = [split((row) => sessions[row] as number)];
    const audit = auditSplit(folds, { sessions, times, labels: { end } });
    // The 30th bar before the test set ends its label where the first test label starts, and is kept.
    expect(audit.folds[0]?.overlap).toMatchObject({ rows: 29, pairs: (29 * 30) / 2 });
    expect(auditSplit(folds, { sessions, times, labels: { end }, closed: true }).folds[0]?.overlap).toMatchObject({
      rows: 30,
      pairs: (30 * 31) / 2,
    });
    const purged = new WalkForward({ train: 2, test: 3 }).split(sessions, { times, labels: { end } });
    expect(auditSplit(purged, { sessions, times, labels: { end }, order: "time" }).leakFree).toBe(true);
  });
});

describe("what is found in one fold", () => {
  const sessions = ["a", "a", "b", "b", "c", "c", "d", "d"];
  const rows = { sessions };
  test.each<[string, AnyFold, Partial<AuditOptions>, string[]]>([
    ["nothing", { train: [0, 1, 2, 3], test: [4, 5, 6, 7] }, {}, []],
    ["a row in both sets, and so its session", { train: [0, 1, 4], test: range(4, 8) }, {}, ["shared-rows 0: 1", "shared-sessions 0: 1"]],
    ["a session in both sets", { train: [0, 1, 4], test: [5, 6, 7] }, {}, ["shared-sessions 0: 1"]],
    ["a row named twice", { train: [0, 1, 1], test: range(4, 8) }, {}, ["repeated-rows 0: 1"]],
    [
      "ranges that overlap",
      {
        train: [
          [0, 2],
          [1, 3],
        ],
        test: [[4, 8]],
      },
      {},
      ["repeated-rows 0: 1"],
    ],
    ["no train set", { train: [], test: range(4, 8) }, {}, ["empty-train 0: 0"]],
    ["no test set", { train: [0, 1], test: [] }, {}, ["empty-test 0: 0"]],
    [
      "train after test, where order matters",
      { train: [0, 6], test: [4, 5] },
      { order: "time" },
      ["train-after-test 0: 1", "never-tested: 2"],
    ],
    ["train after test, where it does not", { train: [0, 6], test: [4, 5] }, {}, ["never-tested: 2"]],
    [
      "a test in the middle of which one trains",
      { train: [4], test: [2, 6, 7] },
      { order: "time" },
      ["train-after-test 0: 1", "never-tested: 3"],
    ],
    ["labels of a session that reach the next", { train: [0, 1, 2, 3], test: range(4, 8) }, { horizon: 1 }, ["short-horizon 0: 2"]],
    ["labels of a session that do not", { train: [0, 1], test: range(4, 8) }, { horizon: 1 }, []],
    [
      "labels of test sessions that reach train sessions",
      { train: [4, 5, 6, 7], test: [0, 1] },
      { horizon: 2 },
      ["short-horizon 0: 2", "never-tested: 6"],
    ],
    ["an embargo that is too short", { train: [4, 5, 6, 7], test: [0, 1] }, { embargo: 2 }, ["short-embargo 0: 2", "never-tested: 6"]],
    [
      "an embargo, counted from the last label",
      { train: [6, 7], test: [0, 1] },
      { horizon: 2, embargo: 1 },
      ["short-embargo 0: 2", "never-tested: 6"],
    ],
    ["an embargo that holds", { train: [6, 7], test: [0, 1] }, { horizon: 1, embargo: 1 }, ["never-tested: 6"]],
  ])("%s", (_, fold, options, expected) => {
    const kinds = found([fold], { ...rows, ...options });
    // Rows before the first tested one are a note, those after it a warning of its own: looked at below.
    expect(kinds.filter((kind) => !kind.startsWith("never-tested") || expected.some((each) => each.startsWith("never-tested")))).toEqual(
      expected,
    );
  });

  test("embargo in milliseconds, from the end of the last test label", () => {
    const times = range(0, 20);
    const labels = { end: times.map((time) => time + 3) };
    const folds = [{ train: range(14, 20), test: range(0, 10) }];
    // Labels of test rows end at 12: rows 12 to 15 are within 4 of it, and closed also 16.
    const subject = { sessions: times, times, labels };
    expect(auditSplit(folds, { ...subject, embargoMs: 4 }).folds[0]?.withinEmbargo).toEqual({ count: 2, rows: [14, 15] });
    expect(auditSplit(folds, { ...subject, embargoMs: 4, closed: true }).folds[0]?.withinEmbargo).toEqual({ count: 3, rows: [14, 15, 16] });
    expect(auditSplit(folds, { ...subject, embargoMs: 2 }).folds[0]?.withinEmbargo).toEqual({ count: 0, rows: [] });
    expect(auditSplit(folds, { ...subject }).folds[0]?.withinEmbargo).toBeNull();
    // Both at once: sessions 10 to 13, of which 11 is the last that began before 12, and two more; none after that.
    expect(auditSplit(folds, { ...subject, embargoMs: 4, embargo: 5 }).folds[0]?.withinEmbargo).toEqual({ count: 3, rows: [14, 15, 16] });
  });

  test("train rows of a test session are said to be that, and not to be near it as well", () => {
    for (const options of [{ horizon: 1 }, { embargo: 1 }])
      expect(found([{ train: [0, 1, 6], test: [4, 5, 7] }], { sessions, ...options })).toEqual(["shared-sessions 0: 1", "never-tested: 1"]);
    expect(found([{ train: [5], test: [0, 1, 4] }], { sessions, embargo: 2 })).toEqual(["shared-sessions 0: 1", "never-tested: 5"]);
    expect(found([{ train: [4], test: [5, 6, 7] }], { sessions, order: "time" })).toEqual(["shared-sessions 0: 1", "never-tested: 1"]);
  });

  test("an embargo in sessions takes whole sessions, from the block to so many after the one in which its labels end", () => {
    const column = range(0, 20).map((row) => Math.floor(row / 4));
    const times = range(0, 20);
    // Labels of the first session end at 5, in the second, of which rows 6 and 7 come later.
    const labels = { end: times.map((time) => time + 2) };
    const kept = (embargo: number) =>
      explainSplit({ train: range(6, 20), test: range(0, 4) }, { sessions: column, times, labels, embargo }).withinEmbargo;
    expect(kept(1)).toEqual({ count: 6, rows: [6, 7, 8, 9, 10] });
    expect(kept(2)?.count).toBe(10);
    // Labels that end as a session begins do not reach into it.
    const short = { end: times.map((time) => time + 1) };
    expect(
      explainSplit({ train: range(4, 20), test: range(0, 4) }, { sessions: column, times, labels: short, embargo: 1 }).withinEmbargo?.count,
    ).toBe(4);
  });

  test("blocks whose labels end in another order than they stand", () => {
    const times = range(0, 12);
    const labels = { end: [11, ...range(2, 13)] };
    const audit = auditSplit([{ train: [6, 11], test: [0, 4] }], { sessions: times, times, labels, embargoMs: 2 });
    // The label of row 0 ends at 11, that of row 4 at 5.
    expect(audit.folds[0]?.withinEmbargo).toEqual({ count: 2, rows: [6, 11] });
  });

  test("the nearest of several blocks counts for the embargo", () => {
    const times = range(0, 20);
    const audit = auditSplit([{ train: [6, 16], test: [2, 3, 12, 13] }], { sessions: times, times, embargoMs: 4 });
    expect(audit.folds[0]?.withinEmbargo).toEqual({ count: 2, rows: [6, 16] });
  });

  test("times say what comes after what, before sessions do", () => {
    const fold = { train: [0, 3], test: [1] };
    const times = [0, 10, 20, 5];
    expect(auditSplit([fold], { sessions: ["a", "b", "c", "d"], order: "time" }).folds[0]?.trainAfterTest).toEqual({ count: 1, rows: [3] });
    expect(auditSplit([fold], { sessions: ["a", "b", "c", "d"], times, order: "time" }).folds[0]?.trainAfterTest).toEqual({
      count: 0,
      rows: [],
    });
    expect(auditSplit([fold], { sessions: ["a", "b", "c", "d"], times: [0, 10, 20, 10] }).folds[0]?.trainAfterTest.count).toBe(1);
  });

  test("rows without a session, in a fold and in none", () => {
    const column = Int32Array.of(1, 1, NO_SESSION, 2, 2, NO_SESSION);
    const audit = auditSplit([{ train: [0, 1, 2], test: [3, 4] }], { sessions: column, horizon: 0 });
    expect(audit.withoutSession).toBe(2);
    expect(audit.folds[0]?.withoutSession).toEqual({ count: 1, rows: [2] });
    expect(audit.findings.filter(({ level }) => level === "warning").map(({ message }) => message)).toEqual([
      "1 row has no session: taken for one, they would span all of the data (row 2).",
    ]);
  });

  test("labels without an end after their start are named, and not compared", () => {
    const times = range(0, 6);
    const end = [3, 0, Number.NaN, Number.POSITIVE_INFINITY, 9, 9];
    const audit = auditSplit([{ train: [0, 1, 2, 3], test: [4, 5] }], { sessions: times, times, labels: { end } });
    expect(audit.findings.find(({ kind }) => kind === "invalid-labels")).toMatchObject({
      count: 3,
      rows: [1, 2, 3],
      level: "warning",
      fold: null,
    });
    expect(audit.folds[0]?.overlap).toEqual({ rows: 0, pairs: 0, examples: [] });
    expect(audit.folds[0]?.blocks[0]?.before).toEqual({ sessions: 0, ms: 1 });
    // Labels and a horizon of none agree.
    expect(auditSplit([], { sessions: times, times, labels: { end: times }, horizon: 0 }).leakFree).toBe(true);
  });

  test("examples are as many as asked for", () => {
    const audit = auditSplit([{ train: range(0, 50), test: range(0, 50) }], { sessions: days(50), examples: 2 });
    expect(audit.folds[0]?.sharedRows).toEqual({ count: 50, rows: [0, 1] });
    expect(audit.findings[0]?.message).toBe("50 rows are in both sets (rows 0, 1, …).");
    expect(audit.findings[1]?.message).toBe(
      "50 sessions are in both sets: 0 (1 row for training, 1 row for testing), 1 (1 row for training, 1 row for testing), ….",
    );
  });
});

describe("how often rows are tested", () => {
  const coverage = (tests: Rows[], sessions = days(6)) => {
    const audit = auditSplit(
      tests.map((rows) => ({ train: [], test: rows })),
      { sessions, horizon: 0 },
    );
    const kinds = audit.findings.filter(({ fold }) => fold === null).map(({ level, kind, count }) => `${level} ${kind} ${count}`);
    return { ...audit.coverage, kinds };
  };

  test.each<[string, Rows[], object]>([
    [
      "each once",
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
      { never: 0, neverAtStart: 0, once: 6, more: 0, fewest: 1, most: 1, kinds: [] },
    ],
    [
      "all but the first",
      [
        [2, 3],
        [4, 5],
      ],
      { never: 2, neverAtStart: 2, once: 4, more: 0, fewest: 1, most: 1, kinds: ["note never-tested 2"] },
    ],
    [
      "not the last",
      [
        [0, 1, 2],
        [3, 4],
      ],
      { never: 1, neverAtStart: 0, once: 5, kinds: ["warning never-tested 1"] },
    ],
    [
      "neither the first nor the last",
      [
        [1, 2],
        [3, 4],
      ],
      { never: 2, neverAtStart: 1, kinds: ["warning never-tested 1", "note never-tested 1"] },
    ],
    ["each twice", [range(0, 6), range(0, 6)], { once: 0, more: 6, fewest: 2, most: 2, kinds: ["note tested-again 6"] }],
    ["some twice", [range(0, 6), [0, 1]], { once: 4, more: 2, fewest: 1, most: 2, kinds: ["warning tested-again 2"] }],
    ["none at all", [[]], { never: 6, neverAtStart: 6, once: 0, more: 0, fewest: 0, most: 0, kinds: ["note never-tested 6"] }],
  ])("%s", (_, tests, expected) => {
    expect(coverage(tests)).toMatchObject(expected);
  });

  test("rows of the first test session are not before it", () => {
    expect(coverage([[1, 2, 3]], [1, 1, 2, 2])).toMatchObject({ never: 1, neverAtStart: 0, kinds: ["warning never-tested 1"] });
  });

  test("rows in any order: what comes first is said by sessions", () => {
    expect(coverage([[0, 1]], [2, 3, 1])).toMatchObject({ never: 1, neverAtStart: 1 });
  });
});

describe("explainSplit", () => {
  test("blocks, with the gap and the embargo as they are found", () => {
    const sessions = days(20);
    const times = sessions.map((day) => day * 1000);
    const labels = { end: times.map((time) => time + 1500) };
    const fold = {
      train: [
        [0, 4],
        [8, 12],
        [18, 20],
      ] as const,
      test: [6, 7, 14, 15, 16],
    };
    const facts = explainSplit(fold, { sessions, times, labels });
    expect(facts.blocks).toEqual([
      { first: "6", last: "7", sessions: 2, rows: 2, before: { sessions: 2, ms: 1500 }, after: { sessions: 0, ms: -500 } },
      { first: "14", last: "16", sessions: 3, rows: 3, before: { sessions: 2, ms: 1500 }, after: { sessions: 1, ms: 500 } },
    ]);
    expect(facts.train).toEqual({ rows: 10, sessions: 10, first: "0", last: "19" });
    expect(facts.leftOut).toBe(5);
    expect([facts.purged, facts.embargoed]).toEqual([null, null]);
  });

  test("the latest label before a block counts, not that of the last session", () => {
    const facts = explainSplit({ train: [0, 1], test: [3] }, { sessions: days(4), times: days(4), labels: { end: [9, 2, 3, 4] } });
    expect(facts.blocks[0]?.before).toEqual({ sessions: 1, ms: -6 });
    const after = explainSplit({ train: [2, 3], test: [0] }, { sessions: days(4), labels: { start: [0, 1, 9, 3], end: [1, 2, 10, 4] } });
    expect(after.blocks[0]?.after).toEqual({ sessions: 1, ms: 2 });
  });

  test("no times, no milliseconds; no train set on a side, no distance", () => {
    const facts = explainSplit({ train: [0], test: [2, 3] }, { sessions: days(4) });
    expect(facts.blocks).toEqual([{ first: "2", last: "3", sessions: 2, rows: 2, before: { sessions: 1, ms: null }, after: null }]);
  });

  test("a fold of this package says what was purged and embargoed", () => {
    const [, fold] = new PurgedKFold({ splits: 3, horizon: 1, embargo: 1 }).split(days(12));
    const facts = explainSplit(fold as AnyFold, { sessions: days(12), horizon: 1, embargo: 1 });
    expect(explainText(facts)).toBe(
      [
        "Fold 1",
        "train: 5 rows of 5 sessions, 0 to 11",
        "test: 4 rows of 4 sessions, 4 to 7",
        "left out: 3 rows, 2 of them purged, 1 embargoed",
        "block 4 to 7: 1 session to the train set before, 2 sessions to the train set after",
      ].join("\n"),
    );
  });

  test("as text: dates, one session, many blocks, no train set", () => {
    const monday = parseDate("2024-06-03");
    const column = Int32Array.from({ length: 40 }, (_, i) => monday + i);
    const facts = explainSplit(
      { train: [], test: range(0, 40).filter((row) => row % 2 === 1) },
      { sessions: column, times: Float64Array.from(column, (day) => day * 864e5) },
    );
    const lines = explainText(facts).split("\n");
    expect(lines[1]).toBe("train: no rows");
    expect(lines[2]).toBe("test: 20 rows of 20 sessions, 2024-06-04 to 2024-07-12");
    expect(lines[4]).toBe("block 2024-06-04: no train set before, no train set after");
    expect(lines.at(-1)).toBe("… and 8 blocks more");
    expect(lines).toHaveLength(4 + 12 + 1);
    const near = explainSplit(
      { train: [0, 3], test: [1, 2] },
      { sessions: column, times: Float64Array.from(column, (day) => day * 864e5) },
    );
    expect(explainText(near).split("\n").at(-1)).toBe(
      "block 2024-06-04 to 2024-06-05: 0 sessions (1d) to the train set before, 0 sessions (1d) to the train set after",
    );
  });

  test.each([
    [0, "0"],
    [1, "1ms"],
    [-90_000, "-1min 30s"],
    [90_061_001, "1d 1h"],
    [86_400_000 + 5000, "1d 5s"],
  ])("%i ms is %s", (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });

  test("sessions are called as asked", () => {
    const facts = explainSplit({ train: [0], test: [1] }, { sessions: groupSessions([7, 8]), sessionText: (id) => `day ${id}` });
    expect([facts.train.first, facts.test.last]).toEqual(["day 7", "day 8"]);
  });
});

describe("refused", () => {
  const one = [{ train: [0], test: [1] }];
  test.each<[string, Iterable<AnyFold>, Partial<AuditOptions>, RegExp]>([
    ["a row beyond the data", [{ train: [0, 4], test: [1] }], {}, /`folds\[0\]\.train\[1\]` to be a row of the data, from 0 to 3, got 4/],
    ["a row before the data", [...one, { train: [0], test: [-1] }], {}, /`folds\[1\]\.test\[0\]`/],
    ["half a row", [{ train: [0.5], test: [1] }], {}, /`folds\[0\]\.train\[0\]`/],
    [
      "a range that ends before it starts",
      [{ train: [[2, 1]], test: [0] }],
      {},
      /`folds\[0\]\.train\[0\]` to be a half-open range within the 4 rows/,
    ],
    ["a range beyond the data", [{ train: [[2, 5]], test: [0] }], {}, /`folds\[0\]\.train\[0\]`/],
    ["three numbers for a range", [{ train: [[0, 1, 2]] as never, test: [0] }], {}, /a range \[from, to\]/],
    ["a set of this package of other data", [{ train: rowsOfRanges([0, 9]), test: [0] }], {}, /`folds\[0\]\.train\.ranges\[0\]`/],
    ["no set", [{ train: undefined as never, test: [0] }], {}, /`folds\[0\]\.train` to be row numbers/],
    ["times of another length", one, { times: [1] }, /Expected `times` to be/],
    ["labels of another length", one, { times: days(4), labels: { end: [1] } }, /`labels.end` to be of one length/],
    ["starts of another length", one, { labels: { start: [1], end: days(4) } }, /`labels.start` to be of one length/],
    ["labels without starts", one, { labels: { end: days(4) } }, /`times` to be given with labels/],
    ["labels beside a horizon", one, { times: days(4), labels: { end: days(4) }, horizon: 1 }, /`horizon` to be left out/],
    ["half a session", one, { horizon: 0.5 }, /`horizon` to be a whole number/],
    ["a negative embargo", one, { embargo: -1 }, /`embargo` to be a whole number/],
    ["an embargo in time without times", one, { embargoMs: 1 }, /`times` to be given with embargoMs/],
    ["a negative time", one, { times: days(4), embargoMs: -1 }, /`embargoMs` to be/],
    ["another scope", one, { purge: "symbol" as never }, /`purge` to be "all" or "asset"/],
    ["by asset without labels", one, { purge: "asset" }, /`labels.assets` to be given, the asset of each row/],
    ["by asset without assets", one, { purge: "asset", times: days(4), labels: { end: days(4) } }, /`labels.assets` to be given/],
    [
      "assets of another length",
      one,
      { purge: "asset", times: days(4), labels: { end: days(4), assets: ["ES"] } },
      /`labels.assets` to be of one length with the sessions, 4, got 1/,
    ],
    ["another order", one, { order: "past" as never }, /`order` to be "any" or "time"/],
  ])("%s", (_, folds, options, message) => {
    expect(() => auditSplit(folds, { sessions: days(4), ...options })).toThrow(message);
  });
});

describe("for all splits", () => {
  interface Case {
    readonly sessions: number[];
    readonly start: number[];
    readonly end: number[];
    readonly assets: number[];
    readonly train: number[];
    readonly test: number[];
    readonly closed: boolean;
  }
  const cases: fc.Arbitrary<Case> = fc
    .array(fc.record({ start: fc.nat(12), length: fc.nat(4), asset: fc.nat(2), train: fc.boolean(), test: fc.boolean() }), {
      minLength: 1,
      maxLength: 24,
    })
    .chain((rows) =>
      fc.boolean().map((closed) => ({
        // Sessions of four units of time.
        sessions: rows.map(({ start }) => Math.floor(start / 4)),
        start: rows.map(({ start }) => start),
        end: rows.map(({ start, length }) => start + length),
        assets: rows.map(({ asset }) => asset),
        train: rows.flatMap(({ train }, row) => (train ? [row] : [])),
        test: rows.flatMap(({ test: its }, row) => (its ? [row] : [])),
        closed,
      })),
    );

  test("pairs of overlapping labels are those that a comparison of each with each finds", () => {
    fc.assert(
      fc.property(cases, ({ sessions, start, end, train, test: tested, closed }) => {
        const facts = explainSplit({ train, test: tested }, { sessions, labels: { start, end }, closed });
        const overlaps = (i: number, j: number): boolean => {
          const [a, b, c, d] = [start[i], end[i], start[j], end[j]] as [number, number, number, number];
          return closed ? a <= d && b >= c : a < d && b > c;
        };
        const pairs = train.filter((row) => !tested.includes(row)).flatMap((i) => tested.filter((j) => overlaps(i, j)).map((j) => [i, j]));
        expect(facts.overlap).toMatchObject({ pairs: pairs.length, rows: new Set(pairs.map(([i]) => i)).size });
        for (const { train: i, test: j } of facts.overlap?.examples ?? []) expect(pairs).toContainEqual([i, j]);
      }),
      { numRuns: 500 },
    );
  });

  test("by asset: pairs, and rows within the embargo, are those that a comparison of each with each finds", () => {
    const embargoes = fc.record({ embargo: fc.nat(2), embargoMs: fc.nat(4) });
    fc.assert(
      fc.property(cases, embargoes, ({ sessions, start, end, assets, train, test: tested, closed }, { embargo, embargoMs }) => {
        const labels = { start, end, assets };
        const facts = explainSplit({ train, test: tested }, { sessions, labels, closed, purge: "asset", embargo, embargoMs });
        const only = train.filter((row) => !tested.includes(row));
        const overlaps = (i: number, j: number): boolean => {
          const [a, b, c, d] = [start[i], end[i], start[j], end[j]] as [number, number, number, number];
          return assets[i] === assets[j] && (closed ? a <= d && b >= c : a < d && b > c);
        };
        const pairs = only.flatMap((i) => tested.filter((j) => overlaps(i, j)).map((j) => [i, j]));
        const rows = [...new Set(pairs.map(([i]) => i))];
        expect(facts.overlap).toMatchObject({ pairs: pairs.length, rows: rows.length });
        expect(facts.overlap?.examples.map(({ train }) => train)).toEqual(rows.slice(0, 5));
        for (const { train: i, test: j } of facts.overlap?.examples ?? []) expect(pairs).toContainEqual([i, j]);

        const ids = [...new Set(sessions)].sort((a, b) => a - b);
        const place = (row: number): number => ids.indexOf(sessions[row] as number);
        const first = (s: number): number => Math.min(...start.filter((_, row) => place(row) === s));
        const isTested = (s: number): boolean => tested.some((row) => place(row) === s);
        const within = only.filter((row) =>
          facts.blocks.some(({ first: from, last: to }) => {
            const [a, b] = [ids.indexOf(Number(from)), ids.indexOf(Number(to))];
            const its = tested.filter((other) => assets[other] === assets[row] && place(other) >= a && place(other) <= b);
            if (its.length === 0) return false;
            const until = Math.max(...its.map((other) => end[other] as number));
            const last = Math.max(b, ...[...ids.keys()].filter((s) => first(s) < until));
            const soon = (start[row] as number) - until;
            return (
              (embargo > 0 && !isTested(place(row)) && place(row) > b && place(row) <= last + embargo) ||
              (embargoMs > 0 && soon >= 0 && (closed ? soon <= embargoMs : soon < embargoMs))
            );
          }),
        );
        expect(facts.withinEmbargo).toEqual(embargo + embargoMs === 0 ? null : { count: within.length, rows: within.slice(0, 5) });
      }),
      { numRuns: 500 },
    );
  });

  test("shared rows and sessions, left out rows, train after test: as counted by hand", () => {
    fc.assert(
      fc.property(cases, ({ sessions, start, train, test: tested }) => {
        const facts = explainSplit({ train, test: tested }, { sessions, times: start });
        const both = train.filter((row) => tested.includes(row));
        const of = (rows: number[]): Set<number> => new Set(rows.map((row) => sessions[row] as number));
        expect(facts.sharedRows.count).toBe(both.length);
        expect(facts.sharedSessions.count).toBe([...of(train)].filter((session) => of(tested).has(session)).length);
        expect(facts.leftOut).toBe(sessions.length - new Set([...train, ...tested]).size);
        const first = Math.min(...tested.map((row) => start[row] as number));
        expect(facts.trainAfterTest.count).toBe(train.filter((row) => !tested.includes(row) && (start[row] as number) >= first).length);
        expect([facts.train.sessions, facts.test.sessions]).toEqual([of(train).size, of(tested).size]);
      }),
    );
  });

  test("blocks and their distances: as counted by hand", () => {
    fc.assert(
      fc.property(cases, ({ sessions, start, end, train, test: tested }) => {
        const facts = explainSplit({ train, test: tested }, { sessions, labels: { start, end } });
        const ids = [...new Set(sessions)].sort((a, b) => a - b);
        const place = (row: number): number => ids.indexOf(sessions[row] as number);
        for (const { first, last, before, after } of facts.blocks) {
          const [from, to] = [ids.indexOf(Number(first)), ids.indexOf(Number(last))];
          const block = tested.filter((row) => place(row) >= from && place(row) <= to);
          const earlier = train.filter((row) => place(row) < from);
          const later = train.filter((row) => place(row) > to);
          const of = (column: number[], rows: number[]): number[] => rows.map((row) => column[row] as number);
          expect(before).toEqual(
            earlier.length === 0
              ? null
              : { sessions: from - 1 - Math.max(...earlier.map(place)), ms: Math.min(...of(start, block)) - Math.max(...of(end, earlier)) },
          );
          expect(after).toEqual(
            later.length === 0
              ? null
              : { sessions: Math.min(...later.map(place)) - to - 1, ms: Math.min(...of(start, later)) - Math.max(...of(end, block)) },
          );
        }
        expect(facts.blocks.reduce((sum, { rows }) => sum + rows, 0)).toBe(tested.length);
      }),
      { numRuns: 300 },
    );
  });

  test("nothing depends on the form of the rows", () => {
    fc.assert(
      fc.property(cases, ({ sessions, start, end, train, test: tested }) => {
        const subject = { sessions, labels: { start, end } };
        const numbers = explainSplit({ train, test: tested }, subject);
        const ranges = (rows: number[]): [number, number][] => rows.map((row) => [row, row + 1]);
        expect(explainSplit({ train: ranges(train), test: ranges(tested) }, subject)).toEqual(numbers);
        expect(explainSplit({ train: Int32Array.from(train).reverse(), test: rowsOfRanges(ranges(tested).flat()) }, subject)).toEqual(
          numbers,
        );
      }),
    );
  });

  test("a split of ours that was purged holds what it promised, and without purging the labels are found", () => {
    const purged = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 16 }),
      bars: fc.nat(6),
      embargo: fc.nat(2),
      embargoMs: fc.nat(3),
      purge: fc.constantFrom("all", "asset"),
      closed: fc.boolean(),
      combine: fc.boolean(),
    });
    fc.assert(
      fc.property(purged, ({ sizes, bars, embargo, embargoMs, purge, closed, combine }) => {
        const sessions = sizes.flatMap((size, day) => Array.from({ length: size }, () => day));
        const times = sizes.flatMap((size, day) => Array.from({ length: size }, (_, bar) => day * 5 + bar));
        const labels = { end: labelEndByBars(times, bars), assets: times.map((_, row) => ["ES", "NQ"][(row >> 1) % 2]) };
        const options = { embargo, embargoMs, purge, closed, onEmptyTrain: "yield" as const };
        const splitter = combine
          ? new CombinatorialPurgedCV({ folds: 4, testFolds: 2, ...options })
          : new PurgedKFold({ splits: 4, ...options });
        const audit = auditSplit(splitter.split(sessions, { times, labels }), { ...splitter.options, sessions, times, labels });
        expect(audit.findings.filter(({ level }) => level === "leak")).toEqual([]);
        const times4 = combine ? 3 : 1;
        expect(audit.coverage).toMatchObject({ never: 0, fewest: times4, most: times4 });

        const plain = auditSplit(new TimeSeriesSplit({ splits: 3 }).split(sessions), { sessions, times, labels });
        const reaching = bars > 1 || closed;
        if (!reaching) expect(plain.leakFree).toBe(true);
        if (bars > 4) expect(plain.findings.map(({ kind }): FindingKind => kind)).toContain("overlapping-labels");
      }),
    );
  });

  test("a split of ours by sessions holds its horizon and its embargo, and not one more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 30 }), fc.nat(3), fc.nat(3), (count, horizon, embargo) => {
        const sessions = days(count);
        const folds = new PurgedKFold({ splits: 3, horizon, embargo, onEmptyTrain: "yield" }).split(sessions);
        expect(auditSplit(folds, { sessions, horizon, embargo }).leakFree).toBe(true);
        const [first] = folds;
        const facts = explainSplit(first as AnyFold, { sessions });
        if (facts.blocks[0]?.after) expect(facts.blocks[0].after.sessions).toBe(horizon + embargo);
        if (facts.train.rows > 0) {
          expect(found(folds, { sessions, horizon: horizon + embargo + 1 }).some((kind) => kind.startsWith("short-horizon"))).toBe(true);
          expect(found(folds, { sessions, horizon, embargo: embargo + 1 }).some((kind) => kind.startsWith("short-embargo 0"))).toBe(true);
        }
      }),
    );
  });

  test("our splitters share no session, whatever the order of the rows", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 30, maxLength: 60 }), (sessions) => {
        fc.pre(new Set(sessions).size >= 5);
        for (const splitter of [new GroupKFold({ splits: 3 }), new TimeSeriesSplit({ splits: 3 }), new WalkForward({ train: 2, test: 1 })])
          expect(
            auditSplit(splitter.split(sessions), { sessions, horizon: 0, order: splitter instanceof GroupKFold ? "any" : "time" }).leakFree,
          ).toBe(true);
      }),
    );
  });
});
