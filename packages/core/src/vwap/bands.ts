/** Bands round a VWAP. @module */

import { bandAt } from "./accumulator.js";
import type { VwapSettings } from "./bar.js";

/** The bands round a VWAP at one multiple. */
export interface Band {
  readonly multiplier: number;
  readonly upper: number;
  readonly lower: number;
}

/** A VWAP that can be read after each bar, with its bands. */
export abstract class BandedVwap {
  readonly #settings: Pick<VwapSettings, "multipliers" | "deviation">;

  /** @internal */
  constructor(settings: Pick<VwapSettings, "multipliers" | "deviation">) {
    this.#settings = settings;
  }

  /** Volume-weighted average price; `NaN` where there is none. */
  abstract get vwap(): number;

  /** Standard deviation that the bands are made of, by {@link Deviation}; that of the prices where bands are percentages. */
  abstract get sd(): number;

  /** Upper band: VWAP + `multiplier` · sd, or VWAP + `multiplier` percent. */
  upper(multiplier: number): number {
    return bandAt(this.vwap, this.sd, multiplier, this.#settings.deviation);
  }

  /** Lower band. */
  lower(multiplier: number): number {
    return bandAt(this.vwap, this.sd, -multiplier, this.#settings.deviation);
  }

  /** The bands at the multiples of the options. */
  get bands(): readonly Band[] {
    return this.#settings.multipliers.map((multiplier) => ({ multiplier, upper: this.upper(multiplier), lower: this.lower(multiplier) }));
  }
}
