/** The unit of a column of epoch numbers, told by its size: today is 10 digits in seconds, 13 in milliseconds, 16 in micro-, 19 in nanoseconds. @module */

import { type EpochUnit, OpenbellError } from "@openbell/core";

/** Each unit with the size at which the next finer one begins: 1973 in the finer, the year 5138 in the coarser. */
const LIMITS: readonly (readonly [unit: EpochUnit, below: number])[] = [
  ["s", 1e11],
  ["ms", 1e14],
  ["us", 1e17],
  ["ns", Number.POSITIVE_INFINITY],
];

/** What one unit is called. */
export const UNIT_NAMES: Readonly<Record<EpochUnit, string>> = { s: "seconds", ms: "milliseconds", us: "microseconds", ns: "nanoseconds" };

/** The unit that a number's size speaks for; `null` for 0 and for what is no number, which speak for none. */
export function unitOf(value: number): EpochUnit | null {
  const size = Math.abs(value);
  if (!(size > 0)) return null;
  return (LIMITS.find(([, below]) => size < below) as readonly [EpochUnit, number])[0];
}

/** Whether a number reads as a date, 20240131: as seconds it would be August or September 1970. */
function isDateNumber(value: number): boolean {
  if (!Number.isInteger(value) || value < 19_000_101 || value > 21_991_231) return false;
  const month = Math.floor(value / 100) % 100;
  const day = value % 100;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/**
 * The unit of a whole column, inferred as its numbers come by. Numbers of another unit than those before are refused: Binance's files
 * went from milliseconds to microseconds on 2025-01-01, and a column that holds both has no one meaning.
 */
export class UnitInference {
  /** The unit so far, `null` as long as no number spoke for one. */
  unit: EpochUnit | null = null;
  readonly #column: string;

  constructor(column: string) {
    this.#column = column;
  }

  /**
   * Looks at the numbers of some rows, `NaN` for none.
   *
   * @throws {@link OpenbellError} `MIXED_UNITS` with `details.index`, the position of the first number of another unit;
   * `INVALID_TIMESTAMP` for numbers that are dates.
   */
  look(values: ArrayLike<number>): EpochUnit {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      const unit = unitOf(value);
      if (unit === null || unit === this.unit) continue;
      if (this.unit === null) {
        if (isDateNumber(value)) throw dateNumber(this.#column, value, i);
        this.unit = unit;
      } else {
        throw mixedUnits(this.#column, this.unit, unit, value, i);
      }
    }
    return this.unit ?? "ms";
  }
}

function mixedUnits(column: string, before: EpochUnit, after: EpochUnit, value: number, index: number): OpenbellError {
  return new OpenbellError(
    "MIXED_UNITS",
    `column "${column}" changes from epoch ${UNIT_NAMES[before]} to ${UNIT_NAMES[after]} here (${value}). Bring it to one unit, or state the unit if these are meant.`,
    { column, before, after, value, index },
  );
}

function dateNumber(column: string, value: number, index: number): OpenbellError {
  return new OpenbellError(
    "INVALID_TIMESTAMP",
    `column "${column}" holds numbers such as ${value}, which read as dates, not as epochs. Write them as 2024-01-31, or state the unit if they are epochs.`,
    { column, value, index },
  );
}
