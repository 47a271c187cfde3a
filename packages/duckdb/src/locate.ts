/** The row at which a run fails. Pieces come in no order while a file is assigned, so the column is read again, in order. @module */

import type { DuckDBConnection } from "@duckdb/node-api";
import { OpenbellError } from "@openbell/core";
import { type Assignment, ChunkAssigner } from "./chunk-assigner.js";
import type { TimestampPlan } from "./timestamps.js";

/** The first failure in the order of the file, its row counted from 1; `failure` itself where it does not happen again. */
export async function locateFailure(
  connection: DuckDBConnection,
  query: string,
  assignment: Assignment,
  plan: TimestampPlan,
  failure: unknown,
): Promise<unknown> {
  if (!(failure instanceof OpenbellError) || typeof failure.details["index"] !== "number") return failure;
  const assigner = new ChunkAssigner(assignment, plan);
  const stream = await connection.stream(query);
  for (;;) {
    const chunk = await stream.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return failure;
    const before = assigner.rows;
    try {
      assigner.assign(chunk.getColumnVector(0));
    } catch (error) {
      return error instanceof OpenbellError ? atRow(error, before) : error;
    }
  }
}

/** The same error with its rows counted from the first row of the file, which is row 1. */
export function atRow(error: OpenbellError, rowsBefore = 0): OpenbellError {
  const { index, first } = error.details;
  if (typeof index !== "number") return error;
  const inFile = (row: number): number => rowsBefore + row + 1;
  const message = error.message.replace(/\b([Rr]ow) (\d+)/g, (text, word: string, row: string) =>
    Number(row) === index || Number(row) === first ? `${word} ${inFile(Number(row))}` : text,
  );
  const row = inFile(index);
  return new OpenbellError(
    error.code,
    message.includes(`ow ${row}`) ? message : `Row ${row}: ${message}`,
    { ...error.details, index: row - 1, ...(typeof first === "number" ? { first: inFile(first) - 1 } : {}), row },
    error,
  );
}
