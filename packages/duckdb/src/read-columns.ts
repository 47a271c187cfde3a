/** Columns of a file in memory, every row in the order of the file, as the functions of core take them. @module */

import { type EpochUnit, OpenbellError, parseInstant, type TimestampColumn } from "@openbell/core";
import type { FileColumn } from "./columns.js";
import { rowsOf } from "./database.js";
import { GrowingDoubles, GrowingNames } from "./growing.js";
import { floatsOf, textsOf } from "./instants.js";
import { atRow } from "./locate.js";
import { type Attempt, eachPiece, type FileRun, requireColumn } from "./run.js";
import { identifier } from "./sql.js";
import { isNumberType } from "./timestamps.js";

/** What is read beside the timestamps. */
export interface ColumnsWanted {
  /** Columns of numbers; text that reads as a number is one. */
  readonly numbers?: readonly string[];
  /** Columns of which only is asked whether they have a value: 1, or `NaN` where they have none. */
  readonly present?: readonly string[];
  /** Columns of names, such as symbols. */
  readonly texts?: readonly string[];
}

/** Columns of a file. */
export interface ColumnsRead {
  readonly rows: number;
  /** Epoch milliseconds, fractions included; `NaN` where there is no timestamp. */
  readonly timestamps: Float64Array;
  readonly numbers: { readonly [name: string]: Float64Array };
  readonly present: { readonly [name: string]: Float64Array };
  readonly texts: { readonly [name: string]: readonly (string | null)[] };
  /** Unit of the timestamps, where they are epoch numbers. */
  readonly unit: EpochUnit | null;
  /** What was assumed about the timestamps. */
  readonly notes: readonly string[];
}

/**
 * Reads columns into memory: 8 bytes for each row of each column.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`; `INVALID_TIMESTAMP`, `MIXED_UNITS` and `INVALID_BAR` (for text that is no number), each with the
 * row; `FILE_NOT_READABLE`; the signal's reason.
 */
export async function readColumns(run: FileRun, attempt: Attempt, wanted: ColumnsWanted): Promise<ColumnsRead> {
  const { from, columns, plan, source } = attempt;
  const { numbers = [], present = [], texts = [] } = wanted;
  const { sourceTimeZone } = run.reading;
  const numeric = numbers.map((name) => numberColumn(requireColumn(columns, name, "number")));
  const reading = plan.open();
  const timestamps = new GrowingDoubles();
  const doubles = [...numbers, ...present].map(() => new GrowingDoubles());
  const names = texts.map(() => new GrowingNames());
  const query = `SELECT ${[
    plan.argument,
    ...numeric.map(({ sql }) => sql),
    ...present.map((name) => `CASE WHEN ${presence(requireColumn(columns, name, "price"))} THEN 1::DOUBLE END`),
    ...texts.map((name) => `CAST(${identifier(requireColumn(columns, name, "symbol").name)} AS VARCHAR)`),
    numeric.flatMap(({ faulty }) => (faulty === null ? [] : [faulty])).join(" OR ") || "false",
  ].join(", ")} FROM ${from}`;

  await eachPiece(run, source, query, async (vector, before, count) => {
    const faults = vector(1 + doubles.length + names.length);
    for (let i = 0; i < count; i++) if (faults.getItem(i) === true) throw await noNumber(run, attempt, numeric, before + i);
    try {
      timestamps.add(millisecondsOf(reading.read(vector(0)), sourceTimeZone));
    } catch (error) {
      throw error instanceof OpenbellError ? atRow(error, before) : error;
    }
    for (const [k, column] of doubles.entries()) column.add(floatsOf(vector(1 + k)));
    for (const [k, column] of names.entries()) column.add(textsOf(vector(1 + doubles.length + k)));
  });
  const named = (some: readonly string[], offset: number): { [name: string]: Float64Array } =>
    Object.fromEntries(some.map((name, k) => [name, (doubles[offset + k] as GrowingDoubles).done()]));
  const instants = timestamps.done();
  return {
    rows: instants.length,
    timestamps: instants,
    numbers: named(numbers, 0),
    present: named(present, numbers.length),
    texts: Object.fromEntries(texts.map((name, k) => [name, (names[k] as GrowingNames).done()])),
    unit: reading.unit?.() ?? null,
    notes: reading.notes(),
  };
}

/** A column of numbers: SQL that gives them as doubles, and SQL that is true where there is something else. */
interface NumberColumn {
  readonly name: string;
  readonly sql: string;
  readonly faulty: string | null;
}

function numberColumn({ name, type }: FileColumn): NumberColumn {
  const column = identifier(name);
  if (isNumberType(type)) return { name, sql: `CAST(${column} AS DOUBLE)`, faulty: null };
  if (type !== "VARCHAR")
    throw new OpenbellError("INVALID_BAR", `Column "${name}" is ${type}; expected numbers.`, { column: name, type, expected: "numbers" });
  const number = `TRY_CAST(${column} AS DOUBLE)`;
  return { name, sql: number, faulty: `coalesce(trim(${column}) <> '' AND ${number} IS NULL, false)` };
}

/** SQL that is true where a column has a value: something, and not `NaN`. */
function presence({ name, type }: FileColumn): string {
  const column = identifier(name);
  if (type === "VARCHAR") return `trim(${column}) <> '' AND lower(trim(${column})) <> 'nan'`;
  return /^(FLOAT|DOUBLE)$/.test(type) ? `${column} IS NOT NULL AND NOT isnan(${column})` : `${column} IS NOT NULL`;
}

async function noNumber(run: FileRun, { from }: Attempt, columns: readonly NumberColumn[], index: number): Promise<OpenbellError> {
  const faults = columns.map(({ name, faulty }, k) => `CASE WHEN ${faulty ?? "false"} THEN ${identifier(name)} END AS c${k}`);
  const [row = {}] = await rowsOf(run.database.connection, `SELECT ${faults.join(", ")} FROM ${from} LIMIT 1 OFFSET ${index}`);
  const k = columns.findIndex((_, i) => row[`c${i}`] !== null);
  const { name: column } = columns[k] as NumberColumn;
  const found = row[`c${k}`];
  return new OpenbellError(
    "INVALID_BAR",
    `Row ${index + 1}: expected ${column} to be a number, or nothing, got ${JSON.stringify(found)}. Correct the row, or name another column.`,
    { index, row: index + 1, column, expected: "a number", found },
  );
}

/** Instants of a piece as doubles. */
function millisecondsOf(column: TimestampColumn, sourceTimeZone: string | undefined): Float64Array {
  if (column instanceof Float64Array) return column;
  return Float64Array.from(column as readonly (string | null)[], (text, index) => {
    if (text === null || text.trim() === "") return Number.NaN;
    try {
      // Digits beyond the millisecond, which `parseInstant` cuts off, are kept as far as a double has room for them.
      return parseInstant(text, sourceTimeZone) + Number(`0.${/[.,]\d{3}(\d{1,3})/.exec(text)?.[1] ?? 0}`);
    } catch (error) {
      throw error instanceof OpenbellError
        ? new OpenbellError(error.code, error.message.replace(/^Timestamp: /, ""), { ...error.details, index })
        : error;
    }
  });
}
