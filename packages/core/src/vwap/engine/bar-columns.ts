/** Bars in columns, put in the order in which a stream would bring them, and run through an engine. @module */

import { invalidArgument } from "../../errors.js";
import type { Frame } from "../../sessions/frame.js";
import { bandAt } from "../accumulator.js";
import { counts, invalidVolume, isInvalidVolume, type VwapSettings } from "../bar.js";
import { priceReader } from "../price-column.js";
import { type BarColumnsOptions, type Bars, frameBars } from "../rows.js";
import type { BarEngine } from "./bar-machine.js";

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
  const first = engine();
  const { length, groups, bars, late } = frameBars(frame, options, settings, "UTC", first.extreme === null ? [] : [first.extreme]);
  const result = new Columns(length, settings);
  for (let group = 0; group < groups; group++) {
    const some = bars(group);
    const columns = some.rows === null ? result : new Columns(some.times.length, settings);
    run(some, group === 0 ? first : engine(), settings, columns);
    if (some.rows !== null) result.take(columns, some.rows);
  }
  result.repeat(late);
  return result;
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
