/** Adds 1 to a number in a record, by compare and set, so often. Arguments: folder, how often. Prints the tries it took. @module */

import { writeSync } from "node:fs";
import { fileObjects, objectStore } from "../../src/index.js";

const [, , folder, times] = process.argv as string[];
const store = objectStore(fileObjects(folder as string), { deadlineMs: 60_000 });
const key = { tenant: "desk", kind: "count", id: "c" };
let tries = 0;
for (let done = 0; done < Number(times); ) {
  tries++;
  const now = await store.get(key);
  if (!now.found) throw new Error(now.why);
  const body = new TextEncoder().encode(String(Number(new TextDecoder().decode(now.record.body)) + 1));
  const put = await store.put({ key, expect: { is: "match", etag: now.record.etag }, body, counters: { sum: 1 } });
  if (put.ok) done++;
  else if (put.why !== "conflict") throw new Error(put.why);
}
writeSync(1, `${tries}\n`);
