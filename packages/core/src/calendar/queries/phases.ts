/**
 * Phases of a trading day: pre-market, auctions, the session's own segments and breaks, post-market, the night. And the halts that nobody
 * planned.
 *
 * @module
 */

import { DAY_MS, formatDate, toDayNumber } from "../../time/day.js";
import { type CompiledCalendar, type CompiledSessions, compileCalendar, lastOpened, lowerBound } from "../compile.js";
import { localTimeMs } from "../rules.js";
import type { CalendarDefinition, PhaseHours, PhaseName } from "../types.js";
import { covered, type DateLike, find, type InstantLike, isBeyondCoverage, toInstantMs } from "./shared.js";

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
  const early = calendar.facts.planOf(day).events.some((event) => event.kind === "early-close");
  const at = (time: string): number =>
    time === "open" ? openMs : time === "close" ? closeMs : calendar.zone.instantOf(day * DAY_MS + localTimeMs(time));
  const latest = new Map<string, PhaseHours>();
  for (const phase of calendar.definition.phases ?? [])
    if ((phase.from ?? date) <= date && (phase.to ?? date) >= date) latest.set(phase.name, phase);
  return [...latest.values()]
    .map(({ name, start, end, earlyCloseStart, earlyCloseEnd }) => ({
      name,
      startMs: at((early && earlyCloseStart) || start),
      endMs: at((early && earlyCloseEnd) || end),
    }))
    .filter((phase) => phase.startMs < phase.endMs)
    .sort((a, b) => a.startMs - b.startMs);
}

/** What a market does at an instant, and from when to when it does. */
export interface PhaseAt {
  /** `regular` in the session's own segments, `break` between them, the phase's name in a phase, `closed` outside all of them, `unknown` beyond the coverage. */
  readonly phase: "regular" | "break" | "closed" | "unknown" | PhaseName;
  /** The session it belongs to, a day number; `null` while the market is closed. */
  readonly session: number | null;
  /** `[fromMs, toMs)` around the instant in which the answer is the same, epoch milliseconds; infinite where nothing more is known. */
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
  const pieces = piecesAround(calendar, ms);
  let fromMs = Number.NEGATIVE_INFINITY;
  let toMs = Number.POSITIVE_INFINITY;
  let best: Piece | undefined;
  for (const piece of pieces) {
    for (const edge of [piece.startMs, piece.endMs]) {
      if (edge <= ms) fromMs = Math.max(fromMs, edge);
      else toMs = Math.min(toMs, edge);
    }
    if (piece.startMs <= ms && ms < piece.endMs && piece.rank >= (best?.rank ?? 0)) best = piece;
  }
  if (best !== undefined) return { phase: best.name, session: best.session, fromMs, toMs };
  return { phase: isBeyondCoverage(calendar, ms) ? "unknown" : "closed", session: null, fromMs, toMs };
}

interface Piece extends Phase {
  readonly session: number;
  /** Of several pieces at one instant the one with the highest rank names it. */
  readonly rank: number;
}

const RANK = { break: 1, phase: 2, regular: 3, auction: 4 } as const;

/** Segments, breaks and phases of the sessions around an instant: the two before it and the two after it. */
function piecesAround(calendar: CompiledCalendar, ms: number): Piece[] {
  const near = calendar.between(ms, ms);
  const at = lastOpened(near, ms);
  // A calendar may rest for longer than the years that hold the instant reach.
  const sessions = at > 2 && at + 3 < near.openMs.length ? near : calendar.all();
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
  return pieces;
}

/**
 * The phase of each timestamp of a column, epoch milliseconds.
 *
 * @param options.side - Which edge of a phase belongs to it: `left` for bars stamped at their start (the default), `right` at their end.
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP`.
 */
export function labelPhases(
  definition: CalendarDefinition,
  timestamps: ArrayLike<number>,
  options: { readonly side?: "left" | "right" } = {},
): PhaseAt["phase"][] {
  const shift = options.side === "right" ? 0.5 : 0;
  let now: PhaseAt | null = null;
  return Array.from(timestamps, (timestamp) => {
    const ms = timestamp - shift;
    if (now === null || !(ms >= now.fromMs && ms < now.toMs)) now = phaseAt(definition, ms);
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

/** Unplanned halts of the sessions from one date to another, both included. They cut nothing out of a session. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
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
      if (session < fromDay || session > toDay) return [];
      return halts.map(({ start, end, ...rest }) => ({ session, ...rest, startMs: at(start), endMs: at(end) }));
    })
    .sort((a, b) => a.startMs - b.startMs);
}
