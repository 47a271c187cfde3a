/** docs/errors.md lists every error code, and none that is not there. @module */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { core, repository } from "./support/built.js";

test("docs/errors.md has a row for each error code", () => {
  const [, union = ""] = /export type ErrorCode =([^;]*);/.exec(readFileSync(join(core, "src/errors.ts"), "utf8")) ?? [];
  const codes = [...union.matchAll(/"([A-Z_]+)"/g)].map((match) => match[1]).sort();
  const rows = [...readFileSync(join(repository, "docs/errors.md"), "utf8").matchAll(/^\| `([A-Z_]+)` \|/gm)]
    .map((match) => match[1])
    .sort();
  expect(codes.length).toBeGreaterThan(10);
  expect(rows).toEqual(codes);
});
