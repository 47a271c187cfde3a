/** The few steps on a disk that file objects are made of, each with what it promises about a power cut. @module */

import { mkdir, open, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../failures.js";

/** Whether a failure has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = codeOf(error);
  return code !== undefined && codes.includes(code);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EMFILE: "this process has too many files open",
  ENFILE: "the system has too many files open",
  ENOTDIR: "a part of the folder's path is a file",
};

/** What the system said, in words without a path: paths hold keys. */
export function diskProblem(error: unknown): string {
  const code = codeOf(error);
  return (code !== undefined && REASONS[code]) || `the file system failed${code === undefined ? "" : ` with ${code}`}`;
}

/** Makes the entries of a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(folder, "r");
  } catch (error) {
    // Windows opens no folders; its file systems write their journal in order.
    if (hasCode(error, "EISDIR", "EPERM", "EACCES") && process.platform === "win32") return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot sync a folder, and write through instead.
    if (!hasCode(error, "EINVAL", "ENOTSUP", "EPERM")) throw error;
  } finally {
    await handle.close();
  }
}

/** Makes a folder and all above it down from `root`, so that they survive a power cut whoever made them. */
export async function makeFolder(folder: string, root: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let at = folder; at.length > root.length; at = dirname(at)) await syncFolder(dirname(at));
}

/** Writes a new file; `written` is called between writing and syncing. The name in its folder is not synced. */
export async function writeSynced(path: string, bytes: Uint8Array, written: () => void | Promise<void>): Promise<void> {
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(bytes);
    await written();
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** All of a file, or a part of it. */
export async function readBytes(path: string, from: number, length: number | undefined): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(Math.max(0, Math.min(length ?? size, size - from)));
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, from + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return at === bytes.length ? bytes : bytes.subarray(0, at);
  } finally {
    await handle.close();
  }
}

/** Names in a folder, or `null` where there is none. */
export async function namesIn(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
}
