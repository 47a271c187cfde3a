/** What the tests of sealed stores share. @module */
import { OpenbellError } from "@openbell/core";
import { localKeys, type RecordStore } from "@openbell/core/store";

export const bytes = (said: string): Uint8Array => new TextEncoder().encode(said);
export const text = (said: Uint8Array): string => new TextDecoder().decode(said);
export const kek = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
export const keys = localKeys({ current: "k1", keys: { k1: kek(1) } });
export const keyOf = (id: string, tenant = "acme") => ({ tenant, kind: "note", id });
export const absent = { is: "absent" } as const;
export const exists = { is: "exists" } as const;

export async function failure(promise: Promise<unknown>): Promise<OpenbellError> {
  const error = await promise.then(
    () => new Error("nothing was thrown"),
    (reason: unknown) => reason,
  );
  if (error instanceof OpenbellError) return error;
  throw error;
}

/** A store that answers with a record's bytes as somebody left them. */
export function tampered(
  store: RecordStore,
  change: { body?: (body: Uint8Array) => Uint8Array; item?: (item: Uint8Array) => Uint8Array },
): RecordStore {
  return {
    ...store,
    async get(key, options) {
      const found = await store.get(key, options);
      if (!found.found || key.kind === "data-key" || change.body === undefined) return found;
      return { ...found, record: { ...found.record, body: change.body(found.record.body) } };
    },
    async read(request, options) {
      const found = await store.read(request, options);
      if (!found.found || change.item === undefined) return found;
      const { item } = change;
      return { ...found, items: found.items.map(({ number, bytes: was }) => ({ number, bytes: item(was) })) };
    },
  };
}

export async function body(store: RecordStore, id: string, tenant = "acme"): Promise<string> {
  const found = await store.get(keyOf(id, tenant));
  if (!found.found) throw new Error(found.why);
  return text(found.record.body);
}

export async function raw(store: RecordStore, id: string, tenant = "acme"): Promise<Uint8Array> {
  const found = await store.get(keyOf(id, tenant));
  if (!found.found) throw new Error(found.why);
  return found.record.body;
}
