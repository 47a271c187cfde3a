/** Lengths of time as people write them. @module */

import { invalidArgument } from "../errors.js";

/** A length of time: milliseconds, or text such as `"30s"`, `"5m"`, `"1.5h"`, `"500ms"`, `"1d"`. */
export type Duration = number | string;

const UNIT_MS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Whole milliseconds of a {@link Duration}; `name` is that of the argument. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function durationMs(name: string, duration: Duration): number {
  const [, count, unit = ""] = /^(-?\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)$/.exec(String(duration)) ?? [];
  const ms = typeof duration === "number" ? duration : Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!Number.isInteger(ms) || ms === 0) throw invalidArgument(name, 'whole milliseconds or a length such as "30s", "5m", "1h"', duration);
  return ms;
}
