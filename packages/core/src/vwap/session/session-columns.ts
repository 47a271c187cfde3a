/**
 * Session VWAP over columns: what {@link SessionVwap} gives bar by bar, for all bars at once, equal to the last bit. Rows of one instance
 * lie together in sorted columns, so that each window is a list of row ranges; only their bars are touched.
 *
 * @module
 */

import { invalidArgument } from "../../errors.js";
import type { Frame } from "../../sessions/frame.js";
import { bandAt, closeDeviation, priceDeviation } from "../accumulator.js";
import { counts, invalidVolume, isInvalidVolume, type VwapSettings, vwapSettings } from "../bar.js";
import { priceReader } from "../price-column.js";
import { type BarColumnsOptions, type Bars, type FrameBars, frameBars } from "../rows.js";
import { type OpenedWindow, openWindows } from "../windows/windows.js";
import { type SessionVwapOptions, startOffset } from "./session-vwap.js";

/** Options of {@link sessionVwap}. */
export interface SessionVwapColumnsOptions extends Omit<SessionVwapOptions, "barLabel">, BarColumnsOptions {}

/** An instance of a window, with its values at its last bar. */
export interface WindowInstance {
  /** The date on which it started, `YYYY-MM-DD`, or the id of a listed session. */
  readonly instance: string | number;
  /** The symbol, where there is a column of symbols. */
  readonly symbol?: unknown;
  readonly anchorMs: number;
  readonly endMs: number;
  readonly vwap: number;
  readonly sd: number;
  readonly volume: number;
  readonly bars: number;
}

/** The VWAP of one window as columns, a row a bar; `NaN` where the window does not hold the bar, and before the first volume. */
export interface WindowColumns {
  readonly name: string;
  readonly vwap: Float64Array;
  /** Standard deviation that the bands are made of. */
  readonly sd: Float64Array;
  /** Timestamp of the first bar of the instance, epoch milliseconds. Made when asked for. */
  readonly anchor: Float64Array;
  /** Upper band: `vwap + multiplier · sd`, or `multiplier` percent above. Made when asked for. */
  upper(multiplier: number): Float64Array;
  /** Lower band. */
  lower(multiplier: number): Float64Array;
  /** The bands at the multiples of the options. Made when asked for. */
  readonly bands: readonly BandColumns[];
  /** The instances that have bars, in order. */
  readonly instances: readonly WindowInstance[];
}

/** The bands at one multiple. */
export interface BandColumns {
  readonly multiplier: number;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

/** What {@link sessionVwap} gives. */
export interface SessionVwapColumns {
  /** Rows of the input. */
  readonly length: number;
  /** In the order of the options. */
  readonly windows: readonly WindowColumns[];
  /** The columns of a window by its name. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  window(name: string): WindowColumns;
}

/**
 * VWAP with bands of several session windows, over columns of bars. The frame has the columns `timestamp`, those that the price source
 * needs (`high`, `low` and `close` for `hlc3`) and `volume`.
 *
 * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED`, `INVALID_BAR` for a negative or infinite volume, `INVALID_TIMESTAMP`, each with the row and
 * the instant; `MISSING_COLUMN`, `INVALID_WINDOW`, `INVALID_ARGUMENT`, `UNKNOWN_TIME_ZONE`.
 *
 * @example
 * ```ts
 * import { sessionVwap } from "@openbell/core/vwap";
 *
 * const bars = {
 *   timestamp: [Date.UTC(2024, 0, 8, 7, 0), Date.UTC(2024, 0, 8, 7, 1), Date.UTC(2024, 0, 8, 16, 0)],
 *   high: [102, 103, 105],
 *   low: [100, 101, 101],
 *   close: [101, 102, 104],
 *   volume: [100, 150, 200],
 * };
 * const { vwap } = sessionVwap(bars, { windows: [{ name: "London", start: "07:00", end: "16:00" }] }).window("London");
 * console.log(Array.from(vwap)); // [ 101, 101.6, NaN ]
 * ```
 */
export function sessionVwap(frame: Frame, options: SessionVwapColumnsOptions): SessionVwapColumns {
  const settings = vwapSettings(options);
  const opened = openWindows(options.windows);
  const offsetMs = startOffset(options);
  const zone = opened[0]?.timeZone ?? "UTC";
  const { length, groups, bars, late } = frameBars(frame, options, settings, zone);
  const windows = opened.map(({ name }) => new Columns(name, length, settings, late));
  for (let group = 0; group < groups; group++) {
    const some = bars(group);
    checkVolumes(some, settings, zone);
    for (const [i, window] of opened.entries()) windows[i]?.add(runWindow(window, some, offsetMs, settings));
  }
  return { length, windows, window: (name) => byName(windows, name) };
}

function byName(windows: readonly Columns[], name: string): WindowColumns {
  const found = windows.find((window) => window.name === name);
  if (found === undefined) throw invalidArgument("name", `one of ${windows.map((window) => window.name).join(", ")}`, name);
  return found;
}

/** Bars `from` to `to - 1` lie in one instance of a window. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly instance: number;
  readonly endMs: number;
}

/** What a window gives for the bars of one symbol. Only bars inside the window are held: range after range, without the rows between. */
interface Part {
  readonly rows: Int32Array | null;
  readonly ranges: readonly Range[];
  readonly vwap: Float64Array;
  readonly sd: Float64Array;
  readonly anchor: () => Float64Array;
  readonly instances: readonly WindowInstance[];
}

/** Rows worked on at a time: their prices stay in the processor's first cache. */
const CHUNK = 2048;

function runWindow(opened: OpenedWindow, bars: Bars, offsetMs: number, settings: VwapSettings): Part {
  const { times, columns, rows, symbol } = bars;
  const ranges = rangesOf(opened, times, offsetMs);
  const size = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  const vwap = new Float64Array(size);
  const sd = new Float64Array(size);
  const read = priceReader(columns, settings.price);
  const volumes = columns["volume"] as Float64Array;
  const closes = settings.deviation === "close" ? (columns["close"] as Float64Array) : null;
  const prices = new Float64Array(Math.min(CHUNK, size));
  const sums = new Float64Array(5);
  const instances: WindowInstance[] = [];
  const anchors: number[] = [];
  for (let k = 0, at = 0, started = 0; k < ranges.length; k++) {
    const range = ranges[k] as Range;
    if (range.instance !== ranges[k - 1]?.instance) {
      sums.fill(0);
      started = at;
      anchors.push(times[range.from] as number);
    } else anchors.push(anchors[k - 1] as number);
    for (let from = range.from; from < range.to; from += CHUNK) {
      const to = Math.min(from + CHUNK, range.to);
      read(from, to, prices);
      if (closes === null) addUp(prices, volumes, from, to, sums, vwap, sd, at);
      else addUpWithCloses(prices, closes, volumes, from, to, sums, vwap, sd, at);
      at += to - from;
    }
    if (range.instance === ranges[k + 1]?.instance) continue;
    instances.push({
      instance: opened.instanceId(range.instance),
      ...(symbol === undefined ? {} : { symbol }),
      anchorMs: anchors[k] as number,
      endMs: range.endMs,
      vwap: vwap[at - 1] as number,
      sd: sd[at - 1] as number,
      volume: sums[0] as number,
      bars: at - started,
    });
  }
  const anchor = (): Float64Array => {
    const column = new Float64Array(size);
    let at = 0;
    for (const [k, { from, to }] of ranges.entries()) {
      column.fill(anchors[k] as number, at, at + to - from);
      at += to - from;
    }
    return column;
  };
  return { rows, ranges, vwap, sd, anchor, instances };
}

/** The ranges of bars that lie in a window, in order. */
function rangesOf(opened: OpenedWindow, times: Float64Array, offsetMs: number): Range[] {
  const { place } = opened;
  const ranges: Range[] = [];
  for (let from = 0; from < times.length; ) {
    const startMs = (times[from] as number) - offsetMs;
    if (!(startMs >= place.fromMs && startMs < place.toMs)) opened.seek(startMs);
    const to = firstFrom(times, from, offsetMs, place.toMs);
    if (place.active) ranges.push({ from, to, instance: place.instance, endMs: place.endMs });
    from = to;
  }
  return ranges;
}

/** First row after `row` whose bar begins at `bound` or later, by steps that double, then by halves. */
function firstFrom(times: Float64Array, row: number, offsetMs: number, bound: number): number {
  let low = row;
  let high = row + 1;
  for (let step = 1; high < times.length && (times[high] as number) - offsetMs < bound; step *= 2) {
    low = high;
    high = Math.min(high + step, times.length);
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) - offsetMs < bound) low = middle;
    else high = middle;
  }
  return high;
}

/** The recurrence of {@link SessionVwap} over the rows `from` to `to - 1`, with the sums in registers; answers from `at` on. */
function addUp(
  prices: Float64Array,
  volumes: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
  vwap: Float64Array,
  sd: Float64Array,
  at: number,
): void {
  let [total, mean, squares] = [sums[0] as number, sums[1] as number, sums[2] as number];
  for (let i = from; i < to; i++) {
    const price = prices[i - from] as number;
    const volume = volumes[i] as number;
    if (counts(price, 0, volume)) {
      const before = total;
      total += volume;
      const d = price - mean;
      const r = d * (volume / total);
      mean += r;
      squares += before * d * r;
    }
    vwap[at + i - from] = total > 0 ? mean : Number.NaN;
    sd[at + i - from] = priceDeviation(squares, total);
  }
  sums[0] = total;
  sums[1] = mean;
  sums[2] = squares;
}

/** The same with the deviation of the closes. */
function addUpWithCloses(
  prices: Float64Array,
  closes: Float64Array,
  volumes: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
  vwap: Float64Array,
  sd: Float64Array,
  at: number,
): void {
  let [total, mean, , closeMean, closeSquares] = sums as unknown as [number, number, number, number, number];
  for (let i = from; i < to; i++) {
    const price = prices[i - from] as number;
    const close = closes[i] as number;
    const volume = volumes[i] as number;
    if (counts(price, close, volume)) {
      const before = total;
      total += volume;
      const share = volume / total;
      mean += (price - mean) * share;
      const d = close - closeMean;
      const r = d * share;
      closeMean += r;
      closeSquares += before * d * r;
    }
    vwap[at + i - from] = total > 0 ? mean : Number.NaN;
    sd[at + i - from] = closeDeviation(closeSquares, closeMean, mean, total);
  }
  sums.set([total, mean, 0, closeMean, closeSquares]);
}

/** The columns of a window, spread over the rows of the input when they are asked for. */
class Columns implements WindowColumns {
  readonly name: string;
  readonly instances: WindowInstance[] = [];
  readonly #length: number;
  readonly #settings: VwapSettings;
  readonly #late: FrameBars["late"];
  readonly #parts: Part[] = [];
  #vwap: Float64Array | null = null;
  #sd: Float64Array | null = null;
  /** Values of one band after another, before they are spread. */
  #scratch: Float64Array | null = null;

  constructor(name: string, length: number, settings: VwapSettings, late: FrameBars["late"]) {
    this.name = name;
    this.#length = length;
    this.#settings = settings;
    this.#late = late;
  }

  add(part: Part): void {
    this.#parts.push(part);
    for (const instance of part.instances) this.instances.push(instance);
  }

  get vwap(): Float64Array {
    this.#vwap ??= this.#spread(({ vwap }) => vwap);
    return this.#vwap;
  }

  get sd(): Float64Array {
    this.#sd ??= this.#spread(({ sd }) => sd);
    return this.#sd;
  }

  get anchor(): Float64Array {
    return this.#spread(({ anchor }) => anchor());
  }

  upper(multiplier: number): Float64Array {
    return this.#band(multiplier);
  }

  lower(multiplier: number): Float64Array {
    return this.#band(-multiplier);
  }

  get bands(): readonly BandColumns[] {
    return this.#settings.multipliers.map((multiplier) => ({
      multiplier,
      upper: this.upper(multiplier),
      lower: this.lower(multiplier),
    }));
  }

  #band(multiplier: number): Float64Array {
    if (!Number.isFinite(multiplier)) throw invalidArgument("multiplier", "a finite number", multiplier);
    const { deviation } = this.#settings;
    return this.#spread(({ vwap, sd }) => {
      const isWhole = vwap.length === this.#length;
      if (!isWhole && (this.#scratch?.length ?? 0) < vwap.length) this.#scratch = new Float64Array(vwap.length);
      const band = isWhole ? new Float64Array(vwap.length) : (this.#scratch as Float64Array);
      for (let i = 0; i < vwap.length; i++) band[i] = bandAt(vwap[i] as number, sd[i] as number, multiplier, deviation);
      return band;
    });
  }

  /** Values of bars in the window, as a column over all rows. */
  #spread(valuesOf: (part: Part) => Float64Array): Float64Array {
    const whole = this.#parts.find(({ rows, vwap }) => rows === null && vwap.length === this.#length);
    if (whole !== undefined) return valuesOf(whole);
    const column = new Float64Array(this.#length);
    if (this.#parts[0]?.rows !== null) column.fill(Number.NaN);
    for (const part of this.#parts) {
      const values = valuesOf(part);
      const { rows, ranges } = part;
      let [at, end] = [0, 0];
      for (const { from, to } of ranges) {
        if (rows === null) {
          column.fill(Number.NaN, end, from);
          column.set(values.subarray(at, at + to - from), from);
        } else for (let i = from; i < to; i++) column[rows[i] as number] = values[at + i - from] as number;
        at += to - from;
        end = to;
      }
      if (rows === null) column.fill(Number.NaN, end);
    }
    // Rows left out show what was there before them.
    for (const [row, before] of this.#late) column[row] = column[before] as number;
    return column;
  }
}

function checkVolumes({ columns, times, rows }: Bars, { onInvalid }: VwapSettings, zone: string): void {
  if (onInvalid === "skip") return;
  const volumes = columns["volume"] as Float64Array;
  for (let i = 0; i < volumes.length; i++) {
    const volume = volumes[i] as number;
    if (isInvalidVolume(volume)) throw invalidVolume(rows?.[i] ?? i, times[i] as number, zone, volume);
  }
}
