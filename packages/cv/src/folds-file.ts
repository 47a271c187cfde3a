/**
 * Folds as JSON, to be split once and used everywhere: in a notebook and in the service, this year and next. The text holds the rows as
 * ranges, the splitter with all of its options, and a fingerprint of the sessions, so that folds are never used with other data unnoticed.
 *
 * ```json
 * {
 *   "format": "openbell-folds",
 *   "version": 1,
 *   "splitter": { "name": "walk-forward", "options": { "train": 60, "test": 20 } },
 *   "data": { "rows": 6826, "sessions": 5, "first": "15985", "last": "15989", "fingerprint": "…" },
 *   "folds": [{ "train": [[0, 2714]], "test": [[2714, 4080]], "purged": [], "embargoed": [] }]
 * }
 * ```
 *
 * @module
 */

import { type AnyFold, rowSetOf, visitShared } from "./any-rows.js";
import { type SplitterConfiguration, splitterOf } from "./configuration.js";
import { invalidFolds } from "./errors.js";
import { rowsOfRanges } from "./row-set.js";
import { groupSessions, Sessions } from "./sessions.js";
import type { Fold, RowSet, SessionColumn, SessionId, SplitData, Splitter } from "./types.js";

/** Rows from one up to another, the other left out. */
export type Range = readonly [from: number, to: number];

/** A fold in a file. */
export interface SavedFold {
  readonly train: readonly Range[];
  readonly test: readonly Range[];
  readonly purged: readonly Range[];
  readonly embargoed: readonly Range[];
}

/** What the JSON holds. */
export interface FoldsFile {
  readonly format: "openbell-folds";
  readonly version: 1;
  /** The splitter that made the folds; `null` where it is not known. */
  readonly splitter: SplitterConfiguration | null;
  /** The data that they are of. */
  readonly data: {
    readonly rows: number;
    readonly sessions: number;
    /** First and last session, `null` where there is none. */
    readonly first: string | null;
    readonly last: string | null;
    /** Of the ids of all sessions, as text, and of the session of each row: 16 hexadecimal digits. */
    readonly fingerprint: string;
  };
  readonly folds: readonly SavedFold[];
}

/** Options of {@link saveFolds}. */
export interface SaveOptions {
  /** The sessions that were split: the column, or what `groupSessions` made of it. */
  readonly sessions: SessionColumn | Sessions;
  /** The splitter that made the folds. With it they can be verified. */
  readonly splitter?: Splitter | SplitterConfiguration;
}

/** Folds that were loaded. */
export interface SavedFolds {
  readonly folds: readonly Fold[];
  /** The splitter that made them, for {@link splitterOf}; `null` where it was not saved. */
  readonly splitter: SplitterConfiguration | null;
}

const FORMAT = "openbell-folds";
const VERSION = 1;

/**
 * Folds, of this package or any other, as JSON text.
 *
 * Of rows in no order of sessions there are about as many ranges as rows, and the text is as long; sort rows by session first, or save the
 * splitter alone, which `JSON.stringify(splitter)` does.
 *
 * @throws {@link OpenbellError} `INVALID_FOLDS` with the path of rows that the data has not, or that are in two sets of a fold.
 *
 * @example
 * ```ts
 * import { loadFolds, saveFolds, WalkForward } from "@openbell/cv";
 *
 * const sessions = ["2024-06-03", "2024-06-03", "2024-06-04", "2024-06-05", "2024-06-05"];
 * const splitter = new WalkForward({ train: 1, test: 1 });
 * const text = saveFolds(splitter.split(sessions), { sessions, splitter });
 *
 * const { folds } = loadFolds(text, { sessions });
 * console.log(folds.map((fold) => fold.test.toArray().join(" ")).join(" | ")); // 2 | 3 4
 * ```
 */
export function saveFolds(folds: Iterable<AnyFold>, { sessions, splitter }: SaveOptions): string {
  const grouped = grouping(sessions);
  const saved: SavedFold[] = [];
  for (const fold of folds) {
    const made = fold as Partial<Fold>;
    const path = `folds[${saved.length}]`;
    const sets = { train: fold.train, test: fold.test, purged: made.purged ?? [], embargoed: made.embargoed ?? [] };
    const ranges = Object.fromEntries(
      Object.entries(sets).map(([name, rows]) => [name, rangesOf(rowSetOf(rows, grouped.rows, `${path}.${name}`))]),
    ) as unknown as SavedFold;
    foldOf(ranges, saved.length, grouped);
    saved.push(ranges);
  }
  const file: FoldsFile = {
    format: FORMAT,
    version: VERSION,
    splitter: splitter === undefined ? null : { name: splitter.name, options: splitter.options },
    data: dataOf(grouped),
    folds: saved,
  };
  return JSON.stringify(file);
}

/**
 * Folds of JSON text, or of what was read from it.
 *
 * @param options.sessions The sessions that were split, of the same rows in the same order.
 * @throws {@link OpenbellError} `INVALID_FOLDS` with the path of what is damaged, or does not fit these sessions.
 */
export function loadFolds(file: string | FoldsFile, { sessions }: { readonly sessions: SessionColumn | Sessions }): SavedFolds {
  const read = record(typeof file === "string" ? parsed(file) : file, "");
  if (read["format"] !== FORMAT) throw invalidFolds("format", JSON.stringify(FORMAT), read["format"]);
  if (read["version"] !== VERSION) throw invalidFolds("version", `${VERSION}, which this version of the package reads`, read["version"]);
  const grouped = grouping(sessions);
  checkData(record(read["data"], "data"), grouped);
  const splitter = read["splitter"] === null ? null : configuration(record(read["splitter"], "splitter"));
  return { folds: list(read["folds"], "folds").map((fold, index) => foldOf(fold, index, grouped)), splitter };
}

/**
 * Loads folds and splits again: the folds must be those that the splitter gives for these sessions. The splitter is the one that was saved
 * with them, or the one given, as for folds that another program made.
 *
 * @param data.sessions The sessions that were split; `times` and `labels` where the split was given them.
 * @throws {@link OpenbellError} `INVALID_FOLDS` with the path of the first difference, and what {@link loadFolds} throws; what the splitter throws.
 *
 * @example
 * ```ts
 * import { GroupKFold, saveFolds, verifyFolds } from "@openbell/cv";
 *
 * // Folds of another program, which splits sessions of one size another way.
 * const sessions = ["mon", "tue", "wed", "thu"];
 * const text = saveFolds([{ train: [2, 3], test: [0, 1] }, { train: [0, 1], test: [2, 3] }], { sessions });
 * try {
 *   verifyFolds(text, { sessions, splitter: new GroupKFold({ splits: 2 }) });
 * } catch (error) {
 *   console.log(String(error)); // OpenbellError: Folds: expected `folds[0].train` …
 * }
 * ```
 */
export function verifyFolds(
  file: string | FoldsFile,
  data: SplitData & { readonly sessions: SessionColumn | Sessions; readonly splitter?: Splitter },
): SavedFolds {
  const { sessions, splitter: given, ...rest } = data;
  const saved = loadFolds(file, { sessions });
  if (given === undefined && saved.splitter === null) throw invalidFolds("splitter", "saved with the folds, or given", null);
  const splitter = given ?? splitterOf(saved.splitter as SplitterConfiguration);
  const again = splitter.split(sessions, rest);
  if (again.length !== saved.folds.length)
    throw invalidFolds("folds", `the ${again.length} that ${splitter.name} gives`, `${saved.folds.length} folds`);
  for (const fold of again)
    for (const name of ["train", "test"] as const) {
      const found = (saved.folds[fold.index] as Fold)[name];
      const difference = firstDifference(fold[name], found);
      if (difference === null) continue;
      const [row, where] = difference;
      throw invalidFolds(
        `folds[${fold.index}].${name}`,
        `the ${fold[name].length} rows that ${splitter.name} gives`,
        `${found.length} rows, ${where} row ${row}`,
      );
    }
  return saved;
}

function grouping(sessions: SessionColumn | Sessions): Sessions {
  return sessions instanceof Sessions ? sessions : groupSessions(sessions, { nullSession: "drop" });
}

function rangesOf({ ranges }: RowSet): Range[] {
  return Array.from({ length: ranges.length / 2 }, (_, k): Range => [ranges[2 * k] as number, ranges[2 * k + 1] as number]);
}

/** The first row that is in one of two sets only, and which: `with` what is found, or `without`. */
function firstDifference(wanted: RowSet, found: RowSet): [row: number, where: "with" | "without"] | null {
  const [a, b] = [wanted.ranges, found.ranges];
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    if (a[k] === b[k]) continue;
    const row = Math.min(a[k] ?? Number.POSITIVE_INFINITY, b[k] ?? Number.POSITIVE_INFINITY);
    return [row, found.has(row) ? "with" : "without"];
  }
  return null;
}

// What is read.

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidFolds("", "JSON text", text);
  }
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalidFolds(path, "an object", value);
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalidFolds(path, "a list", value);
  return value;
}

function configuration(read: Readonly<Record<string, unknown>>): SplitterConfiguration {
  const { name } = read;
  if (typeof name !== "string") throw invalidFolds("splitter.name", "the name of a splitter", name);
  return { name, options: record(read["options"], "splitter.options") };
}

function checkData(saved: Readonly<Record<string, unknown>>, sessions: Sessions): void {
  for (const [name, own] of Object.entries(dataOf(sessions)))
    if (saved[name] !== own) throw invalidFolds(`data.${name}`, `that of the sessions given, ${JSON.stringify(own)}`, saved[name]);
}

/** The saved ranges of a fold as sets; no row may be in two of them. */
function foldOf(value: unknown, index: number, sessions: Sessions): Fold {
  const path = `folds[${index}]`;
  const saved = record(value, path);
  const sets = (["train", "test", "purged", "embargoed"] as const).map((name) => ({
    name,
    rows: setOf(saved[name], sessions.rows, `${path}.${name}`),
  }));
  sets.forEach((a, i) => {
    for (const b of sets.slice(0, i))
      visitShared(a.rows, b.rows, (from) => {
        throw invalidFolds(`${path}.${a.name}`, `apart from ${b.name}`, `row ${from}, which is in both`);
      });
  });
  const [train, test, purged, embargoed] = sets.map(({ rows }) => rows) as [RowSet, RowSet, RowSet, RowSet];
  return {
    index,
    train,
    test,
    purged,
    embargoed,
    get trainSessions() {
      return sessionsWith(train, sessions);
    },
    get testSessions() {
      return sessionsWith(test, sessions);
    },
  };
}

function setOf(value: unknown, rows: number, path: string): RowSet {
  const ranges: number[] = [];
  list(value, path).forEach((range, i) => {
    const [from, to] = Array.isArray(range) && range.length === 2 ? range : [];
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < (ranges.at(-1) ?? 0) || to <= from || to > rows)
      throw invalidFolds(`${path}[${i}]`, `a half-open range of rows from ${ranges.at(-1) ?? 0} to ${rows}`, range);
    ranges.push(from, to);
  });
  return rowsOfRanges(ranges);
}

/** The sessions with a row in a set. */
function sessionsWith({ ranges }: RowSet, { ids, runStart, runSession }: Sessions): SessionId[] {
  const has = new Uint8Array(ids.length);
  let r = 0;
  for (let k = 0; k < ranges.length; k += 2) {
    while ((runStart[r + 1] as number) <= (ranges[k] as number)) r++;
    for (let run = r; run < runSession.length && (runStart[run] as number) < (ranges[k + 1] as number); run++)
      if ((runSession[run] as number) >= 0) has[runSession[run] as number] = 1;
  }
  return ids.filter((_, s) => has[s] === 1);
}

// The fingerprint.

function dataOf(sessions: Sessions): FoldsFile["data"] {
  const { ids, rows } = sessions;
  const text = (id: SessionId | undefined): string | null => (id === undefined ? null : String(id));
  return { rows, sessions: ids.length, first: text(ids[0]), last: text(ids.at(-1)), fingerprint: fingerprint(sessions) };
}

/** Two sums of 32 bits over ids and runs, each word multiplied in, with their halves mixed at the end: for accidents, not against forgers. */
function fingerprint({ ids, rows, runStart, runSession }: Sessions): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  const add = (word: number): void => {
    a = Math.imul(a ^ word, 0x85ebca77);
    a ^= a >>> 15;
    b = Math.imul(b ^ word, 0xc2b2ae3d);
    b ^= b >>> 13;
  };
  for (const id of ids) {
    const text = String(id);
    add(text.length);
    for (let i = 0; i < text.length; i++) add(text.charCodeAt(i));
  }
  add(rows);
  let before = -2;
  for (let r = 0; r < runSession.length; r++) {
    // Rows without a session say so in several ways, which are one run.
    if (runSession[r] === before) continue;
    before = runSession[r] as number;
    add(runStart[r] as number);
    add(before);
  }
  const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");
  return hex(Math.imul(a ^ (b >>> 16), 0x27d4eb2f)) + hex(Math.imul(b ^ (a >>> 16), 0x165667b1));
}
