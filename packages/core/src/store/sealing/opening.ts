/** Bodies and items on their way out of a sealed store: opened, or refused with the reason. @module */

import { OpenbellError, storeMisuse } from "../../errors.js";
import type { ClaimedRecord, ReadRequest, RecordKey, StoreCapabilities, StoredRecord, StreamItem } from "../contract.js";
import { partsOf } from "../operation.js";
import type { DataKeys } from "./data-keys.js";
import { contextOf, readEnvelope } from "./envelope.js";
import { notOpened, type SealFailure } from "./failures.js";
import { ownPlace } from "./key-record.js";
import type { SealingOptions } from "./options.js";
import { type DataKey, opened } from "./seal.js";
import type { TimeBudget } from "./time-budget.js";

/** Compressed bytes are believed to be this long at most, where the store's own limit is lower: limits change, records stay. */
const UNPACKED_BYTES = 2 ** 24;

/** The reading half of a sealed store. */
export interface Opening {
  body(record: StoredRecord, time: TimeBudget): Promise<Uint8Array | "shredded">;
  /** The items that can be opened; those under a destroyed key are left out, as if they were trimmed. */
  items(request: ReadRequest, items: readonly StreamItem[], time: TimeBudget): Promise<readonly StreamItem[] | "shredded">;
  claimed(records: readonly ClaimedRecord[], time: TimeBudget): Promise<readonly ClaimedRecord[]>;
}

/** Opens what is sealed with these keys; `null`: nothing is encrypted. */
export function opening(capabilities: StoreCapabilities, keys: DataKeys | null, options: SealingOptions): Opening {
  const { require = true, cryptography = "auto", onUnopened } = options;
  const most = Math.max(capabilities.maxBodyBytes, UNPACKED_BYTES);
  const fail = (what: string, reason: SealFailure, problem: string): OpenbellError => notOpened(capabilities.name, what, reason, problem);

  /** The bytes in an envelope. `operation`: which write has to have sealed it; `check` looks at the header. */
  async function open(
    bytes: Uint8Array,
    key: RecordKey,
    stream: string | null,
    time: TimeBudget,
    check: (operation: string, index: number) => boolean,
  ): Promise<Uint8Array | "shredded"> {
    const what = stream === null ? "a body" : "an item of a stream";
    const envelope = readEnvelope(bytes, contextOf(key, stream));
    if (envelope === "plain") {
      if (require) throw fail(what, "plaintext", "it is not sealed");
      return bytes;
    }
    if (envelope === "damaged") throw fail(what, "damaged", "its header was changed, or belongs to another record");
    if (!("rest" in envelope)) throw fail(what, "unknown-format", `format ${envelope.format} is not known`);
    if (envelope.holds !== (stream === null ? "body" : "item") || !check(envelope.operation, envelope.index))
      throw fail(what, "damaged", "it belongs to another version or place");
    let dataKey: DataKey | null = null;
    if (envelope.encrypted) {
      if (keys === null) throw storeMisuse("keys", "those that the records are sealed with", '"none"');
      const id = envelope.keyId;
      const found = await keys.find(id === "" ? await ownPlace(key) : { tenant: key.tenant, id, inEnvelope: id }, time);
      if (found === "missing") throw fail(what, "key-missing", "its data key is not in the store");
      if (found === "shredded") return found;
      dataKey = found;
    } else if (keys !== null && require) throw fail(what, "plaintext", "it is not encrypted");
    const plain = await opened(envelope, dataKey, most, cryptography);
    if (plain === null) throw fail(what, "damaged", "it does not fit its key");
    return plain;
  }

  /** A body has to be of the write that the etag names: an older one that was put back is not. */
  const openBody = ({ body, key, etag }: StoredRecord, time: TimeBudget): Promise<Uint8Array | "shredded"> =>
    open(body, key, null, time, (operation, index) => index <= 1 && operation === partsOf(etag)?.operation);

  async function openItems(
    request: ReadRequest,
    items: readonly StreamItem[],
    time: TimeBudget,
  ): Promise<readonly StreamItem[] | "shredded"> {
    /** Where each append begins: its items stand in one piece and in their order, none twice. */
    const begins = new Map<string, number>();
    const results = await Promise.all(
      items.map(async ({ number, bytes }): Promise<StreamItem | null> => {
        const inPlace = (operation: string, index: number): boolean => {
          const begin = begins.get(operation) ?? number - index;
          begins.set(operation, begin);
          return begin === number - index;
        };
        const plain = await open(bytes, request.key, request.stream, time, inPlace);
        return plain === "shredded" ? null : { number, bytes: plain };
      }),
    );
    const readable = results.filter((item) => item !== null);
    return readable.length === 0 && items.length > 0 ? "shredded" : readable;
  }

  async function openClaimed(claimed: readonly ClaimedRecord[], time: TimeBudget): Promise<readonly ClaimedRecord[]> {
    const failures: OpenbellError[] = [];
    const results = await Promise.all(
      claimed.map(async ({ record, attempts }): Promise<ClaimedRecord | null> => {
        try {
          const body = await openBody(record, time);
          if (body !== "shredded") return { record: { ...record, body }, attempts };
          onUnopened?.(record.key, body);
        } catch (error) {
          if (!(error instanceof OpenbellError)) throw error;
          if (onUnopened === undefined) failures.push(error);
          else onUnopened(record.key, error);
        }
        return null;
      }),
    );
    const readable = results.filter((result) => result !== null);
    if (readable.length === 0 && failures[0] !== undefined) throw failures[0];
    return readable;
  }

  return { body: openBody, items: openItems, claimed: openClaimed };
}
