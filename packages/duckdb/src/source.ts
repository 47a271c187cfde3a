/** An input file as DuckDB reads it: its columns, and the SQL that gives its rows as they are and in their order. @module */

import { resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type FileColumn, typeOf } from "./columns.js";
import { csvSource } from "./csv.js";
import { rowsOf } from "./database.js";
import { type FileFormat, formatOfFile, notReadable } from "./files.js";
import { identifier, pathLiteral } from "./sql.js";
import type { ColumnFound } from "./timestamps.js";

/** A file to be read. */
export interface Source {
  readonly path: string;
  readonly format: FileFormat;
  readonly columns: readonly FileColumn[];
  /** Rows in all, where the file says so (Parquet). */
  readonly rows?: number;
  /** What the output takes over if it has the same format. */
  readonly delimiter?: string;
  readonly compression?: string;
  /** SQL that follows `FROM`, and how the timestamp column arrives through it. `text` keeps the text of a CSV file as it is. */
  scan(timestampColumn: string, text: boolean): { readonly from: string; readonly timestamp: ColumnFound };
}

/** Rows of a CSV file that are looked at to tell the types of its columns; -1 is all of them. */
export type SampleRows = 20_480 | -1;

/**
 * Opens a file: tells its format, columns and types, without reading its rows.
 *
 * @throws {@link OpenbellError} `FILE_NOT_READABLE`.
 */
export async function openSource(connection: DuckDBConnection, file: string, sampleRows: SampleRows = 20_480): Promise<Source> {
  const path = resolve(file);
  const format = await formatOfFile(file);
  try {
    return format === "parquet" ? await parquetSource(connection, path) : await csvSource(connection, path, sampleRows);
  } catch (error) {
    throw notReadable(file, firstLine(error), error);
  }
}

/** What DuckDB said, in one line: without its drawing of the statement and its list of settings, with the reason of a CSV error. */
export function firstLine(error: unknown): string {
  const [line = "", , reason = ""] = (error as Error).message.split("\n");
  const text = line.replace(/^[A-Z][A-Za-z ]+ Error: /, "");
  return (text.startsWith("CSV Error") && reason !== "" ? `${text}: ${reason}` : text).replace(/\.$/, "");
}

async function parquetSource(connection: DuckDBConnection, path: string): Promise<Source> {
  // A folder named symbol=ES is where the file lies, not a column of it.
  const from = `read_parquet(${pathLiteral(path)}, hive_partitioning = false)`;
  const [columns, [counts], [metadata]] = [
    await describe(connection, from),
    await rowsOf(connection, `SELECT num_rows FROM parquet_file_metadata(${pathLiteral(path)})`),
    await rowsOf(connection, `SELECT compression FROM parquet_metadata(${pathLiteral(path)}) LIMIT 1`),
  ];
  return {
    path,
    format: "parquet",
    columns,
    rows: Number(counts?.["num_rows"]),
    ...(metadata === undefined ? {} : { compression: String(metadata["compression"]) }),
    scan: (name) => ({ from, timestamp: { name, type: typeOf(columns, name), asText: false, dateOnly: false } }),
  };
}

async function describe(connection: DuckDBConnection, from: string): Promise<FileColumn[]> {
  const rows = await rowsOf(connection, `DESCRIBE SELECT * FROM ${from}`);
  return rows.map((row) => ({ name: String(row["column_name"]), type: String(row["column_type"]) }));
}

/** Whether all of a text column's first values are dates without a time: labels of days. */
export async function holdsDatesOnly(connection: DuckDBConnection, from: string, column: string): Promise<boolean> {
  const name = identifier(column);
  const [row] = await rowsOf(
    connection,
    `SELECT count(*) > 0 AND bool_and(regexp_full_match(trim(t), '[0-9]{4}-[0-9]{2}-[0-9]{2}')) AS dates
     FROM (SELECT ${name} AS t FROM ${from} WHERE ${name} IS NOT NULL LIMIT 1000)`,
  );
  return row?.["dates"] === true;
}
