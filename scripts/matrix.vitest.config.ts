/**
 * The tests with few runs of each property, as many as `PROPERTY_RUNS` says at most: for what is run again and again and elsewhere in full, as in
 * `scripts/matrix.mjs`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import base from "../vitest.config.js";

export default defineConfig({
  ...base,
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: {
    alias: [
      ...((base.resolve?.alias ?? []) as { find: RegExp; replacement: string }[]),
      { find: /^fast-check$/, replacement: fileURLToPath(new URL("mutation/few-runs.ts", import.meta.url)) },
      { find: /^real-fast-check$/, replacement: fileURLToPath(import.meta.resolve("fast-check")) },
    ],
  },
  // `test.prop` of @fast-check/vitest is to get them too.
  test: { ...base.test, server: { deps: { inline: ["@fast-check/vitest"] } } },
});
