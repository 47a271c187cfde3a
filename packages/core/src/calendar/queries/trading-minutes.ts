/**
 * The minutes of a market, as users of other libraries know them: a minute belongs to the session by a side. With `left` the minute of the open
 * is the first and that of the close is out, as for bars stamped at their start; with `right` the other way round; with `both` and `neither`
 * both or none of them count. Instants are taken down to the whole minute.
 *
 * @module
 */

import { invalidArgument, notATradingMinute } from "../../errors.js";
import { DAY_MS, formatDate, toDayNumber } from "../../time/day.js";
import { formatInstant } from "../../time/instant.js";
import { lowerBound, searchSorted } from "../../time/search.js";
import { type CompiledCalendar, type CompiledSessions, compileCalendar } from "../compile.js";
import type { CalendarDefinition } from "../types.js";
import type { Side } from "./instants.js";
import { beyond, covered, type DateLike, fail, find, type InstantLike, isBeyondCoverage, toInstantMs } from "./shared.js";

const MINUTE_MS = 60_000;

/** The trading minutes of one calendar, by one side. Minutes are epoch milliseconds; get one from {@link tradingMinutes}. */
export class TradingMinutes {
  readonly side: Side;
  readonly #calendar: CompiledCalendar;
  readonly #sessions: CompiledSessions;
  /** First and last minute of each segment that has one, and the number of minutes before it. */
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #before: Float64Array;
  readonly #day: Int32Array;

  /** Use {@link tradingMinutes}. */
  constructor(definition: CalendarDefinition, side: Side) {
    this.side = side;
    this.#calendar = compileCalendar(definition);
    this.#sessions = this.#calendar.all();
    const { openMs, closeMs, segmentDay } = this.#sessions;
    const first: number[] = [];
    const last: number[] = [];
    const before: number[] = [];
    const day: number[] = [];
    let total = 0;
    for (let i = 0; i < openMs.length; i++) {
      const open = Math.ceil((openMs[i] as number) / MINUTE_MS) * MINUTE_MS;
      const close = Math.floor((closeMs[i] as number) / MINUTE_MS) * MINUTE_MS;
      const from = side === "left" || side === "both" || open > (openMs[i] as number) ? open : open + MINUTE_MS;
      const to = side === "right" || side === "both" || close < (closeMs[i] as number) ? close : close - MINUTE_MS;
      // Where one segment ends as the next begins, the minute between them belongs to the later one only.
      if (last.length > 0 && last.at(-1) === from) {
        last[last.length - 1] = from - MINUTE_MS;
        total--;
      }
      if (from > to) continue;
      first.push(from);
      last.push(to);
      before.push(total);
      day.push(segmentDay[i] as number);
      total += (to - from) / MINUTE_MS + 1;
    }
    before.push(total);
    this.#first = Float64Array.from(first);
    this.#last = Float64Array.from(last);
    this.#before = Float64Array.from(before);
    this.#day = Int32Array.from(day);
  }

  /** Number of all minutes that the calendar knows. */
  get count(): number {
    return this.#before.at(-1) as number;
  }

  /** Whether the minute that holds an instant is a trading minute. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
  has(instant: InstantLike): boolean {
    const minute = floorMinute(instant);
    const i = searchSorted(this.#first, minute);
    if (i >= 0 && minute <= (this.#last[i] as number)) return true;
    this.#known(minute);
    return false;
  }

  /** Whether the minute that holds an instant lies between two trading minutes of a session and is none itself. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
  isBreak(instant: InstantLike): boolean {
    const minute = floorMinute(instant);
    this.#known(minute);
    const i = searchSorted(this.#first, minute);
    return i >= 0 && minute > (this.#last[i] as number) && this.#day[i] === this.#day[i + 1];
  }

  /** The first trading minute after an instant's minute. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
  next(instant: InstantLike): number {
    const minute = floorMinute(instant);
    this.#known(minute);
    return this.#at(this.#rank(minute + MINUTE_MS), `The trading minute after ${formatInstant(minute)}`);
  }

  /** The last trading minute before an instant's minute. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
  previous(instant: InstantLike): number {
    const minute = floorMinute(instant);
    this.#known(minute);
    return this.#at(this.#rank(minute) - 1, `The trading minute before ${formatInstant(minute)}`);
  }

  /** The instant's minute where it is a trading minute, else the nearest one on a side. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`. */
  roll(instant: InstantLike, direction: "next" | "previous"): number {
    if (direction !== "next" && direction !== "previous") throw invalidArgument("direction", '"next" or "previous"', direction);
    return this.has(instant) ? floorMinute(instant) : direction === "next" ? this.next(instant) : this.previous(instant);
  }

  /**
   * Session of a trading minute or of a minute in a break, day number; of any other minute the session on a side, or `null`.
   *
   * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`.
   */
  session(instant: InstantLike, outside: "null" | "next" | "previous" = "null"): number | null {
    if (outside !== "null" && outside !== "next" && outside !== "previous")
      throw invalidArgument("outside", '"null", "next" or "previous"', outside);
    if (!this.has(instant) && !this.isBreak(instant) && outside === "null") return null;
    const minute = this.roll(instant, outside === "previous" ? "previous" : "next");
    return this.#day[searchSorted(this.#first, minute)] as number;
  }

  /**
   * The `count`-th trading minute after a trading minute (before it, where `count` is negative).
   *
   * @throws {@link OpenbellError} `NOT_A_TRADING_MINUTE`, `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`.
   */
  add(instant: InstantLike, count: number): number {
    if (!Number.isInteger(count)) throw invalidArgument("count", "a whole number of minutes", count);
    const minute = this.#trading(instant);
    return this.#at(this.#rank(minute) + count, `The trading minute ${count} from ${formatInstant(minute)}`);
  }

  /**
   * The same time of day of the session `count` sessions later (earlier, where negative), by UTC. Where that session does not trade then: its
   * first minute, its last, or the last before its break.
   *
   * @throws {@link OpenbellError} `NOT_A_TRADING_MINUTE`, `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`.
   */
  addSessions(instant: InstantLike, count: number): number {
    if (!Number.isInteger(count)) throw invalidArgument("count", "a whole number of sessions", count);
    const minute = this.#trading(instant);
    const session = this.#day[searchSorted(this.#first, minute)] as number;
    const { days } = this.#sessions;
    const target =
      days[lowerBound(days, session) + count] ?? fail(this.#calendar, `The session ${count} sessions from ${formatDate(session)}`);
    const wanted = minute + (target - session) * DAY_MS;
    const minutes = this.#span(target);
    if (wanted <= minutes.first) return minutes.first;
    if (wanted >= minutes.last) return minutes.last;
    return this.has(wanted) ? wanted : this.previous(wanted);
  }

  /** Trading minutes from one instant to another, both included; none where `to` lies before `from`. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
  inRange(from: InstantLike, to: InstantLike): Float64Array {
    const fromMs = toInstantMs(from);
    const toMs = toInstantMs(to);
    this.#known(fromMs);
    this.#known(toMs);
    return this.#slice(this.#rank(Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS), this.#rank(floorMinute(toMs) + MINUTE_MS));
  }

  /** Number of trading minutes from one instant to another, both included; negative where `to` lies before `from`. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`. */
  countInRange(from: InstantLike, to: InstantLike): number {
    const fromMs = toInstantMs(from);
    const toMs = toInstantMs(to);
    if (toMs < fromMs) return 0 - this.countInRange(toMs, fromMs);
    this.#known(fromMs);
    this.#known(toMs);
    return this.#rank(floorMinute(toMs) + MINUTE_MS) - this.#rank(Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS);
  }

  /**
   * `count` minutes in a row: beginning with a trading minute, or ending with it where `count` is negative.
   *
   * @throws {@link OpenbellError} `NOT_A_TRADING_MINUTE`, `BEYOND_COVERAGE`, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT` where `count` is 0.
   */
  window(instant: InstantLike, count: number): Float64Array {
    if (!Number.isInteger(count) || count === 0) throw invalidArgument("count", "a whole number of minutes that is not 0", count);
    const minute = this.#trading(instant);
    const rank = this.#rank(minute);
    const other = rank + count - Math.sign(count);
    this.#at(other, `The window of ${count} trading minutes from ${formatInstant(minute)}`);
    return this.#slice(Math.min(rank, other), Math.max(rank, other) + 1);
  }

  /** Minutes of a session. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`. */
  ofSession(session: DateLike): Float64Array {
    const day = toDayNumber(session);
    find(this.#calendar.definition, day);
    return this.ofSessions(day, day);
  }

  /** Minutes of the sessions from one date to another, both included; none where `to` lies before `from`. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
  ofSessions(from: DateLike, to: DateLike): Float64Array {
    const [start, end] = this.#ranks(from, to);
    return this.#slice(start, end);
  }

  /** Number of minutes of the sessions from one date to another, both included; negative where `to` lies before `from`. @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`. */
  countOfSessions(from: DateLike, to: DateLike): number {
    const [fromDay, toDay] = [toDayNumber(from), toDayNumber(to)];
    if (toDay < fromDay) return 0 - this.countOfSessions(toDay, fromDay);
    const [start, end] = this.#ranks(fromDay, toDay);
    return end - start;
  }

  /** First minute of a session. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`; `INVALID_ARGUMENT` for a session too short to have one. */
  first(session: DateLike): number {
    return this.#span(session).first;
  }

  /** Last minute of a session. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`; `INVALID_ARGUMENT` for a session too short to have one. */
  last(session: DateLike): number {
    return this.#span(session).last;
  }

  /** Last minute before a session's first break, `null` where it has none. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`. */
  lastBeforeBreak(session: DateLike): number | null {
    const { head, tail } = this.#span(session);
    return tail > head ? (this.#last[head] as number) : null;
  }

  /** First minute after a session's first break, `null` where it has none. @throws {@link OpenbellError} `NOT_A_SESSION`, `BEYOND_COVERAGE`, `INVALID_DATE`. */
  firstAfterBreak(session: DateLike): number | null {
    const { head, tail } = this.#span(session);
    return tail > head ? (this.#first[head + 1] as number) : null;
  }

  /** Number of trading minutes before an instant. */
  #rank(ms: number): number {
    const i = searchSorted(this.#first, ms);
    if (i < 0) return 0;
    return (this.#before[i] as number) + (Math.min(ms, (this.#last[i] as number) + MINUTE_MS) - (this.#first[i] as number)) / MINUTE_MS;
  }

  /** The trading minute with so many before it. */
  #at(rank: number, what: string): number {
    if (rank < 0 || rank >= this.count) fail(this.#calendar, what);
    const i = searchSorted(this.#before, rank);
    return (this.#first[i] as number) + (rank - (this.#before[i] as number)) * MINUTE_MS;
  }

  #slice(start: number, end: number): Float64Array {
    const minutes = new Float64Array(Math.max(0, end - start));
    if (minutes.length === 0) return minutes;
    let i = searchSorted(this.#before, start);
    let minute = (this.#first[i] as number) + (start - (this.#before[i] as number)) * MINUTE_MS;
    for (let k = 0; k < minutes.length; k++) {
      minutes[k] = minute;
      minute = minute < (this.#last[i] as number) ? minute + MINUTE_MS : (this.#first[++i] as number);
    }
    return minutes;
  }

  #span(session: DateLike): { first: number; last: number; head: number; tail: number } {
    const day = toDayNumber(session);
    find(this.#calendar.definition, day);
    const head = lowerBound(this.#day, day);
    const tail = lowerBound(this.#day, day + 1) - 1;
    if (tail < head) throw invalidArgument("session", `a session with a trading minute of side "${this.side}"`, formatDate(day));
    return { first: this.#first[head] as number, last: this.#last[tail] as number, head, tail };
  }

  #ranks(from: DateLike, to: DateLike): [start: number, end: number] {
    const fromDay = toDayNumber(from);
    const toDay = toDayNumber(to);
    covered(this.#calendar, fromDay);
    covered(this.#calendar, toDay);
    return [this.#before[lowerBound(this.#day, fromDay)] as number, this.#before[lowerBound(this.#day, toDay + 1)] as number];
  }

  /** The instant's minute, which must be a trading minute. */
  #trading(instant: InstantLike): number {
    const minute = floorMinute(instant);
    if (this.has(minute)) return minute;
    const i = searchSorted(this.#first, minute);
    const near = (ms: number | undefined): string | null => (ms === undefined ? null : formatInstant(ms));
    const rest = this.isBreak(minute) ? formatDate(this.#day[i] as number) : null;
    throw notATradingMinute(this.#calendar.definition.name, formatInstant(minute), rest, near(this.#last[i]), near(this.#first[i + 1]));
  }

  /** Refuses an instant of which nothing is known: neither in a session nor in the coverage. */
  #known(ms: number): void {
    const minute = floorMinute(ms);
    const i = searchSorted(this.#first, minute);
    const inSession = i >= 0 && (minute <= (this.#last[i] as number) || this.#day[i] === this.#day[i + 1]);
    if (!inSession && isBeyondCoverage(this.#calendar, ms)) throw beyond(this.#calendar, formatInstant(ms));
  }
}

function floorMinute(instant: InstantLike): number {
  return Math.floor(toInstantMs(instant) / MINUTE_MS) * MINUTE_MS;
}

/**
 * The trading minutes of a calendar. Works out all years once; keep it for as long as it is asked.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` for an unknown side.
 *
 * @example
 * ```ts
 * import { formatInstant, parseInstant, tradingMinutes } from "@openbell/core";
 * import { XHKG } from "@openbell/core/calendars/xhkg";
 *
 * const minutes = tradingMinutes(XHKG, { side: "left" });
 * // Ten minutes on from 11:55: lunch does not count.
 * const later = minutes.add(parseInstant("2024-06-03T11:55:00+08:00"), 10);
 * console.log(formatInstant(later, "Asia/Hong_Kong")); // 2024-06-03T13:05:00+08:00
 * ```
 */
export function tradingMinutes(definition: CalendarDefinition, options: { readonly side?: Side } = {}): TradingMinutes {
  const { side = "left" } = options;
  if (!["left", "right", "both", "neither"].includes(side)) throw invalidArgument("side", '"left", "right", "both" or "neither"', side);
  return new TradingMinutes(definition, side);
}
