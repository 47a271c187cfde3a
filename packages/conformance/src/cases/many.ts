/** MANY: puts of different records on one trip, each for itself. @module */

import assert from "node:assert/strict";
import type { PutRequest, WriteResult } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, fails, match, refused, replayed, same } from "../assertions.js";
import { APPENDS, type Case } from "../case.js";
import type { RecordHandle } from "../record-handle.js";

const putOf = (one: RecordHandle, body: string, more: Partial<PutRequest> = {}): PutRequest => ({
  key: one.key,
  expect: ABSENT,
  body: bytes(body),
  ...more,
});

export const MANY: readonly Case[] = [
  {
    id: "MANY-01",
    title: "no puts: no results",
    async run({ store }) {
      same(await store.putMany([]), []);
    },
  },
  {
    id: "MANY-02",
    title: "results come in the order of the requests",
    async run({ record, store }) {
      const handles = Array.from({ length: 20 }, () => record());
      const results = await store.putMany(handles.map((one, i) => putOf(one, `${i}`, { operation: `op-${i}` })));
      assert.equal(results.length, 20);
      for (const [i, one] of handles.entries()) {
        const { etag } = applied(results[i] as WriteResult);
        assert.equal((await one.live()).etag, etag);
        assert.equal(await one.body(), `${i}`);
      }
    },
  },
  {
    id: "MANY-03",
    title: "one that is refused holds up no other",
    async run({ record, store }) {
      const [taken, missing, fresh, stale] = [record(), record(), record(), record()];
      const { etag: present } = await taken.create("old");
      const { etag } = await stale.create();
      await stale.update();
      const [a, b, c, d] = (await store.putMany([
        putOf(taken, "a"),
        putOf(missing, "b", { expect: EXISTS }),
        putOf(fresh, "c"),
        putOf(stale, "d", { expect: match(etag) }),
      ])) as [WriteResult, WriteResult, WriteResult, WriteResult];
      refused(a, "exists", present);
      refused(b, "missing");
      applied(c);
      refused(d, "conflict");
      same([await taken.body(), await fresh.body()], ["old", "c"]);
      absent(await missing.get(), "missing");
    },
  },
  {
    id: "MANY-04",
    title: "one that is too large holds up no other, wherever it stands",
    async run({ bench }) {
      const { record, store } = await bench({ maxBodyBytes: 1000 });
      const handles = [record(), record(), record(), record()];
      const big = "x".repeat(1001);
      const results = await store.putMany(handles.map((one, i) => putOf(one, i % 2 === 0 ? big : `${i}`)));
      for (const [i, one] of handles.entries())
        if (i % 2 === 0) refused(results[i] as WriteResult, "too-large");
        else same([applied(results[i] as WriteResult).version, await one.body()], [1, `${i}`]);
      same(await store.putMany([putOf(record(), big)]), [{ ok: false, why: "too-large" }]);
    },
  },
  {
    id: "MANY-05",
    title: "two puts of one record are misuse, and none is done",
    async run({ record, store }) {
      const [one, other] = [record(), record()];
      await fails(() => store.putMany([putOf(one, "a"), putOf(other, "b"), putOf(one, "c")]), "STORE_MISUSE");
      for (const handle of [one, other]) absent(await handle.get(), "missing");
    },
  },
  {
    id: "MANY-06",
    title: "one that is misuse is misuse of all, and none is done",
    async run({ record, store }) {
      const [one, two] = [record(), record()];
      await fails(() => store.putMany([putOf(one, "a"), putOf(two, "b", { epoch: -1 })]), "STORE_MISUSE");
      absent(await one.get(), "missing");
    },
  },
  {
    id: "MANY-07",
    title: "1,000 puts go on one trip, 1,001 are misuse",
    timeoutMs: 30_000,
    async run({ record, store }) {
      const puts = Array.from({ length: 1001 }, (_, i) => putOf(record(), `${i}`));
      await fails(() => store.putMany(puts), "STORE_MISUSE");
      const results = await store.putMany(puts.slice(0, 1000));
      assert.equal(results.filter((result) => result.ok).length, 1000);
    },
  },
  {
    id: "MANY-08",
    title: "a repeated trip replays what was done and does the rest",
    async run({ record, store }) {
      const handles = Array.from({ length: 4 }, () => record());
      const puts = handles.map((one, i) => putOf(one, `${i}`, { operation: `op-${i}` }));
      const half = await store.putMany(puts.slice(0, 2));
      const [a, b, c, d] = (await store.putMany(puts)) as [WriteResult, WriteResult, WriteResult, WriteResult];
      replayed(a, applied(half[0] as WriteResult));
      replayed(b, applied(half[1] as WriteResult));
      applied(c);
      applied(d);
    },
  },
  {
    id: "MANY-09",
    title: "puts of several tenants and kinds go together",
    async run({ record, store, tenant, kind }) {
      const handles = [record(), record({ tenant: `${tenant}-2`, id: "r1" }), record({ kind: `${kind}-2`, id: "r1" })];
      for (const result of await store.putMany(handles.map((one, i) => putOf(one, `${i}`)))) applied(result);
      for (const [i, one] of handles.entries()) assert.equal(await one.body(), `${i}`);
    },
  },
  {
    id: "MANY-10",
    title: "each carries its own appends, counters, owner, tags, meta and times",
    needs: [APPENDS],
    async run({ record, store }) {
      const handles = [record(), record()];
      await store.putMany(
        handles.map((one, i) =>
          putOf(one, "x", {
            owner: `o${i}`,
            tags: [`t${i}`],
            meta: { i },
            counters: { n: i },
            appends: [{ stream: "log", items: [bytes(`${i}`)] }],
            expiry: { atMs: 7_258_118_400_000 + i },
          }),
        ),
      );
      for (const [i, one] of handles.entries()) {
        const { owner, tags, meta, counters, expiresMs } = await one.live();
        same([owner, tags, meta, counters, expiresMs], [`o${i}`, [`t${i}`], { i }, { n: i }, 7_258_118_400_000 + i]);
        same(await one.items(), [`0:${i}`]);
      }
    },
  },
  {
    id: "MANY-11",
    title: "what is no array is misuse",
    async run({ store }) {
      for (const requests of [undefined, null, {}, "puts"]) await fails(() => store.putMany(requests as never), "STORE_MISUSE");
    },
  },
  {
    id: "MANY-12",
    title: "puts with and without a body go together",
    async run({ record, store }) {
      const handles = [record(), record(), record()];
      for (const [i, one] of handles.entries()) await one.create(`${i}`);
      const results = await store.putMany(
        handles.map(({ key }, i) => ({ key, expect: EXISTS, owner: `o${i}`, ...(i === 1 ? { body: bytes("new") } : {}) })),
      );
      for (const [i, one] of handles.entries()) {
        assert.equal(applied(results[i] as WriteResult).version, 2);
        same([await one.body(), (await one.live()).owner], [i === 1 ? "new" : `${i}`, `o${i}`]);
      }
    },
  },
];
