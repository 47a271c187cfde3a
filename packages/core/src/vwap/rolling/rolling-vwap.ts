/**
 * VWAP over the last bars, whatever the session.
 *
 * Old bars are never subtracted, which would leave their rounding errors behind for ever and the deviation without a digit. Bars are cut
 * into blocks as long as the window. The window is then the end of one block and the beginning of the next: sums of every end of the old
 * block are made once, when it is full, from its last bar backwards; those of the beginning grow bar by bar; the two are merged. That is
 * three additions a bar, whatever the length: a queue made of two stacks, turned over every `length` bars.
 *
 * @module
 */

import { invalidArgument, invalidSnapshot } from "../../errors.js";
import type { PriceSource } from "../../sessions/price.js";
import { closeDeviation, type Deviation, priceDeviation } from "../accumulator.js";
import { type VwapOptions, type VwapSettings, vwapSettings } from "../bar.js";
import { type BarBlock, barBlock, type KeptBar, MOST_BARS, setBar, toBar, type ValueBlock } from "../engine/bar-block.js";
import { type BarEngine, BarMachine } from "../engine/bar-machine.js";
import { checkBars, checkMade, record, same } from "../snapshot.js";
import { CLOSE_MEAN, CLOSE_SQUARES, MEAN, SQUARES, SUMS } from "../sums.js";

/** Options of {@link RollingVwap}. */
export interface RollingVwapOptions extends VwapOptions {
  /** Bars of the window. Bars without volume are bars too: a window of none but such has no value. */
  readonly length: number;
  /** Bars that must have come before there is a value. Default `length`. */
  readonly warmUp?: number;
}

/** All of the state of a {@link RollingVwap}, version 1. Plain data: JSON keeps it to the last bit. */
export interface RollingVwapSnapshot {
  readonly version: 1;
  readonly kind: "rolling-vwap";
  readonly length: number;
  readonly price: PriceSource;
  readonly deviation: Deviation;
  /** Bars so far. Where blocks begin follows from it. */
  readonly seen: number;
  /** Timestamp of the bar before the latest one, epoch milliseconds. */
  readonly beforeMs: number | null;
  /** The bars of the window. */
  readonly recent: readonly KeptBar[];
}

/**
 * VWAP with bands over the last `length` bars.
 *
 * @example
 * ```ts
 * import { RollingVwap } from "@openbell/core/vwap";
 *
 * const vwap = new RollingVwap({ length: 2, price: "close" });
 * const values = [];
 * for (const [minute, close, volume] of [[0, 10, 100], [1, 12, 300], [2, 20, 100]]) {
 *   vwap.update({ timestamp: Date.UTC(2024, 0, 8, 7, minute), close, volume });
 *   values.push(vwap.vwap);
 * }
 * console.log(values); // [ NaN, 11.5, 14 ]
 * ```
 */
export class RollingVwap extends BarMachine {
  readonly #options: RollingVwapOptions;
  readonly #settings: VwapSettings;
  readonly #engine: RollingEngine;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(options: RollingVwapOptions) {
    const settings = vwapSettings(options);
    const engine = rollingEngine(options, settings);
    super(engine, settings);
    this.#options = options;
    this.#settings = settings;
    this.#engine = engine;
  }

  /** All of the state as plain data, which JSON keeps exactly. */
  snapshot(): RollingVwapSnapshot {
    const { price, deviation } = this.#settings;
    const { beforeMs } = this;
    return { version: 1, kind: "rolling-vwap", length: this.#options.length, price, deviation, beforeMs, ...this.#engine.kept() };
  }

  /**
   * The machine that a snapshot was taken of, going on as if it had never stopped.
   *
   * @param options Those of the first machine. Bands and warm-up may differ; length, price and deviation may not.
   * @throws {@link OpenbellError} `INVALID_SNAPSHOT` with the path of what does not fit.
   */
  static restore(options: RollingVwapOptions, snapshot: unknown): RollingVwap {
    const machine = new RollingVwap(options);
    const read = readRolling(snapshot, options.length, machine.#settings);
    machine.#engine.fill(read, machine.values);
    machine.resume(read.recent.at(-1)?.timestamp ?? null, read.beforeMs);
    return machine;
  }
}

function readRolling(snapshot: unknown, length: number, settings: VwapSettings): RollingVwapSnapshot {
  const read = record(snapshot, "snapshot");
  same(read["version"], 1, "version");
  same(read["kind"], "rolling-vwap", "kind");
  same(read["length"], length, "length");
  checkMade(read, settings);
  const { seen, beforeMs } = read;
  const recent = checkBars(read["recent"], "recent");
  if (!(Number.isSafeInteger(seen) && (seen as number) >= 0)) throw invalidSnapshot("seen", "a number of bars", seen);
  same(recent.length, Math.min(seen as number, length), "recent.length");
  if ((seen as number) < 2) same(beforeMs, null, "beforeMs");
  else if (!(Number.isFinite(beforeMs) && (beforeMs as number) <= (recent.at(-1)?.["timestamp"] as number)))
    throw invalidSnapshot("beforeMs", "the timestamp of the bar before the latest", beforeMs);
  return snapshot as RollingVwapSnapshot;
}

/** An engine for the last bars. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function rollingEngine(
  { length, warmUp = length }: RollingVwapOptions,
  { deviation }: Pick<VwapSettings, "deviation">,
): RollingEngine {
  if (!(Number.isInteger(length) && length >= 1 && length <= MOST_BARS))
    throw invalidArgument("length", `a whole number from 1 to ${MOST_BARS}`, length);
  if (!(Number.isInteger(warmUp) && warmUp >= 1 && warmUp <= length))
    throw invalidArgument("warmUp", `a whole number from 1 to length, ${length}`, warmUp);
  return new RollingEngine(length, warmUp, deviation);
}

/**
 * Sums of the last bars. Get one from {@link rollingEngine}. The recurrence of `addBar` and the formula of `mergeSums` are written out, with
 * the sums in registers: called, they take twice the time.
 */
class RollingEngine implements BarEngine {
  readonly extreme = null;
  readonly #length: number;
  readonly #warmUp: number;
  readonly #deviation: Deviation;
  #seen = 0;
  /** Bars by their place in a block: first those of the new block, then those left of the old one. */
  readonly #bars: BarBlock;
  /** Bars in the new block. */
  #filled = 0;
  /** Sums of the old block from each place to its end; none from beyond the end. */
  readonly #ends: Float64Array;
  /** Sums of the new block, now and before the latest bar. */
  readonly #beginning: Float64Array = new Float64Array(SUMS);
  readonly #before: Float64Array = new Float64Array(SUMS);
  /** Volume of the window. */
  #total = 0;

  constructor(length: number, warmUp: number, deviation: Deviation) {
    this.#length = length;
    this.#warmUp = warmUp;
    this.#deviation = deviation;
    this.#bars = barBlock(length);
    this.#ends = new Float64Array((length + 1) * SUMS);
  }

  get volume(): number {
    return this.#total;
  }

  get bars(): number {
    return Math.min(this.#seen, this.#length);
  }

  run(bars: BarBlock, count: number, values: ValueBlock, row: number): void {
    const length = this.#length;
    const warmUp = this.#warmUp;
    const withCloses = this.#deviation === "close";
    const { times, prices, closes, volumes } = bars;
    const { vwap, sd, anchor } = values;
    const kept = this.#bars;
    const ends = this.#ends;
    const state = this.#beginning;
    let filled = this.#filled;
    let seen = this.#seen;
    let volume = state[0] as number;
    let mean = state[MEAN] as number;
    let squares = state[SQUARES] as number;
    let closeMean = state[CLOSE_MEAN] as number;
    let closeSquares = state[CLOSE_SQUARES] as number;
    let total = 0;
    for (let i = 0; i < count; i++) {
      if (filled === length) {
        this.#turn();
        filled = 0;
        volume = 0;
        mean = 0;
        squares = 0;
        closeMean = 0;
        closeSquares = 0;
      }
      const price = prices[i] as number;
      const close = closes[i] as number;
      const v = volumes[i] as number;
      kept.times[filled] = times[i] as number;
      kept.prices[filled] = price;
      kept.closes[filled] = close;
      kept.volumes[filled] = v;
      filled++;
      seen++;
      if (v !== 0) {
        const before = volume;
        volume += v;
        const share = v / volume;
        const d = price - mean;
        const r = d * share;
        mean += r;
        squares += before * d * r;
        if (withCloses) {
          const cd = close - closeMean;
          const cr = cd * share;
          closeMean += cr;
          closeSquares += before * cd * cr;
        }
      }
      const end = filled * SUMS;
      const old = ends[end] as number;
      total = volume + old;
      let m = mean;
      let s = squares;
      let cm = closeMean;
      let cs = closeSquares;
      if (old !== 0) {
        // From the heavier mean on, so that a light outlier takes no digits from it.
        const share = old / total;
        const weight = volume * share;
        const d = (ends[end + MEAN] as number) - mean;
        m = old <= volume ? mean + d * share : (ends[end + MEAN] as number) - d * (volume / total);
        s = squares + (ends[end + SQUARES] as number) + weight * (d * d);
        if (withCloses) {
          const cd = (ends[end + CLOSE_MEAN] as number) - closeMean;
          cm = old <= volume ? closeMean + cd * share : (ends[end + CLOSE_MEAN] as number) - cd * (volume / total);
          cs = closeSquares + (ends[end + CLOSE_SQUARES] as number) + weight * (cd * cd);
        }
      }
      const k = row + i;
      if (seen < warmUp) {
        vwap[k] = Number.NaN;
        sd[k] = Number.NaN;
        anchor[k] = Number.NaN;
      } else {
        vwap[k] = total > 0 ? m : Number.NaN;
        sd[k] = withCloses ? closeDeviation(cs, cm, m, total) : priceDeviation(s, total);
        anchor[k] = kept.times[seen < length || filled === length ? 0 : filled] as number;
      }
    }
    this.#filled = filled;
    this.#seen = seen;
    this.#total = total;
    state[0] = volume;
    state[MEAN] = mean;
    state[SQUARES] = squares;
    state[CLOSE_MEAN] = closeMean;
    state[CLOSE_SQUARES] = closeSquares;
  }

  keep(): void {
    if (this.#filled === this.#length) this.#turn();
    this.#before.set(this.#beginning);
  }

  undo(): void {
    this.#beginning.set(this.#before);
    this.#filled--;
    this.#seen--;
  }

  /** Bars so far, and those of the window. */
  kept(): Pick<RollingVwapSnapshot, "seen" | "recent"> {
    const recent: KeptBar[] = [];
    for (let k = this.#length - this.bars; k < this.#length; k++) recent.push(toBar(this.#bars, (this.#filled + k) % this.#length));
    return { seen: this.#seen, recent };
  }

  /**
   * Brings a new engine to where {@link RollingEngine.kept} was told, and writes its values into the first row: the old block is put in
   * place, the new one added up again.
   */
  fill({ seen, recent }: Pick<RollingVwapSnapshot, "seen" | "recent">, values: ValueBlock): void {
    if (seen === 0) return;
    const filled = ((seen - 1) % this.#length) + 1;
    const old = recent.length - filled;
    for (let k = 0; k < old; k++) setBar(this.#bars, filled + k, recent[k] as KeptBar);
    if (old > 0) this.#turn();
    this.#seen = seen - filled;
    const block = barBlock(1);
    for (const bar of recent.slice(old)) {
      setBar(block, 0, bar);
      this.keep();
      this.run(block, 1, values, 0);
    }
  }

  /** The new block is full, and becomes the old one. */
  #turn(): void {
    const withCloses = this.#deviation === "close";
    const { prices, closes, volumes } = this.#bars;
    const ends = this.#ends;
    let [volume, mean, squares, closeMean, closeSquares] = [0, 0, 0, 0, 0];
    for (let place = this.#length - 1; place >= 0; place--) {
      const v = volumes[place] as number;
      if (v !== 0) {
        const before = volume;
        volume += v;
        const share = v / volume;
        const d = (prices[place] as number) - mean;
        const r = d * share;
        mean += r;
        squares += before * d * r;
        if (withCloses) {
          const cd = (closes[place] as number) - closeMean;
          const cr = cd * share;
          closeMean += cr;
          closeSquares += before * cd * cr;
        }
      }
      const at = place * SUMS;
      ends[at] = volume;
      ends[at + MEAN] = mean;
      ends[at + SQUARES] = squares;
      ends[at + CLOSE_MEAN] = closeMean;
      ends[at + CLOSE_SQUARES] = closeSquares;
    }
    this.#beginning.fill(0);
    this.#filled = 0;
  }
}
