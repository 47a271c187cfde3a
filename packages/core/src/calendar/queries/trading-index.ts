/** Trading time cut into periods of one length, session by session: the bars that a market can have. @module */

import { invalidArgument, periodsOverlap } from "../../errors.js";
import { DAY_MS, toDayNumber } from "../../time/day.js";
import { type Duration, durationMs } from "../../time/duration.js";
import { formatInstant } from "../../time/instant.js";
import type { Zone } from "../../time/zone.js";
import { compileCalendar } from "../compile.js";
import type { CalendarDefinition, PhaseName } from "../types.js";
import { sessionAt } from "./instants.js";
import { sessionPhases } from "./phases.js";
import { segmentsInRange } from "./schedule.js";
import { type DateLike, toInstantMs } from "./shared.js";

/** What happens to a period that would end after its segment does. */
export type Overrun =
  /** It ends after the close, with time in it in which nothing is traded. */
  | "keep"
  /** It ends at the close, shorter than the others. */
  | "clip"
  /** It is left out. */
  | "drop";

/** How trading time is cut. */
export interface TradingIndexOptions {
  /** A session's last period that would end after the close; `keep` by default. */
  readonly overrun?: Overrun;
  /** The last period before a break; as `overrun` by default. */
  readonly breakOverrun?: Overrun;
  /** Whether a kept period that reaches into the next one is cut where that begins, or left out where it begins no earlier. Otherwise it is an error. */
  readonly curtail?: boolean;
  /** Whether each segment is cut by itself (`split`, the default), or a session from its open to its close as if it had no break. */
  readonly breaks?: "split" | "ignore";
  /**
   * Where the first period of each segment begins, if not at its open: at the first multiple of this length on the venue's clock from the open on,
   * or at the last one up to it where it is negative. Whole minutes that divide an hour.
   */
  readonly align?: Duration;
  /** The same for segments after a break; `false` lets them begin at their open. As `align` by default. */
  readonly alignAfterBreak?: Duration | false;
  /** Phases whose time counts too, such as `["pre", "post"]`. */
  readonly phases?: readonly PhaseName[];
  /** Whether phases and segments that touch are cut as one piece; `true` by default. */
  readonly merge?: boolean;
}

/** Periods as columns: `[startMs, endMs)`, epoch milliseconds, and the session of each (day numbers). */
export interface TradingIndex {
  readonly session: Int32Array;
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
}

/**
 * Periods of one length over the sessions from one date to another, both included. Each segment begins anew at its open.
 *
 * `from` and `to` may be instants, given as a `Date`: then the first period begins at or after `from`, and the last ends at or before `to`.
 *
 * @param period - Shorter than a day; for days and more see `sessionsInRange` and `sessionsByPeriod`.
 * @throws {@link OpenbellError} `PERIODS_OVERLAP`, `BEYOND_COVERAGE`, `INVALID_DATE`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { formatInstant, tradingIndex } from "@openbell/core";
 * import { XHKG } from "@openbell/core/calendars/xhkg";
 *
 * const { startMs, endMs } = tradingIndex(XHKG, "2024-06-03", "2024-06-03", "1h", { overrun: "clip" });
 * const clock = (ms: number) => formatInstant(ms, "Asia/Hong_Kong").slice(11, 16);
 * console.log(Array.from(startMs, (start, i) => `${clock(start)}-${clock(endMs[i] ?? 0)}`).join(" "));
 * // 09:30-10:30 10:30-11:30 11:30-12:00 13:00-14:00 14:00-15:00 15:00-16:00
 * ```
 */
export function tradingIndex(
  definition: CalendarDefinition,
  from: DateLike | Date,
  to: DateLike | Date,
  period: Duration,
  options: TradingIndexOptions = {},
): TradingIndex {
  const { fromMs, toMs } = rangeOf(from, to);
  const inRange = ({ startMs, endMs }: Period): boolean => startMs >= fromMs && endMs <= toMs;
  const kept = cutPieces(definition, from, to, period, options, inRange).filter(inRange);
  return {
    session: Int32Array.from(kept, ({ session }) => session),
    startMs: Float64Array.from(kept, ({ startMs }) => startMs),
    endMs: Float64Array.from(kept, ({ endMs }) => endMs),
  };
}

/**
 * The instants at which periods begin and end, epoch milliseconds, ascending: their starts (`left`), their ends (`right`), the starts and each
 * segment's last end (`both`), or the starts without each segment's first (`neither`). Of a range given by instants both ends are in it.
 *
 * @throws {@link OpenbellError} as {@link tradingIndex}.
 */
export function tradingTimes(
  definition: CalendarDefinition,
  from: DateLike | Date,
  to: DateLike | Date,
  period: Duration,
  options: TradingIndexOptions & { readonly closed?: "left" | "right" | "both" | "neither" } = {},
): Float64Array {
  const { closed = "left", ...rest } = options;
  if (!["left", "right", "both", "neither"].includes(closed))
    throw invalidArgument("closed", '"left", "right", "both" or "neither"', closed);
  const { fromMs, toMs } = rangeOf(from, to);
  // Periods of which only the start is used may reach into the next one.
  const known = closed === "left" || closed === "neither" ? { ...rest, curtail: true } : rest;
  const cut = cutPieces(definition, from, to, period, known, ({ endMs }) => endMs >= fromMs && endMs <= toMs);
  const times: number[] = [];
  for (const { startMs, endMs, first, last } of cut) {
    if (closed === "left" || closed === "both" || (closed === "neither" && !first)) times.push(startMs);
    if (closed === "right" || (closed === "both" && last)) times.push(endMs);
  }
  return Float64Array.from(new Set(times.filter((ms) => ms >= fromMs && ms <= toMs))).sort();
}

/** Sessions begin and end no further than that from their date. */
const REACH_DAYS = 15;

interface Period {
  readonly session: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Whether it is the first, and the last, of its piece. */
  readonly first: boolean;
  readonly last: boolean;
}

/** A stretch of trading time that is cut by itself. */
interface Piece {
  readonly session: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** A break of a session. Phases may reach into it. */
type Pause = Piece;

function cutPieces(
  definition: CalendarDefinition,
  from: DateLike | Date,
  to: DateLike | Date,
  period: Duration,
  options: TradingIndexOptions,
  counts: (period: Period) => boolean,
): readonly Period[] {
  const { overrun = "keep", breakOverrun = overrun, curtail = false, breaks = "split", align, alignAfterBreak = align } = options;
  const length = durationMs("period", period);
  if (length <= 0 || length >= DAY_MS) throw invalidArgument("period", "a length above 0 and below a day", period);
  for (const [name, value] of Object.entries({ overrun, breakOverrun }))
    if (!["keep", "clip", "drop"].includes(value)) throw invalidArgument(name, '"keep", "clip" or "drop"', value);
  if (breaks !== "split" && breaks !== "ignore") throw invalidArgument("breaks", '"split" or "ignore"', breaks);
  const alignMs = alignLength("align", align);
  const afterBreakMs = alignLength("alignAfterBreak", alignAfterBreak);
  const { zone } = compileCalendar(definition);
  const periods: Period[] = [];
  const { pieces, pauses } = piecesOf(definition, from, to, options);
  const resting = new Map<number, Pause[]>();
  for (const pause of pauses) resting.set(pause.session, [...(resting.get(pause.session) ?? []), pause]);
  for (const piece of pieces) {
    const rests = resting.get(piece.session) ?? [];
    const beforeBreak = rests.some((pause) => piece.endMs >= pause.startMs && piece.endMs < pause.endMs);
    const afterBreak = rests.some((pause) => piece.startMs > pause.startMs && piece.startMs <= pause.endMs);
    const policy = beforeBreak ? breakOverrun : overrun;
    let startMs = aligned(zone, piece.startMs, afterBreak ? afterBreakMs : alignMs);
    for (let first = true; startMs < piece.endMs; first = false, startMs += length) {
      const over = startMs + length > piece.endMs;
      if (over && policy === "drop") break;
      const endMs = over && policy === "clip" ? piece.endMs : startMs + length;
      periods.push({ session: piece.session, startMs, endMs, first, last: false });
    }
    const last = periods.at(-1);
    if (last !== undefined) periods[periods.length - 1] = { ...last, last: true };
  }
  return disjoint(definition, periods, curtail, counts);
}

/** The periods, cut where the next one begins, or with an error where one that counts reaches into the next. */
function disjoint(
  definition: CalendarDefinition,
  periods: readonly Period[],
  curtail: boolean,
  counts: (period: Period) => boolean,
): readonly Period[] {
  const kept: Period[] = [];
  for (const period of periods) {
    // A segment that begins early, by its alignment, may begin before several periods of the one before it.
    while (curtail && kept.length > 0 && (kept.at(-1) as Period).startMs >= period.startMs) kept.pop();
    for (let i = kept.length - 1; i >= 0 && (kept[i] as Period).endMs > period.startMs; i--) {
      const before = kept[i] as Period;
      if (curtail) kept[i] = { ...before, endMs: period.startMs };
      else if (counts(before)) throw periodsOverlap(definition.name, formatInstant(before.endMs), formatInstant(period.startMs));
    }
    kept.push(period);
  }
  return kept;
}

/** The instants between which a range lies that is given by instants; infinite where it is given by dates. */
interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

function rangeOf(from: DateLike | Date, to: DateLike | Date): Range {
  return {
    fromMs: from instanceof Date ? toInstantMs(from) : Number.NEGATIVE_INFINITY,
    toMs: to instanceof Date ? toInstantMs(to) : Number.POSITIVE_INFINITY,
  };
}

/** Segments of the sessions in range, with the phases asked for. Around instants those of some days more, so that no session is missed that holds them. */
function piecesOf(
  definition: CalendarDefinition,
  from: DateLike | Date,
  to: DateLike | Date,
  { breaks = "split", phases = [], merge = true }: TradingIndexOptions,
): { readonly pieces: readonly Piece[]; readonly pauses: readonly Pause[] } {
  const { zone, facts } = compileCalendar(definition);
  const near = (date: DateLike | Date, side: 1 | -1): number => {
    if (!(date instanceof Date)) return toDayNumber(date);
    // A range ends before its `to`. Of an instant of which nothing is known this throws.
    const ms = toInstantMs(date) - (side === 1 ? 1 : 0);
    sessionAt(definition, ms);
    return Math.min(Math.max(zone.localDay(ms) + REACH_DAYS * side, facts.firstDay), facts.lastDay);
  };
  const { session, openMs, closeMs } = segmentsInRange(definition, near(from, -1), near(to, 1));
  let pieces: Piece[] = [];
  const pauses: Pause[] = [];
  for (let i = 0; i < session.length; i++) {
    const [day, startMs, endMs] = [session[i] as number, openMs[i] as number, closeMs[i] as number];
    const last = pieces.at(-1);
    if (last?.session === day && breaks === "ignore") pieces[pieces.length - 1] = { ...last, endMs };
    else pieces.push({ session: day, startMs, endMs });
    if (last?.session === day && breaks === "split") pauses.push({ session: day, startMs: last.endMs, endMs: startMs });
  }
  if (phases.length > 0) {
    for (const day of new Set(session))
      for (const { name, startMs, endMs } of sessionPhases(definition, day))
        if (phases.includes(name)) pieces.push({ session: day, startMs, endMs });
    pieces.sort((a, b) => a.startMs - b.startMs);
    if (merge) pieces = mergeAdjacent(pieces);
  }
  return { pieces, pauses };
}

function mergeAdjacent(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last !== undefined && last.session === piece.session && last.endMs >= piece.startMs)
      merged[merged.length - 1] = { ...last, endMs: Math.max(last.endMs, piece.endMs) };
    else merged.push(piece);
  }
  return merged;
}

function alignLength(name: string, align: Duration | false | undefined): number {
  if (align === undefined || align === false) return 0;
  const ms = durationMs(name, align);
  if (3_600_000 % ms !== 0 || ms % 60_000 !== 0)
    throw invalidArgument(name, 'whole minutes that divide an hour, such as "5m" or "-15m"', align);
  return ms;
}

function aligned(zone: Zone, startMs: number, alignMs: number): number {
  if (alignMs === 0) return startMs;
  const local = zone.localMs(startMs);
  const step = Math.abs(alignMs);
  const target = alignMs > 0 ? Math.ceil(local / step) * step : Math.floor(local / step) * step;
  return startMs + target - local;
}
