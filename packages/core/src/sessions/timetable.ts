/** Sessions as columns, from a calendar or from a list: what completing, aggregating and windows walk over. @module */

import { compileCalendar } from "../calendar/compile.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { invalidArgument } from "../errors.js";
import { formatDate } from "../time/day.js";

/** A session that no calendar gives: its trading intervals `[openMs, closeMs)` in epoch milliseconds, two where there is a break. */
export interface ExplicitSession {
  /** How it is named in the result: a session date `YYYY-MM-DD`, or any other text or number. */
  readonly id: string | number;
  readonly intervals: readonly (readonly [openMs: number, closeMs: number])[];
}

/** Where sessions come from: a calendar, or a list in order of time. */
export type SessionSource = CalendarDefinition | readonly ExplicitSession[];

/** Sessions in order. Session `k` has the segments `first[k]` to `first[k + 1] - 1`; segments are disjoint and in order. */
export interface Timetable {
  /** For messages: the calendar's name, or "the sessions given". */
  readonly name: string;
  /** Zone in which messages show instants. */
  readonly timeZone: string;
  /** Session dates as day numbers of a calendar, the ids of a list. */
  readonly ids: Int32Array | readonly (string | number)[];
  readonly first: Int32Array;
  /** Epoch milliseconds, half-open. */
  readonly openMs: Float64Array;
  readonly closeMs: Float64Array;
}

/**
 * The timetable of a source for instants between two; a calendar's may hold more.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` with the path of the fault, where a list is out of order or an interval has no length.
 */
export function timetableOf(source: SessionSource, fromMs: number, toMs: number): Timetable {
  if (Array.isArray(source)) return ofList(source as readonly ExplicitSession[]);
  const definition = source as CalendarDefinition;
  const { days, first, openMs, closeMs } = compileCalendar(definition).between(fromMs, toMs);
  return { name: definition.name, timeZone: definition.timeZone, ids: days, first, openMs, closeMs };
}

/** The name of a session: its date as `YYYY-MM-DD`, or the id of a list as it is. */
export function sessionName({ ids }: Timetable, session: number): string | number {
  return ids instanceof Int32Array ? formatDate(ids[session] as number) : (ids[session] as string | number);
}

function ofList(list: readonly ExplicitSession[]): Timetable {
  const openMs: number[] = [];
  const closeMs: number[] = [];
  const first: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [k, { id, intervals }] of list.entries()) {
    if (typeof id !== "string" && typeof id !== "number") throw invalidArgument(`sessions[${k}].id`, "text or a number", id);
    if (!Array.isArray(intervals) || intervals.length === 0)
      throw invalidArgument(`sessions[${k}].intervals`, "one or more pairs [openMs, closeMs]", intervals);
    first.push(openMs.length);
    for (const [i, interval] of intervals.entries()) {
      const [open, close] = interval as readonly [number, number];
      if (!(Number.isFinite(open) && Number.isFinite(close) && open < close && open >= last))
        throw invalidArgument(
          `sessions[${k}].intervals[${i}]`,
          "[openMs, closeMs] in epoch milliseconds, later than the interval before it",
          interval,
        );
      openMs.push(open);
      closeMs.push(close);
      last = close;
    }
  }
  first.push(openMs.length);
  return {
    name: "the sessions given",
    timeZone: "UTC",
    ids: list.map(({ id }) => id),
    first: Int32Array.from(first),
    openMs: Float64Array.from(openMs),
    closeMs: Float64Array.from(closeMs),
  };
}
