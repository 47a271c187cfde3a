/** The tests that mutation testing runs: those of one folder of core (`MUTATE`), with few runs of each property. See docs/mutation.md. @module */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import base from "../../vitest.config.js";

const layer = process.env["MUTATE"] ?? "time";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: {
    alias: [
      ...((base.resolve?.alias ?? []) as { find: RegExp; replacement: string }[]),
      { find: /^fast-check$/, replacement: fileURLToPath(new URL("few-runs.ts", import.meta.url)) },
      { find: /^real-fast-check$/, replacement: fileURLToPath(import.meta.resolve("fast-check")) },
    ],
  },
  test: {
    // Instrumented code is slow, and may share its cores.
    testTimeout: 60_000,
    include: [`packages/core/test/${layer}/*.test.ts`],
    // Oracles over all zones and walks over every calendar take many seconds, for each mutant again.
    exclude: ["**/*.scan.test.ts", "**/*.temporal.test.ts", "**/no-intl-per-row.test.ts", "**/calendar/queries.test.ts"],
  },
});
