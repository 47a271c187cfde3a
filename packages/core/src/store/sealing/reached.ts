/** Steps of crash tests inside of a sealed store. All lie before the record's own write is sent. @module */

import { storeUnavailable } from "../../errors.js";
import type { Failpoint } from "../port.js";

/** Runs the failpoint of a step. What it throws is the failure of a write that was not done. */
export async function reached(store: string, failpoint: Failpoint | undefined, step: string): Promise<void> {
  if (failpoint === undefined) return;
  try {
    await failpoint(step);
  } catch (error) {
    throw storeUnavailable(store, "a write", `it failed at ${step}`, error);
  }
}
