/** The bars of a gzipped CSV file in `examples/data` as columns: timestamps as epoch milliseconds, all else as doubles. @module */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

export function readBars(file) {
  const text = gunzipSync(readFileSync(new URL(`../data/${file}`, import.meta.url))).toString();
  const [header, ...lines] = text.trim().split("\n");
  const rows = lines.map((line) => line.split(","));
  return Object.fromEntries(
    header
      .split(",")
      .map((name, k) => [name, Float64Array.from(rows, (row) => (name === "timestamp" ? Date.parse(row[k]) : Number(row[k])))]),
  );
}
