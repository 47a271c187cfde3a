/** What a case of the suite is, and what it is given to work with. @module */

import type { RecordStore, StoreCapabilities } from "@openbell/core/store";
import type { RecordHandle } from "./record-handle.js";
import type { StoreSubject, SubjectOptions } from "./subject.js";

/** Something that a store may lack: a case that needs it does not apply there. */
export interface Need {
  /** In a sentence: "needs …". */
  readonly what: string;
  met(capabilities: StoreCapabilities, subject: StoreSubject): boolean;
}

/** A store of certain options, and names nobody else uses. */
export interface Bench {
  readonly store: RecordStore;
  readonly tenant: string;
  readonly kind: string;
  /** A record nobody has written yet, by default in the bench's tenant and kind. */
  record(names?: { readonly id?: string; readonly tenant?: string; readonly kind?: string }): RecordHandle;
  /** Lets time pass on the store's clock, at least this much. */
  pass(ms: number): Promise<void>;
}

/** What a case is run with: a bench with a store of default options, and more of them. */
export interface CaseContext extends Bench {
  readonly subject: StoreSubject;
  /** The same names over a store with other options. */
  bench(options: SubjectOptions): Promise<Bench>;
}

/** One behaviour. Ids are stable: one that is given up is not given again. */
export interface Case {
  /** Group and number, such as `PUT-07`. */
  readonly id: string;
  /** What holds, as a sentence. */
  readonly title: string;
  readonly needs?: readonly Need[];
  /** Whether the case lets time pass. */
  readonly waits?: boolean;
  /** Whether it wants the machine for itself. */
  readonly alone?: boolean;
  /** How long it may take; 10 s where left out. */
  readonly timeoutMs?: number;
  run(context: CaseContext): Promise<void>;
}

export const APPENDS: Need = { what: "streams", met: ({ append }) => append !== "none" };
export const LISTS: Need = { what: "list", met: ({ list }) => list !== "none" };
export const CLAIMS: Need = { what: "claim", met: ({ claim }) => claim !== "none" };

/** A case for each row of a table; ids count on from `from`. Add rows at the end only: ids are stable. */
export function casesOf<Row>(group: string, from: number, rows: readonly Row[], make: (row: Row) => Omit<Case, "id">): readonly Case[] {
  return rows.map((row, i) => ({ id: `${group}-${String(from + i).padStart(2, "0")}`, ...make(row) }));
}
