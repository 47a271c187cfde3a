/** One function for tables of tests that hold instants and daily labels side by side. @module */

import {
  assignDailyLabels,
  assignSessions,
  type CalendarDefinition,
  type SessionDates,
  type TallyOptions,
  type TimestampColumn,
} from "../../src/index.js";

/** Session dates of instants, or of daily labels where `frequency` says so. */
export function assignEither(
  calendar: CalendarDefinition,
  timestamps: TimestampColumn,
  { frequency, ...options }: TallyOptions = {},
): SessionDates {
  return frequency === "daily" ? assignDailyLabels(calendar, timestamps, options) : assignSessions(calendar, timestamps, options);
}
