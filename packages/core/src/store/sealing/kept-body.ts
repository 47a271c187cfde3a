/**
 * A put without a body keeps the one that is there. Sealed, a body is bound to the write that the etag names, so it has to be sealed anew: it is
 * read, and written back with the expectation that nothing came between.
 *
 * @module
 */

import { storeUnavailable } from "../../errors.js";
import type { Expect, PutRequest, RecordStore, StoredRecord, WriteResult } from "../contract.js";
import { etagOf } from "../operation.js";
import type { TimeBudget } from "./time-budget.js";

/** Rounds against writers that come between, for a put that expects no certain etag. */
const ROUNDS = 100;

/** No write ever has it: a store that is asked for it decides all that comes before, and then refuses. */
const NEVER: Expect = { is: "match", etag: etagOf("none", 1, "none") };

/**
 * Does a put without a body. `write` seals and sends a put; `openBody` opens a record's body.
 *
 * A repetition of such a put is known again as long as nobody has written another body since; then it is `operation-mismatch`, and was done.
 */
export async function putKeepingBody(
  store: RecordStore,
  request: PutRequest,
  time: TimeBudget,
  openBody: (record: StoredRecord) => Promise<Uint8Array | "shredded">,
  write: (request: PutRequest) => Promise<WriteResult>,
): Promise<WriteResult> {
  const { expect } = request;
  for (let round = 0; round < ROUNDS; round++) {
    // An expired record, too: the put may have been done before it expired, and then it is known again by its body.
    const found = await store.get(request.key, { ...time.left(), expired: true });
    // It must not be sent as it is: should the record come into being now, it would have a body of another write.
    const body = found.found ? await openBody(found.record) : undefined;
    if (body === "shredded") return { ok: false, why: "shredded" };
    const isExpected = found.found && (expect.is === "exists" || (expect.is === "match" && expect.etag === found.record.etag));
    let sent: Expect = NEVER;
    if (isExpected) sent = expect.is === "match" ? expect : { is: "match", etag: found.record.etag };
    const result =
      body === undefined ? await store.put({ ...request, expect: NEVER }, time.left()) : await write({ ...request, expect: sent, body });
    if (expect.is !== "exists" || result.ok || result.why !== "conflict") return result;
  }
  throw storeUnavailable(store.capabilities.name, "put", "others wrote the record all the time");
}
