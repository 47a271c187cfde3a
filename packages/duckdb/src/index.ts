/**
 * Session dates for files of any size: CSV and Parquet in, CSV and Parquet out, through DuckDB.
 *
 * @module
 */

export {
  type AssignFileOptions,
  type AssignFileResult,
  assignSessionsToFile,
  type FileInfo,
  inspectFile,
} from "./assign-file.js";
export { writeAtomically } from "./atomic.js";
export type { FileColumn } from "./columns.js";
export { type FileProgress, SESSION_COLUMN } from "./copy.js";
export type { FileFormat } from "./files.js";
export type { TimestampReading } from "./timestamps.js";
