/**
 * Leads a store and its model, the memory store, through one sequence and compares every answer. Operation ids are given, so that etags are the
 * same in both; what differs by nature (instants of two clocks) is left out, unless the clocks move together.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { ETag, Expect, PutRequest, RecordKey, RecordStore, StoredRecord, TimeSetting } from "@openbell/core/store";
import { ABSENT, bytes, EXISTS, match, plain } from "../assertions.js";
import { type Expected, KEYS, type PutStep, type Step } from "./steps.js";

/** Two stores that must agree. */
export interface Walk {
  readonly store: RecordStore;
  readonly model: RecordStore;
  /** Nobody else's. */
  readonly tenant: string;
  readonly kind: string;
  readonly leaseMs: number;
  /** Moves both clocks; where it is left out, instants of writes are not compared. */
  readonly pass?: (ms: number) => Promise<void>;
}

type Ask = (store: RecordStore) => Promise<unknown>;

const STRANGER = "a.1.b" as ETag;

/** Records get due at instants of their own: nothing has to be decided by a tie. */
function apart(setting: TimeSetting | undefined, key: number): { readonly setting?: TimeSetting } {
  if (setting === undefined) return {};
  return { setting: typeof setting === "object" && "atMs" in setting && setting.atMs < 1e12 ? { atMs: setting.atMs + key } : setting };
}

/** Leads both through a sequence. @throws AssertionError where they differ. */
export async function walk({ store, model, tenant, kind, leaseMs, pass }: Walk, steps: readonly Step[]): Promise<void> {
  const keyOf = (key: number): RecordKey => ({ tenant, kind, id: `r${key}` });
  const seen: ETag[][] = Array.from({ length: KEYS }, () => []);
  const writes: { readonly ask: Ask; readonly changed: Ask }[] = [];
  let operations = 0;

  /** Instants that only one clock knows are left out. */
  function comparable(value: unknown): unknown {
    if (pass !== undefined) return plain(value);
    return JSON.parse(JSON.stringify(plain(value), (name, part: unknown) => (name === "updatedMs" ? 0 : part)));
  }

  async function ask(what: string, question: Ask, picture: (answer: unknown) => unknown = (answer) => answer): Promise<unknown> {
    const expected = await question(model);
    const actual = await question(store);
    assert.deepEqual(comparable(picture(actual)), comparable(picture(expected)), `${what}: the store and its model differ`);
    return expected;
  }

  async function expectation(key: number, expected: Expected): Promise<Expect> {
    if (expected === "absent") return ABSENT;
    if (expected === "exists") return EXISTS;
    if (expected === "foreign") return match(seen[(key + 1) % KEYS]?.at(-1) ?? STRANGER);
    if (expected === "stale") return match(seen[key]?.at(-2) ?? STRANGER);
    const now = await model.get(keyOf(key), { expired: true });
    if (!now.found) return match(seen[key]?.at(-1) ?? STRANGER);
    const { etag, revision } = now.record;
    if (expected === "current") return match(etag);
    return match(etag, expected === "current revision" ? revision : Math.max(1, revision - 1));
  }

  async function putOf(step: PutStep): Promise<PutRequest> {
    const { key, body, owner, tags, meta, epoch, items, keep, counters, trim } = step;
    const expect = await expectation(key, step.expect);
    const expiry = apart(step.expiry, key).setting;
    const due = apart(step.due, key).setting;
    return {
      key: keyOf(key),
      operation: `op-${operations++}`,
      expect,
      ...(body === undefined && expect.is !== "absent" ? {} : { body: bytes(body ?? "") }),
      // Without a common clock the creation is given: lists and maximums then come out the same.
      ...(pass === undefined && expect.is === "absent" ? { createdMs: 1_500_000_000_000 + key } : {}),
      ...(owner === undefined ? {} : { owner }),
      ...(tags === undefined ? {} : { tags }),
      ...(meta === undefined ? {} : { meta }),
      ...(expiry === undefined ? {} : { expiry }),
      ...(due === undefined ? {} : { due }),
      ...(epoch === undefined ? {} : { epoch }),
      ...(items === undefined ? {} : { appends: [{ stream: "log", items: items.map(bytes), ...(keep === undefined ? {} : { keep }) }] }),
      ...(counters === undefined ? {} : { counters }),
      ...(trim === undefined ? {} : { trim: { log: trim } }),
    };
  }

  async function write(what: string, one: { readonly ask: Ask; readonly changed: Ask }): Promise<void> {
    writes.push(one);
    await ask(what, one.ask);
    for (let key = 0; key < KEYS; key++) {
      const now = await model.get(keyOf(key), { expired: true });
      const etags = seen[key] as ETag[];
      if (now.found && etags.at(-1) !== now.record.etag) etags.push(now.record.etag);
    }
  }

  async function take(step: Step, what: string): Promise<void> {
    switch (step.verb) {
      case "put": {
        const put = await putOf(step);
        return write(what, { ask: (one) => one.put(put), changed: (one) => one.put({ ...put, body: bytes("changed") }) });
      }
      case "putMany": {
        const puts: PutRequest[] = [];
        for (const put of step.puts) puts.push(await putOf(put));
        return write(what, {
          ask: (one) => one.putMany(puts),
          changed: (one) => one.putMany(puts.map((put) => ({ ...put, owner: "changed" }))),
        });
      }
      case "append": {
        const { key, stream, items, keep, epoch } = step;
        const base = { key: keyOf(key), operation: `op-${operations++}`, ...(epoch === undefined ? {} : { epoch }) };
        const appends = [{ stream, items: items.map(bytes), ...(keep === undefined ? {} : { keep }) }];
        return write(what, {
          ask: (one) => one.append({ ...base, appends }),
          changed: (one) => one.append({ ...base, appends, counters: { changed: 1 } }),
        });
      }
      case "extend": {
        const { verb: _, key, byMs, ...more } = step;
        const base = { ...more, key: keyOf(key), operation: `op-${operations++}` };
        return write(what, { ask: (one) => one.extend({ ...base, byMs }), changed: (one) => one.extend({ ...base, byMs: byMs - 1 || 2 }) });
      }
      case "remove": {
        const { key, epoch } = step;
        const expect = (await expectation(key, step.expect)) as Exclude<Expect, { is: "absent" }>;
        const request = { key: keyOf(key), operation: `op-${operations++}`, expect, ...(epoch === undefined ? {} : { epoch }) };
        return write(what, { ask: (one) => one.remove(request), changed: (one) => one.extend({ ...request, byMs: 1 }) });
      }
      case "repeat": {
        const earlier = writes[step.which % Math.max(1, writes.length)];
        if (earlier !== undefined) await ask(what, step.changed ? earlier.changed : earlier.ask);
        return;
      }
      case "get":
        await ask(what, (one) => one.get(keyOf(step.key), { expired: step.expired }));
        return;
      case "read": {
        const { key, stream, from, limit, last } = step;
        const window = last ? { last: limit } : { from, limit };
        await ask(what, (one) => one.read({ key: keyOf(key), stream, ...window }, { expired: true }));
        return;
      }
      case "list": {
        const { verb: _, ...more } = step;
        await ask(what, (one) => allPages(one, { tenant, kind, order: "created", ...more }));
        return;
      }
      case "claim":
        await ask(
          what,
          async (one) => (await one.claim({ kind, tenant, limit: step.limit, worker: step.worker, leaseMs })).records,
          (records) => (pass === undefined || step.limit === KEYS ? byId(records as Claimed) : records),
        );
        return;
      case "release":
        await ask(what, (one) => one.release({ key: keyOf(step.key), worker: step.worker, retryInMs: step.retryInMs }));
        return;
      case "pass":
        await pass?.(step.ms);
    }
  }

  for (const [i, step] of steps.entries()) await take(step, `step ${i}, ${step.verb}`);
  for (let key = 0; key < KEYS; key++) await ask(`the end, r${key}`, (one) => one.get(keyOf(key), { expired: true }));
  if (store.capabilities.append !== "none")
    for (let key = 0; key < KEYS; key++)
      await ask(`the end, items of r${key}`, (one) => one.read({ key: keyOf(key), stream: "log", last: 1000 }, { expired: true }));
}

type Claimed = readonly { readonly record: StoredRecord; readonly attempts: number }[];

const byId = (records: Claimed): Claimed => [...records].sort((a, b) => (a.record.key.id < b.record.key.id ? -1 : 1));

/** Heads of all pages, with where each page ended; cursors are the store's own affair. */
async function allPages(store: RecordStore, request: Parameters<RecordStore["list"]>[0]): Promise<unknown[]> {
  const pages: unknown[] = [];
  for (let after: string | undefined; pages.length < 20; ) {
    const { items, next } = await store.list(after === undefined ? request : { ...request, after });
    pages.push(items);
    if (next === null) break;
    after = next;
  }
  return pages;
}
