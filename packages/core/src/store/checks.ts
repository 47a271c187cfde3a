/**
 * What a store takes: every request is checked here, before anything is sent, whichever store it is for. A fault is `STORE_MISUSE` with the
 * path to it and the kind of value found there; the value itself is never shown.
 *
 * @module
 */

import { storeMisuse } from "../errors.js";
import type {
  CallOptions,
  ClaimRequest,
  ExtendRequest,
  ListRequest,
  Meta,
  PutRequest,
  ReadRequest,
  RecordKey,
  ReleaseRequest,
  StoreCapabilities,
  StreamAppend,
  TimeSetting,
  WriteRequest,
} from "./contract.js";
import { partsOf } from "./operation.js";

/** The limits that all stores share. */
export const LIMITS: {
  readonly tags: number;
  readonly metaBytes: number;
  readonly streams: number;
  readonly counters: number;
  readonly items: number;
  readonly page: number;
  readonly batch: number;
} = {
  tags: 32,
  metaBytes: 4096,
  /** Streams, and counters, of one record. */
  streams: 32,
  counters: 64,
  /** Items of one append. */
  items: 1000,
  page: 1000,
  /** Requests of one `putMany`. */
  batch: 1000,
};

const WORD = /^[a-z][a-z0-9-]{0,63}$/;
const ID = /^[A-Za-z0-9._~-]{1,128}$/;
const OPERATION = /^[\w-]{1,64}$/;
/** Control characters, and halves of surrogate pairs: neither survives every server. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
/** 9999-12-31T23:59:59.999Z: microseconds in the place of milliseconds lie beyond it. */
const LAST_MS = 253_402_300_799_999;

/** The kind of a value, without the value. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `a string of ${value.length} characters`;
  if (typeof value === "number") return Number.isInteger(value) ? "a whole number out of range" : "a number that is not whole";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value !== "object") return value === undefined ? "nothing" : `a ${typeof value}`;
  return `an object (${Object.prototype.toString.call(value).slice(8, -1)})`;
}

const fault = (path: string, expected: string, found: unknown) => storeMisuse(path, expected, kindOf(found));

/** Leaves the type alone: a check at the edge is for callers without types. */
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

function checkText(path: string, value: unknown): void {
  if (typeof value !== "string" || value.length === 0 || value.length > 128 || UNPRINTABLE.test(value))
    throw fault(path, "1 to 128 characters, no control characters", value);
}

function checkWord(path: string, value: unknown): void {
  if (typeof value !== "string" || !WORD.test(value)) throw fault(path, "1 to 64 characters of a-z 0-9 -, the first a letter", value);
}

function checkWhole(path: string, value: unknown, from: number, to: number): void {
  if (typeof value !== "number" || !Number.isInteger(value) || value < from || value > to)
    throw fault(path, `a whole number from ${from} to ${to}`, value);
}

function checkBytes(path: string, value: unknown): void {
  if (!(value instanceof Uint8Array)) throw fault(path, "a Uint8Array", value);
}

export function checkKey(key: RecordKey): void {
  if (!isObject(key)) throw fault("key", "{ tenant, kind, id }", key);
  checkText("key.tenant", key.tenant);
  checkWord("key.kind", key.kind);
  if (!ID.test(typeof key.id === "string" ? key.id : "")) throw fault("key.id", "1 to 128 characters of A-Z a-z 0-9 . _ ~ -", key.id);
}

export function checkOptions(options: CallOptions): void {
  if (!isObject(options)) throw fault("options", "an object", options);
  if (options.deadlineMs !== undefined) checkWhole("options.deadlineMs", options.deadlineMs, 1, 2 ** 31 - 1);
}

const TIME = '"keep", "never", { inMs } or { atMs }';

function checkTime(path: string, setting: TimeSetting | undefined): void {
  if (setting === undefined || setting === "keep" || setting === "never") return;
  if (isObject(setting)) {
    const { inMs, atMs } = setting as { inMs?: unknown; atMs?: unknown };
    if (inMs !== undefined && atMs === undefined) checkWhole(`${path}.inMs`, inMs, 1, 3_200_000_000_000);
    else if (atMs !== undefined && inMs === undefined) checkWhole(`${path}.atMs`, atMs, 0, LAST_MS);
    else throw fault(path, TIME, setting);
  } else throw fault(path, TIME, setting);
}

function checkMeta(meta: Meta): void {
  if (!isObject(meta)) throw fault("meta", "a flat object", meta);
  for (const [name, value] of Object.entries(meta)) {
    const path = `meta.${UNPRINTABLE.test(name) ? "?" : name.slice(0, 64)}`;
    if (name === "__proto__" || name === "constructor" || name === "prototype")
      throw storeMisuse(path, "of another name", "a reserved one");
    const fits =
      value === null || typeof value === "boolean" || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
    if (!fits || Object.is(value, -0))
      throw storeMisuse(path, "a string, a finite number other than -0, a boolean or null", `another ${typeof value}`);
  }
  // A UTF-16 unit becomes at most three bytes; only what may be too long is measured.
  const text = JSON.stringify(meta);
  if (text.length > LIMITS.metaBytes) throw storeMisuse("meta", `at most ${LIMITS.metaBytes} characters as JSON`, `${text.length}`);
}

function checkTags(tags: readonly string[]): void {
  if (!Array.isArray(tags) || tags.length > LIMITS.tags) throw fault("tags", `an array of at most ${LIMITS.tags}`, tags);
  tags.forEach((tag, i) => {
    checkText(`tags[${i}]`, tag);
  });
}

function checkNumbers(path: string, numbers: Readonly<Record<string, number>>, from: number): void {
  if (!isObject(numbers)) throw fault(path, "an object of whole numbers", numbers);
  for (const [name, value] of Object.entries(numbers)) {
    checkWord(`${path} (a name)`, name);
    checkWhole(`${path}.${name}`, value, from, 2 ** 31);
  }
}

function checkAppends(appends: readonly StreamAppend[]): void {
  if (!Array.isArray(appends)) throw fault("appends", "an array", appends);
  const seen = new Set<string>();
  appends.forEach((append, i) => {
    const path = `appends[${i}]`;
    if (!isObject(append)) throw fault(path, "{ stream, items }", append);
    checkWord(`${path}.stream`, append.stream);
    if (seen.has(append.stream)) throw storeMisuse(`${path}.stream`, "a stream named once", "one named before");
    seen.add(append.stream);
    if (!Array.isArray(append.items) || append.items.length === 0 || append.items.length > LIMITS.items)
      throw fault(`${path}.items`, `an array of 1 to ${LIMITS.items}`, append.items);
    append.items.forEach((item: Uint8Array, j: number) => {
      checkBytes(`${path}.items[${j}]`, item);
    });
    if (append.keep !== undefined) checkWhole(`${path}.keep`, append.keep, 1, 2 ** 31);
  });
}

/** What all writes share. */
export function checkWrite(request: WriteRequest): void {
  if (!isObject(request)) throw fault("request", "an object", request);
  checkKey(request.key);
  if (request.operation !== undefined && !OPERATION.test(typeof request.operation === "string" ? request.operation : ""))
    throw fault("operation", "1 to 64 characters of A-Z a-z 0-9 _ -", request.operation);
  if (request.epoch !== undefined) checkWhole("epoch", request.epoch, 0, Number.MAX_SAFE_INTEGER);
}

/** The expectation of a put (`absent` allowed) or of a removal. */
export function checkExpect(expect: PutRequest["expect"], absent: boolean): void {
  if (isObject(expect) && (expect.is === "exists" || (absent && expect.is === "absent"))) return;
  if (!isObject(expect) || expect.is !== "match")
    throw fault("expect", `${absent ? '{ is: "absent" }, ' : ""}{ is: "exists" } or { is: "match", etag }`, expect);
  if (typeof expect.etag !== "string" || partsOf(expect.etag) === null) throw fault("expect.etag", "an etag of this store", expect.etag);
  if (expect.revision !== undefined) checkWhole("expect.revision", expect.revision, 1, Number.MAX_SAFE_INTEGER);
}

/** A put, but for its size. */
export function checkPut(request: PutRequest): void {
  checkWrite(request);
  checkExpect(request.expect, true);
  if (request.body !== undefined || request.expect.is === "absent") checkBytes("body", request.body);
  if (request.owner !== undefined && request.owner !== null) checkText("owner", request.owner);
  if (request.tags !== undefined) checkTags(request.tags);
  if (request.meta !== undefined) checkMeta(request.meta);
  checkTime("expiry", request.expiry);
  checkTime("due", request.due);
  if (request.appends !== undefined) checkAppends(request.appends);
  if (request.counters !== undefined) checkNumbers("counters", request.counters, -(2 ** 31));
  if (request.trim !== undefined) checkNumbers("trim", request.trim, 0);
  if (request.createdMs === undefined) return;
  if (request.expect.is !== "absent") throw storeMisuse("createdMs", 'left out unless { is: "absent" } is expected', "a number");
  checkWhole("createdMs", request.createdMs, 0, LAST_MS);
}

/** The streams and counters of an append. */
export function checkAppend(appends: readonly StreamAppend[], counters: Readonly<Record<string, number>> | undefined): void {
  checkAppends(appends);
  if (counters !== undefined) checkNumbers("counters", counters, -(2 ** 31));
  if (appends.length === 0 && Object.keys(counters ?? {}).length === 0)
    throw storeMisuse("appends", "at least one stream or counter", "none");
}

/** Whether a body or an item is larger than the store takes. */
export function tooLarge(
  capabilities: StoreCapabilities,
  body: Uint8Array | undefined,
  appends: readonly StreamAppend[] | undefined,
): boolean {
  const { maxBodyBytes } = capabilities;
  if (body !== undefined && body.length > maxBodyBytes) return true;
  return appends?.some(({ items }) => items.some((item) => item.length > maxBodyBytes)) ?? false;
}

export function checkExtend(request: ExtendRequest): void {
  checkWrite(request);
  checkWhole("byMs", request.byMs, 1, 3_200_000_000_000);
  if (request.maxMs !== undefined) checkWhole("maxMs", request.maxMs, 1, 3_200_000_000_000);
}

export function checkRead(request: ReadRequest): void {
  if (!isObject(request)) throw fault("request", "an object", request);
  checkKey(request.key);
  checkWord("stream", request.stream);
  if ("last" in request) {
    checkWhole("last", request.last, 1, 2 ** 31);
    return;
  }
  checkWhole("from", request.from, 0, Number.MAX_SAFE_INTEGER);
  checkWhole("limit", request.limit, 1, 2 ** 31);
}

export function checkList(request: ListRequest): void {
  if (!isObject(request)) throw fault("request", "an object", request);
  checkText("tenant", request.tenant);
  checkWord("kind", request.kind);
  if (request.owner !== undefined) checkText("owner", request.owner);
  if (request.tag !== undefined) checkText("tag", request.tag);
  const order: unknown = request.order ?? "updated";
  if (order !== "updated" && order !== "created") throw fault("order", '"updated" or "created"', order);
  checkWhole("limit", request.limit, 1, LIMITS.page);
  if (request.after !== undefined && (typeof request.after !== "string" || request.after.length > 1024))
    throw fault("after", "`next` of the page before", request.after);
}

export function checkClaim(request: ClaimRequest): void {
  if (!isObject(request)) throw fault("request", "an object", request);
  checkWord("kind", request.kind);
  if (request.tenant !== undefined) checkText("tenant", request.tenant);
  checkWhole("limit", request.limit, 1, LIMITS.page);
  checkText("worker", request.worker);
  checkWhole("leaseMs", request.leaseMs, 1, 2 ** 31);
}

export function checkRelease(request: ReleaseRequest): void {
  if (!isObject(request)) throw fault("request", "an object", request);
  checkKey(request.key);
  checkText("worker", request.worker);
  checkWhole("retryInMs", request.retryInMs, 0, 3_200_000_000_000);
}
