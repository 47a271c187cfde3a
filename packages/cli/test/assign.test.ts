import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { exampleFile, namesIn, openbell, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");
const GOOG = exampleFile("goog-1m-early-close-2015-12-23_28.csv.gz");

/** 09:29, 09:30 and 16:00 in New York on a Monday. */
const BARS = "timestamp,close\n2024-01-08T14:29:00Z,1\n2024-01-08T14:30:00Z,2\n2024-01-08T21:00:00Z,3\n";
writeFileSync(at("bars.csv"), BARS);

/** Runs `assign` on the bars and returns the session dates written. */
async function dates(...flags: string[]): Promise<string[]> {
  const { code, stderr } = await openbell(["assign", at("bars.csv"), "-o", at("dates.csv"), ...flags]);
  expect(stderr).not.toMatch(/error/);
  expect(code).toBe(0);
  return lastColumn(readFileSync(at("dates.csv"), "utf8"));
}

const lastColumn = (text: string): string[] =>
  text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").at(-1) as string);

describe("openbell assign on real bars", () => {
  it("writes the file beside and sums up on standard error", async () => {
    copyFileSync(ES, at("es.csv.gz"));
    const { code, stdout, stderr } = await openbell(["assign", at("es.csv.gz"), "--exchange", "CME", "--product", "equity"]);
    expect(code).toBe(0);
    expect(stdout.length).toBe(0);
    expect(namesIn(folder)).toContain("es_with_sessions.csv.gz");
    expect(stderr).toMatch(/^Calendar {2}CME_EQUITY$/m);
    expect(stderr).toMatch(/^Rows {6}6,826$/m);
    expect(stderr).toMatch(/^Sessions {2}5, from 2013-10-07 to 2013-10-11$/m);
    expect(stderr).toMatch(/^Time {6}\d+\.\d\d s$/m);
  });

  it("says why rows lie outside, the event named", async () => {
    const { stderr } = await openbell(["assign", GOOG, "-o", at("goog.parquet"), "--calendar", "NASDAQ"]);
    expect(stderr).toMatch(/^Outside {3}[\d,]+ rows \(session_date is empty there\)$/m);
    expect(stderr).toMatch(/^ +[\d,]+ {2}after an early close: Christmas/m);
    expect(stderr).toMatch(/^ +[\d,]+ {2}before the open$/m);
  });

  it("says once which calendar an exchange came to, and what else there is", async () => {
    const { stderr } = await openbell(["assign", ES, "-o", at("es.csv"), "-e", "cme"]);
    expect(stderr.match(/took CME_CRYPTO/g)).toHaveLength(1);
    expect(stderr).toContain("CME_EQUITY");
  });

  it("warns when most rows are outside and names a better calendar", async () => {
    const { code, stderr } = await openbell(["assign", ES, "-o", at("es.csv"), "-c", "XHKG", "-q"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: \d+ of 6826 rows have no session in XHKG.*Under /m);
  });
});

describe("flags of openbell assign", () => {
  it("-i, -o, -c and -t are input, output, calendar and timestamp column", async () => {
    writeFileSync(at("when.csv"), BARS.replace("timestamp", "when"));
    expect((await openbell(["assign", "-i", at("when.csv"), "-o", at("when-out.csv"), "-c", "XNYS", "-t", "when"])).code).toBe(0);
    expect(
      (
        await openbell([
          "assign",
          "--input",
          at("when.csv"),
          "--output",
          at("when-out2.csv"),
          "--calendar",
          "XNYS",
          "--timestamp-column",
          "when",
        ])
      ).code,
    ).toBe(0);
    expect(readFileSync(at("when-out.csv"), "utf8")).toBe(readFileSync(at("when-out2.csv"), "utf8"));
  });

  it("the calendar wins over the exchange, which is said", async () => {
    const { stderr } = await openbell(["assign", at("bars.csv"), "-o", at("o.csv"), "-c", "XNYS", "-e", "CME"]);
    expect(stderr).toMatch(/Calendar XNYS is used; exchange CME is not/);
  });

  it("--outside decides about rows outside", async () => {
    expect(await dates("-c", "XNYS")).toEqual(["", "2024-01-08", ""]);
    expect(await dates("-c", "XNYS", "--outside", "null")).toEqual(["", "2024-01-08", ""]);
    expect(await dates("-c", "XNYS", "--outside", "drop")).toEqual(["2024-01-08"]);
    expect(await dates("-c", "XNYS", "--outside", "next")).toEqual(["2024-01-08", "2024-01-08", "2024-01-09"]);
    expect(await dates("-c", "XNYS", "--outside", "previous")).toEqual(["2024-01-05", "2024-01-08", "2024-01-08"]);
    const { code, stderr } = await openbell(["assign", at("bars.csv"), "-o", at("never.csv"), "-c", "XNYS", "--outside", "error"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: Row 1: 2024-01-08T09:29:00-05:00 .*before-open/);
    expect(namesIn(folder)).not.toContain("never.csv");
  });

  it("--bar-label end puts a bar stamped at the close inside", async () =>
    expect(await dates("-c", "XNYS", "--bar-label", "end")).toEqual(["", "", "2024-01-08"]));

  it("--source-timezone is the zone of timestamps without one; the default is said once", async () => {
    writeFileSync(at("naive.csv"), "timestamp\n2024-01-08 09:30:00\n");
    const run = (...flags: string[]) => openbell(["assign", at("naive.csv"), "-o", at("naive-out.csv"), "-c", "XNYS", ...flags]);
    expect((await run()).stderr.match(/have no zone: read as UTC, the default/g)).toHaveLength(1);
    expect(lastColumn(readFileSync(at("naive-out.csv"), "utf8"))).toEqual([""]);
    expect((await run("--source-timezone", "America/New_York")).stderr).toMatch(/read as America\/New_York\./);
    expect(lastColumn(readFileSync(at("naive-out.csv"), "utf8"))).toEqual(["2024-01-08"]);
    expect((await run("--source-timezone", "New York")).stderr).toMatch(/^error: Unknown time zone "New York"/);
  });

  it("--unit is the unit of epoch numbers; without it the guess is said", async () => {
    writeFileSync(at("epoch.csv"), "timestamp\n1704724200\n");
    const run = (...flags: string[]) => openbell(["assign", at("epoch.csv"), "-o", at("epoch-out.csv"), "-c", "XNYS", ...flags]);
    expect((await run()).stderr).toMatch(/note: Column "timestamp" is read as epoch seconds, by the size of its numbers\./);
    expect(lastColumn(readFileSync(at("epoch-out.csv"), "utf8"))).toEqual(["2024-01-08"]);
    expect((await run("--unit", "s")).stderr).not.toContain("by the size");
    await run("--unit", "ms");
    expect(lastColumn(readFileSync(at("epoch-out.csv"), "utf8"))).toEqual([""]);
  });

  it("--frequency daily takes timestamps as labels of days", async () => {
    writeFileSync(at("days.csv"), "timestamp\n2024-01-08T00:00:00-05:00\n2024-01-06T00:00:00-05:00\n");
    const run = (...flags: string[]) => openbell(["assign", at("days.csv"), "-o", at("days-out.csv"), "-c", "XNYS", ...flags]);
    await run("--frequency", "daily");
    expect(lastColumn(readFileSync(at("days-out.csv"), "utf8"))).toEqual(["2024-01-08", ""]);
    await run("--frequency", "intraday");
    expect(lastColumn(readFileSync(at("days-out.csv"), "utf8"))).toEqual(["", ""]);
  });

  it("--start and --end limit the sessions given out, and the rest is counted", async () => {
    writeFileSync(at("span.csv"), "timestamp\n2024-01-05T15:00:00Z\n2024-01-08T15:00:00Z\n2024-01-09T15:00:00Z\n");
    const { stderr } = await openbell([
      "assign",
      at("span.csv"),
      "-o",
      at("span-out.csv"),
      "-c",
      "XNYS",
      "--start",
      "2024-01-08",
      "--end",
      "2024-01-08",
    ]);
    expect(lastColumn(readFileSync(at("span-out.csv"), "utf8"))).toEqual(["", "2024-01-08", ""]);
    expect(stderr).toMatch(/2 {2}session outside --start and --end/);
  });

  it("--inplace overwrites the input, and a session_date that is there is replaced with a warning", async () => {
    writeFileSync(at("inplace.csv"), BARS.replace(/^.*T21.*\n/m, ""));
    const args = ["assign", at("inplace.csv"), "-c", "XNYS", "--inplace", "-q"];
    expect((await openbell(args)).stderr).toBe("");
    const once = readFileSync(at("inplace.csv"), "utf8");
    expect(lastColumn(once)).toEqual(["", "2024-01-08"]);
    expect((await openbell(args)).stderr).toBe(`warning: the column session_date of ${at("inplace.csv")} is replaced.\n`);
    expect(readFileSync(at("inplace.csv"), "utf8")).toBe(once);
  });

  it("--quiet leaves out the summary, --verbose nothing", async () => {
    expect((await openbell(["assign", ES, "-o", at("q.csv"), "-e", "CME", "-p", "ES", "--quiet"])).stderr).toBe("");
    const { stderr } = await openbell(["assign", at("bars.csv"), "-o", at("v.csv"), "-c", "XNYS", "--verbose"]);
    expect(stderr).toMatch(/before the open[\s\S]*after the close|after the close[\s\S]*before the open/);
    const failed = await openbell(["assign", at("missing.csv"), "-c", "XNYS", "-v"]);
    expect(failed.stderr).toMatch(/^error: [\s\S]*\n +at /);
  });
});

describe("standard input and output", () => {
  it("CSV goes through", async () => {
    const { code, stdout, stderr } = await openbell(["assign", "-", "-c", "XNYS"], { stdin: BARS });
    expect(code).toBe(0);
    expect(lastColumn(stdout.toString())).toEqual(["", "2024-01-08", ""]);
    expect(stderr).toMatch(/^Written {3}standard output, 3 rows$/m);
  });

  it("compressed CSV is known by its first bytes, as Parquet is", async () => {
    const parquet = await openbell(["assign", "-", "-o", "-", "--format", "parquet", "-e", "CME", "-p", "ES", "-q"], {
      stdin: readFileSync(ES),
    });
    expect(parquet.stdout.subarray(0, 4).toString()).toBe("PAR1");
    const csv = await openbell(["assign", "-", "-o", at("back.csv"), "-e", "CME", "-p", "ES", "-q"], { stdin: parquet.stdout });
    expect(csv.code).toBe(0);
    expect(lastColumn(readFileSync(at("back.csv"), "utf8"))).toHaveLength(
      gunzipSync(readFileSync(ES)).toString().trimEnd().split("\n").length - 1,
    );
  });

  it("nothing on standard input is bad input", async () => {
    const { code, stderr } = await openbell(["assign", "-", "-c", "XNYS"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*it is empty/);
  });
});

describe("bad input is one clear error and exit code 1", () => {
  const fails = async (...argv: string[]): Promise<string> => {
    const { code, stderr } = await openbell(["assign", ...argv]);
    expect(code).toBe(1);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    return stderr;
  };

  it("a missing column lists the columns", async () => {
    expect(await fails(ES, "-o", at("n.csv"), "-e", "CME", "-t", "datetime")).toBe(
      'error: Columns are timestamp, open, high, low, close, volume; no timestamp column "datetime"\n',
    );
  });

  it("an unparsable timestamp has its row and value", async () => {
    writeFileSync(at("bad.csv"), "timestamp\n2024-01-08T15:00:00Z\nsoon\n");
    expect(await fails(at("bad.csv"), "-o", at("n.csv"), "-c", "XNYS")).toMatch(/^error: Row 2: .*"soon"/);
  });

  it("an unknown calendar or exchange has the nearest names", async () => {
    expect(await fails(ES, "-o", at("n.csv"), "-c", "CME_Equty")).toMatch(/Unknown calendar "CME_Equty"\. Nearest: "CME_E/);
    expect(await fails(ES, "-o", at("n.csv"), "-e", "NYSEE")).toMatch(/Unknown exchange "NYSEE"\. Nearest: "NYSE"/);
    expect(await fails(ES, "-o", at("n.csv"), "-e", "CME", "-p", "tulips")).toMatch(/tulips/);
  });

  it("a unit that changes midway has its row", async () => {
    writeFileSync(at("units.csv"), "timestamp\n1735689599000\n1735689600000000\n");
    expect(await fails(at("units.csv"), "-o", at("n.csv"), "-c", "24/7")).toMatch(/^error: Row 2: .*milliseconds to microseconds/);
  });

  it("a file that is not there, no file, or of an unknown kind", async () => {
    expect(await fails(at("nope.csv"), "-c", "XNYS")).toMatch(/nope\.csv: no such file/);
    expect(await fails(folder, "-o", at("n.csv"), "-c", "XNYS")).toMatch(/it is a directory/);
    expect(await fails(at("bars.csv"), "-o", at("n.xlsx"), "-c", "XNYS")).toMatch(/expected a name ending in/);
  });

  it("an output that cannot be written leaves the old one", async () => {
    expect(await fails(at("bars.csv"), "-o", at("bars.csv/x.csv"), "-c", "XNYS")).toMatch(/its parent is not a directory/);
    expect(await fails(at("bars.csv"), "-o", at("nowhere/x.csv"), "-c", "XNYS")).toMatch(/no such directory/);
    expect(await fails(at("bars.csv"), "-o", "/dev/full", "--format", "csv", "-c", "XNYS")).toMatch(/no space left on device/);
    mkdirSync(at("dir.csv"), { recursive: true });
    expect(await fails(at("bars.csv"), "-o", at("dir.csv"), "-c", "XNYS")).toMatch(/it is a directory/);
    expect(readFileSync(at("bars.csv"), "utf8")).toBe(BARS);
    expect(namesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("dates beyond the calendar's coverage are said, not guessed", async () => {
    writeFileSync(at("future.csv"), "timestamp\n2199-01-08T15:00:00Z\n2024-01-08T15:00:00Z\n2024-01-08T15:01:00Z\n");
    const { stderr } = await openbell(["assign", at("future.csv"), "-o", at("future-out.csv"), "-c", "XNYS"]);
    expect(stderr).toMatch(/1 {2}beyond the calendar's coverage/);
  });
});

describe("wrong usage is exit code 2", () => {
  const { signal } = new AbortController();
  it.each([
    ["no command", []],
    ["an unknown command", ["asign"]],
    ["an unknown flag", ["assign", "x.csv", "-c", "XNYS", "--fast"]],
    ["no input", ["assign", "-c", "XNYS"]],
    ["two inputs", ["assign", "x.csv", "-i", "y.csv", "-c", "XNYS"]],
    ["neither calendar nor exchange", ["assign", "x.csv"]],
    ["a product without an exchange", ["assign", "x.csv", "-c", "CME_Equity", "-p", "ES"]],
    ["in place and output at once", ["assign", "x.csv", "-c", "XNYS", "--inplace", "-o", "y.csv"]],
    ["standard input in place", ["assign", "-", "-c", "XNYS", "--inplace"]],
    ["an outside policy nobody knows", ["assign", "x.csv", "-c", "XNYS", "--outside", "maybe"]],
    ["a unit nobody knows", ["assign", "x.csv", "-c", "XNYS", "--unit", "minutes"]],
    ["a start that is no date", ["assign", "x.csv", "-c", "XNYS", "--start", "yesterday"]],
    ["a label nobody knows", ["assign", "x.csv", "-c", "XNYS", "--bar-label", "middle"]],
  ])("%s", async (_, argv) => {
    const { code, stderr, stdout } = await openbell(argv, { signal });
    expect(code).toBe(2);
    expect(stderr).not.toBe("");
    expect(stdout.length).toBe(0);
  });
});

describe("what a terminal sees", () => {
  it("colours, unless NO_COLOR is set", async () => {
    const argv = ["assign", at("bars.csv"), "-o", at("c.csv"), "-c", "XNYS"];
    expect((await openbell(argv, { terminal: true })).stderr).toContain("\x1b[");
    expect((await openbell(argv, { terminal: true, env: { NO_COLOR: "1" } })).stderr).not.toContain("\x1b[3");
    expect((await openbell(argv)).stderr).not.toContain("\x1b");
  });

  it("help for the program and for each command, without an error", async () => {
    for (const argv of [["--help"], ["help"], ["assign", "--help"], ["help", "schedule"], ["calendars", "-h"]]) {
      const { code, stdout, stderr } = await openbell(argv);
      expect(code).toBe(0);
      expect(stdout.toString()).toContain("Usage: openbell");
      expect(stderr).toBe("");
    }
    expect((await openbell(["--version"])).stdout.toString()).toMatch(/^\d+\.\d+\.\d+/);
  });

  it("that an interrupted run wrote nothing", async () => {
    const { code, stderr } = await openbell(["assign", ES, "-o", at("i.csv"), "-e", "CME"], {
      signal: AbortSignal.abort(new Error("SIGINT")),
    });
    expect(code).toBe(130);
    expect(stderr).toBe("Interrupted; nothing was written.\n");
    expect(namesIn(folder)).not.toContain("i.csv");
  });
});
