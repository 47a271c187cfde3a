/**
 * What VWAPs that add up bars by themselves have in common: an **engine** that takes one bar after another as bare numbers, the same for a
 * stream and for columns, and round it the machine for a stream, which checks bars and can take the latest one back.
 *
 * @module
 */

import { invalidArgument, outOfOrder } from "../../errors.js";
import { instantText } from "../../time/instant.js";
import { BandedVwap } from "../bands.js";
import { barPrice, checkTimestamp, counts, invalidVolume, isInvalidVolume, type VwapSettings } from "../bar.js";
import type { Bar } from "../types.js";
import { type BarBlock, barBlock, type ValueBlock, valueBlock } from "./bar-block.js";

/** Adds up bars. Nothing is checked, and nothing made, bar by bar. */
export interface BarEngine {
  /** The price whose extremes it looks for, `null` where it looks for none. */
  readonly extreme: "high" | "low" | null;
  /** Adds the first `count` bars of a block, and writes the values after each into the rows from `row` on. */
  run(bars: BarBlock, count: number, values: ValueBlock, row: number): void;
  /** Keeps the state as the one to go back to. */
  keep(): void;
  /** Takes back the one bar added since; another is added next. */
  undo(): void;
  /** Volume and number of the bars that the value is made of, those without volume included. */
  readonly volume: number;
  readonly bars: number;
}

/** A stream of bars into an engine. The values are those after the latest bar. */
export class BarMachine extends BandedVwap {
  readonly #engine: BarEngine;
  readonly #settings: VwapSettings;
  readonly #bar: BarBlock = barBlock(1);
  /** The values after the latest bar. @internal */
  protected readonly values: ValueBlock = valueBlock(1);
  #lastMs = Number.NEGATIVE_INFINITY;
  /** Timestamp of the bar before the latest one; `NaN` while there is nothing to replace. */
  #beforeMs = Number.NaN;

  /** @internal */
  constructor(engine: BarEngine, settings: VwapSettings) {
    super(settings);
    this.#engine = engine;
    this.#settings = settings;
  }

  /**
   * Adds a bar. Equal timestamps are two observations.
   *
   * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED` for a bar earlier than the one before, `INVALID_BAR` for a negative or infinite volume,
   * `INVALID_TIMESTAMP`. The state is then what it was.
   */
  update(bar: Bar): void {
    if (!this.#accepts(bar, this.#lastMs)) return;
    this.#engine.keep();
    this.#beforeMs = this.#lastMs;
    this.#add(bar);
  }

  /**
   * Puts a bar in the place of the latest one, which was still forming. The state is what it would be had the other never come.
   *
   * @throws {@link OpenbellError} as {@link BarMachine.update}, and `INVALID_ARGUMENT` where there is no bar to replace.
   */
  replaceLast(bar: Bar): void {
    if (Number.isNaN(this.#beforeMs)) throw invalidArgument("bar", "a bar in the place of one that update took", bar);
    if (!this.#accepts(bar, this.#beforeMs)) return;
    this.#engine.undo();
    this.#add(bar);
  }

  /** Volume-weighted average price; `NaN` where there is none. */
  get vwap(): number {
    return this.values.vwap[0] as number;
  }

  /** Standard deviation that the bands are made of, by {@link Deviation}; that of the prices where bands are percentages. */
  get sd(): number {
    return this.values.sd[0] as number;
  }

  /** Timestamp of the first bar that the value is made of, epoch milliseconds; `NaN` while there is none. */
  get anchorMs(): number {
    return this.values.anchor[0] as number;
  }

  /** Volume from that bar on. */
  get volume(): number {
    return this.#engine.volume;
  }

  /** Bars from that bar on, those without volume included. */
  get bars(): number {
    return this.#engine.bars;
  }

  /** Timestamp of the latest bar, epoch milliseconds; `null` before the first. */
  get lastMs(): number | null {
    return this.#lastMs === Number.NEGATIVE_INFINITY ? null : this.#lastMs;
  }

  /** Timestamp of the bar before the latest one, for a snapshot; `null` where there is none. @internal */
  protected get beforeMs(): number | null {
    return Number.isFinite(this.#beforeMs) ? this.#beforeMs : null;
  }

  /** Goes on where a snapshot was taken, with an engine filled from it. @internal */
  protected resume(lastMs: number | null, beforeMs: number | null): void {
    if (lastMs === null) return;
    this.#lastMs = lastMs;
    this.#beforeMs = beforeMs ?? Number.NEGATIVE_INFINITY;
  }

  /** Whether a bar is to be added. @throws what {@link BarMachine.update} says. */
  #accepts(bar: Bar, lastMs: number): boolean {
    const { timestamp } = bar;
    const { onInvalid, onOutOfOrder } = this.#settings;
    checkTimestamp(timestamp);
    if (timestamp < lastMs) {
      if (onOutOfOrder === "ignore") return false;
      throw outOfOrder(null, instantText(timestamp), instantText(lastMs));
    }
    const volume = bar.volume ?? Number.NaN;
    if (isInvalidVolume(volume) && onInvalid === "throw") throw invalidVolume(null, timestamp, "UTC", volume);
    return true;
  }

  #add(bar: Bar): void {
    const engine = this.#engine;
    const { price: source, deviation } = this.#settings;
    const { timestamp } = bar;
    const price = barPrice(bar, source);
    const close = deviation === "close" ? (bar.close ?? Number.NaN) : 0;
    const volume = bar.volume ?? Number.NaN;
    const block = this.#bar;
    block.times[0] = timestamp;
    block.prices[0] = price;
    block.closes[0] = close;
    block.volumes[0] = counts(price, close, volume) ? volume : 0;
    if (engine.extreme !== null) block.extremes[0] = bar[engine.extreme] ?? Number.NaN;
    engine.run(block, 1, this.values, 0);
    this.#lastMs = timestamp;
  }
}
