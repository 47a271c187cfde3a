/**
 * A CSV file as DuckDB reads it: its text as it is, or typed. Where DuckDB's CSV reader would take text for an instant and lose what it
 * says, the text is read and cast by us.
 *
 * @module
 */

import type { DuckDBConnection } from "@duckdb/node-api";
import { type FileColumn, typeOf } from "./columns.js";
import { rowsOf } from "./database.js";
import type { SampleRows, Source } from "./source.js";
import { identifier, literal, pathLiteral, structLiteral } from "./sql.js";

/** How the file is written and what its columns were seen to be. */
interface Dialect {
  readonly path: string;
  readonly columns: readonly FileColumn[];
  readonly delimiter: string;
  readonly options: readonly string[];
  /** Formats of dates and timestamps where they are not those that a cast reads. */
  readonly dateFormat: string;
  readonly timestampFormat: string;
}

/** Opens a CSV file. Types are told from `sampleRows` rows; the whole file is looked at again for what does not fit them. */
export async function csvSource(connection: DuckDBConnection, path: string, sampleRows: SampleRows): Promise<Source> {
  const sniffed = await sniff(connection, path, sampleRows);
  const dialect = sampleRows === -1 ? await withMixedAsText(connection, sniffed) : sniffed;
  const { columns, delimiter } = dialect;
  return { path, format: "csv", columns, delimiter, scan: (name, keepText) => scan(dialect, name, keepText) };
}

async function sniff(connection: DuckDBConnection, path: string, sampleRows: SampleRows): Promise<Dialect> {
  const [sniffed = {}] = await rowsOf(connection, `FROM sniff_csv(${pathLiteral(path)}, sample_size = ${sampleRows})`);
  const text = (name: string): string => String(sniffed[name] ?? "").replace("(empty)", "");
  const delimiter = text("Delimiter") || ",";
  // A quote may first appear below the rows that were looked at.
  const quote = text("Quote") || '"';
  const options = [
    "auto_detect = false",
    "hive_partitioning = false",
    `delim = ${literal(delimiter)}`,
    `quote = ${literal(quote)}`,
    `escape = ${literal(text("Escape") || quote)}`,
    `new_line = ${literal(text("NewLineDelimiter") || "\\n")}`,
    `comment = ${literal(text("Comment"))}`,
    `skip = ${Number(sniffed["SkipRows"] ?? 0)}`,
    `header = ${sniffed["HasHeader"] === true}`,
  ];
  const columns = sniffed["Columns"] as FileColumn[];
  return { path, columns, delimiter, options, dateFormat: text("DateFormat"), timestampFormat: text("TimestampFormat") };
}

/** A date or timestamp in any other order of year, month and day is a guess. */
const ISO_FORMAT = /^(%Y-%m-%d.*)?$/;

function scan(dialect: Dialect, timestampColumn: string, keepText: boolean): ReturnType<Source["scan"]> {
  const { columns, dateFormat, timestampFormat } = dialect;
  const seen = typeOf(columns, timestampColumn);
  const guessed = !ISO_FORMAT.test(seen === "DATE" ? dateFormat : seen.startsWith("TIMESTAMP") ? timestampFormat : "");
  const type = guessed ? "VARCHAR" : seen;
  const timestamp = { name: timestampColumn, type, asText: keepText || guessed, dateOnly: type === "DATE" };
  if (keepText) return { from: textOf(dialect), timestamp };

  const typed = columns.map((column) => (guessed && column.name === timestampColumn ? { ...column, type } : column));
  const casts = typed.flatMap(({ name, type: wanted }) => {
    const cast = castOf(wanted, identifier(name), dialect);
    return cast === null ? [] : [{ name, sql: `${cast} AS ${identifier(name)}` }];
  });
  const asText = new Set(casts.map(({ name }) => name));
  const read = typed.map(({ name, type: wanted }) => [name, asText.has(name) ? "VARCHAR" : wanted] as const);
  const formats = [
    ...(dateFormat === "" ? [] : [`dateformat = ${literal(dateFormat)}`]),
    ...(timestampFormat === "" ? [] : [`timestampformat = ${literal(timestampFormat)}`]),
  ];
  const file = readCsv(dialect, read, formats);
  return { from: casts.length === 0 ? file : `(SELECT * REPLACE (${casts.map(({ sql }) => sql).join(", ")}) FROM ${file})`, timestamp };
}

function readCsv({ path, options }: Dialect, columns: readonly (readonly [string, string])[], formats: readonly string[] = []): string {
  return `read_csv(${[pathLiteral(path), ...options, `columns = ${structLiteral(columns)}`, ...formats].join(", ")})`;
}

function textOf(dialect: Dialect): string {
  return readCsv(
    dialect,
    dialect.columns.map(({ name }) => [name, "VARCHAR"]),
  );
}

/** Whether a text states an offset after its date. */
const hasOffset = (column: string): string => `regexp_matches(substr(${column}, 11), '[zZ+-]')`;

/**
 * A cast for what DuckDB's CSV reader (1.5.6) gets wrong in silence: of text that is no TIMESTAMPTZ it makes NULL, and of a TIMESTAMP
 * it leaves out the offset.
 */
function castOf(type: string, column: string, { timestampFormat }: Dialect): string | null {
  if (timestampFormat !== "") return null;
  const text = `nullif(${column}, '')`;
  if (type === "TIMESTAMP WITH TIME ZONE") return `CAST(${text} AS TIMESTAMPTZ)`;
  if (type === "TIMESTAMP") return `CASE WHEN ${hasOffset(column)} THEN error('some have an offset') ELSE CAST(${text} AS TIMESTAMP) END`;
  return null;
}

/** Leaves columns as text of which some timestamps state an offset and some do not: no one type holds both. */
async function withMixedAsText(connection: DuckDBConnection, dialect: Dialect): Promise<Dialect> {
  const naive = dialect.columns.filter(({ type }) => type === "TIMESTAMP");
  if (naive.length === 0 || dialect.timestampFormat !== "") return dialect;
  const checks = naive.map(({ name }, i) => `bool_or(${hasOffset(identifier(name))}) AS c${i}`);
  const [found = {}] = await rowsOf(connection, `SELECT ${checks.join(", ")} FROM ${textOf(dialect)}`);
  const mixed = new Set(naive.filter((_, i) => found[`c${i}`] === true).map(({ name }) => name));
  return { ...dialect, columns: dialect.columns.map((column) => (mixed.has(column.name) ? { ...column, type: "VARCHAR" } : column)) };
}
