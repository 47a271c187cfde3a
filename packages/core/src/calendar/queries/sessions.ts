/**
 * Questions about session dates: whether a date has a session, when it opens and closes, its neighbours, ranges and windows of sessions,
 * counting forward and back (settlement). Several calendars given together are asked jointly: a date counts where each has a session.
 *
 * @module
 */

import { invalidArgument } from "../../errors.js";
import { formatDate, toDayNumber, yearOfDay } from "../../time/day.js";
import { lowerBound } from "../../time/search.js";
import { type CompiledCalendar, type CompiledSessions, compileCalendar, segmentOfDay } from "../compile.js";
import type { CalendarDefinition, Weekday } from "../types.js";
import { covered, type DateLike, fail, find, neighbour, ofDay, type Segment } from "./shared.js";

/** One calendar, or several that are asked jointly. */
export type Calendars = CalendarDefinition | readonly CalendarDefinition[];

/**
 * Which session stands for a date that has none. The modified conventions stay in the date's month: where the session on one side lies in
 * another month, the one on the other side is taken (ISDA 2006 Definitions, section 4.12).
 */
export type RollConvention = "following" | "preceding" | "modified-following" | "modified-preceding";

/** Whether a date has a session. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function isSession(definition: CalendarDefinition, date: DateLike): boolean {
  const day = toDayNumber(date);
  const calendar = compileCalendar(definition);
  return hasSession(calendar, day);
}

/** First open of a session, epoch milliseconds. @throws {@link OpenbellError} `NOT_A_SESSION` (naming its neighbours), `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionOpen(definition: CalendarDefinition, session: DateLike): number {
  const { sessions, first } = segmentsOf(definition, session);
  return sessions.openMs[first] as number;
}

/** Last close of a session, epoch milliseconds. @throws {@link OpenbellError} `NOT_A_SESSION` (naming its neighbours), `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionClose(definition: CalendarDefinition, session: DateLike): number {
  const { sessions, last } = segmentsOf(definition, session);
  return sessions.closeMs[last] as number;
}

/** Trading intervals of a session, in order; two where there is a lunch break. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionSegments(definition: CalendarDefinition, session: DateLike): Segment[] {
  const { sessions, first, last } = segmentsOf(definition, session);
  const segments: Segment[] = [];
  for (let s = first; s <= last; s++) segments.push({ openMs: sessions.openMs[s] as number, closeMs: sessions.closeMs[s] as number });
  return segments;
}

/** First and last segment of a session. */
function segmentsOf(definition: CalendarDefinition, session: DateLike): { sessions: CompiledSessions; first: number; last: number } {
  const day = toDayNumber(session);
  const calendar = compileCalendar(definition);
  const sessions = ofDay(calendar, day);
  const last = segmentOfDay(sessions, day);
  // What is no session is refused with the sessions beside it.
  if (last < 0) find(definition, day);
  let first = last;
  while (sessions.segmentDay[first - 1] === day) first--;
  return { sessions, first, last };
}

/** The first session after a date, which need not be a session itself. Day number. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function nextSession(definition: CalendarDefinition, date: DateLike): number {
  const day = toDayNumber(date);
  const calendar = compileCalendar(definition);
  return neighbour(calendar, day, 1) ?? fail(calendar, `The session after ${formatDate(day)}`);
}

/** The last session before a date, which need not be a session itself. Day number. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function previousSession(definition: CalendarDefinition, date: DateLike): number {
  const day = toDayNumber(date);
  const calendar = compileCalendar(definition);
  return neighbour(calendar, day, -1) ?? fail(calendar, `The session before ${formatDate(day)}`);
}

/** Sessions from one date to another, both included, as day numbers. @throws {@link OpenbellError} `BEYOND_COVERAGE` where a part of the range is not known, `INVALID_DATE`. */
export function sessionsInRange(definition: CalendarDefinition, from: DateLike, to: DateLike): Int32Array {
  const fromDay = toDayNumber(from);
  const toDay = toDayNumber(to);
  const calendar = compileCalendar(definition);
  covered(calendar, fromDay);
  covered(calendar, toDay);
  const { days } = calendar.years(yearOfDay(fromDay), yearOfDay(toDay));
  return days.slice(lowerBound(days, fromDay), lowerBound(days, toDay + 1));
}

/** First session that the calendar knows. Day number. */
export function firstSession(definition: CalendarDefinition): number {
  const calendar = compileCalendar(definition);
  return neighbour(calendar, calendar.facts.firstDay - 1, 1) ?? fail(calendar, "The first session");
}

/** Last session that the calendar knows. Day number. */
export function lastSession(definition: CalendarDefinition): number {
  const calendar = compileCalendar(definition);
  return neighbour(calendar, calendar.facts.lastDay + 1, -1) ?? fail(calendar, "The last session");
}

/**
 * The date itself where it is a session, else the session that a business-day convention puts in its place. Day number.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`.
 *
 * @example
 * ```ts
 * import { formatDate, rollSession } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * // Sunday 30 June 2024: the Monday after it is in July.
 * console.log(formatDate(rollSession(XNYS, "2024-06-30", "modified-following"))); // 2024-06-28
 * ```
 */
export function rollSession(calendars: Calendars, date: DateLike, convention: RollConvention): number {
  const day = toDayNumber(date);
  if (!Object.hasOwn(ROLLS, convention)) refuseConvention(convention);
  const [side, other] = ROLLS[convention];
  if (other === 0) return step(calendars, day - side, side, 1);
  const all = list(calendars).map((definition) => compileCalendar(definition));
  // No further than the month goes, so that a calendar that ends with it need not know the next one.
  for (let at = day; sameMonth(at, day); at += side) if (all.every((calendar) => hasSession(calendar, at))) return at;
  return step(calendars, day, other, 1);
}

/** First side to look at, and the second where the first lies in another month. */
const ROLLS: Readonly<Record<RollConvention, readonly [side: 1 | -1, other: 1 | -1 | 0]>> = {
  following: [1, 0],
  preceding: [-1, 0],
  "modified-following": [1, -1],
  "modified-preceding": [-1, 1],
};

function refuseConvention(found: string): never {
  throw invalidArgument(
    "convention",
    Object.keys(ROLLS)
      .map((name) => JSON.stringify(name))
      .join(" or "),
    found,
  );
}

function sameMonth(a: number, b: number): boolean {
  return formatDate(a).slice(0, -3) === formatDate(b).slice(0, -3);
}

/**
 * The session `count` sessions after a date (before it, where `count` is negative), which need not be a session itself. Of several calendars
 * only joint sessions count, as for settlement: trade date plus two where both the market and the bank are open. Day number.
 *
 * @throws {@link OpenbellError} `NOT_A_SESSION` where `count` is 0 and the date is none, `BEYOND_COVERAGE`, `INVALID_DATE`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { addSessions, formatDate } from "@openbell/core";
 * import { SIFMA_US } from "@openbell/core/calendars/sifma-us";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * // Columbus Day 2024: stocks trade, bonds do not.
 * console.log(formatDate(addSessions(XNYS, "2024-10-11", 1))); // 2024-10-14
 * console.log(formatDate(addSessions([XNYS, SIFMA_US], "2024-10-11", 1))); // 2024-10-15
 * ```
 */
export function addSessions(calendars: Calendars, date: DateLike, count: number): number {
  const day = toDayNumber(date);
  if (!Number.isInteger(count)) throw invalidArgument("count", "a whole number of sessions", count);
  if (count !== 0) return step(calendars, day, count > 0 ? 1 : -1, Math.abs(count));
  for (const definition of list(calendars)) find(definition, day);
  return day;
}

/** Sessions that one calendar has, or that several have together, from one date to another, both included. Day numbers. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function jointSessions(calendars: Calendars, from: DateLike, to: DateLike): Int32Array {
  const [first, ...others] = list(calendars).map((definition) => sessionsInRange(definition, from, to)) as [Int32Array, ...Int32Array[]];
  return first.filter((day) => others.every((days) => days[lowerBound(days, day)] === day));
}

/**
 * `count` sessions in a row: beginning with a session, or ending with it where `count` is negative. Day numbers, ascending.
 *
 * @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`, `INVALID_ARGUMENT` where `count` is 0.
 */
export function sessionsWindow(definition: CalendarDefinition, session: DateLike, count: number): Int32Array {
  if (!Number.isInteger(count) || count === 0) throw invalidArgument("count", "a whole number of sessions that is not 0", count);
  const day = toDayNumber(session);
  find(definition, day);
  const other = count === 1 || count === -1 ? day : addSessions(definition, day, count > 0 ? count - 1 : count + 1);
  return sessionsInRange(definition, Math.min(day, other), Math.max(day, other));
}

/** Number of sessions from one date to another, both included; negative where `to` lies before `from`. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function countSessions(calendars: Calendars, from: DateLike, to: DateLike): number {
  const fromDay = toDayNumber(from);
  const toDay = toDayNumber(to);
  return fromDay <= toDay ? jointSessions(calendars, fromDay, toDay).length : 0 - jointSessions(calendars, toDay, fromDay).length;
}

/** For each date of a range, both ends included, 1 where it has a session, else 0. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionMask(calendars: Calendars, from: DateLike, to: DateLike): Uint8Array {
  const fromDay = toDayNumber(from);
  const mask = new Uint8Array(Math.max(0, toDayNumber(to) - fromDay + 1));
  if (mask.length > 0) for (const day of jointSessions(calendars, fromDay, to)) mask[day - fromDay] = 1;
  return mask;
}

/** How the dates of a period of time are grouped. */
export type SessionPeriod = "week" | "month" | "quarter" | "year";

/**
 * The first or last session of each week, month, quarter or year of a range. Day numbers.
 *
 * Periods are those of the calendar: weeks begin on Monday or on `weekStart`, years in January or in `yearStart`. Of the periods at the
 * ends of the range only the part inside it counts; one without a session has no entry.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`, `INVALID_ARGUMENT`.
 */
export function sessionsByPeriod(
  calendars: Calendars,
  from: DateLike,
  to: DateLike,
  period: SessionPeriod,
  options: { readonly edge?: "first" | "last"; readonly weekStart?: Weekday; readonly yearStart?: number } = {},
): Int32Array {
  const { edge = "last", weekStart = 1, yearStart = 1 } = options;
  if (!Object.hasOwn(PERIODS, period)) throw invalidArgument("period", '"week", "month", "quarter" or "year"', period);
  const keyOf = PERIODS[period];
  if (edge !== "first" && edge !== "last") throw invalidArgument("edge", '"first" or "last"', edge);
  between("weekStart", weekStart, 1, 7);
  between("yearStart", yearStart, 1, 12);
  const sessions = jointSessions(calendars, from, to);
  const keys = Array.from(sessions, (day) => keyOf(day, weekStart, yearStart));
  return sessions.filter((_, i) => keys[i] !== keys[edge === "first" ? i - 1 : i + 1]);
}

/** A number that is the same for all days of a period. Day 4 was a Monday. */
const PERIODS: Readonly<Record<SessionPeriod, (day: number, weekStart: number, yearStart: number) => number>> = {
  week: (day, weekStart) => Math.floor((day - 3 - weekStart) / 7),
  month: (day) => monthOf(day),
  quarter: (day, _, yearStart) => Math.floor((monthOf(day) - yearStart + 1) / 3),
  year: (day, _, yearStart) => Math.floor((monthOf(day) - yearStart + 1) / 12),
};

function between(name: string, found: number, from: number, to: number): void {
  if (!Number.isInteger(found) || found < from || found > to) throw invalidArgument(name, `a whole number from ${from} to ${to}`, found);
}

/** Months since the year 0. */
function monthOf(day: number): number {
  const date = formatDate(day);
  return yearOfDay(day) * 12 + Number(date.slice(-5, -3)) - 1;
}

function list(calendars: Calendars): readonly CalendarDefinition[] {
  const all = "name" in calendars ? [calendars] : calendars;
  if (all.length === 0) throw invalidArgument("calendars", "a calendar or several", "[]");
  return all;
}

/** The `count`-th joint session after a day (before it: `side` -1). */
function step(calendars: Calendars, day: number, side: 1 | -1, count: number): number {
  const all = list(calendars).map((definition) => compileCalendar(definition));
  const leader = all[0] as CompiledCalendar;
  let at = day;
  for (let left = count; left > 0; ) {
    const next = neighbour(leader, at, side);
    if (next === null)
      fail(leader, `The session ${count === 1 ? "" : `${count} sessions `}${side === 1 ? "after" : "before"} ${formatDate(day)}`);
    at = next;
    if (all.every((calendar) => calendar === leader || hasSession(calendar, at))) left--;
  }
  return at;
}

function hasSession(calendar: CompiledCalendar, day: number): boolean {
  covered(calendar, day);
  return segmentOfDay(ofDay(calendar, day), day) >= 0;
}
