/** Session dates for files: a file of any size in, the same rows in the same order with a column `session_date` out. @module */

import type { AssignmentDiagnosis, AssignmentSummary, CalendarDefinition, OutsidePolicy } from "@openbell/core";
import { writeAtomically } from "./atomic.js";
import { chooseCalendar } from "./choose-calendar.js";
import type { FileColumn } from "./columns.js";
import { addSessionColumn, SESSION_COLUMN } from "./copy.js";
import { withDatabase } from "./database.js";
import { diagnose } from "./diagnose.js";
import { type FileFormat, formatOfOutput } from "./files.js";
import type { FileProgress, FileRun } from "./run.js";
import { openSource } from "./source.js";
import type { TimestampReading } from "./timestamps.js";

/** Options of {@link assignSessionsToFile}. One of `calendar` and `exchange` is needed; `calendar` wins. */
export interface AssignFileOptions extends TimestampReading {
  /** A calendar, or its name or alias. */
  readonly calendar?: CalendarDefinition | string | undefined;
  /** An exchange code such as `CME`, `NYSE`, `LSE`. */
  readonly exchange?: string | undefined;
  /** Product group or root symbol, where an exchange has several calendars: `equity`, `crypto`, `ES`. */
  readonly product?: string | undefined;
  /** Column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string | undefined;
  /** Rows outside every session: NULL (default), dropped, an error, or the next or previous session. */
  readonly outside?: OutsidePolicy | undefined;
  /** First and last session date to give out, `YYYY-MM-DD`; rows of other sessions are treated as `outside` says. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  /** Format of the output where its name does not tell. */
  readonly format?: FileFormat | undefined;
  /** Called now and then while rows are written. */
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
  /** Stops the run; the output stays as it was. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link assignSessionsToFile} did. */
export interface AssignFileResult {
  readonly summary: AssignmentSummary;
  /** Rows in the output: those of the input, less the dropped ones. */
  readonly rowsWritten: number;
  /** Name of the calendar used. */
  readonly calendar: string;
  /** Whether the input had a column `session_date`, which was replaced. */
  readonly replaced: boolean;
  /** What was assumed: the calendar of an exchange, a zone, a unit. */
  readonly notes: readonly string[];
  /** Why most rows have no session, where that is so. */
  readonly diagnosis?: AssignmentDiagnosis;
}

/** A file's format, columns and size. */
export interface FileInfo {
  readonly format: FileFormat;
  readonly columns: readonly FileColumn[];
  /** Rows, where the file says so (Parquet). */
  readonly rows?: number;
}

/**
 * Format, columns and types of a CSV or Parquet file, without reading its rows.
 *
 * @throws {@link OpenbellError} `FILE_NOT_READABLE`.
 */
export async function inspectFile(path: string): Promise<FileInfo> {
  return withDatabase(async ({ connection }) => {
    const { format, columns, rows } = await openSource(connection, path);
    return { format, columns, ...(rows === undefined ? {} : { rows }) };
  });
}

/**
 * Adds `session_date` (DATE) to a CSV or Parquet file and writes the result: every other column as it was, rows in their order, files
 * larger than memory. Formats go by the names (`.csv`, `.csv.gz`, `.tsv`, `.parquet`). `output` may be `input`. The output is written
 * beside its place and renamed: on any failure what was there before is still whole.
 *
 * Row numbers in errors count the rows of data from 1.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_TIMESTAMP` (with the row), `MIXED_UNITS` (with the row), `OUTSIDE_SESSION` (with
 * the row, for `outside: "error"`), `UNKNOWN_CALENDAR`, `UNKNOWN_EXCHANGE`, `UNKNOWN_PRODUCT`, `UNKNOWN_TIME_ZONE`, `INVALID_ARGUMENT`,
 * `FILE_NOT_READABLE`, `FILE_NOT_WRITABLE`. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { assignSessionsToFile } from "@openbell/duckdb";
 *
 * const { summary } = await assignSessionsToFile("bars.parquet", "bars_with_sessions.parquet", { exchange: "CME", product: "equity" });
 * console.log(summary.rows, summary.sessions, summary.outside);
 * ```
 */
export async function assignSessionsToFile(input: string, output: string, options: AssignFileOptions = {}): Promise<AssignFileResult> {
  const { outside = "null", barLabel = "start", sourceTimeZone, start, end, timestampColumn = "timestamp", onProgress, signal } = options;
  signal?.throwIfAborted();
  const { calendar, notes } = await chooseCalendar(options);
  const format = formatOfOutput(output, options.format);
  const assignment = { calendar, outside, barLabel, sourceTimeZone, start, end };
  return withDatabase(async (database) => {
    const run: FileRun = {
      database,
      input,
      output,
      format,
      reading: options,
      timestampColumn,
      writes: [SESSION_COLUMN],
      onProgress,
      signal,
    };
    const { assigner, replaced } = await writeAtomically(output, (temporary) => addSessionColumn(run, assignment, temporary));
    const summary = assigner.summary();
    const diagnosis = await diagnose(assigner, assignment);
    return {
      summary,
      rowsWritten: outside === "drop" ? summary.assigned : summary.rows,
      calendar: calendar.name,
      replaced,
      notes: [...notes, ...assigner.notes()],
      ...(diagnosis === undefined ? {} : { diagnosis }),
    };
  });
}
