/** Conditions are missed when they are taken away: the races of the other tests would see it. @module */

import { expect, test } from "vitest";
import { fileObjects, memoryObjects, type Objects, objectStore } from "../src/index.js";
import { bytes, temporaryFolder } from "./support/temporary.js";

const key = { tenant: "desk", kind: "count", id: "c" };

/** Stores of their own over one place, each adding to a counter; how many additions are there in the end. */
async function counted(objects: Objects): Promise<number> {
  await objectStore(objects).put({ key, expect: { is: "absent" }, body: bytes("") });
  const stores = Array.from({ length: 8 }, () => objectStore(objects));
  await Promise.all(
    stores.map(async (store) => {
      for (let i = 0; i < 5; i++) await store.append({ key, appends: [], counters: { n: 1 } });
    }),
  );
  const found = await objectStore(objects).get(key);
  return found.found ? (found.record.counters["n"] ?? 0) : -1;
}

test.each([
  ["memory", memoryObjects],
  ["files", () => fileObjects(temporaryFolder())],
])("%s: with conditions no addition is lost, without them some are", async (_, make) => {
  expect(await counted(make())).toBe(40);
  const careless = make();
  expect(await counted({ ...careless, put: (name, body) => careless.put(name, body) })).toBeLessThan(40);
});
