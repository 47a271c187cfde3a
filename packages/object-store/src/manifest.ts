/**
 * Many objects that belong together, as one: parts first, each named by its SHA-256 and put if absent, then the manifest that lists them, by one
 * conditional put. Until the manifest is there, nothing is: a writer that is ended in the middle leaves parts that nobody reads, and a repetition
 * goes on with them. Before the only other copy is thrown away, `verifyManifest` reads every part back.
 *
 * ```text
 * checkpoints/s-7/12/manifest      names, sizes and digests of the parts, and the caller's meta
 * checkpoints/s-7/12/9f86d0…       a part
 * ```
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { Failpoint, Meta } from "@openbell/core/store";
import { corruptRecord, storeMisuse, storeUnavailable } from "@openbell/core/store/adapter";
import { decodeEnvelope, encodeEnvelope, inOrder } from "./envelope.js";
import { badName } from "./failures.js";
import { mapSome } from "./gather.js";
import { isObjectName, type ObjectCondition, type ObjectDeletion, type ObjectRefused, type Objects } from "./objects.js";

/** One part of a manifest. */
export interface ManifestPart {
  /** The writer's name for it. */
  readonly name: string;
  /** Of its bytes, in hexadecimal digits; its object is called so. */
  readonly sha256: string;
  /** How many bytes it has. */
  readonly size: number;
}

/** Which parts belong together. */
export interface Manifest {
  readonly name: string;
  readonly parts: readonly ManifestPart[];
  readonly meta: Meta;
}

/** A manifest as it lies in its place, with the etag of its object. */
export interface StoredManifest {
  readonly manifest: Manifest;
  readonly etag: string;
}

/** What a manifest is written from. */
export interface ManifestRequest {
  /** An object's name for the whole, such as `checkpoints/s-7/12`; see `segmentOf` for segments of any text. */
  readonly name: string;
  /** The parts by name: a `Map`, `Object.entries(parts)`, or whatever makes them one after the other. */
  readonly parts: Iterable<readonly [string, Uint8Array]> | AsyncIterable<readonly [string, Uint8Array]>;
  /** Searchable, never secret data beside the parts. */
  readonly meta?: Meta;
  /** What the manifest expects to find in its place; that there is none, where left out. */
  readonly condition?: ObjectCondition;
  /** Called at `manifest.part` (after each), `manifest.parts` (after all), `manifest.put`. */
  readonly failpoint?: Failpoint;
}

/** A fault that `verifyManifest` found. */
export interface PartFault {
  /** The writer's name for the part. */
  readonly part: string;
  readonly why: "missing" | "damaged";
}

/** What `verifyManifest` found: no manifest, or one and the faults of its parts. Without faults every byte is as it was written. */
export type Verification =
  | { readonly found: false }
  | { readonly found: true; readonly manifest: Manifest; readonly etag: string; readonly faults: readonly PartFault[] };

/** So many parts are under way at a time. */
const WIDTH = 8;

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const manifestAt = (name: string): string => {
  if (!isObjectName(name)) throw badName(name);
  return `${name}/manifest`;
};

const partAt = (name: string, digest: string): string => `${name}/${digest}`;

/** Puts a part, unless it is there and whole. One that is there and damaged (an upload cut short) is replaced. */
async function putPart(objects: Objects, name: string, part: string, bytes: Uint8Array): Promise<ManifestPart> {
  const digest = sha256(bytes);
  const at = partAt(name, digest);
  let condition: ObjectCondition = { ifAbsent: true };
  for (let tries = 0; tries < 10; tries++) {
    if ("etag" in (await objects.put(at, bytes, condition))) return { name: part, sha256: digest, size: bytes.length };
    const there = await objects.get(at);
    if (there !== null && sha256(there.bytes) === digest) return { name: part, sha256: digest, size: bytes.length };
    condition = there === null ? { ifAbsent: true } : { ifMatch: there.etag };
  }
  throw storeUnavailable(objects.name, "put", "a part was changed again and again by others");
}

async function putParts(objects: Objects, { name, parts, failpoint }: ManifestRequest): Promise<ManifestPart[]> {
  const put: ManifestPart[] = [];
  const names = new Set<string>();
  let batch: (readonly [string, Uint8Array])[] = [];
  const flush = async (): Promise<void> => {
    const done = await mapSome(batch, WIDTH, async ([part, bytes]) => {
      const made = await putPart(objects, name, part, bytes);
      await failpoint?.("manifest.part");
      return made;
    });
    put.push(...done);
    batch = [];
  };
  for await (const entry of parts) {
    if (names.has(entry[0])) throw storeMisuse("parts", "parts of different names", "two of one name");
    names.add(entry[0]);
    batch.push(entry);
    if (batch.length === WIDTH) await flush();
  }
  await flush();
  return put;
}

/**
 * Writes parts, then their manifest. A manifest of the same content that is there already is this one, written before: that is no refusal, so a
 * write whose outcome is unknown can be repeated.
 *
 * @example
 * ```ts
 * import { memoryObjects, verifyManifest, writeManifest } from "@openbell/object-store";
 *
 * const objects = memoryObjects();
 * const parts = Object.entries({ positions: new Uint8Array([1, 2]), orders: new Uint8Array([3]) });
 * await writeManifest(objects, { name: "checkpoints/s-7/12", parts, meta: { sequence: 12 } });
 * const verified = await verifyManifest(objects, "checkpoints/s-7/12");
 * console.log(verified.found && verified.faults); // []
 * ```
 */
export async function writeManifest(objects: Objects, request: ManifestRequest): Promise<StoredManifest | ObjectRefused> {
  const { name, meta = {}, condition = { ifAbsent: true }, failpoint } = request;
  const at = manifestAt(name);
  const manifest: Manifest = { name, parts: await putParts(objects, request), meta: inOrder(meta) };
  await failpoint?.("manifest.parts");
  const bytes = encodeEnvelope("manifest", manifest, null, []);
  const put = await objects.put(at, bytes, condition);
  await failpoint?.("manifest.put");
  if ("etag" in put) return { manifest, etag: put.etag };
  const there = await objects.get(at);
  return there !== null && Buffer.compare(there.bytes, bytes) === 0 ? { manifest, etag: there.etag } : put;
}

/** The manifest of a name, or `null`: there is none, and so there is nothing. @throws OpenbellError `CORRUPT_RECORD`. */
export async function readManifest(objects: Objects, name: string): Promise<StoredManifest | null> {
  const found = await objects.get(manifestAt(name));
  if (found === null) return null;
  const { type, head } = decodeEnvelope(objects.name, found.bytes);
  const manifest = head as Manifest;
  if (type !== "manifest") throw corruptRecord(objects.name, "a manifest", "a record lies in its place");
  if (manifest.name !== name) throw corruptRecord(objects.name, "a manifest", "another manifest lies in its place");
  return { manifest, etag: found.etag };
}

async function fetchPart(objects: Objects, name: string, part: ManifestPart): Promise<Uint8Array | PartFault["why"]> {
  const found = await objects.get(partAt(name, part.sha256));
  if (found === null) return "missing";
  return found.bytes.length === part.size && sha256(found.bytes) === part.sha256 ? found.bytes : "damaged";
}

/** A part's bytes, checked. @throws OpenbellError `CORRUPT_RECORD` where it is missing or damaged, `STORE_MISUSE` where the manifest has no such part. */
export async function readPart(objects: Objects, manifest: Manifest, name: string): Promise<Uint8Array> {
  const part = manifest.parts.find((candidate) => candidate.name === name);
  if (part === undefined) throw storeMisuse("name", "the name of a part of the manifest", "another");
  const bytes = await fetchPart(objects, manifest.name, part);
  if (typeof bytes === "string")
    throw corruptRecord(objects.name, "a part of a manifest", bytes === "missing" ? "it is missing" : "its SHA-256 is another");
  return bytes;
}

/** Reads every part back and says which are missing or damaged. @throws OpenbellError `CORRUPT_RECORD` where the manifest itself is damaged. */
export async function verifyManifest(objects: Objects, name: string): Promise<Verification> {
  const stored = await readManifest(objects, name);
  if (stored === null) return { found: false };
  const faults: PartFault[] = [];
  await mapSome(stored.manifest.parts, WIDTH, async (part) => {
    const bytes = await fetchPart(objects, name, part);
    if (typeof bytes === "string") faults.push({ part: part.name, why: bytes });
  });
  return { found: true, ...stored, faults };
}

/**
 * Removes a manifest, then all parts below its name, those of unfinished writes too. From the first step on it does not exist. Not while somebody
 * writes under this name: it would take away the parts.
 */
export async function removeManifest(
  objects: Objects,
  name: string,
  condition: { readonly ifMatch?: string } = {},
): Promise<ObjectDeletion> {
  const deleted = await objects.delete(manifestAt(name), condition);
  if ("refused" in deleted && deleted.refused !== "missing") return deleted;
  for (let after: string | undefined; ; ) {
    const page = await objects.list(`${name}/`, { limit: 1000, ...(after === undefined ? {} : { after }) });
    const parts = page.names.filter((at) => /^[0-9a-f]{64}$/.test(at.slice(name.length + 1)));
    await mapSome(parts, WIDTH, (at) => objects.delete(at));
    if (page.next === null) return deleted;
    after = page.next;
  }
}
