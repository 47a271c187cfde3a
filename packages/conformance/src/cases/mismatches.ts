/** OP, the other half: an operation id that comes back with another write is refused, whichever part differs. @module */

import assert from "node:assert/strict";
import type { AppendRequest, ExtendRequest, PutRequest } from "@openbell/core/store";
import { ABSENT, applied, bytes, EXISTS, refused, replayed, same } from "../assertions.js";
import { APPENDS, type Case, casesOf } from "../case.js";
import { FAR_AHEAD, LONG_AGO } from "./states.js";

const FULL: Partial<PutRequest> = {
  operation: "op",
  owner: "ann",
  tags: ["a", "b"],
  meta: { m: 1 },
  expiry: { inMs: 3_600_000 },
  due: { inMs: 3_600_000 },
};

/** What differs from `FULL` in a put that is not the same write. */
const OTHER_PUTS: readonly (readonly [string, Partial<PutRequest>])[] = [
  ["owner", { owner: "bob" }],
  ["no owner", { owner: null }],
  ["tags", { tags: ["a", "c"] }],
  ["fewer tags", { tags: ["a"] }],
  ["meta", { meta: { m: 2 } }],
  ["a meta value of another type", { meta: { m: "1" } }],
  ["expiry", { expiry: { inMs: 3_600_001 } }],
  ["expiry never", { expiry: "never" }],
  ["due", { due: { atMs: FAR_AHEAD } }],
  ["creation", { createdMs: LONG_AGO }],
];

/** What differs in an append of ["a"] that is not the same write. */
const OTHER_APPENDS: readonly (readonly [string, Omit<AppendRequest, "key">])[] = [
  ["item", { appends: [{ stream: "log", items: [bytes("b")] }] }],
  ["number of items", { appends: [{ stream: "log", items: [bytes("a"), bytes("a")] }] }],
  ["stream", { appends: [{ stream: "gol", items: [bytes("a")] }] }],
  ["keep", { appends: [{ stream: "log", items: [bytes("a")], keep: 5 }] }],
  ["counter", { appends: [{ stream: "log", items: [bytes("a")] }], counters: { n: 1 } }],
];

export const MISMATCHES: readonly Case[] = [
  ...casesOf("OP", 15, OTHER_PUTS, ([what, other]) => ({
    title: `the operation id with another ${what} in a put is refused: operation-mismatch`,
    async run({ record }) {
      const one = record();
      const { etag } = await one.create("x", FULL);
      refused(await one.put(ABSENT, "x", { ...FULL, ...other }), "operation-mismatch", etag);
      replayed(await one.put(ABSENT, "x", FULL));
      assert.equal((await one.live()).revision, 1);
    },
  })),
  ...casesOf("OP", 25, OTHER_APPENDS, ([what, other]) => ({
    title: `the operation id with another ${what} in an append is refused: operation-mismatch`,
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create();
      applied(await one.append(["a"], { operation: "op" }));
      refused(await one.append(["a"], { operation: "op", ...other }), "operation-mismatch");
      same(await one.items(), ["0:a"]);
    },
  })),
  {
    id: "OP-30",
    title: "the operation id with another body is refused: operation-mismatch",
    async run({ record }) {
      const one = record();
      await one.create("x", { operation: "op" });
      refused(await one.put(ABSENT, "y", { operation: "op" }), "operation-mismatch");
      refused(await one.put(EXISTS, "", { operation: "op" }), "operation-mismatch");
      assert.equal(await one.body(), "x");
    },
  },
  {
    id: "OP-31",
    title: "the operation id with another verb is refused: operation-mismatch",
    async run({ record }) {
      const one = record();
      await one.create("x", { operation: "op" });
      refused(await one.extend(5, { operation: "op" }), "operation-mismatch");
      refused(await one.remove(EXISTS, { operation: "op" }), "operation-mismatch");
      assert.equal((await one.live()).revision, 1);
    },
  },
  ...casesOf(
    "OP",
    32,
    [
      ["length", { byMs: 6000 }, {}],
      ["maximum", { byMs: 5000, maxMs: 9000 }, {}],
      ["missing maximum", { byMs: 5000 }, { maxMs: 9000 }],
    ] as readonly (readonly [string, Omit<ExtendRequest, "key">, Partial<ExtendRequest>])[],
    ([what, other, more]) => ({
      title: `the operation id with another ${what} in an extension is refused: operation-mismatch`,
      async run({ record, store }) {
        const one = record();
        await one.create();
        applied(await one.extend(5000, { operation: "op", ...more }));
        refused(await store.extend({ key: one.key, operation: "op", ...other }), "operation-mismatch");
      },
    }),
  ),
  {
    id: "OP-35",
    title: "the operation id with other streams, counters or trims in a put is refused: operation-mismatch",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      const more = { operation: "op", appends: [{ stream: "log", items: [bytes("a")] }], counters: { n: 1 }, trim: { old: 1 } };
      await one.create("x", more);
      const others: readonly Partial<PutRequest>[] = [
        { appends: [{ stream: "log", items: [bytes("b")] }] },
        { appends: [] },
        { counters: { n: 2 } },
        { counters: { m: 1 } },
        { trim: { old: 2 } },
      ];
      for (const other of others) refused(await one.put(ABSENT, "x", { ...more, ...other }), "operation-mismatch");
      replayed(await one.put(ABSENT, "x", more));
      same(await one.items(), ["0:a"]);
    },
  },
  {
    id: "OP-52",
    title: "a put without a body is known again, and is another write than one with a body",
    async run({ record, store }) {
      const one = record();
      await one.create("x");
      const request = { key: one.key, expect: EXISTS, operation: "op", owner: "ann" };
      const first = applied(await store.put(request));
      replayed(await store.put(request), first);
      refused(await store.put({ ...request, body: bytes("x") }), "operation-mismatch");
      refused(await store.put({ ...request, body: bytes("") }), "operation-mismatch");
      assert.equal((await one.live()).version, 2);
    },
  },
  {
    id: "OP-53",
    title: "a put without a body after which the record has expired is known again",
    async run({ record, store }) {
      const one = record();
      await one.create("x");
      const request = { key: one.key, expect: EXISTS, operation: "op", expiry: { atMs: 1000 } };
      const first = applied(await store.put(request));
      refused(await store.put({ ...request, operation: "other" }), "expired");
      replayed(await store.put(request), first);
    },
  },
];
