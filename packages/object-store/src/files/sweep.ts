/** What ended processes leave behind in a folder of objects, and how it is taken away under the eyes of those at work. @module */

import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { namesIn } from "./disk.js";
import { isAbsent, lookInto, OBJECT_SUFFIX, removeEmpty, removeFolder, removeGarbage } from "./object-folder.js";
import { walk } from "./walk.js";

/** What a folder under construction must have reached in age before `sweep` takes it away, so that it disturbs no writer at work. */
const ABANDONED_MS = 3_600_000;

/** Takes away drafts that were never finished, bytes that were never pointed to, and folders of deleted objects. Answers how many drafts and bytes. */
export async function sweepFolders(tree: string, workshop: string): Promise<number> {
  let swept = 0;
  for (const name of (await namesIn(workshop)) ?? []) {
    const draft = join(workshop, name);
    const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs < ABANDONED_MS) continue;
    // Taken by a rename first: a writer that wakes up finds no folder to put in place, never one with half of its files.
    const taken = name.endsWith(".swept") ? draft : `${draft}.swept`;
    await rename(draft, taken).catch(() => {});
    await rm(taken, { recursive: true, force: true });
    swept++;
  }
  for await (const name of walk(tree, "", "")) {
    const at = join(tree, name + OBJECT_SUFFIX);
    const state = await lookInto(at);
    if (state === null) continue;
    swept += await removeGarbage(at, state.others);
    if (state.version === null) await removeEmpty(at);
    else if (isAbsent(state.version)) await removeFolder(at, state.version);
  }
  return swept;
}
