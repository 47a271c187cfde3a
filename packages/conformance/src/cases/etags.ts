/** ETAG: an etag names one incarnation, one version and one write. @module */

import assert from "node:assert/strict";
import type { ETag } from "@openbell/core/store";
import { ABSENT, absent, applied, EXISTS, fails, match, refused, replayed } from "../assertions.js";
import { APPENDS, type Case, casesOf } from "../case.js";

export const ETAGS: readonly Case[] = [
  {
    id: "ETAG-01",
    title: "every put gives another etag",
    async run({ record }) {
      const one = record();
      const seen = new Set([(await one.create()).etag]);
      for (let i = 0; i < 5; i++) seen.add((await one.update("same")).etag);
      assert.equal(seen.size, 6);
    },
  },
  {
    id: "ETAG-02",
    title: "an etag works once: the put that used it has made another",
    async run({ record }) {
      const one = record();
      const { etag } = await one.create();
      const second = applied(await one.put(match(etag), "two"));
      refused(await one.put(match(etag), "three"), "conflict", second.etag);
      assert.equal(await one.body(), "two");
    },
  },
  {
    id: "ETAG-03",
    title: "a record made anew after its tombstone has lapsed refuses the etags of the old one (ABA)",
    waits: true,
    async run({ bench }) {
      const { record, pass } = await bench({ tombstoneMs: 20 });
      const one = record();
      const old = await one.create("same");
      await one.erase();
      await pass(40);
      absent(await one.get(), "missing");
      const fresh = await one.create("same");
      assert.equal(fresh.version, 1);
      assert.notEqual(fresh.etag, old.etag);
      refused(await one.put(match(old.etag), "stale"), "conflict", fresh.etag);
      refused(await one.remove(match(old.etag)), "conflict", fresh.etag);
      assert.equal(await one.body(), "same");
    },
  },
  {
    id: "ETAG-04",
    title: "the etag of a removed record brings nothing back, before its tombstone lapses and after",
    waits: true,
    async run({ record, bench }) {
      const kept = record();
      const { etag: old } = await kept.create();
      await kept.erase();
      refused(await kept.put(match(old)), "gone");
      const brief = await bench({ tombstoneMs: 20 });
      const one = brief.record();
      const { etag } = await one.create();
      await one.erase();
      await brief.pass(40);
      refused(await one.put(match(etag)), "missing");
      absent(await one.get(), "missing");
    },
  },
  {
    id: "ETAG-05",
    title: "the etag of another record of the same version is a conflict",
    async run({ record }) {
      const [one, two] = [record(), record()];
      const { etag: foreign } = await one.create("same");
      const { etag } = await two.create("same");
      refused(await two.put(match(foreign), "x"), "conflict", etag);
    },
  },
  {
    id: "ETAG-06",
    title: "a version alone is no etag: one with another operation is a conflict (a fork after a failover)",
    async run({ record }) {
      const one = record();
      await one.create("x", { operation: "made" });
      const { etag } = await one.update("y", { operation: "mine" });
      const forked = etag.replace("mine", "other") as ETag;
      assert.notEqual(forked, etag);
      refused(await one.put(match(forked)), "conflict", etag);
    },
  },
  {
    id: "ETAG-07",
    title: "appends, extensions and counters leave the etag alone",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      const { etag } = await one.create();
      assert.equal(applied(await one.append(["a"])).etag, etag);
      assert.equal(applied(await one.extend(1000)).etag, etag);
      assert.equal(applied(await one.append([], { appends: [], counters: { n: 1 } })).etag, etag);
      applied(await one.put(match(etag), "two"));
    },
  },
  {
    id: "ETAG-08",
    title: "`match` with a revision sees an append in between",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      const { etag, revision } = await one.create();
      await one.append(["a"]);
      refused(await one.put(match(etag, revision)), "conflict", etag);
      refused(await one.remove(match(etag, revision)), "conflict", etag);
      applied(await one.put(match(etag, revision + 1)));
    },
  },
  {
    id: "ETAG-09",
    title: "`match` with a revision sees an extension in between",
    async run({ record }) {
      const one = record();
      const { etag, revision } = await one.create();
      await one.extend(1000);
      refused(await one.put(match(etag, revision)), "conflict", etag);
      applied(await one.remove(match(etag, revision + 1)));
    },
  },
  {
    id: "ETAG-10",
    title: "the right revision with the wrong etag is a conflict",
    async run({ record }) {
      const one = record();
      const { etag } = await one.create();
      const second = await one.update();
      refused(await one.put(match(etag, second.revision)), "conflict", second.etag);
    },
  },
  {
    id: "ETAG-11",
    title: "a replay answers with the etag of its own put, not with the present one",
    async run({ record }) {
      const one = record();
      const first = await one.create("x", { operation: "op-1" });
      const second = await one.update("y");
      const again = replayed(await one.put(ABSENT, "x", { operation: "op-1" }), first);
      assert.notEqual(again.etag, second.etag);
    },
  },
  {
    id: "ETAG-12",
    title: "put, get, list and claim show the same etag of one state",
    async run({ record, store, tenant, kind }) {
      const { etag } = await record().create("x", { due: { atMs: 1 } });
      const [key] = [{ tenant, kind, id: "r1" }];
      const read = await store.get(key);
      assert.ok(read.found);
      assert.equal(read.record.etag, etag);
      if (store.capabilities.list !== "none") assert.equal((await store.list({ tenant, kind, limit: 1 })).items[0]?.etag, etag);
      if (store.capabilities.claim === "none") return;
      const { records } = await store.claim({ kind, limit: 1, worker: "w", leaseMs: 60_000 });
      assert.equal(records[0]?.record.etag, etag);
    },
  },
  {
    id: "ETAG-13",
    title: "two records made by one operation id have different states all the same",
    async run({ record }) {
      const [one, two] = [record(), record()];
      await one.create("x", { operation: "shared" });
      await two.create("y", { operation: "shared" });
      assert.deepEqual([await one.body(), await two.body()], ["x", "y"]);
    },
  },
  ...casesOf(
    "ETAG",
    14,
    ["", "*", "1", "abc", "a.b.c", "a.0.b", "a.01.b", "a.1.b.c", "a.1.b\n", '"a.1.b"', 5, null, undefined],
    (etag) => ({
      title: `${etag === undefined ? "nothing" : JSON.stringify(etag)} in the place of an etag is misuse, of a put and of a removal`,
      async run({ record }) {
        const one = record();
        await one.create();
        await fails(() => one.put(match(etag as ETag)), "STORE_MISUSE");
        await fails(() => one.remove(match(etag as ETag)), "STORE_MISUSE");
        applied(await one.put(EXISTS));
      },
    }),
  ),
];
