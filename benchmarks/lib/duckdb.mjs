/** The peer DuckDB: session dates by an as-of join, on tables in memory. @module */

import { BIGINT, DuckDBDataChunk, DuckDBInstance, INTEGER, version } from "@duckdb/node-api";

/** Rows of a piece that is handed to DuckDB. */
const PIECE = 2048;

/**
 * A database in memory with a table `name(t)` for each column of timestamps and the table `sessions(since, day)`.
 *
 * @param {Readonly<Record<string, Float64Array>>} columns
 * @param {{ at: Float64Array, day: readonly (number | null)[] }} boundaries
 */
export async function openTables(columns, { at, day }) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const [name, column] of Object.entries(columns))
    await load(connection, name, column.length, [["t", BIGINT, (i) => BigInt(column[i])]]);
  await load(connection, "sessions", at.length, [
    ["since", BIGINT, (i) => BigInt(at[i])],
    ["day", INTEGER, (i) => day[i]],
  ]);
  return {
    /** Joins and adds up, so that nothing but the join is paid for: rows in sessions, and the sum of their days. */
    async join(name) {
      const reader = await connection.runAndReadAll(
        `SELECT count(day), sum(day) FROM ${name} ASOF LEFT JOIN sessions ON ${name}.t >= sessions.since`,
      );
      return reader.getRows()[0].map(Number);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function load(connection, name, rows, columns) {
  await connection.run(`CREATE TABLE ${name} (${columns.map(([column, type]) => `${column} ${type}`).join(", ")})`);
  const appender = await connection.createAppender(name);
  for (let from = 0; from < rows; from += PIECE) {
    const length = Math.min(PIECE, rows - from);
    const piece = DuckDBDataChunk.create(
      columns.map(([, type]) => type),
      length,
    );
    columns.forEach(([, , value], c) => {
      const vector = piece.getColumnVector(c);
      for (let i = 0; i < length; i++) vector.setItem(i, value(from + i));
      vector.flush();
    });
    appender.appendDataChunk(piece);
  }
  appender.closeSync();
}

export const duckdbVersion = version();
