/** What a child process does: the workload that its input names, on the store that its program opens. @module */

import { existsSync } from "node:fs";
import type { RecordStore, StoreOptions } from "@openbell/core/store";
import { type FailpointPlan, failpointOf } from "../failpoints.js";
import { openJournal, readJournal } from "../history/journal.js";
import { childInput } from "../processes/child.js";
import { type ClaimPlan, runClaimer } from "./claimers.js";
import { type LoadPlan, runLoad } from "./load.js";
import { type OwnerPlan, runOwner } from "./owner.js";
import { runTour, type TourPlan } from "./tour.js";

/** A workload and its plan. */
export type Workload =
  | { readonly run: "load"; readonly plan: LoadPlan }
  | { readonly run: "tour"; readonly plan: TourPlan }
  | { readonly run: "claimer"; readonly plan: ClaimPlan }
  | { readonly run: "owner"; readonly plan: OwnerPlan };

/** The input of a child process. */
export interface WorkloadInput {
  /** How the program opens its store; only the program knows what it means. */
  readonly spec: unknown;
  readonly workload: Workload;
  /** The file that the process writes its history to. */
  readonly journal: string;
  readonly failpoint?: FailpointPlan;
}

/**
 * Runs what the parent asked for. A program for children is one call of it:
 *
 * @example
 * ```ts no-run: needs a store of your own
 * await runWorkload((spec, options) => openMyStore(spec as { url: string }, options));
 * ```
 */
export async function runWorkload(open: (spec: unknown, options: StoreOptions) => Promise<RecordStore>): Promise<void> {
  const { spec, workload, journal: path, failpoint: plan } = childInput<WorkloadInput>();
  const failpoint = failpointOf(plan);
  const died = existsSync(path) ? readJournal(path, "").attempts.filter(({ outcome }) => outcome === "died") : [];
  const journal = openJournal(path);
  const store = await open(spec, failpoint === undefined ? {} : { failpoint });
  if (workload.run === "load") await runLoad(store, workload.plan, journal);
  else if (workload.run === "tour") await runTour(store, workload.plan, journal, died);
  else if (workload.run === "claimer") journal.note("handled", await runClaimer(store, workload.plan, journal));
  else await runOwner(store, workload.plan, journal);
  journal.note("finished");
  journal.close();
  await store.close();
}
