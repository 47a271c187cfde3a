/** The suite tests itself: every broken store fails where it should, and the memory store passes the same cases. @module */
import { conformanceReport } from "@openbell/conformance";
import { memoryStore } from "@openbell/core/store";
import { describe, expect, test } from "vitest";
import { BROKEN_STORES, broken } from "./support/broken-stores.js";

const quick = { model: { runs: 100, seed: 7 }, races: { workers: 6, rounds: 6 } };

describe("a broken store fails at the named cases", () => {
  for (const one of BROKEN_STORES)
    test(one.name, async () => {
      const report = await conformanceReport({ name: one.name, make: (options) => broken(one, options), ...quick }, { only: one.fails });
      expect(report.rows.filter(({ outcome }) => outcome === "failed").map(({ id }) => id)).toEqual(report.rows.map(({ id }) => id));
      expect(report.ok).toBe(false);
    });
});

test("the memory store passes every case that a broken store fails", async () => {
  const only = [...new Set(BROKEN_STORES.flatMap(({ fails }) => fails))];
  const report = await conformanceReport({ name: "memory", make: (options) => memoryStore(options), ...quick }, { only });
  expect(report.failed, report.text()).toBe(0);
});
