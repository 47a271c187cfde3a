/**
 * What a web page pays for one calendar and `assignSessions`: the bundle that esbuild makes of the built packages for a browser, minified
 * and gzipped. No floor, no peer; the same every time.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const PAGE = `
  import { assignSessions } from "@openbell/core";
  import { XNYS } from "@openbell/core/calendars/xnys";
  export const run = (timestamps) => assignSessions(XNYS, timestamps);
`;

export async function run() {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    // The built packages: the paths of the repository's tsconfig.json lead to the sources.
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  return [
    { title: "bundle of XNYS and assignSessions, gzipped", ours: { median: bytes, min: bytes }, unit: "bytes", goal: { atMost: 8192 } },
  ];
}
