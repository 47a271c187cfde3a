/** Why most rows of a file have no session, with the calendar that would fit them better where there is one. @module */

import type { AssignmentDiagnosis } from "@openbell/core";
import { rankCalendars } from "@openbell/core/calendars/lookup";
import type { Assignment, ChunkAssigner } from "./chunk-assigner.js";

/** A calendar is worth a suggestion if this share of the rows has a session under it, */
const FITS = 0.9;
/** and this much more than under the one that was used. */
const BETTER = 0.3;

/** The diagnosis of a run, `undefined` where most rows have a session. */
export async function diagnose(assigner: ChunkAssigner, { calendar, barLabel, sourceTimeZone }: Assignment): Promise<AssignmentDiagnosis | undefined> {
  const diagnosis = assigner.diagnosis();
  if (diagnosis === undefined) return undefined;
  const ranks = await rankCalendars(assigner.sample(), { unit: "ms", barLabel, ...(sourceTimeZone === undefined ? {} : { sourceTimeZone }) });
  const [best] = ranks;
  const now = ranks.find(({ name }) => name === calendar.name)?.assigned ?? 0;
  if (best === undefined || best.rows === 0 || best.assigned < FITS * best.rows || best.assigned < now + BETTER * best.rows) return diagnosis;
  const suggestion = `Under ${best.name}, ${Math.round((100 * best.assigned) / best.rows)} % of a sample of the rows have a session.`;
  return { ...diagnosis, message: `${diagnosis.message} ${suggestion}`, suggestions: [...diagnosis.suggestions, suggestion] };
}
