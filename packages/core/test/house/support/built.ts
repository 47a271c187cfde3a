/** What the tests of the house share: where the built packages are, and how to run Node on something outside of the test. @module */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository: string = fileURLToPath(new URL("../../../../..", import.meta.url));
export const core: string = join(repository, "packages/core");

const LIBRARY: readonly string[] = ["index.js", "index.d.ts"];

const BUILT = {
  core: LIBRARY,
  cv: LIBRARY,
  duckdb: LIBRARY,
  redis: LIBRARY,
  postgres: LIBRARY,
  "object-store": LIBRARY,
  conformance: LIBRARY,
  cli: ["main.js"],
};

/** Stops a test that needs built packages with what to do about it. */
export function requireBuild(...packages: readonly (keyof typeof BUILT)[]): void {
  for (const name of packages) {
    for (const file of BUILT[name]) {
      const path = `packages/${name}/dist/${file}`;
      if (!existsSync(join(repository, path))) throw new Error(`${path} is missing: run \`npm run build\` first`);
    }
  }
}

/** Files below a folder, as relative paths with forward slashes, sorted. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();

/** Makes the built packages importable by name in a folder, as an installation would. */
export function installBuilt(folder: string): void {
  for (const [name, target] of [
    ["@openbell/core", "packages/core"],
    ["@openbell/cv", "packages/cv"],
    ["@openbell/duckdb", "packages/duckdb"],
    ["@openbell/redis", "packages/redis"],
    ["@openbell/postgres", "packages/postgres"],
    ["@openbell/object-store", "packages/object-store"],
    ["@openbell/conformance", "packages/conformance"],
    ["@electric-sql/pglite", "packages/postgres/node_modules/@electric-sql/pglite"],
    ["ioredis", "packages/redis/node_modules/ioredis"],
    ["pg", "packages/postgres/node_modules/pg"],
    ["@types/pg", "packages/postgres/node_modules/@types/pg"],
    ["redis", "packages/redis/node_modules/redis"],
    ["@types/node", "node_modules/@types/node"],
    ["temporal-polyfill", "packages/core/node_modules/temporal-polyfill"],
  ] as const) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, target), link, "dir");
  }
}

/** Runs a module in this Node and returns what it printed. */
export const runModule = (file: string, cwd: string): string =>
  execFileSync(process.execPath, [file], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
