/**
 * Which rows a completed frame has: the bars that are there and, in the slots of the grid where one is missing, rows that are made. No
 * value is touched here; columns are gathered by the plan afterwards.
 *
 * A segment at a time, every bar is put into its slot, then the slots are counted through. That some bar is off the grid, or there twice,
 * shows in two sums; only then is it looked for.
 *
 * @module
 */

import { type InstantLike, toInstantMs } from "../calendar/queries/shared.js";
import { duplicateTimestamp, invalidArgument, offGrid, outsideSession } from "../errors.js";
import { INFINITE, NO_SESSION } from "../time/day.js";
import { type Duration, durationMs } from "../time/duration.js";
import { instantText, parseInstant } from "../time/instant.js";
import { searchSorted } from "../time/search.js";
import { columnOf, type Frame, timestampsOf } from "./frame.js";
import { Grid } from "./grid.js";
import { gather, groupRows } from "./groups.js";
import { readStamps, type Stamps } from "./stamps.js";
import { type SessionSource, timetableOf } from "./timetable.js";
import type { TimestampOptions } from "./types.js";

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

/** The bars of the input in order of time, symbol after symbol, by place. */
export interface OrderedBars {
  readonly stamps: Stamps;
  readonly times: Float64Array;
  /** The row at each place; `null` where rows stand in order already. */
  readonly rows: Int32Array | null;
  readonly symbols: readonly unknown[];
  /** Symbol `s` has the places `start[s]` to `start[s + 1] - 1`. */
  readonly start: Int32Array;
  /** Session of each place, -1 outside, -2 for bars that are left out. */
  readonly session: Int32Array;
}

/** Made rows and their bars fit 32-bit indices with room to spare; no memory holds more. */
const MOST_ROWS = 2 ** 30;

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
  const { carry = "across", emptySessions = "fill", outside = "error", align = false, barLabel = "start" } = options;
  for (const [name, allowed] of Object.entries(CHOICES)) checkChoice(name, options[name as "carry"], allowed);
  const stepMs = durationMs("interval", options.interval ?? "1m");
  if (stepMs < 0) throw invalidArgument("interval", "longer than nothing", options.interval);
  const [from, until] = rangeOf(options);
  const bars = orderBars(frame, options);
  const { times, start } = bars;
  const span = spanOf(bars, from, until);
  const grid = new Grid(timetableOf(source, span.fromMs, span.toMs), stepMs, barLabel === "end");

  const own = bars.symbols.map((_, s) => ownRange(grid, times, start[s] as number, start[s + 1] as number));
  const all: Range = { from: Math.min(...own.map((range) => range.from)), until: Math.max(...own.map((range) => range.until)) };
  const parts = own.map((range) => {
    const wanted = align ? all : range;
    return { from: from ?? wanted.from, until: until ?? wanted.until };
  });
  const walk = new Walk(grid, bars, {
    carry,
    outside,
    interval: typeof options.interval === "number" ? `${options.interval} ms` : (options.interval ?? "1m"),
  });
  const pieces = parts.map((range, s) => walk.pieces(range, emptySessions === "skip", start[s] as number, start[s + 1] as number));
  const slots = pieces.reduce((sum, list) => sum + list.reduce((n, piece) => n + piece.to - piece.from, 0), 0);
  const most = slots + (outside === "keep" ? times.length : 0);
  if (!(most < MOST_ROWS)) throw invalidArgument("interval", `long enough for fewer than ${MOST_ROWS} rows in the range`, options.interval);
  walk.allocate(most);
  for (const [s, list] of pieces.entries()) walk.run(s, list);
  return walk.plan();
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
export function sessionColumn({ length, runEnd, runSegment, grid }: CompletionPlan): Int32Array | (string | number | null)[] {
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

interface Range {
  readonly from: number;
  readonly until: number;
}

/** Slots `from` to `to - 1` of a segment. */
interface Piece {
  readonly segment: number;
  readonly from: number;
  readonly to: number;
}

function rangeOf({ from, until, sourceTimeZone }: GridOptions): [from: number | undefined, until: number | undefined] {
  const [fromMs, untilMs] = [from, until].map((at) =>
    at === undefined ? undefined : typeof at === "string" ? parseInstant(at, sourceTimeZone) : toInstantMs(at),
  );
  if (fromMs !== undefined && untilMs !== undefined && fromMs >= untilMs) throw invalidArgument("until", "later than `from`", until);
  return [fromMs, untilMs];
}

/** Puts the bars of a frame in order. Nothing is moved where they are. */
function orderBars(frame: Frame, options: GridOptions): OrderedBars {
  const { timestampColumn = "timestamp", symbolColumn = Object.hasOwn(frame, "symbol") ? "symbol" : null } = options;
  const stamps = readStamps(timestampsOf(frame, timestampColumn), options);
  const { ms } = stamps;
  const groups = symbolColumn === null ? null : groupRows(columnOf(frame, symbolColumn, ms.length));
  const start = groups?.start ?? Int32Array.of(0, ms.length);
  const order = (a: number, b: number): number => (ms[a] as number) - (ms[b] as number) || stamps.compare(a, b);
  let rows = groups?.rows ?? null;
  for (let s = 0; s + 1 < start.length; s++) {
    const [from, to] = [start[s] as number, start[s + 1] as number];
    if (isInOrder(rows, from, to, ms, order)) continue;
    rows ??= Int32Array.from({ length: ms.length }, (_, i) => i);
    rows.subarray(from, to).sort((a, b) => order(a, b) || a - b);
  }
  const symbols = groups?.keys ?? [null];
  return { stamps, times: gather(ms, rows), rows, symbols, start, session: new Int32Array(ms.length).fill(-1) };
}

function isInOrder(rows: Int32Array | null, from: number, to: number, ms: Float64Array, order: (a: number, b: number) => number): boolean {
  let before = rows === null ? from : (rows[from] as number);
  for (let place = from + 1; place < to; place++) {
    const row = rows === null ? place : (rows[place] as number);
    if (!((ms[before] as number) < (ms[row] as number)) && order(before, row) > 0) return false;
    before = row;
  }
  return true;
}

/** First and last instant of all bars and of a range. */
function spanOf({ times, start }: OrderedBars, ...range: readonly (number | undefined)[]): { fromMs: number; toMs: number } {
  const instants = range.filter((ms): ms is number => ms !== undefined);
  for (let s = 0; s + 1 < start.length; s++)
    if ((start[s] as number) < (start[s + 1] as number))
      instants.push(times[start[s] as number] as number, times[(start[s + 1] as number) - 1] as number);
  return instants.length === 0
    ? { fromMs: 0, toMs: 0 }
    : { fromMs: instants.reduce((a, b) => Math.min(a, b)), toMs: instants.reduce((a, b) => Math.max(a, b)) };
}

/** From the open of the first session with a bar to the close of the last; the wrong way round where none has one. */
function ownRange(grid: Grid, times: Float64Array, start: number, end: number): Range {
  const { openMs, closeMs, first } = grid.timetable;
  for (let a = start; a < end; a++) {
    const head = grid.segmentOf(times[a] as number);
    if (head < 0) continue;
    for (let b = end - 1; ; b--) {
      const tail = grid.segmentOf(times[b] as number);
      if (tail < 0) continue;
      const [from, to] = [grid.sessionOf[head] as number, grid.sessionOf[tail] as number];
      return { from: openMs[first[from] as number] as number, until: closeMs[(first[to + 1] as number) - 1] as number };
    }
  }
  return { from: INFINITE, until: -INFINITE };
}

interface WalkOptions {
  readonly carry: "across" | "session";
  readonly outside: "error" | "drop" | "keep";
  /** As it was given, for messages. */
  readonly interval: string;
}

/** The walk over bars and slots, symbol by symbol. */
class Walk {
  readonly #grid: Grid;
  readonly #bars: OrderedBars;
  readonly #options: WalkOptions;
  #row = new Int32Array(0);
  #filled = new Uint8Array(0);
  #made = new Int32Array(0);
  #stampMs = new Float64Array(0);
  #length = 0;
  #madeLength = 0;
  readonly #runEnd: number[] = [];
  readonly #runSegment: number[] = [];
  readonly #symbolEnd: number[] = [];
  /** The bar that comes next, where the symbol's bars end, and the last one that is carried on from, by place. */
  #place = 0;
  #end = 0;
  #last = -1;

  constructor(grid: Grid, bars: OrderedBars, options: WalkOptions) {
    this.#grid = grid;
    this.#bars = bars;
    this.#options = options;
  }

  allocate(rows: number): void {
    this.#row = new Int32Array(rows);
    this.#filled = new Uint8Array(rows);
    this.#stampMs = new Float64Array(rows);
    // One more: where a row might be made its place is written, and counted only if it was.
    this.#made = new Int32Array(rows + 1);
  }

  /** The slots of a range, segment by segment. */
  pieces(range: Range, skipEmpty: boolean, start: number, end: number): Piece[] {
    const { timetable, sessionOf } = this.#grid;
    const { openMs, first } = timetable;
    const pieces: Piece[] = [];
    if (!(range.from < range.until)) return pieces;
    let empty = -1;
    for (let segment = this.#sessionStart(range.from); segment < openMs.length; segment++) {
      if ((openMs[segment] as number) >= range.until) break;
      const session = sessionOf[segment] as number;
      if (segment === first[session] && skipEmpty && !this.#hasBar(session, start, end)) empty = session;
      const from = this.#grid.slotsBefore(segment, range.from);
      const to = this.#grid.slotsBefore(segment, range.until);
      if (from < to && session !== empty) pieces.push({ segment, from, to });
    }
    return pieces;
  }

  /** First segment of the session that has opened last at an instant. */
  #sessionStart(ms: number): number {
    const { openMs, first } = this.#grid.timetable;
    const segment = searchSorted(openMs, ms);
    return segment < 0 ? 0 : (first[this.#grid.sessionOf[segment] as number] as number);
  }

  #hasBar(session: number, start: number, end: number): boolean {
    const { openMs, first } = this.#grid.timetable;
    const times = this.#bars.times.subarray(start, end);
    for (let segment = first[session] as number; segment < (first[session + 1] as number); segment++) {
      let i = searchSorted(times, openMs[segment] as number);
      if (i < 0 || this.#grid.isBefore(segment, times[i] as number)) i++;
      if (i < times.length && !this.#grid.isAfter(segment, times[i] as number)) return true;
    }
    return false;
  }

  /** Walks over the bars of a symbol and its pieces. */
  run(symbol: number, pieces: readonly Piece[]): void {
    const { start, times } = this.#bars;
    this.#place = start[symbol] as number;
    this.#end = start[symbol + 1] as number;
    this.#last = -1;
    let session = -1;
    const { sessionOf } = this.#grid;
    for (let next = 0; ; ) {
      // The segment that comes next: of a piece, or of bars beyond the pieces. What lies before it lies outside.
      const piece = pieces[next];
      let segment = piece?.segment ?? INFINITE;
      while (this.#place < this.#end && !(segment < INFINITE && !this.#grid.isBefore(segment, times[this.#place] as number))) {
        const own = this.#grid.segmentOf(times[this.#place] as number);
        if (own >= 0) {
          segment = Math.min(own, segment);
          break;
        }
        this.#outside(symbol);
      }
      if (segment === INFINITE) break;
      const of = sessionOf[segment] as number;
      if (of !== session && this.#options.carry === "session") this.#last = -1;
      session = of;
      const head = this.#place;
      if (piece?.segment === segment) {
        this.#pass(segment, this.#grid.stamp(segment, piece.from), symbol);
        this.#emit(piece, symbol);
        next++;
      }
      this.#pass(segment, INFINITE, symbol);
      this.#bars.session.fill(of, head, this.#place);
    }
    this.#symbolEnd.push(this.#length);
  }

  /** A bar in no session. */
  #outside(symbol: number): void {
    const { carry, outside } = this.#options;
    const place = this.#place++;
    this.#refuseTwice(place, symbol);
    if (outside === "error") throw outsideSession(this.#grid.timetable.name, this.#rowAt(place), this.#text(place));
    if (outside === "drop") {
      this.#bars.session[place] = -2;
      return;
    }
    this.#stampMs[this.#length] = this.#bars.times[place] as number;
    this.#row[this.#length++] = place;
    this.#endRun(-1);
    if (carry === "across") this.#last = place;
  }

  /** Goes past the bars of a segment before a stamp, which become no rows, and checks that they are on the grid. */
  #pass(segment: number, before: number, symbol: number): void {
    const { times } = this.#bars;
    for (; this.#place < this.#end; this.#place++) {
      const stamp = times[this.#place] as number;
      if (stamp >= before || this.#grid.isAfter(segment, stamp)) return;
      this.#refuseTwice(this.#place, symbol);
      const slot = this.#grid.slotOf(segment, stamp);
      if (!Number.isInteger(slot))
        throw offGrid(
          this.#rowAt(this.#place),
          this.#text(this.#place),
          this.#options.interval,
          instantText(this.#grid.slotStart(segment, Math.max(Math.floor(this.#grid.atEnd ? slot + 1 : slot), 0)), this.#zone),
        );
      this.#last = this.#place;
    }
  }

  /** A row for each slot of a piece: the bar that has its stamp, else a made one. */
  #emit({ segment, from, to }: Piece, symbol: number): void {
    const { atEnd, stepMs } = this.#grid;
    // Only the last slot may be short, and only its end shows it.
    const isShort = atEnd && to === this.#grid.slots(segment);
    this.#fill(segment, this.#grid.stamp(segment, from), stepMs, isShort ? to - from - 1 : to - from, symbol);
    if (isShort) this.#fill(segment, this.#grid.stamp(segment, to - 1), stepMs, 1, symbol);
    this.#endRun(segment);
  }

  /** The same for `count` stamps at even steps. */
  #fill(segment: number, first: number, step: number, count: number, symbol: number): void {
    if (count === 0) return;
    const { times } = this.#bars;
    const begin = this.#place;
    const start = this.#length;
    const end = lastUpTo(times, begin, Math.min(begin + count, this.#end), first + (count - 1) * step) + 1;
    const off = placeBars(times, begin, end, first, step, this.#filled.subarray(start, start + count));
    const found = countThrough(this.#filled, this.#row, this.#made, this.#stampMs, start, count, begin - 1, this.#madeLength, first, step);
    if (off || found !== end - begin) this.#pass(segment, INFINITE, symbol);
    // What was made before the first bar carries on from an earlier one, which need not stand beside it.
    for (let i = start; i < start + count && this.#filled[i] === 1; i++) this.#row[i] = this.#last;
    if (end > begin) this.#last = end - 1;
    this.#place = end;
    this.#length += count;
    this.#madeLength += count - found;
  }

  #endRun(segment: number): void {
    this.#runEnd.push(this.#length);
    this.#runSegment.push(segment);
  }

  #refuseTwice(place: number, symbol: number): void {
    const { times, start, symbols, stamps } = this.#bars;
    if (place === start[symbol] || times[place] !== times[place - 1]) return;
    const [row, first] = [this.#rowAt(place), this.#rowAt(place - 1)];
    if (stamps.compare(row, first) !== 0) return;
    const name = symbols[symbol];
    throw duplicateTimestamp(row, first, this.#text(place), name === null ? undefined : String(name));
  }

  #rowAt(place: number): number {
    return this.#bars.rows === null ? place : (this.#bars.rows[place] as number);
  }

  get #zone(): string {
    return this.#grid.timetable.timeZone;
  }

  #text(place: number): string {
    return this.#bars.stamps.text(this.#rowAt(place), this.#zone);
  }

  plan(): CompletionPlan {
    const length = this.#length;
    const { rows, symbols } = this.#bars;
    const row = cut(this.#row, length);
    if (rows !== null) for (let i = 0; i < length; i++) if ((row[i] as number) >= 0) row[i] = rows[row[i] as number] as number;
    return {
      length,
      row,
      filled: cut(this.#filled, length),
      made: this.#made.subarray(0, this.#madeLength),
      stampMs: cut(this.#stampMs, length),
      runEnd: Int32Array.from(this.#runEnd),
      runSegment: Int32Array.from(this.#runSegment),
      symbols,
      symbolEnd: Int32Array.from(this.#symbolEnd),
      grid: this.#grid,
      bars: this.#bars,
      carry: this.#options.carry,
    };
  }
}

function cut<T extends Int32Array | Float64Array | Uint8Array>(column: T, length: number): T {
  return column.length === length ? column : (column.slice(0, length) as T);
}

/** The last place from `low` to `high - 1` with a time not after `stamp`; `low - 1` where there is none. */
function lastUpTo(times: Float64Array, low: number, high: number, stamp: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= stamp) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Sets `filled` to 0 in the slots of bars and to 1 in the others; tells whether any bar has none. */
function placeBars(times: Float64Array, begin: number, end: number, first: number, step: number, filled: Uint8Array): boolean {
  filled.fill(1);
  const perMs = 1 / step;
  let off = 0;
  for (let place = begin; place < end; place++) {
    const stamp = times[place] as number;
    // A product may miss the quotient by a little; whether the slot is right is looked at.
    const slot = ((stamp - first) * perMs + 0.5) | 0;
    off |= Number(first + slot * step !== stamp);
    filled[slot] = 0;
  }
  return off !== 0;
}

/**
 * Counts through slots: writes the stamp of each, the place of its bar or of the bar before it, and the rows that are made. No branch
 * depends on the bars, which come and go at random; four at a time. Returns how many slots have a bar.
 */
function countThrough(
  filled: Uint8Array,
  row: Int32Array,
  made: Int32Array,
  stampMs: Float64Array,
  start: number,
  count: number,
  before: number,
  madeLength: number,
  first: number,
  step: number,
): number {
  const stop = start + count;
  let place = before;
  let m = madeLength;
  let stamp = first;
  let i = start;
  for (; i + 4 <= stop; i += 4, stamp += 4 * step) {
    const a = filled[i] as number;
    const b = filled[i + 1] as number;
    const c = filled[i + 2] as number;
    const d = filled[i + 3] as number;
    stampMs[i] = stamp;
    stampMs[i + 1] = stamp + step;
    stampMs[i + 2] = stamp + 2 * step;
    stampMs[i + 3] = stamp + 3 * step;
    // `| 0` says that these are small integers, which a sum of them might not be.
    row[i] = place = (place + 1 - a) | 0;
    row[i + 1] = place = (place + 1 - b) | 0;
    row[i + 2] = place = (place + 1 - c) | 0;
    row[i + 3] = place = (place + 1 - d) | 0;
    made[m] = i;
    m = (m + a) | 0;
    made[m] = i + 1;
    m = (m + b) | 0;
    made[m] = i + 2;
    m = (m + c) | 0;
    made[m] = i + 3;
    m = (m + d) | 0;
  }
  for (; i < stop; i++, stamp += step) {
    const f = filled[i] as number;
    stampMs[i] = stamp;
    row[i] = place = (place + 1 - f) | 0;
    made[m] = i;
    m = (m + f) | 0;
  }
  return place - before;
}
