/**
 * Purging: what leaves the train set because its labels, and those of the test set, tell of the same time. And the embargo: what leaves it
 * because it follows too soon.
 *
 * By sessions: labels reach `horizon` sessions ahead. By time: each row has a label from `start` to `end`, and a block of adjacent test sessions
 * has a hull, from its first start to its last end. Only sessions whose own hull touches that of a block are looked at row by row.
 *
 * @module
 */

import { invalidLabel } from "./errors.js";
import { EMBARGOED, MIXED, NONE, PURGED, type Role, type RoleOfRow, SessionFold, TEST, TRAIN } from "./fold.js";
import { checkInOrder } from "./session-order.js";
import { checkedTimes, type Sessions } from "./sessions.js";
import type { SplitData } from "./types.js";

/** Adjacent test sessions, from one up to another. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Labels that were checked, with the hull of each session. */
export interface Labels {
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  /** Earliest start in each session. */
  readonly firstStart: Float64Array;
  /** Latest end in each session. */
  readonly lastEnd: Float64Array;
}

/** How to purge by time. */
export interface PurgeByTime {
  readonly closed: boolean;
  readonly wholeSessions: boolean;
  readonly embargoMs: number;
  /** Sessions. */
  readonly embargo: number;
}

/**
 * The labels of the rows of sessions.
 *
 * @throws {@link OpenbellError} `INVALID_LABEL` with the row where one ends before it starts or is not finite; `INVALID_ARGUMENT` where a column is
 *   missing or of another length; `TIMESTAMPS_NOT_SORTED` where the labels of a session start before those of the session before.
 */
export function labelsOf(sessions: Sessions, { labels, times }: SplitData): Labels {
  const start = labels?.start ?? times;
  const end = labels === undefined ? times : labels.end;
  return hulls(
    sessions,
    checkedTimes(labels?.start === undefined ? "times" : "labels.start", start, sessions.rows),
    checkedTimes(labels === undefined ? "times" : "labels.end", end, sessions.rows),
  );
}

function hulls(sessions: Sessions, start: ArrayLike<number>, end: ArrayLike<number>): Labels {
  const firstStart = new Float64Array(sessions.length).fill(Number.POSITIVE_INFINITY);
  const lastEnd = new Float64Array(sessions.length).fill(Number.NEGATIVE_INFINITY);
  const { runStart, runSession } = sessions;
  for (let r = 0; r < runSession.length; r++) {
    const session = runSession[r] as number;
    if (session < 0) continue;
    let first = firstStart[session] as number;
    let last = lastEnd[session] as number;
    for (let row = runStart[r] as number; row < (runStart[r + 1] as number); row++) {
      const from = start[row] as number;
      const to = end[row] as number;
      if (!(from <= to && Number.isFinite(from) && Number.isFinite(to))) throw invalidLabel(row, from, to);
      if (from < first) first = from;
      if (to > last) last = to;
    }
    firstStart[session] = first;
    lastEnd[session] = last;
  }
  checkInOrder(sessions.ids, firstStart);
  return { start, end, firstStart, lastEnd };
}

/** The fold of blocks whose labels, in every session, reach `horizon` sessions ahead; an embargo of so many sessions more follows. */
export function purgedBySessions(
  index: number,
  sessions: Sessions,
  blocks: readonly Block[],
  horizon: number,
  embargo: number,
): SessionFold {
  const roles = new Uint8Array(sessions.length).fill(TRAIN);
  for (const { to } of blocks) roles.fill(EMBARGOED, to, to + horizon + embargo);
  for (const { from, to } of blocks) roles.fill(PURGED, Math.max(from - horizon, 0), to + horizon);
  for (const { from, to } of blocks) roles.fill(TEST, from, to);
  return new SessionFold(index, sessions, roles);
}

/** The fold of roles, with the train rows purged whose labels overlap the hull of a block. `roles` is changed. */
export function purgedByTime(
  index: number,
  sessions: Sessions,
  roles: Uint8Array,
  blocks: readonly Block[],
  labels: Labels,
  { closed, wholeSessions, embargoMs, embargo }: PurgeByTime,
): SessionFold {
  const { firstStart, lastEnd } = labels;
  const from = Float64Array.from(blocks, (block) => least(firstStart, block));
  const to = Float64Array.from(blocks, (block) => greatest(lastEnd, block));

  /** What happens to a label. */
  const roleOf = (start: number, end: number): Role => {
    let role: Role = TRAIN;
    for (let b = 0; b < from.length; b++) {
      const first = from[b] as number;
      const last = to[b] as number;
      if (closed ? start <= last && end >= first : start < last && end > first) return PURGED;
      if (embargoMs > 0 && start >= last && (closed ? start <= last + embargoMs : start < last + embargoMs)) role = EMBARGOED;
    }
    return role;
  };
  /** Whether that may happen to a label of a session. */
  const mayTouch = (session: number): boolean => {
    for (let b = 0; b < from.length; b++)
      if ((firstStart[session] as number) <= (to[b] as number) + embargoMs && (lastEnd[session] as number) >= (from[b] as number))
        return true;
    return false;
  };

  const embargoed = new Uint8Array(roles.length);
  if (embargo > 0)
    for (const [b, block] of blocks.entries()) embargoed.fill(1, block.to, lastBefore(firstStart, to[b] as number, block) + embargo + 1);

  let mixed = false;
  for (let s = 0; s < roles.length; s++) {
    if (roles[s] !== TRAIN) continue;
    if (mayTouch(s)) {
      roles[s] = MIXED;
      mixed = true;
    } else if (embargoed[s] === 1) roles[s] = EMBARGOED;
  }
  const { start, end } = labels;
  const roleOfRow: RoleOfRow = (row, session) => {
    const role = roleOf(start[row] as number, end[row] as number);
    return role === TRAIN && embargoed[session] === 1 ? EMBARGOED : role;
  };
  if (mixed && wholeSessions) makeWhole(sessions, roles, roleOfRow);
  return new SessionFold(index, sessions, roles, roleOfRow);
}

/** The last session that begins before an instant, and at least the last of the block. */
function lastBefore(firstStart: Float64Array, ms: number, block: Block): number {
  let session = block.to - 1;
  while (session + 1 < firstStart.length && (firstStart[session + 1] as number) < ms) session++;
  return session;
}

/** A session that loses a row loses them all. */
function makeWhole({ runStart, runSession }: Sessions, roles: Uint8Array, roleOfRow: RoleOfRow): void {
  const whole = new Uint8Array(roles.length).fill(NONE);
  for (let r = 0; r < runSession.length; r++) {
    const session = runSession[r] as number;
    if (session < 0 || roles[session] !== MIXED) continue;
    for (let row = runStart[r] as number; row < (runStart[r + 1] as number) && whole[session] !== PURGED; row++) {
      const role = roleOfRow(row, session);
      if (role !== TRAIN) whole[session] = role;
    }
  }
  for (let s = 0; s < roles.length; s++) if (roles[s] === MIXED) roles[s] = whole[s] === NONE ? TRAIN : (whole[s] as number);
}

function least(values: Float64Array, { from, to }: Block): number {
  let value = Number.POSITIVE_INFINITY;
  for (let s = from; s < to; s++) value = Math.min(value, values[s] as number);
  return value;
}

function greatest(values: Float64Array, { from, to }: Block): number {
  let value = Number.NEGATIVE_INFINITY;
  for (let s = from; s < to; s++) value = Math.max(value, values[s] as number);
  return value;
}
