/**
 * Record stores: the contract that every store keeps, and the store in memory. Adapters for servers are packages of their own.
 *
 * @module
 */

export type {
  Absence,
  AppendRequest,
  CallOptions,
  ClaimedRecord,
  ClaimRequest,
  ClaimResult,
  Degradable,
  ETag,
  Expect,
  ExtendRequest,
  GetOptions,
  GetResult,
  ListRequest,
  Meta,
  NotFound,
  Page,
  PutRequest,
  ReadRequest,
  ReadResult,
  RecordHead,
  RecordKey,
  RecordStore,
  Refusal,
  Refused,
  ReleaseRequest,
  RemoveRequest,
  StoreCapabilities,
  StoredRecord,
  StreamAppend,
  StreamItem,
  TimeSetting,
  WriteRequest,
  WriteResult,
  Written,
} from "./store/contract.js";
export { type MemoryStoreOptions, memoryStore } from "./store/memory.js";
export { newId } from "./store/operation.js";
export type { Signal } from "./store/platform.js";
export type { Failpoint, StoreOptions } from "./store/port.js";
export { type ArchiveOptions, type ArchiveReport, archiveExpired } from "./store/tiers/archive.js";
export { type DrainOptions, type DrainReport, drainSpill } from "./store/tiers/spill.js";
export { type SweepOptions, type SweepReport, sweepCatalogue } from "./store/tiers/sweep.js";
export { type TieredStore, type Tiers, tieredStore } from "./store/tiers/tiered-store.js";
