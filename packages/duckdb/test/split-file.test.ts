import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fc, test } from "@fast-check/vitest";
import { assignSessions, NO_SESSION, parseDate } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { addSplitsToFile, type FileSplit, sessionsOfFile, timesOfFile } from "@openbell/duckdb";
import { describe, expect, it } from "vitest";
import { exampleFile, fileOf, namesIn, query, rowsOfParquet, temporaryFolder, typesOf } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");
const bars = gunzipSync(readFileSync(ES)).toString().trimEnd().split("\n");
const stamps = bars.slice(1).map((line) => line.slice(0, line.indexOf(",")));

/** A Parquet file of one column `session_date`, from values in SQL. */
const sessionFile = (values: readonly string[], type: string): Promise<string> =>
  fileOf(
    at("sessions.parquet"),
    `SELECT s::${type} AS session_date FROM (VALUES ${values.map((value, k) => `(${k}, ${value})`).join(", ")}) t(k, s) ORDER BY k`,
  );

const refusal = async (work: Promise<unknown>): Promise<unknown> => {
  const { code, message, details } = (await work.catch((error: unknown) => error)) as { code: string; message: string; details: object };
  return { code, message, details };
};

describe("sessionsOfFile", () => {
  it("assigns what assignSessions does", async () => {
    const { rows, sessions, calendar, columns } = await sessionsOfFile(ES, { exchange: "CME", product: "equity" });
    expect(sessions).toEqual(assignSessions(CME_EQUITY, stamps));
    expect({ rows, calendar, columns }).toEqual({ rows: 6826, calendar: "CME_EQUITY", columns: bars[0]?.split(",") });
  });

  const DAYS = Int32Array.of(parseDate("2024-06-03"), NO_SESSION, parseDate("1969-12-31"));
  it.each([
    ["dates", "DATE", ["'2024-06-03'", "NULL", "'1969-12-31'"], DAYS],
    ["instants at midnight", "TIMESTAMP", ["'2024-06-03'", "NULL", "'1969-12-31 00:00:00'"], DAYS],
    ["instants at midnight in UTC", "TIMESTAMPTZ", ["'2024-06-03 02:00:00+02'", "NULL", "'1969-12-31 00:00:00+00'"], DAYS],
    ["nanoseconds at midnight", "TIMESTAMP_NS", ["'2024-06-03'", "NULL", "'1969-12-31'"], DAYS],
    ["whole numbers", "BIGINT", ["7", "NULL", "-9007199254740991"], Float64Array.of(7, Number.NaN, -9007199254740991)],
    ["unsigned numbers", "UBIGINT", ["7", "NULL", "0"], Float64Array.of(7, Number.NaN, 0)],
    ["doubles", "DOUBLE", ["7.5::DOUBLE", "'NaN'::DOUBLE", "NULL"], Float64Array.of(7.5, Number.NaN, Number.NaN)],
    ["decimals", "DECIMAL(9, 1)", ["7.5", "NULL", "0"], Float64Array.of(7.5, Number.NaN, 0)],
    ["names", "VARCHAR", ["'b '", "''", "NULL", "'2024-06-03'"], ["b", null, null, "2024-06-03"]],
  ])("reads %s", async (_, type, values, expected) => {
    const { rows, sessions, calendar } = await sessionsOfFile(await sessionFile(values, type));
    expect(sessions).toEqual(expected);
    expect({ rows, calendar }).toEqual({ rows: values.length, calendar: null });
  });

  it("reads CSV: dates as dates, in files of more than one piece", async () => {
    const days = Array.from({ length: 5000 }, (_, row) => (row % 7 === 0 ? "" : `2024-0${1 + (row % 9)}-10`));
    writeFileSync(at("in.csv"), `day,close\n${days.map((day) => `${day},1`).join("\n")}\n`);
    const { sessions } = await sessionsOfFile(at("in.csv"), { sessionColumn: "day" });
    expect(sessions).toEqual(Int32Array.from(days, (day) => (day === "" ? NO_SESSION : parseDate(day))));
  });

  it("takes what is no date after thousands of dates for a name", async () => {
    const days = [...Array.from({ length: 30_000 }, () => "2024-06-03"), "overnight"];
    writeFileSync(at("in.csv"), `session_date\n${days.join("\n")}\n`);
    expect((await sessionsOfFile(at("in.csv"))).sessions).toEqual(days);
  });

  it("refuses what tells no session, with the row", async () => {
    const found = (values: string[], type: string): Promise<unknown> =>
      refusal(sessionFile(values, type).then((path) => sessionsOfFile(path)));
    expect(await found(["'2024-06-03'", "'2024-06-03 14:30:00'"], "TIMESTAMP")).toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/^Row 2: expected session_date to be a date, .* got "2024-06-03 14:30:00"\./),
      details: { index: 1, row: 2 },
    });
    expect(await found(["1", "9007199254740993", "2"], "BIGINT")).toMatchObject({ details: { row: 2 } });
    const many = Array.from({ length: 5000 }, (_, row) => (row === 4321 ? "9007199254740993" : "1"));
    expect(await found(many, "BIGINT")).toMatchObject({ details: { index: 4321, row: 4322 } });
    expect(await found(["-9223372036854775808"], "BIGINT")).toMatchObject({ details: { row: 1 } });
    expect(await found(["true"], "BOOLEAN")).toMatchObject({ message: expect.stringMatching(/^Column "session_date" is BOOLEAN; /) });
    expect(await refusal(sessionsOfFile(ES))).toMatchObject({ code: "MISSING_COLUMN", details: { name: "session_date" } });
    expect(await refusal(sessionsOfFile(ES, { calendar: "XNYS", sessionColumn: "s" }))).toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  it("tells the first row outside every session, of all pieces", async () => {
    const rows = [...Array.from({ length: 4000 }, () => "2024-07-03T13:30:00Z"), "2024-07-03T21:00:00Z", "2024-07-04T14:00:00Z"];
    writeFileSync(at("in.csv"), `timestamp\n${rows.join("\n")}\n`);
    expect(await refusal(sessionsOfFile(at("in.csv"), { calendar: "XNYS", outside: "error" }))).toMatchObject({
      code: "OUTSIDE_SESSION",
      message: expect.stringMatching(/^Row 4001: /),
      details: { index: 4000, row: 4001 },
    });
    const { sessions } = await sessionsOfFile(at("in.csv"), { calendar: "XNYS" });
    expect(Array.from(sessions as Int32Array).slice(3999)).toEqual([parseDate("2024-07-03"), NO_SESSION, NO_SESSION]);
  });

  it("stops with the reason of the signal", async () => {
    const reason = new Error("enough");
    await expect(sessionsOfFile(ES, { calendar: "XNYS", signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const stop = new AbortController();
    const late = sessionsOfFile(ES, { calendar: "XNYS", signal: stop.signal, onProgress: () => stop.abort(reason) });
    await expect(late).rejects.toBe(reason);
  });
});

describe("timesOfFile", () => {
  it("reads a column of timestamps in the order of rows", async () => {
    const { rows, times } = await timesOfFile(ES);
    expect(rows).toBe(6826);
    expect(times).toEqual(Float64Array.from(stamps, (stamp) => Date.parse(stamp)));
  });

  it("has NaN where there is none, and reads zone-less text as it is told", async () => {
    writeFileSync(at("in.csv"), "end\n2024-07-03 09:30\n\n2024-12-03 09:30\n".replace("\n\n", '\n""\n'));
    const { times } = await timesOfFile(at("in.csv"), { timestampColumn: "end", sourceTimeZone: "America/New_York" });
    expect(Array.from(times)).toEqual([Date.parse("2024-07-03T13:30Z"), Number.NaN, Date.parse("2024-12-03T14:30Z")]);
  });
});

const split = (train: number[], testing: number[]): FileSplit => ({ train: { ranges: train }, test: { ranges: testing } });

describe("addSplitsToFile", () => {
  it("keeps text and rows of CSV and adds a column a split", async () => {
    writeFileSync(at("in.csv"), "a,SPLIT_1,b\n1.50,x,\n02,y,2024\n3,z,\n4,,\n");
    const result = await addSplitsToFile(at("in.csv"), at("out.csv"), [split([0, 1, 2, 3], [3, 4]), split([], [0, 4])], {
      rows: 4,
      holdOut: split([0, 2], [3, 4]),
    });
    expect(readFileSync(at("out.csv"), "utf8")).toBe(
      "a,b,split_1,split_2,hold_out\n1.50,,train,test,train\n02,2024,,test,train\n3,,train,test,\n4,,test,test,test\n",
    );
    expect(result).toEqual({ rows: 4, columns: ["split_1", "split_2", "hold_out"], replaced: ["SPLIT_1"] });
  });

  it("keeps the types of Parquet", async () => {
    const input = await fileOf(at("in.parquet"), "SELECT 1::DECIMAL(9, 2) AS price, TIMESTAMPTZ '2024-06-03 13:30:00+00' AS timestamp");
    await addSplitsToFile(input, at("out.parquet"), [split([0, 1], [])], { rows: 1 });
    expect(await typesOf(at("out.parquet"))).toEqual([
      ["price", "DECIMAL(9,2)"],
      ["timestamp", "TIMESTAMP WITH TIME ZONE"],
      ["split_1", "VARCHAR"],
    ]);
  });

  const ROWS = 40;
  /** Disjoint train and test rows, as a role for each row. */
  const roles = fc.array(fc.constantFrom(null, "train", "test"), { minLength: ROWS, maxLength: ROWS });
  const rangesOf = (of: readonly (string | null)[], role: string): number[] =>
    of
      .flatMap((each, row) => (each === role ? [row, row + 1] : []))
      .filter((bound, k, all) => bound !== all[k - 1] && bound !== all[k + 1]);

  test.prop([fc.oneof(fc.array(roles, { minLength: 1, maxLength: 5 }), fc.array(roles, { minLength: 29, maxLength: 34 }))], {
    numRuns: 15,
  })("writes any roles of any number of splits", async (all) => {
    const input = await fileOf(at("any.parquet"), `SELECT i AS row FROM range(${ROWS}) t(i)`);
    const splits = all.map((of) => split(rangesOf(of, "train"), rangesOf(of, "test")));
    await addSplitsToFile(input, at("any-out.parquet"), splits, { rows: ROWS });
    const written = await rowsOfParquet(at("any-out.parquet"));
    expect(written.map((row) => Number(row["row"]))).toEqual(Array.from({ length: ROWS }, (_, row) => row));
    for (const [k, of] of all.entries()) expect(written.map((row) => row[`split_${k + 1}`])).toEqual(of);
  });

  it("writes the same in files of many pieces", async () => {
    const input = await fileOf(at("many.parquet"), "SELECT i AS row FROM range(300000) t(i)");
    await addSplitsToFile(input, at("many-out.parquet"), [split([10, 200_000], [200_000, 299_999])], { rows: 300_000 });
    const runs = await query(
      `SELECT split_1 AS role, count(*)::INT AS rows, min(row)::INT AS first FROM '${at("many-out.parquet")}' GROUP BY ALL ORDER BY first`,
    );
    expect(runs).toEqual([
      { role: null, rows: 11, first: 0 },
      { role: "train", rows: 199_990, first: 10 },
      { role: "test", rows: 99_999, first: 200_000 },
    ]);
  });

  it("begins anew with a file whose types do not hold", async () => {
    writeFileSync(at("late.csv"), `a\n${Array.from({ length: 60_000 }, (_, row) => (row < 59_000 ? row : `row ${row}`)).join("\n")}\n`);
    await addSplitsToFile(at("late.csv"), at("late.parquet"), [split([0, 10, 20, 30], [40, 60_000])], { rows: 60_000 });
    const written = await rowsOfParquet(at("late.parquet"));
    expect(written.slice(0, 41).map((row) => row["split_1"])).toEqual(
      Array.from({ length: 41 }, (_, row) => (row < 10 || (row >= 20 && row < 30) ? "train" : row < 40 ? null : "test")),
    );
    expect(written.at(-1)).toEqual({ a: "row 59999", split_1: "test" });
  });

  it("refuses splits of other rows, and leaves what was there", async () => {
    writeFileSync(at("in.csv"), "a\n1\n2\n");
    writeFileSync(at("kept.csv"), "kept");
    const refused = (splits: FileSplit[], rows: number): Promise<unknown> =>
      refusal(addSplitsToFile(at("in.csv"), at("kept.csv"), splits, { rows }));
    expect(await refused([split([0, 1], [])], 3)).toMatchObject({
      code: "INVALID_FOLDS",
      details: { path: "rows", expected: 3, found: 2 },
    });
    expect(await refused([split([0, 1], [])], 1)).toMatchObject({
      code: "INVALID_FOLDS",
      details: { path: "rows", expected: 1, found: 2 },
    });
    expect(await refused([split([], []), split([0, 3], [])], 2)).toMatchObject({
      code: "INVALID_FOLDS",
      details: { path: "split_2.train" },
    });
    expect(await refused([split([], [1, 2, 0, 1])], 2)).toMatchObject({ details: { path: "split_1.test" } });
    expect(await refused([split([1, 1], [])], 2)).toMatchObject({ details: { path: "split_1.train" } });
    expect(await refused([split([0], [])], 2)).toMatchObject({ details: { path: "split_1.train" } });
    expect(await refused([split([0, 1], [0, 2])], 2)).toMatchObject({ message: expect.stringContaining("row 0, which is in both") });
    writeFileSync(at("in.csv"), "a\n1\n2\n3\n4\n");
    const late = split([0, 1, 3, 4], [1, 2, 3, 4]);
    expect(await refused([late], 4)).toMatchObject({ message: expect.stringContaining("row 3, which is in both") });
    writeFileSync(at("in.csv"), "a\n1\n2\n");
    expect(await refused([split([0, 2], [1, 2])], 2)).toMatchObject({ message: expect.stringContaining("row 1, which is in both") });
    expect(readFileSync(at("kept.csv"), "utf8")).toBe("kept");
    expect(namesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
