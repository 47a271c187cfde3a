/**
 * A calendar as sorted typed arrays. Years are worked out when a question first touches them and kept beside the definition, so that a
 * look-up is a search in arrays: zones and rules are not consulted again.
 *
 * @module
 */

import { invalidCalendar } from "../errors.js";
import { DAY_MS, dayNumber, formatDate, INFINITE, yearOfDay } from "../time/day.js";
import { yearOf, type Zone } from "../time/zone.js";
import { CalendarFacts, withoutMaintenance } from "./facts.js";
import type { CalendarDefinition } from "./types.js";

/** Sessions ending or beginning so far from their date are not missed: the longest is a CME crypto session over a holiday weekend. */
const REACH_MS = 15 * DAY_MS;

/** Columns of the years worked out so far. Session `i` has the segments `first[i]` to `first[i + 1] - 1`. */
export interface CompiledSessions {
  /** Session dates, day numbers, ascending. */
  readonly days: Int32Array;
  readonly first: Int32Array;
  /** Segments, in order, disjoint: epoch milliseconds, half-open. */
  readonly openMs: Float64Array;
  readonly closeMs: Float64Array;
  /** Session date of each segment. */
  readonly segmentDay: Int32Array;
  /** Both in turn: an open and its close, the next open. What a search for an instant goes through. */
  readonly boundMs: Float64Array;
  /** `bucket[d]` is how many of `boundMs` lie at or before the start of UTC day `bucketDay + d`. */
  readonly bucket: Int32Array;
  readonly bucketDay: number;
  /** The years worked out. */
  readonly fromYear: number;
  readonly toYear: number;
  /** The instants `[settledFromMs, settledToMs)` for which these years hold every session; infinite where the calendar ends. */
  readonly settledFromMs: number;
  readonly settledToMs: number;
}

/** A definition with what has been worked out of it. Get one from {@link compileCalendar}. */
export class CompiledCalendar {
  readonly definition: CalendarDefinition;
  readonly facts: CalendarFacts;
  readonly zone: Zone;
  #sessions: CompiledSessions | undefined;
  readonly #firstYear: number;
  readonly #lastYear: number;

  constructor(definition: CalendarDefinition) {
    this.definition = definition;
    this.facts = new CalendarFacts(definition);
    this.zone = this.facts.zone;
    this.#firstYear = yearOfDay(this.facts.firstDay);
    this.#lastYear = yearOfDay(this.facts.lastDay);
  }

  /** Sessions of all years that can hold an instant between `fromMs` and `toMs`, and perhaps of more. */
  between(fromMs: number, toMs: number): CompiledSessions {
    const there = this.#sessions;
    return there && fromMs >= there.settledFromMs && toMs < there.settledToMs
      ? there
      : this.years(yearOf(fromMs - REACH_MS), yearOf(toMs + REACH_MS));
  }

  /** Sessions whose dates lie in the years `from` to `to`, as far as the calendar is known, and perhaps of more. */
  years(from: number, to: number): CompiledSessions {
    const clamp = (year: number): number => Math.min(Math.max(year, this.#firstYear), this.#lastYear);
    const { fromYear = INFINITE, toYear = -INFINITE } = this.#sessions ?? {};
    const [first, last] = [clamp(from), clamp(to)];
    // Growing by at least as much as is there keeps a walk through the years from compiling each of them again and again.
    const span = toYear - fromYear + 1;
    if (first < fromYear || last > toYear)
      this.#sessions = this.#compile(
        clamp(Math.min(first, first < fromYear ? fromYear - span : fromYear)),
        clamp(Math.max(last, last > toYear ? toYear + span : toYear)),
      );
    return this.#sessions as CompiledSessions;
  }

  /** Every session that the calendar knows. */
  all(): CompiledSessions {
    return this.years(this.#firstYear, this.#lastYear);
  }

  #compile(fromYear: number, toYear: number): CompiledSessions {
    const { facts, zone, definition } = this;
    facts.prepare(fromYear, toYear);
    const firstDay = Math.max(dayNumber(fromYear, 1, 1), facts.firstDay);
    const lastDay = Math.min(dayNumber(toYear + 1, 1, 1) - 1, facts.lastDay);
    const days: number[] = [];
    const first: number[] = [];
    const boundMs: number[] = [];
    const segmentDay: number[] = [];
    let last = -INFINITE;
    // While the clocks do not change, local time is a subtraction; near a change each time is resolved by itself.
    let steadyMs = -INFINITE;
    let offset = 0;
    let midnight = 0;
    const instantOf = (localMs: number): number => (midnight < steadyMs ? midnight + localMs - offset : zone.instantOf(midnight + localMs));
    for (let day = firstDay; day <= lastDay; day++) {
      const { segments, maintenance } = facts.plan(day);
      if (segments === null) continue;
      midnight = day * DAY_MS;
      if (midnight >= steadyMs) {
        const start = midnight - 2 * DAY_MS;
        offset = zone.offsetAt(start);
        steadyMs = zone.steadyUntil(start) - 3 * DAY_MS;
      }
      first.push(segmentDay.length);
      for (const segment of segments) {
        const close = instantOf(segment.close);
        const open = segment.open > -INFINITE ? instantOf(segment.open) : last > -INFINITE ? last : this.#closeBefore(day);
        if (open < last || close <= open)
          throw invalidCalendar(definition.name, formatDate(day), "opens before the last close, or closes as it opens");
        boundMs.push(...(maintenance[0] ? withoutMaintenance(zone, maintenance, open, close) : [open, close]));
        last = close;
      }
      if (boundMs.length === segmentDay.length * 2) throw invalidCalendar(definition.name, formatDate(day), "has a session of no length");
      while (boundMs.length > segmentDay.length * 2) segmentDay.push(day);
      days.push(day);
    }
    first.push(segmentDay.length);
    return {
      days: new Int32Array(days),
      first: new Int32Array(first),
      boundMs: new Float64Array(boundMs),
      openMs: new Float64Array(boundMs.filter((_, i) => i % 2 === 0)),
      closeMs: new Float64Array(boundMs.filter((_, i) => i % 2)),
      segmentDay: new Int32Array(segmentDay),
      ...indexOf(boundMs),
      fromYear,
      toYear,
      settledFromMs: fromYear <= this.#firstYear ? -INFINITE : firstDay * DAY_MS + REACH_MS,
      settledToMs: toYear >= this.#lastYear ? INFINITE : (lastDay + 1) * DAY_MS - REACH_MS,
    };
  }

  /** Close of the latest session before a date that opens at the previous close. */
  #closeBefore(day: number): number {
    for (let before = day - 1; before > day - 60; before--) {
      const last = this.facts.planOf(before).segments?.at(-1);
      if (last) return this.zone.instantOf(before * DAY_MS + last.close);
    }
    throw invalidCalendar(this.definition.name, formatDate(day), "opens at the previous close, and no session lies before it");
  }
}

/** The index by day. */
function indexOf(boundMs: readonly number[]): Pick<CompiledSessions, "bucket" | "bucketDay"> {
  const bucketDay = Math.floor((boundMs[0] ?? 0) / DAY_MS);
  const bucket = new Int32Array((boundMs.at(-1) ?? 0) / DAY_MS - bucketDay + 1);
  for (let day = 0, i = 0; day < bucket.length; day++) {
    while ((boundMs[i] as number) <= (bucketDay + day) * DAY_MS) i++;
    bucket[day] = i;
  }
  return { bucket, bucketDay };
}

/** How many opens and closes lie at or before an instant: an odd number `n` within the segment `n >> 1`, an even one before it and after the last. */
export function boundsAt({ boundMs, bucket, bucketDay }: CompiledSessions, ms: number): number {
  return searchBounds(boundMs, bucket, Math.floor(ms / DAY_MS) - bucketDay, ms);
}

/** Index of the last segment that opens at or before an instant, -1 where there is none: the one that can hold it. */
export function lastOpened(sessions: CompiledSessions, ms: number): number {
  return (boundsAt(sessions, ms) - 1) >> 1;
}

/**
 * {@link boundsAt} on bare columns, for loops over many rows. `bounds` are in the unit of `t`; `day` is the place of its day in `bucket`. The
 * index by day only says where to begin: bounds that were moved up a little for bars stamped at their end, or a quotient that was rounded over
 * a midnight, are put right by the steps that follow.
 */
export function searchBounds(bounds: Float64Array, bucket: Int32Array, day: number, t: number): number {
  let i = day < 0 ? 0 : day < bucket.length ? (bucket[day] as number) : bounds.length;
  while (i > 0 && (bounds[i - 1] as number) > t) i--;
  while (i < bounds.length && (bounds[i] as number) <= t) i++;
  return i;
}

/** Last segment of a session date, -1 where it has none. */
export function segmentOfDay({ segmentDay, bucket, bucketDay }: CompiledSessions, day: number): number {
  const last = segmentDay.length - 1;
  // Most sessions have opened by the end of their date in UTC.
  let i = ((bucket[Math.min(Math.max(day + 1 - bucketDay, 0), bucket.length - 1)] as number) - 1) >> 1;
  while (i < last && (segmentDay[i + 1] as number) <= day) i++;
  while (i >= 0 && (segmentDay[i] as number) > day) i--;
  return segmentDay[i] === day ? i : -1;
}

const compiled = new WeakMap<CalendarDefinition, CompiledCalendar>();

/**
 * The compiled form of a calendar, kept beside its definition. Functions that take a definition call this themselves; calling it first
 * only moves the work to a moment of your choice.
 *
 * A definition is taken at its word: what cannot be read throws `INVALID_DATE`, `INVALID_ARGUMENT` or `UNKNOWN_TIME_ZONE`, sessions that
 * overlap throw `INVALID_CALENDAR` when their year is worked out. `defineCalendar` checks everything and names the path.
 */
export function compileCalendar(definition: CalendarDefinition): CompiledCalendar {
  let calendar = compiled.get(definition);
  if (!calendar) {
    calendar = new CompiledCalendar(definition);
    compiled.set(definition, calendar);
  }
  return calendar;
}
