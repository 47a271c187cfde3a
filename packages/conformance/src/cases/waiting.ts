/** WAIT: nobody waits longer than he said, and whoever gives up knows what he does not know. @module */

import assert from "node:assert/strict";
import type { Failpoint, RecordKey, RecordStore, Signal } from "@openbell/core/store";
import { ABSENT, absent, applied, bytes, EXISTS, fails, replayed, same } from "../assertions.js";
import { APPENDS, type Case, CLAIMS, casesOf, LISTS, type Need } from "../case.js";

/** A failpoint that holds a verb's step for ever, once it is armed. */
function holding(step: string): { readonly failpoint: Failpoint; arm(): void; disarm(): void } {
  let armed = false;
  return {
    failpoint: (at) => (armed && at.endsWith(step) ? new Promise<void>(() => {}) : undefined),
    arm: () => {
      armed = true;
    },
    disarm: () => {
      armed = false;
    },
  };
}

type Options = { readonly signal?: Signal; readonly deadlineMs?: number };
type Call = readonly [
  verb: string,
  write: boolean,
  needs: readonly Need[],
  call: (store: RecordStore, key: RecordKey, options: Options) => Promise<unknown>,
];

const CALLS: readonly Call[] = [
  ["get", false, [], (store, key, options) => store.get(key, options)],
  ["put", true, [], (store, key, options) => store.put({ key, expect: EXISTS, body: bytes("new") }, options)],
  ["putMany", true, [], (store, key, options) => store.putMany([{ key, expect: EXISTS, body: bytes("new") }], options)],
  ["append", true, [APPENDS], (store, key, options) => store.append({ key, appends: [{ stream: "log", items: [bytes("a")] }] }, options)],
  ["read", false, [APPENDS], (store, key, options) => store.read({ key, stream: "log", last: 1 }, options)],
  ["extend", true, [], (store, key, options) => store.extend({ key, byMs: 5 }, options)],
  ["remove", true, [], (store, key, options) => store.remove({ key, expect: EXISTS }, options)],
  ["list", false, [LISTS], (store, { tenant, kind }, options) => store.list({ tenant, kind, limit: 1 }, options)],
  ["claim", true, [CLAIMS], (store, { kind }, options) => store.claim({ kind, limit: 1, worker: "w", leaseMs: 1000 }, options)],
  ["release", true, [CLAIMS], (store, key, options) => store.release({ key, worker: "w", retryInMs: 0 }, options)],
];

/** A signal that counts who listens to it. */
function countedSignal(): Signal & { listeners: number } {
  const signal = {
    aborted: false,
    listeners: 0,
    addEventListener: () => {
      signal.listeners++;
    },
    removeEventListener: () => {
      signal.listeners--;
    },
  };
  return signal;
}

export const WAITING: readonly Case[] = [
  ...casesOf("WAIT", 1, CALLS, ([verb, , needs, call]) => ({
    title: `${verb} with a signal that was given up before does nothing: STORE_UNAVAILABLE`,
    needs,
    async run({ record, store }) {
      const one = record();
      await one.create();
      const before = await one.live();
      await fails(() => call(store, one.key, { signal: AbortSignal.abort() }), "STORE_UNAVAILABLE");
      same(await one.live(), before);
    },
  })),
  ...casesOf("WAIT", 11, CALLS, ([verb, write, needs, call]) => ({
    title: `${verb} that is not answered in time fails: ${write ? "OUTCOME_UNKNOWN" : "STORE_UNAVAILABLE"}`,
    needs,
    timeoutMs: 3_000,
    async run({ bench }) {
      const hold = holding(`.${verb}.before`);
      const { record, store } = await bench({ failpoint: hold.failpoint });
      const one = record();
      await one.create();
      hold.arm();
      const startMs = performance.now();
      await fails(() => call(store, one.key, { deadlineMs: 20 }), write ? "OUTCOME_UNKNOWN" : "STORE_UNAVAILABLE");
      const tookMs = performance.now() - startMs;
      assert.ok(tookMs >= 15 && tookMs < 5_000, `gave up after ${tookMs} ms`);
    },
  })),
  ...casesOf("WAIT", 21, CALLS, ([verb, write, needs, call]) => ({
    title: `${verb} that is given up while it is under way fails at once: ${write ? "OUTCOME_UNKNOWN" : "STORE_UNAVAILABLE"}`,
    needs,
    timeoutMs: 3_000,
    async run({ bench }) {
      const hold = holding(`.${verb}.before`);
      const { record, store } = await bench({ failpoint: hold.failpoint });
      const one = record();
      await one.create();
      hold.arm();
      const giveUp = new AbortController();
      const running = fails(() => call(store, one.key, { signal: giveUp.signal }), write ? "OUTCOME_UNKNOWN" : "STORE_UNAVAILABLE");
      giveUp.abort();
      await running;
    },
  })),
  {
    id: "WAIT-31",
    title: "a write of unknown outcome that had been done is done no second time when it is repeated",
    async run({ bench }) {
      const hold = holding(".put.after");
      const { record, store } = await bench({ failpoint: hold.failpoint });
      const one = record();
      await one.create();
      const request = { key: one.key, expect: EXISTS, body: bytes("new"), operation: "op" } as const;
      hold.arm();
      const error = await fails(() => store.put(request, { deadlineMs: 500 }), "OUTCOME_UNKNOWN");
      assert.equal(error.details["operation"], "op");
      hold.disarm();
      const again = replayed(await store.put(request));
      assert.equal(again.version, 2);
      assert.equal((await one.live()).version, 2);
    },
  },
  {
    id: "WAIT-32",
    title: "a write of unknown outcome that had not been done is done once when it is repeated",
    async run({ bench }) {
      const hold = holding(".put.before");
      const { record, store } = await bench({ failpoint: hold.failpoint });
      const one = record();
      const request = { key: one.key, expect: ABSENT, body: bytes("new"), operation: "op" } as const;
      hold.arm();
      await fails(() => store.put(request, { deadlineMs: 20 }), "OUTCOME_UNKNOWN");
      hold.disarm();
      absent(await one.get(), "missing");
      applied(await store.put(request));
      assert.equal((await one.live()).version, 1);
    },
  },
  {
    id: "WAIT-33",
    title: "where no operation was given, the error has one to repeat the write with",
    needs: [APPENDS],
    async run({ bench }) {
      const hold = holding(".append.after");
      const { record, store } = await bench({ failpoint: hold.failpoint });
      const one = record();
      await one.create();
      const request = { key: one.key, appends: [{ stream: "log", items: [bytes("a")] }] };
      hold.arm();
      const { details } = await fails(() => store.append(request, { deadlineMs: 500 }), "OUTCOME_UNKNOWN");
      hold.disarm();
      const { operation } = details;
      assert.ok(typeof operation === "string" && operation.length > 0, "expected an operation id in the details");
      replayed(await store.append({ ...request, operation }));
      same(await one.items(), ["0:a"]);
    },
  },
  {
    id: "WAIT-34",
    title: "a call lets go of its signal, whether it is answered, refused or given up",
    async run({ bench }) {
      const hold = holding(".get.before");
      const { record, store } = await bench({ failpoint: hold.failpoint });
      const one = record();
      const signal = countedSignal();
      await store.put({ key: one.key, expect: ABSENT, body: bytes("x") }, { signal });
      await store.put({ key: one.key, expect: ABSENT, body: bytes("x") }, { signal });
      await store.get(one.key, { signal });
      hold.arm();
      await fails(() => store.get(one.key, { signal, deadlineMs: 10 }), "STORE_UNAVAILABLE");
      assert.equal(signal.listeners, 0);
    },
  },
  {
    id: "WAIT-35",
    title: "a signal that is given up after the answer changes nothing",
    async run({ record, store }) {
      const one = record();
      const giveUp = new AbortController();
      applied(await store.put({ key: one.key, expect: ABSENT, body: bytes("x") }, { signal: giveUp.signal }));
      giveUp.abort();
      assert.equal(await one.body(), "x");
    },
  },
  ...casesOf("WAIT", 36, [0, -1, 0.5, 2 ** 31, Number.NaN, "5", null], (deadlineMs) => ({
    title: `a deadline of ${JSON.stringify(deadlineMs)}${Number.isNaN(deadlineMs) ? " (not a number)" : ""} is misuse`,
    async run({ record, store }) {
      const one = record();
      await one.create();
      await fails(() => store.get(one.key, { deadlineMs: deadlineMs as number }), "STORE_MISUSE");
      await fails(
        () => store.put({ key: one.key, expect: EXISTS, body: bytes("y") }, { deadlineMs: deadlineMs as number }),
        "STORE_MISUSE",
      );
      assert.equal((await one.live()).version, 1);
    },
  })),
  ...casesOf("WAIT", 43, CALLS, ([verb, , needs, call]) => ({
    title: `a failpoint is called before and after ${verb}`,
    needs,
    async run({ bench }) {
      const steps: string[] = [];
      const { record, store } = await bench({
        failpoint: (step) => {
          steps.push(step);
        },
      });
      const one = record();
      await one.create();
      steps.length = 0;
      await call(store, one.key, {});
      const { name } = store.capabilities;
      same([steps[0], steps.at(-1)], [`${name}.${verb}.before`, `${name}.${verb}.after`]);
    },
  })),
  ...casesOf(
    "WAIT",
    53,
    CALLS.filter(([verb, write]) => write && verb !== "claim" && verb !== "release"),
    ([verb, , needs, call]) => ({
      title: `${verb} that fails before it was sent has done nothing`,
      needs,
      async run({ bench }) {
        let failing = false;
        const { record, store } = await bench({
          failpoint: (step) => {
            if (failing && step.endsWith(`.${verb}.before`)) throw new Error("failpoint");
          },
        });
        const one = record();
        await one.create();
        const before = await one.live();
        failing = true;
        await assert.rejects(call(store, one.key, {}), { name: "OpenbellError" });
        same(await one.live(), before);
      },
    }),
  ),
  {
    id: "WAIT-58",
    title: "a write that fails after it was done is of unknown outcome: never STORE_UNAVAILABLE, which says that nothing was changed",
    async run({ bench }) {
      let failing = true;
      const { record, store } = await bench({
        failpoint: (step) => {
          if (failing && step.endsWith(".put.after")) throw new Error("failpoint");
        },
      });
      const one = record();
      const request = { key: one.key, expect: ABSENT, body: bytes("x"), operation: "op" } as const;
      await fails(() => store.put(request), "OUTCOME_UNKNOWN");
      failing = false;
      replayed(await store.put(request));
    },
  },
];
