/** Copies of bodies: what is under way is nobody else's, whatever becomes of the caller's bytes, and memory comes back once it was answered. */

import { type CommandPart, type RedisPort, redisStore } from "@openbell/redis";
import { expect, test } from "vitest";
import { Copies } from "../src/copies.js";
import { describeWithServer, unique, withServer } from "./support.js";

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const places = (copies: readonly Buffer[]): number => new Set(copies.map(({ buffer }) => buffer)).size;

test.each([4096, 5000, 81_920, 2 ** 20])("copies of %d bytes that are under way share nothing, and places are used again", (length) => {
  const copies = new Copies();
  const mine = Array.from({ length: 8 }, (_, i) => filled(length, i));
  const under = mine.map((body) => copies.of(body));
  for (const body of mine) body.fill(255);
  expect(places(under)).toBe(8);
  for (const [i, copy] of under.entries()) expect(Buffer.compare(copy, filled(length, i))).toBe(0);
  for (const copy of under) copies.giveBack(copy);
  const again = Array.from({ length: 6 }, () => copies.of(filled(length, 7)));
  expect(places(again)).toBe(6);
  // Four are kept; the other two are new.
  expect(places([...under, ...again])).toBe(10);
  expect(again.every((copy) => copy.length === length && copy.every((byte) => byte === 7))).toBe(true);
});

test("a place that is too small is not used, a body that shrank leaves nothing of the one before", () => {
  const copies = new Copies();
  copies.giveBack(copies.of(filled(5000, 1)));
  const large = copies.of(filled(9000, 2));
  expect(large.every((byte) => byte === 2) && large.length === 9000).toBe(true);
  copies.giveBack(large);
  expect(copies.of(filled(4096, 3))).toEqual(Buffer.alloc(4096, 3));
  expect(copies.of(filled(10, 4))).toEqual(Buffer.alloc(10, 4));
});

test("nothing is kept of a body of more than a mebibyte", () => {
  const copies = new Copies();
  const large = copies.of(filled(2 ** 20 + 1, 1));
  copies.giveBack(large);
  expect(places([large, copies.of(filled(2 ** 20 + 1, 2)), copies.of(filled(4096, 3))])).toBe(3);
});

test("a body whose put was not answered, or failed, stays as it was sent", async () => {
  const sent: CommandPart[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const port: RedisPort = {
    send: (command) =>
      new Promise((_, reject) => {
        sent.push(...command.filter((part) => typeof part !== "string"));
        ends.push((error) => error && reject(error));
      }),
  };
  const store = redisStore(port, { durability: "memory", deadlineMs: 20 });
  const put = (value: number) =>
    store.put({ key: { tenant: "a", kind: "note", id: "n" }, expect: { is: "exists" }, body: filled(8192, value) }).catch(() => null);
  const first = put(1);
  const second = put(2);
  ends[0]?.(new Error("connection lost"));
  await Promise.all([first, second]);
  await put(3);
  expect(sent.map((part) => (part as Buffer)[0])).toEqual([1, 2, 3]);
  expect(sent.every((part) => (part as Buffer).every((byte) => byte === (part as Buffer)[0]))).toBe(true);
});

describeWithServer("bodies on their way", () => {
  const { client } = withServer();

  test("are those of their call, though the caller uses its memory for the next", async () => {
    const store = redisStore(await client(), { prefix: unique() });
    const scratch = new Uint8Array(100_000);
    const keys = Array.from({ length: 60 }, (_, i) => ({ tenant: "a", kind: "note", id: `n-${i}` }));
    for (let round = 0; round < 3; round++) {
      const puts = keys.map((key, i) => {
        scratch.fill(i + round);
        const body = scratch.subarray(0, 3000 + 1500 * i);
        return store.put({ key, expect: round === 0 ? { is: "absent" } : { is: "exists" }, body, owner: "ann" });
      });
      expect((await Promise.all(puts)).every(({ ok }) => ok)).toBe(true);
      for (const [i, key] of keys.entries()) {
        const found = await store.get(key);
        expect(found.found && Buffer.compare(found.record.body, filled(3000 + 1500 * i, i + round))).toBe(0);
      }
    }
  });
});
