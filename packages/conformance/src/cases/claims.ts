/** CLAIM: due records go to one worker at a time, longest due first, and come back when the worker does not. @module */

import assert from "node:assert/strict";
import { fails, same } from "../assertions.js";
import { type Case, CLAIMS, casesOf } from "../case.js";
import { claimed, ids, LONG_MS } from "./claiming.js";
import { FAR_AHEAD, LONG_AGO } from "./states.js";

const claiming: readonly Omit<Case, "needs">[] = [
  {
    id: "CLAIM-01",
    title: "a due record is handed out, once, with its body and one attempt",
    async run(bench) {
      const one = bench.record();
      await one.create("hello", { due: { atMs: LONG_AGO }, owner: "ann" });
      const { records } = await bench.store.claim({ kind: bench.kind, limit: 5, worker: "w1", leaseMs: LONG_MS });
      same([records.length, records[0]?.attempts], [1, 1]);
      same(records[0]?.record, await one.live());
      same(await claimed(bench, { worker: "w2" }), []);
      same(await claimed(bench), [], "not even to the same worker");
    },
  },
  {
    id: "CLAIM-02",
    title: "a record that is not due, or never due, is not handed out",
    async run(bench) {
      await bench.record().create();
      await bench.record().create("x", { due: { inMs: LONG_MS } });
      await bench.record().create("x", { due: "never" });
      await bench.record().create("x", { expiry: { inMs: LONG_MS } });
      same(await claimed(bench), []);
    },
  },
  {
    id: "CLAIM-03",
    title: "longest due first",
    async run(bench) {
      for (const [id, atMs] of [
        ["c", 3000],
        ["a", 1000],
        ["d", 4000],
        ["b", 2000],
      ] as const)
        await bench.record({ id }).create("x", { due: { atMs } });
      same(ids(await claimed(bench)), ["a", "b", "c", "d"]);
    },
  },
  {
    id: "CLAIM-04",
    title: "a limit takes the longest due, the next claim takes the rest",
    async run(bench) {
      for (let i = 5; i > 0; i--) await bench.record({ id: `n${i}` }).create("x", { due: { atMs: i * 1000 } });
      same(ids(await claimed(bench, { limit: 2 })), ["n1", "n2"]);
      same(ids(await claimed(bench, { limit: 2, worker: "w2" })), ["n3", "n4"]);
      same(ids(await claimed(bench, { limit: 2, worker: "w3" })), ["n5"]);
    },
  },
  {
    id: "CLAIM-05",
    title: "an expired record is due, whether or not it was to be",
    async run(bench) {
      await bench.record({ id: "plain" }).create("x", { expiry: { atMs: 2000 } });
      await bench.record({ id: "later" }).create("x", { expiry: { atMs: 1000 }, due: { inMs: LONG_MS } });
      const { records } = await bench.store.claim({ kind: bench.kind, limit: 5, worker: "w1", leaseMs: LONG_MS });
      same(
        records.map(({ record }) => [record.key.id, record.expiresMs]),
        [
          ["later", 1000],
          ["plain", 2000],
        ],
      );
    },
  },
  {
    id: "CLAIM-06",
    title: "the earlier of due and expiry counts for the order",
    async run(bench) {
      await bench.record({ id: "second" }).create("x", { due: { atMs: 2000 }, expiry: { atMs: 9000 } });
      await bench.record({ id: "first" }).create("x", { due: { atMs: 9000 }, expiry: { atMs: 1000 } });
      await bench.record({ id: "third" }).create("x", { due: { atMs: 3000 } });
      same(ids(await claimed(bench)), ["first", "second", "third"]);
    },
  },
  {
    id: "CLAIM-14",
    title: "`due: never` takes the record out of the queue",
    async run(bench) {
      const one = bench.record();
      await one.create("x", { due: { atMs: LONG_AGO } });
      await claimed(bench);
      await one.update("y", { due: "never" });
      same(await claimed(bench), []);
      assert.equal((await one.live()).dueMs, null);
    },
  },
  {
    id: "CLAIM-15",
    title: "`due` may be moved nearer and further",
    async run(bench) {
      const one = bench.record({ id: "r" });
      await one.create("x", { due: { atMs: LONG_AGO } });
      await one.update("y", { due: { atMs: FAR_AHEAD } });
      same(await claimed(bench), []);
      await one.update("z", { due: { atMs: LONG_AGO + 5 } });
      same(await claimed(bench), [["r", 1]]);
      assert.equal((await one.live()).dueMs, LONG_AGO + 5);
    },
  },
  {
    id: "CLAIM-16",
    title: "a claim for one tenant sees that tenant alone, one for none sees all",
    async run(bench) {
      const { tenant } = bench;
      for (const name of ["a", "b"]) await bench.record({ tenant: `${tenant}-${name}`, id: name }).create("x", { due: { atMs: LONG_AGO } });
      same(ids(await claimed(bench, { tenant: `${tenant}-b` })), ["b"]);
      same(ids(await claimed(bench, { tenant })), []);
      same(ids(await claimed(bench)), ["a"]);
    },
  },
  {
    id: "CLAIM-17",
    title: "a claim sees one kind",
    async run(bench) {
      const { kind } = bench;
      await bench.record({ id: "a" }).create("x", { due: { atMs: LONG_AGO } });
      await bench.record({ id: "b", kind: `${kind}-2` }).create("x", { due: { atMs: LONG_AGO } });
      same(ids(await claimed(bench)), ["a"]);
      same(ids(await claimed({ ...bench, kind: `${kind}-2` })), ["b"]);
    },
  },
  {
    id: "CLAIM-18",
    title: "a removed record is not handed out",
    async run(bench) {
      const [one, two] = [bench.record({ id: "a" }), bench.record({ id: "b" })];
      await one.create("x", { due: { atMs: LONG_AGO } });
      await two.create("x", { due: { atMs: LONG_AGO } });
      await one.erase();
      same(ids(await claimed(bench)), ["b"]);
    },
  },
  {
    id: "CLAIM-21",
    title: "records become due as time passes",
    waits: true,
    async run(bench) {
      await bench.record({ id: "soon" }).create("x", { due: { inMs: 15 } });
      await bench.record({ id: "later" }).create("x", { due: { inMs: LONG_MS } });
      await bench.pass(30);
      same(ids(await claimed(bench)), ["soon"]);
    },
  },
  {
    id: "CLAIM-24",
    title: "an extension of an expiring record moves it out of the queue",
    async run(bench) {
      const one = bench.record();
      await one.create("x", { expiry: { inMs: LONG_MS } });
      await one.extend(2 * LONG_MS);
      same(await claimed(bench), []);
      await one.update("y", { expiry: { atMs: LONG_AGO } });
      same((await claimed(bench)).length, 1);
    },
  },
  ...casesOf(
    "CLAIM",
    25,
    [
      { limit: 0 },
      { limit: 1001 },
      { limit: 1.5 },
      { worker: "" },
      { worker: "a\nb" },
      { leaseMs: 0 },
      { leaseMs: -1 },
      { kind: "Note" },
      { tenant: "" },
    ],
    (fault) => ({
      title: `a claim with ${JSON.stringify(fault)} is misuse, and takes nothing`,
      async run(bench) {
        await bench.record({ id: "r" }).create("x", { due: { atMs: LONG_AGO } });
        await fails(() => bench.store.claim({ kind: bench.kind, limit: 1, worker: "w", leaseMs: 1000, ...fault }), "STORE_MISUSE");
        same(await claimed(bench), [["r", 1]]);
      },
    }),
  ),
  {
    id: "CLAIM-34",
    title: "a release with a worker or a time that cannot be is misuse",
    async run(bench) {
      const { key } = bench.record();
      await fails(() => bench.store.release({ key, worker: "", retryInMs: 0 }), "STORE_MISUSE");
      await fails(() => bench.store.release({ key, worker: "w", retryInMs: -1 }), "STORE_MISUSE");
      await fails(() => bench.store.release({ key, worker: "w", retryInMs: 0.5 }), "STORE_MISUSE");
    },
  },
  {
    id: "CLAIM-35",
    title: "what a worker changes in a claimed record does not reach the store",
    async run(bench) {
      const one = bench.record();
      await one.create("abc", { due: { atMs: LONG_AGO } });
      const { records } = await bench.store.claim({ kind: bench.kind, limit: 1, worker: "w", leaseMs: 1000 });
      records[0]?.record.body.fill(0);
      assert.equal(await one.body(), "abc");
    },
  },
  {
    id: "CLAIM-36",
    title: "two claims of 200 out of 240 due records at a time share them out",
    timeoutMs: 30_000,
    async run(bench) {
      const puts = Array.from({ length: 240 }, (_, i) => ({
        key: { tenant: bench.tenant, kind: bench.kind, id: `n${i}` },
        expect: { is: "absent" } as const,
        body: new Uint8Array(1),
        due: { atMs: 1000 + i },
      }));
      await bench.store.putMany(puts);
      const got = await Promise.all([claimed(bench, { limit: 200 }), claimed(bench, { limit: 200, worker: "w2" })]);
      const all = got.flatMap(ids);
      assert.equal(new Set(all).size, all.length, "a record was handed out twice");
      const rest = ids(await claimed(bench, { limit: 200 }));
      assert.equal(new Set([...all, ...rest]).size, 240);
    },
  },
];

export const CLAIM: readonly Case[] = claiming.map((one) => ({ ...one, needs: [CLAIMS] }));
