/**
 * Sets of rows. Each is known by a walk over its ranges; length, ranges and rows come from that walk when they are asked for. So a set of
 * ten million rows costs nothing until it is read, and then one array.
 *
 * @module
 */

import { invalidArgument } from "./errors.js";
import type { RowSet } from "./types.js";

/** Called with each range of a set, half-open, in ascending order; adjacent ranges come as one. */
export type RangeVisitor = (from: number, to: number) => void;

/** Ranges of up to so many numbers are kept once they were asked for. */
const KEPT = 65_536;

/** A set of rows that is known by a walk over its ranges. */
export abstract class LazyRows implements RowSet {
  #length: number | undefined;
  #ranges: Int32Array | undefined;

  /** Visits every range, merged and in ascending order. */
  protected abstract walk(visit: RangeVisitor): void;

  abstract has(row: number): boolean;

  get length(): number {
    this.#length ??= this.countRows();
    return this.#length;
  }

  protected countRows(): number {
    let rows = 0;
    this.walk((from, to) => {
      rows += to - from;
    });
    return rows;
  }

  get ranges(): Int32Array {
    if (this.#ranges !== undefined) return this.#ranges;
    let count = 0;
    this.walk(() => {
      count++;
    });
    const ranges = new Int32Array(2 * count);
    let at = 0;
    this.walk((from, to) => {
      ranges[at++] = from;
      ranges[at++] = to;
    });
    if (ranges.length <= KEPT) this.#ranges = ranges;
    return ranges;
  }

  toArray(): Int32Array {
    const rows = new Int32Array(this.length);
    let at = 0;
    this.walk((from, to) => {
      writeRows(rows, at, from, to);
      at += to - from;
    });
    return rows;
  }

  *[Symbol.iterator](): Generator<number, void, undefined> {
    const { ranges } = this;
    for (let k = 0; k < ranges.length; k += 2) for (let row = ranges[k] as number; row < (ranges[k + 1] as number); row++) yield row;
  }
}

/** Writes the numbers `from` up to `to` from a place on. A loop of its own, so that its counters live in registers. */
function writeRows(into: Int32Array, at: number, from: number, to: number): void {
  const shift = at - from;
  for (let row = from; row < to; row++) into[shift + row] = row;
}

/** A set of rows that is given by its ranges. */
class RangeRows extends LazyRows {
  readonly #given: Int32Array;

  constructor(ranges: Int32Array) {
    super();
    this.#given = ranges;
  }

  override get ranges(): Int32Array {
    return this.#given;
  }

  protected walk(visit: RangeVisitor): void {
    const ranges = this.#given;
    for (let k = 0; k < ranges.length; k += 2) visit(ranges[k] as number, ranges[k + 1] as number);
  }

  has(row: number): boolean {
    // The ends up to a row: in a range, one more start than ends lies at or before it.
    return Number.isInteger(row) && lastNotAbove(this.#given, row) % 2 === 0;
  }
}

/** Index of the last value of an ascending column that is not above `value`, -1 where there is none. */
export function lastNotAbove(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The set without rows. */
export const NO_ROWS: RowSet = new RangeRows(new Int32Array(0));

/**
 * A set of rows of its ranges, pairs `from, to` in ascending order. Ranges that touch are merged, empty ones left out.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` where they are no such pairs.
 *
 * @example
 * ```ts
 * import { rowsOfRanges } from "@openbell/cv";
 *
 * console.log([...rowsOfRanges([0, 2, 2, 3, 7, 9])].join(" ")); // 0 1 2 7 8
 * ```
 */
export function rowsOfRanges(ranges: ArrayLike<number>): RowSet {
  if (ranges.length % 2 !== 0) throw invalidArgument("ranges", "pairs of from and to", `${ranges.length} numbers`);
  const merged = new Int32Array(ranges.length);
  let length = 0;
  let end = 0;
  for (let k = 0; k < ranges.length; k += 2) {
    const from = ranges[k] as number;
    const to = ranges[k + 1] as number;
    if (!Number.isInteger(from) || from < end) throw invalidArgument(`ranges[${k}]`, `a whole number from ${end} on`, from);
    if (!Number.isInteger(to) || to < from || to > 0x7fffffff)
      throw invalidArgument(`ranges[${k + 1}]`, `a whole number from ${from} on`, to);
    if (from === to) continue;
    if (length > 0 && from === end) length--;
    else merged[length++] = from;
    merged[length++] = to;
    end = to;
  }
  return new RangeRows(merged.slice(0, length));
}

/**
 * A set of rows of their numbers, in any order; one that comes twice counts once.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` for what is no row number.
 *
 * @example
 * ```ts
 * import { rowsOfIndices } from "@openbell/cv";
 *
 * console.log(rowsOfIndices([8, 1, 0, 7, 1]).ranges.join(" ")); // 0 2 7 9
 * ```
 */
export function rowsOfIndices(indices: ArrayLike<number>): RowSet {
  const rows = new Int32Array(indices.length);
  let ascending = true;
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i] as number;
    if (!Number.isInteger(row) || row < 0 || row >= 0x7fffffff) throw invalidArgument(`indices[${i}]`, "a row number", row);
    if (i > 0 && row < (rows[i - 1] as number)) ascending = false;
    rows[i] = row;
  }
  if (!ascending) rows.sort();
  const ranges: number[] = [];
  for (const row of rows) {
    const last = ranges.length - 1;
    const end = ranges[last];
    if (end === row) ranges[last] = row + 1;
    else if (end === undefined || row > end) ranges.push(row, row + 1);
  }
  return new RangeRows(Int32Array.from(ranges));
}
