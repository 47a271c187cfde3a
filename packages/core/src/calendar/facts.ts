/**
 * A definition read once: dates as day numbers, local times as milliseconds. What a calendar says of one date (`planOf`) follows the
 * precedence stated in `types.ts`.
 *
 * @module
 */

import { DAY_MS, dayNumber, INFINITE, isoWeekday, parseDate, yearOfDay } from "../time/day.js";
import { timeZone, type Zone } from "../time/zone.js";
import { clockOf, localTimeMs, ruleDays } from "./rules.js";
import type { CalendarDefinition, Closure, DateRule, HoursPeriod, RuleSpan, SegmentHours } from "./types.js";

/** A trading interval in milliseconds from midnight of the session date, wall-clock time. An open of `-Infinity` is the previous close. */
export interface LocalSegment {
  readonly open: number;
  readonly close: number;
}

/** Why a date's session is not the regular one. */
export interface DayEvent {
  readonly kind: "holiday" | "closure" | "early-close" | "late-open" | "special-hours" | "extra-session";
  readonly name: string;
  /** Where the fact comes from, if not from the calendar's own source. */
  readonly source?: string | undefined;
}

/** What a calendar says of one date. */
export interface DayPlan {
  /** Segments of its session; `null` where it has none. */
  readonly segments: readonly LocalSegment[] | null;
  /** Segments its weekday would have without any event; `null` on a weekend. */
  readonly regular: readonly LocalSegment[] | null;
  /** The events that make the difference, strongest first. */
  readonly events: readonly DayEvent[];
  /** Name of the pause between segments. */
  readonly breakName: string | undefined;
  readonly maintenance: NonNullable<HoursPeriod["maintenance"]>;
}

/** A period of hours, with the plans of its regular days by their weekday, those in season seven further on. */
interface Period {
  readonly fromDay: number;
  readonly period: HoursPeriod;
  readonly plans: RegularPlan[];
}

/** A regular plan, and how far the venue's clock is ahead of the other one that its hours are kept by, where there is one. */
interface RegularPlan extends DayPlan {
  readonly clock: string | undefined;
  readonly ahead: number;
}

/**
 * A definition, read. What cannot be read throws; a definition that was written by hand is better checked by `defineCalendar`, which names
 * the path to each fault.
 */
export class CalendarFacts {
  readonly definition: CalendarDefinition;
  readonly zone: Zone;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly #periods: readonly Period[];
  /** Days that differ from the regular week. */
  readonly #exceptions = new Map<number, DayPlan>();
  /** Years for which `#exceptions` is complete. */
  #fromYear = INFINITE;
  #toYear = -INFINITE;

  constructor(definition: CalendarDefinition) {
    this.definition = definition;
    this.zone = timeZone(definition.timeZone);
    this.firstDay = parseDate(definition.coverage.from);
    this.lastDay = parseDate(definition.coverage.to);
    this.#periods = definition.hours.map((period) => ({
      fromDay: period.from === undefined ? -INFINITE : parseDate(period.from),
      period,
      plans: [],
    }));
  }

  /** What the calendar says of a date. The caller keeps to `firstDay`…`lastDay`; beyond them the regular week and the rules answer. */
  planOf(day: number): DayPlan {
    const year = yearOfDay(day);
    this.prepare(year, year);
    return this.plan(day);
  }

  /** {@link planOf} for a date whose year has been prepared. */
  plan(day: number): DayPlan {
    return this.#exceptions.get(day) ?? this.#usual(day);
  }

  /** Works out the events of the years `from` to `to` and of those between them and what is there. */
  prepare(from: number, to: number): void {
    if (from >= this.#fromYear && to <= this.#toYear) return;
    this.#fromYear = Math.min(this.#fromYear, from);
    this.#toYear = Math.max(this.#toYear, to);
    this.#exceptions.clear();
    this.#events(this.#fromYear, this.#toYear);
  }

  #period(day: number): Period {
    return this.#periods.findLast(({ fromDay }) => day >= fromDay) ?? (this.#periods[0] as Period);
  }

  /** What the regular week says of a day. */
  #usual(day: number): DayPlan {
    const { period, plans } = this.#period(day);
    const weekday = isoWeekday(day);
    const key = isInSeason(period, day) ? weekday + 7 : weekday;
    const known = plans[key];
    if (known && this.#ahead(known.clock, day) === known.ahead) return known;
    const { weekdays = this.definition.weekdays, breakName, maintenance = [] } = period;
    const hours = weekdays.includes(weekday) ? hoursOn(period, day) : null;
    const regular = hours && this.#segments(hours, day);
    const [clock, another] = new Set(hours?.flat().map(clockOf).filter(Boolean));
    const plan = { segments: regular, regular, events: [], breakName, maintenance, clock, ahead: this.#ahead(clock, day) };
    // By the clocks of two other places hours are worked out each day.
    if (!another) plans[key] = plan;
    return plan;
  }

  /** How far the venue's clock is ahead of another one on a day. */
  #ahead(clock: string | undefined, day: number): number {
    const noon = (day + 0.5) * DAY_MS;
    return clock ? this.zone.offsetAt(noon) - timeZone(clock).offsetAt(noon) : 0;
  }

  #segments(hours: readonly SegmentHours[], day: number): readonly LocalSegment[] {
    const read = (time: string): number => (time === "previous-close" ? -INFINITE : localTimeMs(time) + this.#ahead(clockOf(time), day));
    return hours.map(([open, close]) => ({ open: read(open), close: read(close) }));
  }

  /**
   * Puts the days of the years `from` to `to` that differ from the regular week into `#exceptions`, weakest event first, so that a
   * stronger one replaces it. Rules of the years before and after count too: New Year's Day may be kept on 31 December.
   */
  #events(from: number, to: number): void {
    const { holidays = [], earlyCloses = [], lateOpens = [], closures = {}, specialHours = {}, extraSessions = {} } = this.definition;
    const first = dayNumber(from, 1, 1);
    const next = dayNumber(to + 1, 1, 1);
    const put = (day: number, kind: DayEvent["kind"], fact: Closure, segments: readonly LocalSegment[] | null): void => {
      if (day >= first && day < next) this.#exceptions.set(day, { ...this.#usual(day), segments, events: [{ ...fact, kind }] });
    };
    const daysOf = (rule: DateRule & RuleSpan): number[] => ruleDays(rule, from - 1, to + 1).filter((day) => day >= first && day < next);
    const shorten = (rule: Closure & DateRule & RuleSpan, kind: "early-close" | "late-open", from: number, until: number): void => {
      for (const day of daysOf(rule)) {
        const plan = this.plan(day);
        // What cuts nothing is no event.
        if (plan.segments?.every(({ open, close }) => open >= from && close <= until) !== false) continue;
        const segments = plan.segments
          .map(({ open, close }) => ({ open: Math.max(open, from), close: Math.min(close, until) }))
          .filter(({ open, close }) => open < close);
        // One that cuts further takes the place of those before it.
        const events = [{ ...rule, kind }, ...plan.events.filter((event) => event.kind !== kind)];
        this.#exceptions.set(day, { ...plan, segments, events });
      }
    };
    for (const rule of lateOpens) shorten(rule, "late-open", localTimeMs(rule.open), INFINITE);
    for (const rule of earlyCloses) shorten(rule, "early-close", -INFINITE, localTimeMs(rule.close));
    // The first holiday listed names the day, so it comes last.
    for (const rule of holidays.toReversed()) for (const day of daysOf(rule)) put(day, "holiday", rule, null);
    for (const [date, special] of Object.entries(specialHours))
      put(parseDate(date), "special-hours", special, this.#segments(special.segments, parseDate(date)));
    for (const [date, closure] of Object.entries(closures))
      put(parseDate(date), "closure", typeof closure === "string" ? { name: closure } : closure, null);
    for (const [date, extra] of Object.entries(extraSessions)) {
      const day = parseDate(date);
      put(day, "extra-session", extra, this.#segments(extra.segments ?? hoursOn(this.#period(day).period, day), day));
    }
  }
}

function isInSeason({ season }: HoursPeriod, day: number): boolean | undefined {
  return season?.months.includes(new Date(day * DAY_MS).getUTCMonth() + 1);
}

/** Hours that a period has on a day, if it is one with a session. */
function hoursOn(period: HoursPeriod, day: number): readonly SegmentHours[] {
  return (isInSeason(period, day) ? period.season?.segments : period.byWeekday?.[isoWeekday(day)]) ?? period.segments;
}

/** A segment `[open, close)` without the maintenance windows that fall in it: opens and closes in turn, epoch milliseconds. */
export function withoutMaintenance(zone: Zone, windows: DayPlan["maintenance"], open: number, close: number): number[] {
  const bounds: number[] = [];
  let from = open;
  for (let day = zone.localDay(open) - 1; day <= zone.localDay(close); day++) {
    for (const window of windows) {
      if (window.weekday !== isoWeekday(day)) continue;
      const start = zone.instantOf(day * DAY_MS + localTimeMs(window.start));
      const end = zone.instantOf(day * DAY_MS + localTimeMs(window.end));
      if (end <= from || start >= close) continue;
      if (start > from) bounds.push(from, start);
      from = end;
    }
  }
  if (from < close) bounds.push(from, close);
  return bounds;
}
