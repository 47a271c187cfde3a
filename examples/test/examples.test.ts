/** The examples run and print what their bars hold. They use the built packages, as a reader's copy would. */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const run = (file: string): string =>
  execFileSync(process.execPath, [fileURLToPath(new URL(`../${file}`, import.meta.url))], { encoding: "utf8" });

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
