/** A data key destroyed: everything sealed with it is unreadable from then on, wherever copies of it lie. @module */

import { storeUnavailable } from "../../errors.js";
import type { CallOptions, RecordStore } from "../contract.js";
import { DATA_KEY_KIND, dataKeyId, keyRecordBody } from "./key-record.js";

/** Rounds against a rotation that goes on meanwhile: it changes a key once. */
const ROUNDS = 10;

/**
 * Overwrites a data key with a mark that stays. Repeating it does no harm; a name that had no key is marked, too, so that none is made later.
 *
 * @returns whether there was a key.
 */
export async function shredKey(store: RecordStore, tenant: string, name: string, options: CallOptions = {}): Promise<boolean> {
  const key = { tenant, kind: DATA_KEY_KIND, id: await dataKeyId(name) };
  const body = keyRecordBody("shredded");
  const meta = { shredded: true };
  for (let round = 0; round < ROUNDS; round++) {
    const found = await store.get(key, options);
    if (!found.found) {
      if (found.why === "gone") return false;
      const put = await store.put({ key, expect: { is: "absent" }, body, meta }, options);
      if (put.ok || put.why === "gone") return false;
    } else {
      const { etag, meta: before } = found.record;
      if (before["shredded"] === true) return false;
      const put = await store.put({ key, expect: { is: "match", etag }, body, meta }, options);
      if (put.ok) return true;
    }
  }
  throw storeUnavailable(store.capabilities.name, "the shredding of a data key", "others changed it all the time");
}
