/** What holds for anchored and rolling VWAP whatever the bars: the laws of the machines, the invariants of the mean, and swings by definition. @module */
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { XHKG } from "../../src/calendars/xhkg.js";
import { anchoredVwap } from "../../src/vwap/anchored/anchored-columns.js";
import { type Anchor, AnchoredVwap } from "../../src/vwap/anchored/anchored-vwap.js";
import type { VwapOptions } from "../../src/vwap/bar.js";
import type { VwapColumns } from "../../src/vwap/engine/bar-columns.js";
import { rollingVwap } from "../../src/vwap/rolling/rolling-columns.js";
import { RollingVwap } from "../../src/vwap/rolling/rolling-vwap.js";
import type { Bar } from "../../src/vwap/types.js";
import { bars, columnsOfBars } from "./support.js";

type Machine = AnchoredVwap | RollingVwap;
type Columns = { readonly [name: string]: ArrayLike<unknown> };

/** A machine with its way back from a snapshot, and over columns. */
interface Kind {
  readonly name: string;
  make(options: VwapOptions): Machine;
  restore(options: VwapOptions, snapshot: unknown): Machine;
  batch(columns: Columns, options: VwapOptions & { readonly symbolColumn?: string }): VwapColumns;
  /** Whether bars without volume can be put in anywhere. */
  readonly ignoresBars: boolean;
}

function anchored(name: string, anchor: Anchor): Kind {
  return {
    name,
    make: (options) => new AnchoredVwap({ ...options, anchor }),
    restore: (options, snapshot) => AnchoredVwap.restore({ ...options, anchor }, snapshot),
    batch: (columns, options) => anchoredVwap(columns, { ...options, anchor }),
    ignoresBars: !anchor.kind.startsWith("swing"),
  };
}

function rolling(length: number, warmUp = length): Kind {
  return {
    name: `the last ${length} bars, from the ${warmUp}.`,
    make: (options) => new RollingVwap({ ...options, length, warmUp }),
    restore: (options, snapshot) => RollingVwap.restore({ ...options, length, warmUp }, snapshot),
    batch: (columns, options) => rollingVwap(columns, { ...options, length, warmUp }),
    ignoresBars: false,
  };
}

const KINDS: readonly Kind[] = [
  anchored("an instant", { kind: "instant", at: Date.UTC(2024, 2, 8, 10) }),
  anchored("the UTC day", { kind: "daily-open" }),
  anchored("the day of New York", { kind: "daily-open", timeZone: "America/New_York" }),
  anchored("sessions of Hong Kong", { kind: "session-open", source: XHKG }),
  anchored("swing highs", { kind: "swing-high", lookback: 3, confirmation: 1 }),
  anchored("swing lows", { kind: "swing-low", lookback: 2, confirmation: 3 }),
  rolling(1),
  rolling(2),
  rolling(5),
  rolling(7, 3),
  rolling(16, 1),
];

const options = fc.record({
  price: fc.constantFrom("hlc3", "hl2", "ohlc4", "close"),
  deviation: fc.constantFrom("price", "close", "percent"),
}) as fc.Arbitrary<VwapOptions>;

/** Everything that can be read, as plain values. */
function readings(machine: Machine): unknown {
  const { vwap, sd, anchorMs, volume, bars: count, lastMs, bands } = machine;
  return { vwap, sd, anchorMs, volume, count, lastMs, bands, upper: machine.upper(1.5), lower: machine.lower(1.5) };
}

function walk(kind: Kind, list: readonly Bar[], settings: VwapOptions): { vwap: number; sd: number; anchor: number }[] {
  const machine = kind.make(settings);
  return list.map((bar) => {
    machine.update(bar);
    return { vwap: machine.vwap, sd: machine.sd, anchor: machine.anchorMs };
  });
}

const rowsOf = ({ vwap, sd, anchor }: VwapColumns): { vwap: number; sd: number; anchor: number }[] =>
  Array.from(vwap, (value, i) => ({ vwap: value, sd: sd[i] as number, anchor: anchor[i] as number }));

describe.each(KINDS)("$name", (kind) => {
  test.prop([bars(), options])("columns are the stream, to the last bit", (list, settings) => {
    const columns = kind.batch(columnsOfBars(list), settings);
    const machine = kind.make(settings);
    const upper = columns.upper(2);
    const lower = columns.lower(2);
    for (const [i, bar] of list.entries()) {
      machine.update(bar);
      expect([columns.vwap[i], columns.sd[i], columns.anchor[i]]).toEqual([machine.vwap, machine.sd, machine.anchorMs]);
      expect([upper[i], lower[i]]).toEqual([machine.upper(2), machine.lower(2)]);
    }
  });

  test("columns are the stream over thousands of rows", () => {
    const list = Array.from({ length: 5000 }, (_, i) => {
      const close = 100 + ((i * 7919) % 101) / 8;
      return { timestamp: Date.UTC(2024, 2, 8) + i * 60_000, high: close + (i % 5), low: close - (i % 3), close, volume: (i * 31) % 17 };
    });
    expect(rowsOf(kind.batch(columnsOfBars(list), { deviation: "close" }))).toEqual(walk(kind, list, { deviation: "close" }));
  });

  test.prop([bars(), options, fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 60, maxLength: 60 })])(
    "symbols in one frame are each by itself",
    (list, settings, symbols) => {
      const columns = { ...columnsOfBars(list), symbol: symbols.slice(0, list.length) };
      const rows = rowsOf(kind.batch(columns, { ...settings, symbolColumn: "symbol" }));
      for (const symbol of [0, 1, 2]) {
        const isOne = (_: unknown, i: number): boolean => symbols[i] === symbol;
        expect(rows.filter(isOne)).toEqual(walk(kind, list.filter(isOne), settings));
      }
    },
  );

  test.prop([bars(), options, fc.func(fc.constantFrom("late", "bad", "good"))])(
    "bars left out leave the rest as it was",
    (list, settings, spoil) => {
      const lenient: VwapOptions = { ...settings, onOutOfOrder: "ignore", onInvalid: "skip" };
      const spoilt = list.map((bar, i) => {
        const what = i === 0 ? "good" : spoil(i);
        if (what === "late") return { ...bar, timestamp: (list[0] as Bar).timestamp - 1, volume: -1 };
        return what === "bad" ? { ...bar, volume: i % 2 === 0 ? -5 : Number.POSITIVE_INFINITY } : bar;
      });
      const machine = kind.make(lenient);
      const clean = kind.make(settings);
      const columns = rowsOf(kind.batch(columnsOfBars(spoilt), lenient));
      for (const [i, bar] of spoilt.entries()) {
        machine.update(bar);
        if (bar.timestamp >= (list[0] as Bar).timestamp)
          clean.update({ ...bar, volume: Number.isFinite(bar.volume) && (bar.volume ?? 0) >= 0 ? bar.volume : null });
        expect(readings(machine)).toEqual(readings(clean));
        expect(columns[i]).toEqual({ vwap: machine.vwap, sd: machine.sd, anchor: machine.anchorMs });
      }
    },
  );

  test.prop([bars(), bars(40), options])("replacing a bar is never having sent the other", (list, others, settings) => {
    const machine = kind.make(settings);
    const clean = kind.make(settings);
    for (const [i, bar] of list.entries()) {
      const forming = others.slice(0, i % 4).map((other, k) => ({ ...other, timestamp: bar.timestamp + k * 40_000_000 }));
      for (const [k, other] of [...forming, bar].entries()) k === 0 ? machine.update(other) : machine.replaceLast(other);
      clean.update(bar);
      expect(readings(machine)).toEqual(readings(clean));
      expect(machine.snapshot()).toEqual(clean.snapshot());
    }
  });

  test.prop([bars(), options], { numRuns: 200 })("stopping after any bar and going on is never having stopped", (list, settings) => {
    const machine = kind.make(settings);
    let stopped = kind.make(settings);
    for (const [i, bar] of list.entries()) {
      machine.update(bar);
      stopped.update(bar);
      stopped = kind.restore(settings, JSON.parse(JSON.stringify(stopped.snapshot())));
      if (i % 3 === 1) {
        const far = i % 2 === 0;
        const replaced = { ...bar, high: far ? 300 : 0.125, low: far ? 0.125 : 300, close: 7, volume: 3 };
        machine.replaceLast(replaced);
        stopped.replaceLast(replaced);
      }
      expect(readings(stopped)).toEqual(readings(machine));
      expect(stopped.snapshot()).toEqual(machine.snapshot());
    }
  });

  test.prop([bars(), options])("one stop is enough", (list, settings) => {
    const half = list.length >> 1;
    const machine = kind.make(settings);
    for (const bar of list.slice(0, half)) machine.update(bar);
    const stopped = kind.restore(settings, JSON.parse(JSON.stringify(machine.snapshot())));
    for (const bar of list.slice(half)) {
      machine.update(bar);
      stopped.update(bar);
      expect(readings(stopped)).toEqual(readings(machine));
    }
  });

  test.prop([bars(), options])("the VWAP lies between the prices, the deviation is 0 or more", (list, settings) => {
    const close = { ...settings, price: "close" as const };
    for (const [i, { vwap, sd, anchor }] of walk(kind, list, close).entries()) {
      if (Number.isNaN(vwap)) continue;
      const since = list.slice(0, i + 1).filter((bar) => bar.timestamp >= anchor && (bar.volume ?? 0) > 0);
      const prices = since.map((bar) => bar.close ?? Number.NaN).filter(Number.isFinite);
      expect(vwap).toBeGreaterThanOrEqual(Math.min(...prices) * (1 - 1e-15));
      expect(vwap).toBeLessThanOrEqual(Math.max(...prices) * (1 + 1e-15));
      expect(sd).toBeGreaterThanOrEqual(0);
      expect(sd).toBeLessThanOrEqual(Math.max(...prices) - Math.min(...prices) + 1e-12);
    }
  });

  test.prop([bars(), options, fc.double({ min: 1e-9, max: 1e12, noNaN: true })])(
    "a constant price has no deviation at all",
    (list, settings, price) => {
      const flat = list.map((bar) => ({ ...bar, close: price }));
      for (const { vwap, sd } of walk(kind, flat, { ...settings, price: "close" })) {
        if (Number.isNaN(vwap)) continue;
        expect([vwap, sd]).toEqual([price, 0]);
      }
    },
  );

  test.prop([bars(), options, fc.integer({ min: -30, max: 30 })])("volumes in other units change no bit", (list, settings, power) => {
    const scaled = list.map((bar) => ({ ...bar, volume: typeof bar.volume === "number" ? bar.volume * 2 ** power : bar.volume }));
    expect(walk(kind, scaled, settings)).toEqual(walk(kind, list, settings));
  });

  test.prop([bars(), options, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 1000 })])(
    "prices in other units scale it",
    (list, settings, a, b) => {
      const map = (price: number | null | undefined): number | null => (typeof price === "number" ? a * price + b : null);
      const mapped = list.map((bar) => ({ ...bar, open: map(bar.open), high: map(bar.high), low: map(bar.low), close: map(bar.close) }));
      const found = walk(kind, mapped, settings);
      for (const [i, { vwap, sd, anchor }] of walk(kind, list, settings).entries()) {
        expect(found[i]?.anchor).toBe(anchor);
        if (Number.isNaN(vwap)) expect(found[i]?.vwap).toBeNaN();
        else {
          expect(Math.abs((found[i]?.vwap as number) - (a * vwap + b))).toBeLessThanOrEqual(1e-13 * (a * vwap + b));
          expect(Math.abs((found[i]?.sd as number) - a * sd)).toBeLessThanOrEqual(1e-6);
        }
      }
    },
  );
});

describe.each(KINDS.filter(({ ignoresBars }) => ignoresBars))("$name", (kind) => {
  test.prop([bars(), options])("bars without volume can be put in anywhere", (list, settings) => {
    const doubled = list.flatMap((bar) => [bar, { ...bar, high: 999, volume: 0 }]);
    expect(walk(kind, doubled, settings).filter((_, i) => i % 2 === 1)).toEqual(walk(kind, list, settings));
  });
});

describe("swings", () => {
  /** The words of the definition, one by one. */
  function isSwing(heights: readonly number[], swing: number, lookback: number, confirmation: number): boolean {
    if (swing < lookback - 1 || swing + confirmation >= heights.length) return false;
    const height = heights[swing] as number;
    const before = heights.slice(swing - lookback + 1, swing);
    const after = heights.slice(swing + 1, swing + confirmation + 1);
    const exceeds = (other: number): boolean => other > height;
    return (
      Number.isFinite(height) &&
      !before.some(exceeds) &&
      !after.some(exceeds) &&
      (before.at(-1) as number) < height &&
      (after[0] as number) < height
    );
  }

  const height = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.constant(null));
  const cases = fc.record({
    kind: fc.constantFrom("swing-high" as const, "swing-low" as const),
    lookback: fc.integer({ min: 2, max: 6 }),
    confirmation: fc.integer({ min: 1, max: 5 }),
    list: fc.array(fc.record({ height, close: fc.integer({ min: 1, max: 99 }), volume: fc.integer({ min: 0, max: 3 }) }), {
      maxLength: 80,
    }),
  });

  test.prop([cases], { numRuns: 500 })(
    "are those of the definition, and the VWAP is that of all bars since",
    ({ kind, lookback, confirmation, list }) => {
      const sign = kind === "swing-high" ? 1 : -1;
      const heights = list.map((bar) => (bar.height === null ? Number.NEGATIVE_INFINITY : bar.height));
      const name = kind === "swing-high" ? "high" : "low";
      const fed: Bar[] = list.map((bar, i) => ({
        timestamp: i,
        [name]: bar.height === null ? null : sign * bar.height,
        close: bar.close,
        volume: bar.volume,
      }));
      const machine = new AnchoredVwap({ price: "close", deviation: "close", anchor: { kind, lookback, confirmation } });
      let swing = -1;
      for (const [i, bar] of fed.entries()) {
        machine.update(bar);
        if (isSwing(heights.slice(0, i + 1), i - confirmation, lookback, confirmation)) swing = i - confirmation;
        expect(machine.anchorMs).toBe(swing === -1 ? Number.NaN : swing);
        if (swing === -1) continue;
        const since = new AnchoredVwap({ price: "close", deviation: "close", anchor: { kind: "instant", at: swing } });
        for (const each of fed.slice(swing, i + 1)) since.update(each);
        expect([machine.vwap, machine.sd, machine.volume, machine.bars]).toEqual([since.vwap, since.sd, since.volume, since.bars]);
      }
    },
  );
});
