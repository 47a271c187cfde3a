/**
 * Columns of DuckDB as epoch milliseconds, fractions of them included, that compare exactly with session boundaries: no instant is
 * rounded onto a boundary or over it.
 *
 * @module
 */

import type { DuckDBVector } from "@duckdb/node-api";
import type { EpochUnit, Zone } from "@openbell/core";

/** Doubles of a column, `NaN` for NULL. */
export function floatsOf(vector: DuckDBVector): Float64Array {
  const column = new Float64Array(vector.itemCount);
  for (let i = 0; i < column.length; i++) column[i] = (vector.getItem(i) as number | null) ?? Number.NaN;
  return column;
}

/** 64-bit integers of a column. */
export function integersOf(vector: DuckDBVector): (bigint | null)[] {
  return vector.toArray() as (bigint | null)[];
}

/** Texts of a column. */
export function textsOf(vector: DuckDBVector): (string | null)[] {
  return vector.toArray() as (string | null)[];
}

/** Milliseconds of epoch numbers. */
export function msOfFloats(values: Float64Array, unit: EpochUnit): Float64Array {
  switch (unit) {
    case "s":
      return values.map((value) => value * 1000);
    case "ms":
      return values;
    case "us":
      return values.map((value) => value / 1000);
    case "ns":
      return values.map((value) => value / 1_000_000);
  }
}

/**
 * Milliseconds of epoch integers. A double has room for whole microseconds only, so nanoseconds are cut to the microsecond before; with
 * `up`, which columns of bars stamped at their end take, to the one after.
 */
export function msOfIntegers(values: readonly (bigint | null)[], unit: EpochUnit, up: boolean): Float64Array {
  const micros = unit === "ns" ? (up ? (value: bigint) => -floorThousand(-value) : floorThousand) : Number;
  return msOfFloats(
    Float64Array.from(values, (value) => (value === null ? Number.NaN : micros(value))),
    unit === "ns" ? "us" : unit,
  );
}

function floorThousand(value: bigint): number {
  const quotient = Number(value / 1000n);
  return value < 0n && value % 1000n !== 0n ? quotient - 1 : quotient;
}

/** Wall-clock times of a zone, counted as if they were UTC, as instants. */
export function fromLocal(localMs: Float64Array, zone: Zone): Float64Array {
  return localMs.map((ms) => (Number.isNaN(ms) ? ms : zone.instantOf(ms)));
}
