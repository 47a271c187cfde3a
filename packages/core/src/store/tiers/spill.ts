/**
 * Writes that no tier could take: each is kept aside as a record of its own, in the warm tier if that is up, else on this machine, and tried
 * again under its own operation id. Nobody was told that it is done: the answer was `spilled`.
 *
 * @module
 */

import { OpenbellError } from "../../errors.js";
import { decodeValue } from "../codec/decode.js";
import { encodeValue } from "../codec/encode.js";
import type { CallOptions, PutRequest, RecordKey, RecordStore, Refusal, WriteRequest, WriteResult } from "../contract.js";
import type { TieredStore, Tiers } from "./tiered-store.js";

/** A write that has its operation id. */
export type Named<Request extends WriteRequest> = Request & { readonly operation: string };

/** The writes that can be kept aside. */
export type SpillableVerb = "put" | "append" | "extend" | "remove";

/** The kind of the records that hold them. */
export const SPILLED = "spilled-write";

interface SpilledWrite {
  readonly verb: SpillableVerb;
  readonly request: Named<WriteRequest>;
}

/** A body of the largest size, and some. */
const MAX_BYTES = 2 ** 28;

/** The parts of a request that are objects by names of the caller's choosing: kept as maps, for no object may have a name like `constructor`. */
const NAMED = ["counters", "trim"] as const;

/** A stored value has plain bytes: a `Buffer`, which a request may bring, is refused there. */
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function encodeWrite({ verb, request }: SpilledWrite): Uint8Array {
  const { body, appends } = request as Partial<PutRequest>;
  const kept: Record<string, unknown> = { ...request };
  if (body !== undefined) kept["body"] = plain(body);
  if (appends !== undefined) kept["appends"] = appends.map((append) => ({ ...append, items: append.items.map(plain) }));
  for (const name of NAMED) if (kept[name] !== undefined) kept[name] = new Map(Object.entries(kept[name] as object));
  return encodeValue({ verb, request: kept }, { maxBytes: MAX_BYTES });
}

function decodeWrite(bytes: Uint8Array): SpilledWrite {
  const { verb, request } = decodeValue(bytes, { maxBytes: MAX_BYTES }) as { verb: SpillableVerb; request: Record<string, unknown> };
  for (const name of NAMED) if (request[name] instanceof Map) request[name] = Object.fromEntries(request[name]);
  return { verb, request: request as unknown as Named<WriteRequest> };
}

/** Keeps a write aside. Returns the store that has it, or `null` where none could take it. */
export async function setAside(tiers: Tiers, verb: SpillableVerb, request: Named<WriteRequest>): Promise<RecordStore | null> {
  // Without a place on this machine nobody has asked for spilling: the error is the caller's.
  if (tiers.spill === undefined) return null;
  const body = encodeWrite({ verb, request });
  const key: RecordKey = { tenant: request.key.tenant, kind: SPILLED, id: request.operation };
  for (const place of [tiers.warm, tiers.spill]) {
    try {
      const kept = await place.put({ key, operation: request.operation, expect: { is: "absent" }, body, due: { inMs: 1 } });
      if (kept.ok || kept.why === "exists") return place;
    } catch (error) {
      if (!(error instanceof OpenbellError)) throw error;
    }
  }
  return null;
}

/** What became of the writes that were kept aside. */
export interface DrainReport {
  /** Done now, or found done. */
  readonly applied: number;
  /** Refused by the store, for good: the key, the operation, and why. They are kept no longer; tell their writers. */
  readonly refused: readonly { readonly key: RecordKey; readonly operation: string; readonly why: Refusal }[];
  /** Still waiting. */
  readonly waiting: number;
}

/** How `drainSpill` works. */
export interface DrainOptions extends CallOptions {
  /** Who drains, as for `claim`. */
  readonly worker: string;
  /** How many writes at most, from each place; 100 where left out. */
  readonly limit?: number;
  readonly leaseMs?: number;
}

/** Tries the writes that were kept aside again, oldest first. Safe to run at any time, anywhere, more than once. */
export async function drainSpill(store: TieredStore, options: DrainOptions): Promise<DrainReport> {
  const { worker, limit = 100, leaseMs = 60_000, ...given } = options;
  const { hot, warm, spill } = store.tiers;
  const refused: { key: RecordKey; operation: string; why: Refusal }[] = [];
  let applied = 0;
  let waiting = 0;
  for (const place of spill === undefined ? [] : [warm, spill]) {
    const { records } = await place.claim({ kind: SPILLED, limit, worker, leaseMs }, given).catch(() => ({ records: [] }));
    for (const { record } of records) {
      const { verb, request } = decodeWrite(record.body);
      let result: WriteResult;
      try {
        result = await (verb === "put" && (request as { expect?: { is: string } }).expect?.is === "absent"
          ? store.put(request as Parameters<RecordStore["put"]>[0], given)
          : (hot[verb] as (request: WriteRequest, given: CallOptions) => Promise<WriteResult>)(request, given));
      } catch (error) {
        if (!(error instanceof OpenbellError)) throw error;
        waiting++;
        await place.release({ key: record.key, worker, retryInMs: 1000 }, given).catch(() => false);
        continue;
      }
      if (!result.ok && result.why === "spilled") {
        waiting++;
        continue;
      }
      if (result.ok) applied++;
      else refused.push({ key: request.key, operation: request.operation, why: result.why });
      await place.remove({ key: record.key, expect: { is: "exists" } }, given);
    }
  }
  return { applied, refused, waiting };
}
