/** Programs in processes of their own, bundled from the sources, so that they can be ended at any step. @module */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** A program that can be started often. */
export interface Program {
  /** Starts it; what it prints comes line by line. */
  start(...args: readonly string[]): Child;
  remove(): void;
}

export interface Child {
  readonly process: ChildProcess;
  /** Its output so far, by lines; complete once it has ended. */
  readonly lines: string[];
  /** How it ended: an exit code, or a signal's name. */
  readonly ended: Promise<number | string>;
}

/** Bundles a program from `test/programs`. */
export async function program(name: string): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "openbell-program-"));
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["@aws-sdk/client-s3"],
    alias: {
      "@openbell/core": source("core/src/index.ts"),
      "@openbell/core/store": source("core/src/store.ts"),
      "@openbell/core/store/adapter": source("core/src/store/adapter.ts"),
    },
  });
  return {
    start(...args) {
      const child = spawn(process.execPath, [outfile, ...args], { stdio: ["ignore", "pipe", "inherit"] });
      const lines: string[] = [];
      let rest = "";
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        const parts = (rest + chunk).split("\n");
        rest = parts.pop() as string;
        lines.push(...parts);
      });
      const ended = new Promise<number | string>((resolve) => child.on("close", (code, signal) => resolve(signal ?? code ?? -1)));
      return { process: child, lines, ended };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
