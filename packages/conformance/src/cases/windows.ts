/** APP, the reading half: windows of a stream, what `keep` and `trim` leave of it, and its numbers, which always go on. @module */

import assert from "node:assert/strict";
import type { StreamAppend } from "@openbell/core/store";
import { absent, applied, bytes, fails, same } from "../assertions.js";
import { APPENDS, type Case, casesOf } from "../case.js";
import { bring } from "./states.js";

const log = (items: readonly string[], keep?: number): StreamAppend => ({
  stream: "log",
  items: items.map(bytes),
  ...(keep === undefined ? {} : { keep }),
});

const numbered = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `${from + i}:${from + i}`);
const ten = Array.from({ length: 10 }, (_, i) => `${i}`);

type Appending = Omit<Case, "needs">;

const WINDOWS = [
  ["the last one", { last: 1 }, numbered(9, 10)],
  ["the last three", { last: 3 }, numbered(7, 10)],
  ["the last more than there are", { last: 100 }, numbered(0, 10)],
  ["from the beginning", { from: 0, limit: 3 }, numbered(0, 3)],
  ["from the middle", { from: 4, limit: 3 }, numbered(4, 7)],
  ["from the middle beyond the end", { from: 8, limit: 9 }, numbered(8, 10)],
  ["from the end", { from: 10, limit: 5 }, []],
  ["from beyond the end", { from: 1_000_000, limit: 5 }, []],
] as const;

const BAD_READS: readonly (readonly [string, unknown])[] = [
  ["the last 0", { last: 0 }],
  ["the last -1", { last: -1 }],
  ["a limit of 0", { from: 0, limit: 0 }],
  ["a negative beginning", { from: -1, limit: 1 }],
  ["no window", {}],
  ["no limit", { from: 0 }],
];

const reading: readonly Appending[] = [
  ...casesOf("APP", 5, WINDOWS, ([what, window, expected]) => ({
    title: `a read of ${what}`,
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(ten)] });
      same(await one.items(window), expected);
    },
  })),
  {
    id: "APP-23",
    title: "a read tells the number that the next item will get",
    async run({ record, store }) {
      const one = record();
      await one.create("x", { appends: [log(ten)] });
      for (const window of [{ last: 1 }, { from: 0, limit: 1 }, { from: 99, limit: 1 }]) {
        const read = await store.read({ key: one.key, stream: "log", ...window });
        assert.ok(read.found);
        assert.equal(read.next, 10);
      }
    },
  },
  {
    id: "APP-24",
    title: "`keep` leaves the newest items, and numbers and counts go on",
    async run({ record }) {
      const one = record();
      await one.create();
      for (const item of ten) applied(await one.append([item], { appends: [log([item], 3)] }));
      same(await one.items(), numbered(7, 10));
      same((await one.live()).streams, { log: 10 });
      same(await one.items({ from: 0, limit: 100 }), numbered(7, 10).slice(0));
    },
  },
  {
    id: "APP-25",
    title: "`keep` smaller than one append keeps the end of it",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(ten, 2)] });
      same(await one.items(), numbered(8, 10));
      applied(await one.append([], { appends: [log(["10"], 1)] }));
      same(await one.items(), numbered(10, 11));
    },
  },
  {
    id: "APP-26",
    title: "`keep` larger than the stream, or left out again, forgets nothing",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(["0", "1"], 100)] });
      await one.append(["2"]);
      same(await one.items(), numbered(0, 3));
    },
  },
  {
    id: "APP-27",
    title: "`trim` forgets items before a number",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(ten)] });
      await one.update("y", { trim: { log: 4 } });
      same(await one.items(), numbered(4, 10));
      await one.update("y", { trim: { log: 2 } });
      same(await one.items(), numbered(4, 10), "a smaller trim brings nothing back");
      same((await one.live()).streams, { log: 10 });
    },
  },
  {
    id: "APP-28",
    title: "`trim` up to or beyond the end leaves an empty stream whose numbers go on",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(ten)] });
      await one.update("y", { trim: { log: 1_000_000 } });
      same(await one.items(), []);
      await one.append(["10"]);
      same(await one.items(), numbered(10, 11));
    },
  },
  {
    id: "APP-29",
    title: "`trim` of a stream that nobody appended to does nothing and makes none",
    async run({ record }) {
      const one = record();
      await one.create("x", { trim: { other: 5 } });
      same((await one.live()).streams, {});
    },
  },
  {
    id: "APP-30",
    title: "append and trim of one put: the trim sees what the put appended",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(["0", "1"])] });
      await one.update("y", { appends: [log(["2", "3"])], trim: { log: 3 } });
      same(await one.items(), numbered(3, 4));
    },
  },
  {
    id: "APP-31",
    title: "windows after a trim begin at what is left",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(ten)] });
      await one.update("y", { trim: { log: 6 } });
      same(await one.items({ last: 8 }), numbered(6, 10));
      same(await one.items({ from: 7, limit: 2 }), numbered(7, 9));
      same(await one.items({ from: 6, limit: 1 }), numbered(6, 7));
    },
  },
  {
    id: "APP-32",
    title: "a window that begins before what is left counts its limit from what is left",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(ten)] });
      await one.update("y", { trim: { log: 6 } });
      const items = await one.items({ from: 4, limit: 3 });
      same(items, numbered(6, 9));
    },
  },
  {
    id: "APP-42",
    title: "reading a record that is not there says why",
    async run({ record, store }) {
      for (const state of ["missing", "gone", "expired"] as const) {
        const one = record();
        await bring(one, record(), state);
        absent(await store.read({ key: one.key, stream: "log", last: 1 }), state);
      }
    },
  },
  {
    id: "APP-43",
    title: "the items of an expired record can be read where that is asked for",
    async run({ record, store }) {
      const one = record();
      await one.create("x", { appends: [log(["0", "1"])], expiry: { atMs: 1000 } });
      absent(await store.read({ key: one.key, stream: "log", last: 1 }), "expired");
      same(await one.items(), numbered(0, 2));
    },
  },
  ...casesOf("APP", 71, BAD_READS, ([what, window]) => ({
    title: `a read of ${what} is misuse`,
    async run({ record, store }) {
      const one = record();
      await one.create();
      await fails(() => store.read({ key: one.key, stream: "log", ...(window as { last: 1 }) }), "STORE_MISUSE");
    },
  })),
];

export const WINDOWED: readonly Case[] = reading.map((one) => ({ ...one, needs: [APPENDS] }));
