/** A bucket behind the official client: servers that lie about conditions, answers that get lost, failures sorted into sure and unsure. @module */

import * as commands from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { objectStore, s3Objects } from "../src/index.js";
import { s3Client } from "./support/s3-client.js";
import { type Ignored, type S3Double, startS3 } from "./support/s3-double.js";
import { bytes, text } from "./support/temporary.js";

const options = { bucket: "records", prefix: "desk/" };
const key = { tenant: "desk", kind: "note", id: "n" };

let server: S3Double;
let client: commands.S3Client;
async function start(ignored: readonly Ignored[] = [], maxAttempts = 1): Promise<void> {
  server = await startS3(ignored);
  client = s3Client(server.endpoint, maxAttempts);
}
beforeEach(() => start());
afterEach(async () => {
  client.destroy();
  await server.stop();
});
const again = async (ignored: readonly Ignored[], maxAttempts = 1): Promise<void> => {
  client.destroy();
  await server.stop();
  await start(ignored, maxAttempts);
};

describe("a server that ignores conditions", () => {
  test.each([
    ["put-if-none-match", "If-None-Match"],
    ["put-if-match", "If-Match"],
  ] as const)("%s: nothing is written, and the error says what to do", async (ignored, header) => {
    await again([ignored]);
    const objects = s3Objects(client, options);
    for (let i = 0; i < 2; i++)
      await expect(objects.put("x", bytes("x"), { ifAbsent: true })).rejects.toMatchObject({
        code: "STORE_MISUSE",
        message: expect.stringMatching(new RegExp(`honours ${header} .*Amazon S3`)),
      });
    expect([...server.objects.keys()]).toEqual([]);
    await expect(objectStore(objects).put({ key, expect: { is: "absent" }, body: bytes("x") })).rejects.toMatchObject({
      code: "STORE_MISUSE",
    });
  });

  test("deletions without conditions: puts work, a conditional deletion is refused and does nothing", async () => {
    await again(["delete-if-match"]);
    const objects = s3Objects(client, options);
    const put = await objects.put("x", bytes("1"));
    const etag = "etag" in put ? put.etag : "";
    await expect(objects.delete("x", { ifMatch: etag })).rejects.toMatchObject({
      code: "STORE_MISUSE",
      message: expect.stringContaining("lifecycle rule"),
    });
    expect(await objects.head("x")).toEqual({ etag, size: 1 });
    // A store over it works; over tombstones stay where they are, and claims go on.
    const store = objectStore(objects, { tombstoneMs: 1 });
    await store.put({ key, expect: { is: "absent" }, body: bytes("x") });
    await store.remove({ key, expect: { is: "exists" } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await store.claim({ kind: "note", limit: 10, worker: "w", leaseMs: 1 })).toEqual({ records: [] });
    expect(await store.put({ key, expect: { is: "absent" }, body: bytes("x") })).toMatchObject({ ok: true, version: 1 });
  });

  test("the probe is sent once, before the first write, and leaves nothing", async () => {
    const objects = s3Objects(client, options);
    await objects.get("x");
    expect(server.requests).toEqual(["GET records/desk/x"]);
    await Promise.all([objects.put("x", bytes("1")), objects.put("y", bytes("1"))]);
    await objects.put("z", bytes("1"));
    expect(server.requests.filter((request) => request.includes("probe-"))).toHaveLength(6);
    expect([...server.objects.keys()].sort()).toEqual(["records/desk/x", "records/desk/y", "records/desk/z"]);
  });

  test("a probe that fails for another reason is sent again, and the write was surely not done", async () => {
    const store = objectStore(s3Objects(client, options));
    server.fail("PUT", { answer: 500 });
    const put = () => store.put({ key, expect: { is: "absent" }, body: bytes("x") });
    await expect(put()).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await put()).toMatchObject({ ok: true });
  });
});

describe("answers that get lost", () => {
  const store = () => objectStore(s3Objects(client, { ...options, probe: false }));

  test.each([500, "cut"] as const)("done, then %s: the outcome is unknown, and the repetition finds it done", async (doneThen) => {
    const records = store();
    const put = () => records.put({ key, expect: { is: "absent" }, body: bytes("1"), operation: "op-1" });
    server.fail("PUT", { doneThen });
    await expect(put()).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN", details: { operation: "op-1" } });
    expect(await put()).toMatchObject({ ok: true, version: 1, replay: true });
  });

  test("not done, with 403 or 404: surely nothing", async () => {
    const records = store();
    for (const fault of [
      { answer: 403, code: "AccessDenied" },
      { answer: 404, code: "NoSuchBucket" },
    ]) {
      server.fail("PUT", fault);
      await expect(records.put({ key, expect: { is: "absent" }, body: bytes("1") })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    }
  });

  test("a refused connection: surely nothing", async () => {
    const records = store();
    await server.stop();
    await expect(records.put({ key, expect: { is: "absent" }, body: bytes("1") })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await expect(records.get(key)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  });

  test("the look before a write fails: surely nothing", async () => {
    const records = store();
    await records.put({ key, expect: { is: "absent" }, body: bytes("1") });
    server.fail("GET", { answer: 500 });
    await expect(records.put({ key, expect: { is: "exists" }, body: bytes("2") })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  });

  test.each([500, "cut"] as const)("a client that sends again after %s knows its own work", async (doneThen) => {
    await again([], 3);
    const objects = s3Objects(client, { ...options, probe: false });
    server.fail("PUT", { doneThen });
    const created = await objects.put("x", bytes("1"), { ifAbsent: true });
    expect(created).toEqual({ etag: expect.any(String) });
    server.fail("PUT", { doneThen });
    expect(await objects.put("x", bytes("2"), { ifMatch: (created as { etag: string }).etag })).toEqual({ etag: expect.any(String) });
    expect(text((await objects.get("x"))?.bytes as Uint8Array)).toBe("2");
  });

  test("sent again and refused since another one wrote after it: unsure, and a record store finds out", async () => {
    await again([], 3);
    const objects = s3Objects(client, { ...options, probe: false });
    const records = objectStore(objects);
    await records.put({ key, expect: { is: "absent" }, body: bytes("1") });
    const other = objectStore(s3Objects(client, { ...options, probe: false }));
    let overtaken = false;
    const failpoint = async (step: string): Promise<void> => {
      if (step !== "objects.append.decided" || overtaken) return;
      overtaken = true;
      // The append is done and its answer lost; while the client waits to send it again, another append comes.
      server.fail("PUT", { doneThen: 500 });
      setTimeout(() => void other.append({ key, appends: [{ stream: "s", items: [bytes("theirs")] }] }), 20);
    };
    const overtakenStore = objectStore(objects, { failpoint });
    const answer = await overtakenStore.append({ key, appends: [{ stream: "s", items: [bytes("mine")] }] });
    expect(answer).toMatchObject({ ok: true, replay: false });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const read = await records.read({ key, stream: "s", last: 10 });
    expect(read.found && read.items.map((item) => text(item.bytes)).sort()).toEqual(["mine", "theirs"]);
  });
});

test("a record whose upload was cut short behind a 200 is found to be damaged", async () => {
  const store = objectStore(s3Objects(client, { ...options, probe: false }));
  server.fail("PUT", { truncate: true });
  await store.put({ key, expect: { is: "absent" }, body: new Uint8Array(1000) });
  await expect(store.get(key)).rejects.toMatchObject({ code: "CORRUPT_RECORD" });
});

test("commands may be handed in", async () => {
  const objects = s3Objects(client, { ...options, commands });
  await objects.put("x", bytes("1"));
  expect(text((await objects.get("x"))?.bytes as Uint8Array)).toBe("1");
});

test("a server that does not answer holds a call no longer than its deadline", async () => {
  const hanging = objectStore(s3Objects({ send: () => new Promise(() => {}) }, { ...options, commands, probe: false }), { deadlineMs: 50 });
  await expect(hanging.put({ key, expect: { is: "absent" }, body: bytes("1") })).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
  await expect(hanging.get(key)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
});

test("other objects of the bucket are not seen, and pages go on behind them", async () => {
  const objects = s3Objects(client, { ...options, probe: false });
  const put = (Key: string) => client.send(new commands.PutObjectCommand({ Bucket: options.bucket, Key, Body: "x" }));
  for (const name of ["a", "B", "C", "d"]) await put(`desk/${name}`);
  await put("elsewhere/e");
  const first = await objects.list("", { limit: 2 });
  expect(first.names).toEqual([]);
  expect((await objects.list("", { limit: 2, after: first.next ?? "" })).names).toEqual(["a", "d"]);
});
