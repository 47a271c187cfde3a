/** Longer bars: where slots begin and end, what becomes of columns, and the laws that hold for all bars. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import {
  assignSessions,
  type CalendarDefinition,
  formatDate,
  formatInstant,
  formatSession,
  parseDate,
  parseInstant,
  sessionSegments,
  sessionsInRange,
} from "../../src/index.js";
import { aggregateSessions } from "../../src/sessions/features/aggregate.js";
import { type ResampleOptions, resampleSessions } from "../../src/sessions/features/resample.js";
import type { Frame } from "../../src/sessions/frame.js";
import type { ExplicitSession } from "../../src/sessions/timetable.js";

const MINUTE = 60_000;

/** One-minute bars of a session, stamped at their start or end: closes count the minutes from 0, volumes are 1. */
function session(calendar: CalendarDefinition, date: string, label: "start" | "end" = "start") {
  const timestamp: number[] = [];
  for (const { openMs, closeMs } of sessionSegments(calendar, date))
    for (let t = openMs; t < closeMs; t += MINUTE) timestamp.push(label === "start" ? t : t + MINUTE);
  const close = timestamp.map((_, i) => i);
  return {
    timestamp: Float64Array.from(timestamp),
    open: close.map((c) => c - 0.5),
    high: close.map((c) => c + 1),
    low: close.map((c) => c - 1),
    close,
    volume: close.map(() => 1),
  };
}

/** Local clock times of a column. */
const clock = (calendar: CalendarDefinition, column: ArrayLike<unknown> | undefined): string[] =>
  Array.from(column ?? [], (ms) => formatInstant(ms as number, calendar.timeZone).slice(11, 16));

describe("slots", () => {
  test("New York by the hour: from 09:30 on, the last one short", () => {
    const hours = resampleSessions(XNYS, session(XNYS, "2024-06-03"), { interval: "60m" });
    expect(clock(XNYS, hours["timestamp"])).toEqual(["09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30"]);
    expect([...hours.volume]).toEqual([60, 60, 60, 60, 60, 60, 30]);
    expect([...hours.open]).toEqual([-0.5, 59.5, 119.5, 179.5, 239.5, 299.5, 359.5]);
    expect([...hours.high]).toEqual([60, 120, 180, 240, 300, 360, 390]);
    expect([...hours.low]).toEqual([-1, 59, 119, 179, 239, 299, 359]);
    expect([...hours.close]).toEqual([59, 119, 179, 239, 299, 359, 389]);
    expect([...hours.session_date].map(formatSession)).toEqual(new Array(7).fill("2024-06-03"));
    expect(Object.keys(hours)).toEqual(["timestamp", "open", "high", "low", "close", "volume", "session_date"]);
  });

  test("Tokyo by the hour: after lunch they begin anew", () => {
    const hours = resampleSessions(XTKS, session(XTKS, "2024-06-04"), { interval: "1h" });
    expect(clock(XTKS, hours["timestamp"])).toEqual(["09:00", "10:00", "11:00", "12:30", "13:30", "14:30"]);
    expect([...hours.volume]).toEqual([60, 60, 30, 60, 60, 30]);
  });

  test("an early close: the last slot ends with the session", () => {
    const bars = session(XNYS, "2024-07-03");
    expect(clock(XNYS, resampleSessions(XNYS, bars, { interval: "2h" })["timestamp"])).toEqual(["09:30", "11:30"]);
    expect(clock(XNYS, resampleSessions(XNYS, bars, { interval: "2h", label: "end" })["timestamp"])).toEqual(["11:30", "13:00"]);
  });

  test("bars stamped at their end make bars stamped at their end", () => {
    const bars = session(XNYS, "2024-06-03", "end");
    const hours = resampleSessions(XNYS, bars, { interval: "60m", barLabel: "end" });
    expect(clock(XNYS, hours["timestamp"])).toEqual(["10:30", "11:30", "12:30", "13:30", "14:30", "15:30", "16:00"]);
    const { timestamp: _, ...rest } = hours;
    const { timestamp: __, ...fromStart } = resampleSessions(XNYS, session(XNYS, "2024-06-03"), { interval: "60m" });
    expect(rest).toEqual(fromStart);
    const atStart = resampleSessions(XNYS, bars, { interval: "60m", barLabel: "end", label: "start" });
    expect(clock(XNYS, atStart["timestamp"])).toEqual(["09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30"]);
  });

  test("CME: no bar crosses the pause, and the evening is the next session", () => {
    const timestamp = ["2024-06-03T15:58-05:00", "2024-06-03T15:59-05:00", "2024-06-03T17:00-05:00", "2024-06-03T17:01-05:00"];
    const bars = resampleSessions(CME_EQUITY, { timestamp, close: [1, 2, 3, 4] }, { interval: "4h" });
    expect(bars["timestamp"]).toEqual(["2024-06-03T13:00-05:00", "2024-06-03T17:00-05:00"]);
    expect([...bars.session_date].map(formatSession)).toEqual(["2024-06-03", "2024-06-04"]);
  });

  test("slots without bars are left out, bars outside too or refused", () => {
    const given: ExplicitSession[] = [{ id: "d", intervals: [[1000, 2000]] }];
    const frame = { timestamp: [999, 1000, 1009, 1050, 2000, null], close: [1, 2, 3, 4, 5, 6] };
    const bars = resampleSessions(given, frame, { interval: 10 });
    expect([bars["timestamp"], [...bars.close], bars.session_date]).toEqual([
      [1000, 1050],
      [3, 4],
      ["d", "d"],
    ]);
    expect(() => resampleSessions(given, frame, { interval: 10, outside: "error" })).toThrow(/Row 0: 1970-01-01T00:00:00.999Z/);
  });

  test("times between milliseconds stay on their side of a boundary", () => {
    const given: ExplicitSession[] = [{ id: "d", intervals: [[0, 100]] }];
    const ns = BigInt64Array.of(9_999_999n, 10_000_000n, 10_000_001n, 20_000_000n);
    const of = (barLabel: "start" | "end"): unknown[] => {
      const bars = resampleSessions(given, { timestamp: ns, close: [1, 2, 3, 4] }, { interval: 10, barLabel });
      return [bars["timestamp"], [...bars.close]];
    };
    expect(of("start")).toEqual([BigInt64Array.of(0n, 10_000_000n, 20_000_000n), [1, 3, 4]]);
    expect(of("end")).toEqual([BigInt64Array.of(10_000_000n, 20_000_000n), [2, 4]]);
  });
});

describe("columns", () => {
  const open = parseInstant("2024-06-03T09:30-04:00");
  const ms = [open, open + MINUTE, open + 5 * MINUTE];

  test.each<[string, Frame[string], Frame[string], object?]>([
    ["Float64Array", Float64Array.from(ms), Float64Array.of(open, open + 300_000)],
    ["Float64Array of seconds", Float64Array.from(ms, (t) => t / 1000), Float64Array.of(open / 1000, open / 1000 + 300), { unit: "s" }],
    ["Int32Array", Int32Array.from(ms, (t) => t / 1000), Int32Array.of(open / 1000, open / 1000 + 300)],
    [
      "BigInt64Array",
      BigInt64Array.from(ms, (t) => BigInt(t) * 1_000_000n),
      BigInt64Array.of(BigInt(open) * 1_000_000n, BigInt(open + 300_000) * 1_000_000n),
    ],
    ["numbers", ms, [open, open + 300_000]],
    ["Dates", [null, ...ms.slice(1).map((t) => new Date(t))], [new Date(open), new Date(open + 300_000)]],
    ["text", ms.map((t) => formatInstant(t)), ["2024-06-03T13:30:00Z", "2024-06-03T13:35:00Z"]],
    [
      "local text",
      ["2024-06-03 09:31", "2024-06-03 09:36", null],
      ["2024-06-03 09:30", "2024-06-03 09:35"],
      { sourceTimeZone: "America/New_York" },
    ],
  ])("timestamps as %s", (_, timestamp, expected, options = {}) => {
    const bars = resampleSessions(XNYS, { timestamp, close: [1, 2, 3] }, { interval: "5m", ...options });
    expect(bars["timestamp"]).toEqual(expected);
  });

  test("doubles of seconds mean the millisecond nearest to them", () => {
    const day: ExplicitSession[] = [{ id: "d", intervals: [[1717421400000, 1717421401000]] }];
    const ms = Array.from({ length: 1000 }, (_, k) => 1717421400000 + k);
    const seconds = Float64Array.from(ms, (t) => t / 1000);
    const frame = (timestamp: Frame[string]): Frame => ({ timestamp, volume: ms.map(() => 1) });
    const bars = resampleSessions(day, frame(seconds), { interval: "10ms", unit: "s" });
    expect(bars["volume"]).toEqual(new Float64Array(100).fill(10));
    expect(bars["timestamp"]).toEqual(Float64Array.from({ length: 100 }, (_, k) => (1717421400000 + 10 * k) / 1000));
  });

  test("no bars: columns of no length, of the same types", () => {
    const bars = resampleSessions(XNYS, { timestamp: new BigInt64Array(0), close: [] }, { interval: "5m", price: undefined as never });
    expect(bars).toEqual({ timestamp: new BigInt64Array(0), close: new Float64Array(0), session_date: new Int32Array(0) });
    expect(resampleSessions([], { timestamp: [], symbol: [] }, { interval: "5m", symbolColumn: "symbol" })).toEqual({
      timestamp: [],
      symbol: [],
      session_date: [],
    });
  });

  test("columns without a reduction are left out; VWAP where a price is asked for; session_date anew", () => {
    const frame = {
      timestamp: ms,
      close: [1, 4, 3],
      volume: [2, 1, 5],
      vwap: [9, 3, 3],
      trades: [1, 2, 4],
      venue: ["N", "Q", null],
      session_date: [0, 0, 0],
    };
    expect(Object.keys(resampleSessions(XNYS, frame, { interval: "5m" }))).toEqual(["timestamp", "close", "volume", "session_date"]);
    const bars = resampleSessions(XNYS, frame, { interval: "5m", price: "vwap", columns: { trades: "sum", venue: "first" } });
    expect([bars["vwap"], bars["trades"], bars["venue"]]).toEqual([Float64Array.of(7, 3), Float64Array.of(3, 4), ["N", null]]);
    expect([...bars.session_date].map(formatSession)).toEqual(["2024-06-03", "2024-06-03"]);
    // Without a price asked for, the bars' own VWAP is a column like any other.
    expect(resampleSessions(XNYS, frame, { interval: "5m", columns: { vwap: "max" } })["vwap"]).toEqual(Float64Array.of(9, 3));
  });

  test("another column of timestamps; symbols one after the other", () => {
    const frame = { time: [open + MINUTE, open, open + MINUTE, open], symbol: ["B", "A", "A", "B"], close: [1, 2, 3, 4] };
    const bars = resampleSessions(XNYS, frame, { interval: "5m", timestampColumn: "time", symbolColumn: "symbol" });
    expect(bars).toEqual({
      time: [open, open],
      symbol: ["B", "A"],
      close: Float64Array.of(1, 3),
      session_date: Int32Array.of(parseDate("2024-06-03"), parseDate("2024-06-03")),
    });
  });
});

test("by the bars' own interval nothing changes, in ten sessions", () => {
  const days = Array.from(sessionsInRange(XNYS, "2024-06-03", "2024-06-14"), (day) => session(XNYS, formatDate(day)));
  const join = (name: "open" | "high" | "low" | "close" | "volume" | "timestamp"): Float64Array =>
    Float64Array.from(days.flatMap((day) => [...day[name]]));
  const frame = {
    timestamp: join("timestamp"),
    open: join("open"),
    high: join("high"),
    low: join("low"),
    close: join("close"),
    volume: join("volume"),
  };
  const { session_date, ...bars } = resampleSessions(XNYS, frame, { interval: "1m" });
  expect(bars).toEqual(frame);
  expect(session_date).toEqual(assignSessions(XNYS, frame.timestamp));
});

describe("what is refused", () => {
  test.each<[string, Frame, object, string, string]>([
    ["no interval", {}, { interval: undefined }, "INVALID_ARGUMENT", "interval"],
    ["an interval below 0", {}, { interval: "-5m" }, "INVALID_ARGUMENT", "interval"],
    ["an interval of 0", {}, { interval: 0 }, "INVALID_ARGUMENT", "interval"],
    ["an unknown label", {}, { label: "middle" }, "INVALID_ARGUMENT", "label"],
    ["an unknown policy", {}, { outside: "keep" }, "INVALID_ARGUMENT", "outside"],
    ["an unknown price", { volume: [1, 1] }, { price: "mid" }, "INVALID_ARGUMENT", "price"],
    ["a price without volumes", {}, { price: "close" }, "MISSING_COLUMN", "volume"],
    [
      "a name that the result has",
      { volume: [1, 1], vwap: [1, 1] },
      { price: "vwap", columns: { vwap: "last" } },
      "INVALID_ARGUMENT",
      "columns.vwap",
    ],
    ["a negative volume", { volume: [1, -2] }, {}, "INVALID_BAR", "Row 1 at 2024-06-03T09:31:00-04:00"],
    ["a reduction of the timestamps", {}, { columns: { timestamp: "last" } }, "INVALID_ARGUMENT", "columns.timestamp"],
    [
      "whole seconds that cannot tell the slots",
      { timestamp: Int32Array.of(1717421400, 1717421402) },
      { interval: "1.5s" },
      "INVALID_ARGUMENT",
      "interval",
    ],
  ])("%s", (_, more, options, code, text) => {
    const frame = { timestamp: ["2024-06-03T09:30-04:00", "2024-06-03T09:31-04:00"], close: [1, 2], ...more };
    let error: unknown = null;
    try {
      resampleSessions(XNYS, frame, { interval: "5m", ...options } as ResampleOptions);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
  });
});

/** Minutes of some days, thinned, with prices and volumes. */
const bars = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 0, max: 3 * 1440 }),
      open: fc.integer({ min: 1, max: 400 }),
      close: fc.integer({ min: 1, max: 400 }),
      reach: fc.integer({ min: 0, max: 20 }),
      volume: fc.integer({ min: 0, max: 1000 }),
    }),
    { maxLength: 120 },
  )
  .map((rows) => [...new Map(rows.map((row) => [row.minute, row])).values()])
  .map((rows) => ({
    timestamp: rows.map(({ minute }) => parseInstant("2024-06-02T12:00-05:00") + minute * MINUTE),
    open: rows.map(({ open }) => open),
    high: rows.map(({ open, close, reach }) => Math.max(open, close) + reach),
    low: rows.map(({ open, close, reach }) => Math.min(open, close) - reach),
    close: rows.map(({ close }) => close),
    volume: rows.map(({ volume }) => volume),
  }));
const calendars = fc.constantFrom<CalendarDefinition>(XNYS, XTKS, CME_EQUITY);
const labels = fc.constantFrom("start" as const, "end" as const);

describe("for all bars", () => {
  test("sessions are what they were: open, high, low, close, volume", () => {
    fc.assert(
      fc.property(bars, calendars, labels, fc.integer({ min: 1, max: 2000 }), (frame, calendar, barLabel, minutes) => {
        const longer = resampleSessions(calendar, frame, { interval: minutes * MINUTE, barLabel, label: "start" });
        const sessions = ({ session_date, open, high, low, close, volume }: { [name: string]: ArrayLike<unknown> }) => ({
          session_date,
          open,
          high,
          low,
          close,
          volume,
        });
        expect(sessions(aggregateSessions(calendar, longer))).toEqual(sessions(aggregateSessions(calendar, frame, { barLabel })));
      }),
    );
  });

  test("one minute to five to thirty is one minute to thirty", () => {
    fc.assert(
      fc.property(bars, calendars, labels, labels, (frame, calendar, barLabel, label) => {
        const five = resampleSessions(calendar, frame, { interval: "5m", barLabel, label });
        const thirty = (of: Frame, from: "start" | "end") =>
          resampleSessions(calendar, of, { interval: "30m", barLabel: from, label: "start" });
        expect(thirty(five, label)).toEqual(thirty(frame, barLabel));
      }),
    );
  });

  test("again by the same interval changes nothing", () => {
    fc.assert(
      fc.property(bars, calendars, labels, fc.integer({ min: 1, max: 500 }), (frame, calendar, barLabel, minutes) => {
        const once = resampleSessions(calendar, frame, { interval: minutes * MINUTE, barLabel });
        expect(resampleSessions(calendar, once, { interval: minutes * MINUTE, barLabel })).toEqual(once);
      }),
    );
  });

  test("by an interval as long as the session: its aggregate, where there is no break", () => {
    fc.assert(
      fc.property(bars, fc.constantFrom(XNYS, CME_EQUITY), (frame, calendar) => {
        const { timestamp: _, ...longest } = resampleSessions(calendar, frame, { interval: "1d", price: "hlc3" });
        const { change: _c, return: _r, bars: _b, first: _f, last: _l, ...sessions } = aggregateSessions(calendar, frame);
        expect(longest).toEqual(sessions);
      }),
    );
  });

  test("stamps are on the grid of their segment, in order, and once only", () => {
    fc.assert(
      fc.property(bars, calendars, fc.integer({ min: 1, max: 500 }), (frame, calendar, minutes) => {
        const longer = resampleSessions(calendar, frame, { interval: minutes * MINUTE });
        let before = Number.NEGATIVE_INFINITY;
        for (const [k, t] of (longer["timestamp"] as number[]).entries()) {
          expect(t).toBeGreaterThan(before);
          before = t;
          const own = sessionSegments(calendar, longer.session_date[k] as number).find(({ openMs, closeMs }) => openMs <= t && t < closeMs);
          expect((t - (own?.openMs ?? Number.NaN)) % (minutes * MINUTE)).toBe(0);
        }
      }),
    );
  });
});
