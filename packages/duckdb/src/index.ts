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
  type FileProgress,
  inspectFile,
  SESSION_COLUMN,
} from "./assign-file.js";
export { writeAtomically } from "./atomic.js";
export type { FileFormat } from "./files.js";
export type { FileColumn } from "./source.js";
export type { TimestampReading } from "./timestamps.js";
