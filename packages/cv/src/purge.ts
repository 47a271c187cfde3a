/**
 * Purging: what leaves the train set because its labels, and those of the test set, tell of the same time. And the embargo: what leaves it
 * because it follows too soon.
 *
 * By asset the same is done for each asset by itself: a block has a hull for each that is tested in it, and a train row meets that of its own.
 *
 * By sessions: labels reach `horizon` sessions ahead. By time: each row has a label from `start` to `end`, and a block of adjacent test sessions
 * has a hull, from its first start to its last end. Only sessions whose own hull touches that of a block are looked at row by row.
 *
 * @module
 */

import { type Assets, assetsOf, type PurgeScope } from "./assets.js";
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
  /** Assets to purge by; `null` where labels of all purge each other. */
  readonly assets: Assets | null;
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
 *   missing or of another length, or a row without an asset to purge by; `TIMESTAMPS_NOT_SORTED` where the labels of a session start before those of the session before.
 */
export function labelsOf(sessions: Sessions, { labels, times }: SplitData, purge: PurgeScope): Labels {
  const start = labels?.start ?? times;
  const end = labels === undefined ? times : labels.end;
  const spans = hulls(
    sessions,
    checkedTimes(labels?.start === undefined ? "times" : "labels.start", start, sessions.rows),
    checkedTimes(labels === undefined ? "times" : "labels.end", end, sessions.rows),
  );
  return { ...spans, assets: assetsOf(purge, labels, sessions.rows, (row) => sessions.sessionOf(row) >= 0) };
}

function hulls(sessions: Sessions, start: ArrayLike<number>, end: ArrayLike<number>): Omit<Labels, "assets"> {
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
  const { start, end, firstStart, assets } = labels;
  const hulls = hullsOf(sessions, blocks, labels);
  const { all, from, to } = hulls;
  const assetCount = assets?.count ?? 1;

  /** What happens to a label of an asset. */
  const roleOf = (start: number, end: number, asset: number): Role => {
    let role: Role = TRAIN;
    for (let b = asset; b < from.length; b += assetCount) {
      const first = from[b] as number;
      const last = to[b] as number;
      if (closed ? start <= last && end >= first : start < last && end > first) return PURGED;
      if (embargoMs > 0 && start >= last && (closed ? start <= last + embargoMs : start < last + embargoMs)) role = EMBARGOED;
    }
    return role;
  };
  /** Whether that may happen to a label of a session. */
  const mayTouch = (session: number): boolean => {
    for (let b = 0; b < blocks.length; b++)
      if (
        (firstStart[session] as number) <= (all.to[b] as number) + embargoMs &&
        (labels.lastEnd[session] as number) >= (all.from[b] as number)
      )
        return true;
    return false;
  };

  // For each hull the session that ends its embargo, and the sessions in which there is any.
  const until = new Int32Array(to.length);
  const embargoed = new Uint8Array(roles.length);
  if (embargo > 0)
    for (let b = 0; b < to.length; b++) {
      if (to[b] === Number.NEGATIVE_INFINITY) continue;
      const block = blocks[Math.floor(b / assetCount)] as Block;
      until[b] = lastBefore(firstStart, to[b] as number, block) + embargo + 1;
      embargoed.fill(1, block.to, until[b]);
    }
  const isEmbargoed = (session: number, asset: number): boolean => {
    if (embargoed[session] !== 1 || assets === null) return embargoed[session] === 1;
    for (let b = asset, k = 0; b < until.length; b += assetCount, k++)
      if (session >= (blocks[k] as Block).to && session < (until[b] as number)) return true;
    return false;
  };

  let mixed = false;
  for (let s = 0; s < roles.length; s++) {
    if (roles[s] !== TRAIN) continue;
    if (mayTouch(s) || (assets !== null && embargoed[s] === 1)) {
      roles[s] = MIXED;
      mixed = true;
    } else if (embargoed[s] === 1) roles[s] = EMBARGOED;
  }
  const roleOfRow: RoleOfRow = (row, session) => {
    const asset = assets === null ? 0 : (assets.ofRow[row] as number);
    const role = roleOf(start[row] as number, end[row] as number, asset);
    return role === TRAIN && isEmbargoed(session, asset) ? EMBARGOED : role;
  };
  if (mixed && wholeSessions) makeWhole(sessions, roles, roleOfRow);
  return new SessionFold(index, sessions, roles, roleOfRow);
}

/** From the first start to the last end of the labels of each block. */
interface Hulls {
  /** Of all labels of a block. */
  readonly all: Ends;
  /** Of those of each asset: that of asset `a` in block `b` stands at `b * assets + a`, from infinity to minus infinity where it has no row. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

interface Ends {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

function hullsOf({ runStart, runSession, length }: Sessions, blocks: readonly Block[], labels: Labels): Hulls {
  const { start, end, firstStart, lastEnd, assets } = labels;
  const all: Ends = {
    from: Float64Array.from(blocks, (block) => least(firstStart, block)),
    to: Float64Array.from(blocks, (block) => greatest(lastEnd, block)),
  };
  if (assets === null) return { all, ...all };
  const { count, ofRow } = assets;
  const from = new Float64Array(blocks.length * count).fill(Number.POSITIVE_INFINITY);
  const to = new Float64Array(blocks.length * count).fill(Number.NEGATIVE_INFINITY);
  const blockOf = new Int32Array(length).fill(-1);
  for (const [b, block] of blocks.entries()) blockOf.fill(b, block.from, block.to);
  for (let r = 0; r < runSession.length; r++) {
    const b = blockOf[runSession[r] as number] ?? -1;
    if (b < 0) continue;
    for (let row = runStart[r] as number; row < (runStart[r + 1] as number); row++) {
      const at = b * count + (ofRow[row] as number);
      from[at] = Math.min(from[at] as number, start[row] as number);
      to[at] = Math.max(to[at] as number, end[row] as number);
    }
  }
  return { all, from, to };
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
