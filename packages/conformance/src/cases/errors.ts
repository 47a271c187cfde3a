/** ERR: nothing of a key, an id, a record or a worker ever appears in an error. @module */

import assert from "node:assert/strict";
import type { PutRequest } from "@openbell/core/store";
import { ABSENT, bytes, EXISTS, fails, match } from "../assertions.js";
import { APPENDS, type Case, CLAIMS, casesOf, LISTS } from "../case.js";

const CANARY = "canary7f3a";

/** All that an error shows, its causes included. */
function shownBy(error: unknown): string {
  const seen: string[] = [];
  for (let one = error as Error & { details?: unknown }, depth = 0; one !== undefined && one !== null && depth < 5; depth++) {
    if (typeof one !== "object") return `${seen.join("\n")}\n${String(one)}`;
    const own = Object.getOwnPropertyNames(one).map((name) => {
      try {
        return JSON.stringify((one as unknown as Record<string, unknown>)[name]);
      } catch {
        return "";
      }
    });
    seen.push(String(one.message), String(one.stack), JSON.stringify(one.details ?? null), ...own);
    one = one.cause as Error;
  }
  return seen.join("\n");
}

function clean(error: unknown): void {
  const shown = shownBy(error);
  assert.ok(
    !shown.includes(CANARY),
    `an error shows what must stay hidden: ${shown.slice(Math.max(0, shown.indexOf(CANARY) - 200)).slice(0, 300)}`,
  );
}

/** Faulty puts, with the canary in the fault itself. */
const FAULTS: readonly (readonly [string, Record<string, unknown>])[] = [
  ["owner", { owner: `${CANARY}\n` }],
  ["tag", { tags: [`${CANARY}\0`] }],
  ["meta value", { meta: { a: { secret: CANARY } } }],
  ["meta that is too long", { meta: { a: CANARY.repeat(500) } }],
  ["body that is a text", { body: CANARY }],
  ["operation", { operation: `${CANARY} x` }],
  ["expiry", { expiry: CANARY }],
  ["stream", { appends: [{ stream: `${CANARY}!`, items: [bytes("x")] }] }],
  ["item that is a text", { appends: [{ stream: "log", items: [CANARY] }] }],
  ["expectation", { expect: { is: CANARY } }],
  ["etag", { expect: { is: "match", etag: `${CANARY} x` } }],
  ["epoch", { epoch: CANARY }],
  ["tenant", { key: { tenant: `${CANARY}\n`, kind: "k", id: "i" } }],
  ["kind", { key: { tenant: "t", kind: `${CANARY}!`, id: "i" } }],
  ["id", { key: { tenant: "t", kind: "k", id: `${CANARY}/` } }],
  ["key that is a text", { key: CANARY }],
];

export const ERRORS: readonly Case[] = [
  ...casesOf("ERR", 1, FAULTS, ([what, fault]) => ({
    title: `misuse does not show the faulty ${what}`,
    async run({ record, store }) {
      const put = { key: record().key, expect: ABSENT, body: bytes("x"), ...fault } as PutRequest;
      clean(await fails(() => store.put(put), "STORE_MISUSE"));
      clean(await fails(() => store.putMany([put]), "STORE_MISUSE"));
    },
  })),
  {
    id: "ERR-21",
    title: "a faulty list, claim, release or read shows nothing either",
    needs: [APPENDS, LISTS, CLAIMS],
    async run({ store, tenant, kind, record }) {
      const { key } = record();
      const bad = `${CANARY}\n`;
      clean(await fails(() => store.list({ tenant, kind, limit: 1, owner: bad }), "STORE_MISUSE"));
      clean(await fails(() => store.list({ tenant, kind, limit: 1, tag: bad }), "STORE_MISUSE"));
      clean(await fails(() => store.list({ tenant: bad, kind, limit: 1 }), "STORE_MISUSE"));
      clean(await fails(() => store.list({ tenant, kind, limit: 1, after: CANARY }), "STORE_MISUSE"));
      clean(await fails(() => store.claim({ kind, limit: 1, worker: bad, leaseMs: 1 }), "STORE_MISUSE"));
      clean(await fails(() => store.release({ key, worker: bad, retryInMs: 0 }), "STORE_MISUSE"));
      clean(await fails(() => store.read({ key, stream: bad, last: 1 }), "STORE_MISUSE"));
    },
  },
  ...casesOf("ERR", 22, ["before", "after"] as const, (when) => ({
    title: `a write that fails ${when} it was sent shows nothing of the record`,
    async run({ bench, tenant, kind }) {
      let failing = false;
      const { store } = await bench({
        failpoint: (step) => {
          if (failing && step.endsWith(`.${when}`)) throw new Error("failpoint");
        },
      });
      const key = { tenant: `${tenant}-${CANARY}`, kind, id: CANARY };
      const put = { key, expect: EXISTS, body: bytes(CANARY), owner: CANARY, tags: [CANARY], meta: { [CANARY]: CANARY } };
      await store.put({ ...put, expect: ABSENT });
      failing = true;
      for (const call of [
        () => store.put(put),
        () => store.putMany([put]),
        () => store.get(key),
        () => store.extend({ key, byMs: 1 }),
        () => store.remove({ key, expect: EXISTS }),
      ])
        clean(
          await call().then(
            () => assert.fail("expected a failure"),
            (error: unknown) => error,
          ),
        );
    },
  })),
  {
    id: "ERR-24",
    title: "a write that is not answered in time, or is given up, shows nothing of the record",
    async run({ bench, tenant, kind }) {
      const { store } = await bench({ failpoint: () => new Promise<void>(() => {}) });
      const key = { tenant: `${tenant}-${CANARY}`, kind, id: CANARY };
      const put = { key, expect: ABSENT, body: bytes(CANARY), owner: CANARY };
      clean(await fails(() => store.put(put, { deadlineMs: 5 }), "OUTCOME_UNKNOWN"));
      clean(await fails(() => store.get(key, { deadlineMs: 5 }), "STORE_UNAVAILABLE"));
      clean(await fails(() => store.put(put, { signal: AbortSignal.abort() }), "STORE_UNAVAILABLE"));
    },
  },
  {
    id: "ERR-25",
    title: "a closed store shows nothing of what it is asked for",
    async run({ subject, tenant, kind }) {
      const store = await subject.make({});
      await store.close();
      const key = { tenant: `${tenant}-${CANARY}`, kind, id: CANARY };
      clean(await fails(() => store.put({ key, expect: ABSENT, body: bytes(CANARY) }), "STORE_MISUSE"));
      clean(await fails(() => store.get(key), "STORE_MISUSE"));
    },
  },
  {
    id: "ERR-26",
    title: "a refusal shows the present etag and nothing else of the record",
    async run({ record }) {
      const one = record({ id: CANARY });
      const { etag } = await one.create(CANARY, { owner: CANARY, tags: [CANARY] });
      await one.update(CANARY);
      for (const result of [await one.put(ABSENT, CANARY), await one.put(match(etag), CANARY)]) {
        assert.ok(!result.ok);
        assert.deepEqual(Object.keys(result).sort(), ["etag", "ok", "why"]);
        assert.ok(!JSON.stringify(result).includes(CANARY));
      }
    },
  },
  {
    id: "ERR-27",
    title: "misuse is a rejected promise, never thrown at once, and says what was expected and where",
    async run({ store }) {
      const { details, message } = await fails(() => store.get(undefined as never), "STORE_MISUSE");
      assert.ok(typeof details["path"] === "string" && typeof details["expected"] === "string" && typeof details["found"] === "string");
      assert.ok(message.includes(details["expected"] as string));
    },
  },
];
