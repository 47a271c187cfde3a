/**
 * Does a split leak? Rows or sessions in both sets, labels that overlap, training on what comes after, rows that are never tested: found in
 * the rows themselves, for a split of any making.
 *
 * @module
 */

import type { AnyFold } from "./any-rows.js";
import { invalidArgument } from "./errors.js";
import { counted } from "./explain-text.js";
import { type Distance, type FoldFacts, factsOf, type SomeRows } from "./fold-facts.js";
import { IN_TEST, isSpan } from "./label-overlap.js";
import { readSubject, type SplitSubject, type Subject } from "./split-subject.js";

/** Options of {@link auditSplit}. The options of a splitter may be spread into them: what a splitter was asked for is then looked for. */
export interface AuditOptions extends SplitSubject {
  /** Whether training must come before testing, as in walk-forward splits. Default `"any"`: train sets on both sides are no fault. */
  readonly order?: "any" | "time";
}

/**
 * How bad it is. A `leak` lets the train set know of the test set, a `warning` is no leak but seldom meant, a `note` says what was not checked
 * or is worth knowing.
 */
export type FindingLevel = "leak" | "warning" | "note";

/** What was found. */
export type FindingKind =
  | "shared-rows"
  | "shared-sessions"
  | "overlapping-labels"
  | "short-horizon"
  | "short-embargo"
  | "train-after-test"
  | "empty-train"
  | "empty-test"
  | "repeated-rows"
  | "rows-without-session"
  | "invalid-labels"
  | "never-tested"
  | "tested-again"
  | "labels-unknown";

/** Something found in a fold or in the split as a whole. */
export interface Finding {
  readonly kind: FindingKind;
  readonly level: FindingLevel;
  /** The fold, counted from 0; `null` for the split as a whole. */
  readonly fold: number | null;
  /** How many: pairs of overlapping labels, sessions in both sets, of all else rows. */
  readonly count: number;
  /** The first few rows; for overlapping labels those of the train set. Empty where no single row is at fault. */
  readonly rows: readonly number[];
  readonly message: string;
}

/** How often the rows with a session are tested. */
export interface Coverage {
  /** Rows that no fold tests. */
  readonly never: number;
  /** Of them, rows in sessions before the first that is tested: every split in order of time has some. */
  readonly neverAtStart: number;
  /** Rows that one fold tests, and rows that more do. */
  readonly once: number;
  readonly more: number;
  /** The fewest and the most folds that test a row, of the rows that are tested at all. */
  readonly fewest: number;
  readonly most: number;
}

/** What an audit found. Plain data. */
export interface SplitAudit {
  /** Whether no leak was found. Read `findings` for what was not checked. */
  readonly leakFree: boolean;
  /** Leaks first, then warnings, then notes; each in order of folds. */
  readonly findings: readonly Finding[];
  readonly folds: readonly FoldFacts[];
  readonly coverage: Coverage;
  /** Rows, sessions, and rows without one. */
  readonly rows: number;
  readonly sessions: number;
  readonly withoutSession: number;
}

/**
 * Audits a split, of this package or any other.
 *
 * Overlaps of labels are counted exactly, pair by pair: a train label overlaps a test label if each starts before the other ends. That finds
 * no more than there is where test rows stand apart, as in {@link GroupKFold}.
 *
 * @param folds Folds, each with a train and a test set: row sets, arrays of row numbers, or half-open ranges.
 * @throws {@link OpenbellError} `INVALID_FOLDS` with the path of what is no row of the data; `INVALID_ARGUMENT` for columns that do not fit
 *   each other; `TIMESTAMPS_NOT_SORTED` where session dates are in another order than the times.
 *
 * @example
 * ```ts
 * import { auditSplit, auditText } from "@openbell/cv";
 *
 * // Sessions begin the evening before. Split at midnight, between rows 2 and 3:
 * const sessions = ["2024-06-03", "2024-06-03", "2024-06-04", "2024-06-04", "2024-06-05"];
 * const audit = auditSplit([{ train: [0, 1, 2], test: [3, 4] }], { sessions });
 * console.log(audit.leakFree, audit.findings[0]?.kind); // false shared-sessions
 * console.log(audit.findings[0]?.message); // 1 session is in both sets: 2024-06-04 (1 row for training, 1 row for testing).
 * ```
 */
export function auditSplit(folds: Iterable<AnyFold>, options: AuditOptions): SplitAudit {
  const { order = "any" } = options;
  if (order !== "any" && order !== "time") throw invalidArgument("order", '"any" or "time"', order);
  const subject = readSubject(options);
  const { sessions, marks } = subject;
  const tested = new Uint32Array(sessions.rows);
  const facts: FoldFacts[] = [];
  for (const fold of folds) {
    facts.push(factsOf(fold, facts.length, subject));
    for (let row = 0; row < marks.length; row++) if (((marks[row] as number) & IN_TEST) !== 0) tested[row] = (tested[row] as number) + 1;
  }
  const withoutSession = sessions.rows - sessions.sizes.reduce((sum, size) => sum + size, 0);
  const { coverage, untested } = coverageOf(tested, subject);
  const found = [...facts.flatMap((fold) => foldFindings(fold, order)), ...splitFindings(coverage, untested, subject)];
  const findings = LEVELS.flatMap((level) => found.filter((finding) => finding.level === level));
  return {
    leakFree: !findings.some((finding) => finding.level === "leak"),
    findings,
    folds: facts,
    coverage,
    rows: sessions.rows,
    sessions: sessions.length,
    withoutSession,
  };
}

const LEVELS: readonly FindingLevel[] = ["leak", "warning", "note"];

const rowsText = (count: number): string => counted(count, "row");

/** "rows 3, 4, 5, …" */
const named = ({ count, rows }: SomeRows): string =>
  rows.length === 0 ? "" : ` (${count === 1 ? "row" : "rows"} ${rows.join(", ")}${count > rows.length ? ", …" : ""})`;

const is = (count: number): string => (count === 1 ? "is" : "are");
const has = (count: number): string => (count === 1 ? "has" : "have");

function foldFindings(facts: FoldFacts, order: "any" | "time"): Finding[] {
  const findings: Finding[] = [];
  const add = (kind: FindingKind, level: FindingLevel, count: number, rows: readonly number[], message: string): void => {
    findings.push({ kind, level, fold: facts.index, count, rows, message });
  };
  /** For what a number of rows do. */
  const some = (kind: FindingKind, level: FindingLevel, rows: SomeRows | null, message: (count: number) => string): void => {
    if (rows !== null && rows.count > 0) add(kind, level, rows.count, rows.rows, `${message(rows.count)}${named(rows)}.`);
  };

  some("shared-rows", "leak", facts.sharedRows, (n) => `${rowsText(n)} ${is(n)} in both sets`);
  const { count, sessions } = facts.sharedSessions;
  if (count > 0) {
    const each = sessions.map(
      ({ session, trainRows, testRows }) => `${session} (${rowsText(trainRows)} for training, ${rowsText(testRows)} for testing)`,
    );
    add(
      "shared-sessions",
      "leak",
      count,
      [],
      `${counted(count, "session")} ${is(count)} in both sets: ${each.join(", ")}${count > each.length ? ", …" : ""}.`,
    );
  }
  if (facts.overlap !== null && facts.overlap.rows > 0) {
    const { rows, pairs, examples } = facts.overlap;
    const pairsText = examples.map(({ train, test }) => `${train} and ${test}`).join(", ");
    add(
      "overlapping-labels",
      "leak",
      pairs,
      examples.map(({ train }) => train),
      `The labels of ${rowsText(rows)} for training overlap those of test rows, in ${counted(pairs, "pair")}: rows ${pairsText}${rows > examples.length ? ", …" : ""}.`,
    );
  }
  some(
    "short-horizon",
    "leak",
    facts.withinHorizon,
    (n) => `${rowsText(n)} for training ${is(n)} nearer to test sessions than labels reach`,
  );
  some("short-embargo", "leak", facts.withinEmbargo, (n) => `${rowsText(n)} for training ${is(n)} within the embargo after test labels`);
  if (order === "time")
    some("train-after-test", "leak", facts.trainAfterTest, (n) => `${rowsText(n)} for training ${is(n)} not before the first test row`);
  if (facts.train.rows === 0) add("empty-train", "warning", 0, [], "There is no row to train on.");
  if (facts.test.rows === 0) add("empty-test", "warning", 0, [], "There is no row to test on.");
  some("repeated-rows", "warning", facts.repeated, (n) => `${rowsText(n)} ${is(n)} named more than once in one set`);
  some(
    "rows-without-session",
    "warning",
    facts.withoutSession,
    (n) => `${rowsText(n)} ${has(n)} no session: taken for one, they would span all of the data`,
  );
  return findings;
}

function splitFindings(coverage: Coverage, untested: SomeRows, subject: Subject): Finding[] {
  const findings: Finding[] = [];
  const add = (kind: FindingKind, level: FindingLevel, { count, rows }: SomeRows, message: string): void => {
    findings.push({ kind, level, fold: null, count, rows, message });
  };
  const invalid = invalidLabels(subject);
  if (invalid.count > 0)
    add(
      "invalid-labels",
      "warning",
      invalid,
      `${counted(invalid.count, "label")} ${has(invalid.count)} no end after the start and ${is(invalid.count)} not checked${named(invalid)}.`,
    );

  const { never, neverAtStart, fewest, most } = coverage;
  if (never > neverAtStart)
    add(
      "never-tested",
      "warning",
      untested,
      `${rowsText(untested.count)} ${is(untested.count)} never tested, beyond those before the first test session${named(untested)}.`,
    );
  if (neverAtStart > 0)
    add(
      "never-tested",
      "note",
      { count: neverAtStart, rows: [] },
      `${rowsText(neverAtStart)} ${is(neverAtStart)} never tested, all before the first test session.`,
    );
  const again: SomeRows = { count: coverage.more, rows: [] };
  if (most > 1 && fewest === most) add("tested-again", "note", again, `Every row that is tested is tested ${most} times.`);
  else if (most > 1) add("tested-again", "warning", again, `Some rows are tested more often than others: from ${fewest} to ${most} times.`);
  if (!subject.hasLabels && subject.horizon === null)
    add(
      "labels-unknown",
      "note",
      { count: 0, rows: [] },
      "Neither labels nor a horizon were given: whether labels overlap was not checked.",
    );
  return findings;
}

function coverageOf(tested: Uint32Array, { sessions, keep }: Subject): { coverage: Coverage; untested: SomeRows } {
  const { runStart, runSession } = sessions;
  let firstTested = sessions.length;
  for (let r = 0; r < runSession.length; r++) {
    const session = runSession[r] as number;
    if (session < 0 || session >= firstTested) continue;
    if (tested.subarray(runStart[r], runStart[r + 1]).some((times) => times > 0)) firstTested = session;
  }
  let [never, neverAtStart, once, more, fewest, most] = [0, 0, 0, 0, Number.POSITIVE_INFINITY, 0];
  const rows: number[] = [];
  for (let r = 0; r < runSession.length; r++) {
    const session = runSession[r] as number;
    if (session < 0) continue;
    for (let row = runStart[r] as number; row < (runStart[r + 1] as number); row++) {
      const times = tested[row] as number;
      if (times === 0) {
        never++;
        if (session < firstTested) neverAtStart++;
        else if (rows.length < keep) rows.push(row);
        continue;
      }
      if (times === 1) once++;
      else more++;
      if (times < fewest) fewest = times;
      if (times > most) most = times;
    }
  }
  if (most === 0) fewest = 0;
  return { coverage: { never, neverAtStart, once, more, fewest, most }, untested: { count: never - neverAtStart, rows } };
}

function invalidLabels({ hasLabels, spans, sessions, keep }: Subject): SomeRows {
  const rows: number[] = [];
  let count = 0;
  if (hasLabels && spans !== null)
    for (let r = 0; r < sessions.runSession.length; r++)
      for (
        let row = sessions.runStart[r] as number;
        (sessions.runSession[r] as number) >= 0 && row < (sessions.runStart[r + 1] as number);
        row++
      )
        if (!isSpan(spans.start[row] as number, spans.end[row] as number) && count++ < keep) rows.push(row);
  return { count, rows };
}

/**
 * An audit as text: a table with a line for each fold, then what was found. The gap is the fewest sessions from a test block to the train set
 * before it, the embargo to the train set after it.
 *
 * @example
 * ```ts
 * import { auditSplit, auditText } from "@openbell/cv";
 *
 * const sessions = ["mon", "mon", "tue", "wed", "thu", "fri"];
 * const times = [0, 1, 2, 3, 4, 5];
 * console.log(auditText(auditSplit([{ train: [0, 1, 5], test: [3] }], { sessions, times, horizon: 1 })));
 * // fold  train rows  sessions  test rows  sessions  gap  embargo  leaks
 * // 0     3           2         1          1         1    1        none
 * // No leak found.
 * // warning: 2 rows are never tested, beyond those before the first test session (rows 4, 5).
 * // note: 3 rows are never tested, all before the first test session.
 * ```
 */
export function auditText(audit: SplitAudit): string {
  const nearest = (distances: readonly (Distance | null)[]): string => {
    const known = distances.flatMap((distance) => (distance === null ? [] : [distance.sessions]));
    return known.length === 0 ? "–" : String(known.reduce((a, b) => Math.min(a, b)));
  };
  const leaks = audit.findings.filter((finding) => finding.level === "leak");
  const lines = audit.folds.map(({ index, train, test, blocks }) => [
    String(index),
    String(train.rows),
    String(train.sessions),
    String(test.rows),
    String(test.sessions),
    nearest(blocks.map((block) => block.before)),
    nearest(blocks.map((block) => block.after)),
    leaks.flatMap(({ fold, kind }) => (fold === index ? [kind] : [])).join(", ") || "none",
  ]);
  const heading = ["fold", "train rows", "sessions", "test rows", "sessions", "gap", "embargo", "leaks"];
  const table = [heading, ...lines];
  const widths = heading.map((_, column) => Math.max(...table.map((cells) => (cells[column] as string).length)));
  return [
    ...table.map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join("  ")
        .trimEnd(),
    ),
    ...(audit.leakFree ? ["No leak found."] : []),
    ...audit.findings.map(({ level, fold, message }) => `${level}${fold === null ? "" : `, fold ${fold}`}: ${message}`),
  ].join("\n");
}
