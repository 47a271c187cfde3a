/** Files for tests: made and read through DuckDB itself. */

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll } from "vitest";

/** A file of the examples that ship with the project. */
export const exampleFile = (name: string): string => fileURLToPath(new URL(`../../../examples/data/${name}`, import.meta.url));

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "openbell-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Names in a folder, hidden ones too: where a temporary file would be seen. */
export const namesIn = (folder: string): string[] => readdirSync(folder).sort();

/** Runs statements and returns the rows of the last as JSON values. */
export async function query(...statements: string[]): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = await (await connection.run(statement)).getRowObjectsJson();
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Writes the rows of a SELECT to a Parquet or CSV file, by its name. */
export async function fileOf(path: string, select: string): Promise<string> {
  await query(
    `COPY (${select}) TO '${path.replaceAll("'", "''")}' (${path.endsWith(".parquet") ? "FORMAT parquet" : "FORMAT csv, HEADER true"})`,
  );
  return path;
}

/** Rows of a Parquet file in their order. */
export const rowsOfParquet = (path: string, columns = "*"): Promise<Record<string, unknown>[]> =>
  query(`SELECT ${columns} FROM read_parquet('${path.replaceAll("'", "''")}', hive_partitioning = false)`);

/** Session dates of a Parquet file in the order of its rows, `null` where there is none. */
export const sessionDates = async (path: string): Promise<(string | null)[]> =>
  (await rowsOfParquet(path, "CAST(session_date AS VARCHAR) AS s")).map((row) => row["s"] as string | null);

/** Names and types of a Parquet file's columns. */
export const typesOf = async (path: string): Promise<[string, string][]> =>
  (await query(`DESCRIBE SELECT * FROM read_parquet('${path}')`)).map((row) => [String(row["column_name"]), String(row["column_type"])]);
