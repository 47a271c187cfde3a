/** Names of the objects in a tree of folders, in the order of their characters. @module */

import { join } from "node:path";
import { namesIn } from "./disk.js";
import { OBJECT_SUFFIX } from "./object-folder.js";

/**
 * Names that begin with `prefix`, behind `after`. An object sorts as its name, a folder as its name and `/`: so all names come in the order that
 * a bucket lists them in.
 */
export async function* walk(root: string, prefix: string, after: string): AsyncGenerator<string> {
  const slash = prefix.lastIndexOf("/") + 1;
  yield* walkFolder(root, prefix.slice(0, slash), prefix, after);
}

/** Whether something below `folder` (a name that ends in `/`) can lie behind `after`. */
const reaches = (folder: string, after: string): boolean => folder > after || after.startsWith(folder);

async function* walkFolder(root: string, at: string, prefix: string, after: string): AsyncGenerator<string> {
  const entries = (await namesIn(join(root, at))) ?? [];
  const names = entries.map((entry) => at + (entry.endsWith(OBJECT_SUFFIX) ? entry.slice(0, -1) : `${entry}/`)).sort();
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    if (name.endsWith("/")) {
      if (reaches(name, after)) yield* walkFolder(root, name, prefix, after);
    } else if (name > after) yield name;
  }
}
