/** What becomes of rows outside every session: {@link OutsidePolicy}. @module */

import { type CompiledCalendar, lastOpened, lowerBound } from "../calendar/compile.js";
import { invalidArgument, outsideSession } from "../errors.js";
import { DAY_MS, NO_SESSION } from "../time/day.js";
import { formatInstant } from "../time/instant.js";
import { dailyLabels } from "./daily.js";
import type { TimestampReader } from "./reader.js";
import type { OutsidePolicy, SessionDates } from "./types.js";

/** Applies the policy to the rows of `dates` without a session; rows without a timestamp have no next or previous session. */
export function applyOutside(
  calendar: CompiledCalendar,
  reader: TimestampReader,
  dates: Int32Array,
  policy: OutsidePolicy,
  frequency: "intraday" | "daily",
): SessionDates {
  switch (policy) {
    case "null":
      return dates;
    case "drop":
      return drop(dates);
    case "error": {
      const index = dates.indexOf(NO_SESSION);
      if (index < 0) return dates;
      throw outsideSession(calendar.definition.name, index, rowText(calendar, reader, index), around(calendar, reader.at(index) / reader.perMs));
    }
    case "next":
    case "previous": {
      const nearest = frequency === "daily" ? nearestByDate(calendar, reader, policy) : nearestByInstant(calendar, reader, policy);
      for (let i = 0; i < dates.length; i++) if (dates[i] === NO_SESSION && !Number.isNaN(reader.at(i))) dates[i] = nearest(i);
      return dates;
    }
    default:
      throw invalidArgument("outside", '"null", "error", "drop", "next" or "previous"', policy);
  }
}

/** The instant of a row in the venue's zone, for messages. */
export function rowText({ definition }: CompiledCalendar, reader: TimestampReader, index: number): string {
  const ms = reader.at(index) / reader.perMs;
  return Number.isNaN(ms) ? "no timestamp" : formatInstant(ms, definition.timeZone);
}

/** The close before an instant and the open after it. */
function around(calendar: CompiledCalendar, ms: number): string {
  const { definition } = calendar;
  const { openMs, closeMs } = calendar.all();
  const i = lastOpened(calendar.all(), ms);
  const text = (at: number | undefined): string => (at === undefined ? "beyond what the calendar knows" : formatInstant(at, definition.timeZone));
  return Number.isNaN(ms) ? "a missing timestamp" : `last close ${text(closeMs[i])}, next open ${text(openMs[i + 1])}`;
}

function drop(dates: Int32Array): SessionDates {
  const rows: number[] = [];
  for (let i = 0; i < dates.length; i++) if (dates[i] !== NO_SESSION) rows.push(i);
  const kept = Int32Array.from(rows, (i) => dates[i] as number);
  return Object.defineProperty(kept, "rows", { value: Int32Array.from(rows), enumerable: true });
}

function nearestByInstant(calendar: CompiledCalendar, reader: TimestampReader, side: "next" | "previous"): (index: number) => number {
  const sessions = calendar.all();
  return (i) => {
    const ms = reader.at(i) / reader.perMs;
    const opened = lastOpened(sessions, ms);
    if (opened < 0 ? ms < calendar.zone.instantOf(calendar.facts.firstDay * DAY_MS) : calendar.zone.localDay(ms) > calendar.facts.lastDay)
      return NO_SESSION;
    return sessions.segmentDay[side === "next" ? opened + 1 : opened] ?? NO_SESSION;
  };
}

function nearestByDate(calendar: CompiledCalendar, reader: TimestampReader, side: "next" | "previous"): (index: number) => number {
  const { days } = calendar.all();
  const { firstDay, lastDay } = calendar.facts;
  const labelOf = dailyLabels(calendar, reader);
  return (i) => {
    const day = labelOf(i);
    if (day < firstDay || day > lastDay) return NO_SESSION;
    const after = lowerBound(days, day);
    return days[side === "next" ? after : after - 1] ?? NO_SESSION;
  };
}
