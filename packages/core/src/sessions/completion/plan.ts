/**
 * Which rows a completed frame has: the bars that are there and, in the slots of the grid where one is missing, rows that are made. No
 * value is touched here; columns are gathered by the plan afterwards.
 *
 * @module
 */

import { type InstantLike, toInstantMs } from "../../calendar/queries/shared.js";
import { invalidArgument } from "../../errors.js";
import { INFINITE, NO_SESSION } from "../../time/day.js";
import { type Duration, durationMs } from "../../time/duration.js";
import { parseInstant } from "../../time/instant.js";
import type { Frame } from "../frame.js";
import { type Grid, gridOf } from "../grid.js";
import { type SessionSource, timetableOf } from "../timetable.js";
import type { TimestampOptions } from "../types.js";
import { type OrderedBars, orderBars } from "./ordered-bars.js";
import { type Piece, piecesOf, type Range } from "./pieces.js";
import { Walk } from "./walk.js";

/** Options that say which rows there are. */
export interface GridOptions extends TimestampOptions {
  /** Length of a bar. Default `"1m"`. */
  readonly interval?: Duration;
  /** Name of the column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string;
  /** Name of the column that tells symbols apart, `null` for none. Default `symbol`, where the frame has such a column. */
  readonly symbolColumn?: string | null;
  /** One range for all symbols, from the first session in which any has a bar to the last. Default `false`: each has its own. */
  readonly align?: boolean;
  /** Sessions in the range without a bar: `fill` (default) or `skip`. */
  readonly emptySessions?: "fill" | "skip";
  /**
   * Bars in no session: refused (`error`, the default), left out (`drop`), or kept as they are with no session (`keep`), also where they
   * lie before `from` or after `until`.
   */
  readonly outside?: "error" | "drop" | "keep";
  /**
   * Slots that begin in `[from, until)` are made complete, epoch milliseconds, a `Date` or ISO text. Default: from the open of the first
   * session with a bar to the close of the last. For live use pass the present as `until`: the rest of the session is not known yet.
   */
  readonly from?: InstantLike | string;
  readonly until?: InstantLike | string;
}

/** Options of the rows and of what made rows carry on from. */
export interface PlanOptions extends GridOptions {
  /** Whether a price is carried over from session to session (`across`, the default) or only within one (`session`). */
  readonly carry?: "across" | "session";
}

/** The rows of a completed frame: symbol after symbol, each in order of time. */
export interface CompletionPlan {
  readonly length: number;
  /** The input row that a row copies; for a made row the last one before it that it carries on from, -1 where there is none. */
  readonly row: Int32Array;
  /** 1 where a row is made. */
  readonly filled: Uint8Array;
  /** The rows that are made, ascending. */
  readonly made: Int32Array;
  /** Where rows lie in time, epoch milliseconds: exact for made rows. */
  readonly stampMs: Float64Array;
  /** Rows in one segment of a session each: where the run ends, and the segment, -1 for bars kept outside sessions. */
  readonly runEnd: Int32Array;
  readonly runSegment: Int32Array;
  /** The value of each symbol, and where its rows end; one, `null`, where symbols are not told apart. */
  readonly symbols: readonly unknown[];
  readonly symbolEnd: Int32Array;
  readonly grid: Grid;
  readonly bars: OrderedBars;
  readonly carry: "across" | "session";
}

/** {@link PlanOptions} as they are worked with. */
export interface PlanSettings extends Required<Pick<PlanOptions, "carry" | "outside" | "align">> {
  readonly stepMs: number;
  readonly atEnd: boolean;
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly skipEmpty: boolean;
}

/** Made rows and their bars fit 32-bit indices with room to spare; no memory holds more. */
export const MOST_ROWS: number = 2 ** 30;

const CHOICES: { readonly [option: string]: readonly string[] } = {
  emptySessions: ["fill", "skip"],
  outside: ["error", "drop", "keep"],
  carry: ["across", "session"],
  barLabel: ["start", "end"],
};

/** Checks an option against its values. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function checkChoice(name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  throw invalidArgument(name, allowed.map((each) => `"${each}"`).join(" or "), value);
}

/**
 * Plans the rows of a completed frame; only its timestamps and symbols are looked at.
 *
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT`, `INVALID_TIMESTAMP`, `DUPLICATE_TIMESTAMP`, `OFF_GRID`,
 * `OUTSIDE_SESSION`, each of the last four with the row.
 */
export function planRows(source: SessionSource, frame: Frame, options: PlanOptions): CompletionPlan {
  const settings = readOptions(options);
  const bars = orderBars(frame, options);
  const { grid, pieces, slots } = layOut(source, bars, settings);
  const { carry, outside } = settings;
  const most = slots + (outside === "keep" ? bars.times.length : 0);
  if (!(most < MOST_ROWS)) throw invalidArgument("interval", `long enough for fewer than ${MOST_ROWS} rows in the range`, options.interval);
  const interval = typeof options.interval === "number" ? `${options.interval} ms` : (options.interval ?? "1m");
  const walk = new Walk(grid, bars, { carry, outside, interval });
  walk.allocate(most);
  for (const [s, list] of pieces.entries()) walk.run(s, list);
  return walk.plan();
}

/** Checks the options that say which rows there are. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function readOptions(options: PlanOptions): PlanSettings {
  for (const [name, allowed] of Object.entries(CHOICES)) checkChoice(name, options[name as "carry"], allowed);
  const { carry = "across", emptySessions = "fill", outside = "error", align = false, barLabel = "start" } = options;
  const stepMs = durationMs("interval", options.interval ?? "1m");
  if (stepMs < 0) throw invalidArgument("interval", "longer than nothing", options.interval);
  const [from, until] = rangeOf(options);
  return { carry, outside, stepMs, from, until, align, skipEmpty: emptySessions === "skip", atEnd: barLabel === "end" };
}

/** The grid, and the slots of each symbol that shall have a row. */
export function layOut(
  source: SessionSource,
  { times, start }: Pick<OrderedBars, "times" | "start">,
  { stepMs, atEnd, from, until, align, skipEmpty }: Omit<PlanSettings, "carry" | "outside">,
): { readonly grid: Grid; readonly pieces: readonly (readonly Piece[])[]; readonly slots: number } {
  const span = spanOf({ times, start }, from, until);
  const grid = gridOf(timetableOf(source, span.fromMs, span.toMs), stepMs, atEnd);
  const bySymbol = Array.from({ length: start.length - 1 }, (_, s) => times.subarray(start[s], start[s + 1]));
  const own = bySymbol.map((bars) => ownRange(grid, bars));
  const all: Range = { from: Math.min(...own.map((range) => range.from)), until: Math.max(...own.map((range) => range.until)) };
  const pieces = own.map((range, s) => {
    const wanted = align ? all : range;
    return piecesOf(grid, bySymbol[s] as Float64Array, { from: from ?? wanted.from, until: until ?? wanted.until }, skipEmpty);
  });
  return { grid, pieces, slots: pieces.flat().reduce((n, piece) => n + piece.to - piece.from, 0) };
}

/** For every row the last input row before it (a made row) or the row itself whose value is known, -1 where there is none in reach. */
export function carriedRows({ row, made, bars, carry }: CompletionPlan, isKnown: (row: number) => boolean): Int32Array {
  const { rows, start, session, times } = bars;
  let all = 0;
  while (all < times.length && isKnown(all)) all++;
  if (all === times.length) return row;
  const last = new Int32Array(times.length);
  for (let s = 0; s + 1 < start.length; s++) {
    let found = -1;
    let scope = -1;
    for (let place = start[s] as number; place < (start[s + 1] as number); place++) {
      const of = session[place] as number;
      const input = rows === null ? place : (rows[place] as number);
      if (of === -2 || (of === -1 && carry === "session")) continue;
      if (carry === "session" && of !== scope) {
        scope = of;
        found = -1;
      }
      if (isKnown(input)) found = input;
      last[input] = found;
    }
  }
  const carried = row.slice();
  for (let m = 0; m < made.length; m++) {
    const from = row[made[m] as number] as number;
    if (from >= 0) carried[made[m] as number] = last[from] as number;
  }
  return carried;
}

/** The session-date column of a plan: day numbers of a calendar ({@link NO_SESSION} outside), the ids of a list (`null` outside). */
export function sessionColumn({
  length,
  runEnd,
  runSegment,
  grid,
}: Pick<CompletionPlan, "length" | "runEnd" | "runSegment" | "grid">): Int32Array | (string | number | null)[] {
  const { ids } = grid.timetable;
  const isDates = ids instanceof Int32Array;
  const column = isDates ? new Int32Array(length) : new Array<string | number | null>(length);
  for (let r = 0; r < runEnd.length; r++) {
    const segment = runSegment[r] as number;
    const id = segment < 0 ? null : (ids[grid.sessionOf[segment] as number] as string | number);
    (column as (string | number | null)[]).fill(isDates ? (id ?? NO_SESSION) : id, runEnd[r - 1] ?? 0, runEnd[r]);
  }
  return column;
}

/** The plan without some of its made rows. */
export function withoutRows(plan: CompletionPlan, isLeftOut: (row: number) => boolean): CompletionPlan {
  const { row, made, filled, stampMs, runEnd, symbolEnd } = plan;
  const out = new Uint8Array(plan.length);
  let count = 0;
  for (const i of made)
    if (isLeftOut(i)) {
      out[i] = 1;
      count++;
    }
  if (count === 0) return plan;
  const place = new Int32Array(plan.length + 1);
  for (let i = 0; i < plan.length; i++) place[i + 1] = (place[i] as number) + 1 - (out[i] as number);
  const stays = (_: number, i: number): boolean => out[i] === 0;
  const moved = (end: number): number => place[end] as number;
  return {
    ...plan,
    length: plan.length - count,
    row: row.filter(stays),
    filled: filled.filter(stays),
    stampMs: stampMs.filter(stays),
    made: made.filter((i) => out[i] === 0).map(moved),
    runEnd: runEnd.map(moved),
    symbolEnd: symbolEnd.map(moved),
  };
}

function rangeOf({ from, until, sourceTimeZone }: GridOptions): [from: number | undefined, until: number | undefined] {
  const [fromMs, untilMs] = [from, until].map((at) =>
    at === undefined ? undefined : typeof at === "string" ? parseInstant(at, sourceTimeZone) : toInstantMs(at),
  );
  if (fromMs !== undefined && untilMs !== undefined && fromMs >= untilMs) throw invalidArgument("until", "later than `from`", until);
  return [fromMs, untilMs];
}

/** First and last instant of all bars and of a range. */
function spanOf(
  { times, start }: Pick<OrderedBars, "times" | "start">,
  ...range: readonly (number | undefined)[]
): { fromMs: number; toMs: number } {
  const instants = range.filter((ms): ms is number => ms !== undefined);
  for (let s = 0; s + 1 < start.length; s++)
    if ((start[s] as number) < (start[s + 1] as number))
      instants.push(times[start[s] as number] as number, times[(start[s + 1] as number) - 1] as number);
  return instants.length === 0
    ? { fromMs: 0, toMs: 0 }
    : { fromMs: instants.reduce((a, b) => Math.min(a, b)), toMs: instants.reduce((a, b) => Math.max(a, b)) };
}

/** From the open of the first session with a bar to the close of the last; the wrong way round where none has one. */
function ownRange(grid: Grid, times: Float64Array): Range {
  const { openMs, closeMs, first } = grid.timetable;
  for (const early of times) {
    const head = grid.segmentOf(early);
    if (head < 0) continue;
    for (let b = times.length - 1; ; b--) {
      const tail = grid.segmentOf(times[b] as number);
      if (tail < 0) continue;
      const [from, to] = [grid.sessionOf[head] as number, grid.sessionOf[tail] as number];
      return { from: openMs[first[from] as number] as number, until: closeMs[(first[to + 1] as number) - 1] as number };
    }
  }
  return { from: INFINITE, until: -INFINITE };
}
