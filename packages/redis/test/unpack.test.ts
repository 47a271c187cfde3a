/** Heads as `cmsgpack` of a real server packs them, and damaged ones. @module */

import { expect, test } from "vitest";
import { headFrom } from "../src/head.js";
import { type Packed, unpack } from "../src/unpack.js";
import { command, describeWithServer, withServer } from "./support.js";

describeWithServer("what cmsgpack packs", () => {
  const { client } = withServer();

  test.each<[string, readonly Packed[]]>([
    ["0, 127, 128, 255, 256, 65535, 65536", [0, 127, 128, 255, 256, 65_535, 65_536]],
    ["4294967295, 4294967296, 9007199254740991", [4_294_967_295, 4_294_967_296, Number.MAX_SAFE_INTEGER]],
    ["-1, -32, -33, -128, -129, -32768, -32769", [-1, -32, -33, -128, -129, -32_768, -32_769]],
    ["-2147483648, -2147483649, -9007199254740991", [-2_147_483_648, -2_147_483_649, Number.MIN_SAFE_INTEGER]],
    ["0.5, nil, false, true, ''", [0.5, null, false, true, ""]],
    ["string.rep('é', 15), string.rep('x', 32), string.rep('x', 300)", ["é".repeat(15), "x".repeat(32), "x".repeat(300)]],
    ["string.rep('x', 70000)", ["x".repeat(70_000)]],
    ["{ 'a', { 'b' } }, {}", [["a", ["b"]], []]],
  ])("%s", async (lua, values) => {
    const packed = await command(await client(), "EVAL", `return cmsgpack.pack(${lua})`, "0");
    expect(unpack(packed as Buffer)).toEqual(values);
  });

  test("maps of any size, and names that objects have already", async () => {
    const lua = "local t = {} for i = 1, 40 do t['n' .. i] = i end t['__proto__'] = 7 return cmsgpack.pack({ constructor = 1 }, t)";
    const [small, large] = unpack((await command(await client(), "EVAL", lua, "0")) as Buffer) as Record<string, number>[];
    expect(small?.["constructor"]).toBe(1);
    expect(Object.keys(large as object)).toHaveLength(41);
    expect(Object.getOwnPropertyDescriptor(large, "__proto__")?.value).toBe(7);
    expect(({} as Record<string, unknown>)["n1"]).toBeUndefined();
  });
});

test.each([
  ["cut off", Buffer.from([0xd9, 20, 1])],
  ["of an unknown type", Buffer.from([0xc1])],
  ["too short", Buffer.from([1, 2, 3])],
  ["empty", Buffer.alloc(0)],
  ["a number cut off", Buffer.from([0xcf, 1])],
])("a head that is %s is CORRUPT_RECORD, and says nothing of the record", (_, bytes) => {
  const read = () => headFrom({ tenant: "canary", kind: "note", id: "canary" }, bytes);
  expect(read).toThrow(expect.objectContaining({ code: "CORRUPT_RECORD", message: expect.not.stringContaining("canary") }));
});
