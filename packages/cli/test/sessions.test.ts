import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exampleFile, namesIn, openbell, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const GOOG = exampleFile("goog-1m-early-close-2015-12-23_28.csv.gz");

const BARS = `timestamp,open,high,low,close,volume,trades
2024-07-03T13:30:00Z,10,12,9,11,100,5
2024-07-03T13:31:00Z,11,13,11,12,300,6
2024-07-03T21:00:00Z,1,1,1,1,1,1
2024-07-05T13:30:00Z,20,20,20,20,7,1
`;
writeFileSync(at("bars.csv"), BARS);

async function lines(...flags: string[]): Promise<string[]> {
  const { code, stdout } = await openbell(["sessions", at("bars.csv"), "-o", "-", "-c", "XNYS", "-q", ...flags]);
  expect(code).toBe(0);
  return stdout.toString().trimEnd().split("\n");
}

describe("openbell sessions", () => {
  it("writes a row a session beside the bars and sums up", async () => {
    copyFileSync(GOOG, at("goog.csv.gz"));
    const { code, stderr } = await openbell(["sessions", at("goog.csv.gz"), "-e", "NASDAQ"]);
    expect(code).toBe(0);
    expect(namesIn(folder)).toContain("goog_sessions.csv.gz");
    expect(stderr.split("\n").slice(0, -2)).toEqual([
      `Written   ${at("goog_sessions.csv.gz")}, 3 rows`,
      "Calendar  XNYS",
      "Rows      1,091",
      "Sessions  3, from 2015-12-23 to 2015-12-28",
      "Outside   109 rows (left out)",
    ]);
  });

  it("has open, high, low, close, volume and what comes of them", async () => {
    expect(await lines("--price", "close")).toEqual([
      "session_date,open,high,low,close,volume,vwap,bars,change,return,first,last",
      "2024-07-03,10,13,9,12,400,11.75,2,1.0,0.09090909090909091,2024-07-03T13:30:00Z,2024-07-03T13:31:00Z",
      "2024-07-05,20,20,20,20,7,20.0,1,0.0,0.0,2024-07-05T13:30:00Z,2024-07-05T13:30:00Z",
    ]);
  });

  it("--column adds columns, --outside error refuses bars outside, --bar-label decides which they are", async () => {
    expect((await lines("--column", "trades=sum"))[1]).toMatch(/,11$/);
    expect((await lines("--column", "trades=first"))[0]).toMatch(/,last,trades$/);
    const refused = await openbell(["sessions", at("bars.csv"), "-o", "-", "-c", "XNYS", "--outside", "error"]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: Row 3: 2024-07-03T17:00:00-04:00 /) });
    expect((await lines("--bar-label", "end"))[1]).toMatch(/^2024-07-03,11,13,11,12,300,/);
  });

  it("goes to Parquet and each symbol has its own rows", async () => {
    writeFileSync(at("s.csv"), "t,timestamp,close\nB,2024-07-03T13:30:00Z,1\nA,2024-07-03T13:30:00Z,2\n");
    await openbell(["sessions", at("s.csv"), "-o", at("s.parquet"), "-c", "XNYS", "--symbol-column", "t"]);
    expect(readFileSync(at("s.parquet")).subarray(0, 4).toString()).toBe("PAR1");
  });

  it("overwrites no bars, and a calendar is needed", async () => {
    expect((await openbell(["sessions", at("bars.csv"), "-c", "XNYS", "--inplace"])).code).toBe(2);
    expect((await openbell(["sessions", at("bars.csv")])).code).toBe(2);
    expect(readFileSync(at("bars.csv"), "utf8")).toBe(BARS);
  });
});
