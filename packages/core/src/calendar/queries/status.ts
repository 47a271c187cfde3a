/** Market clocks: what a market does now, until when, and what happens next on several of them. @module */

import { invalidArgument } from "../../errors.js";
import { boundsAt, type CompiledCalendar, type CompiledSessions, compileCalendar, lastOpened } from "../compile.js";
import { type ClosedReason, explainInstant } from "../explain.js";
import type { CalendarDefinition, PhaseName } from "../types.js";
import { interruptionsInRange, phaseAt } from "./phases.js";
import { type InstantLike, isBeyondCoverage, toInstantMs } from "./shared.js";

/** A change between trading and not trading. */
export interface Transition {
  /** Name of the calendar. */
  readonly calendar: string;
  readonly kind: "open" | "close" | "break-start" | "break-end";
  /** When, epoch milliseconds: what a countdown counts to. */
  readonly atMs: number;
  /** The session that opens, closes or rests, a day number. */
  readonly session: number;
}

/** What a market does at an instant. */
export interface MarketStatus {
  readonly calendar: string;
  /** `break` between two segments of a session, `interrupted` in a halt that was not planned, `unknown` beyond the calendar's coverage. */
  readonly state: "open" | "break" | "interrupted" | "closed" | "unknown";
  /** The phase: `regular`, an auction, `pre`, `post` … `closed` where nothing is traded at all. */
  readonly phase: "regular" | "break" | "closed" | "unknown" | PhaseName;
  /** The session that the phase or the break belongs to (trade date), a day number; `null` where there is none. */
  readonly session: number | null;
  /** Why it is closed, where it is. */
  readonly reason?: ClosedReason;
  /** The event behind it: the holiday's name, what the break is called, what the halt was. */
  readonly name?: string;
  /** The next time that it opens, closes, or begins or ends a break; `null` where the calendar does not know. */
  readonly next: Transition | null;
  /** The instant lies beyond the calendar's coverage. */
  readonly beyondCoverage: boolean;
}

/**
 * What a market does now: open or closed, in which phase and session, why, and what comes next.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP`.
 *
 * @example
 * ```ts
 * import { formatInstant, marketStatus, parseInstant } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const now = parseInstant("2024-11-28T11:00:00-05:00");
 * const { state, name, next } = marketStatus(XNYS, now);
 * console.log(state, name, next?.kind, formatInstant(next?.atMs ?? 0, "America/New_York"));
 * // closed Thanksgiving Day open 2024-11-29T09:30:00-05:00
 * ```
 */
export function marketStatus(definition: CalendarDefinition, now: InstantLike): MarketStatus {
  const ms = toInstantMs(now);
  const { phase, session } = phaseAt(definition, ms);
  const { reason, name, session: trading } = explainInstant(definition, ms);
  const beyondCoverage = reason === "beyond-coverage";
  const halt =
    trading === null ? undefined : interruptionsInRange(definition, trading, trading).find((each) => each.startMs <= ms && ms < each.endMs);
  const event = halt?.name ?? name;
  const next = transitionsAfter(definition, ms, 1)[0] ?? null;
  const closed = beyondCoverage ? "unknown" : next?.kind === "break-end" ? "break" : "closed";
  return {
    calendar: definition.name,
    state: halt ? "interrupted" : trading !== null ? "open" : closed,
    phase,
    session,
    ...(trading === null ? { reason: reason as ClosedReason } : {}),
    ...(event === undefined ? {} : { name: event }),
    next,
    beyondCoverage,
  };
}

/**
 * What happens next on several markets, in order of time: of each market its next `count` transitions. A market whose calendar ends before has
 * fewer, and none where it does not know the instant itself.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { formatInstant, nextTransitions, parseInstant } from "@openbell/core";
 * import { XHKG } from "@openbell/core/calendars/xhkg";
 * import { XLON } from "@openbell/core/calendars/xlon";
 *
 * const now = parseInstant("2024-06-03T03:30:00Z");
 * for (const { calendar, kind, atMs } of nextTransitions([XLON, XHKG], now)) console.log(calendar, kind, formatInstant(atMs));
 * // XHKG break-start 2024-06-03T04:00:00Z
 * // XLON open 2024-06-03T07:00:00Z
 * ```
 */
export function nextTransitions(
  calendars: readonly CalendarDefinition[],
  now: InstantLike,
  options: { readonly count?: number } = {},
): Transition[] {
  const { count = 1 } = options;
  if (!Number.isInteger(count) || count < 1) throw invalidArgument("count", "a whole number above 0", count);
  const ms = toInstantMs(now);
  return calendars.flatMap((definition) => transitionsAfter(definition, ms, count)).sort((a, b) => a.atMs - b.atMs);
}

/** The next transitions strictly after an instant, as far as the calendar is known. Where one segment ends as the next begins there is none. */
function transitionsAfter(definition: CalendarDefinition, ms: number, count: number): Transition[] {
  const calendar = compileCalendar(definition);
  const near = calendar.between(ms, ms);
  if (boundsAt(near, ms) % 2 === 0 && isBeyondCoverage(calendar, ms)) return [];
  const found = collect(calendar, near, ms, count);
  return found.length === count ? found : collect(calendar, calendar.all(), ms, count);
}

function collect(compiled: CompiledCalendar, sessions: CompiledSessions, ms: number, count: number): Transition[] {
  const calendar = compiled.definition.name;
  const { openMs, closeMs, segmentDay } = sessions;
  const found: Transition[] = [];
  for (let i = Math.max(0, lastOpened(sessions, ms)); i < openMs.length && found.length < count; i++) {
    const session = segmentDay[i] as number;
    // What follows the last segment here at once is not known here; what follows the calendar's very last, the regular week may say.
    const last = i === openMs.length - 1 && (sessions !== compiled.all() || isBeyondCoverage(compiled, closeMs[i] as number));
    const within = (neighbour: number): boolean => segmentDay[neighbour] === session;
    const add = (atMs: number, kind: Transition["kind"]): void => {
      if (atMs > ms && found.length < count) found.push({ calendar, kind, atMs, session });
    };
    if (openMs[i] !== closeMs[i - 1]) add(openMs[i] as number, within(i - 1) ? "break-end" : "open");
    if (!last && closeMs[i] !== openMs[i + 1]) add(closeMs[i] as number, within(i + 1) ? "break-start" : "close");
  }
  return found;
}
