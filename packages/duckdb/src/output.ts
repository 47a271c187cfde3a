/** The clause of a COPY statement that says how a file is written. @module */

import type { FileFormat } from "./files.js";
import type { Source } from "./source.js";
import { literal } from "./sql.js";

/** Parquet codecs by the names in a file's metadata. */
const CODECS: Readonly<Record<string, string>> = {
  SNAPPY: "snappy",
  ZSTD: "zstd",
  GZIP: "gzip",
  BROTLI: "brotli",
  LZ4: "lz4_raw",
  LZ4_RAW: "lz4_raw",
  UNCOMPRESSED: "uncompressed",
};

/** COPY options for a target's name and format; compression and delimiter of the source are kept where they have a meaning. */
export function copyOptions(target: string, format: FileFormat, source: Source): string {
  if (format === "parquet")
    return `(FORMAT parquet, COMPRESSION ${CODECS[source.compression ?? "SNAPPY"] ?? "snappy"}, USE_TMP_FILE false)`;
  const delimiter = source.delimiter ?? (/\.tsv(\.|$)/i.test(target) ? "\t" : ",");
  const compression = /\.gz$/i.test(target) ? "gzip" : /\.zst$/i.test(target) ? "zstd" : "none";
  return `(FORMAT csv, HEADER true, DELIMITER ${literal(delimiter)}, COMPRESSION ${compression}, USE_TMP_FILE false)`;
}
