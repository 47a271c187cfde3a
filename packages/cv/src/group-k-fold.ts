/** K folds of whole sessions of about as many rows each: the `GroupKFold` of scikit-learn. @module */

import { evenBounds } from "./combinations.js";
import { refused, tooFewSessions } from "./errors.js";
import { foldsOf, SessionFold, TEST, TRAIN } from "./fold.js";
import { flag, nullSession, optional, readOptions, seed, whole, withDefault } from "./options.js";
import { RandomState } from "./random.js";
import type { Sessions } from "./sessions.js";
import { NO_PURGING, type Resolved, refuseLabels, SessionSplitter } from "./splitter.js";
import type { Folds, SplitData, SplitterOptions } from "./types.js";

/** Options of {@link GroupKFold}. */
export interface GroupKFoldOptions extends SplitterOptions {
  /** Number of folds, from 2 on; 5 by default. */
  readonly splits?: number;
  /** Deal sessions out at random, by their number, instead of by their rows. */
  readonly shuffle?: boolean;
  /** For `shuffle`, and only then: a whole number from 0 to 4294967295. Gives the folds that scikit-learn gives for the same `random_state`. */
  readonly seed?: number;
}

/**
 * K folds that keep sessions whole: each session is tested once. The choice where folds shall equal scikit-learn's, not the safe one: every
 * train set holds sessions right before and after test sessions, and sessions of one size are dealt out in stripes. Labels that reach
 * beyond their session leak; {@link PurgedKFold} is for those.
 *
 * The rule is that of scikit-learn 1.9: sessions from the one with the most rows down (of equal ones the last first), each into the fold with
 * the fewest rows so far (of equal ones the first). With `shuffle`, that of scikit-learn 1.6: sessions in random order, cut into k parts.
 *
 * @example
 * ```ts
 * import { GroupKFold } from "@openbell/cv";
 *
 * const sessions = ["2024-06-03", "2024-06-03", "2024-06-04", "2024-06-05", "2024-06-05", "2024-06-06"];
 * for (const fold of new GroupKFold({ splits: 2 }).split(sessions)) console.log(fold.testSessions.join(" ")); // 2024-06-05 2024-06-06
 * ```
 */
export class GroupKFold extends SessionSplitter {
  readonly name = "group-k-fold";
  readonly options: Resolved<GroupKFoldOptions, "splits" | "shuffle" | "nullSession">;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(options: GroupKFoldOptions = {}) {
    super();
    const read = readOptions(
      options,
      { splits: withDefault(whole(2), 5), shuffle: withDefault(flag, false), seed: optional(seed), nullSession },
      NO_PURGING,
    );
    if (read.shuffle) seed("seed", read.seed);
    else if (read.seed !== undefined) throw refused("seed", "without shuffle: true nothing is random.", read.seed);
    this.options = read;
  }

  /** @throws {@link OpenbellError} `TOO_FEW_SESSIONS` where there are fewer sessions than folds. */
  protected foldsOf(sessions: Sessions, data: SplitData): Folds {
    refuseLabels("GroupKFold", data);
    const { splits, shuffle } = this.options;
    if (sessions.length < splits)
      throw tooFewSessions(
        "GroupKFold",
        splits,
        sessions.length,
        { splits },
        "Every fold tests at least one session: ask for fewer splits.",
      );
    const foldOf = shuffle ? dealtAtRandom(sessions.length, splits, this.options.seed as number) : balanced(sessions.sizes, splits);
    return foldsOf(splits, function* () {
      for (let index = 0; index < splits; index++)
        yield new SessionFold(
          index,
          sessions,
          Uint8Array.from(foldOf, (fold) => (fold === index ? TEST : TRAIN)),
        );
    });
  }
}

/** The fold that tests each session: the largest sessions first, each to where there are fewest rows. */
function balanced(sizes: Int32Array, splits: number): Int32Array {
  const order = Array.from(sizes, (_, session) => session).sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || b - a);
  const rows = new Float64Array(splits);
  const foldOf = new Int32Array(sizes.length);
  for (const session of order) {
    let lightest = 0;
    for (let fold = 1; fold < splits; fold++) if ((rows[fold] as number) < (rows[lightest] as number)) lightest = fold;
    foldOf[session] = lightest;
    rows[lightest] = (rows[lightest] as number) + (sizes[session] as number);
  }
  return foldOf;
}

/** The fold that tests each session: in random order, cut into parts. */
function dealtAtRandom(sessions: number, splits: number, from: number): Int32Array {
  const order = new RandomState(from).permutation(sessions);
  const bounds = evenBounds(sessions, splits);
  const foldOf = new Int32Array(sessions);
  for (let fold = 0; fold < splits; fold++)
    for (let i = bounds[fold] as number; i < (bounds[fold + 1] as number); i++) foldOf[order[i] as number] = fold;
  return foldOf;
}
