/**
 * The Redis store beside the least that Redis could do for the same bytes, on one connection to a private server without persistence.
 *
 * Floors: for a put a script that does nothing but SET; for an append a SET of 1 KB; for a sealed get HMGET, AES-256-GCM and JSON.parse of as many
 * bytes; for a list ZREVRANGE and as many HMGET at once; with 64 in flight a script that compares a version and sets it.
 *
 * @module
 */

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { missingServer, startRedis } from "@openbell/conformance/rig";
import { localKeys, sealedStore } from "@openbell/core/store";
import { fromNodeRedis, redisStore } from "@openbell/redis";
import { flood, inBlocks } from "../lib/calls.mjs";
import { summary } from "../lib/measure.mjs";

const { createClient } = createRequire(import.meta.url)("redis");

/** Rounds under load before the first that counts. */
const WARM_UP = 4;

const LONG = { expiry: { inMs: 3_600_000 }, owner: "ann" };

export async function run({ full, rounds }) {
  const missing = missingServer("redis");
  if (missing !== null) {
    console.error(`stores-redis is left out: ${missing}`);
    return [];
  }
  const size = full ? { blocks: rounds ?? 24, calls: 300 } : { blocks: 1, calls: 5 };
  const server = await startRedis();
  const client = createClient({ url: server.url });
  await client.connect();
  try {
    const send = (...parts) => client.sendCommand(parts, { typeMapping: { 36: Buffer } });
    const store = redisStore(fromNodeRedis(client), { durability: "memory" });
    return [
      ...(await puts(store, send, size)),
      ...(await appends(store, send, size)),
      await gets(store, send, size),
      ...(await sealedGets(store, send, size)),
      await lists(store, send, { ...size, calls: Math.ceil(size.calls / 4) }, full ? 10_000 : 100),
      ...(await load(
        store,
        send,
        full ? { rounds: rounds ?? 12, total: 20_000, records: 10_000 } : { rounds: 1, total: 100, records: 100 },
      )),
    ].map((result) => ({ unit: "µs", ...result, full }));
  } finally {
    await client.destroy();
    await server.stop();
  }
}

const keyOf = (kind, id) => ({ tenant: "acme", kind, id });

/** A script that Redis knows already, by its SHA-1. */
async function loaded(send, script) {
  await send("SCRIPT", "LOAD", script);
  return createHash("sha1").update(script).digest("hex");
}

async function puts(store, send, size) {
  const sha = await loaded(send, "return redis.call('SET', KEYS[1], ARGV[1])");
  const results = [];
  for (const [bytes, timesFloor] of [
    [1024, 1.4],
    [8192, 1.3],
    [81_920, 1.3],
  ]) {
    const body = randomBytes(bytes);
    const key = keyOf("session", `put-${bytes}`);
    let { etag } = await store.put({ key, expect: { is: "absent" }, body, ...LONG });
    const { raw, ours } = await inBlocks(
      {
        raw: () => send("EVALSHA", sha, "1", "raw", body),
        ours: async () => {
          ({ etag } = await store.put({ key, expect: { is: "match", etag }, body }));
        },
      },
      size,
    );
    const title = `Redis: put ${bytes / 1024} KB by compare and set`;
    results.push({ title, ours, floor: { name: "a script that does SET alone", ...raw }, goal: { timesFloor } });
  }
  return results;
}

async function appends(store, send, size) {
  const body = randomBytes(1024);
  const items = (count) => Array.from({ length: count }, () => randomBytes(80));
  const append = async (length) => {
    const key = keyOf("session", `append-${length}`);
    await store.put({ key, expect: { is: "absent" }, body, ...LONG });
    await store.append({ key, appends: [{ stream: "history", items: items(length), keep: length }] });
    const [item] = items(1);
    return () => store.append({ key, appends: [{ stream: "history", items: [item], keep: length }], counters: { queries: 1, hits: 1 } });
  };
  const [short, long] = [await append(10), await append(1000)];
  const figures = await inBlocks({ raw: () => send("SET", "raw", body), short, long }, size);
  return [
    {
      title: "Redis: append an item and two counters",
      ours: figures.long,
      floor: { name: "SET of 1 KB", ...figures.raw },
      goal: { timesFloor: 1.8 },
    },
    {
      title: "Redis: append at 1,000 items",
      ours: figures.long,
      floor: { name: "append at 10 items", ...figures.short },
      goal: { timesFloor: 1.2 },
    },
  ];
}

async function gets(store, send, size) {
  const body = randomBytes(1024);
  const key = keyOf("session", "get");
  await store.put({ key, expect: { is: "absent" }, body, ...LONG });
  await send("HSET", "hash", "body", body, "head", randomBytes(200));
  const { raw, ours } = await inBlocks({ raw: () => send("HMGET", "hash", "head", "body"), ours: () => store.get(key) }, size);
  return { title: "Redis: get 1 KB", ours, floor: { name: "HMGET of the same bytes", ...raw } };
}

/** JSON of about so many bytes: the queries of an analysis session. */
function jsonOf(bytes) {
  const queries = [];
  for (let i = 0; i < bytes / 128; i++) {
    const at = 1_760_000_000_000 + 977 * i;
    queries.push({ at, asset: "AAPL", kind: "price", cached: i % 3 === 0, ms: (i * 7919) % 1000, id: randomBytes(24).toString("base64") });
  }
  return Buffer.from(JSON.stringify({ queries }));
}

async function sealedGets(store, send, size) {
  const sealed = sealedStore(store, { keys: localKeys({ current: "a", keys: { a: randomBytes(32) } }) });
  const decoder = new TextDecoder();
  const results = [];
  for (const bytes of [1024, 8192, 81_920]) {
    const body = jsonOf(bytes);
    const key = keyOf("sealed", `get-${bytes}`);
    await sealed.put({ key, expect: { is: "absent" }, body, ...LONG });
    const [dataKey, nonce] = [randomBytes(32), randomBytes(12)];
    const cipher = createCipheriv("aes-256-gcm", dataKey, nonce);
    const encrypted = Buffer.concat([cipher.update(body), cipher.final()]);
    const tag = cipher.getAuthTag();
    await send("HSET", `sealed-${bytes}`, "head", randomBytes(200), "body", encrypted);
    const raw = async () => {
      const [, found] = await send("HMGET", `sealed-${bytes}`, "head", "body");
      const decipher = createDecipheriv("aes-256-gcm", dataKey, nonce).setAuthTag(tag);
      return JSON.parse(Buffer.concat([decipher.update(found), decipher.final()]).toString());
    };
    const ours = async () => {
      const found = await sealed.get(key);
      return JSON.parse(decoder.decode(found.record.body));
    };
    for (const call of [raw, ours])
      if (JSON.stringify(await call()) !== body.toString()) throw new Error("what was sealed came back as something else");
    const figures = await inBlocks({ raw, ours }, size);
    const title = `Redis: sealed get of ${bytes / 1024} KB, parsed`;
    results.push({ title, ours: figures.ours, floor: { name: "HMGET, decrypt, JSON.parse", ...figures.raw }, goal: { timesFloor: 1.2 } });
  }
  return results;
}

async function lists(store, send, size, records) {
  const fields = ["version", "revision", "created", "updated", "expires", "owner", "etag", "meta"];
  for (let i = 0; i < records; i++) {
    const key = keyOf("listed", `l-${i}`);
    await store.put({ key, expect: { is: "absent" }, body: randomBytes(200), meta: { type: "equity" }, ...LONG });
    await send("ZADD", "index", String(i), `l-${i}`);
    await send("HSET", `l-${i}`, ...fields.flatMap((field) => [field, "1760000000000"]));
  }
  const raw = async () => {
    const ids = await send("ZREVRANGE", "index", "0", "49");
    await Promise.all(ids.map((id) => send("HMGET", id, ...fields)));
  };
  const figures = await inBlocks({ raw, ours: () => store.list({ tenant: "acme", kind: "listed", owner: "ann", limit: 50 }) }, size);
  return {
    title: `Redis: list 50 of ${records.toLocaleString("en")}`,
    ours: figures.ours,
    floor: { name: "ZREVRANGE and 50 HMGET at once", ...figures.raw },
    goal: { timesFloor: 2 },
  };
}

async function load(store, send, { rounds, total, records }) {
  const sha = await loaded(
    send,
    `local before = redis.call('HGET', KEYS[1], 'version') or '0'
    if before ~= ARGV[1] then return 0 end
    redis.call('HSET', KEYS[1], 'version', ARGV[2], 'body', ARGV[3])
    return 1`,
  );
  const body = randomBytes(1024);
  const keys = Array.from({ length: records }, (_, i) => ({ tenant: `t${i % 50}`, kind: "load", id: `r-${i}` }));
  const versions = new Array(records).fill(0);
  const etags = [];
  for (const key of keys) etags.push((await store.put({ key, expect: { is: "absent" }, body, ...LONG })).etag);
  const spread = (i) => (i * 7919) % records;
  const raw = async (i) => {
    const n = spread(i);
    const before = versions[n]++;
    await send("EVALSHA", sha, "1", `cas:${n}`, String(before), String(before + 1), body);
  };
  const ours = async (i) => {
    const n = spread(i);
    const put = await store.put({ key: keys[n], expect: { is: "match", etag: etags[n] }, body });
    if (!put.ok) throw new Error(put.why);
    etags[n] = put.etag;
  };
  const samples = { raw: [], ours: [] };
  // A hundred thousand calls until all code on the way is compiled.
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [name, call] of Object.entries({ raw, ours })) {
      const sample = await flood(call, { total, inFlight: 64 });
      if (round >= 0) samples[name].push(sample);
    }
  }
  const each = (name, what) => summary(samples[name].map((sample) => sample[what]));
  return [
    {
      title: `Redis: 64 puts in flight, ${records.toLocaleString("en")} records, time of one`,
      ours: each("ours", "microseconds"),
      floor: { name: "a script that compares and sets", ...each("raw", "microseconds") },
      // 0.85 of its throughput.
      goal: { timesFloor: 1.18 },
    },
    { title: "Redis: 64 puts in flight, 99th percentile ÷ median", ours: each("ours", "tail"), unit: "×", goal: { atMost: 3 } },
  ];
}
