/** Several processes on one folder. @module */

import { afterAll, beforeAll, expect, test } from "vitest";
import { fileObjects, objectStore } from "../src/index.js";
import { type Program, program } from "./support/child.js";
import { bytes, temporaryFolder, text } from "./support/temporary.js";

let counter: Program;
beforeAll(async () => {
  counter = await program("counter");
});
afterAll(() => counter.remove());

const key = { tenant: "desk", kind: "count", id: "c" };

test("four processes count together by compare and set, and lose nothing", async () => {
  const folder = temporaryFolder();
  const store = objectStore(fileObjects(folder));
  await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
  const times = 50;
  const children = Array.from({ length: 4 }, () => counter.start(folder, String(times)));
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
  // They did get in each other's way.
  const tries = children.reduce((sum, { lines }) => sum + Number(lines[0]), 0);
  expect(tries).toBeGreaterThan(4 * times);
  const now = await store.get(key);
  if (!now.found) throw new Error(now.why);
  expect(text(now.record.body)).toBe(String(4 * times));
  expect(now.record).toMatchObject({ version: 4 * times + 1, counters: { sum: 4 * times } });
}, 60_000);

test("a process that is ended holds up nobody: others count on", async () => {
  const folder = temporaryFolder();
  const store = objectStore(fileObjects(folder));
  await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
  const doomed = Array.from({ length: 2 }, () => counter.start(folder, "100000"));
  const steady = [counter.start(folder, "40"), counter.start(folder, "40")];
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const { process } of doomed) process.kill("SIGKILL");
  expect(await Promise.all(steady.map(({ ended }) => ended))).toEqual([0, 0]);
  const now = await store.get(key);
  if (!now.found) throw new Error(now.why);
  expect(Number(text(now.record.body))).toBe(now.record.version - 1);
  expect(now.record.counters).toEqual({ sum: now.record.version - 1 });
}, 60_000);

test("a process that is stopped in the middle of a put and goes on later overwrites nothing", async () => {
  const folder = temporaryFolder();
  const store = objectStore(fileObjects(folder));
  await store.put({ key, expect: { is: "absent" }, body: bytes("0") });
  const stopped = counter.start(folder, "100000");
  try {
    for (let round = 0; round < 20; round++) {
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 20));
      stopped.process.kill("SIGSTOP");
      const before = await store.get(key);
      if (!before.found) throw new Error(before.why);
      // The same record, changed and changed again behind its back.
      for (let i = 0; i < 3; i++) {
        const now = await store.get(key);
        if (!now.found) throw new Error(now.why);
        const body = bytes(String(Number(text(now.record.body)) + 1));
        const put = await store.put({ key, expect: { is: "match", etag: now.record.etag }, body, counters: { sum: 1 } });
        expect(put.ok).toBe(true);
      }
      stopped.process.kill("SIGCONT");
    }
  } finally {
    stopped.process.kill("SIGKILL");
  }
  await stopped.ended;
  const now = await store.get(key);
  if (!now.found) throw new Error(now.why);
  expect(now.record.version).toBeGreaterThan(61);
  expect(Number(text(now.record.body))).toBe(now.record.version - 1);
}, 60_000);
