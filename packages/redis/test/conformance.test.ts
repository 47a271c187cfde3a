/** The Redis store keeps the contract, with both client libraries. @module */

import { recordStoreConformance } from "@openbell/conformance";
import { redisStore } from "@openbell/redis";
import { afterAll, describe, test } from "vitest";
import { describeWithServer, faultsWith, LIBRARIES, onClock, unique, withServer } from "./support.js";

for (const [name, library] of Object.entries(LIBRARIES)) {
  describeWithServer(name, () => {
    const { client } = withServer();
    const faults = faultsWith(library);
    afterAll(faults.stop);
    recordStoreConformance({
      describe,
      test,
      afterAll,
      name: `redis (${name})`,
      make: async (options) => redisStore(await client(library), { prefix: unique(), ...options }),
      peers: async (count) => {
        const prefix = unique();
        return Promise.all(Array.from({ length: count }, async () => redisStore(await client(library), { prefix })));
      },
      faults,
      async timed(options) {
        const { port, clock } = await onClock(await client(library));
        return { store: redisStore(port, { prefix: unique(), ...options }), advance: clock.forward };
      },
    });
  });
}
