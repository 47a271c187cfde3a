/** Session dates for frames of columns: which calendar an exchange code means, what becomes of the columns, and ranges. */

import { describe, expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { CME_GRAINS } from "../../src/calendars/cme-grains.js";
import { CME_LIVESTOCK } from "../../src/calendars/cme-livestock.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { formatDate, NO_SESSION, parseDate, SessionAssigner, type SessionAssignerOptions, type TimestampColumn } from "../../src/index.js";
import { venue } from "../calendar/support.js";

function texts(dates: ArrayLike<number>): (string | null)[] {
  return Array.from(dates, (day) => (day === NO_SESSION ? null : formatDate(day)));
}

describe("from an exchange code", () => {
  test.each([
    ["CME", "CME_CRYPTO"],
    ["NYSE", "XNYS"],
    ["NASDAQ", "XNYS"],
    ["LSE", "XLON"],
    ["TSE", "XTKS"],
    ["HKEX", "XHKG"],
    ["ASX", "XASX"],
    ["SSE", "XSHG"],
    ["TSX", "XTSE"],
  ])("%s is %s", async (code, calendar) => {
    expect((await SessionAssigner.fromExchange(code)).calendar.name).toBe(calendar);
  });

  test("TSE is Tokyo, not Toronto", async () => {
    expect((await SessionAssigner.fromExchange("TSE")).calendar.timeZone).toBe("Asia/Tokyo");
    expect((await SessionAssigner.fromExchange("TSX")).calendar.timeZone).toBe("America/Toronto");
  });

  test.each(["cme", "Cme", " CME", "nyse", "Nasdaq", "x-nys"])("the case of %j does not matter", async (code) => {
    expect((await SessionAssigner.fromExchange(code)).calendar.name).toBe(/cme/i.test(code) ? "CME_CRYPTO" : "XNYS");
  });

  test("CME without a product is crypto, and the note says so and what else there is", async () => {
    const { note } = await SessionAssigner.fromExchange("CME");
    for (const part of [
      "CME_CRYPTO",
      "crypto",
      "equity (CME_EQUITY)",
      "rates (CME_RATES)",
      "fx (CME_FX)",
      "energy (CME_ENERGY_METALS)",
      "metals (CME_ENERGY_METALS)",
      "grains (CME_GRAINS)",
      "livestock (CME_LIVESTOCK)",
      "product",
    ])
      expect(note).toContain(part);
  });

  test.each([
    ["CME", "equity", "CME_EQUITY"],
    ["CME", "ES", "CME_EQUITY"],
    ["CME", "NQ", "CME_EQUITY"],
    ["CME", "BTC", "CME_CRYPTO"],
    ["CME", "crypto", "CME_CRYPTO"],
    ["CME", "eth", "CME_CRYPTO"],
    ["CME", "6E", "CME_FX"],
    ["CME", "ZN", "CME_RATES"],
    ["CME", "CL", "CME_ENERGY_METALS"],
    ["CME", "GC", "CME_ENERGY_METALS"],
    ["CME", "ZC", "CME_GRAINS"],
    ["CME", "LE", "CME_LIVESTOCK"],
    ["cme", "Equity", "CME_EQUITY"],
    ["CBOT", "ZW", "CME_GRAINS"],
    ["COMEX", "GC", "CME_ENERGY_METALS"],
  ])("%s with product %s is %s, without a note", async (code, product, calendar) => {
    const assigner = await SessionAssigner.fromExchange(code, { product });
    expect([assigner.calendar.name, assigner.note]).toEqual([calendar, null]);
  });

  test("a code with one calendar has no note", async () => {
    for (const code of ["NYSE", "LSE", "TSE"]) expect((await SessionAssigner.fromExchange(code)).note).toBeNull();
  });

  test.each([
    ["NYS", "NYSE"],
    ["NASDQ", "NASDAQ"],
    ["HKX", "HKEX"],
  ])("an unknown one, %s, is refused with the nearest, %s, and those known", async (code, near) => {
    await expect(SessionAssigner.fromExchange(code)).rejects.toMatchObject({
      code: "UNKNOWN_EXCHANGE",
      details: { nearest: expect.arrayContaining([near]) as string[] },
    });
    await expect(SessionAssigner.fromExchange(code)).rejects.toThrow(JSON.stringify(code));
    await expect(SessionAssigner.fromExchange(code)).rejects.toThrow(JSON.stringify(near));
    for (const known of ["CME", "NYSE", "NASDAQ", "LSE", "TSE", "HKEX"])
      await expect(SessionAssigner.fromExchange(code)).rejects.toThrow(known);
  });

  test.each(["", "constructor", "__proto__", "toString"])("%j is unknown too", async (code) => {
    await expect(SessionAssigner.fromExchange(code)).rejects.toMatchObject({ code: "UNKNOWN_EXCHANGE" });
  });

  test.each([
    ["CME", "pork bellies"],
    ["CME", ""],
    ["COMEX", "ES"],
    ["CME", "constructor"],
  ])("an unknown product of %s, %j, is refused with those known", async (code, product) => {
    await expect(SessionAssigner.fromExchange(code, { product })).rejects.toMatchObject({ code: "UNKNOWN_PRODUCT" });
    await expect(SessionAssigner.fromExchange(code, { product })).rejects.toThrow(code === "CME" ? "crypto, equity, rates" : "metals");
  });

  test("a product for an exchange with one calendar is refused", async () => {
    await expect(SessionAssigner.fromExchange("NYSE", { product: "equity" })).rejects.toMatchObject({ code: "UNKNOWN_PRODUCT" });
  });
});

describe("from a calendar's name", () => {
  test.each([
    ["CME_Globex_Crypto", "CME_CRYPTO"],
    ["CME Globex Crypto", "CME_CRYPTO"],
    ["XNYS", "XNYS"],
    ["24/7", "24/7"],
  ])("%s is %s", async (name, calendar) => {
    expect((await SessionAssigner.fromName(name)).calendar.name).toBe(calendar);
  });

  test("an unknown one is refused with the nearest", async () => {
    await expect(SessionAssigner.fromName("CME_Equty")).rejects.toMatchObject({
      code: "UNKNOWN_CALENDAR",
      details: { nearest: expect.arrayContaining([expect.stringMatching(/CME.Equity/i)]) as string[] },
    });
  });

  test("or from a calendar at hand, of one's own", () => {
    const assigner = new SessionAssigner(venue());
    expect(texts(assigner.assignSessions({ timestamp: ["2024-06-03T10:00-04:00"] }).session_date)).toEqual(["2024-06-03"]);
    expect(assigner.note).toBeNull();
  });
});

describe("from what a configuration names", () => {
  test.each([
    ["a calendar", { calendar: "XTKS" }, "XTKS"],
    ["a calendar by an alias", { calendar: "CME Globex Equity" }, "CME_EQUITY"],
    ["an exchange", { exchange: "NYSE" }, "XNYS"],
    ["an exchange and a product", { exchange: "CME", product: "ES" }, "CME_EQUITY"],
    ["a calendar and an exchange: the calendar wins", { calendar: "XTKS", exchange: "CME", product: "ES" }, "XTKS"],
    ["a calendar and an exchange that is none: the calendar wins", { calendar: "XTKS", exchange: "nowhere" }, "XTKS"],
  ])("%s", async (_, named, calendar) => {
    const assigner = await SessionAssigner.from(named);
    expect([assigner.calendar.name, assigner.note]).toEqual([calendar, null]);
  });

  test("an exchange with several calendars: the note says which was taken", async () => {
    const { calendar, note } = await SessionAssigner.from({ exchange: "CME" });
    expect([calendar.name, note]).toEqual(["CME_CRYPTO", expect.stringContaining("took CME_CRYPTO (crypto)")]);
  });

  test.each([
    ["neither", {}, "INVALID_ARGUMENT", "Expected `calendar or exchange` to be named"],
    ["a product alone", { product: "ES" }, "INVALID_ARGUMENT", "Expected `calendar or exchange` to be named"],
    ["a calendar that is none, though the exchange is one", { calendar: "nowhere", exchange: "NYSE" }, "UNKNOWN_CALENDAR", "nowhere"],
    ["an empty name", { calendar: "" }, "UNKNOWN_CALENDAR", '""'],
    ["an exchange that is none", { exchange: "nowhere" }, "UNKNOWN_EXCHANGE", "nowhere"],
    ["a product that is none", { exchange: "CME", product: "pork bellies" }, "UNKNOWN_PRODUCT", "pork bellies"],
  ])("%s is refused", async (_, named, code, message) => {
    await expect(SessionAssigner.from(named)).rejects.toMatchObject({ code, message: expect.stringContaining(message) as string });
  });
});

const assigner = new SessionAssigner(XNYS);
/** Before the open, inside, after an early close, inside. */
const timestamp = ["2024-07-03T09:29-04:00", "2024-07-03T09:30-04:00", "2024-07-03T13:00-04:00", "2024-07-05T15:59-04:00"];

describe("columns", () => {
  const columns = {
    timestamp,
    open: Float64Array.of(1, 2, 3, 4),
    volume: BigInt64Array.of(10n, 20n, 30n, 40n),
    trades: Int32Array.of(5, 6, 7, 8),
    flags: Uint8Array.of(0, 1, 0, 1),
    clamped: Uint8ClampedArray.of(9, 8, 7, 6),
    wide: BigUint64Array.of(1n, 2n, 3n, 4n),
    single: Float32Array.of(0.5, 1.5, 2.5, 3.5),
    symbol: ["A", "B", null, "D"],
    note: [undefined, { a: 1 }, "x", 3],
  };

  test("are kept as they are, the same objects, with session_date behind them", () => {
    const before = structuredClone(columns);
    const result = assigner.assignSessions(columns);
    expect(Object.keys(result)).toEqual([...Object.keys(columns), "session_date"]);
    for (const name of Object.keys(columns) as (keyof typeof columns)[]) expect(result[name]).toBe(columns[name]);
    expect(columns).toEqual(before);
    expect(result.session_date).toBeInstanceOf(Int32Array);
    expect(texts(result.session_date)).toEqual([null, "2024-07-03", null, "2024-07-05"]);
  });

  test("an existing session_date is replaced, and the frame given stays as it was", () => {
    const frame = { session_date: ["old", "old", "old", "old"], timestamp };
    const result = assigner.assignSessions(frame);
    expect(texts(result.session_date)).toEqual([null, "2024-07-03", null, "2024-07-05"]);
    expect(frame.session_date).toEqual(["old", "old", "old", "old"]);
  });

  test("names that helpers of others use are kept: session_start, break_start, _session_row_index", () => {
    const frame = { timestamp, session_start: [1, 2, 3, 4], break_start: [1, 2, 3, 4], _session_row_index: [1, 2, 3, 4] };
    expect(assigner.assignSessions(frame)).toMatchObject(frame);
  });

  test("the timestamps may have another name", () => {
    const result = assigner.assignSessions(
      { datetime: timestamp, timestamp: ["not", "a", "time", "at all"] },
      { timestampColumn: "datetime" },
    );
    expect(texts(result.session_date)).toEqual([null, "2024-07-03", null, "2024-07-05"]);
  });

  test("drop filters them all, each in its own type", () => {
    const result = assigner.assignSessions(columns, { outside: "drop" });
    expect(result).toEqual({
      timestamp: [timestamp[1], timestamp[3]],
      open: Float64Array.of(2, 4),
      volume: BigInt64Array.of(20n, 40n),
      trades: Int32Array.of(6, 8),
      flags: Uint8Array.of(1, 1),
      clamped: Uint8ClampedArray.of(8, 6),
      wide: BigUint64Array.of(2n, 4n),
      single: Float32Array.of(1.5, 3.5),
      symbol: ["B", "D"],
      note: [{ a: 1 }, 3],
      session_date: result.session_date,
    });
    for (const name of Object.keys(columns) as (keyof typeof columns)[]) expect(result[name].constructor).toBe(columns[name].constructor);
    expect(texts(result.session_date)).toEqual(["2024-07-03", "2024-07-05"]);
    expect(Array.from(result.session_date.rows ?? [])).toEqual([1, 3]);
  });

  test("drop filters Node buffers and views into larger buffers", () => {
    const view = Float64Array.of(9, 1, 2, 3, 4).subarray(1);
    const result = assigner.assignSessions({ timestamp, bytes: Buffer.from([1, 2, 3, 4]), view }, { outside: "drop" });
    expect([Array.from(result.bytes), Array.from(result.view)]).toEqual([
      [2, 4],
      [2, 4],
    ]);
  });

  test("drop replaces an old session_date too", () => {
    const result = assigner.assignSessions({ session_date: [1, 2, 3, 4], timestamp }, { outside: "drop" });
    expect(texts(result.session_date)).toEqual(["2024-07-03", "2024-07-05"]);
  });

  test("a missing column of timestamps is named, with those there are", () => {
    expect(() => assigner.assignSessions({ datetime: timestamp, close: [1, 2, 3, 4] })).toThrow(
      expect.objectContaining({ code: "MISSING_COLUMN", message: 'Columns are datetime, close; no timestamp column "timestamp"' }),
    );
    expect(() => assigner.assignSessions({ timestamp }, { timestampColumn: "x" })).toThrow(
      expect.objectContaining({ message: 'Columns are timestamp; no timestamp column "x"' }),
    );
  });

  test("a name that every object has is no column", () => {
    expect(() => assigner.assignSessions({ timestamp }, { timestampColumn: "constructor" })).toThrow(
      expect.objectContaining({ code: "MISSING_COLUMN" }),
    );
  });

  test("columns of another length are refused by name", () => {
    expect(() => assigner.assignSessions({ timestamp, close: [1, 2, 3] })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringMatching(/close.*4 rows.*3/) as string }),
    );
    expect(() => assigner.assignSessions({ close: Float64Array.of(1), timestamp })).toThrow(/close/);
  });

  test("a frame without rows", () => {
    expect(assigner.assignSessions({ timestamp: [], close: new Float64Array() }, { outside: "drop" })).toMatchObject({
      timestamp: [],
      close: new Float64Array(),
    });
    expect(assigner.assignSessions({ timestamp: [] }, { start: "2024-01-01" }).session_date).toHaveLength(0);
  });

  test("bars of another product of the exchange: the diagnosis names the calendar that holds them", async () => {
    // Livestock trades by day only; these are night bars of an equity index future.
    const timestamp = Array.from({ length: 100 }, (_, i) => Date.UTC(2024, 5, 4, 1, i));
    const livestock = await SessionAssigner.fromExchange("CME", { product: "livestock" });
    const { diagnosis } = livestock.assignSessions({ timestamp }).session_date;
    expect(diagnosis?.message).toMatch(/Under CME_\w+, 100 of 100 rows have a session\.$/);
    expect(livestock.assignSessions({ timestamp: [Date.UTC(2024, 5, 8, 12)] }).session_date.diagnosis?.message).not.toContain("Under");
  });

  test("a range that cuts nothing off does not hide why most rows are missing, dropped rows included", () => {
    const timestamp = [Date.UTC(2024, 5, 8, 12), Date.UTC(2024, 5, 9, 12), Date.UTC(2024, 5, 10, 15)]; // Saturday, Sunday, Monday
    for (const outside of ["null", "drop"] as const) {
      const { session_date } = new SessionAssigner(XNYS).assignSessions({ timestamp }, { start: "2024-06-01", outside });
      expect(session_date.diagnosis).toMatchObject({ rows: 3, outside: 2 });
    }
  });

  test("options of the assignment are passed on", () => {
    const night = new SessionAssigner(CME_EQUITY).assignSessions(
      { timestamp: ["2024-06-03T17:00:00", "2024-06-03T23:00:00"] },
      { sourceTimeZone: "America/Chicago" },
    );
    expect(texts(night.session_date)).toEqual(["2024-06-04", "2024-06-04"]);
    const end = assigner.assignSessions({ timestamp: ["2024-06-03T16:00-04:00"] }, { barLabel: "end", outside: "error" });
    expect(texts(end.session_date)).toEqual(["2024-06-03"]);
    const seconds = assigner.assignSessions({ timestamp: Int32Array.of(1_717_423_200) });
    expect(texts(seconds.session_date)).toEqual(["2024-06-03"]);
  });
});

describe("frequency", () => {
  /** Midnights of UTC: as instants they lie in the evening before, outside every session. */
  const labels = { timestamp: ["2024-07-03T00:00Z", "2024-07-04T00:00Z", "2024-07-05T00:00Z"], close: [1, 2, 3] };

  test("daily takes timestamps as labels of days", () => {
    const { session_date } = assigner.assignSessions(labels, { frequency: "daily" });
    expect(texts(session_date)).toEqual(["2024-07-03", null, "2024-07-05"]);
    expect(session_date).not.toHaveProperty("diagnosis");
  });

  test("intraday, also when left out, takes them as instants", () => {
    for (const options of [{}, { frequency: "intraday" }] as const)
      expect(texts(assigner.assignSessions(labels, options).session_date)).toEqual([null, null, null]);
  });

  test("daily with drop and a range", () => {
    const dropped = assigner.assignSessions(labels, { frequency: "daily", outside: "drop" });
    expect([texts(dropped.session_date), dropped.close]).toEqual([
      ["2024-07-03", "2024-07-05"],
      [1, 3],
    ]);
    const { session_date } = assigner.assignSessions(labels, { frequency: "daily", end: "2024-07-03" });
    expect(texts(session_date)).toEqual(["2024-07-03", null, null]);
    expect(session_date.diagnosis).toMatchObject({ rows: 3, outside: 2, message: expect.stringMatching(/^1 of 3 rows belong/) as string });
  });

  test("daily, most labels without a session: the diagnosis is that of labels, whatever calendars are tried for a better one", async () => {
    const weekend = { timestamp: ["2024-07-06", "2024-07-07"] };
    const livestock = await SessionAssigner.fromExchange("CME", { product: "livestock" });
    const { diagnosis } = livestock.assignSessions(weekend, { frequency: "daily" }).session_date;
    expect(diagnosis).toMatchObject({ rows: 2, outside: 2, suggestions: ["Another calendar may be the right one."] });
    const open = new SessionAssigner(XNYS, { others: [ALWAYS_OPEN] }).assignSessions(weekend, { frequency: "daily" }).session_date;
    expect(open.diagnosis?.message).toMatch(/ Under 24\/7, 2 of 2 rows have a session\.$/);
  });

  test("an unknown one is refused", () => {
    expect(() => assigner.assignSessions({ timestamp: [0] }, { frequency: "weekly" as "daily" })).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: 'Expected `frequency` to be "intraday" or "daily", got "weekly".',
      }),
    );
  });
});

describe("what a diagnosis suggests", () => {
  const saturday = (minute: number): number => Date.UTC(2024, 5, 8, 12, minute);

  test.each([
    ["null", Float64Array.from({ length: 100 }, (_, i) => Date.UTC(2024, 5, 4, 1, i)), {}],
    ["drop", Float64Array.from({ length: 100 }, (_, i) => Date.UTC(2024, 5, 4, 1, i)), { outside: "drop" }],
    ["seconds", Float64Array.from({ length: 100 }, (_, i) => Date.UTC(2024, 5, 4, 1, i) / 1000), { unit: "s" }],
    [
      "text of another zone",
      Array.from({ length: 100 }, (_, i) => new Date(Date.UTC(2024, 5, 3, 20, i)).toISOString().slice(0, -1)),
      { sourceTimeZone: "America/Chicago" },
    ],
  ] satisfies [string, TimestampColumn, SessionAssignerOptions][])(
    "another product's calendar, with the rows it holds, behind what else there is to say: %s",
    (_, timestamp, options) => {
      const livestock = new SessionAssigner(CME_LIVESTOCK, { others: [CME_GRAINS, CME_EQUITY] });
      const { diagnosis } = livestock.assignSessions({ timestamp }, options).session_date;
      expect(diagnosis?.suggestions).toEqual([
        "Another calendar may be the right one.",
        "Under CME_GRAINS, 100 of 100 rows have a session.",
      ]);
      expect(diagnosis?.message).toContain("Another calendar may be the right one. Under CME_GRAINS, 100 of 100 rows have a session.");
    },
  );

  test.each(["null", "drop", "next", "previous"] as const)(
    "rows that lie outside it do not count for it, whatever fills them: %s",
    (outside) => {
      const timestamp = Array.from({ length: 10 }, (_, i) => (i < 6 ? Date.UTC(2024, 5, 4, 1, i) : saturday(i)));
      const livestock = new SessionAssigner(CME_LIVESTOCK, { others: [CME_GRAINS] });
      const { diagnosis } = livestock.assignSessions({ timestamp }, { outside }).session_date;
      expect(diagnosis?.suggestions.at(-1)).toBe("Under CME_GRAINS, 6 of 10 rows have a session.");
    },
  );

  test("of several the one that holds most rows; none where none holds more than ours", () => {
    // Five minutes to the open of New York, five minutes of its session; in all of them round-the-clock markets are open.
    const timestamp = Array.from({ length: 10 }, (_, i) => Date.UTC(2024, 5, 4, 13, 24 + i));
    const others = [CME_EQUITY, ALWAYS_OPEN];
    const fits = new SessionAssigner(XNYS, { others }).assignSessions({ timestamp }).session_date;
    expect(fits.diagnosis?.suggestions.slice(1)).toEqual(["Under CME_EQUITY, 10 of 10 rows have a session."]);
    const closed = new SessionAssigner(XNYS, { others: [XNYS, CME_EQUITY] }).assignSessions({ timestamp: [saturday(0)] }).session_date;
    expect(closed.diagnosis?.suggestions).toEqual(["Another calendar may be the right one."]);
  });

  test.each([
    ["in any order", [saturday(2), saturday(9), saturday(1), saturday(5)], {}],
    ["with rows without a timestamp", [saturday(9), null, saturday(1), Number.NaN], {}],
    ["in microseconds", Float64Array.of(saturday(1) * 1000, saturday(9) * 1000), { unit: "us" }],
    ["in seconds", Float64Array.of(saturday(9) / 1000, saturday(1) / 1000), { unit: "s" }],
    ["more rows than are looked at, the first and the last among those", Array.from({ length: 5001 }, (_, i) => saturday(1) + i * 96), {}],
  ] satisfies [string, TimestampColumn, SessionAssignerOptions][])(
    "it names the first and the last instant: %s",
    (_, timestamp, options) => {
      const { diagnosis } = assigner.assignSessions({ timestamp }, options).session_date;
      expect([diagnosis?.from, diagnosis?.to, diagnosis?.suggestions]).toEqual([
        "2024-06-08T12:01:00Z",
        "2024-06-08T12:09:00Z",
        ["Another calendar may be the right one."],
      ]);
    },
  );

  test("what most rows are decides, not the first and the last", () => {
    const timestamp = [Date.UTC(1980, 0), ...Array.from({ length: 50 }, (_, i) => saturday(i + 1)), Date.UTC(2100, 0)];
    expect(assigner.assignSessions({ timestamp }).session_date.diagnosis?.suggestions).toEqual(["Another calendar may be the right one."]);
  });

  test("the first and the last day of the coverage are known", () => {
    const june = new SessionAssigner(venue({ coverage: { from: "2024-06-03", to: "2024-06-28" } }));
    const said = (iso: string): readonly string[] | undefined =>
      june.assignSessions({ timestamp: [iso] }).session_date.diagnosis?.suggestions;
    for (const iso of ["2024-06-03T18:30-04:00", "2024-06-28T18:30-04:00"])
      expect(said(iso)).toEqual(["Another calendar may be the right one."]);
    for (const iso of ["2024-06-02T18:30-04:00", "2024-06-29T18:30-04:00"])
      expect(said(iso)).toEqual(["Nothing is known outside the coverage."]);
  });
});

describe("start and end", () => {
  const frame = {
    timestamp: [
      "2024-07-02T12:00-04:00",
      "2024-07-03T12:00-04:00",
      "2024-07-04T12:00-04:00",
      "2024-07-05T12:00-04:00",
      "2024-07-08T12:00-04:00",
    ],
  };

  test("leave rows of other sessions without one, and the diagnosis counts them: none is nulled silently", () => {
    const { session_date } = assigner.assignSessions(frame, { start: "2024-07-03", end: "2024-07-05" });
    expect(texts(session_date)).toEqual([null, "2024-07-03", null, "2024-07-05", null]);
    expect(session_date.diagnosis?.message).toMatch(/^2 of 5 rows .*2024-07-03 to 2024-07-05/);
    expect(session_date.diagnosis).toMatchObject({
      rows: 5,
      outside: 3,
      from: "2024-07-02T16:00:00Z",
      to: "2024-07-08T16:00:00Z",
      suggestions: ["Widen start and end, or leave them out."],
    });
  });

  test("say nothing when they cut nothing", () => {
    const inside = { timestamp: frame.timestamp.slice(1, 4) };
    const { session_date } = assigner.assignSessions(inside, { start: "2024-07-01", end: "2024-07-31" });
    expect(texts(session_date)).toEqual(["2024-07-03", null, "2024-07-05"]);
    expect(session_date).not.toHaveProperty("diagnosis");
  });

  test.each([
    ["start alone", { start: "2024-07-05" }, "2 of 5 rows belong to sessions outside the range 2024-07-05 to the end and have none"],
    ["end alone", { end: "2024-07-03" }, "2 of 5 rows belong to sessions outside the range the beginning to 2024-07-03 and have none"],
    [
      "one day",
      { start: "2024-07-03", end: "2024-07-03" },
      "3 of 5 rows belong to sessions outside the range 2024-07-03 to 2024-07-03 and",
    ],
  ])("the diagnosis names the range: %s", (_, range, said) => {
    expect(assigner.assignSessions(frame, range).session_date.diagnosis?.message).toContain(said);
  });

  test("one of them alone; day numbers; the session date decides, not the bar's", () => {
    expect(texts(assigner.assignSessions(frame, { start: parseDate("2024-07-05") }).session_date)).toEqual([
      null,
      null,
      null,
      "2024-07-05",
      "2024-07-08",
    ]);
    expect(texts(assigner.assignSessions(frame, { end: "2024-07-03" }).session_date)).toEqual([
      "2024-07-02",
      "2024-07-03",
      null,
      null,
      null,
    ]);
    const cme = new SessionAssigner(CME_EQUITY).assignSessions(
      { timestamp: ["2024-06-02T17:00-05:00", "2024-06-03T17:00-05:00"] },
      { start: "2024-06-03", end: "2024-06-03" },
    );
    expect(texts(cme.session_date)).toEqual(["2024-06-03", null]);
  });

  test("with drop, rows of other sessions go, from every column, and the diagnosis still counts them", () => {
    const result = assigner.assignSessions(
      { ...frame, close: Float64Array.of(1, 2, 3, 4, 5) },
      { start: "2024-07-03", end: "2024-07-05", outside: "drop" },
    );
    expect(texts(result.session_date)).toEqual(["2024-07-03", "2024-07-05"]);
    expect(result.close).toEqual(Float64Array.of(2, 4));
    expect(Array.from(result.session_date.rows ?? [])).toEqual([1, 3]);
    expect(result.session_date.diagnosis?.message).toMatch(/^2 of 5 rows/);
  });

  test("with next and previous, no row is led out of the range or into it", () => {
    expect(texts(assigner.assignSessions(frame, { start: "2024-07-03", end: "2024-07-03", outside: "next" }).session_date)).toEqual([
      null,
      "2024-07-03",
      null,
      null,
      null,
    ]);
    expect(texts(assigner.assignSessions(frame, { start: "2024-07-03", end: "2024-07-05", outside: "next" }).session_date)).toEqual([
      null,
      "2024-07-03",
      "2024-07-05",
      "2024-07-05",
      null,
    ]);
    expect(texts(assigner.assignSessions(frame, { start: "2024-07-03", end: "2024-07-05", outside: "previous" }).session_date)).toEqual([
      null,
      "2024-07-03",
      "2024-07-03",
      "2024-07-05",
      null,
    ]);
  });

  test.each([
    [{ start: "2024-07-03" }, "Row 0: 2024-07-02T12:00:00-04:00 lies in no session of XNYS from 2024-07-03 to the end. "],
    [{ end: "2024-07-03" }, "Row 2: 2024-07-04T12:00:00-04:00 lies in no session of XNYS from the beginning to 2024-07-03. "],
    [
      { start: "2024-07-03", end: "2024-07-05" },
      "Row 0: 2024-07-02T12:00:00-04:00 lies in no session of XNYS from 2024-07-03 to 2024-07-05. ",
    ],
    [{}, "Row 2: 2024-07-04T12:00:00-04:00 lies in no session of XNYS at all. "],
  ])("with error and %o: %s", (range, said) => {
    expect(() => assigner.assignSessions(frame, { ...range, outside: "error" })).toThrow(said);
  });

  test("with error, a row of another session is one, and so is a row outside every session", () => {
    expect(() => assigner.assignSessions(frame, { start: "2024-07-03", outside: "error" })).toThrow(
      expect.objectContaining({ code: "OUTSIDE_SESSION", message: expect.stringMatching(/^Row 0: 2024-07-02T12:00:00-04:00 /) as string }),
    );
    expect(() => assigner.assignSessions(frame, { start: "2024-07-02", end: "2024-07-31", outside: "error" })).toThrow(/^Row 2: /);
    expect(() => assigner.assignSessions({ timestamp: frame.timestamp.slice(3) }, { start: "2024-07-03", outside: "error" })).not.toThrow();
  });

  test("all rows outside: the diagnosis speaks of the range, not of the calendar", () => {
    const { session_date } = assigner.assignSessions(frame, { start: "2020-01-01", end: "2020-12-31" });
    expect(texts(session_date)).toEqual([null, null, null, null, null]);
    expect(session_date.diagnosis?.message).toMatch(/^4 of 5 rows .*2020-01-01 to 2020-12-31/);
  });

  test("an end before the start and a date that is none are refused", () => {
    expect(() => assigner.assignSessions(frame, { start: "2024-07-05", end: "2024-07-03" })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: 'Expected `end` to be on or after start, got "2024-07-03".' }),
    );
    expect(() => assigner.assignSessions(frame, { start: "2024-02-30" })).toThrow(expect.objectContaining({ code: "INVALID_DATE" }));
  });
});
