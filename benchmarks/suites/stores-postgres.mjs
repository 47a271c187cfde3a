/**
 * The Postgres store beside the statements that do the least for the same bytes, on one connection to a private server, durable.
 *
 * Archiving end to end has four connections.
 *
 * Floors: for a put an UPDATE of one row by its key; for a get a SELECT of it; for an archive an upsert of a hundred rows by UNNEST.
 *
 * @module
 */

import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { missingServer, startPostgres } from "@openbell/conformance/rig";
import { archiveExpired, memoryStore, tieredStore } from "@openbell/core/store";
import { fromPg, migrate, postgresStore } from "@openbell/postgres";
import { inBlocks } from "../lib/calls.mjs";

const { Pool } = createRequire(import.meta.url)("pg");

const HUNDRED = 100;

export async function run({ full, rounds }) {
  const missing = missingServer("postgres");
  if (missing !== null) {
    console.error(`stores-postgres is left out: ${missing}`);
    return [];
  }
  const size = full ? { blocks: rounds ?? 20, calls: 60 } : { blocks: 1, calls: 2 };
  const server = await startPostgres();
  const pool = new Pool({ connectionString: server.url, max: 1 });
  const wide = new Pool({ connectionString: server.url, max: 4 });
  try {
    const port = fromPg(pool);
    await migrate(port);
    await pool.query("create table raw (kind text, id text, etag text, updated_ms bigint, body bytea, primary key (kind, id))");
    const store = postgresStore(port, { maxBodyBytes: 2 ** 24 });
    return [
      ...(await puts(store, pool, size)),
      ...(await archives(store, pool, { ...size, calls: Math.ceil(size.calls / 6) })),
      await endToEnd(postgresStore(fromPg(wide), { maxBodyBytes: 2 ** 24 }), full ? 10_000 : 200),
    ].map((result) => ({ ...result, unit: result.unit ?? "µs", full }));
  } finally {
    await Promise.all([pool.end(), wide.end()]);
    await server.stop();
  }
}

const keyOf = (kind, id) => ({ tenant: "acme", kind, id });

async function puts(store, pool, size) {
  const results = [];
  for (const bytes of [1024, 10_240, 102_400]) {
    const body = randomBytes(bytes);
    const key = keyOf("session", `put-${bytes}`);
    await pool.query("insert into raw values ('session', $1, 'x', 0, $2)", [key.id, body]);
    await store.put({ key, expect: { is: "absent" }, body });
    const contestants = {
      update: () =>
        pool.query("update raw set etag = $2, updated_ms = 1, body = $3 where kind = 'session' and id = $1", [key.id, "x", body]),
      put: () => store.put({ key, expect: { is: "exists" }, body }),
      select: () => pool.query("select * from raw where kind = 'session' and id = $1", [key.id]),
      get: () => store.get(key),
    };
    if (bytes === 1024) {
      const item = randomBytes(300);
      const appends = [
        { stream: "audit", items: [item] },
        { stream: "outbox", items: [item], keep: 1000 },
      ];
      contestants.step = () => store.put({ key, expect: { is: "exists" }, body, appends });
    }
    const figures = await inBlocks(contestants, size);
    const update = { name: "a durable UPDATE", ...figures.update };
    const kilobytes = `${bytes / 1024} KB`;
    results.push(
      { title: `Postgres: put ${kilobytes}`, ours: figures.put, floor: update },
      { title: `Postgres: get ${kilobytes}`, ours: figures.get, floor: { name: "SELECT of the row", ...figures.select } },
    );
    if (figures.step !== undefined)
      results.push({ title: "Postgres: put 1 KB with audit and outbox", ours: figures.step, floor: update, goal: { timesFloor: 1.6 } });
  }
  return results;
}

async function archives(store, pool, size) {
  const body = randomBytes(1600);
  let n = 0;
  const names = () => Array.from({ length: HUNDRED }, () => `a${n++}`);
  const upsert = () => {
    const ids = names();
    return pool.query(
      `insert into raw select 'archive', id, 'x', 1, body from unnest($1::text[], $2::bytea[]) as given(id, body)
       on conflict (kind, id) do update set etag = excluded.etag, updated_ms = excluded.updated_ms, body = excluded.body`,
      [ids, ids.map(() => body)],
    );
  };
  const many = () =>
    store.putMany(
      names().map((id) => ({
        key: keyOf("archive", id),
        expect: { is: "absent" },
        body,
        owner: "ann",
        tags: ["equity"],
        expiry: { inMs: 86_400_000 },
      })),
    );
  const figures = await inBlocks({ upsert, many }, { ...size, each: HUNDRED });
  return [
    {
      title: "Postgres: archive 1.6 KB, a hundred at a time",
      ours: figures.many,
      floor: { name: "UNNEST upsert of a hundred rows", ...figures.upsert },
      goal: { timesFloor: 2 },
    },
  ];
}

/** Records of 1.6 KB with ten items from a store in memory into Postgres: claimed, copied, staged, removed, sealed. */
async function endToEnd(warm, records) {
  const hot = memoryStore();
  const store = tieredStore({ hot, warm });
  const body = randomBytes(1600);
  const items = Array.from({ length: 10 }, () => randomBytes(80));
  for (let i = 0; i < records; i++)
    await hot.put({
      key: keyOf("session", `e${i}`),
      expect: { is: "absent" },
      body,
      appends: [{ stream: "history", items }],
      expiry: { atMs: 1 },
    });
  const start = performance.now();
  let archived = 0;
  while (archived < records) archived += (await archiveExpired(store, { kind: "session", worker: "bench", limit: 500 })).archived;
  const perMinute = Math.round((records / (performance.now() - start)) * 60_000);
  const microseconds = 60e6 / perMinute;
  return {
    title: `Postgres: archiving end to end, ${perMinute.toLocaleString("en")} records a minute, one`,
    ours: { median: microseconds, min: microseconds },
    // 200,000 a minute.
    goal: { atMost: 300 },
  };
}
