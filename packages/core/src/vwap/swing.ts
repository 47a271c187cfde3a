/**
 * Swing points, and the sums of the bars since the newest one.
 *
 * A bar is a **swing high** when
 *
 * 1. it has the highest high of the `lookback` bars that end with it: none of them is higher;
 * 2. its high is strictly above those of the bar before and of the bar after: a plateau is no swing;
 * 3. none of the `confirmation` bars after it has a higher high.
 *
 * A **swing low** is the same with lows, lower for higher. Equal highs further away than the neighbours are no obstacle: of two equal tops
 * each is a swing, and the later one counts. All `lookback` bars must be there: the first bars of a stream are no swings. A bar without a
 * high is a bar like others, lower than any; a bar without volume has its high all the same.
 *
 * The last of the confirming bars **confirms** the swing. From that bar on the VWAP is anchored at the swing bar, its sums those of all bars
 * from the swing bar to now. What was said on earlier bars stands: nobody could have known. Each newly confirmed swing, higher or lower than
 * the one before, takes its place; before the first there is no value.
 *
 * @module
 */

import { invalidArgument } from "../errors.js";
import { closeDeviation, type Deviation, priceDeviation, type VwapSums } from "./accumulator.js";
import { addFrom, type BarBlock, barBlock, type KeptBar, MOST_BARS, setBar, toBar, type ValueBlock, writeValues } from "./bar-block.js";
import type { BarEngine } from "./bar-machine.js";
import { CLOSE_MEAN, CLOSE_SQUARES, MEAN, SQUARES, SUMS, setSums, toSums } from "./sums.js";

/** Swing points that a VWAP is anchored at. */
export interface SwingAnchor {
  readonly kind: "swing-high" | "swing-low";
  /** Bars, the swing bar the last of them, of which it must be the extreme: 2 or more. */
  readonly lookback: number;
  /** Bars after it that must not exceed it: 1 or more. */
  readonly confirmation: number;
}

/** A bar as the engine keeps it. Its high or low is `null` where it has none. */
export interface SwingBar extends KeptBar {
  readonly extreme: number | null;
}

/** Sums from a swing bar on. */
export interface SwingSums extends VwapSums {
  readonly anchorMs: number;
  readonly bars: number;
}

/** State of an engine as plain data. */
export interface SwingKept {
  /** Sums now, and before the latest bar; `null` where no swing was confirmed. */
  readonly current: SwingSums | null;
  readonly before: SwingSums | null;
  /** The latest `lookback + confirmation` bars. */
  readonly recent: readonly SwingBar[];
}

/** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function checkSwing({ lookback, confirmation }: SwingAnchor): void {
  if (!(Number.isInteger(lookback) && lookback >= 2 && lookback <= MOST_BARS))
    throw invalidArgument("anchor.lookback", `a whole number from 2 to ${MOST_BARS}`, lookback);
  if (!(Number.isInteger(confirmation) && confirmation >= 1 && confirmation <= MOST_BARS))
    throw invalidArgument("anchor.confirmation", `a whole number from 1 to ${MOST_BARS}`, confirmation);
}

/** Behind the sums: timestamp of the swing bar, and bars from it on, 0 where there is none. */
const ANCHOR = SUMS;
const BARS = SUMS + 1;

/**
 * Conditions 1 and 3 together say that the bar `confirmation` bars ago has the greatest extreme of the latest `lookback + confirmation`
 * bars. These are kept, with the numbers of those whose extreme no later one reaches: that of the first is the greatest of all. The recurrence
 * of `addBar` is written out where it runs bar by bar, with the sums in registers.
 */
export class SwingEngine implements BarEngine {
  readonly extreme: "high" | "low";
  /** Lows are turned over, so that the greatest is sought in either case. */
  readonly #sign: number;
  readonly #confirmation: number;
  readonly #deviation: Deviation;
  /** Bars kept. */
  readonly #size: number;
  /** Columns are as long as the next power of two: bar `n` is at `n & mask`. */
  readonly #mask: number;
  readonly #bars: BarBlock;
  #count = 0;
  /** Numbers of the bars whose extreme no later one reaches, ascending: `#peaks[k & mask]` for `k` from `#head` to `#tail - 1`. */
  readonly #peaks: Float64Array;
  #head = 0;
  #tail = 0;
  readonly #state: Float64Array = new Float64Array(SUMS + 2);

  /** The state before the latest bar. Of the peaks a bar writes one; the oldest, gone with it, would go with any other. */
  readonly #before: Float64Array = new Float64Array(SUMS + 2);
  #tailBefore = 0;
  #peakBefore = 0;

  constructor({ kind, lookback, confirmation }: SwingAnchor, deviation: Deviation) {
    const size = lookback + confirmation;
    const length = 2 ** Math.ceil(Math.log2(size));
    this.extreme = kind === "swing-high" ? "high" : "low";
    this.#sign = kind === "swing-high" ? 1 : -1;
    this.#confirmation = confirmation;
    this.#deviation = deviation;
    this.#size = size;
    this.#mask = length - 1;
    this.#bars = barBlock(length);
    this.#peaks = new Float64Array(length);
  }

  get volume(): number {
    return this.#state[0] as number;
  }

  get bars(): number {
    return this.#state[BARS] as number;
  }

  run(bars: BarBlock, count: number, values: ValueBlock, row: number): void {
    const size = this.#size;
    const mask = this.#mask;
    const sign = this.#sign;
    const confirmation = this.#confirmation;
    const withCloses = this.#deviation === "close";
    const kept = this.#bars;
    const { extremes } = kept;
    const peaks = this.#peaks;
    const state = this.#state;
    let n = this.#count;
    let head = this.#head;
    let tail = this.#tail;
    let tailBefore = tail;
    let peakBefore = 0;
    let since = state[BARS] as number;
    let volume = state[0] as number;
    let mean = state[MEAN] as number;
    let squares = state[SQUARES] as number;
    let closeMean = state[CLOSE_MEAN] as number;
    let closeSquares = state[CLOSE_SQUARES] as number;
    for (let i = 0; i < count; i++, n++) {
      const at = n & mask;
      const price = bars.prices[i] as number;
      const close = bars.closes[i] as number;
      const v = bars.volumes[i] as number;
      const given = bars.extremes[i] as number;
      const extreme = given - given === 0 ? sign * given : Number.NEGATIVE_INFINITY;
      kept.times[at] = bars.times[i] as number;
      kept.prices[at] = price;
      kept.closes[at] = close;
      kept.volumes[at] = v;
      extremes[at] = extreme;

      // The oldest bar goes, and those that the newest reaches.
      tailBefore = tail;
      if (head < tail && (peaks[head & mask] as number) <= n - size) head++;
      while (head < tail && (extremes[(peaks[(tail - 1) & mask] as number) & mask] as number) <= extreme) tail--;
      peakBefore = peaks[tail & mask] as number;
      peaks[tail & mask] = n;
      tail++;

      const candidate = n - confirmation;
      const height = extremes[candidate & mask] as number;
      if (
        (extremes[(candidate + 1) & mask] as number) < height &&
        (extremes[(candidate - 1) & mask] as number) < height &&
        n >= size - 1 &&
        extremes[(peaks[head & mask] as number) & mask] === height
      ) {
        this.#anchor(candidate, n);
        since = state[BARS] as number;
        volume = state[0] as number;
        mean = state[MEAN] as number;
        squares = state[SQUARES] as number;
        closeMean = state[CLOSE_MEAN] as number;
        closeSquares = state[CLOSE_SQUARES] as number;
      } else if (since !== 0) {
        since++;
        if (v !== 0) {
          const before = volume;
          volume += v;
          const share = v / volume;
          const d = price - mean;
          const r = d * share;
          mean += r;
          squares += before * d * r;
          if (withCloses) {
            const closeD = close - closeMean;
            const closeR = closeD * share;
            closeMean += closeR;
            closeSquares += before * closeD * closeR;
          }
        }
      }

      const k = row + i;
      values.vwap[k] = volume > 0 ? mean : Number.NaN;
      values.sd[k] = withCloses ? closeDeviation(closeSquares, closeMean, mean, volume) : priceDeviation(squares, volume);
      values.anchor[k] = since > 0 ? (state[ANCHOR] as number) : Number.NaN;
    }
    this.#count = n;
    this.#head = head;
    this.#tail = tail;
    this.#tailBefore = tailBefore;
    this.#peakBefore = peakBefore;
    state[BARS] = since;
    state[0] = volume;
    state[MEAN] = mean;
    state[SQUARES] = squares;
    state[CLOSE_MEAN] = closeMean;
    state[CLOSE_SQUARES] = closeSquares;
  }

  keep(): void {
    this.#before.set(this.#state);
  }

  undo(): void {
    this.#state.set(this.#before);
    this.#peaks[(this.#tail - 1) & this.#mask] = this.#peakBefore;
    this.#tail = this.#tailBefore;
    this.#count--;
  }

  /** The state as plain data. */
  kept(): SwingKept {
    const recent: SwingBar[] = [];
    for (let n = Math.max(0, this.#count - this.#size); n < this.#count; n++) {
      const at = n & this.#mask;
      const extreme = this.#bars.extremes[at] as number;
      recent.push({ ...toBar(this.#bars, at), extreme: extreme === Number.NEGATIVE_INFINITY ? null : this.#sign * extreme });
    }
    return { current: toSwing(this.#state), before: toSwing(this.#before), recent };
  }

  /** Brings a new engine to where {@link SwingEngine.kept} was told, and writes its values into the first row. */
  fill({ current, before, recent }: SwingKept, values: ValueBlock): void {
    const block = barBlock(1);
    for (const bar of recent) {
      setBar(block, 0, bar);
      block.extremes[0] = bar.extreme ?? Number.NaN;
      this.run(block, 1, values, 0);
    }
    setSwing(this.#before, before);
    setSwing(this.#state, current);
    writeValues(values, 0, this.#state, this.#deviation);
    values.anchor[0] = current?.anchorMs ?? Number.NaN;
  }

  /** Sums anew from a swing bar to the latest. */
  #anchor(swing: number, latest: number): void {
    const state = this.#state;
    const mask = this.#mask;
    state.fill(0);
    for (let n = swing; n <= latest; n++) addFrom(this.#bars, n & mask, state, 0);
    state[ANCHOR] = this.#bars.times[swing & mask] as number;
    state[BARS] = latest - swing + 1;
  }
}

function toSwing(state: Float64Array): SwingSums | null {
  return state[BARS] === 0 ? null : { anchorMs: state[ANCHOR] as number, bars: state[BARS] as number, ...toSums(state) };
}

function setSwing(state: Float64Array, sums: SwingSums | null): void {
  state.fill(0);
  if (sums === null) return;
  setSums(state, sums);
  state[ANCHOR] = sums.anchorMs;
  state[BARS] = sums.bars;
}
