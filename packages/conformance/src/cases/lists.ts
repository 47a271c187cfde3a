/** LIST: heads of one tenant and kind, newest first, page by page, nothing left out and nothing twice. @module */

import assert from "node:assert/strict";
import type { ListRequest } from "@openbell/core/store";
import { fails, same } from "../assertions.js";
import { type Case, casesOf, LISTS } from "../case.js";
import { CREATED, heads, ids, make, pages } from "./listing.js";
import { LONG_AGO } from "./states.js";

const listing: readonly Omit<Case, "needs">[] = [
  {
    id: "LIST-01",
    title: "nothing there: an empty page and no next one",
    async run({ store, tenant, kind }) {
      same(await store.list({ tenant, kind, limit: 10 }), { items: [], next: null });
    },
  },
  {
    id: "LIST-02",
    title: "a head is the record without its body",
    async run(bench) {
      const one = bench.record();
      await one.create("x", {
        owner: "ann",
        tags: ["b", "a"],
        meta: { m: 1 },
        expiry: { inMs: 3_600_000 },
        due: { inMs: 5_000_000 },
        epoch: 3,
      });
      const { body: _, ...head } = await one.live();
      const items = await heads(bench);
      same(items, [head]);
      assert.ok(items[0] !== undefined && !("body" in items[0]), "a head carries no body");
    },
  },
  {
    id: "LIST-03",
    title: "newest creation first",
    async run(bench) {
      same(await ids(bench, CREATED), []);
      const newest = await make(bench, 5);
      same(await ids(bench, CREATED), newest);
    },
  },
  {
    id: "LIST-04",
    title: "newest update first, where nothing is said",
    waits: true,
    async run(bench) {
      for (const id of ["a", "b", "c"]) {
        await bench.record({ id }).create();
        await bench.pass(3);
      }
      same(await ids(bench), ["c", "b", "a"]);
      await bench.record({ id: "a" }).update("y");
      same(
        [await ids(bench), await ids(bench, { order: "updated" })],
        [
          ["a", "c", "b"],
          ["a", "c", "b"],
        ],
      );
      same(await ids(bench, CREATED), ["c", "b", "a"]);
    },
  },
  {
    id: "LIST-05",
    title: "an append and an extension are updates",
    waits: true,
    async run(bench) {
      for (const id of ["a", "b", "c"]) {
        await bench.record({ id }).create("x", { expiry: { inMs: 3_600_000 } });
        await bench.pass(3);
      }
      await bench.record({ id: "b" }).extend(7_200_000);
      same(await ids(bench), ["b", "c", "a"]);
      if (bench.store.capabilities.append === "none") return;
      await bench.pass(3);
      await bench.record({ id: "a" }).append(["x"]);
      same(await ids(bench), ["a", "b", "c"]);
    },
  },
  {
    id: "LIST-06",
    title: "of one instant the higher id comes first, by code units, whatever the server's language",
    async run(bench) {
      const names = ["a", "B", "b", "A", "_", "-", ".", "~", "10", "9", "Z", "z"];
      for (const id of names) await bench.record({ id }).create("x", { createdMs: 1_000_000 });
      same(
        await ids(bench, CREATED),
        [...names].sort((a, b) => (a < b ? 1 : -1)),
      );
    },
  },
  {
    id: "LIST-17",
    title: "by owner: that owner's records, whole names alone",
    async run(bench) {
      await make(bench, 5, (i) => ({ owner: i % 2 === 0 ? "ann" : "bob" }));
      await bench.record({ id: "nobody" }).create();
      same(await ids(bench, { owner: "ann", ...CREATED }), ["n4", "n2", "n0"]);
      same(await ids(bench, { owner: "bob", ...CREATED }), ["n3", "n1"]);
      same(await ids(bench, { owner: "an" }), []);
      same(await ids(bench, { owner: "ANN" }), []);
    },
  },
  {
    id: "LIST-18",
    title: "by tag: records with that tag, whole names alone",
    async run(bench) {
      await make(bench, 4, (i) => ({ tags: i === 3 ? [] : ["all", `t${i}`] }));
      same(await ids(bench, { tag: "all", ...CREATED }), ["n2", "n1", "n0"]);
      same(await ids(bench, { tag: "t1" }), ["n1"]);
      same(await ids(bench, { tag: "al" }), []);
      same(await ids(bench, { tag: "t%" }), []);
    },
  },
  {
    id: "LIST-19",
    title: "by owner and tag, in pages: each once",
    async run(bench) {
      await make(bench, 12, (i) => ({ owner: i % 2 === 0 ? "ann" : "bob", tags: i % 3 === 0 ? ["third"] : ["other"] }));
      same(await pages(bench, 1, { owner: "ann", tag: "third", ...CREATED }), ["n6", "n0"]);
      same(await pages(bench, 2, { owner: "ann", ...CREATED }), ["n10", "n8", "n6", "n4", "n2", "n0"]);
      same(await pages(bench, 2, { tag: "third", ...CREATED }), ["n9", "n6", "n3", "n0"]);
    },
  },
  {
    id: "LIST-20",
    title: "a record that changes owner and tags is found under the new ones alone",
    async run(bench) {
      const one = bench.record({ id: "r" });
      await one.create("x", { owner: "ann", tags: ["old", "both"] });
      await one.update("y", { owner: "bob", tags: ["new", "both"] });
      same([await ids(bench, { owner: "ann" }), await ids(bench, { owner: "bob" })], [[], ["r"]]);
      same([await ids(bench, { tag: "old" }), await ids(bench, { tag: "new" }), await ids(bench, { tag: "both" })], [[], ["r"], ["r"]]);
      await one.update("z", { owner: null, tags: [] });
      same([await ids(bench, { owner: "bob" }), await ids(bench, { tag: "new" }), await ids(bench)], [[], [], ["r"]]);
    },
  },
  {
    id: "LIST-21",
    title: "expired records are left out, and listed where that is asked for",
    async run(bench) {
      await make(bench, 4, (i) => (i % 2 === 0 ? { expiry: { atMs: LONG_AGO } } : {}));
      same(await ids(bench, CREATED), ["n3", "n1"]);
      same(await ids(bench, { expired: true, ...CREATED }), ["n3", "n2", "n1", "n0"]);
      same(await pages(bench, 1, CREATED), ["n3", "n1"]);
      same(await pages(bench, 1, { expired: true, ...CREATED }), ["n3", "n2", "n1", "n0"]);
    },
  },
  {
    id: "LIST-22",
    title: "removed records are not listed, not even among the expired",
    async run(bench) {
      await make(bench, 3, (i) => ({ owner: "ann", tags: ["t"], ...(i === 1 ? { expiry: { atMs: LONG_AGO } } : {}) }));
      await bench.record({ id: "n0" }).erase();
      await bench.record({ id: "n1" }).erase();
      for (const more of [{}, { owner: "ann" }, { tag: "t" }]) same(await ids(bench, { expired: true, ...more }), ["n2"]);
    },
  },
  {
    id: "LIST-23",
    title: "other tenants and kinds are not listed, however alike their names",
    async run(bench) {
      const { tenant, kind } = bench;
      await bench.record({ id: "mine" }).create("x", { owner: "ann", tags: ["t"] });
      for (const names of [{ tenant: `${tenant}x` }, { tenant: tenant.slice(0, -1) }, { kind: `${kind}x` }, { kind: kind.slice(0, -1) }])
        await bench.record({ ...names, id: "theirs" }).create("x", { owner: "ann", tags: ["t"] });
      for (const more of [{}, { owner: "ann" }, { tag: "t" }, CREATED]) same(await ids(bench, more), ["mine"]);
    },
  },
  {
    id: "LIST-24",
    title: "owners and tags of any text are found and are no pattern",
    async run(bench) {
      const names = ["*", "a:b", "a/b", "100%", "_", "'; --", "東京", " ", "{x}", "__proto__", "\\"];
      for (const [i, name] of names.entries()) await bench.record({ id: `n${i}` }).create("x", { owner: name, tags: [name] });
      for (const [i, name] of names.entries()) {
        same(await ids(bench, { owner: name }), [`n${i}`], `owner ${name}`);
        same(await ids(bench, { tag: name }), [`n${i}`], `tag ${name}`);
      }
    },
  },
  {
    id: "LIST-25",
    title: "a put is listed by whoever asks right after it",
    async run(bench) {
      const one = bench.record({ id: "r" });
      const { etag } = await one.create();
      assert.equal((await heads(bench))[0]?.etag, etag);
      const { etag: second } = await one.update();
      assert.equal((await heads(bench))[0]?.etag, second);
    },
  },
  ...casesOf(
    "LIST",
    36,
    [{ limit: 0 }, { limit: 1001 }, { limit: 0.5 }, { order: "size" }, { owner: "" }, { tag: "a\0" }, { kind: "K" }] as readonly object[],
    (fault) => ({
      title: `a list with ${JSON.stringify(fault)} is misuse`,
      async run({ store, tenant, kind }) {
        await fails(() => store.list({ tenant, kind, limit: 1, ...(fault as Partial<ListRequest>) }), "STORE_MISUSE");
      },
    }),
  ),
];

export const LIST: readonly Case[] = listing.map((one) => ({ ...one, needs: [LISTS] }));
