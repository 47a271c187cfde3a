/**
 * Stores that break the contract in one way each, as wrappers over the memory store, with the cases that must notice. A case that no broken
 * store fails proves little; a way to break a store that no case notices is a gap in the suite.
 *
 * @module
 */

import type { SubjectOptions } from "@openbell/conformance";
import { OpenbellError } from "@openbell/core";
import {
  type ETag,
  type Expect,
  type GetResult,
  memoryStore,
  type RecordKey,
  type RecordStore,
  type StoredRecord,
  type WriteResult,
} from "@openbell/core/store";

/** One way to break a store. */
export interface BrokenStore {
  readonly name: string;
  /** Cases that must fail; others may. */
  readonly fails: readonly string[];
  bend(inner: RecordStore, options: SubjectOptions): Partial<RecordStore>;
}

/** A store bent in one way. */
export function broken({ bend }: BrokenStore, options: SubjectOptions): RecordStore {
  const inner = memoryStore(options);
  const store = { ...inner, ...bend(inner, options) };
  return { ...store, [Symbol.asyncDispose]: () => store.close() };
}

const EXISTS: Expect & { is: "exists" } = { is: "exists" };
const nameOf = ({ tenant, kind, id }: RecordKey): string => JSON.stringify([tenant, kind, id]);

/** What a reader gets, changed. */
const seen = (inner: RecordStore, change: (record: StoredRecord) => StoredRecord): Partial<RecordStore> => ({
  async get(key, options) {
    const read = await inner.get(key, options);
    return read.found ? { ...read, record: change(read.record) } : read;
  },
});

async function present(inner: RecordStore, key: RecordKey): Promise<StoredRecord | undefined> {
  const read = await inner.get(key, { expired: true });
  return read.found ? read.record : undefined;
}

export const BROKEN_STORES: readonly BrokenStore[] = [
  {
    name: "ignores the etag of a put",
    fails: ["PUT-13", "ETAG-02", "ETAG-05", "RACE-01", "MODEL-01"],
    bend: (inner) => ({
      put: (request, options) => inner.put(request.expect.is === "match" ? { ...request, expect: EXISTS } : request, options),
    }),
  },
  {
    name: "compares versions in the place of etags",
    fails: ["ETAG-03", "ETAG-05", "ETAG-06"],
    bend: (inner) => ({
      async put(request, options) {
        const { expect } = request;
        if (expect.is !== "match" || !/^[\w-]+\.\d+\.[\w-]+$/.test(`${expect.etag}`)) return inner.put(request, options);
        const now = await present(inner, request.key);
        const same = now !== undefined && expect.etag.split(".")[1] === now.etag.split(".")[1];
        return inner.put(same ? { ...request, expect: { ...expect, etag: now.etag } } : request, options);
      },
    }),
  },
  {
    name: "ignores the revision of an expectation",
    fails: ["ETAG-08", "ETAG-09"],
    bend: (inner) => ({
      put: (request, options) =>
        inner.put(request.expect?.is === "match" ? { ...request, expect: { is: "match", etag: request.expect.etag } } : request, options),
    }),
  },
  {
    name: "forgets a removed record at once",
    fails: ["PUT-03", "EXP-32", "OP-12"],
    bend: (_, options) => {
      const forgetful = memoryStore({ ...options, tombstoneMs: 1 });
      return {
        ...forgetful,
        remove: async (request, how) => {
          const result = await forgetful.remove(request, how);
          await new Promise((resolve) => setTimeout(resolve, 3));
          return result;
        },
      };
    },
  },
  {
    name: "forgets operations",
    fails: ["OP-01", "OP-02", "OP-44", "OP-51", "RACE-09", "MODEL-01"],
    bend: (inner) => {
      const without = <T extends { operation?: string }>(request: T): T => ({ ...request, operation: undefined });
      return {
        put: (request, options) => inner.put(without(request), options),
        append: (request, options) => inner.append(without(request), options),
        extend: (request, options) => inner.extend(without(request), options),
        remove: (request, options) => inner.remove(without(request), options),
      };
    },
  },
  {
    name: "answers a repeated write with the present state",
    fails: ["OP-05", "OP-46", "ETAG-11"],
    bend: (inner) => {
      const now = async (key: RecordKey, result: WriteResult): Promise<WriteResult> => {
        const record = await present(inner, key);
        if (!result.ok || !result.replay || record === undefined) return result;
        const { etag, version, revision, expiresMs } = record;
        return { ...result, etag, version, revision, expiresMs };
      };
      return {
        put: async (request, options) => now(request.key, await inner.put(request, options)),
        extend: async (request, options) => now(request.key, await inner.extend(request, options)),
      };
    },
  },
  {
    name: "does not compare what a repeated write says",
    fails: ["OP-15", "OP-30", "MODEL-01"],
    bend: (inner) => {
      const first = new Map<string, Parameters<RecordStore["put"]>[0]>();
      return {
        async put(request, options) {
          const name = `${nameOf(request.key)} ${request.operation}`;
          const before = request.operation === undefined ? undefined : first.get(name);
          const result = await inner.put(before ?? request, options);
          if (result.ok && before === undefined) first.set(name, request);
          return result;
        },
      };
    },
  },
  {
    name: "extends to now plus the length, also where that is nearer",
    fails: ["EXP-15"],
    bend: (inner) => ({
      async extend(request, options) {
        const record = await present(inner, request.key);
        const result = await inner.extend(request, options);
        if (!result.ok || record?.expiresMs == null || request.byMs > 1e10) return result;
        const { epoch } = request;
        const put = await inner.put({
          key: request.key,
          expect: EXISTS,
          body: record.body,
          expiry: { inMs: request.byMs },
          ...(epoch === undefined ? {} : { epoch }),
        });
        return put.ok ? { ...result, expiresMs: put.expiresMs } : result;
      },
    }),
  },
  {
    name: "ignores the maximum of an extension",
    fails: ["EXP-16", "MODEL-01"],
    bend: (inner) => ({ extend: ({ maxMs: _, ...request }, options) => inner.extend(request, options) }),
  },
  {
    name: "lets expired records vanish",
    fails: ["EXP-06", "EXP-07", "EXP-09", "EXP-11"],
    bend: (inner) => ({
      async get(key, _options) {
        const read = await inner.get(key);
        return read.found || read.why !== "expired" ? read : { found: false, why: "missing" };
      },
    }),
  },
  {
    name: "loses one of two appends at a time",
    fails: ["RACE-02", "CNT-07"],
    bend: (inner) => {
      const busy = new Map<string, Promise<WriteResult>>();
      return {
        append(request, options) {
          const name = nameOf(request.key);
          const other = busy.get(name);
          if (other !== undefined) return other;
          const mine = new Promise((resolve) => setTimeout(resolve, 1)).then(() => inner.append(request, options));
          busy.set(name, mine);
          void mine.catch(() => {}).then(() => busy.delete(name));
          return mine;
        },
      };
    },
  },
  {
    name: "numbers the items of a window from 0",
    fails: ["APP-24", "APP-06", "MODEL-01"],
    bend: (inner) => ({
      async read(request, options) {
        const read = await inner.read(request, options);
        return read.found ? { ...read, items: read.items.map(({ bytes }, number) => ({ number, bytes })) } : read;
      },
    }),
  },
  {
    name: "lists every tenant's records",
    fails: ["LIST-23", "ISO-09"],
    bend: (inner) => {
      const tenants = new Map<string, Set<string>>();
      return {
        put(request, options) {
          const { kind, tenant } = request.key ?? {};
          tenants.set(kind, (tenants.get(kind) ?? new Set()).add(tenant));
          return inner.put(request, options);
        },
        async list(request, options) {
          const first = await inner.list(request, options);
          const others = [...(tenants.get(request.kind) ?? [])].filter((tenant) => tenant !== request.tenant && tenant.length > 1);
          const pages = await Promise.all(others.map((tenant) => inner.list({ ...request, tenant }, options)));
          return { ...first, items: [first, ...pages].flatMap(({ items }) => items) };
        },
      };
    },
  },
  {
    name: "shows the last record of a page again on the next one",
    fails: ["LIST-07", "LIST-14"],
    bend: (inner) => ({
      async list(request, options) {
        const page = await inner.list(request, options);
        const before = /^(\d+)\.(.*)$/.exec(request.after ?? "");
        if (before === null || page.items.length === 0) return page;
        const again = await inner.get({ tenant: request.tenant, kind: request.kind, id: before[2] as string });
        return again.found ? { ...page, items: [again.record, ...page.items] } : page;
      },
    }),
  },
  {
    name: "gives a claimed record to the next worker as well",
    fails: ["CLAIM-01", "CLAIM-04", "RACE-04"],
    bend: (inner) => ({
      async claim(request, options) {
        const claimed = await inner.claim(request, options);
        for (const { record } of claimed.records.slice(0, 1))
          await inner.release({ key: record.key, worker: request.worker, retryInMs: 0 });
        return claimed;
      },
    }),
  },
  {
    name: "lets anybody release a lease",
    fails: ["CLAIM-10"],
    bend: (inner) => {
      const holders = new Map<string, string>();
      return {
        async claim(request, options) {
          const claimed = await inner.claim(request, options);
          for (const { record } of claimed.records) holders.set(nameOf(record.key), request.worker);
          return claimed;
        },
        release: (request, options) => inner.release({ ...request, worker: holders.get(nameOf(request.key)) ?? request.worker }, options),
      };
    },
  },
  {
    name: "hands out its own bytes",
    fails: ["BYTE-14", "BYTE-15"],
    bend: (inner) => {
      const bodies = new Map<string, Uint8Array>();
      return {
        async put(request, options) {
          const result = await inner.put(request, options);
          if (result.ok && !result.replay && request.body !== undefined) bodies.set(nameOf(request.key), request.body);
          return result;
        },
        ...seen(inner, (record) => ({ ...record, body: bodies.get(nameOf(record.key)) ?? record.body })),
      };
    },
  },
  {
    name: "empties the body where a put leaves it out",
    fails: ["PUT-41", "PUT-42", "MODEL-01"],
    bend: (inner) => ({
      put: (request, options) => inner.put(request?.expect?.is === "absent" ? request : { body: new Uint8Array(0), ...request }, options),
    }),
  },
  {
    name: "keeps bodies as text",
    fails: ["BYTE-03", "BYTE-05"],
    bend: (inner) => seen(inner, (record) => ({ ...record, body: new TextEncoder().encode(new TextDecoder().decode(record.body)) })),
  },
  {
    name: "gives tags back in any order",
    fails: ["META-41", "META-43"],
    bend: (inner) => seen(inner, (record) => ({ ...record, tags: [...record.tags].reverse() })),
  },
  {
    name: "keeps meta in objects with a prototype that it merges into",
    fails: ["META-09", "MODEL-01"],
    bend: (inner) =>
      seen(inner, (record) => ({
        ...record,
        meta: Object.fromEntries(Object.entries(record.meta).map(([name, value]) => [name, `${value}`])),
      })),
  },
  {
    name: "throws where it should refuse",
    fails: ["PUT-01", "PUT-13", "RACE-03"],
    bend: (inner) => ({
      async put(request, options) {
        const result = await inner.put(request, options);
        if (!result.ok) throw new OpenbellError("STORE_UNAVAILABLE", result.why);
        return result;
      },
    }),
  },
  {
    name: "forgets the epoch in appends",
    fails: ["EPO-03", "EPO-04"],
    bend: (inner) => ({
      async append(request, options) {
        const epoch = (await present(inner, request.key).catch(() => undefined))?.epoch;
        return inner.append(epoch == null ? request : { ...request, epoch }, options);
      },
    }),
  },
  {
    name: "keeps no epochs at all",
    fails: ["EPO-01", "EPO-17", "RACE-08"],
    bend: (inner) => ({ put: ({ epoch: _, ...request }, options) => inner.put(request, options) }),
  },
  {
    name: "does streams that it does not declare",
    fails: ["CAP-05"],
    bend: (inner) => ({ capabilities: { ...inner.capabilities, append: "none" } }),
  },
  {
    name: "claims and lists though it does not declare it",
    fails: ["CAP-07", "CAP-09"],
    bend: (inner) => ({ capabilities: { ...inner.capabilities, list: "none", claim: "none" } }),
  },
  {
    name: "takes bodies of any size",
    fails: ["BYTE-11", "MANY-04", "CAP-02"],
    bend: (_, { maxBodyBytes: _limit, ...options }) => ({ ...memoryStore(options) }),
  },
  {
    name: "ignores deadlines and signals",
    fails: ["WAIT-02", "WAIT-12", "WAIT-22"],
    bend: (inner) => ({ put: (request) => inner.put(request) }),
  },
  {
    name: "shows the request in its errors",
    fails: ["ERR-01", "ERR-15"],
    bend: (inner) => ({
      put: (request, options) =>
        inner.put(request, options).catch((error: OpenbellError) => {
          throw new OpenbellError(error.code, `${error.message} ${JSON.stringify(request)}`, error.details, error.cause);
        }),
    }),
  },
  {
    name: "throws misuse at once",
    fails: ["KEY-31", "KEY-82", "ERR-27"],
    bend: (inner) => ({
      get(key, options) {
        if (typeof key?.tenant !== "string" || key.tenant === "") throw new OpenbellError("STORE_MISUSE", "no tenant");
        return inner.get(key, options);
      },
    }),
  },
  {
    name: "folds the case of keys",
    fails: ["KEY-63", "KEY-69"],
    bend: (inner) => {
      const folded = (key: RecordKey): RecordKey => ({ ...key, tenant: key.tenant.toLowerCase(), id: key.id.toLowerCase() });
      return {
        put: (request, options) => inner.put({ ...request, key: folded(request.key) }, options),
        get: (key, options) => inner.get(folded(key), options),
      };
    },
  },
  {
    name: "gives up a trip of puts at the first refusal",
    fails: ["MANY-03"],
    bend: (inner) => ({
      async putMany(requests, options) {
        const results: WriteResult[] = [];
        for (const request of requests) {
          results.push(results.some((result) => !result.ok) ? { ok: false, why: "conflict" } : await inner.put(request, options));
        }
        return results;
      },
    }),
  },
  {
    name: "goes on after it was closed",
    fails: ["CLOSE-01", "CLOSE-04"],
    bend: () => ({ close: async () => {} }),
  },
  {
    name: "counts an append as a version",
    fails: ["VER-02", "ETAG-07"],
    bend: (inner) => ({
      async append(request, options) {
        const result = await inner.append(request, options);
        return result.ok ? { ...result, version: result.version + 1, etag: `${result.etag}x` as ETag } : result;
      },
    }),
  },
  {
    name: "applies part of a refused put",
    fails: ["PUT-22", "EPO-26"],
    bend: (inner) => ({
      async put(request, options) {
        const result = await inner.put(request, options);
        if (!result.ok && request.appends !== undefined) {
          const epoch = (await present(inner, request.key))?.epoch;
          await inner.append({ key: request.key, appends: request.appends, ...(epoch == null ? {} : { epoch }) });
        }
        return result;
      },
    }),
  },
  {
    name: "reads a record in two halves",
    fails: ["RACE-10"],
    bend: (inner) => ({
      async get(key, options): Promise<GetResult> {
        const head = await inner.get(key, options);
        if (!head.found) return head;
        await new Promise((resolve) => setImmediate(resolve));
        const body = await inner.get(key, options);
        return body.found ? { found: true, record: { ...head.record, body: body.record.body } } : body;
      },
    }),
  },
];
