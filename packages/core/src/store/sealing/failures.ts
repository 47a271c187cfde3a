/** What sealing throws: each says why a record was not opened, and what to do. `details.reason` is stable. @module */

import { OpenbellError } from "../../errors.js";

/** Why a sealed record was not opened. */
export type SealFailure =
  /** Bytes were changed, or belong to another record, version or stream. */
  | "damaged"
  /** It is not sealed, or not encrypted, where it has to be. */
  | "plaintext"
  /** A newer version sealed it. */
  | "unknown-format"
  /** The store has lost the data key. */
  | "key-missing";

const REMEDY: Readonly<Record<SealFailure, string>> = {
  damaged: "Nothing of it was used; restore it from another copy.",
  plaintext: "Nothing of it was used; seal it again, or open the store with `require: false` to move old records.",
  "unknown-format": "Update @openbell/core where it is read.",
  "key-missing": "Restore the records of kind `data-key` from the same copy as this one.",
};

/** A body, an item or a data key that cannot be used. */
export function notOpened(store: string, what: string, reason: SealFailure, problem: string): OpenbellError {
  return new OpenbellError("CORRUPT_RECORD", `Store ${store}: ${what} was not opened: ${problem}. ${REMEDY[reason]}`, {
    store,
    what,
    reason,
    problem,
  });
}

/** A key encryption key that data keys still need. Its name is of the configuration, not of a record. */
export function keyRetired(keyId: string, known: readonly string[]): OpenbellError {
  return new OpenbellError(
    "STORE_MISUSE",
    `Sealing keys: expected to have ${JSON.stringify(keyId)}, which data keys are still wrapped with, got ${JSON.stringify(known)}. ` +
      "Put it back, and retire it when `rotateKeys` has nothing more to do for any tenant.",
    { reason: "key-retired", keyId, known },
  );
}
