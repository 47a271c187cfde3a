/** Finds the row at which an assignment fails. Pieces come in no order while a file is written, so the column is read again, in order. @module */

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

/** The same error with its row counted from the first row of the file, which is row 1. */
function atRow(error: OpenbellError, rowsBefore: number): OpenbellError {
  const index = error.details["index"];
  if (typeof index !== "number") return error;
  const row = rowsBefore + index + 1;
  const message = error.message.replace(/^Row \d+: /, "");
  return new OpenbellError(error.code, `Row ${row}: ${message}`, { ...error.details, index: row - 1, row }, error);
}
