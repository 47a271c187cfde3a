/**
 * Cross-validation by trading session: folds that keep sessions whole, and labels of train and test apart.
 *
 * @module
 */

export type { AnyFold, Rows } from "./any-rows.js";
export type { PurgeScope } from "./assets.js";
export {
  type AuditOptions,
  auditSplit,
  auditText,
  type Coverage,
  type Finding,
  type FindingKind,
  type FindingLevel,
  type SplitAudit,
} from "./audit.js";
export {
  type CombinatorialFold,
  CombinatorialPurgedCV,
  type CombinatorialPurgedOptions,
  PurgedKFold,
  type PurgedKFoldOptions,
  type PurgingOptions,
} from "./combinatorial.js";
export { SPLITTER_NAMES, type SplitterConfiguration, splitterOf } from "./configuration.js";
export {
  type BlockFacts,
  type Distance,
  explainSplit,
  explainText,
  type FoldFacts,
  type SharedSession,
  type SideFacts,
  type SomeRows,
  type SplitSubject,
} from "./fold-facts.js";
export {
  type FoldsFile,
  loadFolds,
  type Range,
  type SavedFold,
  type SavedFolds,
  type SaveOptions,
  saveFolds,
  verifyFolds,
} from "./folds-file.js";
export type { LabelOptions } from "./forward.js";
export { GroupKFold, type GroupKFoldOptions } from "./group-k-fold.js";
export { GroupShuffleSplit, type GroupShuffleSplitOptions } from "./group-shuffle-split.js";
export { type HoldOutOptions, holdOut } from "./hold-out.js";
export type { LabelOverlap } from "./label-overlap.js";
export {
  type BarLabelOptions,
  labelEndAtSessionClose,
  labelEndByBars,
  labelEndBySessions,
  type SessionCloseOptions,
  type SessionLabelOptions,
} from "./labels.js";
export { LeavePGroupsOut, type LeavePGroupsOutOptions } from "./leave-p-groups-out.js";
export { foldsSvg, foldsText, type PictureOptions, type SvgOptions } from "./picture.js";
export { rowsOfIndices, rowsOfRanges } from "./row-set.js";
export { type GroupOptions, groupSessions, type Sessions } from "./sessions.js";
export type { CalendarSpan, Size } from "./sizes.js";
export { SessionSplitter } from "./splitter.js";
export { TimeSeriesSplit, type TimeSeriesSplitOptions } from "./time-series-split.js";
export type {
  Fold,
  Folds,
  LabelSpans,
  RowSet,
  SessionColumn,
  SessionId,
  SplitData,
  Splitter,
  SplitterOptions,
} from "./types.js";
export { WalkForward, type WalkForwardOptions } from "./walk-forward.js";
