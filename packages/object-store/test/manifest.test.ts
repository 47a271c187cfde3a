/** Objects that belong together: all of them, or nothing, or an exact word on what is wrong. @module */

import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import {
  fileObjects,
  memoryObjects,
  type Objects,
  readManifest,
  readPart,
  removeManifest,
  s3Objects,
  verifyManifest,
  writeManifest,
} from "../src/index.js";
import { s3Client } from "./support/s3-client.js";
import { startS3 } from "./support/s3-double.js";
import { bytes, newFolder } from "./support/temporary.js";

const folder = newFolder();
const server = await startS3();
const client = s3Client(server.endpoint);
afterAll(async () => {
  client.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
const places: Readonly<Record<string, () => Objects>> = {
  memory: memoryObjects,
  files: () => fileObjects(`${folder}/${made++}`),
  s3: () => s3Objects(client, { bucket: "manifests", prefix: `${made++}/`, probe: false }),
};

const name = "checkpoints/s-7/12";
const parts = new Map(Array.from({ length: 20 }, (_, i) => [`agent ${i}`, bytes(`state of agent ${i}`)]));

async function names(objects: Objects): Promise<readonly string[]> {
  return (await objects.list("", { limit: 1000 })).names;
}

describe.each(Object.entries(places))("%s", (_, make) => {
  test("written, verified, read, removed", async () => {
    const objects = make();
    expect(await verifyManifest(objects, name)).toEqual({ found: false });
    const written = await writeManifest(objects, { name, parts, meta: { sequence: 12 } });
    if (!("manifest" in written)) throw new Error(written.refused);
    expect(written.manifest).toMatchObject({ name, meta: { sequence: 12 } });
    expect(await verifyManifest(objects, name)).toEqual({ found: true, faults: [], ...written });
    expect(await readManifest(objects, name)).toEqual(written);
    expect(await readPart(objects, written.manifest, "agent 3")).toEqual(bytes("state of agent 3"));
    await expect(readPart(objects, written.manifest, "agent 99")).rejects.toMatchObject({ code: "STORE_MISUSE" });
    expect(await removeManifest(objects, name, { ifMatch: written.etag })).toEqual({ deleted: true });
    expect(await names(objects)).toEqual([]);
  });

  test("a writer ended at any step: nothing, or all; the repetition goes on", async () => {
    for (let end = 0; end < 22; end++) {
      const objects = make();
      let steps = 0;
      const failpoint = (): void => {
        if (steps++ === end) throw new Error("ended");
      };
      await expect(writeManifest(objects, { name, parts, failpoint })).rejects.toThrow("ended");
      const after = await verifyManifest(objects, name);
      expect(after.found).toBe(end === 21);
      if (after.found) expect(after.faults).toEqual([]);
      expect(await writeManifest(objects, { name, parts })).toMatchObject({ manifest: { name } });
      expect(await verifyManifest(objects, name)).toMatchObject({ found: true, faults: [] });
    }
  }, 60_000);

  test("written again: the same is the same, another is refused", async () => {
    const objects = make();
    const first = await writeManifest(objects, { name, parts });
    expect(await writeManifest(objects, { name, parts })).toEqual(first);
    expect(await writeManifest(objects, { name, parts: [["other", bytes("x")]] })).toEqual({ refused: "exists" });
    expect(await readManifest(objects, name)).toEqual(first);
    const { etag } = first as { etag: string };
    const second = await writeManifest(objects, { name, parts: [["other", bytes("x")]], condition: { ifMatch: etag } });
    expect(second).toMatchObject({ manifest: { parts: [{ name: "other", size: 1 }] } });
    expect(await writeManifest(objects, { name, parts: [["third", bytes("y")]], condition: { ifMatch: etag } })).toEqual({
      refused: "changed",
    });
  });

  test("a part that is missing, cut or flipped is named", async () => {
    const objects = make();
    const written = await writeManifest(objects, { name, parts });
    if (!("manifest" in written)) throw new Error(written.refused);
    const at = (i: number): string => `${name}/${written.manifest.parts[i]?.sha256}`;
    await objects.delete(at(3));
    await objects.put(at(5), bytes("state of"));
    await objects.put(at(7), bytes("State of agent 7"));
    const verified = await verifyManifest(objects, name);
    if (!verified.found) throw new Error("lost");
    expect([...verified.faults].sort((a, b) => (a.part < b.part ? -1 : 1))).toEqual([
      { part: "agent 3", why: "missing" },
      { part: "agent 5", why: "damaged" },
      { part: "agent 7", why: "damaged" },
    ]);
    for (const part of ["agent 3", "agent 5", "agent 7"])
      await expect(readPart(objects, written.manifest, part)).rejects.toMatchObject({ code: "CORRUPT_RECORD" });
    // Written again from the bytes that are still there, it is whole.
    expect(await writeManifest(objects, { name, parts })).toEqual(written);
    expect(await verifyManifest(objects, name)).toMatchObject({ faults: [] });
  });

  test("a damaged manifest, or another's, is no manifest", async () => {
    const objects = make();
    await writeManifest(objects, { name, parts });
    const whole = (await objects.get(`${name}/manifest`))?.bytes as Uint8Array;
    await objects.put("checkpoints/s-8/1/manifest", whole);
    await expect(readManifest(objects, "checkpoints/s-8/1")).rejects.toMatchObject({ code: "CORRUPT_RECORD" });
    await objects.put(`${name}/manifest`, whole.subarray(0, 100));
    await expect(verifyManifest(objects, name)).rejects.toMatchObject({ code: "CORRUPT_RECORD" });
  });

  test("two parts of one name are misuse, parts of equal bytes are one object", async () => {
    const objects = make();
    const twice = [["a", bytes("1")] as const, ["a", bytes("2")] as const];
    await expect(writeManifest(objects, { name, parts: twice })).rejects.toMatchObject({ code: "STORE_MISUSE" });
    await removeManifest(objects, name);
    await writeManifest(objects, { name, parts: [["a", bytes("1")] as const, ["b", bytes("1")] as const] });
    expect(await names(objects)).toHaveLength(2);
    expect(await verifyManifest(objects, name)).toMatchObject({ faults: [] });
  });
});

test("an upload that was cut short behind a 200 is found by the verification", async () => {
  const objects = places["s3"]?.() as Objects;
  server.fail("PUT", { truncate: true }, 4);
  await writeManifest(objects, { name, parts });
  const verified = await verifyManifest(objects, name);
  expect(verified.found && verified.faults).toEqual([{ part: expect.any(String), why: "damaged" }]);
  await writeManifest(objects, { name, parts });
  expect(await verifyManifest(objects, name)).toMatchObject({ faults: [] });
});
