/** What every object port must do, over each. @module */

import { rmSync } from "node:fs";
import { newId } from "@openbell/core/store";
import { afterAll, describe, expect, test } from "vitest";
import { fileObjects, memoryObjects, type Objects, s3Objects } from "../src/index.js";
import { s3Client } from "./support/s3-client.js";
import { startS3 } from "./support/s3-double.js";
import { bytes, newFolder, text } from "./support/temporary.js";

const folder = newFolder();
const server = await startS3();
const client = s3Client(server.endpoint);
afterAll(async () => {
  client.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ports: Readonly<Record<string, () => Objects>> = {
  memory: memoryObjects,
  files: () => fileObjects(`${folder}/${newId()}`),
  s3: () => s3Objects(client, { bucket: "objects", prefix: `${newId()}/` }),
};

const etagIn = (put: object): string => {
  if (!("etag" in put)) throw new Error("refused");
  return put.etag as string;
};

describe.each(Object.entries(ports))("%s", (_, make) => {
  test("a put is read back whole, in part and by its head", async () => {
    const objects = make();
    const etag = etagIn(await objects.put("a/b", bytes("hello world")));
    expect(await objects.get("a/b")).toEqual({ bytes: bytes("hello world"), etag });
    expect(text((await objects.getRange?.("a/b", 6, 3))?.bytes ?? new Uint8Array())).toBe("wor");
    expect(text((await objects.getRange?.("a/b", 6, 300))?.bytes ?? new Uint8Array())).toBe("world");
    expect(await objects.head("a/b")).toEqual({ etag, size: 11 });
    expect(await objects.get("a")).toBeNull();
    expect(await objects.getRange?.("a/b/c", 0, 10)).toBeNull();
    expect(await objects.head("b")).toBeNull();
  });

  test("an object and objects below its name are apart", async () => {
    const objects = make();
    await objects.put("a", bytes("1"));
    await objects.put("a/b", bytes("2"));
    await objects.put("a/b/c", bytes("3"));
    expect(text((await objects.get("a"))?.bytes as Uint8Array)).toBe("1");
    expect(text((await objects.get("a/b/c"))?.bytes as Uint8Array)).toBe("3");
    expect(await objects.delete("a/b")).toEqual({ deleted: true });
    expect((await objects.list("", { limit: 10 })).names).toEqual(["a", "a/b/c"]);
  });

  test("conditions of a put", async () => {
    const objects = make();
    expect(await objects.put("x", bytes("0"), { ifMatch: '"0123"' })).toEqual({ refused: "missing" });
    const first = etagIn(await objects.put("x", bytes("1"), { ifAbsent: true }));
    expect(await objects.put("x", bytes("2"), { ifAbsent: true })).toEqual({ refused: "exists" });
    const second = etagIn(await objects.put("x", bytes("3"), { ifMatch: first }));
    expect(await objects.put("x", bytes("4"), { ifMatch: first })).toEqual({ refused: "changed" });
    expect(await objects.get("x")).toEqual({ bytes: bytes("3"), etag: second });
    etagIn(await objects.put("x", bytes("5")));
    expect(text((await objects.get("x"))?.bytes as Uint8Array)).toBe("5");
  });

  test("conditions of a deletion, and a new object afterwards", async () => {
    const objects = make();
    expect(await objects.delete("x")).toEqual({ refused: "missing" });
    const first = etagIn(await objects.put("x", bytes("1")));
    const second = etagIn(await objects.put("x", bytes("2")));
    expect(await objects.delete("x", { ifMatch: first })).toEqual({ refused: "changed" });
    expect(await objects.delete("x", { ifMatch: second })).toEqual({ deleted: true });
    expect(await objects.delete("x", { ifMatch: second })).toEqual({ refused: "missing" });
    expect(await objects.get("x")).toBeNull();
    expect(await objects.put("x", bytes("3"), { ifMatch: second })).toEqual({ refused: "missing" });
    etagIn(await objects.put("x", bytes("3"), { ifAbsent: true }));
    expect(text((await objects.get("x"))?.bytes as Uint8Array)).toBe("3");
  });

  test("of many who put if absent, or if it is still the same, one succeeds", async () => {
    const objects = make();
    for (let round = 0, etag: string | undefined; round < 10; round++) {
      const condition = etag === undefined ? { ifAbsent: true as const } : { ifMatch: etag };
      const puts = await Promise.all(Array.from({ length: 12 }, (_, i) => objects.put("x", bytes(`${round} ${i}`), condition)));
      const winners = puts.flatMap((put, i) => ("etag" in put ? [{ i, etag: put.etag }] : []));
      expect(winners).toHaveLength(1);
      etag = winners[0]?.etag as string;
      expect(await objects.get("x")).toEqual({ bytes: bytes(`${round} ${winners[0]?.i}`), etag });
    }
  });

  test("putting if absent races deleting: never both, never neither", async () => {
    const objects = make();
    for (let round = 0; round < 20; round++) {
      const { etag } = (await objects.put("x", bytes("old"))) as { etag: string };
      const [deleted, ...puts] = await Promise.all([
        objects.delete("x", { ifMatch: etag }),
        ...Array.from({ length: 4 }, (_, i) => objects.put("x", bytes(`new ${i}`), { ifAbsent: true })),
      ]);
      expect(deleted).toEqual({ deleted: true });
      expect(puts.filter((put) => "etag" in put).length).toBeLessThanOrEqual(1);
      const now = await objects.get("x");
      expect(now !== null).toBe(puts.some((put) => "etag" in put));
      if (now !== null) await objects.delete("x");
    }
  });

  test("names in the order of their characters, page by page", async () => {
    const objects = make();
    const names = ["a", "a-b", "a.b", "a/b", "a/b-c", "a/b/c", "a0", "b/z", "b~"];
    for (const name of [...names].reverse()) await objects.put(name, bytes(name));
    const sorted = [...names].sort();
    for (const limit of [1, 2, 3, 100]) {
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await objects.list("", { limit, ...(after === undefined ? {} : { after }) });
        expect(page.names.length).toBeLessThanOrEqual(limit);
        seen.push(...page.names);
        if (page.next === null) break;
        after = page.next;
      }
      expect(seen).toEqual(sorted);
    }
    expect((await objects.list("a/", { limit: 100 })).names).toEqual(["a/b", "a/b-c", "a/b/c"]);
    expect((await objects.list("a/b", { limit: 100 })).names).toEqual(["a/b", "a/b-c", "a/b/c"]);
    expect((await objects.list("c", { limit: 100 })).names).toEqual([]);
  });

  test.each(["", "/a", "a/", "a//b", "..", "../a", "a/../b", ".hidden", "A", "a b", "a@", "a\nb", "ä", "a\\b", "a%2fb", "x".repeat(201)])(
    "refuses the name %j",
    async (name) => {
      await expect(make().put(name, bytes("x"))).rejects.toMatchObject({ code: "STORE_MISUSE" });
    },
  );

  test("bytes are copies", async () => {
    const objects = make();
    const mine = bytes("abc");
    await objects.put("x", mine);
    mine[0] = 0;
    const read = (await objects.get("x"))?.bytes as Uint8Array;
    expect(text(read)).toBe("abc");
    read[0] = 0;
    expect(text((await objects.get("x"))?.bytes as Uint8Array)).toBe("abc");
  });
});
