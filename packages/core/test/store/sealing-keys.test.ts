/** The keys of sealed stores: made once, rotated under load, shared, destroyed, lost. @module */
import {
  type KeyProvider,
  localKeys,
  memoryStore,
  newId,
  type PutRequest,
  type RecordStore,
  rotateKeys,
  sealedStore,
} from "@openbell/core/store";
import { describe, expect, test } from "vitest";
import { absent, body, bytes, exists, failure, kek, keyOf, keys, raw, text } from "./sealing-support.js";

describe("keys", () => {
  test("those who make one data key at a time agree on one", async () => {
    const below = memoryStore();
    const stores = Array.from({ length: 8 }, () => sealedStore(below, { keys, keyFor: () => "team" }));
    await Promise.all(stores.map((store, i) => store.put({ key: keyOf(`n${i}`), expect: absent, body: bytes(`${i}`) })));
    const fresh = sealedStore(below, { keys });
    for (let i = 0; i < 8; i++) expect(await body(fresh, `n${i}`)).toBe(`${i}`);
  });

  test("rotation under readers and writers: nothing fails, no body is rewritten, the old key can go", async () => {
    const below = memoryStore();
    const old = sealedStore(below, { keys, keyMaxAgeMs: 0 });
    for (let i = 0; i < 60; i++) await old.put({ key: keyOf(`n${i}`), expect: absent, body: bytes(`v${i}`) });
    const before = await Promise.all(Array.from({ length: 60 }, (_, i) => raw(below, `n${i}`)));
    const both = localKeys({ current: "k2", keys: { k1: kek(1), k2: kek(2) } });
    const store = sealedStore(below, { keys: both, keyMaxAgeMs: 0 });
    let rotating = true;
    let reads = 0;
    const readers = Promise.all(
      [0, 1, 2].map(async (reader) => {
        while (rotating) expect(await body(store, `n${(reads++ * 7 + reader) % 60}`)).toMatch(/^v/);
      }),
    );
    const writer = (async () => {
      for (let i = 60; rotating; i++) {
        expect((await store.put({ key: keyOf(`n${i}`), expect: absent, body: bytes(`v${i}`) })).ok).toBe(true);
        await store.append({ key: keyOf("n0"), appends: [{ stream: "s", items: [bytes("x")] }] });
      }
    })();
    let done = 0;
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof rotateKeys>> = await rotateKeys(below, both, {
        tenant: "acme",
        limit: 7,
        ...(after === "" ? {} : { after }),
      });
      done += page.rewrapped;
      expect(page.skipped).toBe(0);
      after = page.next;
    }
    rotating = false;
    await Promise.all([readers, writer]);
    expect(done).toBe(60);
    expect(reads).toBeGreaterThan(10);
    const after = await Promise.all(Array.from({ length: 60 }, (_, i) => raw(below, `n${i}`)));
    expect(after).toEqual(before);
    const alone = sealedStore(below, { keys: localKeys({ current: "k2", keys: { k2: kek(2) } }) });
    for (let i = 0; i < 60; i++) expect(await body(alone, `n${i}`)).toBe(`v${i}`);
  });

  test("a key encryption key that is taken away too early is asked for by name, and nothing is lost", async () => {
    const below = memoryStore();
    await sealedStore(below, { keys }).put({ key: keyOf("n"), expect: absent, body: bytes("x") });
    const early = sealedStore(below, { keys: localKeys({ current: "k2", keys: { k2: kek(2) } }) });
    const error = await failure(early.get(keyOf("n")));
    expect(error).toMatchObject({ code: "STORE_MISUSE", details: { reason: "key-retired", keyId: "k1" } });
    expect(error.message).toMatch(/Put it back/);
    expect(await failure(early.put({ key: keyOf("n"), expect: exists, body: bytes("y") }))).toMatchObject({ code: "STORE_MISUSE" });
    expect(await body(sealedStore(below, { keys }), "n")).toBe("x");
  });

  test("the wrong key of the right name opens nothing", async () => {
    const below = memoryStore();
    await sealedStore(below, { keys }).put({ key: keyOf("n"), expect: absent, body: bytes("x") });
    const wrong = sealedStore(below, { keys: localKeys({ current: "k1", keys: { k1: kek(9) } }) });
    expect(await failure(wrong.get(keyOf("n")))).toMatchObject({ code: "CORRUPT_RECORD" });
  });

  test("shredded: read as such, refused to writers, for good, and others are untouched", async () => {
    const below = memoryStore();
    const store = sealedStore(below, { keys, keyFor: (_, owner) => `user-${owner}` });
    const by = (id: string, owner: string): PutRequest => ({
      key: keyOf(id),
      expect: absent,
      owner,
      body: bytes(id),
      appends: [{ stream: "s", items: [bytes(id)] }],
    });
    for (const [id, owner] of [
      ["a", "ann"],
      ["b", "bob"],
    ] as const)
      await store.put(by(id, owner));
    const elsewhere = sealedStore(below, { keys, keyFor: (_, owner) => `user-${owner}`, keyMaxAgeMs: 0 });
    expect(await body(elsewhere, "a")).toBe("a");
    expect(await store.shred("acme", "user-ann")).toBe(true);
    expect(await store.shred("acme", "user-ann")).toBe(false);
    for (const reader of [store, elsewhere]) {
      expect(await reader.get(keyOf("a"))).toEqual({ found: false, why: "shredded" });
      expect(await reader.read({ key: keyOf("a"), stream: "s", last: 1 })).toEqual({ found: false, why: "shredded" });
      expect(await reader.put({ key: keyOf("a"), expect: exists, body: bytes("again") })).toEqual({ ok: false, why: "shredded" });
      expect(await reader.append({ key: keyOf("a"), appends: [{ stream: "s", items: [bytes("x")] }] })).toEqual({
        ok: false,
        why: "shredded",
      });
      expect(await reader.put(by("c", "ann"))).toEqual({ ok: false, why: "shredded" });
      expect(await body(reader, "b")).toBe("b");
    }
    const many = await store.putMany([by("d", "ann"), by("e", "bob")]);
    expect(many).toMatchObject([{ ok: false, why: "shredded" }, { ok: true }]);
    // The record itself is removed like any other.
    expect((await store.remove({ key: keyOf("a"), expect: exists })).ok).toBe(true);
  });

  test("a name that had no key yet can be shredded beforehand", async () => {
    const store = sealedStore(memoryStore(), { keys });
    expect(await store.shred("acme", "note~n")).toBe(false);
    expect(await store.put({ key: keyOf("n"), expect: absent, body: bytes("x") })).toEqual({ ok: false, why: "shredded" });
  });

  test("after the owner changed, new items are under the new owner's key; a destroyed key takes only its own", async () => {
    const store = sealedStore(memoryStore(), { keys, keyFor: (_, owner) => `user-${owner}` });
    const key = keyOf("n");
    await store.put({ key, expect: absent, owner: "ann", body: bytes("1"), appends: [{ stream: "s", items: [bytes("a")] }] });
    await store.put({ key, expect: exists, owner: "bob", body: bytes("2") });
    await store.append({ key, appends: [{ stream: "s", items: [bytes("b")] }] });
    await store.shred("acme", "user-ann");
    expect(await body(store, "n")).toBe("2");
    const read = await store.read({ key, stream: "s", last: 9 });
    expect(read.found && read.items.map((item) => [item.number, text(item.bytes)])).toEqual([[1, "b"]]);
  });

  test("a lost data key is named as such, and is not replaced", async () => {
    const below = memoryStore({ tombstoneMs: 0 });
    await sealedStore(below, { keys }).put({ key: keyOf("n"), expect: absent, body: bytes("x") });
    const keyStore = memoryStore();
    const store = sealedStore(below, { keys, keyStore });
    expect(await failure(store.get(keyOf("n")))).toMatchObject({ code: "CORRUPT_RECORD", details: { reason: "key-missing" } });
    expect(await failure(store.put({ key: keyOf("n"), expect: exists, body: bytes("y") }))).toMatchObject({
      details: { reason: "key-missing" },
    });
    expect((await keyStore.list({ tenant: "acme", kind: "data-key", limit: 9 })).items).toEqual([]);
  });

  test("a data key that the store lost is put back from memory", async () => {
    let keyStore = memoryStore();
    const moving: RecordStore = { ...keyStore, get: (...given) => keyStore.get(...given), put: (...given) => keyStore.put(...given) };
    const below = memoryStore();
    const store = sealedStore(below, { keys, keyStore: moving, keyMaxAgeMs: 0 });
    await store.put({ key: keyOf("n"), expect: absent, body: bytes("x") });
    keyStore = memoryStore();
    await store.put({ key: keyOf("n"), expect: exists, body: bytes("y") });
    expect(await body(sealedStore(below, { keys, keyStore }), "n")).toBe("y");
  });

  test("writes to records that are not there make no keys", async () => {
    const below = memoryStore();
    const store = sealedStore(below, { keys });
    for (let i = 0; i < 5; i++) {
      expect(await store.append({ key: keyOf(`n${i}`), appends: [{ stream: "s", items: [bytes("x")] }] })).toEqual({
        ok: false,
        why: "missing",
      });
      expect(await store.put({ key: keyOf(`n${i}`), expect: exists, body: bytes("x") })).toMatchObject({ ok: false, why: "missing" });
    }
    expect((await below.list({ tenant: "acme", kind: "data-key", limit: 9 })).items).toEqual([]);
  });

  test("ids and names that are too long or odd for an id are hashed", async () => {
    const below = memoryStore();
    const long = { tenant: "acme", kind: "k".repeat(64), id: "i".repeat(128) };
    await sealedStore(below, { keys }).put({ key: long, expect: absent, body: bytes("x") });
    const shared = sealedStore(below, { keys, keyFor: () => "ann@example.com" });
    await shared.put({ key: keyOf("n"), operation: "o".repeat(64), expect: absent, body: bytes("y") });
    expect(await body(shared, "n")).toBe("y");
    const { items } = await below.list({ tenant: "acme", kind: "data-key", limit: 9 });
    expect(items.map(({ key }) => key.id)).toEqual([expect.stringMatching(/^~[0-9a-f]{64}$/), expect.stringMatching(/^~[0-9a-f]{64}$/)]);
    expect(await shared.shred("acme", "ann@example.com")).toBe(true);
    expect(await shared.get(keyOf("n"))).toEqual({ found: false, why: "shredded" });
  });

  test("a key service that fails or hangs fails the write, surely undone", async () => {
    const broken: KeyProvider = { ...keys, wrap: () => Promise.reject(new Error("secret host")) };
    const error = await failure(sealedStore(memoryStore(), { keys: broken }).put({ key: keyOf("n"), expect: absent, body: bytes("x") }));
    expect(error).toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(error.message).not.toContain("secret");
    const hanging: KeyProvider = { ...keys, wrap: () => new Promise(() => undefined) };
    const store = sealedStore(memoryStore(), { keys: hanging, deadlineMs: 20 });
    expect(await failure(store.put({ key: keyOf("n"), expect: absent, body: bytes("x") }))).toMatchObject({ code: "STORE_UNAVAILABLE" });
  });

  test("a crash behind the making of a key leaves nothing that the next writer stumbles over", async () => {
    const below = memoryStore();
    for (const step of ["sealing.key.before", "sealing.key.created", "sealing.put.sealed"]) {
      const failpoint = (at: string): void => {
        if (at === step) throw new Error(`stopped at ${at}`);
      };
      const put: PutRequest = { key: keyOf(step), operation: newId(), expect: absent, body: bytes(step) };
      expect((await failure(sealedStore(below, { keys, failpoint }).put(put))).code).toBe("STORE_UNAVAILABLE");
      expect(await sealedStore(below, { keys }).put(put)).toMatchObject({ ok: true, replay: false });
      expect(await body(sealedStore(below, { keys }), step)).toBe(step);
    }
  });
});
