/** One record of one store, in the words of the cases. @module */

import type {
  AppendRequest,
  ExtendRequest,
  GetOptions,
  GetResult,
  PutRequest,
  ReadRequest,
  RecordKey,
  RecordStore,
  RemoveRequest,
  StoredRecord,
  WriteResult,
  Written,
} from "@openbell/core/store";
import { ABSENT, applied, bytes, EXISTS, found, text } from "./assertions.js";

type More<Request> = Partial<Omit<Request, "key">>;

/** Which items of a stream. */
export type Window = { readonly last: number } | { readonly from: number; readonly limit: number };

/** Shorthand for the requests of one record; bodies and items are texts. */
export interface RecordHandle {
  readonly key: RecordKey;
  /** Puts it where nothing is; must go through. */
  create(body?: string, more?: More<PutRequest>): Promise<Written>;
  /** Puts it where something is; must go through. */
  update(body?: string, more?: More<PutRequest>): Promise<Written>;
  /** Tries to put it. */
  put(expect: PutRequest["expect"], body?: string, more?: More<PutRequest>): Promise<WriteResult>;
  /** Tries to append to the stream `log`. */
  append(items: readonly string[], more?: More<AppendRequest>): Promise<WriteResult>;
  extend(byMs: number, more?: More<ExtendRequest>): Promise<WriteResult>;
  remove(expect?: RemoveRequest["expect"], more?: More<RemoveRequest>): Promise<WriteResult>;
  /** Removes it; must go through. */
  erase(): Promise<Written>;
  get(options?: GetOptions): Promise<GetResult>;
  /** The record, which must be there. */
  live(options?: GetOptions): Promise<StoredRecord>;
  /** The body's text. */
  body(): Promise<string>;
  /** Items as `number:text`; of the stream `log`, all of them, where nothing else is said. */
  items(window?: Window, stream?: string): Promise<string[]>;
}

/** A handle on the record under a key. */
export function recordHandle(store: RecordStore, key: RecordKey): RecordHandle {
  const put = (expect: PutRequest["expect"], body = "body", more: More<PutRequest> = {}): Promise<WriteResult> =>
    store.put({ key, expect, body: bytes(body), ...more });
  const handle: RecordHandle = {
    key,
    put,
    create: async (body, more) => applied(await put(ABSENT, body, more)),
    update: async (body, more) => applied(await put(EXISTS, body, more)),
    append: (items, more = {}) => store.append({ key, appends: [{ stream: "log", items: items.map(bytes) }], ...more }),
    extend: (byMs, more = {}) => store.extend({ key, byMs, ...more }),
    remove: (expect = EXISTS, more = {}) => store.remove({ key, expect, ...more }),
    erase: async () => applied(await store.remove({ key, expect: EXISTS })),
    get: (options) => store.get(key, options),
    live: async (options) => found(await store.get(key, options)),
    body: async () => text((await handle.live()).body),
    async items(window = { last: 2 ** 31 }, stream = "log") {
      const request: ReadRequest = { key, stream, ...window };
      const read = await store.read(request, { expired: true });
      if (!read.found) throw new Error(`expected the stream ${stream}, got \`${read.why}\``);
      return read.items.map((item) => `${item.number}:${text(item.bytes)}`);
    },
  };
  return handle;
}
