/** What all splitters have in common: a column is grouped once, rows are checked, and the number of folds is that of the folds that come. @module */

import { refused } from "./errors.js";
import { groupSessions, Sessions } from "./sessions.js";
import type { Fold, Folds, SessionColumn, SplitData, Splitter, SplitterOptions } from "./types.js";

/** Options with some of them filled in. */
export type Resolved<Options, Filled extends keyof Options> = Options & Required<Pick<Options, Filled>>;

/** The sessions of a column, in order of what is known of time. */
export function groupFor(column: SessionColumn, { nullSession }: SplitterOptions, { times, labels }: SplitData): Sessions {
  const sessions = groupSessions(column, { nullSession, times });
  return times === undefined && labels?.start !== undefined ? sessions.inOrderOf(labels.start) : sessions;
}

/** A splitter over sessions. */
export abstract class SessionSplitter<F extends Fold = Fold> implements Splitter<F> {
  abstract readonly name: string;
  abstract readonly options: SplitterOptions;

  /** The folds of sessions that were grouped. All that can be refused is refused here, before the first fold. */
  protected abstract foldsOf(sessions: Sessions, data: SplitData): Folds<F>;

  count(sessions: SessionColumn | Sessions, data: SplitData = {}): number {
    return this.split(sessions, data).length;
  }

  split(sessions: SessionColumn | Sessions, data: SplitData = {}): Folds<F> {
    if (sessions instanceof Sessions) return this.foldsOf(sessions, data);
    return this.foldsOf(groupFor(sessions, this.options, data), data);
  }
}

/** Splitters that do not purge refuse labels: silence would look like protection. */
export function refuseLabels(splitter: string, { labels }: SplitData): void {
  if (labels !== undefined)
    throw refused(
      "labels",
      `${splitter} does not purge, its train sets lie on both sides of test sessions. Use PurgedKFold for labels.`,
      labels,
    );
}

/** Why splitters that do not purge take none of these options. */
export const NO_PURGING: Readonly<Record<string, string>> = Object.fromEntries(
  ["horizon", "embargo", "embargoMs", "purge", "closed", "wholeSessions", "onEmptyTrain"].map((name) => [
    name,
    "this splitter does not purge. Use PurgedKFold for labels that reach into other sessions.",
  ]),
);
