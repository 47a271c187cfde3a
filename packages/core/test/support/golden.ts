/**
 * Where the golden data of independent implementations lies: the folder that `OPENBELL_GOLDEN` names, else `../shared/golden` beside the
 * project. The only place that knows.
 *
 * @module
 */

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const projectRoot = fileURLToPath(new URL("../../../../", import.meta.url));

/** The folder of real market data beside the golden data, or `null` with a loud reason where there is none. */
export function marketDataFolder(kind: string): string | null {
  return goldenFolder(`../data/${kind}`);
}

/** The golden folder of one kind (`calendars`, `cv`, `fill`, `vwap`), or `null` with a loud reason where there is none. */
export function goldenFolder(kind: string): string | null {
  const folder = join(process.env["OPENBELL_GOLDEN"] ?? resolve(projectRoot, "../shared/golden"), kind);
  if (existsSync(folder)) return folder;
  console.warn(`SKIPPED: no golden data in ${folder}. Set OPENBELL_GOLDEN to the folder that holds "${kind}".`);
  return null;
}

/** Lines of a CSV file, gzipped or not, without the header and `#` comments, as records by column name. Understands quoted fields. */
export function readCsv(path: string): Record<string, string>[] {
  const bytes = readFileSync(path);
  const [header, ...lines] = parseCsv((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
  if (header === undefined) return [];
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] ?? ""])));
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    rows.push(
      [...line.replace(/\r$/, "").matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? "",
      ),
    );
  }
  return rows;
}

/** The project's file at a path from its root. */
export function projectFile(path: string): string {
  return join(projectRoot, path);
}
