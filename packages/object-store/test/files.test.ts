/** A folder of objects: writers that sleep while the world changes, leftovers, and what is on the disk. @module */

import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileObjects, type ObjectCondition, type Objects } from "../src/index.js";
import { bytes, temporaryFolder, text } from "./support/temporary.js";

const body = async (objects: Objects, name: string): Promise<string | null> => {
  const found = await objects.get(name);
  return found === null ? null : text(found.bytes);
};

/** A put that sleeps at a step until it is woken. */
async function sleeper(folder: string, at: string, name: string, put: string, condition: ObjectCondition) {
  let wake = (): void => {};
  const gate = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let arrived = (): void => {};
  const there = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const objects = fileObjects(folder, {
    failpoint: async (step) => {
      if (step !== at) return;
      arrived();
      await gate;
    },
  });
  const answer = objects.put(name, bytes(put), condition);
  await there;
  return async () => {
    wake();
    return answer;
  };
}

const etagOf = async (objects: Objects, name: string): Promise<string> => (await objects.head(name))?.etag as string;

describe.each(["files.put.written", "files.put.synced"])("a writer that sleeps at %s", (at) => {
  const changes: Readonly<Record<string, (objects: Objects) => Promise<unknown>>> = {
    changed: (objects) => objects.put("x", bytes("new")),
    "changed often": async (objects) => {
      for (let i = 0; i < 5; i++) await objects.put("x", bytes("new"));
    },
    deleted: (objects) => objects.delete("x"),
    "deleted and made anew": async (objects) => {
      await objects.delete("x");
      await objects.put("x", bytes("new"), { ifAbsent: true });
    },
    swept: async (objects) => {
      await objects.put("x", bytes("new"));
      await objects.sweep?.();
    },
  };

  test.each(Object.entries(changes))("finds the object %s: refused, and nothing of it is left", async (how, change) => {
    const folder = temporaryFolder();
    const objects = fileObjects(folder);
    await objects.put("x", bytes("old"));
    const wake = await sleeper(folder, at, "x", "late", { ifMatch: await etagOf(objects, "x") });
    await change(objects);
    expect(await wake()).toEqual({ refused: how === "deleted" ? "missing" : "changed" });
    expect(await body(objects, "x")).toBe(how === "deleted" ? null : "new");
    expect(existsSync(join(folder, "objects/x@")) ? readdirSync(join(folder, "objects/x@")) : []).toHaveLength(how === "deleted" ? 0 : 2);
  });

  test("and wants to create what another created: refused", async () => {
    const folder = temporaryFolder();
    const objects = fileObjects(folder);
    const wake = await sleeper(folder, at, "x", "late", { ifAbsent: true });
    await objects.put("x", bytes("new"), { ifAbsent: true });
    expect(await wake()).toEqual({ refused: "exists" });
    expect(await body(objects, "x")).toBe("new");
    expect(readdirSync(join(folder, "new"))).toEqual([]);
  });

  test("and wants to create what was created and deleted: done", async () => {
    const folder = temporaryFolder();
    const objects = fileObjects(folder);
    const wake = await sleeper(folder, at, "x", "late", { ifAbsent: true });
    await objects.put("x", bytes("new"), { ifAbsent: true });
    await objects.delete("x");
    expect(await wake()).toMatchObject({ etag: expect.any(String) });
    expect(await body(objects, "x")).toBe("late");
  });

  test("without a condition: it writes again, and is the last", async () => {
    const folder = temporaryFolder();
    const objects = fileObjects(folder);
    await objects.put("x", bytes("old"));
    const wake = await sleeper(folder, at, "x", "late", {});
    await objects.put("x", bytes("new"));
    await wake();
    expect(await body(objects, "x")).toBe("late");
    expect(readdirSync(join(folder, "objects/x@"))).toHaveLength(2);
  });

  test("so long that its draft was swept: surely nothing, and the next try works", async () => {
    const folder = temporaryFolder();
    const objects = fileObjects(folder);
    const wake = await sleeper(folder, at, "x", "late", { ifAbsent: true });
    for (const draft of readdirSync(join(folder, "new"))) utimesSync(join(folder, "new", draft), 0, 0);
    expect(await objects.sweep?.()).toBe(1);
    await expect(wake()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await body(objects, "x")).toBeNull();
    expect(await objects.put("x", bytes("new"), { ifAbsent: true })).toMatchObject({ etag: expect.any(String) });
  });
});

test("a pointer without folder mates: bytes of a writer that was ended while the object was being deleted do not stand in the way", async () => {
  const folder = temporaryFolder();
  const objects = fileObjects(folder);
  mkdirSync(join(folder, "objects/x@"), { recursive: true });
  writeFileSync(join(folder, "objects/x@", `${"a".repeat(32)}~-${"b".repeat(32)}`), "half");
  expect(await objects.get("x")).toBeNull();
  expect(await objects.put("x", bytes("new"), { ifAbsent: true })).toMatchObject({ etag: expect.any(String) });
  expect(await body(objects, "x")).toBe("new");
  expect(readdirSync(join(folder, "objects/x@"))).toHaveLength(2);
});

test("a folder that was taken away is made again", async () => {
  const folder = temporaryFolder();
  const objects = fileObjects(join(folder, "records"));
  await objects.put("a/x", bytes("1"));
  rmSync(join(folder, "records"), { recursive: true });
  expect(await objects.get("a/x")).toBeNull();
  await expect(objects.put("a/x", bytes("2"))).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  await objects.put("a/x", bytes("3"));
  expect(await body(objects, "a/x")).toBe("3");
});

test("a folder that cannot be written to is named by what is wrong, not by its path", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  const error = await fileObjects(join(folder, "file"))
    .put("x", bytes("1"))
    .then(
      () => null,
      (reason: unknown) => reason as Error,
    );
  expect(error).toMatchObject({ code: "STORE_UNAVAILABLE" });
  expect(error?.message).not.toContain(folder);
});

test("readers while it is written and deleted: always one whole state", async () => {
  const folder = temporaryFolder();
  const objects = fileObjects(folder);
  let writing = true;
  const writer = async (): Promise<void> => {
    for (let i = 0; i < 60; i++) {
      await objects.put("x", new Uint8Array(1000 + i).fill(i));
      if (i % 10 === 9) await objects.delete("x");
    }
    writing = false;
  };
  const reader = async (): Promise<number> => {
    let reads = 0;
    for (; writing; reads++) {
      const found = await fileObjects(folder).get("x");
      if (found === null) continue;
      const fill = found.bytes[0] as number;
      expect(found.bytes.length).toBe(1000 + fill);
      expect(found.bytes.every((byte) => byte === fill)).toBe(true);
    }
    return reads;
  };
  const [, ...reads] = await Promise.all([writer(), reader(), reader(), reader()]);
  expect(Math.min(...reads)).toBeGreaterThan(10);
});
