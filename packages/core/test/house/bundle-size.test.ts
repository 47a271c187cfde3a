/**
 * What a page pays for one calendar and one function. The list of names that must not appear says more than the size: a name in it
 * means that something rides along which nobody asked for. Measured on the built package, as a bundler of a user sees it.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { core, requireBuild } from "./support/built.js";

interface Case {
  readonly title: string;
  readonly code: string;
  /** Largest size allowed, minified and gzipped, in bytes. */
  readonly limit: number;
  /** Names and words that have no business in the bundle. */
  readonly without: readonly RegExp[];
}

const OTHER_VENUES = [/Asia\/Tokyo/, /Europe\/London/, /America\/Chicago/, /CME/, /XLON/, /XTKS/];
const LOOKUP = [/SessionAssigner/, /calendarByName/, /UNKNOWN_EXCHANGE/];
const HOST = [/node:/, /process\./, /require\(/];

const CASES: readonly Case[] = [
  {
    title: "one calendar and assignSessions",
    code: `import { XNYS } from "@openbell/core/calendars/xnys"; import { assignSessions } from "@openbell/core"; export const run = (t) => assignSessions(XNYS, t);`,
    // The goal is 8 kB (8,192 bytes), which the benchmarks judge; it is not reached. This holds what is.
    limit: 9_300,
    without: [...OTHER_VENUES, ...LOOKUP, ...HOST],
  },
  {
    title: "one calendar and isOpen",
    code: `import { XNYS } from "@openbell/core/calendars/xnys"; import { isOpen } from "@openbell/core"; export const run = (t) => isOpen(XNYS, t);`,
    limit: 8_000,
    without: [...OTHER_VENUES, ...LOOKUP, ...HOST, /TIMESTAMPS_NOT_SORTED/],
  },
  {
    title: "a calendar alone",
    code: `export { XNYS } from "@openbell/core/calendars/xnys";`,
    limit: 3_000,
    without: [...OTHER_VENUES, ...LOOKUP, ...HOST, /Intl/, /Math\./, /class/],
  },
  {
    title: "formatDate alone",
    code: `import { formatDate } from "@openbell/core"; export const run = (day) => formatDate(day);`,
    limit: 1_000,
    without: [...OTHER_VENUES, ...LOOKUP, ...HOST, /Intl/, /coverage/, /holidays/],
  },
  {
    title: "an import that nothing uses",
    code: `import * as core from "@openbell/core"; import { XNYS } from "@openbell/core/calendars/xnys"; export const run = () => 1;`,
    limit: 100,
    without: [/Intl/, /Map/, /class/],
  },
];

/** The code of a bundle, minified, for a browser. */
async function bundle(contents: string): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: core, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
    // The project's own paths lead into the sources; what is measured is what is built.
    tsconfigRaw: {},
  });
  return result.outputFiles[0]?.text ?? "";
}

beforeAll(() => requireBuild("core"));

describe.each(CASES)("$title", ({ code, limit, without }) => {
  test(`is at most ${limit} bytes gzipped, and brings nothing else along`, async () => {
    const text = await bundle(code);
    const bytes = gzipSync(text).length;
    console.log(`${bytes} of ${limit} bytes`);
    expect(without.filter((name) => name.test(text)).map(String)).toEqual([]);
    expect(bytes).toBeLessThanOrEqual(limit);
  });
});
