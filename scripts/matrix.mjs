/**
 * Runs the tests where the host could change an answer: in eight host time zones, and under other versions of Node.
 *
 *   node scripts/matrix.mjs                        eight time zones, this Node
 *   node scripts/matrix.mjs --zones Asia/Tehran    these time zones only
 *   node scripts/matrix.mjs --nodes 22,24,26       other Nodes, from npm, host time zone UTC
 *   node scripts/matrix.mjs --nodes 26 temporal    the same, only the test files whose path contains "temporal"
 *
 * Run are the tests of the core and of reading timestamps from files, but for those that no host can touch and that take long.
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

const TESTS = ["packages/core/test", "packages/duckdb/test/timestamps.test.ts"];
const LEFT_OUT = ["**/*.{golden,scan,temporal}.test.ts", "**/house/{package,bundle-size,docs,layers,lookup-table}.test.ts"];

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  options: { zones: { type: "string" }, nodes: { type: "string" } },
  allowPositionals: true,
});

/** Command and arguments that run this Node, or that version of it out of npm's packages of its binaries. */
const nodeCommand = (version) =>
  version === undefined ? [process.execPath] : ["npx", "-y", "-p", `node-${process.platform}-${process.arch}@${version}`, "node"];

const run = (zone, version) => {
  const label = version === undefined ? zone : `Node ${version}, ${zone}`;
  console.log(`\n— ${label}`);
  const [command, ...before] = nodeCommand(version);
  const chosen = positionals.length > 0 ? positionals : [...TESTS, ...LEFT_OUT.flatMap((pattern) => ["--exclude", pattern])];
  const vitest = ["node_modules/vitest/vitest.mjs", "run", ...chosen];
  const env = { ...process.env, TZ: zone, TEST_LABEL: label.replaceAll(/\W+/g, "-") };
  const { status } = spawnSync(command, [...before, ...vitest], { cwd: root, env, stdio: "inherit" });
  return status === 0 ? [] : [label];
};

const failed = values.nodes
  ? values.nodes.split(",").flatMap((version) => run("UTC", version))
  : (values.zones?.split(",") ?? ZONES).flatMap((zone) => run(zone));

console.log(failed.length === 0 ? "\nEvery run of the matrix passed." : `\nFailed: ${failed.join(" · ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
