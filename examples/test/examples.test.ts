/** The examples run and print what their bars hold. They use the built packages, as a reader's copy would. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const run = (file: string, ...args: string[]): string =>
  execFileSync(process.execPath, [fileURLToPath(new URL(`../${file}`, import.meta.url)), ...args], { encoding: "utf8" });

test("columns.mjs: five sessions, and the bars of Tuesday evening that a split by calendar date misplaces", () => {
  const lines = run("columns.mjs").trim().split("\n");
  expect(lines.slice(0, 5).map((line) => line.slice(0, 10))).toEqual([
    "2013-10-07",
    "2013-10-08",
    "2013-10-09",
    "2013-10-10",
    "2013-10-11",
  ]);
  expect(lines[5]).toBe("419 of 6826 bars land on the wrong side of a split by calendar date at 2013-10-09");
});

test("crypto-futures.mjs: two sessions of 23 hours, with the outage of the exchange filled", () => {
  expect(run("crypto-futures.mjs").split("\n").slice(0, 10)).toEqual([
    "Loaded     4,240 bars",
    "Assigned   2 sessions of CME_CRYPTO",
    "  outside  1,620 weekend",
    "  outside  60 maintenance",
    "Gaps       200 of 2,760 minutes have no bar",
    "  120 minutes from 2023-03-22T22:00:00Z",
    "  80 minutes from 2023-03-24T12:40:00Z",
    "Completed  2,760 rows, 200 of them filled",
    "  2023-03-23  1,380 rows  close 28280.03  change 1030.02  volume 119025  VWAP 27889.62",
    "  2023-03-24  1,380 rows  close 27584.82  change -566.60  volume 77839  VWAP 28010.41",
  ]);
});

test("irregular-bars.mjs: bars without a grid have sessions, VWAP and rolling means", () => {
  const lines = run("irregular-bars.mjs").trim().split("\n");
  expect(lines).toHaveLength(9);
  expect(lines[0]).toBe("191 bars of 25,000 contracts from 6,826 minutes, 2 to 479 minutes apart");
  expect(lines[1]).toBe("2013-10-07  30 bars  change -4.50  VWAP 1673.70  sd 3.08");
  expect(lines.slice(7)).toEqual([
    "train 2013-10-07 2013-10-08 2013-10-09 (119 bars), test 2013-10-10 (42 bars)",
    "train 2013-10-08 2013-10-09 2013-10-10 (131 bars), test 2013-10-11 (30 bars)",
  ]);
  expect(lines[6]).toContain("0 bars in no session; the mean of five closes exists for 171 bars");
});

test("fx-day.mjs draws the picture of the documentation", () => {
  const folder = mkdtempSync(join(tmpdir(), "openbell-picture-"));
  try {
    const file = join(folder, "fx-day.svg");
    expect(run("fx-day.mjs", file)).toContain("London    anchored at 07:00, 540 bars, VWAP 27892.15, standard deviation 464.55");
    const documented = readFileSync(fileURLToPath(new URL("../../docs/images/fx-day.svg", import.meta.url)), "utf8");
    expect(readFileSync(file, "utf8")).toBe(documented);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
