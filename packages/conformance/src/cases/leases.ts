/** CLAIM, the lease: while it lasts nobody else gets the record, and it comes back when the worker does not. @module */

import assert from "node:assert/strict";
import { applied, EXISTS, same } from "../assertions.js";
import { type Case, CLAIMS } from "../case.js";
import { claimed, LONG_MS, release } from "./claiming.js";
import { LONG_AGO } from "./states.js";

const leasing: readonly Omit<Case, "needs">[] = [
  {
    id: "CLAIM-07",
    title: "a lease that has run out gives the record to the next worker, who sees the attempts",
    waits: true,
    async run(bench) {
      await bench.record({ id: "r" }).create("x", { due: { atMs: LONG_AGO } });
      for (let attempts = 1; attempts <= 3; attempts++) {
        same(await claimed(bench, { worker: `w${attempts}`, leaseMs: 10 }), [["r", attempts]]);
        await bench.pass(20);
      }
    },
  },
  {
    id: "CLAIM-08",
    title: "a worker that has the lease may give it back: the record is claimed again, attempts count on",
    async run(bench) {
      const one = bench.record({ id: "r" });
      await one.create("x", { due: { atMs: LONG_AGO } });
      same(await claimed(bench), [["r", 1]]);
      assert.equal(await release(bench.store, one.key), true);
      same(await claimed(bench, { worker: "w2" }), [["r", 2]]);
    },
  },
  {
    id: "CLAIM-09",
    title: "a record given back for later is not handed out before",
    waits: true,
    async run(bench) {
      const [later, soon] = [bench.record({ id: "later" }), bench.record({ id: "soon" })];
      for (const one of [later, soon]) await one.create("x", { due: { atMs: LONG_AGO } });
      await claimed(bench);
      assert.equal(await release(bench.store, later.key, "w1", LONG_MS), true);
      assert.equal(await release(bench.store, soon.key, "w1", 15), true);
      await bench.pass(30);
      same(await claimed(bench, { worker: "w2" }), [["soon", 2]]);
    },
  },
  {
    id: "CLAIM-10",
    title: "who has no lease gives nothing back: another worker, one whose lease ran out, one that never had one",
    waits: true,
    async run(bench) {
      const one = bench.record({ id: "r" });
      await one.create("x", { due: { atMs: LONG_AGO } });
      assert.equal(await release(bench.store, one.key), false);
      await claimed(bench);
      assert.equal(await release(bench.store, one.key, "w2"), false);
      same(await claimed(bench, { worker: "w2" }), [], "a foreign release freed the record");
      const brief = bench.record({ id: "s" });
      await brief.create("x", { due: { atMs: LONG_AGO } });
      same(await claimed(bench, { leaseMs: 5 }), [["s", 1]]);
      await bench.pass(20);
      assert.equal(await release(bench.store, brief.key), false);
    },
  },
  {
    id: "CLAIM-11",
    title: "giving back a record that is missing or gone answers `false`",
    async run(bench) {
      const [missing, gone] = [bench.record(), bench.record()];
      await gone.create("x", { due: { atMs: LONG_AGO } });
      await claimed(bench);
      await gone.erase();
      same([await release(bench.store, missing.key), await release(bench.store, gone.key)], [false, false]);
    },
  },
  {
    id: "CLAIM-12",
    title: "a put that says `due` gives up the lease and begins the attempts anew",
    async run(bench) {
      const one = bench.record({ id: "r" });
      await one.create("x", { due: { atMs: LONG_AGO } });
      await claimed(bench);
      await one.update("y", { due: { atMs: LONG_AGO } });
      assert.equal(await release(bench.store, one.key), false, "the lease was given up");
      same(await claimed(bench, { worker: "w2" }), [["r", 1]]);
    },
  },
  {
    id: "CLAIM-13",
    title: "a put that says nothing of `due`, or `keep`, leaves the lease with the worker",
    async run(bench) {
      const one = bench.record({ id: "r" });
      await one.create("x", { due: { atMs: LONG_AGO } });
      await claimed(bench);
      await one.update("y");
      await one.update("z", { due: "keep" });
      same(await claimed(bench, { worker: "w2" }), []);
      assert.equal(await release(bench.store, one.key), true);
    },
  },
  {
    id: "CLAIM-19",
    title: "a claimed record is read, put and removed as any other: a lease is no lock",
    async run(bench) {
      const one = bench.record();
      await one.create("x", { due: { atMs: LONG_AGO } });
      await claimed(bench);
      await one.live();
      await one.update("y");
      applied(await one.remove(EXISTS));
    },
  },
  {
    id: "CLAIM-20",
    title: "a removed record that is made anew is due by its own word, without lease and attempts",
    waits: true,
    async run(context) {
      const bench = await context.bench({ tombstoneMs: 20 });
      const one = bench.record({ id: "r" });
      await one.create("x", { due: { atMs: LONG_AGO } });
      await claimed(bench);
      await one.erase();
      await bench.pass(40);
      await one.create("y");
      same(await claimed(bench), []);
      await one.update("z", { due: { atMs: LONG_AGO } });
      same(await claimed(bench), [["r", 1]]);
    },
  },
  {
    id: "CLAIM-22",
    title: "a record that expires while it is under lease stays with its worker, and is due afterwards",
    waits: true,
    async run(bench) {
      const one = bench.record({ id: "r" });
      await one.create("x", { due: { atMs: LONG_AGO }, expiry: { inMs: 15 } });
      await claimed(bench);
      await bench.pass(30);
      same(await claimed(bench, { worker: "w2" }), []);
      assert.equal(await release(bench.store, one.key), true);
      same(await claimed(bench, { worker: "w2" }), [["r", 2]]);
    },
  },
  {
    id: "CLAIM-23",
    title: "the longest worker name and every text is a worker",
    async run(bench) {
      for (const worker of ["w".repeat(128), "host/pid:12", "東京", "a'b\"c", "__proto__"]) {
        const one = bench.record();
        await one.create("x", { due: { atMs: LONG_AGO } });
        same((await claimed(bench, { worker })).length, 1);
        assert.equal(await release(bench.store, one.key, `${worker.slice(1)}x`), false);
        assert.equal(await release(bench.store, one.key, worker, LONG_MS), true);
      }
    },
  },
];

export const LEASES: readonly Case[] = leasing.map((one) => ({ ...one, needs: [CLAIMS] }));
