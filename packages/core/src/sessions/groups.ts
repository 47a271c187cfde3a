/** Rows by key: which rows belong together, without moving any where they stand together already. @module */

import { NO_SESSION } from "../time/day.js";

/** Rows in groups. Groups are in order of first appearance, the rows of each in the order in which they stand. */
export interface Groups {
  /** The key of each group. */
  readonly keys: readonly unknown[];
  /** Group `g` has the places `start[g]` to `start[g + 1] - 1`. */
  readonly start: Int32Array;
  /** The row at each place; `null` where every row stands in its place already. */
  readonly rows: Int32Array | null;
}

/**
 * Groups the rows of a column by its values, and by those of a second column where there is one. `undefined` counts as `null`.
 *
 * @param isNone Tells keys that hold nothing together: each run of rows with such a key is a group of its own.
 */
export function groupRows(keys: ArrayLike<unknown>, outer?: ArrayLike<unknown>, isNone: (key: unknown) => boolean = () => false): Groups {
  const { length } = keys;
  const found: unknown[] = [];
  const counts: number[] = [];
  // Runs of rows with one key: a look-up for each run, not for each row.
  const runStart: number[] = [];
  const runGroup: number[] = [];
  const groupOf = new Map<unknown, Map<unknown, number>>();
  let together = true;
  for (let i = 0; i < length; ) {
    const key = keys[i];
    const within = outer?.[i];
    let end = i + 1;
    while (end < length && keys[end] === key && outer?.[end] === within) end++;
    let known = groupOf.get(within ?? null);
    if (known === undefined) {
      known = new Map();
      groupOf.set(within ?? null, known);
    }
    let group = isNone(key) ? undefined : known.get(key ?? null);
    if (group === undefined) {
      group = found.length;
      known.set(key ?? null, group);
      found.push(key ?? null);
      counts.push(0);
    } else if (group !== runGroup.at(-1)) together = false;
    counts[group] = (counts[group] as number) + end - i;
    runStart.push(i);
    runGroup.push(group);
    i = end;
  }

  const start = new Int32Array(found.length + 1);
  for (let g = 0; g < found.length; g++) start[g + 1] = (start[g] as number) + (counts[g] as number);
  if (together) return { keys: found, start, rows: null };

  const rows = new Int32Array(length);
  const next = start.slice();
  for (let r = 0; r < runStart.length; r++) {
    const group = runGroup[r] as number;
    const end = runStart[r + 1] ?? length;
    let place = next[group] as number;
    for (let i = runStart[r] as number; i < end; i++) rows[place++] = i;
    next[group] = place;
  }
  return { keys: found, start, rows };
}

/** A column's values at some rows; the column itself where the rows are all of them as they stand. */
export function gather(column: Float64Array, rows: Int32Array | null): Float64Array {
  if (rows === null) return column;
  const gathered = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) gathered[k] = column[rows[k] as number] as number;
  return gathered;
}

/** Whether an entry of a column of sessions means none. */
export function isNoSession(id: unknown): boolean {
  return id === NO_SESSION || id === null || id === undefined || Number.isNaN(id);
}
