/** META: tags and meta come back as they were given, within their limits, and reach no prototype. @module */

import assert from "node:assert/strict";
import type { Meta } from "@openbell/core/store";
import { ABSENT, absent, fails, same } from "../assertions.js";
import { type Case, casesOf } from "../case.js";

const METAS: readonly (readonly [string, Meta])[] = [
  ["nothing", {}],
  ["each type", { text: "a", number: 1.5, yes: true, no: false, nothing: null }],
  [
    "the smallest and largest numbers",
    { a: Number.MAX_SAFE_INTEGER, b: Number.MIN_SAFE_INTEGER, c: 5e-324, d: 1.7976931348623157e308, e: 0.1 },
  ],
  ["numbers that a script language would round", { a: 9007199254740991, b: 100000000000000, c: 99999999999999.98, d: -1e21 }],
  ["an empty text and an empty name", { "": "", a: "" }],
  ["quotes, line ends and zeros in values", { a: "'\"\\\n\r\t", b: "a\u0000b", c: "\u2028\u2029" }],
  ["texts that look like other types", { a: "1", b: "true", c: "null", d: "{}", e: "1e5" }],
  ["other scripts", { 東京: "証券", "\u{1F4C8}": "\u{1F4C9}" }],
  ["names that every object has", { toString: "a", hasOwnProperty: "b", valueOf: 1, length: 2 }],
  ["names with dots, colons and spaces", { "a.b": 1, "a:b": 2, "a b": 3, $c: 4, "d[0]": 5 }],
  ["many names", Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`n${i}`, i]))],
  ["4 kB in all", { a: "x".repeat(4088) }],
  ["half a pair of surrogates in a value", { a: "\uD800", b: "x\uDFFFy" }],
];

const BAD_METAS: readonly (readonly [string, unknown])[] = [
  ["more than 4 kB", { a: "x".repeat(4100) }],
  ["an object inside", { a: { b: 1 } }],
  ["an array inside", { a: [1] }],
  ["a number that is none", { a: Number.NaN }],
  ["an infinite number", { a: Number.POSITIVE_INFINITY }],
  ["minus zero", { a: -0 }],
  ["a big integer", { a: 5n }],
  ["a date", { a: new Date(0) }],
  ["nothing under a name", { a: undefined }],
  ["an array", [1, 2]],
  ["null", null],
  ["a text", "a"],
  ["a name of its own `__proto__`", JSON.parse('{"__proto__":"polluted"}')],
  ["a name `constructor`", { constructor: "polluted" }],
  ["a name `prototype`", { prototype: "polluted" }],
];

const BAD_TAGS: readonly (readonly [string, unknown])[] = [
  ["33 tags", Array.from({ length: 33 }, (_, i) => `t${i}`)],
  ["an empty tag", [""]],
  ["a tag of 129 characters", ["x".repeat(129)]],
  ["a tag with a line feed", ["a\nb"]],
  ["a tag with a zero", ["a\0"]],
  ["a tag that is a number", [1]],
  ["tags that are a text", "abc"],
];

export const META: readonly Case[] = [
  ...casesOf("META", 1, METAS, ([what, meta]) => ({
    title: `meta of ${what} comes back as it was`,
    async run({ record, store, tenant, kind }) {
      const one = record();
      await one.create("x", { meta });
      const read = (await one.live()).meta;
      same(read, meta);
      for (const [name, value] of Object.entries(meta)) assert.ok(Object.is(read[name], value), `\`${name}\` came back changed`);
      if (store.capabilities.list !== "none") same((await store.list({ tenant, kind, limit: 1 })).items[0]?.meta, meta);
      // And through a put that says nothing of it.
      await one.update("y");
      same((await one.live()).meta, meta);
    },
  })),
  ...casesOf("META", 21, BAD_METAS, ([what, meta]) => ({
    title: `meta with ${what} is misuse`,
    async run({ record }) {
      const one = record();
      await fails(() => one.put(ABSENT, "x", { meta: meta as Meta }), "STORE_MISUSE");
      absent(await one.get(), "missing");
      assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
    },
  })),
  {
    id: "META-41",
    title: "tags come back sorted by code units, each once",
    async run({ record }) {
      const one = record();
      await one.create("x", { tags: ["b", "a", "B", "b", "é", "_", "a b", "10", "9"] });
      same((await one.live()).tags, ["b", "a", "B", "é", "_", "a b", "10", "9"].sort());
    },
  },
  {
    id: "META-42",
    title: "32 tags of 128 characters fit",
    async run({ record }) {
      const one = record();
      const tags = Array.from({ length: 32 }, (_, i) => String(i).padStart(128, "t"));
      await one.create("x", { tags });
      same((await one.live()).tags, [...tags].sort());
    },
  },
  {
    id: "META-43",
    title: "tags with commas, quotes, braces and other scripts come back as they were",
    async run({ record }) {
      const one = record();
      const tags = ["a,b", '"q"', "{x,y}", "NULL", "null", "a'b", "\\", "東京", " ", "__proto__", "\u{1F4C8}"];
      await one.create("x", { tags });
      same((await one.live()).tags, [...tags].sort());
    },
  },
  ...casesOf("META", 44, BAD_TAGS, ([what, tags]) => ({
    title: `${what}: misuse`,
    async run({ record }) {
      const one = record();
      await fails(() => one.put(ABSENT, "x", { tags: tags as string[] }), "STORE_MISUSE");
      absent(await one.get(), "missing");
    },
  })),
  ...casesOf("META", 51, ["", "x".repeat(129), "a\u0007b", "a\uDC00", 5, {}], (owner) => ({
    title: `an owner of ${typeof owner === "string" && owner.length > 99 ? "129 characters" : JSON.stringify(owner)} is misuse`,
    async run({ record }) {
      const one = record();
      await fails(() => one.put(ABSENT, "x", { owner: owner as string }), "STORE_MISUSE");
      absent(await one.get(), "missing");
    },
  })),
  ...casesOf("META", 57, ["x".repeat(128), "auth0|5f7c/8'x\"", "東京", " ", "__proto__", "null"], (owner) => ({
    title: `an owner of ${owner.length > 99 ? "128 characters" : JSON.stringify(owner)} comes back`,
    async run({ record }) {
      const one = record();
      await one.create("x", { owner });
      assert.equal((await one.live()).owner, owner);
    },
  })),
  {
    id: "META-63",
    title: "who changes tags or meta that were given or read changes nothing in the store",
    async run({ record }) {
      const one = record();
      const tags = ["a"];
      const meta: Record<string, number> = { m: 1 };
      await one.create("x", { tags, meta });
      tags[0] = "changed";
      meta["m"] = 2;
      const read = await one.live();
      for (const change of [() => (read.tags as string[]).push("more"), () => Object.assign(read.meta, { m: 3 })])
        try {
          change();
        } catch {
          // A frozen one is as good.
        }
      const { tags: kept, meta: keptMeta } = await one.live();
      same([kept, keptMeta], [["a"], { m: 1 }]);
    },
  },
];
