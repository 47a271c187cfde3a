/** Random verbs on a Redis store and on the memory store: same answers, same etags, same pages, same claims, at the same instants. @module */

import { memoryStore, type PutRequest, type RecordKey, type RecordStore } from "@openbell/core/store";
import { redisStore } from "@openbell/redis";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytes, describeWithServer, onClock, unique, withServer } from "./support.js";

const KINDS = ["note", "job"];
const keyArb: fc.Arbitrary<RecordKey> = fc.record({
  tenant: fc.constantFrom("a", "a", "a", "b:{x}"),
  kind: fc.constantFrom("note", "note", "note", "job"),
  id: fc.constantFrom("1", "1-2"),
});
const streamArb = fc.constantFrom("s", "t", "constructor");
const timeArb = fc.constantFrom<NonNullable<PutRequest["expiry"]>>("keep", "never", { inMs: 50 }, { inMs: 5000 }, { atMs: 1000 });
const appendsArb = fc.uniqueArray(
  fc.record(
    { stream: streamArb, items: fc.array(fc.string().map(bytes), { minLength: 1, maxLength: 4 }), keep: fc.constantFrom(1, 3) },
    { requiredKeys: ["stream", "items"] },
  ),
  { selector: ({ stream }) => stream, maxLength: 2 },
);
const countersArb = fc.dictionary(fc.constantFrom("n", "m", "prototype"), fc.integer({ min: -5, max: 5 }));
/** Few operations, so that repetitions and mismatches come up. */
const operationArb = fc.nat(30).map((n) => `op-${n}`);
const expectArb = fc.constantFrom("absent", "exists", "match", "stale", "revision");

const stepArb = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant("put" as const),
      key: keyArb,
      operation: operationArb,
      expected: expectArb,
      rest: fc.record(
        {
          body: fc.string().map(bytes),
          owner: fc.constantFrom(null, "ann", "bob"),
          tags: fc.array(fc.constantFrom("x", "y:o:ann"), { maxLength: 3 }),
          meta: fc.dictionary(
            fc.constantFrom("k", "l"),
            fc.oneof(
              fc.string(),
              fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
            ),
          ),
          expiry: timeArb,
          due: timeArb,
          appends: appendsArb,
          counters: countersArb,
          trim: fc.dictionary(streamArb, fc.nat(6)),
          epoch: fc.nat(3),
        },
        { requiredKeys: ["body"] },
      ),
      bodiless: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant("append" as const),
      key: keyArb,
      operation: operationArb,
      appends: appendsArb,
      counters: countersArb,
    }),
  },
  fc.record({
    verb: fc.constant("extend" as const),
    key: keyArb,
    operation: operationArb,
    byMs: fc.constantFrom(10, 6000),
    maxMs: fc.constantFrom(undefined, 100),
  }),
  fc.record({
    verb: fc.constant("remove" as const),
    key: keyArb,
    operation: operationArb,
    expected: fc.constantFrom("exists", "match", "stale", "revision"),
  }),
  fc.record({ verb: fc.constant("get" as const), key: keyArb, expired: fc.boolean() }),
  fc.record({
    verb: fc.constant("read" as const),
    key: keyArb,
    stream: streamArb,
    last: fc.constantFrom(undefined, 2, 100),
    from: fc.nat(5),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant("list" as const),
      tenant: fc.constantFrom("a", "b:{x}"),
      kind: fc.constantFrom(...KINDS),
      order: fc.constantFrom("updated" as const, "created" as const),
      owner: fc.constantFrom(undefined, "ann"),
      tag: fc.constantFrom(undefined, "x"),
      expired: fc.boolean(),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant("claim" as const),
      kind: fc.constantFrom(...KINDS),
      tenant: fc.constantFrom(undefined, "a"),
      worker: fc.constantFrom("w", "v"),
      leaseMs: fc.constantFrom(20, 100),
      limit: fc.constantFrom(1, 2, 100),
    }),
  },
  fc.record({ verb: fc.constant("release" as const), key: keyArb, worker: fc.constantFrom("w", "v"), retryInMs: fc.constantFrom(0, 30) }),
  { weight: 2, arbitrary: fc.record({ verb: fc.constant("wait" as const), ms: fc.constantFrom(1, 20, 50, 500, 10_000) }) },
);

type Step = typeof stepArb extends fc.Arbitrary<infer T> ? T : never;

/** Without what was left out: the stores tell `undefined` from nothing as little as anybody. */
const said = <T extends object>(request: T): T =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as T;

async function take(store: RecordStore, step: Exclude<Step, { verb: "wait" }>): Promise<unknown> {
  async function expectation(key: RecordKey, expected: string) {
    if (expected === "absent" || expected === "exists") return { is: expected } as { is: "exists" };
    const found = await store.get(key, { expired: true });
    if (!found.found || expected === "stale") return { is: "match", etag: "no.1.no" } as never;
    const { etag, revision } = found.record;
    return { is: "match" as const, etag, ...(expected === "revision" ? { revision } : {}) };
  }
  switch (step.verb) {
    case "put": {
      const { key, operation, expected, rest, bodiless } = step;
      const { body, ...others } = rest;
      const whole = expected === "absent" || !bodiless ? { ...others, body } : others;
      return store.put({ key, operation, expect: await expectation(key, expected), ...whole });
    }
    case "append": {
      const { key, operation, appends, counters } = step;
      if (appends.length === 0 && Object.keys(counters).length === 0) return null;
      return store.append({ key, operation, appends, counters });
    }
    case "extend": {
      const { verb, ...request } = step;
      return store.extend(said(request) as never);
    }
    case "remove":
      return store.remove({ key: step.key, operation: step.operation, expect: await expectation(step.key, step.expected) });
    case "get":
      return store.get(step.key, { expired: step.expired });
    case "read": {
      const { key, stream, last, from, limit } = step;
      return store.read(last === undefined ? { key, stream, from, limit } : { key, stream, last }, { expired: true });
    }
    case "list": {
      const { verb, ...request } = step;
      const pages = [];
      let page = await store.list(said(request) as never);
      for (pages.push(page); page.next !== null; pages.push(page)) page = await store.list({ ...said(request), after: page.next } as never);
      return pages;
    }
    case "claim": {
      const { verb, ...request } = step;
      const { records } = await store.claim(said(request) as never);
      // Of one instant and id in two tenants either may be the first; which of them a limit leaves out is nobody's promise.
      return request.limit < 100 && request.tenant === undefined
        ? records.length
        : records
            .map(({ record, attempts }) => [record.key, attempts, record] as const)
            .sort(([a], [b]) => (`${a.id} ${a.tenant}` < `${b.id} ${b.tenant}` ? -1 : 1));
    }
    case "release":
      return store.release(step);
  }
}

describeWithServer("the Redis store and the memory store", () => {
  const { client } = withServer();

  test("agree over random verbs and time", async () => {
    const timed = await onClock(await client());
    await fc.assert(
      fc.asyncProperty(fc.array(stepArb, { minLength: 10, maxLength: 60, size: "max" }), fc.constantFrom(1, 3), async (steps, buckets) => {
        const options = { tombstoneMs: 500 };
        const ours = redisStore(timed.port, { prefix: unique(), buckets, ...options });
        const model = memoryStore({ clock: timed.clock, ...options });
        // Claims that a limit cuts may differ between tenants of one instant; from there on nothing can be compared.
        const cut = steps.findIndex((step) => step.verb === "claim" && step.tenant === undefined && step.limit < 100);
        for (const step of steps.slice(0, cut < 0 ? undefined : cut + 1)) {
          if (step.verb === "wait") {
            await timed.clock.forward(step.ms);
          } else expect(await take(ours, step)).toEqual(await take(model, step));
        }
      }),
      { numRuns: Number(process.env["AGREEMENT_RUNS"] ?? 200) },
    );
  }, 300_000);
});
