/**
 * Questions to one calendar. Instants are epoch milliseconds (or a `Date`), dates are `YYYY-MM-DD` or day numbers, sessions are named by
 * their session date. A question whose answer lies outside the calendar's coverage throws `BEYOND_COVERAGE`; none is guessed.
 *
 * @module
 */

import { beyondCoverage, invalidTimestamp, notASession } from "../errors.js";
import { DAY_MS, formatDate, toDayNumber, yearOfDay } from "../time/day.js";
import { formatInstant } from "../time/instant.js";
import { type CompiledCalendar, type CompiledSessions, compileCalendar, lastOpened, lowerBound } from "./compile.js";
import { localTimeMs } from "./rules.js";
import type { CalendarDefinition, PhaseHours } from "./types.js";

/** A date as `YYYY-MM-DD` or as a day number since 1970-01-01. */
export type DateLike = string | number;

/** An instant as epoch milliseconds or as a `Date`. */
export type InstantLike = number | Date;

/** A trading interval `[openMs, closeMs)`, epoch milliseconds. */
export interface Segment {
  readonly openMs: number;
  readonly closeMs: number;
}

/** A phase around a session, `[startMs, endMs)`, epoch milliseconds. */
export interface Phase {
  readonly name: PhaseHours["name"];
  readonly startMs: number;
  readonly endMs: number;
}

/** Sessions of a date range as columns, one entry a session. */
export interface Schedule {
  /** Session dates, day numbers. */
  readonly session: Int32Array;
  /** First open and last close, epoch milliseconds. */
  readonly openMs: Float64Array;
  readonly closeMs: Float64Array;
  /** The first pause inside the session, epoch milliseconds; `NaN` where there is none. */
  readonly breakStartMs: Float64Array;
  readonly breakEndMs: Float64Array;
  /** The part of the range outside the calendar's coverage is missing from the columns. */
  readonly beyondCoverage: boolean;
}

/** An instant as epoch milliseconds. @throws {@link OpenbellError} `INVALID_TIMESTAMP`. */
export function toInstantMs(instant: InstantLike): number {
  const ms = typeof instant === "number" ? instant : instant.getTime();
  if (!(Math.abs(ms) < 8.6e15)) throw invalidTimestamp(instant, "epoch milliseconds or a valid Date");
  return ms;
}

/**
 * Session date (day number) of the session that an instant falls in, `null` when the market is closed then.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`.
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
export function sessionAt(definition: CalendarDefinition, instant: InstantLike): number | null {
  const ms = toInstantMs(instant);
  const calendar = compileCalendar(definition);
  const sessions = calendar.between(ms, ms);
  const i = lastOpened(sessions, ms);
  if (i >= 0 && ms < (sessions.closeMs[i] as number)) return sessions.segmentDay[i] as number;
  if (isBeyondCoverage(calendar, ms)) throw beyond(calendar, formatInstant(ms));
  return null;
}

/** Whether the market trades at an instant. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function isOpen(definition: CalendarDefinition, instant: InstantLike): boolean {
  return sessionAt(definition, instant) !== null;
}

/** Whether a date has a session. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function isSession(definition: CalendarDefinition, date: DateLike): boolean {
  const day = toDayNumber(date);
  const calendar = compileCalendar(definition);
  covered(calendar, day);
  const { days } = ofDay(calendar, day);
  return days[lowerBound(days, day)] === day;
}

/** First open of a session, epoch milliseconds. @throws {@link OpenbellError} `NOT_A_SESSION` (naming its neighbours), `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionOpen(definition: CalendarDefinition, session: DateLike): number {
  const { sessions, i } = find(definition, session);
  return sessions.openMs[sessions.first[i] as number] as number;
}

/** Last close of a session, epoch milliseconds. @throws {@link OpenbellError} `NOT_A_SESSION` (naming its neighbours), `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionClose(definition: CalendarDefinition, session: DateLike): number {
  const { sessions, i } = find(definition, session);
  return sessions.closeMs[(sessions.first[i + 1] as number) - 1] as number;
}

/** Trading intervals of a session, in order; two where there is a lunch break. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionSegments(definition: CalendarDefinition, session: DateLike): Segment[] {
  const { sessions, i } = find(definition, session);
  const segments: Segment[] = [];
  for (let s = sessions.first[i] as number; s < (sessions.first[i + 1] as number); s++)
    segments.push({ openMs: sessions.openMs[s] as number, closeMs: sessions.closeMs[s] as number });
  return segments;
}

/** Phases around a session (pre-market, post-market), none where the calendar knows of none. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionPhases(definition: CalendarDefinition, session: DateLike): Phase[] {
  const { calendar, sessions, i } = find(definition, session);
  const day = sessions.days[i] as number;
  const openMs = sessions.openMs[sessions.first[i] as number] as number;
  const closeMs = sessions.closeMs[(sessions.first[i + 1] as number) - 1] as number;
  const date = formatDate(day);
  const early = calendar.facts.planOf(day).events.some((event) => event.kind === "early-close");
  const at = (time: string): number =>
    time === "open" ? openMs : time === "close" ? closeMs : calendar.zone.instantOf(day * DAY_MS + localTimeMs(time));
  const latest = new Map<string, PhaseHours>();
  for (const phase of definition.phases ?? []) if (phase.from === undefined || phase.from <= date) latest.set(phase.name, phase);
  return [...latest.values()]
    .map((phase) => ({ name: phase.name, startMs: at(phase.start), endMs: at(early ? (phase.earlyCloseEnd ?? phase.end) : phase.end) }))
    .filter((phase) => phase.startMs < phase.endMs);
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

/** The first opening of a session strictly after an instant, epoch milliseconds. Reopenings after a break do not count. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function nextOpen(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "open", 1);
}

/** The first close of a session strictly after an instant, epoch milliseconds. Breaks do not count. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function nextClose(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "close", 1);
}

/** The last opening of a session strictly before an instant, epoch milliseconds. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function previousOpen(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "open", -1);
}

/** The last close of a session strictly before an instant, epoch milliseconds. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
export function previousClose(definition: CalendarDefinition, instant: InstantLike): number {
  return transition(definition, instant, "close", -1);
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

/**
 * The sessions from one date to another, both included, with their hours, as columns. Dates outside the calendar's coverage have no
 * sessions in it; `beyondCoverage` says that there were some.
 *
 * @throws {@link OpenbellError} `INVALID_DATE`.
 *
 * @example
 * ```ts
 * import { formatDate, formatInstant, schedule } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const week = schedule(XNYS, "2024-07-01", "2024-07-05");
 * console.log(Array.from(week.session, formatDate).join(" ")); // 2024-07-01 2024-07-02 2024-07-03 2024-07-05
 * console.log(formatInstant(week.closeMs[2] ?? Number.NaN, "America/New_York")); // 2024-07-03T13:00:00-04:00
 * ```
 */
export function schedule(definition: CalendarDefinition, from: DateLike, to: DateLike): Schedule {
  const fromDay = toDayNumber(from);
  const toDay = toDayNumber(to);
  const calendar = compileCalendar(definition);
  const { days, first, openMs, closeMs } = calendar.years(yearOfDay(fromDay), yearOfDay(toDay));
  const start = lowerBound(days, fromDay);
  const end = Math.max(start, lowerBound(days, toDay + 1));
  const columns = {
    session: days.slice(start, end),
    openMs: new Float64Array(end - start),
    closeMs: new Float64Array(end - start),
    breakStartMs: new Float64Array(end - start).fill(Number.NaN),
    breakEndMs: new Float64Array(end - start).fill(Number.NaN),
    beyondCoverage: fromDay <= toDay && (fromDay < calendar.facts.firstDay || toDay > calendar.facts.lastDay),
  };
  for (let i = start; i < end; i++) {
    const head = first[i] as number;
    const tail = (first[i + 1] as number) - 1;
    columns.openMs[i - start] = openMs[head] as number;
    columns.closeMs[i - start] = closeMs[tail] as number;
    if (tail > head) {
      columns.breakStartMs[i - start] = closeMs[head] as number;
      columns.breakEndMs[i - start] = openMs[head + 1] as number;
    }
  }
  return columns;
}

/**
 * Whether an instant outside every known session lies where the calendar knows nothing: its date is outside the coverage, or the regular
 * week would put it into a session whose date is.
 */
export function isBeyondCoverage({ facts, zone }: CompiledCalendar, ms: number): boolean {
  const today = zone.localDay(ms);
  if (today < facts.firstDay || today > facts.lastDay) return true;
  if (today < facts.lastDay - 5) return false;
  const localMs = zone.localMs(ms) - today * DAY_MS;
  for (let day = facts.lastDay + 1; day <= today + 5; day++) {
    const segments = facts.planOf(day).regular;
    const first = segments?.[0];
    const last = segments?.at(-1);
    if (first === undefined || last === undefined) continue;
    const within = localMs - (day - today) * DAY_MS;
    if (first.open !== Number.NEGATIVE_INFINITY && within >= first.open && within < last.close) return true;
  }
  return false;
}

function ofDay(calendar: CompiledCalendar, day: number): CompiledSessions {
  const year = yearOfDay(day);
  return calendar.years(year, year);
}

function find(definition: CalendarDefinition, session: DateLike): { calendar: CompiledCalendar; sessions: CompiledSessions; i: number } {
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
function neighbour(calendar: CompiledCalendar, day: number, step: 1 | -1): number | null {
  const { firstDay, lastDay } = calendar.facts;
  // What lies beyond a date outside the coverage is not known either.
  if (step === 1 ? day < firstDay - 1 || day >= lastDay : day > lastDay + 1 || day <= firstDay) return null;
  for (let year = yearOfDay(day); year >= yearOfDay(firstDay) - 1 && year <= yearOfDay(lastDay) + 1; year += step) {
    const { days } = calendar.years(year, year);
    const i = step === 1 ? lowerBound(days, day + 1) : lowerBound(days, day) - 1;
    if (i >= 0 && i < days.length) return days[i] as number;
  }
  return null;
}

function transition(definition: CalendarDefinition, instant: InstantLike, edge: "open" | "close", step: 1 | -1): number {
  const ms = toInstantMs(instant);
  const calendar = compileCalendar(definition);
  const { facts, zone } = calendar;
  const today = zone.localDay(ms);
  const what = `The ${step === 1 ? "next" : "previous"} ${edge} at ${formatInstant(ms)}`;
  if (today < facts.firstDay || today > facts.lastDay) fail(calendar, what);
  let day: number | null = step === 1 ? today - 10 : today + 10;
  day = Math.min(Math.max(day, facts.firstDay - 1), facts.lastDay + 1);
  for (;;) {
    day = neighbour(calendar, day, step);
    if (day === null) fail(calendar, what);
    const at = edge === "open" ? sessionOpen(definition, day) : sessionClose(definition, day);
    if (step === 1 ? at > ms : at < ms) return at;
  }
}

function covered(calendar: CompiledCalendar, day: number): void {
  if (day < calendar.facts.firstDay || day > calendar.facts.lastDay) throw beyond(calendar, formatDate(day));
}

function fail(calendar: CompiledCalendar, what: string): never {
  throw beyond(calendar, what);
}

function beyond({ definition }: CompiledCalendar, what: string): Error {
  return beyondCoverage(definition.name, what, definition.coverage.from, definition.coverage.to);
}
