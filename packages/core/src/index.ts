/**
 * Which trading session is this? Time, the calendar engine and session dates for columns of timestamps. Calendars themselves have an
 * entry point each, `@openbell/core/calendars/xnys` and so on.
 *
 * @module
 */

export { type CompiledCalendar, compileCalendar } from "./calendar/compile.js";
export { defineCalendar } from "./calendar/define.js";
export { type ClosedReason, type Explanation, explainInstant } from "./calendar/explain.js";
export { type CalendarAdditions, type CalendarChanges, type CalendarRemovals, extendCalendar } from "./calendar/extend.js";
export { type Breaks, OrdinalAxis, ordinalAxis, sessionBreaks } from "./calendar/queries/axis.js";
export {
  calendarDate,
  isOpen,
  nextClose,
  nextOpen,
  type OpenOptions,
  previousClose,
  previousOpen,
  type SessionAtOptions,
  type Side,
  sessionAt,
} from "./calendar/queries/instants.js";
export { type Intervals, jointHours } from "./calendar/queries/joint-hours.js";
export { holidays, type NamedDay, type NamedDayKind } from "./calendar/queries/named-days.js";
export {
  type InterruptionAt,
  interruptionsInRange,
  labelPhases,
  type Phase,
  type PhaseAt,
  phaseAt,
  sessionPhases,
} from "./calendar/queries/phases.js";
export {
  mergeSchedules,
  type PhaseSchedule,
  phaseSchedule,
  type Schedule,
  type SegmentSchedule,
  schedule,
  segmentsInRange,
} from "./calendar/queries/schedule.js";
export {
  addSessions,
  type Calendars,
  countSessions,
  firstSession,
  isSession,
  jointSessions,
  lastSession,
  nextSession,
  previousSession,
  type RollConvention,
  rollSession,
  type SessionPeriod,
  sessionClose,
  sessionMask,
  sessionOpen,
  sessionSegments,
  sessionsByPeriod,
  sessionsInRange,
  sessionsWindow,
} from "./calendar/queries/sessions.js";
export type { DateLike, InstantLike, Segment } from "./calendar/queries/shared.js";
export { type MarketStatus, marketStatus, nextTransitions, type Transition } from "./calendar/queries/status.js";
export {
  type Overrun,
  type TradingIndex,
  type TradingIndexOptions,
  tradingIndex,
  tradingTimes,
} from "./calendar/queries/trading-index.js";
export { TradingMinutes, tradingMinutes } from "./calendar/queries/trading-minutes.js";
export type {
  CalendarDefinition,
  Closure,
  DateRule,
  EarlyClose,
  ExtraSession,
  Holiday,
  HoursPeriod,
  Interruption,
  IsoDate,
  LateOpen,
  LocalTime,
  Observance,
  PhaseHours,
  PhaseName,
  RuleSpan,
  Season,
  SegmentHours,
  SpecialHours,
  Weekday,
} from "./calendar/types.js";
export { type ErrorCode, OpenbellError } from "./errors.js";
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
export { type Clock, type SimulatedClock, simulatedClock, systemClock } from "./time/clock.js";
export { dayNumber, formatDate, formatSession, isoWeekday, NO_SESSION, parseDate } from "./time/day.js";
export type { Duration } from "./time/duration.js";
export { formatInstant, parseInstant } from "./time/instant.js";
export { timeZone, type Zone } from "./time/zone.js";
