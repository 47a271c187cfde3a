/**
 * Runs the tests where the host could change an answer: in eight host time zones, and under other versions of Node.
 *
 *   node scripts/matrix.mjs                        eight time zones, this Node: one of them in full, seven with few runs of each property
 *   node scripts/matrix.mjs --zones Asia/Tehran    these time zones only, each in full
 *   node scripts/matrix.mjs --nodes 22,24,26       other Nodes, from npm, host time zone UTC, in full
 *   node scripts/matrix.mjs --nodes 26 temporal    the same, only the test files whose path contains "temporal"
 *
 * Run are the tests of the core and of reading timestamps from files, but for those that no host can touch and that take long; in the zone that
 * is run in full also those of writing files and of the command line. In the other zones each property, of which `npm test` and that zone make
 * all runs, is tried `PROPERTY_RUNS` times at most, 10 where that environment variable is not set, with cases drawn anew in each zone: an answer
 * that depends on the host's zone does so in most cases.
 *
 * Test files share the modules that they load, and take all cores: loading them anew for each file took a quarter of the time.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ZONES = [
  "UTC",
  "America/New_York", // the venues' own most common zone
  "Asia/Kolkata", // half an hour off
  "Pacific/Apia", // changed sides of the date line; no 2011-12-30
  "America/Sao_Paulo", // clocks changed at midnight: days without 00:00
  "Asia/Tehran", // clocks changed at midnight, half an hour off
  "Pacific/Chatham", // 45 minutes off, far ahead
  "Australia/Lord_Howe", // daylight saving of half an hour
];

/** Half an hour off and clocks that changed at midnight: what is wrong somewhere is wrong here. */
const FULL_ZONE = "Asia/Tehran";

const TESTS = ["packages/core/test", "packages/duckdb/test/timestamps.test.ts"];
const FILE_TESTS = [
  ...["agreement", "aggregate-file", "assign-file", "split-file"].map((name) => `packages/duckdb/test/${name}.test.ts`),
  "packages/cli/test",
];
/** Oracles without a host, checks of the house itself, and what needs a build. */
const LEFT_OUT = [
  "**/*.{golden,scan,temporal}.test.ts",
  "**/house/{package,bundle-size,docs,errors-doc,layers,lookup-table}.test.ts",
  "**/cli/test/process.test.ts",
];
/** Arithmetic that asks how often it took each way, of which few runs are too few; stores, which know no market: one zone and other Nodes run them. */
const LEFT_OUT_OF_FEW = ["**/complete-doubles.test.ts", "**/core/test/store/**"];

const { PROPERTY_RUNS = "10" } = process.env;

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  options: { zones: { type: "string" }, nodes: { type: "string" } },
  allowPositionals: true,
});

/** Command and arguments that run this Node, or that version of it out of npm's packages of its binaries. */
const nodeCommand = (version) =>
  version === undefined ? [process.execPath] : ["npx", "-y", "-p", `node-${process.platform}-${process.arch}@${version}`, "node"];

const excluded = (patterns) => patterns.flatMap((pattern) => ["--exclude", pattern]);

/** What vitest is to run: what was asked for, else in full, or with few runs. */
const argumentsOf = (few, files) => {
  if (positionals.length > 0) return positionals;
  if (few) return ["--config", "scripts/matrix.vitest.config.ts", ...TESTS, ...excluded([...LEFT_OUT, ...LEFT_OUT_OF_FEW])];
  return [...TESTS, ...(files ? FILE_TESTS : []), ...excluded(LEFT_OUT)];
};

const run = (zone, { version, few = false, files = false }) => {
  const label = version === undefined ? zone : `Node ${version}, ${zone}`;
  const started = performance.now();
  console.log(`\n— ${label}${few ? `, at most ${PROPERTY_RUNS} runs of each property` : ""}`);
  const [command, ...before] = nodeCommand(version);
  const together = positionals.length > 0 ? [] : ["--no-isolate", "--maxWorkers=100%"];
  const vitest = ["node_modules/vitest/vitest.mjs", "run", ...together, ...argumentsOf(few, files)];
  const env = { ...process.env, PROPERTY_RUNS, TZ: zone, TEST_LABEL: label.replaceAll(/\W+/g, "-") };
  const { status } = spawnSync(command, [...before, ...vitest], { cwd: root, env, stdio: "inherit" });
  console.log(`— ${label}: ${Math.round((performance.now() - started) / 1000)} s`);
  return status === 0 ? [] : [label];
};

const failed = values.nodes
  ? values.nodes.split(",").flatMap((version) => run("UTC", { version }))
  : values.zones
    ? values.zones.split(",").flatMap((zone) => run(zone, { files: true }))
    : ZONES.flatMap((zone) => run(zone, zone === FULL_ZONE ? { files: true } : { few: true }));

console.log(failed.length === 0 ? "\nEvery run of the matrix passed." : `\nFailed: ${failed.join(" · ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
