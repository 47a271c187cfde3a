/** Bars in columns, as rows in the order in which a stream would bring them. @module */

import { outOfOrder } from "../errors.js";
import { checkLengths, columnOf, type Frame, numbersOf, timestampsOf } from "../sessions/frame.js";
import { gather } from "../sessions/groups.js";
import { timestampReader } from "../sessions/reader.js";
import type { TimestampColumn, TimestampOptions } from "../sessions/types.js";
import { instantText } from "../time/instant.js";
import { checkTimestamp, columnsOf, type VwapOptions, type VwapSettings } from "./bar.js";

/** How the bars of a frame are read. */
export interface BarColumnsOptions extends VwapOptions, TimestampOptions {
  /** Name of the column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string;
  /** Column that tells symbols apart: each has a VWAP of its own. Default: one symbol. */
  readonly symbolColumn?: string;
  /** Takes rows in any order, each symbol's in order of time. Default: rows out of order are treated as `onOutOfOrder` says. */
  readonly sort?: boolean;
}

/** Bars of one symbol in order of time. */
export interface Bars {
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  readonly columns: { readonly [name: string]: Float64Array };
  /** The row of each; `null` where they are all of the frame as they stand. */
  readonly rows: Int32Array | null;
  /** `undefined` where there is no column of symbols. */
  readonly symbol: unknown;
}

/** A frame's bars. */
export interface FrameBars {
  readonly length: number;
  /** How many symbols there are, and the bars of each; read when they are asked for, so that only one symbol's are in memory twice. */
  readonly groups: number;
  bars(group: number): Bars;
  /** Rows left out as they came late, with the row whose values they repeat. */
  readonly late: readonly (readonly [row: number, before: number])[];
}

/**
 * Reads the columns that a VWAP needs, and finds the order of their rows. `also` are further columns.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT`, `INVALID_TIMESTAMP`, `INVALID_BAR` for what is no number,
 * `TIMESTAMPS_NOT_SORTED`, with the row and the instant in `zone`.
 */
export function frameBars(
  frame: Frame,
  options: BarColumnsOptions,
  settings: VwapSettings,
  zone: string,
  also: readonly string[] = [],
): FrameBars {
  const { timestampColumn = "timestamp", symbolColumn, sort = false } = options;
  const timestamps = timestampsOf(frame, timestampColumn);
  const { length } = timestamps;
  checkLengths(frame, timestampColumn, length);
  const times = millisecondsOf(timestamps, options);
  const text = (row: number): string => instantText(times[row] as number, zone);
  const columns: { [name: string]: Float64Array } = {};
  for (const name of [...columnsOf(settings.price, settings.deviation), ...also])
    columns[name] ??= numbersOf(columnOf(frame, name), name, text);
  const symbols = symbolColumn === undefined ? null : columnOf(frame, symbolColumn);
  const { groups, late } = rowOrder(times, symbols, sort, settings.onOutOfOrder === "ignore", text);
  return {
    length,
    groups: groups.length,
    late,
    bars(group) {
      const rows = groups[group] as Int32Array | null;
      const picked: { [name: string]: Float64Array } = {};
      for (const [name, column] of Object.entries(columns)) picked[name] = gather(column, rows);
      return { times: gather(times, rows), columns: picked, rows, symbol: rows === null ? undefined : symbols?.[rows[0] as number] };
    },
  };
}

/** A column of timestamps as epoch milliseconds; itself where it is that already. */
function millisecondsOf(timestamps: TimestampColumn, options: TimestampOptions): Float64Array {
  const { length, perMs, chunk, read } = timestampReader(timestamps, options);
  if (perMs === 1 && chunk >= length) return read(0, length);
  const times = new Float64Array(length);
  for (let from = 0; from < length; from += chunk) {
    const values = read(from, Math.min(from + chunk, length));
    for (let i = 0; i < values.length; i++) times[from + i] = (values[i] as number) / perMs;
  }
  return times;
}

function rowOrder(
  times: Float64Array,
  symbols: ArrayLike<unknown> | null,
  sort: boolean,
  ignore: boolean,
  text: (row: number) => string,
): { readonly groups: readonly (Int32Array | null)[]; readonly late: FrameBars["late"] } {
  if (checkTimes(times) && symbols === null) return { groups: [null], late: [] };
  const groups = new Map<unknown, number[]>();
  const late: [number, number][] = [];
  for (let row = 0; row < times.length; row++) {
    const symbol = symbols?.[row];
    const rows = groups.get(symbol);
    const before = rows?.at(-1);
    if (rows === undefined || before === undefined) groups.set(symbol, [row]);
    else if (sort || (times[row] as number) >= (times[before] as number)) rows.push(row);
    else if (ignore) late.push([row, before]);
    else throw outOfOrder(row, text(row), text(before));
  }
  // Rows with one timestamp stay in their order.
  const inOrder = (rows: readonly number[]): Int32Array =>
    sort ? Int32Array.from(rows).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b) : Int32Array.from(rows);
  return { groups: [...groups.values()].map(inOrder), late };
}

/** Whether times never decrease. @throws {@link OpenbellError} `INVALID_TIMESTAMP` for one that is none. */
function checkTimes(times: Float64Array): boolean {
  let last = -8.6e15;
  let isSorted = true;
  for (let i = 0; i < times.length; i++) {
    const t = times[i] as number;
    if (!(t >= last && t < 8.6e15)) {
      checkTimestamp(t, i);
      isSorted = false;
    }
    last = t;
  }
  return isSorted;
}
