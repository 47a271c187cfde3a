/** What was read is what was written, or it is `CORRUPT_RECORD`: every flipped byte, every truncation, every swap. @module */

import { readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OpenbellError } from "@openbell/core";
import { describe, expect, test } from "vitest";
import { fileObjects, memoryObjects, objectStore } from "../src/index.js";
import { nameOf } from "../src/names.js";
import { decodeSlotHead } from "../src/record-object.js";
import { temporaryFolder } from "./support/temporary.js";

const key = { tenant: "desk-canary", kind: "note", id: "canary-1" };
const other = { tenant: "desk-canary", kind: "note", id: "canary-2" };

/** A record of about 1 kB with everything in it. */
async function stored() {
  const objects = memoryObjects();
  const store = objectStore(objects);
  await store.put({
    key,
    expect: { is: "absent" },
    body: new Uint8Array(400).map((_, i) => i),
    owner: "ann",
    tags: ["a"],
    meta: { a: 1 },
    expiry: { inMs: 3_600_000 },
    appends: [{ stream: "s", items: [new Uint8Array(50), new Uint8Array([1])] }],
    counters: { c: 1 },
  });
  const object = await objects.get(nameOf(key));
  if (object === null) throw new Error("lost");
  return { objects, store, bytes: object.bytes };
}

const damage = { code: "CORRUPT_RECORD" };

/** An error that says nothing of the record. */
async function expectDamage(read: Promise<unknown>): Promise<void> {
  const error: unknown = await read.then(
    () => "read",
    (reason: unknown) => reason,
  );
  if (!(error instanceof OpenbellError)) throw error;
  if (error.code !== "CORRUPT_RECORD" || /canary|ann/.test(error.message + JSON.stringify(error.details))) throw error;
}

describe("a record of 1 kB", () => {
  test("every byte, every bit of it flipped is found", async () => {
    const { objects, store, bytes } = await stored();
    expect(bytes.length).toBeGreaterThan(1000);
    for (let i = 0; i < bytes.length; i++) {
      const flipped = bytes.slice();
      flipped[i] = (bytes[i] as number) ^ (1 << (i % 8));
      await objects.put(nameOf(key), flipped);
      await expectDamage(store.get(key));
    }
  });

  test("every truncation is found, and bytes too many", async () => {
    const { objects, store, bytes } = await stored();
    for (let length = 0; length < bytes.length; length++) {
      await objects.put(nameOf(key), bytes.subarray(0, length));
      await expectDamage(store.get(key));
    }
    await objects.put(nameOf(key), Uint8Array.of(...bytes, 0));
    await expectDamage(store.get(key));
  });

  test("a head that is fetched alone is trusted only whole", async () => {
    const { bytes } = await stored();
    const headLength = decodeSlotHead("memory", bytes.subarray(0, 24));
    if (typeof headLength !== "number") throw new Error("known too early");
    for (let i = 0; i < headLength; i++) {
      // The lengths of what lies behind are no part of the head, but of its checksum.
      const flipped = bytes.slice(0, headLength);
      flipped[i] = (bytes[i] as number) ^ 1;
      const decoded = () => {
        const slot = decodeSlotHead("memory", flipped);
        if (typeof slot === "number" && slot > headLength) throw new OpenbellError("CORRUPT_RECORD", "longer than the object");
      };
      expect(decoded, `byte ${i}`).toThrow(expect.objectContaining(damage));
    }
  });

  test("another record in its place is found", async () => {
    const { objects, store, bytes } = await stored();
    await objects.put(nameOf(other), bytes);
    await expectDamage(store.get(other));
    await expectDamage(store.put({ key: other, expect: { is: "exists" }, body: new Uint8Array() }));
    expect(Buffer.from((await objects.get(nameOf(other)))?.bytes as Uint8Array)).toEqual(Buffer.from(bytes));
  });
});

test("no write replaces a damaged record", async () => {
  const { objects, store, bytes } = await stored();
  await objects.put(nameOf(key), bytes.subarray(0, 500));
  await expectDamage(store.put({ key, expect: { is: "exists" }, body: new Uint8Array() }));
  await expectDamage(store.put({ key, expect: { is: "absent" }, body: new Uint8Array() }));
  await expectDamage(store.append({ key, appends: [{ stream: "s", items: [new Uint8Array()] }] }));
  await expectDamage(store.remove({ key, expect: { is: "exists" } }));
  expect((await objects.get(nameOf(key)))?.bytes.length).toBe(500);
});

test("a list with a damaged head fails, a claim passes it over and says so", async () => {
  const objects = memoryObjects();
  const seen: unknown[] = [];
  const store = objectStore(objects, { onDamaged: (error) => seen.push(error.code) });
  for (const id of ["a", "b", "c"])
    await store.put({ key: { ...key, id }, expect: { is: "absent" }, body: new Uint8Array(10), due: { inMs: 1 } });
  const at = nameOf({ ...key, id: "b" });
  const whole = (await objects.get(at))?.bytes as Uint8Array;
  await new Promise((resolve) => setTimeout(resolve, 5));
  for (const place of [40, whole.length - 40]) {
    const bytes = whole.slice();
    bytes[place] = (bytes[place] as number) ^ 1;
    await objects.put(at, bytes);
    if (place === 40) await expectDamage(store.list({ tenant: key.tenant, kind: "note", limit: 10 }));
    const claimed = await store.claim({ kind: "note", limit: 10, worker: "w", leaseMs: 1 });
    expect(claimed.records.map(({ record }) => record.key.id)).toEqual(["a", "c"]);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(seen).toEqual(["CORRUPT_RECORD", "CORRUPT_RECORD"]);
});

test("a format of a newer version is refused, not guessed", async () => {
  const { createHash } = await import("node:crypto");
  const { objects, store, bytes } = await stored();
  const newer = Buffer.from(bytes);
  newer[4] = 2;
  createHash("sha256")
    .update(newer.subarray(0, -32))
    .digest()
    .copy(newer, newer.length - 32);
  await objects.put(nameOf(key), newer);
  await expect(store.get(key)).rejects.toMatchObject({ code: "STORE_MISUSE", message: expect.stringContaining("upgrade") });
});

test("a file that was cut, overwritten or removed", async () => {
  const folder = temporaryFolder();
  const store = objectStore(fileObjects(folder));
  await store.put({ key, expect: { is: "absent" }, body: new Uint8Array(1000) });
  const at = join(folder, "objects", `${nameOf(key)}@`);
  const file = join(at, readdirSync(at).find((name) => !name.startsWith("@")) as string);
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, 700));
  await expectDamage(store.get(key));
  writeFileSync(file, new Uint8Array(whole.length));
  await expectDamage(store.get(key));
  writeFileSync(file, whole);
  expect((await store.get(key)).found).toBe(true);
  unlinkSync(file);
  await expectDamage(store.get(key));
  await expectDamage(store.put({ key, expect: { is: "absent" }, body: new Uint8Array() }));
});
