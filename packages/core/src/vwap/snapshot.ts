/** What the readers of snapshots have in common: each check names the path of what it refuses. @module */

import { invalidSnapshot } from "../errors.js";
import type { VwapSums } from "./accumulator.js";
import type { VwapSettings } from "./bar.js";

/** @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
export function record(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalidSnapshot(path, "an object", value);
  return value as Record<string, unknown>;
}

/** @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
export function same(found: unknown, expected: unknown, path: string): void {
  if (found !== expected) throw invalidSnapshot(path, JSON.stringify(expected), found);
}

/** Finite numbers by name. @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
export function finite(values: Record<string, unknown>, names: readonly string[], path: string): void {
  for (const name of names) if (!Number.isFinite(values[name])) throw invalidSnapshot(`${path}.${name}`, "a finite number", values[name]);
}

/** @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
export function notNegative(values: Record<string, unknown>, names: readonly string[], path: string): void {
  finite(values, names, path);
  for (const name of names) if ((values[name] as number) < 0) throw invalidSnapshot(`${path}.${name}`, "0 or more", values[name]);
}

/** The sums of a set of bars. @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
export function checkSums(values: Record<string, unknown>, path: string): asserts values is Record<string, unknown> & VwapSums {
  finite(values, ["mean", "closeMean"], path);
  notNegative(values, ["volume", "squares", "closeSquares"], path);
}

/** Bars in order of time. @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
export function checkBars(value: unknown, path: string): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) throw invalidSnapshot(path, "a list of bars", value);
  let last = Number.NEGATIVE_INFINITY;
  for (const [i, each] of value.entries()) {
    const bar = record(each, `${path}[${i}]`);
    finite(bar, ["timestamp", "price", "close"], `${path}[${i}]`);
    notNegative(bar, ["volume"], `${path}[${i}]`);
    const timestamp = bar["timestamp"] as number;
    if (timestamp < last) throw invalidSnapshot(`${path}[${i}].timestamp`, `${last} or later`, timestamp);
    last = timestamp;
  }
  return value as readonly Record<string, unknown>[];
}

/** That prices and deviations are those of the options. @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
export function checkMade(values: Record<string, unknown>, settings: Pick<VwapSettings, "price" | "deviation">): void {
  same(values["price"], settings.price, "price");
  // Percentages need the deviation of the prices, as `price` does.
  const made = values["deviation"] === "percent" ? "price" : values["deviation"];
  same(made, settings.deviation === "percent" ? "price" : settings.deviation, "deviation");
}
