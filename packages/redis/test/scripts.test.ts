/** The scripts as files: their names say how many keys they take, and none asks for what Redis forgets or what scans. @module */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { settled } from "../src/options.js";
import { scriptsOf, type Verb } from "../src/scripts.js";

const folder = fileURLToPath(new URL("../src/scripts", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".lua"));
const constants = (text: string): Record<string, number> =>
  Object.fromEntries([...text.matchAll(/^local ([A-Z_]+) = (\d+)$/gm)].map(([, name, value]) => [name as string, Number(value)]));

/** The highest key that a script's code names, `KEYS[DUE_KEY + 1]` included. */
function keysNamed(text: string): number {
  const code = text.replace(/--.*$/gm, "");
  const values = constants(text);
  const indexes = [...code.matchAll(/KEYS\[(?:([A-Z_]+)(?: \+ (\d+))?|(\d+))\]/g)].map(([, name, plus, number]) =>
    name === undefined ? Number(number) : (values[name] as number) + Number(plus ?? 0),
  );
  return Math.max(...indexes);
}

const scripts = scriptsOf(settled({}));

test.each(files)("%s takes as many keys as its name says", (file) => {
  const [, verb, keys] = /^([a-z]+)-(\d)\.lua$/.exec(file) ?? [];
  const script = scripts[verb as Verb];
  expect(script, "a script of that name").toBeDefined();
  expect(keysNamed(script.text)).toBe(Number(keys));
  expect(script.text).toContain(readFileSync(`${folder}/${file}`, "utf8"));
});

test("every verb has a file", () => {
  expect(files.map((file) => file.replace(/-\d\.lua$/, "")).sort()).toEqual(Object.keys(scripts).sort());
});

test.each(Object.entries(scripts))("%s opens with its contract, scans nothing, and compares no texts by locale", (_, { text }) => {
  expect(text).not.toMatch(/'(KEYS|SCAN|HGETALL|HKEYS|SMEMBERS|FLUSH\w*|RANDOMKEY)'/);
});

test.each(files)("%s says its keys, arguments and answer first", (file) => {
  expect(readFileSync(`${folder}/${file}`, "utf8")).toMatch(/^-- .+\n(-- .+\n)*-- KEYS: .+\n-- ARGV: .+\n(-- .+\n)*-- Returns: /);
});

test("the digest is that of the text, and differs with the settings", () => {
  expect(scripts.put.sha).toMatch(/^[0-9a-f]{40}$/);
  expect(scriptsOf(settled({ graceMs: 1 })).put.sha).not.toBe(scripts.put.sha);
});
