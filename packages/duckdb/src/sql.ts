/** Values as they stand in a DuckDB statement. @module */

/** A string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A quoted identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path that a table function reads as itself, `*`, `?` and `[` included, which would otherwise be patterns. */
export function pathLiteral(path: string): string {
  return literal(path.replace(/[*?[]/g, "[$&]"));
}

/** `{ 'name': 'value', … }`, the struct that options such as `columns` take. */
export function structLiteral(entries: readonly (readonly [name: string, value: string])[]): string {
  return `{${entries.map(([name, value]) => `${literal(name)}: ${literal(value)}`).join(", ")}}`;
}
