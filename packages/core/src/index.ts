/**
 * Which trading session is this? Time, the calendar engine and session dates for columns of timestamps. Calendars themselves have an
 * entry point each, `@openbell/core/calendars/xnys` and so on.
 *
 * @module
 */

export { type CompiledCalendar, compileCalendar } from "./calendar/compile.js";
export { defineCalendar } from "./calendar/define.js";
export { type ClosedReason, type Explanation, explainInstant } from "./calendar/explain.js";
export {
  type DateLike,
  type InstantLike,
  isOpen,
  isSession,
  nextClose,
  nextOpen,
  nextSession,
  type Phase,
  previousClose,
  previousOpen,
  previousSession,
  type Schedule,
  type Segment,
  schedule,
  sessionAt,
  sessionClose,
  sessionOpen,
  sessionPhases,
  sessionSegments,
  sessionsInRange,
} from "./calendar/queries.js";
export type {
  CalendarDefinition,
  DateRule,
  EarlyClose,
  ExtraSession,
  Holiday,
  HoursPeriod,
  IsoDate,
  LateOpen,
  LocalTime,
  Observance,
  PhaseHours,
  RuleSpan,
  SegmentHours,
  SpecialHours,
  Weekday,
} from "./calendar/types.js";
export { type ErrorCode, OpenbellError } from "./errors.js";
export { assignSessions } from "./sessions/assign.js";
export { assignDailyLabels } from "./sessions/daily.js";
export { type CalendarRank, rankCalendars } from "./sessions/rank-calendars.js";
export { SessionAssigner, type SessionAssignerOptions } from "./sessions/session-assigner.js";
export { AssignmentTally, summarizeAssignment, type TallyOptions } from "./sessions/summary.js";
export type {
  AssignmentDiagnosis,
  AssignmentSummary,
  AssignOptions,
  DailyLabelOptions,
  EpochUnit,
  Frequency,
  OutsideCount,
  OutsidePolicy,
  OutsideReason,
  SessionDates,
  TimestampColumn,
  TimestampOptions,
} from "./sessions/types.js";
export { type Clock, type SimulatedClock, simulatedClock, systemClock } from "./time/clock.js";
export { dayNumber, formatDate, formatSession, isoWeekday, NO_SESSION, parseDate } from "./time/day.js";
export { formatInstant, parseInstant } from "./time/instant.js";
export { timeZone, type Zone } from "./time/zone.js";
