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

import { invalidArgument } from "../../errors.js";
import { closeDeviation, type Deviation, priceDeviation, type VwapSums } from "../accumulator.js";
import {
  addFrom,
  type BarBlock,
  barBlock,
  type KeptBar,
  MOST_BARS,
  setBar,
  toBar,
  type ValueBlock,
  writeValues,
} from "../engine/bar-block.js";
import type { BarEngine } from "../engine/bar-machine.js";
import { CLOSE_MEAN, CLOSE_SQUARES, MEAN, SQUARES, SUMS, setSums, toSums } from "../sums.js";

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

/** Behind the sums: timestamp of the swing bar, bars from it on, 0 where there is none, and the greatest extreme of the new block. */
const ANCHOR = SUMS;
const BARS = SUMS + 1;
const TOP = SUMS + 2;

/**
 * Conditions 1 and 3 together say that the bar `confirmation` bars ago has the greatest extreme of the latest `lookback + confirmation`
 * bars. That is found as `rolling.ts` finds its sums: in blocks of so many bars, from the end of the old block and the beginning of the new.
 * The recurrence of `addBar` is written out where it runs bar by bar, with the sums in registers.
 */
export class SwingEngine implements BarEngine {
  readonly extreme: "high" | "low";
  /** Lows are turned over, so that the greatest is sought in either case. */
  readonly #sign: number;
  readonly #confirmation: number;
  readonly #deviation: Deviation;
  /** Bars kept, which is those of a block. */
  readonly #size: number;
  #seen = 0;
  /** Bars by their place in a block: first those of the new block, then those left of the old one. */
  readonly #bars: BarBlock;
  /** Bars in the new block. */
  #filled = 0;
  /** The greatest extreme of the old block from each place to its end. */
  readonly #tops: Float64Array;
  readonly #state: Float64Array = emptyState();
  /** The state before the latest bar. */
  readonly #before: Float64Array = emptyState();

  constructor({ kind, lookback, confirmation }: SwingAnchor, deviation: Deviation) {
    const size = lookback + confirmation;
    this.extreme = kind === "swing-high" ? "high" : "low";
    this.#sign = kind === "swing-high" ? 1 : -1;
    this.#confirmation = confirmation;
    this.#deviation = deviation;
    this.#size = size;
    this.#bars = barBlock(size);
    this.#tops = new Float64Array(size + 1).fill(Number.NEGATIVE_INFINITY);
  }

  get volume(): number {
    return this.#state[0] as number;
  }

  get bars(): number {
    return this.#state[BARS] as number;
  }

  run(bars: BarBlock, count: number, values: ValueBlock, row: number): void {
    const size = this.#size;
    const sign = this.#sign;
    const confirmation = this.#confirmation;
    const withCloses = this.#deviation === "close";
    const { times, prices, closes, volumes, extremes: given } = bars;
    const { vwap, sd, anchor } = values;
    const kept = this.#bars;
    const { extremes } = kept;
    const tops = this.#tops;
    const state = this.#state;
    let seen = this.#seen;
    let filled = this.#filled;
    let top = state[TOP] as number;
    let since = state[BARS] as number;
    let volume = state[0] as number;
    let mean = state[MEAN] as number;
    let squares = state[SQUARES] as number;
    let closeMean = state[CLOSE_MEAN] as number;
    let closeSquares = state[CLOSE_SQUARES] as number;
    for (let i = 0; i < count; i++) {
      if (filled === size) {
        this.#turn();
        filled = 0;
        top = Number.NEGATIVE_INFINITY;
      }
      const price = prices[i] as number;
      const close = closes[i] as number;
      const v = volumes[i] as number;
      const turned = sign * (given[i] as number);
      const extreme = turned - turned === 0 ? turned : Number.NEGATIVE_INFINITY;
      kept.times[filled] = times[i] as number;
      kept.prices[filled] = price;
      kept.closes[filled] = close;
      kept.volumes[filled] = v;
      extremes[filled] = extreme;
      filled++;
      seen++;
      if (extreme > top) top = extreme;

      const candidate = filled > confirmation ? filled - 1 - confirmation : filled - 1 - confirmation + size;
      const height = extremes[candidate] as number;
      if (
        (extremes[candidate === size - 1 ? 0 : candidate + 1] as number) < height &&
        (extremes[candidate === 0 ? size - 1 : candidate - 1] as number) < height &&
        top <= height &&
        (tops[filled] as number) <= height &&
        seen >= size
      ) {
        this.#anchor(candidate);
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
      vwap[k] = volume > 0 ? mean : Number.NaN;
      sd[k] = withCloses ? closeDeviation(closeSquares, closeMean, mean, volume) : priceDeviation(squares, volume);
      anchor[k] = since > 0 ? (state[ANCHOR] as number) : Number.NaN;
    }
    this.#seen = seen;
    this.#filled = filled;
    state[TOP] = top;
    state[BARS] = since;
    state[0] = volume;
    state[MEAN] = mean;
    state[SQUARES] = squares;
    state[CLOSE_MEAN] = closeMean;
    state[CLOSE_SQUARES] = closeSquares;
  }

  keep(): void {
    if (this.#filled === this.#size) this.#turn();
    this.#before.set(this.#state);
  }

  undo(): void {
    this.#state.set(this.#before);
    this.#filled--;
    this.#seen--;
  }

  /** The state as plain data. */
  kept(): SwingKept {
    const size = this.#size;
    const recent: SwingBar[] = [];
    for (let k = size - Math.min(this.#seen, size); k < size; k++) {
      const place = (this.#filled + k) % size;
      const extreme = this.#bars.extremes[place] as number;
      recent.push({ ...toBar(this.#bars, place), extreme: extreme === Number.NEGATIVE_INFINITY ? null : this.#sign * extreme });
    }
    return { current: toSwing(this.#state), before: toSwing(this.#before), recent };
  }

  /** Brings a new engine to where {@link SwingEngine.kept} was told, and writes its values into the first row. */
  fill({ current, before, recent }: SwingKept, values: ValueBlock): void {
    const block = barBlock(1);
    for (const bar of recent) {
      setBar(block, 0, bar);
      block.extremes[0] = bar.extreme ?? Number.NaN;
      this.keep();
      this.run(block, 1, values, 0);
    }
    setSwing(this.#before, before);
    setSwing(this.#state, current);
    writeValues(values, 0, this.#state, this.#deviation);
    values.anchor[0] = current?.anchorMs ?? Number.NaN;
  }

  /** Sums anew from the bar at a place to the latest. */
  #anchor(place: number): void {
    const size = this.#size;
    const state = this.#state;
    const bars = this.#confirmation + 1;
    state.fill(0, 0, SUMS);
    for (let k = 0; k < bars; k++) addFrom(this.#bars, (place + k) % size, state, 0);
    state[ANCHOR] = this.#bars.times[place] as number;
    state[BARS] = bars;
  }

  /** The new block is full, and becomes the old one. */
  #turn(): void {
    const { extremes } = this.#bars;
    let top = Number.NEGATIVE_INFINITY;
    for (let place = this.#size - 1; place >= 0; place--) {
      top = Math.max(top, extremes[place] as number);
      this.#tops[place] = top;
    }
    this.#filled = 0;
    this.#state[TOP] = Number.NEGATIVE_INFINITY;
  }
}

function emptyState(): Float64Array {
  const state = new Float64Array(SUMS + 3);
  state[TOP] = Number.NEGATIVE_INFINITY;
  return state;
}

function toSwing(state: Float64Array): SwingSums | null {
  return state[BARS] === 0 ? null : { anchorMs: state[ANCHOR] as number, bars: state[BARS] as number, ...toSums(state) };
}

function setSwing(state: Float64Array, sums: SwingSums | null): void {
  state.fill(0, 0, TOP);
  if (sums === null) return;
  setSums(state, sums);
  state[ANCHOR] = sums.anchorMs;
  state[BARS] = sums.bars;
}
