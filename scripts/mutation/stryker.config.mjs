/** Mutation testing of one folder of core (`MUTATE=calendar/queries npm run mutation`), or of one file in it (`MUTATE_FILE=phases`). What it found: docs/mutation.md. @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
const layer = process.env.MUTATE ?? "time";

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/mutation/vitest.config.ts" },
  mutate: [`packages/core/src/${layer}/${process.env.MUTATE_FILE ?? "*"}.ts`, "!packages/core/src/**/types.ts"],
  coverageAnalysis: "perTest",
  // Mutants of what runs on import would each need all tests.
  ignoreStatic: true,
  concurrency: Number(process.env.MUTATE_JOBS ?? 1),
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
  ignorePatterns: ["dist", "docs", "benchmarks"],
  tempDirName: ".stryker-tmp",
};
