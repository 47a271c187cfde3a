/**
 * The contract of a record store: one small interface for everything that must not be lost, whatever keeps it.
 *
 * A *record* has a key (tenant, kind, id), a body of bytes, a little searchable data beside it (owner, tags, meta), instants (created, updated,
 * expiry, due), *streams* of appended items, and *counters*. What a store promises:
 *
 * - **Every verb is one atomic step** on one record: all of it happens or none. A put may carry appends, counters and trims, so that a state,
 *   its audit item and its outbox item commit together.
 * - **Compare and set.** An etag names one incarnation of a record, one version and the operation that wrote it; a write that expects
 *   another is refused, also after a failover or after the record was removed and made anew.
 * - **A write can be repeated.** Each write has an operation id; the store remembers the last ones of each record and answers a repetition with
 *   the first result (`replay`), so that a lost reply is repeated without harm.
 * - **Time is the server's.** An expired record is answered as `expired` until somebody removes it; it never vanishes by itself.
 * - **What a caller has to handle is a value**: `{ ok: false, why }`, `{ found: false, why }`. Only infrastructure throws: `STORE_UNAVAILABLE`
 *   (surely not applied), `OUTCOME_UNKNOWN` (repeat it with the same operation id), `CORRUPT_RECORD`, `STORE_MISUSE`.
 *
 * Deliberately left out: transactions over several records, queries over bodies, connections. Moving between stores lies above
 * (`tieredStore`), encryption and compression above that (`sealedStore`), so that no tier sees what is sealed; a store sees bytes.
 *
 * @module
 */

import type { Signal } from "./platform.js";

/** The name of a record. `tenant` is any text of at most 128 characters, `kind` lower case words (`analysis-session`), `id` of `[A-Za-z0-9._~-]`. */
export interface RecordKey {
  readonly tenant: string;
  readonly kind: string;
  readonly id: string;
}

declare const etagBrand: unique symbol;

/** One state of one record, as an opaque text: incarnation, version and operation. Compare it, never take it apart. */
export type ETag = string & { readonly [etagBrand]: true };

/** Searchable, never secret data beside a body: a flat object of at most 4 kB as JSON. */
export type Meta = Readonly<Record<string, string | number | boolean | null>>;

/** All of a record but its body. Instants are epoch milliseconds by the store's clock. */
export interface RecordHead {
  readonly key: RecordKey;
  readonly etag: ETag;
  /** How often the record was put, from 1. */
  readonly version: number;
  /** How often anything was written to it: puts, appends and extensions. */
  readonly revision: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** From when on it is `expired`, or `null`. */
  readonly expiresMs: number | null;
  /** From when on `claim` hands it to a worker (an expired record is due as well), or `null`. */
  readonly dueMs: number | null;
  /** The highest owner epoch that wrote it, or `null`; see `PutRequest.epoch`. */
  readonly epoch: number | null;
  readonly owner: string | null;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  readonly meta: Meta;
  /** For each stream the number that its next item gets: how many were ever appended. */
  readonly streams: Readonly<Record<string, number>>;
  readonly counters: Readonly<Record<string, number>>;
  /** Whether it rests in a tier that takes no more writes. */
  readonly archived: boolean;
}

/** A record as it was at one instant. The body is the caller's own copy. */
export interface StoredRecord extends RecordHead {
  readonly body: Uint8Array;
}

/** What a write expects to find: nothing, any live record, or this very state (`revision`: not even appended to or extended since). */
export type Expect =
  | { readonly is: "absent" }
  | { readonly is: "exists" }
  | { readonly is: "match"; readonly etag: ETag; readonly revision?: number };

/** An instant as a write sets it: as it is, none, this long from the server's now on, or at this epoch millisecond. */
export type TimeSetting = "keep" | "never" | { readonly inMs: number } | { readonly atMs: number };

/** Items for the end of one stream of a record. */
export interface StreamAppend {
  /** The stream's name: lower case words, like a kind. */
  readonly stream: string;
  readonly items: readonly Uint8Array[];
  /** How many of the newest items stay readable; all, where left out. Their numbers and counts go on. */
  readonly keep?: number;
}

/** What every write may say. */
export interface WriteRequest {
  readonly key: RecordKey;
  /** Names this write for good: the same id again is the same write. Made by the store where left out; give one to repeat after `OUTCOME_UNKNOWN`. */
  readonly operation?: string;
  /**
   * The writer's epoch. A record keeps the highest it has seen and from then on refuses (`fenced`) a write with a lower one or none: an owner that
   * was paused and replaced can write nothing any more.
   */
  readonly epoch?: number;
}

/** A record's new state. What is left out of `body`, `owner`, `tags`, `meta`, `expiry`, `due` stays as it is. */
export interface PutRequest extends WriteRequest {
  readonly expect: Expect;
  /** Left out, the body stays (never with `absent`): a new version, epoch or due instant without sending it again. */
  readonly body?: Uint8Array;
  readonly owner?: string | null;
  readonly tags?: readonly string[];
  readonly meta?: Meta;
  readonly expiry?: TimeSetting;
  /** Setting it gives up a worker's lease on the record. */
  readonly due?: TimeSetting;
  readonly appends?: readonly StreamAppend[];
  /** Whole numbers to be added to counters, which begin at 0. */
  readonly counters?: Readonly<Record<string, number>>;
  /** For a stream: forget its items before this number. */
  readonly trim?: Readonly<Record<string, number>>;
  /** With `absent` only: the instant that the record was first created at, for records that move between stores. */
  readonly createdMs?: number;
}

/** Items for streams of a record and additions to its counters; leaves body and etag alone, so it conflicts with nobody. */
export interface AppendRequest extends WriteRequest {
  readonly appends: readonly StreamAppend[];
  readonly counters?: Readonly<Record<string, number>>;
}

/** A later expiry: `byMs` from now on, never earlier than it is, and never later than `maxMs` after the record's creation. */
export interface ExtendRequest extends WriteRequest {
  readonly byMs: number;
  readonly maxMs?: number;
}

/** The end of a record, expired or not. Its streams and counters go with it; a tombstone stays. */
export interface RemoveRequest extends WriteRequest {
  readonly expect: Exclude<Expect, { is: "absent" }>;
}

/** Items of a stream, oldest first: the `last` so many, or up to `limit` `from` a number on. */
export type ReadRequest =
  | { readonly key: RecordKey; readonly stream: string; readonly last: number }
  | { readonly key: RecordKey; readonly stream: string; readonly from: number; readonly limit: number };

/** Heads of one tenant's records of a kind, newest first. */
export interface ListRequest {
  readonly tenant: string;
  readonly kind: string;
  readonly owner?: string;
  readonly tag?: string;
  /** By which instant; `updated` where left out. A record that is updated while one pages moves to the front: it may be seen twice, by `created` never. */
  readonly order?: "updated" | "created";
  /** 1 to 1,000. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
  /** Whether expired records are listed, too. */
  readonly expired?: boolean;
}

/** Due records for a worker, longest due first; each is nobody else's until the lease has run out. */
export interface ClaimRequest {
  readonly kind: string;
  /** Of this tenant alone. */
  readonly tenant?: string;
  /** 1 to 1,000. */
  readonly limit: number;
  /** Who claims: shown to operators, checked by `release`. */
  readonly worker: string;
  readonly leaseMs: number;
}

/** Gives a claimed record back, to be claimed again after `retryInMs`. */
export interface ReleaseRequest {
  readonly key: RecordKey;
  readonly worker: string;
  readonly retryInMs: number;
}

/** Why a record is not there: never heard of, removed not long ago, expired, known to a registry but in no tier, or its data key was destroyed. */
export type Absence = "missing" | "gone" | "expired" | "lost" | "shredded";

/** Why a write did nothing. */
export type Refusal =
  /** The record is in another state than expected; `etag` is the present one. */
  | "conflict"
  /** `absent` was expected and there is one; `etag` is the present one. */
  | "exists"
  | "missing"
  | "gone"
  | "expired"
  /** It rests in a tier that takes no writes. */
  | "archived"
  /** A higher epoch has written it. */
  | "fenced"
  /** A body, an item, a counter or the number of streams would pass a limit of the store. */
  | "too-large"
  /** The operation id was used for another write of this record. */
  | "operation-mismatch"
  /** No tier could take it: it is kept aside, and will be tried under the same operation id when the tiers are back. */
  | "spilled"
  /** The registry knows the record and no tier has it. */
  | "lost"
  | "shredded";

/** Tiers that could not be asked, by name; left out where all could. */
export interface Degradable {
  readonly degraded?: readonly string[];
}

/** An applied write: the record's state right after it, also when the answer is a repetition. */
export interface Written extends Degradable {
  readonly ok: true;
  readonly etag: ETag;
  readonly version: number;
  readonly revision: number;
  readonly expiresMs: number | null;
  /** Whether this operation had been applied before; nothing was done this time. */
  readonly replay: boolean;
}

/** A write that did nothing. */
export interface Refused extends Degradable {
  readonly ok: false;
  readonly why: Refusal;
  /** The present etag, where there is a live record. */
  readonly etag?: ETag;
}

export type WriteResult = Written | Refused;

/** A record that is not there, and why. */
export interface NotFound extends Degradable {
  readonly found: false;
  readonly why: Absence;
}

export type GetResult = ({ readonly found: true; readonly record: StoredRecord } & Degradable) | NotFound;

/** One appended item and its number in the stream, from 0. */
export interface StreamItem {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** Items of a stream, and the number that its next one will get. A stream nobody appended to is empty. */
export type ReadResult = ({ readonly found: true; readonly items: readonly StreamItem[]; readonly next: number } & Degradable) | NotFound;

/** A page of heads. `next` goes into `after` for the page behind; `null`: there is none. */
export interface Page extends Degradable {
  readonly items: readonly RecordHead[];
  readonly next: string | null;
}

/** A record under lease. */
export interface ClaimedRecord {
  readonly record: StoredRecord;
  /** How often it was claimed since it last became due, this time included: a poisonous record shows by it. */
  readonly attempts: number;
}

/** Claimed records, longest due first. */
export interface ClaimResult extends Degradable {
  readonly records: readonly ClaimedRecord[];
}

/** What every call may say. */
export interface CallOptions {
  /** Gives up waiting (an `AbortSignal`). A write that may have been sent then throws `OUTCOME_UNKNOWN`. */
  readonly signal?: Signal;
  /** How long to wait, in milliseconds; the store's own default where left out. */
  readonly deadlineMs?: number;
}

/** What a call to `get` may say. */
export interface GetOptions extends CallOptions {
  /** Whether an expired record is given all the same. */
  readonly expired?: boolean;
}

/** What a store can do and where it ends. The conformance suite asserts both: what is declared, and that nothing else works by chance. */
export interface StoreCapabilities {
  /** The store's name in errors and in `degraded`. */
  readonly name: string;
  /**
   * What an acknowledged write survives: nothing (`memory`), a crash of the server but for its last seconds (`seconds`), any crash of the server's
   * process (`process`), a power cut of the machine (`fsync`), the loss of the machine (`replicated`).
   */
  readonly durability: "memory" | "seconds" | "process" | "fsync" | "replicated";
  readonly clock: "server" | "local";
  /** How streams and counters are kept: apart, by rewriting the record, or not at all (`append`, `read` and a put's `appends` are misuse). */
  readonly append: "native" | "rewrite" | "none";
  /** How `list` finds records: by an index, by looking at each, or not at all. */
  readonly list: "indexed" | "scan" | "none";
  /** How `claim` finds records. */
  readonly claim: "indexed" | "scan" | "none";
  /** The largest body, and the largest item of a stream, in bytes. */
  readonly maxBodyBytes: number;
  /** How many operations of a record are remembered at least. */
  readonly operationMemory: number;
  /** How long a removed record is answered as `gone`. */
  readonly tombstoneMs: number;
}

/** A place that keeps records and loses none; see the top of this file. */
export interface RecordStore extends AsyncDisposable {
  readonly capabilities: StoreCapabilities;
  get(key: RecordKey, options?: GetOptions): Promise<GetResult>;
  put(request: PutRequest, options?: CallOptions): Promise<WriteResult>;
  /** Several puts of different records on one trip. Each is atomic, all are independent; results come in the order of the requests. */
  putMany(requests: readonly PutRequest[], options?: CallOptions): Promise<readonly WriteResult[]>;
  append(request: AppendRequest, options?: CallOptions): Promise<WriteResult>;
  read(request: ReadRequest, options?: CallOptions & { readonly expired?: boolean }): Promise<ReadResult>;
  extend(request: ExtendRequest, options?: CallOptions): Promise<WriteResult>;
  remove(request: RemoveRequest, options?: CallOptions): Promise<WriteResult>;
  list(request: ListRequest, options?: CallOptions): Promise<Page>;
  claim(request: ClaimRequest, options?: CallOptions): Promise<ClaimResult>;
  /** Answers whether the worker still had the lease. */
  release(request: ReleaseRequest, options?: CallOptions): Promise<boolean>;
  /** Lets go of what the store opened itself; a client that was handed in stays open. */
  close(): Promise<void>;
}
