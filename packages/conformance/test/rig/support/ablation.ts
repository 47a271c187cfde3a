/** The program that watches for what an ablation took away: says on standard output what it noticed. @module */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conformanceReport, type SubjectOptions } from "@openbell/conformance";
import { childInput } from "@openbell/conformance/rig";
import { OpenbellError } from "@openbell/core";
import { localKeys, memoryStore, type RecordStore, sealedStore } from "@openbell/core/store";
import { tiers } from "./probes/tiers.js";
import { openStore, prepareStore, type StoreSpec } from "./stores.js";

/** What to watch with. */
export interface AblationInput {
  readonly watch:
    | { readonly suite: "memory" | StoreSpec["kind"]; readonly only: readonly string[] }
    | { readonly probe: "damaged-files" | "sealing" | "tiers" };
  /** How the store is opened; of Postgres with a schema of its own. */
  readonly spec: StoreSpec | null;
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

async function suite(kind: string, only: readonly string[], spec: StoreSpec | null): Promise<string[]> {
  let made = 0;
  /** Every store of the suite has a place of its own. */
  async function apart(of: StoreSpec, options: SubjectOptions): Promise<RecordStore> {
    const name = `${of.schema ?? "a"}_${made++}`;
    const own = { ...of, ...options, schema: name, prefix: name, at: of.kind === "files" ? join(of.at, name) : of.at };
    await prepareStore(own);
    return openStore(own, options);
  }
  const report = await conformanceReport(
    {
      name: kind,
      make: (options) => (spec === null ? memoryStore(options) : apart(spec, options)),
      model: { runs: 10, seed: 1 },
    },
    only.length > 0 ? { only } : {},
  );
  return report.rows
    .filter(({ outcome }) => outcome === "failed")
    .map(({ id, error }) => `${id} (${String((error as Error)?.message ?? error).slice(0, 100)})`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).length > 0);
}

const isCorrupt = (error: unknown): boolean => error instanceof OpenbellError && error.code === "CORRUPT_RECORD";

/** Whether a read that finds damage says so. A wrong record, or an error of another kind, was not noticed. */
async function noticed(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return false;
  } catch (error) {
    return isCorrupt(error);
  }
}

/** Flips every byte of an object in turn, and puts it in another's place. */
async function damagedFiles(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "openbell-damage-"));
  const failed: string[] = [];
  try {
    const store = await openStore({ kind: "files", at: folder, root: "" });
    const key = (id: string) => ({ tenant: "t", kind: "note", id });
    await store.put({ key: key("a"), expect: { is: "absent" }, body: text("a body of a record"), meta: { colour: "red" } });
    const [path] = filesBelow(folder);
    if (path === undefined) throw new Error("There is no file.");
    const good = readFileSync(path);
    for (let i = 0; i < good.length; i++) {
      const bad = Buffer.from(good);
      bad[i] = (bad[i] as number) ^ (1 << (i % 8));
      writeFileSync(path, bad);
      if (!(await noticed(() => store.get(key("a"))))) failed.push(`get, byte ${i}`);
      // A list reads heads alone: what lies behind is no business of its.
      const listed = await store
        .list({ tenant: "t", kind: "note", limit: 10 })
        .catch((error: unknown) => (isCorrupt(error) ? null : "another error"));
      if (listed === "another error" || (listed !== null && JSON.stringify(listed.items[0]?.meta) !== '{"colour":"red"}'))
        failed.push(`list, byte ${i}`);
    }
    for (let length = 0; length < good.length; length += 7) {
      writeFileSync(path, good.subarray(0, length));
      if (!(await noticed(() => store.get(key("a"))))) failed.push(`cut off at ${length}`);
    }
    writeFileSync(path, good);
    await store.put({ key: key("b"), expect: { is: "absent" }, body: text("another") });
    const other = filesBelow(folder).find((each) => each !== path) as string;
    writeFileSync(other, good);
    if (!(await noticed(() => store.get(key("b"))))) failed.push("another's object");
    await store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return failed;
}

/** Flips every byte of a sealed body, and swaps bodies. */
async function sealedBodies(): Promise<string[]> {
  const inner = memoryStore();
  const keys = localKeys({ current: "k1", keys: { k1: new Uint8Array(32).fill(7) } });
  // One data key for all: what keeps records apart must not be their keys alone.
  const sealing = { keys, keyFor: () => "all" };
  const store = sealedStore(inner, sealing);
  const failed: string[] = [];
  const key = (id: string) => ({ tenant: "t", kind: "note", id });
  /** A record as somebody would put it who has the store below: same operation, same place. */
  const planted = async (id: string, body: Uint8Array, operation: string): Promise<RecordStore> => {
    const below = memoryStore();
    for (const kind of ["data-key"]) {
      const { items } = await inner.list({ tenant: "t", kind, limit: 100 });
      for (const head of items) {
        const found = await inner.get(head.key);
        if (found.found) await below.put({ key: head.key, expect: { is: "absent" }, body: found.record.body, meta: found.record.meta });
      }
    }
    await below.put({ key: key(id), expect: { is: "absent" }, body, operation });
    return sealedStore(below, sealing);
  };
  await store.put({ key: key("a"), expect: { is: "absent" }, body: text("a body of a record"), operation: "op-a" });
  await store.put({ key: key("b"), expect: { is: "absent" }, body: text("another body"), operation: "op-b" });
  const found = await inner.get(key("a"));
  if (!found.found) throw new Error("There is no record.");
  const { body } = found.record;
  for (let i = 0; i < body.length; i++) {
    const bad = body.slice();
    bad[i] = (bad[i] as number) ^ (1 << (i % 8));
    const damaged = await planted("a", bad, "op-a");
    const read = await damaged.get(key("a")).then(
      () => "read",
      (error: unknown) => (error instanceof OpenbellError ? "noticed" : "another error"),
    );
    if (read !== "noticed") failed.push(`byte ${i}: ${read}`);
  }
  for (const [what, id, operation] of [
    ["another's body", "b", "op-a"],
    ["an older body", "a", "op-x"],
  ] as const) {
    const swapped = await planted(id, body, operation);
    if (
      (await swapped.get(key(id)).then(
        () => "read",
        () => "noticed",
      )) !== "noticed"
    )
      failed.push(what);
  }
  const good = await (await planted("a", body, "op-a")).get(key("a"));
  if (!good.found || new TextDecoder().decode(good.record.body) !== "a body of a record") failed.push("the undamaged body");
  return failed;
}

const PROBES = { "damaged-files": damagedFiles, sealing: sealedBodies, tiers };

const { watch, spec } = childInput<AblationInput>();
const failed = "suite" in watch ? await suite(watch.suite, watch.only, spec) : await PROBES[watch.probe]();
process.stdout.write(`\nNOTICED ${JSON.stringify(failed.slice(0, 20))}\n`, () => process.exit(0));
