/** Asking tiers that may be down. @module */

import { OpenbellError } from "../../errors.js";
import type { RecordStore } from "../contract.js";

/** A tier that could not be asked, or what it said. */
export type Asked<T> = { readonly down: false; readonly value: T } | { readonly down: true; readonly error: unknown };

/** Whether an error says that a tier is down: the others go on without it. */
export function isDown(error: unknown): boolean {
  return error instanceof OpenbellError && (error.code === "STORE_UNAVAILABLE" || error.code === "OUTCOME_UNKNOWN");
}

/** Asks a tier; a failure that is no outage is thrown. */
export async function ask<T>(call: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { down: false, value: await call() };
  } catch (error) {
    if (isDown(error)) return { down: true, error };
    throw error;
  }
}

/** A tier as errors and `degraded` name it. */
export const nameOf: (store: RecordStore) => string = (store) => store.capabilities.name;

/** An answer with the tiers that could not be asked. */
export function without<T extends object>(answer: T, ...tiers: readonly RecordStore[]): T & { readonly degraded?: readonly string[] } {
  return tiers.length === 0 ? answer : { ...answer, degraded: tiers.map(nameOf) };
}
