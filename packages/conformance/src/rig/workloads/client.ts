/**
 * A client that writes down all it does: puts and appends that name themselves in the record, repeated with the same operation until their
 * outcome is known. The records that it writes are what `checkHistory` understands.
 *
 * @module
 */

import { OpenbellError } from "@openbell/core";
import type { ETag, Expect, GetResult, PutRequest, RecordKey, RecordStore, WriteResult } from "@openbell/core/store";
import { newId } from "@openbell/core/store";
import { bodyDigest, type FinalRecord } from "../history/events.js";
import type { Journal } from "../history/journal.js";

/** The stream that every put and append adds its operation to, and the counter that it adds one to. */
export const LOG = "log";
export const COUNT = "writes";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const keyText = ({ tenant, kind, id }: RecordKey): string => `${tenant}/${kind}/${id}`;

/** How patient the client is. */
export interface ClientOptions {
  /** How often a write is made until its outcome is known; 40 where left out. */
  readonly attempts?: number;
  /** The pause before another attempt, in milliseconds; 25 where left out. */
  readonly pauseMs?: number;
  /** Bytes that a body is filled up with. */
  readonly fill?: number;
}

/** What a write may say in addition. */
export interface WriteExtra extends Partial<Pick<PutRequest, "due" | "expiry" | "epoch" | "trim">> {
  readonly operation?: string;
}

/** The body that a put of this operation writes; always the same. `log`: of stores without streams. */
export function bodyOf(operation: string, log?: readonly string[], fill = 0): Uint8Array {
  return encoder.encode(JSON.stringify({ operation, ...(log === undefined ? {} : { log }), fill: "x".repeat(fill) }));
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What an error says of the write: surely not done, or nobody knows. Anything else is a fault of the store. */
function outcomeOf(error: unknown): "not-applied" | "unknown" {
  if (error instanceof OpenbellError && error.code === "STORE_UNAVAILABLE") return "not-applied";
  if (error instanceof OpenbellError && error.code === "OUTCOME_UNKNOWN") return "unknown";
  throw error;
}

/** A client of a store. Each answer is `null` where the outcome was never known. */
export interface LoggingClient {
  get(key: RecordKey): Promise<GetResult | null>;
  /** A put that expects a state. `before`: the log so far, where the store keeps no streams. */
  put(key: RecordKey, expect: Expect, extra?: WriteExtra, before?: readonly string[]): Promise<WriteResult | null>;
  append(key: RecordKey, extra?: Pick<WriteExtra, "operation" | "epoch">): Promise<WriteResult | null>;
  remove(key: RecordKey, etag: ETag, operation?: string): Promise<WriteResult | null>;
  /** The log of a record as it was read, of stores without streams. */
  logIn(body: Uint8Array): string[];
}

/** Makes a client of a store. Stores that keep no streams get the log in the body. */
export function loggingClient(store: RecordStore, journal: Journal, options: ClientOptions = {}): LoggingClient {
  const { attempts = 40, pauseMs = 25, fill = 0 } = options;
  const streams = store.capabilities.append !== "none";

  /** Makes a write until its outcome is known; `null`: it never was. */
  async function write(
    verb: "put" | "append" | "remove",
    key: RecordKey,
    operation: string,
    extra: { digest?: string; epoch?: number },
    run: () => Promise<WriteResult>,
  ): Promise<WriteResult | null> {
    for (let attempt = 1; ; attempt++) {
      const end = journal.begin({ key: keyText(key), verb, operation, ...extra });
      try {
        const result = await run();
        end(result.ok ? { outcome: "applied", etag: result.etag, revision: result.revision } : { outcome: "refused" });
        return result;
      } catch (error) {
        end({ outcome: outcomeOf(error) });
        if (attempt >= attempts) return null;
        await pause(pauseMs * Math.random() + 1);
      }
    }
  }

  /** Reads, until there is an answer. */
  async function get(key: RecordKey): Promise<GetResult | null> {
    for (let attempt = 1; ; attempt++) {
      const end = journal.begin({ key: keyText(key), verb: "get", operation: null });
      try {
        const result = await store.get(key, { expired: true });
        end(
          result.found
            ? { outcome: "read", etag: result.record.etag, revision: result.record.revision, digest: bodyDigest(result.record.body) }
            : { outcome: "absent" },
        );
        return result;
      } catch (error) {
        end({ outcome: outcomeOf(error) });
        if (attempt >= attempts) return null;
        await pause(pauseMs * Math.random() + 1);
      }
    }
  }

  const given = ({ operation: _, ...rest }: WriteExtra): Omit<WriteExtra, "operation"> => rest;

  return {
    get,
    put(key, expect, extra = {}, before = []) {
      const operation = extra.operation ?? newId();
      const body = bodyOf(operation, streams ? undefined : [...before, operation], fill);
      const log = streams ? { appends: [{ stream: LOG, items: [encoder.encode(operation)] }], counters: { [COUNT]: 1 } } : {};
      const { epoch } = extra;
      return write("put", key, operation, { digest: bodyDigest(body), ...(epoch === undefined ? {} : { epoch }) }, () =>
        store.put({ key, expect, body, operation, ...log, ...given(extra) }),
      );
    },
    append(key, extra = {}) {
      const operation = extra.operation ?? newId();
      const appends = [{ stream: LOG, items: [encoder.encode(operation)] }];
      const { epoch } = extra;
      const also = epoch === undefined ? {} : { epoch };
      return write("append", key, operation, also, () => store.append({ key, operation, appends, counters: { [COUNT]: 1 }, ...also }));
    },
    remove(key, etag, operation = newId()) {
      return write("remove", key, operation, {}, () => store.remove({ key, operation, expect: { is: "match", etag } }));
    },
    logIn: (body) => (JSON.parse(decoder.decode(body)) as { log?: string[] }).log ?? [],
  };
}

async function patiently<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === 100 || !(error instanceof OpenbellError) || error.code !== "STORE_UNAVAILABLE") throw error;
      await pause(50);
    }
  }
}

/** What a store has of a record at the end. */
export async function finalRecord(store: RecordStore, key: RecordKey): Promise<FinalRecord> {
  const found = await patiently(() => store.get(key, { expired: true }));
  if (!found.found) return { key: keyText(key), etag: null, revision: 0, digest: "", log: [], count: null };
  const { record } = found;
  const log: string[] = [];
  let count: number | null = null;
  if (store.capabilities.append === "none") log.push(...((JSON.parse(decoder.decode(record.body)) as { log?: string[] }).log ?? []));
  else {
    count = record.counters[COUNT] ?? 0;
    const page = 1000;
    for (;;) {
      const read = await patiently(() => store.read({ key, stream: LOG, from: log.length, limit: page }, { expired: true }));
      if (!read.found) throw new Error(`A record vanished while it was read at the end: ${read.why}.`);
      for (const { bytes } of read.items) log.push(decoder.decode(bytes));
      if (log.length >= read.next || read.items.length === 0) break;
    }
  }
  return { key: keyText(key), etag: record.etag, revision: record.revision, digest: bodyDigest(record.body), log, count };
}

/** The end of several records, some at a time. */
export async function finalRecords(store: RecordStore, keys: readonly RecordKey[]): Promise<FinalRecord[]> {
  const finals: FinalRecord[] = [];
  for (let i = 0; i < keys.length; i += 64) {
    finals.push(...(await Promise.all(keys.slice(i, i + 64).map((key) => finalRecord(store, key)))));
  }
  return finals;
}
