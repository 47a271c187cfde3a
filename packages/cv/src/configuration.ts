/** Splitters by name, with options as plain data: what a configuration file holds. @module */

import { CombinatorialPurgedCV, PurgedKFold } from "./combinatorial.js";
import { invalidArgument } from "./errors.js";
import { GroupKFold } from "./group-k-fold.js";
import { GroupShuffleSplit } from "./group-shuffle-split.js";
import { LeavePGroupsOut } from "./leave-p-groups-out.js";
import { TimeSeriesSplit } from "./time-series-split.js";
import type { Splitter } from "./types.js";
import { WalkForward } from "./walk-forward.js";

/** Makes a splitter of its options. */
type Make = new (options: never) => Splitter;

const SPLITTERS: Readonly<Record<string, Make>> = {
  "group-k-fold": GroupKFold,
  "time-series-split": TimeSeriesSplit,
  "walk-forward": WalkForward,
  "leave-p-groups-out": LeavePGroupsOut,
  "group-shuffle-split": GroupShuffleSplit,
  "purged-k-fold": PurgedKFold,
  "combinatorial-purged-cv": CombinatorialPurgedCV,
};

/** Names of all splitters. */
export const SPLITTER_NAMES: readonly string[] = Object.keys(SPLITTERS);

/** A splitter as plain data. Every splitter is one: `JSON.stringify` writes its `name` and `options`. */
export interface SplitterConfiguration {
  readonly name: string;
  readonly options: object;
}

/**
 * The splitter of a name and its options.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` for names and options that there are not.
 *
 * @example
 * ```ts
 * import { splitterOf, WalkForward } from "@openbell/cv";
 *
 * const text = JSON.stringify(new WalkForward({ train: "3M", test: "4W", gap: 1 }));
 * const splitter = splitterOf(JSON.parse(text));
 * console.log(splitter.name, JSON.stringify(splitter) === text); // walk-forward true
 * ```
 */
export function splitterOf({ name, options }: SplitterConfiguration): Splitter {
  if (!Object.hasOwn(SPLITTERS, name)) throw invalidArgument("name", SPLITTER_NAMES.map((each) => JSON.stringify(each)).join(" or "), name);
  return new (SPLITTERS[name] as Make)(options as never);
}
