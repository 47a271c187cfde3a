/** Why most rows of a column came out without a session: looks at the usual mistakes and says which one fits. @module */

import type { CompiledCalendar } from "../calendar/compile.js";
import { DAY_MS, NO_SESSION } from "../time/day.js";
import { instantText } from "../time/instant.js";
import type { TimestampReader } from "./reader.js";
import { dayAt, timeline } from "./timeline.js";
import type { AssignmentDiagnosis } from "./types.js";

/** Rows looked at, evenly spread, where a column has more. */
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
): AssignmentDiagnosis {
  const { zone, facts, definition } = calendar;
  const { coverage, name } = definition;
  const rows = reader.length;
  const step = Math.max(rows / SAMPLE, 1);
  const times: number[] = [];
  for (let i = 0; i < rows; i += step) times.push(reader.at(Math.floor(i)) / reader.perMs);
  times.push(reader.at(rows - 1) / reader.perMs);
  const known = times.filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  const share = (of: (ms: number) => boolean): number => known.filter(of).length / known.length;
  const inSession = (ms: number): boolean => dayAt(timeline(calendar, ms, ms, 1, barLabel), ms) !== NO_SESSION;
  const text = (ms: number | undefined): string | null => (ms === undefined ? null : instantText(ms));

  const from = text(known[0]);
  const to = text(known.at(-1));
  const middle = known[known.length >> 1] as number;
  const suggestions = [
    [!(middle > EARLIEST_MS && middle < LATEST_MS), "No usable timestamps: check the unit."],
    [
      share((ms) => zone.localDay(ms) < facts.firstDay || zone.localDay(ms) > facts.lastDay) > 0.5,
      "Most rows lie outside the coverage, where nothing is known.",
    ],
    [
      share((ms) => ms % DAY_MS === 0 || zone.localMs(ms) % DAY_MS === 0) === 1,
      'All timestamps are midnights: labels of days take frequency: "daily".',
    ],
    [
      zone.id !== "UTC" && share((ms) => inSession(zone.instantOf(ms))) > Math.max(0.9, share(inSession) + 0.3),
      `As wall-clock times of ${zone.id} nearly all rows have a session: the zone was lost; for text pass sourceTimeZone.`,
    ],
  ]
    .filter(([applies]) => applies)
    .map(([, suggestion]) => suggestion as string);
  if (suggestions.length === 0) suggestions.push("Another calendar may be the right one.");
  const message = `${outside} of ${rows} rows have no session in ${name}: data from ${from} to ${to}, coverage ${coverage.from} to ${coverage.to}. ${suggestions.join(" ")}`;
  return { message, rows, outside, from, to, suggestions };
}
