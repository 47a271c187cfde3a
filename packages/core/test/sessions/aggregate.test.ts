/** One row a session: facts that can be checked by hand, and agreement with the plainest way to say the same. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import { assignSessions, formatSession, NO_SESSION, parseInstant } from "../../src/index.js";
import { aggregateBySession, aggregateSessions } from "../../src/sessions/features/aggregate.js";
import type { Frame } from "../../src/sessions/frame.js";
import type { ExplicitSession } from "../../src/sessions/timetable.js";
import { fresh } from "../calendar/support.js";

const MINUTE = 60_000;
const iso = (dates: ArrayLike<unknown>): unknown[] => Array.from(dates, (day) => formatSession(day as number));

describe("New York", () => {
  const frame = {
    timestamp: [
      "2024-07-03T09:29-04:00",
      "2024-07-03T09:30-04:00",
      "2024-07-03T09:31-04:00",
      "2024-07-03T12:59-04:00",
      "2024-07-03T13:00-04:00",
      "2024-07-05T15:59-04:00",
    ],
    open: [1, 10, 12, 11, 99, 20],
    high: [1, 13, 14, 11, 99, 22],
    low: [1, 9, 12, 10, 99, 18],
    close: [1, 12, 13, 10.5, 99, 21],
    volume: [5, 100, 200, 100, 77, 40],
  };

  test("open, high, low, close, volume, VWAP, change, return, number and times of bars", () => {
    const sessions = aggregateSessions(XNYS, frame);
    expect(iso(sessions.session_date)).toEqual(["2024-07-03", "2024-07-05"]);
    expect([...sessions.open]).toEqual([10, 20]);
    expect([...sessions.high]).toEqual([14, 22]);
    expect([...sessions.low]).toEqual([9, 18]);
    expect([...sessions.close]).toEqual([10.5, 21]);
    expect([...sessions.volume]).toEqual([400, 40]);
    expect([...sessions.bars]).toEqual([3, 1]);
    // The last close less the first close, not less the open.
    expect([...sessions.change]).toEqual([-1.5, 0]);
    expect([...sessions.return]).toEqual([-0.125, 0]);
    expect([...sessions.first]).toEqual([parseInstant("2024-07-03T09:30-04:00"), parseInstant("2024-07-05T15:59-04:00")]);
    expect([...sessions.last]).toEqual([parseInstant("2024-07-03T12:59-04:00"), parseInstant("2024-07-05T15:59-04:00")]);
    // (34/3 · 100 + 13 · 200 + 31.5/3 · 100) / 400
    expect(sessions.vwap[0]).toBeCloseTo((1133.3333333333335 + 2600 + 1050) / 400, 12);
    expect(sessions.vwap[1]).toBeCloseTo(61 / 3, 12);
    expect(Object.keys(sessions)).toEqual([
      "session_date",
      "open",
      "high",
      "low",
      "close",
      "volume",
      "vwap",
      "change",
      "return",
      "bars",
      "first",
      "last",
    ]);
  });

  test("bars stamped at their end: 13:00 of the early close is in, 09:30 is out", () => {
    const sessions = aggregateSessions(XNYS, frame, { barLabel: "end" });
    expect([...sessions.bars]).toEqual([3, 1]);
    expect([...sessions.open]).toEqual([12, 20]);
    expect([...sessions.close]).toEqual([99, 21]);
  });

  test.each(["open", "high", "low", "volume"])("without %s there is none, and the rest is the same", (name) => {
    const { [name as "open"]: _, ...rest } = frame;
    const sessions = aggregateSessions(XNYS, rest as unknown as typeof frame, { price: "close" });
    const whole = aggregateSessions(XNYS, frame, { price: "close" });
    const { [name as "open"]: __, ...expected } = whole as unknown as Frame & typeof frame;
    if (name === "volume") delete (expected as Record<string, unknown>)["vwap"];
    expect(sessions).toEqual(expected);
  });

  test("the price of the VWAP is that asked for", () => {
    const one = (price: "hl2" | "ohlc4" | "close" | "vwap"): number | undefined =>
      aggregateSessions(XNYS, { ...frame, vwap: [0, 1, 2, 3, 0, 7] }, { price }).vwap[1];
    expect([one("hl2"), one("ohlc4"), one("close"), one("vwap")]).toEqual([20, 20.25, 21, 7]);
  });

  test("more columns by their reduction, in their own type", () => {
    const more = {
      ...frame,
      trades: [9, 1, 2, null, 9, 4],
      contract: [null, "U4", "U4", null, null, null],
      bid: Float32Array.of(0, Number.NaN, 1.5, 2.5, 0, Number.NaN),
      interest: Int32Array.of(0, 7, 8, 9, 0, 3),
    };
    const sessions = aggregateSessions(XNYS, more, {
      columns: { trades: "sum", contract: "last", bid: "first", interest: "last" },
    });
    expect(sessions["trades"]).toEqual(Float64Array.of(3, 4));
    expect(sessions["contract"]).toEqual(["U4", null]);
    expect(sessions["bid"]).toEqual(Float32Array.of(1.5, Number.NaN));
    expect(sessions["interest"]).toEqual(Int32Array.of(9, 3));
    const extremes = (which: "max" | "min"): unknown => aggregateSessions(XNYS, more, { columns: { trades: which } })["trades"];
    expect([extremes("max"), extremes("min")]).toEqual([Float64Array.of(2, 4), Float64Array.of(1, 4)]);
  });
});

describe("sessions that are not a day", () => {
  test("CME: Sunday evening belongs to Monday, Monday 17:00 to Tuesday", () => {
    const sessions = aggregateSessions(CME_EQUITY, {
      timestamp: ["2024-06-02T17:00-05:00", "2024-06-03T15:59-05:00", "2024-06-03T16:30-05:00", "2024-06-03T17:00-05:00"],
      close: [1, 2, 3, 4],
    });
    expect(iso(sessions.session_date)).toEqual(["2024-06-03", "2024-06-04"]);
    expect([...sessions.close]).toEqual([2, 4]);
    expect([...sessions.bars]).toEqual([2, 1]);
  });

  test("Tokyo: one row for morning and afternoon; a print in the lunch break is left out", () => {
    const sessions = aggregateSessions(
      XTKS,
      {
        timestamp: ["2024-06-04T09:00+09:00", "2024-06-04T11:29+09:00", "2024-06-04T11:45+09:00", "2024-06-04T12:30+09:00"],
        high: [9, 5, 1000, 7],
        low: [2, 5, 0, 6],
        close: [4, 5, 1000, 6],
        volume: [1, 0, 1, 3],
      },
      { price: "close" },
    );
    const { high, low, close, bars, volume, vwap, change } = sessions;
    expect([high, low, close, bars, volume, vwap, change].map((column) => [...column])).toEqual([[9], [2], [6], [3], [4], [5.5], [2]]);
  });

  test("explicit sessions, by their ids; intervals of one session are one row", () => {
    const given: ExplicitSession[] = [
      {
        id: "a",
        intervals: [
          [0, 10],
          [20, 30],
        ],
      },
      { id: "empty", intervals: [[30, 40]] },
      { id: 7, intervals: [[40, 50]] },
    ];
    const sessions = aggregateSessions(given, { timestamp: [9, 10, 20, 29, 40, 50], close: [1, 2, 3, 4, 5, 6] });
    expect(sessions.session_date).toEqual(["a", 7]);
    expect([...sessions.bars]).toEqual([3, 1]);
    expect([...sessions.change]).toEqual([3, 0]);
    // Stamped at their end: 10 and 50 are in, 20 and 40 are out, and 30 would be the last of "a".
    const atEnd = aggregateSessions(given, { timestamp: [9, 10, 20, 30, 40, 50], close: [1, 2, 3, 4, 5, 6] }, { barLabel: "end" });
    expect([...atEnd.session_date, ...atEnd.bars, ...atEnd.close]).toEqual(["a", "empty", 7, 3, 1, 1, 4, 5, 6]);
  });

  test("nanoseconds: a bar one nanosecond before the close is in", () => {
    const close = BigInt(parseInstant("2024-07-05T16:00-04:00")) * 1_000_000n;
    const sessions = aggregateSessions(XNYS, { timestamp: BigInt64Array.of(close - 1n, close), close: [1, 2] });
    expect([...sessions.bars, ...sessions.close]).toEqual([1, 1]);
  });

  test.each([
    ["Float64Array of seconds", (ms: number[]) => Float64Array.from(ms, (t) => t / 1000), { unit: "s" }],
    ["Int32Array", (ms: number[]) => Int32Array.from(ms, (t) => t / 1000), {}],
    ["BigInt64Array", (ms: number[]) => BigInt64Array.from(ms, (t) => BigInt(t) * 1_000_000n), {}],
    ["BigInt64Array of µs", (ms: number[]) => BigInt64Array.from(ms, (t) => BigInt(t) * 1000n), { unit: "us" }],
    ["Dates", (ms: number[]) => ms.map((t) => new Date(t)), {}],
    ["text", (ms: number[]) => ms.map((t) => new Date(t).toISOString()), {}],
  ] as const)("timestamps as %s", (_, write, options) => {
    const open = parseInstant("2024-07-05T09:30-04:00");
    const ms = [open - MINUTE, open, open + MINUTE];
    const plain = aggregateSessions(XNYS, { timestamp: ms, close: [1, 2, 3] });
    expect(aggregateSessions(XNYS, { timestamp: write(ms), close: [1, 2, 3] }, options)).toEqual(plain);
    expect([...plain.first, ...plain.last]).toEqual([open, open + MINUTE]);
  });
});

describe("missing values", () => {
  const timestamp = [0, 1, 2, 3];
  const day: ExplicitSession[] = [{ id: "d", intervals: [[0, 10]] }];
  const nan = Number.NaN;

  test("the open is the first that there is, the close the last, and the row counts", () => {
    const sessions = aggregateSessions(day, {
      timestamp,
      open: [null, 5, 6, 7],
      high: [nan, 8, undefined, 7],
      low: [null, null, 4, 5],
      close: [null, 6, 7, nan],
      volume: [null, 10, nan, 30],
    });
    const { open, high, low, close, volume, bars, change } = sessions;
    expect([open, high, low, close, volume, bars, change].map((column) => column[0])).toEqual([5, 8, 4, 7, 40, 4, 1]);
  });

  test("no value at all: NaN, but a volume of 0", () => {
    const none = [null, null, null, null];
    const sessions = aggregateSessions(day, { timestamp, open: none, high: none, low: none, close: none, volume: none });
    const { open, high, low, close, vwap, change, volume } = sessions;
    expect([open, high, low, close, vwap, change, sessions.return].map((column) => column[0])).toEqual(new Array(7).fill(nan));
    expect([volume[0], sessions.bars[0]]).toEqual([0, 4]);
  });

  test("a bar counts for the VWAP where its volume is above 0 and its price whole", () => {
    const vwap = (volume: unknown[], close: unknown[]): number | undefined =>
      aggregateSessions(day, { timestamp, close, volume }, { price: "close" }).vwap[0];
    expect(vwap([0, 1, 3, 0], [100, 10, 20, 100])).toBe(17.5);
    expect(vwap([null, 1, nan, 1], [100, 10, 20, 30])).toBe(20);
    expect(vwap([1, 1, 5, 5], [10, 30, null, Number.POSITIVE_INFINITY])).toBe(20);
    expect(vwap([0, 0, 0, 0], [10, 30, 1, 1])).toBeNaN();
  });

  test("a return needs a first close above 0", () => {
    const of = (first: number): number | undefined => aggregateSessions(day, { timestamp: [0, 1], close: [first, 3] }).return[0];
    expect([of(2), of(0), of(-2)]).toEqual([0.5, nan, nan]);
  });

  test("a row without a timestamp lies in no session", () => {
    const sessions = aggregateSessions(day, { timestamp: [3, null, 1], close: [30, 20, 10] });
    expect([...sessions.bars, ...sessions.change]).toEqual([2, 20]);
  });

  test("rows without a timestamp do not hide the years of the others", () => {
    const timestamp = [null, "2024-07-05T10:00-04:00", "2021-07-06T10:00-04:00", null];
    for (const rows of [timestamp, timestamp.slice(1), [...timestamp].sort()]) {
      const frame = { timestamp: rows, close: rows.map(() => 1) };
      expect(iso(aggregateSessions(fresh(XNYS), frame).session_date)).toEqual(["2021-07-06", "2024-07-05"]);
    }
  });

  test("no rows, or none in a session", () => {
    for (const timestamp of [[], [Number.NaN], [50], [Number.POSITIVE_INFINITY]]) {
      const close = timestamp.map(() => 1);
      expect(aggregateSessions(day, { timestamp, close }).session_date).toEqual([]);
      expect(aggregateSessions(XNYS, { timestamp, close }).session_date).toEqual(new Int32Array(0));
      expect(aggregateSessions([], { timestamp, close }).bars).toEqual(new Int32Array(0));
    }
  });
});

describe("symbols", () => {
  test("in order of first appearance, interleaved or stacked, each in its own order of time", () => {
    const rows = [
      ["B", 1, 10],
      ["A", 0, 1],
      ["B", 0, 20],
      ["A", 25, 3],
      ["A", 1, 2],
    ] as const;
    const frame = (order: readonly (readonly [string, number, number])[]): Frame => ({
      symbol: order.map(([symbol]) => symbol),
      timestamp: order.map(([, t]) => t),
      close: order.map(([, , close]) => close),
    });
    const days: ExplicitSession[] = [
      { id: 1, intervals: [[0, 10]] },
      { id: 2, intervals: [[20, 30]] },
    ];
    const sessions = aggregateSessions(days, frame(rows), { symbolColumn: "symbol" });
    expect(sessions["symbol"]).toEqual(["B", "A", "A"]);
    expect(sessions.session_date).toEqual([1, 1, 2]);
    expect([...sessions.change]).toEqual([-10, 1, 0]);
    const stacked = [...rows].sort(([a], [b]) => (a === b ? 0 : a > b ? -1 : 1));
    expect(aggregateSessions(days, frame(stacked), { symbolColumn: "symbol" })).toEqual(sessions);
  });

  test("a session in which two symbols trade one after the other is two rows", () => {
    const day: ExplicitSession[] = [{ id: 1, intervals: [[0, 10]] }];
    const sessions = aggregateSessions(day, { symbol: Int32Array.of(5, 6), timestamp: [0, 1], close: [1, 2] }, { symbolColumn: "symbol" });
    expect([sessions["symbol"], [...sessions.close]]).toEqual([Int32Array.of(5, 6), [1, 2]]);
  });
});

describe("what is refused", () => {
  const timestamp = ["2024-07-05T09:30-04:00", "2024-07-05T16:00-04:00"];
  const close = [1, 2];
  const refused = (frame: Frame, options: object = {}): unknown => {
    try {
      aggregateSessions(XNYS, frame, options);
    } catch (error) {
      return error;
    }
    return null;
  };

  test.each([
    ["a negative volume", { timestamp, close, volume: [-1, 0] }, {}, "INVALID_BAR", "Row 0 at 2024-07-05T09:30:00-04:00: expected volume"],
    ["an infinite volume", { timestamp, close, volume: [Number.POSITIVE_INFINITY, 0] }, {}, "INVALID_BAR", "Row 0"],
    ["text for a price", { timestamp, close: ["1", "2"] }, {}, "INVALID_BAR", "Row 0 at 2024-07-05T09:30:00-04:00: expected close"],
    ["no close", { timestamp, open: close }, {}, "MISSING_COLUMN", '"close"'],
    ["no column for the price", { timestamp, close, volume: close }, {}, "MISSING_COLUMN", '"high"'],
    ["no timestamps", { close }, {}, "MISSING_COLUMN", '"timestamp"'],
    ["no such symbols", { timestamp, close }, { symbolColumn: "symbol" }, "MISSING_COLUMN", '"symbol"'],
    ["columns that differ in length", { timestamp, close: [1] }, {}, "INVALID_ARGUMENT", "frame.close"],
    ["a row outside", { timestamp, close }, { outside: "error" }, "OUTSIDE_SESSION", "Row 1: 2024-07-05T16:00:00-04:00"],
    ["no timestamp", { timestamp: [timestamp[0], null], close }, { outside: "error" }, "OUTSIDE_SESSION", "Row 1: no timestamp"],
    ["a timestamp that is none", { timestamp: ["x", null], close }, {}, "INVALID_TIMESTAMP", "Row 0"],
    ["an unknown policy", { timestamp, close }, { outside: "keep" }, "INVALID_ARGUMENT", "`outside`"],
    ["an unknown price", { timestamp, close, volume: close }, { price: "mid" }, "INVALID_ARGUMENT", "`price`"],
    ["an unknown reduction", { timestamp, close, x: close }, { columns: { x: "mean" } }, "INVALID_ARGUMENT", "columns.x"],
    ["a reduction of a column that has one", { timestamp, close }, { columns: { close: "max" } }, "INVALID_ARGUMENT", "columns.close"],
    ["a name that the result has", { timestamp, close, bars: close }, { columns: { bars: "max" } }, "INVALID_ARGUMENT", "columns.bars"],
    ["a column that is not there", { timestamp, close }, { columns: { x: "max" } }, "MISSING_COLUMN", '"x"'],
    ["an unknown label", { timestamp, close }, { barLabel: "middle" }, "INVALID_ARGUMENT", "barLabel"],
  ])("%s", (_, frame, options, code, text) => {
    expect(refused(frame, options)).toMatchObject({ code, message: expect.stringContaining(text) });
  });

  test("the row is that of the frame, also where rows were put in order", () => {
    const rows = { timestamp: ["2024-07-05T15:00-04:00", "2024-07-05T10:00-04:00", "2024-07-05T12:00-04:00"], close: [1, 2, 3] };
    expect(refused({ ...rows, volume: [1, 1, -5] })).toMatchObject({ details: { index: 2, at: "2024-07-05T12:00:00-04:00" } });
    expect(refused({ ...rows, open: [1, 1, "x"] })).toMatchObject({ details: { index: 2, at: "2024-07-05T12:00:00-04:00" } });
    const late = { ...rows, timestamp: ["2024-07-05T15:00-04:00", "2024-07-05T17:00-04:00", "2024-07-05T12:00-04:00"] };
    expect(refused(late, { outside: "error" })).toMatchObject({ code: "OUTSIDE_SESSION", details: { index: 1 } });
  });

  test("a volume outside every session is not looked at", () => {
    expect(refused({ timestamp, close, volume: [1, -1], high: close, low: close })).toBeNull();
  });
});

describe("sessions known already", () => {
  test("as the calendar gives them, whatever the column is", () => {
    const timestamp = Float64Array.from({ length: 5000 }, (_, i) => parseInstant("2024-06-02T12:00-05:00") + i * MINUTE);
    const frame = { timestamp, close: timestamp.map((t) => t % 977), volume: timestamp.map((t) => t % 13) };
    const dates = assignSessions(CME_EQUITY, timestamp);
    const expected = aggregateSessions(CME_EQUITY, frame, { price: "close" });
    expect(expected.bars.length).toBe(4);
    // Long enough to be read in pieces.
    const ns = BigInt64Array.from(timestamp, (ms) => BigInt(ms) * 1_000_000n);
    expect(aggregateSessions(CME_EQUITY, { ...frame, timestamp: ns }, { price: "close" })).toEqual(expected);
    expect(aggregateBySession(dates, frame, { price: "close" })).toEqual(expected);
    const text = Array.from(dates, formatSession);
    const byText = aggregateBySession(text, frame, { price: "close" });
    expect(byText.session_date).toEqual(iso(expected.session_date));
    expect({ ...byText, session_date: null }).toEqual({ ...expected, session_date: null });
  });

  test("rows of a session that do not stand together in time are one row all the same", () => {
    const sessions = aggregateBySession(["a", "b", "a", null, "b"], { timestamp: [0, 1, 2, 3, 4], close: [1, 2, 3, 4, 5] });
    expect(sessions.session_date).toEqual(["a", "b"]);
    expect([...sessions.change, ...sessions.bars]).toEqual([2, 3, 2, 2]);
  });

  test("symbols apart, rows without a session or a timestamp left out or refused", () => {
    const frame = { timestamp: [0, 1, 2, Number.NaN], close: [1, 2, 3, 4], symbol: ["x", "y", "x", "y"] };
    const sessions = aggregateBySession(Int32Array.of(5, 5, 5, 5), frame, { symbolColumn: "symbol" });
    expect([...sessions.session_date, ...sessions.close, ...sessions.bars]).toEqual([5, 5, 3, 2, 2, 1]);
    const refused = (dates: Int32Array) => expect(() => aggregateBySession(dates, frame, { outside: "error" }));
    refused(Int32Array.of(5, 5, 5, 5)).toThrow(/Row 3: no timestamp/);
    refused(Int32Array.of(5, NO_SESSION, 5, 5)).toThrow(/Row 1: 1970-01-01T00:00:00.001Z/);
    expect(() => aggregateBySession(Int32Array.of(5), frame)).toThrow(/sessionDates/);
  });
});

/** The plainest way to say the same: bars as objects, in lists by symbol and session. */
function plain(bars: readonly Row[], sessionOf: (t: number) => number): unknown[] {
  const lists = new Map<string, Row[]>();
  const symbols = [...new Set(bars.map(({ symbol }) => symbol))];
  for (const symbol of symbols)
    for (const bar of bars.filter((each) => each.symbol === symbol).sort((a, b) => a.t - b.t)) {
      const session = sessionOf(bar.t);
      if (session === NO_SESSION) continue;
      const key = `${symbol} ${session}`;
      lists.set(key, [...(lists.get(key) ?? []), bar]);
    }
  const there = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
  return [...lists].map(([key, list]) => {
    let [w, m] = [0, 0];
    for (const { high, low, close, volume: v } of list) {
      if (high === null || low === null || close === null || v === null || v === 0) continue;
      w += v;
      m += ((high + low + close) / 3 - m) * (v / w);
    }
    const closes = there(list.map(({ close }) => close));
    const change = closes.length === 0 ? Number.NaN : closes.at(-1)! - closes[0]!;
    return {
      key,
      open: there(list.map(({ open }) => open))[0] ?? Number.NaN,
      high: there(list.map(({ high }) => high)).sort((a, b) => b - a)[0] ?? Number.NaN,
      low: there(list.map(({ low }) => low)).sort((a, b) => a - b)[0] ?? Number.NaN,
      close: closes.at(-1) ?? Number.NaN,
      volume: there(list.map(({ volume }) => volume)).reduce((a, b) => a + b, 0),
      vwap: w === 0 ? Number.NaN : m,
      change,
      return: change / (closes[0] ?? Number.NaN),
      bars: list.length,
      first: list[0]!.t,
      last: list.at(-1)!.t,
    };
  });
}

interface Row {
  readonly symbol: string;
  readonly t: number;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly volume: number | null;
}

const price = fc.option(
  fc.integer({ min: 1, max: 4000 }).map((ticks) => ticks / 4),
  { freq: 8 },
);
const bars = fc.uniqueArray(
  fc.record({
    symbol: fc.constantFrom("A", "B", "C"),
    // Three days round the Monday of a week, so that most sessions have several bars and some rows lie in none.
    t: fc.integer({ min: 0, max: 3 * 1440 }).map((minute) => parseInstant("2024-06-02T12:00-05:00") + minute * MINUTE),
    open: price,
    high: price,
    low: price,
    close: price,
    volume: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 8 }),
  }),
  { selector: ({ symbol, t }) => `${symbol} ${t}`, maxLength: 60 },
);

const columns = (rows: readonly Row[]) => ({
  symbol: rows.map(({ symbol }) => symbol),
  timestamp: Float64Array.from(rows, ({ t }) => t),
  open: rows.map(({ open }) => open),
  high: rows.map(({ high }) => high),
  low: rows.map(({ low }) => low),
  close: rows.map(({ close }) => close),
  volume: rows.map(({ volume }) => volume),
});

describe("for all bars", () => {
  test.each([CME_EQUITY, XNYS, XTKS])("$name: the plainest way to say it", (calendar) => {
    fc.assert(
      fc.property(bars, (rows) => {
        const { session_date, ...sessions } = aggregateSessions(calendar, columns(rows), { symbolColumn: "symbol" });
        const found = Array.from(session_date, (day, k) => {
          const { symbol, ...row } = Object.fromEntries(Object.entries(sessions).map(([name, column]) => [name, column[k]]));
          return { key: `${symbol} ${day}`, ...row };
        });
        expect(found).toEqual(plain(rows, (t) => assignSessions(calendar, [t])[0] as number));
      }),
    );
  });

  test("the order of rows does not matter, but for that of the symbols", () => {
    fc.assert(
      fc.property(bars, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (all, random) => {
        const rows = all.filter(({ symbol }) => symbol === "A");
        const mixed = rows.map((row) => [random.next().value, row] as const).sort(([a], [b]) => a - b);
        const aggregate = (list: readonly Row[]) => aggregateSessions(CME_EQUITY, columns(list));
        expect(aggregate(mixed.map(([, row]) => row))).toEqual(aggregate([...rows].sort((a, b) => a.t - b.t)));
      }),
    );
  });

  test("each symbol is as it is alone", () => {
    fc.assert(
      fc.property(bars, (rows) => {
        const together = aggregateSessions(CME_EQUITY, columns(rows), { symbolColumn: "symbol" });
        for (const symbol of new Set(rows.map((row) => row.symbol))) {
          const alone = aggregateSessions(CME_EQUITY, columns(rows.filter((row) => row.symbol === symbol)));
          const isOf = (_: unknown, k: number): boolean => together["symbol"]?.[k] === symbol;
          expect([...together.vwap].filter(isOf)).toEqual([...alone.vwap]);
          expect([...together.session_date].filter(isOf)).toEqual([...alone.session_date]);
          expect([...together.volume].filter(isOf)).toEqual([...alone.volume]);
        }
      }),
    );
  });
});
