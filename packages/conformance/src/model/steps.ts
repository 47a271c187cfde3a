/** Sequences of commands as plain data: what a store and its model are led through, side by side. @module */

import type { StoreCapabilities, TimeSetting } from "@openbell/core/store";
import fc from "fast-check";

/** What a write expects; which etag that is shows when the step is taken. */
export type Expected = "absent" | "exists" | "current" | "current revision" | "old revision" | "stale" | "foreign";

/** A put, but for names and etags. */
export interface PutStep {
  readonly verb: "put";
  readonly key: number;
  readonly expect: Expected;
  /** Left out, the body stays; a record that is created gets an empty one. */
  readonly body?: string;
  readonly owner?: string | null;
  readonly tags?: readonly string[];
  readonly meta?: Readonly<Record<string, number>>;
  readonly expiry?: TimeSetting;
  readonly due?: TimeSetting;
  readonly epoch?: number;
  readonly items?: readonly string[];
  readonly keep?: number;
  readonly counters?: Readonly<Record<string, number>>;
  readonly trim?: number;
}

/** One command. */
export type Step =
  | PutStep
  | { readonly verb: "putMany"; readonly puts: readonly PutStep[] }
  | {
      readonly verb: "append";
      readonly key: number;
      readonly stream: string;
      readonly items: readonly string[];
      readonly keep?: number;
      readonly epoch?: number;
    }
  | { readonly verb: "extend"; readonly key: number; readonly byMs: number; readonly maxMs?: number; readonly epoch?: number }
  | { readonly verb: "remove"; readonly key: number; readonly expect: Expected; readonly epoch?: number }
  | { readonly verb: "get"; readonly key: number; readonly expired: boolean }
  | {
      readonly verb: "read";
      readonly key: number;
      readonly stream: string;
      readonly from: number;
      readonly limit: number;
      readonly last: boolean;
    }
  | { readonly verb: "list"; readonly owner?: string; readonly tag?: string; readonly limit: number; readonly expired: boolean }
  | { readonly verb: "claim"; readonly worker: string; readonly limit: number }
  | { readonly verb: "release"; readonly key: number; readonly worker: string; readonly retryInMs: number }
  /** An earlier write once more; `changed`: with the same operation id, but another write. */
  | { readonly verb: "repeat"; readonly which: number; readonly changed: boolean }
  | { readonly verb: "pass"; readonly ms: number };

/** How many records a sequence is about. */
export const KEYS = 4;

/** Instants and lengths of time that a sequence uses. */
export interface Times {
  readonly expiries: readonly TimeSetting[];
  readonly dues: readonly TimeSetting[];
  readonly extensions: readonly { readonly byMs: number; readonly maxMs?: number }[];
  readonly retries: readonly number[];
  /** How much time a step lets pass; none for stores whose clock nobody moves. */
  readonly passes: readonly number[];
}

/** Past for ever or future for ever: the same on every clock, however long a sequence takes. */
export const TIMELESS: Times = {
  expiries: ["keep", "never", { atMs: 4_000_000_000_000 }, { atMs: 4_000_000_000_000 }, { atMs: 4_400_000_000_000 }, { atMs: 1000 }],
  dues: ["keep", "never", { atMs: 2000 }, { atMs: 2000 }, { atMs: 4_000_000_000_000 }],
  // A century from now on is later than either maximum: what comes out does not depend on now.
  extensions: [{ byMs: 3_200_000_000_000, maxMs: 2_800_000_000_000 }, { byMs: 3_200_000_000_000, maxMs: 1 }, { byMs: 1 }],
  retries: [0, 3_600_000],
  passes: [],
};

/**
 * For a clock that the sequence moves. Seconds and not milliseconds: what a server also forgets by a timer of its own, which no test moves, must
 * not lapse while the sequence runs.
 */
export const TIMED: Times = {
  expiries: ["keep", "never", { inMs: 5_000 }, { inMs: 50_000 }, { inMs: 500_000 }],
  dues: ["keep", "never", { inMs: 5_000 }, { inMs: 50_000 }],
  extensions: [{ byMs: 10_000 }, { byMs: 100_000 }, { byMs: 100_000, maxMs: 120_000 }],
  retries: [0, 10_000, 100_000],
  passes: [1_000, 5_000, 10_000, 50_000, 100_000],
};

const EXPECTED: readonly Expected[] = [
  "absent",
  "absent",
  "exists",
  "exists",
  "current",
  "current",
  "current revision",
  "old revision",
  "stale",
  "foreign",
];
const some = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Sequences that fit a store. */
export function sequences(capabilities: StoreCapabilities, times: Times, maxLength: number): fc.Arbitrary<readonly Step[]> {
  const key = fc.nat({ max: KEYS - 1 });
  const epoch = some([1, 1, 1, 2, 3]);
  const stream = some(["log", "audit"]);
  const items = fc.array(some(["", "a", "b"]), { minLength: 1, maxLength: 4 });
  const keep = some([1, 2, 5]);
  const streams = capabilities.append !== "none";
  const put: fc.Arbitrary<PutStep> = fc.record(
    {
      verb: fc.constant("put" as const),
      key,
      expect: some(EXPECTED),
      body: some(["", "a", "bb"]),
      owner: some([null, "ann", "bob"]),
      tags: fc.array(some(["x", "y", "Z"]), { maxLength: 3 }),
      meta: some<Readonly<Record<string, number>>>([{}, { n: 1 }, { n: 2, m: 3 }]),
      expiry: some(times.expiries),
      due: some(times.dues),
      epoch,
      ...(streams
        ? { items, keep, counters: some<Readonly<Record<string, number>>>([{ n: 1 }, { n: -2, m: 5 }]), trim: some([0, 1, 3, 100]) }
        : {}),
    },
    { requiredKeys: ["verb", "key", "expect"] },
  );
  const steps: { readonly weight: number; readonly arbitrary: fc.Arbitrary<Step> }[] = [
    { weight: 10, arbitrary: put },
    {
      weight: 1,
      arbitrary: fc.record({
        verb: fc.constant("putMany" as const),
        puts: fc.uniqueArray(put, { minLength: 1, maxLength: 3, selector: (one) => one.key }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({ key, how: some(times.extensions), epoch: fc.option(epoch, { nil: undefined }) })
        .map(({ key: k, how, epoch: e }) => ({ verb: "extend" as const, key: k, ...how, ...(e === undefined ? {} : { epoch: e }) })),
    },
    {
      weight: 1,
      arbitrary: fc.record(
        { verb: fc.constant("remove" as const), key, expect: some(EXPECTED.filter((one) => one !== "absent")), epoch },
        { requiredKeys: ["verb", "key", "expect"] },
      ),
    },
    { weight: 2, arbitrary: fc.record({ verb: fc.constant("get" as const), key, expired: fc.boolean() }) },
    {
      weight: 4,
      arbitrary: fc.record({
        verb: fc.constant("repeat" as const),
        which: fc.nat({ max: 50 }),
        changed: some([false, false, false, true]),
      }),
    },
  ];
  if (streams)
    steps.push(
      {
        weight: 5,
        arbitrary: fc.record(
          { verb: fc.constant("append" as const), key, stream, items, keep, epoch },
          { requiredKeys: ["verb", "key", "stream", "items"] },
        ),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          verb: fc.constant("read" as const),
          key,
          stream,
          from: fc.nat({ max: 12 }),
          limit: fc.integer({ min: 1, max: 6 }),
          last: fc.boolean(),
        }),
      },
    );
  if (capabilities.list !== "none")
    steps.push({
      weight: 2,
      arbitrary: fc.record(
        {
          verb: fc.constant("list" as const),
          owner: some(["ann", "bob"]),
          tag: some(["x", "Z"]),
          limit: fc.integer({ min: 1, max: 4 }),
          expired: fc.boolean(),
        },
        { requiredKeys: ["verb", "limit", "expired"] },
      ),
    });
  if (capabilities.claim !== "none") {
    const worker = some(["w1", "w2"]);
    steps.push(
      { weight: 2, arbitrary: fc.record({ verb: fc.constant("claim" as const), worker, limit: fc.integer({ min: 1, max: KEYS }) }) },
      { weight: 2, arbitrary: fc.record({ verb: fc.constant("release" as const), key, worker, retryInMs: some(times.retries) }) },
    );
  }
  if (times.passes.length > 0)
    steps.push({ weight: 4, arbitrary: fc.record({ verb: fc.constant("pass" as const), ms: some(times.passes) }) });
  return fc.array(fc.oneof(...steps), { minLength: 1, maxLength, size: "max" });
}
