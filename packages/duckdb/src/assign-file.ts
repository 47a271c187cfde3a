/** Session dates for files: a file of any size in, the same rows in the same order with a column `session_date` out. @module */

import type { DuckDBConnection } from "@duckdb/node-api";
import { type AssignmentDiagnosis, type AssignmentSummary, type CalendarDefinition, OpenbellError, type OutsidePolicy } from "@openbell/core";
import { writeAtomically } from "./atomic.js";
import { type Assignment, ChunkAssigner } from "./chunk-assigner.js";
import { chooseCalendar } from "./choose-calendar.js";
import { type Database, withDatabase } from "./database.js";
import { diagnose } from "./diagnose.js";
import { type FileFormat, formatOfOutput, notReadable, notWritable } from "./files.js";
import { locateFailure } from "./locate.js";
import { copyOptions } from "./output.js";
import { registerSessionFunction } from "./session-function.js";
import { type FileColumn, firstLine, holdsDatesOnly, openSource, type SampleRows, type Source } from "./source.js";
import { identifier, literal } from "./sql.js";
import { type TimestampPlan, type TimestampReading, timestampPlans } from "./timestamps.js";

/** Name of the column that is added. */
export const SESSION_COLUMN = "session_date";

/** How far a run has come. */
export interface FileProgress {
  readonly rows: number;
  /** Rows in all, where the input says so (Parquet). */
  readonly totalRows?: number;
}

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
  const { outside = "null", barLabel = "start", sourceTimeZone, start, end, signal } = options;
  signal?.throwIfAborted();
  const chosen = await chooseCalendar(options);
  const format = formatOfOutput(output, options.format);
  const assignment: Assignment = { calendar: chosen.calendar, outside, barLabel, sourceTimeZone, start, end };
  return withDatabase(async (database) => {
    const run: Run = { database, input, output, format, assignment, options };
    const { assigner, replaced } = await writeAtomically(output, (temporary) => attempts(run, temporary));
    const summary = assigner.summary();
    const diagnosis = await diagnose(assigner, assignment);
    return {
      summary,
      rowsWritten: outside === "drop" ? summary.assigned : summary.rows,
      calendar: chosen.calendar.name,
      replaced,
      notes: [...chosen.notes, ...assigner.notes()],
      ...(diagnosis === undefined ? {} : { diagnosis }),
    };
  });
}

interface Run {
  readonly database: Database;
  readonly input: string;
  readonly output: string;
  readonly format: FileFormat;
  readonly assignment: Assignment;
  readonly options: AssignFileOptions;
}

interface Done {
  readonly assigner: ChunkAssigner;
  readonly replaced: boolean;
}

/**
 * Tries the ways to read the file, the fastest first. Only what DuckDB could not convert goes on to the next; a CSV file whose types
 * were told from its first rows and do not hold is looked at as a whole.
 */
async function attempts(run: Run, temporary: string): Promise<Done> {
  const { connection } = run.database;
  let failure: unknown;
  for (const sampleRows of [20_480, -1] as SampleRows[]) {
    const source = await openSource(connection, run.input, sampleRows);
    for (const { from, plan } of await plansFor(connection, source, run)) {
      try {
        return await copy(run, source, from, plan, temporary);
      } catch (error) {
        if (!isConversion(error)) throw error;
        failure = error;
      }
    }
    if (source.format === "parquet") break;
  }
  throw notReadable(run.input, firstLine(failure), failure);
}

function isConversion(error: unknown): boolean {
  return error instanceof Error && !(error instanceof OpenbellError) && /^(Conversion|Invalid Input) Error/.test(error.message);
}

async function plansFor(connection: DuckDBConnection, source: Source, { format, options }: Run): Promise<{ from: string; plan: TimestampPlan }[]> {
  const { timestampColumn = "timestamp" } = options;
  const names = source.columns.map(({ name }) => name);
  if (!names.includes(timestampColumn))
    throw new OpenbellError("MISSING_COLUMN", `Columns are ${names.join(", ")}; no timestamp column "${timestampColumn}"`, { columns: names, name: timestampColumn });
  if (isSessionColumn(timestampColumn))
    throw new OpenbellError("INVALID_ARGUMENT", `Column "${timestampColumn}" is the one that is written; name another timestamp column.`, { name: timestampColumn });
  const { from, timestamp } = source.scan(timestampColumn, format === "csv");
  const text = timestamp.type === "VARCHAR" && (options.frequency ?? "auto") === "auto";
  const dateOnly = text ? await holdsDatesOnly(connection, from, timestampColumn) : timestamp.dateOnly;
  return timestampPlans({ ...timestamp, dateOnly }, options).map((plan) => ({ from, plan }));
}

function isSessionColumn(name: string): boolean {
  return name.toLowerCase() === SESSION_COLUMN;
}

async function copy(run: Run, source: Source, from: string, plan: TimestampPlan, temporary: string): Promise<Done> {
  const { database, output, format, assignment, options } = run;
  const { connection } = database;
  const { signal, onProgress } = options;
  const assigner = new ChunkAssigner(assignment, plan);
  const names = source.columns.map(({ name }) => name);
  const state = registerSessionFunction(database, plan, assigner, names, () => {
    onProgress?.({ rows: assigner.rows, ...(source.rows === undefined ? {} : { totalRows: source.rows }) });
  });
  const replaced = names.filter(isSessionColumn).map(identifier);
  const kept = replaced.length === 0 ? "*" : `* EXCLUDE (${replaced.join(", ")})`;
  const day = identifier(state.name);
  // The day number is taken once, in a query of its own: written twice in one, the function would run twice.
  const statement = `COPY (
    SELECT * EXCLUDE (${day}), CASE WHEN ${day} > -2147483648 THEN DATE '1970-01-01' + ${day} END AS ${SESSION_COLUMN}
    FROM (SELECT ${kept}, ${state.name}(${plan.argument}) AS ${day} FROM ${from})
    ${assignment.outside === "drop" ? `WHERE ${day} > -2147483648` : ""}
  ) TO ${literal(temporary)} ${copyOptions(output, format, source)}`;

  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    await connection.run(statement);
  } catch (error) {
    signal?.throwIfAborted();
    if (state.failure !== null) throw await locateFailure(connection, `SELECT ${plan.argument} FROM ${from}`, assignment, plan, state.failure);
    if (isConversion(error)) throw error;
    const message = firstLine(error);
    throw message.includes(temporary) || message.includes("No space left")
      ? notWritable(output, message.includes("No space left") ? "no space left on device" : message, error)
      : notReadable(run.input, message, error);
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
  signal?.throwIfAborted();
  return { assigner, replaced: replaced.length > 0 };
}
