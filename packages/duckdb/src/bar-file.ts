/** What the functions over files of bars have in common. @module */

import { OpenbellError } from "@openbell/core";
import type { CalendarChoice } from "./choose-calendar.js";
import type { FileColumn } from "./columns.js";
import type { Database } from "./database.js";
import { type FileFormat, formatOfOutput } from "./files.js";
import { atRow } from "./locate.js";
import type { Attempt, FileProgress, FileRun } from "./run.js";
import type { TimestampReading } from "./timestamps.js";

/** Options of a run over a file of bars. */
export interface BarFileOptions extends CalendarChoice, Omit<TimestampReading, "frequency"> {
  /** Column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string | undefined;
  /** Column that tells symbols apart, each of which is treated by itself; `null` for none. Default `symbol`, where the file has such a column. */
  readonly symbolColumn?: string | null | undefined;
  /** Format of the output where its name does not tell. */
  readonly format?: FileFormat | undefined;
  /** Called now and then while rows are read. */
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
  /** Stops the run; the output stays as it was. */
  readonly signal?: AbortSignal | undefined;
}

/** A run with these options that writes these columns. */
export function startRun(database: Database, input: string, output: string, options: BarFileOptions, writes: readonly string[]): FileRun {
  const { timestampColumn = "timestamp", onProgress, signal } = options;
  const format = formatOfOutput(output, options.format);
  return { database, input, output, format, reading: { ...options, frequency: "auto" }, timestampColumn, writes, onProgress, signal };
}

/** @throws {@link OpenbellError} `INVALID_TIMESTAMP` where timestamps are dates without a time; `what` needs instants. */
export function requireIntraday({ timestampColumn }: FileRun, { plan }: Attempt, what: string): void {
  if (plan.frequency === "intraday") return;
  throw new OpenbellError(
    "INVALID_TIMESTAMP",
    `Column "${timestampColumn}" holds dates. ${what} needs bars with a time of day; name another timestamp column.`,
    { column: timestampColumn, expected: "timestamps with a time" },
  );
}

/** Runs a function of core over all rows of a file; rows in its errors are counted from 1. */
export function locatingRows<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof OpenbellError ? atRow(error) : error;
  }
}

/** Prices of a bar, the one that stands for it first; without it the next does. */
export const PRICES = ["close", "open", "high", "low"] as const;

/** Columns of a bar in a file, by the part they play; those that it does not have are missing. */
export type BarColumns = { readonly [role: string]: string | undefined; readonly volume?: string };

/** The columns of a bar by their names, in any case where only one has that name: `close`, `Close`. */
export function barColumns(columns: readonly FileColumn[], volumeColumn = "volume"): BarColumns {
  const names = columns.map(({ name }) => name);
  const find = (wanted: string): string | undefined => {
    if (names.includes(wanted)) return wanted;
    const alike = names.filter((name) => name.toLowerCase() === wanted.toLowerCase());
    return alike.length === 1 ? alike[0] : undefined;
  };
  const found = Object.fromEntries(["open", "high", "low", "close", "vwap"].map((role) => [role, find(role)]));
  const volume = find(volumeColumn);
  return { ...found, ...(volume === undefined ? {} : { volume }) };
}

/**
 * The column that tells symbols apart: the one that is named, else the file's column `symbol` where it has one; `null` for none.
 * The note is for files that have several symbols.
 */
export function symbolsOf(
  columns: readonly FileColumn[],
  { symbolColumn }: BarFileOptions,
): { symbolColumn: string | null; notes: readonly string[] } {
  if (symbolColumn !== undefined) return { symbolColumn, notes: [] };
  if (!columns.some(({ name }) => name === "symbol")) return { symbolColumn: null, notes: [] };
  return { symbolColumn: "symbol", notes: ['Column "symbol" tells symbols apart, each of which is treated by itself.'] };
}
