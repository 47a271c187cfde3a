import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A folder in which every run leaves its result as JSON, for `.ci/run` to add up. */
const reports = process.env["TEST_REPORTS"];

/** Lua and SQL are files of their own, imported as text; the packages' builds do the same (tsup's loader). */
const textFiles = {
  name: "text-files",
  enforce: "pre" as const,
  transform: (code: string, id: string) => (/\.(lua|sql)$/.test(id) ? `export default ${JSON.stringify(code)};` : undefined),
};

export default defineConfig({
  plugins: [textFiles],
  resolve: {
    // Tests read the sources of every package: no build is needed to run them, but for those in packages/core/test/house.
    alias: [
      { find: /^@openbell\/core$/, replacement: source("packages/core/src/index.ts") },
      { find: /^@openbell\/core\/(calendar|store|store\/adapter|temporal|vwap)$/, replacement: source("packages/core/src/$1.ts") },
      { find: /^@openbell\/core\/calendars\/(.*)$/, replacement: source("packages/core/src/calendars/$1.ts") },
      { find: /^@openbell\/cv$/, replacement: source("packages/cv/src/index.ts") },
      { find: /^@openbell\/(conformance|duckdb|object-store|postgres|redis)$/, replacement: source("packages/$1/src/index.ts") },
      { find: /^@openbell\/conformance\/rig$/, replacement: source("packages/conformance/src/rig/index.ts") },
    ],
  },
  test: {
    include: ["packages/*/test/**/*.test.ts", "benchmarks/test/**/*.test.ts", "examples/test/**/*.test.ts"],
    globalSetup: [source("scripts/services.ts")],
    maxWorkers: "100%",
    testTimeout: 30_000,
    // Suites of stores start servers of their own.
    hookTimeout: 60_000,
    reporters: reports
      ? ["default", ["json", { outputFile: `${reports}/${process.env["TEST_LABEL"] ?? "suite"}-${process.pid}.json` }]]
      : ["default"],
  },
});
