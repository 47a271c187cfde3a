/**
 * Complete sessions for files: a file of bars in, a row for every slot of every session out.
 *
 * No cell is converted: a made row takes its cells from rows of the file. Core is given row numbers in place of prices, carries those,
 * and DuckDB gathers the cells, whatever their types.
 *
 * @module
 */

import {
  type CalendarDefinition,
  type ColumnPolicy,
  type CompleteOptions,
  completeSessions,
  type Duration,
  type Frame,
  formatDate,
  formatInstant,
  OpenbellError,
  summarizeCompletion,
} from "@openbell/core";
import { writeAtomically } from "./atomic.js";
import { type BarFileOptions, barColumns, locatingRows, PRICES, requireIntraday, startRun, symbolsOf } from "./bar-file.js";
import { chooseCalendar } from "./choose-calendar.js";
import { type CompletedRows, completionQuery, FILLED_COLUMN } from "./complete-query.js";
import { SESSION_COLUMN } from "./copy.js";
import { withDatabase } from "./database.js";
import { readColumns } from "./read-columns.js";
import { type Attempt, type FileRun, firstThatReads, replacedBy, requireColumn, writeQuery } from "./run.js";
import { stampWriter } from "./stamps.js";

/** Options of {@link completeFile}: those of `completeSessions`, and where things are. One of `calendar` and `exchange` is needed. */
export interface CompleteFileOptions extends BarFileOptions, CompletionChoices {
  /** What made rows hold in further columns: nothing (`null`, the default), the last value before (`ffill`), or `zero`. */
  readonly columns?: { readonly [column: string]: ColumnPolicy } | undefined;
  /** Volume of made rows. Default `zero`, with `fillMethod: "none"` `null`. */
  readonly volume?: "zero" | "null" | undefined;
  /** Column of volumes, where there is one. Default `volume`. */
  readonly volumeColumn?: string | undefined;
}

/** The options of `completeSessions` that are passed on as they are. */
type CompletionChoices = {
  readonly [K in (typeof CHOICES)[number]]?: CompleteOptions[K] | undefined;
};

const CHOICES = ["interval", "carry", "leading", "emptySessions", "maxFill", "fillMethod", "outside", "from", "until", "align"] as const;

/** What {@link completeFile} did. */
export interface CompleteFileResult {
  /** Rows of the input. */
  readonly rows: number;
  /** Rows of the output. */
  readonly rowsWritten: number;
  /** Rows that were made. */
  readonly filled: number;
  /** Sessions that have rows, and the first and the last; `null` where there is none. */
  readonly sessions: number;
  readonly first: string | null;
  readonly last: string | null;
  /** The most rows in a row that were made, with no pause of trading between them: how many, and from which instant, ISO 8601 in the calendar's zone. `null` where none was made. */
  readonly longestGap: { readonly rows: number; readonly from: string; readonly symbol?: string | null } | null;
  /** Name of the calendar used. */
  readonly calendar: string;
  /** Columns of the input that were replaced. */
  readonly replaced: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Completes a CSV or Parquet file of bars: a row for every slot of every session. The columns of the file in their order, then
 * `session_date` (DATE) and `filled` (BOOLEAN); rows by symbol, in order of time. Cells that are there are kept as they are, of any type;
 * only a price column that cannot hold the close, of whole numbers beside one of decimals, takes a type that can. Made rows are flat at
 * the last close, their volume is 0, their timestamps are of the column's type, in its unit, written like its text. A row that is marked
 * in a column `filled` of the file stays marked. Formats, and how the output is written, as with {@link assignSessionsToFile}.
 *
 * Timestamps and a few numbers for each row are held in memory, about 150 bytes; DuckDB puts the rest in order, on disk where it must.
 *
 * @throws {@link OpenbellError} `DUPLICATE_TIMESTAMP`, `OFF_GRID`, `OUTSIDE_SESSION`, `INVALID_TIMESTAMP`, each with the row, and what
 * {@link assignSessionsToFile} says of files, columns and calendars. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { completeFile } from "@openbell/duckdb";
 *
 * const { rows, rowsWritten, filled, longestGap } = await completeFile("examples/data/es-1m-2013-10-06_11.csv.gz", "es_complete.parquet", {
 *   exchange: "CME",
 *   product: "equity",
 * });
 * console.log(rows, rowsWritten, filled, longestGap?.rows); // 6826 6900 74 3
 * ```
 */
export async function completeFile(input: string, output: string, options: CompleteFileOptions = {}): Promise<CompleteFileResult> {
  options.signal?.throwIfAborted();
  const { calendar, notes } = await chooseCalendar(options);
  return withDatabase(async (database) => {
    const run = startRun(database, input, output, options, [SESSION_COLUMN, FILLED_COLUMN]);
    const done = await writeAtomically(output, (temporary) =>
      firstThatReads(run, (attempt) => complete(run, attempt, calendar, options, temporary)),
    );
    return { ...done, calendar: calendar.name, notes: [...notes, ...done.notes] };
  });
}

async function complete(
  run: FileRun,
  attempt: Attempt,
  calendar: CalendarDefinition,
  options: CompleteFileOptions,
  temporary: string,
): Promise<Omit<CompleteFileResult, "calendar">> {
  const { columns: policies = {}, fillMethod = "forward", barLabel = "start", sourceTimeZone } = options;
  requireIntraday(run, attempt, "Completing");
  const bar = barColumns(attempt.columns, options.volumeColumn);
  const { symbolColumn, notes } = symbolsOf(attempt.columns, options);
  const reference =
    PRICES.map((role) => bar[role]).find((name) => name !== undefined) ?? requireColumn(attempt.columns, "close", "price").name;
  checkPolicies(policies, attempt, [run.timestampColumn, symbolColumn, ...PRICES.map((role) => bar[role]), bar.volume]);
  const carried = Object.keys(policies).filter((name) => policies[name] === "ffill");
  const interpolates = fillMethod === "interpolate";
  const read = await readColumns(run, attempt, {
    numbers: interpolates ? [reference] : [],
    present: [...new Set([...(interpolates ? [] : [reference]), ...carried])],
    texts: symbolColumn === null ? [] : [symbolColumn],
  });
  const { rows, timestamps, present } = read;
  const rowsOf = (name: string): Float64Array => (present[name] as Float64Array).map((is, row) => is * row);
  const symbols = symbolColumn === null ? null : (read.texts[symbolColumn] as readonly (string | null)[]);
  const completed = locatingRows(() =>
    completeSessions(
      calendar,
      {
        timestamp: timestamps,
        row: Float64Array.from(timestamps, (_, row) => row),
        close: interpolates ? (read.numbers[reference] as Float64Array) : rowsOf(reference),
        ...Object.fromEntries(carried.map((name) => [`carried ${name}`, rowsOf(name)])),
        ...(symbols === null ? {} : { symbol: symbols }),
      } as Frame,
      {
        ...chosen(options),
        ...{ fillMethod, barLabel, symbolColumn: symbols === null ? null : "symbol" },
        ...(sourceTimeZone === undefined ? {} : { sourceTimeZone }),
        columns: Object.fromEntries(carried.map((name) => [`carried ${name}`, "ffill" as const])),
      },
    ),
  ) as unknown as CompletedRows & Frame;
  const query = completionQuery(run, attempt, completed, {
    ...{ bar, reference, symbolColumn, policies },
    interpolated: interpolates,
    carried: Object.fromEntries(carried.map((name) => [name, completed[`carried ${name}`] as Float64Array])),
    volume: options.volume ?? (fillMethod === "none" ? "null" : "zero"),
    stamps: await stampWriter(run, attempt, read.unit, calendar.timeZone),
  });
  await writeQuery(run, attempt.source, query, temporary);
  return {
    rows,
    ...report(completed, options.interval, calendar.timeZone),
    replaced: replacedBy(
      run,
      attempt.columns.map(({ name }) => name),
    ),
    notes: [...read.notes, ...(new Set(symbols).size > 1 ? notes : [])],
  };
}

function chosen(options: CompleteFileOptions): CompleteOptions {
  return Object.fromEntries(CHOICES.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}

function checkPolicies(
  policies: CompleteFileOptions["columns"],
  { columns }: Attempt,
  taken: readonly (string | null | undefined)[],
): void {
  for (const name of Object.keys(policies ?? {})) {
    requireColumn(columns, name, "further");
    if (taken.includes(name))
      throw new OpenbellError(
        "INVALID_ARGUMENT",
        `Column "${name}" is a timestamp, a symbol, a price or a volume: options of their own say what made rows hold there.`,
        { name },
      );
  }
}

/** What a completion came to. */
function report(
  completed: CompletedRows,
  interval: Duration | undefined,
  zone: string,
): Omit<CompleteFileResult, "rows" | "calendar" | "replaced" | "notes"> {
  const { timestamp, session_date, filled: made, symbol: symbols } = completed;
  const frame: Frame = { timestamp, session_date, filled: made, ...(symbols === undefined ? {} : { symbol: symbols }) };
  const { rows, filled, sessions, bySession, longestGap } = summarizeCompletion(frame, interval === undefined ? {} : { interval });
  const dates = Int32Array.from(bySession.session as readonly number[]).sort();
  const symbol = longestGap?.symbol as string | null | undefined;
  return {
    rowsWritten: rows,
    filled,
    sessions,
    first: dates.length === 0 ? null : formatDate(dates[0] as number),
    last: dates.length === 0 ? null : formatDate(dates.at(-1) as number),
    longestGap:
      longestGap === null
        ? null
        : { rows: longestGap.slots, from: formatInstant(longestGap.fromMs, zone), ...(symbol === undefined ? {} : { symbol }) },
  };
}
