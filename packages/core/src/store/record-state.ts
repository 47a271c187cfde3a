/**
 * What each write does to a record: the reference that every store agrees with. Pure but for one thing: a state that is handed in is used up,
 * a write that goes through changes it in place; one that is refused leaves it as it was.
 *
 * A write is decided in this order, in every store: remembered operation (`replay`, `operation-mismatch`), tombstone (`gone`), nothing there
 * (`missing`), `expired`, `fenced`, expectation (`exists`, `conflict`), limits (`too-large`).
 *
 * @module
 */

import { LIMITS } from "./checks.js";
import type {
  Absence,
  AppendRequest,
  ETag,
  Expect,
  ExtendRequest,
  Meta,
  PutRequest,
  ReadRequest,
  RecordHead,
  RecordKey,
  Refusal,
  Refused,
  RemoveRequest,
  StoreCapabilities,
  StoredRecord,
  StreamAppend,
  StreamItem,
  TimeSetting,
  WriteRequest,
  WriteResult,
  Written,
} from "./contract.js";
import { etagOf } from "./operation.js";

/** A request whose operation has its id and digest. */
export type Identified<Request extends WriteRequest> = Request & { readonly operation: string; readonly digest: string };

/** A write that was applied, with the answer it got. */
export interface RememberedOperation {
  readonly operation: string;
  readonly digest: string;
  readonly etag: ETag;
  readonly version: number;
  readonly revision: number;
  readonly expiresMs: number | null;
}

/** The items of a stream that are still kept; the first has the number `next - items.length`. */
export interface StreamState {
  next: number;
  items: Uint8Array[];
}

/** All of one live record. */
export interface RecordState {
  readonly key: RecordKey;
  /** The operation that created it. */
  readonly incarnation: string;
  etag: ETag;
  version: number;
  revision: number;
  readonly createdMs: number;
  updatedMs: number;
  expiresMs: number | null;
  dueMs: number | null;
  epoch: number | null;
  owner: string | null;
  tags: readonly string[];
  meta: Meta;
  body: Uint8Array;
  readonly streams: Map<string, StreamState>;
  readonly counters: Map<string, number>;
  operations: RememberedOperation[];
  lease: { readonly worker: string; readonly untilMs: number } | null;
  attempts: number;
}

/** What is left of a removed record: the answers to its last operations, for as long as it is `gone`. */
export interface Tombstone {
  readonly goneUntilMs: number;
  readonly operations: readonly RememberedOperation[];
}

/** What a store has under a key. */
export type Slot = RecordState | Tombstone | undefined;

/** The state behind a slot, if it is live. */
export function liveIn(slot: Slot): RecordState | undefined {
  return slot !== undefined && "version" in slot ? slot : undefined;
}

/** A tombstone counts until its time is over. */
function current(slot: Slot, nowMs: number): Slot {
  return slot !== undefined && "goneUntilMs" in slot && slot.goneUntilMs <= nowMs ? undefined : slot;
}

/** What a decision leaves behind: the answer, and what the store has under the key from now on. */
export interface Outcome {
  readonly result: WriteResult;
  readonly slot: Slot;
}

/** Whether a record's time is over. */
export function isExpired(state: { readonly expiresMs: number | null }, nowMs: number): boolean {
  return state.expiresMs !== null && state.expiresMs <= nowMs;
}

/** Why a reader gets nothing from a slot, or `null` if it gets the record. */
export function absenceOf(slot: Slot, nowMs: number, evenExpired: boolean): Absence | null {
  const now = current(slot, nowMs);
  if (now === undefined) return "missing";
  if (!("version" in now)) return "gone";
  return !evenExpired && isExpired(now, nowMs) ? "expired" : null;
}

const refused = (why: Refusal, etag?: ETag): Refused => (etag === undefined ? { ok: false, why } : { ok: false, why, etag });

function answerOf(remembered: RememberedOperation, replay: boolean): Written {
  const { etag, version, revision, expiresMs } = remembered;
  return { ok: true, etag, version, revision, expiresMs, replay };
}

/** The answer to an operation that was here before, if it was. */
function replayed(slot: Slot, request: Identified<WriteRequest>): WriteResult | undefined {
  const remembered = slot?.operations.find(({ operation }) => operation === request.operation);
  if (remembered === undefined) return undefined;
  return remembered.digest === request.digest ? answerOf(remembered, true) : refused("operation-mismatch", liveIn(slot)?.etag);
}

/** Why a write of a live record is refused, or `undefined`. A removal may hit an expired one. */
function objection(state: RecordState, request: WriteRequest, expect: Expect, nowMs: number, evenExpired: boolean): Refused | undefined {
  if (!evenExpired && isExpired(state, nowMs)) return refused("expired", state.etag);
  if (state.epoch !== null && (request.epoch === undefined || request.epoch < state.epoch)) return refused("fenced", state.etag);
  if (expect.is === "absent") return refused("exists", state.etag);
  if (expect.is === "exists") return undefined;
  const same = expect.etag === state.etag && (expect.revision === undefined || expect.revision === state.revision);
  return same ? undefined : refused("conflict", state.etag);
}

/** What a time setting comes to. */
export function timeOf(setting: TimeSetting | undefined, before: number | null, nowMs: number): number | null {
  if (setting === undefined || setting === "keep") return before;
  if (setting === "never") return null;
  return "inMs" in setting ? nowMs + setting.inMs : setting.atMs;
}

/** Whether additions would leave the whole numbers, or be of too many names. */
function overflows(
  state: RecordState | undefined,
  appends: readonly StreamAppend[] = [],
  counters: Readonly<Record<string, number>> = {},
): boolean {
  const streams = new Set(state?.streams.keys());
  for (const { stream } of appends) streams.add(stream);
  const names = new Set(state?.counters.keys());
  for (const [name, add] of Object.entries(counters)) {
    names.add(name);
    if (!Number.isSafeInteger((state?.counters.get(name) ?? 0) + add)) return true;
  }
  return streams.size > LIMITS.streams || names.size > LIMITS.counters;
}

/** Copies with `new`: the `slice` of a Buffer is a view of the caller's bytes. */
function addTo(state: RecordState, appends: readonly StreamAppend[] = [], counters: Readonly<Record<string, number>> = {}): void {
  for (const { stream, items, keep } of appends) {
    const kept = state.streams.get(stream) ?? { next: 0, items: [] };
    state.streams.set(stream, kept);
    for (const item of items) kept.items.push(new Uint8Array(item));
    kept.next += items.length;
    if (keep !== undefined && kept.items.length > keep) kept.items.splice(0, kept.items.length - keep);
  }
  for (const [name, add] of Object.entries(counters)) state.counters.set(name, (state.counters.get(name) ?? 0) + add);
}

function trim(state: RecordState, before: Readonly<Record<string, number>> = {}): void {
  for (const [name, number] of Object.entries(before)) {
    const kept = state.streams.get(name);
    if (kept !== undefined) kept.items.splice(0, Math.max(0, Math.min(kept.items.length, number - (kept.next - kept.items.length))));
  }
}

/** Counts the write, remembers its answer, and gives it. */
function written(state: RecordState, request: Identified<WriteRequest>, nowMs: number, memory: number): Outcome {
  state.revision++;
  state.updatedMs = Math.max(state.updatedMs, nowMs);
  if (request.epoch !== undefined) state.epoch = request.epoch;
  const { operation, digest } = request;
  const remembered = { operation, digest, etag: state.etag, version: state.version, revision: state.revision, expiresMs: state.expiresMs };
  state.operations.push(remembered);
  if (state.operations.length > memory) state.operations.splice(0, state.operations.length - memory);
  return { result: answerOf(remembered, false), slot: state };
}

function created(request: Identified<PutRequest>, nowMs: number): RecordState {
  const createdMs = request.createdMs ?? nowMs;
  return {
    key: { ...request.key },
    incarnation: request.operation,
    etag: etagOf(request.operation, 1, request.operation),
    version: 0,
    revision: 0,
    createdMs,
    updatedMs: nowMs,
    expiresMs: null,
    dueMs: null,
    epoch: null,
    owner: null,
    tags: [],
    meta: {},
    body: new Uint8Array(0),
    streams: new Map(),
    counters: new Map(),
    operations: [],
    lease: null,
    attempts: 0,
  };
}

/** A record's new state, or its first. */
export function putInto(before: Slot, request: Identified<PutRequest>, nowMs: number, capabilities: StoreCapabilities): Outcome {
  const slot = current(before, nowMs);
  const again = replayed(slot, request);
  if (again !== undefined) return { result: again, slot };
  const live = liveIn(slot);
  if (slot !== undefined && live === undefined) return { result: refused("gone"), slot };
  if (live === undefined && request.expect.is !== "absent") return { result: refused("missing"), slot };
  const no = live === undefined ? undefined : objection(live, request, request.expect, nowMs, false);
  if (no !== undefined) return { result: no, slot };
  if (overflows(live, request.appends, request.counters)) return { result: refused("too-large", live?.etag), slot };

  const state = live ?? created(request, nowMs);
  state.version++;
  state.etag = etagOf(state.incarnation, state.version, request.operation);
  if (request.body !== undefined) state.body = new Uint8Array(request.body);
  if (request.owner !== undefined) state.owner = request.owner;
  if (request.tags !== undefined) state.tags = [...request.tags];
  if (request.meta !== undefined) state.meta = { ...request.meta };
  state.expiresMs = timeOf(request.expiry, state.expiresMs, nowMs);
  if (request.due !== undefined && request.due !== "keep") {
    state.dueMs = timeOf(request.due, state.dueMs, nowMs);
    state.lease = null;
    state.attempts = 0;
  }
  addTo(state, request.appends, request.counters);
  trim(state, request.trim);
  return written(state, request, nowMs, capabilities.operationMemory);
}

/** The checks that writes of an existing record share. */
function existing(
  slot: Slot,
  request: Identified<WriteRequest>,
  expect: Expect,
  nowMs: number,
  evenExpired: boolean,
): RecordState | WriteResult {
  const again = replayed(slot, request);
  if (again !== undefined) return again;
  const live = liveIn(slot);
  if (live === undefined) return refused(slot === undefined ? "missing" : "gone");
  return objection(live, request, expect, nowMs, evenExpired) ?? live;
}

/** Items for streams, additions to counters. */
export function appendTo(before: Slot, request: Identified<AppendRequest>, nowMs: number, capabilities: StoreCapabilities): Outcome {
  const slot = current(before, nowMs);
  const state = existing(slot, request, { is: "exists" }, nowMs, false);
  if ("ok" in state) return { result: state, slot };
  if (overflows(state, request.appends, request.counters)) return { result: refused("too-large", state.etag), slot };
  addTo(state, request.appends, request.counters);
  return written(state, request, nowMs, capabilities.operationMemory);
}

/** A later expiry. A record that never expires stays so. */
export function extendIn(before: Slot, request: Identified<ExtendRequest>, nowMs: number, capabilities: StoreCapabilities): Outcome {
  const slot = current(before, nowMs);
  const state = existing(slot, request, { is: "exists" }, nowMs, false);
  if ("ok" in state) return { result: state, slot };
  if (state.expiresMs !== null) {
    const latest = request.maxMs === undefined ? Number.POSITIVE_INFINITY : state.createdMs + request.maxMs;
    state.expiresMs = Math.max(state.expiresMs, Math.min(nowMs + request.byMs, latest));
  }
  return written(state, request, nowMs, capabilities.operationMemory);
}

/** A tombstone in the record's place. */
export function removeFrom(before: Slot, request: Identified<RemoveRequest>, nowMs: number, capabilities: StoreCapabilities): Outcome {
  const slot = current(before, nowMs);
  const state = existing(slot, request, request.expect, nowMs, true);
  if ("ok" in state) return { result: state, slot };
  const { result } = written(state, request, nowMs, capabilities.operationMemory);
  return { result, slot: { goneUntilMs: nowMs + capabilities.tombstoneMs, operations: state.operations } };
}

/** From when on a worker may have the record, or `null`. */
export function dueFrom(state: RecordState): number | null {
  if (state.dueMs === null) return state.expiresMs;
  return state.expiresMs === null ? state.dueMs : Math.min(state.dueMs, state.expiresMs);
}

/** Whether a worker may have the record now. */
export function isClaimable(state: RecordState, nowMs: number): boolean {
  const due = dueFrom(state);
  return due !== null && due <= nowMs && (state.lease === null || state.lease.untilMs <= nowMs);
}

/** Puts a record under lease. */
export function lease(state: RecordState, worker: string, leaseMs: number, nowMs: number): void {
  state.lease = { worker, untilMs: nowMs + leaseMs };
  state.attempts++;
}

/** Gives a lease back, if the worker has it still. */
export function releaseFrom(slot: Slot, worker: string, retryInMs: number, nowMs: number): boolean {
  const state = liveIn(slot);
  if (state === undefined || state.lease === null || state.lease.worker !== worker || state.lease.untilMs <= nowMs) return false;
  state.lease = { worker, untilMs: nowMs + retryInMs };
  return true;
}

/** An object without prototype, so that a stream called `constructor` is a stream. */
function bare<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  const object: Record<string, Value> = Object.create(null);
  for (const [name, value] of entries) object[name] = value;
  return object;
}

/** A record's head, apart from the state. */
export function headOf(state: RecordState): RecordHead {
  const { key, etag, version, revision, createdMs, updatedMs, expiresMs, dueMs, epoch, owner, tags, meta } = state;
  return {
    key: { ...key },
    etag,
    version,
    revision,
    createdMs,
    updatedMs,
    expiresMs,
    dueMs,
    epoch,
    owner,
    tags: [...tags],
    meta: { ...meta },
    streams: bare([...state.streams].map(([name, { next }]) => [name, next])),
    counters: bare(state.counters),
    archived: false,
  };
}

/** A record, apart from the state. */
export function recordOf(state: RecordState): StoredRecord {
  return { ...headOf(state), body: state.body.slice() };
}

/** Items of a stream as a reader asks for them. */
export function itemsOf(state: RecordState, request: ReadRequest): { readonly items: StreamItem[]; readonly next: number } {
  const { next, items } = state.streams.get(request.stream) ?? { next: 0, items: [] };
  const first = next - items.length;
  const from = "last" in request ? Math.max(first, next - request.last) : Math.max(first, request.from);
  const to = "last" in request ? next : Math.min(next, from + request.limit);
  return {
    items: items.slice(from - first, Math.max(0, to - first)).map((bytes, i) => ({ number: from + i, bytes: bytes.slice() })),
    next,
  };
}
