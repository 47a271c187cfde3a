/** Where "now" comes from. Everything that needs the time takes a clock, so that tests and replays bring their own. @module */

import { invalidArgument } from "../errors.js";

/** A source of the current instant. */
export interface Clock {
  /** The current instant, epoch milliseconds. */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is told otherwise. */
export interface SimulatedClock extends Clock {
  /** Moves the clock on by `ms` milliseconds (0 or more). @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  advance(ms: number): void;
  /** Sets the clock to an instant, epoch milliseconds; it may go back, as a machine's clock may. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  set(nowMs: number): void;
}

/**
 * A clock for tests, replays and back-tests, standing at `startMs` (epoch milliseconds, default 0).
 *
 * @example
 * ```ts
 * import { simulatedClock } from "@openbell/core";
 *
 * const clock = simulatedClock(Date.UTC(2024, 0, 2, 14, 30));
 * clock.advance(60_000);
 * console.log(new Date(clock.now()).toISOString()); // 2024-01-02T14:31:00.000Z
 * ```
 */
export function simulatedClock(startMs = 0): SimulatedClock {
  let nowMs = 0;
  const clock: SimulatedClock = {
    now: () => nowMs,
    advance(ms) {
      if (!(ms >= 0 && Number.isFinite(ms))) throw invalidArgument("ms", "a finite number of milliseconds, 0 or more", ms);
      nowMs += ms;
    },
    set(value) {
      if (!Number.isFinite(value)) throw invalidArgument("nowMs", "a finite epoch in milliseconds", value);
      nowMs = value;
    },
  };
  clock.set(startMs);
  return clock;
}
