/** The VWAP of one session window, as it can be read after each bar. @module */

import type { Deviation } from "../accumulator.js";
import { BandedVwap } from "../bands.js";
import type { VwapSettings } from "../bar.js";
import { deviationOf, MEAN } from "../sums.js";
import type { OpenedWindow } from "../windows/windows.js";
import { ACTIVE, ANCHOR, BARS, type CompletedVwap, completedOf, INSTANCE, LAST, VOLUME } from "./window-state.js";

/** What can be read of a window between two bars. Nothing is copied: it changes as bars come. */
export class WindowVwap extends BandedVwap {
  readonly name: string;
  readonly #opened: OpenedWindow;
  readonly #state: Float64Array;
  readonly #at: number;
  readonly #deviation: Deviation;

  /** @internal */
  constructor(opened: OpenedWindow, state: Float64Array, at: number, settings: VwapSettings) {
    super(settings);
    this.name = opened.name;
    this.#opened = opened;
    this.#state = state;
    this.#at = at;
    this.#deviation = settings.deviation;
  }

  /** Whether the window holds the latest bar. Without it there is no VWAP, no band and no anchor. */
  get active(): boolean {
    return this.#state[this.#at + ACTIVE] === 1;
  }

  /** Volume-weighted average price of the instance so far; `NaN` while the window is not active and before the first volume. */
  get vwap(): number {
    return this.active && (this.#state[this.#at + VOLUME] as number) > 0 ? (this.#state[this.#at + MEAN] as number) : Number.NaN;
  }

  /** Standard deviation that the bands are made of, by {@link Deviation}; that of the prices where bands are percentages. */
  get sd(): number {
    return this.active ? deviationOf(this.#state, this.#at, this.#deviation) : Number.NaN;
  }

  /** Timestamp of the first bar of the instance, epoch milliseconds; `NaN` while the window is not active. */
  get anchorMs(): number {
    return this.active ? (this.#state[this.#at + ANCHOR] as number) : Number.NaN;
  }

  /** The running instance: the date on which it started, `YYYY-MM-DD`, or the id of a listed session. `null` where none runs. */
  get instance(): string | number | null {
    const instance = this.#state[this.#at + INSTANCE] as number;
    return Number.isNaN(instance) ? null : this.#opened.instanceId(instance);
  }

  /** Volume of the running instance. */
  get volume(): number {
    return this.instance === null ? 0 : (this.#state[this.#at + VOLUME] as number);
  }

  /** Bars of the running instance, those without volume included. */
  get bars(): number {
    return this.instance === null ? 0 : (this.#state[this.#at + BARS] as number);
  }

  /** The instance that ended last, with its final values; `null` before the first. */
  get lastCompleted(): CompletedVwap | null {
    const at = this.#at + LAST;
    return Number.isNaN(this.#state[at + INSTANCE]) ? null : completedOf(this.#state, at, this.#opened, this.#deviation);
  }
}
