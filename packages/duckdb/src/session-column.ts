/**
 * The session of each row of a file, and times of rows: what splitting a file begins with. Rows are meant by their place in the file, counted
 * from 0.
 *
 * @module
 */

import type { DuckDBVector } from "@duckdb/node-api";
import { NO_SESSION, OpenbellError } from "@openbell/core";
import { startRun } from "./bar-file.js";
import { type CalendarChoice, chooseCalendar } from "./choose-calendar.js";
import { ChunkAssigner } from "./chunk-assigner.js";
import { SESSION_COLUMN } from "./copy.js";
import { withDatabase } from "./database.js";
import { GrowingDays, GrowingDoubles, GrowingNames } from "./growing.js";
import { floatsOf, textsOf } from "./instants.js";
import { atRow } from "./locate.js";
import { readColumns } from "./read-columns.js";
import { eachPiece, type FileProgress, type FileRun, firstThatReads, firstWayThatReads } from "./run.js";
import type { Source } from "./source.js";
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
