/** Packs every package that is published and checks the tarballs: publint for the manifest, attw for the types. @module */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pack, root } from "./pnpm.mjs";

const packages = [
  { folder: "packages/core", types: true },
  { folder: "packages/duckdb", types: true },
  { folder: "packages/cli", types: false }, // a command, nothing to import
];

const folder = mkdtempSync(join(tmpdir(), "openbell-packed-"));
let failed = 0;

/** Runs a tool; what it prints is shown only if it fails. */
const check = (tool, args) => {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", tool), args, { cwd: root, encoding: "utf8" });
  console.log(`${status === 0 ? "ok    " : "failed"} ${tool} ${basename(args.at(-1))}`);
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
    check("publint", ["run", "--strict", tarball]);
    if (types) check("attw", ["--profile", "esm-only", "--no-emoji", tarball]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

process.exitCode = failed === 0 ? 0 : 1;
