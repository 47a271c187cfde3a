/** Any sequence of calls gives what the memory store gives, also where puts are overtaken, lost, or answered twice, and calls are repeated. @module */

import { OpenbellError, simulatedClock } from "@openbell/core";
import { memoryStore, type PutRequest, type RecordStore, type StreamAppend } from "@openbell/core/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryObjects, objectStore } from "../src/index.js";
import { flakyObjects, type Mishap } from "./support/flaky.js";

interface Call {
  readonly verb: "put" | "append" | "extend" | "remove" | "get" | "read" | "list" | "claim" | "release" | "wait";
  readonly id: string;
  readonly size: number;
  readonly expect: "absent" | "exists" | "match" | "stale";
  readonly ms: number;
  readonly stream: "a" | "b";
  readonly due: boolean;
  readonly epoch: number | undefined;
  readonly mishaps: readonly Mishap[];
}

const calls: fc.Arbitrary<Call> = fc.record({
  verb: fc.constantFrom("put", "put", "append", "extend", "remove", "get", "read", "list", "claim", "release", "wait"),
  id: fc.constantFrom("x", "Y"),
  size: fc.nat(50),
  expect: fc.constantFrom("absent", "exists", "match", "stale"),
  ms: fc.integer({ min: 1, max: 100 }),
  stream: fc.constantFrom("a", "b"),
  due: fc.boolean(),
  epoch: fc.option(fc.nat(2), { nil: undefined, freq: 8 }),
  mishaps: fc.array(fc.constantFrom<Mishap[]>("none", "overtaken", "before", "after", "echo"), { maxLength: 3 }),
});

/** What a call answers; one that ends in an error is repeated, as its caller would. */
async function answer(store: RecordStore, call: Call, index: number, etags: Map<string, string>): Promise<unknown> {
  const { verb, id, size, ms, stream, due, epoch } = call;
  const key = { tenant: "Desk", kind: "note", id };
  const body = new Uint8Array(size).fill(index);
  const operation = `op-${index}`;
  const known = etags.get(id);
  const wanted = call.expect === "stale" ? "incarnation.1.operation" : known;
  const match = call.expect === "match" || call.expect === "stale";
  const expects = (
    match && wanted !== undefined ? { is: "match", etag: wanted } : { is: match ? "exists" : call.expect }
  ) as PutRequest["expect"];
  const appends: readonly StreamAppend[] = [{ stream, items: [body], keep: 3 }];
  const fence = epoch === undefined ? {} : { epoch };
  if (verb === "put")
    return store.put({
      ...fence,
      key,
      operation,
      expect: expects,
      body,
      tags: [`t${size % 3}`],
      meta: { size, name: "ä" },
      owner: size % 2 ? "ann" : null,
      expiry: size % 5 ? "keep" : { inMs: ms },
      ...(due ? { due: { inMs: ms } } : {}),
      ...(size % 4 ? {} : { appends, counters: { n: size }, trim: { b: 1 } }),
    });
  if (verb === "append") return store.append({ ...fence, key, operation, appends, counters: { n: 1 } });
  if (verb === "extend") return store.extend({ ...fence, key, operation, byMs: ms * 2, maxMs: 300 });
  if (verb === "remove") return store.remove({ ...fence, key, operation, expect: expects.is === "absent" ? { is: "exists" } : expects });
  if (verb === "get") return store.get(key, { expired: due });
  if (verb === "read") return store.read({ key, stream, last: 2 }, { expired: due });
  if (verb === "list")
    return store.list({ tenant: "Desk", kind: "note", limit: 1 + (size % 2), expired: due, order: due ? "created" : "updated" });
  if (verb === "claim") return store.claim({ kind: "note", limit: 1 + (size % 2), worker: "w", leaseMs: ms });
  if (verb === "release") return store.release({ key, worker: "w", retryInMs: ms });
  return null;
}

/** Whether a call did it now or before is the one thing that a lost answer may change. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, inner) =>
      name === "replay" ? undefined : inner instanceof Uint8Array ? Buffer.from(inner).toString("hex") : inner,
    ),
  );

test("as the memory store", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { maxLength: 40 }), async (sequence) => {
      const clock = simulatedClock(1_700_000_000_000);
      const model = memoryStore({ clock, tombstoneMs: 50 });
      let mishaps: Mishap[] = [];
      const store = objectStore(
        flakyObjects(memoryObjects(), () => mishaps.shift() ?? "none"),
        { clock, tombstoneMs: 50 },
      );
      const etags = new Map<string, string>();
      for (const [index, call] of sequence.entries()) {
        if (call.verb === "wait") clock.advance(call.ms);
        // Leases have no operation: who claims looks before he repeats, so their puts are not lost here.
        mishaps =
          call.verb === "claim" || call.verb === "release" ? call.mishaps.filter((mishap) => mishap === "overtaken") : [...call.mishaps];
        const expected = await answer(model, call, index, etags);
        let found: unknown;
        do
          found = await answer(store, call, index, etags).catch((error: OpenbellError) => {
            expect(error.code).toBe("OUTCOME_UNKNOWN");
            return undefined;
          });
        while (found === undefined);
        expect(plain(found)).toEqual(plain(expected));
        const { ok, etag } = (expected ?? {}) as { ok?: boolean; etag?: string };
        if (ok && etag !== undefined) etags.set(call.id, etag);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("an echo that cannot be told from a success is one: applied once, and no replay", async () => {
  const mishaps: Mishap[] = ["none", "echo"];
  const store = objectStore(flakyObjects(memoryObjects(), () => mishaps.shift() ?? "none"));
  const key = { tenant: "desk", kind: "note", id: "n" };
  await store.put({ key, expect: { is: "absent" }, body: new Uint8Array() });
  expect(await store.append({ key, appends: [], counters: { n: 1 } })).toMatchObject({ ok: true, revision: 2, replay: false });
  expect(await store.get(key)).toMatchObject({ record: { counters: { n: 1 } } });
});

test("after an echo a failure to look leaves the outcome unknown", async () => {
  const mishaps: Mishap[] = ["none", "echo"];
  const objects = memoryObjects();
  let fails = false;
  const get: typeof objects.get = async (name) => {
    if (fails) throw new OpenbellError("STORE_UNAVAILABLE", "not now");
    return objects.get(name);
  };
  const store = objectStore(
    flakyObjects({ ...objects, get }, () => {
      const mishap = mishaps.shift() ?? "none";
      fails = mishap === "echo";
      return mishap;
    }),
  );
  const key = { tenant: "desk", kind: "note", id: "n" };
  await store.put({ key, expect: { is: "absent" }, body: new Uint8Array() });
  const append = () => store.append({ key, appends: [], counters: { n: 1 }, operation: "op" });
  await expect(append()).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
  fails = false;
  expect(await append()).toMatchObject({ ok: true, replay: true });
});
