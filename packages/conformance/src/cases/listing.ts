/** What the cases of lists share. @module */

import assert from "node:assert/strict";
import type { ListRequest, RecordHead } from "@openbell/core/store";
import type { Bench } from "../case.js";

type More = Partial<ListRequest>;

export async function heads({ store, tenant, kind }: Bench, more: More = {}): Promise<readonly RecordHead[]> {
  return (await store.list({ tenant, kind, limit: 1000, ...more })).items;
}

const idsOf = (items: readonly RecordHead[]): string[] => items.map(({ key }) => key.id);
export const ids = async (bench: Bench, more?: More): Promise<string[]> => idsOf(await heads(bench, more));

/** All pages of a size; `between` is called after each. */
export async function pages(bench: Bench, limit: number, more: More = {}, between?: (page: number) => Promise<unknown>): Promise<string[]> {
  const { store, tenant, kind } = bench;
  const seen: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 100; page++) {
    const { items, next } = await store.list({ tenant, kind, limit, ...more, ...(after === undefined ? {} : { after }) });
    assert.ok(items.length <= limit, `expected at most ${limit} heads, got ${items.length}`);
    seen.push(...idsOf(items));
    if (next === null) return seen;
    after = next;
    await between?.(page);
  }
  assert.fail("expected the pages to end");
}

/** Records with ids `n0`, `n1`, …, each created a second after the one before. */
export async function make(bench: Bench, count: number, ofOne: (i: number) => object = () => ({})): Promise<string[]> {
  for (let i = 0; i < count; i++) await bench.record({ id: `n${i}` }).create(`${i}`, { createdMs: 1_000_000 + i * 1000, ...ofOne(i) });
  return Array.from({ length: count }, (_, i) => `n${count - 1 - i}`);
}

export const CREATED = { order: "created" } as const;
