/** How the timestamp column of a file is read: what DuckDB hands over for it, and what that means. @module */

import type { DuckDBVector } from "@duckdb/node-api";
import { type EpochUnit, OpenbellError, type TimestampColumn, timeZone, type Zone } from "@openbell/core";
import { UNIT_NAMES, UnitInference } from "./epoch.js";
import { floatsOf, fromLocal, integersOf, msOfFloats, msOfIntegers, textsOf } from "./instants.js";
import { identifier } from "./sql.js";

/** What the caller says about timestamps. */
export interface TimestampReading {
  /** Unit of epoch numbers. Inferred from their size where left out. */
  readonly unit?: EpochUnit | undefined;
  /** IANA zone of timestamps without one. Default `UTC`. */
  readonly sourceTimeZone?: string | undefined;
  /** Whether bars are stamped at the start (default) or the end of their interval. */
  readonly barLabel?: "start" | "end" | undefined;
  /** `daily` takes timestamps as labels of days. `auto` (default) does so for dates without a time. */
  readonly frequency?: "auto" | "intraday" | "daily" | undefined;
}

/** A way to read a timestamp column, piece by piece. */
export interface TimestampPlan {
  /** SQL that is handed to the session function. */
  readonly argument: string;
  /** DuckDB's type of it. */
  readonly parameter: "DOUBLE" | "BIGINT" | "VARCHAR";
  readonly frequency: "intraday" | "daily";
  /** Begins a reading of the whole column. */
  open(): ColumnReading;
}

/** One reading of a column. */
export interface ColumnReading {
  /** The rows of one piece as epoch milliseconds or ISO text. Throws with `details.index` for a row that cannot be read. */
  read(vector: DuckDBVector): TimestampColumn;
  /** What was assumed, for people; complete once everything was read. */
  notes(): readonly string[];
  /** Unit of a column of epoch numbers, given or told by their size. */
  unit?(): EpochUnit | null;
}

/** A timestamp column as a file has it. */
export interface ColumnFound {
  readonly name: string;
  /** DuckDB's name of its type; for CSV that of what its text was seen to be. */
  readonly type: string;
  /** Whether the column arrives as text though its type is another: a CSV file whose text is kept. */
  readonly asText: boolean;
  /** Whether its text was seen to be dates without a time. */
  readonly dateOnly: boolean;
}

const NAIVE = /^TIMESTAMP(_S|_MS|_NS)?$/;
const ZONED = /^TIMESTAMP(_NS)? WITH TIME ZONE$/;
const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const FLOATING = /^(FLOAT|DOUBLE|DECIMAL.*)$/;

/** Whether a column of this type holds numbers. */
export function isNumberType(type: string): boolean {
  return INTEGER.test(type) || FLOATING.test(type);
}

/**
 * The ways to read a column, the fastest first. A later one is for text that DuckDB does not read but we do, or that nobody reads: it
 * finds the row.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP` for a type that holds no timestamps, `UNKNOWN_TIME_ZONE`.
 */
export function timestampPlans(found: ColumnFound, reading: TimestampReading): readonly TimestampPlan[] {
  const { name, type, asText, dateOnly } = found;
  const { sourceTimeZone, frequency = "auto" } = reading;
  const zone = timeZone(sourceTimeZone ?? "UTC");
  const daily = frequency === "daily" || (frequency === "auto" && (type === "DATE" || dateOnly));
  const column: ColumnPlan = { name, sql: identifier(name), type, reading, zone, frequency: daily ? "daily" : "intraday" };
  if (isNumberType(type)) return epochPlans(column, asText);
  if (asText || type === "VARCHAR") return textPlans(column);
  if (type === "DATE" || NAIVE.test(type) || ZONED.test(type)) return [timestampPlan(column)];
  throw new OpenbellError(
    "INVALID_TIMESTAMP",
    `Column "${name}" is ${type}; expected timestamps, dates, epoch numbers or ISO 8601 text. Name another timestamp column.`,
    { column: name, type },
  );
}

interface ColumnPlan {
  readonly name: string;
  readonly sql: string;
  readonly type: string;
  readonly reading: TimestampReading;
  readonly zone: Zone;
  readonly frequency: "intraday" | "daily";
}

function isUtc({ id }: Zone): boolean {
  return id === "UTC" || id === "Etc/UTC";
}

/** What is said of a column without zones, or of one that has them though a zone was given. */
function zoneNotes({ name, type, reading, zone, frequency }: ColumnPlan): string[] {
  const { sourceTimeZone } = reading;
  if (frequency === "daily")
    return reading.frequency === "daily" ? [] : [`Column "${name}" holds dates: they are taken as labels of days.`];
  if (NAIVE.test(type))
    return [`Timestamps in "${name}" have no zone: read as ${zone.id}${sourceTimeZone === undefined ? ", the default" : ""}.`];
  return ZONED.test(type) && sourceTimeZone !== undefined
    ? [`Timestamps in "${name}" state their zone: ${sourceTimeZone} is not used for them.`]
    : [];
}

function timestampPlan(column: ColumnPlan): TimestampPlan {
  const { sql, type, reading, zone, frequency } = column;
  const toInstants = NAIVE.test(type) && !isUtc(zone) ? (ms: Float64Array) => fromLocal(ms, zone) : (ms: Float64Array) => ms;
  const plan = (read: (vector: DuckDBVector) => Float64Array) => ({
    frequency,
    open: () => ({ read: (vector: DuckDBVector) => toInstants(read(vector)), notes: () => zoneNotes(column) }),
  });
  if (type.startsWith("TIMESTAMP_NS")) {
    const up = reading.barLabel === "end";
    return { argument: `epoch_ns(${sql})`, parameter: "BIGINT", ...plan((vector) => msOfIntegers(integersOf(vector), "ns", up)) };
  }
  const microseconds = ZONED.test(type) ? sql : `CAST(${sql} AS TIMESTAMP)`;
  return { argument: `epoch_us(${microseconds}) / 1e3`, parameter: "DOUBLE", ...plan(floatsOf) };
}

function textPlans(column: ColumnPlan): TimestampPlan[] {
  const { sql, zone, frequency } = column;
  const notes = (): string[] => zoneNotes(column);
  const exact: TimestampPlan = {
    argument: `CAST(${sql} AS VARCHAR)`,
    parameter: "VARCHAR",
    frequency,
    open: () => ({ read: textsOf, notes }),
  };
  // DuckDB reads zone-less text in one zone only, and knows no date that is a label.
  if (frequency === "daily" || !isUtc(zone)) return [exact];
  return [
    { argument: `epoch_us(CAST(${sql} AS TIMESTAMPTZ)) / 1e3`, parameter: "DOUBLE", frequency, open: () => ({ read: floatsOf, notes }) },
    exact,
  ];
}

function epochPlans(column: ColumnPlan, asText: boolean): TimestampPlan[] {
  const { sql, type, frequency } = column;
  const plan = (
    argument: string,
    parameter: TimestampPlan["parameter"],
    read: (epochs: EpochReading, vector: DuckDBVector) => Float64Array,
  ): TimestampPlan => ({
    argument,
    parameter,
    frequency,
    open: () => {
      const epochs = new EpochReading(column);
      return { read: (vector) => read(epochs, vector), notes: () => epochs.notes(), unit: () => epochs.unit };
    },
  });
  const native = INTEGER.test(type)
    ? plan(`CAST(${sql} AS BIGINT)`, "BIGINT", (epochs, vector) => epochs.integers(integersOf(vector)))
    : plan(`CAST(${sql} AS DOUBLE)`, "DOUBLE", (epochs, vector) => epochs.floats(floatsOf(vector)));
  return asText ? [native, plan(sql, "VARCHAR", (epochs, vector) => epochs.floats(numbersOf(textsOf(vector))))] : [native];
}

/** Numbers in the unit that is given, or that their sizes agree on. */
class EpochReading {
  readonly #column: ColumnPlan;
  readonly #inference: UnitInference;

  constructor(column: ColumnPlan) {
    this.#column = column;
    this.#inference = new UnitInference(column.name);
  }

  get unit(): EpochUnit | null {
    return this.#column.reading.unit ?? this.#inference.unit;
  }

  floats(values: Float64Array): Float64Array {
    return msOfFloats(values, this.#column.reading.unit ?? this.#inference.look(values));
  }

  integers(values: readonly (bigint | null)[]): Float64Array {
    const { unit, barLabel } = this.#column.reading;
    const sizes = (): Float64Array => Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
    return msOfIntegers(values, unit ?? this.#inference.look(sizes()), barLabel === "end");
  }

  notes(): string[] {
    const { unit } = this.#inference;
    return unit === null ? [] : [`Column "${this.#column.name}" is read as epoch ${UNIT_NAMES[unit]}, by the size of its numbers.`];
  }
}

function numbersOf(texts: readonly (string | null)[]): Float64Array {
  return Float64Array.from(texts, (text, index) => {
    if (text === null) return Number.NaN;
    const number = Number(text);
    if (Number.isNaN(number) || text.trim() === "") throw unreadable(text, "an epoch number like those before it", index);
    return number;
  });
}

function unreadable(found: string, expected: string, index: number): OpenbellError {
  return new OpenbellError("INVALID_TIMESTAMP", `Row ${index}: expected ${expected}, got ${JSON.stringify(found)}.`, {
    found,
    expected,
    index,
  });
}
