/**
 * The main job, by the command line, as a user would do it: a week of one-minute bars of the E-mini S&P 500 future gets its session dates.
 * Then the same for a stock round a half day, where the bars outside the regular session show why they have none.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const path = (file) => relative(process.cwd(), fileURLToPath(new URL(file, import.meta.url)));

const jobs = [
  { bars: "data/es-1m-2013-10-06_11", calendar: ["--exchange", "CME", "--product", "equity"] },
  { bars: "data/goog-1m-early-close-2015-12-23_28", calendar: ["--exchange", "NASDAQ"] },
];

for (const { bars, calendar } of jobs) {
  const command = ["assign", path(`${bars}.csv.gz`), "-o", path(`${bars}.parquet`), ...calendar];
  console.log(`$ openbell ${command.join(" ")}`);
  const { status } = spawnSync(process.execPath, [path("../packages/cli/dist/main.js"), ...command], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  console.log();
}
