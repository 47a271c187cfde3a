/**
 * A server process of the rig's own: on a random port of the loopback interface, in a temporary folder, ended by its process id, and never
 * outliving the process that started it, however that one ends.
 *
 * @module
 */

import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a server can be sent. `SIGQUIT` is Postgres' immediate stop; `SIGSTOP` and `SIGCONT` reach its children, too. */
export type ServerSignal = "SIGKILL" | "SIGSTOP" | "SIGCONT" | "SIGTERM" | "SIGQUIT";

/** A running server. */
export interface Server {
  /** Its address as client libraries take it. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The process id; another one after `restart`. 0 for a server that the rig did not start. */
  readonly pid: number;
  /** Its data; empty for a server that the rig did not start. */
  readonly folder: string;
  /** Sends a signal, `SIGKILL` where left out: to the server and its children. */
  kill(signal?: ServerSignal): void;
  /** Starts it again on the same port and data, and waits until it answers. What still runs is ended first, in an orderly way. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** What a kind of server needs to be started. */
export interface Recipe {
  readonly name: string;
  readonly user: { readonly uid: number; readonly gid: number } | null;
  /** Made once, before the first start. */
  prepare?(folder: string): Promise<void>;
  command(folder: string, port: number): readonly [program: string, ...args: string[]];
  url(port: number): string;
  /** The signal that ends it at once and in order. */
  readonly orderly: NodeJS.Signals;
  /** Whether it answers; rejects or `false`: not yet. */
  ready(port: number): Promise<boolean>;
}

const HOST = "127.0.0.1";
const START_MS = 60_000;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A port that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, HOST, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** The children of a process. Postgres puts each into a group of its own, so that no signal to a group reaches them. */
function childrenOf(pid: number): number[] {
  const children: number[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "latin1");
      if (Number(stat.slice(stat.lastIndexOf(")") + 4).split(" ")[0]) === pid) children.push(Number(name));
    } catch {
      // It ended in between.
    }
  }
  return children;
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Ends the server when this process is gone: the pipe to the watchdog closes by itself, also after SIGKILL. */
function watchdog(pid: number, folder: string): ChildProcess {
  const script = 'read -r line; [ "$line" = done ] && exit; kill -QUIT $0; sleep 1; kill -KILL $0; rm -rf -- "$1"';
  const child = spawn("/bin/sh", ["-c", script, String(pid), folder], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  child.unref();
  child.stdin?.on("error", () => {});
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return child;
}

/** Starts a server by its recipe. @throws Error with the end of its log where it does not come up. */
export async function startServer(recipe: Recipe): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), `openbell-${recipe.name}-`));
  if (recipe.user !== null) chownSync(folder, recipe.user.uid, recipe.user.gid);
  let port = 0;
  let child: ChildProcess | undefined;
  let dog: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let running = false;

  const logged = (): string => readFileSync(join(folder, "server.log"), "utf8").slice(-600);

  async function launch(): Promise<void> {
    const [program, ...args] = recipe.command(folder, port);
    const log = openSync(join(folder, "server.log"), "a");
    const started = spawn(program, args, { cwd: folder, stdio: ["ignore", log, log], ...(recipe.user ?? {}) });
    child = started;
    running = true;
    ended = new Promise((resolve) => {
      const over = (): void => {
        if (child === started) running = false;
        resolve();
      };
      started.once("exit", over);
      started.once("error", over);
    });
    started.unref();
    if (started.pid !== undefined) dog = watchdog(started.pid, folder);
    const until = Date.now() + START_MS;
    for (;;) {
      if (!running) throw new Error(`${recipe.name} ended while it started: ${logged()}`);
      if (await recipe.ready(port).catch(() => false)) return;
      if (Date.now() > until) throw new Error(`${recipe.name} did not answer within ${START_MS} ms: ${logged()}`);
      await sleep(15);
    }
  }

  function dismiss(): void {
    dog?.stdin?.end("done\n");
    dog = undefined;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child?.pid !== undefined && running) {
      signalTo(child.pid, "SIGCONT");
      signalTo(child.pid, signal);
      const late = setTimeout(() => kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    }
    dismiss();
  }

  function kill(signal: ServerSignal = "SIGKILL"): void {
    const pid = child?.pid;
    if (pid === undefined || !running) return;
    const whole = signal === "SIGKILL" || signal === "SIGSTOP" || signal === "SIGCONT";
    const children = whole ? childrenOf(pid) : [];
    signalTo(pid, signal);
    for (const each of children) signalTo(each, signal);
  }

  const server: Server = {
    get url() {
      return recipe.url(port);
    },
    host: HOST,
    get port() {
      return port;
    },
    get pid() {
      return child?.pid ?? 0;
    },
    folder,
    kill,
    async restart() {
      // A process that was just killed is still there for a moment, and holds the port.
      await Promise.race([ended, sleep(100)]);
      await end(recipe.orderly);
      for (let attempt = 1; ; attempt++) {
        try {
          return await launch();
        } catch (error) {
          // Postgres' children hold its shared memory for a moment after their parent was killed.
          await end("SIGKILL");
          if (attempt === 20) throw error;
          await sleep(50 * attempt);
        }
      }
    },
    async stop() {
      await end("SIGKILL" as NodeJS.Signals);
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };

  try {
    await recipe.prepare?.(folder);
    for (let attempt = 1; ; attempt++) {
      port = await freePort();
      try {
        await launch();
        return server;
      } catch (error) {
        // Somebody else took the port between the look and the start.
        await end("SIGKILL");
        if (attempt === 5 || !/in use/i.test(String(error))) throw error;
      }
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A server that was there before: used as it is, neither killed nor started again. */
export function foreignServer(kind: string, address: string, defaultPort: number): Server {
  const { hostname, port } = new URL(address);
  const no = (): never => {
    throw new Error(`The ${kind} server was not started by the rig, which therefore does not end it. Ask for \`own: true\`.`);
  };
  return {
    url: address,
    host: hostname,
    port: Number(port) || defaultPort,
    pid: 0,
    folder: "",
    kill: no,
    restart: no,
    stop: async () => {},
  };
}
