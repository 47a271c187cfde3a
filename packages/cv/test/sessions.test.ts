/** Grouping a column, and sets of rows. @module */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GroupKFold, groupSessions, LeavePGroupsOut, rowsOfIndices, rowsOfRanges } from "../src/index.js";

describe("groupSessions", () => {
  test.each([
    ["Int32Array", Int32Array.of(3, 3, 1, 2, 1)],
    ["Float64Array", Float64Array.of(3, 3, 1, 2, 1)],
    ["numbers", [3, 3, 1, 2, 1]],
    ["bigints", [3n, 3n, 1n, 2n, 1n]],
    ["BigInt64Array", BigInt64Array.of(3n, 3n, 1n, 2n, 1n)],
    ["text", ["3", "3", "1", "2", "1"]],
  ])("%s", (_, column) => {
    const sessions = groupSessions(column);
    expect(sessions.ids.map(Number)).toEqual([1, 2, 3]);
    expect([...sessions.sizes]).toEqual([2, 1, 2]);
    expect([0, 1, 2].map((session) => [...sessions.rowsOf(session)])).toEqual([[2, 4], [3], [0, 1]]);
    expect([-1, 0, 1, 2, 3, 4, 5, 0.5].map((row) => sessions.sessionOf(row))).toEqual([-1, 2, 2, 0, 1, 0, -1, -1]);
  });

  test("numbers by value, not by their text; -0 is 0", () => {
    expect(groupSessions([10, 9, -1, 0, -0]).ids).toEqual([-1, 0, 9, 10]);
  });

  test("text that is a prefix comes first", () => {
    expect(groupSessions(["ab", "a", "b", "aa"]).ids).toEqual(["a", "aa", "ab", "b"]);
  });

  test("text as Python sorts it", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", minLength: 1 }), { minLength: 1 }), (texts) => {
        const points = (text: string) => [...text].map((each) => each.codePointAt(0) as number);
        const byPoint = (a: string, b: string) => {
          const [x, y] = [points(a), points(b)];
          for (let i = 0; i < Math.min(x.length, y.length); i++) if (x[i] !== y[i]) return (x[i] as number) - (y[i] as number);
          return x.length - y.length;
        };
        expect(groupSessions(texts).ids).toEqual([...new Set(texts)].sort(byPoint));
      }),
    );
  });

  test("other text by its first time, whatever the order of rows", () => {
    const column = ["wed", "mon", "tue", "mon", "wed"];
    const times = [300, 150, 200, 100, 290];
    expect(groupSessions(column, { times }).ids).toEqual(["mon", "tue", "wed"]);
    expect(groupSessions(column).ids).toEqual(["mon", "tue", "wed"]);
    expect(groupSessions(["b", "a"], { times: [1, 1] }).ids).toEqual(["a", "b"]);
    expect(groupSessions(["z", "a"], { times: [1, 2] }).ids).toEqual(["z", "a"]);
  });

  test("a sorted column is one run for each session", () => {
    const column = Int32Array.from({ length: 5000 }, (_, row) => Math.floor(row / 2));
    expect(groupSessions(column).runStart).toHaveLength(2501);
    for (const fold of new GroupKFold({ splits: 2 }).split(column)) expect(fold.test.ranges.length).toBeLessThanOrEqual(2500);
    const [first] = new LeavePGroupsOut({ p: 1 }).split(column);
    expect([...(first?.train.ranges ?? [])]).toEqual([2, 5000]);
  });

  test.each([1022, 1023, 1024, 1025, 2047, 2048, 2049, 5000])("%i runs, whatever room there was for them", (length) => {
    const days = Int32Array.from({ length }, (_, row) => row);
    for (const column of [days, Float64Array.from(days)]) {
      const sessions = groupSessions(column);
      expect([...sessions.runStart]).toEqual([...days, length]);
      expect(sessions.ids).toEqual([...days]);
    }
  });

  test("days far apart, and out of order", () => {
    const far = Int32Array.of(2_000_000_000, -5, 2_000_000_000, -2_000_000_000);
    expect(groupSessions(far).ids).toEqual([-2_000_000_000, -5, 2_000_000_000]);
    expect([...groupSessions(far).runSession]).toEqual([2, 1, 2, 0]);
    const near = Int32Array.of(-3, -5, -2147483648, -3);
    expect([...groupSessions(near, { nullSession: "drop" }).runSession]).toEqual([1, 0, -1, 1]);
  });

  test("rows beyond the column are no rows", () => {
    const only = groupSessions([1, 1, 2, 2, 3]).only(rowsOfRanges([1, 3, 4, 6, 7, 9]));
    expect([[...only.runStart], [...only.runSession], only.ids]).toEqual([
      [0, 1, 2, 3, 4, 5],
      [-1, 0, 1, -1, 2],
      [1, 2, 3],
    ]);
  });

  test("putting sessions in order of time leaves the ones before as they are", () => {
    const byName = groupSessions(["z", "a"]);
    const byTime = byName.inOrderOf([1, 2]);
    expect([byName.ids, byName.sessionOf(0), byTime.ids, byTime.sessionOf(0)]).toEqual([["a", "z"], 1, ["z", "a"], 0]);
    expect(groupSessions([2, 1]).inOrderOf([1, 2]).ids).toEqual([1, 2]);
  });

  test("grouped once, split by many", () => {
    const sessions = groupSessions([1, 1, 2, 3]);
    expect(new GroupKFold({ splits: 2 }).count(sessions)).toBe(2);
    expect(new LeavePGroupsOut({ p: 1 }).count(sessions)).toBe(3);
  });
});

describe("rows", () => {
  test("of ranges: merged, empty ones left out", () => {
    const rows = rowsOfRanges([0, 2, 2, 3, 5, 5, 7, 9]);
    expect([...rows.ranges]).toEqual([0, 3, 7, 9]);
    expect([...rows]).toEqual([0, 1, 2, 7, 8]);
    expect([rows.length, rows.has(2), rows.has(3), rows.has(8), rows.has(9), rows.has(-1), rows.has(1.5)]).toEqual([
      5,
      true,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  test("of indices, in any order", () => {
    expect([...rowsOfIndices([8, 1, 0, 7, 1]).ranges]).toEqual([0, 2, 7, 9]);
    fc.assert(
      fc.property(fc.array(fc.nat(40)), (indices) => {
        const expected = [...new Set(indices)].sort((a, b) => a - b);
        const rows = rowsOfIndices(indices);
        expect([...rows.toArray()]).toEqual(expected);
        expect(rows.length).toBe(expected.length);
        for (let row = 0; row <= 41; row++) expect(rows.has(row)).toBe(expected.includes(row));
      }),
    );
  });
});
