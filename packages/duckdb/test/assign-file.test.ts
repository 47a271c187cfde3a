import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { assignSessions, formatDate, NO_SESSION } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { XNYS } from "@openbell/core/calendars/xnys";
import { assignSessionsToFile, inspectFile } from "@openbell/duckdb";
import { describe, expect, it } from "vitest";
import { exampleFile, fileOf, namesIn, query, rowsOfParquet, sessionDates, temporaryFolder, typesOf } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

describe("real bars", () => {
  const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");
  const lines = gunzipSync(readFileSync(ES)).toString().trimEnd().split("\n");
  const expected = Array.from(
    assignSessions(
      CME_EQUITY,
      lines.slice(1).map((line) => line.split(",")[0] as string),
    ),
    (day) => (day === NO_SESSION ? "" : formatDate(day)),
  );

  it("keeps the text of every CSV column and appends the session date", async () => {
    const output = at("es.csv.gz");
    const result = await assignSessionsToFile(ES, output, { exchange: "CME", product: "ES" });
    const written = gunzipSync(readFileSync(output)).toString().trimEnd().split("\n");
    expect(written).toEqual(lines.map((line, i) => `${line},${i === 0 ? "session_date" : expected[i - 1]}`));
    expect(result.summary).toMatchObject({ rows: lines.length - 1, sessions: 5, first: "2013-10-07", last: "2013-10-11" });
    expect(result.calendar).toBe("CME_EQUITY");
  });

  it("writes typed Parquet from CSV, the session date as DATE", async () => {
    const output = at("es.parquet");
    await assignSessionsToFile(ES, output, { calendar: CME_EQUITY });
    expect(await typesOf(output)).toEqual([
      ["timestamp", "TIMESTAMP WITH TIME ZONE"],
      ["open", "DOUBLE"],
      ["high", "DOUBLE"],
      ["low", "DOUBLE"],
      ["close", "DOUBLE"],
      ["volume", "BIGINT"],
      ["session_date", "DATE"],
    ]);
    expect((await sessionDates(output)).map((date) => date ?? "")).toEqual(expected);
  });

  it("counts the rows outside sessions by reason, the event named", async () => {
    const { summary } = await assignSessionsToFile(exampleFile("goog-1m-early-close-2015-12-23_28.csv.gz"), at("goog.csv"), {
      exchange: "NASDAQ",
    });
    const earlyClose = summary.outside.find(({ reason }) => reason === "early-close");
    expect(earlyClose?.name).toMatch(/Christmas/);
    expect(earlyClose?.rows).toBeGreaterThan(0);
    expect(summary.outside.reduce((sum, { rows }) => sum + rows, summary.assigned)).toBe(summary.rows);
  });

  it("says which calendar an exchange came to and what else there is", async () => {
    const { notes, calendar } = await assignSessionsToFile(ES, at("es-default.csv"), { exchange: "CME" });
    expect(calendar).toBe("CME_CRYPTO");
    expect(notes.join("\n")).toMatch(/CME covers several calendars; took CME_CRYPTO.*CME_EQUITY/);
  });

  it("explains a wrong calendar and names a better one", async () => {
    const { diagnosis } = await assignSessionsToFile(ES, at("es-tokyo.csv"), { calendar: "XHKG" });
    expect(diagnosis?.rows).toBe(lines.length - 1);
    expect(diagnosis?.message).toMatch(/Under [A-Z_/0-9]+, \d+ % of a sample of the rows have a session/);
  });
});

describe("rows and columns", () => {
  it("keeps columns of any type", async () => {
    const select = `SELECT TIMESTAMPTZ '2024-01-08 15:00:00+00' AS timestamp, 1::UTINYINT AS u8, 12.50::DECIMAL(9,2) AS price, [1, 2] AS list, {'a': 1, 'b': 'x'} AS struct,
      'ab'::BLOB AS bytes, TIME '09:30:00' AS clock, uuid() AS id, INTERVAL 1 DAY AS span, true AS flag, TIMESTAMP_NS '2024-01-08 15:00:00.123456789' AS ns, NULL::INTEGER AS nothing,
      MAP {'k': 1.5} AS map, DATE '2024-01-08' AS day, -1::BIGINT AS big FROM range(10)`;
    const input = await fileOf(at("types.parquet"), select);
    const output = at("types-out.parquet");
    await assignSessionsToFile(input, output, { calendar: XNYS });
    expect(await typesOf(output)).toEqual([...(await typesOf(input)), ["session_date", "DATE"]]);
    expect(await rowsOfParquet(output, "* EXCLUDE (session_date)")).toEqual(await rowsOfParquet(input));
  });

  it("keeps the order of rows in a file of many row groups", async () => {
    const input = await fileOf(
      at("many.parquet"),
      "SELECT i, TIMESTAMP '2024-01-02' + INTERVAL (hash(i) % 500000) MINUTE AS timestamp FROM range(700000) t(i)",
    );
    for (const outside of ["null", "drop", "next"] as const) {
      const output = at(`many-${outside}.parquet`);
      const { rowsWritten, summary } = await assignSessionsToFile(input, output, { calendar: "CME_Equity", outside });
      const [check] = await query(
        `SELECT count(*) AS rows, count(*) FILTER (i < before) AS inversions, count(*) FILTER (session_date IS NULL) AS nulls
         FROM (SELECT i, session_date, lag(i) OVER () AS before FROM '${output}')`,
      );
      expect(check).toMatchObject({ rows: String(rowsWritten), inversions: "0" });
      expect(summary.rows).toBe(700_000);
      expect(rowsWritten).toBe(outside === "drop" ? summary.assigned : 700_000);
      expect(check?.["nulls"]).toBe(outside === "null" ? String(700_000 - summary.assigned) : "0");
    }
  });

  it("counts every row of columns whose values repeat", async () => {
    const input = await fileOf(
      at("repeat.parquet"),
      "SELECT '2024-01-08T15:00:0' || (i % 3) || 'Z' AS text, TIMESTAMPTZ '2024-01-08 15:00:00+00' AS constant FROM range(50000) t(i)",
    );
    for (const timestampColumn of ["text", "constant"])
      expect((await assignSessionsToFile(input, at("repeat-out.parquet"), { calendar: XNYS, timestampColumn })).summary.rows).toBe(50_000);
  });

  it("replaces a session_date that is there, whatever its case, and says so", async () => {
    const input = await fileOf(at("old.parquet"), "SELECT 'x' AS Session_Date, TIMESTAMPTZ '2024-01-08 15:00:00+00' AS timestamp, 1 AS v");
    const { replaced } = await assignSessionsToFile(input, at("new.parquet"), { calendar: XNYS });
    expect(replaced).toBe(true);
    expect(await rowsOfParquet(at("new.parquet"), "v, session_date")).toEqual([{ v: 1, session_date: "2024-01-08" }]);
    expect((await typesOf(at("new.parquet"))).map(([name]) => name)).toEqual(["timestamp", "v", "session_date"]);
  });

  it("overwrites its input when asked to", async () => {
    const input = await fileOf(at("inplace.parquet"), "SELECT TIMESTAMPTZ '2024-01-08 15:00:00+00' AS timestamp FROM range(3)");
    await assignSessionsToFile(input, input, { calendar: XNYS });
    expect(await sessionDates(input)).toEqual(["2024-01-08", "2024-01-08", "2024-01-08"]);
  });

  it("takes names that look like code, patterns or our own", async () => {
    const strange = `we"ird, 'col' [x]`;
    const input = await fileOf(
      at("it's a[1]*?.parquet"),
      `SELECT TIMESTAMPTZ '2024-01-08 15:00:00+00' AS "${strange.replaceAll('"', '""')}", 1 AS openbell_session_1, 2 AS openbell_session_2, 3 AS day`,
    );
    await assignSessionsToFile(input, at("o'ut[2]*.parquet"), { calendar: XNYS, timestampColumn: strange });
    const [row] = await rowsOfParquet(at("o'ut[[]2][*].parquet"));
    expect(Object.keys(row ?? {})).toEqual([strange, "openbell_session_1", "openbell_session_2", "day", "session_date"]);
    expect(row).toMatchObject({ openbell_session_1: 1, openbell_session_2: 2, day: 3, session_date: "2024-01-08" });
  });

  it("does not take the name of a folder for a column", async () => {
    const { mkdirSync } = await import("node:fs");
    mkdirSync(at("symbol=ES"));
    writeFileSync(at("symbol=ES/a.csv"), "timestamp,v\n2024-01-08T15:00:00Z,1\n");
    await assignSessionsToFile(at("symbol=ES/a.csv"), at("symbol=ES/b.csv"), { calendar: XNYS });
    expect(readFileSync(at("symbol=ES/b.csv"), "utf8")).toBe("timestamp,v,session_date\n2024-01-08T15:00:00Z,1,2024-01-08\n");
  });

  it("takes files without rows", async () => {
    writeFileSync(at("header.csv"), "timestamp,open\n");
    expect((await assignSessionsToFile(at("header.csv"), at("header-out.csv"), { calendar: XNYS })).summary).toMatchObject({
      rows: 0,
      first: null,
    });
    expect(readFileSync(at("header-out.csv"), "utf8")).toBe("timestamp,open,session_date\n");
    const input = await fileOf(at("empty.parquet"), "SELECT TIMESTAMPTZ '2024-01-08' AS timestamp WHERE false");
    expect((await assignSessionsToFile(input, at("empty-out.parquet"), { calendar: XNYS })).diagnosis).toBeUndefined();
    expect((await typesOf(at("empty-out.parquet"))).length).toBe(2);
  });

  it("keeps the codec of Parquet", async () => {
    const path = at("zstd.parquet");
    await query(
      `COPY (SELECT TIMESTAMPTZ '2024-01-08 15:00:00+00' AS timestamp FROM range(10)) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    await assignSessionsToFile(path, at("zstd-out.parquet"), { calendar: XNYS });
    expect(await query(`SELECT DISTINCT compression FROM parquet_metadata('${at("zstd-out.parquet")}')`)).toEqual([
      { compression: "ZSTD" },
    ]);
  });

  it("tells what a file holds without reading it", async () => {
    const input = await fileOf(at("info.parquet"), "SELECT 1 AS a, 'x' AS b FROM range(7)");
    expect(await inspectFile(input)).toEqual({
      format: "parquet",
      columns: [
        { name: "a", type: "INTEGER" },
        { name: "b", type: "VARCHAR" },
      ],
      rows: 7,
    });
  });

  it("leaves no temporary file behind", () => {
    expect(namesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("CSV as people write it", () => {
  const through = async (text: string, options: Parameters<typeof assignSessionsToFile>[2] = { calendar: XNYS }): Promise<string> => {
    writeFileSync(at("in.csv"), text);
    await assignSessionsToFile(at("in.csv"), at("out.csv"), options);
    return readFileSync(at("out.csv"), "utf8");
  };

  it("keeps numbers, empty cells and quoted text as they are", async () => {
    expect(await through('timestamp,px,code,note\n2024-01-08T15:00:00Z,1.500,007,"a, ""b"""\n2024-01-08T21:00:00Z,,1e3,\n')).toBe(
      'timestamp,px,code,note,session_date\n2024-01-08T15:00:00Z,1.500,007,"a, ""b""",2024-01-08\n2024-01-08T21:00:00Z,,1e3,,\n',
    );
  });

  it("keeps the delimiter, and reads CRLF and a byte-order mark", async () => {
    expect(await through("\ufefftimestamp;px\r\n2024-01-08T15:00:00Z;1,5\r\n")).toBe(
      "timestamp;px;session_date\n2024-01-08T15:00:00Z;1,5;2024-01-08\n",
    );
  });

  it("reads a quote that first appears far below", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `2024-01-08T15:00:00Z,${i},x`);
    const last = '2024-01-08T15:00:00Z,1,"a,b"';
    const written = await through(`timestamp,n,note\n${rows.join("\n")}\n${last}\n`);
    expect(written.trimEnd().split("\n").at(-1)).toBe(`${last},2024-01-08`);
  });

  it("types a column by all of its rows where the first ones mislead", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `2024-01-08T15:00:00Z,${i}`);
    writeFileSync(at("mislead.csv"), `timestamp,n\n${rows.join("\n")}\n2024-01-08T15:00:00Z,none\n`);
    const { summary } = await assignSessionsToFile(at("mislead.csv"), at("mislead.parquet"), { calendar: XNYS });
    expect(summary.rows).toBe(30_001);
    expect(await typesOf(at("mislead.parquet"))).toContainEqual(["n", "VARCHAR"]);
  });

  it("writes tab-separated values from Parquet", async () => {
    const input = await fileOf(at("tsv.parquet"), "SELECT TIMESTAMPTZ '2024-01-08 15:00:00+00' AS timestamp, 1.5 AS px");
    await assignSessionsToFile(input, at("out.tsv"), { calendar: XNYS });
    expect(readFileSync(at("out.tsv"), "utf8")).toBe("timestamp\tpx\tsession_date\n2024-01-08 15:00:00+00\t1.5\t2024-01-08\n");
  });
});

describe("rows outside every session", () => {
  const rows = ["2024-06-03T20:59:00Z", "2024-06-03T21:30:00Z", "2024-06-03T22:00:00Z"];
  const input = fileOf(at("outside.parquet"), `SELECT unnest(${JSON.stringify(rows).replaceAll('"', "'")})::TIMESTAMPTZ AS timestamp`);
  const assigned = async (outside: "null" | "drop" | "next" | "previous"): Promise<(string | null)[]> => {
    await assignSessionsToFile(await input, at("policy.parquet"), { calendar: CME_EQUITY, outside });
    return sessionDates(at("policy.parquet"));
  };

  it("are NULL by default", async () => expect(await assigned("null")).toEqual(["2024-06-03", null, "2024-06-04"]));
  it("are dropped on request", async () => expect(await assigned("drop")).toEqual(["2024-06-03", "2024-06-04"]));
  it("get the next session on request", async () => expect(await assigned("next")).toEqual(["2024-06-03", "2024-06-04", "2024-06-04"]));
  it("get the previous session on request", async () =>
    expect(await assigned("previous")).toEqual(["2024-06-03", "2024-06-03", "2024-06-04"]));

  it("are an error with row, local time and reason on request", async () => {
    await expect(assignSessionsToFile(await input, at("never.parquet"), { calendar: CME_EQUITY, outside: "error" })).rejects.toMatchObject({
      code: "OUTSIDE_SESSION",
      message: expect.stringMatching(/^Row 2: 2024-06-03T16:30:00-05:00 has no session in CME_EQUITY \(maintenance\)/),
      details: { row: 2, index: 1 },
    });
    expect(namesIn(folder)).not.toContain("never.parquet");
  });

  it("name the first such row of a large file, whichever thread met one first", async () => {
    const large = await fileOf(
      at("large.parquet"),
      "SELECT CASE WHEN i >= 400001 THEN TIMESTAMPTZ '2024-06-08 12:00:00+00' ELSE TIMESTAMPTZ '2024-06-04 12:00:00+00' END AS timestamp FROM range(600000) t(i)",
    );
    await expect(assignSessionsToFile(large, at("never.parquet"), { calendar: CME_EQUITY, outside: "error" })).rejects.toThrow(
      /^Row 400002: .*weekend/,
    );
  });

  it("include those of sessions before start and after end, counted as such", async () => {
    const result = await assignSessionsToFile(await input, at("range.parquet"), {
      calendar: CME_EQUITY,
      start: "2024-06-04",
      end: "2024-06-30",
    });
    expect(await sessionDates(at("range.parquet"))).toEqual([null, null, "2024-06-04"]);
    expect(result.summary.outside).toContainEqual({ reason: "out-of-range", rows: 1 });
  });
});
