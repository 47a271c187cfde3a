/** The command line in tests: in this process with streams of our own, and as a real process. */

import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";
import { run } from "../src/run.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A file of the examples that ship with the project. */
export const exampleFile = (name: string): string => here(`../../../examples/data/${name}`);

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "openbell-cli-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Names in a folder, hidden ones too. */
export const namesIn = (folder: string): string[] => readdirSync(folder).sort();

/** What a run left. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Settings of a run in this process. */
export interface RunSettings {
  readonly stdin?: Buffer | string;
  readonly env?: Record<string, string>;
  readonly terminal?: boolean;
  readonly signal?: AbortSignal;
}

/** Runs the command in this process. */
export async function openbell(
  argv: readonly string[],
  { stdin = "", env = {}, terminal = false, signal = new AbortController().signal }: RunSettings = {},
): Promise<Ran> {
  const out = collector(terminal);
  const err = collector(terminal);
  const code = await run(argv, { stdin: Readable.from([Buffer.from(stdin)]), stdout: out.stream, stderr: err.stream, env, signal });
  return { code, stdout: out.bytes(), stderr: err.bytes().toString() };
}

function collector(isTTY: boolean): { stream: Writable & { isTTY: boolean }; bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), bytes: () => Buffer.concat(chunks) };
}

/** Builds the command from its sources into a temporary folder and returns the path of its script. */
export async function builtCommand(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "dist"));
  copyFileSync(here("../package.json"), join(folder, "package.json"));
  const driver = pathToFileURL(createRequire(here("../../duckdb/package.json")).resolve("@duckdb/node-api")).href;
  const outfile = join(folder, "dist/main.mjs");
  await build({
    entryPoints: [here("../src/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    loader: { ".sql": "text" },
    external: ["pg"],
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
    plugins: [
      {
        name: "sources of the other packages",
        setup({ onResolve }) {
          onResolve({ filter: /^@duckdb\/node-api$/ }, () => ({ path: driver, external: true }));
          onResolve({ filter: /^@openbell\/core$/ }, () => ({ path: here("../../core/src/index.ts") }));
          onResolve({ filter: /^@openbell\/core\/(store|vwap$|calendars\/)/ }, ({ path }) => ({
            path: here(`../../core/src/${path.slice("@openbell/core/".length)}.ts`),
          }));
          onResolve({ filter: /^@openbell\/cv$/ }, () => ({ path: here("../../cv/src/index.ts") }));
          onResolve({ filter: /^@openbell\/duckdb$/ }, () => ({ path: here("../../duckdb/src/index.ts") }));
          onResolve({ filter: /^@openbell\/postgres$/ }, () => ({ path: here("../../postgres/src/index.ts") }));
        },
      },
    ],
  });
  return outfile;
}

/** A command that runs as a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran & { readonly signal: NodeJS.Signals | null }>;
}

/** Starts a script with arguments, standard input closed unless given. */
export function start(script: string, argv: readonly string[], stdin: Buffer | string = ""): Running {
  const child = spawn(process.execPath, [script, ...argv], { stdio: ["pipe", "pipe", "pipe"] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  const ended = new Promise<Ran & { signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() }));
  });
  return { child, ended };
}
