/** Canaries: texts that stand for secrets, writes that carry them into a store, and the search for them in files, logs and errors. @module */

import { strict as assert } from "node:assert";
import buffer from "node:buffer";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inspect } from "node:util";
import {
  type ETag,
  type KeyProvider,
  localKeys,
  type PutRequest,
  type RecordKey,
  type RecordStore,
  type SealingOptions,
  type WriteResult,
} from "@openbell/core/store";

/** What sealing hides: all of it begins so. */
export const SEALED = "canary-sealed-9f27c1";
/** The same contents, written without sealing: what the search has to find. */
export const PLAIN = "canary-plain-4e80d3";
/** What is in the clear on purpose and still belongs into no log and no error: tenants, ids, owners, tags, meta, workers. */
export const CLEAR = "canary-clear-b6513a";
/** The bytes of the key encryption key. */
const KEK = Buffer.from("canary-key-72d9f0".padEnd(32, "0123456789"));

/** Something to look for. */
export interface Secret {
  readonly name: string;
  readonly bytes: Buffer;
}

export const secret = (text: string): Secret => ({ name: text, bytes: Buffer.from(text) });

/** What base64 makes of bytes that begin `shift` bytes after a multiple of three: the characters that hold nothing of their neighbours. */
function base64Core(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
  return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}

/** Every form that a secret is looked for in. */
export function formsOf({ bytes }: Secret): ReadonlyMap<string, Buffer> {
  const forms = new Map<string, Buffer>([
    ["as it is", bytes],
    ["UTF-16", Buffer.from(bytes.toString("latin1"), "utf16le")],
    ["hex", Buffer.from(bytes.toString("hex"))],
    ["HEX", Buffer.from(bytes.toString("hex").toUpperCase())],
    // As a buffer and an array of numbers show themselves in errors.
    ["hex with spaces", Buffer.from([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" "))],
    ["decimal", Buffer.from([...bytes].join(", "))],
    ["JSON", Buffer.from([...bytes].join(","))],
  ]);
  for (const shift of [0, 1, 2]) {
    const core = base64Core(bytes, shift);
    forms.set(`base64 after ${shift}`, Buffer.from(core));
    const url = core.replaceAll("+", "-").replaceAll("/", "_");
    if (url !== core) forms.set(`base64url after ${shift}`, Buffer.from(url));
  }
  return forms;
}

/** Secrets and their forms, made once for many files. */
export type Search = readonly (readonly [what: string, form: Buffer])[];

export const searchFor = (secrets: readonly Secret[]): Search =>
  secrets.flatMap((one) => [...formsOf(one)].map(([form, bytes]) => [`${one.name}, ${form}`, bytes] as const));

/** What of a search is in these bytes, each with what stands around it. */
export function foundIn(bytes: Buffer, search: Search): string[] {
  return search.flatMap(([what, form]) => {
    const at = bytes.indexOf(form);
    if (at < 0) return [];
    const around = bytes.toString("latin1", Math.max(0, at - 120), at + form.length + 60);
    return [`${what}: ${around.replaceAll(/[^\x20-\x7e]+/g, "·")}`];
  });
}

/** All files below a folder, as paths in it and bytes. A server goes on writing: a file that goes away meanwhile is passed over. */
export function* filesIn(folder: string): Generator<{ readonly path: string; readonly bytes: Buffer }> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
      throw error;
    }
    yield { path: relative(folder, path), bytes };
  }
}

/** What a folder was found to hold, over several looks: a file may be gone by the time that all is written. */
export interface Findings {
  readonly files: Set<string>;
  readonly leaks: string[];
  /** By path what of the plain writes lies there. */
  readonly plain: Map<string, Set<string>>;
}

export const noFindings = (): Findings => ({ files: new Set(), leaks: [], plain: new Map() });

/** Stands for parts of plain writes that were found, but not as they are: nobody can say which. */
export const ENCODED = "(encoded)";

/** Looks through all files of a folder, their names included. */
export function look(folder: string, secrets: readonly Secret[], into: Findings): void {
  const search = searchFor(secrets);
  const plain = searchFor([secret(PLAIN)]);
  for (const { path, bytes } of filesIn(folder)) {
    into.files.add(path);
    for (const found of [...foundIn(bytes, search), ...foundIn(Buffer.from(path), search)]) into.leaks.push(`${path}: ${found}`);
    const parts = partsIn(bytes, PLAIN);
    if (parts.size === 0 && foundIn(bytes, plain).length > 0) parts.add(ENCODED);
    if (parts.size > 0) into.plain.set(path, new Set([...(into.plain.get(path) ?? []), ...parts]));
  }
}

/** The parts of plain writes that lie in files of such names. */
export function plainIn({ plain }: Findings, path: RegExp): readonly string[] {
  return [...new Set([...plain].flatMap(([name, parts]) => (path.test(name) ? [...parts] : [])))].sort();
}

/** The names that stand behind a canary, up to the point that ends them. */
function partsIn(bytes: Buffer, root: string): Set<string> {
  const parts = new Set<string>();
  const begin = Buffer.from(`${root}-`);
  for (let at = bytes.indexOf(begin); at >= 0; at = bytes.indexOf(begin, at + 1)) {
    const from = at + begin.length;
    const part = /^([a-z-]+)\./.exec(bytes.toString("latin1", from, from + 40))?.[1];
    if (part !== undefined) parts.add(part);
  }
  return parts;
}

/** Everything that an error can show to whoever logs it: all properties, hidden ones as well, of it and of its causes, to the last byte. */
export function shownBy(error: unknown): Buffer {
  const { INSPECT_MAX_BYTES: before } = buffer;
  buffer.INSPECT_MAX_BYTES = Number.POSITIVE_INFINITY;
  try {
    const options = { depth: Infinity, maxArrayLength: null, maxStringLength: null, breakLength: Infinity, compact: true } as const;
    const all = inspect(error, { ...options, showHidden: true });
    return Buffer.from([String(error), (error as Error).stack, JSON.stringify(error), inspect(error, options), all].join("\n"));
  } finally {
    buffer.INSPECT_MAX_BYTES = before;
  }
}

/** Keys whose bytes are canaries: the key encryption key by its making, data keys as they pass. */
export function watchedKeys(): { readonly keys: KeyProvider; readonly secrets: readonly Secret[] } {
  const secrets: Secret[] = [{ name: "the key encryption key", bytes: KEK }];
  const inner = localKeys({ current: "kek-1", keys: { "kek-1": KEK } });
  const keys: KeyProvider = {
    ...inner,
    wrap(keyId, dataKey) {
      secrets.push({ name: "a data key", bytes: Buffer.from(dataKey) });
      return inner.wrap(keyId, dataKey);
    },
  };
  return { keys, secrets };
}

/** Ways to seal, one for each store that is looked at. */
export const MANNERS: readonly Omit<SealingOptions, "keys">[] = [
  {},
  { compression: "deflate", cryptography: "web", keyFor: (_, owner) => owner ?? "nobody" },
];

/** Nothing that compression could take apart lies around a canary, and none begins where the bytes do. */
export const bodyOf = (root: string, part: string): Uint8Array =>
  new Uint8Array(Buffer.concat([randomBytes(7), Buffer.from(`${root}-${part}.`), randomBytes(9)]));

/** A body of several pages of a database, with canaries in it that no cut into pieces hits all of. */
const largeBodyOf = (root: string): Buffer =>
  Buffer.concat(Array.from({ length: 25 }, () => Buffer.concat([randomBytes(700), bodyOf(root, "large")])));

/** What may be searched for and is no secret; each with a canary. */
export const BESIDE = {
  owner: `${CLEAR}-owner`,
  tags: [`${CLEAR}-tag`],
  meta: { [`${CLEAR}-name`]: `${CLEAR}-value` },
} as const;

export const keyOf = (root: string, id: string): RecordKey => ({
  tenant: `${CLEAR}-tenant-${root === SEALED ? "sealed" : "plain"}`,
  kind: "note",
  id: `${CLEAR}-${id}`,
});

const ABSENT = { is: "absent" } as const;
const EXISTS = { is: "exists" } as const;
export const match = (etag: ETag) => ({ is: "match", etag }) as const;

export function done(result: WriteResult | undefined): ETag {
  assert.ok(result?.ok, `a write was refused: ${result?.ok === false ? result.why : "no answer"}`);
  return result.etag;
}

export const refused = (result: WriteResult): string | null => (result.ok ? null : result.why);

/** What the writes below leave in a store's files, however short a time: all but what was refused. */
export const WRITTEN = [
  ...["appended", "expired", "large", "made", "many-first", "many-second", "removed", "removed-item", "updated", "with-put"],
].sort();
/** What is there in the end, also after more writes of the live record. */
export const STAYING = WRITTEN.filter((part) => !["made", "updated", "removed", "removed-item"].includes(part));

/** All kinds of writes, done and refused, with a canary in each body and item. Leaves a record by the id `live`. */
export async function writeAll(store: RecordStore, root: string): Promise<void> {
  const body = (part: string): Uint8Array => bodyOf(root, part);
  const put = (id: string, part: string, more: Partial<PutRequest> = {}): Promise<WriteResult> =>
    store.put({ key: keyOf(root, id), expect: ABSENT, body: body(part), ...BESIDE, ...more });
  const key = keyOf(root, "live");
  const made = done(await put("live", "made", { appends: [{ stream: "audit", items: [body("with-put")] }], due: { inMs: 1 } }));
  const updated = done(await put("live", "updated", { expect: match(made), operation: "op-updated" }));
  done(await store.append({ key, appends: [{ stream: "audit", items: [body("appended")] }], counters: { seen: 1 } }));
  // Without a body: the sealed store reads it, seals it anew and writes it back.
  done(await store.put({ key, expect: EXISTS, tags: [`${CLEAR}-tag`, `${CLEAR}-other-tag`] }));
  const many = ["first", "second"].map((id) => ({ key: keyOf(root, id), expect: ABSENT, body: body(`many-${id}`), ...BESIDE }));
  for (const result of await store.putMany(many)) done(result);
  done(await put("large", "unused", { body: largeBodyOf(root) }));
  done(await put("removed", "removed", { appends: [{ stream: "audit", items: [body("removed-item")] }] }));
  done(await put("expired", "expired", { expiry: { inMs: 1 } }));
  await new Promise((resolve) => setTimeout(resolve, 10));

  assert.equal(refused(await put("live", "refused", { expect: match(made) })), "conflict");
  assert.equal(refused(await put("live", "refused")), "exists");
  assert.equal(refused(await put("live", "refused", { expect: match(updated), operation: "op-updated" })), "operation-mismatch");
  assert.equal(refused(await put("nobody", "refused", { expect: EXISTS })), "missing");
  assert.equal(refused(await put("expired", "refused", { expect: EXISTS })), "expired");
  const tooLarge = Buffer.concat([body("refused"), Buffer.alloc(store.capabilities.maxBodyBytes)]);
  assert.equal(refused(await put("live", "refused", { expect: EXISTS, body: tooLarge })), "too-large");

  const claimed = await store.claim({ kind: "note", tenant: key.tenant, limit: 1, worker: `${CLEAR}-worker`, leaseMs: 60_000 });
  for (const { record } of claimed.records) await store.release({ key: record.key, worker: `${CLEAR}-worker`, retryInMs: 60_000 });

  // Whoever reads finds it all: it was not hidden by being lost.
  const live = await store.get(key);
  assert.deepEqual([...partsIn(Buffer.from(live.found ? live.record.body : []), root)], ["updated"]);
  const items = await store.read({ key, stream: "audit", last: 9 });
  assert.deepEqual(items.found && items.items.map(({ bytes }) => [...partsIn(Buffer.from(bytes), root)][0]), ["with-put", "appended"]);
}

/** The removal of what was written for it. */
export async function removeSome(store: RecordStore, root: string): Promise<void> {
  done(await store.remove({ key: keyOf(root, "removed"), expect: EXISTS }));
}

/** A call of each verb on the live record, with a canary in everything that it says. */
export function everyCall(store: RecordStore, root: string, deadlineMs: number): (() => Promise<unknown>)[] {
  const key = keyOf(root, "live");
  const worker = `${CLEAR}-worker`;
  const given = { deadlineMs };
  const body = bodyOf(root, "failed");
  const appends = [{ stream: "audit", items: [bodyOf(root, "failed-item")] }];
  return [
    () => store.put({ key, expect: EXISTS, body, ...BESIDE, appends }, given),
    () => store.put({ key: keyOf(root, "new"), expect: ABSENT, body, ...BESIDE, due: { inMs: 1 } }, given),
    () => store.putMany([{ key, expect: EXISTS, body, ...BESIDE }], given),
    () => store.append({ key, appends }, given),
    () => store.get(key, given),
    () => store.read({ key, stream: "audit", last: 1 }, given),
    () => store.list({ tenant: key.tenant, kind: key.kind, owner: BESIDE.owner, tag: BESIDE.tags[0], limit: 1 }, given),
    () => store.extend({ key, byMs: 1 }, given),
    () => store.claim({ kind: key.kind, tenant: key.tenant, limit: 1, worker, leaseMs: 1 }, given),
    () => store.release({ key, worker, retryInMs: 0 }, given),
  ];
}

/** The errors of calls, made one beside the other. */
export async function errorsOf(calls: readonly (() => Promise<unknown>)[]): Promise<unknown[]> {
  const ends = await Promise.allSettled(calls.map((call) => call()));
  return ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
}

/** Calls that no store takes, and reads of records that lie below as no sealed store has written them. */
export async function errorsOfFaults(sealed: RecordStore, below: RecordStore): Promise<unknown[]> {
  const key = keyOf(SEALED, "live");
  const [plain, torn] = [keyOf(SEALED, "first"), keyOf(SEALED, "second")];
  const whole = await below.get(torn);
  assert.ok(whole.found);
  done(await below.put({ key: plain, expect: EXISTS, body: bodyOf(PLAIN, "unsealed") }));
  const { body, etag } = whole.record;
  done(await below.put({ key: torn, expect: match(etag), body: body.map((byte, i) => (i === body.length - 1 ? byte ^ 1 : byte)) }));
  const misuse = (fault: Record<string, unknown>) => () =>
    sealed.put({ key, expect: EXISTS, body: bodyOf(SEALED, "misused"), ...BESIDE, ...fault } as PutRequest);
  const faults = [
    { key: { ...key, id: `${key.id}/` } },
    { key: { ...key, tenant: `${key.tenant}\n` } },
    { owner: `${CLEAR}\n` },
    { tags: [`${CLEAR}\n`] },
    { meta: { a: [CLEAR] } },
    { body: `${SEALED}-text` },
    { appends: [{ stream: "audit", items: [`${SEALED}-text`] }] },
    { operation: `${CLEAR} ` },
  ];
  return errorsOf([
    ...faults.map(misuse),
    () => sealed.get(plain),
    () => sealed.get(torn),
    () => sealed.claim({ kind: "note", limit: 1, worker: `${CLEAR}\n`, leaseMs: 1 }),
    () => sealed.get(key, { signal: AbortSignal.abort() }),
  ]);
}
