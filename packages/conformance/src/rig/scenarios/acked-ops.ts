/**
 * Many processes write at once while things go wrong around them: paused processes, killed processes, cut connections, a server that forgets its
 * scripts or dies. Then every acknowledged write is counted.
 *
 * @module
 */

import { loadKeys } from "../workloads/load.js";
import { randomFrom } from "../workloads/random.js";
import { crewOf, newTenant, type Stage, type Verdict } from "./stage.js";

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Answers `false` where there was nothing to be done. */
  run(): unknown;
}

/** How much is written, and what goes wrong. */
export interface AckedOpsOptions {
  readonly processes: number;
  /** Acknowledged writes of each process. */
  readonly writes: number;
  readonly records: number;
  readonly lanes?: number;
  readonly seed?: number;
  /** Faults of the server and the network, one after the other in random order. */
  readonly faults?: readonly Fault[];
  /** The pause between faults, in milliseconds; 150 where left out. */
  readonly everyMs?: number;
  /** Whether processes are paused (and, with `kills`, ended and started again). */
  readonly pauses?: boolean;
  readonly kills?: boolean;
  readonly removals?: boolean;
  readonly limitMs?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs the load and the faults; what is acknowledged is checked to the last write. */
export async function ackedOps(stage: Stage, options: AckedOpsOptions): Promise<Verdict> {
  const { processes, writes, records, lanes = 8, seed = 1, faults = [], everyMs = 150, limitMs = 240_000 } = options;
  const { pauses = true, kills = false, removals = true } = options;
  const tenant = newTenant("load");
  const crew = crewOf(stage, limitMs);
  const random = randomFrom(seed);
  const made: Record<string, number> = {};
  const problems: string[] = [];
  const planOf = (i: number) => ({ run: "load", plan: { tenant, records, writes, lanes, seed: seed * 100 + i, removals } }) as const;
  try {
    const members = Array.from({ length: processes }, (_, i) => ({ i, child: crew.start(`p${i}`, planOf(i)), killed: 0 }));
    const all: Fault[] = [...faults];
    const some = () => members.filter(({ child }) => child.running)[Math.floor(random() * members.length)];
    if (pauses)
      all.push({
        name: "pause",
        async run() {
          const member = some();
          if (member === undefined) return false;
          member.child.kill("SIGSTOP");
          await pause(100 + random() * 200);
          member.child.kill("SIGCONT");
          return true;
        },
      });
    if (kills)
      all.push({
        name: "kill",
        async run() {
          const member = some();
          if (member === undefined || member.killed >= 1) return false;
          member.killed++;
          member.child.kill("SIGKILL");
          await member.child.end;
          member.child = crew.start(`p${member.i}`, planOf(member.i));
          return true;
        },
      });
    const running = (): boolean => members.some(({ child }) => child.running);
    while (running()) {
      await Promise.race([pause(everyMs), Promise.all(members.map(({ child }) => child.end))]);
      const fault = all[Math.floor(random() * all.length)];
      if (fault === undefined || !running()) continue;
      if ((await fault.run()) !== false) made[fault.name] = (made[fault.name] ?? 0) + 1;
    }
    for (const { i, child } of members) {
      const { code, signal, said } = await child.end;
      if (code !== 0) problems.push(`process ${i} did not come to its end (${code ?? signal}): ${said.slice(-900)}`);
    }
    const store = await stage.open();
    const checked = await crew.check(store, loadKeys({ tenant, records }));
    await store.close();
    return { ...checked, faults: made, problems };
  } finally {
    crew.dismiss();
  }
}
