/**
 * The folder of one object: how several processes change it without a lock, and without ever knowing whether another one is alive.
 *
 * ```text
 * session-7@/              the folder of object `session-7`
 *   @3f…                   the pointer, an empty file: version 3f… is the present one
 *   3f…~a0…                bytes of version 3f…, written to follow version a0…
 * ```
 *
 * A version is a random id that never comes again. Its bytes are written and synced first, under a name that says which version they follow.
 * Then the pointer is *renamed* from the old version to the new one. The name to be renamed exists only while the old version is the present
 * one, and a rename takes it away: of any number of writers one succeeds, the others find no such file, which is a refusal that surely did
 * nothing. A writer that slept for a week and goes on finds no such file either. There is nothing to break when a process dies.
 *
 * What may be thrown away is known by the same argument: bytes `u~p` become the present ones only by a rename from `@p`. Once `@p` is no more,
 * and after that `@u` is not there, nobody will ever read them. Time plays no part.
 *
 * @module
 */

import { randomBytes } from "node:crypto";
import { rename, rmdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { hasCode, namesIn } from "./disk.js";

/** How the folder of an object ends; no segment of a name has an `@`. */
export const OBJECT_SUFFIX = "@";

/** A version's id: 128 random bits, in digits that every file system tells apart. */
export function newVersion(): string {
  return randomBytes(16).toString("hex");
}

/** A version that stands for "there is no object": the pointer of a deleted one, until its folder is gone. */
export function absentVersion(): string {
  return `-${newVersion()}`;
}

/** Whether a version stands for no object. */
export const isAbsent = (version: string): boolean => version.startsWith("-");

/** The name of the pointer to a version. */
export const pointerTo = (version: string): string => `@${version}`;

/** The name of the bytes of a version. */
export const bytesOf = (version: string, follows: string): string => `${version}~${follows}`;

/** What is in the folder of an object. */
export interface FolderState {
  /** The present version; `null`: there is no pointer. */
  readonly version: string | null;
  /** The path of its bytes; `null` where it stands for no object. */
  readonly path: string | null;
  /** Names of bytes that are not the present ones. */
  readonly others: readonly string[];
}

/** So often a folder is looked at that changes while one looks. */
const LOOKS = 1000;

/**
 * What is in the folder now, or `null` where there is no folder. A listing that is not of one instant shows a pointer without its bytes, or no
 * pointer: look again. The first is bounded by the progress of others, the second by few looks, as there may be none.
 */
export async function lookInto(folder: string): Promise<FolderState | null> {
  let state: FolderState | null = null;
  for (let look = 0, empty = 0; look < LOOKS; look++) {
    const names = await namesIn(folder);
    if (names === null) return null;
    const version = names.find((name) => name.startsWith("@"))?.slice(1) ?? null;
    const bytes = version === null ? undefined : names.find((name) => name.startsWith(`${version}~`));
    state = {
      version,
      path: bytes === undefined ? null : join(folder, bytes),
      others: names.filter((name) => !name.startsWith("@") && name !== bytes),
    };
    if (version === null ? ++empty >= 3 : bytes !== undefined || isAbsent(version)) return state;
  }
  return state;
}

/** Moves the pointer, if it still points to `from`. */
export async function movePointer(folder: string, from: string, to: string): Promise<boolean> {
  try {
    await rename(join(folder, pointerTo(from)), join(folder, pointerTo(to)));
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
};

/** Removes a file that may have been removed by another. */
export async function removeFile(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Removes those of some bytes that nobody can ever read; answers how many. The order of the two looks is the proof, see above. */
export async function removeGarbage(folder: string, names: readonly string[]): Promise<number> {
  let removed = 0;
  for (const name of names) {
    const [version, follows] = name.split("~");
    if (version === undefined || follows === undefined) continue;
    if (await exists(join(folder, pointerTo(follows)))) continue;
    if (await exists(join(folder, pointerTo(version)))) continue;
    if (await removeFile(join(folder, name))) removed++;
  }
  return removed;
}

/**
 * Takes away the folder of an object that was deleted. Only who removes the pointer may: a writer that makes the object anew needs the same
 * name for its rename, and one of the two gets it. A folder with bytes of such a writer stays, and he removes them.
 */
export async function removeFolder(folder: string, absent: string): Promise<void> {
  if (await removeFile(join(folder, pointerTo(absent)))) await removeEmpty(folder);
}

/** Removes a folder if it is empty. */
export async function removeEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOTEMPTY", "EEXIST", "ENOENT", "EBUSY", "EPERM")) return false;
    throw error;
  }
}
