/**
 * A calendar as sorted typed arrays. Years are worked out when a question first touches them and kept beside the definition, so that a
 * look-up is a search in arrays: zones and rules are not consulted again.
 *
 * @module
 */

import { invalidCalendar } from "../errors.js";
import { DAY_MS, dayNumber, formatDate, yearOfDay } from "../time/day.js";
import type { Zone } from "../time/zone.js";
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
  /** `bucket[d]` is the last segment that opens at or before the start of UTC day `bucketDay + d`; -1 where there is none. */
  readonly bucket: Int32Array;
  readonly bucketDay: number;
}

/** A definition with what has been worked out of it. Get one from {@link compileCalendar}. */
export class CompiledCalendar {
  readonly definition: CalendarDefinition;
  readonly facts: CalendarFacts;
  readonly zone: Zone;
  #sessions: CompiledSessions = pack([], [], [], [], []);
  /** Years in `#sessions`: from `#fromYear` to `#toYear`, none while they are out of order. */
  #fromYear = 1;
  #toYear = 0;
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
    return this.years(yearOfDay(Math.floor((fromMs - REACH_MS) / DAY_MS)), yearOfDay(Math.floor((toMs + REACH_MS) / DAY_MS)));
  }

  /** Sessions whose dates lie in the years `from` to `to`, as far as the calendar is known, and perhaps of more. */
  years(from: number, to: number): CompiledSessions {
    const wantedFrom = Math.min(Math.max(from, this.#firstYear), this.#lastYear);
    const wantedTo = Math.max(Math.min(to, this.#lastYear), this.#firstYear);
    if (wantedFrom >= this.#fromYear && wantedTo <= this.#toYear) return this.#sessions;
    const empty = this.#toYear < this.#fromYear;
    const fromYear = empty ? wantedFrom : Math.min(wantedFrom, this.#fromYear);
    const toYear = empty ? wantedTo : Math.max(wantedTo, this.#toYear);
    this.#sessions = this.#compile(fromYear, toYear);
    this.#fromYear = fromYear;
    this.#toYear = toYear;
    return this.#sessions;
  }

  /** Every session that the calendar knows. */
  all(): CompiledSessions {
    return this.years(this.#firstYear, this.#lastYear);
  }

  /** The instants `[fromMs, toMs)` for which the years worked out so far hold every session; infinite where the calendar ends. */
  settled(): { readonly fromMs: number; readonly toMs: number } {
    return {
      fromMs: this.#fromYear <= this.#firstYear ? Number.NEGATIVE_INFINITY : dayNumber(this.#fromYear, 1, 1) * DAY_MS + REACH_MS,
      toMs: this.#toYear >= this.#lastYear ? Number.POSITIVE_INFINITY : dayNumber(this.#toYear + 1, 1, 1) * DAY_MS - REACH_MS,
    };
  }

  #compile(fromYear: number, toYear: number): CompiledSessions {
    const known = this.#sessions;
    const columns: Columns = { days: [], first: [], openMs: [], closeMs: [], segmentDay: [] };
    this.facts.prepare(fromYear, toYear);
    const firstDay = Math.max(dayNumber(fromYear, 1, 1), this.facts.firstDay);
    const lastDay = Math.min(dayNumber(toYear + 1, 1, 1) - 1, this.facts.lastDay);
    const knownFrom = known.days.length === 0 ? lastDay + 1 : Math.max(dayNumber(this.#fromYear, 1, 1), this.facts.firstDay);
    const knownTo = Math.min(dayNumber(this.#toYear + 1, 1, 1) - 1, this.facts.lastDay);
    this.#compileDays(firstDay, Math.min(knownFrom - 1, lastDay), columns);
    if (knownFrom <= lastDay) {
      append(columns, known);
      this.#compileDays(knownTo + 1, lastDay, columns);
    }
    columns.first.push(columns.openMs.length);
    return pack(columns.days, columns.first, columns.openMs, columns.closeMs, columns.segmentDay);
  }

  /** Adds the sessions of the dates `from` to `to`. */
  #compileDays(from: number, to: number, columns: Columns): void {
    const { facts, zone } = this;
    let last = columns.closeMs.length === 0 ? Number.NEGATIVE_INFINITY : (columns.closeMs[columns.closeMs.length - 1] as number);
    // While the clocks do not change, local time is a subtraction; near a change each time is resolved by itself.
    let steadyDays = Number.NEGATIVE_INFINITY;
    let offset = 0;
    for (let day = from; day <= to; day++) {
      const { segments, maintenance } = facts.plan(day);
      if (segments === null) continue;
      if (day >= steadyDays) {
        const start = (day - 2) * DAY_MS;
        offset = zone.offsetAt(start);
        steadyDays = Math.floor(zone.steadyUntil(start) / DAY_MS) - 2;
      }
      const steady = day < steadyDays;
      const midnight = day * DAY_MS;
      const start = columns.openMs.length;
      for (const segment of segments) {
        const close = steady ? midnight + segment.close - offset : zone.instantOf(midnight + segment.close);
        let open: number;
        if (segment.open === Number.NEGATIVE_INFINITY) open = last === Number.NEGATIVE_INFINITY ? this.#closeBefore(day) : last;
        else open = steady ? midnight + segment.open - offset : zone.instantOf(midnight + segment.open);
        if (open < last) throw invalidCalendar(this.definition.name, formatDate(day), "opens before the session before it has closed");
        if (close <= open) continue;
        if (maintenance.length === 0) push(columns, day, open, close);
        else for (const [pieceOpen, pieceClose] of withoutMaintenance(zone, maintenance, open, close)) push(columns, day, pieceOpen, pieceClose);
        last = close;
      }
      if (columns.openMs.length === start) throw invalidCalendar(this.definition.name, formatDate(day), "has a session of no length");
      columns.days.push(day);
      columns.first.push(start);
    }
  }

  /** Close of the latest session before a date, which lies before the years being worked out. */
  #closeBefore(day: number): number {
    for (let before = day - 1; before > day - 60; before--) {
      const last = this.facts.planOf(before).segments?.at(-1);
      if (last !== undefined) return this.zone.instantOf(before * DAY_MS + last.close);
    }
    throw invalidCalendar(this.definition.name, formatDate(day), "opens at the previous close, and no session lies before it");
  }
}

interface Columns {
  readonly days: number[];
  readonly first: number[];
  readonly openMs: number[];
  readonly closeMs: number[];
  readonly segmentDay: number[];
}

function push(columns: Columns, day: number, open: number, close: number): void {
  columns.openMs.push(open);
  columns.closeMs.push(close);
  columns.segmentDay.push(day);
}

function append(columns: Columns, known: CompiledSessions): void {
  const offset = columns.openMs.length;
  for (let i = 0; i < known.days.length; i++) {
    columns.days.push(known.days[i] as number);
    columns.first.push((known.first[i] as number) + offset);
  }
  for (let i = 0; i < known.openMs.length; i++) {
    columns.openMs.push(known.openMs[i] as number);
    columns.closeMs.push(known.closeMs[i] as number);
    columns.segmentDay.push(known.segmentDay[i] as number);
  }
}

function pack(days: number[], first: number[], openMs: number[], closeMs: number[], segmentDay: number[]): CompiledSessions {
  const segments = openMs.length;
  const bucketDay = segments === 0 ? 0 : Math.floor((openMs[0] as number) / DAY_MS);
  const bucket = new Int32Array(segments === 0 ? 0 : Math.floor((closeMs[segments - 1] as number) / DAY_MS) - bucketDay + 1);
  for (let d = 0, i = -1; d < bucket.length; d++) {
    const dayStart = (bucketDay + d) * DAY_MS;
    while (i + 1 < segments && (openMs[i + 1] as number) <= dayStart) i++;
    bucket[d] = i;
  }
  return {
    days: Int32Array.from(days),
    first: Int32Array.from(first),
    openMs: Float64Array.from(openMs),
    closeMs: Float64Array.from(closeMs),
    segmentDay: Int32Array.from(segmentDay),
    bucket,
    bucketDay,
  };
}

/** Index of the last segment that opens at or before an instant, -1 where there is none: the one that can hold it. */
export function lastOpened({ openMs, bucket, bucketDay }: CompiledSessions, ms: number): number {
  const last = openMs.length - 1;
  const day = Math.floor(ms / DAY_MS) - bucketDay;
  if (!(day >= 0)) return -1;
  if (day >= bucket.length) return last;
  let i = bucket[day] as number;
  while (i < last && (openMs[i + 1] as number) <= ms) i++;
  return i;
}

/** First index whose value is not below `value`. */
export function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

let compiled: WeakMap<CalendarDefinition, CompiledCalendar> | undefined;

/**
 * The compiled form of a calendar, kept beside its definition. Functions that take a definition call this themselves; calling it first
 * only moves the work (and a faulty definition's error) to a moment of your choice.
 *
 * @throws {@link OpenbellError} `INVALID_CALENDAR` with the path to the faulty fact.
 */
export function compileCalendar(definition: CalendarDefinition): CompiledCalendar {
  compiled ??= new WeakMap();
  let calendar = compiled.get(definition);
  if (calendar === undefined) {
    calendar = new CompiledCalendar(definition);
    compiled.set(definition, calendar);
  }
  return calendar;
}
