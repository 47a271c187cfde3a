/**
 * A column of timestamps, whatever its type, as numbers that compare exactly with session boundaries. 64-bit integers are brought to
 * whole milliseconds without passing through a double: a bar one nanosecond before the close is not rounded onto it.
 *
 * @module
 */

import { invalidArgument, invalidTimestamp } from "../errors.js";
import { INFINITE } from "../time/day.js";
import { readInstant } from "../time/instant.js";
import { timeZone } from "../time/zone.js";
import type { EpochUnit, TimestampColumn, TimestampOptions } from "./types.js";

/** Rows converted at a time; a chunk of doubles stays in the processor's first cache. */
const CHUNK = 4096;

/** How many of a unit make a millisecond. */
const PER_MS: Readonly<Record<EpochUnit, number>> = { s: 0.001, ms: 1, us: 1000, ns: 1_000_000 };

/** The numbers of a column, or what gives that of a row where they need conversion. */
export type Numbers = Float64Array | ((index: number) => number);

/** A column as comparable numbers. A missing timestamp is `NaN`. */
export interface TimestampReader {
  readonly length: number;
  /** Units of the numbers in a millisecond: boundaries in milliseconds times this compare with them. */
  readonly perMs: number;
  /** The number of one row. */
  at(index: number): number;
  /** The numbers of the rows `from` to `to - 1`, at most {@link TimestampReader.chunk} of them. Overwritten by the next call. */
  read(from: number, to: number): Float64Array;
  readonly chunk: number;
  /** All numbers. */
  readonly column: Numbers;
}

/**
 * Opens a column for reading.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP` with the row, `INVALID_ARGUMENT`, `UNKNOWN_TIME_ZONE`.
 */
export function timestampReader(column: TimestampColumn, options: TimestampOptions = {}): TimestampReader {
  const { unit, barLabel = "start", sourceTimeZone = "UTC" } = options;
  if (!(PER_MS[unit ?? "ms"] > 0)) throw invalidArgument("unit", '"s", "ms", "us" or "ns"', unit);
  if (barLabel !== "start" && barLabel !== "end") throw invalidArgument("barLabel", '"start" or "end"', barLabel);
  const up = barLabel === "end";
  if (column instanceof Float64Array) return floats(column, PER_MS[unit ?? "ms"]);
  if (column instanceof Int32Array) return floats(Float64Array.from(column), PER_MS[unit ?? "s"]);
  if (column instanceof BigInt64Array) return integers(column, PER_MS[unit ?? "ns"], up);
  if (!Array.isArray(column))
    throw invalidArgument(
      "timestamps",
      "a Float64Array, BigInt64Array, Int32Array or an array of numbers, bigints, Dates or ISO strings",
      column,
    );
  return mixed(column, unit, up, sourceTimeZone);
}

/** First and last instant of a column, epoch milliseconds; infinite, the wrong way round, where no row has a timestamp. */
export function spanOf({ length, perMs, at }: TimestampReader): { readonly fromMs: number; readonly toMs: number } {
  let fromMs = INFINITE;
  let toMs = -INFINITE;
  for (let i = 0; i < length; i++) {
    const ms = at(i) / perMs;
    if (ms < fromMs) fromMs = ms;
    if (ms > toMs) toMs = ms;
  }
  return { fromMs, toMs };
}

function floats(values: Float64Array, perMs: number): TimestampReader {
  return {
    length: values.length,
    perMs,
    chunk: values.length,
    column: values,
    at: (i) => values[i] as number,
    read: (from, to) => values.subarray(from, to),
  };
}

/**
 * Whole milliseconds of 64-bit integers: floor, or ceiling where bars are stamped at their end, so that comparing with a boundary in
 * milliseconds gives what comparing the integers themselves would. The quotient of doubles may be one off; the remainder, which fits 32
 * bits, is taken modulo 2³² from the integer's low half and puts it right.
 */
function integers(values: BigInt64Array, perMs: number, up: boolean): TimestampReader {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const low = 1 - (new Uint8Array(new Uint32Array([1]).buffer)[0] as number);
  const scratch = new Float64Array(Math.min(CHUNK, values.length));
  const toMs = (i: number): number => {
    const lo = halves[2 * i + low] as number;
    const hi = halves[2 * i + 1 - low] as number;
    if (hi === -2147483648 && lo === 0) return Number.NaN;
    const rough = hi * 4294967296 + (lo >>> 0);
    if (perMs < 1) return rough / perMs;
    let ms = Math.floor(rough / perMs);
    let rest = (lo - Math.imul(ms % 4294967296, perMs)) | 0;
    if (rest < 0) {
      ms--;
      rest += perMs;
    } else if (rest >= perMs) {
      ms++;
      rest -= perMs;
    }
    return up && rest > 0 ? ms + 1 : ms;
  };
  return {
    length: values.length,
    perMs: 1,
    chunk: CHUNK,
    column: toMs,
    at: toMs,
    read(from, to) {
      for (let i = from; i < to; i++) scratch[i - from] = toMs(i);
      return scratch.subarray(0, to - from);
    },
  };
}

function mixed(column: readonly unknown[], unit: EpochUnit | undefined, up: boolean, sourceTimeZone: string): TimestampReader {
  const zone = timeZone(sourceTimeZone);
  const whole = up ? Math.ceil : Math.floor;
  const values = new Float64Array(column.length);
  const perMs = PER_MS[unit ?? "ms"];
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    if (value === null || value === undefined) {
      values[i] = Number.NaN;
    } else if (typeof value === "number") {
      values[i] = perMs === 1 ? value : whole(value / perMs);
    } else if (typeof value === "string") {
      const parsed = readInstant(value, zone);
      if (parsed === null) throw invalidTimestamp(value, "an ISO 8601 timestamp", i);
      values[i] = parsed.ms + (up && parsed.nanos > 0 ? 1 : 0);
    } else if (value instanceof Date) {
      values[i] = value.getTime();
    } else if (typeof value === "bigint") {
      if (BigInt.asIntN(64, value) !== value) throw invalidTimestamp(value, "a 64-bit integer", i);
      values[i] = integers(BigInt64Array.of(value), PER_MS[unit ?? "ns"], up).at(0);
    } else {
      throw invalidTimestamp(value, "a number, a bigint, a Date or an ISO 8601 string", i);
    }
  }
  return floats(values, 1);
}
