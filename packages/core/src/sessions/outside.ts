/** What becomes of rows outside every session: {@link OutsidePolicy}. @module */

import type { CompiledCalendar } from "../calendar/compile.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { invalidArgument, outsideSession } from "../errors.js";
import { NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
import type { TimestampReader } from "./reader.js";
import { boundsUntil, timeline } from "./timeline.js";
import type { OutsidePolicy, SessionDates } from "./types.js";

/**
 * Applies the policy to the rows of `dates` without a session; rows without a timestamp have no next or previous session. `nearest` gives
 * the session after a row that lies in none (step 0) or the one before it (step -1).
 */
export function applyOutside(
  { definition }: CompiledCalendar,
  reader: TimestampReader,
  dates: Int32Array,
  policy: OutsidePolicy,
  nearest: () => (row: number, step: 0 | -1) => number,
): SessionDates {
  if (policy === "null") return dates;
  if (policy === "drop") return drop(dates);
  const first = dates.indexOf(NO_SESSION);
  if (policy === "error") {
    if (first >= 0) throw outsideSession(definition.name, first, rowText(definition, reader, first));
  } else if (policy === "next" || policy === "previous") {
    const find = nearest();
    for (let i = first; i >= 0; i = dates.indexOf(NO_SESSION, i + 1))
      if (!Number.isNaN(reader.at(i))) dates[i] = find(i, policy === "next" ? 0 : -1);
  } else throw invalidArgument("outside", '"null", "error", "drop", "next" or "previous"', policy);
  return dates;
}

/** The sessions beside the instant of a row. */
export function nearestByInstant(
  calendar: CompiledCalendar,
  reader: TimestampReader,
  barLabel: "start" | "end",
): (row: number, step: 0 | -1) => number {
  calendar.all();
  const line = timeline(calendar, 0, 0, reader.perMs, barLabel);
  return (i, step) => {
    const t = reader.at(i);
    return isKnownDay(calendar, calendar.zone.localDay(t / reader.perMs))
      ? (line.sessions.segmentDay[(boundsUntil(line, t) >> 1) + step] ?? NO_SESSION)
      : NO_SESSION;
  };
}

/** Beyond the coverage the nearest session is not known. */
export function isKnownDay({ facts }: CompiledCalendar, day: number): boolean {
  return day >= facts.firstDay && day <= facts.lastDay;
}

/** The instant of a row in the venue's zone, for messages. */
export function rowText({ timeZone }: CalendarDefinition, reader: TimestampReader, index: number): string {
  return instantText(reader.at(index) / reader.perMs, timeZone);
}

/** The dates of the rows that have a session; `rows` says which they are. */
export function drop(dates: Int32Array): SessionDates {
  const rows = dates.map((day, row) => (day === NO_SESSION ? -1 : row)).filter((row) => row >= 0);
  const kept = rows.map((row) => dates[row] as number);
  return Object.defineProperty(kept, "rows", { value: rows, enumerable: true });
}
