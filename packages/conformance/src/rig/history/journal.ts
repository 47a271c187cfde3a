/**
 * A history on disk that outlives its process: two lines for each attempt, one before anything is sent and one with the answer. Each line is
 * handed to the system before the caller goes on, so that `kill -9` takes none of them with it.
 *
 * @module
 */

import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { type Attempt, nowMs } from "./events.js";

/** What is known of an attempt before it is made. */
export type Begun = Pick<Attempt, "key" | "verb" | "operation"> & Partial<Pick<Attempt, "digest" | "epoch">>;

/** What is known afterwards. */
export type Ended = Pick<Attempt, "outcome"> & Partial<Pick<Attempt, "etag" | "revision" | "digest">>;

/** Where a process writes down what it does. */
export interface Journal {
  /** Says that an attempt begins; the answer takes its end. */
  begin(attempt: Begun): (end: Ended) => void;
  /** Anything else that must be known after a crash. */
  note(name: string, value?: unknown): void;
  close(): void;
}

interface Line {
  readonly n?: number;
  readonly s?: number;
  readonly e?: number;
  readonly b?: Begun;
  readonly r?: Ended;
  readonly note?: string;
  readonly value?: unknown;
}

/**
 * Opens a journal to go on with.
 *
 * @param sync Whether every line is forced onto the disk (`fsync`). A killed process needs none of that, only a machine without power does.
 */
export function openJournal(path: string, sync = false): Journal {
  const file = openSync(path, "a");
  let count = 0;
  const line = (value: Line): void => {
    writeSync(file, `${JSON.stringify(value)}\n`);
    if (sync) fsyncSync(file);
  };
  const run = `${process.pid}`;
  line({ note: "run", value: run });
  return {
    begin(b) {
      const n = count++;
      line({ n, s: nowMs(), b });
      return (r) => line({ n, e: nowMs(), r });
    },
    note: (note, value) => line({ note, value }),
    close: () => closeSync(file),
  };
}

/** A journal in memory, for workloads within one process. */
export function memoryJournal(process = "main"): Journal & { readonly attempts: () => Attempt[] } {
  const open: { begun: Begun; startMs: number; endMs: number | null; end: Ended }[] = [];
  return {
    begin(begun) {
      const entry = { begun, startMs: nowMs(), endMs: null as number | null, end: { outcome: "unsettled" } as Ended };
      open.push(entry);
      return (end) => {
        entry.endMs = nowMs();
        entry.end = end;
      };
    },
    note: () => {},
    close: () => {},
    attempts: () => open.map(({ begun, startMs, endMs, end }) => ({ process, ...begun, ...end, startMs, endMs })),
  };
}

/** What a journal holds: attempts (of the same process one after the other, also over restarts) and notes. */
export interface JournalContents {
  readonly attempts: readonly Attempt[];
  readonly notes: readonly { readonly name: string; readonly value: unknown }[];
}

/**
 * Reads a journal. Attempts without an end `died`; of the last run they are `unsettled` where `finished` says that it came to its end. The last
 * line may be cut off.
 */
export function readJournal(path: string, process: string, finished = false): JournalContents {
  const attempts: Attempt[] = [];
  const notes: { name: string; value: unknown }[] = [];
  let open = new Map<number, { startMs: number; begun: Begun }>();
  const flush = (outcome: "died" | "unsettled"): void => {
    for (const { startMs, begun } of open.values()) attempts.push({ process, ...begun, startMs, endMs: null, outcome });
    open = new Map();
  };
  for (const text of readFileSync(path, "utf8").split("\n")) {
    if (!text.endsWith("}")) continue;
    const { n = -1, s, e, b, r, note, value } = JSON.parse(text) as Line;
    if (note === "run") flush("died");
    else if (note !== undefined) notes.push({ name: note, value });
    else if (b !== undefined && s !== undefined) open.set(n, { startMs: s, begun: b });
    else {
      const begun = open.get(n);
      open.delete(n);
      if (begun !== undefined && r !== undefined && e !== undefined)
        attempts.push({ process, ...begun.begun, ...r, startMs: begun.startMs, endMs: e });
    }
  }
  flush(finished ? "unsettled" : "died");
  return { attempts, notes };
}
