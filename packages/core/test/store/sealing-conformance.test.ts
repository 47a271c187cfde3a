/** A sealed store keeps the same contract as the store below it. @module */
import { recordStoreConformance } from "@openbell/conformance";
import { simulatedClock } from "@openbell/core";
import { localKeys, memoryStore, sealedStore } from "@openbell/core/store";
import { afterAll, describe, test } from "vitest";

const keys = localKeys({ current: "k1", keys: { k1: new Uint8Array(32).fill(7) } });
/** What an envelope takes of the limit of the store below. */
const room = ({ maxBodyBytes = 2 ** 20 }): { maxBodyBytes: number } => ({ maxBodyBytes: maxBodyBytes + 256 });

recordStoreConformance({
  describe,
  test,
  afterAll,
  name: "sealed memory",
  // Data keys lie apart: the suite's failpoints are for the writes of records.
  make: (options) => sealedStore(memoryStore({ ...options, ...room(options) }), { keys, keyStore: memoryStore(), compression: "deflate" }),
  timed(options) {
    const clock = simulatedClock(Date.UTC(2026, 0, 5, 14, 30));
    const below = memoryStore({ ...options, ...room(options), clock });
    return { store: sealedStore(below, { keys, keyStore: memoryStore() }), advance: (ms) => clock.advance(ms) };
  },
  skip: [
    {
      reason: "given up while the data key is made: surely nothing was done, and STORE_UNAVAILABLE says so",
      cases: ["WAIT-22", "WAIT-23", "WAIT-24"],
    },
  ],
});
