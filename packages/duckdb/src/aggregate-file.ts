/** Sessions of files: a file of bars in, a row for each session out. @module */

import { aggregateSessions, type CalendarDefinition, formatDate, OpenbellError } from "@openbell/core";
import { PRICE_COLUMNS, type PriceSource } from "@openbell/core/vwap";
import { writeAtomically } from "./atomic.js";
import { type BarFileOptions, barColumns, locatingRows, requireIntraday, startRun, symbolsOf } from "./bar-file.js";
import { chooseCalendar } from "./choose-calendar.js";
import type { FileColumn } from "./columns.js";
import { type Computed, cellsAt, computedTable, known } from "./computed.js";
import { SESSION_COLUMN } from "./copy.js";
import { withDatabase } from "./database.js";
import { readColumns } from "./read-columns.js";
import { type Attempt, type FileRun, firstThatReads, requireColumn, writeQuery } from "./run.js";
import { identifier } from "./sql.js";

/** What many values of an extra column come to. `first` and `last` are the first and last that there are, as the file has them. */
export type FileReduction = "first" | "last" | "max" | "min" | "sum";

/** Options of {@link aggregateFile}. */
export interface AggregateFileOptions extends BarFileOptions {
  /** The price that stands for a bar in `vwap`. Default `hlc3`. */
  readonly price?: PriceSource | undefined;
  /** Bars in no session: left out (`drop`, the default), or an error. */
  readonly outside?: "drop" | "error" | undefined;
  /** More columns of the file, and what becomes of each: `{ trades: "sum", contract: "last" }`. Others are left out. */
  readonly columns?: { readonly [column: string]: FileReduction } | undefined;
  /** Column of volumes, where there is one. Default `volume`. */
  readonly volumeColumn?: string | undefined;
}

/** What {@link aggregateFile} did. */
export interface AggregateFileResult {
  /** Rows of the input. */
  readonly rows: number;
  /** Rows written: one for each session, and each symbol. */
  readonly rowsWritten: number;
  /** Bars in no session. */
  readonly outside: number;
  /** Sessions, and the first and the last session date; `null` where there is none. */
  readonly sessions: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Name of the calendar used. */
  readonly calendar: string;
  readonly notes: readonly string[];
}

/**
 * Writes a row for each session of a CSV or Parquet file of bars: `session_date` (DATE), the symbol where there are several, `open`, `high`,
 * `low`, `close` and `volume` where the file has them, `vwap`, `bars`, `change` (last close less first close), `return` (its share of the
 * first close), and `first` and `last`, the timestamps of the first and the last bar as the file has them. Formats, and how the output is
 * written, as with {@link assignSessionsToFile}. The columns that are looked at are held in memory.
 *
 * @throws {@link OpenbellError} `INVALID_BAR`, `INVALID_TIMESTAMP`, `OUTSIDE_SESSION` (for `outside: "error"`), each with the row, and what
 * {@link assignSessionsToFile} says of files, columns and calendars. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { aggregateFile } from "@openbell/duckdb";
 *
 * const { rowsWritten, first, last } = await aggregateFile("examples/data/es-1m-2013-10-06_11.csv.gz", "es_sessions.csv", {
 *   exchange: "CME",
 *   product: "equity",
 * });
 * console.log(rowsWritten, first, last); // 5 2013-10-07 2013-10-11
 * ```
 */
export async function aggregateFile(input: string, output: string, options: AggregateFileOptions = {}): Promise<AggregateFileResult> {
  options.signal?.throwIfAborted();
  const { calendar, notes } = await chooseCalendar(options);
  return withDatabase(async (database) => {
    const run = startRun(database, input, output, options, []);
    const done = await writeAtomically(output, (temporary) =>
      firstThatReads(run, (attempt) => aggregate(run, attempt, calendar, options, temporary)),
    );
    return { ...done, calendar: calendar.name, notes: [...notes, ...done.notes] };
  });
}

/** Columns with a reduction of their own. */
const OWN = ["open", "high", "low", "close"] as const;

async function aggregate(
  run: FileRun,
  attempt: Attempt,
  calendar: CalendarDefinition,
  options: AggregateFileOptions,
  temporary: string,
): Promise<Omit<AggregateFileResult, "calendar">> {
  const { price = "hlc3", outside = "drop", barLabel = "start", columns: extra = {} } = options;
  requireIntraday(run, attempt, "Aggregating");
  const { symbolColumn, notes } = symbolsOf(attempt.columns, options);
  const bar = barColumns(attempt.columns, options.volumeColumn);
  const needed = ["close", ...(bar.volume === undefined ? [] : PRICE_COLUMNS[price])];
  for (const role of needed) if (bar[role] === undefined) requireColumn(attempt.columns, role, "price");
  const wanted = [...new Set<string>([...OWN, ...needed, "volume"])];
  const named = wanted.flatMap((role) => (bar[role] === undefined ? [] : [[role, bar[role]] as const]));
  checkExtra(extra, symbolColumn);
  const kept = Object.keys(extra).filter((name) => extra[name] === "first" || extra[name] === "last");
  const reduced = Object.keys(extra).filter((name) => !kept.includes(name));
  const read = await readColumns(run, attempt, {
    numbers: [...new Set([...named.map(([, name]) => name), ...reduced])],
    present: kept,
    texts: symbolColumn === null ? [] : [symbolColumn],
  });

  const { rows, timestamps, numbers, present, texts } = read;
  const places = Float64Array.from({ length: rows }, (_, row) => row);
  // Cells that are copied are asked for by their rows.
  const rowsOfCells: { [column: string]: Float64Array } = { "cell first": places, "cell last": places };
  for (const name of kept) rowsOfCells[`extra ${name}`] = (present[name] as Float64Array).map((is, row) => is * row);
  for (const name of reduced) rowsOfCells[`extra ${name}`] = numbers[name] as Float64Array;
  const frame = {
    timestamp: timestamps,
    ...Object.fromEntries(named.map(([role, name]) => [role, numbers[name] as Float64Array])),
    ...(symbolColumn === null ? {} : { symbol: texts[symbolColumn] as readonly (string | null)[] }),
    ...rowsOfCells,
  };
  const sessions = locatingRows(() =>
    aggregateSessions(calendar, frame, {
      ...{ price, outside, barLabel },
      ...(symbolColumn === null ? {} : { symbolColumn: "symbol" }),
      columns: {
        "cell first": "first",
        "cell last": "last",
        ...Object.fromEntries(Object.entries(extra).map(([name, reduction]) => [`extra ${name}`, reduction])),
      },
    }),
  );
  const column = (name: string): Float64Array => sessions[name] as Float64Array;

  const computed: Computed[] = [{ name: "day", type: "INTEGER", at: (k) => sessions.session_date[k] as number }];
  const output = [`DATE '1970-01-01' + c.day AS ${SESSION_COLUMN}`];
  const add = (name: string, sql: (value: string) => string, at: (k: number) => number, type: Computed["type"] = "DOUBLE"): void => {
    computed.push({ name: `c${computed.length}`, type, at });
    output.push(`${sql(`c.c${computed.length - 1}`)} AS ${identifier(name)}`);
  };
  const addNumbers = (name: string, type: string): void =>
    add(
      name,
      (value) => `CAST(${known(value)} AS ${type})`,
      (k) => column(name)[k] as number,
    );
  /** Cells of the file at some of its rows. */
  const addCells = async (name: string, source: string, from: Float64Array): Promise<void> => {
    const found: number[] = [];
    const place = Array.from(from, (row) => (Number.isNaN(row) ? 0 : found.push(row)));
    add(name, await cellsAt(run, attempt, source, found), (k) => place[k] as number, "INTEGER");
  };
  const typed = (name: string, values: Float64Array): string => typeIn(requireColumn(attempt.columns, name, "number"), values);

  if (symbolColumn !== null) await addCells(symbolColumn, symbolColumn, column("cell first"));
  for (const role of OWN) if (bar[role] !== undefined) addNumbers(role, typed(bar[role], column(role)));
  if (bar.volume !== undefined) {
    addNumbers("volume", sumType(typed(bar.volume, column("volume"))));
    addNumbers("vwap", "DOUBLE");
  }
  add(
    "bars",
    (value) => value,
    (k) => sessions.bars[k] as number,
    "INTEGER",
  );
  addNumbers("change", "DOUBLE");
  addNumbers("return", "DOUBLE");
  await addCells("first", run.timestampColumn, column("cell first"));
  await addCells("last", run.timestampColumn, column("cell last"));
  for (const [name, reduction] of Object.entries(extra)) {
    const values = column(`extra ${name}`);
    if (kept.includes(name)) await addCells(name, name, values);
    else {
      const type = reduction === "sum" ? sumType(typed(name, values)) : typed(name, values);
      add(
        name,
        (value) => `CAST(${known(value)} AS ${type})`,
        (k) => values[k] as number,
      );
    }
  }
  const table = computedTable(run.database, sessions.session_date.length, computed);
  await writeQuery(run, attempt.source, `SELECT ${output.join(", ")} FROM ${table} AS c`, temporary);
  const dates = sessions.session_date.slice().sort();
  return {
    rows,
    rowsWritten: dates.length,
    sessions: new Set(dates).size,
    outside: rows - sessions.bars.reduce((sum, count) => sum + count, 0),
    first: dates.length === 0 ? null : formatDate(dates[0] as number),
    last: dates.length === 0 ? null : formatDate(dates.at(-1) as number),
    notes: [...read.notes, ...(symbolColumn !== null && new Set(texts[symbolColumn]).size > 1 ? notes : [])],
  };
}

const TAKEN = [SESSION_COLUMN, ...OWN, "volume", "vwap", "bars", "change", "return", "first", "last"];

function checkExtra(extra: { readonly [column: string]: FileReduction }, symbolColumn: string | null): void {
  const taken = [...TAKEN, ...(symbolColumn === null ? [] : [symbolColumn])].map((name) => name.toLowerCase());
  const twice = Object.keys(extra).find((name) => taken.includes(name.toLowerCase()));
  if (twice !== undefined)
    throw new OpenbellError("INVALID_ARGUMENT", `Column "${twice}" is one that every session has; leave it out.`, { name: twice });
}

/** Type in which values of a column are written: its own; of text, whole numbers where all of them are. */
function typeIn({ type }: FileColumn, values: Float64Array): string {
  if (type !== "VARCHAR") return type;
  return values.every((value) => Number.isNaN(value) || Number.isSafeInteger(value)) ? "BIGINT" : "DOUBLE";
}

/** Type of a sum of values of a type. */
function sumType(type: string): string {
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type)) return "BIGINT";
  const decimal = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type);
  return decimal === null ? (type === "FLOAT" ? "DOUBLE" : type) : `DECIMAL(38,${decimal[1]})`;
}
