/** What a server and a network do to a store: killed backends, crashes, standbys, cut and half-open connections. */

import { type Server, startProxy } from "@openbell/conformance/rig";
import { newId, type RecordStore, type WriteResult } from "@openbell/core/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresStore } from "../src/index.js";
import { CLIENTS, missing, type Opened, schemas, startServer } from "./support.js";

const ACK = new Uint8Array([1]);
const key = (id: string) => ({ tenant: "t", kind: "k", id });
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What became of appends that were tried while something went wrong. */
interface Tally {
  readonly acked: Set<string>;
  readonly unknown: Set<string>;
  unavailable: number;
}

/** Appends to records until told to stop; unknown outcomes are kept for later. */
function hammer(store: RecordStore, ids: readonly string[], tally: Tally): { stop(): Promise<void> } {
  let on = true;
  const work = ids.map(async (id) => {
    for (let n = 0; on; n++) {
      const operation = `${id}-${n}`;
      try {
        const result = await store.append({
          key: key(id),
          operation,
          appends: [{ stream: "s", items: [new TextEncoder().encode(operation)] }],
        });
        if (!result.ok) throw new Error(result.why);
        tally.acked.add(operation);
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === "OUTCOME_UNKNOWN") {
          tally.unknown.add(operation);
          // Ids are remembered for so many writes only: resolved before the next.
          await resolved(store, id, operation, tally, () => on);
        } else if (code === "STORE_UNAVAILABLE") {
          tally.unavailable++;
          await sleep(10);
        } else throw error;
      }
    }
  });
  return {
    stop: async () => {
      on = false;
      await Promise.all(work);
    },
  };
}

async function resolved(store: RecordStore, id: string, operation: string, tally: Tally, on: () => boolean): Promise<void> {
  for (;;) {
    try {
      const result = await store.append({
        key: key(id),
        operation,
        appends: [{ stream: "s", items: [new TextEncoder().encode(operation)] }],
      });
      if (!result.ok) throw new Error(result.why);
      tally.acked.add(operation);
      tally.unknown.delete(operation);
      return;
    } catch (error) {
      if (!["OUTCOME_UNKNOWN", "STORE_UNAVAILABLE"].includes((error as { code: string }).code)) throw error;
      if (!on() && (error as { code: string }).code === "STORE_UNAVAILABLE") await sleep(50);
      await sleep(10);
    }
  }
}

async function itemsOf(store: RecordStore, ids: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const id of ids) {
    const read = await store.read({ key: key(id), stream: "s", from: 0, limit: 1_000_000 });
    if (!read.found) throw new Error(read.why);
    expect(read.items.map(({ number }) => number)).toEqual(read.items.map((_, i) => i));
    all.push(...read.items.map(({ bytes }) => new TextDecoder().decode(bytes)));
  }
  return all;
}

describe.skipIf(missing !== null).each(["pg", "postgres.js"] as const)("%s", (name) => {
  let server: Server;
  let opened: Opened;
  let schema: string;
  let store: RecordStore;
  beforeAll(async () => {
    server = await startServer();
    opened = CLIENTS[name](server.url, 4);
    schema = await schemas(opened.port);
    store = postgresStore(opened.port, { schema, deadlineMs: 5000 });
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await server.stop();
  }, 60_000);

  const made = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) expect(await store.put({ key: key(id), expect: { is: "absent" }, body: ACK })).toMatchObject({ ok: true });
  };

  /** Each acknowledged item is there once, and nothing else is. */
  async function settled(ids: readonly string[], tally: Tally): Promise<void> {
    expect(tally.unknown.size).toBe(0);
    // A connection that was ended while nobody used it tells so to the next who does.
    const items = await itemsOf(store, ids)
      .catch(() => itemsOf(store, ids))
      .catch(() => itemsOf(store, ids));
    expect(new Set(items).size).toBe(items.length);
    expect(new Set(items)).toEqual(tally.acked);
  }

  test("all backends killed every 300 ms: nothing acknowledged is lost, nothing is done twice", async () => {
    const ids = ["a1", "a2", "a3", "a4"];
    await made(ids);
    const tally: Tally = { acked: new Set(), unknown: new Set(), unavailable: 0 };
    const other = CLIENTS.pg(server.url, 1);
    const running = hammer(store, ids, tally);
    for (let i = 0; i < 8; i++) {
      await sleep(300);
      await other.port.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
        [],
      );
    }
    await running.stop();
    await other.close();
    expect(tally.acked.size).toBeGreaterThan(20);
    await settled(ids, tally);
  });

  test("the server stopped at once, again and again: nothing acknowledged is lost, each unknown outcome is resolved", async () => {
    const ids = ["b1", "b2", "b3"];
    await made(ids);
    const tally: Tally = { acked: new Set(), unknown: new Set(), unavailable: 0 };
    const running = hammer(store, ids, tally);
    for (let i = 0; i < Number(process.env["CRASHES"] ?? 3); i++) {
      await sleep(250);
      server.kill("SIGQUIT");
      await sleep(100);
      await server.restart();
    }
    await sleep(300);
    await running.stop();
    expect(tally.acked.size).toBeGreaterThan(3);
    await settled(ids, tally);
  }, 120_000);

  test("a server that turns read only refuses writes and answers reads; then the store goes on by itself", async () => {
    await made(["c1"]);
    const other = CLIENTS.pg(server.url, 1);
    await other.port.query("alter system set default_transaction_read_only = on");
    await other.port.query("select pg_reload_conf()");
    await sleep(200);
    const put = { key: key("c1"), expect: { is: "exists" }, body: ACK } as const;
    await expect(store.put(put)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE", message: expect.stringContaining("25006") });
    await expect(store.claim({ kind: "k", limit: 1, worker: "w", leaseMs: 1 })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await store.get(key("c1"))).toMatchObject({ found: true, record: { version: 1 } });
    await other.port.query("set default_transaction_read_only = off");
    await other.port.query("alter system reset default_transaction_read_only");
    await other.port.query("select pg_reload_conf()");
    await sleep(200);
    expect(await store.put(put)).toMatchObject({ ok: true, version: 2 });
    await other.close();
  });

  test("who waits for another's lock gives up within the deadline and did nothing", async () => {
    await made(["d1"]);
    const other = CLIENTS.pg(server.url, 1);
    const put = { key: key("d1"), expect: { is: "exists" }, body: ACK, operation: newId() } as const;
    await other.port.transaction(async (query) => {
      await query(`select 1 from ${schema}.openbell_records where id = 'd1' for update`);
      const at = Date.now();
      await expect(store.put(put, { deadlineMs: 300 })).rejects.toThrow();
      expect(Date.now() - at).toBeLessThan(1500);
      await sleep(300);
    });
    await other.close();
    // Nothing was left behind to be done when the lock is free.
    await sleep(100);
    expect(await store.get(key("d1"))).toMatchObject({ record: { version: 1 } });
    expect(await store.put(put)).toMatchObject({ ok: true, version: 2, replay: false });
  });

  test("the reply is lost: the write was done once, and its repetition says so", async () => {
    const proxy = await startProxy(server);
    const url = new URL(server.url);
    url.port = String(proxy.port);
    const client = CLIENTS[name](url.href, 1);
    const behind = postgresStore(client.port, { schema, deadlineMs: 3000 });
    await made(["e1"]);
    let unknown = 0;
    for (let n = 0; n < 20; n++) {
      await behind.get(key("e1")).catch(() => {});
      const operation = `cut-here-${n}`;
      const append = { key: key("e1"), operation, appends: [{ stream: "s", items: [ACK] }], counters: { n: 1 } };
      proxy.mode({ do: "cut-after-execute", match: operation, once: true });
      const first = await behind.append(append).catch((error) => error as { code: string });
      proxy.mode("pass");
      if ("code" in first) {
        expect(first.code).toBe("OUTCOME_UNKNOWN");
        unknown++;
      }
      expect(await behind.append(append)).toMatchObject({ ok: true, replay: true });
    }
    expect(unknown).toBe(20);
    const read = await store.get(key("e1"));
    expect(read.found && read.record.counters["n"]).toBe(20);
    await client.close();
    await proxy.stop();
  });

  test("a half-open connection: every call settles by its deadline, and the store recovers", async () => {
    const proxy = await startProxy(server);
    const url = new URL(server.url);
    url.port = String(proxy.port);
    const client = CLIENTS[name](url.href, 2);
    const behind = postgresStore(client.port, { schema, deadlineMs: 400 });
    await made(["f1"]);
    await behind.get(key("f1"));
    proxy.mode({ do: "black-hole", of: "replies" });
    const at = Date.now();
    const results = await Promise.allSettled([
      behind.append({ key: key("f1"), operation: "f-1", appends: [{ stream: "s", items: [ACK] }] }),
      behind.get(key("f1")),
    ]);
    expect(Date.now() - at).toBeLessThan(1200);
    expect(results.map((each) => each.status === "rejected" && each.reason.code)).toEqual(["OUTCOME_UNKNOWN", "STORE_UNAVAILABLE"]);
    proxy.cutAll();
    proxy.mode("pass");
    const again = async (): Promise<WriteResult | null> =>
      behind.append({ key: key("f1"), operation: "f-1", appends: [{ stream: "s", items: [ACK] }] }).catch(() => null);
    let result = await again();
    for (let i = 0; result === null && i < 20; i++) {
      await sleep(100);
      result = await again();
    }
    expect(result).toMatchObject({ ok: true, revision: 2 });
    await client.close();
    await proxy.stop();
  });
});
