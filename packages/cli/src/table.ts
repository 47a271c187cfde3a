/** Rows of text as aligned columns, as CSV and as lines. @module */

/** Columns of equal width, two spaces between them, the heading first. */
export function alignedTable(heading: readonly string[], rows: readonly (readonly string[])[], mark: (heading: string) => string): string {
  const widths = heading.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] as string).length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] as number))
      .join("  ")
      .trimEnd();
  return `${[mark(line(heading)), ...rows.map(line)].join("\n")}\n`;
}

/** Comma-separated values of cells that need no quotes. */
export function csvTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[heading, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

/** A count with thousands separated, the same in every locale. */
export function countText(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
