/** Bars in columns, put in the order in which a stream would bring them, and run through an engine. @module */

import { invalidArgument, outOfOrder } from "../errors.js";
import { checkLengths, columnOf, type Frame, numbersOf, timestampsOf } from "../sessions/frame.js";
import { gather } from "../sessions/groups.js";
import { timestampReader } from "../sessions/reader.js";
import type { TimestampColumn, TimestampOptions } from "../sessions/types.js";
import { instantText } from "../time/instant.js";
import { bandAt } from "./accumulator.js";
import { checkTimestamp, columnsOf, counts, invalidVolume, isInvalidVolume, type VwapOptions, type VwapSettings } from "./bar.js";
import type { BarEngine } from "./bar-machine.js";
import { priceReader } from "./price-column.js";

/** How the bars of a frame are read. */
export interface BarColumnsOptions extends VwapOptions, TimestampOptions {
  /** Name of the column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string;
  /** Column that tells symbols apart: each has a VWAP of its own. Default: one symbol. */
  readonly symbolColumn?: string;
  /** Takes rows in any order, each symbol's in order of time. Default: rows out of order are treated as `onOutOfOrder` says. */
  readonly sort?: boolean;
}

/** A VWAP as columns, a row a bar; `NaN` where there is no value. */
export interface VwapColumns {
  readonly vwap: Float64Array;
  /** Standard deviation that the bands are made of. */
  readonly sd: Float64Array;
  /** Timestamp of the first bar that the value is made of, epoch milliseconds. */
  readonly anchor: Float64Array;
  /** Upper band: `vwap + multiplier · sd`, or `multiplier` percent above. Made when asked for. */
  upper(multiplier: number): Float64Array;
  /** Lower band. */
  lower(multiplier: number): Float64Array;
}

/**
 * Runs each symbol's bars through an engine of its own.
 *
 * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED`, `INVALID_BAR`, `INVALID_TIMESTAMP`, each with the row; `MISSING_COLUMN`,
 * `INVALID_ARGUMENT`, `UNKNOWN_TIME_ZONE`.
 */
export function runColumns(frame: Frame, options: BarColumnsOptions, settings: VwapSettings, engine: () => BarEngine): VwapColumns {
  const { timestampColumn = "timestamp", symbolColumn, sort = false } = options;
  const timestamps = timestampsOf(frame, timestampColumn);
  const { length } = timestamps;
  checkLengths(frame, timestampColumn, length);
  const times = millisecondsOf(timestamps, options);
  const first = engine();
  const columns: { [name: string]: Float64Array } = {};
  for (const name of [...columnsOf(settings.price, settings.deviation), ...(first.extreme === null ? [] : [first.extreme])])
    columns[name] ??= numbersOf(columnOf(frame, name), name, (row) => instantText(times[row] as number));
  const symbols = symbolColumn === undefined ? null : columnOf(frame, symbolColumn);
  const { groups, late } = rowOrder(times, symbols, sort, settings.onOutOfOrder === "ignore");

  const result = new Columns(length, settings);
  for (const [g, rows] of groups.entries()) {
    const some = rows === null ? result : new Columns(rows.length, settings);
    const bars: Bars = { times: gather(times, rows), columns: {}, rows };
    for (const name in columns) bars.columns[name] = gather(columns[name] as Float64Array, rows);
    run(bars, g === 0 ? first : engine(), settings, some);
    if (rows !== null) result.take(some, rows);
  }
  result.repeat(late);
  return result;
}

/** Bars of one symbol in order of time. */
interface Bars {
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  readonly columns: { [name: string]: Float64Array };
  /** The row of each; `null` where they are all of the frame as they stand. */
  readonly rows: Int32Array | null;
}

/** Rows worked on at a time: their prices stay in the processor's first cache. */
const CHUNK = 1024;

function run({ times, columns, rows }: Bars, engine: BarEngine, settings: VwapSettings, output: Columns): void {
  const { deviation, onInvalid } = settings;
  const volumes = columns["volume"] as Float64Array;
  const closes = deviation === "close" ? (columns["close"] as Float64Array) : null;
  const extremes = engine.extreme === null ? null : (columns[engine.extreme] as Float64Array);
  const read = priceReader(columns, settings.price);
  const prices = new Float64Array(CHUNK);
  const counted = new Float64Array(CHUNK);
  const none = new Float64Array(CHUNK);
  for (let from = 0; from < times.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, times.length);
    read(from, to, prices);
    for (let i = from; i < to; i++) {
      const volume = volumes[i] as number;
      const isCounted = counts(prices[i - from] as number, closes === null ? 0 : (closes[i] as number), volume);
      counted[i - from] = isCounted ? volume : 0;
      if (!isCounted && isInvalidVolume(volume) && onInvalid === "throw")
        throw invalidVolume(rows?.[i] ?? i, times[i] as number, "UTC", volume);
    }
    const block = {
      times: times.subarray(from, to),
      prices,
      closes: closes?.subarray(from, to) ?? none,
      volumes: counted,
      extremes: extremes?.subarray(from, to) ?? none,
    };
    engine.run(block, to - from, output, from);
  }
}

class Columns implements VwapColumns {
  readonly vwap: Float64Array;
  readonly sd: Float64Array;
  readonly anchor: Float64Array;
  readonly #settings: VwapSettings;

  constructor(length: number, settings: VwapSettings) {
    this.vwap = new Float64Array(length);
    this.sd = new Float64Array(length);
    this.anchor = new Float64Array(length);
    this.#settings = settings;
  }

  upper(multiplier: number): Float64Array {
    return this.#band(multiplier);
  }

  lower(multiplier: number): Float64Array {
    return this.#band(-multiplier);
  }

  /** Takes over the values of some rows. */
  take({ vwap, sd, anchor }: Columns, rows: Int32Array): void {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k] as number;
      this.vwap[row] = vwap[k] as number;
      this.sd[row] = sd[k] as number;
      this.anchor[row] = anchor[k] as number;
    }
  }

  /** Rows left out show what was there before them. */
  repeat(late: readonly (readonly [row: number, before: number])[]): void {
    for (const [row, before] of late) for (const column of [this.vwap, this.sd, this.anchor]) column[row] = column[before] as number;
  }

  #band(multiplier: number): Float64Array {
    if (!Number.isFinite(multiplier)) throw invalidArgument("multiplier", "a finite number", multiplier);
    const { vwap, sd } = this;
    const { deviation } = this.#settings;
    const band = new Float64Array(vwap.length);
    for (let i = 0; i < band.length; i++) band[i] = bandAt(vwap[i] as number, sd[i] as number, multiplier, deviation);
    return band;
  }
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

/** The rows of each symbol in order of time, `null` for all rows as they stand, and late rows with the one whose values they repeat. */
interface RowOrder {
  readonly groups: readonly (Int32Array | null)[];
  readonly late: readonly (readonly [row: number, before: number])[];
}

/** @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED`, `INVALID_TIMESTAMP`. */
function rowOrder(times: Float64Array, symbols: ArrayLike<unknown> | null, sort: boolean, ignore: boolean): RowOrder {
  if (checkTimes(times) && symbols === null) return { groups: [null], late: [] };
  const groups = new Map<unknown, number[]>();
  const late: [number, number][] = [];
  for (let i = 0; i < times.length; i++) {
    const symbol = symbols?.[i];
    const rows = groups.get(symbol);
    const before = rows?.at(-1);
    if (rows === undefined || before === undefined) groups.set(symbol, [i]);
    else if (sort || (times[i] as number) >= (times[before] as number)) rows.push(i);
    else if (ignore) late.push([i, before]);
    else throw outOfOrder(i, instantText(times[i] as number), instantText(times[before] as number));
  }
  const inOrder = (rows: readonly number[]): Int32Array => {
    const ordered = Int32Array.from(rows);
    return sort ? ordered.sort((a, b) => (times[a] as number) - (times[b] as number)) : ordered;
  };
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
