/** Which cases run: all but the skipped ones, which must exist. @module */

import { OpenbellError } from "@openbell/core";
import type { Case } from "./case.js";
import type { Skip } from "./subject.js";

function unknownIds(where: string, ids: readonly string[], cases: readonly Case[]): void {
  const known = new Set(cases.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new OpenbellError(
      "INVALID_ARGUMENT",
      `Conformance: \`${where}\` names no case: ${unknown.join(", ")}. \`conformanceCases\` lists all.`,
      {
        where,
        unknown,
      },
    );
}

/** Reasons by id of the cases to leave out. @throws OpenbellError `INVALID_ARGUMENT` for an id that no case has, or a skip without a reason. */
export function reasonsToSkip(skip: readonly Skip[], cases: readonly Case[]): ReadonlyMap<string, string> {
  unknownIds(
    "skip",
    skip.flatMap((one) => one.cases),
    cases,
  );
  if (skip.some(({ reason }) => reason.trim() === ""))
    throw new OpenbellError("INVALID_ARGUMENT", "Conformance: expected every `skip` to have a reason, got an empty one.", {
      where: "skip",
    });
  return new Map(skip.flatMap(({ reason, cases: ids }) => ids.map((id) => [id, reason])));
}

/** The cases with these ids or of these groups (`PUT`), in the suite's order; all, where nothing is named. */
export function casesNamed(only: readonly string[] | undefined, cases: readonly Case[]): readonly Case[] {
  if (only === undefined) return cases;
  const groupOf = (id: string): string => id.replace(/-\d+$/, "");
  const groups = new Set(cases.map(({ id }) => groupOf(id)));
  unknownIds(
    "only",
    only.filter((name) => !groups.has(name)),
    cases,
  );
  return cases.filter(({ id }) => only.includes(id) || only.includes(groupOf(id)));
}
