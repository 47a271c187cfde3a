/**
 * The same questions with `Temporal` values: instants and zoned date-times in, plain dates and zoned date-times in the venue's zone out. Works
 * with the runtime's own `Temporal` and with any polyfill; it is handed in, so that this module carries none.
 *
 * @module
 */

import { type ClosedReason, explainInstant } from "./calendar/explain.js";
import { ordinalAxis, sessionBreaks } from "./calendar/queries/axis.js";
import {
  calendarDate,
  isOpen,
  nextClose,
  nextOpen,
  type OpenOptions,
  previousClose,
  previousOpen,
  type SessionAtOptions,
  sessionAt,
} from "./calendar/queries/instants.js";
import { jointHours } from "./calendar/queries/joint-hours.js";
import { holidays, type NamedDay, type NamedDayKind } from "./calendar/queries/named-days.js";
import { interruptionsInRange, type PhaseAt, phaseAt, sessionPhases } from "./calendar/queries/phases.js";
import { schedule } from "./calendar/queries/schedule.js";
import {
  addSessions,
  countSessions,
  firstSession,
  isSession,
  jointSessions,
  lastSession,
  nextSession,
  previousSession,
  type RollConvention,
  rollSession,
  type SessionPeriod,
  sessionClose,
  sessionOpen,
  sessionSegments,
  sessionsByPeriod,
  sessionsInRange,
  sessionsWindow,
} from "./calendar/queries/sessions.js";
import { type MarketStatus, marketStatus, nextTransitions, type Transition } from "./calendar/queries/status.js";
import { type TradingIndexOptions, tradingIndex, tradingTimes } from "./calendar/queries/trading-index.js";
import { type TradingMinutes, tradingMinutes } from "./calendar/queries/trading-minutes.js";
import type { CalendarDefinition, PhaseName } from "./calendar/types.js";
import { invalidArgument, invalidTimestamp, missingTemporal } from "./errors.js";
import { formatDate, parseDate } from "./time/day.js";
import type { Duration } from "./time/duration.js";

/** The parts of the `Temporal` namespace that are used. */
export interface TemporalNamespace {
  readonly Instant: { fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(timeZone: string): object } };
  readonly PlainDate: { from(text: string): object };
}

/** `Temporal.ZonedDateTime` of a namespace. */
export type ZonedOf<N extends TemporalNamespace> = ReturnType<ReturnType<N["Instant"]["fromEpochMilliseconds"]>["toZonedDateTimeISO"]>;

/** `Temporal.PlainDate` of a namespace. */
export type DateOf<N extends TemporalNamespace> = ReturnType<N["PlainDate"]["from"]>;

/** An instant: `Temporal.Instant` or `Temporal.ZonedDateTime`, taken down to the whole millisecond. */
export interface TemporalInstant {
  readonly epochMilliseconds: number;
}

/**
 * A date: `Temporal.PlainDate`, or text `YYYY-MM-DD`. A date of another calendar system is the same day of the ISO calendar. What has a time of day
 * is refused: of a `PlainDateTime` or `ZonedDateTime` pass `toPlainDate()`.
 */
export type TemporalDate = string | { toString(options: { calendarName: "never" }): string };

/** The namespace that the runtime has, if its types are known. */
export type NativeTemporal = typeof globalThis extends { Temporal: infer N extends TemporalNamespace } ? N : TemporalNamespace;

/** A segment, phase, period or gap with its times in the venue's zone. */
export interface TemporalSpan<N extends TemporalNamespace> {
  readonly start: ZonedOf<N>;
  readonly end: ZonedOf<N>;
}

/** A session with its hours. */
export interface TemporalSession<N extends TemporalNamespace> {
  readonly session: DateOf<N>;
  readonly open: ZonedOf<N>;
  readonly close: ZonedOf<N>;
  /** Its first break, `null` where it has none. */
  readonly breakStart: ZonedOf<N> | null;
  readonly breakEnd: ZonedOf<N> | null;
}

/** A change between trading and not trading, in the zone of its market. */
export type TemporalTransition<N extends TemporalNamespace> = Omit<Transition, "atMs" | "session"> & {
  readonly at: ZonedOf<N>;
  readonly session: DateOf<N>;
};

/** A named day with its date as a plain date. */
export type TemporalNamedDay<N extends TemporalNamespace> = Omit<NamedDay, "day" | "date"> & { readonly date: DateOf<N> };

/** Trading minutes: each method of {@link TradingMinutes} with `Temporal` values. */
export interface TemporalMinutes<N extends TemporalNamespace> {
  readonly side: TradingMinutes["side"];
  readonly count: number;
  has(instant: TemporalInstant): boolean;
  isBreak(instant: TemporalInstant): boolean;
  next(instant: TemporalInstant): ZonedOf<N>;
  previous(instant: TemporalInstant): ZonedOf<N>;
  roll(instant: TemporalInstant, direction: "next" | "previous"): ZonedOf<N>;
  session(instant: TemporalInstant, outside?: "null" | "next" | "previous"): DateOf<N> | null;
  add(instant: TemporalInstant, count: number): ZonedOf<N>;
  addSessions(instant: TemporalInstant, count: number): ZonedOf<N>;
  inRange(from: TemporalInstant, to: TemporalInstant): ZonedOf<N>[];
  countInRange(from: TemporalInstant, to: TemporalInstant): number;
  window(instant: TemporalInstant, count: number): ZonedOf<N>[];
  ofSession(session: TemporalDate): ZonedOf<N>[];
  ofSessions(from: TemporalDate, to: TemporalDate): ZonedOf<N>[];
  countOfSessions(from: TemporalDate, to: TemporalDate): number;
  first(session: TemporalDate): ZonedOf<N>;
  last(session: TemporalDate): ZonedOf<N>;
  lastBeforeBreak(session: TemporalDate): ZonedOf<N> | null;
  firstAfterBreak(session: TemporalDate): ZonedOf<N> | null;
}

/**
 * One calendar with `Temporal` values. Each method is the function of the same name of `@openbell/core`, with its errors; get one from
 * {@link temporalCalendar}.
 */
export class TemporalCalendar<N extends TemporalNamespace> {
  readonly definition: CalendarDefinition;
  readonly #temporal: N;

  /** Use {@link temporalCalendar}. */
  constructor(definition: CalendarDefinition, temporal: N) {
    this.definition = definition;
    this.#temporal = temporal;
  }

  /** Session of an instant (trade date), `null` while the market is closed unless `outside` asks for a neighbour. */
  sessionAt(instant: TemporalInstant, options?: SessionAtOptions): DateOf<N> | null {
    return this.#dateOrNull(sessionAt(this.definition, ms(instant), options));
  }

  /** The date on the venue's calendar. */
  calendarDate(instant: TemporalInstant): DateOf<N> {
    return this.#date(calendarDate(this.definition, ms(instant)));
  }

  /** Whether the market trades. */
  isOpen(instant: TemporalInstant, options?: OpenOptions): boolean {
    return isOpen(this.definition, ms(instant), options);
  }

  /** The first opening after an instant. */
  nextOpen(instant: TemporalInstant): ZonedOf<N> {
    return this.#zoned(nextOpen(this.definition, ms(instant)));
  }

  /** The first close after an instant. */
  nextClose(instant: TemporalInstant): ZonedOf<N> {
    return this.#zoned(nextClose(this.definition, ms(instant)));
  }

  /** The last opening before an instant. */
  previousOpen(instant: TemporalInstant): ZonedOf<N> {
    return this.#zoned(previousOpen(this.definition, ms(instant)));
  }

  /** The last close before an instant. */
  previousClose(instant: TemporalInstant): ZonedOf<N> {
    return this.#zoned(previousClose(this.definition, ms(instant)));
  }

  /** The phase that the market is in, and from when to when; `null` where nothing more is known. */
  phaseAt(instant: TemporalInstant): {
    readonly phase: PhaseAt["phase"];
    readonly session: DateOf<N> | null;
    readonly from: ZonedOf<N> | null;
    readonly to: ZonedOf<N> | null;
  } {
    const { phase, session, fromMs, toMs } = phaseAt(this.definition, ms(instant));
    return { phase, session: this.#dateOrNull(session), from: this.#zonedOrNull(fromMs), to: this.#zonedOrNull(toMs) };
  }

  /** Which session, or why none. */
  explainInstant(instant: TemporalInstant): {
    readonly session: DateOf<N> | null;
    readonly reason: "open" | ClosedReason;
    readonly name?: string;
    readonly from: ZonedOf<N> | null;
    readonly to: ZonedOf<N> | null;
  } {
    const { session, fromMs, toMs, ...why } = explainInstant(this.definition, ms(instant));
    return { ...why, session: this.#dateOrNull(session), from: this.#zonedOrNull(fromMs), to: this.#zonedOrNull(toMs) };
  }

  /** What the market does, why, and what comes next. */
  marketStatus(now: TemporalInstant): Omit<MarketStatus, "session" | "next"> & {
    readonly session: DateOf<N> | null;
    readonly next: TemporalTransition<N> | null;
  } {
    const { session, next, ...status } = marketStatus(this.definition, ms(now));
    return { ...status, session: this.#dateOrNull(session), next: next === null ? null : this.#transition(next) };
  }

  /** The next transitions of this market. For several at once see {@link temporalTransitions}. */
  nextTransitions(now: TemporalInstant, options?: { readonly count?: number }): TemporalTransition<N>[] {
    return nextTransitions([this.definition], ms(now), options).map((each) => this.#transition(each));
  }

  /** Whether a date has a session. */
  isSession(date: TemporalDate): boolean {
    return isSession(this.definition, day(date));
  }

  /** First open of a session. */
  sessionOpen(session: TemporalDate): ZonedOf<N> {
    return this.#zoned(sessionOpen(this.definition, day(session)));
  }

  /** Last close of a session. */
  sessionClose(session: TemporalDate): ZonedOf<N> {
    return this.#zoned(sessionClose(this.definition, day(session)));
  }

  /** Trading intervals of a session. */
  sessionSegments(session: TemporalDate): TemporalSpan<N>[] {
    return sessionSegments(this.definition, day(session)).map(({ openMs, closeMs }) => this.#span(openMs, closeMs));
  }

  /** Phases of a session. */
  sessionPhases(session: TemporalDate): (TemporalSpan<N> & { readonly name: PhaseName })[] {
    return sessionPhases(this.definition, day(session)).map(({ name, startMs, endMs }) => ({ name, ...this.#span(startMs, endMs) }));
  }

  /** First session that the calendar knows. */
  firstSession(): DateOf<N> {
    return this.#date(firstSession(this.definition));
  }

  /** Last session that the calendar knows. */
  lastSession(): DateOf<N> {
    return this.#date(lastSession(this.definition));
  }

  /** The first session after a date. */
  nextSession(date: TemporalDate): DateOf<N> {
    return this.#date(nextSession(this.definition, day(date)));
  }

  /** The last session before a date. */
  previousSession(date: TemporalDate): DateOf<N> {
    return this.#date(previousSession(this.definition, day(date)));
  }

  /** The session that stands for a date. Other calendars, where given, must have it too. */
  rollSession(date: TemporalDate, convention: RollConvention, jointly: readonly CalendarDefinition[] = []): DateOf<N> {
    return this.#date(rollSession([this.definition, ...jointly], day(date), convention));
  }

  /** The session `count` sessions on. Other calendars, where given, must have each of them too. */
  addSessions(date: TemporalDate, count: number, jointly: readonly CalendarDefinition[] = []): DateOf<N> {
    return this.#date(addSessions([this.definition, ...jointly], day(date), count));
  }

  /** Sessions from one date to another, both included. Other calendars, where given, must have them too. */
  sessionsInRange(from: TemporalDate, to: TemporalDate, jointly: readonly CalendarDefinition[] = []): DateOf<N>[] {
    if (jointly.length === 0) return this.#dates(sessionsInRange(this.definition, day(from), day(to)));
    return this.#dates(jointSessions([this.definition, ...jointly], day(from), day(to)));
  }

  /** `count` sessions from a session on, or up to it. */
  sessionsWindow(session: TemporalDate, count: number): DateOf<N>[] {
    return this.#dates(sessionsWindow(this.definition, day(session), count));
  }

  /** Number of sessions from one date to another, both included. */
  countSessions(from: TemporalDate, to: TemporalDate): number {
    return countSessions(this.definition, day(from), day(to));
  }

  /** First or last session of each week, month, quarter or year. */
  sessionsByPeriod(
    from: TemporalDate,
    to: TemporalDate,
    period: SessionPeriod,
    options?: Parameters<typeof sessionsByPeriod>[4],
  ): DateOf<N>[] {
    return this.#dates(sessionsByPeriod(this.definition, day(from), day(to), period, options));
  }

  /** Sessions of a range with their hours. */
  schedule(from: TemporalDate, to: TemporalDate): { readonly sessions: TemporalSession<N>[]; readonly beyondCoverage: boolean } {
    const { session, openMs, closeMs, breakStartMs, breakEndMs, beyondCoverage } = schedule(this.definition, day(from), day(to));
    const sessions = Array.from(session, (each, i) => ({
      session: this.#date(each),
      open: this.#zoned(openMs[i] as number),
      close: this.#zoned(closeMs[i] as number),
      breakStart: this.#zonedOrNull(breakStartMs[i] as number),
      breakEnd: this.#zonedOrNull(breakEndMs[i] as number),
    }));
    return { sessions, beyondCoverage };
  }

  /** Holidays, closures, early closes, late opens and extra sessions. */
  holidays(from: TemporalDate, to: TemporalDate, options?: { readonly kinds?: readonly NamedDayKind[] }): TemporalNamedDay<N>[] {
    return holidays(this.definition, day(from), day(to), options).map(({ day: at, ...rest }) => ({ ...rest, date: this.#date(at) }));
  }

  /** Unplanned halts. */
  interruptionsInRange(
    from: TemporalDate,
    to: TemporalDate,
  ): (TemporalSpan<N> & { readonly session: DateOf<N>; readonly name: string; readonly source?: string })[] {
    return interruptionsInRange(this.definition, day(from), day(to)).map(({ session, startMs, endMs, ...rest }) => ({
      ...rest,
      session: this.#date(session),
      ...this.#span(startMs, endMs),
    }));
  }

  /** Periods of one length. `from` and `to` are dates or instants. */
  tradingIndex(
    from: TemporalDate | TemporalInstant,
    to: TemporalDate | TemporalInstant,
    period: Duration,
    options?: TradingIndexOptions,
  ): (TemporalSpan<N> & { readonly session: DateOf<N> })[] {
    const { session, startMs, endMs } = tradingIndex(this.definition, dayOrDate(from), dayOrDate(to), period, options);
    return Array.from(session, (each, i) => ({ session: this.#date(each), ...this.#span(startMs[i] as number, endMs[i] as number) }));
  }

  /** The instants at which periods of one length begin and end. `from` and `to` are dates or instants. */
  tradingTimes(
    from: TemporalDate | TemporalInstant,
    to: TemporalDate | TemporalInstant,
    period: Duration,
    options?: Parameters<typeof tradingTimes>[4],
  ): ZonedOf<N>[] {
    return Array.from(tradingTimes(this.definition, dayOrDate(from), dayOrDate(to), period, options), (at) => this.#zoned(at));
  }

  /** An axis without gaps: positions are milliseconds of trading. */
  ordinalAxis(
    from: TemporalDate,
    to: TemporalDate,
  ): {
    readonly length: number;
    readonly sessionStarts: readonly { readonly session: DateOf<N>; readonly position: number }[];
    position(instant: TemporalInstant): number;
    instant(position: number): ZonedOf<N>;
  } {
    const axis = ordinalAxis(this.definition, day(from), day(to));
    return {
      length: axis.length,
      sessionStarts: axis.sessionStarts.map(({ session, position }) => ({ session: this.#date(session), position })),
      position: (instant) => axis.position(ms(instant)),
      instant: (position) => this.#zoned(axis.instant(position)),
    };
  }

  /** Trading minutes by a side. */
  tradingMinutes(options?: Parameters<typeof tradingMinutes>[1]): TemporalMinutes<N> {
    const minutes = tradingMinutes(this.definition, options);
    const zoned = (at: number): ZonedOf<N> => this.#zoned(at);
    const list = (column: Float64Array): ZonedOf<N>[] => Array.from(column, zoned);
    return {
      side: minutes.side,
      count: minutes.count,
      has: (instant) => minutes.has(ms(instant)),
      isBreak: (instant) => minutes.isBreak(ms(instant)),
      next: (instant) => zoned(minutes.next(ms(instant))),
      previous: (instant) => zoned(minutes.previous(ms(instant))),
      roll: (instant, direction) => zoned(minutes.roll(ms(instant), direction)),
      session: (instant, outside) => this.#dateOrNull(minutes.session(ms(instant), outside)),
      add: (instant, count) => zoned(minutes.add(ms(instant), count)),
      addSessions: (instant, count) => zoned(minutes.addSessions(ms(instant), count)),
      inRange: (from, to) => list(minutes.inRange(ms(from), ms(to))),
      countInRange: (from, to) => minutes.countInRange(ms(from), ms(to)),
      window: (instant, count) => list(minutes.window(ms(instant), count)),
      ofSession: (session) => list(minutes.ofSession(day(session))),
      ofSessions: (from, to) => list(minutes.ofSessions(day(from), day(to))),
      countOfSessions: (from, to) => minutes.countOfSessions(day(from), day(to)),
      first: (session) => zoned(minutes.first(day(session))),
      last: (session) => zoned(minutes.last(day(session))),
      lastBeforeBreak: (session) => this.#zonedOrNull(minutes.lastBeforeBreak(day(session))),
      firstAfterBreak: (session) => this.#zonedOrNull(minutes.firstAfterBreak(day(session))),
    };
  }

  /** The time without trading. */
  sessionBreaks(from: TemporalDate, to: TemporalDate): TemporalSpan<N>[] {
    const { startMs, endMs } = sessionBreaks(this.definition, day(from), day(to));
    return Array.from(startMs, (start, i) => this.#span(start, endMs[i] as number));
  }

  /** When this market and others trade together (`all`), or any of them does, in this venue's zone. */
  jointHours(others: readonly CalendarDefinition[], from: TemporalInstant, to: TemporalInstant, how: "all" | "any"): TemporalSpan<N>[] {
    const { openMs, closeMs } = jointHours([this.definition, ...others], ms(from), ms(to), how);
    return Array.from(openMs, (open, i) => this.#span(open, closeMs[i] as number));
  }

  #zoned(at: number): ZonedOf<N> {
    return this.#temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.definition.timeZone) as ZonedOf<N>;
  }

  #zonedOrNull(at: number | null): ZonedOf<N> | null {
    return at !== null && Number.isFinite(at) ? this.#zoned(at) : null;
  }

  #date(at: number): DateOf<N> {
    return this.#temporal.PlainDate.from(formatDate(at)) as DateOf<N>;
  }

  #dateOrNull(at: number | null): DateOf<N> | null {
    return at === null ? null : this.#date(at);
  }

  #dates(days: Int32Array): DateOf<N>[] {
    return Array.from(days, (each) => this.#date(each));
  }

  #span(start: number, end: number): TemporalSpan<N> {
    return { start: this.#zoned(start), end: this.#zoned(end) };
  }

  #transition({ atMs, session, ...rest }: Transition): TemporalTransition<N> {
    return { ...rest, at: this.#zoned(atMs), session: this.#date(session) };
  }
}

/**
 * A calendar that takes and gives `Temporal` values.
 *
 * @param temporal - The namespace; the runtime's own where left out.
 * @throws {@link OpenbellError} `MISSING_TEMPORAL` where there is none.
 *
 * @example
 * ```ts
 * import { XNYS } from "@openbell/core/calendars/xnys";
 * import { temporalCalendar } from "@openbell/core/temporal";
 * import { Temporal } from "temporal-polyfill";
 *
 * const nyse = temporalCalendar(XNYS, Temporal);
 * const now = Temporal.ZonedDateTime.from("2024-07-03T16:00[Europe/Berlin]");
 * console.log(nyse.sessionAt(now)?.toString()); // 2024-07-03
 * console.log(nyse.nextClose(now).toString()); // 2024-07-03T13:00:00-04:00[America/New_York]
 * ```
 */
export function temporalCalendar<N extends TemporalNamespace = NativeTemporal>(
  definition: CalendarDefinition,
  temporal: N = nativeTemporal() as N,
): TemporalCalendar<N> {
  return new TemporalCalendar(definition, temporal);
}

/** The next transitions of several markets in order of time, each in its market's zone. @throws {@link OpenbellError} as `nextTransitions`. */
export function temporalTransitions<N extends TemporalNamespace>(
  calendars: readonly TemporalCalendar<N>[],
  now: TemporalInstant,
  options?: { readonly count?: number },
): TemporalTransition<N>[] {
  return calendars
    .flatMap((calendar) => calendar.nextTransitions(now, options))
    .sort((a, b) => ms(a.at as unknown as TemporalInstant) - ms(b.at as unknown as TemporalInstant));
}

function nativeTemporal(): TemporalNamespace {
  const { Temporal } = globalThis as { Temporal?: TemporalNamespace };
  if (Temporal === undefined) throw missingTemporal();
  return Temporal;
}

function ms(instant: TemporalInstant): number {
  const at = (instant as TemporalInstant | null | undefined)?.epochMilliseconds;
  if (typeof at !== "number") throw invalidTimestamp(instant, "a Temporal.Instant or Temporal.ZonedDateTime");
  return at;
}

function day(date: TemporalDate): number {
  if (typeof date === "string") return parseDate(date);
  if (typeof (date as object | null) !== "object" || date === null || "epochMilliseconds" in date)
    throw invalidArgument("date", "a Temporal.PlainDate or text YYYY-MM-DD", date);
  // A date of another calendar system is that ISO date; a date-time is no date.
  return parseDate(date.toString({ calendarName: "never" }));
}

function dayOrDate(value: TemporalDate | TemporalInstant): number | Date {
  return typeof value === "object" && value !== null && "epochMilliseconds" in value ? new Date(ms(value)) : day(value);
}
