/** What becomes of rows outside every session: {@link OutsidePolicy}. @module */

import { type CompiledCalendar, lowerBound } from "../calendar/compile.js";
import { invalidArgument, outsideSession } from "../errors.js";
import { NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
import { dailyLabels } from "./daily.js";
import type { TimestampReader } from "./reader.js";
import { segmentAt, timeline } from "./timeline.js";
import type { OutsidePolicy, SessionDates } from "./types.js";

/** Applies the policy to the rows of `dates` without a session; rows without a timestamp have no next or previous session. */
export function applyOutside(
  calendar: CompiledCalendar,
  reader: TimestampReader,
  dates: Int32Array,
  policy: OutsidePolicy,
  barLabel: "start" | "end",
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
      throw outsideSession(calendar.definition.name, index, rowText(calendar, reader, index));
    }
    case "next":
    case "previous": {
      calendar.all();
      const line = timeline(calendar, 0, 0, reader.perMs, barLabel);
      const { days, segmentDay } = line.sessions;
      const labelOf = frequency === "daily" ? dailyLabels(calendar, reader) : null;
      for (let i = 0; i < dates.length; i++) {
        const t = reader.at(i);
        if (dates[i] !== NO_SESSION || Number.isNaN(t)) continue;
        const day = labelOf?.(i) ?? calendar.zone.localDay(t / reader.perMs);
        // Beyond the coverage the nearest session is not known.
        if (day < calendar.facts.firstDay || day > calendar.facts.lastDay) continue;
        const sessions = labelOf === null ? segmentDay : days;
        const after = labelOf === null ? segmentAt(line, t) + 1 : lowerBound(days, day);
        dates[i] = sessions[policy === "next" ? after : after - 1] ?? NO_SESSION;
      }
      return dates;
    }
    default:
      throw invalidArgument("outside", '"null", "error", "drop", "next" or "previous"', policy);
  }
}

/** The instant of a row in the venue's zone, for messages. */
export function rowText({ definition }: CompiledCalendar, reader: TimestampReader, index: number): string {
  return instantText(reader.at(index) / reader.perMs, definition.timeZone);
}

function drop(dates: Int32Array): SessionDates {
  const rows: number[] = [];
  for (let i = 0; i < dates.length; i++) if (dates[i] !== NO_SESSION) rows.push(i);
  const kept = Int32Array.from(rows, (i) => dates[i] as number);
  return Object.defineProperty(kept, "rows", { value: Int32Array.from(rows), enumerable: true });
}
