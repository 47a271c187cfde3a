/**
 * What the store costs beside the least that Postgres can do: interleaved blocks in one process, the order alternating, the ratio of each pair of
 * blocks, the median of the ratios. Needs DATABASE_URL, a database that may be written to.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import { createSchema, dropAll, fromPg, migrate, postgresStore } from "@openbell/postgres";
import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
const port = fromPg(pool, { prepare: process.env.PREPARE === "1" });
const schema = `bench_${process.pid}`;
await createSchema(port, schema);
await migrate(port, { schema });
const store = postgresStore(port, { schema });

await pool.query(
  `create table "${schema}".raw (tenant text, kind text, id text, etag text, updated_ms bigint, body bytea, primary key (tenant, kind, id))`,
);
const key = (id) => ({ tenant: "t", kind: "session", id });
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const quarter = (values, q) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * q)];

async function time(run, n) {
  const each = [];
  for (let i = 0; i < n; i++) {
    const at = performance.now();
    await run(i);
    each.push(performance.now() - at);
  }
  return median(each);
}

async function compare(title, raw, ours, { blocks = 20, n = 40, unit = 1 } = {}) {
  const ratios = [];
  const raws = [];
  const mine = [];
  await time(raw, n);
  await time(ours, n);
  for (let block = 0; block < blocks; block++) {
    const first = block % 2 === 0;
    const a = first ? await time(raw, n) : null;
    const b = await time(ours, n);
    const c = a ?? (await time(raw, n));
    ratios.push(b / c);
    raws.push(c);
    mine.push(b);
  }
  const us = (ms) => `${((ms / unit) * 1000).toFixed(1)} µs`;
  console.log(
    `${title.padEnd(46)} raw ${us(median(raws)).padStart(10)}  ours ${us(median(mine)).padStart(10)}  ratio ${median(ratios).toFixed(2)} (${quarter(ratios, 0.25).toFixed(2)} to ${quarter(ratios, 0.75).toFixed(2)})`,
  );
  return median(ratios);
}

for (const size of [1000, 10_000, 100_000]) {
  const body = randomBytes(size);
  await pool.query(`insert into "${schema}".raw values ('t', 'session', $1, 'x', 0, $2)`, [`r${size}`, body]);
  await store.put({ key: key(`r${size}`), expect: { is: "absent" }, body });
  const raw = () =>
    pool.query(`update "${schema}".raw set etag = $2, updated_ms = 1, body = $3 where tenant = 't' and kind = 'session' and id = $1`, [
      `r${size}`,
      "x",
      body,
    ]);
  await compare(`put ${size} bytes / durable UPDATE`, raw, () => store.put({ key: key(`r${size}`), expect: { is: "exists" }, body }));
  if (size === 1000) {
    const item = randomBytes(300);
    const appends = [
      { stream: "audit", items: [item] },
      { stream: "outbox", items: [item], keep: 1000 },
    ];
    await compare("put with two appends / durable UPDATE (G21)", raw, () =>
      store.put({ key: key("r1000"), expect: { is: "exists" }, body, appends }),
    );
    await compare("append / durable UPDATE", raw, () =>
      store.append({ key: key("r1000"), appends: [{ stream: "history", items: [item], keep: 1000 }] }),
    );
  }
  await compare(
    `get ${size} bytes / SELECT`,
    () => pool.query(`select * from "${schema}".raw where tenant = 't' and kind = 'session' and id = $1`, [`r${size}`]),
    () => store.get(key(`r${size}`)),
    { n: 100 },
  );
}

let n = 0;
const made = 100;
for (const size of [1600]) {
  const body = randomBytes(size);
  const upsert = () => {
    const ids = Array.from({ length: made }, () => `u${n++}`);
    return pool.query(
      `insert into "${schema}".raw select 't', 'archive', i, 'x', 1, b from unnest($1::text[], $2::bytea[]) as t(i, b)
       on conflict (tenant, kind, id) do update set etag = excluded.etag, updated_ms = excluded.updated_ms, body = excluded.body`,
      [ids, ids.map(() => body)],
    );
  };
  const many = (extra) => () =>
    store.putMany(
      Array.from({ length: made }, () => ({
        key: { tenant: "t", kind: "archive", id: `u${n++}` },
        expect: { is: "absent" },
        body,
        ...extra,
      })),
    );
  const plain = await compare("archive 100 x 1.6 kB / UNNEST upsert (G20)", upsert, many({}), { n: 10, unit: made });
  await compare(
    "… with owner, tags, meta, expiry",
    upsert,
    many({ owner: "ann", tags: ["equity", "us"], meta: { state: "closed", queries: 17 }, expiry: { inMs: 86_400_000 } }),
    { n: 10, unit: made },
  );
  await compare(
    "… with three items each",
    upsert,
    many({ appends: [{ stream: "history", items: [body.subarray(0, 200), body.subarray(0, 200), body.subarray(0, 200)] }] }),
    { n: 4, unit: made },
  );
  const at = performance.now();
  for (let i = 0; i < 100; i++) await many({ owner: "ann", tags: ["equity"], expiry: { inMs: 86_400_000 } })();
  console.log(
    `archive: ${Math.round((10_000 / (performance.now() - at)) * 60_000).toLocaleString("en")} records a minute; 1 / ratio ${(1 / plain).toFixed(2)}`,
  );
  const again = Array.from({ length: made }, (_, i) => ({
    key: { tenant: "t", kind: "archive", id: `again${i}` },
    expect: { is: "exists" },
    body,
  }));
  await store.putMany(again.map((put) => ({ ...put, expect: { is: "absent" } })));
  await compare("100 updates in one trip / UNNEST upsert", upsert, () => store.putMany(again), { n: 4, unit: made });
}
await compare(
  "list 50 / SELECT of 50 rows",
  () => pool.query(`select * from "${schema}".raw where tenant = 't' and kind = 'archive' order by id limit 50`),
  () => store.list({ tenant: "t", kind: "archive", limit: 50 }),
  { n: 20 },
);
await dropAll(port, { schema });
await pool.query(`drop schema "${schema}" cascade`);
await pool.end();
