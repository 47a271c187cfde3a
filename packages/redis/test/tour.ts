/** A tour of all verbs, for tenants of every name that might be taken for something else. @module */

import { newId, type RecordStore } from "@openbell/core/store";
import { expect } from "vitest";
import { bytes } from "./support.js";

/** Names. */
export const CORPUS: readonly string[] = [
  "*",
  "a:b",
  "{x}",
  "}{",
  "a b",
  "a'b\"c",
  "\\",
  "$(id)",
  "é🎈",
  "u:",
  "__proto__",
  "constructor",
  "-",
  "?",
  "[a-z]",
  "%0a",
  "r",
  "0",
];

/** Every verb once, for a tenant. */
export async function tour(store: RecordStore, tenant: string, owner: string, tag: string): Promise<void> {
  const key = { tenant, kind: "note", id: newId() };
  const first = await store.put({
    key,
    expect: { is: "absent" },
    body: bytes("0"),
    owner,
    tags: [tag],
    expiry: { inMs: 60_000 },
    due: { inMs: 1 },
  });
  if (!first.ok) throw new Error(first.why);
  await store.put({
    key,
    expect: { is: "match", etag: first.etag },
    body: bytes("1"),
    appends: [{ stream: "s", items: [bytes("a"), bytes("b")] }],
  });
  await store.append({ key, appends: [{ stream: "s", items: [bytes("c")], keep: 2 }], counters: { n: 1 } });
  expect(await store.read({ key, stream: "s", last: 5 })).toMatchObject({ items: [{ number: 1 }, { number: 2 }] });
  await store.extend({ key, byMs: 120_000 });
  for (const filter of [{ owner }, { tag }, { owner, tag }, {}])
    for (const order of ["updated", "created"] as const) {
      const { items } = await store.list({ tenant, kind: "note", order, limit: 10, ...filter });
      expect(items.map((head) => [head.key, head.owner, head.tags])).toEqual([[key, owner, [tag]]]);
    }
  await new Promise((resolve) => setTimeout(resolve, 3));
  const { records } = await store.claim({ kind: "note", tenant, limit: 10, worker: "w", leaseMs: 60_000 });
  expect(records.map(({ record }) => record.key)).toEqual([key]);
  expect(await store.release({ key, worker: "w", retryInMs: 0 })).toBe(true);
  expect(
    (await store.claim({ kind: "note", limit: 100, worker: "w", leaseMs: 60_000 })).records.map(({ record }) => record.key),
  ).toContainEqual(key);
  expect(await store.remove({ key, expect: { is: "exists" } })).toMatchObject({ ok: true });
}
