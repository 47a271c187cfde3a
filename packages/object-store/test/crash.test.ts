/** A process is ended at every named step: afterwards the old object or the new one is there, whole; what was acknowledged is; and life goes on. @module */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileObjects, objectStore } from "../src/index.js";
import { type Program, program } from "./support/child.js";
import { temporaryFolder } from "./support/temporary.js";

let endedAt: Program;
beforeAll(async () => {
  endedAt = await program("ended-at");
});
afterAll(() => endedAt.remove());

const key = { tenant: "desk", kind: "note", id: "n" };
const old = new Uint8Array(50_000).fill(1);
const fresh = new Uint8Array(100_000).fill(2);

const PUT = ["files.put.written", "files.put.synced", "files.put.linked", "files.put.dirsynced", "files.put.cleaned"];
const store = (verb: string): string[] => ["before", "read", "decided", "put", "after"].map((step) => `objects.${verb}.${step}`);

/** From this step on the new state is the object's. */
const APPLIED = /linked|dirsynced|cleaned|\.put$|\.after$/;

/** All files below a folder. */
function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true } as const)
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

interface Scenario {
  readonly verb: "create" | "update" | "append" | "remove";
  readonly steps: readonly string[];
}

const scenarios: readonly Scenario[] = [
  { verb: "create", steps: [...store("put"), ...PUT] },
  { verb: "update", steps: [...store("put"), ...PUT] },
  { verb: "append", steps: [...store("append"), ...PUT] },
  { verb: "remove", steps: [...store("remove"), ...PUT] },
];

describe.each(scenarios)("$verb", ({ verb, steps }) => {
  test.concurrent.for(steps)("ended at %s", async (step, { onTestFinished, expect }) => {
    const folder = temporaryFolder(onTestFinished);
    const records = objectStore(fileObjects(folder));
    if (verb !== "create") await records.put({ key, expect: { is: "absent" }, body: old, operation: "first" });
    const child = endedAt.start(folder, verb, step);
    expect(await child.ended).toBe("SIGKILL");
    expect(child.lines).toEqual([]);

    // A process of another life: nothing is remembered but what is in the folder.
    const again = objectStore(fileObjects(folder));
    const found = await again.get(key);
    const applied = APPLIED.test(step);
    if (verb === "create") {
      expect(found.found).toBe(applied);
      if (found.found) expect(found.record.body).toEqual(fresh);
    } else if (verb === "remove") expect(found).toMatchObject(applied ? { found: false, why: "gone" } : { found: true });
    else if (!found.found) throw new Error("lost");
    else if (verb === "update") expect(found.record.body).toEqual(applied ? fresh : old);
    else expect(found.record.streams).toEqual(applied ? { s: 1 } : {});

    // The caller repeats what it had no answer to: it is done once.
    const operation = "second";
    const repeated =
      verb === "create"
        ? await again.put({ key, expect: { is: "absent" }, body: fresh, operation })
        : verb === "update"
          ? await again.put({ key, expect: { is: "exists" }, body: fresh, operation })
          : verb === "append"
            ? await again.append({ key, appends: [{ stream: "s", items: [fresh] }], operation })
            : await again.remove({ key, expect: { is: "exists" }, operation });
    expect(repeated).toMatchObject({ ok: true, replay: applied });

    // One more write, and no bytes are left that nobody points to.
    if (verb !== "remove") {
      expect((await again.put({ key, expect: { is: "exists" }, body: old })).ok).toBe(true);
      expect(files(join(folder, "objects"))).toHaveLength(2);
    }
  });
});

test.each(["files.delete.marked", "files.delete.dirsynced", "files.delete.emptied"])("a sweep ended at %s", async (step) => {
  const folder = temporaryFolder();
  const records = objectStore(fileObjects(folder), { tombstoneMs: 1 });
  await records.put({ key, expect: { is: "absent" }, body: old });
  await records.remove({ key, expect: { is: "exists" } });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await endedAt.start(folder, "sweep", step).ended).toBe("SIGKILL");
  expect(await records.get(key)).toEqual({ found: false, why: "missing" });
  expect(await records.put({ key, expect: { is: "absent" }, body: fresh })).toMatchObject({ ok: true, version: 1 });
  expect(files(join(folder, "objects"))).toHaveLength(2);
});

test("what an ended process leaves behind is swept, and the folder of a removed record with it", async () => {
  const folder = temporaryFolder();
  expect(await endedAt.start(folder, "create", "files.put.synced").ended).toBe("SIGKILL");
  expect(readdirSync(join(folder, "new"))).toHaveLength(1);
  const records = objectStore(fileObjects(folder), { tombstoneMs: 1 });
  // Too young to be taken from a writer that may still be at work.
  await records.sweep("note");
  expect(readdirSync(join(folder, "new"))).toHaveLength(1);
  await records.put({ key, expect: { is: "absent" }, body: old });
  await records.remove({ key, expect: { is: "exists" } });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await records.sweep("note")).toBe(1);
  expect(files(join(folder, "objects"))).toEqual([]);
  expect(readdirSync(join(folder, "objects", "records", "note", "desk"))).toEqual([]);
});
