/**
 * What a fold is made of, and what of its test set reaches its train set. It looks at the rows alone, so that a fold of any making is judged
 * alike, and does not trust the one that made it.
 *
 * @module
 */

import { type AnyFold, visitRanges } from "./any-rows.js";
import { IN_TEST, IN_TRAIN, isSpan, type LabelOverlap, labelOverlap } from "./label-overlap.js";
import { lastNotAbove } from "./row-set.js";
import { readSubject, type SplitSubject, type Subject } from "./split-subject.js";
import type { Fold } from "./types.js";

export { explainText } from "./explain-text.js";
export type { SplitSubject } from "./split-subject.js";

/** A number of rows, and the first few of them. */
export interface SomeRows {
  readonly count: number;
  readonly rows: readonly number[];
}

/** A train or test set in short. */
export interface SideFacts {
  readonly rows: number;
  /** Sessions with a row in it. */
  readonly sessions: number;
  /** First and last of them; `null` where there is none. */
  readonly first: string | null;
  readonly last: string | null;
}

/** How far the train set is from a block of test sessions. */
export interface Distance {
  /** Sessions between them without a train row. */
  readonly sessions: number;
  /**
   * Milliseconds from the end of the last label on the earlier side to the start of the first one on the later side, negative where they
   * overlap: before a block the gap, after it the embargo. Without labels the time between rows; `null` without times.
   */
  readonly ms: number | null;
}

/** Test sessions without another session between them. */
export interface BlockFacts {
  readonly first: string;
  readonly last: string;
  readonly sessions: number;
  readonly rows: number;
  /** To the nearest train session before and after; `null` where there is none. */
  readonly before: Distance | null;
  readonly after: Distance | null;
}

/** A session of which both sides hold rows. */
export interface SharedSession {
  readonly session: string;
  readonly trainRows: number;
  readonly testRows: number;
}

/** A fold as it is found to be. */
export interface FoldFacts {
  readonly index: number;
  readonly train: SideFacts;
  readonly test: SideFacts;
  readonly blocks: readonly BlockFacts[];
  /** Rows with a session that are in neither set. */
  readonly leftOut: number;
  /** Of them, by the word of a splitter of this package, for the sake of labels and of the embargo; else `null`. */
  readonly purged: number | null;
  readonly embargoed: number | null;
  /** Rows in both sets. */
  readonly sharedRows: SomeRows;
  readonly sharedSessions: { readonly count: number; readonly sessions: readonly SharedSession[] };
  /**
   * Train labels that overlap test labels, with `purge: "asset"` those of the same asset; `null` without `labels`. Rows in both sets are not
   * counted again.
   */
  readonly overlap: LabelOverlap | null;
  /** Train rows so near a test block that labels of `horizon` sessions overlap; `null` without a horizon. */
  readonly withinHorizon: SomeRows | null;
  /**
   * Train rows in the time after a test block that the embargo asks to leave out, with `purge: "asset"` after the labels of their own asset;
   * `null` without an embargo.
   */
  readonly withinEmbargo: SomeRows | null;
  /** Train rows at or after the first test row in time; without times, in sessions after the first test session. */
  readonly trainAfterTest: SomeRows;
  /** Rows of either set without a session. */
  readonly withoutSession: SomeRows;
  /** Rows named more than once in one set. */
  readonly repeated: SomeRows;
}

/**
 * What one fold is made of: its rows and sessions, its blocks of test sessions with the gap before and the embargo after each as they are
 * found, and all of the test set that reaches the train set.
 *
 * @param fold A fold of this package, or the row numbers or ranges of any other.
 * @throws {@link OpenbellError} `INVALID_FOLDS` for rows that the data has not, `INVALID_ARGUMENT` for columns that do not fit each other.
 *
 * @example
 * ```ts
 * import { explainSplit, explainText } from "@openbell/cv";
 *
 * const sessions = ["06-03", "06-03", "06-04", "06-05", "06-06", "06-06", "06-07"];
 * const facts = explainSplit({ train: [[0, 2], [6, 7]], test: [3, 4, 5] }, { sessions });
 * console.log(facts.blocks[0]?.before?.sessions, facts.blocks[0]?.after?.sessions); // 1 0
 * console.log(explainText(facts));
 * // Fold 0
 * // train: 3 rows of 2 sessions, 06-03 to 06-07
 * // test: 3 rows of 2 sessions, 06-05 to 06-06
 * // left out: 1 row
 * // block 06-05 to 06-06: 1 session to the train set before, 0 sessions to the train set after
 * ```
 */
export function explainSplit(fold: AnyFold, subject: SplitSubject): FoldFacts {
  return factsOf(fold, "index" in fold ? Number(fold.index) : 0, readSubject(subject));
}

/** @internal One fold of a split; its rows are left marked in the subject. */
export function factsOf(fold: AnyFold, index: number, subject: Subject): FoldFacts {
  const { marks, spans, keep, hasLabels, byAsset } = subject;
  const repeated = new Some(keep);
  marks.fill(0);
  mark(fold.test, IN_TEST, `folds[${index}].test`, subject, repeated);
  mark(fold.train, IN_TRAIN, `folds[${index}].train`, subject, repeated);

  const each = bySession(subject);
  const blocks = blocksOf(each.testRows);
  const made = fold as Partial<Fold>;
  return {
    index,
    train: side(each.trainRows, subject),
    test: side(each.testRows, subject),
    blocks: blockFacts(blocks, each, subject),
    leftOut: each.leftOut,
    purged: made.purged?.length ?? null,
    embargoed: made.embargoed?.length ?? null,
    sharedRows: each.sharedRows.facts,
    sharedSessions: sharedSessions(each, subject),
    overlap: hasLabels && spans ? labelOverlap(marks, spans, keep, byAsset) : null,
    withinHorizon: withinHorizon(blocks, subject),
    withinEmbargo: withinEmbargo(blocks, each, subject),
    trainAfterTest: trainAfterTest(each, subject),
    withoutSession: each.withoutSession.facts,
    repeated: repeated.facts,
  };
}

function sharedSessions({ trainRows, testRows }: BySession, { name, keep }: Subject): FoldFacts["sharedSessions"] {
  const shared = Array.from(trainRows.keys()).filter((s) => trainRows[s] !== 0 && testRows[s] !== 0);
  return {
    count: shared.length,
    sessions: shared.slice(0, keep).map((s) => ({ session: name(s), trainRows: trainRows[s] as number, testRows: testRows[s] as number })),
  };
}

/** Counts rows, and keeps the first few. */
class Some {
  readonly #keep: number;
  readonly #rows: number[] = [];
  #count = 0;

  constructor(keep: number) {
    this.#keep = keep;
  }

  add(row: number): void {
    if (this.#count++ < this.#keep) this.#rows.push(row);
  }

  get facts(): SomeRows {
    return { count: this.#count, rows: this.#rows };
  }
}

function mark(rows: AnyFold["train"], bit: number, path: string, { marks }: Subject, repeated: Some): void {
  visitRanges(rows, marks.length, path, (from, to) => {
    for (let row = from; row < to; row++) {
      const before = marks[row] as number;
      if ((before & bit) !== 0) repeated.add(row);
      marks[row] = before | bit;
    }
  });
}

/** A fold by session. */
interface BySession {
  readonly trainRows: Int32Array;
  readonly testRows: Int32Array;
  /** Where the train rows of each session begin and their labels end, and those of test rows. */
  readonly trainStart: Float64Array;
  readonly trainEnd: Float64Array;
  readonly testStart: Float64Array;
  readonly testEnd: Float64Array;
  readonly sharedRows: Some;
  readonly withoutSession: Some;
  readonly leftOut: number;
}

const { POSITIVE_INFINITY: AFTER_ALL, NEGATIVE_INFINITY: BEFORE_ALL } = Number;

function bySession({ sessions, marks, spans, keep }: Subject): BySession {
  const { length, runStart, runSession } = sessions;
  const trainRows = new Int32Array(length);
  const testRows = new Int32Array(length);
  const trainStart = new Float64Array(length).fill(AFTER_ALL);
  const trainEnd = new Float64Array(length).fill(BEFORE_ALL);
  const testStart = new Float64Array(length).fill(AFTER_ALL);
  const testEnd = new Float64Array(length).fill(BEFORE_ALL);
  const sharedRows = new Some(keep);
  const withoutSession = new Some(keep);
  let leftOut = 0;
  for (let r = 0; r < runSession.length; r++) {
    const s = runSession[r] as number;
    for (let row = runStart[r] as number; row < (runStart[r + 1] as number); row++) {
      const its = marks[row] as number;
      if (its === (IN_TRAIN | IN_TEST)) sharedRows.add(row);
      if (s < 0) {
        if (its !== 0) withoutSession.add(row);
        continue;
      }
      if (its === 0) {
        leftOut++;
        continue;
      }
      if ((its & IN_TRAIN) !== 0) trainRows[s] = (trainRows[s] as number) + 1;
      if ((its & IN_TEST) !== 0) testRows[s] = (testRows[s] as number) + 1;
      if (spans === null) continue;
      const start = spans.start[row] as number;
      const end = spans.end[row] as number;
      if (!isSpan(start, end)) continue;
      if ((its & IN_TRAIN) !== 0) {
        if (start < (trainStart[s] as number)) trainStart[s] = start;
        if (end > (trainEnd[s] as number)) trainEnd[s] = end;
      }
      if ((its & IN_TEST) !== 0) {
        if (start < (testStart[s] as number)) testStart[s] = start;
        if (end > (testEnd[s] as number)) testEnd[s] = end;
      }
    }
  }
  return { trainRows, testRows, trainStart, trainEnd, testStart, testEnd, sharedRows, withoutSession, leftOut };
}

function side(rows: Int32Array, { name }: Subject): SideFacts {
  const first = rows.findIndex((count) => count > 0);
  const last = rows.findLastIndex((count) => count > 0);
  return {
    rows: rows.reduce((sum, count) => sum + count, 0),
    sessions: rows.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    first: first < 0 ? null : name(first),
    last: last < 0 ? null : name(last),
  };
}

/** A run of sessions with test rows, `[from, to)`. */
interface Block {
  readonly from: number;
  readonly to: number;
}

function blocksOf(testRows: Int32Array): Block[] {
  const blocks: Block[] = [];
  for (let s = 0; s < testRows.length; s++) {
    if (testRows[s] === 0) continue;
    const from = s;
    while (s < testRows.length && testRows[s] !== 0) s++;
    blocks.push({ from, to: s });
  }
  return blocks;
}

/** The blocks with what lies before and after each. Nearest sessions, last ends and first starts are carried along, so that stripes cost no more. */
function blockFacts(blocks: readonly Block[], each: BySession, { name, spans }: Subject): BlockFacts[] {
  const { trainRows, testRows, trainStart, trainEnd, testStart, testEnd } = each;
  const sessions = trainRows.length;
  const ms = (early: number, late: number): number | null => (spans !== null && Number.isFinite(late - early) ? late - early : null);
  const after: (Distance | null)[] = [];
  let next = -1;
  let start = AFTER_ALL;
  let s = sessions;
  for (const { from, to } of blocks.toReversed()) {
    while (s > to) {
      s--;
      if (trainRows[s] !== 0) next = s;
      start = Math.min(start, trainStart[s] as number);
    }
    after.push(next < 0 ? null : { sessions: next - to, ms: ms(most(testEnd, from, to), start) });
  }
  let last = -1;
  let end = BEFORE_ALL;
  s = 0;
  return blocks.map(({ from, to }) => {
    for (; s < from; s++) {
      if (trainRows[s] !== 0) last = s;
      end = Math.max(end, trainEnd[s] as number);
    }
    return {
      first: name(from),
      last: name(to - 1),
      sessions: to - from,
      rows: testRows.subarray(from, to).reduce((sum, count) => sum + count, 0),
      before: last < 0 ? null : { sessions: from - 1 - last, ms: ms(end, least(testStart, from, to)) },
      after: after.pop() as Distance | null,
    };
  });
}

function least(values: Float64Array, from: number, to: number): number {
  let value = AFTER_ALL;
  for (let s = from; s < to; s++) value = Math.min(value, values[s] as number);
  return value;
}

function most(values: Float64Array, from: number, to: number): number {
  let value = BEFORE_ALL;
  for (let s = from; s < to; s++) value = Math.max(value, values[s] as number);
  return value;
}

/** Rows that are marked for training only, in some sessions. */
function trainRowsIn({ sessions, marks, keep }: Subject, forbidden: Uint8Array): SomeRows {
  const some = new Some(keep);
  const { runStart, runSession } = sessions;
  for (let r = 0; r < runSession.length; r++) {
    if (forbidden[runSession[r] as number] !== 1) continue;
    for (let row = runStart[r] as number; row < (runStart[r + 1] as number); row++) if (marks[row] === IN_TRAIN) some.add(row);
  }
  return some.facts;
}

/** Labels of session s end in session s + h: those of a train session h or fewer sessions from a test session overlap. */
function withinHorizon(blocks: readonly Block[], subject: Subject): SomeRows | null {
  const { horizon, sessions } = subject;
  if (horizon === null) return null;
  const near = new Uint8Array(sessions.length);
  for (const { from, to } of blocks) near.fill(1, Math.max(0, from - horizon), to + horizon);
  for (const { from, to } of blocks) near.fill(0, from, to);
  return trainRowsIn(subject, near);
}

function withinEmbargo(blocks: readonly Block[], each: BySession, subject: Subject): SomeRows | null {
  const { embargo, embargoMs, sessions, marks, keep, byAsset } = subject;
  if (embargo === 0 && embargoMs === 0) return null;
  const some = new Some(keep);
  if (byAsset === null) {
    const ends = Float64Array.from(blocks, ({ from, to }) => most(each.testEnd, from, to));
    const kept = embargoedSessions(blocks, ends, subject);
    const tooSoon = soonAfter(ends, subject);
    const { runStart, runSession } = sessions;
    for (let r = 0; r < runSession.length; r++) {
      const all = kept[runSession[r] as number] === 1;
      for (let row = runStart[r] as number; row < (runStart[r + 1] as number); row++)
        if (marks[row] === IN_TRAIN && (all || tooSoon(row))) some.add(row);
    }
    return some.facts;
  }
  const sessionOfRow = sessionsOfRows(sessions);
  const hit = new Uint8Array(marks.length);
  const { rows, start } = byAsset;
  for (let asset = 0; asset + 1 < start.length; asset++) {
    const its = rows.subarray(start[asset], start[asset + 1]);
    const ends = endsAmong(its, blocks, sessionOfRow, subject);
    const kept = embargoedSessions(blocks, ends, subject);
    const tooSoon = soonAfter(ends, subject);
    for (const row of its) if (marks[row] === IN_TRAIN && (kept[sessionOfRow[row] as number] === 1 || tooSoon(row))) hit[row] = 1;
  }
  for (let row = 0; row < hit.length; row++) if (hit[row] === 1) some.add(row);
  return some.facts;
}

/** The sessions, marked with 1, that the embargo after blocks whose last labels end so keeps free of train rows. */
function embargoedSessions(
  blocks: readonly Block[],
  ends: Float64Array,
  { embargo, sessions, firstStart, horizon, byAsset }: Subject,
): Uint8Array {
  const kept = new Uint8Array(sessions.length);
  blocks.forEach(({ to }, b) => {
    const end = ends[b] as number;
    if (embargo === 0 || (byAsset !== null && end === BEFORE_ALL)) return;
    // From the last session that has begun before the last label ends; without labels, the horizon says which that is.
    const last =
      firstStart === null
        ? to - 1 + (horizon ?? 0)
        : Math.max(
            to - 1,
            firstStart.findLastIndex((start) => start < end),
          );
    kept.fill(1, firstStart === null ? last + 1 : to, last + 1 + embargo);
  });
  for (const { from, to } of blocks) kept.fill(0, from, to);
  return kept;
}

/** The session of each row, -1 where it has none. */
function sessionsOfRows({ rows, runStart, runSession }: Subject["sessions"]): Int32Array {
  const sessions = new Int32Array(rows);
  for (let r = 0; r < runSession.length; r++) sessions.fill(runSession[r] as number, runStart[r], runStart[r + 1]);
  return sessions;
}

/** Where the last test label of some rows ends in each block; before all time where none of them is tested there. */
function endsAmong(
  rows: Int32Array,
  blocks: readonly Block[],
  sessionOfRow: Int32Array,
  { marks, spans, sessions }: Subject,
): Float64Array {
  const blockOf = new Int32Array(sessions.length).fill(-1);
  for (const [b, { from, to }] of blocks.entries()) blockOf.fill(b, from, to);
  const ends = new Float64Array(blocks.length).fill(BEFORE_ALL);
  for (const row of rows) {
    const b = blockOf[sessionOfRow[row] as number] ?? -1;
    const end = spans?.end[row] as number;
    if (b < 0 || ((marks[row] as number) & IN_TEST) === 0 || !isSpan(spans?.start[row] as number, end)) continue;
    ends[b] = Math.max(ends[b] as number, end);
  }
  return ends;
}

/** Whether a row starts within `embargoMs` of the end of a block. */
function soonAfter(ends: Float64Array, { embargoMs, spans }: Subject): (row: number) => boolean {
  if (embargoMs === 0 || spans === null) return () => false;
  const { start, closed } = spans;
  const ascending = ends.toSorted();
  return (row) => {
    const at = start[row] as number;
    // Of the ends up to the row the last one is the nearest.
    const end = ascending[lastNotAbove(ascending, at)] ?? Number.NaN;
    return closed ? at <= end + embargoMs : at < end + embargoMs;
  };
}

function trainAfterTest(each: BySession, subject: Subject): SomeRows {
  const { spans, marks, keep, sessions } = subject;
  if (spans === null) {
    const first = each.testRows.findIndex((count) => count > 0);
    return first < 0 ? { count: 0, rows: [] } : trainRowsIn(subject, new Uint8Array(sessions.length).fill(1, first + 1));
  }
  const some = new Some(keep);
  const { start } = spans;
  let first = AFTER_ALL;
  for (let row = 0; row < marks.length; row++)
    if (((marks[row] as number) & IN_TEST) !== 0 && (start[row] as number) < first) first = start[row] as number;
  for (let row = 0; row < marks.length; row++) if (marks[row] === IN_TRAIN && (start[row] as number) >= first) some.add(row);
  return some.facts;
}
