import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchema, dropAll, migrate, type PostgresPort, postgresStore, verify } from "../src/index.js";
import { MIGRATIONS, madeObjects } from "../src/migrations/index.js";
import { CLIENTS, missing, type Opened, openPglite, startServer } from "./support.js";

const key = { tenant: "t", kind: "k", id: "1" };

test("migrations are numbered without gaps and are the texts that databases have applied", () => {
  MIGRATIONS.forEach(({ number, sql, checksum }, i) => {
    expect(number).toBe(i + 1);
    expect(createHash("sha256").update(sql).digest("hex")).toBe(checksum);
  });
  // Once released these are fixed for good: a new migration adds a line, nothing else changes here.
  expect(MIGRATIONS.map(({ number, checksum }) => `${number} ${checksum.slice(0, 16)}`)).toMatchInlineSnapshot(`
    [
      "1 ed98ceeb39a82b5d",
      "2 127f7ef7a5b66e03",
      "3 0c42de51b0d3c4c3",
      "4 866d04a2259d2f3a",
      "5 44df6c036cd5c4bd",
      "6 b021660d1309b8a3",
      "7 ae2b5aff695b368f",
      "8 e8a2cd72adfd2c02",
      "9 22f5812c3e641913",
      "10 a621f6c49fb1cbb8",
    ]
  `);
});

describe("PGlite", () => {
  let opened: Opened;
  let port: PostgresPort;
  beforeAll(async () => {
    opened = await openPglite();
    port = opened.port;
  });
  afterAll(() => opened.close());

  async function problemOf(schema: string): Promise<unknown> {
    return postgresStore(port, { schema })
      .get(key)
      .then(
        () => "none",
        (error) => [error.code, error.details.problem],
      );
  }

  test("a store without tables says so, and works as soon as there are some", async () => {
    await createSchema(port, "late");
    const store = postgresStore(port, { schema: "late" });
    await expect(store.get(key)).rejects.toThrow(/found none\. Run `openbell db create`/);
    expect(await problemOf("late")).toEqual(["STORE_MISUSE", "missing"]);
    expect(await migrate(port, { schema: "late" })).toEqual({
      schema: "late",
      applied: MIGRATIONS.map(({ number }) => number),
      version: MIGRATIONS.length,
    });
    expect(await migrate(port, { schema: "late" })).toMatchObject({ applied: [] });
    expect(await store.get(key)).toEqual({ found: false, why: "missing" });
  });

  test("a database that is behind, ahead, or was made by another text is refused with what to do", async () => {
    await createSchema(port, "odd");
    await migrate(port, { schema: "odd" });
    await port.query(`delete from odd.openbell_migrations where number = ${MIGRATIONS.length}`);
    expect(await problemOf("odd")).toEqual(["STORE_MISUSE", "behind"]);
    await port.query(`insert into odd.openbell_migrations values (${MIGRATIONS.length}, 'x', 'other')`);
    expect(await problemOf("odd")).toEqual(["STORE_MISUSE", "changed"]);
    await expect(migrate(port, { schema: "odd" })).rejects.toMatchObject({ details: { problem: "changed", changed: [MIGRATIONS.length] } });
    await port.query("insert into odd.openbell_migrations values (999, 'x', 'x')");
    expect(await problemOf("odd")).toEqual(["STORE_MISUSE", "newer"]);
    await expect(migrate(port, { schema: "odd" })).rejects.toThrow(/Upgrade @openbell\/postgres/);
  });

  test("verify is content with what migrate made and names whatever is missing", async () => {
    await createSchema(port, "look");
    await migrate(port, { schema: "look" });
    expect(await verify(port, { schema: "look" })).toEqual({ version: MIGRATIONS.length, problems: [] });
    await port.query("drop index look.openbell_records_tags; drop function look.openbell_extend");
    expect((await verify(port, { schema: "look" })).problems).toEqual([
      expect.stringContaining("the index openbell_records_tags"),
      expect.stringContaining("the function openbell_extend"),
    ]);
    await port.query("alter schema look rename to looked");
    const problems = (await verify(port, { schema: "looked" })).problems;
    expect(problems.filter((each) => each.includes("renamed")).length).toBeGreaterThan(5);
    expect((await verify(port, { schema: "nowhere" })).problems).toEqual([expect.stringContaining("found none")]);
  });

  test("drop takes all that migrate made and nothing else", async () => {
    await createSchema(port, "gone");
    const names = async (): Promise<unknown[]> =>
      (
        await port.query(
          `select relname::text as name from pg_class where relnamespace = 'gone'::regnamespace
           union all select proname::text from pg_proc where pronamespace = 'gone'::regnamespace
           union all select typname::text from pg_type where typnamespace = 'gone'::regnamespace order by 1`,
        )
      ).rows.map(({ name }) => name);
    await port.query("create table gone.openbell_not_ours (n int)");
    const before = await names();
    await migrate(port, { schema: "gone" });
    expect((await names()).length).toBeGreaterThan(madeObjects().length);
    await dropAll(port, { schema: "gone" });
    expect(await names()).toEqual(before);
    await dropAll(port, { schema: "gone" });
  });

  test("any name of a schema is a name, and nothing more", async () => {
    for (const schema of ['it"s', "a; drop schema public --", "Größe", "$1", "openbell_x", "a.b", "pg'x\\"]) {
      await createSchema(port, schema);
      await migrate(port, { schema });
      const store = postgresStore(port, { schema });
      expect(await store.put({ key, expect: { is: "absent" }, body: new Uint8Array([1]) })).toMatchObject({ ok: true });
      expect(await store.get(key)).toMatchObject({ found: true });
      expect((await verify(port, { schema })).problems).toEqual([]);
    }
    for (const schema of ["", "\0", "x".repeat(64)]) {
      expect(() => postgresStore(port, { schema })).toThrow(expect.objectContaining({ code: "STORE_MISUSE" }));
      await expect(migrate(port, { schema })).rejects.toMatchObject({ code: "STORE_MISUSE" });
    }
  });

  test("without a schema the search path decides where the tables are made", async () => {
    expect(await migrate(port)).toMatchObject({ schema: "public" });
    expect(await postgresStore(port).put({ key, expect: { is: "absent" }, body: new Uint8Array(1) })).toMatchObject({ ok: true });
    expect((await verify(port)).problems).toEqual([]);
  });
});

describe.skipIf(missing !== null)("a server", () => {
  test("eight that migrate at the same time: each step is applied once, all end well", async () => {
    const server = await startServer();
    const clients = Array.from({ length: 8 }, () => CLIENTS.pg(server.url, 1));
    await Promise.all(clients.map(({ port }) => createSchema(port, "shared")));
    const all = await Promise.all(clients.map(({ port }) => migrate(port, { schema: "shared" })));
    expect(all.flatMap(({ applied }) => applied).sort((a, b) => a - b)).toEqual(MIGRATIONS.map(({ number }) => number));
    expect(new Set(all.map(({ version }) => version))).toEqual(new Set([MIGRATIONS.length]));
    await Promise.all(clients.map((each) => each.close()));
    await server.stop();
  });
});
