/** KEY: names of records. Every text that is allowed is a name of its own, everything else is refused before anything is sent. @module */

import assert from "node:assert/strict";
import type { RecordKey } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, fails, same, text } from "../assertions.js";
import { type Case, casesOf, LISTS } from "../case.js";

/** Tenants that have broken separators, patterns, quotes, paths, encodings somewhere. */
const TENANTS: readonly (readonly [string, string])[] = [
  ["one letter", "a"],
  ["128 characters", "x".repeat(128)],
  ["spaces at both ends", " acme "],
  ["a colon", "a:b"],
  ["a slash", "a/b"],
  ["a backslash", "a\\b"],
  ["a path upwards", "../../etc/passwd"],
  ["pattern signs", "a*?[b]"],
  ["a hash tag of a cluster", "{tag}"],
  ["SQL", "'; DROP TABLE records; --"],
  ["SQL wildcards", "a%_b"],
  ["quotes", "\"a\" 'b' `c`"],
  ["a dollar sign and numbers", "$1 $2 $x"],
  ["percent signs", "a%2Fb%00"],
  ["other scripts", "東京証券取引所"],
  ["a pair of surrogates", "\u{1F4C8}\u{10FFFF}"],
  ["marks of direction", "\u202Eabc\u200B"],
  ["the name of a prototype", "__proto__"],
];

const IDS: readonly (readonly [string, string])[] = [
  ["one dash", "-"],
  ["a dot", "."],
  ["two dots", ".."],
  ["a leading dash, as an option has", "--help"],
  ["a tilde", "~"],
  ["128 characters", "z".repeat(128)],
  ["the name of a prototype", "__proto__"],
  ["a number", "00012"],
];

const roundTrip = (what: string, names: Partial<RecordKey>): Omit<Case, "id"> => ({
  title: `${what} is a name`,
  async run({ record }) {
    const one = record(names.tenant === undefined ? names : { ...names, id: "only" });
    await one.put(ABSENT, "x");
    const read = await one.live();
    same(read.key, one.key);
    applied(await one.remove());
    absent(await one.get(), "gone");
  },
});

/** Not names, whatever part they are in. */
const BAD: readonly (readonly [string, Partial<Record<keyof RecordKey, unknown>>])[] = [
  ["an empty tenant", { tenant: "" }],
  ["a tenant of 129 characters", { tenant: "x".repeat(129) }],
  ["a tenant with a zero byte", { tenant: "a\0b" }],
  ["a tenant with a line feed", { tenant: "a\nb" }],
  ["a tenant with a carriage return", { tenant: "a\rb" }],
  ["a tenant with half a pair of surrogates", { tenant: "a\uD800" }],
  ["a tenant that is a number", { tenant: 5 }],
  ["no tenant", { tenant: undefined }],
  ["an empty kind", { kind: "" }],
  ["a kind in upper case", { kind: "Note" }],
  ["a kind that begins with a digit", { kind: "1note" }],
  ["a kind with an underscore", { kind: "a_note" }],
  ["a kind of 65 characters", { kind: "k".repeat(65) }],
  ["no kind", { kind: undefined }],
  ["an empty id", { id: "" }],
  ["an id of 129 characters", { id: "x".repeat(129) }],
  ["an id with a slash", { id: "a/b" }],
  ["an id with a colon", { id: "a:b" }],
  ["an id with a space", { id: "a b" }],
  ["an id with a star", { id: "a*" }],
  ["an id with a letter beyond ASCII", { id: "é" }],
  ["an id with a line feed at its end", { id: "a\n" }],
  ["an id that is an object", { id: {} }],
];

/** Pairs of keys that a careless encoding makes one. */
const ALIKE: readonly (readonly [string, Partial<RecordKey>, Partial<RecordKey>])[] = [
  ["tenants apart by a colon and a part of the id", { tenant: "a:b", id: "c" }, { tenant: "a", id: "b.c" }],
  ["tenants that differ in a slash and its code", { tenant: "a/b" }, { tenant: "a%2Fb" }],
  ["tenants that differ in case", { tenant: "ACME" }, { tenant: "acme" }],
  ["tenants that differ in spaces at the end", { tenant: "acme" }, { tenant: "acme " }],
  ["tenants that look alike, composed and not", { tenant: "\u00E9" }, { tenant: "e\u0301" }],
  ["tenants that begin alike", { tenant: "acme" }, { tenant: "acme-2" }],
  ["tenants that differ in a backslash", { tenant: "a\\b" }, { tenant: "a\\\\b" }],
  ["a tenant and its base64", { tenant: "acme" }, { tenant: "YWNtZQ" }],
  ["ids that differ in case", { id: "abc" }, { id: "ABC" }],
  ["ids that differ in a dot at the end", { id: "abc" }, { id: "abc." }],
  ["ids with dashes where kinds have them", { kind: "a-b", id: "c" }, { kind: "a", id: "b-c" }],
  ["ids that are and are not numbers", { id: "1" }, { id: "1.0" }],
  ["ids that differ in leading zeros", { id: "7" }, { id: "07" }],
];

export const KEYS: readonly Case[] = [
  ...casesOf("KEY", 1, TENANTS, ([what, tenant]) => roundTrip(`a tenant of ${what}`, { tenant })),
  ...casesOf("KEY", 21, IDS, ([what, id]) => roundTrip(`an id of ${what}`, { id })),
  ...casesOf("KEY", 31, BAD, ([what, names]) => ({
    title: `${what} is misuse for every verb`,
    async run({ store, tenant, kind }) {
      const key = { tenant, kind, id: "r", ...names } as RecordKey;
      const write = { key, expect: EXISTS };
      await fails(() => store.get(key), "STORE_MISUSE");
      await fails(() => store.put({ ...write, body: bytes("x") }), "STORE_MISUSE");
      await fails(() => store.append({ key, appends: [{ stream: "log", items: [bytes("x")] }] }), "STORE_MISUSE");
      await fails(() => store.read({ key, stream: "log", last: 1 }), "STORE_MISUSE");
      await fails(() => store.extend({ key, byMs: 1 }), "STORE_MISUSE");
      await fails(() => store.remove(write), "STORE_MISUSE");
      await fails(() => store.release({ key, worker: "w", retryInMs: 0 }), "STORE_MISUSE");
    },
  })),
  ...casesOf("KEY", 61, ALIKE, ([what, one, two]) => ({
    title: `${what} name different records`,
    async run({ record, store, tenant: fresh, kind }) {
      // The tenants of the table are shared by whoever runs the suite: a kind of its own keeps the case apart.
      const keys = [one, two].map((names) => ({ tenant: names.tenant ?? fresh, kind: names.kind ?? kind, id: names.id ?? "same" }));
      const handles = keys.map((key) => record(key));
      for (const [i, handle] of handles.entries()) applied(await handle.put(ABSENT, `body ${i}`));
      for (const [i, handle] of handles.entries()) same([await handle.body(), (await handle.live()).key], [`body ${i}`, keys[i]]);
      if (store.capabilities.list !== "none")
        for (const key of keys) {
          const { items } = await store.list({ tenant: key.tenant, kind: key.kind, limit: 10 });
          const here = keys.filter(({ tenant, kind: other }) => tenant === key.tenant && other === key.kind);
          same(items.map((head) => head.key.id).sort(), here.map(({ id }) => id).sort());
        }
      for (const handle of handles) await handle.erase();
    },
  })),
  {
    id: "KEY-81",
    title: "the key that was handed in may be changed afterwards",
    async run({ store, tenant, kind }) {
      const key = { tenant, kind, id: "first" };
      await store.put({ key, expect: ABSENT, body: bytes("x") });
      const asked = { ...key };
      key.id = "second";
      const read = await store.get(asked);
      assert.ok(read.found);
      same([read.record.key, text(read.record.body)], [asked, "x"]);
    },
  },
  {
    id: "KEY-82",
    title: "no key at all is misuse",
    async run({ store }) {
      for (const key of [undefined, null, "a/b/c", ["a", "b", "c"]]) await fails(() => store.get(key as never), "STORE_MISUSE");
    },
  },
  {
    id: "KEY-83",
    title: "the tenant of a list is checked like that of a key",
    needs: [LISTS],
    async run({ store, kind }) {
      for (const tenant of ["", "a\0b", "a\uDC00", 5, undefined])
        await fails(() => store.list({ tenant: tenant as string, kind, limit: 1 }), "STORE_MISUSE");
    },
  },
];
