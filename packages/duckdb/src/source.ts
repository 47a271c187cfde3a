/** An input file as DuckDB reads it: its columns, and the SQL that gives its rows as they are and in their order. @module */

import { resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { rowsOf } from "./database.js";
import { type FileFormat, formatOfFile, notReadable } from "./files.js";
import { identifier, literal, pathLiteral, structLiteral } from "./sql.js";
import type { ColumnFound } from "./timestamps.js";

/** A column's name and type, as DuckDB calls it; of CSV, the type that its text was seen to have. */
export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

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

/** What DuckDB said, without its drawing of the statement. */
export function firstLine(error: unknown): string {
  const [line = ""] = (error as Error).message.split("\n");
  return line.replace(/^[A-Z][A-Za-z ]+ Error: /, "").replace(/\.$/, "");
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

function typeOf(columns: readonly FileColumn[], name: string): string {
  return columns.find((column) => column.name === name)?.type ?? "VARCHAR";
}

/** A date or timestamp in any other order of year, month and day is a guess. */
const ISO_FORMAT = /^%Y-%m-%d/;

async function csvSource(connection: DuckDBConnection, path: string, sampleRows: SampleRows): Promise<Source> {
  const [sniffed] = await rowsOf(connection, `FROM sniff_csv(${pathLiteral(path)}, sample_size = ${sampleRows})`);
  if (sniffed === undefined) throw new Error("it is empty");
  const text = (name: string): string => String(sniffed[name] ?? "").replace("(empty)", "");
  const columns = sniffed["Columns"] as FileColumn[];
  const delimiter = text("Delimiter") || ",";
  const [dateFormat, timestampFormat] = [text("DateFormat"), text("TimestampFormat")];

  const scan = (name: string, keepText: boolean): ReturnType<Source["scan"]> => {
    const seen = typeOf(columns, name);
    const guessed = (seen === "DATE" && !ISO_FORMAT.test(dateFormat)) || (seen.startsWith("TIMESTAMP") && timestampFormat !== "" && !ISO_FORMAT.test(timestampFormat));
    const type = guessed ? "VARCHAR" : seen;
    const read = columns.map((column) => ({ name: column.name, type: keepText || (guessed && column.name === name) ? "VARCHAR" : column.type }));
    const options = [
      "auto_detect = false",
      "hive_partitioning = false",
      `delim = ${literal(delimiter)}`,
      // A quote may first appear below the rows that were looked at.
      `quote = ${literal(text("Quote") || '"')}`,
      `escape = ${literal(text("Escape") || text("Quote") || '"')}`,
      `new_line = ${literal(text("NewLineDelimiter") || "\\n")}`,
      `comment = ${literal(text("Comment"))}`,
      `skip = ${Number(sniffed["SkipRows"] ?? 0)}`,
      `header = ${sniffed["HasHeader"] === true}`,
      `columns = ${structLiteral(read.map((column) => [column.name, column.type === INSTANT ? "VARCHAR" : column.type]))}`,
      ...(dateFormat === "" || keepText ? [] : [`dateformat = ${literal(dateFormat)}`]),
      ...(timestampFormat === "" || keepText ? [] : [`timestampformat = ${literal(timestampFormat)}`]),
    ];
    return {
      from: withInstants(`read_csv(${pathLiteral(path)}, ${options.join(", ")})`, read),
      timestamp: { name, type, asText: keepText || guessed, dateOnly: type === "DATE" },
    };
  };
  return { path, format: "csv", columns, delimiter, scan };
}

const INSTANT = "TIMESTAMP WITH TIME ZONE";

/** DuckDB's CSV reader makes NULL of text that is no TIMESTAMPTZ and says nothing; a cast of the text says so. */
function withInstants(from: string, columns: readonly FileColumn[]): string {
  const casts = columns
    .filter(({ type }) => type === INSTANT)
    .map(({ name }) => `CAST(nullif(${identifier(name)}, '') AS TIMESTAMPTZ) AS ${identifier(name)}`);
  return casts.length === 0 ? from : `(SELECT * REPLACE (${casts.join(", ")}) FROM ${from})`;
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
