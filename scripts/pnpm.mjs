/** The pinned pnpm, by way of the npx that comes with Node: nothing needs to be installed globally. @module */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const { packageManager } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** Runs pnpm and returns what it printed on standard output. */
export const pnpm = (args, options = {}) =>
  execFileSync("npx", ["-y", packageManager, ...args], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], ...options });

/** Packs a workspace package as it would be published, into `folder`; returns the path of the tarball. */
export const pack = (packageFolder, folder) =>
  JSON.parse(pnpm(["pack", "--json", "--pack-destination", folder], { cwd: packageFolder })).filename;
