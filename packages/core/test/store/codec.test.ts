/** Values as bytes: back exactly or refused, equal values as equal bytes, nothing but canonical bytes read. @module */
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { OpenbellError } from "@openbell/core";
import { decodeValue, encodeValue } from "@openbell/core/store";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (said: string): Uint8Array => new TextEncoder().encode(said);

function failure(run: () => unknown): OpenbellError {
  try {
    run();
  } catch (error) {
    if (error instanceof OpenbellError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const prototypes = [Object.prototype, Array.prototype, Map.prototype, Set.prototype, Date.prototype, Function.prototype];
const snapshot = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);
afterEach(() => {
  expect(prototypes.map((prototype) => Reflect.ownKeys(prototype).length)).toEqual(snapshot);
});

/** Everything that fast-check can make and the codec takes; what it does not take is filtered by the refusal itself. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withTypedArray: true,
  withBoxedValues: true,
  withSparseArray: true,
  withUnicodeString: true,
  maxDepth: 4,
});

describe("round trip", () => {
  test("any value comes back exactly, or is refused with a path", () => {
    let taken = 0;
    fc.assert(
      fc.property(anything, (value) => {
        let encoded: Uint8Array;
        try {
          encoded = encodeValue(value);
        } catch (error) {
          expect(error).toMatchObject({ code: "INVALID_VALUE", details: { path: expect.any(String) } });
          return;
        }
        taken++;
        expect(decodeValue(encoded)).toStrictEqual(value);
        expect(decodeValue(encoded, { verified: true })).toStrictEqual(value);
        expect(encodeValue(decodeValue(encoded))).toEqual(encoded);
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(400);
  });

  const VALUES: readonly (readonly [string, unknown])[] = [
    ["null", null],
    ["true", true],
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["minus infinity", Number.NEGATIVE_INFINITY],
    ["minus zero", -0],
    ["the smallest number", 5e-324],
    ["the largest number", 1.7976931348623157e308],
    ["beyond safe integers", 2 ** 53 + 2],
    ["undefined", undefined],
    ["a property undefined", { a: undefined }],
    ["an item undefined", [undefined, 1]],
    ["an empty text", ""],
    ["half a surrogate pair", "\ud800"],
    ["halves the wrong way round", "\udc00\ud800 x"],
    ["a null character", "a\u0000b"],
    ["line separators", "\u2028\u2029"],
    ["a byte order mark", "\ufeff"],
    ["a bigint", -(10n ** 40n)],
    ["bigint zero", 0n],
    ["the first date", new Date(-8.64e15)],
    ["the last date", new Date(8.64e15)],
    [
      "a map of everything",
      new Map<unknown, unknown>([
        [Number.NaN, -0],
        [{ a: 1 }, new Set([1n])],
        [undefined, null],
      ]),
    ],
    ["a set in its order", new Set(["b", "a", Number.NaN])],
    ["bytes", new Uint8Array([0, 255, 128])],
    ["a part of a buffer", new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
    ["an empty array of floats", new Float64Array(0)],
    ["floats", new Float64Array([Number.NaN, -0, 1e-300])],
    ["big integers", new BigInt64Array([-1n, 2n ** 62n])],
    ["words", new Uint16Array([1, 65535])],
    ["a buffer", new Uint8Array([9, 8]).buffer],
    ["names like indices", { "10": 1, "9": 2, a: 3, "1": 4 }],
    ["a name `$`", { $: "bigint", v: "1" }],
    ["`$` inside of `$`", { $: { $: 1 } }],
    ["without prototype", Object.assign(Object.create(null), { $: 1, b: [2] })],
    ["an empty name", { "": 1 }],
    ["a name that is half a pair", { "\ud800": 1, a: 2 }],
    ["names that prototypes have", { toString: 1, hasOwnProperty: 2, valueOf: 3 }],
  ];
  test.each(VALUES)("%s", (_, value) => {
    const back = decodeValue(encodeValue(value));
    expect(back).toStrictEqual(value);
    if (typeof value === "number") expect(Object.is(back, value)).toBe(true);
  });

  test("plain data of another realm is plain data; its classes are classes", () => {
    expect(decodeValue(encodeValue(runInNewContext('({ a: [1, { b: "c" }] })')))).toStrictEqual({ a: [1, { b: "c" }] });
    expect(failure(() => encodeValue(runInNewContext("(class A extends Array {}, new (class A extends Array {})())"))).code).toBe(
      "INVALID_VALUE",
    );
  });

  test("one object in two places comes back as two", () => {
    const shared = { n: 1 };
    const back = decodeValue(encodeValue([shared, shared])) as object[];
    expect(back).toStrictEqual([shared, shared]);
    expect(back[0]).not.toBe(back[1]);
  });

  test("the value itself is left alone", () => {
    const value = Object.freeze({ b: Object.freeze([1n, -0]), a: Object.freeze({ z: 1, y: new Date(0) }) });
    const before = structuredClone(value);
    encodeValue(value);
    expect(value).toStrictEqual(before);
    expect(Object.keys(value)).toEqual(["b", "a"]);
  });
});

describe("canonical", () => {
  /** The same value with the names of its objects put in in another order. */
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== "object" || value === null || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return value;
    const copy = Object.create(Object.getPrototypeOf(value)) as Record<string, unknown>;
    for (const [name, item] of Object.entries(value).reverse()) copy[name] = shuffled(item);
    return copy;
  };

  test("equal values give equal bytes, however they were put together", () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true, withBigInt: true }), (value) => {
        let encoded: Uint8Array;
        try {
          encoded = encodeValue(value);
        } catch {
          return;
        }
        expect(text(encodeValue(shuffled(value)))).toBe(text(encoded));
      }),
      { numRuns: 1000 },
    );
  });

  test("plain data is plain JSON, names in the order of their UTF-16 units, as RFC 8785 has it", () => {
    // The example of RFC 8785, section 3.2.3, and its order of names like indices.
    const sample = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(text(encodeValue(sample))).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    expect(text(encodeValue({ b: [1, 1.5, 1e21, 1e-7], "10": 1, "9": "\u2028", a: null }))).toBe(
      '{"10":1,"9":"\u2028","a":null,"b":[1,1.5,1e+21,1e-7]}',
    );
  });

  test("every plain value is read by JSON.parse as itself", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        // JSON has no -0; fast-check makes one now and then.
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        // Names that are refused, and the one that is written otherwise.
        if (/"(\$|__proto__|constructor|prototype)":/.test(JSON.stringify(plain))) return;
        expect(JSON.parse(text(encodeValue(plain)))).toStrictEqual(plain);
      }),
    );
  });
});

class Account {
  balance = 1;
}

/** `[1, , 2]` */
function holed(): unknown[] {
  const list: unknown[] = [1];
  list[2] = 2;
  return list;
}

const circle: Record<string, unknown> = {};
circle["next"] = { back: circle };
const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
const wide: unknown[] = [1];
let laughs: unknown = "ha";
for (let i = 0; i < 40; i++) laughs = [laughs, laughs];

describe("refusals", () => {
  const REFUSED: readonly (readonly [string, unknown, string, RegExp])[] = [
    ["a function", { on: () => 1 }, "on", /function/],
    ["a symbol", [Symbol("s")], "[0]", /symbol/],
    ["a class instance", { orders: [0, 1, { account: new Account() }] }, "orders[2].account", /instance of Account/],
    ["a Buffer", { raw: Buffer.from("x") }, "raw", /instance of Buffer/],
    ["a DataView", { view: new DataView(new ArrayBuffer(2)) }, "view", /instance of DataView/],
    ["shared memory", [new Uint8Array(new SharedArrayBuffer(2))], "[0]", /instance of Uint8Array/],
    ["an error", new Error("x"), "value", /instance of Error/],
    ["a pattern", /x/, "value", /instance of RegExp/],
    ["a promise", Promise.resolve(), "value", /instance of Promise/],
    ["a boxed number", [new Number(1)], "[0]", /instance of Number/],
    ["a boxed text", [new String("x")], "[0]", /instance of String/],
    ["an invalid date", { at: new Date(Number.NaN) }, "at", /invalid/],
    [
      "a getter",
      {
        get price() {
          return 1;
        },
      },
      "price",
      /getter/,
    ],
    ["a setter", { set price(_: number) {} }, "price", /getter or setter/],
    ["a symbol as a name", { a: { [Symbol("s")]: 1 } }, "a", /symbols/],
    ["a hole", { list: holed() }, "list", /holes/],
    ["a list with a name", "ab".match(/b/), "value", /further names/],
    ["holes and names that add up", Object.assign(holed(), { x: 1 }), "value", /holes/],
    ["a map with a property", Object.assign(new Map(), { x: 1 }), "value", /properties/],
    ["a subclass of a map", new (class Book extends Map {})(), "value", /instance of Book/],
    ["an impostor of a map", Object.create(Map.prototype), "value", /throws/],
    ["an impostor of a date", Object.create(Date.prototype), "value", /throws/],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          ownKeys() {
            throw new Error("secret");
          },
        },
      ),
      "value",
      /throws/,
    ],
    ["arguments", runInNewContext("(function () { return arguments; })(1)"), "value", /symbols/],
    ["a circle", circle, `${"next.back.".repeat(31)}next.back`, /holds itself/],
    ["65 levels", deep(65), "[0]".repeat(64), /deeper/],
    ["__proto__", JSON.parse('{"a":{"__proto__":{"x":1}}}'), "a", /__proto__/],
    ["constructor", { constructor: 1 }, "value", /constructor/],
    ["prototype", { prototype: 1 }, "value", /prototype/],
    ["too many names", Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`k${i}`, i])), "value", /10000 names/],
    ["too large", { t: "x".repeat(2 ** 20) }, "value", /at most 1048576 bytes/],
    ["small in memory, endless when written", laughs, "[0]", /at most 1048576 bytes/],
  ];
  test.each(REFUSED)("%s", (_, value, path, found) => {
    const error = failure(() => encodeValue(value));
    expect(error.code).toBe("INVALID_VALUE");
    expect(error.message).toMatch(found);
    expect(String(error.details["path"])).toContain(path);
  });

  test("limits are the caller's", () => {
    expect(encodeValue(deep(64))).toHaveLength(129);
    expect(decodeValue(encodeValue(deep(100), { maxDepth: 100 }), { maxDepth: 100 })).toStrictEqual(deep(100));
    expect(failure(() => decodeValue(encodeValue(deep(100), { maxDepth: 100 }))).code).toBe("CORRUPT_RECORD");
    expect(failure(() => encodeValue(["é"], { maxBytes: 5 })).code).toBe("INVALID_VALUE");
    expect(encodeValue(["é"], { maxBytes: 6 })).toHaveLength(6);
    expect(failure(() => encodeValue(wide, { maxDepth: 0 })).code).toBe("STORE_MISUSE");
  });

  test("no error shows a value, or a name that may be one", () => {
    const secret = "4111-1111-1111-1111";
    for (const value of [
      { [secret]: () => secret },
      { a: Object.assign([secret], { secret }) },
      new Proxy(
        {},
        {
          get() {
            throw new Error(secret);
          },
          ownKeys() {
            throw new Error(secret);
          },
        },
      ),
    ]) {
      const error = failure(() => encodeValue(value));
      expect(`${error.message} ${JSON.stringify(error.details)} ${String(error.cause)}`).not.toContain("4111");
    }
    const error = failure(() => decodeValue(bytes(`{"card":"${secret}`)));
    expect(`${error.message} ${JSON.stringify(error.details)} ${String(error.cause)}`).not.toContain("4111");
  });
});

describe("decoding takes only what was encoded", () => {
  const WRONG: readonly (readonly [string, string])[] = [
    ["nothing", ""],
    ["a space before", " 1"],
    ["something behind", "1 "],
    ["a second value", "1 2"],
    ["a space inside", '{"a": 1}'],
    ["names out of order", '{"b":1,"a":2}'],
    ["names like indices out of order", '{"9":1,"10":2}'],
    ["a name twice", '{"a":1,"a":2}'],
    ["another spelling of a number", "1.0"],
    ["minus zero in plain", "-0"],
    ["a number beyond all", "1e999"],
    ["another spelling of a text", '"\\u0061"'],
    ["a reserved name", '{"__proto__":1}'],
    ["a reserved name inside", '{"a":[{"constructor":1}]}'],
    ["an unknown tag", '{"$":"regexp","v":"x"}'],
    ["a tag that is no text", '{"$":1}'],
    ["a tag with more", '{"$":"bigint","v":"1","w":1}'],
    ["a tag with less", '{"$":"bigint"}'],
    ["a tag with another name", '{"$":"bigint","w":"1"}'],
    ["undefined with a value", '{"$":"undefined","v":"1"}'],
    ["a bigint with a zero before", '{"$":"bigint","v":"01"}'],
    ["a bigint of nothing", '{"$":"bigint","v":""}'],
    ["a bigint as a number", '{"$":"bigint","v":1}'],
    ["a number that JSON has", '{"$":"number","v":"1"}'],
    ["a date of another spelling", '{"$":"date","v":"2024-01-01"}'],
    ["a date that is none", '{"$":"date","v":"2024-02-31T00:00:00.000Z"}'],
    ["base64 without padding", '{"$":"Uint8Array","v":"AA"}'],
    ["base64 with bits behind the end", '{"$":"Uint8Array","v":"AB=="}'],
    ["half an element", '{"$":"Uint16Array","v":"AA=="}'],
    ["a map that is no list", '{"$":"map","v":{}}'],
    ["an entry of three", '{"$":"map","v":[[1,2,3]]}'],
    ["a map with a key twice", '{"$":"map","v":[[1,2],[1,3]]}'],
    ["a set with an item twice", '{"$":"set","v":[1,1]}'],
    ["an object tagged without need", '{"$":"object","v":{"a":1}}'],
    ["an object that is a list", '{"$":"object","v":[]}'],
    ["a reserved name in a tagged object", '{"$":"object","v":{"$":1,"__proto__":2}}'],
    ["65 levels", `${"[".repeat(65)}1${"]".repeat(65)}`],
    ["100,000 levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["a byte order mark", "\ufeff1"],
  ];
  test.each(WRONG)("%s", (_, said) => {
    expect(failure(() => decodeValue(bytes(said)))).toMatchObject({ code: "CORRUPT_RECORD", details: { reason: "damaged" } });
  });

  test("bytes that are no UTF-8, or too many", () => {
    expect(failure(() => decodeValue(new Uint8Array([0x22, 0xff, 0x22]))).code).toBe("CORRUPT_RECORD");
    expect(failure(() => decodeValue(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]))).code).toBe("CORRUPT_RECORD");
    expect(failure(() => decodeValue(new Uint8Array(2 ** 20 + 1).fill(0x31))).code).toBe("CORRUPT_RECORD");
    expect(failure(() => decodeValue("1" as unknown as Uint8Array)).code).toBe("CORRUPT_RECORD");
  });

  test("a format to come is named", () => {
    expect(failure(() => decodeValue(new Uint8Array([2, 1, 1])))).toMatchObject({ details: { reason: "unknown-format", format: 2 } });
  });

  test("changed and cut bytes are refused, or are another value as it would have been written", () => {
    const value = { at: new Date(0), big: 12n, list: [1, -0, "text"], map: new Map([["k", new Uint8Array([1, 2])]]), u: undefined };
    const good = encodeValue(value);
    const check = (changed: Uint8Array): void => {
      try {
        expect(encodeValue(decodeValue(changed))).toEqual(changed);
      } catch (error) {
        expect(error).toMatchObject({ code: "CORRUPT_RECORD" });
      }
    };
    for (let i = 0; i < good.length; i++) {
      check(good.slice(0, i));
      for (let bit = 0; bit < 8; bit++) {
        const changed = good.slice();
        changed[i] = (changed[i] as number) ^ (1 << bit);
        check(changed);
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), check), { numRuns: 2000 });
  });

  test("what was read pollutes nothing", () => {
    for (const said of [
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"a":{"__proto__":{"polluted":1}}}',
      '[{"prototype":{"polluted":1}}]',
      '{"$":"bare","v":{"__proto__":{"polluted":1}}}',
      '{"$":"map","v":[["a",{"__proto__":1}]]}',
      '{"\\u005f_proto__":1}',
    ]) {
      expect(failure(() => decodeValue(bytes(said))).code).toBe("CORRUPT_RECORD");
      expect(failure(() => decodeValue(bytes(said), { verified: true })).code).toBe("CORRUPT_RECORD");
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    // A key of a map is no name.
    expect(decodeValue(encodeValue(new Map([["__proto__", 1]])))).toStrictEqual(new Map([["__proto__", 1]]));
  });
});

test("format 1 stays readable: every value written then is read now, and written the same", () => {
  const lines = readFileSync(new URL("fixtures/codec-1.txt", import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines.length).toBeGreaterThan(15);
  for (const line of lines) expect(text(encodeValue(decodeValue(bytes(line))))).toBe(line);
  const [first] = lines as [string];
  expect(decodeValue(bytes(first))).toStrictEqual({
    at: new Date("2024-01-02T14:30:00.000Z"),
    context: { symbols: ["AAPL", "MSFT"], window: new Map([["open", 570]]) },
    sizes: [100n, -0, Number.NaN],
    tail: undefined,
  });
});
