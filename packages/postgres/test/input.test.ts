/** Text that means something to SQL, and values that Postgres would damage: each comes back as it was, or is refused before anything is sent. */

import type { PutRequest, RecordStore } from "@openbell/core/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresPort, postgresStore } from "../src/index.js";
import { CLIENTS, missing, openPglite, schemas, startServer } from "./support.js";

const CORPUS = [
  ...[
    "'",
    "''",
    '"',
    "`",
    "\\",
    "\\'",
    "$1",
    "$$",
    "$body$",
    "%s",
    "%",
    "_",
    "*",
    "--",
    "/*",
    ";",
    "null",
    "NULL",
    "{}",
    "{a,b}",
    "{NULL}",
  ],
  ...[
    "'; drop table openbell_records; --",
    "' or '1'='1",
    "1) union select 1 --",
    "\\x00",
    "E'\\\\x'",
    "a,b",
    "a b",
    " a ",
    '"a"',
    '{"a"}',
  ],
  ...[
    "ÿ",
    "日本語",
    "🙂",
    "a\u0301",
    "\u202e",
    "\u00a0",
    "\ufeff",
    "constructor",
    "__proto__",
    "never",
    "+1",
    "true",
    "0",
    "x".repeat(128),
  ],
];

const body = new Uint8Array([1]);

describe.each(["pg", "postgres.js", "PGlite"] as const)("%s", (name) => {
  const skip = name !== "PGlite" && missing !== null;
  let store: RecordStore;
  let port: PostgresPort;
  const sent = new Set<string>();
  let close: () => Promise<void>;
  beforeAll(async () => {
    if (skip) return;
    const server = name === "PGlite" ? null : await startServer();
    const opened = name === "PGlite" ? await openPglite() : CLIENTS[name](server?.url as string);
    close = async () => {
      await opened.close();
      await server?.stop();
    };
    port = opened.port;
    const schema = await schemas(port);
    const watched: PostgresPort = {
      ...port,
      query: (text, parameters, options) => {
        sent.add(text);
        return port.query(text, parameters, options);
      },
    };
    store = postgresStore(watched, { schema, durability: "process" });
  }, 60_000);
  afterAll(() => close?.());

  test.skipIf(skip)("every text in every place comes back as it was", async () => {
    const corpus = CORPUS.filter((text) => text !== "");
    for (const [i, text] of corpus.entries()) {
      const key = { tenant: text, kind: "k", id: `r${i}` };
      const meta = { [text === "__proto__" || text === "constructor" ? "x" : text]: text };
      const put: PutRequest = { key, expect: { is: "absent" }, body, owner: text, tags: [text, `${text.slice(0, 100)}'`], meta };
      expect(await store.put(put), text).toMatchObject({ ok: true });
      const made = await store.get(key);
      expect(made.found && made.record).toMatchObject({ key, owner: text, meta });
      expect(made.found && new Set(made.record.tags)).toEqual(new Set(put.tags));
      for (const filter of [{ owner: text }, { tag: text }, { owner: text, tag: text, order: "created" as const }]) {
        expect((await store.list({ tenant: text, kind: "k", limit: 9, ...filter })).items.map(({ key: each }) => each)).toEqual([key]);
      }
      expect((await store.list({ tenant: text, kind: "k", limit: 9, owner: `${text.slice(0, 100)}x` })).items).toEqual([]);
    }
    const many = corpus.map(
      (text, i): PutRequest => ({
        key: { tenant: text, kind: "m", id: `${i}` },
        expect: { is: "absent" },
        body,
        owner: text,
        tags: [text],
        meta: { text },
      }),
    );
    expect((await store.putMany(many)).every(({ ok }) => ok)).toBe(true);
    for (const { key, owner, tags, meta } of many)
      expect(await store.get(key)).toMatchObject({ found: true, record: { key, owner, tags, meta } });
    expect((await port.query("select count(*)::text as n from pg_class where relname = 'openbell_records'")).rows[0]?.["n"]).toBe("1");
  });

  test.skipIf(skip)("workers are text, too", async () => {
    for (const worker of CORPUS) {
      const kind = `w${CORPUS.indexOf(worker)}`;
      await store.put({ key: { tenant: "t", kind, id: "1" }, expect: { is: "absent" }, body, due: { atMs: 1 } });
      expect((await store.claim({ kind, worker, limit: 1, leaseMs: 60_000 })).records).toHaveLength(1);
      expect(await store.release({ key: { tenant: "t", kind, id: "1" }, worker: `${worker.slice(0, 100)}x`, retryInMs: 0 })).toBe(false);
      expect(await store.release({ key: { tenant: "t", kind, id: "1" }, worker, retryInMs: 0 })).toBe(true);
    }
  });

  test.skipIf(skip)("what Postgres cannot hold in text is refused, or escaped where the contract allows it", async () => {
    const key = { tenant: "t", kind: "k", id: "odd" };
    for (const text of ["\0", "a\0b", "\ud800", "\udc00x", "a\nb"]) {
      const bad: Partial<PutRequest>[] = [{ owner: text }, { tags: [text] }, { key: { ...key, tenant: text } }];
      for (const each of bad)
        await expect(store.put({ key, expect: { is: "absent" }, body, ...each })).rejects.toMatchObject({ code: "STORE_MISUSE" });
    }
    const meta = { text: "a\0b\ud800\n\u2028", "\u0007": "x", big: 1e300, small: 5e-324, whole: 9007199254740992, no: null, yes: true };
    await store.put({ key, expect: { is: "absent" }, body, meta });
    const [read] = (await store.list({ tenant: "t", kind: "k", limit: 1 })).items;
    expect(read?.meta).toEqual(meta);
    await store.putMany([{ key: { ...key, id: "odd2" }, expect: { is: "absent" }, body, meta }]);
    expect(await store.get({ ...key, id: "odd2" })).toMatchObject({ record: { meta } });
  });

  test.skipIf(skip)("bytes are bytes: zeros, all values, a mebibyte of noise, in bodies, items and batches", async () => {
    const noise = Uint8Array.from({ length: 2 ** 20 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 255);
    const bodies = [
      new Uint8Array(0),
      new Uint8Array(3),
      Uint8Array.from({ length: 256 }, (_, i) => i),
      noise,
      new TextEncoder().encode("\\x41\\\\"),
    ];
    const requests = bodies.map(
      (each, i): PutRequest => ({ key: { tenant: "t", kind: "b", id: `${i}` }, expect: { is: "absent" }, body: each }),
    );
    const also = bodies.map(
      (each, i): PutRequest => ({
        key: { tenant: "t", kind: "c", id: `${i}` },
        expect: { is: "absent" },
        body: each,
        appends: [{ stream: "s", items: [each, new Uint8Array(0), each] }],
      }),
    );
    expect((await store.putMany(requests)).every(({ ok }) => ok)).toBe(true);
    expect((await store.putMany(also)).every(({ ok }) => ok)).toBe(true);
    for (const { key, body: expected } of [...requests, ...also]) {
      const read = await store.get(key);
      expect(read.found && Buffer.compare(read.record.body, expected as Uint8Array)).toBe(0);
      expect(read.found && read.record.body.constructor).toBe(Uint8Array);
    }
    for (const { key, body: expected } of also) {
      const read = await store.read({ key, stream: "s", last: 3 });
      expect(read.found && read.items.map(({ bytes }) => bytes.length)).toEqual([expected?.length, 0, expected?.length]);
      expect(read.found && Buffer.compare(read.items[2]?.bytes as Uint8Array, expected as Uint8Array)).toBe(0);
    }
  });

  test.skipIf(skip)("nothing that was sent as SQL has anything of a request in it", () => {
    expect(sent.size).toBeGreaterThan(6);
    expect(sent.size).toBeLessThan(20);
    for (const text of sent)
      expect(text).toMatch(
        /^(select [\s\S]* from "test_\d+_\d+"\.openbell_\w+|select "test_\d+_\d+"\.openbell_\w+|select current_setting)/,
      );
  });
});
