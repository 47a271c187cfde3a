/** Real bars: gzipped CSV files whose first column is an ISO 8601 timestamp. @module */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The timestamps of the file with the most rows in a folder, as they stand there; `null` where the folder has no bars. */
export function largestFile(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".csv.gz")) : [];
  let largest = null;
  for (const file of files.sort()) {
    const [, ...lines] = gunzipSync(readFileSync(join(folder, file)))
      .toString()
      .trimEnd()
      .split("\n");
    if (lines.length > (largest?.lines.length ?? 0)) largest = { file, lines };
  }
  return (
    largest && { file: largest.file, column: Float64Array.from(largest.lines, (line) => Date.parse(line.slice(0, line.indexOf(",")))) }
  );
}

/** Whether no timestamp is before the one above it. */
export const isSorted = (column) => column.every((ms, i) => i === 0 || ms >= column[i - 1]);
