/** ISO: tenants and kinds see nothing of each other, not even that there is something. @module */

import assert from "node:assert/strict";
import { ABSENT, absent, applied, EXISTS, match, refused, same } from "../assertions.js";
import { APPENDS, type Bench, type Case, CLAIMS, casesOf, LISTS } from "../case.js";
import type { RecordHandle } from "../record-handle.js";
import { LONG_AGO } from "./states.js";

/** Two records of one id: of two tenants, or of two kinds. */
const PAIRS: readonly (readonly [string, (bench: Bench) => readonly [RecordHandle, RecordHandle]])[] = [
  ["tenants", ({ record, tenant }) => [record({ id: "one" }), record({ id: "one", tenant: `${tenant}-2` })]],
  ["kinds", ({ record, kind }) => [record({ id: "one" }), record({ id: "one", kind: `${kind}-2` })]],
];

export const ISOLATION: readonly Case[] = [
  ...casesOf("ISO", 1, PAIRS, ([what, pair]) => ({
    title: `a record of one of two ${what} is missing in the other, for reads and writes`,
    async run(bench) {
      const [mine, theirs] = pair(bench);
      const { etag } = await mine.create();
      absent(await theirs.get({ expired: true }), "missing");
      refused(await theirs.put(EXISTS), "missing");
      refused(await theirs.put(match(etag)), "missing");
      refused(await theirs.extend(5), "missing");
      refused(await theirs.remove(), "missing");
      same((await mine.live()).revision, 1);
    },
  })),
  ...casesOf("ISO", 3, PAIRS, ([what, pair]) => ({
    title: `records of one id in two ${what} live and die apart`,
    async run(bench) {
      const [mine, theirs] = pair(bench);
      await mine.create("mine");
      await theirs.create("theirs");
      await mine.erase();
      absent(await mine.get(), "gone");
      assert.equal(await theirs.body(), "theirs");
      await theirs.update("new");
      refused(await mine.put(ABSENT), "gone");
    },
  })),
  ...casesOf("ISO", 5, PAIRS, ([what, pair]) => ({
    title: `streams and counters of one id in two ${what} are apart`,
    needs: [APPENDS],
    async run(bench) {
      const [mine, theirs] = pair(bench);
      await mine.create();
      await theirs.create();
      applied(await mine.append(["a"], { counters: { n: 1 } }));
      same([await mine.items(), await theirs.items()], [["0:a"], []]);
      same((await theirs.live()).counters, {});
    },
  })),
  ...casesOf("ISO", 7, PAIRS, ([what, pair]) => ({
    title: `operations of one id in two ${what} are apart`,
    async run(bench) {
      const [mine, theirs] = pair(bench);
      await mine.create("x", { operation: "op" });
      applied(await theirs.put(ABSENT, "y", { operation: "op" }));
      assert.equal(await theirs.body(), "y");
    },
  })),
  ...casesOf("ISO", 9, PAIRS, ([what, pair]) => ({
    title: `lists of two ${what} are apart`,
    needs: [LISTS],
    async run(bench) {
      const pairOf = pair(bench);
      for (const one of pairOf) await one.create(one.key.tenant, { owner: "ann", tags: ["t"] });
      for (const { key } of pairOf)
        for (const more of [{}, { owner: "ann" }, { tag: "t" }, { expired: true }]) {
          const { items } = await bench.store.list({ tenant: key.tenant, kind: key.kind, limit: 9, ...more });
          same(
            items.map((head) => head.key),
            [key],
          );
        }
    },
  })),
  {
    id: "ISO-11",
    title: "a lease on a record of one tenant says nothing of the record of the same id in another",
    needs: [CLAIMS],
    async run(bench) {
      const { store, kind, record, tenant } = bench;
      const [mine, theirs] = [record({ id: "one" }), record({ id: "one", tenant: `${tenant}-2` })];
      for (const one of [mine, theirs]) await one.create("x", { due: { atMs: LONG_AGO } });
      await store.claim({ kind, tenant, limit: 9, worker: "w1", leaseMs: 60_000 });
      const { records } = await store.claim({ kind, limit: 9, worker: "w2", leaseMs: 60_000 });
      same(
        records.map((one) => [one.record.key, one.attempts]),
        [[theirs.key, 1]],
      );
      assert.equal(await store.release({ key: theirs.key, worker: "w1", retryInMs: 0 }), false);
    },
  },
];
