/** What is particular to records as objects: names, limits, giving up, scanning many, sweeping. @module */

import { rmSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { fileObjects, memoryObjects, type Objects, objectStore } from "../src/index.js";
import { nameOf, segmentOf } from "../src/names.js";
import { isObjectName } from "../src/objects.js";
import { flakyObjects } from "./support/flaky.js";
import { bytes, newMemoryFolder, temporaryFolder, text } from "./support/temporary.js";

const key = { tenant: "desk", kind: "note", id: "n" };

describe("names", () => {
  const hostile = [
    "..",
    "../../etc/passwd",
    "a/b",
    "a\\b",
    "*",
    "ä",
    "A",
    "a",
    "%2e",
    "con",
    "_",
    "__",
    "_a",
    " ",
    ".",
    "~",
    "𝕏",
    "x".repeat(128),
  ];

  test("every tenant has a name of its own, also where A is a", () => {
    const names = hostile.map((tenant) => nameOf({ ...key, tenant }));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(hostile.length);
    for (const name of names) expect(isObjectName(name), name).toBe(true);
  });

  test("of any two texts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 128 }), fc.string({ minLength: 1, maxLength: 128 }), (a, b) => {
        const [x, y] = [segmentOf(a), segmentOf(b)];
        expect(isObjectName(x)).toBe(true);
        expect(x === x.toLowerCase()).toBe(true);
        expect(x === y).toBe(a === b);
      }),
    );
  });

  test("hostile tenants and long ids live side by side in a folder", async () => {
    const folder = temporaryFolder();
    const store = objectStore(fileObjects(folder));
    const keys = hostile.flatMap((tenant) =>
      ["n", "N", "..", "x".repeat(128), "X".repeat(128)].map((id) => ({ tenant, kind: "note", id })),
    );
    for (const [i, one] of keys.entries())
      expect((await store.put({ key: one, expect: { is: "absent" }, body: bytes(`${i}`) })).ok).toBe(true);
    for (const [i, one] of keys.entries()) {
      const found = await store.get(one);
      expect(found.found && text(found.record.body)).toBe(`${i}`);
    }
    for (const tenant of hostile) {
      const page = await store.list({ tenant, kind: "note", limit: 100 });
      expect(page.items.map((head) => head.key.tenant)).toEqual(Array(5).fill(tenant));
    }
  });
});

test("1,234 records are listed page by page, each once, and claimed", async () => {
  const store = objectStore(memoryObjects());
  const ids = Array.from({ length: 1234 }, (_, i) => `n-${i}`);
  for (const id of ids) await store.put({ key: { ...key, id }, expect: { is: "absent" }, body: bytes(id), due: { inMs: 1 } });
  for (const limit of [100, 1000]) {
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await store.list({ tenant: "desk", kind: "note", order: "created", limit, ...(after === undefined ? {} : { after }) });
      seen.push(...page.items.map((head) => head.key.id));
      after = page.next;
    }
    expect(seen).toHaveLength(1234);
    expect(new Set(seen)).toEqual(new Set(ids));
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await store.claim({ kind: "note", limit: 1000, worker: "w", leaseMs: 60_000 })).records).toHaveLength(1000);
  expect((await store.claim({ kind: "note", limit: 1000, worker: "w", leaseMs: 60_000 })).records).toHaveLength(234);
});

test("2,100 objects in a folder come in pages", async () => {
  const folder = newMemoryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const objects = fileObjects(folder);
  const names = Array.from({ length: 2100 }, (_, i) => `a/${String(i).padStart(4, "0")}`);
  for (let i = 0; i < names.length; i += 100) await Promise.all(names.slice(i, i + 100).map((name) => objects.put(name, bytes(name))));
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await objects.list("a/", { limit: 1000, ...(after === undefined ? {} : { after }) });
    seen.push(...page.names);
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toEqual(names);
}, 60_000);

test("a head longer than what is fetched at first is fetched whole", async () => {
  const store = objectStore(memoryObjects());
  const meta = { long: "x".repeat(4000) };
  const counters = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`counter-number-${i}`, i]));
  await store.put({ key, expect: { is: "absent" }, body: bytes("x"), meta, counters });
  const page = await store.list({ tenant: "desk", kind: "note", limit: 10 });
  expect(page.items[0]?.meta).toEqual(meta);
});

test("places that cannot give a part give the whole", async () => {
  const { getRange: _, ...whole } = memoryObjects();
  const store = objectStore(whole);
  await store.put({ key, expect: { is: "absent" }, body: new Uint8Array(10_000) });
  expect((await store.list({ tenant: "desk", kind: "note", limit: 10 })).items).toHaveLength(1);
});

test("an object has a limit: a stream without `keep` is refused one day, and nothing is lost", async () => {
  const store = objectStore(memoryObjects(), { maxObjectBytes: 10_000 });
  await store.put({ key, expect: { is: "absent" }, body: bytes("x") });
  let appended = 0;
  for (;;) {
    const answer = await store.append({ key, appends: [{ stream: "s", items: [new Uint8Array(1000)] }] });
    if (!answer.ok) {
      expect(answer.why).toBe("too-large");
      break;
    }
    appended++;
  }
  expect(appended).toBeGreaterThan(5);
  expect(await store.get(key)).toMatchObject({ record: { streams: { s: appended } } });
});

test("a writer that is always overtaken gives up before its deadline: surely nothing was done", async () => {
  let overtake = false;
  const store = objectStore(
    flakyObjects(memoryObjects(), () => (overtake ? "overtaken" : "none")),
    { deadlineMs: 1500 },
  );
  await store.put({ key, expect: { is: "absent" }, body: bytes("x") });
  overtake = true;
  await expect(store.append({ key, appends: [], counters: { n: 1 } })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  expect(await store.get(key)).toMatchObject({ record: { revision: 1 } });
});

test("a writer whose caller gave up while it waited for its turn does nothing", async () => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const objects = memoryObjects();
  const slow: Objects = { ...objects, put: (...put) => gate.then(() => objects.put(...put)) };
  const store = objectStore(slow);
  const first = store.put({ key, expect: { is: "absent" }, body: bytes("x") });
  const giveUp = new AbortController();
  const second = store.append({ key, appends: [], counters: { n: 1 } }, { signal: giveUp.signal });
  giveUp.abort();
  await expect(second).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
  release();
  await first;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await store.get(key)).toMatchObject({ record: { revision: 1, counters: {} } });
});

test("tombstones are swept when over, by a claim or by name; never a record made anew", async () => {
  const objects = memoryObjects();
  const store = objectStore(objects, { tombstoneMs: 20 });
  for (const id of ["a", "b"]) {
    await store.put({ key: { ...key, id }, expect: { is: "absent" }, body: bytes("x") });
    await store.remove({ key: { ...key, id }, expect: { is: "exists" } });
  }
  expect(await store.sweep("note")).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 25));
  await store.put({ key: { ...key, id: "a" }, expect: { is: "absent" }, body: bytes("new") });
  expect(await store.sweep("note")).toBe(1);
  expect((await objects.list("", { limit: 10 })).names).toEqual([nameOf({ ...key, id: "a" })]);
});
