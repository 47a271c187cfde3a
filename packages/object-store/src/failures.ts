/** The errors of this package, in the words that all stores use. Names of objects hold keys of records: no message shows one. @module */

import { OpenbellError } from "@openbell/core";

/** Nothing was done, surely. */
export function unavailable(place: string, verb: string, problem: string, cause?: unknown): OpenbellError {
  return new OpenbellError(
    "STORE_UNAVAILABLE",
    `Store ${place}: ${verb} was not done: ${problem}. Nothing was changed; try again later.`,
    { store: place, verb, problem },
    cause,
  );
}

/** What was read is not what was written. */
export function corrupt(place: string, what: string, problem: string): OpenbellError {
  return new OpenbellError(
    "CORRUPT_RECORD",
    `Store ${place}: ${what} is damaged: ${problem}. Nothing of it was used; restore it from another copy.`,
    { store: place, what, problem },
  );
}

/** A use that no place could serve. */
export function misuse(path: string, expected: string, found: string): OpenbellError {
  return new OpenbellError("STORE_MISUSE", `Store: expected \`${path}\` to be ${expected}, got ${found}.`, { path, expected, found });
}

/** A name that is none. */
export function badName(name: unknown): OpenbellError {
  const found = typeof name === "string" ? `a string of ${name.length} characters` : typeof name;
  return misuse("name", "segments of 1 to 200 of a-z 0-9 . _ ~ - with / between them", found);
}

/** The system's or server's code of a failure, if it is one that can be shown. */
export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && /^[\w-]{1,40}$/.test(code) ? code : undefined;
}
