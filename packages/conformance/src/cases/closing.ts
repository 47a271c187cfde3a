/** CLOSE: a closed store does nothing more, and takes no other down. @module */

import assert from "node:assert/strict";
import { ABSENT, bytes, EXISTS, fails } from "../assertions.js";
import type { Case } from "../case.js";

/** The suite's stores are shared: these cases close some of their own. */
export const CLOSING: readonly Case[] = [
  {
    id: "CLOSE-01",
    title: "every verb of a closed store is misuse",
    async run({ subject, tenant, kind }) {
      const store = await subject.make({});
      const key = { tenant, kind, id: "one" };
      await store.put({ key, expect: ABSENT, body: bytes("x") });
      await store.close();
      const { append, list, claim } = store.capabilities;
      await fails(() => store.get(key), "STORE_MISUSE");
      await fails(() => store.put({ key, expect: EXISTS, body: bytes("x") }), "STORE_MISUSE");
      await fails(() => store.putMany([{ key, expect: EXISTS, body: bytes("x") }]), "STORE_MISUSE");
      await fails(() => store.extend({ key, byMs: 1 }), "STORE_MISUSE");
      await fails(() => store.remove({ key, expect: EXISTS }), "STORE_MISUSE");
      if (append !== "none") await fails(() => store.append({ key, appends: [{ stream: "log", items: [bytes("x")] }] }), "STORE_MISUSE");
      if (append !== "none") await fails(() => store.read({ key, stream: "log", last: 1 }), "STORE_MISUSE");
      if (list !== "none") await fails(() => store.list({ tenant, kind, limit: 1 }), "STORE_MISUSE");
      if (claim === "none") return;
      await fails(() => store.claim({ kind, limit: 1, worker: "w", leaseMs: 1 }), "STORE_MISUSE");
      await fails(() => store.release({ key, worker: "w", retryInMs: 0 }), "STORE_MISUSE");
    },
  },
  {
    id: "CLOSE-02",
    title: "a store may be closed twice, also at a time",
    async run({ subject }) {
      const store = await subject.make({});
      await Promise.all([store.close(), store.close()]);
      await store.close();
    },
  },
  {
    id: "CLOSE-03",
    title: "a store that was never used may be closed",
    async run({ subject }) {
      await (await subject.make({})).close();
    },
  },
  {
    id: "CLOSE-04",
    title: "`await using` closes the store",
    async run({ subject, tenant, kind }) {
      const store = await subject.make({});
      await store[Symbol.asyncDispose]();
      await fails(() => store.get({ tenant, kind, id: "one" }), "STORE_MISUSE");
    },
  },
  {
    id: "CLOSE-05",
    title: "closing one store leaves others alone",
    async run({ subject, record }) {
      const one = record();
      await one.create();
      const store = await subject.make({});
      await store.get(one.key);
      await store.close();
      await one.live();
    },
  },
  {
    id: "CLOSE-06",
    title: "calls under way while the store is closed come to an end",
    async run({ subject, tenant, kind }) {
      const store = await subject.make({});
      const calls = Array.from({ length: 10 }, (_, i) =>
        store.put({ key: { tenant, kind, id: `n${i}` }, expect: ABSENT, body: bytes("x") }),
      );
      const all = Promise.allSettled(calls);
      await store.close();
      for (const call of await all)
        if (call.status === "rejected") assert.equal((call.reason as Error).name, "OpenbellError", `${call.reason}`);
    },
  },
  {
    id: "CLOSE-07",
    title: "capabilities can be asked for after the store was closed",
    async run({ subject }) {
      const store = await subject.make({});
      const { name } = store.capabilities;
      await store.close();
      assert.equal(store.capabilities.name, name);
    },
  },
];
