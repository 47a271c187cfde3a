/** What a run can end with, and the exit code of each. @module */

/** 0: done. 1: the input is bad. 2: the command line is wrong. 130: interrupted. */
export const EXIT = { ok: 0, badInput: 1, wrongUsage: 2, interrupted: 130 } as const;

/** A command line that asks for something that makes no sense. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
