/** One run over a file: the ways to read it, tried in turn, and the statement that writes the result. @module */

import type { DuckDBConnection, DuckDBVector } from "@duckdb/node-api";
import { OpenbellError } from "@openbell/core";
import type { FileColumn } from "./columns.js";
import type { Database } from "./database.js";
import { type FileFormat, notReadable, notWritable } from "./files.js";
import { copyOptions } from "./output.js";
import { firstLine, holdsDatesOnly, openSource, type SampleRows, type Source } from "./source.js";
import { literal } from "./sql.js";
import { type ColumnFound, type TimestampPlan, type TimestampReading, timestampPlans } from "./timestamps.js";

/** How far a run has come. */
export interface FileProgress {
  readonly rows: number;
  /** Rows in all, where the input says so (Parquet). */
  readonly totalRows?: number;
}

/** A file, how it is read, and where the result goes. */
export interface FileRun {
  readonly database: Database;
  readonly input: string;
  readonly output: string;
  readonly format: FileFormat;
  readonly reading: TimestampReading;
  readonly timestampColumn: string;
  /** Columns that are computed; those of the file with such a name, in any case, are replaced. */
  readonly writes: readonly string[];
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A way to read a file. */
export interface Attempt {
  readonly source: Source;
  /** What stands after FROM: the rows of the file in their order. */
  readonly from: string;
  /** The columns as they arrive: of a CSV file that becomes a CSV file, the text as it is. */
  readonly columns: readonly FileColumn[];
  readonly timestamp: ColumnFound;
  readonly plan: TimestampPlan;
}

/**
 * Tries the ways to read the file, the fastest first. Only what DuckDB could not convert goes on to the next; a CSV file whose types
 * were told from its first rows and do not hold is looked at as a whole.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT` where the timestamp column is one that is written,
 * `FILE_NOT_READABLE`, and whatever `work` throws.
 */
export function firstThatReads<T>(run: FileRun, work: (attempt: Attempt) => Promise<T>): Promise<T> {
  return firstWayThatReads(run, (source) => attemptsOf(run.database.connection, source, run), work);
}

/** The same for a file whose timestamps may be of no interest: `waysOf` tells the ways to read it. */
export async function firstWayThatReads<Way, T>(
  run: FileRun,
  waysOf: (source: Source) => readonly Way[] | Promise<readonly Way[]>,
  work: (way: Way) => Promise<T>,
): Promise<T> {
  let failure: unknown;
  for (const sampleRows of [20_480, -1] as SampleRows[]) {
    const source = await openSource(run.database.connection, run.input, sampleRows);
    for (const way of await waysOf(source)) {
      run.signal?.throwIfAborted();
      try {
        return await work(way);
      } catch (error) {
        if (!isConversion(error)) throw error;
        failure = error;
      }
    }
    if (source.format === "parquet") break;
  }
  throw notReadable(run.input, firstLine(failure), failure);
}

/** Whether DuckDB could not convert a value, as its readers guessed types that do not hold. */
export function isConversion(error: unknown): boolean {
  return error instanceof Error && !(error instanceof OpenbellError) && /^(Conversion|Invalid Input) Error/.test(error.message);
}

async function attemptsOf(connection: DuckDBConnection, source: Source, run: FileRun): Promise<Attempt[]> {
  const { format, reading, timestampColumn } = run;
  requireColumn(source.columns, timestampColumn, "timestamp");
  if (replacedBy(run, [timestampColumn]).length > 0)
    throw new OpenbellError("INVALID_ARGUMENT", `Column "${timestampColumn}" is the one that is written; name another timestamp column.`, {
      name: timestampColumn,
    });
  const text = source.format === "csv" && format === "csv";
  const { from, timestamp } = source.scan(timestampColumn, format === "csv");
  const columns = text ? source.columns.map(({ name }) => ({ name, type: "VARCHAR" })) : source.columns;
  const mayBeDates = timestamp.type === "VARCHAR" && (reading.frequency ?? "auto") === "auto";
  const dateOnly = mayBeDates ? await holdsDatesOnly(connection, from, timestampColumn) : timestamp.dateOnly;
  const found = { ...timestamp, dateOnly };
  return timestampPlans(found, reading).map((plan) => ({ source, from, columns, timestamp: found, plan }));
}

/** Those of some names that the columns written replace. */
export function replacedBy({ writes }: Pick<FileRun, "writes">, names: readonly string[]): string[] {
  const written = new Set(writes.map((name) => name.toLowerCase()));
  return names.filter((name) => written.has(name.toLowerCase()));
}

/** A column of a file by name. @throws {@link OpenbellError} `MISSING_COLUMN`; `what` is the part it was to play. */
export function requireColumn(columns: readonly FileColumn[], name: string, what: string): FileColumn {
  const column = columns.find((each) => each.name === name);
  if (column !== undefined) return column;
  const names = columns.map((each) => each.name);
  throw new OpenbellError("MISSING_COLUMN", `Columns are ${names.join(", ")}; no ${what} column "${name}"`, { columns: names, name });
}

/**
 * Writes the rows of a query to the file `temporary`, in the format of the output.
 *
 * @param locate Tells the error behind a statement that failed, `undefined` where it was DuckDB's own.
 * @throws {@link OpenbellError} `FILE_NOT_READABLE`, `FILE_NOT_WRITABLE`; what `locate` found; the signal's reason; a failed conversion as
 * DuckDB has it.
 */
export async function writeQuery(
  run: FileRun,
  source: Source,
  query: string,
  temporary: string,
  locate: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const { input, output, format, signal } = run;
  try {
    await interruptibly(run, (connection) =>
      connection.run(`COPY (${query}) TO ${literal(temporary)} ${copyOptions(output, format, source)}`),
    );
  } catch (error) {
    if (signal?.aborted) throw error;
    const located = await locate();
    if (located !== undefined) throw located;
    if (isConversion(error)) throw error;
    const message = firstLine(error);
    if (message.includes("No space left")) throw notWritable(output, "no space left on device", error);
    throw message.includes(temporary) ? notWritable(output, message, error) : notReadable(input, message, error);
  }
  signal?.throwIfAborted();
}

/** Lets `work` use the connection; the signal interrupts what runs on it, and its reason is then the error. */
export async function interruptibly<T>({ database, signal }: FileRun, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { connection } = database;
  const interrupt = (): void => connection.interrupt();
  signal?.throwIfAborted();
  signal?.addEventListener("abort", interrupt);
  try {
    return await work(connection);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

/** Runs a query and hands over its pieces in order, with the number of rows before each and in it. */
export async function eachPiece(
  run: FileRun,
  source: Source,
  query: string,
  visit: (vector: (column: number) => DuckDBVector, rowsBefore: number, rows: number) => void | Promise<void>,
): Promise<void> {
  let rows = 0;
  await interruptibly(run, async (connection) => {
    const stream = await connection.stream(query);
    for (;;) {
      const chunk = await stream.fetchChunk();
      run.signal?.throwIfAborted();
      if (chunk === null || chunk.rowCount === 0) return;
      await visit((column) => chunk.getColumnVector(column), rows, chunk.rowCount);
      rows += chunk.rowCount;
      run.onProgress?.({ rows, ...(source.rows === undefined ? {} : { totalRows: source.rows }) });
    }
  }).catch((error: unknown) => {
    const ours = run.signal?.aborted || error instanceof OpenbellError || isConversion(error);
    throw ours ? error : notReadable(run.input, firstLine(error), error);
  });
}
