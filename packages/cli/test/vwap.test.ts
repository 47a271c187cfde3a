import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exampleFile, namesIn, openbell, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");

const BARS = `timestamp,open,high,low,close,volume,vwap
2024-01-08T07:00:00Z,1,5,1,3,10,2
2024-01-08T07:01:00Z,1,7,1,7,10,4
2024-01-08T16:00:00Z,1,9,9,9,10,9
`;
writeFileSync(at("bars.csv"), BARS);
writeFileSync(
  at("windows.yaml"),
  'sessions:\n  - { name: "Early Day", start_time: "07:00", end_time: "16:00" }\n  - { name: Late, start_time: "16:00", end_time: "24:00" }\n',
);

/** Runs `vwap` on the bars and returns the columns that are added, row by row. */
async function added(...flags: string[]): Promise<string[]> {
  const { code, stderr } = await openbell(["vwap", at("bars.csv"), "-o", at("out.csv"), "--config", at("windows.yaml"), ...flags]);
  expect(stderr).not.toMatch(/error/);
  expect(code).toBe(0);
  const rows = readFileSync(at("out.csv"), "utf8").trimEnd().split("\n");
  return rows.map((line) => line.split(",").slice(7).join(","));
}

describe("openbell vwap", () => {
  it("writes the windows of a file beside the bars and sums up", async () => {
    copyFileSync(at("bars.csv"), at("b.csv"));
    const { code, stderr } = await openbell(["vwap", at("b.csv"), "--config", at("windows.yaml"), "--multipliers", "2"]);
    expect(code).toBe(0);
    expect(stderr.split("\n").slice(0, -2)).toEqual([
      `Written   ${at("b_vwap.csv")}, 3 rows`,
      "Rows      3",
      "Columns   10 added",
      "Windows   Early Day: 1 instance, from 2024-01-08 to 2024-01-08, 2 rows",
      "          Late: 1 instance, from 2024-01-08 to 2024-01-08, 1 row",
    ]);
    expect(readFileSync(at("b_vwap.csv"), "utf8").split("\n", 2)).toEqual([
      `${BARS.split("\n")[0]},${["early_day", "late"].flatMap((name) => ["vwap", "anchor", "sd", "upper_2", "lower_2"].map((part) => `${name}_${part}`)).join(",")}`,
      "2024-01-08T07:00:00Z,1,5,1,3,10,2,3.0,2024-01-08T07:00:00Z,0.0,3.0,3.0,,,,,",
    ]);
  });

  it.each([
    ["--price hlc3", "4.0,2024-01-08T07:00:00Z,1.0,5.0,3.0"],
    ["--price hl2", "3.5,2024-01-08T07:00:00Z,0.5,4.0,3.0"],
    ["--price ohlc4", "3.25,2024-01-08T07:00:00Z,0.75,4.0,2.5"],
    ["--price close", "5.0,2024-01-08T07:00:00Z,2.0,7.0,3.0"],
    ["--price vwap", "3.0,2024-01-08T07:00:00Z,1.0,4.0,2.0"],
    ["--price close --volume-column open", "5.0,2024-01-08T07:00:00Z,2.0,7.0,3.0"],
    ["--price hl2 --deviation close", "3.5,2024-01-08T07:00:00Z,2.5,6.0,1.0"],
  ])("%s decides what is averaged", async (flags, line) => {
    const rows = await added("--multipliers", "1", ...flags.split(" "));
    expect(rows[2]?.split(",").slice(0, 5).join(",")).toBe(line);
  });

  it("--multipliers are in the names of the bands, --deviation percent makes them shares", async () => {
    const rows = await added("--multipliers", "0.5,50", "--deviation", "percent");
    expect(rows[0]).toMatch(
      /^early_day_vwap,early_day_anchor,early_day_sd,early_day_upper_0.5,early_day_lower_0.5,early_day_upper_50,early_day_lower_50,/,
    );
    expect(rows[2]).toMatch(/^4.0,[^,]*,1.0,4.02,3.98,6.0,2.0,/);
  });

  it("--calendar has the calendar's sessions as the window", async () => {
    const { stderr } = await openbell(["vwap", ES, "-o", at("es.parquet"), "-e", "CME", "-p", "ES"]);
    expect(stderr).toMatch(/^Windows {3}CME_EQUITY: 5 instances, from 2013-10-07 to 2013-10-11, 6,826 rows$/m);
    expect(stderr).toMatch(/^Columns {3}9 added$/m);
  });

  it("--bar-label end with --interval puts a bar stamped at the end of a window into it", async () => {
    expect((await added("--bar-label", "end", "--interval", "1m"))[3]?.split(",")[0]).not.toBe("");
    expect((await added())[3]?.split(",")[0]).toBe("");
  });

  it("rows out of order are refused with the row, unless --sort", async () => {
    const [heading, ...rows] = BARS.trimEnd().split("\n");
    writeFileSync(at("unsorted.csv"), `${[heading, rows[1], rows[0]].join("\n")}\n`);
    const argv = ["vwap", at("unsorted.csv"), "-o", at("sorted.csv"), "--config", at("windows.yaml"), "-q"];
    const refused = await openbell(argv);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^error: .*row 2 at 2024-01-08T07:00:00/);
    expect(namesIn(folder)).not.toContain("sorted.csv");
    expect((await openbell([...argv, "--sort"])).code).toBe(0);
    const written = readFileSync(at("sorted.csv"), "utf8").trimEnd().split("\n");
    expect(written.slice(1).map((line) => line.split(",").slice(0, 8).join(","))).toEqual([`${rows[1]},4.0`, `${rows[0]},3.0`]);
  });

  it("each symbol has its own", async () => {
    writeFileSync(
      at("symbols.csv"),
      "t,timestamp,close,volume\nA,2024-01-08T07:00:00Z,2,1\nB,2024-01-08T07:00:00Z,4,1\nA,2024-01-08T07:01:00Z,4,1\n",
    );
    const argv = ["vwap", at("symbols.csv"), "-o", "-", "--config", at("windows.yaml"), "--price", "close", "-q"];
    const values = async (...flags: string[]) =>
      (await openbell([...argv, ...flags])).stdout
        .toString()
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",")[4]);
    expect(await values("--symbol-column", "t")).toEqual(["2.0", "4.0", "3.0"]);
    expect(await values("--no-symbol-column")).toEqual(["2.0", "3.0", "3.3333333333333335"]);
  });

  it("a negative volume is refused with the row, or left out", async () => {
    const argv = ["vwap", "-", "--config", at("windows.yaml"), "-q"];
    const stdin = BARS.replace("7,10,4", "7,-10,4");
    expect((await openbell(argv, { stdin })).stderr).toMatch(/^error: Row 2 at 2024-01-08T07:01:00.*volume/);
    const { stdout } = await openbell([...argv, "--on-invalid", "skip"], { stdin });
    expect(stdout.toString().split("\n")[2]?.split(",")[7]).toBe("3.0");
  });

  it("faults of the windows are told, one of the file not being there among them", async () => {
    const missing = await openbell(["vwap", at("bars.csv"), "--config", at("none.yaml")]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/none\.yaml: no such file/) });
    writeFileSync(at("bad.yaml"), 'sessions:\n  - name: Asia\n    start_time: "25:00"\n    end_time: "08:00"\n');
    expect(await openbell(["vwap", at("bars.csv"), "--config", at("bad.yaml")])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/bad\.yaml:3: /),
    });
  });

  it.each([
    ["neither windows nor a calendar", ["x.csv"]],
    ["windows and a calendar", ["x.csv", "--config", "w.yaml", "-c", "XNYS"]],
    ["multiples that are no numbers", ["x.csv", "-c", "XNYS", "--multipliers", "1,two"]],
    ["negative multiples", ["x.csv", "-c", "XNYS", "--multipliers=-1"]],
    ["a price nobody knows", ["x.csv", "-c", "XNYS", "--price", "median"]],
  ])("%s is wrong usage", async (_, argv) => {
    const { code, stderr } = await openbell(["vwap", ...argv]);
    expect(code).toBe(2);
    expect(stderr).not.toBe("");
  });
});
