/**
 * Makes one file of a program and all that it imports, from sources, so that a child process can run it without a build. A patch changes one
 * source on the way: that is how mechanisms are taken away to see whether anybody notices.
 *
 * @module
 */

import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";

/** A change of one source text. */
export interface Patch {
  /** The end of the file's path. */
  readonly file: string;
  /** Text that is there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** What to bundle. */
export interface BundleOptions {
  /** The program. */
  readonly entry: string;
  /** The folder that the bundle goes to. */
  readonly folder: string;
  /** Names of imports and the source files that they mean; `*` stands for the rest. */
  readonly alias?: Readonly<Record<string, string>>;
  readonly patches?: readonly Patch[];
  /** Part of the bundle's file name. */
  readonly name?: string;
}

/** A source without its patch: the text to be changed is not there exactly once. */
export class StalePatch extends Error {}

/** The text with the patch. @throws StalePatch */
export function patched(text: string, { file, find, replace }: Patch): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new StalePatch(`${file}: the text to be replaced is there ${parts.length - 1} times, expected once: ${find}`);
  return parts.join(replace);
}

function sourcesPlugin({ alias = {}, patches = [] }: BundleOptions, applied: Set<Patch>): Plugin {
  const names = Object.entries(alias).map(([name, path]) => {
    const [before = "", after] = name.split("*");
    return { before, star: after !== undefined, path };
  });
  return {
    name: "sources",
    setup(build) {
      build.onResolve({ filter: /^[@a-z]/ }, ({ path }) => {
        for (const { before, star, path: target } of names) {
          if (!star && path === before) return { path: resolve(target) };
          if (star && path.startsWith(before)) return { path: resolve(target.replace("*", path.slice(before.length))) };
        }
        return undefined;
      });
      build.onLoad({ filter: /\.(ts|lua|sql)$/ }, ({ path }) => {
        const mine = patches.filter(({ file }) => path.endsWith(`${sep}${file}`) || path === file);
        const text = /\.(lua|sql)$/.test(path);
        let contents = readFileSync(path, "utf8");
        for (const patch of mine) {
          contents = patched(contents, patch);
          applied.add(patch);
        }
        return { contents, loader: text ? "text" : "ts" };
      });
    },
  };
}

/** Bundles, and answers with the path of the bundle. @throws StalePatch where a patch does not fit, or its file is not part of the program. */
export async function bundle(options: BundleOptions): Promise<string> {
  // A bundle of the rig lies where the name leads nowhere; who bundles it says where esbuild is.
  const { build } = (await import(process.env["OPENBELL_ESBUILD"] ?? "esbuild")) as typeof import("esbuild");
  const { entry, folder, name = "program", patches = [] } = options;
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name}.mjs`);
  const applied = new Set<Patch>();
  const stale: StalePatch[] = [];
  const settings: BuildOptions = {
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
    sourcemap: "inline",
    sourcesContent: false,
    external: ["esbuild"],
    // Modules in CommonJS that were bundled ask for Node's own by `require`.
    banner: { js: 'import { createRequire as __require } from "node:module"; const require = __require(import.meta.url);' },
    plugins: [sourcesPlugin(options, applied)],
  };
  try {
    await build(settings);
  } catch (error) {
    const text = String(error);
    if (text.includes("the text to be replaced")) throw new StalePatch(text);
    throw error;
  }
  for (const patch of patches) if (!applied.has(patch)) stale.push(new StalePatch(`${patch.file}: no part of the program.`));
  if (stale[0] !== undefined) throw stale[0];
  return outfile;
}
