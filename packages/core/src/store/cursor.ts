/** Where a list goes on: behind one record by its instant and id. The same text in every store. @module */

import { storeMisuse } from "../errors.js";
import type { RecordHead } from "./contract.js";

/** A place in a list that is ordered by instant, then id, both descending. */
export interface Cursor {
  readonly ms: number;
  readonly id: string;
}

/** The instant that a list is ordered by. */
export function orderMs(head: RecordHead, order: "updated" | "created"): number {
  return order === "created" ? head.createdMs : head.updatedMs;
}

/** The cursor behind a record. */
export function cursorAfter(head: RecordHead, order: "updated" | "created"): string {
  return `${orderMs(head, order)}.${head.key.id}`;
}

/** What a cursor says. @throws OpenbellError `STORE_MISUSE`. */
export function parseCursor(after: string): Cursor {
  const match = /^(\d{1,16})\.([A-Za-z0-9._~-]{1,128})$/.exec(after);
  if (match === null) throw storeMisuse("after", "`next` of the page before", `a string of ${after.length} characters`);
  return { ms: Number(match[1]), id: match[2] as string };
}
