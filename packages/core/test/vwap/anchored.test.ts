/** Where a VWAP is anchored, and what it is from there: facts that can be checked by eye. */

import { describe, expect, test } from "vitest";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { OpenbellError } from "../../src/errors.js";
import { anchoredVwap } from "../../src/vwap/anchored/anchored-columns.js";
import { type Anchor, AnchoredVwap, type AnchoredVwapOptions } from "../../src/vwap/anchored/anchored-vwap.js";
import type { Bar } from "../../src/vwap/types.js";

const MINUTE = 60_000;

const at = (text: string): number => Date.parse(text);

/** Values after each bar, from the stream; the columns must have the same bits. */
function valuesOf(bars: readonly Bar[], options: AnchoredVwapOptions): { vwap: number[]; sd: number[]; anchor: number[] } {
  const machine = new AnchoredVwap(options);
  const values = { vwap: [] as number[], sd: [] as number[], anchor: [] as number[] };
  for (const bar of bars) {
    machine.update(bar);
    values.vwap.push(machine.vwap);
    values.sd.push(machine.sd);
    values.anchor.push(machine.anchorMs);
  }
  const column = (name: keyof Bar): (number | null)[] => bars.map((bar) => bar[name] ?? null);
  const names = ["timestamp", "open", "high", "low", "close", "volume", "vwap"] as const;
  const { vwap, sd, anchor } = anchoredVwap(Object.fromEntries(names.map((name) => [name, column(name)])), options);
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

describe("the ten bars of the specification", () => {
  const H = [102, 103, 105, 106, 104, 107, 108, 109, 110, 112];
  const L = [100, 101, 102, 103, 102, 105, 106, 107, 108, 110];
  const C = [101, 102, 104, 105, 103, 106, 107, 108, 109, 111];
  const V = [100, 150, 200, 250, 180, 300, 350, 400, 450, 500];
  const bars = H.map((high, i) => ({ timestamp: i * MINUTE, high, low: L[i], close: C[i], volume: V[i] }));
  const anchor: Anchor = { kind: "instant", at: 0 };

  const facts = [
    { bar: 0, vwap: 101, price: 0, close: 0 },
    { bar: 1, vwap: 101.6, price: 0.489897949, close: 0.489897949 },
    { bar: 2, vwap: 102.518518519, price: 1.089921405, close: 1.255987034 },
    { bar: 4, vwap: 103.227272727, price: 1.209751471, close: 1.363636364 },
    { bar: 9, vwap: 106.888888889, price: 2.903409022, close: 2.858210504 },
  ];

  test.each(facts)("bar $bar: $vwap, deviation of the prices $price, of the closes $close", ({ bar, vwap, price, close }) => {
    const byPrice = valuesOf(bars, { anchor });
    const byClose = valuesOf(bars, { anchor, deviation: "close" });
    expect(byPrice.vwap[bar]).toBeCloseTo(vwap, 9);
    expect(byClose.vwap[bar]).toBe(byPrice.vwap[bar]);
    expect(byPrice.sd[bar]).toBeCloseTo(price, 9);
    expect(byClose.sd[bar]).toBeCloseTo(close, 9);
  });

  test("bands lie at multiples of the deviation, or at percents", () => {
    const machine = new AnchoredVwap({ anchor });
    const percent = new AnchoredVwap({ anchor, deviation: "percent", multipliers: [0.5, 1] });
    for (const bar of bars.slice(0, 2)) {
      machine.update(bar);
      percent.update(bar);
    }
    expect(machine.bands.map(({ multiplier }) => multiplier)).toEqual([1, 2, 3]);
    expect(machine.upper(2)).toBe(machine.vwap + 2 * machine.sd);
    expect(machine.lower(3)).toBe(machine.vwap - 3 * machine.sd);
    expect(percent.upper(1)).toBeCloseTo(101.6 * 1.01, 10);
    expect(percent.lower(0.5)).toBeCloseTo(101.6 * 0.995, 10);
    expect(percent.bands).toEqual([
      { multiplier: 0.5, upper: percent.upper(0.5), lower: percent.lower(0.5) },
      { multiplier: 1, upper: percent.upper(1), lower: percent.lower(1) },
    ]);
    const columns = anchoredVwap(
      { timestamp: [0, MINUTE], high: H.slice(0, 2), low: L.slice(0, 2), close: C.slice(0, 2), volume: V.slice(0, 2) },
      { anchor },
    );
    expect(columns.upper(2)[1]).toBe(machine.upper(2));
    expect(columns.lower(3)[1]).toBe(machine.lower(3));
  });

  test("volume and bars count from the anchor", () => {
    const machine = new AnchoredVwap({ anchor: { kind: "instant", at: 7 * MINUTE } });
    for (const bar of bars) machine.update(bar);
    expect([machine.anchorMs, machine.volume, machine.bars, machine.lastMs]).toEqual([7 * MINUTE, 1350, 3, 9 * MINUTE]);
  });
});

/** Bars of one price each, by instant. */
const priced = (list: readonly (readonly [instant: string, close: number, volume?: number])[]): Bar[] =>
  list.map(([instant, close, volume = 1]) => ({ timestamp: at(instant), close, volume }));

/** Instants of anchors and VWAPs, a line a bar. */
function told(bars: readonly Bar[], anchor: Anchor, options: Partial<AnchoredVwapOptions> = {}): (readonly [string | null, number])[] {
  const { vwap, anchor: anchors } = valuesOf(bars, { price: "close", anchor, ...options });
  return anchors.map((ms, i) => [Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(5, 16), vwap[i] as number] as const);
}

describe("an instant", () => {
  test("is the first bar at or after it", () => {
    const bars = priced([
      ["2024-01-08T09:00Z", 10],
      ["2024-01-08T09:05Z", 20],
      ["2024-01-08T09:06Z", 40],
    ]);
    const anchored = [
      [null, Number.NaN],
      ["01-08T09:05", 20],
      ["01-08T09:05", 30],
    ];
    expect(told(bars, { kind: "instant", at: at("2024-01-08T09:05Z") })).toEqual(anchored);
    expect(told(bars, { kind: "instant", at: new Date("2024-01-08T09:00:00.001Z") })).toEqual(anchored);
  });

  test("a bar stamped at its end begins before it", () => {
    const bars = priced([
      ["2024-01-08T09:05Z", 20],
      ["2024-01-08T09:06Z", 40],
    ]);
    const anchor: Anchor = { kind: "instant", at: at("2024-01-08T09:05Z") };
    expect(told(bars, anchor, { barLabel: "end" })).toEqual([
      [null, Number.NaN],
      ["01-08T09:06", 40],
    ]);
    expect(told(bars, { ...anchor, at: at("2024-01-08T09:04Z") }, { barLabel: "end", interval: "1m" })[0]).toEqual(["01-08T09:05", 20]);
  });

  test("never resets, and is carried over bars without volume", () => {
    const bars = priced([
      ["2024-01-08T09:00Z", 10, 0],
      ["2024-01-08T09:01Z", 20],
      ["2024-01-08T09:02Z", 70, 0],
      ["2025-01-08T09:00Z", 40],
    ]);
    expect(told(bars, { kind: "instant", at: 0 })).toEqual([
      ["01-08T09:00", Number.NaN],
      ["01-08T09:00", 20],
      ["01-08T09:00", 20],
      ["01-08T09:00", 30],
    ]);
  });
});

describe("the daily open", () => {
  test("is the first bar of each UTC day, whenever it comes", () => {
    const bars = priced([
      ["2024-01-08T23:58Z", 10],
      ["2024-01-08T23:59Z", 20],
      ["2024-01-09T00:00Z", 50],
      ["2024-01-09T00:01Z", 70],
      ["2024-01-12T10:30Z", 5],
      ["2024-01-12T10:31Z", 7],
    ]);
    expect(told(bars, { kind: "daily-open" })).toEqual([
      ["01-08T23:58", 10],
      ["01-08T23:58", 15],
      ["01-09T00:00", 50],
      ["01-09T00:00", 60],
      ["01-12T10:30", 5],
      ["01-12T10:30", 6],
    ]);
  });

  test("is local midnight of a zone, over a change of the clocks too", () => {
    const bars = priced([
      ["2024-03-10T04:59Z", 10],
      ["2024-03-10T05:00Z", 20],
      ["2024-03-11T03:59Z", 30],
      ["2024-03-11T04:00Z", 40],
    ]);
    expect(told(bars, { kind: "daily-open", timeZone: "America/New_York" })).toEqual([
      ["03-10T04:59", 10],
      ["03-10T05:00", 20],
      ["03-10T05:00", 25],
      ["03-11T04:00", 40],
    ]);
  });
});

describe("the open of a session", () => {
  test("of a calendar: bars outside have no value, and add nothing", () => {
    const bars = priced([
      ["2024-07-03T13:29Z", 1],
      ["2024-07-03T13:31Z", 10],
      ["2024-07-03T16:59Z", 20],
      ["2024-07-03T17:00Z", 1],
      ["2024-07-04T15:00Z", 1],
      ["2024-07-05T13:30Z", 40],
    ]);
    expect(told(bars, { kind: "session-open", source: XNYS })).toEqual([
      [null, Number.NaN],
      ["07-03T13:31", 10],
      ["07-03T13:31", 15],
      [null, Number.NaN],
      [null, Number.NaN],
      ["07-05T13:30", 40],
    ]);
  });

  test("with a break: after it the session goes on", () => {
    const bars = priced([
      ["2024-07-02T01:30Z", 10],
      ["2024-07-02T04:30Z", 90],
      ["2024-07-02T05:00Z", 20],
    ]);
    expect(told(bars, { kind: "session-open", source: XHKG })).toEqual([
      ["07-02T01:30", 10],
      [null, Number.NaN],
      ["07-02T01:30", 15],
    ]);
  });

  test("of sessions listed one by one, which may touch", () => {
    const source = [
      { id: "a", intervals: [[at("2024-01-08T09:00Z"), at("2024-01-08T10:00Z")]] },
      { id: "b", intervals: [[at("2024-01-08T10:00Z"), at("2024-01-08T11:00Z")]] },
    ] as const;
    const bars = priced([
      ["2024-01-08T09:30Z", 10],
      ["2024-01-08T10:00Z", 20],
      ["2024-01-08T11:00Z", 30],
    ]);
    expect(told(bars, { kind: "session-open", source })).toEqual([
      ["01-08T09:30", 10],
      ["01-08T10:00", 20],
      [null, Number.NaN],
    ]);
  });
});

describe("swing points", () => {
  /** Which bar is the anchor after each bar, by its place; `·` where there is none. */
  function anchors(kind: "swing-high" | "swing-low", heights: string, lookback: number, confirmation: number): string {
    const bars = heights.split(/\s+/).map((text, i) => {
      const height = text === "?" ? null : Number(text) * (kind === "swing-high" ? 1 : -1);
      return { timestamp: i * MINUTE, [kind === "swing-high" ? "high" : "low"]: height, close: i, volume: 1 };
    });
    const { anchor } = valuesOf(bars, { price: "close", anchor: { kind, lookback, confirmation } });
    return anchor.map((ms) => (Number.isNaN(ms) ? "·" : String(ms / MINUTE))).join(" ");
  }

  // Highs of the bars 0, 1, 2, …; under them the bar at which the VWAP is anchored. Lows are the same, turned over.
  const rows: readonly (readonly [why: string, lookback: number, confirmation: number, heights: string, anchors: string])[] = [
    ["a top, confirmed by the bar after it", 3, 1, "1 2 5 4 3 2", "· · · 2 2 2"],
    ["confirmed by two bars: one bar later", 3, 2, "1 2 5 4 3 2", "· · · · 2 2"],
    ["confirmed by three bars", 3, 3, "1 2 5 4 3 2", "· · · · · 2"],
    ["a confirming bar that exceeds it: no swing", 3, 2, "1 2 5 4 6 7", "· · · · · ·"],
    ["a confirming bar that equals it does not exceed it", 3, 2, "1 2 5 4 5 4", "· · · · 2 2"],
    ["of two equal tops the later one counts, once confirmed", 3, 2, "1 2 5 4 5 4 3", "· · · · 2 2 4"],
    ["an equal top at the far end of the lookback", 4, 1, "2 5 3 4 5 4 4", "· · · · · 4 4"],
    ["a higher top within the lookback: no swing", 4, 1, "1 6 2 3 5 4 4", "· · · · · · ·"],
    ["a higher top just beyond it", 3, 1, "1 6 2 3 5 4 4", "· · · · · 4 4"],
    ["a plateau is no swing", 2, 1, "1 3 3 2 1", "· · · · ·"],
    ["a plateau on the way up", 2, 1, "1 3 3 4 2", "· · · · 3"],
    ["the first bars lack a lookback", 3, 1, "1 5 4 3 2 1", "· · · · · ·"],
    ["lookback 2: the bar before is all", 2, 1, "1 5 4 3 2 1", "· · 1 1 1 1"],
    ["each swing takes the place of the one before, a lower one too", 2, 1, "1 9 2 5 2 7 1", "· · 1 1 3 3 5"],
    ["bars that rise for ever", 2, 1, "1 2 3 4 5 6", "· · · · · ·"],
    ["bars that do not move", 2, 1, "3 3 3 3 3 3", "· · · · · ·"],
    ["a bar without a high is lower than any", 3, 1, "? ? 5 ? 1 1", "· · · 2 2 2"],
    ["an infinite high is none", 2, 1, "1 Infinity 2 5 4", "· · · · 3"],
    ["and no swing itself", 2, 1, "? ? ? ? ? ?", "· · · · · ·"],
  ];

  test.each(rows)("%s (lookback %i, confirmation %i)", (_, lookback, confirmation, heights, expected) => {
    expect(anchors("swing-high", heights, lookback, confirmation)).toBe(expected);
    expect(anchors("swing-low", heights, lookback, confirmation)).toBe(expected);
  });

  test("sums are those from the swing bar on; what was said before stands", () => {
    const bars = [1, 2, 5, 4, 3, 2].map((high, i) => ({ timestamp: i * MINUTE, high, close: (i + 1) * 10, volume: 1 }));
    const { vwap } = valuesOf(bars, { price: "close", anchor: { kind: "swing-high", lookback: 3, confirmation: 2 } });
    // Bars 2 to 4: 30, 40, 50; then 60.
    expect(vwap).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 40, 45]);
  });

  test("a bar without volume has its high all the same", () => {
    const bars = [1, 2, 5, 4, 3].map((high, i) => ({ timestamp: i * MINUTE, high, close: high, volume: high === 5 ? 0 : 1 }));
    const options = { price: "close", anchor: { kind: "swing-high", lookback: 3, confirmation: 1 } } as const;
    const { vwap, anchor } = valuesOf(bars, options);
    expect(anchor.slice(3)).toEqual([2 * MINUTE, 2 * MINUTE]);
    expect(vwap.slice(2)).toEqual([Number.NaN, 4, 3.5]);
  });

  test("a forming bar that goes on to exceed the top takes the confirmation back", () => {
    const machine = new AnchoredVwap({ price: "close", anchor: { kind: "swing-high", lookback: 3, confirmation: 1 } });
    for (const [i, high] of [1, 2, 5].entries()) machine.update({ timestamp: i, high, close: high, volume: 1 });
    machine.update({ timestamp: 3, high: 4, close: 4, volume: 1 });
    expect([machine.anchorMs, machine.vwap, machine.bars, machine.volume]).toEqual([2, 4.5, 2, 2]);
    machine.replaceLast({ timestamp: 3, high: 6, close: 6, volume: 1 });
    expect([machine.anchorMs, machine.vwap, machine.bars, machine.volume]).toEqual([Number.NaN, Number.NaN, 0, 0]);
    machine.update({ timestamp: 4, high: 5, close: 5, volume: 3 });
    expect([machine.anchorMs, machine.vwap, machine.bars, machine.volume]).toEqual([3, 5.25, 2, 4]);
  });
});

describe("columns", () => {
  const frame = {
    time: [3, 1, 2, 1, 4, 2, 3].map((minute) => minute * MINUTE),
    symbol: ["A", "A", "A", "B", "A", "B", "B"],
    high: [9, 1, 5, 1, 4, 7, 2],
    close: [30, 10, 20, 1, 40, 3, 5],
    volume: [1, 1, 1, 1, 1, 1, 1],
  };
  const swing: Anchor = { kind: "swing-high", lookback: 2, confirmation: 1 };
  const options = { timestampColumn: "time", symbolColumn: "symbol", price: "close" } as const;

  test("symbol by symbol, sorted", () => {
    const { vwap, anchor } = anchoredVwap(frame, { ...options, sort: true, anchor: swing });
    expect([...vwap]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 35, Number.NaN, 4]);
    expect(anchor[4]).toBe(3 * MINUTE);
    expect(anchor[6]).toBe(2 * MINUTE);
    const daily = anchoredVwap(frame, { ...options, sort: true, anchor: { kind: "daily-open" } });
    expect([...daily.vwap]).toEqual([20, 10, 15, 1, 25, 2, 3]);
  });

  test("nanoseconds and texts are read as times", () => {
    const text = ["2024-01-08T23:59:00Z", "2024-01-09T00:00:00Z", "2024-01-09T00:01:00Z"];
    const nanos = BigInt64Array.from(text, (each) => BigInt(at(each)) * 1_000_000n);
    const bars = { close: [1, 2, 4], volume: [1, 1, 1], high: [1, 5, 2] };
    for (const timestamp of [text, nanos]) {
      expect([...anchoredVwap({ timestamp, ...bars }, { price: "close", anchor: { kind: "daily-open" } }).vwap]).toEqual([1, 2, 3]);
      expect([...anchoredVwap({ timestamp, ...bars }, { price: "close", anchor: swing }).vwap]).toEqual([Number.NaN, Number.NaN, 3]);
    }
  });

  test("of no rows", () => {
    for (const anchor of [swing, { kind: "daily-open" } as const])
      expect(anchoredVwap({ timestamp: [], high: [], low: [], close: [], volume: [] }, { anchor }).vwap.length).toBe(0);
  });

  test("a missing column, rows out of order, a volume that is none: said with the row", () => {
    const { time, symbol, ...bars } = frame;
    const run = (more: Record<string, ArrayLike<unknown>>): unknown =>
      anchoredVwap({ ...bars, timestamp: time, ...more }, { price: "close", anchor: swing });
    expect(error(() => run({ timestamp: time })).code).toBe("TIMESTAMPS_NOT_SORTED");
    expect(error(() => run({ timestamp: time })).details).toMatchObject({ index: 1 });
    const sorted = [...time].sort((a, b) => a - b);
    const volume = [1, 1, -1, 1, 1, 1, 1];
    expect(error(() => run({ timestamp: sorted, volume })).details).toMatchObject({
      index: 2,
      at: "1970-01-01T00:02:00Z",
      column: "volume",
      found: -1,
    });
    expect(error(() => run({ timestamp: sorted.with(3, Number.NaN) })).code).toBe("INVALID_TIMESTAMP");
    expect(error(() => anchoredVwap({ timestamp: [], close: [], volume: [] }, { price: "close", anchor: swing })).code).toBe(
      "MISSING_COLUMN",
    );
    expect(error(() => run({ timestamp: sorted, volume: [1] })).code).toBe("INVALID_ARGUMENT");
    expect(error(() => anchoredVwap({ ...frame, volume }, { ...options, sort: true, anchor: swing })).details).toMatchObject({ index: 2 });
  });

  test("late rows that are ignored repeat the row before them, whatever their volume", () => {
    const bars = { timestamp: [1, 2, 0, 3], high: [1, 5, 9, 4], close: [1, 2, 8, 4], volume: [1, 1, -1, 1] };
    const { vwap, anchor } = anchoredVwap(bars, { price: "close", anchor: swing, onOutOfOrder: "ignore" });
    expect([...vwap]).toEqual([Number.NaN, Number.NaN, Number.NaN, 3]);
    expect(anchor[3]).toBe(2);
  });
});

describe("what is refused", () => {
  const refused: readonly (readonly [anchor: unknown, code: string, words: string])[] = [
    [undefined, "INVALID_ARGUMENT", "anchor.kind"],
    [{ kind: "weekly-open" }, "INVALID_ARGUMENT", "anchor.kind"],
    [{ kind: "instant", at: Number.NaN }, "INVALID_TIMESTAMP", "epoch milliseconds"],
    [{ kind: "daily-open", timeZone: "Mars/Olympus" }, "UNKNOWN_TIME_ZONE", "Mars/Olympus"],
    [{ kind: "session-open" }, "INVALID_ARGUMENT", "anchor.source"],
    [{ kind: "session-open", source: [{ id: 1, intervals: [[5, 5]] }] }, "INVALID_ARGUMENT", "sessions[0].intervals[0]"],
    [{ kind: "swing-high", lookback: 1, confirmation: 1 }, "INVALID_ARGUMENT", "anchor.lookback"],
    [{ kind: "swing-high", lookback: 2.5, confirmation: 1 }, "INVALID_ARGUMENT", "anchor.lookback"],
    [{ kind: "swing-high", lookback: 1e9, confirmation: 1 }, "INVALID_ARGUMENT", "anchor.lookback"],
    [{ kind: "swing-low", lookback: 5, confirmation: 1e9 }, "INVALID_ARGUMENT", "anchor.confirmation"],
    [{ kind: "swing-low", lookback: 5, confirmation: 0 }, "INVALID_ARGUMENT", "anchor.confirmation"],
    [{ kind: "swing-low", lookback: 5 }, "INVALID_ARGUMENT", "anchor.confirmation"],
  ];

  test.each(refused)("the anchor %j", (anchor, code, words) => {
    for (const act of [
      () => new AnchoredVwap({ anchor: anchor as Anchor }),
      () => anchoredVwap({ timestamp: [], high: [], low: [], close: [], volume: [] }, { anchor: anchor as Anchor }),
    ]) {
      expect(error(act).code).toBe(code);
      expect(error(act).message).toContain(words);
    }
  });

  const kinds: readonly Anchor[] = [{ kind: "daily-open" }, { kind: "swing-high", lookback: 2, confirmation: 1 }];

  test.each(kinds)("bars that cannot be used, anchored at $kind: the state stays", (anchor) => {
    const machine = new AnchoredVwap({ price: "close", anchor });
    expect(error(() => machine.replaceLast({ timestamp: 0 })).code).toBe("INVALID_ARGUMENT");
    machine.update({ timestamp: 5, high: 1, close: 1, volume: 1 });
    const before = machine.snapshot();
    expect(error(() => machine.update({ timestamp: 4, close: 1, volume: 1 })).code).toBe("TIMESTAMPS_NOT_SORTED");
    expect(error(() => machine.update({ timestamp: 6, close: 1, volume: -1 })).code).toBe("INVALID_BAR");
    expect(error(() => machine.update({ timestamp: 6, close: 1, volume: Number.POSITIVE_INFINITY })).code).toBe("INVALID_BAR");
    expect(error(() => machine.replaceLast({ timestamp: 6, close: 1, volume: -1 })).code).toBe("INVALID_BAR");
    expect(error(() => machine.update({ timestamp: Number.NaN })).code).toBe("INVALID_TIMESTAMP");
    expect(machine.snapshot()).toEqual(before);
  });

  const faults: readonly (readonly [path: string, break_: (snapshot: Record<string, never>) => unknown])[] = [
    ["snapshot", () => null],
    ["kind", (snapshot) => ({ ...snapshot, kind: "rolling-vwap" })],
    ["version", (snapshot) => ({ ...snapshot, version: 2 })],
    ["price", (snapshot) => ({ ...snapshot, price: "hl2" })],
    ["deviation", (snapshot) => ({ ...snapshot, deviation: "close" })],
  ];
  const swingFaults: readonly (readonly [path: string, change: (snapshot: Swing) => void])[] = [
    ["anchor.lookback", (snapshot) => set(snapshot.anchor, "lookback", 9)],
    ["current.volume", (snapshot) => set(snapshot.current, "volume", -1)],
    ["current.mean", (snapshot) => set(snapshot.current, "mean", null)],
    ["current.anchorMs", (snapshot) => set(snapshot.current, "anchorMs", "now")],
    ["current.bars", (snapshot) => set(snapshot.current, "bars", 0.5)],
    ["before", (snapshot) => set(snapshot, "before", 7)],
    ["recent", (snapshot) => set(snapshot, "recent", {})],
    ["recent[1].timestamp", (snapshot) => set(snapshot.recent[1], "timestamp", 0)],
    ["recent[2].extreme", (snapshot) => set(snapshot.recent[2], "extreme", "high")],
    ["recent[2].volume", (snapshot) => set(snapshot.recent[2], "volume", -5)],
    ["recent.length", (snapshot) => set(snapshot, "recent", [...snapshot.recent, ...snapshot.recent.slice(-1)])],
  ];

  interface Swing {
    readonly anchor: object;
    readonly current: object;
    readonly recent: readonly object[];
  }
  const set = (target: object | undefined, name: string, value: unknown): void => {
    (target as Record<string, unknown>)[name] = value;
  };

  const optionsOf = (anchor: Anchor): AnchoredVwapOptions => ({ price: "close", anchor });
  const snapshotOf = (anchor: Anchor): never => {
    const machine = new AnchoredVwap(optionsOf(anchor));
    for (const [i, high] of [1, 5, 4, 3].entries()) machine.update({ timestamp: i + 1, high, close: high, volume: 1 });
    return JSON.parse(JSON.stringify(machine.snapshot())) as never;
  };

  test.each(faults)("a snapshot with a fault in %s", (path, broken) => {
    for (const anchor of kinds)
      expect(error(() => AnchoredVwap.restore(optionsOf(anchor), broken(snapshotOf(anchor)))).details).toMatchObject({ path });
  });

  test.each(swingFaults)("a snapshot of swings with a fault in %s", (path, change) => {
    const anchor = kinds[1] as Anchor;
    const snapshot = snapshotOf(anchor);
    change(snapshot);
    const thrown = error(() => AnchoredVwap.restore(optionsOf(anchor), snapshot));
    expect(thrown.code).toBe("INVALID_SNAPSHOT");
    expect(thrown.details).toMatchObject({ path });
  });

  test("a snapshot of another anchor", () => {
    const other: readonly Anchor[] = [
      { kind: "daily-open", timeZone: "Asia/Tokyo" },
      { kind: "instant", at: 0 },
      { kind: "session-open", source: XNYS },
      { kind: "swing-low", lookback: 2, confirmation: 1 },
      { kind: "swing-high", lookback: 2, confirmation: 2 },
    ];
    for (const anchor of [...kinds, { kind: "instant", at: 1 } as const])
      for (const asked of other)
        expect(error(() => AnchoredVwap.restore(optionsOf(asked), snapshotOf(anchor))).code).toBe("INVALID_SNAPSHOT");
  });
});
