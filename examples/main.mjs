/**
 * The main job: a week of one-minute bars of the E-mini S&P 500 future gets its session dates, by the command line, as a user would do it.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const command = [
  path("../packages/cli/dist/main.js"),
  "assign",
  path("data/es-1m-2013-10-06_11.csv.gz"),
  "-o",
  path("data/es-1m-2013-10-06_11.parquet"),
  "--calendar",
  "CME_Equity",
];
process.exitCode = spawnSync(process.execPath, command, { stdio: "inherit" }).status ?? 1;
