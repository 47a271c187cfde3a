/** Why a market is closed at an instant: lunch break, maintenance, holiday by name, weekend, before the open, after the close. @module */

import { DAY_MS } from "../time/day.js";
import { boundsAt, type CompiledCalendar, compileCalendar } from "./compile.js";
import type { DayPlan, LocalSegment } from "./facts.js";
import { type InstantLike, isBeyondCoverage, toInstantMs } from "./queries/shared.js";
import type { CalendarDefinition } from "./types.js";

/** Why there is no trading. */
export type ClosedReason =
  | "break"
  | "maintenance"
  | "holiday"
  | "weekend"
  | "before-open"
  | "after-close"
  | "early-close"
  | "late-open"
  | "beyond-coverage";

/** What a calendar says of an instant. */
export interface Explanation {
  /** Session date (day number) where the market is open, else `null`. */
  readonly session: number | null;
  /** `open`, or why it is closed. */
  readonly reason: "open" | ClosedReason;
  /** The event of a holiday, an early close or a late open, or the name of a break. */
  readonly name?: string;
  /** How far the answer holds around the instant, `[fromMs, toMs)`, epoch milliseconds. It may hold further. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Two regular sessions no further apart than this have a maintenance break between them, not a night. */
const MAINTENANCE_MS = 3 * 3_600_000;

/**
 * Says which session an instant belongs to, or why it belongs to none.
 *
 * The regular week decides first: an instant inside a session that a holiday, an early close or a late open took away has that event as
 * its reason. Outside the regular week it is a break inside the session, a maintenance break between sessions that all but touch, the
 * weekend, or the time before the open or after the close.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP`.
 *
 * @example
 * ```ts
 * import { explainInstant, parseInstant } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const { reason, name } = explainInstant(XNYS, parseInstant("2024-11-28T11:00:00-05:00"));
 * console.log(reason, name); // holiday Thanksgiving Day
 * ```
 */
export function explainInstant(definition: CalendarDefinition, instant: InstantLike): Explanation {
  const ms = toInstantMs(instant);
  const calendar = compileCalendar(definition);
  const sessions = calendar.between(ms, ms);
  const { boundMs, segmentDay } = sessions;
  const n = boundsAt(sessions, ms);
  if (n % 2) return { session: segmentDay[n >> 1] as number, reason: "open", fromMs: boundMs[n - 1] as number, toMs: boundMs[n] as number };

  const today = calendar.zone.localDay(ms);
  const bounds = {
    fromMs: Math.max(boundMs[n - 1] ?? Number.NEGATIVE_INFINITY, calendar.zone.instantOf(today * DAY_MS)),
    toMs: Math.min(boundMs[n] ?? Number.POSITIVE_INFINITY, calendar.zone.instantOf((today + 1) * DAY_MS)),
  };
  const closed = (reason: ClosedReason, name: string | undefined, edges: readonly number[]): Explanation => {
    let { fromMs, toMs } = bounds;
    for (const edge of edges) {
      if (edge <= ms && edge > fromMs) fromMs = edge;
      if (edge > ms && edge < toMs) toMs = edge;
    }
    return { session: null, reason, ...(name === undefined ? {} : { name }), fromMs, toMs };
  };

  const { firstDay, lastDay } = calendar.facts;
  // Far beyond the coverage nothing changes for years, which need not be worked out to say so.
  if (today < firstDay - 7 || today > lastDay + 7) return closed("beyond-coverage", undefined, []);
  if (isBeyondCoverage(calendar, ms)) return closed("beyond-coverage", undefined, edgesNear(calendar, today));
  const edges = edgesNear(calendar, today);
  const before = segmentDay[n / 2 - 1];
  if (before !== undefined && before === segmentDay[n / 2]) {
    const { breakName, maintenance } = calendar.facts.planOf(before);
    return maintenance.length > 0 || breakName === "maintenance"
      ? closed("maintenance", undefined, edges)
      : closed("break", breakName, edges);
  }
  const missing = missingSession(calendar, today, calendar.zone.localMs(ms));
  if (missing !== null) return closed(missing.reason, missing.name, edges);
  const { reason, name } = regularPause(calendar, today, calendar.zone.localMs(ms));
  return closed(reason, name, edges);
}

interface Reason {
  readonly reason: ClosedReason;
  readonly name?: string;
}

/** A session that the regular week has at this local time and an event took away. */
function missingSession({ facts }: CompiledCalendar, today: number, localMs: number): Reason | null {
  for (let day = today + 4; day >= today - 1; day--) {
    const plan = facts.planOf(day);
    const span = regularSpan(plan);
    if (span === null || span.open === Number.NEGATIVE_INFINITY) continue;
    const at = localMs - day * DAY_MS;
    if (at < span.open || at >= span.close) continue;
    const event = plan.events[0];
    if (plan.segments === null) return { reason: "holiday", name: event?.name ?? "holiday" };
    const first = plan.segments[0] as LocalSegment;
    const last = plan.segments.at(-1) as LocalSegment;
    if (at >= last.close) return { reason: "early-close", name: eventName(plan, "early-close") };
    if (at < first.open) return { reason: "late-open", name: eventName(plan, "late-open") };
    if (plan.maintenance.length > 0) return { reason: "maintenance" };
    return plan.breakName === undefined ? { reason: "break" } : { reason: "break", name: plan.breakName };
  }
  const plan = facts.planOf(today);
  // A holiday lasts all day on a market that closes overnight.
  if (plan.segments === null && plan.regular !== null && !opensTheDayBefore(plan)) {
    return { reason: "holiday", name: plan.events[0]?.name ?? "holiday" };
  }
  return null;
}

/** Why the regular week itself has no session at this local time. */
function regularPause({ facts }: CompiledCalendar, today: number, localMs: number): Reason {
  let before: { day: number; span: LocalSegment } | null = null;
  let after: { day: number; span: LocalSegment; plan: DayPlan } | null = null;
  for (let day = today - 7; day <= today + 7; day++) {
    const plan = facts.planOf(day);
    const span = regularSpan(plan);
    if (span === null) continue;
    if (day * DAY_MS + span.close <= localMs) before = { day, span };
    else if (after === null) after = { day, span, plan };
  }
  if (before === null || after === null) return { reason: "weekend" };
  const gap = after.day * DAY_MS + after.span.open - (before.day * DAY_MS + before.span.close);
  if (gap <= MAINTENANCE_MS) return { reason: "maintenance" };
  if (after.day - before.day > 1 && (opensTheDayBefore(after.plan) || facts.planOf(today).regular === null)) return { reason: "weekend" };
  return today === before.day ? { reason: "after-close" } : { reason: "before-open" };
}

function regularSpan({ regular }: DayPlan): LocalSegment | null {
  const first = regular?.[0];
  const last = regular?.at(-1);
  return first === undefined || last === undefined ? null : { open: first.open, close: last.close };
}

function opensTheDayBefore(plan: DayPlan): boolean {
  const first = plan.regular?.[0];
  return first !== undefined && first.open < 0;
}

function eventName(plan: DayPlan, kind: "early-close" | "late-open"): string {
  return (plan.events.find((event) => event.kind === kind) ?? plan.events[0])?.name ?? kind;
}

/** Instants near a date at which the regular week opens or closes: between two of them the reason does not change. */
function edgesNear({ facts, zone }: CompiledCalendar, today: number): number[] {
  const edges: number[] = [];
  for (let day = today - 1; day <= today + 4; day++) {
    for (const segment of [...(facts.planOf(day).regular ?? []), ...(facts.planOf(day).segments ?? [])]) {
      if (segment.open !== Number.NEGATIVE_INFINITY) edges.push(zone.instantOf(day * DAY_MS + segment.open));
      edges.push(zone.instantOf(day * DAY_MS + segment.close));
    }
  }
  return edges;
}
