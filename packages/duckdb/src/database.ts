/** An in-memory DuckDB for one piece of work. The native library is loaded on first use: it costs more than a whole `--help`. @module */

import { tmpdir } from "node:os";
import type { DuckDBConnection } from "@duckdb/node-api";

/** The module of the driver, as its dynamic import gives it. */
export type DuckDB = typeof import("@duckdb/node-api");

/** A connection and the driver it came from. */
export interface Database {
  readonly driver: DuckDB;
  readonly connection: DuckDBConnection;
}

/** Opens a database, hands it to `work` and closes it again, whatever happens. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const driver = await import("@duckdb/node-api");
  const instance = await driver.DuckDBInstance.create(":memory:", { temp_directory: tmpdir() });
  const connection = await instance.connect();
  try {
    // Zone-less text and the text of instants are UTC, whatever the machine's zone.
    await connection.run("SET TimeZone = 'UTC'");
    return await work({ driver, connection });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** All rows of a query as objects of plain JSON values. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.run(sql)).getRowObjectsJson();
}
