/**
 * A machine without power, as far as that can be had without one: the server is ended in the middle of a load, what its system had not yet put on
 * the disk is cut off its files, and it is started again. A kill alone shows nothing, since the system keeps what a process had written.
 *
 * @module
 */

import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../servers/server.js";
import { loadKeys } from "../workloads/load.js";
import { crewOf, newTenant, type Stage, type Verdict } from "./stage.js";

/** How the power goes. */
export interface PowerOptions {
  readonly server: "redis" | "postgres";
  /** How much of the log is lost with the power: what was written in so many milliseconds. 0 for a server that syncs before it answers. */
  readonly unsyncedMs: number;
  /** How long the load runs before, from its first acknowledged write on; longer where nothing was written before what is to be lost. */
  readonly afterMs: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The append-only file that Redis writes to at present. */
function appendFile(folder: string): string {
  const names = readdirSync(join(folder, "appendonlydir")).filter((name) => name.endsWith(".incr.aof"));
  return join(folder, "appendonlydir", names.sort().at(-1) ?? "");
}

/** Runs a load, takes the power away, and checks what was acknowledged before. */
export async function powerCut(stage: Stage, server: Server, options: PowerOptions): Promise<Verdict> {
  const { unsyncedMs, afterMs } = options;
  const tenant = newTenant("power");
  const crew = crewOf(stage, 60_000);
  const problems: string[] = [];
  try {
    const plan = { tenant, records: 50, writes: 1_000_000, lanes: 8, seed: 1, client: { attempts: 1 } };
    const children = [0, 1].map((i) => crew.start(`p${i}`, { run: "load", plan: { ...plan, seed: i } }));
    const sizes: { atMs: number; size: number }[] = [];
    /** The size of the log that the power leaves, if it goes now. */
    const left = (): number | undefined => sizes.filter(({ atMs }) => atMs <= performance.now() - unsyncedMs).at(-1)?.size;
    let beganMs = Number.POSITIVE_INFINITY;
    for (let enough = false; !enough; ) {
      const applied = crew.attempts().filter(({ outcome }) => outcome === "applied").length;
      if (applied > 0) beganMs = Math.min(beganMs, performance.now());
      enough = applied >= 500 && performance.now() - beganMs >= afterMs && (unsyncedMs === 0 || (left() ?? 0) > (sizes[0]?.size ?? 0));
      if (options.server === "redis") sizes.push({ atMs: performance.now(), size: statSync(appendFile(server.folder)).size });
      await pause(50);
      if (children.some(({ running }) => !running)) {
        problems.push(`A process ended before the power did: ${(await Promise.race(children.map(({ end }) => end))).said.slice(-900)}`);
        break;
      }
    }
    const size = left();
    server.kill(options.server === "postgres" ? "SIGQUIT" : "SIGKILL");
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(children.map(({ end }) => end));
    if (unsyncedMs > 0) {
      if (size === undefined) problems.push("The load was shorter than what is to be lost.");
      else truncateSync(appendFile(server.folder), size);
    }
    await server.restart();
    const store = await stage.open();
    const checked = await crew.check(store, loadKeys({ tenant, records: plan.records }));
    await store.close();
    return { ...checked, faults: { "power cuts": 1 }, problems };
  } finally {
    crew.dismiss();
  }
}
