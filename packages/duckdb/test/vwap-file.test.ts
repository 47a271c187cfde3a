import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fc, test } from "@fast-check/vitest";
import { XNYS } from "@openbell/core/calendars/xnys";
import { type SessionWindow, sessionVwap } from "@openbell/core/vwap";
import { sessionVwapOfFile, type VwapFileOptions } from "@openbell/duckdb";
import { describe, expect, it } from "vitest";
import { exampleFile, fileOf, namesIn, query, rowsOfParquet, temporaryFolder, typesOf } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

const LONDON: SessionWindow = { name: "London", start: "07:00", end: "16:00", timeZone: "Europe/London" };
const NEW_YORK: SessionWindow = { name: "New York", start: "09:30", end: "16:00", timeZone: "America/New_York" };

/** NaN as the rows of a file have it. */
const cells = (column: Float64Array): (number | null)[] => Array.from(column, (value) => (Number.isNaN(value) ? null : value));

async function lines(text: string, options: VwapFileOptions = {}): Promise<string[]> {
  writeFileSync(at("in.csv"), text);
  await sessionVwapOfFile(at("in.csv"), at("out.csv"), { windows: [LONDON], multipliers: [1], ...options });
  return readFileSync(at("out.csv"), "utf8").trimEnd().split("\n");
}

const HEADING = "timestamp,high,low,close,volume";
const ADDED = "london_vwap,london_anchor,london_sd,london_upper_1,london_lower_1";

describe("real bars", () => {
  const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");
  const text = gunzipSync(readFileSync(ES)).toString().trimEnd().split("\n");
  const rows = text.slice(1).map((line) => line.split(","));
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => Number(row[k]));
  const timestamp = rows.map((row) => row[0] as string);
  const frame = { timestamp, open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };

  it.each(["price", "close", "percent"] as const)(
    "get what sessionVwap gives, to the last bit, with bands of the %s",
    async (deviation) => {
      const options = { windows: [LONDON, NEW_YORK], deviation, multipliers: [0, 1.5, 1 / 3] };
      const result = await sessionVwapOfFile(ES, at("es.parquet"), options);
      const expected = sessionVwap(frame, options);
      const written = await rowsOfParquet(at("es.parquet"));
      for (const [window, prefix] of [
        ["London", "london"],
        ["New York", "new_york"],
      ] as const) {
        const { vwap, sd, anchor, bands } = expected.window(window);
        const of = (name: string): unknown[] => written.map((row) => row[`${prefix}_${name}`]);
        expect(of("vwap")).toEqual(cells(vwap));
        expect(of("sd")).toEqual(cells(sd));
        for (const { multiplier, upper, lower } of bands) {
          expect(of(`upper_${multiplier}`)).toEqual(cells(upper));
          expect(of(`lower_${multiplier}`)).toEqual(cells(lower));
        }
        expect(of("anchor").map((cell) => (cell === null ? null : Date.parse(`${String(cell)}:00`)))).toEqual(cells(anchor));
      }
      expect(result.windows).toEqual([
        { name: "London", instances: 5, bars: expect.any(Number), first: "2013-10-07", last: "2013-10-11" },
        { name: "New York", instances: 5, bars: 1950, first: "2013-10-07", last: "2013-10-11" },
      ]);
    },
  );

  it("keep their text in CSV, and anchors are timestamps of the file", async () => {
    const { columns } = await sessionVwapOfFile(ES, at("es.csv"), { windows: [NEW_YORK] });
    const written = readFileSync(at("es.csv"), "utf8").trimEnd().split("\n");
    expect(written[0]).toBe(`${text[0]},${columns.join(",")}`);
    expect(written.map((line) => line.split(",").slice(0, 6).join(","))).toEqual(text);
    const anchors = new Set(written.slice(1).map((line) => line.split(",")[7]));
    expect([...anchors]).toEqual([
      "",
      "2013-10-07T13:30:00Z",
      "2013-10-08T13:30:00Z",
      "2013-10-09T13:30:00Z",
      "2013-10-10T13:30:00Z",
      "2013-10-11T13:30:00Z",
    ]);
  });

  it("have the sessions of a calendar as the one window where there is no other", async () => {
    const { columns, windows } = await sessionVwapOfFile(ES, at("es.parquet"), { exchange: "CME", product: "ES", multipliers: [] });
    expect(columns).toEqual(["cme_equity_vwap", "cme_equity_anchor", "cme_equity_sd"]);
    expect(windows).toMatchObject([{ name: "CME_EQUITY", instances: 5, bars: 6826 }]);
    const both = await sessionVwapOfFile(ES, at("es.parquet"), { exchange: "CME", windows: [LONDON] });
    expect(both.notes).toEqual(["The session windows given are used; the exchange is not."]);
  });
});

describe("bars", () => {
  const bars = fc.array(
    fc.record({
      symbol: fc.constantFrom("A", "B", null),
      minute: fc.integer({ min: 0, max: 3000 }),
      price: fc.option(fc.double({ min: 1, max: 1e5, noNaN: true }), { nil: null }),
      volume: fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: null }),
    }),
    { maxLength: 60 },
  );

  const allDigits = [{ symbol: "A" as const, minute: 0, price: 1.9540624364327195, volume: 1 }];
  const runs = { numRuns: 25, examples: [[allDigits]] as [typeof allDigits][] };

  test.prop([bars], runs)("in any order and of several symbols get what sessionVwap gives", async (rows) => {
    // In quotes: digits without them are a DECIMAL first, and DuckDB rounds it to a double that can be one bit off.
    const value = (x: number | null): string => (x === null ? "NULL" : `'${x}'::DOUBLE`);
    const table = rows.map(
      ({ symbol, minute, price, volume }) => `(${symbol === null ? "NULL" : `'${symbol}'`}, ${minute}, ${value(price)}, ${value(volume)})`,
    );
    const list =
      table.length === 0
        ? "SELECT NULL::VARCHAR AS s, 0 AS m, 1.0::DOUBLE AS p, 1.0::DOUBLE AS v WHERE false"
        : `FROM (VALUES ${table.join(", ")}) t(s, m, p, v)`;
    const input = await fileOf(
      at("any.parquet"),
      `SELECT s::VARCHAR AS symbol, TIMESTAMPTZ '2024-01-08 06:00:00+00' + INTERVAL (m) MINUTE AS timestamp, p::DOUBLE AS close, v::DOUBLE AS volume FROM (${list})`,
    );
    const windows = [LONDON, { name: "24", start: "00:00", end: "24:00" }];
    const options = { windows, price: "close", multipliers: [2], sort: true } as const;
    await sessionVwapOfFile(input, at("any-out.parquet"), options);
    const frame = {
      symbol: rows.map(({ symbol }) => symbol),
      timestamp: Float64Array.from(rows, ({ minute }) => Date.UTC(2024, 0, 8, 6) + minute * 60_000),
      close: rows.map(({ price }) => price),
      volume: rows.map(({ volume }) => volume),
    };
    const expected = sessionVwap(frame, { ...options, symbolColumn: "symbol" });
    const written = await rowsOfParquet(
      at("any-out.parquet"),
      '* REPLACE (epoch_ms(london_anchor) AS london_anchor, epoch_ms("24_anchor") AS "24_anchor")',
    );
    for (const [k, prefix] of ["london", "24"].entries()) {
      const { vwap, sd, anchor, bands } = expected.windows[k] as (typeof expected.windows)[number];
      expect(written.map((row) => row[`${prefix}_vwap`])).toEqual(cells(vwap));
      expect(written.map((row) => row[`${prefix}_sd`])).toEqual(cells(sd));
      expect(written.map((row) => row[`${prefix}_lower_2`])).toEqual(cells(bands[0]?.lower as Float64Array));
      expect(written.map((row) => (row[`${prefix}_anchor`] === null ? null : Number(row[`${prefix}_anchor`])))).toEqual(cells(anchor));
    }
  });

  it("keep their row in a file of many row groups", async () => {
    const input = await fileOf(
      at("many.parquet"),
      "SELECT TIMESTAMPTZ '2024-01-08 00:00:00+00' + INTERVAL (i) SECOND AS timestamp, i AS close, 1 AS volume, [i] AS list FROM range(500000) t(i)",
    );
    const windows = [
      {
        name: "second",
        sessions: Array.from({ length: 5 }, (_, k) => ({
          id: k,
          intervals: [[Date.UTC(2024, 0, 8 + k), Date.UTC(2024, 0, 9 + k)]] as const,
        })),
      },
    ];
    await sessionVwapOfFile(input, at("many-out.parquet"), { windows, price: "close", multipliers: [] });
    // The mean of the first n whole numbers of a day.
    const [check] = await query(`SELECT count(*) AS rows, count(*) FILTER (abs(second_vwap - (close + first) / 2) > 1e-9 OR list[1] <> close
      OR second_anchor <> TIMESTAMPTZ '2024-01-08 00:00:00+00' + INTERVAL (first) SECOND) AS wrong,
      count(*) FILTER (close <> before + 1) AS moved, count(second_vwap) AS inside
      FROM (SELECT *, close - close % 86400 AS first, lag(close) OVER () AS before FROM '${at("many-out.parquet")}')`);
    expect(check).toEqual({ rows: "500000", wrong: "0", moved: "0", inside: String(5 * 86_400) });
  });

  it.each([
    ["TIMESTAMP", "2024-01-08 07:00:00"],
    ["TIMESTAMP_NS", "2024-01-08 07:00:00.000000001"],
    ["TIMESTAMPTZ", "2024-01-08 07:00:00+00"],
    ["VARCHAR", "2024-01-08 07:00:00.000000001"],
  ])("have anchors of the type and the digits of a %s column", async (type, anchor) => {
    const times = `unnest(['2024-01-08 06:59:59', '2024-01-08 07:00:00.000000001', '2024-01-08 07:00:00.000000002'])`;
    const input = await fileOf(
      at("a.parquet"),
      `SELECT CAST(${times} AS ${type}) AS timestamp, 2 AS close, 1::UTINYINT AS volume, 1.5::DECIMAL(4,2) AS px`,
    );
    await sessionVwapOfFile(input, at("a-out.parquet"), { windows: [LONDON], price: "close", multipliers: [] });
    const types = await typesOf(at("a-out.parquet"));
    expect(types.slice(0, 4)).toEqual(await typesOf(input));
    expect(types.slice(4)).toEqual([
      ["london_vwap", "DOUBLE"],
      ["london_anchor", types[0]?.[1]],
      ["london_sd", "DOUBLE"],
    ]);
    const rows = await rowsOfParquet(at("a-out.parquet"), "CAST(london_anchor AS VARCHAR) AS a, london_vwap AS v");
    expect(rows).toEqual([
      { a: null, v: null },
      { a: anchor, v: 2 },
      { a: anchor, v: 2 },
    ]);
  });

  it("of several symbols have anchors of their own, to the nanosecond", async () => {
    const rows = "('A', '2024-01-08 07:00:00.000000001'), ('B', '2024-01-08 07:00:00.000000002')";
    const input = await fileOf(
      at("ns.parquet"),
      `SELECT symbol, t::TIMESTAMP_NS AS timestamp, 1 AS close, 1 AS volume FROM (VALUES ${rows}) v(symbol, t)`,
    );
    const { notes } = await sessionVwapOfFile(input, at("ns-out.parquet"), { windows: [LONDON], price: "close", multipliers: [] });
    expect(await rowsOfParquet(at("ns-out.parquet"), "timestamp = london_anchor AS own")).toEqual([{ own: true }, { own: true }]);
    expect(notes.join()).toMatch(/Column "symbol" tells symbols apart/);
  });

  it("without a volume or a price carry the value on, and have none before the first", async () => {
    const rows = ["07:00:00Z,2,2,2,", "07:01:00Z,2,2,2,4", "07:02:00Z,,2,2,4", "07:03:00Z,9,9,9,0", "07:04:00Z,4,4,4, 4"];
    const written = await lines(`${HEADING}\n${rows.map((row) => `2024-01-08T${row}`).join("\n")}\n`);
    expect(written[0]).toBe(`${HEADING},${ADDED}`);
    const anchor = "2024-01-08T07:00:00Z";
    expect(written.slice(1).map((line) => line.split(",").slice(5).join(","))).toEqual([
      `,${anchor},,,`,
      `2.0,${anchor},0.0,2.0,2.0`,
      `2.0,${anchor},0.0,2.0,2.0`,
      `2.0,${anchor},0.0,2.0,2.0`,
      `3.0,${anchor},1.0,4.0,2.0`,
    ]);
  });

  it("stamped at their end lie in the window that they began in", async () => {
    const text = `${HEADING}\n2024-01-08T07:00:00Z,1,1,1,1\n2024-01-08T07:05:00Z,2,2,2,1\n2024-01-08T16:00:00Z,6,6,6,1\n`;
    const written = await lines(text, { barLabel: "end", interval: "5m" });
    expect(written.slice(1).map((line) => line.split(",")[5])).toEqual(["", "2.0", "4.0"]);
  });

  it("find their columns whatever the case of the names; columns of the names that are written are replaced", async () => {
    writeFileSync(at("case.csv"), "Date;High;LOW;Close;Qty;LONDON_sd\n2024-01-08 07:00;1;1;1;5;x\n");
    const { replaced } = await sessionVwapOfFile(at("case.csv"), at("case-out.csv"), {
      ...{ windows: [LONDON], multipliers: [], timestampColumn: "Date", volumeColumn: "qty" },
    });
    expect(replaced).toEqual(["LONDON_sd"]);
    expect(readFileSync(at("case-out.csv"), "utf8")).toBe(
      "Date;High;LOW;Close;Qty;london_vwap;london_anchor;london_sd\n2024-01-08 07:00;1;1;1;5;1.0;2024-01-08 07:00;0.0\n",
    );
  });

  it("may be none", async () => {
    expect(await lines(`${HEADING}\n`)).toEqual([`${HEADING},${ADDED}`]);
  });
});

describe("bad input", () => {
  const fails = async (rows: readonly string[], options: VwapFileOptions = {}): Promise<unknown> => {
    writeFileSync(at("bad.csv"), `${HEADING}\n${rows.map((row) => `2024-01-08T${row}`).join("\n")}\n`);
    return sessionVwapOfFile(at("bad.csv"), at("bad-out.csv"), { windows: [LONDON], ...options }).then(
      () => null,
      (error: unknown) => error,
    );
  };

  it("has its row, counted from 1", async () => {
    expect(await fails(["07:01:00Z,1,1,1,1", "07:00:00Z,1,1,1,1"])).toMatchObject({
      code: "TIMESTAMPS_NOT_SORTED",
      message: expect.stringMatching(/: row 2 at 2024-01-08T07:00:00/),
      details: { row: 2 },
    });
    expect(await fails(["07:01:00Z,1,1,1,1", "07:02:00Z,1,1,1,-1"])).toMatchObject({
      code: "INVALID_BAR",
      message: expect.stringMatching(/^Row 2 at 2024-01-08T07:02/),
    });
    expect(await fails(["07:01:00Z,1,1,1,-1"], { onInvalid: "skip" })).toBeNull();
    expect(await fails(["07:01:00Z,1,1,1,1", "07:02:00Z,1,n/a,1,1"])).toMatchObject({
      code: "INVALID_BAR",
      message: expect.stringMatching(/^Row 2: expected low to be a number, or nothing, got "n\/a"/),
      details: { row: 2, index: 1, column: "low", found: "n/a" },
    });
    expect(await fails(["07:01:00Z,1,1,1,1", "noon,1,1,1,1"])).toMatchObject({
      code: "INVALID_TIMESTAMP",
      message: expect.stringMatching(/^Row 2: /),
    });
  });

  it("is found between the digits beyond the millisecond", async () => {
    const rows = ["09:30:00.0005,1,1,1,1", "09:30:00.0001,1,1,1,1"];
    expect(await fails(rows, { sourceTimeZone: "America/New_York" })).toMatchObject({ code: "TIMESTAMPS_NOT_SORTED", details: { row: 2 } });
    expect(await fails([...rows].reverse(), { sourceTimeZone: "America/New_York" })).toBeNull();
  });

  it("in a typed file is found far down", async () => {
    const input = await fileOf(
      at("far.parquet"),
      "SELECT TIMESTAMPTZ '2024-01-08 07:00:00+00' + INTERVAL (i) MILLISECOND AS timestamp, 1 AS close, CASE WHEN i = 250000 THEN -5 ELSE 1 END AS volume FROM range(300000) t(i)",
    );
    await expect(sessionVwapOfFile(input, at("never.parquet"), { windows: [LONDON], price: "close" })).rejects.toThrow(
      /^Row 250001 at .*-5/,
    );
  });

  it("names what is missing or makes no sense", async () => {
    const row = ["07:01:00Z,1,1,1,1"];
    expect(await fails(row, { price: "ohlc4" })).toMatchObject({ code: "MISSING_COLUMN", message: expect.stringContaining('"open"') });
    expect(await fails(row, { volumeColumn: "size" })).toMatchObject({
      code: "MISSING_COLUMN",
      message: expect.stringContaining('"size"'),
    });
    expect(await fails(row, { windows: undefined })).toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(await fails(row, { windows: [LONDON, { ...LONDON, name: "london" }] })).toMatchObject({
      code: "INVALID_WINDOW",
      message: expect.stringContaining('"london_vwap"'),
    });
    expect(await fails(row, { multipliers: [1, 1] })).toMatchObject({ message: expect.stringContaining('"london_upper_1"') });
    expect(await fails(row, { multipliers: [-1] })).toMatchObject({ code: "INVALID_ARGUMENT" });
    const dates = await fileOf(at("dates.parquet"), "SELECT DATE '2024-01-08' AS timestamp, 1 AS close, 1 AS volume");
    await expect(sessionVwapOfFile(dates, at("never.csv"), { calendar: XNYS, price: "close" })).rejects.toThrow(
      /holds dates\. A VWAP needs bars/,
    );
    const flags = await fileOf(at("flags.parquet"), "SELECT TIMESTAMP '2024-01-08' AS timestamp, true AS close, 1 AS volume");
    await expect(sessionVwapOfFile(flags, at("never.csv"), { calendar: XNYS, price: "close" })).rejects.toThrow(
      /"close" is BOOLEAN; expected numbers/,
    );
    expect(namesIn(folder).filter((name) => /^never/.test(name) || name.endsWith(".tmp"))).toEqual([]);
  });
});
