/** The SQL function that turns timestamps into session dates, one piece of a column at a time. @module */

import type { ChunkAssigner } from "./chunk-assigner.js";
import type { Database } from "./database.js";
import { freeName } from "./names.js";
import type { TimestampPlan } from "./timestamps.js";

/** A registered function. */
export interface SessionFunction {
  /** Also a name for the column of its results: none of `taken`, the columns of the file. */
  readonly name: string;
  /** Why it stopped the statement, `null` where it did not. */
  readonly failure: unknown;
}

/**
 * Registers `name(timestamp)`: day numbers as INTEGER, -2147483648 where a row has no session. It is called once for every row, from as many
 * threads as DuckDB runs, and so in no order. `onPiece` is called after each piece.
 */
export function registerSessionFunction(
  { driver, connection }: Database,
  plan: TimestampPlan,
  assigner: ChunkAssigner,
  taken: readonly string[],
  onPiece: () => void,
): SessionFunction {
  const state = { name: freeName(taken), failure: null as unknown };
  connection.registerScalarFunction(
    driver.DuckDBScalarFunction.create({
      name: state.name,
      parameterTypes: [driver[plan.parameter]],
      returnType: driver.INTEGER,
      // Volatile: DuckDB may not run it once for equal values, which would be counted as one row. Special handling: it sees the NULLs.
      volatile: true,
      specialHandling: true,
      mainFunction(_, chunk, result) {
        try {
          const dates = assigner.assign(chunk.getColumnVector(0));
          for (let i = 0; i < dates.length; i++) result.setItem(i, dates[i] as number);
          result.flush();
          onPiece();
        } catch (error) {
          state.failure ??= error;
          throw error;
        }
      },
    }),
  );
  return state;
}
