/** CAP: what a store declares is so, and what it does not declare does not work by chance. @module */

import assert from "node:assert/strict";
import { ABSENT, absent, applied, bytes, EXISTS, fails } from "../assertions.js";
import { APPENDS, type Case, CLAIMS, LISTS, type Need } from "../case.js";

const NO_APPENDS: Need = { what: "a store without streams", met: ({ append }) => append === "none" };
const NO_LISTS: Need = { what: "a store without list", met: ({ list }) => list === "none" };
const NO_CLAIMS: Need = { what: "a store without claim", met: ({ claim }) => claim === "none" };

export const CAPABILITIES: readonly Case[] = [
  {
    id: "CAP-01",
    title: "capabilities have values of the contract",
    async run({ store }) {
      const { name, durability, clock, append, list, claim, maxBodyBytes, operationMemory, tombstoneMs } = store.capabilities;
      assert.match(name, /^[a-z][a-z0-9-]*$/);
      assert.ok(["memory", "seconds", "process", "fsync", "replicated"].includes(durability), durability);
      assert.ok(["server", "local"].includes(clock), clock);
      assert.ok(["native", "rewrite", "none"].includes(append), append);
      for (const how of [list, claim]) assert.ok(["indexed", "scan", "none"].includes(how), how);
      for (const number of [maxBodyBytes, operationMemory, tombstoneMs]) assert.ok(Number.isSafeInteger(number) && number > 0, `${number}`);
    },
  },
  {
    id: "CAP-02",
    title: "options show in the capabilities",
    async run({ bench }) {
      const { store } = await bench({ maxBodyBytes: 1234, operationMemory: 7, tombstoneMs: 4321 });
      const { maxBodyBytes, operationMemory, tombstoneMs } = store.capabilities;
      assert.deepEqual([maxBodyBytes, operationMemory, tombstoneMs], [1234, 7, 4321]);
    },
  },
  {
    id: "CAP-03",
    title: "a store says the same of itself each time",
    async run({ store }) {
      assert.deepEqual(store.capabilities, store.capabilities);
      assert.equal(store.capabilities.name, store.capabilities.name);
    },
  },
  {
    id: "CAP-04",
    title: "declared streams work: append, read, and a put's appends",
    needs: [APPENDS],
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [{ stream: "log", items: [bytes("a")] }], counters: { n: 1 }, trim: { log: 0 } });
      applied(await one.append(["b"]));
      assert.deepEqual(await one.items(), ["0:a", "1:b"]);
    },
  },
  {
    id: "CAP-05",
    title: "undeclared streams are misuse: append, read, and a put's appends, counters and trims, none of which is done",
    needs: [NO_APPENDS],
    async run({ record, store }) {
      const one = record();
      await one.create();
      await fails(() => one.append(["a"]), "STORE_MISUSE");
      await fails(() => store.read({ key: one.key, stream: "log", last: 1 }), "STORE_MISUSE");
      await fails(() => one.put(EXISTS, "y", { appends: [{ stream: "log", items: [bytes("a")] }] }), "STORE_MISUSE");
      await fails(() => one.put(EXISTS, "y", { counters: { n: 1 } }), "STORE_MISUSE");
      await fails(() => one.put(EXISTS, "y", { trim: { log: 1 } }), "STORE_MISUSE");
      const other = record();
      const put = { key: other.key, expect: ABSENT, body: bytes("x"), counters: { n: 1 } };
      await fails(() => store.putMany([put]), "STORE_MISUSE");
      absent(await other.get(), "missing");
      assert.equal((await one.live()).revision, 1);
    },
  },
  {
    id: "CAP-06",
    title: "a declared list works",
    needs: [LISTS],
    async run({ record, store, tenant, kind }) {
      await record().create();
      assert.equal((await store.list({ tenant, kind, limit: 5 })).items.length, 1);
    },
  },
  {
    id: "CAP-07",
    title: "an undeclared list is misuse",
    needs: [NO_LISTS],
    async run({ record, store, tenant, kind }) {
      await record().create();
      await fails(() => store.list({ tenant, kind, limit: 5 }), "STORE_MISUSE");
    },
  },
  {
    id: "CAP-08",
    title: "a declared claim works",
    needs: [CLAIMS],
    async run({ record, store, kind }) {
      await record().create("x", { due: { atMs: 1 } });
      assert.equal((await store.claim({ kind, limit: 5, worker: "w", leaseMs: 1000 })).records.length, 1);
    },
  },
  {
    id: "CAP-09",
    title: "an undeclared claim is misuse, and so is a release",
    needs: [NO_CLAIMS],
    async run({ record, store, kind }) {
      const one = record();
      await one.create("x", { due: { atMs: 1 } });
      await fails(() => store.claim({ kind, limit: 5, worker: "w", leaseMs: 1000 }), "STORE_MISUSE");
      await fails(() => store.release({ key: one.key, worker: "w", retryInMs: 0 }), "STORE_MISUSE");
    },
  },
  {
    id: "CAP-10",
    title: "a store of its own clock or the server's: instants of two records follow each other",
    async run({ record }) {
      const [one, two] = [record(), record()];
      await one.create();
      await two.create();
      assert.ok((await two.live()).createdMs >= (await one.live()).createdMs);
    },
  },
];
