/** What becomes of rows outside every session: {@link OutsidePolicy}. @module */

import { type CompiledCalendar, lastOpened } from "../calendar/compile.js";
import { invalidArgument, outsideSession } from "../errors.js";
import { DAY_MS, NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
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
      throw outsideSession(calendar.definition.name, index, rowText(calendar, reader, index));
    }
    case "next":
    case "previous": {
      const sessions = calendar.all();
      const { zone, facts } = calendar;
      const labelOf = frequency === "daily" ? dailyLabels(calendar, reader) : null;
      for (let i = 0; i < dates.length; i++) {
        const ms = labelOf === null ? reader.at(i) / reader.perMs : zone.instantOf(labelOf(i) * DAY_MS);
        if (dates[i] !== NO_SESSION || Number.isNaN(ms)) continue;
        const opened = lastOpened(sessions, ms);
        const day = zone.localDay(ms);
        // Beyond the coverage the nearest session is not known.
        if (day >= facts.firstDay && day <= facts.lastDay)
          dates[i] = sessions.segmentDay[policy === "next" ? opened + 1 : opened] ?? NO_SESSION;
      }
      return dates;
    }
    default:
      throw invalidArgument("outside", '"null", "error", "drop", "next" or "previous"', policy);
  }
}

/** The instant of a row in the venue's zone, for messages. */
export function rowText({ definition }: CompiledCalendar, reader: TimestampReader, index: number): string {
  const ms = reader.at(index) / reader.perMs;
  return Number.isNaN(ms) ? "no timestamp" : instantText(ms, definition.timeZone);
}

function drop(dates: Int32Array): SessionDates {
  const rows: number[] = [];
  for (let i = 0; i < dates.length; i++) if (dates[i] !== NO_SESSION) rows.push(i);
  const kept = Int32Array.from(rows, (i) => dates[i] as number);
  return Object.defineProperty(kept, "rows", { value: Int32Array.from(rows), enumerable: true });
}
