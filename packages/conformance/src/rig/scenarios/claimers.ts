/** Several workers claim due records and are killed meanwhile: every record is handled, and once by effect. @module */

import { memoryJournal } from "../history/journal.js";
import { dueKeys, makeDue } from "../workloads/claimers.js";
import { finalRecords } from "../workloads/client.js";
import { randomFrom } from "../workloads/random.js";
import { crewOf, newTenant, type Stage, type Verdict } from "./stage.js";

/** How many of what. */
export interface ClaimersOptions {
  readonly records: number;
  readonly workers?: number;
  readonly kills?: number;
  readonly everyMs?: number;
  readonly seed?: number;
  readonly leaseMs?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes the records, lets the workers loose, kills some of them. */
export async function claimersWithKills(stage: Stage, options: ClaimersOptions): Promise<Verdict> {
  const { records, workers = 8, kills = 10, everyMs = 150, seed = 1, leaseMs = 400 } = options;
  const tenant = newTenant("due");
  const crew = crewOf(stage);
  const random = randomFrom(seed);
  const journal = memoryJournal();
  const problems: string[] = [];
  const workloadOf = (worker: string) =>
    ({ run: "claimer", plan: { tenant, records, batch: 5, leaseMs, worker, idleMs: leaseMs * 3 } }) as const;
  const store = await stage.open();
  try {
    await makeDue(store, { tenant, records }, journal);
    const members = Array.from({ length: workers }, (_, i) => ({ name: `w${i}`, child: crew.start(`w${i}`, workloadOf(`w${i}`)) }));
    let killed = 0;
    while (killed < kills && members.some(({ child }) => child.running)) {
      await pause(everyMs);
      const member = members[Math.floor(random() * members.length)];
      if (!member?.child.running) continue;
      member.child.kill("SIGKILL");
      await member.child.end;
      member.child = crew.start(member.name, workloadOf(member.name));
      killed++;
    }
    for (const { name, child } of members) {
      const { code, signal, said } = await child.end;
      if (code !== 0) problems.push(`worker ${name} did not come to its end (${code ?? signal}): ${said.slice(-900)}`);
    }
    const keys = dueKeys({ tenant, records });
    const finals = await finalRecords(store, keys);
    const unhandled = finals.filter(({ log }) => log.length < 2).length;
    const twice = finals.filter(({ log }) => log.length > 2).length;
    if (unhandled > 0) problems.push(`${unhandled} of ${records} due records were handled by nobody.`);
    if (twice > 0) problems.push(`${twice} of ${records} due records were handled more than once.`);
    const checked = await crew.check(store, keys, journal.attempts());
    return { ...checked, faults: { kills: killed }, problems };
  } finally {
    await store.close();
    crew.dismiss();
  }
}
