import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { aggregateSessions, formatDate } from "@openbell/core";
import { XNYS } from "@openbell/core/calendars/xnys";
import { type AggregateFileOptions, aggregateFile } from "@openbell/duckdb";
import { describe, expect, it } from "vitest";
import { exampleFile, fileOf, namesIn, rowsOfParquet, temporaryFolder, typesOf } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

async function lines(text: string, options: AggregateFileOptions = {}): Promise<string[]> {
  writeFileSync(at("in.csv"), text);
  await aggregateFile(at("in.csv"), at("out.csv"), { calendar: XNYS, ...options });
  return readFileSync(at("out.csv"), "utf8").trimEnd().split("\n");
}

describe("real bars", () => {
  const GOOG = exampleFile("goog-1m-early-close-2015-12-23_28.csv.gz");

  it("come to what aggregateSessions gives", async () => {
    const text = gunzipSync(readFileSync(GOOG)).toString().trimEnd().split("\n").slice(1);
    const cells = text.map((line) => line.split(","));
    const column = (k: number): Float64Array => Float64Array.from(cells, (row) => Number(row[k]));
    const bars = {
      timestamp: cells.map((row) => row[0] as string),
      open: column(1),
      high: column(2),
      low: column(3),
      close: column(4),
      volume: column(5),
    };
    const expected = aggregateSessions(XNYS, bars);
    const result = await aggregateFile(GOOG, at("goog.parquet"), { exchange: "NASDAQ" });
    expect(await rowsOfParquet(at("goog.parquet"), "* EXCLUDE (first, last), epoch_ms(first) AS first, epoch_ms(last) AS last")).toEqual(
      Array.from(expected.session_date, (day, k) => ({
        session_date: formatDate(day),
        ...Object.fromEntries(["open", "high", "low", "close", "vwap", "change", "return"].map((name) => [name, expected[name]?.[k]])),
        volume: String(expected.volume[k]),
        bars: expected.bars[k],
        ...{ first: String(expected.first[k]), last: String(expected.last[k]) },
      })),
    );
    expect(result).toMatchObject({
      rows: 1091,
      rowsWritten: 3,
      sessions: 3,
      outside: 109,
      first: "2015-12-23",
      last: "2015-12-28",
      calendar: "XNYS",
    });
    expect((await typesOf(at("goog.parquet"))).map(([name, type]) => `${name} ${type}`)).toEqual([
      ...["session_date DATE", "open DOUBLE", "high DOUBLE", "low DOUBLE", "close DOUBLE", "volume BIGINT", "vwap DOUBLE", "bars INTEGER"],
      ...["change DOUBLE", "return DOUBLE", "first TIMESTAMP WITH TIME ZONE", "last TIMESTAMP WITH TIME ZONE"],
    ]);
  });
});

describe("sessions of a file", () => {
  const CSV = `timestamp,open,high,low,close,volume
2024-07-03 13:30,10.00,11,9,10.5,100
2024-07-03 13:29,1,1,1,1,1
2024-07-05 13:30,20,21,19,20.25,
2024-07-03 13:31,10.5,12,10,12,300
`;

  it("are lines in order of time, first and last as the file has them, whole numbers whole", async () => {
    expect(await lines(CSV)).toEqual([
      "session_date,open,high,low,close,volume,vwap,bars,change,return,first,last",
      "2024-07-03,10,12,9,12.0,400,11.041666666666668,2,1.5,0.14285714285714285,2024-07-03 13:30,2024-07-03 13:31",
      "2024-07-05,20,21,19,20.25,0,,1,0.0,0.0,2024-07-05 13:30,2024-07-05 13:30",
    ]);
  });

  it("need a close only", async () => {
    expect(await lines("timestamp,Close\n2024-07-03T13:30:00Z,1.5\n")).toEqual([
      "session_date,close,bars,change,return,first,last",
      "2024-07-03,1.5,1,0.0,0.0,2024-07-03T13:30:00Z,2024-07-03T13:30:00Z",
    ]);
  });

  it("of several symbols have a line for each", async () => {
    const text = "symbol,timestamp,close\nB,2024-07-03T13:30:00Z,1\nA,2024-07-03T13:30:00Z,2\nB,2024-07-05T13:30:00Z,3\n";
    expect((await lines(text)).map((line) => line.split(",").slice(0, 3).join(" "))).toEqual([
      "session_date symbol close",
      "2024-07-03 B 1",
      "2024-07-05 B 3",
      "2024-07-03 A 2",
    ]);
    expect(await aggregateFile(at("in.csv"), at("out.csv"), { calendar: XNYS })).toMatchObject({
      rowsWritten: 3,
      sessions: 2,
      first: "2024-07-03",
    });
    expect(await lines(text, { symbolColumn: null })).toHaveLength(3);
  });

  it("keep types: of symbols, decimals, timestamps; sums have room", async () => {
    const select = `SELECT unnest([7, 9])::USMALLINT AS code, TIMESTAMP_NS '2024-07-03 13:30:00.000000001' AS timestamp, 12.50::DECIMAL(4,2) AS close, 12.50::DECIMAL(4,2) AS high,
      12::FLOAT AS low, 99.5::DECIMAL(4,1) AS volume, 200::UTINYINT AS trades, 1.5::DECIMAL(3,1) AS fee, [1] AS list, 'x' AS tag FROM range(2)`;
    await aggregateFile(await fileOf(at("types.parquet"), select), at("types-out.parquet"), {
      ...{ calendar: XNYS, symbolColumn: "code" },
      columns: { trades: "sum", fee: "max", list: "first", tag: "last" },
    });
    expect((await typesOf(at("types-out.parquet"))).map(([name, type]) => `${name} ${type}`)).toEqual([
      ...[
        "session_date DATE",
        "code USMALLINT",
        "high DECIMAL(4,2)",
        "low FLOAT",
        "close DECIMAL(4,2)",
        "volume DECIMAL(38,1)",
        "vwap DOUBLE",
      ],
      ...["bars INTEGER", "change DOUBLE", "return DOUBLE", "first TIMESTAMP_NS", "last TIMESTAMP_NS"],
      ...["trades BIGINT", "fee DECIMAL(3,1)", "list INTEGER[]", "tag VARCHAR"],
    ]);
    const [row] = await rowsOfParquet(at("types-out.parquet"));
    expect(row).toMatchObject({
      code: 7,
      volume: "199.0",
      trades: "400",
      fee: "1.5",
      list: [1],
      tag: "x",
      first: "2024-07-03 13:30:00.000000001",
    });
  });

  it("have the first and last value of a further column that there are, as it is written", async () => {
    const rows = ["2024-07-03T13:30:00Z,1,,5", "2024-07-03T13:31:00Z,1,07,6", "2024-07-03T13:32:00Z,1,x y,", "2024-07-03T13:33:00Z,1,,4.5"];
    const text = `timestamp,close,tag,n\n${rows.join("\n")}\n`;
    const columns = (tag: "first" | "last", n: "sum" | "max" | "min") => ({ columns: { tag, n } });
    expect((await lines(text, columns("first", "sum")))[1]).toMatch(/,07,15\.5$/);
    expect((await lines(text, columns("last", "max")))[1]).toMatch(/,x y,6$/);
    expect((await lines(text, columns("last", "min")))[1]).toMatch(/,x y,4\.5$/);
  });

  it("may be none", async () => {
    expect(await lines("timestamp,close,volume\n", { price: "close" })).toEqual([
      "session_date,close,volume,vwap,bars,change,return,first,last",
    ]);
  });

  it("are refused with the row where something is wrong", async () => {
    await expect(lines(CSV, { outside: "error" })).rejects.toThrow(/^Row 2: 2024-07-03T09:29:00-04:00 /);
    await expect(lines(CSV.replace("12,300", "twelve,300"))).rejects.toThrow(
      /^Row 4: expected close to be a number, or nothing, got "twelve"/,
    );
    await expect(lines(CSV.replace("12,300", "12,-300"))).rejects.toThrow(/^Row 4 at 2024-07-03T/);
    await expect(lines(CSV, { columns: { volume: "sum" } })).rejects.toThrow(/"volume" is one that every session has/);
    await expect(lines(CSV, { columns: { oi: "sum" } })).rejects.toThrow(/"oi"/);
    await expect(lines("timestamp,close,volume\n2024-07-03T13:30:00Z,1,1\n")).rejects.toThrow(
      /^Columns are timestamp, close, volume; no price column "high"/,
    );
    await expect(lines("timestamp,open\n2024-07-03T13:30:00Z,1\n")).rejects.toMatchObject({ code: "MISSING_COLUMN" });
    expect(namesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
