/** Columns of a file. @module */

/** A column's name and type, as DuckDB calls it; of CSV, the type that its text was seen to have. */
export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

/** Type of a column by its name; text where there is no such column. */
export function typeOf(columns: readonly FileColumn[], name: string): string {
  return columns.find((column) => column.name === name)?.type ?? "VARCHAR";
}
