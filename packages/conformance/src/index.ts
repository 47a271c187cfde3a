/**
 * The suite that every record store must pass: numbered behaviours, a model, races and faults. `recordStoreConformance` runs it under a test
 * runner, `conformanceReport` without one. The rig that makes the faults is an entry of its own, `@openbell/conformance/rig`.
 *
 * @module
 */

export { conformanceCases } from "./cases/index.js";
export type { CaseOutcome } from "./harness.js";
export { conformanceReport, type Report, type ReportOptions } from "./report.js";
export type {
  ConformanceSubject,
  FaultHandles,
  ModelLength,
  RaceLength,
  Runner,
  Skip,
  StoreSubject,
  SubjectOptions,
  TimedStore,
} from "./subject.js";
export { recordStoreConformance } from "./suite.js";
