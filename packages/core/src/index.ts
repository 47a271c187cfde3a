/**
 * Which trading session is this? Time, the calendar engine and session dates for columns of timestamps. Calendars themselves have an
 * entry point each, `@openbell/core/calendars/xnys` and so on.
 *
 * @module
 */

export * from "./calendar.js";
export { assignSessions } from "./sessions/assign.js";
export {
  type ColumnPolicy,
  type CompletedColumn,
  type CompletedFrame,
  type CompleteOptions,
  completeFrame,
  completeSessions,
  completionPlan,
  type SessionColumn,
} from "./sessions/completion/complete.js";
export { type CompletionSummary, type LongestGap, summarizeCompletion } from "./sessions/completion/completion-summary.js";
export { findGaps, type GapSummary, type Gaps } from "./sessions/completion/gaps.js";
export { type CompletionPlan, carriedRows, type GridOptions, type PlanOptions, sessionColumn } from "./sessions/completion/plan.js";
export { SessionCompleter, type SessionInfo } from "./sessions/completion/session-completer.js";
export { assignDailyLabels } from "./sessions/daily.js";
export {
  type AggregateOptions,
  aggregateBySession,
  aggregateSessions,
  type SessionAggregate,
} from "./sessions/features/aggregate.js";
export type { BarOptions } from "./sessions/features/bar-order.js";
export type { BarColumn, ColumnReductions, ReducedBars, Reduction } from "./sessions/features/reduce.js";
export { type ResampledBars, type ResampleOptions, resampleSessions } from "./sessions/features/resample.js";
export { type RollingStatistic, type RollOptions, rollWithinSessions } from "./sessions/features/roll.js";
export type { Frame, NumberColumn } from "./sessions/frame.js";
export { PRICE_COLUMNS, type PriceColumn, type PriceSource } from "./sessions/price.js";
export { type CalendarRank, rankCalendars } from "./sessions/rank-calendars.js";
export { SessionAssigner, type SessionAssignerOptions } from "./sessions/session-assigner.js";
export { AssignmentTally, summarizeAssignment, type TallyOptions } from "./sessions/summary.js";
export { writeStamps } from "./sessions/timestamp-writer.js";
export type { ExplicitSession, SessionSource } from "./sessions/timetable.js";
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
