/** Postgres against the store in memory: the same requests, the same answers, etags included, since the operation ids are given. */

import { memoryStore, type PutRequest, type RecordStore, type StreamAppend, type WriteResult } from "@openbell/core/store";
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

const beside = {
  body: bytes,
  owner: fc.oneof(text, fc.constant(null)),
  tags: fc.array(text, { maxLength: 4 }),
  meta,
  expiry: time,
  due: time,
  appends,
  counters: numbers(-(2 ** 31), 2 ** 31),
  trim: numbers(0, 6),
};

type Step =
  | { readonly do: "put"; readonly how: "absent" | "exists" | "match" | "stale" | "revision"; readonly beside: Partial<PutRequest> }
  | { readonly do: "append"; readonly appends: readonly StreamAppend[]; readonly counters: Record<string, number> }
  | { readonly do: "extend" | "remove" | "repeat" | "misuse" | "claim" | "release" };

const step: fc.Arbitrary<{ readonly step: Step; readonly id: string; readonly epoch: number | undefined }> = fc.record({
  id: fc.constantFrom("1", "2"),
  epoch: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 5 }),
  step: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("put" as const),
        how: fc.constantFrom("absent" as const, "exists" as const, "match" as const, "stale" as const, "revision" as const),
        beside: fc.record(beside, { requiredKeys: ["body"] }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("append" as const), appends, counters: numbers(-9, 9) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom(
          "extend" as const,
          "remove" as const,
          "repeat" as const,
          "misuse" as const,
          "claim" as const,
          "release" as const,
        ),
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
      let last: ((store: RecordStore) => Promise<unknown>) | undefined;
      let n = 0;
      for (const { step, id, epoch } of steps) {
        const key = { tenant, kind, id };
        const operation = `o${n++}`;
        const known = etags.get(id);
        const base = { key, operation, ...(epoch === undefined ? {} : { epoch }) };
        let call: (store: RecordStore) => Promise<unknown>;
        if (step.do === "put") {
          const etag = step.how === "stale" ? known?.stale : known?.etag;
          const expect =
            step.how === "absent" || etag === undefined || etag === null
              ? { is: step.how === "exists" ? ("exists" as const) : ("absent" as const) }
              : step.how === "exists"
                ? { is: "exists" as const }
                : {
                    is: "match" as const,
                    etag,
                    ...(step.how === "revision" ? { revision: (known as { revision: number }).revision } : {}),
                  };
          call = (store) => store.put({ ...base, body: new Uint8Array(0), ...step.beside, expect });
        } else if (step.do === "append") {
          const counters = Object.keys(step.counters).length + step.appends.length === 0 ? { a: 1 } : step.counters;
          call = (store) => store.append({ ...base, appends: step.appends, counters });
        } else if (step.do === "extend") call = (store) => store.extend({ ...base, byMs: 1, maxMs: 2 });
        else if (step.do === "remove") call = (store) => store.remove({ ...base, expect: { is: "exists" } });
        else if (step.do === "repeat") call = last ?? ((store) => store.get(key));
        else if (step.do === "misuse")
          call = (store) => store.append({ ...base, operation: "o0", appends: [{ stream: "a", items: [new Uint8Array([1])] }] });
        else if (step.do === "claim") call = (store) => store.claim({ kind, limit: 5, worker: "w", leaseMs: 1_000_000 });
        else call = (store) => store.release({ key, worker: "w", retryInMs: 1_000_000 });
        if (step.do !== "claim" && step.do !== "release") last = call;

        const [mine, theirs] = await Promise.all(stores.map(call));
        expect(timeless(theirs)).toEqual(timeless(mine));
        const written = mine as WriteResult;
        if (typeof written === "object" && "ok" in written && written.ok && step.do !== "remove") {
          etags.set(id, { etag: written.etag, stale: known?.etag, revision: written.revision });
        }
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
