/**
 * What the warm tier knows of every record: one entry under the record's own key, with its owner and tags.
 *
 * | stage      | the entry's body | where the record is |
 * |------------|------------------|---------------------|
 * | `live`     | empty            | in the hot tier; if it is not there, it is `lost` |
 * | `removing` | as before        | about to be removed from the hot tier |
 * | `staged`   | the copy         | copied, and still in the hot tier or just removed from it: the hot tier counts while it has it |
 * | `sealed`   | the copy         | here alone |
 * | `cold`     | a manifest       | in the cold tier; the entry tells where and what its bytes must be |
 * | `purging`  | as before        | about to be purged from the cold tier |
 *
 * @module
 */

import { corruptRecord } from "../../errors.js";
import type { ETag, RecordHead, RecordKey, RecordStore, StoredRecord } from "../contract.js";
import { sha256, textOf, utf8 } from "../platform.js";
import { decodeCopy, type RecordCopy } from "./record-copy.js";

/** How far a record is on its way down. */
export type Stage = "live" | "removing" | "staged" | "sealed" | "cold" | "purging";

const STAGES: readonly Stage[] = ["live", "removing", "staged", "sealed", "cold", "purging"];

/** The name under which an entry's meta holds the stage. */
export const STAGE = "stage";

/** After this long an entry that a move or a removal left half done is looked at again. */
export const SETTLE_MS: number = 60_000;

/** An entry as it was read. */
export interface Entry {
  readonly stage: Stage;
  readonly record: StoredRecord;
  /** Of the entry itself, for compare and set. */
  readonly etag: ETag;
}

/** What a `cold` entry says: the record's head, and the object's bytes. */
export interface ColdManifest {
  readonly format: 1;
  readonly head: RecordHead;
  readonly bytes: number;
  readonly sha256: string;
}

/** The stage that a warm record is in. @throws OpenbellError `CORRUPT_RECORD` where it is no entry. */
export function stageOf(head: RecordHead, store: string): Stage {
  const stage = head.meta[STAGE];
  if (!STAGES.includes(stage as Stage))
    throw corruptRecord(store, "an entry of the catalogue", "its stage is none that this version knows");
  return stage as Stage;
}

/** The warm tier's entry for a record, or `null`. */
export async function entryFor(warm: RecordStore, key: RecordKey): Promise<Entry | null> {
  const found = await warm.get(key, { expired: true });
  return found.found ? { stage: stageOf(found.record, warm.capabilities.name), record: found.record, etag: found.record.etag } : null;
}

/** The key of a copy in the cold tier: by its content, so that writing it twice is writing it once. */
export function coldKey(tenant: string, manifest: ColdManifest): RecordKey {
  return { tenant, kind: "record-copy", id: manifest.sha256 };
}

/** The manifest's bytes. */
export function encodeManifest(manifest: ColdManifest): Uint8Array {
  return utf8(JSON.stringify(manifest));
}

/** The manifest that a `cold` entry holds. @throws OpenbellError `CORRUPT_RECORD`. */
export function decodeManifest(bytes: Uint8Array, store: string): ColdManifest {
  try {
    const manifest = JSON.parse(textOf(bytes)) as ColdManifest;
    if (manifest.format === 1) return manifest;
  } catch (cause) {
    throw corruptRecord(store, "a manifest", "it cannot be read", cause);
  }
  throw corruptRecord(store, "a manifest", "its format is none that this version knows");
}

/** Fails unless a cold object's bytes are those that the manifest names. */
export async function checkAgainst(manifest: ColdManifest, bytes: Uint8Array, store: string): Promise<void> {
  if (bytes.length !== manifest.bytes || (await sha256(bytes)) !== manifest.sha256)
    throw corruptRecord(store, "the copy of a record", "its bytes are not those that its manifest names");
}

/** The copy behind an entry, read from the tier that has it; `null` where it counts for none (it is `live`, `removing` or `purging`). */
export async function copyOf(entry: Entry, warm: RecordStore, cold: RecordStore | undefined): Promise<RecordCopy | null> {
  if (entry.stage === "staged" || entry.stage === "sealed") return decodeCopy(entry.record.body, warm.capabilities.name);
  if (entry.stage !== "cold") return null;
  const manifest = decodeManifest(entry.record.body, warm.capabilities.name);
  if (cold === undefined) throw corruptRecord(warm.capabilities.name, "a record in the cold tier", "there is no cold tier");
  const found = await cold.get(coldKey(entry.record.key.tenant, manifest), { expired: true });
  if (!found.found) throw corruptRecord(cold.capabilities.name, "the copy of a record", "its manifest names it and it is not there");
  await checkAgainst(manifest, found.record.body, cold.capabilities.name);
  return decodeCopy(found.record.body, cold.capabilities.name);
}

/** The head of an archived record. */
export async function archivedHead(entry: Entry, warm: RecordStore): Promise<RecordHead | null> {
  if (entry.stage === "cold") return { ...decodeManifest(entry.record.body, warm.capabilities.name).head, archived: true };
  const copy = await copyOf(entry, warm, undefined);
  if (copy === null) return null;
  const { body: _, ...head } = copy.record;
  return { ...head, archived: true };
}
