/** Lengths of time as people write them. @module */

import { invalidArgument } from "../errors.js";

/** A length of time: milliseconds, or text such as `"30s"`, `"5m"` (also `"5min"`), `"1.5h"`, `"500ms"`, `"1d"`. `d` is 24 hours. */
export type Duration = number | string;

const UNIT_MS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Whole milliseconds of a {@link Duration}, which may be negative; `name` is that of the argument. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function durationMs(name: string, duration: Duration): number {
  const [, count, unit = ""] = /^(-?\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)$/.exec(typeof duration === "string" ? duration : "") ?? [];
  const exact = typeof duration === "number" ? duration : Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  // Of decimals that binary fractions only come near, such as 1.005 seconds, a product may miss its whole number by a little.
  const ms = typeof duration === "string" && Math.abs(exact - Math.round(exact)) < 1e-4 ? Math.round(exact) : exact;
  if (!Number.isSafeInteger(ms) || ms === 0)
    throw invalidArgument(name, 'whole milliseconds other than 0 or a length such as "30s", "5m", "1h"', duration);
  return ms;
}
