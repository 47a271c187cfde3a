/** Why most rows of a file have no session, with the calendar that would fit them better where there is one. @module */

import { type AssignmentDiagnosis, rankCalendars } from "@openbell/core";
import type { Assignment, ChunkAssigner } from "./chunk-assigner.js";

/** A calendar is worth a suggestion if this share of the rows has a session under it, */
const FITS = 0.9;
/** and this much more than under the one that was used. */
const BETTER = 0.3;
/** Calendars whose shares differ by less fit alike: a bar at a close, a day that one of them has wrong. */
const AS_WELL = 0.01;

/** The diagnosis of a run, `undefined` where most rows have a session. */
export async function diagnose(assigner: ChunkAssigner, assignment: Assignment): Promise<AssignmentDiagnosis | undefined> {
  const sampled = assigner.diagnosis();
  if (sampled === undefined) return undefined;
  const { rows, assigned } = assigner.summary();
  const { name, coverage, timeZone } = assignment.calendar;
  const suggestions = [...sampled.suggestions, ...(await betterCalendar(assigner, assignment))];
  const message = [
    `${rows - assigned} of ${rows} rows have no session in ${name}, which covers ${coverage.from} to ${coverage.to} in ${timeZone}.`,
    ...(sampled.from === null ? [] : [`Timestamps seen: ${sampled.from} to ${sampled.to}.`]),
    ...suggestions,
  ].join(" ");
  return { ...sampled, message, rows, outside: rows - assigned, suggestions };
}

async function betterCalendar(assigner: ChunkAssigner, { calendar, barLabel, sourceTimeZone }: Assignment): Promise<string[]> {
  const ranks = await rankCalendars(assigner.sample(), {
    unit: "ms",
    barLabel,
    ...(sourceTimeZone === undefined ? {} : { sourceTimeZone }),
  });
  const now = ranks.find(({ name }) => name === calendar.name)?.assigned ?? 0;
  const better = ranks.filter(({ assigned, rows }) => rows > 0 && assigned >= FITS * rows && assigned >= now + BETTER * rows);
  // What is open longest fits everything; of those that fit as well as any, the one that says most is the one open least.
  const most = Math.max(...better.map(({ assigned }) => assigned));
  const [best] = better.filter(({ assigned, rows }) => assigned >= most - AS_WELL * rows).sort((a, b) => a.openHours - b.openHours);
  return best === undefined
    ? []
    : [`Under ${best.name}, ${Math.round((100 * best.assigned) / best.rows)} % of a sample of the rows have a session.`];
}
