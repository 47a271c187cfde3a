/**
 * Splits of files: the session of each row, to be split by `@openbell/cv` or anything else, and the file written with its splits beside its own
 * columns. Rows are meant by their place in the file, counted from 0.
 *
 * Exports: sessionsOfFile, timesOfFile, addSplitsToFile; types FileSessions, FileSessionsOptions, FileTimes, FileTimesOptions, FileSplit,
 * AddSplitsOptions, AddSplitsResult.
 *
 * @module
 */

import type { DuckDBVector } from "@duckdb/node-api";
import { NO_SESSION, OpenbellError } from "@openbell/core";
import { writeAtomically } from "./atomic.js";
import { startRun } from "./bar-file.js";
import { type CalendarChoice, chooseCalendar } from "./choose-calendar.js";
import { ChunkAssigner } from "./chunk-assigner.js";
import { type Computed, computedTable } from "./computed.js";
import { SESSION_COLUMN } from "./copy.js";
import { rowsOf, withDatabase } from "./database.js";
import { type FileFormat, notReadable } from "./files.js";
import { GrowingDays, GrowingDoubles, GrowingNames } from "./growing.js";
import { floatsOf, textsOf } from "./instants.js";
import { atRow } from "./locate.js";
import { readColumns } from "./read-columns.js";
import {
  type FileProgress,
  type FileRun,
  firstThatReads,
  firstWayThatReads,
  interruptibly,
  isConversion,
  replacedBy,
  writeQuery,
} from "./run.js";
import { firstLine, type Source } from "./source.js";
import { identifier } from "./sql.js";
import { isNumberType, type TimestampReading } from "./timestamps.js";

/** Options of {@link timesOfFile}. */
export interface FileTimesOptions extends Omit<TimestampReading, "frequency"> {
  /** Column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string | undefined;
  /** Called now and then while rows are read. */
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
  /** Stops the run. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@link sessionsOfFile}. With a calendar or an exchange, sessions are assigned to the timestamps; else they are in a column. */
export interface FileSessionsOptions extends CalendarChoice, FileTimesOptions {
  /** Column that tells the session of each row. Default `session_date`. Not together with a calendar or an exchange. */
  readonly sessionColumn?: string | undefined;
  /** Rows outside every session, where sessions are assigned: without one (default), or an error with the row. */
  readonly outside?: "null" | "error" | undefined;
}

/** The session of each row of a file. */
export interface FileSessions {
  readonly rows: number;
  /**
   * Day numbers, `NO_SESSION` where there is none, for dates; numbers, `NaN` where there is none; or names. `@openbell/cv` takes each of them
   * as it is.
   */
  readonly sessions: Int32Array | Float64Array | readonly (string | null)[];
  /** Columns of the file. */
  readonly columns: readonly string[];
  /** Name of the calendar used, `null` where sessions are in a column. */
  readonly calendar: string | null;
  readonly notes: readonly string[];
}

/** Times of the rows of a file. */
export interface FileTimes {
  readonly rows: number;
  /** Epoch milliseconds, fractions included; `NaN` where there is none. */
  readonly times: Float64Array;
  readonly notes: readonly string[];
}

/**
 * The session of each row of a CSV or Parquet file, in the order of its rows: out of a column of dates, numbers or names, or assigned to its
 * timestamps. Held in memory, 4 bytes a row for dates, 8 for others.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`; `INVALID_ARGUMENT` for a column that tells no sessions; with a calendar what
 * {@link assignSessionsToFile} says; `FILE_NOT_READABLE`. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { sessionsOfFile } from "@openbell/duckdb";
 *
 * const { rows, sessions } = await sessionsOfFile("examples/data/es-1m-2013-10-06_11.csv.gz", { exchange: "CME", product: "equity" });
 * console.log(rows, sessions[0], sessions.at(-1)); // 6826 15985 15989
 * ```
 */
export async function sessionsOfFile(input: string, options: FileSessionsOptions = {}): Promise<FileSessions> {
  const { calendar, exchange, sessionColumn } = options;
  options.signal?.throwIfAborted();
  if (calendar === undefined && exchange === undefined)
    return withDatabase((database) => {
      const run = startRun(database, input, NOWHERE, options, []);
      return readSessions(run, sessionColumn ?? SESSION_COLUMN);
    });
  if (sessionColumn !== undefined)
    throw new OpenbellError("INVALID_ARGUMENT", `Sessions come from the column "${sessionColumn}", or from a calendar. Leave one out.`, {
      name: "sessionColumn",
      found: sessionColumn,
    });
  return assignedSessions(input, options);
}

/** Nothing is written. */
const NOWHERE = "none.parquet";

async function assignedSessions(input: string, options: FileSessionsOptions): Promise<FileSessions> {
  const { outside = "null", barLabel = "start", sourceTimeZone } = options;
  const { calendar, notes } = await chooseCalendar(options);
  return withDatabase((database) => {
    const run = startRun(database, input, NOWHERE, options, []);
    return firstThatReads(run, async ({ source, from, plan }) => {
      const assigner = new ChunkAssigner({ calendar, outside, barLabel, sourceTimeZone }, plan);
      const days = new GrowingDays();
      await eachPiece(run, source, `SELECT ${plan.argument} FROM ${from}`, (vector, before) => {
        try {
          days.add(assigner.assign(vector(0)));
        } catch (error) {
          throw error instanceof OpenbellError ? atRow(error, before) : error;
        }
      });
      const sessions = days.done();
      const diagnosis = assigner.diagnosis();
      return {
        ...{ rows: sessions.length, sessions, calendar: calendar.name, columns: source.columns.map(({ name }) => name) },
        notes: [...notes, ...assigner.notes(), ...(diagnosis === undefined ? [] : [diagnosis.message])],
      };
    });
  });
}

/** How a column of sessions is read: SQL, what collects its values, and SQL that is true of a value that is none, with what was expected. */
interface SessionPlan {
  readonly sql: string;
  readonly faulty: string;
  readonly expected: string;
  collect(): { add(vector: DuckDBVector): void; done(): FileSessions["sessions"] };
}

async function readSessions(run: FileRun, name: string): Promise<FileSessions> {
  const waysOf = (source: Source): readonly { source: Source; from: string; plan: SessionPlan }[] => {
    requireSessionColumn(source, name);
    const { from, timestamp } = source.scan(name, false);
    return [{ source, from, plan: sessionPlan(name, timestamp.type) }];
  };
  return firstWayThatReads(run, waysOf, async ({ source, from, plan }) => {
    const { sql, faulty, expected } = plan;
    const values = plan.collect();
    let rows = 0;
    await eachPiece(
      run,
      source,
      `SELECT ${sql}, coalesce(${faulty}, false), CAST(${identifier(name)} AS VARCHAR) FROM ${from}`,
      (vector, before) => {
        const faults = vector(1).toArray();
        const fault = faults.indexOf(true);
        if (fault >= 0) throw noSession(name, expected, before + fault, vector(2).getItem(fault));
        values.add(vector(0));
        rows = before + faults.length;
      },
    );
    return { rows, sessions: values.done(), calendar: null, columns: source.columns.map((column) => column.name), notes: [] };
  });
}

function requireSessionColumn({ columns }: Source, name: string): void {
  const names = columns.map((column) => column.name);
  if (names.includes(name)) return;
  throw new OpenbellError(
    "MISSING_COLUMN",
    `Columns are ${names.join(", ")}; no session column "${name}". Name the column that tells sessions, or the calendar to assign them by.`,
    { columns: names, name },
  );
}

function sessionPlan(name: string, type: string): SessionPlan {
  const column = identifier(name);
  const collected =
    <T>(growing: { add(values: T): void; done(): FileSessions["sessions"] }, valuesOf: (vector: DuckDBVector) => T) =>
    () => ({
      add: (vector: DuckDBVector) => growing.add(valuesOf(vector)),
      done: () => growing.done(),
    });
  if (type === "DATE" || type.startsWith("TIMESTAMP"))
    return {
      sql: `coalesce(CAST(${column} AS DATE) - DATE '1970-01-01', ${NO_SESSION})::INTEGER`,
      // What Python calls a date often is an instant at midnight.
      faulty: type === "DATE" ? "false" : `CAST(${column} AS TIMESTAMP) <> CAST(${column} AS DATE)`,
      expected: "a date, without a time of day",
      collect: collected(new GrowingDays(), (vector) => Int32Array.from(vector.toArray() as number[])),
    };
  if (isNumberType(type))
    return {
      sql: `CAST(${column} AS DOUBLE)`,
      faulty: `${column} NOT BETWEEN -9007199254740991 AND 9007199254740991 AND NOT isnan(CAST(${column} AS DOUBLE))`,
      expected: "a number of at most 9007199254740991, which is told apart from its neighbours; write larger ones as text",
      collect: collected(new GrowingDoubles(), floatsOf),
    };
  if (type === "VARCHAR")
    return {
      sql: `nullif(trim(${column}), '')`,
      faulty: "false",
      expected: "text",
      collect: collected(new GrowingNames(), textsOf),
    };
  throw new OpenbellError(
    "INVALID_ARGUMENT",
    `Column "${name}" is ${type}; expected sessions as dates, numbers or names. Name another session column.`,
    { name, expected: "dates, numbers or names", found: type },
  );
}

function noSession(column: string, expected: string, index: number, found: unknown): OpenbellError {
  return new OpenbellError(
    "INVALID_ARGUMENT",
    `Row ${index + 1}: expected ${column} to be ${expected}, got ${JSON.stringify(found)}. Name another session column, or a calendar to assign sessions by.`,
    { name: column, index, row: index + 1, expected, found },
  );
}

/** Runs a query and hands over its pieces in order, with the number of rows before each. */
async function eachPiece(
  run: FileRun,
  source: Source,
  query: string,
  visit: (vector: (column: number) => DuckDBVector, rowsBefore: number) => void,
): Promise<void> {
  let rows = 0;
  await interruptibly(run, async (connection) => {
    const stream = await connection.stream(query);
    for (;;) {
      const chunk = await stream.fetchChunk();
      run.signal?.throwIfAborted();
      if (chunk === null || chunk.rowCount === 0) return;
      visit((column) => chunk.getColumnVector(column), rows);
      rows += chunk.rowCount;
      run.onProgress?.({ rows, ...(source.rows === undefined ? {} : { totalRows: source.rows }) });
    }
  }).catch((error: unknown) => {
    const ours = run.signal?.aborted || error instanceof OpenbellError || isConversion(error);
    throw ours ? error : notReadable(run.input, firstLine(error), error);
  });
}

/**
 * A column of timestamps of a CSV or Parquet file, in the order of its rows: the times of rows, or the ends of their labels. Held in memory, 8 bytes
 * a row.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`; `INVALID_TIMESTAMP` and `MIXED_UNITS`, with the row; `FILE_NOT_READABLE`. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { timesOfFile } from "@openbell/duckdb";
 *
 * const { times } = await timesOfFile("examples/data/es-1m-2013-10-06_11.csv.gz");
 * console.log(times.length, times[0]); // 6826 1381096800000
 * ```
 */
export async function timesOfFile(input: string, options: FileTimesOptions = {}): Promise<FileTimes> {
  options.signal?.throwIfAborted();
  return withDatabase((database) => {
    const run = startRun(database, input, NOWHERE, options, []);
    return firstThatReads(run, async (attempt) => {
      const { rows, timestamps, notes } = await readColumns(run, attempt, {});
      return { rows, times: timestamps, notes };
    });
  });
}

/** Rows to train on and rows to test, as ranges `from, to`, half-open and ascending. A fold of `@openbell/cv` is one. */
export interface FileSplit {
  readonly train: { readonly ranges: ArrayLike<number> };
  readonly test: { readonly ranges: ArrayLike<number> };
}

/** Options of {@link addSplitsToFile}. */
export interface AddSplitsOptions {
  /** Rows of the file that was split; another number of rows is an error. */
  readonly rows: number;
  /** What is held out of every split, written as `hold_out`. */
  readonly holdOut?: FileSplit | undefined;
  /** Column of timestamps, which in a CSV file is taken as it is read elsewhere. Default `timestamp`. */
  readonly timestampColumn?: string | undefined;
  /** Format of the output where its name does not tell. */
  readonly format?: FileFormat | undefined;
  /** Stops the run; the output stays as it was. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link addSplitsToFile} did. */
export interface AddSplitsResult {
  readonly rows: number;
  /** Columns that were added, in their order. */
  readonly columns: readonly string[];
  /** Columns of the input that were replaced. */
  readonly replaced: readonly string[];
}

/**
 * Writes a CSV or Parquet file with a column for each split: `split_1`, `split_2`, …, which hold `train`, `test`, or nothing (NULL). Every other column
 * as it was, rows in their order. Formats, and how the output is written, as with {@link assignSessionsToFile}.
 *
 * @throws {@link OpenbellError} `INVALID_FOLDS` where the file has another number of rows, or a split rows that it does not have;
 * `FILE_NOT_READABLE`, `FILE_NOT_WRITABLE`, `INVALID_ARGUMENT`. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { addSplitsToFile } from "@openbell/duckdb";
 *
 * // The folds of @openbell/cv, or ranges from elsewhere.
 * const split = { train: { ranges: [0, 2714] }, test: { ranges: [2714, 6826] } };
 * const { columns } = await addSplitsToFile("examples/data/es-1m-2013-10-06_11.csv.gz", "es_split.parquet", [split], { rows: 6826 });
 * console.log(columns.join(" ")); // split_1
 * ```
 */
export async function addSplitsToFile(
  input: string,
  output: string,
  splits: Iterable<FileSplit>,
  options: AddSplitsOptions,
): Promise<AddSplitsResult> {
  const { rows, holdOut, timestampColumn = "timestamp" } = options;
  options.signal?.throwIfAborted();
  const made = Array.from(splits, (split, k) => ({ name: `split_${k + 1}`, split }));
  if (holdOut !== undefined) made.push({ name: "hold_out", split: holdOut });
  for (const { name, split } of made) checkSplit(name, split, rows);
  const columns = made.map(({ name }) => name);
  const numbers = Array.from({ length: Math.ceil(made.length / PACKED) }, (_, n) =>
    packed(
      `roles_${n}`,
      made.slice(n * PACKED, (n + 1) * PACKED).map(({ split }) => split),
    ),
  );
  const role = (k: number): string => `(c.roles_${Math.floor(k / PACKED)} >> ${2 * (k % PACKED)}) & 3`;
  return withDatabase(async (database) => {
    const run = startRun(database, input, output, options, columns);
    const replaced = await writeAtomically(output, (temporary) =>
      firstWayThatReads(
        run,
        (source) => [source],
        async (source) => {
          const { from } = source.scan(timestampColumn, run.format === "csv");
          await requireRows(run, source, from, rows);
          const table = computedTable(database, rows, numbers);
          const names = source.columns.map(({ name }) => name);
          const gone = replacedBy(run, names);
          const kept = names.filter((name) => !gone.includes(name)).map((name) => `f.${identifier(name)}`);
          const added = columns.map((name, k) => `CASE ${role(k)} WHEN ${TRAIN} THEN 'train' WHEN ${TEST} THEN 'test' END AS ${name}`);
          const query = `SELECT ${[...kept, ...added].join(", ")} FROM ${from} AS f POSITIONAL JOIN ${table} AS c`;
          await writeQuery(run, source, query, temporary);
          return gone;
        },
      ),
    );
    return { rows, columns, replaced };
  });
}

/** Rows are put beside each other by their places: there must be as many. */
async function requireRows(run: FileRun, source: Source, from: string, rows: number): Promise<void> {
  const found = source.rows ?? Number((await rowsOf(run.database.connection, `SELECT count(*) AS n FROM ${from}`))[0]?.["n"]);
  if (found === rows) return;
  throw new OpenbellError("INVALID_FOLDS", `The splits are of ${rows} rows; ${run.input} has ${found}. Split the file as it is now.`, {
    path: "rows",
    expected: rows,
    found,
  });
}

/** What a split makes of a row, in two bits. */
const TRAIN = 1;
const TEST = 2;
/** Splits whose bits one number holds. */
const PACKED = 15;

/**
 * @throws {@link OpenbellError} `INVALID_FOLDS` where ranges are no pairs that ascend, go beyond the last row, or train and test share a row.
 */
function checkSplit(name: string, split: FileSplit, rows: number): void {
  const fault = (set: string, expected: string, found: string): OpenbellError =>
    new OpenbellError("INVALID_FOLDS", `${name}: expected ${set} to be ${expected}, got ${found}.`, {
      path: `${name}.${set}`,
      expected,
      found,
    });
  for (const set of ["train", "test"] as const) {
    const { ranges } = split[set];
    if (ranges.length % 2 !== 0) throw fault(set, "pairs of from and to", `${ranges.length} numbers`);
    let end = 0;
    for (let k = 0; k < ranges.length; k += 2) {
      const [from, to] = [ranges[k] as number, ranges[k + 1] as number];
      if (!(from >= end && to > from && to <= rows))
        throw fault(set, `ascending ranges of rows, from ${end} to ${rows}`, `[${from}, ${to}]`);
      end = to;
    }
  }
  const [a, b] = [split.train.ranges, split.test.ranges];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [endA, endB] = [a[i + 1] as number, b[j + 1] as number];
    const shared = Math.max(a[i] as number, b[j] as number);
    if (shared < Math.min(endA, endB)) throw fault("train", "apart from test", `row ${shared}, which is in both`);
    if (endA < endB) i += 2;
    else j += 2;
  }
}

/** What up to 15 splits make of each row, as one column. Where the row before lies in the same ranges, its number is that of the row before. */
function packed(name: string, splits: readonly FileSplit[]): Computed {
  const sets = splits.flatMap(({ train, test }, k) => [
    { ranges: train.ranges, bits: TRAIN << (2 * k), at: 0 },
    { ranges: test.ranges, bits: TEST << (2 * k), at: 0 },
  ]);
  let from = 0;
  let until = 0;
  let value = 0;
  const look = (row: number): void => {
    from = row;
    until = Number.POSITIVE_INFINITY;
    value = 0;
    for (const set of sets) {
      const { ranges } = set;
      // Rows come in ascending order, but for a file that is read a second time, another way.
      if (set.at > 0 && row < (ranges[set.at - 1] as number)) set.at = 0;
      while (set.at < ranges.length && row >= (ranges[set.at + 1] as number)) set.at += 2;
      if (set.at >= ranges.length) continue;
      const start = ranges[set.at] as number;
      if (row >= start) value |= set.bits;
      until = Math.min(until, row >= start ? (ranges[set.at + 1] as number) : start);
    }
  };
  return {
    name,
    type: "INTEGER",
    at: (row) => {
      if (row < from || row >= until) look(row);
      return value;
    },
  };
}
