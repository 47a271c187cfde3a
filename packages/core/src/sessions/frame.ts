/** Frames: columns of equal length by name, and how their numbers are read. @module */

import { invalidArgument, invalidBar, missingColumn } from "../errors.js";
import type { TimestampColumn } from "./types.js";

/** Columns of equal length by name. */
export type Frame = { readonly [column: string]: ArrayLike<unknown> };

/** A column of numbers; `null`, `undefined` and `NaN` mean "no value". */
export type NumberColumn = ArrayLike<number | bigint | null | undefined>;

/**
 * A column of a frame by name, of the length that the frame has.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT` where lengths differ.
 */
export function columnOf(frame: Frame, name: string, length?: number): ArrayLike<unknown> {
  const column = Object.hasOwn(frame, name) ? frame[name] : undefined;
  if (column === undefined) throw missingColumn(Object.keys(frame), name);
  if (length !== undefined && column.length !== length) throw invalidArgument(`frame.${name}`, `of ${length} rows`, column.length);
  return column;
}

/** The column of timestamps. @throws {@link OpenbellError} `MISSING_COLUMN`. */
export function timestampsOf(frame: Frame, name: string): TimestampColumn {
  if (!Object.hasOwn(frame, name)) throw missingColumn(Object.keys(frame), name, "timestamp column");
  return frame[name] as TimestampColumn;
}

/** Checks that all columns of a frame are as long as one of them. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function checkLengths(frame: Frame, like: string, length: number): void {
  for (const [name, column] of Object.entries(frame))
    if (column.length !== length) throw invalidArgument(`frame.${name}`, `of ${length} rows, like ${like}`, column.length);
}

/**
 * A column as doubles, `NaN` where there is no value. A `Float64Array` is handed through, not copied.
 *
 * @param at The instant of a row, for the message of an error.
 * @throws {@link OpenbellError} `INVALID_BAR` for what is no number, with the row.
 */
export function numbersOf(column: ArrayLike<unknown>, name: string, at: (row: number) => string): Float64Array {
  if (column instanceof Float64Array) return column;
  const numbers = new Float64Array(column.length);
  for (let i = 0; i < numbers.length; i++) {
    const value = column[i];
    if (typeof value === "number") numbers[i] = value;
    else if (typeof value === "bigint") numbers[i] = Number(value);
    else if (value === null || value === undefined) numbers[i] = Number.NaN;
    else throw invalidBar(i, at(i), name, "a number, or null for no value", value, "Convert the column to numbers first.");
  }
  return numbers;
}

/** The rows of a column, in a column of the same type. */
export function pick(column: ArrayLike<unknown>, rows: Int32Array): ArrayLike<unknown> {
  if (Array.isArray(column)) return Array.from(rows, (i) => column[i] as unknown);
  const kept = sameType(column, rows.length);
  for (let k = 0; k < rows.length; k++) kept[k] = column[rows[k] as number];
  return kept;
}

/** A new column of the same type: a typed array of the same kind, or a plain array. */
export function sameType(column: ArrayLike<unknown>, length: number): { [index: number]: unknown } & ArrayLike<unknown> {
  if (Array.isArray(column)) return new Array<unknown>(length);
  const typed = column as unknown as { readonly constructor: new (length: number) => { [index: number]: unknown } & ArrayLike<unknown> };
  return new typed.constructor(length);
}
