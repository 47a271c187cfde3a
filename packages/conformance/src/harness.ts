/**
 * Runs cases against one subject. Stores are made once for each set of options and shared: every case has a tenant and a kind of its own, so
 * cases can run side by side.
 *
 * @module
 */

import { setTimeout as sleep } from "node:timers/promises";
import { type Failpoint, newId, type RecordStore } from "@openbell/core/store";
import type { Bench, Case, CaseContext } from "./case.js";
import { recordHandle } from "./record-handle.js";
import type { StoreSubject, SubjectOptions } from "./subject.js";

/** How a case went. `not-applicable`: the store does not declare what the case needs. */
export interface CaseOutcome {
  readonly id: string;
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped" | "not-applicable";
  /** Why it was skipped or does not apply. */
  readonly reason?: string;
  /** What went wrong. */
  readonly error?: unknown;
  readonly ms: number;
}

/** A subject with its stores. */
export interface Harness {
  run(one: Case): Promise<CaseOutcome>;
  /** Closes every store that was made. */
  close(): Promise<void>;
}

/** A store whose failpoint is whoever's has borrowed it. */
interface FailingStore {
  readonly store: RecordStore;
  failpoint: Failpoint | undefined;
}

/** Where a case works. */
interface Place {
  readonly tenant: string;
  readonly kind: string;
  readonly waits: boolean;
  readonly borrowed: FailingStore[];
}

/** Waits end a little late rather than early: clocks of a server tick apart from ours. */
const SLACK_MS = 5;
const CASE_MS = 10_000;

/** A name of lower case letters and digits that nobody has used. */
function freshName(): string {
  return newId()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "0");
}

/** A harness over a subject. */
export function harnessOf(subject: StoreSubject): Harness {
  const shared = new Map<string, Promise<RecordStore>>();
  const made: Promise<RecordStore>[] = [];
  const failing: FailingStore[] = [];
  const { timeScale = 1 } = subject;

  async function make(options: SubjectOptions): Promise<RecordStore> {
    const store = Promise.resolve(subject.make(options));
    made.push(store);
    return store;
  }

  /** Lends a store with a failpoint of one's own; making one may take a server a while. */
  async function lend(failpoint: Failpoint, borrowed: FailingStore[]): Promise<RecordStore> {
    const idle = failing.pop();
    if (idle !== undefined) {
      idle.failpoint = failpoint;
      borrowed.push(idle);
      return idle.store;
    }
    const fresh: { failpoint: Failpoint | undefined } = { failpoint };
    const store = await make({ failpoint: (step) => fresh.failpoint?.(step) });
    borrowed.push(Object.assign(fresh, { store }));
    return store;
  }

  function storeFor(options: SubjectOptions, borrowed: FailingStore[]): Promise<RecordStore> {
    if (options.failpoint !== undefined) return lend(options.failpoint, borrowed);
    const name = JSON.stringify(options);
    const store = shared.get(name) ?? make(options);
    shared.set(name, store);
    return store;
  }

  async function benchOf(options: SubjectOptions, { tenant, kind, waits, borrowed }: Place): Promise<Bench> {
    let records = 0;
    const over = (store: RecordStore, pass: Bench["pass"]): Bench => ({
      store,
      tenant,
      kind,
      pass,
      record: (names = {}) => recordHandle(store, { tenant, kind, id: `r${++records}`, ...names }),
    });
    if (!waits || subject.timed === undefined)
      return over(await storeFor(options, borrowed), (ms) => sleep(Math.ceil((ms + SLACK_MS) * timeScale)));
    const { store, advance } = await subject.timed(options);
    made.push(Promise.resolve(store));
    return over(store, async (ms) => advance(ms));
  }

  async function contextOf(waits: boolean, borrowed: FailingStore[]): Promise<CaseContext> {
    const place = { tenant: `t-${freshName()}`, kind: `k${freshName()}`, waits, borrowed };
    return { ...(await benchOf({}, place)), subject, bench: (options) => benchOf(options, place) };
  }

  async function inTime(run: () => Promise<void>, ms: number): Promise<void> {
    const giveUp = new AbortController();
    const late = sleep(ms, undefined, { signal: giveUp.signal }).then(
      () => Promise.reject(new Error(`not done within ${ms} ms`)),
      () => {},
    );
    try {
      await Promise.race([run(), late]);
    } finally {
      giveUp.abort();
    }
  }

  return {
    async run(one) {
      const { id, title, needs = [] } = one;
      const startMs = performance.now();
      const ended = (more: Pick<CaseOutcome, "outcome" | "reason" | "error">): CaseOutcome => ({
        id,
        title,
        ms: performance.now() - startMs,
        ...more,
      });
      try {
        const borrowed: FailingStore[] = [];
        const context = await contextOf(one.waits ?? false, borrowed);
        const lacking = needs.find((need) => !need.met(context.store.capabilities, subject));
        if (lacking !== undefined) return ended({ outcome: "not-applicable", reason: `needs ${lacking.what}` });
        await inTime(() => one.run(context), (one.timeoutMs ?? CASE_MS) * Math.max(1, timeScale));
        // Those of a failed case are not lent again: it may still be using them.
        for (const store of borrowed) store.failpoint = undefined;
        failing.push(...borrowed);
        return ended({ outcome: "passed" });
      } catch (error) {
        return ended({ outcome: "failed", error });
      }
    },
    async close() {
      const stores = await Promise.allSettled(made);
      for (const store of stores) if (store.status === "fulfilled") await store.value.close();
    },
  };
}
