/** Session VWAP for files: a file in, the same rows in the same order with the VWAP and the bands of each session window out. @module */

import { type Duration, OpenbellError } from "@openbell/core";
import {
  columnPrefix,
  type Deviation,
  type InvalidPolicy,
  PRICE_COLUMNS,
  type PriceSource,
  type SessionWindow,
  sessionVwap,
  type WindowColumns,
} from "@openbell/core/vwap";
import { writeAtomically } from "./atomic.js";
import { type BarFileOptions, barColumns, locatingRows, requireIntraday, startRun, symbolsOf } from "./bar-file.js";
import { chooseCalendar } from "./choose-calendar.js";
import { type Computed, cellsAt, computedTable, known } from "./computed.js";
import { withDatabase } from "./database.js";
import { readColumns } from "./read-columns.js";
import { type Attempt, type FileRun, firstThatReads, replacedBy, requireColumn, writeQuery } from "./run.js";
import { identifier } from "./sql.js";

/** Options of {@link sessionVwapOfFile}. `windows`, or a calendar or an exchange, whose sessions are then the one window. */
export interface VwapFileOptions extends BarFileOptions {
  /** The session windows. They win over `calendar` and `exchange`. */
  readonly windows?: readonly SessionWindow[] | undefined;
  /** The price that stands for a bar. Default `hlc3`. */
  readonly price?: PriceSource | undefined;
  /** What bands are made of. Default `price`. */
  readonly deviation?: Deviation | undefined;
  /** Multiples at which there are bands. Default 1, 2 and 3. */
  readonly multipliers?: readonly number[] | undefined;
  /** Length of a bar, for bars stamped at their end. */
  readonly interval?: Duration | undefined;
  /** Takes rows in any order, each symbol's in order of time; they are written in the order of the file all the same. */
  readonly sort?: boolean | undefined;
  /** Bars with a negative or infinite volume: an error (default), or left out of the VWAP. */
  readonly onInvalid?: InvalidPolicy | undefined;
  /** Column of volumes. Default `volume`. */
  readonly volumeColumn?: string | undefined;
}

/** What became of one window. */
export interface WindowSummary {
  readonly name: string;
  /** Days, or sessions, of the window that have bars; for each symbol. */
  readonly instances: number;
  /** Bars within the window. */
  readonly bars: number;
  /** First and last instance: its date `YYYY-MM-DD`, or its id. `null` where there is none. */
  readonly first: string | number | null;
  readonly last: string | number | null;
}

/** What {@link sessionVwapOfFile} did. */
export interface VwapFileResult {
  readonly rows: number;
  readonly windows: readonly WindowSummary[];
  /** Columns that were added, in their order. */
  readonly columns: readonly string[];
  /** Columns of the input that were replaced. */
  readonly replaced: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Adds the VWAP of session windows to a CSV or Parquet file: for each window, by its name in lower case with `_` for what is no letter and
 * no digit, `new_york_vwap`, `new_york_anchor` (the timestamp of the first bar, as the file has it), `new_york_sd`, and for each multiple
 * `new_york_upper_1` and `new_york_lower_1`; NULL outside the window. Every other column as it was, rows in their order. Formats, and how
 * the output is written, as with {@link assignSessionsToFile}.
 *
 * Timestamps, prices and volumes are held in memory, 8 bytes for each value, and so are three columns for each window.
 *
 * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED`, `INVALID_BAR`, `INVALID_TIMESTAMP`, each with the row; `INVALID_WINDOW`, and what
 * {@link assignSessionsToFile} says of files, columns and calendars. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { sessionVwapOfFile } from "@openbell/duckdb";
 *
 * const { windows, columns } = await sessionVwapOfFile("examples/data/es-1m-2013-10-06_11.csv.gz", "es_vwap.parquet", {
 *   windows: [{ name: "New York", start: "09:30", end: "16:00", timeZone: "America/New_York" }],
 *   multipliers: [2],
 * });
 * console.log(windows.map(({ instances, bars }) => `${instances} days, ${bars} bars`)); // [ '5 days, 1950 bars' ]
 * console.log(columns.join(" ")); // new_york_vwap new_york_anchor new_york_sd new_york_upper_2 new_york_lower_2
 * ```
 */
export async function sessionVwapOfFile(input: string, output: string, options: VwapFileOptions = {}): Promise<VwapFileResult> {
  options.signal?.throwIfAborted();
  const { windows, notes } = await windowsOf(options);
  const { multipliers = [1, 2, 3] } = options;
  const columns = windows.flatMap(({ name }) => columnNames(name, multipliers));
  const twice = columns.find((name, i) => columns.indexOf(name) < i);
  if (twice !== undefined)
    throw new OpenbellError("INVALID_WINDOW", `Two session windows, or two multiples, would write the column "${twice}". Rename one.`, {
      column: twice,
    });
  return withDatabase(async (database) => {
    const run = startRun(database, input, output, options, columns);
    const done = await writeAtomically(output, (temporary) =>
      firstThatReads(run, (attempt) => addVwap(run, attempt, { ...options, windows, multipliers }, temporary)),
    );
    return { ...done, columns, notes: [...notes, ...done.notes] };
  });
}

async function windowsOf(options: VwapFileOptions): Promise<{ windows: readonly SessionWindow[]; notes: readonly string[] }> {
  const { windows, calendar, exchange } = options;
  if (windows === undefined) {
    const chosen = await chooseCalendar(options);
    return { windows: [{ name: chosen.calendar.name, calendar: chosen.calendar }], notes: chosen.notes };
  }
  const unused = [...(calendar === undefined ? [] : ["the calendar"]), ...(exchange === undefined ? [] : ["the exchange"])];
  return { windows, notes: unused.length === 0 ? [] : [`The session windows given are used; ${unused.join(" and ")} is not.`] };
}

function columnNames(window: string, multipliers: readonly number[]): string[] {
  const prefix = columnPrefix(window);
  const bands = multipliers.flatMap((multiple) => [`upper_${multiple}`, `lower_${multiple}`]);
  return ["vwap", "anchor", "sd", ...bands].map((part) => `${prefix}_${part}`);
}

type Settings = VwapFileOptions & Required<Pick<VwapFileOptions, "windows" | "multipliers">>;

async function addVwap(run: FileRun, attempt: Attempt, settings: Settings, temporary: string): Promise<Omit<VwapFileResult, "columns">> {
  const { windows, multipliers, volumeColumn = "volume", price = "hlc3", deviation = "price" } = settings;
  requireIntraday(run, attempt, "A VWAP");
  const bar = barColumns(attempt.columns, volumeColumn);
  const { symbolColumn, notes } = symbolsOf(attempt.columns, settings);
  const roles = [...new Set<string>([...PRICE_COLUMNS[price], ...(deviation === "close" ? ["close"] : []), "volume"])];
  const named = roles.map(
    (role) => [role, bar[role] ?? requireColumn(attempt.columns, role === "volume" ? volumeColumn : role, "number").name] as const,
  );
  const read = await readColumns(run, attempt, {
    numbers: [...new Set(named.map(([, name]) => name))],
    texts: symbolColumn === null ? [] : [symbolColumn],
  });
  const { numbers, texts, timestamps, rows } = read;
  const symbols = symbolColumn === null ? null : (texts[symbolColumn] as readonly (string | null)[]);
  const { onInvalid = "throw", sort = false, barLabel = "start", interval } = settings;
  const vwap = locatingRows(() =>
    sessionVwap(
      {
        timestamp: timestamps,
        ...Object.fromEntries(named.map(([role, name]) => [role, numbers[name] as Float64Array])),
        ...(symbols === null ? {} : { symbol: symbols }),
      },
      {
        ...{ windows, multipliers, price, deviation, onInvalid, sort, barLabel },
        ...(interval === undefined ? {} : { interval }),
        ...(symbols === null ? {} : { symbolColumn: "symbol" }),
      },
    ),
  );

  const anchors = anchorsOf(vwap.windows, timestamps, symbols);
  const anchor = await cellsAt(run, attempt, run.timestampColumn, anchors.rows);
  const table = computedTable(
    run.database,
    rows,
    vwap.windows.flatMap((window, k): Computed[] => [
      { name: `vwap${k}`, type: "DOUBLE", at: (row) => window.vwap[row] as number },
      { name: `sd${k}`, type: "DOUBLE", at: (row) => window.sd[row] as number },
      { name: `anchor${k}`, type: "INTEGER", at: (row) => anchors.places[k]?.[row] as number },
    ]),
  );
  const names = attempt.columns.map(({ name }) => name);
  const replaced = replacedBy(run, names);
  const kept = names.filter((name) => !replaced.includes(name)).map((name) => `f.${identifier(name)}`);
  const added = windows.flatMap(({ name }, k) => {
    const values = [
      `c.vwap${k}`,
      anchor(`c.anchor${k}`),
      `c.sd${k}`,
      ...multipliers.flatMap((m) => bands(`c.vwap${k}`, `c.sd${k}`, m, deviation)),
    ];
    return columnNames(name, multipliers).map(
      (column, i) => `${i === 1 ? values[i] : known(values[i] as string)} AS ${identifier(column)}`,
    );
  });
  await writeQuery(
    run,
    attempt.source,
    `SELECT ${[...kept, ...added].join(", ")} FROM ${attempt.from} AS f POSITIONAL JOIN ${table} AS c`,
    temporary,
  );
  return { rows, replaced, notes: [...read.notes, ...(new Set(symbols).size > 1 ? notes : [])], windows: vwap.windows.map(summaryOf) };
}

/** The two bands at a multiple, as core works them out. */
function bands(vwap: string, sd: string, multiple: number, deviation: Deviation): [upper: string, lower: string] {
  if (deviation === "percent") return [`${vwap} * ${double(1 + multiple / 100)}`, `${vwap} * ${double(1 - multiple / 100)}`];
  return [`${vwap} + ${double(multiple)} * ${sd}`, `${vwap} - ${double(multiple)} * ${sd}`];
}

/** A literal that is a DOUBLE, not the DECIMAL that DuckDB takes `1.5` for. */
function double(value: number): string {
  return `'${value}'::DOUBLE`;
}

/** The rows whose timestamps are anchors, and for each row of each window the place of its anchor among them, from 1; 0 for none. */
function anchorsOf(
  windows: readonly WindowColumns[],
  timestamps: Float64Array,
  symbols: readonly (string | null)[] | null,
): { rows: readonly number[]; places: readonly Int32Array[] } {
  const rows = timestamps.length;
  const anchorRows: number[] = [];
  const placeOf = new Map<string | null | undefined, Map<number, number>>();
  const placesOfSymbol = (row: number): Map<number, number> => {
    const symbol = symbols?.[row];
    let places = placeOf.get(symbol);
    if (places === undefined) {
      places = new Map();
      placeOf.set(symbol, places);
    }
    return places;
  };
  const columns = windows.map(({ anchor }) => anchor);
  for (let row = 0; row < rows; row++) {
    const t = timestamps[row] as number;
    if (!columns.some((anchor) => anchor[row] === t)) continue;
    const places = placesOfSymbol(row);
    if (!places.has(t)) places.set(t, anchorRows.push(row));
  }
  const places = columns.map((anchor) => {
    const place = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const t = anchor[row] as number;
      const same = row > 0 && t === anchor[row - 1] && symbols?.[row] === symbols?.[row - 1];
      place[row] = same ? (place[row - 1] as number) : Number.isNaN(t) ? 0 : (placesOfSymbol(row).get(t) as number);
    }
    return place;
  });
  return { rows: anchorRows, places };
}

function summaryOf({ name, instances }: WindowColumns): WindowSummary {
  const ids = instances.map(({ instance }) => instance).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    name,
    instances: instances.length,
    bars: instances.reduce((sum, { bars }) => sum + bars, 0),
    first: ids[0] ?? null,
    last: ids.at(-1) ?? null,
  };
}
