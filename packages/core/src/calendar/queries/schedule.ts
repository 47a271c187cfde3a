/** Sessions of a range of dates with their hours, as columns; and what can be made of several such schedules. @module */

import { invalidArgument } from "../../errors.js";
import { toDayNumber, yearOfDay } from "../../time/day.js";
import { lowerBound } from "../../time/search.js";
import { compileCalendar } from "../compile.js";
import type { CalendarDefinition } from "../types.js";
import { sessionPhases } from "./phases.js";
import { sessionsInRange } from "./sessions.js";
import { covered, type DateLike } from "./shared.js";

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

/** Segments of a date range as columns, one entry a segment: two for a session with a lunch break. */
export interface SegmentSchedule {
  /** Session date of each segment, day numbers. */
  readonly session: Int32Array;
  /** `[openMs, closeMs)`, epoch milliseconds. */
  readonly openMs: Float64Array;
  readonly closeMs: Float64Array;
}

/** Every trading segment of the sessions from one date to another, both included. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function segmentsInRange(definition: CalendarDefinition, from: DateLike, to: DateLike): SegmentSchedule {
  const fromDay = toDayNumber(from);
  const toDay = toDayNumber(to);
  const calendar = compileCalendar(definition);
  covered(calendar, fromDay);
  covered(calendar, toDay);
  const { days, first, openMs, closeMs, segmentDay } = calendar.years(yearOfDay(fromDay), yearOfDay(toDay));
  const start = first[lowerBound(days, fromDay)] as number;
  const end = first[lowerBound(days, toDay + 1)] as number;
  return { session: segmentDay.slice(start, end), openMs: openMs.slice(start, end), closeMs: closeMs.slice(start, end) };
}

/** Phases of the sessions of a date range, as columns by phase. */
export interface PhaseSchedule {
  /** Session dates, day numbers. */
  readonly session: Int32Array;
  /** Start and end of each phase by its name, epoch milliseconds; `NaN` where a session has no such phase. */
  readonly phases: { readonly [name: string]: { readonly startMs: Float64Array; readonly endMs: Float64Array } };
}

/**
 * Pre-market, auctions and post-market of the sessions from one date to another, both included, as columns that stand beside those of
 * {@link schedule}.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`.
 */
export function phaseSchedule(definition: CalendarDefinition, from: DateLike, to: DateLike): PhaseSchedule {
  const session = sessionsInRange(definition, from, to);
  const phases: Record<string, { startMs: Float64Array; endMs: Float64Array }> = {};
  const none = (): Float64Array => new Float64Array(session.length).fill(Number.NaN);
  for (const { name } of definition.phases ?? []) phases[name] ??= { startMs: none(), endMs: none() };
  session.forEach((day, i) => {
    for (const { name, startMs, endMs } of sessionPhases(definition, day)) {
      const columns = phases[name] as { startMs: Float64Array; endMs: Float64Array };
      columns.startMs[i] = startMs;
      columns.endMs[i] = endMs;
    }
  });
  return { session, phases };
}

/**
 * One schedule out of several: of the `union` each date that any has, from the earliest open to the latest close; of the `intersection` each
 * date that all have, from the latest open to the earliest close, where that leaves any time. Breaks are not carried over: see
 * {@link jointHours} for the hours to the minute.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` where there is no schedule, or `how` is neither.
 */
export function mergeSchedules(schedules: readonly Schedule[], how: "union" | "intersection"): Schedule {
  if (schedules.length === 0) throw invalidArgument("schedules", "one schedule or more", "[]");
  if (how !== "union" && how !== "intersection") throw invalidArgument("how", '"union" or "intersection"', how);
  const hours = new Map<number, { openMs: number; closeMs: number; count: number }>();
  for (const { session, openMs, closeMs } of schedules) {
    session.forEach((day, i) => {
      const [open, close] = [openMs[i] as number, closeMs[i] as number];
      const there = hours.get(day);
      if (there === undefined) hours.set(day, { openMs: open, closeMs: close, count: 1 });
      else {
        there.openMs = how === "union" ? Math.min(there.openMs, open) : Math.max(there.openMs, open);
        there.closeMs = how === "union" ? Math.max(there.closeMs, close) : Math.min(there.closeMs, close);
        there.count++;
      }
    });
  }
  const kept = [...hours]
    .filter(([, { openMs, closeMs, count }]) => how === "union" || (count === schedules.length && openMs < closeMs))
    .sort(([a], [b]) => a - b);
  const none = new Float64Array(kept.length).fill(Number.NaN);
  return {
    session: Int32Array.from(kept, ([day]) => day),
    openMs: Float64Array.from(kept, ([, { openMs }]) => openMs),
    closeMs: Float64Array.from(kept, ([, { closeMs }]) => closeMs),
    breakStartMs: none,
    breakEndMs: none.slice(),
    beyondCoverage: schedules.some(({ beyondCoverage }) => beyondCoverage),
  };
}
