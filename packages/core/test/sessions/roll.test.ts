/** Rolling statistics within sessions: facts by hand, and every window against exact arithmetic. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_SESSION } from "../../src/index.js";
import { type RollingStatistic, rollWithinSessions } from "../../src/sessions/features/roll.js";

const STATISTICS: readonly RollingStatistic[] = ["mean", "sum", "min", "max", "sd"];
const nan = Number.NaN;
const same = (length: number): Int32Array => new Int32Array(length).fill(19_877);

describe("by hand", () => {
  const dates = Int32Array.of(1, 1, 1, 1, 2, 2, 2, NO_SESSION, NO_SESSION, 3);
  const values = [1, 2, 6, 3, 10, 30, 20, 7, 7, 5];

  test.each<[RollingStatistic, number[]]>([
    ["mean", [nan, 1.5, 4, 4.5, nan, 20, 25, nan, nan, nan]],
    ["sum", [nan, 3, 8, 9, nan, 40, 50, nan, nan, nan]],
    ["min", [nan, 1, 2, 3, nan, 10, 20, nan, nan, nan]],
    ["max", [nan, 2, 6, 6, nan, 30, 30, nan, nan, nan]],
    ["sd", [nan, Math.sqrt(0.5), Math.sqrt(8), Math.sqrt(4.5), nan, Math.sqrt(200), Math.sqrt(50), nan, nan, nan]],
  ])("%s of two rows", (statistic, expected) => {
    expect([...rollWithinSessions(values, dates, { window: 2, statistic })]).toEqual(expected);
  });

  test("minPeriods: results while the window fills, from the first row of each session", () => {
    expect([...rollWithinSessions(values, dates, { window: 3, minPeriods: 1 })]).toEqual([1, 1.5, 3, 11 / 3, 10, 20, 20, nan, nan, 5]);
    expect([...rollWithinSessions(values, dates, { window: 3, minPeriods: 2, statistic: "max" })]).toEqual([
      nan,
      2,
      6,
      6,
      nan,
      30,
      30,
      nan,
      nan,
      nan,
    ]);
  });

  test("a deviation needs two values", () => {
    expect([...rollWithinSessions([1, 3, 3], same(3), { window: 2, minPeriods: 1, statistic: "sd" })]).toEqual([nan, Math.SQRT2, 0]);
    expect([...rollWithinSessions([1, 3], same(2), { window: 1, statistic: "sd" })]).toEqual([nan, nan]);
  });

  test("a missing value fills a place and counts for nothing", () => {
    const column = [2, null, 4, undefined, nan, 6];
    expect([...rollWithinSessions(column, same(6), { window: 3, minPeriods: 1 })]).toEqual([2, 2, 3, 4, 4, 6]);
    expect([...rollWithinSessions(column, same(6), { window: 3, minPeriods: 2, statistic: "sum" })]).toEqual([nan, nan, 6, nan, nan, nan]);
    expect([...rollWithinSessions(column, same(6), { window: 2, minPeriods: 1, statistic: "min" })]).toEqual([2, 2, 4, 4, nan, 6]);
    expect([...rollWithinSessions(column, same(6), { window: 3, minPeriods: 1, statistic: "sd" })]).toEqual([
      nan,
      nan,
      Math.SQRT2,
      nan,
      nan,
      nan,
    ]);
  });

  test("large values leave no overflow behind where the values of a window lie in one block", () => {
    expect([...rollWithinSessions([1e200, 1e200, null], same(3), { window: 2, minPeriods: 1, statistic: "sd" })]).toEqual([nan, 0, nan]);
    expect([...rollWithinSessions([5, 1e200, 1e200, null, null], same(5), { window: 3, minPeriods: 2, statistic: "sd" })][3]).toBe(0);
  });

  test("symbols that alternate, with the same sessions", () => {
    const symbols = ["a", "b", "a", "b", "a", "b"];
    const interleaved = rollWithinSessions([1, 10, 2, 20, 3, 30], Int32Array.of(1, 1, 1, 1, 2, 1), { window: 2, symbols });
    expect([...interleaved]).toEqual([nan, nan, 1.5, 15, nan, 25]);
  });

  test("a session whose rows do not stand together goes on", () => {
    expect([...rollWithinSessions([1, 10, 2, 20], ["x", "y", "x", "y"], { window: 2 })]).toEqual([nan, nan, 1.5, 15]);
  });

  test("sessions by text or number, null for none; any column of numbers", () => {
    const ids = ["2024-06-03", "2024-06-03", null, undefined, "2024-06-04"];
    const expected = [nan, 1.5, nan, nan, nan];
    for (const column of [Int32Array, Float32Array, Float64Array])
      expect([...rollWithinSessions(column.of(1, 2, 3, 4, 5), ids, { window: 2 })]).toEqual(expected);
    expect([...rollWithinSessions(BigInt64Array.of(1n, 2n, 3n, 4n, 5n), [5, 5, nan, nan, 6], { window: 2 })]).toEqual(expected);
  });

  test("a window longer than the column, and no rows", () => {
    expect([...rollWithinSessions([1, 2], same(2), { window: 1e9, minPeriods: 2 })]).toEqual([nan, 1.5]);
    expect([...rollWithinSessions([1, 2], same(2), { window: 1e9 })]).toEqual([nan, nan]);
    for (const statistic of STATISTICS) expect(rollWithinSessions([], [], { window: 3, statistic })).toEqual(new Float64Array(0));
  });

  test("the column given is left as it is", () => {
    const column = Float64Array.of(1, 2, 3);
    rollWithinSessions(column, same(3), { window: 2 });
    expect(column).toEqual(Float64Array.of(1, 2, 3));
  });
});

describe("what is refused", () => {
  test.each([
    [{ window: 0 }, "window"],
    [{ window: 1.5 }, "window"],
    [{ window: "2" }, "window"],
    [{ window: nan }, "window"],
    [{ window: 2, minPeriods: 0 }, "minPeriods"],
    [{ window: 2, minPeriods: 3 }, "minPeriods"],
    [{ window: 2, minPeriods: 1.5 }, "minPeriods"],
    [{ window: 2, statistic: "median" }, "statistic"],
    [{ window: 2, symbols: ["a"] }, "symbols"],
  ])("%o", (options, name) => {
    expect(() => rollWithinSessions([1, 2], same(2), options as { window: number })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", details: expect.objectContaining({ name }) }),
    );
  });

  test("sessions for other rows, and what is no number", () => {
    expect(() => rollWithinSessions([1, 2], same(3), { window: 2 })).toThrow(/sessionDates.*2 rows/);
    expect(() => rollWithinSessions([1, "2"] as unknown as number[], Int32Array.of(0, 19877), { window: 2 })).toThrow(
      /Row 1 at session 2024-06-03: expected values to be a number/,
    );
  });
});

/** A column in which rows of several symbols and sessions alternate, some without a value or a session. */
const rows = fc.record({
  rows: fc.array(
    fc.record({
      symbol: fc.constantFrom("a", "b"),
      session: fc.constantFrom(1, 1, 2, 3, NO_SESSION),
      // In units of 2⁻²⁰, so that the arithmetic below is exact.
      units: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { freq: 6 }),
    }),
    { maxLength: 80 },
  ),
  level: fc.constantFrom(0, 2 ** 20, 2 ** 42),
  spread: fc.constantFrom(1, 2 ** 20),
  window: fc.integer({ min: 1, max: 12 }),
  periods: fc.integer({ min: 0, max: 11 }),
});

/** √(a / b) of integers, to the last digits of a double. */
function rootOf(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  const scaled = (a << 240n) / b;
  let root = 1n << BigInt((scaled.toString(2).length / 2 + 1) >>> 0);
  for (;;) {
    const next = (root + scaled / root) >> 1n;
    if (next >= root) break;
    root = next;
  }
  return Number(root) / 2 ** 120;
}

test("every window of every symbol and session, against exact arithmetic", () => {
  fc.assert(
    fc.property(rows, ({ rows, level, spread, window, periods }) => {
      const units = rows.map(({ units }) => (units === null ? null : BigInt(level + Math.floor(units / (spread === 1 ? 2 ** 12 : 1)))));
      const values = units.map((each) => (each === null ? null : Number(each) / 2 ** 20));
      const sessions = Int32Array.from(rows, ({ session }) => session);
      const symbols = rows.map(({ symbol }) => symbol);
      const minPeriods = Math.min(window, periods + 1);
      const roll = (statistic: RollingStatistic) => rollWithinSessions(values, sessions, { window, statistic, minPeriods, symbols });
      const [mean, sum, min, max, sd] = STATISTICS.map(roll) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
      for (let i = 0; i < rows.length; i++) {
        const own: (bigint | null)[] = [];
        for (let k = 0; k <= i; k++) if (symbols[k] === symbols[i] && sessions[k] === sessions[i]) own.push(units[k] as bigint | null);
        const there = own.slice(-window).filter((each) => each !== null);
        if (sessions[i] === NO_SESSION || there.length < minPeriods) {
          expect([mean[i], sum[i], min[i], max[i], sd[i]]).toEqual([nan, nan, nan, nan, nan]);
          continue;
        }
        const n = BigInt(there.length);
        const total = there.reduce((a, b) => a + b, 0n);
        const size = Number(there.reduce((a, b) => a + (b < 0n ? -b : b), 0n)) / 2 ** 20;
        // A sum of so few doubles is off by at most one rounding of the sizes for each.
        expect(Math.abs((sum[i] as number) - Number(total) / 2 ** 20)).toBeLessThanOrEqual(size * there.length * 2 ** -53);
        expect(Math.abs((mean[i] as number) - Number(total) / 2 ** 20 / there.length)).toBeLessThanOrEqual(size * 2 ** -51);
        const order = [...there].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect([min[i], max[i]]).toEqual([Number(order[0]) / 2 ** 20, Number(order.at(-1)) / 2 ** 20]);
        if (there.length < 2) {
          expect(sd[i]).toBeNaN();
          continue;
        }
        const squares = n * there.reduce((a, b) => a + b * b, 0n) - total * total;
        const exact = rootOf(squares, n * (n - 1n)) / 2 ** 20;
        expect(Math.abs((sd[i] as number) - exact)).toBeLessThanOrEqual(1e-11 * exact + (1e-14 * size) / there.length);
        if (squares === 0n) expect(sd[i]).toBe(0);
      }
    }),
    { numRuns: 300 },
  );
});

test("a column with a value less in front of each window is the same to the last bit: nothing is left behind", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.array(fc.double({ noNaN: true, min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom(...STATISTICS),
      (wild, calm, window, statistic) => {
        const before = (column: readonly number[]) => {
          const all = [...column, ...calm];
          return [...rollWithinSessions(all, same(all.length), { window, statistic, minPeriods: 1 })].slice(column.length + window - 1);
        };
        // Infinite and huge values, gone from the window, against zeros in their place.
        expect(before(wild)).toEqual(before(wild.map(() => 0)));
      },
    ),
  );
});

test("a session in a column is what it is alone, to the last bit", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 30 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(...STATISTICS),
      (sessions, window, statistic) => {
        const dates = sessions.flatMap((values, k) => values.map(() => k));
        const alone = sessions.flatMap((values) => [
          ...rollWithinSessions(
            values,
            values.map(() => 7),
            { window, statistic },
          ),
        ]);
        expect([...rollWithinSessions(sessions.flat(), dates, { window, statistic })]).toEqual(alone);
      },
    ),
  );
});

test("of a constant the mean is the constant but for a rounding, the deviation exactly 0, after any number of rows", () => {
  const column = new Float64Array(5000).fill(100_000.1);
  const mean = rollWithinSessions(column, same(5000), { window: 390 });
  const sd = rollWithinSessions(column, same(5000), { window: 390, statistic: "sd" });
  expect(sd.slice(389).every((each) => each === 0)).toBe(true);
  expect(mean.slice(389).every((each) => Math.abs(each - 100_000.1) <= 390 * 2 ** -53 * 100_000.1)).toBe(true);
});
