/** APP: streams. Items are numbered from 0 without a hole, whatever is trimmed, and commit with what they belong to. @module */

import assert from "node:assert/strict";
import type { StreamAppend } from "@openbell/core/store";
import { applied, bytes, EXISTS, fails, match, refused, same } from "../assertions.js";
import { APPENDS, type Case, casesOf } from "../case.js";
import { bring, type LifeState } from "./states.js";

const log = (items: readonly string[], keep?: number): StreamAppend => ({
  stream: "log",
  items: items.map(bytes),
  ...(keep === undefined ? {} : { keep }),
});

const numbered = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `${from + i}:${from + i}`);
const _ten = Array.from({ length: 10 }, (_, i) => `${i}`);

type Appending = Omit<Case, "needs">;

const appending: readonly Appending[] = [
  {
    id: "APP-21",
    title: "a stream nobody appended to is empty, and its next number is 0",
    async run({ record, store }) {
      const one = record();
      await one.create();
      same(await store.read({ key: one.key, stream: "log", last: 5 }), { found: true, items: [], next: 0 });
      same((await one.live()).streams, {});
    },
  },
  {
    id: "APP-22",
    title: "items are numbered from 0 over appends and puts alike",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [log(["0"])] });
      await one.append(["1", "2"]);
      await one.update("y", { appends: [log(["3"])] });
      same(await one.items(), numbered(0, 4));
      same((await one.live()).streams, { log: 4 });
    },
  },
  {
    id: "APP-33",
    title: "several streams of one record are apart",
    async run({ record }) {
      const one = record();
      await one.create("x", {
        appends: [log(["0"]), { stream: "audit", items: [bytes("a"), bytes("b")] }, { stream: "log-2", items: [bytes("c")] }],
      });
      same(await one.items(), ["0:0"]);
      same(await one.items({ last: 9 }, "audit"), ["0:a", "1:b"]);
      same(await one.items({ last: 9 }, "log-2"), ["0:c"]);
      same((await one.live()).streams, { log: 1, audit: 2, "log-2": 1 });
    },
  },
  {
    id: "APP-34",
    title: "streams of the same name of two records are apart",
    async run({ record }) {
      const [one, two] = [record(), record()];
      await one.create();
      await two.create();
      await one.append(["a"]);
      await two.append(["b"]);
      same([await one.items(), await two.items()], [["0:a"], ["0:b"]]);
    },
  },
  {
    id: "APP-35",
    title: "an append of several streams is all or nothing",
    async run({ bench }) {
      const { record } = await bench({ maxBodyBytes: 100 });
      const one = record();
      await one.create();
      const appends = [log(["fits"]), { stream: "big", items: [new Uint8Array(101)] }];
      refused(await one.append([], { appends }), "too-large");
      refused(await one.put(EXISTS, "y", { appends }), "too-large");
      const { streams, version } = await one.live();
      same([streams, version], [{}, 1]);
    },
  },
  {
    id: "APP-36",
    title: "an append leaves body, owner, tags, meta, expiry and due alone",
    async run({ record }) {
      const one = record();
      await one.create("x", { owner: "ann", tags: ["t"], meta: { m: 1 }, expiry: { inMs: 3_600_000 }, due: { inMs: 3_600_000 } });
      const { revision: _r, updatedMs: _u, streams: _s, ...before } = await one.live();
      await one.append(["a"]);
      const { revision, updatedMs: _, streams, ...now } = await one.live();
      same([now, revision, streams], [before, 2, { log: 1 }]);
    },
  },
  {
    id: "APP-37",
    title: "items of no bytes and of all bytes come back as they were",
    async run({ record, store }) {
      const one = record();
      await one.create();
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      applied(await one.append([], { appends: [{ stream: "log", items: [new Uint8Array(0), all, new Uint8Array(0)] }] }));
      const read = await store.read({ key: one.key, stream: "log", last: 9 });
      assert.ok(read.found);
      same(
        read.items.map((item) => item.bytes),
        [new Uint8Array(0), all, new Uint8Array(0)],
      );
    },
  },
  {
    id: "APP-38",
    title: "1,000 items go in one append; 1,001 are misuse",
    async run({ record }) {
      const one = record();
      await one.create();
      const items = Array.from({ length: 1000 }, (_, i) => `${i}`);
      applied(await one.append(items));
      same(await one.items({ from: 998, limit: 9 }), numbered(998, 1000));
      await fails(() => one.append([...items, "more"]), "STORE_MISUSE");
      same((await one.live()).streams, { log: 1000 });
    },
  },
  {
    id: "APP-39",
    title: "32 streams fit a record, the 33rd is too large, in an append and in a put",
    async run({ record }) {
      const one = record();
      const streams = Array.from({ length: 32 }, (_, i) => ({ stream: `s-${i}`, items: [bytes("x")] }));
      await one.create("x", { appends: streams });
      const more = { appends: [{ stream: "another", items: [bytes("x")] }] };
      refused(await one.append([], more), "too-large");
      refused(await one.put(EXISTS, "y", more), "too-large");
      applied(await one.append([], { appends: streams }));
      assert.equal(await one.body(), "x");
      assert.equal((await one.live()).streams["s-31"], 2);
    },
  },
  {
    id: "APP-40",
    title: "a stream may have the name of a part of every object",
    async run({ record }) {
      const one = record();
      await one.create();
      assert.equal((await one.live()).streams["constructor"], undefined);
      await one.append([], { appends: [{ stream: "constructor", items: [bytes("a")] }], counters: { constructor: 2 } });
      const { streams, counters } = await one.live();
      same([Object.entries(streams), Object.entries(counters)], [[["constructor", 1]], [["constructor", 2]]]);
      same(await one.items({ last: 1 }, "constructor"), ["0:a"]);
    },
  },
  {
    id: "APP-41",
    title: "an append to a record of a certain state conflicts with nobody",
    async run({ record }) {
      const one = record();
      const { etag } = await one.create();
      await one.append(["a"]);
      applied(await one.put(match(etag), "y"));
      applied(await one.append(["b"]));
      same(await one.items(), ["0:a", "1:b"]);
    },
  },
];

const BAD_APPENDS: readonly (readonly [string, unknown])[] = [
  ["no appends and no counters", { appends: [] }],
  ["an append without items", { appends: [{ stream: "log", items: [] }] }],
  ["an item that is a text", { appends: [{ stream: "log", items: ["a"] }] }],
  ["a stream named twice", { appends: [log(["a"]), log(["b"])] }],
  ["a stream in upper case", { appends: [{ stream: "Log", items: [bytes("a")] }] }],
  ["a stream without a name", { appends: [{ stream: "", items: [bytes("a")] }] }],
  ["a `keep` of 0", { appends: [log(["a"], 0)] }],
  ["a `keep` that is not whole", { appends: [log(["a"], 1.5)] }],
  ["a counter that is not whole", { appends: [], counters: { n: 0.5 } }],
  ["a counter in upper case", { appends: [], counters: { N: 1 } }],
  ["a counter beyond 32 bits", { appends: [], counters: { n: 2 ** 32 } }],
];

const cases: readonly Appending[] = [
  ...casesOf("APP", 1, ["live", "missing", "gone", "expired"] as readonly LifeState[], (state) => ({
    title: `an append to a ${state} record ${state === "live" ? "goes through" : `is refused: ${state}`}`,
    async run({ record }) {
      const one = record();
      const { current } = await bring(one, record(), state);
      const result = await one.append(["a"], { counters: { n: 1 } });
      if (state !== "live") refused(result, state);
      else assert.equal(applied(result).etag, current);
      const now = await one.get({ expired: true });
      if (now.found) same([now.record.streams, now.record.counters], state === "live" ? [{ log: 1 }, { n: 1 }] : [{}, {}]);
      else assert.equal(now.why, state);
    },
  })),
  ...appending,
  ...casesOf("APP", 51, BAD_APPENDS, ([what, fault]) => ({
    title: `${what}: misuse, and nothing is appended`,
    async run({ record, store }) {
      const one = record();
      await one.create();
      await fails(() => store.append({ key: one.key, ...(fault as { appends: [] }) }), "STORE_MISUSE");
      assert.equal((await one.live()).revision, 1);
    },
  })),
];

export const STREAMS: readonly Case[] = cases.map((one) => ({ ...one, needs: [APPENDS] }));
