import { missingServer, type Server, startPostgres } from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openbell } from "./support.js";

describe("openbell db, without a server", () => {
  it("needs a database, and --yes to drop one", async () => {
    expect(await openbell(["db", "verify"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--url") });
    expect(await openbell(["db", "drop", "--url", "postgres://x/y"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") });
    expect(await openbell(["db", "sideways"])).toMatchObject({ code: 2 });
    expect((await openbell(["db", "create", "--help"])).stdout.toString()).toContain("--schema");
  });

  it("says that nobody answers, or that a URL is none, and never shows a password", async () => {
    const refused = await openbell(["db", "verify", "--url", "postgres://u:s3cret@127.0.0.1:1/db"]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: .*could not be asked: ECONNREFUSED/) });
    const odd = await openbell(["db", "verify", "--url", "mysql://u:s3cret@h/db"]);
    expect(odd).toMatchObject({ code: 1, stderr: expect.stringContaining("postgres://") });
    expect(`${refused.stderr}${odd.stderr}`).not.toContain("s3cret");
  });
});

describe.skipIf(missingServer("postgres") !== null)("openbell db, with a server", () => {
  let server: Server;
  const db = (...argv: string[]) => openbell(["db", ...argv, "--schema", "shop floor"], { env: { DATABASE_URL: server.url } });
  beforeAll(async () => {
    server = await startPostgres({ own: true });
  }, 60_000);
  afterAll(() => server.stop());

  it("creates, verifies, migrates and drops", async () => {
    expect(await db("verify")).toMatchObject({ code: 1, stderr: expect.stringContaining("found none") });
    expect(await db("migrate")).toMatchObject({ code: 1 });
    const made = await db("create");
    expect(made.code).toBe(0);
    expect(made.stdout.toString()).toMatch(/^Schema "shop floor": applied 1, 2, .*; now at migration \d+\.\n$/);
    expect((await db("create")).stdout.toString()).toContain("was up to date");
    expect((await db("migrate")).stdout.toString()).toContain("was up to date");
    expect((await db("verify")).stdout.toString()).toMatch(/^All is well/);
    expect((await db("drop", "--yes")).stdout.toString()).toBe("Dropped.\n");
    expect(await db("verify")).toMatchObject({ code: 1 });
  });

  it("verify says which setting would lose records", async () => {
    await db("create");
    const url = `${server.url}?options=-c%20synchronous_commit%3Doff`;
    const told = await openbell(["db", "verify", "--url", url, "--schema", "shop floor"]);
    expect(told).toMatchObject({ code: 1, stderr: expect.stringMatching(/synchronous_commit: .*found off/) });
  });
});
