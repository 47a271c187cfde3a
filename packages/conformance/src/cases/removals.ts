/** EXP, the end of a record: a removal leaves a tombstone, which holds off whoever comes late, and lapses. @module */

import assert from "node:assert/strict";
import { ABSENT, absent, applied, EXISTS, fails, match, refused, same } from "../assertions.js";
import { type Case, casesOf } from "../case.js";
import { bring, LONG_AGO } from "./states.js";

const HOUR = 3_600_000;

/** Whether two instants are about the same: the server's clock goes on between a write and its look. */
function _about(actualMs: number | null, expectedMs: number): void {
  assert.ok(actualMs !== null && Math.abs(actualMs - expectedMs) < 5_000, `expected about ${expectedMs}, got ${actualMs}`);
}

export const REMOVALS: readonly Case[] = [
  {
    id: "EXP-10",
    title: "an expired record may be removed, and its key then be used again",
    waits: true,
    async run({ bench }) {
      const { record, pass } = await bench({ tombstoneMs: 20 });
      const one = record();
      await one.create("x", { expiry: { atMs: LONG_AGO } });
      applied(await one.remove());
      assert.equal((await one.get({ expired: true })).found, false);
      await pass(40);
      assert.equal((await one.create("y")).version, 1);
      assert.equal(await one.body(), "y");
    },
  },
  {
    id: "EXP-31",
    title: "a removed record is `missing` when its tombstone has lapsed",
    waits: true,
    async run({ bench }) {
      const { record, pass, store } = await bench({ tombstoneMs: 20 });
      assert.equal(store.capabilities.tombstoneMs, 20);
      const [one, other] = [record(), record()];
      await one.create();
      await one.erase();
      await pass(40);
      absent(await one.get(), "missing");
      absent(await other.get(), "missing");
      refused(await one.put(EXISTS), "missing");
      refused(await one.remove(), "missing");
    },
  },
  {
    id: "EXP-32",
    title: "a removed record stays gone: nothing creates it, extends it or appends to it",
    async run({ record, store }) {
      const one = record();
      const { etag } = await one.create();
      await one.erase();
      refused(await one.put(ABSENT), "gone");
      refused(await one.put(match(etag)), "gone");
      refused(await one.extend(HOUR), "gone");
      refused(await one.remove(), "gone");
      if (store.capabilities.append !== "none") refused(await one.append(["a"]), "gone");
      absent(await one.get({ expired: true }), "gone");
    },
  },
  ...casesOf(
    "EXP",
    33,
    [
      ["exists", "live", null],
      ["exists", "missing", "missing"],
      ["exists", "gone", "gone"],
      ["exists", "expired", null],
      ["current", "live", null],
      ["current", "missing", "missing"],
      ["current", "gone", "gone"],
      ["current", "expired", null],
      ["stale", "live", "conflict"],
      ["stale", "missing", "missing"],
      ["stale", "gone", "gone"],
      ["stale", "expired", "conflict"],
    ] as const,
    ([expected, state, why]) => ({
      title: `a removal that expects \`${expected}\` of a ${state} record ${why === null ? "goes through" : `is refused: ${why}`}`,
      async run({ record }) {
        const one = record();
        const etags = await bring(one, record(), state);
        const result = await one.remove(expected === "exists" ? EXISTS : match(etags[expected]));
        if (why === null) {
          const { version, revision } = applied(result);
          same([version, revision], [2, 3]);
          absent(await one.get({ expired: true }), "gone");
        } else {
          refused(result, why, why === "conflict" ? etags.current : undefined);
          const now = await one.get({ expired: true });
          assert.equal(now.found, why === "conflict");
        }
      },
    }),
  ),
  {
    id: "EXP-45",
    title: "a removal that expects nothing to be there is misuse",
    async run({ record }) {
      const one = record();
      await one.create();
      await fails(() => one.remove(ABSENT as never), "STORE_MISUSE");
      await one.live();
    },
  },
];
