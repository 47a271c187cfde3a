/** Runs ablations: bundles the watcher with one mechanism less, and asks what it noticed. @module */

import { startChild, startRedis } from "@openbell/conformance/rig";
import type { AblationInput } from "../support/ablation.js";
import { program, ROOT } from "../support/stage.js";
import type { StoreSpec } from "../support/stores.js";
import type { Ablation, Watch } from "./list.js";

/** What became of one. */
export interface AblationResult {
  readonly mechanism: string;
  /** What was noticed; nothing: nobody would have. */
  readonly noticed: readonly string[];
  readonly ms: number;
}

/** Where the stores of the suites are. */
export interface Places {
  readonly folder: string;
  readonly redis: string | null;
  readonly postgres: string | null;
}

let runs = 0;

function specOf(watch: Watch, places: Places): StoreSpec | null {
  if (!("suite" in watch) || watch.suite === "memory") return null;
  const shared = { root: ROOT, kind: watch.suite };
  if (watch.suite === "files") return { ...shared, at: `${places.folder}/files-${runs++}` };
  const at = watch.suite === "pg" ? places.postgres : places.redis;
  if (at === null) throw new Error(`There is no server for ${watch.suite}.`);
  return { ...shared, at, schema: `ablation_${process.pid}_${runs++}` };
}

/** Whether its server is there. */
export const canRun = ({ watch }: Pick<Ablation, "watch">, { redis, postgres }: Places): boolean =>
  !("suite" in watch) || (watch.suite === "pg" ? postgres !== null : watch.suite !== "node-redis" || redis !== null);

/** What the watcher says; a watcher that does not come to its end noticed that. `null` for `ablation`: nothing is taken away. */
export async function watched(watch: Watch, ablation: Ablation | null, places: Places): Promise<AblationResult> {
  const startMs = performance.now();
  const name = `ablation-${runs++}`;
  const bundle = await program("ablation.ts", places.folder, ablation === null ? [] : [ablation], name);
  const fresh = "suite" in watch && watch.fresh ? await startRedis({ own: true }) : null;
  const input: AblationInput = { watch, spec: specOf(watch, fresh === null ? places : { ...places, redis: fresh.url }) };
  const { said, code, signal } = await startChild(bundle, input, 90_000).end;
  await fresh?.stop();
  const line = /^NOTICED (.*)$/m.exec(said);
  const noticed = line === null ? [`no end (${code ?? signal}): ${said.slice(-600)}`] : (JSON.parse(line[1] as string) as string[]);
  return { mechanism: ablation?.mechanism ?? "nothing", noticed, ms: performance.now() - startMs };
}
