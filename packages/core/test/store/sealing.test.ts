/** Sealed stores: what is changed, moved or put back is found, and nothing of a body can be read below. @module */
import { readFileSync } from "node:fs";
import {
  type ETag,
  encodeValue,
  localKeys,
  memoryStore,
  type PutRequest,
  type RecordStore,
  type SealingOptions,
  sealedStore,
} from "@openbell/core/store";
import { describe, expect, test } from "vitest";
import { absent, body, bytes, exists, failure, kek, keyOf, keys, raw, tampered, text } from "./sealing-support.js";

const MANNERS: readonly (readonly [string, Omit<SealingOptions, "keys"> & { keys?: SealingOptions["keys"] }])[] = [
  ["encrypted", {}],
  ["encrypted and compressed", { compression: "deflate" }],
  ["encrypted by WebCrypto", { cryptography: "web" }],
  ["encrypted and compressed by a browser's means", { cryptography: "web", compression: "deflate" }],
  ["neither encrypted nor compressed", { keys: "none" }],
  ["compressed alone", { keys: "none", compression: "deflate" }],
];

describe.each(MANNERS)("%s", (name, given) => {
  const options: SealingOptions = { keys, ...given };
  const long = JSON.stringify(Array.from({ length: 60 }, (_, i) => ({ id: i, side: "buy" }))).slice(0, 1024);

  test("bodies and items come back", async () => {
    const store = sealedStore(memoryStore(), options);
    for (const [id, said] of [
      ["empty", ""],
      ["one", "x"],
      ["long", long],
      ["large", "ab".repeat(250_000)],
    ] as const) {
      const put = await store.put({
        key: keyOf(id),
        expect: absent,
        body: bytes(said),
        appends: [{ stream: "s", items: [bytes(said), bytes("2")] }],
      });
      expect(put.ok).toBe(true);
      expect(await body(store, id)).toBe(said);
      const read = await store.read({ key: keyOf(id), stream: "s", last: 5 });
      expect(read.found && read.items.map((item) => text(item.bytes))).toEqual([said, "2"]);
    }
  });

  test("every flipped byte of a body and of an item is found, and every cut", async () => {
    const below = memoryStore();
    const store = sealedStore(below, options);
    const key = keyOf("n");
    await store.put({ key, expect: absent, body: bytes(long), appends: [{ stream: "s", items: [bytes(long)] }] });
    const { length } = await raw(below, "n");
    const changes: ((was: Uint8Array) => Uint8Array)[] = [(was) => new Uint8Array([...was, 0])];
    for (let i = 0; i < length; i++)
      changes.push(
        (was) => was.slice(0, i),
        (was) => was.map((byte, at) => (at === i ? byte ^ (1 << (i % 8)) : byte)),
      );
    let change: (was: Uint8Array) => Uint8Array = (was) => was;
    const victim = sealedStore(tampered(below, { body: (was) => change(was), item: (was) => change(was) }), options);
    expect(await body(victim, "n")).toBe(long);
    for (change of changes) {
      expect((await failure(victim.get(key))).code).toBe("CORRUPT_RECORD");
      expect((await failure(victim.read({ key, stream: "s", last: 1 }))).code).toBe("CORRUPT_RECORD");
    }
  });

  test("a repeated write is known again, and another one under its id is not taken for it", async () => {
    const store = sealedStore(memoryStore(), options);
    const put: PutRequest = { key: keyOf("n"), operation: "op-1", expect: absent, body: bytes(long) };
    const first = await store.put(put);
    expect(await store.put(put)).toEqual({ ...first, replay: true });
    expect(await store.put({ ...put, body: bytes("other") })).toMatchObject({ ok: false, why: "operation-mismatch" });
    const append = { key: keyOf("n"), operation: "op-2", appends: [{ stream: "s", items: [bytes("a"), bytes("b")] }] };
    const appended = await store.append(append);
    expect(await store.append(append)).toEqual({ ...appended, replay: true });
    expect(await store.append({ ...append, appends: [{ stream: "s", items: [bytes("b"), bytes("a")] }] })).toMatchObject({
      why: "operation-mismatch",
    });
  });

  test(`a store of ${name.includes("browser") || name.includes("WebCrypto") ? "Node" : "a browser"} opens it`, async () => {
    const below = memoryStore();
    const written = sealedStore(below, options);
    await written.put({ key: keyOf("n"), expect: absent, body: bytes(long) });
    const other = sealedStore(below, { ...options, cryptography: options.cryptography === "web" ? "node" : "web" });
    expect(await body(other, "n")).toBe(long);
  });
});

describe("what was moved is refused", () => {
  const setup = async (): Promise<{
    below: RecordStore;
    store: RecordStore;
    read: (change: Parameters<typeof tampered>[1]) => RecordStore;
  }> => {
    const below = memoryStore();
    const store = sealedStore(below, { keys, keyFor: () => "shared" });
    return { below, store, read: (change) => sealedStore(tampered(below, change), { keys, keyFor: () => "shared" }) };
  };

  test("a body of another record, another kind, another tenant, under the same data key", async () => {
    const { below, store, read } = await setup();
    for (const key of [keyOf("a"), keyOf("b"), { ...keyOf("a"), kind: "other" }])
      await store.put({ key, operation: "same", expect: absent, body: bytes(key.kind + key.id) });
    const others = [await raw(below, "b")];
    const kind = await below.get({ ...keyOf("a"), kind: "other" });
    if (kind.found) others.push(kind.record.body);
    const tenant = sealedStore(memoryStore(), { keys, keyFor: () => "shared" });
    await tenant.put({ key: keyOf("a", "rival"), operation: "same", expect: absent, body: bytes("x") });
    for (const other of others) {
      const error = await failure(read({ body: () => other }).get(keyOf("a")));
      expect(error).toMatchObject({ code: "CORRUPT_RECORD", details: { reason: "damaged" } });
    }
  });

  test("an older body under a newer etag", async () => {
    const { below, store, read } = await setup();
    await store.put({ key: keyOf("a"), expect: absent, body: bytes("old") });
    const old = await raw(below, "a");
    await store.put({ key: keyOf("a"), expect: exists, body: bytes("new") });
    expect(await failure(read({ body: () => old }).get(keyOf("a")))).toMatchObject({ code: "CORRUPT_RECORD" });
  });

  test("an item as a body, a body as an item, an item of another stream", async () => {
    const { below, store, read } = await setup();
    const appends = ["s", "t"].map((stream) => ({ stream, items: [bytes("i"), bytes("j")] }));
    await store.put({ key: keyOf("a"), expect: absent, body: bytes("b"), appends });
    const items = await below.read({ key: keyOf("a"), stream: "s", last: 2 });
    const [first, second] = items.found ? items.items : [];
    const whole = await raw(below, "a");
    const item = first?.bytes as Uint8Array;
    expect((await failure(read({ body: () => item }).get(keyOf("a")))).code).toBe("CORRUPT_RECORD");
    expect((await failure(read({ item: () => whole }).read({ key: keyOf("a"), stream: "s", last: 1 }))).code).toBe("CORRUPT_RECORD");
    expect((await failure(read({ item: () => item }).read({ key: keyOf("a"), stream: "t", last: 1 }))).code).toBe("CORRUPT_RECORD");
    // One item twice, and two in the other order.
    expect((await failure(read({ item: () => item }).read({ key: keyOf("a"), stream: "s", last: 2 }))).code).toBe("CORRUPT_RECORD");
    const turned = [second?.bytes as Uint8Array, item];
    const swapping = read({ item: () => turned.shift() as Uint8Array });
    expect((await failure(swapping.read({ key: keyOf("a"), stream: "s", last: 2 }))).code).toBe("CORRUPT_RECORD");
  });

  test("a data key of another record", async () => {
    const below = memoryStore();
    const store = sealedStore(below, { keys });
    await store.put({ key: keyOf("a"), expect: absent, body: bytes("a") });
    await store.put({ key: keyOf("b"), expect: absent, body: bytes("b") });
    const key = (id: string) => ({ tenant: "acme", kind: "data-key", id });
    const other = await below.get(key("note~b"));
    if (other.found) await below.put({ key: key("note~a"), expect: exists, body: other.record.body });
    expect(await failure(sealedStore(below, { keys }).get(keyOf("a")))).toMatchObject({ code: "CORRUPT_RECORD" });
  });
});

describe("policy", () => {
  test("what is not sealed, or not encrypted, is refused unless old records are moved", async () => {
    const below = memoryStore();
    await below.put({ key: keyOf("plain"), expect: absent, body: bytes("secret"), appends: [{ stream: "s", items: [bytes("secret")] }] });
    await sealedStore(below, { keys: "none" }).put({ key: keyOf("clear"), expect: absent, body: bytes("secret") });
    const strict = sealedStore(below, { keys });
    for (const promise of [
      strict.get(keyOf("plain")),
      strict.get(keyOf("clear")),
      strict.read({ key: keyOf("plain"), stream: "s", last: 1 }),
    ]) {
      const error = await failure(promise);
      expect(error).toMatchObject({ code: "CORRUPT_RECORD", details: { reason: "plaintext" } });
      expect(error.message).not.toContain("secret");
    }
    const moving = sealedStore(below, { keys, require: false });
    expect(await body(moving, "plain")).toBe("secret");
    expect(await body(moving, "clear")).toBe("secret");
    await moving.put({ key: keyOf("plain"), expect: exists, body: bytes("secret") });
    expect(await body(strict, "plain")).toBe("secret");
  });

  test("a format to come is refused by its number", async () => {
    const below = memoryStore();
    await sealedStore(below, { keys }).put({ key: keyOf("n"), expect: absent, body: bytes("x") });
    const newer = tampered(below, { body: (was) => was.map((byte, i) => (i === 4 ? 2 : byte)) });
    expect(await failure(sealedStore(newer, { keys }).get(keyOf("n")))).toMatchObject({ details: { reason: "unknown-format" } });
  });

  test("a compressed body that claims to be endless is not unpacked", async () => {
    const below = memoryStore();
    const store = sealedStore(below, { keys: "none", compression: "deflate" });
    await store.put({ key: keyOf("n"), expect: absent, body: new Uint8Array(2 ** 20 - 256) });
    expect((await raw(below, "n")).length).toBeLessThan(2000);
    // Without a key anybody can forge an envelope: one of the same bytes that claims another length.
    for (const length of [2 ** 31, 100]) {
      const forged = tampered(below, { body: (was) => forgedLength(was, length) });
      expect((await failure(sealedStore(forged, { keys: "none" }).get(keyOf("n")))).code).toBe("CORRUPT_RECORD");
    }
  });

  test("data keys are out of reach, and may not lie where they are lost first", async () => {
    const store = sealedStore(memoryStore(), { keys });
    const key = { tenant: "acme", kind: "data-key", id: "note~n" };
    expect((await failure(store.get(key))).code).toBe("STORE_MISUSE");
    expect((await failure(store.remove({ key, expect: exists }))).code).toBe("STORE_MISUSE");
    const durable = { ...memoryStore(), capabilities: { ...memoryStore().capabilities, durability: "fsync" as const } };
    expect(() => sealedStore(durable, { keys, keyStore: memoryStore() })).toThrow(/as durable as the store/);
    expect(() => sealedStore(memoryStore({ maxBodyBytes: 256 }), { keys })).toThrow(/256/);
    expect(() => localKeys({ current: "k1", keys: { k1: new Uint8Array(16) } })).toThrow(/32 bytes/);
    expect(() => localKeys({ current: "k2", keys: { k1: kek(1) } })).toThrow(/current/);
  });

  test("nothing of a body or an item lies in the store below", async () => {
    const canary = "CANARY-4111-1111-1111-1111";
    const below = memoryStore();
    const seen: string[] = [];
    const watched: RecordStore = {
      ...below,
      put(request, options) {
        const items = request.appends?.map((append) => append.items.map(text));
        seen.push(JSON.stringify({ ...request, body: text(request.body ?? bytes("")), appends: items }));
        return below.put(request, options);
      },
      append(request, options) {
        seen.push(request.appends.flatMap((append) => append.items.map(text)).join());
        return below.append(request, options);
      },
    };
    const store = sealedStore(watched, { keys });
    await store.put({ key: keyOf("n"), expect: absent, body: bytes(canary), appends: [{ stream: "s", items: [bytes(canary)] }] });
    await store.append({ key: keyOf("n"), appends: [{ stream: "s", items: [bytes(canary)] }] });
    expect(seen.length).toBe(3);
    expect(seen.join()).not.toContain("CANARY");
    expect(seen.join()).not.toContain("4111");
  });
});

/** An envelope without cipher whose checksums fit again after its length was changed. */
function forgedLength(was: Uint8Array, length: number): Uint8Array {
  const forged = was.slice();
  new DataView(forged.buffer).setUint32(8, length);
  return forged;
}

describe("puts without a body", () => {
  test("the body is sealed anew: it still opens, and the older one does not", async () => {
    const below = memoryStore();
    const store = sealedStore(below, { keys });
    const key = keyOf("n");
    const made = await store.put({ key, expect: absent, body: bytes("kept") });
    const old = await raw(below, "n");
    const etag = made.ok ? made.etag : ("" as ETag);
    const put: PutRequest = { key, operation: "touch", expect: { is: "match", etag }, tags: ["a"] };
    const touched = await store.put(put);
    expect(touched).toMatchObject({ ok: true, version: 2 });
    expect(await body(store, "n")).toBe("kept");
    expect((await failure(sealedStore(tampered(below, { body: () => old }), { keys }).get(key))).code).toBe("CORRUPT_RECORD");
    expect(await store.put(put)).toEqual({ ...touched, replay: true });
    expect(await store.put({ ...put, operation: "other" })).toMatchObject({ ok: false, why: "conflict" });
    expect(await store.put({ key: keyOf("none"), expect: exists, tags: [] })).toMatchObject({ ok: false, why: "missing" });
    const [many] = await store.putMany([{ key, expect: exists, tags: ["b"] }]);
    expect(many).toMatchObject({ ok: true, version: 3 });
    expect(await body(store, "n")).toBe("kept");
  });

  test("eight at a time lose no body and no other write", async () => {
    const store = sealedStore(memoryStore(), { keys });
    const key = keyOf("n");
    await store.put({ key, expect: absent, body: bytes("0") });
    await Promise.all(Array.from({ length: 8 }, (_, i) => store.put({ key, expect: exists, tags: [`t${i}`], counters: { n: 1 } })));
    const found = await store.get(key);
    expect(found.found && found.record.counters).toEqual({ n: 8 });
    expect(await body(store, "n")).toBe("0");
  });
});

describe("claims", () => {
  test("a damaged record does not hold up the others, and is told of", async () => {
    const below = memoryStore();
    const plain = sealedStore(below, { keys });
    for (const id of ["a", "b", "c"]) await plain.put({ key: keyOf(id), expect: absent, body: bytes(id), due: { atMs: 0 } });
    const damaged: RecordStore = {
      ...below,
      async claim(request, options) {
        const claimed = await below.claim(request, options);
        return {
          records: claimed.records.map((one) =>
            one.record.key.id === "b" ? { ...one, record: { ...one.record, body: bytes("?") } } : one,
          ),
        };
      },
    };
    await plain.shred("acme", "note~c");
    const told: string[] = [];
    const store = sealedStore(damaged, { keys, onUnopened: (key, why) => told.push(`${key.id} ${why === "shredded" ? why : why.code}`) });
    const { records } = await store.claim({ kind: "note", limit: 9, worker: "w", leaseMs: 1 });
    expect(records.map(({ record }) => text(record.body))).toEqual(["a"]);
    expect(told.sort()).toEqual(["b CORRUPT_RECORD", "c shredded"]);
  });

  test("where none could be opened and nobody is told, it throws", async () => {
    const below = memoryStore();
    await below.put({ key: keyOf("a"), expect: absent, body: bytes("plain"), due: { atMs: 0 } });
    const claim = sealedStore(below, { keys }).claim({ kind: "note", limit: 9, worker: "w", leaseMs: 1 });
    expect((await failure(claim)).code).toBe("CORRUPT_RECORD");
  });
});

test("nonces of 100,000 different items under one key are all different", async () => {
  const nonces = new Set<string>();
  const below = memoryStore();
  const watched: RecordStore = {
    ...below,
    async append(request) {
      for (const { items } of request.appends)
        for (const item of items) {
          const at = 18 + (item[16] as number) + (item[17] as number) + 12;
          nonces.add(text(encodeValue(item.slice(at, at + 12))));
        }
      return { ok: true, etag: "a.1.a" as ETag, version: 1, revision: 1, expiresMs: null, replay: false };
    },
  };
  const store = sealedStore(watched, { keys });
  await store.put({ key: keyOf("n"), expect: absent, body: bytes("x") });
  for (let i = 0; i < 100; i++)
    await store.append({ key: keyOf("n"), appends: [{ stream: "s", items: Array.from({ length: 1000 }, () => bytes("same")) }] });
  expect(nonces.size).toBe(100_000);
});

interface Golden {
  readonly manner: string;
  readonly encrypted: boolean;
  readonly plain: string;
  readonly item: string;
  readonly dataKey: string | null;
  readonly sealedBody: string;
  readonly sealedItem: string;
}

describe("format 1 stays readable", () => {
  const goldens = JSON.parse(readFileSync(new URL("fixtures/sealing-1.json", import.meta.url), "utf8")) as readonly Golden[];
  const binary = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

  test.each(goldens)("$manner", async (golden) => {
    const below = memoryStore();
    if (golden.dataKey !== null)
      await below.put({ key: { tenant: "acme", kind: "data-key", id: "note~golden" }, expect: absent, body: binary(golden.dataKey) });
    const appends = [{ stream: "s", items: [binary(golden.sealedItem)] }];
    await below.put({ key: keyOf("golden"), operation: "op-golden", expect: absent, body: binary(golden.sealedBody), appends });
    const store = sealedStore(below, { keys: golden.encrypted ? keys : "none" });
    expect(await body(store, "golden")).toBe(golden.plain);
    const read = await store.read({ key: keyOf("golden"), stream: "s", last: 1 });
    expect(read.found && read.items.map((item) => text(item.bytes))).toEqual([golden.item]);
  });
});
