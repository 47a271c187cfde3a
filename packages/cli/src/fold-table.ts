/** Folds for people, as a table, and for programs, as JSON. Folds are counted from 1, as the columns `split_1`, … are. @module */

import type { Fold, RowSet, SessionId } from "@openbell/cv";
import { alignedTable, countText } from "./table.js";

/** How a session is called. */
export type SessionName = (id: SessionId) => string | number;

/** A line for each fold, and one for what is held out. */
export function foldTable(folds: Iterable<Fold>, holdOut: Fold | undefined, name: SessionName, mark: (heading: string) => string): string {
  const all = [...folds].map((fold, index) => ({ label: String(index + 1), fold }));
  if (holdOut !== undefined) all.push({ label: "hold-out", fold: holdOut });
  const purges = all.some(({ fold }) => fold.purged.length > 0 || fold.embargoed.length > 0);
  const ends = ({ testSessions }: Fold): string[] =>
    [testSessions[0], testSessions.at(-1)].map((id) => (id === undefined ? "" : String(name(id))));
  return alignedTable(
    [
      ...["fold", "train rows", "test rows"],
      ...(purges ? ["purged", "embargoed"] : []),
      ...["train sessions", "test sessions", "first test", "last test"],
    ],
    all.map(({ label, fold }) => [
      ...[label, countText(fold.train.length), countText(fold.test.length)],
      ...(purges ? [countText(fold.purged.length), countText(fold.embargoed.length)] : []),
      ...[countText(fold.trainSessions.length), countText(fold.testSessions.length), ...ends(fold)],
    ]),
    mark,
  );
}

/** The folds as JSON, piece by piece: half-open ranges of rows, counted from 0, and names of sessions. */
export function* foldsJson(folds: Iterable<Fold>, holdOut: Fold | undefined, name: SessionName): Generator<string> {
  let before = '{ "folds": [\n';
  for (const fold of folds) {
    yield `${before}  ${JSON.stringify(plainFold(fold, name))}`;
    before = ",\n";
  }
  yield holdOut === undefined ? "\n] }\n" : `\n], "holdOut": ${JSON.stringify(plainFold(holdOut, name))} }\n`;
}

/** A fold as plain data. */
interface PlainFold {
  readonly train: readonly (readonly [from: number, to: number])[];
  readonly test: readonly (readonly [from: number, to: number])[];
  readonly trainSessions: readonly (string | number)[];
  readonly testSessions: readonly (string | number)[];
}

function plainFold({ train, test, trainSessions, testSessions }: Fold, name: SessionName): PlainFold {
  return { train: pairs(train), test: pairs(test), trainSessions: trainSessions.map(name), testSessions: testSessions.map(name) };
}

function pairs({ ranges }: RowSet): (readonly [from: number, to: number])[] {
  return Array.from({ length: ranges.length / 2 }, (_, k) => [ranges[2 * k] as number, ranges[2 * k + 1] as number] as const);
}
