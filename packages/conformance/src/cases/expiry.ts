/** EXP: an expired record is answered as expired until somebody removes it; nothing vanishes, nothing comes back to life by itself. @module */

import assert from "node:assert/strict";
import { ABSENT, absent, applied, EXISTS, fails, match, refused, same } from "../assertions.js";
import { type Case, casesOf } from "../case.js";
import { bring, FAR_AHEAD, type LifeState, LONG_AGO } from "./states.js";

const HOUR = 3_600_000;

/** Whether two instants are about the same: the server's clock goes on between a write and its look. */
function about(actualMs: number | null, expectedMs: number): void {
  assert.ok(actualMs !== null && Math.abs(actualMs - expectedMs) < 5_000, `expected about ${expectedMs}, got ${actualMs}`);
}

export const EXPIRY: readonly Case[] = [
  {
    id: "EXP-01",
    title: "`inMs` counts from the server's now",
    async run({ record }) {
      const one = record();
      const { expiresMs } = await one.create("x", { expiry: { inMs: HOUR } });
      const { updatedMs, expiresMs: read } = await one.live();
      assert.equal(read, expiresMs);
      assert.equal(expiresMs, updatedMs + HOUR);
    },
  },
  {
    id: "EXP-02",
    title: "`atMs` is the instant itself",
    async run({ record }) {
      const one = record();
      const { expiresMs } = await one.create("x", { expiry: { atMs: FAR_AHEAD } });
      same([expiresMs, (await one.live()).expiresMs], [FAR_AHEAD, FAR_AHEAD]);
    },
  },
  {
    id: "EXP-03",
    title: "`keep` and nothing said keep the expiry, also of a later put",
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { atMs: FAR_AHEAD } });
      same((await one.update("y", { expiry: "keep" })).expiresMs, FAR_AHEAD);
      same((await one.update("z")).expiresMs, FAR_AHEAD);
    },
  },
  {
    id: "EXP-04",
    title: "`never` takes the expiry away; a new record without one has none",
    async run({ record }) {
      const one = record();
      same((await one.create("x", { expiry: "keep" })).expiresMs, null);
      await one.update("x", { expiry: { atMs: FAR_AHEAD } });
      same((await one.update("y", { expiry: "never" })).expiresMs, null);
      same((await one.live()).expiresMs, null);
    },
  },
  {
    id: "EXP-05",
    title: "a put may bring the expiry nearer",
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { atMs: FAR_AHEAD } });
      const { expiresMs } = await one.update("y", { expiry: { inMs: HOUR } });
      about(expiresMs, (await one.live()).updatedMs + HOUR);
    },
  },
  {
    id: "EXP-06",
    title: "a record whose time is over is `expired`, and stays so",
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { atMs: LONG_AGO } });
      for (let i = 0; i < 3; i++) absent(await one.get(), "expired");
    },
  },
  {
    id: "EXP-07",
    title: "an expired record is given whole where that is asked for",
    async run({ record }) {
      const one = record();
      const result = await one.create("hello", { expiry: { atMs: LONG_AGO }, owner: "ann", tags: ["t"], meta: { m: 1 } });
      const { body, owner, tags, meta, etag, expiresMs } = await one.live({ expired: true });
      same([new TextDecoder().decode(body), owner, tags, meta, etag, expiresMs], ["hello", "ann", ["t"], { m: 1 }, result.etag, LONG_AGO]);
    },
  },
  {
    id: "EXP-08",
    title: "asking for expired ones gives a live record all the same",
    async run({ record }) {
      const one = record();
      await one.create();
      same(await one.live({ expired: true }), await one.live());
    },
  },
  {
    id: "EXP-09",
    title: "every write of an expired record is refused: put, extension, put that would lengthen its life",
    async run({ record }) {
      const one = record();
      const { etag } = await one.create("x", { expiry: { atMs: LONG_AGO } });
      refused(await one.put(EXISTS, "y"), "expired");
      refused(await one.put(match(etag), "y", { expiry: { atMs: FAR_AHEAD } }), "expired");
      refused(await one.put(ABSENT, "y"), "expired");
      refused(await one.extend(HOUR), "expired");
      same((await one.live({ expired: true })).revision, 1);
    },
  },
  {
    id: "EXP-11",
    title: "time passes: live before its instant, expired from it on, not vanished long after",
    waits: true,
    async run({ record, pass }) {
      const [lasting, one] = [record(), record()];
      await lasting.create("x", { expiry: { inMs: HOUR } });
      await one.create("y", { expiry: { inMs: 30 } });
      await pass(40);
      absent(await one.get(), "expired");
      await lasting.live();
      await pass(60);
      absent(await one.get(), "expired");
      same((await one.live({ expired: true })).version, 1);
    },
  },
  {
    id: "EXP-12",
    title: "an instant just behind the server's now is expired, one ahead is not",
    async run({ record }) {
      const [clock, past, ahead] = [record(), record(), record()];
      await clock.create();
      const nowMs = (await clock.live()).updatedMs;
      await past.create("x", { expiry: { atMs: nowMs - 1 } });
      await ahead.create("x", { expiry: { atMs: nowMs + HOUR } });
      absent(await past.get(), "expired");
      await ahead.live();
    },
  },
  {
    id: "EXP-13",
    title: "the instant itself is expired: at `expiresMs` and not one millisecond later",
    async run({ record }) {
      const [clock, one] = [record(), record()];
      await clock.create();
      // The instant of a write that is over has come on the server's clock.
      await one.create("x", { expiry: { atMs: (await clock.live()).updatedMs } });
      absent(await one.get(), "expired");
      refused(await one.put(EXISTS), "expired");
      refused(await one.extend(HOUR), "expired");
    },
  },
  {
    id: "EXP-14",
    title: "an extension moves the expiry to this long from now",
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: HOUR } });
      const { expiresMs } = applied(await one.extend(5 * HOUR));
      const now = await one.live();
      assert.equal(now.expiresMs, expiresMs);
      about(expiresMs, now.updatedMs + 5 * HOUR);
    },
  },
  {
    id: "EXP-15",
    title: "an extension never shortens",
    async run({ record }) {
      const one = record();
      const { expiresMs: before } = await one.create("x", { expiry: { inMs: 10 * HOUR } });
      assert.equal(applied(await one.extend(HOUR)).expiresMs, before);
      assert.equal(applied(await one.extend(1)).expiresMs, before);
      assert.equal((await one.live()).expiresMs, before);
    },
  },
  {
    id: "EXP-16",
    title: "an extension ends at `maxMs` after the creation, however often it is repeated",
    async run({ record }) {
      const one = record();
      await one.create("x", { expiry: { inMs: HOUR } });
      const { createdMs } = await one.live();
      for (let i = 0; i < 3; i++) assert.equal(applied(await one.extend(100 * HOUR, { maxMs: 7 * HOUR })).expiresMs, createdMs + 7 * HOUR);
    },
  },
  {
    id: "EXP-17",
    title: "a maximum that is over already changes nothing and shortens nothing",
    async run({ record }) {
      const one = record();
      const { expiresMs } = await one.create("x", { expiry: { inMs: HOUR }, createdMs: LONG_AGO });
      assert.equal(applied(await one.extend(5 * HOUR, { maxMs: 1 })).expiresMs, expiresMs);
    },
  },
  {
    id: "EXP-18",
    title: "a record that never expires stays so when it is extended",
    async run({ record }) {
      const one = record();
      await one.create();
      assert.equal(applied(await one.extend(HOUR)).expiresMs, null);
      assert.equal(applied(await one.extend(HOUR, { maxMs: 1 })).expiresMs, null);
      assert.equal((await one.live()).expiresMs, null);
    },
  },
  {
    id: "EXP-19",
    title: "an extension keeps body, etag, owner, tags, meta, due",
    async run({ record }) {
      const one = record();
      await one.create("x", { owner: "ann", tags: ["t"], meta: { m: 1 }, due: { atMs: FAR_AHEAD }, expiry: { inMs: HOUR } });
      const before = await one.live();
      await one.extend(2 * HOUR);
      const now = await one.live();
      same({ ...now, expiresMs: 0, revision: 0, updatedMs: 0 }, { ...before, expiresMs: 0, revision: 0, updatedMs: 0 });
    },
  },
  ...casesOf("EXP", 20, ["live", "missing", "gone", "expired"] as readonly LifeState[], (state) => ({
    title: `an extension of a ${state} record ${state === "live" ? "goes through" : `is refused: ${state}`}`,
    async run({ record }) {
      const one = record();
      await bring(one, record(), state);
      const result = await one.extend(HOUR);
      if (state === "live") applied(result);
      else refused(result, state);
    },
  })),
  ...casesOf(
    "EXP",
    24,
    [
      { byMs: 0 },
      { byMs: -5 },
      { byMs: 0.5 },
      { byMs: Number.NaN },
      { byMs: Number.POSITIVE_INFINITY },
      { byMs: 5, maxMs: 0 },
      { byMs: "5" },
    ],
    (fault) => ({
      title: `an extension by ${JSON.stringify(fault)} is misuse`,
      async run({ record, store }) {
        const one = record();
        await one.create();
        await fails(() => store.extend({ key: one.key, ...(fault as { byMs: number }) }), "STORE_MISUSE");
        assert.equal((await one.live()).revision, 1);
      },
    }),
  ),
];
