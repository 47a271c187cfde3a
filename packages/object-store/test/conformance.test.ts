/** The published suite over each place that objects can be kept in. @module */

import { rmSync } from "node:fs";
import { recordStoreConformance } from "@openbell/conformance";
import { simulatedClock } from "@openbell/core";
import { newId } from "@openbell/core/store";
import { afterAll, describe, test } from "vitest";
import { fileObjects, memoryObjects, type Objects, objectStore, s3Objects } from "../src/index.js";
import { s3Client } from "./support/s3-client.js";
import { startS3 } from "./support/s3-double.js";
import { newMemoryFolder } from "./support/temporary.js";

const folder = newMemoryFolder();
const server = await startS3();
const client = s3Client(server.endpoint);
afterAll(async () => {
  client.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function conformance(name: string, objects: () => Objects): void {
  recordStoreConformance({
    describe,
    test,
    afterAll,
    name,
    make: (options) => objectStore(objects(), { deadlineMs: 60_000, ...options }),
    timed: (options) => {
      const clock = simulatedClock(Date.UTC(2026, 0, 5, 9));
      return { store: objectStore(objects(), { deadlineMs: 60_000, ...options, clock }), advance: (ms) => clock.advance(ms) };
    },
    async peers(count) {
      const shared = objects();
      return Array.from({ length: count }, () => objectStore(shared, { deadlineMs: 60_000 }));
    },
  });
}

conformance("objects in memory", memoryObjects);
conformance("objects in a folder", () => fileObjects(`${folder}/${newId()}`));
conformance("objects in a bucket", () => s3Objects(client, { bucket: "records", prefix: `${newId()}/`, probe: false }));
