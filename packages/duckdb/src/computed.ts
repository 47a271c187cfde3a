/** Columns of this process as a table of DuckDB, row after row, and cells of a file by their rows. @module */

import type { Database } from "./database.js";
import { freeName } from "./names.js";
import { type Attempt, type FileRun, interruptibly } from "./run.js";
import { identifier } from "./sql.js";

/** A column that was computed. `at` gives the value of a row; `null` and, of doubles, `NaN` mean none: see {@link known}. */
export interface Computed {
  readonly name: string;
  readonly type: "DOUBLE" | "INTEGER" | "BOOLEAN" | "VARCHAR";
  at(row: number): number | boolean | string | null;
}

/** Registers the columns as a table function and returns the SQL that stands after FROM. */
export function computedTable({ driver, connection }: Database, rows: number, columns: readonly Computed[]): string {
  const name = freeName([]);
  const chunk = driver.DuckDBVector.standardSize();
  connection.registerTableFunction(
    driver.DuckDBTableFunction.create({
      name,
      bindFunction(info) {
        for (const column of columns) info.addResultColumn(column.name, driver[column.type]);
        info.setCardinality(rows, true);
      },
      initFunction(info) {
        // One thread, so that rows come in their order.
        info.setMaxThreads(1);
        info.setInitData({ next: 0 });
      },
      mainFunction(info, output) {
        const state = info.initData as { next: number };
        const count = Math.min(chunk, rows - state.next);
        output.rowCount = count;
        if (count === 0) return;
        for (const [k, column] of columns.entries()) {
          const vector = output.getColumnVector(k);
          for (let i = 0; i < count; i++) vector.setItem(i, column.at(state.next + i));
          vector.flush();
        }
        state.next += count;
      },
    }),
  );
  return `${name}()`;
}

/** SQL for a double that is NULL where it is `NaN`: marking NULLs row by row in a vector costs more. */
export function known(sql: string): string {
  return `nullif(${sql}, 'NaN'::DOUBLE)`;
}

/**
 * Takes the cells of a column at some rows out of the file as they are, and returns SQL that gives one by its place in `rows`, counted
 * from 1; NULL for the place 0.
 */
export async function cellsAt(
  run: FileRun,
  { from, columns }: Attempt,
  column: string,
  rows: readonly number[],
): Promise<(place: string) => string> {
  const { database } = run;
  const list = computedTable(database, rows.length, [{ name: "wanted", type: "INTEGER", at: (k) => rows[k] as number }]);
  const row = freeName(columns.map(({ name }) => name));
  const variable = freeName([]);
  await interruptibly(run, (connection) =>
    connection.run(`SET VARIABLE ${variable} = (
      SELECT list(cell ORDER BY place)
      FROM (SELECT wanted, row_number() OVER () AS place FROM ${list})
      JOIN (SELECT ${identifier(column)} AS cell, row_number() OVER () - 1 AS ${row} FROM ${from}) ON wanted = ${row})`),
  );
  return (place) => `getvariable('${variable}')[${place}]`;
}
