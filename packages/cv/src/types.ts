/** The shapes that every splitter shares: sessions in, folds out. @module */

import type { Sessions } from "./sessions.js";

/** What names a session: a day number, a date `YYYY-MM-DD`, or anything else that can be put in order. All of a column are of one type. */
export type SessionId = number | bigint | string;

/**
 * The session of each row, in any order of rows. A row has no session where the column holds `null`, `undefined`, `NaN`, an empty string or
 * the `NO_SESSION` of `@openbell/core`.
 */
export type SessionColumn = ArrayLike<SessionId | null | undefined>;

/** A set of rows, in ascending order. What it holds is worked out when asked for, and large arrays are made anew each time. */
export interface RowSet {
  /** How many rows. */
  readonly length: number;
  /** The rows as pairs `from, to`, half-open, ascending, merged: `[0, 3, 7, 9]` are the rows 0, 1, 2, 7, 8. */
  readonly ranges: Int32Array;
  /** The rows one by one. */
  toArray(): Int32Array;
  has(row: number): boolean;
  [Symbol.iterator](): Iterator<number>;
}

/** One split into train and test. No row is in two of its sets; rows in none of them have no session or lie in a gap. */
export interface Fold {
  /** Place among the folds, from 0. */
  readonly index: number;
  readonly train: RowSet;
  readonly test: RowSet;
  /** Rows taken out of the train set since their labels overlap those of test rows. */
  readonly purged: RowSet;
  /** Rows taken out of the train set since they follow too soon after test labels. */
  readonly embargoed: RowSet;
  /** Sessions with a row in the train set, in order. */
  readonly trainSessions: readonly SessionId[];
  /** Sessions with a row in the test set, in order. */
  readonly testSessions: readonly SessionId[];
}

/** The folds of a split: each is made when it is reached, and they can be walked any number of times. */
export interface Folds<F extends Fold = Fold> extends Iterable<F> {
  /** How many there are. */
  readonly length: number;
}

/**
 * What the label of each row is made of: the time from `start` (by default the row's own time) to `end`, epoch milliseconds. A label is
 * half-open: one that ends at the very time at which another starts does not overlap it.
 */
export interface LabelSpans {
  readonly start?: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  /** Asset of each row, in a panel of several: text or numbers. Looked at with `purge: "asset"`. */
  readonly assets?: ArrayLike<unknown>;
}

/** What a splitter may be told of the rows beyond their sessions. */
export interface SplitData {
  /** Time of each row, epoch milliseconds. Puts sessions in order whose names do not, and is where a label starts by default. */
  readonly times?: ArrayLike<number>;
  /** Label of each row, for purging by time. */
  readonly labels?: LabelSpans;
}

/** Options of every splitter. */
export interface SplitterOptions {
  /** What to do with rows without a session: refuse them (the default), or leave them out of train and test. */
  readonly nullSession?: "error" | "drop";
}

/** A way to split. */
export interface Splitter<F extends Fold = Fold> {
  /** Its name in a configuration, as in `"walk-forward"`. */
  readonly name: string;
  /** Its options, with defaults filled in, as plain data. */
  readonly options: object;
  /** How many folds `split` gives. */
  count(sessions: SessionColumn | Sessions, data?: SplitData): number;
  split(sessions: SessionColumn | Sessions, data?: SplitData): Folds<F>;
}
