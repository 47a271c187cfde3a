/**
 * An owner is paused, another takes over, the first wakes up and goes on: nothing that it writes under its old epoch goes through.
 *
 * @module
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryJournal } from "../history/journal.js";
import { loggingClient } from "../workloads/client.js";
import { ownedKey } from "../workloads/owner.js";
import { crewOf, newTenant, type Stage, type Verdict } from "./stage.js";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets two owners take turns for so many rounds, the one that has it being stopped in between. */
export async function ownersInTurn(stage: Stage, options: { readonly rounds: number }): Promise<Verdict> {
  const tenant = newTenant("owner");
  const folder = mkdtempSync(join(tmpdir(), "openbell-turn-"));
  const turn = join(folder, "turn");
  const crew = crewOf(stage);
  const journal = memoryJournal();
  const problems: string[] = [];
  const store = await stage.open();
  const key = ownedKey(tenant);
  try {
    await loggingClient(store, journal).put(key, { is: "absent" });
    const names = ["a", "b"] as const;
    const [a, b] = names.map((name) => crew.start(name, { run: "owner", plan: { tenant, name, turn } }));
    const epoch = async (): Promise<number> => {
      const found = await store.get(key);
      return found.found ? (found.record.epoch ?? 0) : 0;
    };
    for (let round = 0; round < options.rounds; round++) {
      const old = round % 2 === 0 ? b : a;
      const before = await epoch();
      if (round > 0) old?.kill("SIGSTOP");
      writeFileSync(turn, names[round % 2] as string);
      const until = Date.now() + 20_000;
      while ((await epoch()) === before && Date.now() < until && a?.running && b?.running) await pause(2);
      if ((await epoch()) === before) problems.push(`round ${round}: nobody took over.`);
      old?.kill("SIGCONT");
      await pause(15);
      // Nobody is left to take turns: why, is told below.
      if (!a?.running || !b?.running) break;
    }
    writeFileSync(turn, "end");
    for (const child of [a, b]) {
      const end = await child?.end;
      if (end?.code !== 0) problems.push(`an owner did not come to its end: ${end?.said.slice(-900)}`);
    }
    const checked = await crew.check(store, [key], journal.attempts());
    const fenced = names.reduce((sum, name) => sum + crew.notes(name).filter((note) => note.name === "fenced").length, 0);
    return { ...checked, faults: { rounds: options.rounds, fenced }, problems };
  } finally {
    await store.close();
    crew.dismiss();
    rmSync(folder, { recursive: true, force: true });
  }
}
