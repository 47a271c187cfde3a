/** What a page pays: a module bundled for a browser by esbuild from the built packages, minified and gzipped. @module */

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Bytes of the bundle of a module's text. */
export async function bundleBytes(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "js" },
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
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
