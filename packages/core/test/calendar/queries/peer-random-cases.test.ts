/**
 * Questions drawn at random, and what exchange_calendars answered. The cases stand in test/fixtures/peer-random-cases.json, with the program
 * that drew and recorded them beside it.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type CalendarDefinition,
  formatDate,
  isOpen,
  nextClose,
  nextOpen,
  type OpenbellError,
  previousClose,
  previousOpen,
  type Side,
  type TradingIndexOptions,
  type TradingMinutes,
  tradingIndex,
  tradingMinutes,
  tradingTimes,
} from "../../../src/index.js";
import { SHIPPED } from "../support.js";

const MINUTE_MS = 60_000;

type Argument = boolean | number | string | IndexOptions;
type Case = readonly [calendar: string, side: Side, question: string, args: readonly Argument[], answer: unknown];

interface IndexOptions {
  readonly force_close?: true;
  readonly force_break_close?: true;
  readonly curtail_overlaps?: true;
  readonly ignore_breaks?: true;
  readonly align?: number;
  readonly align_pm?: number | false;
  readonly closed?: Side;
}

const cases = JSON.parse(readFileSync(new URL("../../fixtures/peer-random-cases.json", import.meta.url), "utf8")) as Case[];
const calendars = new Map<string, CalendarDefinition>(SHIPPED.map((calendar) => [calendar.name, calendar]));
const kept = new Map<string, TradingMinutes>();

function minutesOf(name: string, side: Side): TradingMinutes {
  const key = `${name} ${side}`;
  const minutes = kept.get(key) ?? tradingMinutes(calendars.get(name) as CalendarDefinition, { side });
  kept.set(key, minutes);
  return minutes;
}

/** A list as the fixture writes it: long ones by their length, ends and a sum. */
function digest(rows: readonly (number | readonly number[])[]): unknown {
  if (rows.length <= 8) return rows;
  const sum = rows.flat().reduce((total, number, i) => (total + number * (i + 1)) % 1_000_000_007, 0);
  return { n: rows.length, first: rows[0], last: rows.at(-1), sum };
}

const instants = (column: Float64Array): unknown => digest(Array.from(column, (ms) => ms / MINUTE_MS));
const orNull = (ms: number | null): number | null => (ms === null ? null : ms / MINUTE_MS);

/** A date as it stands, a minute as the instant that it is. */
const bound = (value: Argument | undefined): string | Date => (typeof value === "string" ? value : new Date((value as number) * MINUTE_MS));

function index(calendar: CalendarDefinition, args: readonly Argument[]): unknown {
  const [from, to, period, options] = args as readonly [Argument, Argument, number, IndexOptions];
  const { force_close, force_break_close, curtail_overlaps, ignore_breaks, align, align_pm, closed } = options;
  const ours: TradingIndexOptions = {
    overrun: force_close ? "clip" : "keep",
    breakOverrun: force_break_close ? "clip" : "keep",
    curtail: curtail_overlaps ?? false,
    breaks: ignore_breaks ? "ignore" : "split",
    ...(align === undefined ? {} : { align: `${align}m` }),
    ...(align_pm === undefined ? {} : { alignAfterBreak: align_pm === false ? align_pm : `${align_pm}m` }),
  };
  if (closed !== undefined) return instants(tradingTimes(calendar, bound(from), bound(to), `${period}m`, { ...ours, closed }));
  const { startMs, endMs } = tradingIndex(calendar, bound(from), bound(to), `${period}m`, ours);
  return digest(Array.from(startMs, (start, i) => [start / MINUTE_MS, (endMs[i] as number) / MINUTE_MS]));
}

function answer(name: string, side: Side, question: string, args: readonly Argument[]): unknown {
  const calendar = calendars.get(name) as CalendarDefinition;
  const minutes = minutesOf(name, side);
  const [first, second] = args;
  const at = typeof first === "number" ? first * MINUTE_MS : Number.NaN;
  const to = typeof second === "number" ? second * MINUTE_MS : Number.NaN;
  const direction = second as "next" | "previous";
  const count = second as number;
  const date = first as string;
  switch (question) {
    case "trading_index":
      return index(calendar, args);
    case "is_open_at_time":
      return isOpen(calendar, at, { side: second as Side, breaks: args[2] === true ? "open" : "closed" });
    case "next_open":
      return nextOpen(calendar, at) / MINUTE_MS;
    case "next_close":
      return nextClose(calendar, at) / MINUTE_MS;
    case "previous_open":
      return previousOpen(calendar, at) / MINUTE_MS;
    case "previous_close":
      return previousClose(calendar, at) / MINUTE_MS;
    case "is_trading_minute":
      return minutes.has(at);
    case "is_break_minute":
      return minutes.isBreak(at);
    case "next_minute":
      return minutes.next(at) / MINUTE_MS;
    case "previous_minute":
      return minutes.previous(at) / MINUTE_MS;
    case "minute_to_trading_minute":
      return minutes.roll(at, direction) / MINUTE_MS;
    case "minute_to_session":
      return formatDate(minutes.session(at, direction) as number);
    case "minute_offset":
      return minutes.add(at, count) / MINUTE_MS;
    case "minute_offset_by_sessions":
      return minutes.addSessions(at, count) / MINUTE_MS;
    case "minutes_in_range":
      return instants(minutes.inRange(at, to));
    case "minutes_window":
      return instants(minutes.window(at, count));
    case "minutes_distance":
      return minutes.countInRange(at, to);
    case "session_minutes":
      return instants(minutes.ofSession(date));
    case "sessions_minutes":
      return instants(minutes.ofSessions(date, second as string));
    case "sessions_minutes_count":
      return minutes.countOfSessions(date, second as string);
    case "session_first_minute":
      return minutes.first(date) / MINUTE_MS;
    case "session_last_minute":
      return minutes.last(date) / MINUTE_MS;
    case "session_last_am_minute":
      return orNull(minutes.lastBeforeBreak(date));
    case "session_first_pm_minute":
      return orNull(minutes.firstAfterBreak(date));
    default:
      throw new Error(`the test does not know the question ${question}`);
  }
}

describe("questions drawn at random", () => {
  test.each(cases.map((each, i) => [i, each[2], each] as const))("%i: %s", (_, question, [name, side, , args, expected]) => {
    if (typeof expected === "object" && expected !== null && "error" in expected)
      // The peer refuses periods that reach into the next one. It can refuse nothing else here.
      expect(() => answer(name, side, question, args)).toThrow(
        expect.objectContaining({ code: "PERIODS_OVERLAP" }) as unknown as OpenbellError,
      );
    else expect(answer(name, side, question, args), JSON.stringify([name, side, args])).toEqual(expected);
  });

  test("the fixture has every question", () => {
    const asked = new Set(cases.map(([, , question]) => question));
    expect([cases.length, asked.size]).toEqual([154, 24]);
  });
});
