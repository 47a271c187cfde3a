/** Folds that train before they test: windows on the line of sessions, and purging of train rows whose labels reach into the test window. @module */

import { assetsOf, type PurgeScope, purgeScope } from "./assets.js";
import { emptyTrain, type Parameters } from "./errors.js";
import { foldsOf, SessionFold, TEST, TRAIN } from "./fold.js";
import { flag, oneOf, type Reader, withDefault } from "./options.js";
import { labelsOf, purgedByTime } from "./purge.js";
import type { Sessions } from "./sessions.js";
import type { Folds, SplitData } from "./types.js";

/** Train and test of a fold: sessions from one up to another. */
export interface Window {
  readonly trainFrom: number;
  readonly trainTo: number;
  readonly testFrom: number;
  readonly testTo: number;
}

/** Options of purging by label spans; without `labels` they change nothing, but for `purge: "asset"`, which is then an error. */
export interface LabelOptions {
  /**
   * Which test labels a train row is purged by, and embargoed after: those of all assets (the default), or those of its own asset only, which
   * `labels.assets` tells. Assets that move together tell of each other: by asset is for labels of what is the asset's own.
   */
  readonly purge?: PurgeScope;
  /** Whether labels that touch overlap. By default they are half-open: one that ends as another starts is kept. */
  readonly closed?: boolean;
  /** A session that loses a row to purging loses all of them, those of other assets too. */
  readonly wholeSessions?: boolean;
  /** A fold whose train set is left without rows: an error (the default), or given like any other. */
  readonly onEmptyTrain?: "throw" | "yield";
}

/** Readers of {@link LabelOptions}. */
export const labelOptions: {
  readonly purge: Reader<PurgeScope>;
  readonly closed: Reader<boolean>;
  readonly wholeSessions: Reader<boolean>;
  readonly onEmptyTrain: Reader<"throw" | "yield">;
} = {
  purge: purgeScope,
  closed: withDefault(flag, false),
  wholeSessions: withDefault(flag, false),
  onEmptyTrain: withDefault(oneOf("throw", "yield"), "throw"),
};

/** Why folds that only look forward have no embargo. */
export const NO_EMBARGO: Readonly<Record<string, string>> = {
  embargo: "train sets end before test sets begin, so nothing is trained on after a test. Pass gap to leave sessions out between them.",
  embargoMs: "train sets end before test sets begin, so nothing is trained on after a test. Pass gap to leave sessions out between them.",
  horizon: "pass gap to leave sessions out between train and test, or labels to purge row by row.",
};

/**
 * The folds of windows. With labels, train rows go whose labels overlap those of the test window.
 *
 * @throws {@link OpenbellError} `EMPTY_TRAIN` where none are left, before the first fold is given.
 */
export function forwardFolds(
  sessions: Sessions,
  data: SplitData,
  windows: readonly Window[],
  options: Required<LabelOptions>,
  parameters: Parameters,
): Folds {
  if (data.labels === undefined) assetsOf(options.purge, undefined, sessions.rows);
  const labels = data.labels === undefined ? null : labelsOf(sessions, data, options.purge);
  if (labels === null && data.times !== undefined) sessions.checkOrder(data.times);
  const purging = { ...options, embargo: 0, embargoMs: 0 };
  const make = (index: number): SessionFold => {
    const { trainFrom, trainTo, testFrom, testTo } = windows[index] as Window;
    const roles = new Uint8Array(sessions.length).fill(TRAIN, trainFrom, trainTo).fill(TEST, testFrom, testTo);
    if (labels === null) return new SessionFold(index, sessions, roles);
    return purgedByTime(index, sessions, roles, [{ from: testFrom, to: testTo }], labels, purging);
  };
  if (options.onEmptyTrain === "throw")
    for (let index = 0; index < windows.length; index++) if (make(index).isEmpty) throw emptyTrain(index, parameters);
  return foldsOf(windows.length, function* () {
    for (let index = 0; index < windows.length; index++) yield make(index);
  });
}
