/** PUT: what a put does for each expectation in each state of the record, and what it keeps. @module */

import assert from "node:assert/strict";
import type { Refusal } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, fails, match, refused, same } from "../assertions.js";
import { APPENDS, type Case, casesOf } from "../case.js";
import { bring, FAR_AHEAD, type LifeState, LONG_AGO } from "./states.js";

type Expected = "absent" | "exists" | "match current" | "match stale";

/** Row: expectation, state, and the refusal, `null` for a put that goes through. */
const MATRIX: readonly (readonly [Expected, LifeState, Refusal | null])[] = [
  ["absent", "live", "exists"],
  ["absent", "missing", null],
  ["absent", "gone", "gone"],
  ["absent", "expired", "expired"],
  ["exists", "live", null],
  ["exists", "missing", "missing"],
  ["exists", "gone", "gone"],
  ["exists", "expired", "expired"],
  ["match current", "live", null],
  ["match current", "missing", "missing"],
  ["match current", "gone", "gone"],
  ["match current", "expired", "expired"],
  ["match stale", "live", "conflict"],
  ["match stale", "missing", "missing"],
  ["match stale", "gone", "gone"],
  ["match stale", "expired", "expired"],
];

const matrix = casesOf("PUT", 1, MATRIX, ([expected, state, why]) => ({
  title: `\`${expected}\` on a ${state} record ${why === null ? "goes through" : `is refused: ${why}, and nothing changes`}`,
  async run({ record }) {
    const one = record();
    const { current, stale } = await bring(one, record(), state);
    const before = await one.get({ expired: true });
    const expect = expected === "absent" ? ABSENT : expected === "exists" ? EXISTS : match(expected === "match current" ? current : stale);
    const result = await one.put(expect, "new");
    if (why === null) {
      const { etag, version } = applied(result);
      const now = await one.live();
      same([now.etag, now.version, now.body], [etag, version, bytes("new")]);
      assert.equal(version, state === "missing" ? 1 : 3);
    } else {
      refused(result, why, state === "live" ? current : undefined);
      same(await one.get({ expired: true }), before, "a refused put has changed the record");
    }
  },
}));

export const PUT: readonly Case[] = [
  ...matrix,
  {
    id: "PUT-17",
    title: "a new record has version 1, revision 1, and nothing that was not said",
    async run({ record }) {
      const one = record();
      const result = await one.create("hello");
      const { createdMs, updatedMs, body, ...rest } = await one.live();
      same(body, bytes("hello"));
      assert.equal(createdMs, updatedMs);
      same(rest, {
        key: one.key,
        etag: result.etag,
        version: 1,
        revision: 1,
        expiresMs: null,
        dueMs: null,
        epoch: null,
        owner: null,
        tags: [],
        meta: {},
        streams: {},
        counters: {},
        archived: false,
      });
    },
  },
  {
    id: "PUT-18",
    title: "the answer to a put is what a get then finds",
    async run({ record }) {
      const one = record();
      const result = await one.create("x", { expiry: { inMs: 3_600_000 }, owner: "ann", tags: ["a"] });
      const { etag, version, revision, expiresMs } = await one.live();
      same(result, { ok: true, etag, version, revision, expiresMs, replay: false });
    },
  },
  {
    id: "PUT-19",
    title: "what a put leaves out stays: owner, tags, meta, expiry, due, epoch",
    async run({ record }) {
      const one = record();
      const expiry = { atMs: FAR_AHEAD };
      const due = { atMs: FAR_AHEAD - 1 };
      await one.create("x", { owner: "ann", tags: ["a", "b"], meta: { n: 1 }, expiry, due, epoch: 3 });
      await one.update("y", { epoch: 3 });
      const { owner, tags, meta, expiresMs, dueMs, epoch } = await one.live();
      same([owner, tags, meta, expiresMs, dueMs, epoch], ["ann", ["a", "b"], { n: 1 }, FAR_AHEAD, FAR_AHEAD - 1, 3]);
    },
  },
  {
    id: "PUT-20",
    title: "`owner: null`, `tags: []`, `meta: {}` take away what was there",
    async run({ record }) {
      const one = record();
      await one.create("x", { owner: "ann", tags: ["a"], meta: { n: 1 } });
      await one.update("y", { owner: null, tags: [], meta: {} });
      const { owner, tags, meta } = await one.live();
      same([owner, tags, meta], [null, [], {}]);
    },
  },
  {
    id: "PUT-21",
    title: "a put replaces tags and meta as a whole",
    async run({ record }) {
      const one = record();
      await one.create("x", { tags: ["a", "b"], meta: { a: 1, b: 2 } });
      await one.update("y", { tags: ["c"], meta: { c: 3 } });
      const { tags, meta } = await one.live();
      same([tags, meta], [["c"], { c: 3 }]);
    },
  },
  {
    id: "PUT-22",
    title: "a refused put appends nothing, counts nothing, trims nothing",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      const { etag } = await one.create("x", { appends: [{ stream: "log", items: [bytes("a"), bytes("b")] }], counters: { n: 1 } });
      await one.update("y");
      const more = { appends: [{ stream: "log", items: [bytes("c")] }], counters: { n: 5 }, trim: { log: 2 } };
      refused(await one.put(match(etag), "z", more), "conflict");
      refused(await one.put(ABSENT, "z", more), "exists");
      same(await one.items(), ["0:a", "1:b"]);
      same((await one.live()).counters, { n: 1 });
    },
  },
  {
    id: "PUT-23",
    title: "a put that finds nothing makes nothing",
    async run({ record }) {
      const one = record();
      const { etag } = await record().create();
      refused(await one.put(EXISTS), "missing");
      refused(await one.put(match(etag)), "missing");
      absent(await one.get(), "missing");
    },
  },
  {
    id: "PUT-24",
    title: "`createdMs` sets the instant of creation of a new record, and stays",
    async run({ record }) {
      const one = record();
      await one.create("x", { createdMs: 1_234_567_890_123 });
      await one.update("y");
      assert.equal((await one.live()).createdMs, 1_234_567_890_123);
    },
  },
  {
    id: "PUT-25",
    title: "`createdMs` where a record is expected is misuse",
    async run({ record }) {
      const one = record();
      await one.create();
      await fails(() => one.put(EXISTS, "y", { createdMs: LONG_AGO }), "STORE_MISUSE");
      assert.equal((await one.live()).version, 1);
    },
  },
  {
    id: "PUT-26",
    title: "the same body again is another version with another etag",
    async run({ record }) {
      const one = record();
      const first = await one.create("x");
      const second = await one.update("x");
      assert.equal(second.version, 2);
      assert.notEqual(second.etag, first.etag);
    },
  },
  {
    id: "PUT-27",
    title: "state, audit item, outbox item and counter commit in one step",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      const result = await one.create("active", {
        appends: [
          { stream: "audit", items: [bytes("created")] },
          { stream: "outbox", items: [bytes("hook")] },
        ],
        counters: { transitions: 1 },
      });
      assert.equal(result.revision, 1);
      const { streams, counters } = await one.live();
      same([streams, counters], [{ audit: 1, outbox: 1 }, { transitions: 1 }]);
      same(await one.items({ last: 9 }, "outbox"), ["0:hook"]);
    },
  },
  {
    id: "PUT-28",
    title: "a record that was refused as `exists` can be put with the etag of the refusal",
    async run({ record }) {
      const one = record();
      await one.create("x");
      const { etag } = refused(await one.put(ABSENT, "y"), "exists");
      assert.ok(etag !== undefined);
      applied(await one.put(match(etag), "y"));
      assert.equal(await one.body(), "y");
    },
  },
  ...casesOf(
    "PUT",
    29,
    [
      ["no body", { body: undefined }],
      ["a body that is a text", { body: "text" }],
      ["a body that is an array", { body: [1, 2, 3] }],
      ["a body that is an ArrayBuffer", { body: new ArrayBuffer(4) }],
      ["no expectation", { expect: undefined }],
      ["an unknown expectation", { expect: { is: "any" } }],
      ["a time of no known form", { expiry: 5 }],
      ["a time with two instants", { expiry: { inMs: 5, atMs: 5 } }],
      ["microseconds in the place of milliseconds", { expiry: { atMs: 1_700_000_000_000_000 } }],
      ["a length of time that is not whole", { due: { inMs: 0.5 } }],
      ["a negative epoch", { epoch: -1 }],
      ["an operation id with a space", { operation: "a b" }],
    ] as const,
    ([what, fault]) => ({
      title: `${what} is misuse, and nothing is written`,
      async run({ record, store }) {
        const one = record();
        await fails(() => store.put({ key: one.key, expect: ABSENT, body: bytes("x"), ...(fault as object) }), "STORE_MISUSE");
        absent(await one.get(), "missing");
      },
    }),
  ),
  {
    id: "PUT-41",
    title: "a put without a body keeps the body: a new version and etag, without sending it again",
    async run({ record, store }) {
      const one = record();
      const body = Uint8Array.from({ length: 256 }, (_, i) => i);
      const first = applied(await store.put({ key: one.key, expect: ABSENT, body }));
      const second = applied(
        await store.put({ key: one.key, expect: match(first.etag), owner: "ann", epoch: 4, due: { atMs: FAR_AHEAD } }),
      );
      assert.equal(second.version, 2);
      assert.notEqual(second.etag, first.etag);
      const now = await one.live();
      same([now.body, now.owner, now.epoch, now.dueMs, now.etag], [body, "ann", 4, FAR_AHEAD, second.etag]);
      refused(await store.put({ key: one.key, expect: match(first.etag), epoch: 4 }), "conflict", second.etag);
    },
  },
  {
    id: "PUT-42",
    title: "no body is not an empty body",
    async run({ record, store }) {
      const one = record();
      await one.create("x");
      applied(await store.put({ key: one.key, expect: EXISTS, body: new Uint8Array(0) }));
      assert.equal(await one.body(), "");
      await one.update("y");
      applied(await store.put({ key: one.key, expect: EXISTS }));
      assert.equal(await one.body(), "y");
    },
  },
  {
    id: "PUT-43",
    title: "a put without a body is refused where one with a body is",
    async run({ record, store }) {
      for (const state of ["missing", "gone", "expired"] as const) {
        const one = record();
        const { current } = await bring(one, record(), state);
        refused(await store.put({ key: one.key, expect: EXISTS }), state);
        refused(await store.put({ key: one.key, expect: match(current) }), state);
      }
    },
  },
  {
    id: "PUT-44",
    title: "a put without a body carries appends, counters and trims",
    needs: [APPENDS],
    async run({ record, store }) {
      const one = record();
      await one.create("x", { appends: [{ stream: "log", items: [bytes("a"), bytes("b")] }] });
      const more = { appends: [{ stream: "log", items: [bytes("c")] }], counters: { n: 2 }, trim: { log: 1 } };
      applied(await store.put({ key: one.key, expect: EXISTS, ...more }));
      same([await one.items(), (await one.live()).counters, await one.body()], [["1:b", "2:c"], { n: 2 }, "x"]);
    },
  },
];
