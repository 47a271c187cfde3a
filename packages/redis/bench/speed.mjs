/**
 * What the store costs beside the least that Redis could do for the same bytes: `node bench/speed.mjs [redis-url]`, after a build of the
 * packages. Raw and store take turns in blocks on one connection; a figure is the ratio of a block's medians, given as the median over the
 * blocks with its quartiles. `ONLY=put,append,get,list,load`, `BLOCKS` and `CALLS` make it shorter.
 *
 * @module
 */

import { createHash, randomBytes } from "node:crypto";
import { newId } from "@openbell/core/store";
import { fromNodeRedis, redisStore } from "@openbell/redis";
import { createClient } from "redis";

const url = process.argv[2] ?? process.env["REDIS_URL"] ?? "redis://127.0.0.1:6379";
const BLOCKS = Number(process.env["BLOCKS"] ?? 24);
const CALLS = Number(process.env["CALLS"] ?? 300);

const client = createClient({ url });
await client.connect();
const port = fromNodeRedis(client);
const store = redisStore(port, { prefix: `bench-${process.pid}`, durability: "memory" });
// node-redis 6 gives each command a timer for the case that it cannot be sent. The store spares it where the client is connected, so the raw
// commands are spared it, too; with RAW_TIMER=1 they have it, as everybody's do who calls the client as it comes.
const raw = { typeMapping: { 36: Buffer }, ...(process.env["RAW_TIMER"] === "1" ? {} : { timeout: undefined }) };
const send = (...parts) => client.sendCommand(parts, raw);

const at = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)];

async function block(call, calls = CALLS) {
  const times = new Float64Array(calls);
  for (let i = 0; i < calls; i++) {
    const start = performance.now();
    await call(i);
    times[i] = performance.now() - start;
  }
  return at(times, 0.5) * 1000;
}

async function compare(title, raw, ours, { goal, calls } = {}) {
  const ratios = [];
  const rawTimes = [];
  const ourTimes = [];
  for (let i = -3; i < BLOCKS; i++) {
    let r;
    let o;
    if (i % 2 === 0) {
      r = await block(raw, calls);
      o = await block(ours, calls);
    } else {
      o = await block(ours, calls);
      r = await block(raw, calls);
    }
    if (i < 0) continue;
    ratios.push(o / r);
    rawTimes.push(r);
    ourTimes.push(o);
  }
  const figure = (share) => at(ratios, share).toFixed(2);
  console.log(
    `${title.padEnd(44)} ${figure(0.5)} × (${figure(0.25)}–${figure(0.75)})  ${at(ourTimes, 0.5).toFixed(1)} / ${at(rawTimes, 0.5).toFixed(1)} µs` +
      (goal ? `  goal ${goal}` : ""),
  );
}

const only = process.env["ONLY"];
const wanted = (name) => only === undefined || only.split(",").includes(name);

const SET = "return redis.call('SET', KEYS[1], ARGV[1])";
const setSha = createHash("sha1").update(SET).digest("hex");
await send("EVAL", SET, "1", "x", "y");

for (const [size, goal] of [
  [1024, 1.4],
  [8192, 1.3],
  [81_920, 1.3],
]) {
  if (!wanted("put")) continue;
  const body = randomBytes(size);
  const key = { tenant: "acme", kind: "session", id: `put-${size}` };
  const made = await store.put({ key, expect: { is: "absent" }, body, owner: "ann", expiry: { inMs: 3_600_000 } });
  let etag = made.etag;
  await compare(
    `put ${size} B, match, owner (G14)`,
    () => send("EVALSHA", setSha, "1", "{b}:raw", body),
    async () => {
      const answer = await store.put({ key, expect: { is: "match", etag }, body });
      etag = answer.etag;
    },
    { goal },
  );
}

if (wanted("append")) {
  const body = randomBytes(1024);
  const item = randomBytes(80);
  const keys = {};
  for (const length of [10, 1000]) {
    const key = { tenant: "acme", kind: "session", id: `append-${length}` };
    keys[length] = key;
    await store.put({ key, expect: { is: "absent" }, body, owner: "ann", expiry: { inMs: 3_600_000 } });
    await store.append({ key, appends: [{ stream: "history", items: Array.from({ length }, () => item), keep: length }] });
  }
  const append = (length) => () =>
    store.append({ key: keys[length], appends: [{ stream: "history", items: [item], keep: length }], counters: { queries: 1, hits: 1 } });
  await compare("append + 2 counters vs SET 1 KB (G16)", () => send("SET", "{b}:raw", body), append(1000), { goal: 1.8 });
  await compare("append at 1,000 items vs at 10 (G16)", append(10), append(1000), { goal: 1.2 });
}

if (wanted("get")) {
  const body = randomBytes(1024);
  const key = { tenant: "acme", kind: "session", id: "get" };
  await store.put({ key, expect: { is: "absent" }, body, owner: "ann", expiry: { inMs: 3_600_000 } });
  await send("HSET", "{b}:h", "body", body, "head", randomBytes(200));
  await compare(
    "get 1 KB vs HMGET",
    () => send("HMGET", "{b}:h", "head", "body"),
    () => store.get(key),
  );
}

if (wanted("list")) {
  const fields = "version revision created updated expires owner etag meta".split(" ");
  for (let from = 0; from < 10_000; from += 1000) {
    const ids = Array.from({ length: 1000 }, (_, i) => `l-${from + i}`);
    await store.putMany(
      ids.map((id) => ({
        key: { tenant: "acme", kind: "listed", id },
        expect: { is: "absent" },
        body: randomBytes(200),
        owner: "ann",
        meta: { type: "equity" },
        expiry: { inMs: 3_600_000 },
      })),
    );
    await Promise.all(
      ids.flatMap((id, i) => [
        send("ZADD", "{b}:z", String(from + i), id),
        send("HSET", `{b}:l:${id}`, ...fields.flatMap((field) => [field, "1760000000000"]), "etag", `${newId()}.1.${newId()}`),
      ]),
    );
  }
  await compare(
    "list 50 of 10,000 (G18)",
    async () => {
      const ids = await client.sendCommand(["ZREVRANGE", "{b}:z", "0", "49"]);
      await Promise.all(ids.map((id) => client.sendCommand(["HMGET", `{b}:l:${id}`, ...fields])));
    },
    () => store.list({ tenant: "acme", kind: "listed", owner: "ann", limit: 50 }),
    { goal: 2, calls: Math.ceil(CALLS / 4) },
  );
}

if (wanted("load")) {
  const CAS = `local h = redis.call('HMGET', KEYS[1], 'v') if (h[1] or '0') ~= ARGV[1] then return 0 end
    redis.call('HSET', KEYS[1], 'v', ARGV[2], 'b', ARGV[3]) return 1`;
  const sha = createHash("sha1").update(CAS).digest("hex");
  await send("EVAL", CAS, "1", "{b}:cas", "0", "1", "x");
  const body = randomBytes(1024);
  const RECORDS = 10_000;
  const versions = new Array(RECORDS).fill(0);
  const etags = new Array(RECORDS);
  const keyOf = (n) => ({ tenant: `t${n % 50}`, kind: "load", id: `r-${n}` });
  for (let from = 0; from < RECORDS; from += 1000) {
    const answers = await store.putMany(
      Array.from({ length: 1000 }, (_, i) => ({ key: keyOf(from + i), expect: { is: "absent" }, body, owner: "ann" })),
    );
    answers.forEach((answer, i) => {
      etags[from + i] = answer.etag;
    });
  }
  async function flood(call, total) {
    const times = [];
    let next = 0;
    const start = performance.now();
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        while (next < total) {
          const n = (next++ * 7919) % RECORDS;
          const began = performance.now();
          await call(n);
          times.push(performance.now() - began);
        }
      }),
    );
    return { rate: (total / (performance.now() - start)) * 1000, p50: at(times, 0.5), p99: at(times, 0.99) };
  }
  const plain = async (n) => {
    const before = versions[n];
    versions[n] = before + 1;
    await send("EVALSHA", sha, "1", `{b}:cas:${n}`, String(before), String(before + 1), body);
  };
  const ours = async (n) => {
    const answer = await store.put({ key: keyOf(n), expect: { is: "match", etag: etags[n] }, body });
    if (!answer.ok) throw new Error(answer.why);
    etags[n] = answer.etag;
  };
  const ratios = [];
  const tails = [];
  const rates = [];
  for (let i = -1; i < Math.ceil(BLOCKS / 2); i++) {
    const r = await flood(plain, 5000);
    const o = await flood(ours, 5000);
    if (i < 0) continue;
    ratios.push(o.rate / r.rate);
    tails.push([o.p99 / o.p50, r.p99 / r.p50]);
    rates.push([o.rate, r.rate]);
  }
  console.log(
    `10,000 records, 64 in flight (G19)           throughput ${at(ratios, 0.5).toFixed(2)} × (${at(ratios, 0.25).toFixed(2)}–${at(ratios, 0.75).toFixed(2)})` +
      ` ${Math.round(
        at(
          rates.map(([o]) => o),
          0.5,
        ),
      )} / ${Math.round(
        at(
          rates.map(([, r]) => r),
          0.5,
        ),
      )} per s, p99/p50 ${at(
        tails.map(([o]) => o),
        0.5,
      ).toFixed(2)} (raw ${at(
        tails.map(([, r]) => r),
        0.5,
      ).toFixed(2)})  goal 0.85, 3`,
  );
}

await client.destroy();
