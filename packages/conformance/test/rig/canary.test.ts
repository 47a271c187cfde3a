/**
 * What is sealed is in no file of a server, neither in its data nor in its logs, in no spelling. Names and owners are in its data and in no
 * log, and nothing of either is in an error. Each search also looks for the same writes unsealed, and has to find them.
 *
 * @module
 */

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { missingServer, type Server, startPostgres, startProxy, startRedis, tellPostgres, tellRedis } from "@openbell/conformance/rig";
import { simulatedClock } from "@openbell/core";
import { archiveExpired, drainSpill, type RecordStore, sealedStore, sweepCatalogue, tieredStore } from "@openbell/core/store";
import { storeUnavailable } from "@openbell/core/store/adapter";
import { fileObjects, objectStore } from "@openbell/object-store";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  BESIDE,
  bodyOf,
  CLEAR,
  done,
  ENCODED,
  errorsOf,
  errorsOfFaults,
  everyCall,
  filesIn,
  foundIn,
  keyOf,
  look,
  MANNERS,
  noFindings,
  PLAIN,
  plainIn,
  refused,
  removeSome,
  SEALED,
  type Secret,
  STAYING,
  searchFor,
  secret,
  shownBy,
  WRITTEN,
  watchedKeys,
  writeAll,
} from "./support/canaries.js";
import { ROOT, workshop } from "./support/stage.js";
import { openStore, prepareStore, type StoreKind } from "./support/stores.js";

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What one run over some stores has gathered. */
class Evidence {
  readonly findings = noFindings();
  /** All of what a log says of names, by the time that it was looked at. */
  readonly logged: string[] = [];
  readonly errors: { readonly during: string; readonly error: unknown }[] = [];
  readonly #watched = watchedKeys();
  readonly keys = this.#watched.keys;

  get secrets(): readonly Secret[] {
    return [secret(SEALED), ...this.#watched.secrets];
  }

  look(folder: string): void {
    look(folder, this.secrets, this.findings);
  }

  lookIntoLog(folder: string): void {
    this.logged.push(...foundIn(readFileSync(join(folder, "server.log")), searchFor([secret(CLEAR)])));
  }

  /** Keeps the errors of a fault, which has to make some. */
  keep(during: string, errors: readonly unknown[]): void {
    expect(errors.length, `${during}: nothing failed`).toBeGreaterThan(0);
    for (const error of errors) this.errors.push({ during, error });
  }

  /** What errors show that they must not: one example of each secret, form and fault. */
  shown(): string[] {
    const search = searchFor([...this.secrets, secret(PLAIN), secret(CLEAR)]);
    const examples = new Map<string, string>();
    for (const { during, error } of this.errors)
      for (const found of foundIn(shownBy(error), search)) examples.set(`${during}: ${found.split(":")[0]}`, `${during}: ${found}`);
    return [...examples.values()];
  }
}

function expectNoLeak({ findings, secrets }: Evidence): void {
  // Text and key encryption key are always looked for, data keys where some passed.
  expect(secrets.length).toBeGreaterThan(2);
  expect(findings.leaks).toEqual([]);
}

/** A client's store on a server, plain and sealed. */
interface Opened {
  readonly kind: StoreKind;
  /** The prefix of its keys, or the schema of its tables. */
  readonly place: string;
  readonly below: RecordStore;
  readonly sealed: RecordStore;
}

/** The stores of two client libraries on one server, each sealed in another manner. */
function openAll(evidence: Evidence, kinds: readonly StoreKind[], at: string): Promise<Opened[]> {
  return Promise.all(
    kinds.map(async (kind, i) => {
      const place = `store_${i}`;
      const below = await openStore({ root: ROOT, kind, at, prefix: place, schema: place });
      return { kind, place, below, sealed: sealedStore(below, { keys: evidence.keys, ...MANNERS[i] }) };
    }),
  );
}

/** The same writes sealed and unsealed, then some removals. */
async function writeAndRemove(stores: readonly Opened[]): Promise<void> {
  for (const { below, sealed } of stores) {
    await writeAll(sealed, SEALED);
    await writeAll(below, PLAIN);
    await removeSome(sealed, SEALED);
    await removeSome(below, PLAIN);
  }
}

/** Calls whose answers are lost after they were executed. Unsealed: sealed they would get no further than to their keys. */
async function unanswered(server: Server, { kind, place }: Opened, match: string): Promise<unknown[]> {
  const proxy = await startProxy(server);
  const at = server.url.replace(String(server.port), String(proxy.port));
  const store = await openStore({ root: ROOT, kind, at, prefix: place, schema: place });
  await store.get(keyOf(PLAIN, "live"));
  proxy.mode({ do: "cut-after-execute", match });
  const errors = await errorsOf(everyCall(store, PLAIN, 300));
  await store.close();
  await proxy.stop();
  return errors;
}

/** Everything that the process says by itself while this runs. */
const said: string[] = [];
beforeAll(() => {
  for (const name of ["debug", "error", "info", "log", "warn"] as const)
    vi.spyOn(console, name).mockImplementation((...all) => said.push(all.map(String).join(" ")));
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe("the search", () => {
  test.each<[string, Buffer]>([
    ["as it is", Buffer.from(`x${SEALED}x`)],
    ["UTF-16", Buffer.from(`x${SEALED}x`, "utf16le")],
    ["hex", Buffer.from(Buffer.from(`x${SEALED}x`).toString("hex"))],
    ["HEX", Buffer.from(Buffer.from(`x${SEALED}x`).toString("hex").toUpperCase())],
    ...[0, 1, 2, 3].map((shift): [string, Buffer] => [
      `base64 after ${shift % 3}`,
      Buffer.from(Buffer.from(`${"~".repeat(shift)}${SEALED}~~`).toString("base64")),
    ]),
    ["hex with spaces", shownBy({ args: [Buffer.concat([Buffer.alloc(100), Buffer.from(SEALED)])] })],
    ["decimal", shownBy(new Error("outer", { cause: { bytes: new Uint8Array(Buffer.from(SEALED)) } }))],
    ["as it is", shownBy(Object.defineProperty(new Error("outer"), "hidden", { value: { deep: [[[[SEALED]]]] } }))],
    ["JSON", Buffer.from(JSON.stringify(Buffer.from(`x${SEALED}`)))],
  ])("sees a text %s", (form, bytes) => {
    expect(foundIn(bytes, searchFor([secret(SEALED)])).map((found) => found.split(": ")[0])).toContain(`${SEALED}, ${form}`);
    expect(foundIn(bytes, searchFor([secret(PLAIN)]))).toEqual([]);
  });
});

describe.skipIf(missingServer("redis") !== null)("Redis", () => {
  const evidence = new Evidence();
  let server: Server;

  const eachKey = (pattern: string, script: string): Promise<string> =>
    tellRedis(server, `EVAL "for _, k in ipairs(redis.call('KEYS', '${pattern}')) do ${script} end return 1" 0`);

  async function fail(opened: Opened): Promise<void> {
    const { kind, place, below, sealed } = opened;
    const keep = async (fault: string, deadlineMs = 2000): Promise<void> =>
      evidence.keep(`${kind}, ${fault}`, await errorsOf(everyCall(sealed, SEALED, deadlineMs)));
    evidence.keep(`${kind}, misuse and damage`, await errorsOfFaults(sealed, below));
    await tellRedis(server, "CONFIG SET maxmemory 1");
    await keep("no memory");
    await tellRedis(server, "CONFIG SET maxmemory 0");
    await eachKey(`{${place}:*}:r:*`, "redis.call('RENAME', k, 'aside:' .. k) redis.call('SET', k, 'x')");
    await keep("keys of another type");
    await eachKey(`aside:{${place}:*}:r:*`, "redis.call('RENAME', k, string.sub(k, 7))");
    evidence.keep(`${kind}, no answers`, await unanswered(server, opened, "EVALSHA"));
    server.kill();
    await keep("no server", 300);
    await server.restart();
  }

  beforeAll(async () => {
    // Compression would take canaries apart.
    server = await startRedis({ appendonly: "always", settings: { rdbcompression: "no" }, own: true });
    const stores = await openAll(evidence, ["node-redis", "ioredis"], server.url);
    await writeAndRemove(stores);
    for (const opened of stores) await fail(opened);
    evidence.look(server.folder);
    await tellRedis(server, "BGREWRITEAOF");
    while (!/aof_rewrite_in_progress:0.*aof_rewrite_scheduled:0/s.test(await tellRedis(server, "INFO persistence"))) await sleep(20);
    await tellRedis(server, "SAVE");
    evidence.look(server.folder);
    evidence.lookIntoLog(server.folder);
    for (const { below } of stores) await below.close();
  });
  afterAll(() => server?.stop());

  test("what is written unsealed is found: in the append-only file, in the rewritten one, in the snapshot", () => {
    expect(plainIn(evidence.findings, /\.incr\.aof$/)).toEqual(expect.arrayContaining(WRITTEN));
    expect(plainIn(evidence.findings, /\.base\.rdb$/)).toEqual(expect.arrayContaining(STAYING));
    expect(plainIn(evidence.findings, /^dump\.rdb$/)).toEqual(expect.arrayContaining(STAYING));
  });

  test("what is sealed is found nowhere", () => {
    expectNoLeak(evidence);
  });

  test("the log names nobody, and the search would see it", async () => {
    expect(evidence.logged).toEqual([]);
    await tellRedis(server, `EVAL "redis.log(redis.LOG_WARNING, '${CLEAR}')" 0`);
    evidence.lookIntoLog(server.folder);
    expect(evidence.logged).not.toEqual([]);
  });

  test("no error shows anything", () => {
    expect(evidence.shown()).toEqual([]);
  });
});

describe.skipIf(missingServer("postgres") !== null)("Postgres", () => {
  const evidence = new Evidence();
  /** What the log says after everything was said to be logged. */
  const talkative: string[] = [];
  let server: Server;

  async function tell(...statements: string[]): Promise<void> {
    for (const statement of statements) expect(await tellPostgres(server, statement), statement).toBe(true);
  }

  /** Waits until a statement goes through. */
  async function until(statement: string): Promise<void> {
    for (let tries = 0; !(await tellPostgres(server, statement)); tries++) {
      expect(tries, statement).toBeLessThan(100);
      await sleep(20);
    }
  }

  /** Whoever begins a session and finds a setting knows that all other sessions have been told of it. */
  async function set(settings: Readonly<Record<string, string>>): Promise<void> {
    const all = Object.entries(settings);
    await tell(...all.map(([name, value]) => `alter system set ${name} = '${value}'`), "select pg_reload_conf()");
    for (const [name, value] of all) await until(`select 1 / (current_setting('${name}') = '${value}')::integer`);
  }

  const readLog = (): string => readFileSync(join(server.folder, "server.log"), "utf8");

  async function fail(opened: Opened): Promise<void> {
    const { kind, place, below, sealed } = opened;
    const records = `${place}.openbell_records`;
    const keep = async (fault: string, deadlineMs = 2000, calls = everyCall(sealed, SEALED, deadlineMs)): Promise<void> =>
      evidence.keep(`${kind}, ${fault}`, await errorsOf(calls));
    evidence.keep(`${kind}, misuse and damage`, await errorsOfFaults(sealed, below));

    const holding = tellPostgres(server, `begin; select 1 from ${records} for update; select pg_sleep(60)`);
    await until("select 1 / count(*) from pg_stat_activity where wait_event = 'PgSleep'");
    // On a busy machine the server has not come to its own timeout when the caller gives up.
    const logged = readLog().length;
    for (let deadlineMs = 150; deadlineMs < 10_000 && !readLog().includes("lock timeout", logged); deadlineMs *= 2)
      await keep("others hold the rows until the deadline", deadlineMs);
    for (const end of ["cancel", "terminate"]) {
      let over = false;
      const held = keep(`waiting when it comes to ${end}`, 5000).finally(() => {
        over = true;
      });
      for (; !over; await sleep(20)) await tell(`select pg_${end}_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`);
      await held;
    }
    await tell("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
    await holding;

    await tell(`alter table ${records} rename to aside`);
    await keep("no table");
    await tell(`alter table ${place}.aside rename to openbell_records`);

    // Items that the record knows nothing of: the next ones get their numbers.
    await tell(`create table ${place}.kept as select record, streams from ${records}`, `update ${records} set streams = '{}'`);
    await keep("items that are there already");
    await tell(`update ${records} r set streams = k.streams from ${place}.kept k where k.record = r.record`);

    evidence.keep(`${kind}, no answers`, await unanswered(server, opened, "openbell_"));
    server.kill();
    await keep("no server", 300);
    await server.restart();
  }

  beforeAll(async () => {
    server = await startPostgres({ own: true });
    const kinds = ["pg", "postgres.js"] as const;
    for (const [i, kind] of kinds.entries()) await prepareStore({ root: ROOT, kind, at: server.url, schema: `store_${i}` });
    const stores = await openAll(evidence, kinds, server.url);
    await writeAndRemove(stores);
    for (const opened of stores) await fail(opened);
    evidence.lookIntoLog(server.folder);

    // A constraint that is not ours shows the row: kept out of the log by a setting, out of the errors by nothing but ourselves.
    await set({ log_error_verbosity: "terse" });
    for (const { kind, place, sealed } of stores) {
      await tell(`alter table ${place}.openbell_records add constraint theirs check (version < 0) not valid`);
      evidence.keep(`${kind}, a constraint`, await errorsOf(everyCall(sealed, SEALED, 2000)));
      await tell(`alter table ${place}.openbell_records drop constraint theirs`);
    }
    evidence.lookIntoLog(server.folder);

    await set({ log_error_verbosity: "verbose", log_statement: "all", log_parameter_max_length_on_error: "-1" });
    for (const { sealed } of stores) await Promise.allSettled(everyCall(sealed, SEALED, 2000).map((call) => call()));
    await tell("checkpoint", "select pg_switch_wal()", "checkpoint");
    evidence.look(server.folder);
    talkative.push(...foundIn(Buffer.from(readLog()), searchFor([secret(CLEAR)])));
    for (const { below } of stores) await below.close();
  });
  afterAll(() => server?.stop());

  test("what is written unsealed is found: in the tables, in the write-ahead log", () => {
    expect(plainIn(evidence.findings, /pg_wal/)).toEqual(expect.arrayContaining(WRITTEN));
    expect(plainIn(evidence.findings, /base/)).toEqual(expect.arrayContaining(STAYING));
  });

  test("what is sealed is found nowhere, nor in the log of a server that writes down every parameter", () => {
    expectNoLeak(evidence);
  });

  test("the log names nobody, and the search would see it", () => {
    const log = readLog();
    for (const failure of ["lock timeout", "user request", "administrator command", "does not exist", "duplicate key", "check constraint"])
      expect(log).toContain(failure);
    expect(evidence.logged).toEqual([]);
    expect(talkative).not.toEqual([]);
  });

  test("no error shows anything", () => {
    expect(evidence.shown()).toEqual([]);
  });
});

describe("files", () => {
  const evidence = new Evidence();
  const work = workshop("fast");
  const folder = join(work.folder, "files");

  beforeAll(async () => {
    const below = objectStore(fileObjects(folder));
    const sealed = sealedStore(below, { keys: evidence.keys });
    await writeAll(sealed, SEALED);
    await writeAll(below, PLAIN);
    evidence.look(folder);
    await removeSome(sealed, SEALED);
    await removeSome(below, PLAIN);
    evidence.keep("misuse and damage", await errorsOfFaults(sealed, below));
    evidence.look(folder);
    const keep = async (fault: string): Promise<void> => evidence.keep(fault, await errorsOf(everyCall(sealed, SEALED, 2000)));
    renameSync(join(folder, "objects"), join(folder, "aside"));
    writeFileSync(join(folder, "objects"), "");
    await keep("a file where a folder was");
    rmSync(join(folder, "objects"));
    renameSync(join(folder, "aside"), join(folder, "objects"));
    for (const { path, bytes } of filesIn(folder)) if (bytes.length > 0) writeFileSync(join(folder, path), `${CLEAR} ${PLAIN}`);
    await keep("other bytes in the files");
  });
  afterAll(() => work.clear());

  test("what is written unsealed is found", () => {
    expect(plainIn(evidence.findings, /./)).toEqual(expect.arrayContaining(WRITTEN.filter((part) => part !== "made")));
  });

  test("what is sealed is found nowhere", () => {
    expectNoLeak(evidence);
  });

  test("no error shows anything", () => {
    expect(evidence.shown()).toEqual([]);
  });
});

describe("tiers", () => {
  const evidence = new Evidence();
  const work = workshop("fast");
  const MINUTE = 60_000;

  /** One record on its way through all tiers, with writes that no tier could take. */
  async function throughAllTiers(root: string): Promise<void> {
    const at = join(work.folder, root === SEALED ? "sealed" : "plain");
    mkdirSync(at);
    const clock = simulatedClock(Date.UTC(2026, 0, 5));
    const down = new Set<string>();
    const tier = (name: string, maxBodyBytes: number): RecordStore =>
      objectStore(fileObjects(join(at, name)), {
        ...{ name, clock, maxBodyBytes, tombstoneMs: 365 * 1440 * MINUTE },
        failpoint(step) {
          if (down.has(name) && step.startsWith(`${name}.`)) throw storeUnavailable(name, "the call", "the tier is down");
        },
      });
    const tiers = { hot: tier("hot", 2 ** 20), warm: tier("warm", 2 ** 24), cold: tier("cold", 2 ** 24), spill: tier("spill", 2 ** 24) };
    const tiered = tieredStore(tiers);
    const kept = (inner: RecordStore): RecordStore => (root === SEALED ? sealedStore(inner, { keys: evidence.keys }) : inner);
    const store = kept(tiered);
    const unspilled = kept(tieredStore({ hot: tiers.hot, warm: tiers.warm, cold: tiers.cold }));
    const key = keyOf(root, "live");
    const audit = (part: string) => [{ stream: "audit", items: [bodyOf(root, part)] }];
    const worker = `${CLEAR}-worker`;
    const whatIsThere = (): void => evidence.look(at);
    const drain = async (): Promise<void> => {
      down.clear();
      whatIsThere();
      clock.advance(10);
      expect(await drainSpill(tiered, { worker })).toMatchObject({ applied: 2, waiting: 0 });
      whatIsThere();
    };

    const made = { key, expect: { is: "absent" }, body: bodyOf(root, "made"), appends: audit("with-put"), ...BESIDE } as const;
    done(await store.put({ ...made, expiry: { inMs: 5 * MINUTE } }));
    for (const [parts, ...gone] of [
      [["updated-warm", "appended-warm"], "hot"],
      [["updated", "appended"], "hot", "warm"],
    ] as const) {
      for (const name of gone) down.add(name);
      expect(refused(await store.put({ key, expect: { is: "exists" }, body: bodyOf(root, parts[0]) }))).toBe("spilled");
      expect(refused(await store.append({ key, appends: audit(parts[1]) }))).toBe("spilled");
      evidence.keep(`without ${gone.join(" and ")}`, await errorsOf(everyCall(unspilled, root, 2000)));
      await drain();
    }
    clock.advance(6 * MINUTE);
    expect(await archiveExpired(tiered, { kind: "note", worker, retireAfterMs: MINUTE })).toMatchObject({ archived: 1 });
    whatIsThere();
    clock.advance(61 * MINUTE);
    await sweepCatalogue(tiered, { kind: "note", worker });
    whatIsThere();
    const found = await store.get(key);
    expect(found).toMatchObject({ found: true, record: { archived: true } });
    expect(Buffer.from(found.found ? found.record.body : []).includes(`${root}-updated.`)).toBe(true);
    await store.close();
  }

  beforeAll(async () => {
    await throughAllTiers(SEALED);
    await throughAllTiers(PLAIN);
  });
  afterAll(() => work.clear());

  test("what is written unsealed is found in each tier", () => {
    const all = ["appended", "appended-warm", "updated", "with-put"];
    for (const [tier, parts] of [
      ["hot", ["made", ...all]],
      // Writes that are kept aside are values in text.
      ["warm", [ENCODED, ...all]],
      ["spill", [ENCODED]],
      ["cold", all],
    ] as const)
      expect(plainIn(evidence.findings, new RegExp(`^${tier}`)), tier).toEqual(expect.arrayContaining([...parts]));
  });

  test("what is sealed is found nowhere", () => {
    expectNoLeak(evidence);
  });

  test("no error shows anything", () => {
    expect(evidence.shown()).toEqual([]);
  });
});

test("the process says nothing of what it does", () => {
  expect(foundIn(Buffer.from(said.join("\n")), searchFor([secret(SEALED), secret(PLAIN), secret(CLEAR)]))).toEqual([]);
});
