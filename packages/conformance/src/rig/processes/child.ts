/**
 * Both ends of a child process: the parent starts a bundled program with an input and learns how it ended; the program asks for its input.
 *
 * @module
 */

import { type ChildProcess, spawn } from "node:child_process";

const INPUT = "OPENBELL_RIG_INPUT";

/** How a child process ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it said on standard error and output. */
  readonly said: string;
}

/** A running child process. */
export interface Child {
  readonly pid: number;
  readonly running: boolean;
  readonly end: Promise<ChildEnd>;
  kill(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT" | "SIGTERM"): void;
}

/** Starts a program. It is ended after `limitMs`, 120 s where left out, so that a test never waits for ever. */
export function startChild(program: string, input: unknown, limitMs = 120_000): Child {
  const env = { ...process.env, [INPUT]: JSON.stringify(input), NODE_OPTIONS: "" };
  const child: ChildProcess = spawn(process.execPath, ["--enable-source-maps", program], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data) => {
      said = (said + data).slice(-4000);
    });
  }
  let running = true;
  const late = setTimeout(() => child.kill("SIGKILL"), limitMs);
  const leave = (): void => void child.kill("SIGKILL");
  process.once("exit", leave);
  const end = new Promise<ChildEnd>((resolve) => {
    child.once("close", (code, signal) => {
      running = false;
      clearTimeout(late);
      process.off("exit", leave);
      resolve({ code, signal, said });
    });
  });
  return {
    pid: child.pid ?? 0,
    get running() {
      return running;
    },
    end,
    kill: (signal) => void (running && child.kill(signal)),
  };
}

/** In a child process: what the parent gave it. */
export function childInput<Input>(): Input {
  const text = process.env[INPUT];
  if (text === undefined) throw new Error("This program is started by the rig, which gives it its input.");
  return JSON.parse(text) as Input;
}
