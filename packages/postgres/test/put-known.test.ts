/** Puts of many records that are there go in one statement: others who want the same records, what is remembered, and mixtures. */

import { memoryStore, type PutRequest, type RecordStore, type WriteResult } from "@openbell/core/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresPort, postgresStore } from "../src/index.js";
import { CLIENTS, missing, type Opened, openPglite, schemas, startServer } from "./support.js";

const HUNDRED = Array.from({ length: 100 }, (_, i) => `r${i}`);
const body = new Uint8Array([1]);
const key = (id: string) => ({ tenant: "t", kind: "k", id });
const etagOf = (result: WriteResult | undefined): string => (result?.ok ? result.etag : `refused: ${result?.why}`);

const absent = (id: string): PutRequest => ({ key: key(id), operation: `made-${id}`, expect: { is: "absent" }, body });

function match(id: string, result: WriteResult | undefined, operation: string): PutRequest {
  if (!result?.ok) throw new Error(`not written: ${result?.why}`);
  return { key: key(id), operation, expect: { is: "match", etag: result.etag }, meta: { by: operation } };
}

/** A port that tells which functions are called. */
function watched(port: PostgresPort): { readonly port: PostgresPort; readonly called: string[] } {
  const called: string[] = [];
  const query: PostgresPort["query"] = (text, parameters, options) => {
    const name = /openbell_(put\w*)/.exec(text)?.[1];
    if (name !== undefined) called.push(name);
    return port.query(text, parameters, options);
  };
  return { port: { ...port, query }, called };
}

describe("PGlite", () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openPglite();
  });
  afterAll(() => opened.close());

  test("the last operations are remembered, those long before are forgotten", async () => {
    const schema = await schemas(opened.port);
    const store = postgresStore(opened.port, { schema, operationMemory: 8 });
    const ids = HUNDRED.slice(0, 20);
    const first = await store.putMany(ids.map(absent));
    const answers: (readonly WriteResult[])[] = [first];
    for (let n = 0; n < 40; n++) answers.push(await store.putMany(ids.map((id, i) => match(id, answers.at(-1)?.[i], `o${n}`))));
    expect(answers.at(-1)?.every((answer) => answer.ok && answer.version === 41)).toBe(true);
    for (let n = 32; n < 40; n++) {
      const again = await store.putMany(ids.map((id, i) => match(id, answers[n]?.[i], `o${n}`)));
      expect(again).toEqual(answers[n + 1]?.map((answer) => ({ ...answer, replay: true })));
    }
    const { rows } = await opened.port.query(`select count(*)::text as n from "${schema}".openbell_operations`);
    expect(Number(rows[0]?.["n"])).toBeLessThanOrEqual(ids.length * (8 + 16));
    expect(await store.putMany([match("r0", first[0], "o0")])).toMatchObject([{ ok: false, why: "conflict" }]);
  });

  test("a due instant that is set gives up the lease and counts anew; one that is left out does not", async () => {
    const store = postgresStore(opened.port, { schema: await schemas(opened.port) });
    const ids = HUNDRED.slice(0, 20);
    const claim = async () =>
      (await store.claim({ kind: "k", limit: 100, worker: "w", leaseMs: 60_000 })).records.map(({ attempts }) => attempts);
    const due = { due: { atMs: 1 } };
    let states = await store.putMany(ids.map((id) => ({ ...absent(id), ...due })));
    expect(await claim()).toEqual(ids.map(() => 1));
    states = await store.putMany(ids.map((id, i) => match(id, states[i], "kept")));
    expect(await claim()).toEqual([]);
    await Promise.all(ids.map((id) => store.release({ key: key(id), worker: "w", retryInMs: 0 })));
    expect(await claim()).toEqual(ids.map(() => 2));
    await store.putMany(ids.map((id, i) => ({ ...match(id, states[i], "set"), ...due })));
    expect(await claim()).toEqual(ids.map(() => 1));
  });

  test("a mixture goes on few trips, and is answered in its own order", async () => {
    const { port, called } = watched(opened.port);
    const stores: RecordStore[] = [memoryStore(), postgresStore(port, { schema: await schemas(port) })];
    const known = HUNDRED.slice(0, 40);
    const [, result] = await Promise.all(stores.map((store) => store.putMany(known.map(absent))));
    const mixture = HUNDRED.slice(0, 80).map((id, i): PutRequest => {
      if (i >= 40) return { ...absent(id), operation: `new-${id}` };
      if (i % 10 === 0) return { ...match(id, result?.[i], "mixed"), counters: { n: 1 } };
      if (i % 10 === 1) return { ...absent(id), operation: `new-${id}` };
      return { ...match(id, result?.[i], "mixed"), ...(i % 2 === 0 ? { body: new Uint8Array(i) } : {}), owner: i % 3 === 0 ? null : id };
    });
    mixture.reverse();
    called.length = 0;
    const [mine, theirs] = await Promise.all(stores.map((store) => store.putMany(mixture)));
    expect(theirs).toEqual(mine);
    expect(called).toEqual(["put_new", "put_known", "put_many"]);
    for (const { key: each } of mixture) {
      const [here, there] = await Promise.all(stores.map((store) => store.get(each)));
      const apart = { createdMs: 0, updatedMs: 0 };
      expect(there?.found && { ...there.record, ...apart }).toEqual(here?.found && { ...here.record, ...apart });
    }
    called.length = 0;
    await stores[1]?.putMany(mixture.slice(40, 44));
    await stores[1]?.putMany(mixture.slice(0, 2));
    expect(called.at(-1)).toBe("put_many");
  });
});

describe.skipIf(missing !== null)("a server", () => {
  let close: () => Promise<void>;
  let stores: RecordStore[];
  let port: PostgresPort;
  beforeAll(async () => {
    const server = await startServer();
    const clients = Array.from({ length: 4 }, () => CLIENTS.pg(server.url, 4));
    port = (clients[0] as Opened).port;
    const schema = await schemas(port);
    stores = clients.map(({ port }) => postgresStore(port, { schema }));
    close = async () => {
      await Promise.all(clients.map((each) => each.close()));
      await server.stop();
    };
  }, 60_000);
  afterAll(() => close?.());

  const shuffled = <T>(all: readonly T[]): T[] =>
    all
      .map((value) => ({ value, at: Math.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value);

  test("of several who expect the same states one wins each record, whatever the order, and nobody waits for good", async () => {
    const first = stores[0] as RecordStore;
    let states = await first.putMany(HUNDRED.map(absent));
    for (let round = 0; round < 10; round++) {
      const all = await Promise.all(
        stores.map(async (store, n) => {
          const order = shuffled([...HUNDRED.keys()]);
          const puts = order.map((i) => match(HUNDRED[i] as string, states[i], `${round}-${n}`));
          const answers = await store.putMany(puts, { deadlineMs: 30_000 });
          return HUNDRED.map((_, i) => answers[order.indexOf(i)] as WriteResult);
        }),
      );
      states = HUNDRED.map((_, i) => {
        const winners = all.map((answers) => answers[i] as WriteResult).filter(({ ok }) => ok);
        expect(winners).toHaveLength(1);
        for (const answers of all) expect(answers[i]?.ok || answers[i]).toSatisfy((answer) => answer === true || answer.why === "conflict");
        for (const answers of all) expect(answers[i]?.etag).toBe(etagOf(winners[0]));
        return winners[0] as WriteResult;
      });
    }
    // The server ends a deadlock only after a second, and the store tries again: nothing else would show it.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const { rows } = await port.query("select deadlocks::text as n from pg_stat_database where datname = current_database()");
    expect(rows).toEqual([{ n: "0" }]);
  });

  test("the same operations from several at once are done once and answered alike", async () => {
    const first = stores[0] as RecordStore;
    const ids = HUNDRED.map((id) => `again-${id}`);
    let states = await first.putMany(ids.map(absent));
    for (let round = 0; round < 10; round++) {
      const puts = ids.map((id, i) => match(id, states[i], `${round}`));
      // Other writes come between: some answers are no longer in the row but among what is remembered.
      const between = stores.flatMap((store, n) =>
        [n, n + 50].map((i) => store.append({ key: key(ids[i] as string), appends: [], counters: { n: 1 } })),
      );
      const all = await Promise.all(stores.map((store) => store.putMany(puts)));
      states = ids.map((_, i) => {
        const answers = all.map((each) => each[i] as WriteResult);
        expect(answers.filter((answer) => answer.ok && !answer.replay)).toHaveLength(1);
        expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, replay: true }))).size).toBe(1);
        return answers[0] as WriteResult;
      });
      await Promise.all(between);
      expect((await first.putMany(puts)).every((answer) => answer.ok && answer.replay)).toBe(true);
    }
  });
});
