/**
 * The timestamps of bars that must lie on a grid: as milliseconds, exact enough to tell a bar that is one nanosecond off, to put bars in
 * order and to find two with the same timestamp.
 *
 * @module
 */

import { invalidTimestamp } from "../errors.js";
import { formatInstant, instantText, readInstant } from "../time/instant.js";
import { type TimestampReader, timestampReader } from "./reader.js";
import type { TimestampColumn, TimestampOptions } from "./types.js";

/** Doubles of seconds or nanoseconds come this near to the whole millisecond that they mean; a microsecond is twice as far. */
const NEAR = 5e-4;

/** What is beyond the millisecond is kept this far from either end, so that it survives in a double to the year 2500. */
const LEAST = 2 ** -8;

/** A column of timestamps. */
export interface Stamps {
  readonly column: TimestampColumn;
  /**
   * Epoch milliseconds of every row. Whole where the timestamp is; else between the two beside it, which is all that a grid of whole
   * milliseconds needs to know.
   */
  readonly ms: Float64Array;
  /** Order of two rows with equal `ms`, by the digits beyond: negative, zero or positive. */
  compare(a: number, b: number): number;
  /** The instant of a row in a zone, with all its digits, for messages. */
  text(row: number, zone: string): string;
}

/**
 * Reads a column of timestamps, in any order.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP` with the row, also for a missing timestamp.
 */
export function readStamps(column: TimestampColumn, options: TimestampOptions): Stamps {
  const reader = timestampReader(column, { ...options, barLabel: "start" });
  const ms = millisecondsOf(column, reader, options);
  const nanosOf = beyondOf(column, options);
  if (Array.isArray(column) && nanosOf !== null)
    for (let i = 0; i < ms.length; i++) {
      const nanos = nanosOf(i);
      if (nanos !== 0) ms[i] = withBeyond(ms[i] as number, nanos / 1e6);
    }
  for (let i = 0; i < ms.length; i++)
    if (Number.isNaN(ms[i])) throw invalidTimestamp(column[i], "a timestamp, without which a bar has no place", i);
  return {
    column,
    ms,
    compare: (a, b) => (nanosOf === null ? 0 : nanosOf(a) - nanosOf(b)),
    text(row, zone) {
      const t = ms[row] as number;
      const whole = Math.floor(t);
      const nanos = t === whole ? 0 : nanosOf?.(row) || Math.round((t - whole) * 1e6);
      if (nanos === 0 || !(Math.abs(t) < 8.6e15)) return instantText(t, zone);
      const digits = String((((whole % 1000) + 1000) % 1000) * 1e6 + nanos).padStart(9, "0");
      return formatInstant(whole, zone).replace(/(T\d\d:\d\d:\d\d)(\.\d+)?/, `$1.${digits.replace(/0+$/, "")}`);
    },
  };
}

/** Epoch milliseconds of every row, those of text and single bigints without what is beyond them. */
function millisecondsOf(
  column: TimestampColumn,
  { length, perMs, chunk, read }: TimestampReader,
  { unit }: TimestampOptions,
): Float64Array {
  if (column instanceof Float64Array && perMs === 1) return column;
  if (column instanceof BigInt64Array && unit !== "s" && unit !== "ms") return ofIntegers(column, unit === "us" ? 1000 : 1_000_000);
  const ms = new Float64Array(length);
  for (let from = 0; from < length; from += chunk) ms.set(read(from, Math.min(from + chunk, length)), from);
  if (perMs !== 1) for (let i = 0; i < length; i++) ms[i] = nearWhole((ms[i] as number) / perMs);
  // Here the reader has cut off what it must not: numbers beside other types.
  if (Array.isArray(column) && unit !== undefined && unit !== "ms")
    for (let i = 0; i < length; i++) if (typeof column[i] === "number") ms[i] = nearWhole((column[i] as number) / NUMBER_PER_MS[unit]);
  return ms;
}

const NUMBER_PER_MS = { s: 0.001, us: 1000, ns: 1_000_000 } as const;

function nearWhole(ms: number): number {
  const whole = Math.round(ms);
  return Math.abs(ms - whole) < NEAR ? whole : ms;
}

/** A millisecond and a part of the next, from 0 to 1. */
function withBeyond(ms: number, part: number): number {
  return part === 0 ? ms : ms + Math.min(Math.max(part, LEAST), 1 - LEAST);
}

/**
 * Epoch milliseconds of 64-bit integers, whole or in between, in one pass. A quotient of doubles may be one off; what a division leaves
 * fits 32 bits, so the low halves alone tell it (`Math.imul` takes its factors modulo 2³²) and put the quotient right.
 */
function ofIntegers(column: BigInt64Array, perMs: number): Float64Array {
  const ms = new Float64Array(column.length);
  const halves = new Int32Array(column.buffer, column.byteOffset, column.length * 2);
  const low = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
  for (let i = 0; i < ms.length; i++) {
    const lo = halves[2 * i + low] as number;
    const hi = halves[2 * i + 1 - low] as number;
    let whole = Math.floor((hi * 4294967296 + (lo >>> 0)) / perMs);
    let rest = (lo - Math.imul(whole, perMs)) | 0;
    if (rest < 0) {
      whole--;
      rest += perMs;
    } else if (rest >= perMs) {
      whole++;
      rest -= perMs;
    }
    ms[i] = hi === -2147483648 && lo === 0 ? Number.NaN : rest === 0 ? whole : withBeyond(whole, rest / perMs);
  }
  return ms;
}

/** The nanoseconds of a row beyond its millisecond, for columns of which `ms` may not hold them all. */
function beyondOf(column: TimestampColumn, { unit }: TimestampOptions): ((row: number) => number) | null {
  const isBig = column instanceof BigInt64Array;
  if (!isBig && !Array.isArray(column)) return null;
  const perMs = unit === "us" ? 1000n : 1_000_000n;
  const whole = unit === "s" || unit === "ms";
  return (row) => {
    const value: unknown = column[row];
    if (typeof value === "string") return /[.,]\d{3}\d*[1-9]/.test(value) ? (readInstant(value)?.nanos ?? 0) : 0;
    if (typeof value !== "bigint" || whole) return 0;
    return Number(((value % perMs) + perMs) % perMs) * (1_000_000 / Number(perMs));
  };
}
