/**
 * What the questions to a calendar have in common. Instants are epoch milliseconds (or a `Date`), dates are `YYYY-MM-DD` or day numbers,
 * sessions are named by their session date. A question whose answer lies outside the calendar's coverage throws `BEYOND_COVERAGE`; none is
 * guessed.
 *
 * @module
 */

import { beyondCoverage, invalidTimestamp, notASession } from "../../errors.js";
import { DAY_MS, formatDate, INFINITE, toDayNumber, yearOfDay } from "../../time/day.js";
import { lowerBound } from "../../time/search.js";
import { type CompiledCalendar, type CompiledSessions, compileCalendar } from "../compile.js";
import type { CalendarDefinition } from "../types.js";

/** A date as `YYYY-MM-DD` or as a day number since 1970-01-01. */
export type DateLike = string | number;

/** An instant as epoch milliseconds or as a `Date`. */
export type InstantLike = number | Date;

/** A trading interval `[openMs, closeMs)`, epoch milliseconds. */
export interface Segment {
  readonly openMs: number;
  readonly closeMs: number;
}

/** An instant as epoch milliseconds. @throws {@link OpenbellError} `INVALID_TIMESTAMP`. */
export function toInstantMs(instant: InstantLike): number {
  // What is neither, from a caller without types, is no instant either.
  const ms = typeof instant === "number" ? instant : typeof instant?.getTime === "function" ? instant.getTime() : Number.NaN;
  if (!(Math.abs(ms) < 8.6e15)) throw invalidTimestamp(instant, "epoch milliseconds or a valid Date");
  return ms;
}

/** Regular sessions open no further before their date than this, in days, weekends of round-the-clock markets included. */
export const OPENS_BEFORE = 5;

/**
 * Whether an instant outside every known session lies where the calendar knows nothing: its date is outside the coverage, or the regular
 * week would put it into a session whose date is.
 */
export function isBeyondCoverage({ facts, zone }: CompiledCalendar, ms: number): boolean {
  const { firstDay, lastDay } = facts;
  // Far from both ends no zone need be asked.
  if (ms > (firstDay + 2) * DAY_MS && ms < (lastDay - OPENS_BEFORE - 2) * DAY_MS) return false;
  const today = zone.localDay(ms);
  if (today < firstDay || today > lastDay) return true;
  const localMs = zone.localMs(ms);
  const closesAfter = (day: number): boolean => day * DAY_MS + (facts.planOf(day).segments?.at(-1)?.close ?? -INFINITE) > localMs;
  const holds = (day: number): boolean => {
    const segments = facts.planOf(day).regular;
    const first = segments?.[0];
    const last = segments?.at(-1);
    if (first === undefined || last === undefined || localMs >= day * DAY_MS + last.close) return false;
    if (first.open !== -INFINITE) return localMs >= day * DAY_MS + first.open;
    // It opens at the previous close, so it has begun when no known session has still to close.
    for (let known = lastDay; known >= today; known--) if (closesAfter(known)) return false;
    return true;
  };
  if (today === firstDay && holds(firstDay - 1)) return true;
  for (let day = lastDay + 1; day <= today + OPENS_BEFORE; day++) if (holds(day)) return true;
  return false;
}

export function ofDay(calendar: CompiledCalendar, day: number): CompiledSessions {
  return calendar.between(day * DAY_MS, day * DAY_MS);
}

export function find(
  definition: CalendarDefinition,
  session: DateLike,
): { calendar: CompiledCalendar; sessions: CompiledSessions; i: number } {
  const day = toDayNumber(session);
  const calendar = compileCalendar(definition);
  covered(calendar, day);
  const sessions = ofDay(calendar, day);
  const i = lowerBound(sessions.days, day);
  if (sessions.days[i] !== day) {
    const before = neighbour(calendar, day, -1);
    const after = neighbour(calendar, day, 1);
    throw notASession(
      definition.name,
      formatDate(day),
      before === null ? null : formatDate(before),
      after === null ? null : formatDate(after),
    );
  }
  return { calendar, sessions, i };
}

/** The nearest session on one side of a date, `null` where the calendar knows of none. */
export function neighbour(calendar: CompiledCalendar, day: number, step: 1 | -1): number | null {
  const { firstDay, lastDay } = calendar.facts;
  // What lies beyond a date outside the coverage is not known either.
  if (step === 1 ? day < firstDay - 1 || day >= lastDay : day > lastDay + 1 || day <= firstDay) return null;
  const beside = ({ days }: CompiledSessions): number | undefined =>
    days[step === 1 ? lowerBound(days, day + 1) : lowerBound(days, day) - 1];
  const near = beside(ofDay(calendar, day));
  if (near !== undefined) return near;
  for (let year = yearOfDay(day); year >= yearOfDay(firstDay) - 1 && year <= yearOfDay(lastDay) + 1; year += step) {
    const found = beside(calendar.years(year, year));
    if (found !== undefined) return found;
  }
  return null;
}

export function covered(calendar: CompiledCalendar, day: number): void {
  if (day < calendar.facts.firstDay || day > calendar.facts.lastDay) throw beyond(calendar, formatDate(day));
}

export function fail(calendar: CompiledCalendar, what: string): never {
  throw beyond(calendar, what);
}

export function beyond({ definition }: CompiledCalendar, what: string): Error {
  return beyondCoverage(definition.name, what, definition.coverage.from, definition.coverage.to);
}
