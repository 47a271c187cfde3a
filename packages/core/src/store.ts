/**
 * Record stores: the contract that every store keeps, and the store in memory. Adapters for servers are packages of their own.
 *
 * @module
 */

export { type DecodeOptions, decodeValue } from "./store/codec/decode.js";
export { encodeValue } from "./store/codec/encode.js";
export type { ValueLimits } from "./store/codec/limits.js";
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
export type { CryptographyName } from "./store/sealing/cryptography.js";
export type { SealFailure } from "./store/sealing/failures.js";
export { type KeyProvider, type LocalKeys, localKeys } from "./store/sealing/key-provider.js";
export type { SealedStore, SealingOptions } from "./store/sealing/options.js";
export { type Rotated, type RotateOptions, rotateKeys } from "./store/sealing/rotate-keys.js";
export { sealedStore } from "./store/sealing/sealed-store.js";
export { type ArchiveOptions, type ArchiveReport, archiveExpired } from "./store/tiers/archive.js";
export { type DrainOptions, type DrainReport, drainSpill } from "./store/tiers/spill.js";
export { type SweepOptions, type SweepReport, sweepCatalogue } from "./store/tiers/sweep.js";
export { type TieredStore, type Tiers, tieredStore } from "./store/tiers/tiered-store.js";
