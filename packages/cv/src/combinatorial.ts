/**
 * Purged k-fold, with one test fold or several (López de Prado, Advances in Financial Machine Learning, 2018, chapters 7 and 12). Sessions are cut
 * into folds of adjacent ones; those that are tested together and touch are one block.
 *
 * @module
 */

import { assetsOf, type PurgeScope } from "./assets.js";
import { combinationAt, combinations, countCombinations, evenBounds, sampleBelow } from "./combinations.js";
import { emptyTrain, invalidArgument, refused, tooFewSessions } from "./errors.js";
import { foldsOf, SessionFold, TEST, TRAIN } from "./fold.js";
import { type LabelOptions, labelOptions } from "./forward.js";
import { notNegative, nullSession, optional, type Reader, readOptions, seed, whole, withDefault } from "./options.js";
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
  /** So many of the combinations, taken at random, none of them twice; by default all. A larger sample of the same seed holds the smaller one. */
  readonly sample?: number;
  /** For `sample`, and only then: a whole number from 0 to 4294967295. */
  readonly seed?: number;
}

/** A split of {@link CombinatorialPurgedCV}. */
export interface CombinatorialFold extends Fold {
  /** The folds that are tested, ascending. */
  readonly testFolds: readonly number[];
  /** For each of them, the path that it belongs to; empty where splits are a sample, from which no path is put together. */
  readonly paths: readonly number[];
  /** For each of them, its rows. */
  readonly testParts: readonly RowSet[];
}

/** More splits than anyone trains. */
const MOST_SPLITS = 100_000;
/** More combinations than a number can count one by one. */
const MOST_COMBINATIONS = Number.MAX_SAFE_INTEGER;

const purgingOptions: {
  readonly horizon: Reader<number | undefined>;
  readonly embargo: Reader<number>;
  readonly embargoMs: Reader<number>;
  readonly purge: Reader<PurgeScope>;
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
    return purgedFolds("PurgedKFold", { folds: this.options.splits, testFolds: 1 }, this.options, sessions, data);
  }
}

/**
 * Combinatorial purged cross-validation: sessions are cut into folds, every choice of `testFolds` of them is tested once, purged as in
 * {@link PurgedKFold}. Each fold is tested several times, and the tests put together give several paths through all of the data: 6 folds, 2 at
 * a time, are 15 splits and 5 paths.
 *
 * Of many combinations `sample` takes some at random, by `seed`, in lexicographic order: 20 of 40 folds are 137,846,528,820, of which none but
 * those taken are made. Paths need them all, and there are none of a sample.
 *
 * @example
 * ```ts
 * import { CombinatorialPurgedCV } from "@openbell/cv";
 *
 * const splitter = new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 1 });
 * console.log(splitter.splits, splitter.paths().length); // 15 5
 * console.log(splitter.paths()[0]?.join(" ")); // 0 0 1 2 3 4
 *
 * const some = new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 1, sample: 3, seed: 42 });
 * console.log(Array.from(some.split(Int32Array.from({ length: 60 }, (_, day) => day)), ({ testFolds }) => testFolds.join("+")).join(" ")); // 0+4 1+3 3+4
 * ```
 */
export class CombinatorialPurgedCV extends SessionSplitter<CombinatorialFold> {
  readonly name = "combinatorial-purged-cv";
  readonly options: Resolved<CombinatorialPurgedOptions, keyof Purging & Exclude<keyof PurgingOptions, "horizon">>;
  /** Number of splits: of combinations, or of those in the sample. */
  readonly splits: number;

  /**
   * @throws {@link OpenbellError} `INVALID_ARGUMENT`, also for more than 100,000 splits, for a sample without a seed or of more than there are, and
   *   for a sample of more than 2^53 − 1 combinations.
   */
  constructor(options: CombinatorialPurgedOptions) {
    super();
    const read = readOptions(
      options,
      { folds: whole(2), testFolds: whole(1), sample: optional(whole(1, MOST_SPLITS)), seed: optional(seed), ...purgingOptions },
      NO_SHARE,
    );
    const { folds, testFolds, sample } = read;
    if (testFolds >= folds)
      throw invalidArgument("testFolds", `below the number of folds, ${folds}, so that some are left to train on`, testFolds);
    const all = countCombinations(folds, testFolds);
    if (sample === undefined) checkNotSampled(all, read);
    else checkSample(all, sample, read);
    this.splits = sample ?? all;
    this.options = read;
  }

  /**
   * The paths: `paths()[j][f]` is the split whose test of fold `f` belongs to path `j`. The j-th split that tests a fold gives it to path j.
   *
   * @throws {@link OpenbellError} `INVALID_ARGUMENT` for a sample: its splits do not test every fold equally often, so that paths would have
   *   holes. Judge each split by itself, or take all combinations.
   */
  paths(): readonly (readonly number[])[] {
    const { folds, testFolds, sample } = this.options;
    const all = countCombinations(folds, testFolds);
    if (sample !== undefined && sample < all)
      throw refused(
        "sample",
        `paths are put together of all ${all} combinations, and ${sample} of them leave holes. Leave it out, or judge each split by itself.`,
        sample,
      );
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
    return purgedFolds("CombinatorialPurgedCV", this.options, this.options, sessions, data);
  }
}

/** Where no sample is asked for, all combinations are tested, and there must not be too many. */
function checkNotSampled(all: number, { folds, testFolds, seed }: CombinatorialPurgedOptions): void {
  if (all > MOST_SPLITS)
    throw invalidArgument(
      "testFolds",
      `such that there are at most ${MOST_SPLITS} splits (${testFolds} of ${folds} folds are ${all}), or given with \`sample\` and \`seed\`, to take some of them`,
      testFolds,
    );
  if (seed !== undefined) throw refused("seed", "without sample nothing is random.", seed);
}

function checkSample(all: number, sample: number, options: CombinatorialPurgedOptions): void {
  const { folds, testFolds } = options;
  seed("seed", options.seed);
  if (all > MOST_COMBINATIONS)
    throw invalidArgument(
      "testFolds",
      `such that there are at most ${MOST_COMBINATIONS} combinations to take a sample of; ${testFolds} of ${folds} folds are about ${all.toPrecision(2)}. Ask for fewer folds, or test fewer of them`,
      testFolds,
    );
  if (sample > all)
    throw invalidArgument(
      "sample",
      `at most ${all}, the number of choices of ${testFolds} of ${folds} folds; left out, all are taken`,
      sample,
    );
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

/** Which folds are tested together: every choice of `testFolds` of `folds`, or a sample of them. */
type Choice = Pick<CombinatorialPurgedOptions, "folds" | "testFolds" | "sample" | "seed">;

/** A choice of folds, purged. */
function purgedFolds(splitter: string, choice: Choice, options: Purging, sessions: Sessions, data: SplitData): Folds<CombinatorialFold> {
  const { length } = sessions;
  const { horizon, embargo, embargoMs } = options;
  const { folds, testFolds, sample } = choice;
  const parameters = {
    ...(splitter === "PurgedKFold" ? { splits: folds } : { folds, testFolds }),
    ...(sample !== undefined && { sample }),
    ...(horizon !== undefined && { horizon }),
    embargo,
    ...(embargoMs > 0 && { embargoMs }),
  };
  if (length < folds)
    throw tooFewSessions(splitter, folds, length, parameters, "Every fold holds at least one session: ask for fewer folds.");
  const purge = purgeOf(splitter, options, sessions, data);
  const bounds = evenBounds(length, folds);
  const { count, walk, whole } = chosenFolds(choice);
  if (options.onEmptyTrain === "throw") {
    let index = 0;
    for (const chosen of walk()) {
      if (purge(index, blocksOf(chosen, bounds)).isEmpty) throw emptyTrain(index, parameters);
      index++;
    }
  }
  return foldsOf(count, function* () {
    const seen = new Int32Array(folds);
    let index = 0;
    for (const chosen of walk()) {
      const paths = chosen.map((fold) => {
        const path = seen[fold] as number;
        seen[fold] = path + 1;
        return path;
      });
      yield new TestedFolds(purge(index++, blocksOf(chosen, bounds)), chosen, whole ? paths : [], bounds);
    }
  });
}

/** The combinations of a choice in lexicographic order, and whether they are all that there are. */
function chosenFolds({ folds, testFolds, sample, seed = 0 }: Choice): {
  count: number;
  whole: boolean;
  walk: () => Iterable<readonly number[]>;
} {
  const all = countCombinations(folds, testFolds);
  if (sample === undefined || sample === all) return { count: all, whole: true, walk: () => combinations(folds, testFolds) };
  const places = sampleBelow(all, sample, seed);
  return {
    count: sample,
    whole: false,
    walk: function* () {
      for (const place of places) yield combinationAt(place, folds, testFolds);
    },
  };
}

/** The way to purge that the options and the data ask for. */
function purgeOf(
  splitter: string,
  options: Purging,
  sessions: Sessions,
  data: SplitData,
): (index: number, blocks: readonly Block[]) => SessionFold {
  const { horizon, embargo, embargoMs, closed, purge } = options;
  const byTime = data.labels !== undefined || (embargoMs > 0 && data.times !== undefined);
  if (byTime) {
    if (horizon !== undefined && horizon > 0)
      throw refused(
        "horizon",
        "the label spans say how far labels reach. Pass labels to purge by time, or horizon (and embargo) to purge by sessions.",
        horizon,
      );
    const labels = labelsOf(sessions, data, purge);
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
  assetsOf(purge, undefined, sessions.rows);
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
