/**
 * Folds of any making: those of this package, index arrays of another, ranges from a file. Exports: types AnyFold, Rows.
 *
 * @module
 */

import { invalidFolds } from "./errors.js";
import { rowsOfIndices, rowsOfRanges } from "./row-set.js";
import type { RowSet } from "./types.js";

/** Rows as a set of this package, as row numbers in any order, or as half-open ranges `[from, to]` in any order. */
export type Rows = RowSet | ArrayLike<number> | readonly (readonly [from: number, to: number])[];

/** A train and a test set, whoever made them. */
export interface AnyFold {
  readonly train: Rows;
  readonly test: Rows;
}

/**
 * Calls `visit` with each range of rows, in the order in which they stand there. Adjacent rows come as one range where they follow each other.
 *
 * @param limit Number of rows of the data.
 * @throws {@link OpenbellError} `INVALID_FOLDS` for what are no rows of the data, with a path that begins with `path`.
 */
export function visitRanges(rows: Rows, limit: number, path: string, visit: (from: number, to: number) => void): void {
  if (isRowSet(rows)) {
    const { ranges } = rows;
    for (let k = 0; k < ranges.length; k += 2) visit(...checkedRange(ranges[k], ranges[k + 1], limit, `${path}.ranges[${k}]`));
    return;
  }
  if (!Number.isInteger(rows?.length)) throw invalidFolds(path, "row numbers, or ranges [from, to]", rows);
  let from = 0;
  let to = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row === "object" && row !== null) {
      if (row.length !== 2) throw invalidFolds(`${path}[${i}]`, "a range [from, to]", row);
      visit(...checkedRange(row[0], row[1], limit, `${path}[${i}]`));
      continue;
    }
    if (!isRow(row) || row >= limit) throw invalidFolds(`${path}[${i}]`, `a row of the data, from 0 to ${limit - 1}`, row);
    if (row !== to) {
      if (from < to) visit(from, to);
      from = row;
    }
    to = row + 1;
  }
  if (from < to) visit(from, to);
}

/** The same rows as a set. @throws {@link OpenbellError} `INVALID_FOLDS`. */
export function rowSetOf(rows: Rows, limit: number, path: string): RowSet {
  const ranges: number[] = [];
  let ascending = true;
  visitRanges(rows, limit, path, (from, to) => {
    if (ranges.length > 0 && from < (ranges.at(-1) as number)) ascending = false;
    ranges.push(from, to);
  });
  if (ascending) return rowsOfRanges(ranges);
  const all: number[] = [];
  for (let k = 0; k < ranges.length; k += 2) for (let row = ranges[k] as number; row < (ranges[k + 1] as number); row++) all.push(row);
  return rowsOfIndices(all);
}

const isRowSet = (rows: Rows): rows is RowSet => typeof rows === "object" && rows !== null && "ranges" in rows;

const isRow = (row: unknown): row is number => Number.isInteger(row) && (row as number) >= 0;

function checkedRange(from: unknown, to: unknown, limit: number, path: string): [from: number, to: number] {
  if (!isRow(from) || !isRow(to) || to < from || to > limit)
    throw invalidFolds(path, `a half-open range within the ${limit} rows of the data`, [from, to]);
  return [from, to];
}

/** Calls `visit` with each range that two sets share, in ascending order. */
export function visitShared(a: RowSet, b: RowSet, visit: (from: number, to: number) => void): void {
  const [left, right] = [a.ranges, b.ranges];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const from = Math.max(left[i] as number, right[j] as number);
    const to = Math.min(left[i + 1] as number, right[j + 1] as number);
    if (from < to) visit(from, to);
    if ((left[i + 1] as number) < (right[j + 1] as number)) i += 2;
    else j += 2;
  }
}
