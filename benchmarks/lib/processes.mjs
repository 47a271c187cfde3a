/** Fresh Node processes, one after the other. @module */

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Path of a script in this folder's `processes`. */
export const script = (name) => fileURLToPath(new URL(`../processes/${name}`, import.meta.url));

/** Runs Node; resolves to what it printed. Asynchronous, so that no synchronous wait keeps this process's own threads busy. */
export function node(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"])
      child[stream].setEncoding("utf8").on("data", (text) => {
        output[stream] += text;
      });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(output.stdout) : reject(new Error(`node ${args.join(" ")} ended with ${code}\n${output.stderr}`)),
    );
  });
}
