/**
 * Mutation testing of one folder of core (`MUTATE=calendar/queries npm run mutation`), of one file in it (`MUTATE_FILE=phases`), or of every
 * nth line only (`MUTATE_EVERY=7`), an estimate in a fraction of the time. What it found: docs/mutation.md.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
import { readdirSync, readFileSync } from "node:fs";

const { MUTATE: folder = "time", MUTATE_FILE: file, MUTATE_EVERY: every = 1, MUTATE_JOBS: jobs = 1 } = process.env;

const sources = readdirSync(`packages/core/src/${folder}`)
  .filter((name) => name.endsWith(".ts") && name !== "types.ts" && (file === undefined || name === `${file}.ts`))
  .map((name) => `packages/core/src/${folder}/${name}`);

/** Every nth line of a source. */
const sampled = (source) =>
  readFileSync(source, "utf8")
    .split("\n")
    .flatMap((_, i) => ((i + 1) % every === 0 ? [`${source}:${i + 1}-${i + 1}`] : []));

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/mutation/vitest.config.ts" },
  mutate: Number(every) === 1 ? sources : sources.flatMap(sampled),
  coverageAnalysis: "perTest",
  // Mutants of what runs on import would each need all tests.
  ignoreStatic: true,
  concurrency: Number(jobs),
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
  ignorePatterns: ["dist", "docs", "benchmarks"],
  tempDirName: ".stryker-tmp",
};
