/** Copies a file with the session column added: one statement, in which DuckDB reads, asks for session dates and writes. @module */

import type { DuckDBConnection } from "@duckdb/node-api";
import { OpenbellError } from "@openbell/core";
import { type Assignment, ChunkAssigner } from "./chunk-assigner.js";
import type { Database } from "./database.js";
import { type FileFormat, notReadable, notWritable } from "./files.js";
import { locateFailure } from "./locate.js";
import { copyOptions } from "./output.js";
import { registerSessionFunction } from "./session-function.js";
import { firstLine, holdsDatesOnly, openSource, type SampleRows, type Source } from "./source.js";
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

/** One run over a file. */
export interface Run {
  readonly database: Database;
  readonly input: string;
  readonly output: string;
  readonly format: FileFormat;
  readonly assignment: Assignment;
  readonly reading: TimestampReading;
  readonly timestampColumn: string;
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it. */
export interface Done {
  readonly assigner: ChunkAssigner;
  /** Whether there was a session column. */
  readonly replaced: boolean;
}

/**
 * Tries the ways to read the file, the fastest first. Only what DuckDB could not convert goes on to the next; a CSV file whose types
 * were told from its first rows and do not hold is looked at as a whole.
 *
 * @throws {@link OpenbellError} as {@link assignSessionsToFile} says, the signal's reason, and what the driver throws of its own.
 */
export async function addSessionColumn(run: Run, temporary: string): Promise<Done> {
  const { connection } = run.database;
  let failure: unknown;
  for (const sampleRows of [20_480, -1] as SampleRows[]) {
    const source = await openSource(connection, run.input, sampleRows);
    for (const attempt of await plansFor(connection, source, run)) {
      try {
        return await copy(run, source, attempt, temporary);
      } catch (error) {
        if (!isConversion(error)) throw error;
        failure = error;
      }
    }
    if (source.format === "parquet") break;
  }
  throw notReadable(run.input, firstLine(failure), failure);
}

/** A way to read the file: what stands after FROM, and the timestamp column. */
interface Attempt {
  readonly from: string;
  readonly plan: TimestampPlan;
}

function isConversion(error: unknown): boolean {
  return error instanceof Error && !(error instanceof OpenbellError) && /^(Conversion|Invalid Input) Error/.test(error.message);
}

async function plansFor(connection: DuckDBConnection, source: Source, { format, reading, timestampColumn }: Run): Promise<Attempt[]> {
  const names = source.columns.map(({ name }) => name);
  if (!names.includes(timestampColumn))
    throw new OpenbellError("MISSING_COLUMN", `Columns are ${names.join(", ")}; no timestamp column "${timestampColumn}"`, {
      columns: names,
      name: timestampColumn,
    });
  if (isSessionColumn(timestampColumn))
    throw new OpenbellError("INVALID_ARGUMENT", `Column "${timestampColumn}" is the one that is written; name another timestamp column.`, {
      name: timestampColumn,
    });
  const { from, timestamp } = source.scan(timestampColumn, format === "csv");
  const text = timestamp.type === "VARCHAR" && (reading.frequency ?? "auto") === "auto";
  const dateOnly = text ? await holdsDatesOnly(connection, from, timestampColumn) : timestamp.dateOnly;
  return timestampPlans({ ...timestamp, dateOnly }, reading).map((plan) => ({ from, plan }));
}

function isSessionColumn(name: string): boolean {
  return name.toLowerCase() === SESSION_COLUMN;
}

async function copy(run: Run, source: Source, { from, plan }: Attempt, temporary: string): Promise<Done> {
  const { database, output, format, assignment, signal, onProgress } = run;
  const { connection } = database;
  signal?.throwIfAborted();
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
    if (state.failure !== null)
      throw await locateFailure(connection, `SELECT ${plan.argument} FROM ${from}`, assignment, plan, state.failure);
    if (isConversion(error)) throw error;
    const message = firstLine(error);
    if (message.includes("No space left")) throw notWritable(output, "no space left on device", error);
    throw message.includes(temporary) ? notWritable(output, message, error) : notReadable(run.input, message, error);
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
  signal?.throwIfAborted();
  return { assigner, replaced: replaced.length > 0 };
}
