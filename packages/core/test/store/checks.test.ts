/** What a store takes: the edges of every rule, and that a fault is told by its path and kind, never by its value. @module */
import type { OpenbellError } from "@openbell/core";
import type { ListRequest, PutRequest, RecordKey } from "@openbell/core/store";
import { describe, expect, test } from "vitest";
import {
  checkAppend,
  checkClaim,
  checkExtend,
  checkKey,
  checkList,
  checkPut,
  checkRead,
  checkRelease,
  kindOf,
  tooLarge,
} from "../../src/store/checks.js";

const key = { tenant: "acme", kind: "note", id: "n-1" };
const body = new Uint8Array(1);
const put = (more: object): PutRequest => ({ key, expect: { is: "absent" }, body, ...more }) as PutRequest;

/** The path that a check complains of, or `null`. */
function pathOf(check: () => void): unknown {
  try {
    check();
  } catch (error) {
    expect(error).toMatchObject({ name: "OpenbellError", code: "STORE_MISUSE" });
    return (error as OpenbellError).details["path"];
  }
  return null;
}

describe("keys", () => {
  test.each([
    [{ tenant: "a" }, null],
    [{ tenant: "x".repeat(128) }, null],
    [{ tenant: "x".repeat(129) }, "key.tenant"],
    [{ tenant: "" }, "key.tenant"],
    [{ tenant: "a\u007fb" }, "key.tenant"],
    [{ tenant: "a\u0085b" }, "key.tenant"],
    [{ tenant: "\u{1F4C8}" }, null],
    [{ tenant: "\uD83D" }, "key.tenant"],
    [{ kind: "a" }, null],
    [{ kind: `a${"-9".repeat(31)}b` }, null],
    [{ kind: "a".repeat(65) }, "key.kind"],
    [{ kind: "-a" }, "key.kind"],
    [{ kind: "a\n" }, "key.kind"],
    [{ id: "A.z_0~-" }, null],
    [{ id: "x".repeat(128) }, null],
    [{ id: "x".repeat(129) }, "key.id"],
    [{ id: "a\n" }, "key.id"],
    [{ id: ["a"] }, "key.id"],
  ])("%j", (names, path) => {
    expect(pathOf(() => checkKey({ ...key, ...names } as RecordKey))).toBe(path);
  });

  test.each([undefined, null, 5, "a", []])("%j is none", (value) => {
    expect(pathOf(() => checkKey(value as never))).toBe("key");
  });
});

describe("puts", () => {
  test.each([
    [{}, null],
    [{ operation: "x".repeat(64) }, null],
    [{ operation: "x".repeat(65) }, "operation"],
    [{ operation: "" }, "operation"],
    [{ operation: null }, "operation"],
    [{ epoch: 0 }, null],
    [{ epoch: Number.MAX_SAFE_INTEGER }, null],
    [{ epoch: 2 ** 53 }, "epoch"],
    [{ epoch: -1 }, "epoch"],
    [{ epoch: "1" }, "epoch"],
    [{ expect: { is: "exists" } }, null],
    [{ expect: { is: "match", etag: "a.1.b" } }, null],
    [{ expect: { is: "match", etag: "a.1.b", revision: 1 } }, null],
    [{ expect: { is: "match", etag: "a.1.b", revision: 0 } }, "expect.revision"],
    [{ expect: { is: "match", etag: "a.b" } }, "expect.etag"],
    [{ expect: { is: "match" } }, "expect.etag"],
    [{ expect: { is: "any" } }, "expect"],
    [{ expect: "absent" }, "expect"],
    [{ expect: undefined }, "expect"],
    [{ body: Buffer.from("x") }, null],
    [{ body: undefined }, "body"],
    [{ body: undefined, expect: { is: "exists" } }, null],
    [{ body: "x", expect: { is: "exists" } }, "body"],
    [{ body: "x" }, "body"],
    [{ body: new Uint16Array(1) }, "body"],
    [{ owner: null }, null],
    [{ owner: "" }, "owner"],
    [{ owner: "x".repeat(129) }, "owner"],
    [{ tags: Array.from({ length: 32 }, (_, i) => `${i}`) }, null],
    [{ tags: Array.from({ length: 33 }, (_, i) => `${i}`) }, "tags"],
    [{ tags: ["a", ""] }, "tags[1]"],
    [{ tags: "a" }, "tags"],
    [{ expiry: { inMs: 1 } }, null],
    [{ expiry: { inMs: 0 } }, "expiry.inMs"],
    [{ expiry: { inMs: 3_200_000_000_000 } }, null],
    [{ expiry: { inMs: 3_200_000_000_001 } }, "expiry.inMs"],
    [{ expiry: { atMs: 0 } }, null],
    [{ expiry: { atMs: 253_402_300_799_999 } }, null],
    [{ expiry: { atMs: 253_402_300_800_000 } }, "expiry.atMs"],
    [{ expiry: {} }, "expiry"],
    [{ expiry: { inMs: 1, atMs: 1 } }, "expiry"],
    [{ due: "soon" }, "due"],
    [{ due: null }, "due"],
    [{ createdMs: 0 }, null],
    [{ createdMs: -1 }, "createdMs"],
    [{ createdMs: 5, expect: { is: "exists" } }, "createdMs"],
    [{ counters: { a: 2 ** 31, b: -(2 ** 31) } }, null],
    [{ counters: { a: 2 ** 31 + 1 } }, "counters.a"],
    [{ counters: { A: 1 } }, "counters (a name)"],
    [{ counters: [] }, "counters"],
    [{ trim: { a: 0 } }, null],
    [{ trim: { a: -1 } }, "trim.a"],
  ])("%j", (more, path) => {
    expect(pathOf(() => checkPut(put(more)))).toBe(path);
  });

  test.each([
    [{ a: "", b: 0, c: true, d: null }, null],
    [{ a: "x".repeat(4088) }, null],
    [{ a: "x".repeat(4089) }, "meta"],
    [{ a: undefined }, "meta.a"],
    [{ a: {} }, "meta.a"],
    [{ a: Number.NaN }, "meta.a"],
    [{ a: -0 }, "meta.a"],
    [JSON.parse('{"__proto__":1}'), "meta.__proto__"],
    [{ constructor: 1 }, "meta.constructor"],
    [{ prototype: 1 }, "meta.prototype"],
    [{ "a\nb": {} }, "meta.?"],
    [[], "meta"],
    [null, "meta"],
  ])("meta %j", (meta, path) => {
    expect(pathOf(() => checkPut(put({ meta })))).toBe(path);
  });
});

describe("appends", () => {
  const item = new Uint8Array(1);
  test.each([
    [[{ stream: "log", items: [item] }], null],
    [[{ stream: "log", items: Array.from({ length: 1000 }, () => item) }], null],
    [[{ stream: "log", items: Array.from({ length: 1001 }, () => item) }], "appends[0].items"],
    [[{ stream: "log", items: [] }], "appends[0].items"],
    [[{ stream: "log", items: [item, "a"] }], "appends[0].items[1]"],
    [[{ stream: "Log", items: [item] }], "appends[0].stream"],
    [[{ stream: "log", items: [item], keep: 0 }], "appends[0].keep"],
    [
      [
        { stream: "log", items: [item] },
        { stream: "log", items: [item] },
      ],
      "appends[1].stream",
    ],
    [[null], "appends[0]"],
    [{}, "appends"],
  ])("%j", (appends, path) => {
    expect(pathOf(() => checkAppend(appends as never, undefined))).toBe(path);
    expect(pathOf(() => checkPut(put({ appends })))).toBe(path);
  });

  test("at least one stream or counter", () => {
    expect(pathOf(() => checkAppend([], undefined))).toBe("appends");
    expect(pathOf(() => checkAppend([], {}))).toBe("appends");
    expect(pathOf(() => checkAppend([], { n: 0 }))).toBeNull();
  });
});

describe("the other requests", () => {
  test.each([
    [{ byMs: 1 }, null],
    [{ byMs: 0 }, "byMs"],
    [{ byMs: 1.5 }, "byMs"],
    [{ byMs: 1, maxMs: 0 }, "maxMs"],
  ])("extend %j", (more, path) => {
    expect(pathOf(() => checkExtend({ key, ...more }))).toBe(path);
  });

  test.each([
    [{ last: 1 }, null],
    [{ last: 0 }, "last"],
    [{ from: 0, limit: 1 }, null],
    [{ from: -1, limit: 1 }, "from"],
    [{ from: 0, limit: 0 }, "limit"],
    [{}, "from"],
  ])("read %j", (window, path) => {
    expect(pathOf(() => checkRead({ key, stream: "log", ...window } as never))).toBe(path);
  });

  test.each([
    [{}, null],
    [{ limit: 1000 }, null],
    [{ limit: 1001 }, "limit"],
    [{ order: "created" }, null],
    [{ order: "size" }, "order"],
    [{ tenant: "" }, "tenant"],
    [{ kind: "K" }, "kind"],
    [{ owner: "" }, "owner"],
    [{ tag: "\0" }, "tag"],
    [{ after: "x".repeat(1025) }, "after"],
    [{ after: 5 }, "after"],
  ])("list %j", (more, path) => {
    expect(pathOf(() => checkList({ tenant: "acme", kind: "note", limit: 1, ...more } as ListRequest))).toBe(path);
  });

  test("claim and release", () => {
    const claim = { kind: "note", limit: 1, worker: "w", leaseMs: 1 };
    expect(pathOf(() => checkClaim(claim))).toBeNull();
    expect(pathOf(() => checkClaim({ ...claim, worker: "" }))).toBe("worker");
    expect(pathOf(() => checkClaim({ ...claim, leaseMs: 0 }))).toBe("leaseMs");
    expect(pathOf(() => checkClaim({ ...claim, tenant: "" }))).toBe("tenant");
    expect(pathOf(() => checkRelease({ key, worker: "w", retryInMs: 0 }))).toBeNull();
    expect(pathOf(() => checkRelease({ key, worker: "w", retryInMs: -1 }))).toBe("retryInMs");
  });
});

test("too large is a body or an item above the limit, not all of them together", () => {
  const limit = { maxBodyBytes: 3 } as Parameters<typeof tooLarge>[0];
  const items = [new Uint8Array(3), new Uint8Array(3)];
  expect(tooLarge(limit, new Uint8Array(3), [{ stream: "log", items }])).toBe(false);
  expect(tooLarge(limit, new Uint8Array(4), undefined)).toBe(true);
  expect(tooLarge(limit, undefined, [{ stream: "log", items: [...items, new Uint8Array(4)] }])).toBe(true);
});

test("the kind of a value, never the value", () => {
  const secret = "secret";
  const kinds = [secret, 5, 5.5, Number.NaN, [secret], { secret }, null, undefined, true, new Date(), () => secret, 5n, Symbol(secret)].map(
    kindOf,
  );
  expect(kinds).toEqual([
    "a string of 6 characters",
    "a whole number out of range",
    "a number that is not whole",
    "a number that is not whole",
    "an array of 1",
    "an object (Object)",
    "null",
    "nothing",
    "a boolean",
    "an object (Date)",
    "a function",
    "a bigint",
    "a symbol",
  ]);
});
