import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { timeZone } from "@openbell/core";
import { XNYS } from "@openbell/core/calendars/xnys";
import { XTKS } from "@openbell/core/calendars/xtks";
import { type AssignFileOptions, type AssignFileResult, assignSessionsToFile } from "@openbell/duckdb";
import { describe, expect, it } from "vitest";
import { fileOf, rowsOfParquet, sessionDates, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

/** 09:29, 09:30 and 16:00 in New York on 2024-01-08: before, in and after the session. */
const DAY = ["2024-01-08 14:29:00", "2024-01-08 14:30:00", "2024-01-08 21:00:00"];
const EXPECTED = [null, "2024-01-08", null];

async function assignColumn(
  expression: string,
  options: AssignFileOptions = {},
  rows: readonly string[] = DAY,
): Promise<AssignFileResult & { dates: (string | null)[] }> {
  const list = `[${rows.map((row) => `'${row}'`).join(", ")}]`;
  const input = await fileOf(at("column.parquet"), `SELECT ${expression} AS timestamp FROM (SELECT unnest(${list}) AS t)`);
  const result = await assignSessionsToFile(input, at("column-out.parquet"), { calendar: XNYS, ...options });
  return { ...result, dates: await sessionDates(at("column-out.parquet")) };
}

describe("every type of timestamp column", () => {
  it.each(["TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"])("%s without a zone is UTC, and that is said", async (type) => {
    const { dates, notes } = await assignColumn(`t::${type}`);
    expect(dates).toEqual(EXPECTED);
    expect(notes).toEqual(['Timestamps in "timestamp" have no zone: read as UTC, the default.']);
  });

  it.each(["TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_NS", "VARCHAR"])("%s without a zone is read in the zone that is given", async (type) => {
    const local = ["2024-01-08 09:29:59.999", "2024-01-08 09:30:00", "2024-07-08 09:29:00", "2024-07-08 09:30:00"];
    const { dates } = await assignColumn(`t::${type}`, { sourceTimeZone: "America/New_York" }, local);
    expect(dates).toEqual([null, "2024-01-08", null, "2024-07-08"]);
  });

  it("TIMESTAMPTZ states its zone, and a given one is not used", async () => {
    expect((await assignColumn("t::TIMESTAMPTZ")).dates).toEqual(EXPECTED);
    const { dates, notes } = await assignColumn("t::TIMESTAMPTZ", { sourceTimeZone: "Asia/Tokyo" });
    expect(dates).toEqual(EXPECTED);
    expect(notes.join()).toMatch(/state their zone: Asia\/Tokyo is not used/);
  });

  it("a nanosecond before the open is before the open, one after the close after it", async () => {
    const edges = [
      "2024-01-08 14:29:59.999999999",
      "2024-01-08 14:30:00.000000000",
      "2024-01-08 20:59:59.999999999",
      "2024-01-08 21:00:00.000000001",
    ];
    expect((await assignColumn("t::TIMESTAMP_NS", {}, edges)).dates).toEqual([null, "2024-01-08", "2024-01-08", null]);
    expect((await assignColumn("t::TIMESTAMP_NS", { barLabel: "end" }, edges)).dates).toEqual([null, null, "2024-01-08", null]);
  });

  it("bars stamped at their end belong to (open, close]", async () => {
    expect((await assignColumn("t::TIMESTAMPTZ", { barLabel: "end" })).dates).toEqual([null, null, "2024-01-08"]);
  });

  it.each([
    ["seconds", "epoch(t::TIMESTAMP)::BIGINT"],
    ["seconds", "epoch(t::TIMESTAMP)::INTEGER"],
    ["seconds", "epoch(t::TIMESTAMP)::DOUBLE + 0.25"],
    ["seconds", "(epoch(t::TIMESTAMP) + 0.25)::DECIMAL(18,3)"],
    ["milliseconds", "epoch_ms(t::TIMESTAMP)"],
    ["milliseconds", "epoch_ms(t::TIMESTAMP)::DOUBLE"],
    ["microseconds", "epoch_us(t::TIMESTAMP)"],
    ["nanoseconds", "epoch_ns(t::TIMESTAMP)"],
    ["nanoseconds", "epoch_ns(t::TIMESTAMP)::UBIGINT"],
  ])("epoch %s as %s are told by their size, and that is said", async (unit, expression) => {
    const { dates, notes } = await assignColumn(expression);
    expect(dates).toEqual(EXPECTED);
    expect(notes).toEqual([`Column "timestamp" is read as epoch ${unit}, by the size of its numbers.`]);
  });

  it("a unit that is given is taken, and nothing is said", async () => {
    const { notes, summary } = await assignColumn("epoch_ms(t::TIMESTAMP)", { unit: "us" });
    expect(notes).toEqual([]);
    expect(summary.assigned).toBe(0);
  });

  it("text is read with offset, zone and without seconds, mixed as it may be", async () => {
    const texts = [
      "2024-01-08T14:30:00Z",
      "2024-01-08T09:30-05:00",
      "2024-01-08T23:30:00+09:00",
      "2024-01-08T09:30:00-05:00[America/New_York]",
      "2024-01-08 14:29:59.9",
    ];
    expect((await assignColumn("t", {}, texts)).dates).toEqual(["2024-01-08", "2024-01-08", "2024-01-08", "2024-01-08", null]);
  });

  it("an offset that first appears far below is not lost, though DuckDB's own reader would leave it out", async () => {
    const rows = Array.from({ length: 25_000 }, () => "2024-01-08 15:00:00,1");
    rows[24_000] = "2024-01-08 15:00:00+02:00,1";
    writeFileSync(at("mixed.csv"), `timestamp,v\n${rows.join("\n")}\n`);
    for (const output of ["mixed-out.csv", "mixed-out.parquet"]) {
      const { summary } = await assignSessionsToFile(at("mixed.csv"), at(output), { calendar: XNYS });
      expect(summary).toMatchObject({ rows: 25_000, assigned: 24_999, outside: [{ reason: "before-open", rows: 1 }] });
    }
    const [row] = await rowsOfParquet(at("mixed-out.parquet"), "max(timestamp) AS latest");
    expect(row).toEqual({ latest: "2024-01-08 15:00:00+02:00" });
  });

  it("dates are labels of days", async () => {
    const days = ["2024-01-05", "2024-01-06", "2024-01-08"];
    for (const type of ["DATE", "VARCHAR"]) {
      const { dates, notes } = await assignColumn(`t::${type}`, {}, days);
      expect(dates).toEqual(["2024-01-05", null, "2024-01-08"]);
      expect(notes).toEqual(['Column "timestamp" holds dates: they are taken as labels of days.']);
    }
  });

  it("midnights of the exchange's own zone are labels of its own dates on request", async () => {
    const midnights = ["2024-01-08 15:00:00", "2024-01-09 15:00:00"];
    const { dates } = await assignColumn("t::TIMESTAMPTZ", { calendar: XTKS, frequency: "daily" }, midnights);
    expect(dates).toEqual(["2024-01-09", "2024-01-10"]);
  });

  it("clock changes are resolved as Temporal's compatible does", async () => {
    const zone = timeZone("America/New_York");
    const locals = ["2024-03-10 02:30:00", "2024-11-03 01:30:00", "2024-11-03 02:00:00"];
    const input = await fileOf(at("dst.parquet"), `SELECT unnest([${locals.map((t) => `TIMESTAMP '${t}'`).join(", ")}]) AS timestamp`);
    const { summary } = await assignSessionsToFile(input, at("dst-out.parquet"), { calendar: "24/7", sourceTimeZone: "America/New_York" });
    expect(summary.assigned).toBe(3);
    expect(locals.map((t) => new Date(zone.instantOf(Date.parse(`${t}Z`))).toISOString())).toEqual([
      "2024-03-10T07:30:00.000Z",
      "2024-11-03T05:30:00.000Z",
      "2024-11-03T07:00:00.000Z",
    ]);
  });

  it("rows without a timestamp have no session and are counted", async () => {
    for (const type of ["TIMESTAMPTZ", "TIMESTAMP_NS", "VARCHAR"]) {
      const { dates, summary } = await assignColumn(`CASE WHEN t LIKE '%14:29%' THEN NULL ELSE t::${type} END`);
      expect(dates).toEqual(EXPECTED);
      expect(summary.outside).toContainEqual({ reason: "no-timestamp", rows: 1 });
    }
  });

  it("other types are refused by name", async () => {
    await expect(assignColumn("true")).rejects.toMatchObject({
      code: "INVALID_TIMESTAMP",
      message: expect.stringMatching(/^Column "timestamp" is BOOLEAN/),
    });
  });

  it("a zone nobody knows is refused by name", async () => {
    await expect(assignColumn("t::TIMESTAMP", { sourceTimeZone: "Mars/Olympus" })).rejects.toMatchObject({ code: "UNKNOWN_TIME_ZONE" });
  });
});

describe("columns that cannot be read", () => {
  it("a unit that changes midway is refused with the first such row", async () => {
    const input = await fileOf(
      at("units.parquet"),
      "SELECT CASE WHEN i < 300000 THEN epoch_ms(TIMESTAMP '2024-12-31' + INTERVAL (i) SECOND) ELSE epoch_us(TIMESTAMP '2025-01-01' + INTERVAL (i) SECOND) END AS open_time FROM range(600000) t(i)",
    );
    await expect(
      assignSessionsToFile(input, at("never.parquet"), { calendar: "24/7", timestampColumn: "open_time" }),
    ).rejects.toMatchObject({
      code: "MIXED_UNITS",
      message: expect.stringMatching(/^Row 300001: column "open_time" changes from epoch milliseconds to microseconds/),
    });
  });

  it("so it is in CSV", async () => {
    writeFileSync(at("units.csv"), "timestamp,v\n1735603200000,1\n1735689600000000,2\n");
    await expect(assignSessionsToFile(at("units.csv"), at("never.csv"), { calendar: "24/7" })).rejects.toThrow(
      /^Row 2: .*milliseconds to microseconds/,
    );
  });

  it("numbers that read as dates are no epochs", async () => {
    const input = await fileOf(at("yyyymmdd.parquet"), "SELECT 20240108 AS timestamp");
    await expect(assignSessionsToFile(input, at("never.parquet"), { calendar: XNYS })).rejects.toThrow(/20240108, which read as dates/);
  });

  it.each(["csv", "parquet"])("text that is no timestamp is named with its row, far below, into %s", async (format) => {
    const rows = Array.from({ length: 25_000 }, () => "2024-01-08T15:00:00Z,1");
    // DuckDB's own reader makes NULL of such text in a column of instants, without a word.
    rows[24_000] = "yesterday,1";
    writeFileSync(at("bad.csv"), `timestamp,v\n${rows.join("\n")}\n`);
    await expect(assignSessionsToFile(at("bad.csv"), at(`never.${format}`), { calendar: XNYS })).rejects.toMatchObject({
      code: "INVALID_TIMESTAMP",
      message: expect.stringMatching(/^Row 24001: .*"yesterday"/),
    });
  });

  it("text among epoch numbers is named with its row", async () => {
    const rows = Array.from({ length: 25_000 }, (_, i) => String(1_704_726_000_000 + i));
    rows[23_000] = "n/a";
    writeFileSync(at("bad-epoch.csv"), `timestamp\n${rows.join("\n")}\n`);
    await expect(assignSessionsToFile(at("bad-epoch.csv"), at("never.csv"), { calendar: XNYS })).rejects.toThrow(/^Row 23001: .*"n\/a"/);
  });

  it("a date whose order of day and month is a guess is refused", async () => {
    for (const text of ["01/02/2024", "13.01.2024 10:00", "20240108 09:30"]) {
      writeFileSync(at("order.csv"), `timestamp,v\n${text},1\n`);
      for (const output of ["never.csv", "never.parquet"])
        await expect(assignSessionsToFile(at("order.csv"), at(output), { calendar: XNYS })).rejects.toMatchObject({
          code: "INVALID_TIMESTAMP",
          message: expect.stringContaining(`Row 1: `),
        });
    }
  });

  it("a column that is not there is named beside those that are", async () => {
    writeFileSync(at("columns.csv"), "datetime,open,close\n2024-01-08T15:00:00Z,1,2\n");
    await expect(assignSessionsToFile(at("columns.csv"), at("never.csv"), { calendar: XNYS })).rejects.toMatchObject({
      code: "MISSING_COLUMN",
      message: 'Columns are datetime, open, close; no timestamp column "timestamp"',
    });
  });

  it("the column that is written is not the one that is read", async () => {
    const input = await fileOf(at("self.parquet"), "SELECT TIMESTAMPTZ '2024-01-08' AS session_date");
    await expect(
      assignSessionsToFile(input, at("never.parquet"), { calendar: XNYS, timestampColumn: "session_date" }),
    ).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  it("rows of a CSV file that do not fit its columns are an error of the file", async () => {
    writeFileSync(at("ragged.csv"), `timestamp,a\n${"2024-01-08T15:00:00Z,1\n".repeat(25_000)}2024-01-08T15:00:00Z,1,2,3\n`);
    await expect(assignSessionsToFile(at("ragged.csv"), at("never.csv"), { calendar: XNYS })).rejects.toMatchObject({
      code: "FILE_NOT_READABLE",
    });
  });
});
