/** VWAP over the last bars: facts that can be checked by eye, and exact arithmetic where doubles are hard pressed. */

import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { OpenbellError } from "../../src/errors.js";
import { rollingVwap } from "../../src/vwap/rolling/rolling-columns.js";
import { RollingVwap, type RollingVwapOptions } from "../../src/vwap/rolling/rolling-vwap.js";
import type { Bar } from "../../src/vwap/types.js";

const none = Number.NaN;

interface Values {
  readonly vwap: number[];
  readonly sd: number[];
  readonly anchor: number[];
}

/** Values after each bar, from the stream; the columns must have the same bits. */
function valuesOf(list: readonly (readonly [close: number | null, volume: number | null])[], options: RollingVwapOptions): Values {
  const machine = new RollingVwap({ price: "close", ...options });
  const values: Values = { vwap: [], sd: [], anchor: [] };
  for (const [timestamp, [close, volume]] of list.entries()) {
    machine.update({ timestamp, close, volume });
    values.vwap.push(machine.vwap);
    values.sd.push(machine.sd);
    values.anchor.push(machine.anchorMs);
  }
  const columns = { timestamp: list.map((_, i) => i), close: list.map(([close]) => close), volume: list.map(([, volume]) => volume) };
  const { vwap, sd, anchor } = rollingVwap(columns, { price: "close", ...options });
  expect({ vwap: [...vwap], sd: [...sd], anchor: [...anchor] }).toEqual(values);
  return values;
}

function error(act: () => unknown): OpenbellError {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof OpenbellError) return thrown;
    throw thrown;
  }
  throw new Error("nothing was thrown");
}

describe("by eye", () => {
  // Closes 10, 20, 30, … with volume 1: the mean of the last three is the one in the middle.
  const rising = [10, 20, 30, 40, 50, 60, 70].map((close) => [close, 1] as const);

  test("no value before the warm-up, then the last bars and no others", () => {
    const { vwap, anchor } = valuesOf(rising, { length: 3 });
    expect(vwap).toEqual([none, none, 20, 30, 40, 50, 60]);
    expect(anchor).toEqual([none, none, 0, 1, 2, 3, 4]);
  });

  test("a shorter warm-up: values of the bars that there are", () => {
    expect(valuesOf(rising, { length: 3, warmUp: 1 }).vwap).toEqual([10, 15, 20, 30, 40, 50, 60]);
    expect(valuesOf(rising, { length: 3, warmUp: 2 }).anchor).toEqual([none, 0, 0, 1, 2, 3, 4]);
  });

  test("the deviation is that of the window", () => {
    const { sd } = valuesOf(rising, { length: 2 });
    expect(sd).toEqual([none, 5, 5, 5, 5, 5, 5]);
    expect(valuesOf(rising, { length: 2, deviation: "close" }).sd).toEqual(sd);
  });

  test("one bar is its own price", () => {
    const { vwap, sd, anchor } = valuesOf(rising, { length: 1 });
    expect(vwap).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(sd).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(anchor).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("volumes weigh", () => {
    const list = [
      [10, 3],
      [20, 1],
      [40, 4],
    ] as const;
    expect(valuesOf(list, { length: 2 }).vwap).toEqual([none, 12.5, 36]);
  });

  test("bars without volume or price are bars too; a window of none but such has no value", () => {
    const list = [
      [10, 1],
      [99, 0],
      [null, 5],
      [99, null],
      [20, 1],
      [30, 1],
    ] as const;
    const { vwap, anchor } = valuesOf(list, { length: 3 });
    expect(vwap).toEqual([none, none, 10, none, 20, 25]);
    expect(anchor).toEqual([none, none, 0, 1, 2, 3]);
  });

  test("volume and bars are those of the window", () => {
    const machine = new RollingVwap({ price: "close", length: 3 });
    const told: number[][] = [];
    for (const timestamp of [0, 1, 2, 3]) {
      machine.update({ timestamp, close: 1, volume: 10 ** timestamp });
      told.push([machine.volume, machine.bars]);
    }
    expect(told).toEqual([
      [1, 1],
      [11, 2],
      [111, 3],
      [1110, 3],
    ]);
    expect(machine.lastMs).toBe(3);
  });

  test("the ten bars of the specification, in a window as long", () => {
    const H = [102, 103, 105, 106, 104, 107, 108, 109, 110, 112];
    const L = [100, 101, 102, 103, 102, 105, 106, 107, 108, 110];
    const C = [101, 102, 104, 105, 103, 106, 107, 108, 109, 111];
    const V = [100, 150, 200, 250, 180, 300, 350, 400, 450, 500];
    const bars = { timestamp: C.map((_, i) => i), high: H, low: L, close: C, volume: V };
    const byPrice = rollingVwap(bars, { length: 10 });
    expect(byPrice.vwap[9]).toBeCloseTo(106.888888889, 9);
    expect(byPrice.sd[9]).toBeCloseTo(2.903409022, 9);
    expect(rollingVwap(bars, { length: 10, deviation: "close" }).sd[9]).toBeCloseTo(2.858210504, 9);
  });
});

/** A double of 2⁻⁸ or more as a whole number of 2⁻⁶⁰. */
const exact = (value: number): bigint => BigInt(value * 2 ** 60);

/** The quotient of two integers as a double, to all its digits. */
function quotient(numerator: bigint, denominator: bigint): number {
  return Number((numerator << 1100n) / denominator / (1n << 900n)) / 2 ** 200;
}

function root(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** Mean and deviation of bars in rational arithmetic, rounded once at the end. */
function exactly(bars: readonly Bar[]): { vwap: number; sd: number } {
  let [total, first, second] = [0n, 0n, 0n];
  for (const { close, volume } of bars) {
    const [p, v] = [exact(close as number), exact(volume as number)];
    total += v;
    first += v * p;
    second += v * p * p;
  }
  const spread = root(((second * total - first * first) << 400n) / (total * total));
  return { vwap: quotient(first, total << 60n), sd: Number(spread) / 2 ** 200 / 2 ** 60 };
}

describe("against exact arithmetic", () => {
  const hard: readonly (readonly [what: string, prices: fc.Arbitrary<number>, volumes: fc.Arbitrary<number>])[] = [
    ["quiet prices on a high level", fc.integer({ min: 0, max: 40 }).map((n) => 1e9 + n / 64), fc.integer({ min: 1, max: 1000 })],
    ["prices of 1.6e9", fc.integer({ min: 0, max: 3 }).map((n) => 1.6e9 + n), fc.integer({ min: 1, max: 1e6 })],
    ["volumes to 1e15", fc.integer({ min: 99_000, max: 101_000 }).map((n) => n / 1024), fc.constantFrom(1, 0.5, 7, 1e3, 1e9, 1e15, 3e14)],
    ["both", fc.integer({ min: 0, max: 9 }).map((n) => 1e9 + n / 8), fc.constantFrom(1, 1e6, 1e12, 1e15)],
    [
      "an outlier now and then",
      fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 68_000, max: 68_100 }) }, fc.constant(1)),
      fc.integer({ min: 1, max: 50 }),
    ],
  ];

  describe.each(hard)("%s", (_, prices, volumes) => {
    property.prop([fc.array(fc.tuple(prices, volumes), { minLength: 30, maxLength: 120 }), fc.integer({ min: 1, max: 50 })])(
      "within the tolerances",
      (list, length) => {
        const bars = list.map(([close, volume], timestamp) => ({ timestamp, close, volume }));
        for (const deviation of ["price", "close"] as const) {
          const machine = new RollingVwap({ price: "close", deviation, length, warmUp: 1 });
          for (const [i, bar] of bars.entries()) {
            machine.update(bar);
            const { vwap, sd } = exactly(bars.slice(Math.max(0, i + 1 - length), i + 1));
            expect(Math.abs(machine.vwap - vwap)).toBeLessThanOrEqual(1e-13 * vwap);
            expect(Math.abs(machine.sd - sd)).toBeLessThanOrEqual(1e-11 * sd + 1e-14 * vwap);
          }
        }
      },
    );
  });

  test("nothing is left behind of what has gone: the same bits as without it", () => {
    const loud = Array.from({ length: 8 }, (_, i) => [1e9 + i, 1e15] as const);
    const quiet = Array.from({ length: 40 }, (_, i) => [100 + ((i * 7) % 5), 1 + (i % 3)] as const);
    const after = valuesOf([...loud, ...quiet], { length: 4 });
    const alone = valuesOf(quiet, { length: 4 });
    expect(after.vwap.slice(8 + 3)).toEqual(alone.vwap.slice(3));
    expect(after.sd.slice(8 + 3)).toEqual(alone.sd.slice(3));
  });

  test("a light outlier takes no digits from a heavy bar, on whichever side of it", () => {
    const heavy = [100, 1e15] as const;
    const light = [1e9, 1] as const;
    for (const list of [
      [heavy, heavy, light],
      [heavy, light, heavy],
    ])
      expect(Math.abs((valuesOf(list, { length: 2 }).vwap[2] as number) - 100.000001)).toBeLessThan(1e-11);
  });

  test("a constant price has no deviation at all, after others too", () => {
    const list = Array.from({ length: 60 }, (_, i) => [i < 20 ? 1e9 + 0.1 * i : 100_000.1, ((i * 7919) % 13) + 0.1] as const);
    const { vwap, sd } = valuesOf(list, { length: 9 });
    expect(new Set(vwap.slice(28))).toEqual(new Set([100_000.1]));
    expect(new Set(sd.slice(28))).toEqual(new Set([0]));
  });
});

describe("what is refused", () => {
  test.each([
    [{ length: 0 }, "length"],
    [{ length: 2.5 }, "length"],
    [{ length: 1e9 }, "length"],
    [{ length: Number.NaN }, "length"],
    [{ length: 3, warmUp: 0 }, "warmUp"],
    [{ length: 3, warmUp: 4 }, "warmUp"],
    [{ length: 3, warmUp: 1.5 }, "warmUp"],
    [{ length: 3, price: "median" }, "price"],
  ])("%j", (options, name) => {
    for (const act of [
      () => new RollingVwap(options as RollingVwapOptions),
      () => rollingVwap({ timestamp: [], close: [], high: [], low: [], volume: [] }, options as RollingVwapOptions),
    ]) {
      expect(error(act).code).toBe("INVALID_ARGUMENT");
      expect(error(act).message).toContain(name);
    }
  });

  test("a multiple that is none", () => {
    const { upper } = {
      upper: () => rollingVwap({ timestamp: [], close: [], volume: [] }, { length: 1, price: "close" }).upper(Number.NaN),
    };
    expect(error(upper).code).toBe("INVALID_ARGUMENT");
  });

  const options: RollingVwapOptions = { length: 3, price: "close" };
  const told = (): Record<string, unknown> => {
    const machine = new RollingVwap(options);
    for (const timestamp of [1, 2, 3, 4, 5]) machine.update({ timestamp, close: timestamp, volume: 1 });
    return JSON.parse(JSON.stringify(machine.snapshot())) as Record<string, unknown>;
  };

  test.each([
    ["version", { version: 9 }],
    ["kind", { kind: "anchored-vwap" }],
    ["length", { length: 4 }],
    ["price", { price: "hlc3" }],
    ["deviation", { deviation: "close" }],
    ["seen", { seen: -1 }],
    ["seen", { seen: "5" }],
    ["recent.length", { seen: 2 }],
    ["recent", { recent: null }],
    ["recent[0]", { recent: [1, 2, 3] }],
    ["recent[1].price", { recent: [3, 4, 5].map((timestamp) => ({ timestamp, price: timestamp === 4 ? null : 1, close: 0, volume: 1 })) }],
    ["recent[1].timestamp", { recent: [3, 2, 5].map((timestamp) => ({ timestamp, price: 1, close: 0, volume: 1 })) }],
    ["recent[2].volume", { recent: [3, 4, 5].map((timestamp) => ({ timestamp, price: 1, close: 0, volume: 4 - timestamp })) }],
    ["beforeMs", { beforeMs: null }],
    ["beforeMs", { beforeMs: 6 }],
  ])("a snapshot with a fault in %s", (path, fault) => {
    const thrown = error(() => RollingVwap.restore(options, { ...told(), ...fault }));
    expect(thrown.code).toBe("INVALID_SNAPSHOT");
    expect(thrown.details).toMatchObject({ path });
  });

  test("no snapshot at all", () => {
    for (const snapshot of [null, 5, [], "text"]) expect(error(() => RollingVwap.restore(options, snapshot)).code).toBe("INVALID_SNAPSHOT");
  });

  test("bands and warm-up may differ from those of the snapshot", () => {
    const machine = RollingVwap.restore({ ...options, warmUp: 1, deviation: "percent", multipliers: [1] }, told());
    expect(machine.bands).toEqual([{ multiplier: 1, upper: 4.04, lower: 3.96 }]);
  });
});
