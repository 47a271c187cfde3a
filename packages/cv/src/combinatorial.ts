/**
 * Purged k-fold, with one test fold or several (López de Prado, Advances in Financial Machine Learning, 2018, chapters 7 and 12). Sessions are cut
 * into folds of adjacent ones; those that are tested together and touch are one block.
 *
 * @module
 */

import { combinations, countCombinations, evenBounds } from "./combinations.js";
import { emptyTrain, invalidArgument, refused, tooFewSessions } from "./errors.js";
import { foldsOf, SessionFold, TEST, TRAIN } from "./fold.js";
import { type LabelOptions, labelOptions } from "./forward.js";
import { notNegative, nullSession, optional, type Reader, readOptions, whole, withDefault } from "./options.js";
import { type Block, labelsOf, purgedBySessions, purgedByTime } from "./purge.js";
import type { Sessions } from "./sessions.js";
import { type Resolved, SessionSplitter } from "./splitter.js";
import type { Fold, Folds, RowSet, SplitData, SplitterOptions } from "./types.js";

/** Options of purging, of {@link PurgedKFold} and {@link CombinatorialPurgedCV}. */
export interface PurgingOptions extends SplitterOptions, LabelOptions {
  /** How many sessions ahead a label reaches: 0 where it ends within its own session. To be given, unless `split` gets `labels`. */
  readonly horizon?: number;
  /** How many sessions are left out after the labels of a test block; none by default. */
  readonly embargo?: number;
  /** How many milliseconds are left out after the labels of a test block; needs `labels`, or `times`. */
  readonly embargoMs?: number;
}

/** Options of {@link PurgedKFold}. */
export interface PurgedKFoldOptions extends PurgingOptions {
  /** Number of folds, from 2 on; 5 by default. */
  readonly splits?: number;
}

/** Options of {@link CombinatorialPurgedCV}. */
export interface CombinatorialPurgedOptions extends PurgingOptions {
  /** Number of folds that sessions are cut into. */
  readonly folds: number;
  /** How many of them each split tests. */
  readonly testFolds: number;
}

/** A split of {@link CombinatorialPurgedCV}. */
export interface CombinatorialFold extends Fold {
  /** The folds that are tested, ascending. */
  readonly testFolds: readonly number[];
  /** For each of them, the path that it belongs to. */
  readonly paths: readonly number[];
  /** For each of them, its rows. */
  readonly testParts: readonly RowSet[];
}

/** More splits than anyone trains. */
const MOST_SPLITS = 100_000;

const purgingOptions: {
  readonly horizon: Reader<number | undefined>;
  readonly embargo: Reader<number>;
  readonly embargoMs: Reader<number>;
  readonly closed: Reader<boolean>;
  readonly wholeSessions: Reader<boolean>;
  readonly onEmptyTrain: Reader<"throw" | "yield">;
  readonly nullSession: Reader<"error" | "drop">;
} = {
  horizon: optional(whole(0)),
  embargo: withDefault(whole(0), 0),
  embargoMs: withDefault(notNegative, 0),
  ...labelOptions,
  nullSession,
};

type Purging = Resolved<PurgingOptions, "embargo" | "embargoMs" | "nullSession" | keyof LabelOptions>;

const NO_SHARE: Readonly<Record<string, string>> = {
  embargoPct: "a share of the rows is another time in every stretch of unequal sessions. Pass embargo in sessions or embargoMs.",
  gap: "test sets have train sets on both sides. Pass horizon, labels and embargo.",
};

/**
 * K folds of adjacent sessions, with the train rows around each test fold left out whose labels tell of the same time. The choice for labels that
 * reach beyond their session.
 *
 * Labels reach `horizon` sessions ahead, or lie where the `labels` of `split` say. The first folds are one session longer where the sessions
 * do not divide.
 *
 * @example
 * ```ts
 * import { PurgedKFold } from "@openbell/cv";
 *
 * const days = Int32Array.from({ length: 12 }, (_, day) => day);
 * const [, middle] = new PurgedKFold({ splits: 3, horizon: 1, embargo: 1 }).split(days);
 * console.log(middle?.test.toArray().join(" ")); // 4 5 6 7
 * console.log(middle?.train.toArray().join(" ")); // 0 1 2 10 11
 * console.log(middle?.purged.toArray().join(" "), "|", middle?.embargoed.toArray().join(" ")); // 3 8 | 9
 * ```
 */
export class PurgedKFold extends SessionSplitter {
  readonly name = "purged-k-fold";
  readonly options: Resolved<PurgedKFoldOptions, "splits" | (keyof Purging & Exclude<keyof PurgingOptions, "horizon">)>;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(options: PurgedKFoldOptions = {}) {
    super();
    this.options = readOptions(options, { splits: withDefault(whole(2), 5), ...purgingOptions }, NO_SHARE);
  }

  /** @throws {@link OpenbellError} `TOO_FEW_SESSIONS`, `EMPTY_TRAIN`, `INVALID_LABEL`, `INVALID_ARGUMENT` where neither horizon nor labels are known. */
  protected foldsOf(sessions: Sessions, data: SplitData): Folds {
    return purgedFolds("PurgedKFold", this.options.splits, 1, this.options, sessions, data);
  }
}

/**
 * Combinatorial purged cross-validation: sessions are cut into folds, every choice of `testFolds` of them is tested once, purged as in
 * {@link PurgedKFold}. Each fold is tested several times, and the tests put together give several paths through all of the data: 6 folds, 2 at
 * a time, are 15 splits and 5 paths.
 *
 * @example
 * ```ts
 * import { CombinatorialPurgedCV } from "@openbell/cv";
 *
 * const splitter = new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 1 });
 * console.log(splitter.splits, splitter.paths().length); // 15 5
 * console.log(splitter.paths()[0]?.join(" ")); // 0 0 1 2 3 4
 * ```
 */
export class CombinatorialPurgedCV extends SessionSplitter<CombinatorialFold> {
  readonly name = "combinatorial-purged-cv";
  readonly options: Resolved<CombinatorialPurgedOptions, keyof Purging & Exclude<keyof PurgingOptions, "horizon">>;
  /** Number of splits. */
  readonly splits: number;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`, also for more than 100,000 splits. */
  constructor(options: CombinatorialPurgedOptions) {
    super();
    const read = readOptions(options, { folds: whole(2), testFolds: whole(1), ...purgingOptions }, NO_SHARE);
    const { folds, testFolds } = read;
    if (testFolds >= folds)
      throw invalidArgument("testFolds", `below the number of folds, ${folds}, so that some are left to train on`, testFolds);
    this.splits = countCombinations(folds, testFolds);
    if (this.splits > MOST_SPLITS)
      throw invalidArgument(
        "testFolds",
        `such that there are at most ${MOST_SPLITS} splits; ${testFolds} of ${folds} folds are ${this.splits}`,
        testFolds,
      );
    this.options = read;
  }

  /**
   * The paths: `paths()[j][f]` is the split whose test of fold `f` belongs to path `j`. The j-th split that tests a fold gives it to path j.
   */
  paths(): readonly (readonly number[])[] {
    const { folds, testFolds } = this.options;
    const paths: number[][] = Array.from({ length: countCombinations(folds - 1, testFolds - 1) }, () => []);
    const seen = new Int32Array(folds);
    let split = 0;
    for (const chosen of combinations(folds, testFolds)) {
      for (const fold of chosen) {
        (paths[seen[fold] as number] as number[])[fold] = split;
        seen[fold] = (seen[fold] as number) + 1;
      }
      split++;
    }
    return paths;
  }

  /** @throws {@link OpenbellError} `TOO_FEW_SESSIONS`, `EMPTY_TRAIN`, `INVALID_LABEL`, `INVALID_ARGUMENT` where neither horizon nor labels are known. */
  protected foldsOf(sessions: Sessions, data: SplitData): Folds<CombinatorialFold> {
    const { folds, testFolds } = this.options;
    return purgedFolds("CombinatorialPurgedCV", folds, testFolds, this.options, sessions, data);
  }
}

class TestedFolds extends SessionFold implements CombinatorialFold {
  readonly testFolds: readonly number[];
  readonly paths: readonly number[];
  readonly #bounds: Int32Array;

  constructor(
    { index, sessions, roles, roleOfRow }: SessionFold,
    testFolds: readonly number[],
    paths: readonly number[],
    bounds: Int32Array,
  ) {
    super(index, sessions, roles, roleOfRow);
    this.testFolds = testFolds;
    this.paths = paths;
    this.#bounds = bounds;
  }

  get testParts(): readonly RowSet[] {
    return this.testFolds.map((fold) => {
      const roles = new Uint8Array(this.sessions.length).fill(TEST, this.#bounds[fold], this.#bounds[fold + 1]);
      return new SessionFold(this.index, this.sessions, roles).test;
    });
  }
}

/** Every choice of `testFolds` of `folds`, purged. */
function purgedFolds(
  splitter: string,
  folds: number,
  testFolds: number,
  options: Purging,
  sessions: Sessions,
  data: SplitData,
): Folds<CombinatorialFold> {
  const { length } = sessions;
  const { horizon, embargo, embargoMs } = options;
  const parameters = {
    ...(splitter === "PurgedKFold" ? { splits: folds } : { folds, testFolds }),
    ...(horizon !== undefined && { horizon }),
    embargo,
    ...(embargoMs > 0 && { embargoMs }),
  };
  if (length < folds)
    throw tooFewSessions(splitter, folds, length, parameters, "Every fold holds at least one session: ask for fewer folds.");
  const purge = purgeOf(splitter, options, sessions, data);
  const bounds = evenBounds(length, folds);
  if (options.onEmptyTrain === "throw") {
    let index = 0;
    for (const chosen of combinations(folds, testFolds)) {
      if (purge(index, blocksOf(chosen, bounds)).isEmpty) throw emptyTrain(index, parameters);
      index++;
    }
  }
  return foldsOf(countCombinations(folds, testFolds), function* () {
    const seen = new Int32Array(folds);
    let index = 0;
    for (const chosen of combinations(folds, testFolds)) {
      const paths = chosen.map((fold) => {
        const path = seen[fold] as number;
        seen[fold] = path + 1;
        return path;
      });
      yield new TestedFolds(purge(index++, blocksOf(chosen, bounds)), chosen, paths, bounds);
    }
  });
}

/** The way to purge that the options and the data ask for. */
function purgeOf(
  splitter: string,
  options: Purging,
  sessions: Sessions,
  data: SplitData,
): (index: number, blocks: readonly Block[]) => SessionFold {
  const { horizon, embargo, embargoMs, closed } = options;
  const byTime = data.labels !== undefined || (embargoMs > 0 && data.times !== undefined);
  if (byTime) {
    if (horizon !== undefined && horizon > 0)
      throw refused(
        "horizon",
        "the label spans say how far labels reach. Pass labels to purge by time, or horizon (and embargo) to purge by sessions.",
        horizon,
      );
    const labels = labelsOf(sessions, data);
    return (index, blocks) => {
      const roles = new Uint8Array(sessions.length).fill(TRAIN);
      for (const { from, to } of blocks) roles.fill(TEST, from, to);
      return purgedByTime(index, sessions, roles, blocks, labels, options);
    };
  }
  if (horizon === undefined)
    throw invalidArgument(
      "horizon",
      `the number of sessions that labels reach ahead, 0 for labels that end within their session: ${splitter} has no labels to tell`,
      horizon,
    );
  if (embargoMs > 0)
    throw refused("embargoMs", "without labels or times nothing has a time. Pass them to split, or embargo in sessions.", embargoMs);
  if (closed) throw refused("closed", "it speaks of label spans. Pass labels to split.", closed);
  if (data.times !== undefined) sessions.checkOrder(data.times);
  return (index, blocks) => purgedBySessions(index, sessions, blocks, horizon, embargo);
}

/** The chosen folds as blocks of sessions; those that touch are one. */
function blocksOf(chosen: readonly number[], bounds: Int32Array): readonly Block[] {
  const blocks: Block[] = [];
  for (const fold of chosen) {
    const from = bounds[fold] as number;
    const to = bounds[fold + 1] as number;
    const last = blocks.at(-1);
    if (last?.to === from) blocks[blocks.length - 1] = { from: last.from, to };
    else blocks.push({ from, to });
  }
  return blocks;
}
