/** Completing sessions: counts an expert can check, each option and type of column, errors, and what holds for all bars. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { CME_CRYPTO } from "../../src/calendars/cme-crypto.js";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { CMES } from "../../src/calendars/cmes.js";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XLON } from "../../src/calendars/xlon.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import { type CalendarDefinition, formatDate, NO_SESSION, parseDate } from "../../src/index.js";
import { type CompleteOptions, completeFrame, completeSessions, completionPlan } from "../../src/sessions/completion/complete.js";
import { summarizeCompletion } from "../../src/sessions/completion/completion-summary.js";
import { carriedRows } from "../../src/sessions/completion/plan.js";
import type { Frame } from "../../src/sessions/frame.js";
import type { ExplicitSession, SessionSource } from "../../src/sessions/timetable.js";
import { at } from "../calendar/support.js";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** One session of ten minutes a day for three days, the second with a break after four of them. */
const DAYS: readonly ExplicitSession[] = [
  { id: "mon", intervals: [[0, 10 * MINUTE]] },
  {
    id: "tue",
    intervals: [
      [DAY, DAY + 4 * MINUTE],
      [DAY + 6 * MINUTE, DAY + 12 * MINUTE],
    ],
  },
  { id: "wed", intervals: [[2 * DAY, 2 * DAY + 10 * MINUTE]] },
];

/** Closes of the bars at some minutes. */
function closes(minutes: readonly number[], options: CompleteOptions = {}): unknown[] {
  const frame = { timestamp: minutes.map((minute) => minute * MINUTE), close: minutes.map((_, i) => 10 * (i + 1)) };
  return Array.from(completeSessions(DAYS as SessionSource, frame, options).close as ArrayLike<unknown>);
}

const code = (name: string, details: object = {}): unknown =>
  expect.objectContaining({ code: name, details: expect.objectContaining(details) });

describe("full minutes of a session", () => {
  const rows: readonly (readonly [CalendarDefinition, date: string, minutes: number, why: string])[] = [
    [CME_CRYPTO, "2024-06-04", 1380, "17:00 to 16:00, and an hour of maintenance"],
    [CME_CRYPTO, "2024-03-11", 1380, "after the clocks went forward"],
    [CME_CRYPTO, "2024-11-04", 1380, "after the clocks went back"],
    [CME_EQUITY, "2024-06-04", 1380, "the pause at 15:15 ended in 2021"],
    [CME_EQUITY, "2024-07-03", 1155, "early close at 12:15"],
    [CME_EQUITY, "2024-07-04", 1140, "halted at 12:00"],
    [XNYS, "2024-07-02", 390, "a regular day"],
    [XNYS, "2024-07-03", 210, "early close at 13:00"],
    [XNYS, "2024-11-29", 210, "the day after Thanksgiving"],
    [XLON, "2024-06-04", 510, "08:00 to 16:30"],
    [XLON, "2024-12-24", 270, "early close at 12:30"],
    [XTKS, "2024-11-01", 300, "two halves of 150"],
    [XTKS, "2024-11-05", 330, "the close moved to 15:30"],
    [XHKG, "2024-07-02", 330, "two halves, 150 and 180"],
    [XHKG, "2024-12-24", 150, "the morning only"],
    [ALWAYS_OPEN, "2024-06-04", 1440, "day and night"],
    [CMES, "2024-06-04", 1440, "sessions that touch: the reference loses the opening bar"],
  ];
  test.each(rows.map(([calendar, date, minutes, why]) => [calendar.name, date, minutes, why, calendar] as const))(
    "%s %s has %i: %s",
    (_, date, minutes, _why, calendar) => {
      const [from, until] = [Date.parse(date) - 3 * DAY, Date.parse(date) + 3 * DAY];
      const none = { timestamp: new Float64Array(0), close: new Float64Array(0) };
      const { session_date, filled } = completeSessions(calendar, none, { from, until });
      expect(session_date.filter((day) => day === parseDate(date)).length).toBe(minutes);
      expect(filled.every((flag) => flag === 1)).toBe(true);
    },
  );

  test("first and last minute of an early close", () => {
    const { timestamp } = completeSessions(XNYS, { timestamp: ["2024-07-03T14:00:00Z"], close: [1] });
    expect([timestamp[0], timestamp.at(-1), timestamp.length]).toEqual(["2024-07-03T13:30:00Z", "2024-07-03T16:59:00Z", 210]);
  });

  test("no minute of Tokyo's lunch", () => {
    const { timestamp } = completeSessions(XTKS, { timestamp: [at("2024-01-04T00:00Z")], close: [1] });
    expect(timestamp.filter((ms) => ms >= at("2024-01-04T02:30Z") && ms < at("2024-01-04T03:30Z"))).toEqual([]);
    expect(timestamp.length).toBe(300);
  });

  test("a close is carried over the weekend", () => {
    const frame = completeSessions(XNYS, { timestamp: [at("2024-01-05T20:59Z"), at("2024-01-08T14:32Z")], close: [10, 11] });
    const monday = frame.session_date.indexOf(parseDate("2024-01-08"));
    expect(frame.close.slice(monday, monday + 3)).toEqual([10, 10, 11]);
  });
});

describe("what the reference gets wrong", () => {
  test("first and last session are whole, not cut at the first and last bar", () => {
    expect(closes([2, 4])).toEqual([null, null, 10, 10, 20, 20, 20, 20, 20, 20]);
  });

  test("a bar at the moment one session closes and the next opens is the next one's", () => {
    const touching = [
      { id: 1, intervals: [[0, 3 * MINUTE]] },
      { id: 2, intervals: [[3 * MINUTE, 5 * MINUTE]] },
    ] as const;
    const frame = completeSessions(touching, { timestamp: [0, 3 * MINUTE], close: [1, 2] });
    expect(frame.session_date).toEqual([1, 1, 1, 2, 2]);
    expect(frame.filled).toEqual(Uint8Array.of(0, 1, 1, 0, 1));
  });

  test("bars in the pause that ended in 2021 are on the grid", () => {
    const timestamp = [at("2024-06-03T20:15Z"), at("2024-06-03T20:29Z")];
    expect(completeSessions(CME_EQUITY, { timestamp, close: [1, 2] }).timestamp.length).toBe(1380);
  });

  test("Hong Kong's half day ends at noon: later bars are refused", () => {
    expect(() => completeSessions(XHKG, { timestamp: [at("2024-12-24T05:00Z")], close: [1] })).toThrow(
      code("OUTSIDE_SESSION", { index: 0 }),
    );
  });

  test("two symbols do not mix, whether they share timestamps or not", () => {
    const frame = {
      timestamp: [0, 0, 2 * MINUTE, 3 * MINUTE],
      symbol: ["A", "B", "A", "B"],
      close: [1, 100, 3, 400],
    };
    const { symbol, close } = completeSessions(DAYS, frame);
    expect(symbol).toEqual([...new Array(10).fill("A"), ...new Array(10).fill("B")]);
    expect(close).toEqual([1, 1, 3, 3, 3, 3, 3, 3, 3, 3, 100, 100, 100, 400, 400, 400, 400, 400, 400, 400]);
  });

  test("a limit on filling, and a policy for each column", () => {
    const frame = { timestamp: [0], close: [1], trades: [5], interest: [7], note: ["x"] };
    const { close, trades, interest, note } = completeSessions(DAYS, frame, { maxFill: 1, columns: { trades: "zero", interest: "ffill" } });
    expect([close, trades, interest, note].map((column) => column.slice(0, 3))).toEqual([
      [1, 1, null],
      [5, 0, 0],
      [7, 7, 7],
      ["x", null, null],
    ]);
  });

  test("volumes of integers stay integers", () => {
    const { volume } = completeSessions(DAYS, { timestamp: [0], close: [1], volume: Int32Array.of(9) });
    expect(volume).toEqual(Int32Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  });

  test("timestamps keep their zone's offset over a change of the clocks", () => {
    const { timestamp } = completeSessions(XNYS, { timestamp: ["2024-03-08 09:30-0500", "2024-03-11 09:30-0400"], close: [1, 2] });
    expect([timestamp[1], timestamp.at(-1)]).toEqual(["2024-03-08 09:31-0500", "2024-03-11 15:59-0400"]);
  });

  test("a range given does not make other bars vanish: they are checked, and feed what is carried", () => {
    expect(closes([0, 1445], { from: DAY, until: DAY + 3 * MINUTE, outside: "drop" })).toEqual([10, 10, 10]);
    expect(() => closes([0, 1445], { from: DAY, until: DAY + 3 * MINUTE })).toThrow(code("OUTSIDE_SESSION", { index: 1 }));
  });

  test("columns with names of helpers are left alone; own `filled` and `session_date` are replaced", () => {
    const frame = { timestamp: [0], _session_row_index: [5], filled: ["mine"], session_date: ["mine"], is_imputed: [3], close: [1] };
    const completed = completeSessions(DAYS, frame, { until: 2 * MINUTE });
    expect(completed).toEqual({
      timestamp: [0, MINUTE],
      _session_row_index: [5, null],
      is_imputed: [3, null],
      close: [1, 1],
      session_date: ["mon", "mon"],
      filled: Uint8Array.of(0, 1),
    });
  });

  test("any interval, and ranges that begin in the middle of one", () => {
    const frame = { timestamp: [0], close: [1] };
    expect(completeSessions(DAYS, frame, { interval: "4m" }).timestamp).toEqual([0, 4 * MINUTE, 8 * MINUTE]);
    expect(completeSessions(DAYS, frame, { interval: "4m", from: 1, until: 8 * MINUTE }).timestamp).toEqual([4 * MINUTE]);
    expect(completeSessions(DAYS, frame, { interval: "30s" }).timestamp.length).toBe(20);
  });
});

describe("fill methods", () => {
  const all = (fillMethod: CompleteOptions["fillMethod"], options: CompleteOptions = {}): unknown[] =>
    closes([1, 3, 1441, 1447], { ...(fillMethod && { fillMethod }), ...options });
  const n = null;

  test.each<readonly [CompleteOptions["fillMethod"], CompleteOptions, unknown[]]>([
    ["forward", {}, [n, 10, 10, 20, 20, 20, 20, 20, 20, 20, 20, 30, 30, 30, 30, 40, 40, 40, 40, 40]],
    ["forward", { carry: "session" }, [n, 10, 10, 20, 20, 20, 20, 20, 20, 20, n, 30, 30, 30, 30, 40, 40, 40, 40, 40]],
    ["backward", {}, [10, 10, 20, 20, n, n, n, n, n, n, 30, 30, 40, 40, 40, 40, n, n, n, n]],
    ["interpolate", {}, [n, 10, 15, 20, n, n, n, n, n, n, n, 30, 30 + 10 / 6, 30 + 20 / 6, 30 + 50 / 6, 40, n, n, n, n]],
    ["none", {}, [n, 10, n, 20, n, n, n, n, n, n, n, 30, n, n, n, 40, n, n, n, n]],
  ])("%s %j", (method, options, expected) => {
    expect(all(method, options)).toEqual(expected);
  });

  test("backward and interpolated see bars after `until`, and those before `from`", () => {
    expect(all("backward", { until: 3 * MINUTE })).toEqual([10, 10, 20]);
    expect(all("interpolate", { from: 2 * MINUTE, until: 3 * MINUTE })).toEqual([15]);
  });

  test("bars kept outside sessions are neither next nor last", () => {
    const frame = { timestamp: [DAY, DAY + 5 * MINUTE, DAY + 8 * MINUTE], close: [1, 99, 5] };
    const { close } = completeSessions(DAYS, frame, { outside: "keep", fillMethod: "backward" });
    expect(close).toEqual([1, 5, 5, 5, 99, 5, 5, 5, null, null, null]);
  });

  test("bars outside feed what is carried only where they are kept, and it reaches beyond sessions", () => {
    // Open, in the break, a bar without a close after it, and a slot without a bar.
    const frame = { timestamp: [DAY, DAY + 5 * MINUTE, DAY + 7 * MINUTE], close: [1, 99, null], oi: [4, 5, null] };
    const after = (options: CompleteOptions): unknown[] => {
      const { close, oi } = completeSessions(DAYS, frame, { columns: { oi: "ffill" }, ...options });
      return [close.at(-1), oi.at(-1)];
    };
    expect(after({ outside: "keep" })).toEqual([99, 5]);
    expect(after({ outside: "keep", carry: "session" })).toEqual([1, 4]);
    expect(after({ outside: "drop" })).toEqual([1, 4]);
  });

  test("symbols whose first rows are skipped keep to their own rows", () => {
    const frame = { timestamp: [2, 4, 6, 9].map((t) => t * MINUTE), symbol: ["A", "B", "C", "C"], close: [1, 2, 3, 4] };
    const { symbol, close, timestamp } = completeSessions(DAYS, frame, { leading: "skip", maxFill: 4 });
    expect(symbol).toEqual([..."AAAAAAAABBBBBBCCCC"]);
    expect(close).toEqual([1, 1, 1, 1, 1, null, null, null, 2, 2, 2, 2, 2, null, 3, 3, 3, 4]);
    expect(timestamp.slice(8, 15).map((ms) => ms / MINUTE)).toEqual([4, 5, 6, 7, 8, 9, 6]);
  });

  test("rows of symbols look ahead in their own", () => {
    const frame = { timestamp: [MINUTE, 2 * MINUTE], symbol: [7, 8], close: [1, 2] };
    const { close } = completeSessions(DAYS, frame, { fillMethod: "backward", until: 3 * MINUTE });
    expect(close).toEqual([1, 1, null, 2, 2, 2]);
    // The first symbol has a bar beyond the range, which is not the second's next.
    const later = { timestamp: [MINUTE, 5 * MINUTE, 2 * MINUTE], symbol: [7, 7, 8], close: [1, 9, 2] };
    expect(completeSessions(DAYS, later, { fillMethod: "backward", until: 3 * MINUTE }).close).toEqual([1, 1, 9, 2, 2, 2]);
  });

  test.each<readonly [CompleteOptions, unknown]>([
    [{}, 0],
    [{ volume: "null" }, null],
    [{ fillMethod: "none" }, null],
    [{ fillMethod: "none", volume: "zero" }, 0],
    [{ fillMethod: "backward" }, 0],
  ])("volume with %j is %s", (options, expected) => {
    const { volume } = completeSessions(DAYS, { timestamp: [0], close: [1], volume: [3] }, options);
    expect(volume.slice(0, 2)).toEqual([3, expected]);
  });

  test("without a close the first other price stands for it; without any it is an error", () => {
    const { open, high } = completeSessions(DAYS, { timestamp: [0], high: [5], open: [4] }, { until: 2 * MINUTE });
    expect([open, high]).toEqual([
      [4, 4],
      [5, 4],
    ]);
    expect(() => completeSessions(DAYS, { timestamp: [0], volume: [5] })).toThrow(code("INVALID_ARGUMENT"));
  });
});

describe("types of columns", () => {
  const two = { until: 2 * MINUTE };
  const complete = (columns: { readonly [name: string]: ArrayLike<unknown> }, options: CompleteOptions = two) =>
    completeSessions<SessionSource, Frame>(DAYS, { timestamp: [0], close: Float64Array.of(1.5), ...columns }, options);

  test.each<readonly [string, ArrayLike<unknown>, ArrayLike<unknown>]>([
    ["volume", Uint32Array.of(4), Uint32Array.of(4, 0)],
    ["volume", BigInt64Array.of(4n), BigInt64Array.of(4n, 0n)],
    ["volume", [4n], [4n, 0n]],
    ["volume", Float32Array.of(4), Float32Array.of(4, 0)],
    ["open", Int32Array.of(4), Float64Array.of(4, 1.5)],
    ["open", Float32Array.of(4), Float64Array.of(4, 1.5)],
    ["open", BigInt64Array.of(4n), Float64Array.of(4, 1.5)],
    ["close", Int32Array.of(4), Int32Array.of(4, 4)],
    ["close", Float32Array.of(0.1), Float32Array.of(0.1, 0.1)],
    ["close", BigInt64Array.of(4n), BigInt64Array.of(4n, 4n)],
    ["close", ["1.25"], ["1.25", "1.25"]],
    ["extra", Int32Array.of(4), Float64Array.of(4, Number.NaN)],
    ["extra", Float32Array.of(4), Float32Array.of(4, Number.NaN)],
    ["extra", BigInt64Array.of(4n), [4n, null]],
    ["extra", [4], [4, null]],
    ["extra", [true], [true, null]],
    ["symbol", ["A"], ["A", "A"]],
    ["symbol", Int32Array.of(4), Int32Array.of(4, 4)],
    ["symbol", BigInt64Array.of(4n), BigInt64Array.of(4n, 4n)],
  ])("%s %o becomes %o", (name, column, expected) => {
    expect(complete({ [name]: column })[name]).toEqual(expected);
  });

  test("integers that nobody had to make up stay what they are", () => {
    const { extra, open } = complete({ extra: Int32Array.of(4), open: Int32Array.of(4) }, { until: MINUTE });
    expect([extra, open]).toEqual([Int32Array.of(4), Int32Array.of(4)]);
  });

  test("a leading gap makes doubles of integers", () => {
    const frame = { timestamp: [MINUTE], close: Int32Array.of(4), open: BigInt64Array.of(4n) };
    const { close, open } = completeSessions(DAYS, frame, two);
    expect([close, open]).toEqual([Float64Array.of(Number.NaN, 4), Float64Array.of(Number.NaN, 4)]);
  });

  test("interpolated integers become doubles", () => {
    const frame = { timestamp: [0, 2 * MINUTE], close: Int32Array.of(4, 5) };
    expect(completeSessions(DAYS, frame, { fillMethod: "interpolate", until: 3 * MINUTE }).close).toEqual(Float64Array.of(4, 4.5, 5));
  });

  const T = at("2024-07-02T13:30Z");
  test.each<readonly [string, ArrayLike<unknown>, CompleteOptions, ArrayLike<unknown>]>([
    ["Float64Array", Float64Array.of(T), {}, Float64Array.of(T, T + MINUTE)],
    ["seconds", Float64Array.of(T / 1000), { unit: "s" }, Float64Array.of(T / 1000, T / 1000 + 60)],
    ["Int32Array", Int32Array.of(T / 1000), {}, Int32Array.of(T / 1000, T / 1000 + 60)],
    ["doubles of nanoseconds", Float64Array.of(T * 1e6), { unit: "ns" }, Float64Array.of(T * 1e6, (T + MINUTE) * 1e6)],
    ["numbers of microseconds", [T * 1e3], { unit: "us" }, [T * 1e3, (T + MINUTE) * 1e3]],
    [
      "BigInt64Array",
      BigInt64Array.of(BigInt(T) * 1_000_000n),
      {},
      BigInt64Array.of(BigInt(T) * 1_000_000n, BigInt(T + MINUTE) * 1_000_000n),
    ],
    [
      "64-bit microseconds",
      BigInt64Array.of(BigInt(T) * 1000n),
      { unit: "us" },
      BigInt64Array.of(BigInt(T) * 1000n, BigInt(T + MINUTE) * 1000n),
    ],
    ["64-bit seconds", BigInt64Array.of(BigInt(T / 1000)), { unit: "s" }, BigInt64Array.of(BigInt(T / 1000), BigInt(T / 1000 + 60))],
    ["bigints", [BigInt(T) * 1_000_000n], {}, [BigInt(T) * 1_000_000n, BigInt(T + MINUTE) * 1_000_000n]],
    ["Dates", [new Date(T)], {}, [new Date(T), new Date(T + MINUTE)]],
    ["text with Z", ["2024-07-02T13:30:00Z"], {}, ["2024-07-02T13:30:00Z", "2024-07-02T13:31:00Z"]],
    [
      "text with digits",
      ["2024-07-02 13:30:00.000000+00:00"],
      {},
      ["2024-07-02 13:30:00.000000+00:00", "2024-07-02 13:31:00.000000+00:00"],
    ],
    ["the venue's offset", ["2024-07-02T09:30-04:00"], {}, ["2024-07-02T09:30-04:00", "2024-07-02T09:31-04:00"]],
    ["another offset", ["2024-07-02T15:30:00+02"], {}, ["2024-07-02T15:30:00+02", "2024-07-02T15:31:00+02"]],
    [
      "a zone in brackets",
      ["2024-07-02T15:30:00+02:00[Europe/Berlin]"],
      {},
      ["2024-07-02T15:30:00+02:00[Europe/Berlin]", "2024-07-02T15:31:00+02:00[Europe/Berlin]"],
    ],
    ["local time", ["2024-07-02 09:30:00"], { sourceTimeZone: "America/New_York" }, ["2024-07-02 09:30:00", "2024-07-02 09:31:00"]],
    ["local time of UTC", ["2024-07-02 13:30"], {}, ["2024-07-02 13:30", "2024-07-02 13:31"]],
  ])("%s", (_, timestamp, options, expected) => {
    const completed = completeSessions(XNYS as SessionSource, { timestamp, close: [1] }, { ...options, until: T + 2 * MINUTE });
    expect(completed["timestamp"]).toEqual(expected);
  });

  test("an hour that the clocks repeat is written with its offset", () => {
    const frame = { timestamp: ["2024-11-03 00:30:00"], close: [1] };
    const options = { interval: "1h", sourceTimeZone: "America/New_York", until: at("2024-11-03T08:00Z") } as const;
    const { timestamp } = completeSessions([{ id: 1, intervals: [[at("2024-11-03T04:30Z"), at("2024-11-03T08:30Z")]] }], frame, options);
    expect(timestamp).toEqual(["2024-11-03 00:30:00", "2024-11-03 01:30:00", "2024-11-03T06:30:00Z", "2024-11-03 02:30:00"]);
  });

  test("64-bit integers are written exactly, also before 1970", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9e12, max: 9e12 }), (ms) => {
        const open = Math.floor(ms / 1000);
        const sessions = [{ id: 1, intervals: [[open * 1000, open * 1000 + 3000]] }] as const;
        for (const [unit, per] of [
          ["ns", 1_000_000n],
          ["us", 1000n],
          ["ms", 1n],
        ] as const) {
          const timestamp = BigInt64Array.of(BigInt(open * 1000) * per);
          const made = completeSessions(sessions, { timestamp, close: [1] }, { unit, interval: 1 }).timestamp;
          expect(made.length).toBe(3000);
          const again = completeSessions(sessions, { timestamp: made, close: new Float64Array(3000) }, { unit, interval: 1 });
          expect(again.filled).toEqual(new Uint8Array(3000));
          for (const i of [1, 1717, 2999]) expect(made[i]).toBe((BigInt(open * 1000) + BigInt(i)) * per);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("doubles mean the millisecond that they come near", () => {
    const open = at("2024-07-02T13:30Z");
    for (const [unit, perMs] of [
      ["s", 0.001],
      ["ns", 1e6],
    ] as const) {
      const timestamp = Float64Array.from({ length: 1000 }, (_, i) => (open + 7 * i) * perMs);
      for (const column of [timestamp, [...timestamp]]) {
        const { filled } = completeSessions(
          XNYS as SessionSource,
          { timestamp: column, close: column },
          { unit, interval: 7, until: open + 7000 },
        );
        expect(filled).toEqual(new Uint8Array(1000));
      }
    }
  });

  test("seconds cannot tell half of one", () => {
    const frame = { timestamp: Int32Array.of(0), close: [1] };
    expect(() => completeSessions(DAYS, frame, { interval: 500 })).toThrow(code("INVALID_ARGUMENT", { name: "interval" }));
    expect(completeSessions(DAYS, { ...frame, timestamp: Float64Array.of(0) }, { unit: "s", interval: 500 }).timestamp[1]).toBe(0.5);
  });
});

describe("ranges and symbols", () => {
  const frame = { timestamp: [0, DAY + 6 * MINUTE], symbol: ["A", "B"], close: [1, 2] };

  test("each symbol has its own range, or all have one", () => {
    expect(completeSessions(DAYS, frame).session_date.length).toBe(10 + 10);
    const { session_date, symbol, close } = completeSessions(DAYS, frame, { align: true });
    expect(session_date.length).toBe(2 * 20);
    expect([symbol[19], symbol[20], close[19], close[20]]).toEqual(["A", "B", 1, null]);
  });

  test("a symbol column of another name, or none", () => {
    const { symbol, ...rest } = frame;
    expect(completeSessions(DAYS, { ...rest, ticker: symbol }, { symbolColumn: "ticker" })["ticker"].length).toBe(20);
    expect(completeSessions(DAYS, frame, { symbolColumn: null }).symbol.filter((each) => each !== null)).toEqual(["A", "B"]);
    expect(() => completeSessions(DAYS, frame, { symbolColumn: "ticker" })).toThrow(code("MISSING_COLUMN"));
  });

  test("from and until as text, as a Date, as a number", () => {
    const bars = { timestamp: [at("2024-07-02T14:00Z")], close: [1] };
    for (const from of ["2024-07-02T10:00-04:00", new Date(at("2024-07-02T14:00Z")), at("2024-07-02T14:00Z")])
      expect(completeSessions(XNYS, bars, { from }).timestamp.length).toBe(360);
    expect(completeSessions(XNYS, bars, { from: "2024-07-02 10:00", sourceTimeZone: "America/New_York" }).timestamp.length).toBe(360);
  });

  test("live: until now, no minute of the future", () => {
    const bars = { timestamp: [at("2024-07-02T13:30Z")], close: [1] };
    expect(completeSessions(XNYS, bars, { until: at("2024-07-02T13:33:20Z") }).timestamp.length).toBe(4);
  });

  test("sessions without a bar: filled or skipped", () => {
    expect(closes([0, 2 * 1440]).length).toBe(30);
    expect(closes([0, 2 * 1440], { emptySessions: "skip" }).length).toBe(20);
  });

  test("no bars: no rows, or a range without prices", () => {
    const none = { timestamp: [], close: [], volume: [] };
    expect(completeSessions(DAYS, none)).toEqual({ timestamp: [], close: [], volume: [], session_date: [], filled: new Uint8Array(0) });
    expect(completeSessions(DAYS, none, { from: 0, until: 2 * MINUTE })).toMatchObject({ close: [null, null], volume: [0, 0] });
  });

  test("bars beyond what a calendar knows lie in no session", () => {
    const far = at("2199-07-02T14:00Z");
    expect(() => completeSessions(XNYS, { timestamp: [far], close: [1] })).toThrow(code("OUTSIDE_SESSION", { index: 0 }));
    const { session_date } = completeSessions(XNYS, { timestamp: [far], close: [1] }, { outside: "keep" });
    expect(session_date).toEqual(Int32Array.of(NO_SESSION));
  });
});

describe("errors", () => {
  const complete =
    (timestamp: ArrayLike<unknown>, options: CompleteOptions = {}, more = {}) =>
    () =>
      completeSessions(XNYS as SessionSource, { timestamp, close: new Float64Array(timestamp.length).fill(1), ...more }, options);
  const open = at("2024-07-02T13:30Z");
  const ns = (ms: number, beyond = 0n): bigint => BigInt(ms) * 1_000_000n + beyond;

  test("two bars of one timestamp, in any order, say both rows and the instant in New York", () => {
    expect(complete([open + MINUTE, open, open + MINUTE])).toThrow(
      code("DUPLICATE_TIMESTAMP", { index: 2, first: 0, at: "2024-07-02T09:31:00-04:00" }),
    );
    expect(complete([open, open], {}, { symbol: ["A", "A"] })).toThrow(/for A/);
    expect(complete([open, open], {}, { symbol: ["A", "B"] })).not.toThrow();
    // At the end of a segment, where a slot is left for none.
    expect(complete([open + 389 * MINUTE, open + 389 * MINUTE])).toThrow(code("DUPLICATE_TIMESTAMP", { index: 1, first: 0 }));
    expect(complete([0, 0], { outside: "keep" })).toThrow(code("DUPLICATE_TIMESTAMP", { index: 1 }));
  });

  test("off the grid, with the slot before", () => {
    expect(complete([open, open + 90_000])).toThrow(
      code("OFF_GRID", { index: 1, at: "2024-07-02T09:31:30-04:00", before: "2024-07-02T09:31:00-04:00", interval: "1m" }),
    );
    expect(complete([open + 7 * MINUTE], { interval: 300_000 })).toThrow(code("OFF_GRID", { interval: "300000 ms" }));
    expect(complete([open + 7 * MINUTE], { interval: "5m", barLabel: "end" })).toThrow(
      code("OFF_GRID", { before: "2024-07-02T09:35:00-04:00" }),
    );
    // Outside the range that is asked for, too.
    expect(complete([open, open + 90_000], { until: open + MINUTE })).toThrow(code("OFF_GRID", { index: 1 }));
    expect(complete([open + 1, open + 2 * MINUTE], { from: open + MINUTE })).toThrow(code("OFF_GRID", { index: 0 }));
  });

  test.each<readonly [string, ArrayLike<unknown>, CompleteOptions]>([
    ["nanoseconds", BigInt64Array.of(ns(open), ns(open + MINUTE, 1n)), {}],
    ["just before a slot", BigInt64Array.of(ns(open), ns(open + MINUTE, -1n)), {}],
    ["bigints", [ns(open), ns(open + MINUTE, 1n)], {}],
    ["microseconds", BigInt64Array.of(BigInt(open) * 1000n, BigInt(open + MINUTE) * 1000n + 1n), { unit: "us" }],
    ["doubles of microseconds", Float64Array.of(open * 1000, (open + MINUTE) * 1000 + 1), { unit: "us" }],
    ["text", ["2024-07-02T13:30:00Z", "2024-07-02T13:31:00.000000001Z"], {}],
    ["fractions of a millisecond", [open, open + MINUTE + 0.25], {}],
    ["numbers of nanoseconds", [open * 1e6, (open + MINUTE) * 1e6 + 2048], { unit: "ns" }],
    ["end labels", BigInt64Array.of(ns(open + MINUTE), ns(open + 2 * MINUTE, 1n)), { barLabel: "end" }],
  ])("a bar off by less than a millisecond is off the grid: %s", (_, timestamp, options) => {
    expect(complete(timestamp, options)).toThrow(code("OFF_GRID", { index: 1 }));
  });

  test("the message shows every digit", () => {
    expect(complete(["2024-07-02T13:31:00.000000001Z"])).toThrow(/09:31:00\.000000001-04:00/);
    expect(complete(BigInt64Array.of(ns(open + 50, 7n)))).toThrow(/09:30:00\.050000007-04:00/);
    expect(complete(BigInt64Array.of(-1n))).toThrow(/1969-12-31T18:59:59\.999999999-05:00/);
  });

  test("bars kept outside may differ by a nanosecond; equal ones are refused", () => {
    const night = [ns(0, 2n), ns(0, 1n), ns(open)];
    const options = { outside: "keep", until: open + MINUTE } as const;
    for (const timestamp of [night, BigInt64Array.from(night)]) {
      const completed = completeSessions(XNYS as SessionSource, { timestamp, close: [2, 1, 3] }, options);
      expect(completed["timestamp"]).toEqual(
        Array.isArray(timestamp) ? [ns(0, 1n), ns(0, 2n), ns(open)] : BigInt64Array.of(ns(0, 1n), ns(0, 2n), ns(open)),
      );
      expect(completed["close"]).toEqual([1, 2, 3]);
    }
    expect(complete(["1970-01-01T00:00:00.000000002Z", "1970-01-01T00:00:00.000000001Z"], { outside: "keep" })).not.toThrow();
    expect(complete([ns(0, 1n), ns(0, 1n)], { outside: "keep" })).toThrow(code("DUPLICATE_TIMESTAMP", { index: 1 }));
  });

  test("bars before 1970 are told apart and put in order too", () => {
    const completed = completeSessions(XNYS, { timestamp: [-1n, -3n, -2_000_001n, -2n], close: [4, 2, 1, 3] }, { outside: "keep" });
    expect(completed.timestamp).toEqual([-2_000_001n, -3n, -2n, -1n]);
    expect(completed.close).toEqual([1, 2, 3, 4]);
  });

  test("sessions begin and end on whole milliseconds", () => {
    expect(() => completeSessions([{ id: 1, intervals: [[0, 0.5]] }], { timestamp: [0], close: [1] })).toThrow(
      code("INVALID_ARGUMENT", { name: "sessions" }),
    );
  });

  test("outside sessions: by the label, in a break, on a weekend", () => {
    expect(complete([open + 390 * MINUTE])).toThrow(code("OUTSIDE_SESSION", { index: 0, at: "2024-07-02T16:00:00-04:00" }));
    expect(complete([open + 390 * MINUTE], { barLabel: "end" })).not.toThrow();
    expect(complete([open], { barLabel: "end" })).toThrow(code("OUTSIDE_SESSION"));
    expect(complete([at("2024-07-06T15:00Z")])).toThrow(code("OUTSIDE_SESSION"));
    expect(() => closes([1444])).toThrow(code("OUTSIDE_SESSION"));
  });

  test.each<readonly [string, ArrayLike<unknown>]>([
    ["null", [open, null]],
    ["NaN", Float64Array.of(open, Number.NaN)],
    ["the smallest 64-bit integer", BigInt64Array.of(ns(open), -(2n ** 63n))],
    ["an invalid Date", [new Date(open), new Date(Number.NaN)]],
  ])("a bar without a timestamp: %s", (_, timestamp) => {
    expect(complete(timestamp)).toThrow(code("INVALID_TIMESTAMP", { index: 1 }));
  });

  test.each<readonly [string, CompleteOptions]>([
    ["until", { from: open, until: open }],
    ["interval", { interval: "-1m" }],
    ["interval", { interval: "1 fortnight" }],
    ["interval", { interval: 1, until: "2090-01-01" }],
    ["barLabel", { barLabel: "middle" as "end" }],
    ["carry", { carry: "none" as "across" }],
    ["outside", { outside: "null" as "keep" }],
    ["emptySessions", { emptySessions: "drop" as "skip" }],
    ["leading", { leading: "backfill" as "skip" }],
    ["leading", { leading: "skip", fillMethod: "backward" }],
    ["maxFill", { maxFill: 1, fillMethod: "interpolate" }],
    ["maxFill", { maxFill: -1 }],
    ["maxFill", { maxFill: 1.5 }],
    ["fillMethod", { fillMethod: "linear" as "none" }],
    ["volume", { volume: "one" as "zero" }],
    ["columns.close", { columns: { close: "ffill" } }],
    ["columns.timestamp", { columns: { timestamp: "ffill" } }],
    ["columns.extra", { columns: { extra: "mean" as "zero" } }],
  ])("option %s: %j", (name, options) => {
    expect(complete([open], options, { extra: [1] })).toThrow(code("INVALID_ARGUMENT", { name }));
  });

  test("columns that are not there, or not as long", () => {
    expect(complete([open], { columns: { trades: "zero" } })).toThrow(code("MISSING_COLUMN", { name: "trades" }));
    expect(complete([open], { timestampColumn: "time" })).toThrow(code("MISSING_COLUMN", { name: "time" }));
    expect(complete([open], {}, { volume: [1, 2] })).toThrow(code("INVALID_ARGUMENT", { name: "frame.volume" }));
    expect(complete([open], {}, { symbol: ["A", "B"] })).toThrow(code("INVALID_ARGUMENT", { name: "frame.symbol" }));
  });

  test("a price that cannot be interpolated is named with its row", () => {
    expect(complete([open, open + 2 * MINUTE], { fillMethod: "interpolate" }, { close: [1, "x"] })).toThrow(
      code("INVALID_BAR", { index: 1, column: "close", at: "2024-07-02T09:32:00-04:00" }),
    );
  });
});

describe("the plan", () => {
  test("says which rows of the input go where, so that other columns can be gathered", () => {
    const frame = { timestamp: [2 * MINUTE, 0], close: [2, 1], note: ["late", "early"] };
    const plan = completionPlan(DAYS, frame, { until: 4 * MINUTE });
    expect([plan.row, plan.filled, plan.made]).toEqual([Int32Array.of(1, 1, 0, 0), Uint8Array.of(0, 1, 0, 1), Int32Array.of(1, 3)]);
    expect(Array.from(plan.row, (row) => frame.note[row])).toEqual(["early", "early", "late", "late"]);
    expect(completeFrame(plan, frame)).toEqual(completeSessions(DAYS, frame, { until: 4 * MINUTE }));
  });

  test("finds the last row with a value, within reach", () => {
    const frame = { timestamp: [0, MINUTE, DAY], close: [1, 2, 3] };
    const known = (row: number): boolean => row === 0;
    const rows = carriedRows(completionPlan(DAYS, frame, { until: DAY + 2 * MINUTE }), known);
    expect([rows[2], rows[11]]).toEqual([0, 0]);
    const bySession = carriedRows(completionPlan(DAYS, frame, { until: DAY + 2 * MINUTE, carry: "session" }), known);
    expect([bySession[2], bySession[11]]).toEqual([0, -1]);
  });
});

describe("the summary", () => {
  test("counts rows, and finds the longest gap by symbol and session; a break ends one", () => {
    const frame = completeSessions(DAYS, {
      timestamp: [0, DAY + 2 * MINUTE, DAY + 7 * MINUTE, MINUTE],
      symbol: ["A", "A", "A", "B"],
      close: [1, 2, 3, 4],
    });
    expect(summarizeCompletion(frame)).toEqual({
      rows: 30,
      rowsIn: 4,
      filled: 26,
      sessions: 2,
      longestGap: { session: "mon", symbol: "A", fromMs: MINUTE, slots: 9, ms: 9 * MINUTE },
      bySession: {
        session: ["mon", "tue", "mon"],
        symbol: ["A", "A", "B"],
        rows: Int32Array.of(10, 10, 10),
        filled: Int32Array.of(9, 8, 9),
        longestGap: Int32Array.of(9, 4, 8),
      },
    });
  });

  test("of nothing, and of bars kept outside", () => {
    const none = completeSessions(DAYS, { timestamp: [], close: [] });
    expect(summarizeCompletion(none)).toMatchObject({ rows: 0, filled: 0, sessions: 0, longestGap: null });
    const kept = completeSessions(XNYS, { timestamp: [0], close: [1] }, { outside: "keep" });
    expect(summarizeCompletion(kept)).toMatchObject({ rows: 1, rowsIn: 1, sessions: 0, longestGap: null });
  });

  test("a break ends a gap; the same session of two symbols is two", () => {
    const across = completeSessions(DAYS, { timestamp: [DAY, DAY + 11 * MINUTE], close: [1, 2] });
    expect(summarizeCompletion(across).longestGap).toEqual({ session: "tue", fromMs: DAY + 6 * MINUTE, slots: 5, ms: 5 * MINUTE });
    const two = completeSessions(DAYS, { timestamp: [0, 0], symbol: ["A", "B"], close: [1, 2] });
    expect(summarizeCompletion(two)).toMatchObject({ sessions: 1, bySession: { symbol: ["A", "B"], rows: Int32Array.of(10, 10) } });
  });

  test("wants a completed frame", () => {
    expect(() => summarizeCompletion({ timestamp: [0], session_date: ["a"] })).toThrow(code("MISSING_COLUMN", { name: "filled" }));
    expect(() => summarizeCompletion({ timestamp: [0], session_date: ["a"], filled: [2] })).toThrow(code("INVALID_ARGUMENT"));
  });
});

/** A stretch of a calendar with breaks, early closes, changes of the clocks. */
const STRETCHES: readonly (readonly [CalendarDefinition, from: string])[] = [
  [XNYS, "2024-03-04"],
  [XNYS, "2024-10-30"],
  [XNYS, "2024-11-25"],
  [XTKS, "2024-10-30"],
  [CME_EQUITY, "2024-03-06"],
  [CME_EQUITY, "2024-07-01"],
  [XHKG, "2024-12-20"],
  [ALWAYS_OPEN, "2024-03-08"],
];

const explicitSessions = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 20 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 25 })), { minLength: 1, maxLength: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((list): readonly ExplicitSession[] => {
    let last = 0;
    return list.map(([gap, segments], k) => {
      last += gap;
      const intervals = segments.map(([pause, length]): [number, number] => {
        const open = last + pause;
        last = open + length;
        return [open * MINUTE, last * MINUTE];
      });
      return { id: `s${k}`, intervals };
    });
  });

const source = fc.oneof(
  explicitSessions.map((sessions) => ({ sessions: sessions as SessionSource, from: 0, until: 3000 * MINUTE })),
  fc
    .constantFrom(...STRETCHES)
    .map(([calendar, from]) => ({ sessions: calendar as SessionSource, from: Date.parse(from), until: Date.parse(from) + 7 * DAY })),
);

/** All slots of a range, by the function itself: a frame without bars. */
function gridOf(sessions: SessionSource, options: CompleteOptions): { stamps: Float64Array; ids: ArrayLike<unknown> } {
  const { timestamp, session_date } = completeSessions(sessions, { timestamp: new Float64Array(0), close: new Float64Array(0) }, options);
  return { stamps: timestamp, ids: session_date };
}

/** The same, slot by slot from the sessions: for lists. */
function gridByHand(sessions: readonly ExplicitSession[], step: number, atEnd: boolean): number[] {
  return sessions.flatMap(({ intervals }) =>
    intervals.flatMap(([open, close]) => {
      const stamps: number[] = [];
      for (let t = open; t < close; t += step) stamps.push(atEnd ? Math.min(t + step, close) : t);
      return stamps;
    }),
  );
}

describe("for all bars", () => {
  const cases = fc.record({
    where: source,
    step: fc.constantFrom(1, 3, 5, 7, 30).map((minutes) => minutes * MINUTE),
    barLabel: fc.constantFrom("start" as const, "end" as const),
    carry: fc.constantFrom("across" as const, "session" as const),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    order: fc.constantFrom("sorted" as const, "reversed" as const, "mixed" as const),
  });

  /** Bars on some of the slots: `open` other than `close`, so that a copy is told from a carried price. */
  function barsOn(stamps: Float64Array, keep: number, seed: number, order: string) {
    let state = seed;
    const random = (): number => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) / 4294967296;
    };
    const timestamp = stamps.filter(() => random() < keep);
    if (order === "reversed") timestamp.reverse();
    if (order === "mixed") timestamp.sort(() => random() - 0.5);
    const column = (from: number): Float64Array => timestamp.map(() => from + Math.floor(random() * 100));
    return { timestamp, open: column(100), high: column(300), low: column(0), close: column(200), volume: column(1) };
  }

  test("the rows are the grid, the bars are unchanged, made rows are flat, volumes add up, a second pass adds nothing", () => {
    fc.assert(
      fc.property(cases, ({ where, step, barLabel, carry, keep, seed, order }) => {
        const options = { interval: step, barLabel, carry, from: where.from, until: where.until } as const;
        const { stamps, ids } = gridOf(where.sessions, options);
        if (Array.isArray(where.sessions)) expect([...stamps]).toEqual(gridByHand(where.sessions, step, barLabel === "end"));
        expect(stamps.every((ms, i) => i === 0 || ms > (stamps[i - 1] as number))).toBe(true);
        const bars = barsOn(stamps, keep, seed, order);
        const completed = completeSessions(where.sessions, bars, options);
        expect(completed.timestamp).toEqual(stamps);
        expect(completed.session_date).toEqual(ids);
        const rowOf = new Map(Array.from(bars.timestamp, (ms, i) => [ms, i]));
        const rows = Array.from(stamps, (ms) => rowOf.get(ms));
        let last = Number.NaN;
        const carried = rows.map((row, i) => {
          if (carry === "session" && i > 0 && ids[i] !== ids[i - 1]) last = Number.NaN;
          if (row !== undefined) last = bars.close[row] as number;
          return last;
        });
        expect(completed.filled).toEqual(Uint8Array.from(rows, (row) => (row === undefined ? 1 : 0)));
        for (const name of ["open", "high", "low", "close"] as const)
          expect(completed[name]).toEqual(
            Float64Array.from(rows, (row, i) => (row === undefined ? (carried[i] as number) : (bars[name][row] as number))),
          );
        expect(completed.volume).toEqual(Float64Array.from(rows, (row) => (row === undefined ? 0 : (bars.volume[row] as number))));
        const { filled, session_date, ...columns } = completed;
        const again = completeSessions(where.sessions, columns, options);
        expect(again.filled.every((flag) => flag === 0)).toBe(true);
        expect({ ...again, filled }).toEqual(completed);
      }),
      { numRuns: 60 },
    );
  });

  test("the range is that of whole sessions with bars, and symbols are what they are alone", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 2 ** 31 - 1 }), ({ where, step, barLabel, carry, keep, seed, order }, other) => {
        const options = { interval: step, barLabel, carry } as const;
        // Wide enough that no session with a bar is cut.
        const { stamps, ids } = gridOf(where.sessions, { ...options, from: where.from - 4 * DAY, until: where.until + 4 * DAY });
        const inside = stamps.filter((ms) => ms > where.from && ms <= where.until);
        const parts = [barsOn(inside, keep, seed, order), barsOn(inside, keep / 2, other, order)].filter(
          ({ timestamp }) => timestamp.length > 0,
        );
        const alone = parts.map((bars) => completeSessions(where.sessions, bars, options));
        for (const [s, { timestamp }] of alone.entries()) {
          const held = new Set(Array.from(parts[s]?.timestamp ?? [], (ms) => ids[stamps.indexOf(ms)]));
          const [first, lastSession] = [
            Math.min(...[...held].map((id) => Array.prototype.indexOf.call(ids, id))),
            Math.max(...[...held].map((id) => Array.prototype.lastIndexOf.call(ids, id))),
          ];
          expect(timestamp).toEqual(stamps.slice(first, lastSession + 1));
        }
        // Rows of the symbols in turns.
        const rows = parts
          .flatMap(({ timestamp }, s) => Array.from(timestamp, (_, i) => ({ s, i })))
          .sort((a, b) => a.i - b.i || a.s - b.s);
        const column = (name: "timestamp" | "open" | "close" | "volume"): Float64Array =>
          Float64Array.from(rows, ({ s, i }) => parts[s]?.[name][i] as number);
        const together = {
          timestamp: column("timestamp"),
          symbol: rows.map(({ s }) => `S${s}`),
          open: column("open"),
          close: column("close"),
          volume: column("volume"),
        };
        const completed = completeSessions(where.sessions, together, options);
        for (const name of ["timestamp", "open", "close", "volume", "filled"] as const)
          expect([...completed[name]]).toEqual(alone.flatMap((each) => [...each[name]]));
        expect(completed.symbol).toEqual(alone.flatMap(({ timestamp }, s) => new Array<string>(timestamp.length).fill(`S${s}`)));
      }),
      { numRuns: 40 },
    );
  });

  test("five minutes have the volume of their minutes, and their high and low where there were trades", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STRETCHES),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        ([calendar, from], keep, seed) => {
          const range = { from: Date.parse(from), until: Date.parse(from) + 2 * DAY };
          const bars = barsOn(gridOf(calendar, range).stamps, keep, seed, "sorted");
          const volumes = (frame: { readonly timestamp: Float64Array; readonly volume: Float64Array }): Map<number, number> => {
            const sums = new Map<number, number>();
            frame.timestamp.forEach((ms, i) => {
              const bucket = Math.floor(ms / (5 * MINUTE));
              sums.set(bucket, (sums.get(bucket) ?? 0) + (frame.volume[i] as number));
            });
            return new Map([...sums].filter(([, volume]) => volume > 0));
          };
          expect(volumes(completeSessions(calendar, bars, range))).toEqual(volumes(bars));
        },
      ),
      { numRuns: 20 },
    );
  });

  test("a session's VWAP is the same before and after", () => {
    fc.assert(
      fc.property(cases, ({ where, step, barLabel, carry, keep, seed }) => {
        const options = { interval: step, barLabel, carry, from: where.from, until: where.until } as const;
        const { stamps, ids } = gridOf(where.sessions, options);
        const bars = barsOn(stamps, keep, seed, "sorted");
        const vwaps = (
          frame: { timestamp: Float64Array; close: Float64Array; volume: Float64Array },
          of: (i: number) => unknown,
        ): Map<unknown, number> => {
          const sums = new Map<unknown, [number, number]>();
          frame.close.forEach((close, i) => {
            const [pv, v] = sums.get(of(i)) ?? [0, 0];
            const volume = frame.volume[i] as number;
            if (volume > 0) sums.set(of(i), [pv + close * volume, v + volume]);
          });
          return new Map([...sums].map(([id, [pv, v]]) => [id, pv / v]));
        };
        const completed = completeSessions(where.sessions, bars, options);
        expect(vwaps(completed, (i) => completed.session_date[i])).toEqual(
          vwaps(bars, (i) => ids[stamps.indexOf(bars.timestamp[i] as number)]),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("every type of timestamps gives the same rows", () => {
    const stamps = gridOf(XNYS, { from: at("2024-03-08T13:00Z"), until: at("2024-03-12T00:00Z"), interval: "5m" }).stamps;
    const bars = barsOn(stamps, 0.4, 77, "mixed");
    const want = completeSessions(XNYS, bars, { interval: "5m" });
    const columns: readonly (readonly [ArrayLike<unknown>, CompleteOptions, (value: unknown) => number])[] = [
      [BigInt64Array.from(bars.timestamp, (ms) => BigInt(ms) * 1_000_000n), {}, (value) => Number((value as bigint) / 1_000_000n)],
      [Array.from(bars.timestamp, (ms) => new Date(ms)), {}, (value) => (value as Date).getTime()],
      [Array.from(bars.timestamp, (ms) => new Date(ms).toISOString()), {}, (value) => Date.parse(value as string)],
      [bars.timestamp.map((ms) => ms / 1000), { unit: "s" }, (value) => (value as number) * 1000],
      [Int32Array.from(bars.timestamp, (ms) => ms / 1000), {}, (value) => (value as number) * 1000],
    ];
    for (const [timestamp, options, ms] of columns) {
      const completed = completeSessions(XNYS as SessionSource, { ...bars, timestamp }, { interval: "5m", ...options });
      expect(Float64Array.from(completed["timestamp"] as ArrayLike<unknown>, ms)).toEqual(want.timestamp);
      expect([completed["close"], completed.session_date, completed.filled]).toEqual([want.close, want.session_date, want.filled]);
    }
    expect(formatDate(want.session_date[0] as number)).toBe("2024-03-08");
  });
});
