/**
 * A definition read once: dates as day numbers, local times as milliseconds. What a calendar says of one date (`planOf`) follows the
 * precedence stated in `types.ts`.
 *
 * @module
 */

import { DAY_MS, dayNumber, INFINITE, isoWeekday, parseDate, yearOfDay } from "../time/day.js";
import { timeZone, type Zone } from "../time/zone.js";
import { clockOf, localTimeMs, ruleDays } from "./rules.js";
import type { CalendarDefinition, Closure, DateRule, HoursPeriod, RuleSpan, Season, SegmentHours, Weekday } from "./types.js";

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
  readonly maintenance: readonly Maintenance[];
}

/** A weekly maintenance window: milliseconds from the midnight that begins its weekday. */
export interface Maintenance {
  readonly weekday: number;
  readonly start: number;
  readonly end: number;
}

interface Period {
  readonly fromDay: number;
  /** What the regular week that holds a day says of each weekday, Monday first. */
  readonly weekOf: (day: number) => readonly DayPlan[];
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

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
    this.#periods = definition.hours.map((period) => readPeriod(period, definition.weekdays, this.zone));
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

  #usual(day: number): DayPlan {
    return this.#week(day)[isoWeekday(day) - 1] as DayPlan;
  }

  #week(day: number): readonly DayPlan[] {
    let i = this.#periods.length - 1;
    while (i > 0 && day < (this.#periods[i] as Period).fromDay) i--;
    return (this.#periods[i] as Period).weekOf(day);
  }

  /**
   * Puts the days of the years `from` to `to` that differ from the regular week into `#exceptions`, weakest event first, so that a
   * stronger one replaces it. Rules of the years before and after count too: New Year's Day may be kept on 31 December.
   */
  #events(from: number, to: number): void {
    const { holidays = [], earlyCloses = [], lateOpens = [], closures = {}, specialHours = {}, extraSessions = {} } = this.definition;
    const first = dayNumber(from, 1, 1);
    const next = dayNumber(to + 1, 1, 1);
    const put = (day: number, kind: DayEvent["kind"], { name, source }: Closure, segments: readonly LocalSegment[] | null): void => {
      if (day >= first && day < next) this.#exceptions.set(day, { ...this.#usual(day), segments, events: [{ kind, name, source }] });
    };
    const daysOf = (rule: DateRule & RuleSpan): number[] => ruleDays(rule, from - 1, to + 1).filter((day) => day >= first && day < next);
    const shorten = (rule: Closure & DateRule & RuleSpan, kind: "early-close" | "late-open", open: number, close: number): void => {
      for (const day of daysOf(rule)) {
        const plan = this.plan(day);
        if (plan.segments === null) continue;
        const segments = cut(plan.segments, open, close);
        const { name, source } = rule;
        // One that cuts further takes the place of those before it.
        const events = [{ kind, name, source }, ...plan.events.filter((event) => event.kind !== kind)];
        if (segments !== plan.segments) this.#exceptions.set(day, { ...plan, segments, events });
      }
    };
    for (const rule of lateOpens) shorten(rule, "late-open", localTimeMs(rule.open), INFINITE);
    for (const rule of earlyCloses) shorten(rule, "early-close", -INFINITE, localTimeMs(rule.close));
    // The first holiday listed names the day, so it comes last.
    for (const rule of holidays.toReversed()) for (const day of daysOf(rule)) put(day, "holiday", rule, null);
    for (const [date, special] of Object.entries(specialHours))
      put(parseDate(date), "special-hours", special, readSegments(special.segments));
    for (const [date, closure] of Object.entries(closures))
      put(parseDate(date), "closure", typeof closure === "string" ? { name: closure } : closure, null);
    for (const [date, extra] of Object.entries(extraSessions)) {
      const day = parseDate(date);
      const usual = this.#usual(day).regular ?? (this.#week(day).find(({ regular }) => regular !== null) as DayPlan).regular;
      put(day, "extra-session", extra, extra.segments === undefined ? usual : readSegments(extra.segments));
    }
  }
}

function readPeriod(
  { from, segments, byWeekday, season, weekdays, breakName, maintenance = [] }: HoursPeriod,
  usualWeekdays: readonly Weekday[],
  zone: Zone,
): Period {
  const windows = maintenance.map(({ weekday, start, end }) => ({ weekday, start: localTimeMs(start), end: localTimeMs(end) }));
  const clocks = new Set<string>();
  const week = (own: HoursPeriod["byWeekday"], usual: readonly SegmentHours[], lead: (clock: string) => number): DayPlan[] =>
    WEEK.map((weekday): DayPlan => {
      const regular = (weekdays ?? usualWeekdays).includes(weekday) ? readSegments(own?.[weekday] ?? usual, lead) : null;
      return { segments: regular, regular, events: [], breakName, maintenance: windows };
    });
  // Weeks by how far the venue's clock is ahead of the others that its hours are kept by; most keep none but their own.
  const weeks = new Map<string, DayPlan[]>();
  const weekOf = (day: number): DayPlan[] => {
    const lead = (clock: string): number => {
      const noon = (day + 0.5) * DAY_MS;
      return clocks.add(clock) && zone.offsetAt(noon) - timeZone(clock).offsetAt(noon);
    };
    const inSeason = season?.months.includes(new Date(day * DAY_MS).getUTCMonth() + 1);
    const key = [inSeason, ...Array.from(clocks, lead)].join();
    if (!weeks.has(key)) weeks.set(key, inSeason ? week(undefined, (season as Season).segments, lead) : week(byWeekday, segments, lead));
    return weeks.get(key) as DayPlan[];
  };
  return { fromDay: from === undefined ? -INFINITE : parseDate(from), weekOf };
}

function readSegments(hours: readonly SegmentHours[], lead?: (clock: string) => number): readonly LocalSegment[] {
  const read = (time: string): number => {
    const clock = clockOf(time);
    return localTimeMs(time) + (clock && lead ? lead(clock) : 0);
  };
  return hours.map(([open, close]) => ({ open: open === "previous-close" ? -INFINITE : read(open), close: read(close) }));
}

/** Segments between a late open and an early close; the same object where they cut nothing. */
function cut(segments: readonly LocalSegment[], open: number, close: number): readonly LocalSegment[] {
  if (segments.every((segment) => segment.open >= open && segment.close <= close)) return segments;
  return segments
    .map((segment) => ({ open: Math.max(segment.open, open), close: Math.min(segment.close, close) }))
    .filter((segment) => segment.open < segment.close);
}

/** The intervals `[open, close)` of a segment without the maintenance windows that fall in it. Instants in epoch milliseconds. */
export function withoutMaintenance(zone: Zone, windows: readonly Maintenance[], open: number, close: number): [from: number, to: number][] {
  if (windows.length === 0) return [[open, close]];
  const pieces: [number, number][] = [];
  let from = open;
  for (let day = zone.localDay(open) - 1; day <= zone.localDay(close); day++) {
    for (const window of windows) {
      if (window.weekday !== isoWeekday(day)) continue;
      const start = zone.instantOf(day * DAY_MS + window.start);
      const end = zone.instantOf(day * DAY_MS + window.end);
      if (end <= from || start >= close) continue;
      if (start > from) pieces.push([from, start]);
      from = end;
    }
  }
  if (from < close) pieces.push([from, close]);
  return pieces;
}
