/** BYTE: bodies come back byte for byte, and belong to the caller. @module */

import assert from "node:assert/strict";
import { ABSENT, absent, applied, bytes, EXISTS, refused, replayed, same, text } from "../assertions.js";
import { APPENDS, type Case, casesOf, type Need } from "../case.js";

const MEBIBYTE: Need = { what: "bodies of 1 MiB", met: ({ maxBodyBytes }) => maxBodyBytes >= 2 ** 20 };

/** Bytes that do not compress, the same each time. */
function noise(length: number): Uint8Array {
  const body = new Uint8Array(length);
  let state = 0x9e3779b9;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    body[i] = state;
  }
  return body;
}

const all = Uint8Array.from({ length: 256 }, (_, i) => i);

const BODIES: readonly (readonly [string, Uint8Array])[] = [
  ["no bytes", new Uint8Array(0)],
  ["one zero", new Uint8Array(1)],
  ["all 256 values", all],
  ["a zero at both ends", Uint8Array.of(0, 1, 2, 0)],
  ["bytes that are no UTF-8", Uint8Array.of(0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80)],
  ["line ends of all sorts", bytes("a\r\nb\nc\r\u2028")],
  ["text of many scripts", bytes("東京 \u{1F4C8} e\u0301 \u0000")],
  ["what looks like a protocol", bytes("*3\r\n$3\r\nSET\r\n\\x00 'E' $1; --")],
  ["65,537 bytes of noise", noise(65_537)],
];

export const BYTES: readonly Case[] = [
  ...casesOf("BYTE", 1, BODIES, ([what, body]) => ({
    title: `a body of ${what}`,
    async run({ record, store }) {
      const one = record();
      applied(await store.put({ key: one.key, expect: ABSENT, body }));
      const read = (await one.live()).body;
      assert.ok(read instanceof Uint8Array, "a body is a Uint8Array");
      assert.ok(Buffer.from(read).equals(Buffer.from(body)), "the body came back changed");
    },
  })),
  {
    id: "BYTE-10",
    title: "a body of 1 MiB",
    needs: [MEBIBYTE],
    async run({ record, store }) {
      const one = record();
      const body = noise(2 ** 20);
      applied(await store.put({ key: one.key, expect: ABSENT, body }));
      assert.ok(Buffer.from((await one.live()).body).equals(Buffer.from(body)), "the body came back changed");
    },
  },
  {
    id: "BYTE-11",
    title: "a body as large as the limit fits, one byte more is too large and writes nothing",
    async run({ bench }) {
      const { record, store } = await bench({ maxBodyBytes: 1000 });
      const one = record();
      const refusedPut = await store.put({ key: one.key, expect: ABSENT, body: noise(1001) });
      refused(refusedPut, "too-large");
      absent(await one.get(), "missing");
      applied(await store.put({ key: one.key, expect: ABSENT, body: noise(1000) }));
      refused(await store.put({ key: one.key, expect: EXISTS, body: noise(1001) }), "too-large");
      assert.equal((await one.live()).version, 1);
    },
  },
  {
    id: "BYTE-12",
    title: "an item as large as the limit fits, one byte more is too large and appends nothing",
    needs: [APPENDS],
    async run({ bench }) {
      const { record } = await bench({ maxBodyBytes: 1000 });
      const one = record();
      await one.create();
      applied(await one.append([], { appends: [{ stream: "log", items: [noise(1000)] }] }));
      refused(await one.append([], { appends: [{ stream: "log", items: [noise(10), noise(1001)] }] }), "too-large");
      refused(await one.put(EXISTS, "y", { appends: [{ stream: "log", items: [noise(1001)] }] }), "too-large");
      const { streams, version } = await one.live();
      same([streams, version], [{ log: 1 }, 1]);
    },
  },
  {
    id: "BYTE-13",
    title: "the limit is the body's, not the record's: many items of the limit fit",
    needs: [APPENDS],
    async run({ bench }) {
      const { record, store } = await bench({ maxBodyBytes: 1000 });
      const one = record();
      applied(
        await store.put({
          key: one.key,
          expect: ABSENT,
          body: noise(1000),
          appends: [{ stream: "log", items: [noise(1000), noise(1000)] }],
        }),
      );
      for (let i = 0; i < 5; i++) applied(await one.append([], { appends: [{ stream: "log", items: [noise(1000)] }] }));
      assert.equal((await one.live()).streams["log"], 7);
    },
  },
  {
    id: "BYTE-14",
    title: "who changes the bytes after a put changes nothing in the store",
    async run({ record, store }) {
      const one = record();
      const body = bytes("before");
      const item = bytes("item");
      const more = store.capabilities.append === "none" ? {} : { appends: [{ stream: "log", items: [item] }] };
      await store.put({ key: one.key, expect: ABSENT, body, ...more });
      body.fill(0x78);
      item.fill(0x78);
      assert.equal(await one.body(), "before");
      if (store.capabilities.append !== "none") same(await one.items(), ["0:item"]);
    },
  },
  {
    id: "BYTE-15",
    title: "who changes the bytes of a read record changes nothing in the store",
    async run({ record }) {
      const one = record();
      await one.create("before");
      (await one.live()).body.fill(0);
      assert.equal(await one.body(), "before");
      (await one.live()).body.fill(0);
      assert.equal(await one.body(), "before");
    },
  },
  {
    id: "BYTE-16",
    title: "who changes the bytes of a read item changes nothing in the store",
    needs: [APPENDS],
    async run({ record, store }) {
      const one = record();
      await one.create("x", { appends: [{ stream: "log", items: [bytes("before")] }] });
      const read = await store.read({ key: one.key, stream: "log", last: 1 });
      assert.ok(read.found);
      read.items[0]?.bytes.fill(0);
      same(await one.items(), ["0:before"]);
    },
  },
  {
    id: "BYTE-17",
    title: "a body that is a part of a larger buffer is that part",
    async run({ record, store }) {
      const one = record();
      const buffer = bytes("xxxmiddlexxx");
      await store.put({ key: one.key, expect: ABSENT, body: buffer.subarray(3, 9) });
      assert.equal(await one.body(), "middle");
      const { body } = await one.live();
      same([body.length, text(body)], [6, "middle"]);
    },
  },
  {
    id: "BYTE-18",
    title: "a Buffer is a body",
    async run({ record, store }) {
      const one = record();
      await store.put({ key: one.key, expect: ABSENT, body: Buffer.from("pooled") });
      assert.equal(await one.body(), "pooled");
    },
  },
  {
    id: "BYTE-19",
    title: "a body may shrink and grow from one version to the next",
    async run({ record, store }) {
      const one = record();
      await one.create("x");
      for (const length of [70_000, 3, 0, 1]) {
        applied(await store.put({ key: one.key, expect: EXISTS, body: noise(length) }));
        assert.ok(Buffer.from((await one.live()).body).equals(Buffer.from(noise(length))), `${length} bytes came back changed`);
      }
    },
  },
  {
    id: "BYTE-20",
    title: "the bytes of a put are the caller's again once it is answered: a repetition with the first ones is a replay",
    async run({ record, store }) {
      const one = record();
      const body = bytes("before");
      await store.put({ key: one.key, expect: ABSENT, body, operation: "op" });
      body.fill(0);
      replayed(await store.put({ key: one.key, expect: ABSENT, body: bytes("before"), operation: "op" }));
    },
  },
];
