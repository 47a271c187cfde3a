/** LIST, page by page: each record once, in order, whatever is written in between. @module */

import assert from "node:assert/strict";
import { fails, same } from "../assertions.js";
import { type Case, casesOf, LISTS } from "../case.js";
import { CREATED, make, pages } from "./listing.js";

const paging: readonly Omit<Case, "needs">[] = [
  ...casesOf("LIST", 7, [1, 2, 3, 7, 8], (limit) => ({
    title: `seven records in pages of ${limit}: each once, in order`,
    async run(bench) {
      const newest = await make(bench, 7);
      same(await pages(bench, limit, CREATED), newest);
      same((await pages(bench, limit)).sort(), [...newest].sort());
    },
  })),
  {
    id: "LIST-12",
    title: "pages cut inside one instant lose nothing",
    async run(bench) {
      const names = ["a", "B", "_", "-", "z", "0"];
      for (const id of names) await bench.record({ id }).create("x", { createdMs: 5_000_000 });
      same(
        await pages(bench, 2, CREATED),
        [...names].sort((a, b) => (a < b ? 1 : -1)),
      );
    },
  },
  {
    id: "LIST-13",
    title: "the last page says that it is the last, also where it is full",
    async run(bench) {
      await make(bench, 4);
      const first = await bench.store.list({ tenant: bench.tenant, kind: bench.kind, limit: 2, ...CREATED });
      assert.ok(first.next !== null);
      const last = await bench.store.list({ tenant: bench.tenant, kind: bench.kind, limit: 2, after: first.next, ...CREATED });
      same([last.items.length, last.next], [2, null]);
    },
  },
  {
    id: "LIST-14",
    title: "by creation, nothing is seen twice or missed while records are updated between the pages",
    async run(bench) {
      const newest = await make(bench, 9);
      const seen = await pages(bench, 2, CREATED, (page) => bench.record({ id: `n${page * 2}` }).update("new"));
      same(seen, newest);
    },
  },
  {
    id: "LIST-15",
    title: "by update, a record that is updated between the pages may come late, the others all come",
    waits: true,
    async run(bench) {
      for (let i = 0; i < 6; i++) {
        await bench.record({ id: `n${i}` }).create();
        await bench.pass(2);
      }
      const seen = await pages(bench, 2, {}, () => bench.record({ id: "n0" }).update("new"));
      for (let i = 1; i < 6; i++) assert.equal(seen.filter((id) => id === `n${i}`).length, 1, `n${i} was missed or seen twice`);
    },
  },
  {
    id: "LIST-16",
    title: "a record that is removed between the pages takes no other with it",
    async run(bench) {
      await make(bench, 6);
      const seen = await pages(bench, 2, CREATED, (page) => (page === 0 ? bench.record({ id: "n4" }).erase() : Promise.resolve()));
      same(seen, ["n5", "n4", "n3", "n2", "n1", "n0"]);
    },
  },
  ...casesOf("LIST", 26, ["", "nonsense", "1.2.3/4", "abc.def", "1.", ".x", "-5.x", "1.x y", "x".repeat(2000), 5], (after) => ({
    title: `a cursor of ${typeof after === "string" && after.length > 99 ? "2,000 characters" : JSON.stringify(after)} is misuse`,
    async run({ store, tenant, kind }) {
      await fails(() => store.list({ tenant, kind, limit: 1, after: after as string }), "STORE_MISUSE");
    },
  })),
  {
    id: "LIST-43",
    title: "1,000 records come on one page, 1,001 on two",
    timeoutMs: 30_000,
    async run(bench) {
      const { store, tenant, kind } = bench;
      const puts = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, i) => ({
          key: { tenant, kind, id: `n${from + i}` },
          expect: { is: "absent" } as const,
          body: new Uint8Array(1),
          createdMs: 1_000_000 + from + i,
        }));
      await store.putMany(puts(0, 1000));
      const full = await store.list({ tenant, kind, limit: 1000, ...CREATED });
      same([full.items.length, full.next, full.items[0]?.key.id], [1000, null, "n999"]);
      await store.putMany(puts(1000, 1001));
      same((await pages(bench, 1000, CREATED)).length, 1001);
    },
  },
];

export const PAGES: readonly Case[] = paging.map((one) => ({ ...one, needs: [LISTS] }));
