/** The checker of histories accepts good ones and names the rule that each bad one breaks. @module */

import { type Attempt, checkHistory, type FinalRecord, type Rule } from "@openbell/conformance/rig";
import { describe, expect, test } from "vitest";

const K = "t/note/1";
type Given = Partial<Attempt> & { at?: [number, number | null] };

const attempt = (verb: Attempt["verb"], operation: string | null, given: Given): Attempt => {
  const { at = [0, 1], ...rest } = given;
  return { process: "p1", key: K, verb, operation, startMs: at[0], endMs: at[1], outcome: "applied", ...rest };
};
const put = (operation: string, version: number, revision: number, at: [number, number | null], more: Given = {}): Attempt =>
  attempt("put", operation, { etag: `a.${version}.${operation}`, revision, digest: `d-${operation}`, at, ...more });
const append = (operation: string, etag: string, revision: number, at: [number, number | null], more: Given = {}): Attempt =>
  attempt("append", operation, { etag, revision, at, ...more });
const get = (etag: string, revision: number, at: [number, number], digest = `d-${etag.split(".")[2]}`): Attempt =>
  attempt("get", null, { etag, revision, digest, at, outcome: "read" });
const unknown = (verb: Attempt["verb"], operation: string, at: [number, number | null], more: Given = {}): Attempt =>
  attempt(verb, operation, { at, outcome: "unknown", digest: `d-${operation}`, ...more });
const final = (etag: string | null, log: string[], more: Partial<FinalRecord> = {}): FinalRecord => ({
  key: K,
  etag,
  revision: log.length,
  digest: etag === null ? "" : `d-${etag.split(".")[2]}`,
  log,
  count: log.length,
  ...more,
});

/** Put, append, put: the history that the others spoil. */
const good = [put("a", 1, 1, [0, 1]), append("b", "a.1.a", 2, [2, 3]), put("c", 2, 3, [4, 5]), get("a.2.c", 3, [6, 7])];
const end = final("a.2.c", ["a", "b", "c"]);

describe("good histories", () => {
  const cases: Record<string, [Attempt[], FinalRecord]> = {
    "one after the other": [good, end],
    "writes that overlap may come in either order": [
      [put("a", 1, 1, [0, 1]), append("b", "a.1.a", 3, [2, 9]), append("c", "a.1.a", 2, [3, 8])],
      final("a.1.a", ["a", "c", "b"]),
    ],
    "an unknown write that was applied": [[put("a", 1, 1, [0, 1]), unknown("append", "b", [2, 3])], final("a.1.a", ["a", "b"])],
    "an unknown write that was not": [[put("a", 1, 1, [0, 1]), unknown("append", "b", [2, 3])], final("a.1.a", ["a"])],
    "a repetition with the first answer": [
      [put("a", 1, 1, [0, 1]), unknown("append", "b", [2, 3]), append("b", "a.1.a", 2, [4, 5])],
      final("a.1.a", ["a", "b"]),
    ],
    "a write whose process died": [[put("a", 1, 1, [0, 1]), append("b", "", 0, [2, null], { outcome: "died" })], final("a.1.a", ["a"])],
    "removed, and made anew": [
      [
        ...good,
        attempt("remove", "r", { etag: "a.2.c", revision: 4, at: [8, 9] }),
        put("n", 1, 1, [10, 11], { etag: "n.1.n" }),
        get("n.1.n", 1, [12, 13]),
      ],
      final("n.1.n", ["n"]),
    ],
    "removed by nobody knows whom": [[...good, unknown("remove", "r", [8, 9])], final(null, [])],
    "epochs that rise": [[put("a", 1, 1, [0, 1], { epoch: 1 }), put("b", 2, 2, [2, 3], { epoch: 2 })], final("a.2.b", ["a", "b"])],
    "a record that keeps no counter": [good, { ...end, count: null }],
  };
  for (const [name, [attempts, last]] of Object.entries(cases)) {
    test(name, () => {
      expect(checkHistory(attempts, [last]).violations).toEqual([]);
      expect(checkHistory([...attempts].reverse(), [last]).violations).toEqual([]);
    });
  }
});

describe("bad histories", () => {
  const cases: Record<string, [Rule, Attempt[], FinalRecord]> = {
    "an acknowledged put is gone": ["lost", [...good, put("x", 3, 4, [8, 9])], end],
    "an acknowledged append is gone": ["lost", [...good, append("x", "a.2.c", 4, [8, 9])], end],
    "the record is gone and nobody removed it": ["lost", good, final(null, [])],
    "an append is there twice": ["doubled", good, { ...end, log: ["a", "b", "b", "c"] }],
    "a repetition was a second write": [
      "replay-differs",
      [put("a", 1, 1, [0, 1]), append("b", "a.1.a", 2, [2, 3]), append("b", "a.1.a", 3, [4, 5])],
      final("a.1.a", ["a", "b"]),
    ],
    "two writers got one version": [
      "version-twice",
      [put("a", 1, 1, [0, 1]), put("b", 2, 2, [2, 5]), put("c", 2, 2, [3, 6])],
      final("a.2.c", ["a", "c"]),
    ],
    "a write that was refused is there": [
      "phantom",
      [put("a", 1, 1, [0, 1]), append("b", "", 0, [2, 3], { outcome: "refused" })],
      final("a.1.a", ["a", "b"]),
    ],
    "a write that surely did nothing is there": [
      "phantom",
      [put("a", 1, 1, [0, 1]), append("b", "", 0, [2, 3], { outcome: "not-applied" })],
      final("a.1.a", ["a", "b"]),
    ],
    "a write that nobody made": ["phantom", good, { ...end, log: ["a", "b", "c", "z"], revision: 4, count: 4 }],
    "an item without its counter": ["partial", good, { ...end, count: 2 }],
    "a body without its item": [
      "partial",
      [put("a", 1, 1, [0, 1]), unknown("put", "b", [2, 3])],
      final("a.2.b", ["a"], { revision: 2, count: 2 }),
    ],
    "an item without its body": ["partial", [put("a", 1, 1, [0, 1]), unknown("put", "b", [2, 3])], final("a.1.a", ["a", "b"])],
    "a read of an older state": ["real-time", [...good, get("a.1.a", 2, [8, 9])], end],
    "a write before one that had ended": [
      "real-time",
      [put("a", 1, 1, [0, 1]), append("b", "a.1.a", 3, [2, 3]), append("c", "a.1.a", 2, [4, 5])],
      final("a.1.a", ["a", "c", "b"]),
    ],
    "a read of a body that this version never had": ["wrong-read", [...good, get("a.2.c", 3, [8, 9], "d-x")], end],
    "the body at the end is another one": ["wrong-read", good, { ...end, digest: "d-x" }],
    "a read of a version that nobody wrote": ["phantom", [...good, get("a.2.z", 3, [8, 9])], end],
    "an answer under another operation's name": [
      "wrong-etag",
      [put("a", 1, 1, [0, 1]), put("b", 2, 2, [2, 3], { etag: "a.2.x" })],
      final("a.2.b", ["a", "b"]),
    ],
    "a place that is not the revision's": ["out-of-place", good, { ...end, log: ["a", "c", "b"] }],
    "a read after the removal": [
      "after-removal",
      [...good, attempt("remove", "r", { etag: "a.2.c", revision: 4, at: [8, 9] }), get("a.2.c", 3, [10, 11])],
      final(null, []),
    ],
    "a write after the removal": [
      "after-removal",
      [...good, attempt("remove", "r", { etag: "a.2.c", revision: 4, at: [8, 9] }), append("x", "a.2.c", 5, [8, 9])],
      final(null, []),
    ],
    "a removed record that is there": ["after-removal", [...good, attempt("remove", "r", { etag: "a.2.c", revision: 4, at: [8, 9] })], end],
    "two incarnations at once": [
      "incarnations-mixed",
      [put("a", 1, 1, [0, 1]), put("n", 1, 1, [2, 3], { etag: "n.1.n" }), append("b", "a.1.a", 2, [4, 5]), unknown("remove", "r", [0, 9])],
      final("n.1.n", ["n"]),
    ],
    "an owner that was replaced": [
      "stale-epoch",
      [put("a", 1, 1, [0, 1], { epoch: 1 }), put("b", 2, 2, [2, 3], { epoch: 2 }), append("c", "a.2.b", 3, [2, 5], { epoch: 1 })],
      final("a.2.b", ["a", "b", "c"]),
    ],
    "a writer without an epoch after one with": [
      "stale-epoch",
      [put("a", 1, 1, [0, 1], { epoch: 1 }), append("c", "a.1.a", 2, [2, 5])],
      final("a.1.a", ["a", "c"]),
    ],
    "a promise that never settled": ["unsettled", [...good, append("x", "", 0, [8, null], { outcome: "unsettled" })], end],
  };
  for (const [name, [rule, attempts, last]] of Object.entries(cases)) {
    test(`${name}: ${rule}`, () => {
      expect(checkHistory(attempts, [last]).violations.map((violation) => violation.rule)).toContain(rule);
      // No pile of other findings: at most one more rule, which follows from the first.
      expect(new Set(checkHistory([...attempts].reverse(), [last]).violations.map((violation) => violation.rule)).size).toBeLessThan(4);
    });
  }
});

test("a hundred thousand operations in a second or so: the time grows like a sort's", () => {
  const attempts: Attempt[] = [];
  const finals: FinalRecord[] = [];
  for (let record = 0; record < 100; record++) {
    const key = `t/note/${record}`;
    const log: string[] = [];
    for (let i = 0; i < 1000; i++) {
      const operation = `${record}-${i}`;
      const at: [number, number] = [i * 2, i * 2 + 1];
      attempts.push({ ...put(operation, i + 1, i + 1, at), etag: `${record}-0.${i + 1}.${operation}`, key });
      log.push(operation);
    }
    finals.push({ ...final(`${record}-0.1000.${log.at(-1)}`, log), key, digest: `d-${log.at(-1)}` });
  }
  const before = performance.now();
  expect(checkHistory(attempts, finals)).toMatchObject({ acknowledged: 100_000, violations: [] });
  expect(performance.now() - before).toBeLessThan(5000);
});
