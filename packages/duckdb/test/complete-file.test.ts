import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { completeSessions, formatDate } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { XNYS } from "@openbell/core/calendars/xnys";
import { type CompleteFileOptions, completeFile } from "@openbell/duckdb";
import { describe, expect, it } from "vitest";
import { exampleFile, fileOf, namesIn, query, rowsOfParquet, temporaryFolder, typesOf } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

/** Completes CSV text and returns the lines of the result. */
async function lines(text: string, options: CompleteFileOptions = {}): Promise<string[]> {
  writeFileSync(at("in.csv"), text);
  await completeFile(at("in.csv"), at("out.csv"), { calendar: XNYS, until: "2024-07-03T13:34:00Z", ...options });
  return readFileSync(at("out.csv"), "utf8").trimEnd().split("\n");
}

/** 09:30, 09:31 and 09:33 in New York; 09:32 is missing. */
const BARS = ["2024-07-03T13:30:00Z,10,11,9,10.50,100", "2024-07-03T13:31:00Z,10,12,10,11.5,7", "2024-07-03T13:33:00Z,12,12,12,12,1"];
const HEADING = "timestamp,open,high,low,close,volume";
const CSV = `${[HEADING, ...BARS].join("\n")}\n`;

describe("real bars", () => {
  const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");
  const text = gunzipSync(readFileSync(ES)).toString().trimEnd().split("\n").slice(1);
  const cells = text.map((line) => line.split(","));
  const column = (k: number): Float64Array => Float64Array.from(cells, (row) => Number(row[k]));
  const expected = completeSessions(CME_EQUITY, {
    timestamp: cells.map((row) => row[0] as string),
    ...{ open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) },
  });

  it("become what completeSessions makes of them; lines that were there stay as they are", async () => {
    const result = await completeFile(ES, at("es.csv.gz"), { exchange: "CME", product: "ES" });
    const written = gunzipSync(readFileSync(at("es.csv.gz")))
      .toString()
      .trimEnd()
      .split("\n");
    expect(written[0]).toBe(`${HEADING},session_date,filled`);
    expect(
      written
        .slice(1)
        .filter((line) => line.endsWith("false"))
        .map((line) => line.split(",").slice(0, 6).join(",")),
    ).toEqual(text);
    expect(written.slice(1).map((line) => line.split(",").map((cell, k) => (k > 0 && k < 6 ? Number(cell) : cell)))).toEqual(
      Array.from(expected.timestamp, (timestamp, i) => [
        ...[timestamp, expected.open[i], expected.high[i], expected.low[i], expected.close[i], expected.volume[i]],
        ...[formatDate(expected.session_date[i] as number), String(expected.filled[i] === 1)],
      ]),
    );
    expect(result).toMatchObject({
      rows: 6826,
      rowsWritten: 6900,
      filled: 74,
      sessions: 5,
      first: "2013-10-07",
      last: "2013-10-11",
      calendar: "CME_EQUITY",
    });
    expect(result.longestGap).toEqual({ rows: 3, from: "2013-10-09T18:27:00-05:00" });
  });

  it("go to Parquet with types, and back to CSV; a second time nothing is added and every mark stays", async () => {
    await completeFile(ES, at("es.parquet"), { calendar: CME_EQUITY });
    expect(await typesOf(at("es.parquet"))).toEqual([
      ["timestamp", "TIMESTAMP WITH TIME ZONE"],
      ...["open", "high", "low", "close"].map((name) => [name, "DOUBLE"]),
      ["volume", "BIGINT"],
      ["session_date", "DATE"],
      ["filled", "BOOLEAN"],
    ]);
    const again = await completeFile(at("es.parquet"), at("again.csv"), { calendar: CME_EQUITY });
    expect(again).toMatchObject({ rows: 6900, rowsWritten: 6900, filled: 0, longestGap: null, replaced: ["session_date", "filled"] });
    const same = `FROM (SELECT * FROM read_csv('${at("again.csv")}') EXCEPT ALL SELECT * FROM '${at("es.parquet")}')`;
    expect(await query(`SELECT count(*) AS rows ${same}`)).toEqual([{ rows: "0" }]);
    const third = await completeFile(at("again.csv"), at("third.csv"), { calendar: CME_EQUITY });
    expect(third.filled).toBe(0);
    expect(readFileSync(at("third.csv"), "utf8")).toBe(readFileSync(at("again.csv"), "utf8"));
  });
});

describe("rows that are made", () => {
  const made = async (options: CompleteFileOptions = {}, text = CSV): Promise<string[]> =>
    (await lines(text, options)).filter((line) => line.endsWith(",true"));

  it("are flat at the last close, as it is written, without volume", async () => {
    expect(await lines(CSV)).toEqual([
      `${HEADING},session_date,filled`,
      `${BARS[0]},2024-07-03,false`,
      `${BARS[1]},2024-07-03,false`,
      "2024-07-03T13:32:00Z,11.5,11.5,11.5,11.5,0,2024-07-03,true",
      `${BARS[2]},2024-07-03,false`,
    ]);
  });

  it.each<[string, CompleteFileOptions, string]>([
    ["an unknown volume", { volume: "null" }, "2024-07-03T13:32:00Z,11.5,11.5,11.5,11.5,,2024-07-03,true"],
    ["the next close", { fillMethod: "backward" }, "2024-07-03T13:32:00Z,12,12,12,12,0,2024-07-03,true"],
    ["the line between", { fillMethod: "interpolate" }, "2024-07-03T13:32:00Z,11.75,11.75,11.75,11.75,0,2024-07-03,true"],
    ["nothing", { fillMethod: "none" }, "2024-07-03T13:32:00Z,,,,,,2024-07-03,true"],
    ["nothing beyond a limit", { maxFill: 0 }, "2024-07-03T13:32:00Z,,,,,0,2024-07-03,true"],
  ])("hold %s on request", async (_, options, line) => expect(await made(options)).toEqual([line]));

  it("carry on from the last close there is, past a bar without one", async () => {
    const text = `${HEADING}\n${BARS[0]}\n2024-07-03T13:31:00Z,5,5,5,,\n${BARS[2]}\n`;
    expect(await lines(text)).toContain("2024-07-03T13:32:00Z,10.50,10.50,10.50,10.50,0,2024-07-03,true");
    expect(await lines(text)).toContain("2024-07-03T13:31:00Z,5,5,5,,,2024-07-03,false");
    expect(await made({}, text.replace("5,5,5,,", "5,5,5,nan,"))).toEqual([
      "2024-07-03T13:32:00Z,10.50,10.50,10.50,10.50,0,2024-07-03,true",
    ]);
  });

  it("before the first price have none, or are none", async () => {
    const text = `${HEADING}\n${BARS[2]}\n`;
    expect(await made({}, text)).toEqual([30, 31, 32].map((minute) => `2024-07-03T13:${minute}:00Z,,,,,0,2024-07-03,true`));
    expect(await made({ leading: "skip" }, text)).toEqual([]);
  });

  it("lie between from and until, and bars before from feed them", async () => {
    const options = { from: "2024-07-03T13:32:00Z", until: new Date("2024-07-03T13:36:00Z") };
    expect((await lines(CSV, options)).slice(1).map((line) => line.slice(11, 36))).toEqual([
      "13:32:00Z,11.5,11.5,11.5,",
      "13:33:00Z,12,12,12,12,1,2",
      "13:34:00Z,12,12,12,12,0,2",
      "13:35:00Z,12,12,12,12,0,2",
    ]);
  });

  it("hold in further columns what their policy says, the last value that there is", async () => {
    const rows = ["1,a,x,", "2,b,,", "3,c,z,k"].map((more, i) => `${BARS[i]},${more}`);
    const text = `${HEADING},oi,note,tag,late\n${rows.join("\n")}\n`;
    const options = { columns: { oi: "ffill", note: "null", tag: "ffill", late: "ffill" } } as const;
    expect(await made(options, text)).toEqual(["2024-07-03T13:32:00Z,11.5,11.5,11.5,11.5,0,2,,x,,2024-07-03,true"]);
    expect(await made({ columns: { oi: "zero" } }, text)).toEqual(["2024-07-03T13:32:00Z,11.5,11.5,11.5,11.5,0,0,,,,2024-07-03,true"]);
  });
});

describe("timestamps that are made", () => {
  const NY = "America/New_York";
  it.each<[expression: string, expected: string, options?: CompleteFileOptions]>([
    ["t::TIMESTAMPTZ", "2024-07-03 13:32:00+00"],
    ["t::TIMESTAMP", "2024-07-03 13:32:00"],
    ["t::TIMESTAMP_S", "2024-07-03 13:32:00"],
    ["t::TIMESTAMP_MS", "2024-07-03 13:32:00"],
    ["t::TIMESTAMP_NS", "2024-07-03 13:32:00"],
    ["t::TIMESTAMP - INTERVAL 4 HOUR", "2024-07-03 09:32:00", { sourceTimeZone: NY }],
    ["epoch(t::TIMESTAMP)::INTEGER", "1720013520"],
    ["epoch(t::TIMESTAMP)::DOUBLE", "1720013520.0"],
    ["epoch_ms(t::TIMESTAMP)", "1720013520000"],
    ["epoch_us(t::TIMESTAMP)", "1720013520000000"],
    ["epoch_ns(t::TIMESTAMP)", "1720013520000000000"],
    ["epoch_ns(t::TIMESTAMP)::HUGEINT::DOUBLE", "1.72001352e+18"],
    ["replace(t, ' ', 'T') || 'Z'", "2024-07-03T13:32:00Z"],
    ["t[:16]", "2024-07-03 13:32"],
    ["t || '.000+00:00'", "2024-07-03 13:32:00.000+00:00"],
    ["replace(t, ' 13', 'T09') || '-04:00'", "2024-07-03T09:32:00-04:00"],
    ["replace(t, ' 13', ' 09')", "2024-07-03 09:32:00", { sourceTimeZone: NY }],
  ])("are like %s", async (expression, expected, options) => {
    const times = "['2024-07-03 13:30:00', '2024-07-03 13:31:00', '2024-07-03 13:33:00']";
    const input = await fileOf(at("t.parquet"), `SELECT ${expression} AS timestamp, 1.5 AS close FROM (SELECT unnest(${times}) AS t)`);
    await completeFile(input, at("t-out.parquet"), { calendar: XNYS, until: "2024-07-03T13:34:00Z", ...options });
    const rows = await rowsOfParquet(at("t-out.parquet"), "CAST(timestamp AS VARCHAR) AS t, filled");
    expect(rows.map(({ filled }) => filled)).toEqual([false, false, true, false]);
    expect(rows[2]?.["t"]).toBe(expected);
    const type = (await typesOf(at("t.parquet")))[0];
    expect((await typesOf(at("t-out.parquet")))[0]).toEqual(type);
    expect(rows.filter(({ filled }) => filled === false).map(({ t }) => t)).toEqual(
      (await rowsOfParquet(input, "CAST(timestamp AS VARCHAR) AS t")).map(({ t }) => t),
    );
  });

  it("are epoch numbers in CSV, too", async () => {
    const text = "timestamp,close\n1720013400000,1\n1720013520000,2\n";
    expect((await lines(text)).slice(1)).toEqual([
      "1720013400000,1,2024-07-03,false",
      "1720013460000,1,2024-07-03,true",
      "1720013520000,2,2024-07-03,false",
      "1720013580000,2,2024-07-03,true",
    ]);
  });

  it("are ends of bars where bars are stamped at their end, that of a short last slot the close", async () => {
    const written = await lines("timestamp,close\n2024-07-03T15:45:00Z,1\n", { barLabel: "end", interval: "45m", until: undefined });
    expect(written.slice(1).map((line) => line.slice(11, 22))).toEqual([
      "14:15:00Z,,",
      "15:00:00Z,,",
      "15:45:00Z,1",
      "16:30:00Z,1",
      "17:00:00Z,1",
    ]);
  });

  it("follow the clocks of the venue where text has its offset", async () => {
    const text = "timestamp,close\n2024-03-08T15:59:00-05:00,1\n2024-03-11T09:31:00-04:00,2\n";
    const written = await lines(text, { from: "2024-03-08T20:59:00Z", until: "2024-03-11T13:32:00Z" });
    expect(written.slice(1).map((line) => line.split(",")[0])).toEqual([
      "2024-03-08T15:59:00-05:00",
      "2024-03-11T09:30:00-04:00",
      "2024-03-11T09:31:00-04:00",
    ]);
  });
});

describe("rows and columns", () => {
  it("keeps columns of any type, made rows hold values of it", async () => {
    const select = `SELECT TIMESTAMPTZ '2024-07-03 13:30:00+00' + INTERVAL (2 * i) MINUTE AS timestamp, 12.50::DECIMAL(9,2) AS open, 13::DECIMAL(9,2) AS high,
      12::DECIMAL(9,2) AS low, 12.5::DECIMAL(9,2) AS close, 7::UBIGINT AS volume, [i, 2] AS list, {'a': i, 'b': 'x'} AS struct, 'ab'::BLOB AS bytes,
      TIME '09:30:00' AS clock, '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::UUID AS id, TIMESTAMP_NS '2024-01-08 15:00:00.123456789' AS ns,
      NULL::INTEGER AS nothing, MAP {'k': 1.5} AS map, 'red'::ENUM('red', 'blue') AS colour, 3::HUGEINT AS trades, 1.25::DECIMAL(4,2) AS fee FROM range(2) t(i)`;
    const input = await fileOf(at("types.parquet"), select);
    const output = at("types-out.parquet");
    const columns = {
      list: "ffill",
      struct: "ffill",
      ns: "ffill",
      colour: "ffill",
      trades: "zero",
      fee: "zero",
      nothing: "ffill",
    } as const;
    await completeFile(input, output, { calendar: XNYS, until: "2024-07-03T13:33:00Z", columns });
    expect(await typesOf(output)).toEqual([...(await typesOf(input)), ["session_date", "DATE"], ["filled", "BOOLEAN"]]);
    const rows = await rowsOfParquet(output, "* EXCLUDE (session_date, filled)");
    const [first, second] = await rowsOfParquet(input);
    expect([rows[0], rows[2]]).toEqual([first, second]);
    const { list, struct, ns, colour, nothing } = first as Record<string, unknown>;
    expect(rows[1]).toEqual({
      timestamp: "2024-07-03 13:31:00+00",
      ...{ open: "12.50", high: "12.50", low: "12.50", close: "12.50", volume: "0" },
      ...{ list, struct, ns, colour, nothing, trades: rows[0]?.["trades"] === "3" ? "0" : 0, fee: "0.00" },
      ...{ bytes: null, clock: null, id: null, map: null },
    });
  });

  it("widens a price column that cannot hold the close", async () => {
    const times = "unnest(['2024-07-03 13:30:00', '2024-07-03 13:32:00'])::TIMESTAMP AS timestamp";
    const input = await fileOf(at("wide.parquet"), `SELECT ${times}, 12 AS open, 13::FLOAT AS high, 12.5::DOUBLE AS close`);
    await completeFile(input, at("wide-out.parquet"), { calendar: XNYS, until: "2024-07-03T13:33:00Z" });
    expect((await rowsOfParquet(at("wide-out.parquet"), "open, high, close"))[1]).toEqual({ open: 12.5, high: 12.5, close: 12.5 });
  });

  it("puts symbols one after another, each in order of time, with its own sessions", async () => {
    const rows = ["B,2024-07-03T13:31:00Z,2", "A,2024-07-03T13:32:00Z,5", "A,2024-07-03T13:30:00Z,4", "B,2024-07-02T19:59:00Z,1"];
    const options = { symbolColumn: "s", from: "2024-07-02T19:59:00Z", until: "2024-07-03T13:33:00Z" };
    const text = `s,timestamp,close\n${rows.join("\n")}\n`;
    const expected = [
      "B,2024-07-02T19:59:00Z,1,2024-07-02,false",
      "B,2024-07-03T13:30:00Z,1,2024-07-03,true",
      "B,2024-07-03T13:31:00Z,2,2024-07-03,false",
      "B,2024-07-03T13:32:00Z,2,2024-07-03,true",
      "A,2024-07-02T19:59:00Z,,2024-07-02,true",
      "A,2024-07-03T13:30:00Z,4,2024-07-03,false",
      "A,2024-07-03T13:31:00Z,4,2024-07-03,true",
      "A,2024-07-03T13:32:00Z,5,2024-07-03,false",
    ];
    expect((await lines(text, options)).slice(1)).toEqual(expected);
    // A column of the name symbol is found, and that is said; asked to, it is one column like others.
    const named = text.replace("s,", "symbol,");
    writeFileSync(at("symbols.csv"), named);
    const { from, until } = options;
    const result = await completeFile(at("symbols.csv"), at("symbols-out.csv"), { calendar: XNYS, from, until });
    expect(readFileSync(at("symbols-out.csv"), "utf8").trimEnd().split("\n").slice(1)).toEqual(expected);
    expect(result.notes.join()).toMatch(/Column "symbol" tells symbols apart/);
    expect(result).toMatchObject({ filled: 4, longestGap: { rows: 1, symbol: "B" } });
    expect((await lines(named, { from, until, symbolColumn: null }))[2]).toBe("A,2024-07-03T13:30:00Z,4,2024-07-03,false");
    expect((await lines(named, { align: true, until: undefined })).length).toBe(1 + 2 * (390 + 210));
  });

  it("keeps symbols of any type, those of rows without a price among them", async () => {
    const select = `SELECT unnest([7, 9])::USMALLINT AS code, TIMESTAMP '2024-07-03 13:31:00' AS timestamp, 1.0 AS close`;
    await completeFile(await fileOf(at("codes.parquet"), select), at("codes-out.parquet"), {
      ...{ calendar: XNYS, symbolColumn: "code", until: "2024-07-03T13:32:00Z" },
    });
    expect(await rowsOfParquet(at("codes-out.parquet"), "code, close")).toEqual([
      { code: 7, close: null },
      { code: 7, close: "1.0" },
      { code: 9, close: null },
      { code: 9, close: "1.0" },
    ]);
    expect((await typesOf(at("codes-out.parquet")))[0]).toEqual(["code", "USMALLINT"]);
  });

  it("keeps the right cells in the right rows of a file of many row groups, in no order", async () => {
    const select = `SELECT TIMESTAMPTZ '2024-01-01 00:00:00+00' + INTERVAL (i) MINUTE AS timestamp, i AS close, i AS volume, [i] AS list, 'x' || i AS tag
      FROM range(400000) t(i) WHERE hash(i) % 4 > 0 ORDER BY hash(i)`;
    const input = await fileOf(at("many.parquet"), select);
    const { rows, rowsWritten, filled } = await completeFile(input, at("many-out.parquet"), {
      ...{ calendar: "24/7", columns: { tag: "ffill" }, from: "2024-01-01T00:00:00Z", until: "2024-10-05T18:40:00Z", leading: "skip" },
    });
    expect(rowsWritten).toBe(rows + filled);
    const [check] = await query(`SELECT count(*) AS rows, count(*) FILTER (wrong) AS wrong, count(*) FILTER (NOT filled) AS copied FROM (
      SELECT filled, CASE WHEN filled THEN close <> lag(close) OVER () OR volume <> 0 OR list IS NOT NULL OR tag <> 'x' || close
        ELSE timestamp <> TIMESTAMPTZ '2024-01-01 00:00:00+00' + INTERVAL (close) MINUTE OR list[1] <> close OR volume <> close OR tag <> 'x' || close END
        OR timestamp <> lag(timestamp) OVER () + INTERVAL 1 MINUTE AS wrong FROM '${at("many-out.parquet")}')`);
    expect(check).toEqual({ rows: String(rowsWritten), wrong: "0", copied: String(rows) });
  });

  it("finds prices and volumes whatever the case of their names, and takes names that look like code", async () => {
    const strange = `we"ird, 'col'`;
    const input = await fileOf(
      at("names.parquet"),
      `SELECT unnest(['2024-07-03 13:30:00', '2024-07-03 13:32:00'])::TIMESTAMP AS "Date", 1.5 AS "Open", 2 AS "Close", 3 AS "Vol",
        5 AS "${strange.replaceAll('"', '""')}", 6 AS p, 7 AS f, 8 AS made, 9 AS cell, 'old' AS Filled`,
    );
    const { replaced } = await completeFile(input, at("names-out.parquet"), {
      ...{
        calendar: XNYS,
        timestampColumn: "Date",
        volumeColumn: "Vol",
        until: "2024-07-03T13:33:00Z",
        columns: { [strange]: "ffill", p: "zero" },
      },
    });
    expect(replaced).toEqual(["Filled"]);
    const [, made] = await rowsOfParquet(at("names-out.parquet"));
    expect(made).toEqual({
      ...{ Date: "2024-07-03 13:31:00", Open: "2.0", Close: 2, Vol: 0, [strange]: 5, p: 0, f: null, made: null, cell: null },
      ...{ session_date: "2024-07-03", filled: true },
    });
  });

  it("takes bars kept outside sessions along", async () => {
    const text = `timestamp,close\n2024-07-03T13:29:00Z,9\n2024-07-03T13:31:00Z,10\n`;
    expect((await lines(text, { outside: "keep", until: "2024-07-03T13:32:00Z" })).slice(1)).toEqual([
      "2024-07-03T13:29:00Z,9,,false",
      "2024-07-03T13:30:00Z,9,2024-07-03,true",
      "2024-07-03T13:31:00Z,10,2024-07-03,false",
    ]);
    expect((await lines(text, { outside: "drop", until: "2024-07-03T13:32:00Z" })).slice(1)).toHaveLength(2);
  });

  it("takes files without rows", async () => {
    writeFileSync(at("header.csv"), "timestamp,close,volume\n");
    const result = await completeFile(at("header.csv"), at("header-out.csv"), { calendar: XNYS });
    expect(result).toMatchObject({ rows: 0, rowsWritten: 0, filled: 0, sessions: 0, first: null, last: null, longestGap: null });
    expect(readFileSync(at("header-out.csv"), "utf8")).toBe("timestamp,close,volume,session_date,filled\n");
    const input = await fileOf(at("empty.parquet"), "SELECT TIMESTAMPTZ '2024-01-08' AS timestamp, 1 AS close WHERE false");
    await completeFile(input, at("empty-out.parquet"), { calendar: XNYS });
    expect((await typesOf(at("empty-out.parquet"))).map(([name]) => name)).toEqual(["timestamp", "close", "session_date", "filled"]);
  });

  it("overwrites its input when asked to", async () => {
    writeFileSync(at("inplace.csv"), CSV);
    await completeFile(at("inplace.csv"), at("inplace.csv"), { calendar: XNYS, until: "2024-07-03T13:34:00Z" });
    expect(readFileSync(at("inplace.csv"), "utf8").split("\n")).toHaveLength(6);
  });
});

describe("bad input", () => {
  const fails = async (text: string, options: CompleteFileOptions = {}): Promise<unknown> => {
    writeFileSync(at("bad.csv"), text);
    return completeFile(at("bad.csv"), at("never.csv"), { calendar: XNYS, ...options }).then(
      () => null,
      (error: unknown) => error,
    );
  };

  it("has its row, counted from 1, and the instant in the zone of the venue", async () => {
    expect(await fails(`${CSV}${BARS[0]}\n`)).toMatchObject({
      code: "DUPLICATE_TIMESTAMP",
      message: expect.stringMatching(/^Row 4: 2024-07-03T09:30:00-04:00 is there already in row 1\./),
      details: { row: 4, index: 3, first: 0 },
    });
    expect(await fails(`${CSV}2024-07-03T13:34:30Z,1,1,1,1,1\n`)).toMatchObject({
      code: "OFF_GRID",
      message: expect.stringMatching(/^Row 4: 2024-07-03T09:34:30-04:00 /),
    });
    expect(await fails(`${CSV}2024-07-03T20:00:00Z,1,1,1,1,1\n`)).toMatchObject({
      code: "OUTSIDE_SESSION",
      message: expect.stringMatching(/^Row 4: 2024-07-03T16:00:00-04:00 /),
    });
    expect(await fails(`${CSV}soon,1,1,1,1,1\n`)).toMatchObject({
      code: "INVALID_TIMESTAMP",
      message: expect.stringMatching(/^Row 4: .*"soon"/),
    });
    expect(await fails(`${CSV},1,1,1,1,1\n`)).toMatchObject({ code: "INVALID_TIMESTAMP", message: expect.stringMatching(/^Row 4: /) });
    const units = "timestamp,close\n1735689599000,1\n1735689600000000,1\n";
    expect(await fails(units)).toMatchObject({ code: "MIXED_UNITS", message: expect.stringMatching(/^Row 2: /) });
    expect(await fails(CSV.replace("11.5,7", "none,7"), { fillMethod: "interpolate" })).toMatchObject({
      code: "INVALID_BAR",
      message: 'Row 2: expected close to be a number, or nothing, got "none". Correct the row, or name another column.',
    });
  });

  it("names what is missing or makes no sense", async () => {
    expect(await fails("timestamp,volume\n2024-07-03T13:30:00Z,1\n")).toMatchObject({
      code: "MISSING_COLUMN",
      message: expect.stringContaining('"close"'),
    });
    expect(await fails(CSV, { symbolColumn: "ticker" })).toMatchObject({
      code: "MISSING_COLUMN",
      message: expect.stringContaining('"ticker"'),
    });
    expect(await fails(CSV, { columns: { oi: "zero" } })).toMatchObject({
      code: "MISSING_COLUMN",
      message: expect.stringContaining('"oi"'),
    });
    expect(await fails(CSV, { columns: { close: "zero" } })).toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(await fails("timestamp,close\n2024-07-03,1\n")).toMatchObject({
      code: "INVALID_TIMESTAMP",
      message: expect.stringContaining("holds dates"),
    });
    expect(await fails(CSV, { interval: "0m" })).toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(await fails(CSV, { calendar: undefined })).toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(namesIn(folder).filter((name) => name === "never.csv" || name.endsWith(".tmp"))).toEqual([]);
  });

  it("stops when told to and leaves the old file", async () => {
    writeFileSync(at("old.csv"), "old");
    const stop = new AbortController();
    const running = completeFile(at("many.parquet"), at("old.csv"), {
      ...{ calendar: "24/7", signal: stop.signal },
      onProgress: ({ rows, totalRows }) => {
        expect(totalRows).toBeGreaterThan(rows - 1);
        stop.abort(new Error("enough"));
      },
    });
    await expect(running).rejects.toThrow("enough");
    expect(readFileSync(at("old.csv"), "utf8")).toBe("old");
    expect(namesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
