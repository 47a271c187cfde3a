/** Copies a file with the session column added: one statement, in which DuckDB reads, asks for session dates and writes. @module */

import { type Assignment, ChunkAssigner } from "./chunk-assigner.js";
import { locateFailure } from "./locate.js";
import { type Attempt, type FileRun, firstThatReads, replacedBy, writeQuery } from "./run.js";
import { registerSessionFunction } from "./session-function.js";
import { identifier } from "./sql.js";

/** Name of the column that is added. */
export const SESSION_COLUMN = "session_date";

/** What came of it. */
export interface Done {
  readonly assigner: ChunkAssigner;
  /** Whether there was a session column. */
  readonly replaced: boolean;
}

/**
 * Writes the file with the session column to `temporary`.
 *
 * @throws {@link OpenbellError} as {@link assignSessionsToFile} says, the signal's reason, and what the driver throws of its own.
 */
export function addSessionColumn(run: FileRun, assignment: Assignment, temporary: string): Promise<Done> {
  return firstThatReads(run, (attempt) => copy(run, assignment, attempt, temporary));
}

async function copy(run: FileRun, assignment: Assignment, { source, from, plan }: Attempt, temporary: string): Promise<Done> {
  const { database, onProgress } = run;
  const assigner = new ChunkAssigner(assignment, plan);
  const names = source.columns.map(({ name }) => name);
  const state = registerSessionFunction(database, plan, assigner, names, () => {
    onProgress?.({ rows: assigner.rows, ...(source.rows === undefined ? {} : { totalRows: source.rows }) });
  });
  const replaced = replacedBy(run, names).map(identifier);
  const kept = replaced.length === 0 ? "*" : `* EXCLUDE (${replaced.join(", ")})`;
  const day = identifier(state.name);
  // The day number is taken once, in a query of its own: written twice in one, the function would run twice.
  const query = `
    SELECT * EXCLUDE (${day}), CASE WHEN ${day} > -2147483648 THEN DATE '1970-01-01' + ${day} END AS ${SESSION_COLUMN}
    FROM (SELECT ${kept}, ${state.name}(${plan.argument}) AS ${day} FROM ${from})
    ${assignment.outside === "drop" ? `WHERE ${day} > -2147483648` : ""}`;
  await writeQuery(run, source, query, temporary, async () => {
    if (state.failure === null) return undefined;
    return locateFailure(database.connection, `SELECT ${plan.argument} FROM ${from}`, assignment, plan, state.failure);
  });
  return { assigner, replaced: replaced.length > 0 };
}
