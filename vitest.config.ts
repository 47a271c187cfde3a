import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A folder in which every run leaves its result as JSON, for `.ci/run` to add up. */
const reports = process.env["TEST_REPORTS"];

export default defineConfig({
  resolve: {
    // Tests read the sources of every package: no build is needed to run them, but for those in packages/core/test/house.
    alias: [
      { find: /^@openbell\/core$/, replacement: source("packages/core/src/index.ts") },
      { find: /^@openbell\/core\/(temporal|vwap)$/, replacement: source("packages/core/src/$1.ts") },
      { find: /^@openbell\/core\/calendars\/(.*)$/, replacement: source("packages/core/src/calendars/$1.ts") },
      { find: /^@openbell\/cv$/, replacement: source("packages/cv/src/index.ts") },
      { find: /^@openbell\/duckdb$/, replacement: source("packages/duckdb/src/index.ts") },
    ],
  },
  test: {
    include: ["packages/*/test/**/*.test.ts", "benchmarks/test/**/*.test.ts", "examples/test/**/*.test.ts"],
    testTimeout: 30_000,
    reporters: reports
      ? ["default", ["json", { outputFile: `${reports}/${process.env["TEST_LABEL"] ?? "suite"}-${process.pid}.json` }]]
      : ["default"],
  },
});
