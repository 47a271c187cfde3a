/** Time for charts: the gaps to hide, and an axis on which there are none. @module */

import { invalidArgument } from "../../errors.js";
import { searchSorted } from "../../time/search.js";
import type { CalendarDefinition } from "../types.js";
import { segmentsInRange } from "./schedule.js";
import { type DateLike, type InstantLike, toInstantMs } from "./shared.js";

/** Intervals without trading `[startMs, endMs)` as columns, ascending, epoch milliseconds. */
export interface Breaks {
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
}

/**
 * The time without trading between the first open and the last close of a range of session dates: nights, weekends, holidays, lunch breaks.
 * What charting libraries call range breaks.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`.
 *
 * @example
 * ```ts
 * import { formatInstant, sessionBreaks } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const { startMs, endMs } = sessionBreaks(XNYS, "2024-07-03", "2024-07-05");
 * console.log(formatInstant(startMs[0] ?? 0), formatInstant(endMs[0] ?? 0)); // 2024-07-03T17:00:00Z 2024-07-05T13:30:00Z
 * ```
 */
export function sessionBreaks(definition: CalendarDefinition, from: DateLike, to: DateLike): Breaks {
  const { openMs, closeMs } = segmentsInRange(definition, from, to);
  const gaps: number[] = [];
  for (let i = 1; i < openMs.length; i++) if ((closeMs[i - 1] as number) < (openMs[i] as number)) gaps.push(i);
  return {
    startMs: Float64Array.from(gaps, (i) => closeMs[i - 1] as number),
    endMs: Float64Array.from(gaps, (i) => openMs[i] as number),
  };
}

/** An axis of trading time: positions are milliseconds of trading since the first open, without the gaps. */
export class OrdinalAxis {
  readonly #openMs: Float64Array;
  readonly #closeMs: Float64Array;
  /** Position of each segment's open, and the length of the axis at the end. */
  readonly #start: Float64Array;
  /** Position at which each session begins, where a chart draws its separators. */
  readonly sessionStarts: readonly { readonly session: number; readonly position: number }[];

  /** Use {@link ordinalAxis}. */
  constructor(openMs: Float64Array, closeMs: Float64Array, session: Int32Array) {
    this.#openMs = openMs;
    this.#closeMs = closeMs;
    this.#start = new Float64Array(openMs.length + 1);
    const starts: { session: number; position: number }[] = [];
    for (let i = 0; i < openMs.length; i++) {
      const position = this.#start[i] as number;
      if (i === 0 || session[i] !== session[i - 1]) starts.push({ session: session[i] as number, position });
      this.#start[i + 1] = position + (closeMs[i] as number) - (openMs[i] as number);
    }
    this.sessionStarts = starts;
  }

  /** Milliseconds of trading on the whole axis. */
  get length(): number {
    return this.#start.at(-1) as number;
  }

  /** Position of an instant. One in a gap lies where the gap was cut out; one outside the axis at its nearer end. @throws {@link OpenbellError} `INVALID_TIMESTAMP`. */
  position(instant: InstantLike): number {
    const ms = toInstantMs(instant);
    const i = searchSorted(this.#openMs, ms);
    if (i < 0) return 0;
    return (this.#start[i] as number) + Math.min(ms, this.#closeMs[i] as number) - (this.#openMs[i] as number);
  }

  /**
   * Instant of a position. At the seam of two segments it is the open of the later one; the end of the axis is its last close.
   *
   * @throws {@link OpenbellError} `INVALID_ARGUMENT` for a position outside 0 to `length`.
   */
  instant(position: number): number {
    if (!(position >= 0 && position <= this.length)) throw invalidArgument("position", `a number from 0 to ${this.length}`, position);
    const i = Math.min(searchSorted(this.#start, position), this.#openMs.length - 1);
    return (this.#openMs[i] as number) + position - (this.#start[i] as number);
  }
}

/**
 * An axis without gaps over the sessions from one date to another, both included.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`, `INVALID_ARGUMENT` where the range has no session.
 *
 * @example
 * ```ts
 * import { ordinalAxis, sessionOpen } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * // After the half day of 3 July 2024 the 5th follows at once.
 * const axis = ordinalAxis(XNYS, "2024-07-03", "2024-07-05");
 * console.log(axis.position(sessionOpen(XNYS, "2024-07-05")) / 3_600_000); // 3.5
 * ```
 */
export function ordinalAxis(definition: CalendarDefinition, from: DateLike, to: DateLike): OrdinalAxis {
  const { openMs, closeMs, session } = segmentsInRange(definition, from, to);
  if (session.length === 0) throw invalidArgument("to", `a date with a session of ${definition.name} between it and \`from\``, to);
  return new OrdinalAxis(openMs, closeMs, session);
}
