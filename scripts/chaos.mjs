/**
 * The long run of the fault rig: loads, claimers, owners and crashes in turn on every store, for as long as asked, each round with a seed of its own.
 * Prints what was done and found; exits with 1 where anything acknowledged was lost or doubled, with a line that does the round again.
 *
 *   node scripts/chaos.mjs --minutes 10
 *   node scripts/chaos.mjs --minutes 1 --store pg --scenario load --seed 42
 *
 * Servers are its own: on the loopback interface, in temporary folders, ended at the end. Records, writes and time of a round are bounded.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const USAGE =
  "npm run chaos -- [--minutes N] [--seed S] [--store files|node-redis|ioredis|pg|postgres.js] [--scenario load|claimers|owners|crashes|power]";

function options() {
  try {
    return parseArgs({
      options: {
        help: { type: "boolean", default: false },
        minutes: { type: "string", default: "1" },
        seed: { type: "string" },
        store: { type: "string" },
        scenario: { type: "string" },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const values = options();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 24 * 60)) throw new Error("--minutes: expected a number above 0, at most 1440.");

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "openbell-chaos-"));
process.env.OPENBELL_ROOT = root;
// The rig is TypeScript: one bundle of it, with the sources of the packages, is what runs here.
const outfile = join(folder, "chaos.mjs");
const sources = (name) => join(root, "packages", name);
await build({
  entryPoints: [sources("conformance/test/rig/support/chaos.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["esbuild"],
  logLevel: "error",
  loader: { ".lua": "text", ".sql": "text" },
  alias: {
    "@openbell/core/store/adapter": sources("core/src/store/adapter.ts"),
    "@openbell/core/store": sources("core/src/store.ts"),
    "@openbell/core": sources("core/src/index.ts"),
    "@openbell/conformance/rig": sources("conformance/src/rig/index.ts"),
    "@openbell/redis": sources("redis/src/index.ts"),
    "@openbell/postgres": sources("postgres/src/index.ts"),
    "@openbell/object-store": sources("object-store/src/index.ts"),
  },
  // The bundle lies in a temporary folder: what it imports from packages is found from here.
  banner: {
    js: `import { createRequire as __r } from "node:module"; const require = __r(${JSON.stringify(pathToFileURL(join(root, "package.json")).href)});`,
  },
});
process.env.OPENBELL_ESBUILD = import.meta.resolve("esbuild");
try {
  const { chaos } = await import(pathToFileURL(outfile).href);
  const { store, scenario, seed } = values;
  process.exitCode = await chaos({ minutes, store, scenario, seed: seed === undefined ? undefined : Number(seed), print: console.log });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
