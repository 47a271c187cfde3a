/**
 * Does one thing to a folder and ends itself as by `kill -9` at a failpoint. Arguments: folder, what to do, the failpoint, at which of its
 * occurrences. Prints `acked` once the store has answered.
 *
 * @module
 */

import { writeSync } from "node:fs";
import { fileObjects, objectStore } from "../../src/index.js";

const [, , folder, verb, at, occurrence] = process.argv as string[];
let left = Number(occurrence ?? 1);
const failpoint = (step: string): void => {
  if (step === at && --left === 0) process.kill(process.pid, "SIGKILL");
};
const store = objectStore(fileObjects(folder as string, { failpoint }), { failpoint, ...(verb === "sweep" ? { tombstoneMs: 1 } : {}) });
const key = { tenant: "desk", kind: "note", id: "n" };
const body = new Uint8Array(100_000).fill(2);
if (verb === "create") await store.put({ key, expect: { is: "absent" }, body, operation: "second" });
if (verb === "update") await store.put({ key, expect: { is: "exists" }, body, operation: "second" });
if (verb === "append") await store.append({ key, appends: [{ stream: "s", items: [body] }], operation: "second" });
if (verb === "remove") await store.remove({ key, expect: { is: "exists" }, operation: "second" });
if (verb === "sweep") await store.sweep("note");
writeSync(1, "acked\n");
