/** What this package says of names and failures. Names of objects hold keys of records: no message shows one. @module */

import type { OpenbellError } from "@openbell/core";
import { storeMisuse } from "@openbell/core/store/adapter";

/** A name that is none. */
export function badName(name: unknown): OpenbellError {
  const found = typeof name === "string" ? `a string of ${name.length} characters` : typeof name;
  return storeMisuse("name", "segments of 1 to 200 of a-z 0-9 . _ ~ - with / between them", found);
}

/** The system's or server's code of a failure, if it is one that can be shown. */
export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && /^[\w-]{1,40}$/.test(code) ? code : undefined;
}
