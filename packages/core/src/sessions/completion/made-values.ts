/** Columns of a completed frame: rows of the input gathered, and the values of made rows written in between. @module */

import type { CompletionPlan } from "./plan.js";

/** The values of the made rows, one each. */
export interface MadeValues {
  /** `NaN` in a `Float64Array` and `null` in a plain array mean "no value". */
  readonly values: ArrayLike<unknown>;
  /** Whether any is missing. */
  readonly missing: boolean;
  /** A column whose type holds every value that is not missing; `null` for any. */
  readonly like: ArrayLike<unknown> | null;
}

type Writable = { [index: number]: unknown; readonly length: number };
type TypedArrayClass = { new (length: number): Writable & ArrayLike<unknown> };

/** The columns of prices, first the one that stands for the price of a bar; without it the next. */
export const PRICES = ["close", "open", "high", "low"] as const;

/** Whether an entry of a column is a value. */
export function isValue(value: unknown): boolean {
  return value !== null && value !== undefined && !Number.isNaN(value);
}

/** For {@link carriedRows}: which rows of a column have a value. */
export function knownRows(column: ArrayLike<unknown>): (row: number) => boolean {
  if (column instanceof Float64Array) {
    let i = 0;
    while (i < column.length && !Number.isNaN(column[i])) i++;
    return i === column.length ? () => true : (row) => !Number.isNaN(column[row]);
  }
  return (row) => isValue(column[row]);
}

/** The values at some input rows, -1 for none, as values of made rows. */
export function valuesAt(column: ArrayLike<unknown>, rows: Int32Array, made: Int32Array): MadeValues {
  let missing = false;
  if (column instanceof Float64Array) {
    const values = new Float64Array(made.length);
    for (let m = 0; m < made.length; m++) {
      const row = rows[made[m] as number] as number;
      const value = row < 0 ? Number.NaN : (column[row] as number);
      if (Number.isNaN(value)) missing = true;
      values[m] = value;
    }
    return { values, missing, like: column };
  }
  const values = new Array<unknown>(made.length);
  for (let m = 0; m < made.length; m++) {
    const row = rows[made[m] as number] as number;
    const value = row < 0 ? null : column[row];
    if (!isValue(value)) missing = true;
    values[m] = isValue(value) ? value : null;
  }
  return { values, missing, like: column };
}

/** The same value in every made row: nothing, or a zero of the column's own kind. */
export function constant(column: ArrayLike<unknown>, value: null | 0, made: Int32Array): MadeValues {
  const isBig = value === 0 && isBigInt(column);
  const values = isBig ? new Array<unknown>(made.length).fill(0n) : new Float64Array(made.length).fill(value ?? Number.NaN);
  return { values, missing: value === null && made.length > 0, like: null };
}

function isBigInt(column: ArrayLike<unknown>): boolean {
  if (!Array.isArray(column)) return column instanceof BigInt64Array || column instanceof BigUint64Array;
  return typeof column.find(isValue) === "bigint";
}

/**
 * A column over the rows of a plan: those of the input as they are, the made ones with their values. It has the type of the input column,
 * unless that cannot hold a made value: integers then become a `Float64Array`, 64-bit ones a plain array.
 */
export function completeColumn(column: ArrayLike<unknown>, { length, row, made }: CompletionPlan, made_: MadeValues): ArrayLike<unknown> {
  const kind = kindFor(column, made_);
  if (column instanceof Float64Array && kind === column.constructor) return gatherDoubles(column, length, row, made, made_.values);
  const nothing = kind === null ? null : Number.NaN;
  const completed: Writable & ArrayLike<unknown> = kind === null ? new Array<unknown>(length) : new kind(length);
  const convert = kind !== null && kind !== column.constructor && isBigInt(column);
  for (let i = 0; i < length; i++) {
    const from = row[i] as number;
    if (from >= 0) completed[i] = convert ? Number(column[from]) : column[from];
  }
  for (let m = 0; m < made.length; m++) {
    const value = made_.values[m];
    completed[made[m] as number] = isValue(value) ? value : nothing;
  }
  return completed;
}

/** The same for doubles, without a branch for each row; rows that carry on from none take the first row's value until theirs is written. */
function gatherDoubles(column: Float64Array, length: number, row: Int32Array, made: Int32Array, values: ArrayLike<unknown>): Float64Array {
  const completed = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const from = row[i] as number;
    // -1 becomes 0.
    completed[i] = column[from & ~(from >> 31)] as number;
  }
  if (values instanceof Float64Array) for (let m = 0; m < made.length; m++) completed[made[m] as number] = values[m] as number;
  else for (let m = 0; m < made.length; m++) completed[made[m] as number] = (values[m] as number | null) ?? Number.NaN;
  return completed;
}

/** The type for a completed column; `null` for a plain array. */
function kindFor(column: ArrayLike<unknown>, { values, missing, like }: MadeValues): TypedArrayClass | null {
  if (!ArrayBuffer.isView(column) || column instanceof DataView) return null;
  const own = (column as unknown as { readonly constructor: TypedArrayClass }).constructor;
  const sameKind = values.length === 0 || like === null || like.constructor === own;
  if (like !== null && !sameKind && !isNumbers(like)) return null;
  if (isBigInt(column) && sameKind) return missing ? null : own;
  const holdsNothing = column instanceof Float64Array || column instanceof Float32Array;
  if (sameKind && (holdsNothing || !missing)) return own;
  return Float64Array as unknown as TypedArrayClass;
}

/** Whether a column holds numbers and nothing else that a double cannot hold. */
function isNumbers(column: ArrayLike<unknown>): boolean {
  if (Array.isArray(column)) return column.every((value) => !isValue(value) || typeof value === "number");
  return ArrayBuffer.isView(column) && !isBigInt(column);
}
