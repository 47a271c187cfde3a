/** The bars of a frame in order of time, symbol by symbol, to be laid on a grid. @module */

import { columnOf, type Frame, timestampsOf } from "../frame.js";
import { gather, groupRows } from "../groups.js";
import { readStamps, type Stamps } from "../stamps.js";
import type { TimestampOptions } from "../types.js";

/** The bars of the input in order of time, symbol after symbol, by place. */
export interface OrderedBars {
  readonly stamps: Stamps;
  readonly times: Float64Array;
  /** The row at each place; `null` where rows stand in order already. */
  readonly rows: Int32Array | null;
  readonly symbols: readonly unknown[];
  /** Symbol `s` has the places `start[s]` to `start[s + 1] - 1`. */
  readonly start: Int32Array;
  /** Session of each place, -1 outside, -2 for bars that are left out. */
  readonly session: Int32Array;
}

/**
 * Puts the bars of a frame in order. Nothing is moved where they are.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT`, `INVALID_TIMESTAMP` with the row.
 */
export function orderBars(
  frame: Frame,
  options: TimestampOptions & { readonly timestampColumn?: string; readonly symbolColumn?: string | null },
): OrderedBars {
  const { timestampColumn = "timestamp", symbolColumn = Object.hasOwn(frame, "symbol") ? "symbol" : null } = options;
  const stamps = readStamps(timestampsOf(frame, timestampColumn), options);
  const { ms } = stamps;
  const groups = symbolColumn === null ? null : groupRows(columnOf(frame, symbolColumn, ms.length));
  const start = groups?.start ?? Int32Array.of(0, ms.length);
  const order = (a: number, b: number): number => (ms[a] as number) - (ms[b] as number) || stamps.compare(a, b);
  let rows = groups?.rows ?? null;
  for (let s = 0; s + 1 < start.length; s++) {
    const [from, to] = [start[s] as number, start[s + 1] as number];
    if (isInOrder(rows, from, to, ms, order)) continue;
    rows ??= Int32Array.from({ length: ms.length }, (_, i) => i);
    rows.subarray(from, to).sort((a, b) => order(a, b) || a - b);
  }
  const symbols = groups?.keys ?? [null];
  return { stamps, times: gather(ms, rows), rows, symbols, start, session: new Int32Array(ms.length).fill(-1) };
}

function isInOrder(rows: Int32Array | null, from: number, to: number, ms: Float64Array, order: (a: number, b: number) => number): boolean {
  let before = rows === null ? from : (rows[from] as number);
  for (let place = from + 1; place < to; place++) {
    const row = rows === null ? place : (rows[place] as number);
    if (!((ms[before] as number) < (ms[row] as number)) && order(before, row) > 0) return false;
    before = row;
  }
  return true;
}
