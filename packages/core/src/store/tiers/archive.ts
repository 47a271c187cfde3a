/**
 * Moves expired records from the hot tier into the archive, so that a crash, a second worker or a late write between any two steps loses
 * nothing:
 *
 * 1. claim expired records; nobody else has them until the lease runs out,
 * 2. read each whole and put its copy into the warm tier, `staged`, by compare and set on the entry,
 * 3. remove it from the hot tier if it is still what was copied (etag and revision): a record that was written to meanwhile stays,
 * 4. mark the copy `sealed`.
 *
 * Every step can be done again. Between 2 and 4 readers ask the hot tier first; what it lets go of is in the copy.
 *
 * @module
 */

import { OpenbellError } from "../../errors.js";
import type { CallOptions, ClaimedRecord, PutRequest, RecordKey, RecordStore, StoredRecord, StreamItem, WriteResult } from "../contract.js";
import { partsOf } from "../operation.js";
import type { Failpoint } from "../port.js";
import { copyOf, type Entry, entryFor, SETTLE_MS, STAGE } from "./catalogue.js";
import { encodeCopy } from "./record-copy.js";
import type { TieredStore } from "./tiered-store.js";

/** How `archiveExpired` works. */
export interface ArchiveOptions extends CallOptions {
  readonly kind: string;
  /** Who archives, as for `claim`. */
  readonly worker: string;
  /** How many records at most; 100 where left out. */
  readonly limit?: number;
  /** How long one run may take before others may have its records; a minute where left out. */
  readonly leaseMs?: number;
  /** How long a sealed copy stays in the warm tier before `sweepCatalogue` moves it on; for good where left out. */
  readonly retireAfterMs?: number;
  /** After how many failed runs a record is left alone for `quarantineMs`; 5 where left out. */
  readonly maxAttempts?: number;
  /** A day where left out. */
  readonly quarantineMs?: number;
  readonly failpoint?: Failpoint;
}

/** What a run did. */
export interface ArchiveReport {
  readonly archived: number;
  /** Written to between copy and removal, or claimed and not expired: they stay in the hot tier. */
  readonly stayed: number;
  /** Records that could not be copied, and why, as an error's code or a refusal; those beyond `maxAttempts` are left alone for a while. */
  readonly failed: readonly { readonly key: RecordKey; readonly why: string; readonly quarantined: boolean }[];
}

/** One record on its way. */
interface Move {
  readonly claimed: ClaimedRecord;
  /** What to put into the warm tier; `null` where the archive has this state or a later one. */
  readonly put: PutRequest | null;
  /** The entry's etag, once staged. */
  staged: Entry["etag"] | null;
}

/** All kept items of a record's streams. */
async function itemsOf(hot: RecordStore, record: StoredRecord, given: CallOptions): Promise<Record<string, readonly StreamItem[]>> {
  const names = Object.keys(record.streams);
  const reads = await Promise.all(names.map((stream) => hot.read({ key: record.key, stream, last: 2 ** 31 }, { ...given, expired: true })));
  return Object.fromEntries(names.map((name, i) => [name, reads[i]?.found ? reads[i].items : []]));
}

/** Whether the archive has this incarnation of the record in this state or a later one: what the hot tier has then is an old backup of it. */
async function isArchived(entry: Entry | null, record: StoredRecord, store: TieredStore): Promise<boolean> {
  if (entry === null || (entry.stage !== "sealed" && entry.stage !== "cold")) return false;
  const copy = await copyOf(entry, store.tiers.warm, store.tiers.cold);
  if (copy === null) return false;
  return (
    partsOf(copy.record.etag)?.incarnation === partsOf(record.etag)?.incarnation &&
    copy.record.version >= record.version &&
    copy.record.revision >= record.revision
  );
}

async function plan(store: TieredStore, claimed: ClaimedRecord, given: CallOptions): Promise<Move> {
  const { record } = claimed;
  const [items, entry] = await Promise.all([itemsOf(store.tiers.hot, record, given), entryFor(store.tiers.warm, record.key)]);
  if (await isArchived(entry, record, store)) return { claimed, put: null, staged: null };
  const put: PutRequest = {
    key: record.key,
    expect: entry === null ? { is: "absent" } : { is: "match", etag: entry.etag },
    body: encodeCopy({ record, items }),
    owner: record.owner,
    tags: record.tags,
    meta: { [STAGE]: "staged" },
    due: { inMs: SETTLE_MS },
    ...(entry === null ? { createdMs: record.createdMs } : {}),
  };
  return { claimed, put, staged: null };
}

/** Puts on one trip; one by one where a single request spoils it for all. */
async function putEach(
  warm: RecordStore,
  puts: readonly PutRequest[],
  given: CallOptions,
): Promise<readonly (WriteResult | OpenbellError)[]> {
  try {
    return await warm.putMany(puts, given);
  } catch {
    const settled = await Promise.allSettled(puts.map((put) => warm.put(put, given)));
    return settled.map((one) => {
      if (one.status === "fulfilled") return one.value;
      if (one.reason instanceof OpenbellError) return one.reason;
      throw one.reason;
    });
  }
}

/** Archives expired records of a kind. Run it on as many machines and as often as you like. */
export async function archiveExpired(store: TieredStore, options: ArchiveOptions): Promise<ArchiveReport> {
  const {
    kind,
    worker,
    limit = 100,
    leaseMs = 60_000,
    retireAfterMs,
    maxAttempts = 5,
    quarantineMs = 86_400_000,
    failpoint,
    ...given
  } = options;
  const { hot, warm } = store.tiers;
  const at = async (step: string): Promise<void> => failpoint?.(`tiered.archive.${step}`);
  const failed: { key: RecordKey; why: string; quarantined: boolean }[] = [];
  let stayed = 0;

  async function fail({ record, attempts }: ClaimedRecord, why: string): Promise<void> {
    const quarantined = attempts >= maxAttempts;
    failed.push({ key: record.key, why, quarantined });
    await hot.release({ key: record.key, worker, retryInMs: quarantined ? quarantineMs : SETTLE_MS }, given);
  }

  const { records } = await hot.claim({ kind, limit, worker, leaseMs }, given);
  await at("claimed");
  const expired: ClaimedRecord[] = [];
  for (const claimed of records) {
    const { key, dueMs } = claimed.record;
    // A record with a due instant may have been claimed for that: it is expired if it cannot be had without asking for expired ones.
    if (dueMs === null || !(await hot.get(key, given)).found) expired.push(claimed);
    else {
      stayed++;
      await hot.release({ key, worker, retryInMs: 0 }, given);
    }
  }

  const moves: Move[] = [];
  const planned = await Promise.allSettled(expired.map((claimed) => plan(store, claimed, given)));
  for (const [i, one] of planned.entries()) {
    if (one.status === "fulfilled") moves.push(one.value);
    else if (one.reason instanceof OpenbellError) await fail(expired[i] as ClaimedRecord, one.reason.code);
    else throw one.reason;
  }
  await at("copied");

  const staging = moves.filter(({ put }) => put !== null);
  const answers = await putEach(
    warm,
    staging.map(({ put }) => put as PutRequest),
    given,
  );
  await at("staged");
  const removing = moves.filter(({ put }) => put === null);
  for (const [i, answer] of answers.entries()) {
    const move = staging[i] as Move;
    if (answer instanceof OpenbellError) await fail(move.claimed, answer.code);
    else if (answer.ok) removing.push({ ...move, staged: answer.etag });
    // Another worker has the entry.
    else if (answer.why === "conflict" || answer.why === "exists") stayed++;
    else await fail(move.claimed, answer.why);
  }

  const removals = await Promise.all(
    removing.map(({ claimed: { record } }) => {
      const { key, etag, revision, epoch } = record;
      return hot.remove({ key, expect: { is: "match", etag, revision }, ...(epoch === null ? {} : { epoch }) }, given);
    }),
  );
  await at("removed");

  const archived = removing.filter((_, i) => {
    const removal = removals[i] as WriteResult;
    // Already gone, another worker was here after the lease had run out: the copy is there all the same.
    return removal.ok || removal.why === "gone" || removal.why === "missing";
  });
  stayed += removing.length - archived.length;
  const sealing = archived.filter(({ staged }) => staged !== null);
  await putEach(
    warm,
    sealing.map(({ claimed: { record }, staged }) => ({
      key: record.key,
      expect: { is: "match", etag: staged as Entry["etag"] },
      meta: { [STAGE]: "sealed" },
      due: retireAfterMs === undefined ? "never" : { inMs: retireAfterMs },
    })),
    given,
  );
  await at("sealed");
  return { archived: archived.length, stayed, failed };
}
