#!/usr/bin/env node
/** The `openbell` command. @module */

import { run } from "./run.js";

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The first stops the work and tidies up; the second does not wait. Temporary files go either way, when the process exits.
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort(new Error(signal));
  });
}
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: interruption.signal,
});
