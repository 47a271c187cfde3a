/** Which format a file has, from its name or its first bytes. @module */

import { open, stat } from "node:fs/promises";
import { OpenbellError } from "@openbell/core";

/** A format that is read and written. */
export type FileFormat = "csv" | "parquet";

const EXTENSION = /\.(csv|tsv|txt|parquet|pq)(\.gz|\.zst)?$/i;

/** Format by the name of a file, `null` where its extension says nothing. Compressed names (`.csv.gz`) count; a compressed Parquet file does not. */
export function formatOfName(path: string): FileFormat | null {
  const match = EXTENSION.exec(path);
  if (match === null) return null;
  const parquet = /^(parquet|pq)$/i.test(match[1] as string);
  return parquet ? (match[2] === undefined ? "parquet" : null) : "csv";
}

/** Whether a file begins as a Parquet file does. */
async function beginsAsParquet(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString("latin1") === "PAR1";
  } finally {
    await file.close();
  }
}

/**
 * Format of a file that is to be read.
 *
 * @throws {@link OpenbellError} `FILE_NOT_READABLE`: it is not there, not a file, or neither its name nor its content tell what it is.
 */
export async function formatOfFile(path: string): Promise<FileFormat> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw notReadable(path, "it is a directory");
    if (!found.isFile()) throw notReadable(path, "it is no regular file; the command line reads a pipe as -");
    if (found.size === 0) throw notReadable(path, "it is empty");
    if (await beginsAsParquet(path)) return "parquet";
    const named = formatOfName(path);
    if (named === "parquet") throw notReadable(path, "it does not begin as a Parquet file does");
    if (named === null) throw notReadable(path, "expected a name ending in .csv, .csv.gz, .tsv, .txt or .parquet");
    return named;
  } catch (error) {
    if (error instanceof OpenbellError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw notReadable(path, code === "ENOENT" ? "no such file" : code === "EACCES" ? "permission denied" : (error as Error).message, error);
  }
}

/**
 * Format of a file that is to be written.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` where the name does not tell.
 */
export function formatOfOutput(path: string, format?: FileFormat): FileFormat {
  const named = format ?? formatOfName(path);
  if (named !== null) return named;
  throw new OpenbellError("INVALID_ARGUMENT", `Output ${path}: expected a name ending in .csv, .csv.gz, .tsv, .txt or .parquet.`, { path });
}

/** The error for a file that cannot be read. */
export function notReadable(path: string, reason: string, cause?: unknown): OpenbellError {
  return new OpenbellError("FILE_NOT_READABLE", `Cannot read ${path}: ${reason}.`, { path, reason }, cause);
}

/** The error for a file that cannot be written; what was there before is still whole. */
export function notWritable(path: string, reason: string, cause?: unknown): OpenbellError {
  return new OpenbellError("FILE_NOT_WRITABLE", `Cannot write ${path}: ${reason}.`, { path, reason }, cause);
}
