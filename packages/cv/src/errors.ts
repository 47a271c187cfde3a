/** The messages of this package, with codes and class of `@openbell/core`: what was expected, what was found, where, what to do. @module */

import { OpenbellError } from "@openbell/core";

/** Parameters of a splitter that a message speaks of. */
export type Parameters = Readonly<Record<string, unknown>>;

/** A value as it is shown inside a message: short, quoted where it is a string, else with its type. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 80));
  const text = typeof value === "object" && value !== null ? (JSON.stringify(value) ?? "") : String(value);
  return `${text.slice(0, 80)} (${value === null ? "null" : typeof value})`;
}

/** `splits: 5, gap: 2` */
const listed = (parameters: Parameters): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? JSON.stringify(value) : String(value)}`)
    .join(", ");

export function invalidArgument(name: string, expected: string, found: unknown): OpenbellError {
  return new OpenbellError("INVALID_ARGUMENT", `Expected \`${name}\` to be ${expected}, got ${shown(found)}.`, { name, expected, found });
}

/** An option that cannot mean anything here, with the reason. */
export function refused(name: string, reason: string, found: unknown): OpenbellError {
  return new OpenbellError("INVALID_ARGUMENT", `\`${name}\` is refused: ${reason}`, { name, expected: "left out", found });
}

/** `what` needs so many `unit` ("sessions", or "rows") and there are fewer. */
export function tooFewSessions(what: string, needed: number, found: number, parameters: Parameters, remedy: string): OpenbellError {
  return new OpenbellError(
    "TOO_FEW_SESSIONS",
    `${what} (${listed(parameters)}) needs at least ${needed} sessions, there are ${found}. ${remedy}`,
    { needed, found, ...parameters },
  );
}

export function emptyTrain(fold: number, parameters: Parameters): OpenbellError {
  return new OpenbellError(
    "EMPTY_TRAIN",
    `Fold ${fold}: no row is left to train on (${listed(parameters)}). ` +
      'Ask for fewer folds or a longer train set, for shorter labels, horizon or embargo, or pass onEmptyTrain: "yield" to get such folds.',
    { fold, ...parameters },
  );
}

/** `rows` rows have no session, the first of them `index`. */
export function missingSession(index: number, rows: number): OpenbellError {
  const more = rows === 1 ? "" : rows === 2 ? ", and 1 more row has none" : `, and ${rows - 1} more rows have none`;
  return new OpenbellError(
    "MISSING_SESSION",
    `Row ${index} has no session${more}. Drop such rows first, or pass nullSession: "drop" to leave them out of every fold.`,
    { index, rows },
  );
}

export function invalidLabel(index: number, start: number, end: number): OpenbellError {
  const problem = end < start ? `the label ends at ${end}, before it starts at ${start}` : `the label goes from ${start} to ${end}`;
  return new OpenbellError(
    "INVALID_LABEL",
    `Row ${index}: ${problem}. Every row of a session needs a finite start and an end that is not before it, in epoch milliseconds.`,
    { index, start, end },
  );
}

/** A fault in saved folds; `path` leads to it, as in `folds[2].train`. */
export function invalidFolds(path: string, expected: string, found: unknown): OpenbellError {
  return new OpenbellError("INVALID_FOLDS", `Folds: expected \`${path}\` to be ${expected}, got ${shown(found)}.`, {
    path,
    expected,
    found,
  });
}

/** Sessions whose order by name is not their order in time. */
export function sessionsOutOfOrder(later: unknown, laterMs: number, earlier: unknown, earlierMs: number): OpenbellError {
  return new OpenbellError(
    "TIMESTAMPS_NOT_SORTED",
    `Session ${shown(later)} begins at ${laterMs}, before session ${shown(earlier)}, which begins at ${earlierMs}: the order of the session ids is not that of time. ` +
      "Name sessions so that their ids ascend with time, as dates and day numbers do; other texts are put in order by the times that groupSessions gets.",
    { session: later, startMs: laterMs, before: earlier, beforeMs: earlierMs },
  );
}
