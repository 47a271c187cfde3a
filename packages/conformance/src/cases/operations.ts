/** OP: a write that is repeated is done once, and answered as the first time. @module */

import assert from "node:assert/strict";
import type { WriteResult } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, fails, match, refused, replayed, same } from "../assertions.js";
import { APPENDS, type Case, casesOf } from "../case.js";
import type { RecordHandle } from "../record-handle.js";
import { LONG_AGO } from "./states.js";

type Verb = readonly [name: string, write: (one: RecordHandle) => Promise<WriteResult>];

const op = { operation: "again" };
const VERBS: readonly Verb[] = [
  ["put", (one) => one.put(EXISTS, "new", op)],
  ["append", (one) => one.append(["x"], op)],
  ["extend", (one) => one.extend(7_200_000, op)],
  ["remove", (one) => one.remove(EXISTS, op)],
];

export const OPERATIONS: readonly Case[] = [
  ...casesOf("OP", 1, VERBS, ([verb, write]) => ({
    title: `a repeated ${verb} is answered as the first time and does nothing`,
    needs: verb === "append" ? [APPENDS] : [],
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: 3_600_000 } });
      const first = applied(await write(one));
      const before = await one.get();
      for (let i = 0; i < 3; i++) replayed(await write(one), first);
      same(await one.get(), before);
    },
  })),
  ...casesOf("OP", 5, VERBS, ([verb, write]) => ({
    title: `a ${verb} is still known after other writes, with its own answer`,
    needs: verb === "append" ? [APPENDS] : [],
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: 3_600_000 } });
      const first = applied(await write(one));
      if (verb !== "remove") {
        await one.update("later");
        applied(await one.extend(10_800_000));
      }
      replayed(await write(one), first);
    },
  })),
  ...casesOf("OP", 9, VERBS.slice(0, 3), ([verb, write]) => ({
    title: `a ${verb} is still known when the record has expired`,
    needs: verb === "append" ? [APPENDS] : [],
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: 3_600_000 } });
      const first = applied(await write(one));
      await one.update("later", { expiry: { atMs: LONG_AGO } });
      absent(await one.get(), "expired");
      replayed(await write(one), first);
    },
  })),
  ...casesOf("OP", 12, VERBS.slice(0, 3), ([verb, write]) => ({
    title: `a ${verb} is still known when the record was removed`,
    needs: verb === "append" ? [APPENDS] : [],
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: 3_600_000 } });
      const first = applied(await write(one));
      await one.erase();
      replayed(await write(one), first);
      absent(await one.get(), "gone");
    },
  })),
  {
    id: "OP-36",
    title: "who repeats a write may expect something else by now",
    async run({ record }) {
      const one = record();
      const first = await one.create("x", { operation: "op" });
      const second = await one.update("y");
      replayed(await one.put(EXISTS, "x", { operation: "op" }), first);
      replayed(await one.put(match(second.etag), "x", { operation: "op" }), first);
      replayed(await one.put(match(first.etag, 7), "x", { operation: "op" }), first);
      assert.equal(await one.body(), "y");
    },
  },
  {
    id: "OP-37",
    title: "who repeats a write may have another epoch by now, or none",
    async run({ record }) {
      const one = record();
      const first = await one.create("x", { operation: "op", epoch: 1 });
      await one.update("y", { epoch: 5 });
      replayed(await one.put(ABSENT, "x", { operation: "op", epoch: 6 }), first);
      replayed(await one.put(ABSENT, "x", { operation: "op" }), first);
      assert.equal((await one.live()).epoch, 5);
    },
  },
  {
    id: "OP-38",
    title: "the order of tags, and one named twice, make no other write",
    async run({ record }) {
      const one = record();
      const first = await one.create("x", { operation: "op", tags: ["b", "a"] });
      replayed(await one.put(ABSENT, "x", { operation: "op", tags: ["a", "b", "a"] }), first);
    },
  },
  {
    id: "OP-39",
    title: "a time left out and one that is kept are the same write",
    async run({ record }) {
      const one = record();
      const first = await one.create("x", { operation: "op" });
      replayed(await one.put(ABSENT, "x", { operation: "op", expiry: "keep", due: "keep" }), first);
    },
  },
  {
    id: "OP-40",
    title: "a refused write is not remembered: the same operation goes through when it fits",
    async run({ record }) {
      const one = record();
      refused(await one.put(EXISTS, "x", { operation: "op" }), "missing");
      await one.create("first");
      const { etag } = await record().create();
      refused(await one.put(match(etag), "x", { operation: "op" }), "conflict");
      applied(await one.put(EXISTS, "x", { operation: "op" }));
      assert.equal(await one.body(), "x");
    },
  },
  {
    id: "OP-41",
    title: "an operation id belongs to one record",
    async run({ record }) {
      const [one, two] = [record(), record()];
      await one.create("x", { operation: "op" });
      applied(await two.put(ABSENT, "y", { operation: "op" }));
      assert.equal(await two.body(), "y");
    },
  },
  {
    id: "OP-42",
    title: "as many operations are remembered as the store says, the creation among them",
    async run({ bench }) {
      const { record, store } = await bench({ operationMemory: 8 });
      const { operationMemory } = store.capabilities;
      assert.ok(operationMemory >= 8, `expected at least 8, the store says ${operationMemory}`);
      const one = record();
      const first = await one.create("x", { operation: "op-0" });
      const results = [first];
      for (let i = 1; i < operationMemory; i++) results.push(await one.update("x", { operation: `op-${i}` }));
      for (const [i, result] of results.entries()) replayed(await one.put(EXISTS, "x", { operation: `op-${i}` }), result);
      assert.equal((await one.live()).version, operationMemory);
    },
  },
  {
    id: "OP-43",
    title: "removed records remember as many operations, the removal among them",
    async run({ bench }) {
      const { record, store } = await bench({ operationMemory: 8 });
      const { operationMemory } = store.capabilities;
      const one = record();
      await one.create();
      const results = [];
      for (let i = 1; i < operationMemory; i++) results.push(await one.update("x", { operation: `op-${i}` }));
      const last = applied(await one.remove(EXISTS, { operation: "last" }));
      for (const [i, result] of results.entries()) replayed(await one.put(EXISTS, "x", { operation: `op-${i + 1}` }), result);
      replayed(await one.remove(EXISTS, { operation: "last" }), last);
    },
  },
  {
    id: "OP-44",
    title: "an append that is repeated appends once, whatever came between",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create();
      await one.append(["a"], { operation: "op-a" });
      await one.append(["b"], { operation: "op-b" });
      replayed(await one.append(["a"], { operation: "op-a" }));
      replayed(await one.append(["b"], { operation: "op-b" }));
      same(await one.items(), ["0:a", "1:b"]);
    },
  },
  {
    id: "OP-45",
    title: "a put with appends and counters that is repeated does each once",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      const more = { operation: "op", appends: [{ stream: "log", items: [bytes("a")] }], counters: { n: 5 } };
      await one.create("x", more);
      for (let i = 0; i < 3; i++) replayed(await one.put(ABSENT, "x", more));
      same(await one.items(), ["0:a"]);
      same((await one.live()).counters, { n: 5 });
    },
  },
  {
    id: "OP-46",
    title: "a repeated extension extends once, and answers with the expiry of then",
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: 1_000_000 } });
      const first = applied(await one.extend(2_000_000, { operation: "op" }));
      const later = applied(await one.extend(3_000_000));
      const again = replayed(await one.extend(2_000_000, { operation: "op" }), first);
      assert.ok((later.expiresMs as number) > (again.expiresMs as number));
      assert.equal((await one.live()).expiresMs, later.expiresMs);
    },
  },
  {
    id: "OP-47",
    title: "operation ids take every allowed character, and 64 of them",
    async run({ record }) {
      for (const operation of ["a", "-", "_", "A-Z_09", "__proto__", "constructor", "x".repeat(64)]) {
        const one = record();
        const first = await one.create("x", { operation });
        replayed(await one.put(ABSENT, "x", { operation }), first);
        applied(await one.put(match(first.etag), "y"));
      }
    },
  },
  {
    id: "OP-48",
    title: "writes without an operation id are all different",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create();
      for (let i = 0; i < 3; i++) applied(await one.append(["same"]));
      same(await one.items(), ["0:same", "1:same", "2:same"]);
    },
  },
  {
    id: "OP-49",
    title: "an operation id that no store takes is misuse of every verb",
    async run({ record }) {
      const one = record();
      await one.create();
      for (const operation of ["", "a b", "é", "x".repeat(65), "a.b", "a\n", 5 as never]) {
        await fails(() => one.put(EXISTS, "x", { operation }), "STORE_MISUSE");
        await fails(() => one.extend(5, { operation }), "STORE_MISUSE");
        await fails(() => one.remove(EXISTS, { operation }), "STORE_MISUSE");
      }
      assert.equal((await one.live()).revision, 1);
    },
  },
  {
    id: "OP-50",
    title: "a record made anew has forgotten the operations of the old one",
    waits: true,
    async run({ bench }) {
      const { record, pass } = await bench({ tombstoneMs: 20 });
      const one = record();
      await one.create("old", { operation: "op" });
      await one.erase();
      await pass(40);
      applied(await one.put(ABSENT, "old", { operation: "op" }));
      assert.equal((await one.live()).version, 1);
    },
  },
  {
    id: "OP-51",
    title: "a repeated write that is under way twice at a time is done once",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create();
      const results = await Promise.all(Array.from({ length: 6 }, () => one.append(["a"], { operation: "op" })));
      assert.equal(results.filter((result) => result.ok && !result.replay).length, 1);
      assert.ok(results.every((result) => result.ok));
      same(await one.items(), ["0:a"]);
    },
  },
];
