/** The four states that a write can find a record in, and how to get there. @module */

import type { ETag } from "@openbell/core/store";
import type { RecordHandle } from "../record-handle.js";

/** Where a record can be in its life. */
export type LifeState = "live" | "missing" | "gone" | "expired";

/** Etags of the record: of its last version, and of the one before. Of a record that was never there they are another record's. */
export interface Etags {
  readonly current: ETag;
  readonly stale: ETag;
}

/** An instant long past on every server's clock. */
export const LONG_AGO = 1_000;
/** An instant far ahead on every server's clock: the year 2200. */
export const FAR_AHEAD = 7_258_118_400_000;

/** Takes a record that nobody has written into a state. */
export async function bring(record: RecordHandle, another: RecordHandle, state: LifeState): Promise<Etags> {
  const written = state === "missing" ? another : record;
  const { etag: stale } = await written.create("one");
  const { etag: current } = await written.update("two", state === "expired" ? { expiry: { atMs: LONG_AGO } } : {});
  if (state === "gone") await record.erase();
  return { current, stale };
}
