/** EPO: an owner that was paused and replaced writes nothing any more. @module */

import assert from "node:assert/strict";
import type { WriteResult } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, match, refused, replayed, same } from "../assertions.js";
import { APPENDS, type Case, casesOf } from "../case.js";
import type { RecordHandle } from "../record-handle.js";
import { LONG_AGO } from "./states.js";

type Verb = readonly [name: string, write: (one: RecordHandle, epoch?: number) => Promise<WriteResult>];

const said = (epoch: number | undefined): { epoch?: number } => (epoch === undefined ? {} : { epoch });
const VERBS: readonly Verb[] = [
  ["put", (one, epoch) => one.put(EXISTS, "y", said(epoch))],
  ["append", (one, epoch) => one.append(["a"], said(epoch))],
  ["extend", (one, epoch) => one.extend(10_000_000, said(epoch))],
  ["remove", (one, epoch) => one.remove(EXISTS, said(epoch))],
];

/** Row: what an old owner says, in which verb. */
const FENCED = VERBS.flatMap((verb) => [[verb, 4] as const, [verb, undefined] as const]);
const ALLOWED = VERBS.flatMap((verb) => [[verb, 5] as const, [verb, 6] as const]);

export const EPOCHS: readonly Case[] = [
  ...casesOf("EPO", 1, FENCED, ([[verb, write], epoch]) => ({
    title: `${verb === "append" || verb === "extend" ? "an" : "a"} ${verb} with ${epoch === undefined ? "no epoch" : "a lower epoch"} is refused: fenced, and changes nothing`,
    needs: verb === "append" ? [APPENDS] : [],
    async run({ record }) {
      const one = record();
      const { etag } = await one.create("x", { epoch: 5, expiry: { inMs: 3_600_000 } });
      const before = await one.live();
      refused(await write(one, epoch), "fenced", etag);
      same(await one.live(), before);
    },
  })),
  ...casesOf("EPO", 9, ALLOWED, ([[verb, write], epoch]) => ({
    title: `${verb === "append" || verb === "extend" ? "an" : "a"} ${verb} with ${epoch === 5 ? "the same" : "a higher"} epoch goes through`,
    needs: verb === "append" ? [APPENDS] : [],
    async run({ record }) {
      const one = record();
      await one.create("x", { epoch: 5, expiry: { inMs: 3_600_000 } });
      applied(await write(one, epoch));
      if (verb === "remove") absent(await one.get(), "gone");
      else assert.equal((await one.live()).epoch, epoch);
    },
  })),
  {
    id: "EPO-17",
    title: "a record keeps the highest epoch it has seen, whichever verb brought it",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: 3_600_000 } });
      assert.equal((await one.live()).epoch, null);
      const writes = [
        [2, () => one.put(EXISTS, "y", { epoch: 2 })],
        [4, () => one.append(["a"], { epoch: 4 })],
        [6, () => one.extend(10_000_000, { epoch: 6 })],
      ] as const;
      for (const [epoch, write] of writes) {
        applied(await write());
        assert.equal((await one.live()).epoch, epoch);
      }
      refused(await one.put(EXISTS, "z", { epoch: 5 }), "fenced");
    },
  },
  {
    id: "EPO-18",
    title: "a record without an epoch takes writes with and without one",
    async run({ record }) {
      const one = record();
      await one.create();
      await one.update("y");
      await one.update("z", { epoch: 0 });
      assert.equal((await one.live()).epoch, 0);
      refused(await one.put(EXISTS, "w"), "fenced");
    },
  },
  {
    id: "EPO-19",
    title: "a refused write leaves no epoch behind",
    async run({ record }) {
      const one = record();
      const { etag } = await one.create("x", { epoch: 1 });
      await one.update("y", { epoch: 1 });
      refused(await one.put(match(etag), "z", { epoch: 9 }), "conflict");
      refused(await one.put(ABSENT, "z", { epoch: 9 }), "exists");
      assert.equal((await one.live()).epoch, 1);
      await one.update("z", { epoch: 1 });
    },
  },
  {
    id: "EPO-20",
    title: "the fence is asked before the etag: a stale owner learns that it was replaced",
    async run({ record }) {
      const one = record();
      const { etag } = await one.create("x", { epoch: 1 });
      await one.update("y", { epoch: 2 });
      refused(await one.put(match(etag), "z", { epoch: 1 }), "fenced");
      refused(await one.put(ABSENT, "z", { epoch: 1 }), "fenced");
      refused(await one.remove(match(etag), { epoch: 1 }), "fenced");
    },
  },
  {
    id: "EPO-21",
    title: "an expired record is removed by its owner and not by an old one",
    async run({ record }) {
      const one = record();
      await one.create("x", { epoch: 2, expiry: { atMs: LONG_AGO } });
      refused(await one.put(EXISTS, "y", { epoch: 1 }), "expired");
      refused(await one.remove(EXISTS, { epoch: 1 }), "fenced");
      applied(await one.remove(EXISTS, { epoch: 2 }));
    },
  },
  {
    id: "EPO-22",
    title: "epochs are exact up to the last whole number",
    async run({ record }) {
      const one = record();
      const last = Number.MAX_SAFE_INTEGER;
      await one.create("x", { epoch: last - 1 });
      await one.update("y", { epoch: last });
      assert.equal((await one.live()).epoch, last);
      refused(await one.put(EXISTS, "z", { epoch: last - 1 }), "fenced");
      refused(await one.put(EXISTS, "z", { epoch: 99_999_999_999_999 }), "fenced");
      await one.update("w", { epoch: last });
    },
  },
  {
    id: "EPO-23",
    title: "epochs compare as numbers: 10 is above 9",
    async run({ record }) {
      const one = record();
      await one.create("x", { epoch: 9 });
      await one.update("y", { epoch: 10 });
      refused(await one.put(EXISTS, "z", { epoch: 9 }), "fenced");
    },
  },
  {
    id: "EPO-24",
    title: "an old owner that repeats what went through gets its answer, and writes nothing",
    async run({ record }) {
      const one = record();
      const first = await one.create("x", { epoch: 1, operation: "op" });
      await one.update("y", { epoch: 2 });
      replayed(await one.put(ABSENT, "x", { epoch: 1, operation: "op" }), first);
      assert.equal(await one.body(), "y");
    },
  },
  {
    id: "EPO-25",
    title: "the epoch of one record fences no other",
    async run({ record }) {
      const [one, two] = [record(), record()];
      await one.create("x", { epoch: 9 });
      await two.create("x", { epoch: 1 });
      await two.update("y", { epoch: 1 });
      same([(await one.live()).epoch, (await two.live()).epoch], [9, 1]);
    },
  },
  {
    id: "EPO-26",
    title: "a fenced put appends nothing and counts nothing",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create("x", { epoch: 2 });
      refused(await one.put(EXISTS, "y", { epoch: 1, appends: [{ stream: "log", items: [bytes("a")] }], counters: { n: 1 } }), "fenced");
      const { streams, counters } = await one.live();
      same([streams, counters], [{}, {}]);
    },
  },
];
