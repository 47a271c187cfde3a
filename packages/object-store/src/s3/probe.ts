/** Whether a server keeps its word on conditional requests: some take the headers and ignore them, and every write would overwrite another. @module */

import { storeMisuse } from "@openbell/core/store/adapter";
import type { ObjectCondition, ObjectDeletion, ObjectPut } from "../objects.js";

/** The plain requests that the probe is made of. */
export interface Probed {
  put(name: string, bytes: Uint8Array, condition: ObjectCondition): Promise<ObjectPut>;
  head(name: string): Promise<unknown>;
  delete(name: string, condition: { readonly ifMatch?: string }): Promise<ObjectDeletion>;
}

/** An etag that no object has. */
const NOBODY = '"00000000000000000000000000000000"';

const ignores = (header: string): Error =>
  storeMisuse(
    "client",
    `one of a server that honours ${header} on puts`,
    "one that ignores it and overwrites. Use Amazon S3, Cloudflare R2, a present MinIO, or `fileObjects`",
  );

/**
 * Tries the conditions on an object of its own, which it deletes. Answers whether deletions honour If-Match, too.
 * @throws OpenbellError `STORE_MISUSE` where puts do not.
 */
export async function probe(requests: Probed, name: string): Promise<{ readonly conditionalDelete: boolean }> {
  const bytes = new TextEncoder().encode("openbell: do conditions hold?");
  await requests.put(name, bytes, { ifAbsent: true });
  try {
    if (!("refused" in (await requests.put(name, bytes, { ifAbsent: true })))) throw ignores("If-None-Match");
    if (!("refused" in (await requests.put(name, bytes, { ifMatch: NOBODY })))) throw ignores("If-Match");
    await requests.delete(name, { ifMatch: NOBODY }).catch(() => {});
    return { conditionalDelete: (await requests.head(name)) !== null };
  } finally {
    await requests.delete(name, {}).catch(() => {});
  }
}
