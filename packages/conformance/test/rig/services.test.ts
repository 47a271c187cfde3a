/** Servers are installed where CI runs as root on Debian, nowhere else, and what stays missing is said. @module */

import { ensureServers, type Machine, missingServer, type ServerKind } from "@openbell/conformance/rig";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

/** A machine without these servers; `cure`: installing helps. */
function machine(missing: readonly ServerKind[], given: Partial<Machine> & { cure?: boolean } = {}) {
  const { cure = true, ...rest } = given;
  const gone = new Set(missing);
  const ran: string[] = [];
  const made: Machine = {
    reason: (kind) => (gone.has(kind) ? `no ${kind}` : null),
    isRoot: true,
    has: () => true,
    run(program, args) {
      ran.push([program, ...args].join(" "));
      if (cure && args[0] === "install") gone.clear();
    },
    ...rest,
  };
  return { made, ran };
}

test("nothing is done where they are there", () => {
  vi.stubEnv("CI", "1");
  const { made, ran } = machine([]);
  expect([ensureServers(undefined, made), ran]).toEqual([[], []]);
});

test("in CI, as root, with apt-get: what is missing is installed, and no more", () => {
  vi.stubEnv("CI", "1");
  const { made, ran } = machine(["postgres"]);
  expect(ensureServers(undefined, made)).toEqual([]);
  expect(ran).toEqual(["apt-get update -q", "apt-get install -qy --no-install-recommends postgresql"]);
});

test("an installation that fails is said, and not thrown", () => {
  vi.stubEnv("CI", "1");
  const { made } = machine(["redis", "postgres"], { cure: false });
  expect(ensureServers(undefined, made)).toEqual(["no redis", "no postgres"]);
});

test.each<[string, string, Partial<Machine>]>([
  ["outside CI", "", {}],
  ["with CI=0", "0", {}],
  ["without being root", "1", { isRoot: false }],
  ["without apt-get", "1", { has: () => false }],
])("%s nothing is installed", (_, ci, given) => {
  vi.stubEnv("CI", ci);
  const { made, ran } = machine(["redis"], given);
  expect([ensureServers(undefined, made), ran]).toEqual([["no redis"], []]);
});

test("a suite is skipped with the reason, and fails where servers are required", () => {
  for (const name of ["CI", "REQUIRE_SERVICES", "REDIS_URL"]) vi.stubEnv(name, "");
  vi.stubEnv("OPENBELL_REDIS_SERVER", "/nowhere/redis-server");
  expect(missingServer("redis")).toContain("Install redis-server");
  vi.stubEnv("REQUIRE_SERVICES", "1");
  expect(() => missingServer("redis")).toThrow("A service that the tests require is missing");
});
