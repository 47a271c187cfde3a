/**
 * Phases of a trading day: pre-market, auctions, the session's own segments and breaks, post-market, the night. And the halts that nobody
 * planned.
 *
 * @module
 */

import { invalidArgument, invalidTimestamp } from "../../errors.js";
import { DAY_MS, formatDate, isoWeekday, toDayNumber } from "../../time/day.js";
import { lowerBound } from "../../time/search.js";
import { timeZone } from "../../time/zone.js";
import { type CompiledCalendar, type CompiledSessions, compileCalendar, lastOpened, segmentOfDay } from "../compile.js";
import type { LocalSegment } from "../facts.js";
import { clockOf, localTimeMs } from "../rules.js";
import type { CalendarDefinition, PhaseHours, PhaseName } from "../types.js";
import { covered, type DateLike, find, type InstantLike, isBeyondCoverage, OPENS_BEFORE, ofDay, toInstantMs } from "./shared.js";

/** A phase around or inside a session, `[startMs, endMs)`, epoch milliseconds. */
export interface Phase {
  readonly name: PhaseName;
  readonly startMs: number;
  readonly endMs: number;
}

/** Phases of a session (pre-market, auctions, post-market) in order of their start, none where the calendar knows of none. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function sessionPhases(definition: CalendarDefinition, session: DateLike): Phase[] {
  const { calendar, sessions, i } = find(definition, session);
  return phasesOf(calendar, sessions, i);
}

function phasesOf(calendar: CompiledCalendar, sessions: CompiledSessions, i: number): Phase[] {
  const day = sessions.days[i] as number;
  const openMs = sessions.openMs[sessions.first[i] as number] as number;
  const closeMs = sessions.closeMs[(sessions.first[i + 1] as number) - 1] as number;
  const date = formatDate(day);
  const { segments, regular } = calendar.facts.planOf(day);
  const early = lastClose(segments) < lastClose(regular);
  const at = (time: string): number =>
    time === "open"
      ? openMs
      : time === "close"
        ? closeMs
        : timeZone(clockOf(time) ?? calendar.definition.timeZone).instantOf(day * DAY_MS + localTimeMs(time));
  const latest = new Map<string, PhaseHours>();
  for (const phase of calendar.definition.phases ?? []) {
    const { name, from = "0", to = date, weekdays } = phase;
    if (from > date || to < date || weekdays?.includes(isoWeekday(day)) === false) continue;
    const other = latest.get(name);
    if (other === undefined || from > (other.from ?? "0")) latest.set(name, phase);
  }
  return [...latest.values()]
    .map(({ name, start, end, earlyCloseStart, earlyCloseEnd }) => ({
      name,
      startMs: at((early && earlyCloseStart) || start),
      endMs: at((early && earlyCloseEnd) || end),
    }))
    .filter((phase) => phase.startMs < phase.endMs)
    .sort((a, b) => a.startMs - b.startMs);
}

/** When the last segment of a day closes, `NaN` where there is none. */
function lastClose(segments: readonly LocalSegment[] | null): number {
  return segments?.at(-1)?.close ?? Number.NaN;
}

/** What a market does at an instant, and from when to when it does. */
export interface PhaseAt {
  /** `regular` in the session's own segments, `break` between them, the phase's name in a phase, `closed` outside all of them, `unknown` beyond the coverage. */
  readonly phase: "regular" | "break" | "closed" | "unknown" | PhaseName;
  /** The session it belongs to, a day number; `null` while the market is closed. */
  readonly session: number | null;
  /** `[fromMs, toMs)`, all of the time around the instant in which phase and session are the same, epoch milliseconds; infinite where nothing more is known. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The phase that a market is in. An auction inside the session is named as such; outside the session a phase comes before a break.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP`.
 *
 * @example
 * ```ts
 * import { parseInstant, phaseAt } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * // On the half day before Independence Day the evening session ends at 17:00.
 * console.log(phaseAt(XNYS, parseInstant("2024-07-03T16:30:00-04:00")).phase); // post
 * console.log(phaseAt(XNYS, parseInstant("2024-07-03T17:30:00-04:00")).phase); // closed
 * ```
 */
export function phaseAt(definition: CalendarDefinition, instant: InstantLike): PhaseAt {
  const ms = toInstantMs(instant);
  const calendar = compileCalendar(definition);
  const { pieces, edges } = piecesAround(calendar, ms);
  const { phase, session } = answerAt(calendar, pieces, ms);
  const differs = (at: number): boolean => {
    const other = answerAt(calendar, pieces, at);
    return other.phase !== phase || other.session !== session;
  };
  return {
    phase,
    session,
    fromMs: edges.findLast((edge) => edge <= ms && differs(edge - 1)) ?? Number.NEGATIVE_INFINITY,
    toMs: edges.find((edge) => edge > ms && differs(edge)) ?? Number.POSITIVE_INFINITY,
  };
}

function answerAt(calendar: CompiledCalendar, pieces: readonly Piece[], ms: number): Pick<PhaseAt, "phase" | "session"> {
  let best: Piece | undefined;
  for (const piece of pieces) if (piece.startMs <= ms && ms < piece.endMs && piece.rank >= (best?.rank ?? 0)) best = piece;
  if (best !== undefined) return { phase: best.name, session: best.session };
  return { phase: isBeyondCoverage(calendar, ms) ? "unknown" : "closed", session: null };
}

interface Piece extends Phase {
  readonly session: number;
  /** Of several pieces at one instant the one with the highest rank names it. */
  readonly rank: number;
}

const RANK = { break: 1, phase: 2, regular: 3, auction: 4 } as const;

/**
 * Segments, breaks and phases of the sessions around an instant, the two before it and the two after it, and all instants near it at which an
 * answer may change, ascending.
 */
function piecesAround(calendar: CompiledCalendar, ms: number): { readonly pieces: readonly Piece[]; readonly edges: readonly number[] } {
  const near = calendar.between(ms, ms);
  const at = lastOpened(near, ms);
  // A calendar may rest for longer than the years that hold the instant reach.
  const inside = at > 2 && at + 3 < near.openMs.length;
  const sessions = inside ? near : calendar.all();
  const middle = lowerBound(sessions.days, sessions.segmentDay[Math.max(0, lastOpened(sessions, ms))] ?? 0);
  const pieces: Piece[] = [];
  for (let i = Math.max(0, middle - 2); i <= Math.min(middle + 2, sessions.days.length - 1); i++) {
    const session = sessions.days[i] as number;
    const last = (sessions.first[i + 1] as number) - 1;
    for (let s = sessions.first[i] as number; s <= last; s++) {
      const [startMs, endMs] = [sessions.openMs[s] as number, sessions.closeMs[s] as number];
      pieces.push({ name: "regular", session, startMs, endMs, rank: RANK.regular });
      if (s < last) pieces.push({ name: "break", session, startMs: endMs, endMs: sessions.openMs[s + 1] as number, rank: RANK.break });
    }
    for (const phase of phasesOf(calendar, sessions, i))
      pieces.push({ ...phase, session, rank: phase.name.endsWith("auction") ? RANK.auction : RANK.phase });
  }
  const edges = [...pieces.flatMap(({ startMs, endMs }) => [startMs, endMs]), ...(inside ? [] : edgesOfCoverage(calendar))];
  return { pieces, edges: edges.sort((a, b) => a - b) };
}

/** Instants at which what is known may begin or end: midnights, and the regular hours of the sessions beyond. */
function edgesOfCoverage({ facts, zone }: CompiledCalendar): number[] {
  const { firstDay, lastDay } = facts;
  const edges = [firstDay * DAY_MS, (lastDay + 1) * DAY_MS];
  const beyond = [firstDay - 1, ...Array.from({ length: OPENS_BEFORE }, (_, i) => lastDay + 1 + i)];
  for (const day of beyond)
    for (const { open, close } of facts.planOf(day).regular ?? []) edges.push(day * DAY_MS + open, day * DAY_MS + close);
  return edges.filter((edge) => edge > Number.NEGATIVE_INFINITY).map((edge) => zone.instantOf(edge));
}

/**
 * The phase of each timestamp of a column, epoch milliseconds.
 *
 * @param options.side - Which edge of a phase belongs to it: `left` for bars stamped at their start (the default), `right` at their end.
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP` with the row, `INVALID_ARGUMENT`.
 */
export function labelPhases(
  definition: CalendarDefinition,
  timestamps: ArrayLike<number>,
  options: { readonly side?: "left" | "right" } = {},
): PhaseAt["phase"][] {
  const { side = "left" } = options;
  if (side !== "left" && side !== "right") throw invalidArgument("side", '"left" or "right"', side);
  let now: PhaseAt | null = null;
  return Array.from(timestamps, (timestamp, i) => {
    if (!(Math.abs(timestamp) < 8.6e15)) throw invalidTimestamp(timestamp, "epoch milliseconds", i);
    const ms = side === "right" ? timestamp - 0.5 : timestamp;
    if (now === null || ms < now.fromMs || ms >= now.toMs) now = phaseAt(definition, ms);
    return now.phase;
  });
}

/** An unplanned halt of the whole market, `[startMs, endMs)`, epoch milliseconds. */
export interface InterruptionAt {
  /** Session date, a day number. */
  readonly session: number;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly source?: string;
}

/** Unplanned halts of the sessions from one date to another, both included. They cut nothing out of a session, and on a date without one there is none. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
export function interruptionsInRange(definition: CalendarDefinition, from: DateLike, to: DateLike): InterruptionAt[] {
  const fromDay = toDayNumber(from);
  const toDay = toDayNumber(to);
  const calendar = compileCalendar(definition);
  covered(calendar, fromDay);
  covered(calendar, toDay);
  return Object.entries(definition.interruptions ?? {})
    .flatMap(([date, halts]) => {
      const session = toDayNumber(date);
      const at = (time: string): number => calendar.zone.instantOf(session * DAY_MS + localTimeMs(time));
      if (session < fromDay || session > toDay || segmentOfDay(ofDay(calendar, session), session) < 0) return [];
      return halts.map(({ start, end, ...rest }) => ({ session, ...rest, startMs: at(start), endMs: at(end) }));
    })
    .sort((a, b) => a.startMs - b.startMs);
}
