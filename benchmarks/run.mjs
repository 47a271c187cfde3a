/**
 * `pnpm bench`: measures openbell beside floors and peers and prints a table. What the figures mean: README.md.
 *
 * @module
 */

import { existsSync, writeFileSync } from "node:fs";
import { parseArguments, USAGE, UsageError } from "./lib/arguments.mjs";
import { machineFacts } from "./lib/machine.mjs";
import { table, toRow } from "./lib/report.mjs";

/** Suites by the names that `--only` takes, in the order in which they run. */
const SUITES = [
  "cold-start",
  "bundle-size",
  "assign-synthetic",
  "assign-real-file",
  "complete",
  "cv",
  "features",
  "point-query",
  "stores-postgres",
  "stores-redis",
  "calendars",
  "vwap",
  "cli-parquet",
];

async function main() {
  const options = parseArguments(process.argv.slice(2), SUITES);
  if (options.help) {
    console.log(USAGE);
    return;
  }
  for (const built of [
    "core/dist/index.js",
    "cv/dist/index.js",
    "redis/dist/index.js",
    "postgres/dist/index.js",
    "conformance/dist/index.js",
    "cli/dist/main.js",
  ])
    if (!existsSync(new URL(`../packages/${built}`, import.meta.url)))
      throw new UsageError(`packages/${built} is missing: run \`npm run build\` first`);

  console.log(machineFacts().join("\n"));
  const results = [];
  for (const name of options.suites) {
    const started = performance.now();
    process.stderr.write(`${name} …`);
    const { run } = await import(`./suites/${name}.mjs`);
    results.push(...(await run(options)));
    process.stderr.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
  console.log(`\n${table(results)}`);
  if (!options.full) console.log("\nNot the full size: goals are not judged.");
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(results.map(toRow), null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
