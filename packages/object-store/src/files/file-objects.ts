/**
 * Objects as files below a folder: whole or not at all, on the disk before they are acknowledged, safe with any number of processes on one
 * machine. How that is done without locks is told in `object-folder.ts`; the steps of a put are marked with failpoints, and a process may be
 * ended at each of them.
 *
 * @module
 */

import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { OpenbellError } from "@openbell/core";
import type { Failpoint } from "@openbell/core/store";
import { corruptRecord, storeUnavailable } from "@openbell/core/store/adapter";
import { badName } from "../failures.js";
import { isObjectName, type ObjectBytes, type ObjectPut, type Objects } from "../objects.js";
import { diskProblem, hasCode, makeFolder, namesIn, readBytes, syncFolder, writeSynced } from "./disk.js";
import {
  absentVersion,
  bytesOf,
  type FolderState,
  isAbsent,
  lookInto,
  movePointer,
  newVersion,
  OBJECT_SUFFIX,
  pointerTo,
  removeEmpty,
  removeFile,
  removeFolder,
  removeGarbage,
} from "./object-folder.js";
import { sweepFolders } from "./sweep.js";
import { walk } from "./walk.js";

/** How file objects are made. */
export interface FileObjectsOptions {
  /**
   * Called at named steps: `files.put.written` (bytes are in the file), `.synced` (on the disk), `.linked` (they are the object), `.dirsynced`
   * (also after a power cut), `.cleaned`; `files.delete.marked`, `.dirsynced`, `.emptied`. Crash tests end the process there.
   */
  readonly failpoint?: Failpoint;
}

const PLACE = "files";

/** So often a put or deletion begins anew that another one overtakes. */
const TRIES = 100;

/**
 * Objects as files below `folder`, which is made when first needed. The folder must be on a file system whose renames are atomic and whose
 * journal keeps their order: ext4, XFS, Btrfs, APFS, NTFS, ZFS. Several machines on one network file system: use a bucket.
 *
 * @example
 * ```ts
 * import { fileObjects, objectStore } from "@openbell/object-store";
 *
 * const store = objectStore(fileObjects("./desk/records"));
 * ```
 */
export function fileObjects(folder: string, options: FileObjectsOptions = {}): Objects {
  const root = resolve(folder);
  const tree = join(root, "objects");
  const workshop = join(root, "new");
  const step = async (name: string): Promise<void> => options.failpoint?.(`${PLACE}.${name}`);
  /** Folders that are on the disk for good, as far as this process made sure. */
  const durable = new Set<string>();

  const folderOf = (name: string): string => {
    if (!isObjectName(name)) throw badName(name);
    return join(tree, name + OBJECT_SUFFIX);
  };

  async function ensure(path: string): Promise<void> {
    if (durable.has(path)) return;
    await makeFolder(path, dirname(root));
    if (durable.size >= 10_000) durable.clear();
    durable.add(path);
  }

  /** Runs what surely did nothing if it fails. */
  async function harmless<T>(verb: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      // Somebody has taken away a folder that was made: the next put makes it again.
      if (hasCode(error, "ENOENT")) durable.clear();
      throw error instanceof OpenbellError ? error : storeUnavailable(PLACE, verb, diskProblem(error), error);
    }
  }

  /** Puts bytes in the place of `from`, a version or the absence of one. Refused: `null`. */
  async function follow(at: string, from: string, before: FolderState, bytes: Uint8Array): Promise<string | null> {
    const version = newVersion();
    const path = join(at, bytesOf(version, from));
    let moved = false;
    try {
      moved = await harmless("put", async () => {
        await writeSynced(path, bytes, () => step("put.written"));
        await syncFolder(at);
        await step("put.synced");
        return movePointer(at, from, version);
      });
    } catch (error) {
      // The folder may have been taken away with the object that was deleted.
      if (!hasCode((error as OpenbellError).cause, "ENOENT")) throw error;
    } finally {
      if (!moved) await removeFile(path).catch(() => {});
    }
    if (!moved) return null;
    await step("put.linked");
    await syncFolder(at);
    await step("put.dirsynced");
    // The object is as it was asked to be: what is left over is harmless, and the next put takes it.
    if (before.path !== null) await removeFile(before.path).catch(() => {});
    await removeGarbage(at, before.others).catch(() => {});
    await step("put.cleaned");
    return version;
  }

  /** Makes the folder of an object with its first version in it, beside, and renames it into place. Refused by a folder that has anything: `null`. */
  async function begin(at: string, bytes: Uint8Array): Promise<string | null> {
    const version = newVersion();
    const draft = join(workshop, version);
    let placed = false;
    try {
      placed = await harmless("put", async () => {
        await ensure(workshop);
        await mkdir(draft);
        await writeSynced(join(draft, bytesOf(version, "0")), bytes, () => step("put.written"));
        await writeFile(join(draft, pointerTo(version)), "", { flag: "wx" });
        await syncFolder(draft);
        await step("put.synced");
        await ensure(dirname(at));
        try {
          await rename(draft, at);
          return true;
        } catch (error) {
          // Windows renames no folder onto an empty one.
          if (hasCode(error, "ENOTEMPTY", "EEXIST", "EPERM", "EACCES") && (await namesIn(at)) !== null) return false;
          throw error;
        }
      });
    } finally {
      if (!placed) await rm(draft, { recursive: true, force: true }).catch(() => {});
    }
    if (!placed) return null;
    await step("put.linked");
    await syncFolder(dirname(at));
    await step("put.dirsynced");
    await step("put.cleaned");
    return version;
  }

  /** A live version and where its bytes are. */
  const liveOf = (state: FolderState | null): { readonly version: string; readonly path: string } | null => {
    if (state?.version == null || isAbsent(state.version)) return null;
    if (state.path === null) throw corruptRecord(PLACE, "an object", "its bytes are not there");
    return { version: state.version, path: state.path };
  };

  async function put(name: string, bytes: Uint8Array, ifAbsent: boolean, ifMatch: string | undefined): Promise<ObjectPut> {
    const at = folderOf(name);
    for (let tries = 0; tries < TRIES; tries++) {
      const state = await harmless("put", () => lookInto(at));
      const live = liveOf(state);
      if (live !== null && ifAbsent) return { refused: "exists" };
      if (live === null && ifMatch !== undefined) return { refused: "missing" };
      if (live !== null && ifMatch !== undefined && live.version !== ifMatch) return { refused: "changed" };
      const etag = state?.version == null ? await begin(at, bytes) : await follow(at, state.version, state, bytes);
      if (etag !== null) return { etag };
      // Nobody points into the folder, but it is not empty: what a writer left that was ended while the object was being deleted.
      if (state !== null && state.version === null) {
        await removeGarbage(at, state.others).catch(() => {});
        if (process.platform === "win32") await removeEmpty(at);
      }
    }
    throw storeUnavailable(PLACE, "put", `${TRIES} other writers were faster`);
  }

  /** Reads what `read` makes of the present bytes; they may be replaced and removed between the look and the opening: look again. */
  async function present<T>(name: string, read: (path: string, etag: string) => Promise<T>): Promise<T | null> {
    const at = folderOf(name);
    for (let tries = 0; ; tries++) {
      const live = liveOf(await lookInto(at));
      if (live === null) return null;
      try {
        return await read(live.path, live.version);
      } catch (error) {
        if (tries >= TRIES || !hasCode(error, "ENOENT")) throw error;
      }
    }
  }

  const range = (name: string, from: number, length?: number): Promise<ObjectBytes | null> =>
    harmless("get", () => present(name, async (path, etag) => ({ bytes: await readBytes(path, from, length), etag })));

  return {
    name: PLACE,
    durability: "fsync",
    put: (name, bytes, { ifAbsent = false, ifMatch } = {}) => put(name, bytes, ifAbsent, ifMatch),
    get: (name) => range(name, 0),
    getRange: range,
    head: (name) => harmless("head", () => present(name, async (path, etag) => ({ etag, size: (await stat(path)).size }))),
    async list(prefix, { after = "", limit }) {
      const names: string[] = [];
      return harmless("list", async () => {
        for await (const name of walk(tree, prefix, after)) {
          if (names.length === limit) return { names, next: names.at(-1) as string };
          names.push(name);
        }
        return { names, next: null };
      });
    },
    async delete(name, { ifMatch } = {}) {
      const at = folderOf(name);
      for (let tries = 0; tries < TRIES; tries++) {
        const state = await harmless("delete", () => lookInto(at));
        const live = liveOf(state);
        if (state === null || live === null) return { refused: "missing" };
        if (ifMatch !== undefined && live.version !== ifMatch) return { refused: "changed" };
        const absent = absentVersion();
        if (!(await harmless("delete", () => movePointer(at, live.version, absent)))) continue;
        await step("delete.marked");
        await syncFolder(at);
        await step("delete.dirsynced");
        await removeFile(live.path).catch(() => {});
        await removeGarbage(at, state.others).catch(() => {});
        await step("delete.emptied");
        await removeFolder(at, absent).catch(() => {});
        return { deleted: true };
      }
      throw storeUnavailable(PLACE, "delete", `${TRIES} other writers were faster`);
    },
    sweep: () => harmless("sweep", () => sweepFolders(tree, workshop)),
  };
}
