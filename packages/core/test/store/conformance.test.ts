/** The store in memory keeps the contract; with a simulated clock, nobody waits. @module */
import { recordStoreConformance } from "@openbell/conformance";
import { simulatedClock } from "@openbell/core";
import { memoryStore } from "@openbell/core/store";
import { afterAll, describe, test } from "vitest";

recordStoreConformance({
  describe,
  test,
  afterAll,
  name: "memory",
  make: (options) => memoryStore(options),
  timed(options) {
    const clock = simulatedClock(Date.UTC(2026, 0, 5, 14, 30));
    return { store: memoryStore({ ...options, clock }), advance: (ms) => clock.advance(ms) };
  },
});
