/**
 * What becomes of the catalogue's entries when their time has come: half-done moves and removals are ended, sealed copies go to the cold
 * tier, cold ones are purged. Retention goes by the catalogue alone: nothing is purged that no entry names, and an entry that names a copy
 * goes last.
 *
 * @module
 */

import { corruptRecord, OpenbellError, storeUnavailable } from "../../errors.js";
import type { CallOptions, RecordHead, RecordKey } from "../contract.js";
import { sha256 } from "../platform.js";
import type { Failpoint } from "../port.js";
import {
  archivedHead,
  type ColdManifest,
  checkAgainst,
  coldKey,
  decodeManifest,
  type Entry,
  encodeManifest,
  SETTLE_MS,
  STAGE,
  stageOf,
} from "./catalogue.js";
import { decodeCopy } from "./record-copy.js";
import type { TieredStore } from "./tiered-store.js";

/** How `sweepCatalogue` works. */
export interface SweepOptions extends CallOptions {
  readonly kind: string;
  readonly worker: string;
  /** How many entries at most; 100 where left out. */
  readonly limit?: number;
  readonly leaseMs?: number;
  /** How long a sealed copy stays in the warm tier, for copies that this run seals; for good where left out. */
  readonly retireAfterMs?: number;
  /** How long a copy stays in the cold tier (in the warm one, where there is no cold tier); for good where left out. */
  readonly purgeAfterMs?: number;
  /** Records that are never purged, whatever their age: a legal hold. */
  readonly hold?: (head: RecordHead) => boolean;
  /** The brake: no run purges more than this, should a clock have jumped; 100 where left out. */
  readonly maxPurges?: number;
  readonly failpoint?: Failpoint;
}

/** What a run did. */
export interface SweepReport {
  /** Half-done moves and removals that were ended. */
  readonly settled: number;
  /** Copies moved to the cold tier. */
  readonly retired: number;
  readonly purged: number;
  /** Copies that are held. */
  readonly held: number;
  /** Whether more were to be purged than one run may: look why before the next. */
  readonly braked: boolean;
  readonly failed: readonly { readonly key: RecordKey; readonly why: string }[];
}

/** Works through the due entries of a kind. Run it on as many machines and as often as you like; every step can be done again. */
export async function sweepCatalogue(store: TieredStore, options: SweepOptions): Promise<SweepReport> {
  const { kind, worker, limit = 100, leaseMs = 60_000, retireAfterMs, purgeAfterMs, hold, maxPurges = 100, failpoint, ...given } = options;
  const { hot, warm, cold } = store.tiers;
  const at = async (step: string): Promise<void> => failpoint?.(`tiered.sweep.${step}`);
  const report = { settled: 0, retired: 0, purged: 0, held: 0, braked: false, failed: [] as { key: RecordKey; why: string }[] };

  async function isLive(key: RecordKey): Promise<boolean> {
    return (await hot.get(key, { ...given, expired: true })).found;
  }

  /** A copy that an archiver left behind: sealed if the hot tier has let go of the record, else looked at again. */
  async function settleStaged(entry: Entry): Promise<void> {
    const { key } = entry.record;
    const live = await isLive(key);
    const expect = { is: "match", etag: entry.etag } as const;
    await warm.put(
      live
        ? { key, expect, due: { inMs: 60 * SETTLE_MS } }
        : { key, expect, meta: { [STAGE]: "sealed" }, due: retireAfterMs === undefined ? "never" : { inMs: retireAfterMs } },
      given,
    );
    await at("sealed");
    if (!live) report.settled++;
  }

  /** A removal that was announced: ended if the hot tier did remove the record, else taken back. */
  async function settleRemoval({ record: { key, body }, etag }: Entry): Promise<void> {
    const expect = { is: "match", etag } as const;
    if (await isLive(key)) await warm.put({ key, expect, meta: { [STAGE]: body.length === 0 ? "live" : "staged" }, due: "never" }, given);
    else await warm.remove({ key, expect }, given);
    await at("struck");
    report.settled++;
  }

  /** The object first, the entry that names it last. */
  async function endPurge({ record: { key, body }, etag }: Entry): Promise<void> {
    if (cold !== undefined) {
      const manifest = decodeManifest(body, warm.capabilities.name);
      await cold.remove({ key: coldKey(key.tenant, manifest), expect: { is: "exists" } }, given);
      await at("cold-removed");
    }
    await warm.remove({ key, expect: { is: "match", etag } }, given);
    await at("purged");
    report.purged++;
  }

  async function purge(entry: Entry): Promise<void> {
    const head = await archivedHead(entry, warm);
    const { key } = entry.record;
    const expect = { is: "match", etag: entry.etag } as const;
    if (head !== null && hold?.(head)) {
      report.held++;
      await warm.put({ key, expect, due: { inMs: 60 * SETTLE_MS } }, given);
      return;
    }
    if (report.purged >= maxPurges) {
      report.braked = true;
      await warm.release({ key, worker, retryInMs: SETTLE_MS }, given);
      return;
    }
    const announced = await warm.put({ key, expect, meta: { [STAGE]: "purging" }, due: { inMs: SETTLE_MS } }, given);
    await at("purge-announced");
    if (announced.ok) await endPurge({ ...entry, etag: announced.etag });
  }

  /** Object first, read back and compared, the manifest in the copy's place last. */
  async function retire(entry: Entry): Promise<void> {
    if (cold === undefined) {
      if (purgeAfterMs !== undefined) await purge(entry);
      return;
    }
    const { key, body } = entry.record;
    const { body: _, ...head } = decodeCopy(body, warm.capabilities.name).record;
    const manifest: ColdManifest = { format: 1, head, bytes: body.length, sha256: await sha256(body) };
    const put = await cold.put({ key: coldKey(key.tenant, manifest), expect: { is: "absent" }, body }, given);
    if (!put.ok && put.why !== "exists") throw storeUnavailable(cold.capabilities.name, "put", `it refused a copy (${put.why})`);
    await at("cold-written");
    const back = await cold.get(coldKey(key.tenant, manifest), given);
    if (!back.found) throw corruptRecord(cold.capabilities.name, "the copy of a record", "it was taken and is not there");
    await checkAgainst(manifest, back.record.body, cold.capabilities.name);
    await at("cold-verified");
    const pointed = await warm.put(
      {
        key,
        expect: { is: "match", etag: entry.etag },
        body: encodeManifest(manifest),
        meta: { [STAGE]: "cold" },
        due: purgeAfterMs === undefined ? "never" : { inMs: purgeAfterMs },
      },
      given,
    );
    await at("retired");
    if (pointed.ok) report.retired++;
  }

  const steps = { live: async () => {}, staged: settleStaged, removing: settleRemoval, sealed: retire, cold: purge, purging: endPurge };
  const { records } = await warm.claim({ kind, limit, worker, leaseMs }, given);
  await at("claimed");
  for (const { record } of records) {
    const stage = stageOf(record, warm.capabilities.name);
    try {
      await steps[stage]({ stage, record, etag: record.etag });
    } catch (error) {
      if (!(error instanceof OpenbellError)) throw error;
      report.failed.push({ key: record.key, why: error.code });
      await warm.release({ key: record.key, worker, retryInMs: SETTLE_MS }, given);
    }
  }
  return report;
}
