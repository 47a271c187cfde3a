/**
 * A file written with its splits beside its own columns, whoever made them. Rows are meant by their place in the file, counted from 0.
 *
 * @module
 */

import { OpenbellError } from "@openbell/core";
import { writeAtomically } from "./atomic.js";
import { startRun } from "./bar-file.js";
import { type Computed, computedTable } from "./computed.js";
import { rowsOf, withDatabase } from "./database.js";
import type { FileFormat } from "./files.js";
import { type FileRun, firstWayThatReads, replacedBy, writeQuery } from "./run.js";
import type { Source } from "./source.js";
import { identifier } from "./sql.js";

/** Rows to train on and rows to test, as ranges `from, to`, half-open and ascending. A fold of `@openbell/cv` is one. */
export interface FileSplit {
  readonly train: { readonly ranges: ArrayLike<number> };
  readonly test: { readonly ranges: ArrayLike<number> };
}

/** Options of {@link addSplitsToFile}. */
export interface AddSplitsOptions {
  /** Rows of the file that was split; another number of rows is an error. */
  readonly rows: number;
  /** What is held out of every split, written as `hold_out`. */
  readonly holdOut?: FileSplit | undefined;
  /** Column of timestamps, which in a CSV file is taken as it is read elsewhere. Default `timestamp`. */
  readonly timestampColumn?: string | undefined;
  /** Format of the output where its name does not tell. */
  readonly format?: FileFormat | undefined;
  /** Stops the run; the output stays as it was. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link addSplitsToFile} did. */
export interface AddSplitsResult {
  readonly rows: number;
  /** Columns that were added, in their order. */
  readonly columns: readonly string[];
  /** Columns of the input that were replaced. */
  readonly replaced: readonly string[];
}

/**
 * Writes a CSV or Parquet file with a column for each split: `split_1`, `split_2`, …, which hold `train`, `test`, or nothing (NULL). Every other column
 * as it was, rows in their order. Formats, and how the output is written, as with {@link assignSessionsToFile}.
 *
 * @throws {@link OpenbellError} `INVALID_FOLDS` where the file has another number of rows, or a split rows that it does not have;
 * `FILE_NOT_READABLE`, `FILE_NOT_WRITABLE`, `INVALID_ARGUMENT`. With `signal`, its reason.
 *
 * @example
 * ```ts
 * import { addSplitsToFile } from "@openbell/duckdb";
 *
 * // The folds of @openbell/cv, or ranges from elsewhere.
 * const split = { train: { ranges: [0, 2714] }, test: { ranges: [2714, 6826] } };
 * const { columns } = await addSplitsToFile("examples/data/es-1m-2013-10-06_11.csv.gz", "es_split.parquet", [split], { rows: 6826 });
 * console.log(columns.join(" ")); // split_1
 * ```
 */
export async function addSplitsToFile(
  input: string,
  output: string,
  splits: Iterable<FileSplit>,
  options: AddSplitsOptions,
): Promise<AddSplitsResult> {
  const { rows, holdOut, timestampColumn = "timestamp" } = options;
  options.signal?.throwIfAborted();
  const made = Array.from(splits, (split, k) => ({ name: `split_${k + 1}`, split }));
  if (holdOut !== undefined) made.push({ name: "hold_out", split: holdOut });
  for (const { name, split } of made) checkSplit(name, split, rows);
  const columns = made.map(({ name }) => name);
  const numbers = Array.from({ length: Math.ceil(made.length / PACKED) }, (_, n) =>
    packed(
      `roles_${n}`,
      made.slice(n * PACKED, (n + 1) * PACKED).map(({ split }) => split),
    ),
  );
  const role = (k: number): string => `(c.roles_${Math.floor(k / PACKED)} >> ${2 * (k % PACKED)}) & 3`;
  return withDatabase(async (database) => {
    const run = startRun(database, input, output, options, columns);
    const replaced = await writeAtomically(output, (temporary) =>
      firstWayThatReads(
        run,
        (source) => [source],
        async (source) => {
          const { from } = source.scan(timestampColumn, run.format === "csv");
          await requireRows(run, source, from, rows);
          const table = computedTable(database, rows, numbers);
          const names = source.columns.map(({ name }) => name);
          const gone = replacedBy(run, names);
          const kept = names.filter((name) => !gone.includes(name)).map((name) => `f.${identifier(name)}`);
          const added = columns.map((name, k) => `CASE ${role(k)} WHEN ${TRAIN} THEN 'train' WHEN ${TEST} THEN 'test' END AS ${name}`);
          const query = `SELECT ${[...kept, ...added].join(", ")} FROM ${from} AS f POSITIONAL JOIN ${table} AS c`;
          await writeQuery(run, source, query, temporary);
          return gone;
        },
      ),
    );
    return { rows, columns, replaced };
  });
}

/** Rows are put beside each other by their places: there must be as many. */
async function requireRows(run: FileRun, source: Source, from: string, rows: number): Promise<void> {
  const found = source.rows ?? Number((await rowsOf(run.database.connection, `SELECT count(*) AS n FROM ${from}`))[0]?.["n"]);
  if (found === rows) return;
  throw new OpenbellError("INVALID_FOLDS", `The splits are of ${rows} rows; ${run.input} has ${found}. Split the file as it is now.`, {
    path: "rows",
    expected: rows,
    found,
  });
}

/** What a split makes of a row, in two bits. */
const TRAIN = 1;
const TEST = 2;
/** Splits whose bits one number holds. */
const PACKED = 15;

/**
 * @throws {@link OpenbellError} `INVALID_FOLDS` where ranges are no pairs that ascend, go beyond the last row, or train and test share a row.
 */
function checkSplit(name: string, split: FileSplit, rows: number): void {
  const fault = (set: string, expected: string, found: string): OpenbellError =>
    new OpenbellError("INVALID_FOLDS", `${name}: expected ${set} to be ${expected}, got ${found}.`, {
      path: `${name}.${set}`,
      expected,
      found,
    });
  for (const set of ["train", "test"] as const) {
    const { ranges } = split[set];
    if (ranges.length % 2 !== 0) throw fault(set, "pairs of from and to", `${ranges.length} numbers`);
    let end = 0;
    for (let k = 0; k < ranges.length; k += 2) {
      const [from, to] = [ranges[k] as number, ranges[k + 1] as number];
      if (!(from >= end && to > from && to <= rows))
        throw fault(set, `ascending ranges of rows, from ${end} to ${rows}`, `[${from}, ${to}]`);
      end = to;
    }
  }
  const [a, b] = [split.train.ranges, split.test.ranges];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [endA, endB] = [a[i + 1] as number, b[j + 1] as number];
    const shared = Math.max(a[i] as number, b[j] as number);
    if (shared < Math.min(endA, endB)) throw fault("train", "apart from test", `row ${shared}, which is in both`);
    if (endA < endB) i += 2;
    else j += 2;
  }
}

/** What up to 15 splits make of each row, as one column. Where the row before lies in the same ranges, its number is that of the row before. */
function packed(name: string, splits: readonly FileSplit[]): Computed {
  const sets = splits.flatMap(({ train, test }, k) => [
    { ranges: train.ranges, bits: TRAIN << (2 * k), at: 0 },
    { ranges: test.ranges, bits: TEST << (2 * k), at: 0 },
  ]);
  let from = 0;
  let until = 0;
  let value = 0;
  const look = (row: number): void => {
    from = row;
    until = Number.POSITIVE_INFINITY;
    value = 0;
    for (const set of sets) {
      const { ranges } = set;
      // Rows come in ascending order, but for a file that is read a second time, another way.
      if (set.at > 0 && row < (ranges[set.at - 1] as number)) set.at = 0;
      while (set.at < ranges.length && row >= (ranges[set.at + 1] as number)) set.at += 2;
      if (set.at >= ranges.length) continue;
      const start = ranges[set.at] as number;
      if (row >= start) value |= set.bits;
      until = Math.min(until, row >= start ? (ranges[set.at + 1] as number) : start);
    }
  };
  return {
    name,
    type: "INTEGER",
    at: (row) => {
      if (row < from || row >= until) look(row);
      return value;
    },
  };
}
