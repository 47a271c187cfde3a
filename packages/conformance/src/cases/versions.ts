/** VER: versions count puts, revisions count everything, instants only go forward. @module */

import assert from "node:assert/strict";
import { ABSENT, applied, bytes, EXISTS, match, refused, replayed, same } from "../assertions.js";
import { APPENDS, type Case, CLAIMS } from "../case.js";

export const VERSIONS: readonly Case[] = [
  {
    id: "VER-01",
    title: "versions and revisions of puts count from 1 without a hole",
    async run({ record }) {
      const one = record();
      const results = [await one.create()];
      for (let i = 0; i < 4; i++) results.push(await one.update(`${i}`));
      same(
        results.map(({ version, revision }) => [version, revision]),
        [1, 2, 3, 4, 5].map((n) => [n, n]),
      );
    },
  },
  {
    id: "VER-02",
    title: "an append counts a revision and no version",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create();
      const { version, revision } = applied(await one.append(["a", "b"]));
      same([version, revision], [1, 2]);
      const head = await one.live();
      same([head.version, head.revision], [1, 2]);
    },
  },
  {
    id: "VER-03",
    title: "an extension counts a revision and no version, also where it changes nothing",
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: 3_600_000 } });
      const first = applied(await one.extend(7_200_000));
      const second = applied(await one.extend(1));
      same([first.version, first.revision, second.version, second.revision], [1, 2, 1, 3]);
    },
  },
  {
    id: "VER-04",
    title: "a put with appends and counters is one revision",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create();
      const { version, revision } = await one.update("x", {
        appends: [
          { stream: "a", items: [bytes("1"), bytes("2")] },
          { stream: "b", items: [bytes("1")] },
        ],
        counters: { n: 1, m: 2 },
      });
      same([version, revision], [2, 2]);
    },
  },
  {
    id: "VER-05",
    title: "refused writes count nothing",
    async run({ record }) {
      const one = record();
      const { etag } = await one.create();
      await one.update();
      refused(await one.put(ABSENT), "exists");
      refused(await one.put(match(etag)), "conflict");
      refused(await one.remove(match(etag)), "conflict");
      const { version, revision } = await one.live();
      same([version, revision], [2, 2]);
    },
  },
  {
    id: "VER-06",
    title: "replays count nothing",
    async run({ record }) {
      const one = record();
      await one.create("x", { operation: "a" });
      for (let i = 0; i < 3; i++) replayed(await one.put(ABSENT, "x", { operation: "a" }));
      const { version, revision } = await one.live();
      same([version, revision], [1, 1]);
    },
  },
  {
    id: "VER-07",
    title: "a claim and a release change neither version, revision nor etag",
    needs: [CLAIMS],
    async run({ record, store, kind }) {
      const one = record();
      const { etag } = await one.create("x", { due: { atMs: 1 } });
      const { records } = await store.claim({ kind, limit: 1, worker: "w", leaseMs: 60_000 });
      assert.equal(records.length, 1);
      assert.equal(await store.release({ key: one.key, worker: "w", retryInMs: 0 }), true);
      const now = await one.live();
      same([now.etag, now.version, now.revision], [etag, 1, 1]);
    },
  },
  {
    id: "VER-08",
    title: "reading changes nothing: no version, no revision, no instant",
    async run({ record, store, tenant, kind }) {
      const one = record();
      await one.create();
      const before = await one.live();
      for (let i = 0; i < 3; i++) await one.get();
      if (store.capabilities.append !== "none") await one.items();
      if (store.capabilities.list !== "none") await store.list({ tenant, kind, limit: 5 });
      same(await one.live(), before);
    },
  },
  {
    id: "VER-09",
    title: "`createdMs` stays, `updatedMs` never goes back",
    waits: true,
    async run({ record, pass }) {
      const one = record();
      await one.create();
      const first = await one.live();
      await pass(15);
      await one.update();
      const second = await one.live();
      assert.equal(second.createdMs, first.createdMs);
      assert.ok(second.updatedMs > first.updatedMs, `updated at ${second.updatedMs}, before at ${first.updatedMs}`);
      await one.extend(1);
      assert.ok((await one.live()).updatedMs >= second.updatedMs);
    },
  },
  {
    id: "VER-10",
    title: "a record that is made anew counts from 1, and none of the old one's streams and counters are left",
    waits: true,
    async run({ bench }) {
      const { record, pass, store } = await bench({ tombstoneMs: 20 });
      const one = record();
      const more = store.capabilities.append === "none" ? {} : { appends: [{ stream: "log", items: [bytes("old")] }], counters: { n: 7 } };
      await one.create("x", { ...more, owner: "ann", tags: ["t"], meta: { m: 1 }, epoch: 9, expiry: { inMs: 3_600_000 } });
      await one.update("y", { epoch: 9 });
      applied(await one.remove(EXISTS, { epoch: 9 }));
      await pass(40);
      await one.create("z");
      const { version, revision, streams, counters, owner, tags, meta, epoch, expiresMs } = await one.live();
      same([version, revision, streams, counters, owner, tags, meta, epoch, expiresMs], [1, 1, {}, {}, null, [], {}, null, null]);
      if (store.capabilities.append !== "none") same(await one.items(), []);
    },
  },
  {
    id: "VER-11",
    title: "instants are whole epoch milliseconds of about now",
    async run({ record }) {
      const one = record();
      await one.create();
      const { createdMs, updatedMs } = await one.live();
      for (const ms of [createdMs, updatedMs])
        assert.ok(Number.isSafeInteger(ms) && ms > 1_600_000_000_000 && ms < 7_258_118_400_000, `${ms}`);
    },
  },
];
