/** Statements under names: a connection keeps them for all who use it. */

import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPg, postgresStore } from "../src/index.js";
import { missing, schemas, startServer } from "./support.js";

describe.skipIf(missing !== null)("prepared statements", () => {
  let pool: Pool;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const server = await startServer();
    pool = new Pool({ connectionString: server.url, max: 1 });
    close = async () => {
      await pool.end();
      await server.stop();
    };
  }, 60_000);
  afterAll(() => close?.());

  test("two ports of one pool, each with a schema of its own, do not take each other's names", async () => {
    const names = [await schemas(fromPg(pool)), await schemas(fromPg(pool))];
    const stores = names.map((schema) => postgresStore(fromPg(pool, { prepare: true }), { schema }));
    const key = { tenant: "t", kind: "k", id: "1" };
    for (const [n, store] of stores.entries())
      expect(await store.put({ key, expect: { is: "absent" }, body: new Uint8Array([n]) })).toMatchObject({ ok: true });
    for (const [n, store] of stores.entries())
      expect(await store.get(key)).toMatchObject({ found: true, record: { body: new Uint8Array([n]) } });
  });
});
