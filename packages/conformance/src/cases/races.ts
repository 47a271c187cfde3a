/** RACE: many write at a time; nothing is lost, nothing is done twice, one wins where one can. @module */

import assert from "node:assert/strict";
import type { WriteResult } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, match, refused, same, text } from "../assertions.js";
import { APPENDS, type Case, CLAIMS, LISTS } from "../case.js";
import { change, type Racing, race, won } from "./racing.js";
import { LONG_AGO } from "./states.js";

const races: readonly Racing[] = [
  {
    id: "RACE-01",
    title: "writers of one record by compare and set: no acknowledged change is lost, versions are without a hole",
    async run({ workers, rounds, record, run }) {
      await record("one").create("");
      const versions = await run(async ({ number, record: mine }) => {
        const seen: number[] = [];
        for (let round = 0; round < rounds; round++) seen.push((await change(mine("one"), (body) => `${body}${number}.${round} `)).version);
        return seen;
      });
      const changes = (await record("one").body()).trim().split(" ");
      assert.equal(changes.length, workers * rounds, "a change was lost");
      assert.equal(new Set(changes).size, changes.length, "a change was made twice");
      same(
        versions.flat().sort((a, b) => a - b),
        Array.from({ length: workers * rounds }, (_, i) => i + 2),
      );
    },
  },
  {
    id: "RACE-02",
    title: "appenders to one stream: every item is there once, numbered without a hole, each writer's in its order",
    needs: [APPENDS],
    async run({ workers, rounds, record, run }) {
      await record("one").create();
      await run(async ({ number, record: mine }) => {
        for (let round = 0; round < rounds; round++) applied(await mine("one").append([`${number}.${round}`], { counters: { n: 1 } }));
      });
      const items = (await record("one").items()).map((item) => item.split(":"));
      same(
        items.map(([number]) => Number(number)),
        Array.from({ length: workers * rounds }, (_, i) => i),
      );
      for (let writer = 0; writer < workers; writer++) {
        const mine = items.map(([, item]) => item as string).filter((item) => item.startsWith(`${writer}.`));
        same(
          mine,
          Array.from({ length: rounds }, (_, round) => `${writer}.${round}`),
        );
      }
      const { counters, revision } = await record("one").live();
      same([counters, revision], [{ n: workers * rounds }, workers * rounds + 1]);
    },
  },
  {
    id: "RACE-03",
    title: "creators of one record: one wins, the others learn its etag",
    async run({ rounds, record, run }) {
      for (let round = 0; round < rounds; round++) {
        const results = await run(({ number, record: mine }) => mine(`n${round}`).put(ABSENT, `${number}`));
        const winners = won(results);
        assert.equal(winners.length, 1, `${winners.length} creators won`);
        for (const result of results) if (!result.ok) refused(result, "exists", winners[0]?.etag);
        assert.equal(await record(`n${round}`).body(), `${results.findIndex((result) => result.ok)}`);
      }
    },
  },
  {
    id: "RACE-04",
    title: "workers that claim: no record goes to two, all are claimed",
    needs: [CLAIMS],
    async run({ workers, rounds, store, record, run }) {
      const total = workers * rounds;
      const { kind } = record("any").key;
      await store.putMany(
        Array.from({ length: total }, (_, i) => ({ key: record(`n${i}`).key, expect: ABSENT, body: bytes("x"), due: { atMs: 1000 + i } })),
      );
      const got = await run(async ({ number, store: mine }) => {
        const ids: string[] = [];
        for (;;) {
          const { records } = await mine.claim({ kind, limit: 3, worker: `w${number}`, leaseMs: 3_600_000 });
          for (const one of records) {
            assert.equal(one.attempts, 1);
            ids.push(one.record.key.id);
          }
          if (records.length === 0) return ids;
        }
      });
      const ids = got.flat();
      assert.equal(new Set(ids).size, ids.length, "a record was claimed twice");
      assert.equal(ids.length, total, "a record was claimed by nobody");
    },
  },
  {
    id: "RACE-05",
    title: "a put and a removal of one state: one of them goes through, and the record is as that one left it",
    async run({ rounds, record, run }) {
      for (let round = 0; round < rounds; round++) {
        const { etag } = await record(`n${round}`).create();
        const results = await run(({ number, record: mine }) =>
          number % 2 === 0 ? mine(`n${round}`).put(match(etag), `${number}`) : mine(`n${round}`).remove(match(etag)),
        );
        assert.equal(won(results).length, 1, `${won(results).length} of them went through`);
        const winner = results.findIndex((result) => result.ok);
        if (winner % 2 === 0) assert.equal(await record(`n${round}`).body(), `${winner}`);
        else absent(await record(`n${round}`).get(), "gone");
        for (const result of results) if (!result.ok) assert.ok(result.why === (winner % 2 === 0 ? "conflict" : "gone"), result.why);
      }
    },
  },
  {
    id: "RACE-06",
    title: "extensions around the instant of expiry: extended and alive, or refused and expired, never both",
    async run({ rounds, run }) {
      await run(async ({ number, record: mine }) => {
        for (let round = 0; round < rounds; round++) {
          const one = mine(`n${number}-${round}`);
          await one.create("x", { expiry: { inMs: 1 + (round % 4) } });
          const results = await Promise.all([one.extend(3_600_000), one.extend(3_600_000)]);
          for (const result of results) if (!result.ok) assert.equal(result.why, "expired");
          const extended = won(results).length > 0;
          assert.equal((await one.get()).found, extended, extended ? "extended, and not there" : "refused, and alive");
        }
      });
    },
  },
  {
    id: "RACE-07",
    title: "appends and a removal: what was acknowledged came before the removal, what came after was refused",
    needs: [APPENDS],
    async run({ workers, rounds, record, run }) {
      for (let round = 0; round < rounds; round++) {
        await record(`n${round}`).create();
        const results = await run(({ number, record: mine }) =>
          number === workers - 1 ? mine(`n${round}`).remove() : mine(`n${round}`).append(["x"]),
        );
        const removal = applied(results.at(-1) as WriteResult);
        for (const result of results) {
          if (result.ok) assert.ok(result.revision <= removal.revision, "an append was acknowledged after the removal");
          else refused(result, "gone");
        }
        assert.equal(won(results).length, removal.revision - 1, "revisions and acknowledged writes differ");
        absent(await record(`n${round}`).get(), "gone");
      }
    },
  },
  {
    id: "RACE-08",
    title: "owners of rising epochs: none writes after a later one has",
    async run({ workers, rounds, record, run }) {
      await record("one").create("x", { epoch: 0 });
      const acked = await run(async ({ number, record: mine }) => {
        const seen: (readonly [version: number, epoch: number])[] = [];
        for (let round = 0; round < rounds; round++) {
          const epoch = number + round;
          const result = await mine("one").put(EXISTS, `${epoch}`, { epoch });
          if (result.ok) seen.push([result.version, epoch]);
          else refused(result, "fenced");
        }
        return seen;
      });
      const inOrder = acked.flat().sort(([a], [b]) => a - b);
      for (const [i, [version, epoch]] of inOrder.entries()) {
        assert.equal(version, i + 2);
        assert.ok(epoch >= (inOrder[i - 1]?.[1] ?? 0), `epoch ${epoch} wrote version ${version} after a higher one`);
      }
      assert.equal((await record("one").live()).epoch, workers + rounds - 2);
    },
  },
  {
    id: "RACE-09",
    title: "one operation sent by all at a time: done once, and all get the same answer",
    needs: [APPENDS],
    async run({ rounds, record, run }) {
      for (let round = 0; round < rounds; round++) {
        const put = { operation: "op", appends: [{ stream: "log", items: [bytes("x")] }], counters: { n: 1 } };
        const answers = await run(({ record: mine }) => mine(`n${round}`).put(ABSENT, "x", put));
        const results = won(answers);
        assert.equal(results.length, answers.length, "a repetition was refused");
        assert.equal(results.filter(({ replay }) => !replay).length, 1);
        assert.equal(new Set(results.map(({ etag, revision }) => `${etag} ${revision}`)).size, 1);
        const { streams, counters } = await record(`n${round}`).live();
        same([streams, counters], [{ log: 1 }, { n: 1 }]);
      }
    },
  },
  {
    id: "RACE-10",
    title: "readers see whole versions, and none goes back",
    needs: [APPENDS],
    async run({ rounds, record, run }) {
      const whole = (version: number): string => `${version}`.padStart(2000, "-");
      await record("one").create(whole(1), { meta: { version: 1 } });
      await run(async ({ number, record: mine }) => {
        if (number === 0)
          for (let version = 2; version < rounds * 4; version++)
            await mine("one").update(whole(version), { meta: { version }, appends: [{ stream: "log", items: [bytes("x")] }] });
        else
          for (let last = 0, round = 0; round < rounds * 3; round++) {
            const { version, body, meta, streams, revision } = await mine("one").live();
            same([text(body), meta, streams["log"] ?? 0, revision], [whole(version), { version }, version - 1, version]);
            assert.ok(version >= last, `version ${version} after ${last}`);
            last = version;
          }
      });
    },
  },
  {
    id: "RACE-11",
    title: "trips of puts over the same records in different orders: all go through, none waits for ever",
    async run({ workers, rounds, store, record, run }) {
      const keys = Array.from({ length: 12 }, (_, i) => record(`n${i}`).key);
      for (const result of await store.putMany(keys.map((key) => ({ key, expect: ABSENT, body: bytes("x") })))) applied(result);
      await run(async ({ number, store: mine }) => {
        for (let round = 0; round < rounds; round++) {
          const turned = [...keys.slice(number % 12), ...keys.slice(0, number % 12)];
          const order = number % 2 === 0 ? turned : turned.reverse();
          for (const result of await mine.putMany(order.map((key) => ({ key, expect: EXISTS, body: bytes("y") })))) applied(result);
        }
      });
      for (const key of keys) assert.equal((await record(key.id).live()).version, workers * rounds + 1);
    },
  },
  {
    id: "RACE-12",
    title: "pages of a list while others write: what was there all the time is listed once",
    needs: [LISTS],
    async run({ rounds, record, run }) {
      for (let i = 0; i < 15; i++) await record(`n${i}`).create("x", { createdMs: 1_000_000 + i });
      const { tenant, kind } = record("any").key;
      await run(async ({ number, store, record: mine }) => {
        if (number % 2 === 0) {
          for (let round = 0; round < rounds; round++) {
            await mine(`n${(number + round) % 15}`).update(`${round}`);
            await mine(`new-${number}-${round}`).create();
            if (round % 3 === 0) await mine(`new-${number}-${round}`).erase();
          }
          return;
        }
        const ids: string[] = [];
        for (let after: string | undefined, page = 0; page < 1000; page++) {
          const { items, next } = await store.list({ tenant, kind, limit: 4, order: "created", ...(after === undefined ? {} : { after }) });
          ids.push(...items.map(({ key }) => key.id));
          if (next === null) break;
          after = next;
        }
        same(
          ids.filter((id) => !id.startsWith("new")),
          Array.from({ length: 15 }, (_, i) => `n${14 - i}`),
        );
      });
    },
  },
  {
    id: "RACE-13",
    title: "claims against puts that give the lease up: a release answers `true` to nobody who had nothing",
    needs: [CLAIMS],
    async run({ rounds, record, run }) {
      const { kind } = record("any").key;
      await record("one").create("x", { due: { atMs: LONG_AGO } });
      let had = 0;
      await run(async ({ number, store, record: mine }) => {
        // While the puts go on, a claim may find the record locked each time; once they are done it is there for whoever asks.
        for (let round = 0; round < rounds || (number > 0 && had === 0 && round < 100 * rounds); round++) {
          if (number === 0) await mine("one").update("y", { due: { atMs: LONG_AGO } });
          else {
            const { records } = await store.claim({ kind, limit: 1, worker: `w${number}`, leaseMs: 3_600_000 });
            if (records.length > 0) had++;
            const gave = await store.release({ key: mine("one").key, worker: `w${number}`, retryInMs: 0 });
            if (records.length === 0) assert.equal(gave, false, "a lease that was never given was taken back");
          }
        }
      });
      assert.ok(had > 0, "nobody ever had the record");
      await record("one").update("z", { due: { atMs: LONG_AGO } });
    },
  },
];

export const RACES: readonly Case[] = races.map(({ run, ...one }) => ({
  ...one,
  alone: true,
  timeoutMs: 60_000,
  run: (context) => race(context, run),
}));
