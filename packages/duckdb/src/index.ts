/**
 * Session dates, complete bars, session VWAP and session rows for files: CSV and Parquet in, CSV and Parquet out, through DuckDB.
 *
 * @module
 */

export { type AggregateFileOptions, type AggregateFileResult, aggregateFile, type FileReduction } from "./aggregate-file.js";
export {
  type AssignFileOptions,
  type AssignFileResult,
  assignSessionsToFile,
  type FileInfo,
  inspectFile,
} from "./assign-file.js";
export { writeAtomically } from "./atomic.js";
export type { BarFileOptions } from "./bar-file.js";
export type { FileColumn } from "./columns.js";
export { type CompleteFileOptions, type CompleteFileResult, completeFile } from "./complete-file.js";
export { FILLED_COLUMN } from "./complete-query.js";
export { SESSION_COLUMN } from "./copy.js";
export type { FileFormat } from "./files.js";
export type { FileProgress } from "./run.js";
export {
  type FileSessions,
  type FileSessionsOptions,
  type FileTimes,
  type FileTimesOptions,
  sessionsOfFile,
  timesOfFile,
} from "./session-column.js";
export { type AddSplitsOptions, type AddSplitsResult, addSplitsToFile, type FileSplit } from "./split-file.js";
export type { TimestampReading } from "./timestamps.js";
export { sessionVwapOfFile, type VwapFileOptions, type VwapFileResult, type WindowSummary } from "./vwap-file.js";
