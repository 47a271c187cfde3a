/** A tiered store is a record store: nobody who uses it can tell, but for what a single store cannot do. @module */
import { recordStoreConformance } from "@openbell/conformance";
import { simulatedClock } from "@openbell/core";
import { memoryStore, tieredStore } from "@openbell/core/store";
import { afterAll, describe, test } from "vitest";

recordStoreConformance({
  describe,
  test,
  afterAll,
  name: "tiered (memory, memory, memory)",
  make: ({ failpoint, ...options }) =>
    tieredStore(
      { hot: memoryStore(options), warm: memoryStore({ ...options, maxBodyBytes: 2 ** 24 }), cold: memoryStore() },
      failpoint === undefined ? {} : { failpoint },
    ),
  timed(options) {
    const clock = simulatedClock(Date.UTC(2026, 0, 5));
    const of = (more: object) => memoryStore({ ...options, ...more, clock });
    const store = tieredStore({ hot: of({}), warm: of({ maxBodyBytes: 2 ** 24 }), cold: of({}) });
    return { store, advance: (ms) => clock.advance(ms) };
  },
});
