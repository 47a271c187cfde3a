/** The rows of a completed file as a query: cells of the file gathered by row, and what made rows hold instead. @module */

import type { ColumnPolicy } from "@openbell/core";
import { type BarColumns, PRICES } from "./bar-file.js";
import { type Computed, computedTable, known } from "./computed.js";
import { SESSION_COLUMN } from "./copy.js";
import { freeName } from "./names.js";
import { type Attempt, type FileRun, replacedBy } from "./run.js";
import { identifier } from "./sql.js";
import type { StampWriter } from "./stamps.js";
import { isNumberType } from "./timestamps.js";

/** Name of the column that marks rows that were made. */
export const FILLED_COLUMN = "filled";

/** A completed frame whose prices and further columns are rows of the file; `NaN` is none. */
export interface CompletedRows {
  /** Epoch milliseconds. */
  readonly timestamp: Float64Array;
  /** The row that is copied, `NaN` where a row was made. */
  readonly row: Float64Array;
  /** The row whose price a made row has; interpolated, the price itself. */
  readonly close: Float64Array;
  readonly symbol?: readonly (string | null)[];
  /** Day numbers, `NO_SESSION` outside. */
  readonly session_date: Int32Array;
  readonly filled: Uint8Array;
}

/** What the cells of made rows are made of. */
export interface MadeCells {
  readonly bar: BarColumns;
  /** The price column that others are filled from. */
  readonly reference: string;
  readonly symbolColumn: string | null;
  /** Whether prices are computed, not carried. */
  readonly interpolated: boolean;
  /** Further columns that are not left empty. */
  readonly policies: { readonly [column: string]: ColumnPolicy };
  /** For each column whose last value is carried, the row that has it. */
  readonly carried: { readonly [column: string]: Float64Array };
  readonly volume: "zero" | "null";
  readonly stamps: StampWriter;
}

/** The query; its first use also has the computed columns at hand. */
export function completionQuery(run: FileRun, attempt: Attempt, rows: CompletedRows, made: MadeCells): string {
  const { filled, row, close, session_date: days } = rows;
  const names = attempt.columns.map(({ name }) => name);
  const number = freeName(names);
  const { cells, priced } = cellsOf(rows, made.interpolated);
  const stamp = stampsOf(rows, made.stamps);
  const computed: Computed[] = [
    { name: "place", type: "INTEGER", at: (i) => i },
    { name: "cell", type: "INTEGER", at: (i) => cells[i] as number },
    { name: "made", type: "BOOLEAN", at: (i) => filled[i] === 1 },
    { name: "stamp", type: made.stamps.type, at: stamp },
    { name: "day", type: "INTEGER", at: (i) => days[i] as number },
    made.interpolated
      ? { name: "price", type: "DOUBLE", at: (i) => close[i] as number }
      : { name: "priced", type: "BOOLEAN", at: (i) => priced[i] === 1 },
  ];
  const numbered = (columns: string): string => `(SELECT ${columns}, row_number() OVER () - 1 AS ${number} FROM ${attempt.from})`;
  const joins = [`LEFT JOIN ${numbered("*")} AS f ON f.${number} = p.cell`];
  /** SQL of the value that a made row carries on; another join only where it is not in the row that its price is from. */
  const carriedCell = (name: string): string => {
    const from = made.carried[name] as Float64Array;
    if (cells.every((cell, i) => filled[i] === 0 || cell === from[i])) return `f.${identifier(name)}`;
    const k = joins.length;
    computed.push({ name: `from${k}`, type: "INTEGER", at: (i) => (filled[i] === 0 || Number.isNaN(from[i]) ? -1 : (from[i] as number)) });
    joins.push(`LEFT JOIN ${numbered(identifier(name))} AS f${k} ON f${k}.${number} = p.from${k}`);
    return `f${k}.${identifier(name)}`;
  };
  const reference = `f.${identifier(made.reference)}`;
  const price = made.interpolated ? known("p.price") : `CASE WHEN p.priced THEN ${reference} END`;
  const zero = (type: string): string => `CAST(${type === "VARCHAR" ? "'0'" : "0"} AS ${type})`;
  /** SQL of what a made row holds. */
  const madeCell = ({ name, type }: Attempt["columns"][number]): string => {
    const { bar, policies, volume } = made;
    if (name === run.timestampColumn) return made.stamps.cell("p.stamp");
    if (name === made.symbolColumn) return `f.${identifier(name)}`;
    // Numbers without a cast: a column of whole numbers takes a type that holds the price.
    if (PRICES.some((role) => bar[role] === name)) return isNumberType(type) ? price : `CAST(${price} AS ${type})`;
    const policy = name === bar.volume ? volume : (policies[name] ?? "null");
    return policy === "ffill" ? carriedCell(name) : policy === "zero" ? zero(type) : "NULL";
  };
  const replaced = replacedBy(run, names);
  const columns = attempt.columns
    .filter(({ name }) => !replaced.includes(name))
    .map((column) => {
      const name = identifier(column.name);
      return `CASE WHEN p.made THEN ${madeCell(column)} ELSE f.${name} END AS ${name}`;
    });
  return `SELECT ${columns.join(", ")},
      CASE WHEN p.day > -2147483648 THEN DATE '1970-01-01' + p.day END AS ${SESSION_COLUMN},
      ${madeBefore(attempt)} AS ${FILLED_COLUMN}
    FROM ${computedTable(run.database, row.length, computed)} AS p ${joins.join(" ")} ORDER BY p.place`;
}

/** The row of the file from which each row has its cells; for a made row without a price any one of its symbol, -1 for none. */
function cellsOf({ row, close, symbol, filled }: CompletedRows, interpolated: boolean): { cells: Int32Array; priced: Uint8Array } {
  const ofSymbol = new Map<string | null, number>();
  if (symbol !== undefined)
    for (let i = 0; i < row.length; i++) if (filled[i] === 0) ofSymbol.set(symbol[i] as string | null, row[i] as number);
  const cells = new Int32Array(row.length);
  const priced = new Uint8Array(row.length);
  for (let i = 0; i < row.length; i++) {
    const has = !interpolated && !Number.isNaN(close[i]);
    priced[i] = has ? 1 : 0;
    cells[i] =
      filled[i] === 0
        ? (row[i] as number)
        : has
          ? (close[i] as number)
          : symbol === undefined
            ? -1
            : (ofSymbol.get(symbol[i] as string | null) ?? -1);
  }
  return { cells, priced };
}

/** The timestamps of made rows, by row. */
function stampsOf({ timestamp, filled }: CompletedRows, stamps: StampWriter): (row: number) => number | string | null {
  const values = stamps.valuesOf(timestamp.filter((_, i) => filled[i] === 1));
  const place = new Int32Array(filled.length);
  for (let i = 1; i < place.length; i++) place[i] = (place[i - 1] as number) + (filled[i - 1] as number);
  return (i) => (filled[i] === 1 ? (values[place[i] as number] as number | string) : null);
}

/** SQL of the mark: a row that an earlier run made and marked stays marked. */
function madeBefore({ source, columns }: Attempt): string {
  const marks = source.columns.filter(({ name, type }) => name.toLowerCase() === FILLED_COLUMN && type === "BOOLEAN");
  const [mark] = marks.filter(({ name }) => columns.some((column) => column.name === name));
  return mark === undefined ? "p.made" : `p.made OR coalesce(TRY_CAST(f.${identifier(mark.name)} AS BOOLEAN), false)`;
}
