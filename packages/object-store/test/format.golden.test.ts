/** Objects of every format that was ever written are read: these bytes stay as they are, a new format gets bytes of its own beside them. @module */

import type { ETag } from "@openbell/core/store";
import type { RecordState, Tombstone } from "@openbell/core/store/adapter";
import { expect, test } from "vitest";
import { memoryObjects, readManifest, writeManifest } from "../src/index.js";
import { decodeSlot, encodeSlot } from "../src/record-object.js";
import { bytes } from "./support/temporary.js";

const key = { tenant: "desk", kind: "note", id: "n-1" };
const operations = [
  { operation: "op-1", digest: "0123456789abcdef", etag: "op-1.1.op-1" as ETag, version: 1, revision: 1, expiresMs: null },
];
const record: RecordState = {
  key,
  incarnation: "op-1",
  etag: "op-1.1.op-1" as ETag,
  version: 1,
  revision: 1,
  createdMs: 1_767_603_600_000,
  updatedMs: 1_767_603_600_000,
  expiresMs: null,
  dueMs: 1_767_603_700_000,
  epoch: 7,
  owner: "ann",
  tags: ["a", "b"],
  meta: { size: 2, name: "ä" },
  body: bytes("hello"),
  streams: new Map([["audit", { next: 5, items: [bytes("one"), bytes("two")] }]]),
  counters: new Map([["queries", 3]]),
  operations,
  lease: { worker: "w", untilMs: 1_767_603_800_000 },
  attempts: 2,
};
const tombstone: Tombstone = { goneUntilMs: 1_767_690_000_000, operations };

const GOLDEN = {
  record:
    "T0JFTAEAAAAAAAFxAAAAYUAmAAAAAAAAeyJrZXkiOlsiZGVzayIsIm5vdGUiLCJuLTEiXSwiaW5jYXJuYXRpb24iOiJvcC0xIiwiZXRhZyI6Im9wLTEuMS5vcC0xIiwidmVyc2lvbiI6MSwicmV2aXNpb24iOjEsImNyZWF0ZWRNcyI6MTc2NzYwMzYwMDAwMCwidXBkYXRlZE1zIjoxNzY3NjAzNjAwMDAwLCJleHBpcmVzTXMiOm51bGwsImR1ZU1zIjoxNzY3NjAzNzAwMDAwLCJlcG9jaCI6Nywib3duZXIiOiJhbm4iLCJ0YWdzIjpbImEiLCJiIl0sIm1ldGEiOnsibmFtZSI6IsOkIiwic2l6ZSI6Mn0sImxlYXNlIjp7IndvcmtlciI6InciLCJ1bnRpbE1zIjoxNzY3NjAzODAwMDAwfSwiYXR0ZW1wdHMiOjIsInN0cmVhbXMiOltbImF1ZGl0Iiw1XV0sImNvdW50ZXJzIjpbWyJxdWVyaWVzIiwzXV19R1DwEoSDctLQMX53YFBd4M17DWR3yN7cJ+YOyXsZD9N7Im9wZXJhdGlvbnMiOltbIm9wLTEiLCIwMTIzNDU2Nzg5YWJjZGVmIiwib3AtMS4xLm9wLTEiLDEsMSxudWxsXV0sImJvZHlCeXRlcyI6NSwiaXRlbXMiOltbMywzXV19aGVsbG9vbmV0d2/IprcKvq5XDO+CoWaAsbZQNHF1aaDDcMjlO6IgEesflQ==",
  tombstone:
    "T0JFTAEBAAAAAAA5AAAAQwAAAAAAAAAAeyJrZXkiOlsiZGVzayIsIm5vdGUiLCJuLTEiXSwiZ29uZVVudGlsTXMiOjE3Njc2OTAwMDAwMDB9Koh4LrQbwvJhF9hMnHZbUVLpTOIVxYCLGBBKg94kiBd7Im9wZXJhdGlvbnMiOltbIm9wLTEiLCIwMTIzNDU2Nzg5YWJjZGVmIiwib3AtMS4xLm9wLTEiLDEsMSxudWxsXV198M0F9cwKOCUZ/4J71wyFa11Oc/LLJLTO8OlAp9kS4uc=",
  manifest:
    "T0JFTAECAAAAAACiAAAABAAAAAAAAAAAeyJuYW1lIjoicy03LzEyIiwicGFydHMiOlt7Im5hbWUiOiJvcmRlcnMiLCJzaGEyNTYiOiI0ZjUzY2RhMThjMmJhYTBjMDM1NGJiNWY5YTNlY2JlNWVkMTJhYjRkOGUxMWJhODczYzJmMTExNjEyMDJiOTQ1Iiwic2l6ZSI6Mn1dLCJtZXRhIjp7ImF0IjoieCIsInNlcXVlbmNlIjoxMn19nTycr6SN24rvDLYlOIMh9JVm7g0NJ3kUhPEXRerArududWxs4ROsabN3WL9RIEybxKzJSP4dgA7v0v5g+CQ4vjZTF0A=",
};

const base64 = (object: Uint8Array): string => Buffer.from(object).toString("base64");
const decoded = (golden: string): Uint8Array => new Uint8Array(Buffer.from(golden, "base64"));

test("a record of format 1", () => {
  expect(base64(encodeSlot(key, record))).toBe(GOLDEN.record);
  const { meta, ...rest } = decodeSlot("memory", decoded(GOLDEN.record), key) as RecordState;
  expect({ ...rest, meta: { ...meta } }).toEqual(record);
});

test("a tombstone of format 1", () => {
  expect(base64(encodeSlot(key, tombstone))).toBe(GOLDEN.tombstone);
  expect(decodeSlot("memory", decoded(GOLDEN.tombstone), key)).toEqual(tombstone);
});

test("a manifest of format 1", async () => {
  const objects = memoryObjects();
  const written = await writeManifest(objects, { name: "s-7/12", parts: [["orders", bytes("[]")]], meta: { sequence: 12, at: "x" } });
  expect(base64((await objects.get("s-7/12/manifest"))?.bytes as Uint8Array)).toBe(GOLDEN.manifest);
  await objects.put("s-7/12/manifest", decoded(GOLDEN.manifest));
  expect((await readManifest(objects, "s-7/12"))?.manifest).toEqual("manifest" in written && written.manifest);
});
