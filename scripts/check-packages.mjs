/**
 * Packs every package that is published and checks the tarballs: publint for the manifest, attw for the types; then installs them
 * together in an empty folder, as a user would, and runs the command.
 *
 * @module
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pack, root } from "./pnpm.mjs";

const packages = [
  { folder: "packages/core", types: true },
  { folder: "packages/cv", types: true },
  { folder: "packages/duckdb", types: true },
  { folder: "packages/redis", types: true },
  { folder: "packages/postgres", types: true },
  { folder: "packages/object-store", types: true },
  { folder: "packages/conformance", types: true },
  { folder: "packages/cli", types: false }, // a command, nothing to import
];

const folder = mkdtempSync(join(tmpdir(), "openbell-packed-"));
const tarballs = [];
let failed = 0;

const tool = (name) => join(root, "node_modules/.bin", name);

/** Runs a command; what it prints is shown only if it fails. */
const check = (name, command, args, cwd = root) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  console.log(`${status === 0 ? "ok    " : "failed"} ${name}`);
  if (status === 0) return;
  console.log(stdout, stderr);
  failed += 1;
};

try {
  for (const { folder: packageFolder, types } of packages) {
    const tarball = pack(join(root, packageFolder), folder);
    const manifest = execFileSync("tar", ["-xzOf", tarball, "package/package.json"], { encoding: "utf8" });
    if (manifest.includes("workspace:")) {
      console.error(`${packageFolder}: the packed package.json still says "workspace:"`);
      failed += 1;
    }
    tarballs.push(tarball);
    check(`publint ${basename(tarball)}`, tool("publint"), ["run", "--strict", tarball]);
    if (types) check(`attw ${basename(tarball)}`, tool("attw"), ["--profile", "esm-only", "--no-emoji", tarball]);
  }

  const user = join(folder, "user");
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), '{ "private": true }');
  check("npm install of all of them", "npm", ["install", "--no-audit", "--no-fund", ...tarballs], user);
  check("openbell --version", join(user, "node_modules/.bin/openbell"), ["--version"], user);
  const bars = join(root, "examples/data/es-1m-2013-10-06_11.csv.gz");
  check(
    "openbell assign",
    join(user, "node_modules/.bin/openbell"),
    ["assign", bars, "-o", "out.parquet", "--calendar", "CME_Equity"],
    user,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

process.exitCode = failed === 0 ? 0 : 1;
