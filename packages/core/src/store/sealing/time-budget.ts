/** One call's time, shared by the calls that it is made of. @module */

import { storeUnavailable } from "../../errors.js";
import type { CallOptions } from "../contract.js";
import { runtime } from "../platform.js";

/** How long the parts of a call may take. */
export interface TimeBudget {
  /** Options for the next part: what is left of the deadline. Where the caller named none, every part has the store's own. */
  left<T extends CallOptions>(): T;
  /** A promise of somebody else, waited for no longer than that. @throws OpenbellError `STORE_UNAVAILABLE`. */
  wait<T>(store: string, what: string, promise: T | Promise<T>): Promise<T>;
}

const DEADLINE_MS = 10_000;

/** The budget of a call that begins now. */
export function timeBudget(options: CallOptions, defaultMs: number | undefined): TimeBudget {
  const { deadlineMs = defaultMs } = options;
  if (deadlineMs === undefined) return { left: <T extends CallOptions>() => options as T, wait: waiting(() => DEADLINE_MS) };
  const endMs = runtime.performance.now() + deadlineMs;
  const leftMs = (): number => Math.max(1, Math.ceil(endMs - runtime.performance.now()));
  return { left: <T extends CallOptions>() => ({ ...options, deadlineMs: leftMs() }) as unknown as T, wait: waiting(leftMs) };
}

function waiting(leftMs: () => number): TimeBudget["wait"] {
  return <T>(store: string, what: string, promise: T | Promise<T>) => {
    if (!(promise instanceof Promise)) return Promise.resolve(promise);
    const ms = leftMs();
    return new Promise<T>((resolve, reject) => {
      const late = (): void => reject(storeUnavailable(store, what, `no answer within ${ms} ms`));
      const timer = runtime.setTimeout(late, ms);
      promise.then(resolve, reject).finally(() => runtime.clearTimeout(timer));
    });
  };
}
