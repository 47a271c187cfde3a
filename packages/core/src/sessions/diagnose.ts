/** Why most rows of a column came out without a session: looks at the usual mistakes and says which one fits. @module */

import type { CompiledCalendar } from "../calendar/compile.js";
import { DAY_MS, NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
import { isKnownDay } from "./outside.js";
import type { TimestampReader } from "./reader.js";
import { dayAt, timeline } from "./timeline.js";
import type { AssignmentDiagnosis } from "./types.js";

/** Steps from the first row to the last by which a column is looked at. */
const SAMPLE = 2_000;

/** Instants outside these years are no market data: a unit was mistaken. */
const EARLIEST_MS = Date.UTC(1971);
const LATEST_MS = Date.UTC(2200);

/** Looks into a column of which `outside` rows, most of them, have no session. */
export function diagnose(
  calendar: CompiledCalendar,
  reader: TimestampReader,
  outside: number,
  barLabel: "start" | "end",
  daily = false,
): AssignmentDiagnosis {
  const { zone, definition } = calendar;
  const { coverage, name } = definition;
  const rows = reader.length;
  const times = Array.from({ length: SAMPLE + 1 }, (_, i) => reader.at(Math.round((i * (rows - 1)) / SAMPLE)) / reader.perMs);
  const sorted = times.filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  const most = (of: (ms: number) => boolean, share = 0.9): boolean => sorted.filter(of).length > share * sorted.length;
  calendar.all();
  const line = timeline(calendar, 0, 0, 1, barLabel);
  const [from, to] = [sorted[0], sorted.at(-1)].map((ms) => instantText(ms ?? Number.NaN)) as [string, string];
  const suggestion = !most((ms) => ms > EARLIEST_MS && ms < LATEST_MS, 0.5)
    ? "Check the unit of the timestamps."
    : most((ms) => !isKnownDay(calendar, zone.localDay(ms)), 0.5)
      ? "Nothing is known outside the coverage."
      : !daily && most((ms) => ms % DAY_MS === 0 || zone.localMs(ms) % DAY_MS === 0)
        ? "Midnights label days: use assignDailyLabels."
        : most((ms) => dayAt(line, zone.instantOf(ms)) !== NO_SESSION)
          ? `The timestamps are wall-clock times of ${zone.id} that lost their zone: for text pass sourceTimeZone.`
          : "Another calendar may be the right one.";
  const message = `${outside} of ${rows} rows have no session in ${name}. Rows: ${from} to ${to}; coverage: ${coverage.from} to ${coverage.to} in ${zone.id}. ${suggestion}`;
  return { message, rows, outside, from, to, suggestions: [suggestion] };
}
