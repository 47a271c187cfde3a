/**
 * A column of sessions, grouped: which sessions there are, in order, and which rows are theirs. One pass finds the runs of equal rows, and
 * everything else is said in runs: a sorted column of ten million rows has a few thousand, a shuffled one as many as rows, for which the two
 * arrays of runs take no more memory than a session for each row and an order of rows would.
 *
 * @module
 */

import { NO_SESSION } from "@openbell/core";
import { invalidArgument, missingSession } from "./errors.js";
import { lastNotAbove, rowsOfRanges } from "./row-set.js";
import { checkInOrder, compareIds, orderOf, saysOrder } from "./session-order.js";
import type { RowSet, SessionColumn, SessionId } from "./types.js";

/** Options of {@link groupSessions}. */
export interface GroupOptions {
  /** What to do with rows without a session: refuse them (the default), or leave them out. */
  readonly nullSession?: "error" | "drop";
  /** Time of each row, epoch milliseconds: puts sessions in order whose ids are neither numbers nor dates, and checks the order of those that are. */
  readonly times?: ArrayLike<number>;
}

/** Sessions and their rows. Made by {@link groupSessions}; splitters take one in place of a column, which is then read once for all of them. */
export class Sessions {
  /** Length of the column. */
  readonly rows: number;
  /** Every session, in order. Elsewhere a session is meant by its place in this list. */
  readonly ids: readonly SessionId[];
  /** Number of rows of each session. */
  readonly sizes: Int32Array;
  /** First row of each run of rows of one session, and at the end the length of the column. */
  readonly runStart: Int32Array;
  /** Session of each run, -1 where its rows have none. */
  readonly runSession: Int32Array;

  constructor(rows: number, ids: readonly SessionId[], runStart: Int32Array, runSession: Int32Array) {
    this.rows = rows;
    this.ids = ids;
    this.runStart = runStart;
    this.runSession = runSession;
    this.sizes = new Int32Array(ids.length);
    for (let r = 0; r < runSession.length; r++) {
      const session = runSession[r] as number;
      if (session >= 0) this.sizes[session] = (this.sizes[session] as number) + (runStart[r + 1] as number) - (runStart[r] as number);
    }
  }

  /** Number of sessions. */
  get length(): number {
    return this.ids.length;
  }

  /** Place of a row's session, -1 where it has none. */
  sessionOf(row: number): number {
    if (!Number.isInteger(row) || row < 0 || row >= this.rows) return -1;
    return this.runSession[lastNotAbove(this.runStart, row)] as number;
  }

  /** The rows of one session, by its place. */
  rowsOf(session: number): RowSet {
    const ranges: number[] = [];
    for (let r = 0; r < this.runSession.length; r++)
      if (this.runSession[r] === session) ranges.push(this.runStart[r] as number, this.runStart[r + 1] as number);
    return rowsOfRanges(ranges);
  }

  /**
   * The same sessions with some of the rows only: for a split within a train set (nested cross-validation, or folds of what is not held out).
   * Rows keep their numbers; sessions without a row left are gone.
   *
   * @example
   * ```ts
   * import { GroupKFold, groupSessions } from "@openbell/cv";
   *
   * const sessions = groupSessions([1, 1, 2, 3, 4, 4]);
   * const [outer] = new GroupKFold({ splits: 2 }).split(sessions);
   * if (outer) {
   *   const [inner] = new GroupKFold({ splits: 2 }).split(sessions.only(outer.train));
   *   console.log([...outer.test].join(" "), "|", [...(inner?.train ?? [])].join(" "), "|", [...(inner?.test ?? [])].join(" ")); // 3 4 5 | 2 | 0 1
   * }
   * ```
   */
  only(rows: RowSet): Sessions {
    const { ranges } = rows;
    const starts: number[] = [0];
    const sessions: number[] = [];
    /** The next piece of the column: rows before `to` belong to a session, or (-1) to none. */
    const piece = (to: number, session: number): void => {
      if (to === starts.at(-1)) return;
      if (sessions.at(-1) === session) starts[starts.length - 1] = to;
      else {
        sessions.push(session);
        starts.push(to);
      }
    };
    let r = 0;
    for (let k = 0; k < ranges.length; k += 2) {
      const from = ranges[k] as number;
      const to = Math.min(ranges[k + 1] as number, this.rows);
      if (from >= to) break;
      piece(from, -1);
      while ((this.runStart[r + 1] as number) <= from) r++;
      for (; r < this.runSession.length && (this.runStart[r] as number) < to; r++) {
        piece(Math.min(this.runStart[r + 1] as number, to), this.runSession[r] as number);
        if ((this.runStart[r + 1] as number) > to) break;
      }
    }
    piece(this.rows, -1);
    const left = new Uint8Array(this.length);
    for (const session of sessions) if (session >= 0) left[session] = 1;
    const place = new Int32Array(this.length);
    const ids: SessionId[] = [];
    for (let s = 0; s < this.length; s++) if (left[s] === 1) place[s] = ids.push(this.ids[s] as SessionId) - 1;
    return new Sessions(
      this.rows,
      ids,
      Int32Array.from(starts),
      Int32Array.from(sessions, (session) => (session < 0 ? -1 : (place[session] as number))),
    );
  }

  /** Time of each session's first row. Rows whose time is not finite are passed over. */
  firstMs(times: ArrayLike<number>): Float64Array {
    const first = new Float64Array(this.length).fill(Number.POSITIVE_INFINITY);
    for (let r = 0; r < this.runSession.length; r++) {
      const session = this.runSession[r] as number;
      if (session < 0) continue;
      for (let row = this.runStart[r] as number; row < (this.runStart[r + 1] as number); row++) {
        const time = times[row] as number;
        if (time < (first[session] as number)) first[session] = time;
      }
    }
    const without = first.indexOf(Number.POSITIVE_INFINITY);
    if (without >= 0) throw invalidArgument("times", `finite in at least one row of session ${String(this.ids[without])}`, "none");
    return first;
  }

  /** The same sessions in order of the times of their first rows, where their ids say no order; else these. */
  inOrderOf(times: ArrayLike<number>): Sessions {
    if (saysOrder(this.ids)) return this;
    const firstMs = this.firstMs(checkedTimes("times", times, this.rows));
    const { ids, runSession } = ordered(this.ids, this.runSession.slice(), orderOf(this.ids, firstMs));
    return new Sessions(this.rows, ids, this.runStart, runSession);
  }

  /** @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED` where sessions are in another order than the times of their first rows. */
  checkOrder(times: ArrayLike<number>): void {
    checkInOrder(this.ids, this.firstMs(checkedTimes("times", times, this.rows)));
  }
}

/** A column of times. @throws {@link OpenbellError} `INVALID_ARGUMENT` for one that is missing, of another length, or not made of numbers. */
export function checkedTimes(name: string, times: ArrayLike<number> | undefined, rows: number): ArrayLike<number> {
  if (times?.length !== rows)
    throw invalidArgument(name, `a column with a time for each of ${rows} rows`, times === undefined ? times : `${times.length} values`);
  const first: unknown = times[0];
  if (typeof first === "bigint" || typeof first === "string" || first instanceof Date)
    throw invalidArgument(name, "a column of numbers, epoch milliseconds", first);
  return times;
}

/**
 * Groups the rows of a column by session.
 *
 * Sessions stand in ascending order: numbers by value, strings by code point, which is the order in time of day numbers and dates. Strings that
 * are no dates are put in the order of their first times, where `times` is given. Rows may be in any order.
 *
 * @throws {@link OpenbellError} `MISSING_SESSION` for rows without one, unless `nullSession` is `"drop"`; `INVALID_ARGUMENT` for ids that are
 *   no numbers or strings, or of several types; `TIMESTAMPS_NOT_SORTED` where days or dates ascend against `times`.
 *
 * @example
 * ```ts
 * import { groupSessions } from "@openbell/cv";
 *
 * const sessions = groupSessions(["2024-06-04", "2024-06-03", "2024-06-03", "2024-06-04"]);
 * console.log(sessions.ids.join(" ")); // 2024-06-03 2024-06-04
 * console.log(sessions.rowsOf(1).toArray().join(" ")); // 0 3
 * ```
 */
export function groupSessions(column: SessionColumn, options: GroupOptions = {}): Sessions {
  const { nullSession = "error", times } = options;
  if (nullSession !== "error" && nullSession !== "drop") throw invalidArgument("nullSession", '"error" or "drop"', nullSession);
  const rows = column?.length;
  if (!Number.isInteger(rows)) throw invalidArgument("sessions", "a column: an array or typed array with the session of each row", column);
  if (times !== undefined) checkedTimes("times", times, rows);
  const runStart = column instanceof Int32Array ? runsOfDays(column) : runsOf(column);
  const { ids, runSession } = identify(column, runStart);
  const sessions = new Sessions(rows, ids, runStart, runSession);
  if (nullSession === "error") refuseMissing(sessions);
  if (times === undefined) return sessions;
  if (!saysOrder(ids)) return sessions.inOrderOf(times);
  sessions.checkOrder(times);
  return sessions;
}

/** First row of each run of equal values, and the length of the column. */
function runsOf(column: SessionColumn): Int32Array {
  const { length } = column;
  let starts = new Int32Array(1024);
  let runs = 0;
  let before: unknown;
  for (let row = 0; row < length; row++) {
    const value = column[row];
    if (value === before && row > 0) continue;
    // One place is left for the end.
    if (runs + 1 === starts.length) starts = larger(starts);
    starts[runs++] = row;
    before = value;
  }
  starts[runs] = length;
  return starts.slice(0, runs + 1);
}

/** The same for the column that `assignSessions` gives, in code that sees no other kind of array and so stays fast. */
function runsOfDays(column: Int32Array): Int32Array {
  const { length } = column;
  let starts = new Int32Array(1024);
  let runs = 0;
  let before = length === 0 ? 0 : ~(column[0] as number);
  for (let row = 0; row < length; row++) {
    const value = column[row] as number;
    if (value === before) continue;
    if (runs + 1 === starts.length) starts = larger(starts);
    starts[runs++] = row;
    before = value;
  }
  starts[runs] = length;
  return starts.slice(0, runs + 1);
}

function larger(array: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(array.length * 2);
  copy.set(array);
  return copy;
}

/** Whether a value stands for "no session". */
const isMissing = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || value === NO_SESSION || Number.isNaN(value);

/** The sessions in order, and which of them each run is of. */
function identify(column: SessionColumn, runStart: Int32Array): { ids: readonly SessionId[]; runSession: Int32Array } {
  const runs = runStart.length - 1;
  const runSession = new Int32Array(runs);
  const ids: SessionId[] = [];
  const places: Places = column instanceof Int32Array ? placesOfDays(column, runStart) : new Map();
  let type: string | undefined;
  let ascending = true;
  for (let r = 0; r < runs; r++) {
    const row = runStart[r] as number;
    const value = column[row];
    if (isMissing(value)) {
      runSession[r] = -1;
      continue;
    }
    const id = value as SessionId;
    const found = typeof id;
    if (found !== type) type = checkedType(id, type, row);
    // What follows the last of an ascending list is new: a sorted column needs no look-up.
    const follows: boolean = ids.length === 0 || (ascending && compareIds(ids[ids.length - 1] as SessionId, id) < 0);
    let place = follows ? undefined : places.get(id);
    if (place === undefined) {
      ascending = follows;
      place = ids.push(id) - 1;
      places.set(id, place);
    }
    runSession[r] = place;
  }
  return ascending ? { ids, runSession } : ordered(ids, runSession, orderOf(ids, null));
}

/** The places of the sessions seen so far. */
interface Places {
  get(id: SessionId): number | undefined;
  set(id: SessionId, place: number): unknown;
}

/** So many days are three thousand years. */
const MOST_DAYS = 1 << 20;

/** Places by day: a table, ten times as fast as a map, where the days lie close together. */
function placesOfDays(column: Int32Array, runStart: Int32Array): Places {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let r = 0; r + 1 < runStart.length; r++) {
    const day = column[runStart[r] as number] as number;
    if (day === NO_SESSION) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (!(last - first < MOST_DAYS)) return new Map();
  // A place and one more, 0 for none.
  const table = new Int32Array(last - first + 1);
  return {
    get(day) {
      const place = table[(day as number) - first] as number;
      return place === 0 ? undefined : place - 1;
    },
    set(day, place) {
      table[(day as number) - first] = place + 1;
    },
  };
}

/** Sessions and runs (which are changed) with the sessions in another order, given as places. */
function ordered(
  ids: readonly SessionId[],
  runSession: Int32Array,
  order: readonly number[],
): { ids: readonly SessionId[]; runSession: Int32Array } {
  const place = new Int32Array(ids.length);
  order.forEach((old, now) => {
    place[old] = now;
  });
  for (let r = 0; r < runSession.length; r++) {
    const old = runSession[r] as number;
    if (old >= 0) runSession[r] = place[old] as number;
  }
  return { ids: order.map((old) => ids[old] as SessionId), runSession };
}

function checkedType(id: unknown, type: string | undefined, row: number): string {
  const found = typeof id;
  if (found !== "number" && found !== "bigint" && found !== "string")
    throw invalidArgument(`sessions[${row}]`, "a day number, a date as text, or another number or string", id);
  if (type !== undefined) throw invalidArgument(`sessions[${row}]`, `a ${type} as the sessions before it`, id);
  return found;
}

function refuseMissing({ runStart, runSession }: Sessions): void {
  const first = runSession.indexOf(-1);
  if (first < 0) return;
  let rows = 0;
  runSession.forEach((session, r) => {
    if (session < 0) rows += (runStart[r + 1] as number) - (runStart[r] as number);
  });
  throw missingSession(runStart[first] as number, rows);
}
