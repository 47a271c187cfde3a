/**
 * Calendars alone: the engine, its questions, days and zones. All of it is in `@openbell/core`, too; a process that asks calendars and touches no
 * columns loads 25 files with this in the place of 60.
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
export { type Clock, type SimulatedClock, simulatedClock, systemClock } from "./time/clock.js";
export { dayNumber, formatDate, formatSession, isoWeekday, NO_SESSION, parseDate } from "./time/day.js";
export type { Duration } from "./time/duration.js";
export { formatInstant, parseInstant } from "./time/instant.js";
export { timeZone, type Zone } from "./time/zone.js";
