/** What the races share: workers that start at a time, on stores of their own where the subject gives some. @module */

import assert from "node:assert/strict";
import type { RecordStore, WriteResult, Written } from "@openbell/core/store";
import { applied, match, text } from "../assertions.js";
import type { Case, CaseContext } from "../case.js";
import { type RecordHandle, recordHandle } from "../record-handle.js";

/** One worker: a number, a store of its own where the subject gives one, and the shared records. */
export interface Worker {
  readonly number: number;
  readonly rounds: number;
  readonly store: RecordStore;
  record(id: string): RecordHandle;
}

export interface Race {
  readonly workers: number;
  readonly rounds: number;
  /** A handle for before and after the race. */
  record(id: string): RecordHandle;
  readonly store: RecordStore;
  /** Runs all workers at a time. */
  run<T>(work: (worker: Worker) => Promise<T>): Promise<T[]>;
}

export async function race({ subject, store, tenant, kind }: CaseContext, body: (race: Race) => Promise<void>): Promise<void> {
  const { workers = 8, rounds = 10 } = subject.races ?? {};
  const peers = await subject.peers?.(workers);
  const stores = peers ?? [store];
  const first = stores[0] as RecordStore;
  const over = (one: RecordStore) => (id: string) => recordHandle(one, { tenant, kind, id });
  try {
    await body({
      workers,
      rounds,
      store: first,
      record: over(first),
      run: (work) =>
        Promise.all(
          Array.from({ length: workers }, (_, number) => {
            const mine = stores[number % stores.length] as RecordStore;
            return work({ number, rounds, store: mine, record: over(mine) });
          }),
        ),
    });
  } finally {
    for (const peer of peers ?? []) await peer.close();
  }
}

/** Puts again and again until nobody came between. */
export async function change(one: RecordHandle, next: (body: string) => string): Promise<Written> {
  for (let tries = 0; tries < 10_000; tries++) {
    const { etag, body } = await one.live();
    const result = await one.put(match(etag), next(text(body)));
    if (result.ok) return applied(result);
    assert.equal(result.why, "conflict");
  }
  assert.fail("no put went through in 10,000 tries");
}

export const won = (results: readonly WriteResult[]): readonly Written[] => results.filter((result): result is Written => result.ok);

export type Racing = Omit<Case, "alone" | "timeoutMs" | "run"> & { readonly run: (race: Race) => Promise<void> };
