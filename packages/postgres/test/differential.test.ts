/** Postgres against the store in memory: the same requests, the same answers, etags included, since the operation ids are given. */

import { memoryStore, type PutRequest, type RecordKey, type RecordStore, type StreamAppend, type WriteResult } from "@openbell/core/store";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresStore } from "../src/index.js";
import { type Opened, openPglite, schemas } from "./support.js";

let opened: Opened;
let schema: string;
beforeAll(async () => {
  opened = await openPglite();
  schema = await schemas(opened.port);
}, 60_000);
afterAll(() => opened.close());

const FAR = 7_258_118_400_000;

/** Times that mean the same on any clock: never, long over, far away. */
const time = fc.constantFrom("keep" as const, "never" as const, { atMs: 1 }, { atMs: FAR }, { atMs: FAR + 1 });
const bytes = fc.uint8Array({ maxLength: 40 });
const word = fc.constantFrom("a", "b", "constructor");
const text = fc
  .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
  .filter((each) => each.length <= 128 && !/[\p{Cc}\p{Cs}]/u.test(each));
const appends = fc.uniqueArray(
  fc.record<StreamAppend>(
    { stream: word, items: fc.array(bytes, { minLength: 1, maxLength: 4 }), keep: fc.integer({ min: 1, max: 5 }) },
    { requiredKeys: ["stream", "items"] },
  ),
  { selector: ({ stream }) => stream, maxLength: 3 },
);
const numbers = (min: number, max: number) => fc.dictionary(word, fc.integer({ min, max }), { maxKeys: 3, noNullPrototype: true });
const meta = fc.dictionary(
  fc.constantFrom("x", "y", "ü", '"', "\\"),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
  {
    noNullPrototype: true,
  },
);

const plain = {
  body: bytes,
  owner: fc.oneof(text, fc.constant(null)),
  tags: fc.array(text, { maxLength: 4 }),
  meta,
  expiry: time,
  due: time,
};
const beside = {
  ...plain,
  appends,
  counters: numbers(-(2 ** 31), 2 ** 31),
  trim: numbers(0, 6),
};

type How = "absent" | "exists" | "match" | "stale" | "revision" | "ahead";
const how = fc.constantFrom<How>("absent", "exists", "match", "stale", "revision", "ahead");

/** One of many puts; `again`: under the operation id of an earlier step. */
interface OneOfMany {
  readonly id: string;
  readonly how: How;
  readonly epoch: number | undefined;
  readonly again: number | undefined;
  readonly beside: Partial<PutRequest>;
}

type Step =
  | { readonly do: "put"; readonly how: How; readonly beside: Partial<PutRequest> }
  | { readonly do: "putMany"; readonly puts: readonly OneOfMany[] }
  | { readonly do: "append"; readonly appends: readonly StreamAppend[]; readonly counters: Record<string, number> }
  | { readonly do: "repeat"; readonly back: number }
  | { readonly do: "extend" | "remove" | "misuse" | "claim" | "release" };

const epoch = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 5 });
const id = fc.constantFrom("1", "2", "3");

const oneOfMany = (kind: fc.Arbitrary<How>, data: fc.Arbitrary<Partial<PutRequest>>): fc.Arbitrary<OneOfMany> =>
  fc.record({ id, how: kind, epoch, again: fc.option(fc.nat(9), { nil: undefined, freq: 5 }), beside: data });
const several = (one: fc.Arbitrary<OneOfMany>) => fc.uniqueArray(one, { selector: (each) => each.id, minLength: 1, maxLength: 3 });
const puts = fc.oneof(
  // Those that go in one statement, and any.
  {
    weight: 3,
    arbitrary: several(
      oneOfMany(fc.constantFrom<How>("exists", "match", "stale", "revision", "ahead"), fc.record(plain, { requiredKeys: [] })),
    ),
  },
  { weight: 1, arbitrary: several(oneOfMany(how, fc.record(beside, { requiredKeys: [] }))) },
);

const step: fc.Arbitrary<{ readonly step: Step; readonly id: string; readonly epoch: number | undefined }> = fc.record({
  id,
  epoch,
  step: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("put" as const),
        how,
        beside: fc.record(beside, { requiredKeys: [] }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("putMany" as const), puts }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("repeat" as const), back: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("append" as const), appends, counters: numbers(-9, 9) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom("extend" as const, "remove" as const, "misuse" as const, "claim" as const, "release" as const),
      }),
    },
  ),
});

/** Answers without the instants that a clock decided. */
const timeless = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, each) => (/^(created|updated)Ms$/.test(name) ? 0 : each instanceof Uint8Array ? [...each] : each)),
  );

test("all answers are those of the store in memory", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const tenant = `t${run++}`;
      const kind = `k${run}`;
      const stores = [memoryStore(), postgresStore(opened.port, { schema })];
      const etags = new Map<string, { etag: WriteResult["etag"]; stale: WriteResult["etag"]; revision: number }>();
      const calls: ((store: RecordStore) => Promise<unknown>)[] = [];
      let n = 0;

      /** A put of what is known of a record. Without a body it stays, but one that makes a record has one. */
      function putOf(base: Omit<PutRequest, "expect">, how: How, beside: Partial<PutRequest>): PutRequest {
        const known = etags.get(base.key.id);
        const etag = how === "stale" ? known?.stale : known?.etag;
        if (how === "exists") return { ...base, ...beside, expect: { is: "exists" } };
        if (how === "absent" || etag === undefined || etag === null || known === undefined)
          return { ...base, body: new Uint8Array(0), ...beside, expect: { is: "absent" } };
        const revision = how === "revision" ? known.revision : known.revision + 1;
        return { ...base, ...beside, expect: { is: "match", etag, ...(how === "revision" || how === "ahead" ? { revision } : {}) } };
      }

      function keep(id: string, result: WriteResult | undefined): void {
        if (result?.ok) etags.set(id, { etag: result.etag, stale: etags.get(id)?.etag, revision: result.revision });
      }

      for (const { step, id, epoch } of steps) {
        const key = { tenant, kind, id };
        const operation = `o${n++}`;
        const base = { key, operation, ...(epoch === undefined ? {} : { epoch }) };
        let call: (store: RecordStore) => Promise<unknown>;
        if (step.do === "put") {
          const request = putOf(base, step.how, step.beside);
          call = (store) => store.put(request);
        } else if (step.do === "putMany") {
          const requests = step.puts.map((one) => {
            const named = one.again === undefined ? operation : `o${Math.min(one.again, n - 1)}`;
            const given = { key: { ...key, id: one.id }, operation: named, ...(one.epoch === undefined ? {} : { epoch: one.epoch }) };
            return putOf(given, one.how, one.beside);
          });
          call = (store) => store.putMany(requests);
        } else if (step.do === "append") {
          const counters = Object.keys(step.counters).length + step.appends.length === 0 ? { a: 1 } : step.counters;
          call = (store) => store.append({ ...base, appends: step.appends, counters });
        } else if (step.do === "extend") call = (store) => store.extend({ ...base, byMs: 1, maxMs: 2 });
        else if (step.do === "remove") call = (store) => store.remove({ ...base, expect: { is: "exists" } });
        else if (step.do === "repeat") call = calls[Math.max(0, calls.length - 1 - step.back)] ?? ((store) => store.get(key));
        else if (step.do === "misuse")
          call = (store) => store.append({ ...base, operation: "o0", appends: [{ stream: "a", items: [new Uint8Array([1])] }] });
        else if (step.do === "claim") call = (store) => store.claim({ kind, limit: 5, worker: "w", leaseMs: 1_000_000 });
        else call = (store) => store.release({ key, worker: "w", retryInMs: 1_000_000 });
        if (step.do !== "claim" && step.do !== "release" && step.do !== "repeat") calls.push(call);

        const [mine, theirs] = await Promise.all(stores.map(call));
        expect(timeless(theirs)).toEqual(timeless(mine));
        if (step.do === "putMany") for (const [i, one] of step.puts.entries()) keep(one.id, (mine as readonly WriteResult[])[i]);
        else if (step.do === "put" || step.do === "append" || step.do === "extend") keep(id, mine as WriteResult);
        for (const each of step.do === "putMany" ? step.puts.map((one) => one.id) : [id]) await compare({ ...key, id: each });
      }

      async function compare(key: RecordKey): Promise<void> {
        for (const expired of [false, true]) {
          const [here, there] = await Promise.all(stores.map((store) => store.get(key, { expired })));
          expect(timeless(there)).toEqual(timeless(here));
        }
        for (const stream of ["a", "constructor"]) {
          const [here, there] = await Promise.all(stores.map((store) => store.read({ key, stream, last: 3 }, { expired: true })));
          expect(timeless(there)).toEqual(timeless(here));
          const [far, away] = await Promise.all(stores.map((store) => store.read({ key, stream, from: 1, limit: 2 }, { expired: true })));
          expect(timeless(away)).toEqual(timeless(far));
        }
      }
    }),
    { numRuns: Number(process.env["DIFFERENTIAL_RUNS"] ?? 150) },
  );
}, 120_000);
