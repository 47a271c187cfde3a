/** What the scenarios have in common: a store that several processes can open, their journals, and the check at the end. @module */

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordKey, RecordStore, StoreOptions } from "@openbell/core/store";
import type { FailpointPlan } from "../failpoints.js";
import { type CheckResult, checkHistory } from "../history/check.js";
import type { Attempt } from "../history/events.js";
import { readJournal } from "../history/journal.js";
import { type Child, startChild } from "../processes/child.js";
import { finalRecords } from "../workloads/client.js";
import type { Workload, WorkloadInput } from "../workloads/run.js";

/** A store that this process and its children open by themselves. */
export interface Stage {
  readonly name: string;
  /** The bundled program of the children; it calls `runWorkload`. */
  readonly program: string;
  /** What the program opens its store by. */
  readonly spec: unknown;
  /** Opens the same store here. */
  open(options?: StoreOptions): Promise<RecordStore>;
}

/** What a scenario found: the check of its history, and what else went wrong. */
export interface Verdict extends CheckResult {
  /** Faults that were made, by name. */
  readonly faults: Readonly<Record<string, number>>;
  /** What is wrong beside the history: children that were stuck, records handled twice. */
  readonly problems: readonly string[];
}

/** Whether all is well. */
export const isClean = (verdict: Pick<Verdict, "violations" | "problems">): boolean =>
  verdict.violations.length === 0 && verdict.problems.length === 0;

/** A tenant of its own, so that scenarios share a server and not records. */
let tenants = 0;
export const newTenant = (name: string): string => `${name}-${process.pid}-${Date.now().toString(36)}-${tenants++}`;

/** The children of one scenario and their journals. */
export interface Crew {
  start(name: string, workload: Workload, failpoint?: FailpointPlan): Child;
  /** All attempts of all children. */
  attempts(): Attempt[];
  notes(name: string): { readonly name: string; readonly value: unknown }[];
  /** Checks it all against the records as they are now. */
  check(store: RecordStore, keys: readonly RecordKey[], more?: readonly Attempt[]): Promise<CheckResult>;
  dismiss(): void;
}

/** Children for a stage. */
export function crewOf(stage: Stage, limitMs?: number): Crew {
  const folder = mkdtempSync(join(tmpdir(), "openbell-journals-"));
  const names = new Set<string>();
  const children: Child[] = [];
  const finished = new Map<string, boolean>();
  const pathOf = (name: string): string => join(folder, `${name}.jsonl`);
  const crew: Crew = {
    start(name, workload, failpoint) {
      names.add(name);
      const input: WorkloadInput = { spec: stage.spec, workload, journal: pathOf(name), ...(failpoint === undefined ? {} : { failpoint }) };
      const child = startChild(stage.program, input, limitMs);
      finished.set(name, false);
      void child.end.then(({ code }) => finished.set(name, code === 0));
      children.push(child);
      return child;
    },
    attempts: () =>
      [...names].flatMap((name) => (existsSync(pathOf(name)) ? readJournal(pathOf(name), name, finished.get(name)).attempts : [])),
    notes: (name) => (existsSync(pathOf(name)) ? [...readJournal(pathOf(name), name).notes] : []),
    async check(store, keys, more = []) {
      return checkHistory([...more, ...crew.attempts()], await finalRecords(store, keys));
    },
    dismiss() {
      for (const child of children) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return crew;
}
