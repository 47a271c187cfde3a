/** What a command sees of the outside: streams, environment, and a signal that says "stop". Tests bring their own. @module */

import type { Readable, Writable } from "node:stream";

/** A stream that may be a terminal, which is so many columns wide. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The world of one run. */
export interface Io {
  readonly stdin: Readable;
  /** Data: what a next program reads. */
  readonly stdout: Output;
  /** Words: summaries, notes, warnings, errors. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}
