import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exampleFile, namesIn, openbell, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");

/** 09:30, 09:31 and 09:33 in New York. */
const BARS = `timestamp,close,volume,oi,tag
2024-07-03T13:30:00Z,10,100,5,a
2024-07-03T13:31:00Z,11,200,6,b
2024-07-03T13:33:00Z,12,300,7,c
`;
writeFileSync(at("bars.csv"), BARS);

/** Completes the bars up to 09:34 and returns the lines of the result. */
async function lines(...flags: string[]): Promise<string[]> {
  const argv = ["complete", at("bars.csv"), "-o", at("out.csv"), "-c", "XNYS", "--until", "2024-07-03T13:34:00Z", ...flags];
  const { code, stderr } = await openbell(argv);
  expect(stderr).not.toMatch(/error/);
  expect(code).toBe(0);
  return readFileSync(at("out.csv"), "utf8").trimEnd().split("\n");
}

const made = async (...flags: string[]): Promise<string[]> => (await lines(...flags)).filter((line) => line.endsWith(",true"));

describe("openbell complete", () => {
  it("writes the file beside and sums up on standard error", async () => {
    copyFileSync(ES, at("es.csv.gz"));
    const { code, stdout, stderr } = await openbell(["complete", at("es.csv.gz"), "--exchange", "CME", "--product", "equity"]);
    expect(code).toBe(0);
    expect(stdout.length).toBe(0);
    expect(namesIn(folder)).toContain("es_complete.csv.gz");
    expect(stderr.split("\n").slice(0, -2)).toEqual([
      `Written   ${at("es_complete.csv.gz")}, 6,900 rows`,
      "Calendar  CME_EQUITY",
      "Rows      6,826",
      "Filled    74 rows",
      "Sessions  5, from 2013-10-07 to 2013-10-11",
      "Gap       3 rows at most, from 2013-10-09T18:27:00-05:00",
    ]);
    expect(stderr).toMatch(/^Time {6}\d+\.\d\d s$/m);
  });

  it("makes rows flat at the last close, marked", async () => {
    expect(await lines()).toEqual([
      "timestamp,close,volume,oi,tag,session_date,filled",
      "2024-07-03T13:30:00Z,10,100,5,a,2024-07-03,false",
      "2024-07-03T13:31:00Z,11,200,6,b,2024-07-03,false",
      "2024-07-03T13:32:00Z,11,0,,,2024-07-03,true",
      "2024-07-03T13:33:00Z,12,300,7,c,2024-07-03,false",
    ]);
  });

  it.each([
    ["--column oi=ffill --column tag=ffill", "2024-07-03T13:32:00Z,11,0,6,b,2024-07-03,true"],
    ["--column oi=zero --column tag=null", "2024-07-03T13:32:00Z,11,0,0,,2024-07-03,true"],
    ["--volume null", "2024-07-03T13:32:00Z,11,,,,2024-07-03,true"],
    ["--volume-column oi", "2024-07-03T13:32:00Z,11,,0,,2024-07-03,true"],
    ["--max-fill 0", "2024-07-03T13:32:00Z,,0,,,2024-07-03,true"],
    ["--fill-method backward", "2024-07-03T13:32:00Z,12,0,,,2024-07-03,true"],
    ["--fill-method interpolate", "2024-07-03T13:32:00Z,11.5,0,,,2024-07-03,true"],
    ["--fill-method none", "2024-07-03T13:32:00Z,,,,,2024-07-03,true"],
  ])("%s decides what they hold", async (flags, line) => expect(await made(...flags.split(" "))).toEqual([line]));

  it("--interval, --from, --carry, --leading and --empty-sessions decide which there are", async () => {
    expect(await made("--interval", "30s")).toHaveLength(5);
    expect(await lines("--from", "2024-07-03T13:33:00Z")).toHaveLength(2);
    const day = ["--from", "2024-07-01T19:59:00Z"];
    expect(await made(...day)).toHaveLength(1 + 390 + 1);
    expect(await made(...day, "--empty-sessions", "skip")).toHaveLength(1);
    expect(await made(...day, "--leading", "skip")).toHaveLength(1);
    writeFileSync(at("two.csv"), "timestamp,close\n2024-07-02T19:59:00Z,1\n2024-07-03T13:31:00Z,2\n");
    const open = async (carry: string) => {
      const argv = ["complete", at("two.csv"), "-o", "-", "-c", "XNYS", "--carry", carry, "--from", "2024-07-03T13:30:00Z", "-q"];
      return (await openbell(argv)).stdout.toString().split("\n")[1];
    };
    expect(await open("across")).toBe("2024-07-03T13:30:00Z,1,2024-07-03,true");
    expect(await open("session")).toBe("2024-07-03T13:30:00Z,,2024-07-03,true");
  });

  it("--outside decides about rows outside, --bar-label where they are", async () => {
    writeFileSync(at("outside.csv"), "timestamp,close\n2024-07-03T13:29:00Z,1\n2024-07-03T13:31:00Z,2\n");
    const run = (...flags: string[]) =>
      openbell(["complete", at("outside.csv"), "-o", "-", "-c", "XNYS", "-q", "--until", "2024-07-03T13:32:00Z", ...flags]);
    const refused = await run();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^error: Row 1: 2024-07-03T09:29:00-04:00 /);
    expect((await run("--outside", "drop")).stdout.toString().split("\n")[1]).toBe("2024-07-03T13:30:00Z,,2024-07-03,true");
    expect((await run("--outside", "keep")).stdout.toString().split("\n")[1]).toBe("2024-07-03T13:29:00Z,1,,false");
    const atEnd = await run("--outside", "drop", "--bar-label", "end");
    expect(atEnd.stdout.toString().split("\n").slice(1, 3)).toEqual([
      "2024-07-03T13:31:00Z,2,2024-07-03,false",
      "2024-07-03T13:32:00Z,2,2024-07-03,true",
    ]);
  });

  it("--symbol-column, --no-symbol-column and --align decide about symbols", async () => {
    writeFileSync(at("symbols.csv"), "ticker,timestamp,close\nA,2024-07-02T19:59:00Z,1\nB,2024-07-03T16:59:00Z,2\n");
    const run = async (...flags: string[]) => {
      const { stdout } = await openbell(["complete", at("symbols.csv"), "-o", "-", "-c", "XNYS", "-q", ...flags]);
      return stdout.toString().trimEnd().split("\n").length - 1;
    };
    expect(await run()).toBe(600);
    expect(await run("--symbol-column", "ticker")).toBe(600);
    expect(await run("--symbol-column", "ticker", "--align")).toBe(1200);
    writeFileSync(at("named.csv"), readFileSync(at("symbols.csv"), "utf8").replace("ticker", "symbol"));
    const named = await openbell(["complete", at("named.csv"), "-o", at("n.csv"), "-c", "XNYS"]);
    expect(named.stderr).toMatch(/^note: Column "symbol" tells symbols apart/m);
    expect((await openbell(["complete", at("named.csv"), "-o", at("n.csv"), "-c", "XNYS", "--no-symbol-column"])).stderr).not.toMatch(
      /note: Column/,
    );
  });

  it("goes from CSV to Parquet to CSV through streams", async () => {
    const flags = ["-e", "CME", "-p", "ES", "-q"];
    const parquet = await openbell(["complete", "-", "-o", "-", "--format", "parquet", ...flags], { stdin: readFileSync(ES) });
    expect(parquet.stdout.subarray(0, 4).toString()).toBe("PAR1");
    const csv = await openbell(["complete", "-", ...flags], { stdin: parquet.stdout });
    expect(csv.stderr).toBe(
      "warning: the column session_date of standard input is replaced.\nwarning: the column filled of standard input is replaced.\n",
    );
    const written = csv.stdout.toString().trimEnd().split("\n");
    expect(written).toHaveLength(6901);
    expect(written.filter((line) => line.endsWith(",true"))).toHaveLength(74);
  });

  it("--inplace overwrites the input", async () => {
    writeFileSync(at("inplace.csv"), BARS);
    await openbell(["complete", at("inplace.csv"), "--inplace", "-c", "XNYS", "--until", "2024-07-03T13:34:00Z", "-q"]);
    expect(readFileSync(at("inplace.csv"), "utf8").split("\n")).toHaveLength(6);
  });

  it("says what is wrong in one line, with the row", async () => {
    writeFileSync(at("twice.csv"), `${BARS}2024-07-03T13:30:00Z,1,1,1,z\n`);
    const { code, stderr } = await openbell(["complete", at("twice.csv"), "-c", "XNYS"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: Row 4: 2024-07-03T09:30:00-04:00 is there already in row 1\..*\n$/);
    expect(namesIn(folder)).not.toContain("twice_complete.csv");
    const missing = await openbell(["complete", at("bars.csv"), "-c", "XNYS", "--column", "spread=ffill"]);
    expect(missing.stderr).toMatch(/^error: Columns are .*"spread"/);
  });

  it.each([
    ["--interval 7x", 2, /^error: Expected --interval to be .*, got "7x"\.\n$/],
    ["--until tomorrow", 2, /^error: option '--until <instant>' argument 'tomorrow' is invalid\. Expected an instant such as /],
    ["--source-timezone Mars", 1, /^error: Unknown time zone "Mars"\./],
    ["", 1, /^error: Row 3: .* lies in no session of XNYS\. Pass --outside drop or keep\.\n$/],
    ["--no-symbol-column --outside drop", 1, /^error: Row 4: .* Keep one bar .* with --symbol-column\.\n$/],
  ] as const)("speaks of its flags: %s", async (flags, code, message) => {
    const rows = ["09:30,A", "09:31,A", "19:31,A", "09:31,B"].map((row) => `2024-07-03T${row.replace(",", ":00-04:00,1,1,1,1,1,")}`);
    writeFileSync(at("flags.csv"), `timestamp,open,high,low,close,volume,symbol\n${rows.join("\n")}\n`);
    const result = await openbell(["complete", at("flags.csv"), "-c", "XNYS", ...flags.split(" ").filter(Boolean)]);
    expect(result.stderr).toMatch(message);
    expect(result.code).toBe(code);
  });

  it.each([
    ["no input", ["-c", "XNYS"]],
    ["no calendar", ["x.csv"]],
    ["a policy nobody knows", ["x.csv", "-c", "XNYS", "--column", "oi=mean"]],
    ["a column without a policy", ["x.csv", "-c", "XNYS", "--column", "oi"]],
    ["a limit that is no count", ["x.csv", "-c", "XNYS", "--max-fill", "-1"]],
    ["a method nobody knows", ["x.csv", "-c", "XNYS", "--fill-method", "spline"]],
  ])("%s is wrong usage", async (_, argv) => {
    const { code, stderr } = await openbell(["complete", ...argv]);
    expect(code).toBe(2);
    expect(stderr).not.toBe("");
  });
});

describe("help", () => {
  it.each(["assign", "complete", "vwap", "sessions"])("for %s has every option and examples", async (name) => {
    const { code, stdout } = await openbell(["help", name]);
    expect(code).toBe(0);
    const text = stdout.toString();
    expect(text).toMatch(/^Examples:$/m);
    expect(text.match(new RegExp(`^  openbell ${name} `, "gm"))?.length).toBeGreaterThan(1);
    for (const option of [
      "--input",
      "--output",
      "--calendar",
      "--timestamp-column",
      "--unit",
      "--source-timezone",
      "--bar-label",
      "--format",
      "--quiet",
    ])
      expect(text).toContain(option);
  });
});
