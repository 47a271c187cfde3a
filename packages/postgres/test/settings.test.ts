import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresStore, verify } from "../src/index.js";
import { CLIENTS, missing, type Opened, openPglite, schemas, startServer } from "./support.js";

const put = { key: { tenant: "t", kind: "k", id: "1" }, expect: { is: "absent" }, body: new Uint8Array(1) } as const;

describe.skipIf(missing !== null)("settings of the server", () => {
  let opened: Opened;
  let schema: string;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const server = await startServer();
    opened = CLIENTS.pg(server.url, 1);
    schema = await schemas(opened.port);
    stop = () => server.stop();
  });
  afterAll(async () => {
    await opened.close();
    await stop();
  });

  test("a server that may lose acknowledged commits is refused, unless that was said", async () => {
    await opened.port.query("set synchronous_commit = off");
    const careful = postgresStore(opened.port, { schema });
    await expect(careful.put(put)).rejects.toMatchObject({
      code: "STORE_MISUSE",
      details: { setting: "synchronous_commit", found: "off" },
    });
    expect((await verify(opened.port, { schema })).problems).toEqual([expect.stringMatching(/^Setting synchronous_commit: .* found off/)]);
    expect((await verify(opened.port, { schema, durability: "process" })).problems).toEqual([]);
    const told = postgresStore(opened.port, { schema, durability: "process" });
    expect(told.capabilities.durability).toBe("process");
    expect(await told.put(put)).toMatchObject({ ok: true });

    // The refusal is not for ever: somebody puts it right.
    await opened.port.query("set synchronous_commit = on");
    expect(careful.capabilities.durability).toBe("fsync");
    expect(await careful.get(put.key)).toMatchObject({ found: true });
  });

  test("replicated asks for standbys", async () => {
    const store = postgresStore(opened.port, { schema, durability: "replicated" });
    await expect(store.get(put.key)).rejects.toMatchObject({ details: { setting: "synchronous_standby_names" } });
  });
});

test("PGlite says what it is", async () => {
  const opened = await openPglite();
  expect(postgresStore(opened.port).capabilities.durability).toBe("memory");
  await opened.close();
});
