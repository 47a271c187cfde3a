/** Bars, and what the machines of this folder have in common. @module */

/** A bar, or a trade with `close` as its price. `null`, `undefined` and `NaN` mean "no value". */
export interface Bar {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly open?: number | null | undefined;
  readonly high?: number | null | undefined;
  readonly low?: number | null | undefined;
  readonly close?: number | null | undefined;
  readonly volume?: number | null | undefined;
  /** The bar's own volume-weighted price, for the price source `vwap`. */
  readonly vwap?: number | null | undefined;
}

/** What becomes of a bar earlier than the one before it. */
export type OutOfOrderPolicy = "throw" | "ignore";

/** What becomes of a bar with a negative or infinite volume. */
export type InvalidPolicy = "throw" | "skip";
