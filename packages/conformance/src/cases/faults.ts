/**
 * FAULT: servers that die, connections that are cut. What was acknowledged is there, what was not is there once or not at all, and repeating a
 * write with its operation settles it. A compact form: long histories under faults are the rig's.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { WriteResult } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, match, refused, same } from "../assertions.js";
import type { Case, Need } from "../case.js";
import { CRASHES, CUTS, DEADLINE_MS, type Faulty, settled, underFault, withRig } from "./fault-rig.js";

const crashes: readonly Faulty[] = [
  {
    id: "FAULT-01",
    title: "acknowledged puts survive the death of the server",
    async run({ store, record, kill, restart }) {
      const etags = await Promise.all(Array.from({ length: 40 }, async (_, i) => (await record(`n${i}`).create(`${i}`)).etag));
      await kill();
      await restart();
      for (const [i, etag] of etags.entries()) {
        const read = await settled(() => store.get(record(`n${i}`).key));
        assert.ok(read.found, "an acknowledged record is not there");
        assert.equal(read.record.etag, etag);
        assert.equal(await record(`n${i}`).body(), `${i}`);
      }
    },
  },
  {
    id: "FAULT-02",
    title: "etags, tombstones, epochs, streams, counters and operations survive the death of the server",
    async run({ store, record, kill, restart }) {
      const [one, two] = [record("one"), record("two")];
      const streams = store.capabilities.append === "none" ? {} : { appends: [{ stream: "log", items: [bytes("a")] }], counters: { n: 3 } };
      const request = { operation: "op", epoch: 4, ...streams };
      const first = await one.create("x", request);
      await two.create();
      await two.erase();
      await kill();
      await restart();
      const again = await settled(() => one.put(ABSENT, "x", request));
      same(again, { ...first, replay: true });
      absent(await two.get(), "gone");
      refused(await two.put(ABSENT), "gone");
      refused(await one.put(EXISTS, "y", { epoch: 3 }), "fenced");
      if (store.capabilities.append !== "none") same([await one.items(), (await one.live()).counters], [["0:a"], { n: 3 }]);
      applied(await one.put(match(first.etag), "y", { epoch: 4 }));
    },
  },
  {
    id: "FAULT-03",
    title: "writes under way when the server dies come to an end in time; repeated with their operation, each is done once",
    async run({ store, record, kill, restart }) {
      const [workers, rounds] = [8, 6];
      for (let i = 0; i < workers; i++) await record(`n${i}`).create("0");
      const write = (i: number, round: number, deadlineMs: number) =>
        store.put({ key: record(`n${i}`).key, expect: EXISTS, body: bytes(`${round}`), operation: `op-${round}` }, { deadlineMs });
      let acked = 0;
      const ackedOf: number[] = Array.from({ length: workers }, () => 0);
      let dead: Promise<void> | undefined;
      const ends = await underFault(
        Array.from({ length: workers }, (_, i) => async (deadlineMs: number) => {
          let result: WriteResult | undefined;
          for (let round = 0; round < rounds; round++) {
            result = await write(i, round, deadlineMs);
            ackedOf[i] = round + 1;
            // It dies in the middle: some have their answer, some were done without one, some are on their way.
            if (++acked === workers * 2) dead = kill();
          }
          return result as WriteResult;
        }),
      );
      await dead;
      assert.ok(!ends.every(Boolean), "the server died, and every write was acknowledged");
      await restart();
      for (let i = 0; i < workers; i++)
        for (let round = 0; round < rounds; round++) {
          const result = await settled(() => write(i, round, DEADLINE_MS));
          assert.ok(result.ok);
          if (round < (ackedOf[i] ?? 0)) assert.equal(result.replay, true, "an acknowledged write was lost");
        }
      for (let i = 0; i < workers; i++)
        assert.equal((await record(`n${i}`).live()).version, rounds + 1, "a write was done twice or not at all");
    },
  },
  {
    id: "FAULT-04",
    title: "while the server is dead calls fail in time, and the same store works again afterwards",
    async run({ store, record, kill, restart }) {
      await record("one").create();
      await kill();
      const down = (error: { code?: unknown }): boolean => error.code === "STORE_UNAVAILABLE" || error.code === "OUTCOME_UNKNOWN";
      // Parts of a server may outlive its head for a moment.
      const read = () => store.get(record("one").key, { deadlineMs: 500 });
      const untilMs = performance.now() + 5_000;
      for (let alive = true; alive; ) {
        alive = await read().then(
          () => true,
          (error: { code?: unknown }) => {
            assert.ok(down(error), String(error));
            return false;
          },
        );
        assert.ok(performance.now() < untilMs, "calls to a dead server are answered");
      }
      const startMs = performance.now();
      await assert.rejects(
        store.put({ key: record("one").key, expect: EXISTS, body: bytes("y"), operation: "op" }, { deadlineMs: 500 }),
        down,
      );
      assert.ok(performance.now() - startMs < 3_000, "a call to a dead server took longer than its deadline");
      await restart();
      const result = await settled(() => record("one").put(EXISTS, "y", { operation: "op" }));
      assert.ok(result.ok);
      assert.equal((await record("one").live()).version, 2);
    },
  },
  {
    id: "FAULT-05",
    title: "leases survive the death of the server: a claimed record goes to nobody else",
    async run({ store, record, kill, restart }) {
      if (store.capabilities.claim === "none") return;
      const { kind } = record("one").key;
      await record("one").create("x", { due: { atMs: 1000 } });
      assert.equal((await store.claim({ kind, limit: 1, worker: "w1", leaseMs: 3_600_000 })).records.length, 1);
      await kill();
      await restart();
      const again = await settled(() => store.claim({ kind, limit: 1, worker: "w2", leaseMs: 3_600_000 }));
      same(again.records, []);
      assert.equal(await store.release({ key: record("one").key, worker: "w1", retryInMs: 0 }), true);
    },
  },
];

/** Cut puts and, where there are streams, cut appends; then everything is repeated. */
const cutting = (when: "before" | "after"): Faulty["run"] =>
  async function cutWrites({ store, record, cut, heal }) {
    const streams = store.capabilities.append !== "none";
    const rounds = 5;
    for (let round = 0; round < rounds; round++) {
      const one = record(`n${round}`);
      await settled(() => one.put(ABSENT, "0", { operation: "made" }));
      const put = (deadlineMs: number) => store.put({ key: one.key, expect: EXISTS, body: bytes("1"), operation: "put" }, { deadlineMs });
      const append = (deadlineMs: number) =>
        store.append(
          { key: one.key, appends: [{ stream: "log", items: [bytes("a")] }], counters: { n: 1 }, operation: "append" },
          { deadlineMs },
        );
      const writes = streams ? [put, append] : [put];
      await cut(when);
      await underFault(writes);
      await heal();
      for (const write of writes) assert.ok((await settled(() => write(DEADLINE_MS))).ok);
      const { version, streams: kept, counters } = await one.live();
      same([version, kept, counters], streams ? [2, { log: 1 }, { n: 1 }] : [2, {}, {}]);
    }
  };

const cuts: readonly Faulty[] = [
  {
    id: "FAULT-06",
    title: "a write whose connection is cut before the server gets it is done once when it is repeated",
    run: cutting("before"),
  },
  {
    id: "FAULT-07",
    title: "a write whose connection is cut after the server did it is not done again when it is repeated",
    run: cutting("after"),
  },
  {
    id: "FAULT-08",
    title: "a read whose connection is cut fails as STORE_UNAVAILABLE or is answered, never wrongly",
    async run({ store, record, cut, heal }) {
      await record("one").create("x");
      for (const when of ["before", "after"] as const) {
        await cut(when);
        await store.get(record("one").key, { deadlineMs: DEADLINE_MS }).then(
          (read) => assert.ok(read.found),
          (error: { code?: unknown }) => assert.equal(error.code, "STORE_UNAVAILABLE"),
        );
        await heal();
        assert.equal((await settled(() => record("one").live())).version, 1);
      }
    },
  },
  {
    id: "FAULT-09",
    title: "a claim of unknown outcome takes its records for the length of the lease, and gives none of them to two",
    async run({ store, record, cut, heal }) {
      if (store.capabilities.claim === "none") return;
      const { kind } = record("one").key;
      for (let i = 0; i < 6; i++) await record(`n${i}`).create("x", { due: { atMs: 1000 + i } });
      const claim = (worker: string) => store.claim({ kind, limit: 2, worker, leaseMs: 3_600_000 }, { deadlineMs: DEADLINE_MS });
      const first = await claim("w1");
      await cut("after");
      const lost = await claim("w2").then(
        ({ records }) => records,
        () => [],
      );
      await heal();
      const rest = [...(await settled(() => claim("w3"))).records, ...(await settled(() => claim("w4"))).records];
      const ids = [...first.records, ...lost, ...rest].map((one) => one.record.key.id);
      assert.equal(new Set(ids).size, ids.length, "a record went to two workers");
    },
  },
  {
    id: "FAULT-10",
    title: "errors of a cut connection show nothing of the record",
    async run({ store, record, cut, heal }) {
      const canary = "canary7f3a";
      const { key } = record(canary);
      for (const when of ["before", "after"] as const) {
        await cut(when);
        const put = { key, expect: ABSENT, body: bytes(canary), owner: canary, tags: [canary], meta: { a: canary }, operation: when };
        const error = await store.put(put, { deadlineMs: DEADLINE_MS }).then(
          () => null,
          (one: Error & { details?: unknown }) => one,
        );
        await heal();
        const cause = error?.cause as Error | undefined;
        const shown = `${error?.message} ${JSON.stringify(error?.details)} ${cause?.message} ${JSON.stringify(cause ?? null)}`;
        assert.ok(!shown.includes(canary), "an error shows what must stay hidden");
      }
    },
  },
];

const run = (one: Faulty, need: Need): Case => ({
  ...one,
  needs: [need],
  alone: true,
  timeoutMs: 60_000,
  run: (context) => withRig(context, one.run),
});

export const FAULTS: readonly Case[] = [...crashes.map((one) => run(one, CRASHES)), ...cuts.map((one) => run(one, CUTS))];
