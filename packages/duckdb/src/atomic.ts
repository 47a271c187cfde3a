/** Files that are there whole or not at all: written beside their place under a temporary name, synced, renamed. @module */

import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { chmod, open, realpath, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { OpenbellError } from "@openbell/core";
import { notWritable } from "./files.js";

/**
 * Lets `write` fill a temporary file and puts it in the place of `target` once it is complete and on the disk. If `write` fails, or the
 * process exits, the temporary file is removed and what was at `target` is untouched. A symbolic link stays one, permissions are kept.
 * A target that is no regular file (a pipe, a terminal, `/dev/null`) cannot be renamed onto: it is sent the finished file.
 *
 * @throws {@link OpenbellError} `FILE_NOT_WRITABLE`, and whatever `write` throws.
 */
export async function writeAtomically<T>(target: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const { path, mode, regular } = await place(target);
  const name = `.${basename(path)}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  const temporary = join(regular ? dirname(path) : tmpdir(), name);
  unfinished.add(temporary);
  if (unfinished.size === 1) process.on("exit", removeUnfinished);
  try {
    await probe(temporary, target);
    const result = await write(temporary);
    try {
      if (regular) await settle(temporary, path, mode);
      else await pipeline(createReadStream(temporary), createWriteStream(path));
    } catch (error) {
      throw notWritable(target, systemReason(error), error);
    }
    return result;
  } finally {
    await rm(temporary, { force: true });
    unfinished.delete(temporary);
    if (unfinished.size === 0) process.off("exit", removeUnfinished);
  }
}

/** Temporary files that are being written, for a process that exits in the middle. */
const unfinished = new Set<string>();

function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

async function place(target: string): Promise<{ path: string; mode: number | null; regular: boolean }> {
  try {
    const path = await realpath(target);
    const found = await stat(path);
    if (found.isDirectory()) throw notWritable(target, "it is a directory");
    return { path, mode: found.mode & 0o7777, regular: found.isFile() };
  } catch (error) {
    if (error instanceof OpenbellError) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { path: resolve(target), mode: null, regular: true };
    throw notWritable(target, systemReason(error), error);
  }
}

/** Says at once, and in the system's words, that a folder cannot be written to. */
async function probe(temporary: string, target: string): Promise<void> {
  try {
    await (await open(temporary, "wx")).close();
  } catch (error) {
    throw notWritable(target, systemReason(error), error);
  }
}

async function settle(temporary: string, path: string, mode: number | null): Promise<void> {
  if (mode !== null) await chmod(temporary, mode);
  await sync(temporary, "r+");
  await rename(temporary, path);
  // Not every file system lets a directory be synced; the rename itself is done.
  await sync(dirname(path), "r").catch(() => {});
}

async function sync(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such directory",
  ENOTDIR: "its parent is not a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "read-only file system",
  ENOSPC: "no space left on device",
  EDQUOT: "disk quota exceeded",
};

/** What the system said, in a few words. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || message;
}
