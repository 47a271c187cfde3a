/** The options of splitters as flags, and what a splitter says of its options in the words of the command line. @module */

import { OpenbellError } from "@openbell/core";
import { type Command, InvalidArgumentError, Option } from "commander";
import { UsageError } from "./failure.js";
import { inFlags } from "./flags.js";

/** Names of the splitters, which `@openbell/cv` need not be loaded for. */
export const SPLITTERS = [
  "group-k-fold",
  "time-series-split",
  "walk-forward",
  "leave-p-groups-out",
  "group-shuffle-split",
  "purged-k-fold",
  "combinatorial-purged-cv",
] as const;

/** A flag: how it is written, what it is for, and how its text becomes a value. */
interface Flag {
  readonly usage: string;
  readonly description: string;
  readonly parse?: (text: string) => unknown;
  readonly choices?: readonly string[];
  /** The value that the splitter gets, where it is another. */
  readonly value?: (given: unknown) => unknown;
}

/** A number where the text is one; else the text, as of `4W`. What makes sense is for the splitter to say. */
export function sizeArgument(text: string): number | string {
  return /^(\d+|\d*\.\d+)$/.test(text) ? Number(text) : text;
}

const UNIT_MS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30m` in milliseconds. */
export function lengthArgument(text: string): number {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("Expected a length of time such as 30s, 5m, 1h, 1d.");
  return Number(count) * (UNIT_MS[unit] as number);
}

/** The flags by the name that the option has in `@openbell/cv`. */
const FLAGS: { readonly [option: string]: Flag } = {
  splits: { usage: "--n-splits <n>", description: "number of folds; of walk-forward the most (default: 5, or all)", parse: sizeArgument },
  shuffle: { usage: "--shuffle", description: "group-k-fold: deal sessions out at random" },
  seed: {
    usage: "--seed <n>",
    description: "for what is random; where scikit-learn has the splitter, the folds of this random_state",
    parse: sizeArgument,
  },
  testSize: {
    usage: "--test-size <size>",
    description: "time-series-split, group-shuffle-split: length of a test set",
    parse: sizeArgument,
  },
  trainSize: { usage: "--train-size <size>", description: "group-shuffle-split: length of a train set", parse: sizeArgument },
  maxTrain: { usage: "--max-train <size>", description: "time-series-split: the longest train set", parse: sizeArgument },
  train: { usage: "--train <size>", description: "walk-forward: length of a train set", parse: sizeArgument },
  test: { usage: "--test <size>", description: "walk-forward: length of a test set", parse: sizeArgument },
  gap: { usage: "--gap <size>", description: "walk-forward, time-series-split: left out between train and test", parse: sizeArgument },
  step: { usage: "--step <size>", description: "walk-forward: from one test set to the next (default: --test)", parse: sizeArgument },
  expanding: { usage: "--expanding", description: "walk-forward: train on all that came before" },
  partial: { usage: "--partial", description: "walk-forward: a last test set that is cut short by the end of the data" },
  anchor: {
    usage: "--anchor <side>",
    description: "walk-forward: where windows are laid from (default: start)",
    choices: ["start", "end"],
  },
  direction: {
    usage: "--direction <way>",
    description: "walk-forward: backward begins with the latest fold (default: forward)",
    choices: ["forward", "backward"],
  },
  p: { usage: "--p <n>", description: "leave-p-groups-out: number of sessions in a test set", parse: sizeArgument },
  folds: { usage: "--folds <n>", description: "combinatorial-purged-cv: number of parts that sessions are cut into", parse: sizeArgument },
  testFolds: {
    usage: "--test-folds <n>",
    description: "combinatorial-purged-cv: how many of them are tested at a time",
    parse: sizeArgument,
  },
  sample: {
    usage: "--sample <n>",
    description: "combinatorial-purged-cv: so many of the combinations, at random by --seed (default: all)",
    parse: sizeArgument,
  },
  horizon: {
    usage: "--horizon <n>",
    description: "purged: how many sessions ahead a label reaches, 0 for labels that end within their session",
    parse: sizeArgument,
  },
  embargo: { usage: "--embargo <n>", description: "purged: sessions left out after the labels of a test set", parse: sizeArgument },
  embargoMs: { usage: "--embargo-time <length>", description: "purged: time left out after them, such as 30m", parse: lengthArgument },
  purge: {
    usage: "--purge-by <column>",
    description: "with --label-end: only labels of the same asset purge each other, which this column tells",
    value: () => "asset",
  },
  closed: { usage: "--closed", description: "with --label-end: labels that touch overlap" },
  wholeSessions: { usage: "--whole-sessions", description: "with --label-end: a session that loses a row loses all of them" },
  onEmptyTrain: {
    usage: "--on-empty-train <policy>",
    description: "a fold without a row to train on: an error (default), or given like any other",
    choices: ["error", "yield"],
    value: (policy) => (policy === "error" ? "throw" : policy),
  },
};

/** Flags of the command whose values splitters see as data. */
const DATA_FLAGS: { readonly [name: string]: string } = {
  labels: "--label-end",
  held: "--hold-out",
  nullSession: "--null-session",
};

/** Adds the flags to the command. */
export function addSplitterOptions(command: Command): void {
  for (const { usage, description, parse, choices } of Object.values(FLAGS)) {
    const option = new Option(usage, description);
    if (parse !== undefined) option.argParser(parse);
    command.addOption(choices === undefined ? option : option.choices(choices));
  }
}

/** Those that were given, by the name that the splitter has for them. */
export function splitterOptions(given: { readonly [attribute: string]: unknown }): { readonly [option: string]: unknown } {
  const options = Object.entries(FLAGS).flatMap(([name, { usage, value = (text: unknown) => text }]) => {
    const text = given[new Option(usage).attributeName()];
    return text === undefined ? [] : [[name, value(text)] as const];
  });
  return Object.fromEntries(options);
}

/** `--n-splits` for `splits`. */
function flagOf(option: string): string | undefined {
  return FLAGS[option]?.usage.split(" ", 1)[0] ?? DATA_FLAGS[option];
}

/** Runs what a splitter does; what it says is then in the words of the command line. @throws {@link UsageError}, {@link OpenbellError}. */
export function asSplitter<T>(splitter: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof OpenbellError ? translated(splitter, error) : error;
  }
}

function translated(splitter: string, error: OpenbellError): Error {
  const { code, details } = error;
  const message = inFlags(error.message, flagOf);
  if (code === "INVALID_ARGUMENT") {
    const { name, expected, found } = details;
    if (name === "options") {
      const known = Array.from(String(expected).matchAll(/`(\w+)`/g), ([, option = ""]) => flagOf(option));
      return new UsageError(`${flagOf(String(found)) ?? String(found)} is no option of ${splitter}, which has ${known.join(", ")}`);
    }
    const row = /^labels\.assets\[(\d+)\]$/.exec(String(name))?.[1];
    if (row !== undefined)
      return new OpenbellError(code, `Row ${Number(row) + 1} has no asset. Every row of a session needs one, or leave out --purge-by.`, {
        ...details,
        row: Number(row) + 1,
      });
    return flagOf(String(name)) === undefined ? error : new UsageError(message);
  }
  // A fold, and a row, is counted from 1, as the columns and the rows of files are.
  const { fold, index } = details;
  if (code === "EMPTY_TRAIN" && typeof fold === "number")
    return new OpenbellError(code, message.replace(`Fold ${fold}:`, `Fold ${fold + 1}:`), details, error);
  if (typeof index === "number")
    return new OpenbellError(code, message.replace(`Row ${index}`, `Row ${index + 1}`), { ...details, row: index + 1 }, error);
  return new OpenbellError(code, message, details, error);
}
