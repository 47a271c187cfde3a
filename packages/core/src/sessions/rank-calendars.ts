/** Which calendar fits a column of timestamps? Asks all of them. @module */

import { compileCalendar } from "../calendar/compile.js";
import { NO_SESSION } from "../time/day.js";
import { assignSessions } from "./assign.js";
import { spanOf, timestampReader } from "./reader.js";
import type { AssignOptions, TimestampColumn } from "./types.js";

/** How many rows of a column have a session under a calendar. */
export interface CalendarRank {
  readonly name: string;
  readonly assigned: number;
  readonly rows: number;
  /** Hours of trading between the first and the last timestamp. */
  readonly openHours: number;
}

/**
 * How well each calendar fits a column: rows with a session, most first; on a tie the calendar that was open least over the time of the
 * column, since the one that is always open fits everything; of those alike in this too, the ones behind
 * an exchange code before the others.
 */
export async function rankCalendars(timestamps: TimestampColumn, options: AssignOptions = {}): Promise<CalendarRank[]> {
  const { fromMs, toMs } = spanOf(timestampReader(timestamps, options));
  // Loaded on demand, so that a bundle without it carries no venue.
  const { CALENDARS } = await import("../calendars/lookup-table.js");
  const { EXCHANGES } = await import("../calendars/exchanges.js");
  const ranks = CALENDARS.map(async (entry): Promise<CalendarRank> => {
    const definition = await entry.load();
    const dates = assignSessions(definition, timestamps, { ...options, outside: "null" });
    let assigned = 0;
    for (const day of dates) if (day !== NO_SESSION) assigned++;
    const { openMs, closeMs } = compileCalendar(definition).between(fromMs, toMs);
    let open = 0;
    openMs.forEach((opens, i) => {
      open += Math.max(0, Math.min(closeMs[i] as number, toMs) - Math.max(opens, fromMs));
    });
    return { name: entry.name, assigned, rows: dates.length, openHours: open / 3_600_000 };
  });
  const usual = new Set(Object.values(EXCHANGES).flatMap(({ products }) => Object.values(products)));
  return (await Promise.all(ranks)).sort(
    (a, b) => b.assigned - a.assigned || a.openHours - b.openHours || Number(usual.has(b.name)) - Number(usual.has(a.name)),
  );
}
