/**
 * Questions about instants: which session, open or closed, the next and the previous opening and close. The session date of an instant is its
 * **trade date**; its **calendar date** at the venue is another question, and another function.
 *
 * @module
 */

import { invalidArgument } from "../../errors.js";
import { formatInstant } from "../../time/instant.js";
import { boundsAt, type CompiledCalendar, type CompiledSessions, compileCalendar, lastOpened } from "../compile.js";
import type { CalendarDefinition } from "../types.js";
import { beyond, fail, type InstantLike, isBeyondCoverage, toInstantMs } from "./shared.js";

/**
 * Session date (day number) of the session that an instant falls in, the trade date. While the market is closed: `null`, or what
 * `outside` asks for.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { formatDate, parseInstant, sessionAt } from "@openbell/core";
 * import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
 *
 * // Monday evening in Chicago belongs to Tuesday's session.
 * const session = sessionAt(CME_EQUITY, parseInstant("2024-06-03T23:00:00-05:00"));
 * console.log(session === null ? "closed" : formatDate(session)); // 2024-06-04
 * ```
 */
export function sessionAt(definition: CalendarDefinition, instant: InstantLike, options?: SessionAtOptions): number | null {
  const ms = toInstantMs(instant);
  const outside = options?.outside ?? "null";
  if (outside !== "null" && outside !== "next" && outside !== "previous")
    throw invalidArgument("outside", '"null", "next" or "previous"', outside);
  const calendar = compileCalendar(definition);
  const sessions = calendar.between(ms, ms);
  const n = boundsAt(sessions, ms);
  if (n % 2) return sessions.segmentDay[n >> 1] as number;
  if (isBeyondCoverage(calendar, ms)) throw beyond(calendar, formatInstant(ms));
  if (outside === "null") return null;
  const step = outside === "next" ? 1 : -1;
  const near = sessions.segmentDay[step === 1 ? n >> 1 : (n >> 1) - 1];
  return near ?? nearSession(calendar, ms, step);
}

/** What {@link sessionAt} answers while the market is closed. */
export interface SessionAtOptions {
  /** `null` (the default), or the session that comes next, or the one before. In a break both are the session that the break lies in. */
  readonly outside?: "null" | "next" | "previous";
}

/**
 * Whether the market trades at an instant: at its open, not at its close.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { isOpen, parseInstant } from "@openbell/core";
 * import { XHKG } from "@openbell/core/calendars/xhkg";
 *
 * const lunch = parseInstant("2024-06-03T12:30:00+08:00");
 * console.log(isOpen(XHKG, lunch), isOpen(XHKG, lunch, { breaks: "open" })); // false true
 * ```
 */
export function isOpen(definition: CalendarDefinition, instant: InstantLike, options: OpenOptions = {}): boolean {
  const { side = "left", breaks = "closed" } = options;
  if (side === "left" && breaks === "closed") return sessionAt(definition, instant) !== null;
  if (!Object.hasOwn(SIDES, side)) throw invalidArgument("side", '"left", "right", "both" or "neither"', side);
  if (breaks !== "closed" && breaks !== "open") throw invalidArgument("breaks", '"closed" or "open"', breaks);
  const sides = SIDES[side];
  const ms = toInstantMs(instant);
  const calendar = compileCalendar(definition);
  const sessions = calendar.between(ms, ms);
  const { openMs, closeMs, segmentDay } = sessions;
  const at = (i: number): boolean => {
    if (i < 0) return false;
    let [open, close] = [openMs[i] as number, closeMs[i] as number];
    if (breaks === "open") {
      for (let j = i; segmentDay[j] === segmentDay[i]; j--) open = openMs[j] as number;
      for (let j = i; segmentDay[j] === segmentDay[i]; j++) close = closeMs[j] as number;
    }
    return (sides.open ? ms >= open : ms > open) && (sides.close ? ms <= close : ms < close);
  };
  const i = lastOpened(sessions, ms);
  // An instant at which one segment closes and the next opens lies in the earlier one too.
  if (at(i) || at(i - 1)) return true;
  if (isBeyondCoverage(calendar, ms)) throw beyond(calendar, formatInstant(ms));
  return false;
}

/** Which edges of a segment belong to it. */
export type Side = "left" | "right" | "both" | "neither";

/** What {@link isOpen} takes for open. */
export interface OpenOptions {
  /** Whether the market is open at its open (`left`, the default), at its close (`right`), at `both` or at `neither`. */
  readonly side?: Side;
  /** Whether it is open in a break of the session; `closed` by default. */
  readonly breaks?: "closed" | "open";
}

const SIDES: Readonly<Record<Side, { readonly open: boolean; readonly close: boolean }>> = {
  left: { open: true, close: false },
  right: { open: false, close: true },
  both: { open: true, close: true },
  neither: { open: false, close: false },
};

/** The date on the venue's calendar at an instant, as a day number. On a Sunday evening in Chicago that is Sunday, while {@link sessionAt} says Monday. @throws {@link OpenbellError} `INVALID_TIMESTAMP`. */
export function calendarDate(definition: CalendarDefinition, instant: InstantLike): number {
  return compileCalendar(definition).zone.localDay(toInstantMs(instant));
}

/** The first opening of a session strictly after an instant, epoch milliseconds. Reopenings after a break do not count. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function nextOpen(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "open", 1);
}

/** The first close of a session strictly after an instant, epoch milliseconds. Breaks do not count. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function nextClose(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "close", 1);
}

/** The last opening of a session strictly before an instant, epoch milliseconds. Reopenings after a break do not count. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function previousOpen(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "open", -1);
}

/** The last close of a session strictly before an instant, epoch milliseconds. Breaks do not count. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function previousClose(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "close", -1);
}

function transition(definition: CalendarDefinition, instant: InstantLike, edge: "open" | "close", step: 1 | -1): number {
  const ms = toInstantMs(instant);
  const calendar = compileCalendar(definition);
  const unknown = (): never => fail(calendar, `The ${step === 1 ? "next" : "previous"} ${edge} at ${formatInstant(ms)}`);
  const near = calendar.between(ms, ms);
  if (boundsAt(near, ms) % 2 === 0 && isBeyondCoverage(calendar, ms)) unknown();
  // The nearest sessions are compiled with the instant's year; a market that rests longer takes the years around it.
  return edgeOf(near, ms, edge, step) ?? edgeOf(calendar.all(), ms, edge, step) ?? unknown();
}

/** The nearest open or close of a session strictly after or before an instant, if the columns hold it. */
function edgeOf(sessions: CompiledSessions, ms: number, edge: "open" | "close", step: 1 | -1): number | undefined {
  const { openMs, closeMs, segmentDay } = sessions;
  let i = lastOpened(sessions, ms);
  const opensSession = (s: number): boolean => segmentDay[s] !== segmentDay[s - 1];
  const closesSession = (s: number): boolean => segmentDay[s] !== segmentDay[s + 1];
  if (edge === "open") {
    if (step === 1) i++;
    else if (openMs[i] === ms) i--;
    while (i >= 0 && i < openMs.length && !opensSession(i)) i += step;
    return openMs[i];
  }
  if (step === 1) i = Math.max(i, 0);
  while (i >= 0 && i < openMs.length && !(closesSession(i) && (step === 1 ? (closeMs[i] as number) > ms : (closeMs[i] as number) < ms)))
    i += step;
  return closeMs[i];
}

/** Session of the segment nearest to an instant on one side, wherever it lies. */
function nearSession(calendar: CompiledCalendar, ms: number, step: 1 | -1): number {
  const all = calendar.all();
  const i = lastOpened(all, ms);
  return all.segmentDay[step === 1 ? i + 1 : i] ?? fail(calendar, `The session ${step === 1 ? "after" : "before"} ${formatInstant(ms)}`);
}
