/**
 * What a store of one's own is made of: give `storeOver` the verbs and it is a record store, checks, operation ids and deadlines included.
 * `record-state` has what every write does to a record, for adapters that read, decide and write back; `@openbell/conformance` tells whether
 * the result keeps the contract.
 *
 * @module
 */

export { corruptRecord, outcomeUnknown, storeMisuse, storeUnavailable, underneath } from "../errors.js";
export { type Cursor, cursorAfter, orderMs, parseCursor } from "./cursor.js";
export { checksum, type ETagParts, etagOf, newId, partsOf } from "./operation.js";
export { type Failpoint, type PortCall, type StoreOptions, type StorePort, storeOver } from "./port.js";
export {
  absenceOf,
  appendTo,
  dueFrom,
  extendIn,
  headOf,
  type Identified,
  isClaimable,
  isExpired,
  itemsOf,
  lease,
  liveIn,
  type Outcome,
  putInto,
  type RecordState,
  type RememberedOperation,
  recordOf,
  releaseFrom,
  removeFrom,
  type Slot,
  type StreamState,
  type Tombstone,
  timeOf,
} from "./record-state.js";
