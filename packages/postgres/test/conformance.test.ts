import { recordStoreConformance } from "@openbell/conformance";
import { afterAll, describe, test } from "vitest";
import { postgresStore } from "../src/index.js";
import { type ClientName, faultsByPg, missing, SUBJECTS, schemas } from "./support.js";

for (const name of Object.keys(SUBJECTS) as ClientName[]) {
  describe.skipIf(name !== "PGlite" && missing !== null)(`over ${name}`, () => {
    const place = SUBJECTS[name]();
    const faults = name === "pg" ? faultsByPg() : undefined;
    recordStoreConformance({
      ...{ describe, test, name: `postgres by ${name}`, ...(faults ? { faults } : {}) },
      make: async (options) => {
        const { port } = await place.get();
        return postgresStore(port, { schema: await schemas(port), ...options });
      },
      peers: async (count) => {
        const schema = await schemas((await place.get()).port);
        return Promise.all(Array.from({ length: count }, async (_, n) => postgresStore((await place.another(n)).port, { schema })));
      },
    });
    afterAll(async () => {
      await place.close();
      await faults?.close();
    });
  });
}
