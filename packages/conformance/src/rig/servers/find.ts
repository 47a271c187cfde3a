/**
 * Where the database servers are that the tests start for themselves: named by a variable, on the path, or in Debian's folders.
 *
 * @module
 */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A kind of server that the rig can start. */
export type ServerKind = "redis" | "postgres";

const DEBIAN_POSTGRES = "/usr/lib/postgresql";

/** The variable with the address of a server that is used instead of one of the rig's own. */
export const ADDRESS_VARIABLE: Readonly<Record<ServerKind, string>> = { redis: "REDIS_URL", postgres: "DATABASE_URL" };

const PACKAGE: Readonly<Record<ServerKind, string>> = { redis: "redis-server", postgres: "postgresql" };

function onPath(program: string): string | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (folder !== "" && existsSync(join(folder, program))) return join(folder, program);
  }
  return null;
}

/** Debian keeps each major version of Postgres in a folder of its own; the newest counts. */
function debianPostgres(): string | null {
  if (!existsSync(DEBIAN_POSTGRES)) return null;
  const versions = readdirSync(DEBIAN_POSTGRES).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN_POSTGRES, version, "bin")).find((bin) => existsSync(join(bin, "initdb"))) ?? null;
}

/** The path of `redis-server` (variable `OPENBELL_REDIS_SERVER`, path, `/usr/bin`), or `null`. */
export function redisProgram(): string | null {
  const named = process.env["OPENBELL_REDIS_SERVER"];
  if (named) return existsSync(named) ? named : null;
  return onPath("redis-server") ?? (existsSync("/usr/bin/redis-server") ? "/usr/bin/redis-server" : null);
}

/** The folder with `initdb` and `postgres` (variable `OPENBELL_POSTGRES_BIN`, path, Debian's), or `null`. */
export function postgresFolder(): string | null {
  const named = process.env["OPENBELL_POSTGRES_BIN"];
  if (named) return existsSync(join(named, "initdb")) ? named : null;
  const initdb = onPath("initdb");
  if (initdb !== null && onPath("postgres") !== null) return join(initdb, "..");
  return debianPostgres();
}

/** The user and group ids of a system user, or `null` where there is none. */
export function idsOf(user: string): { readonly uid: number; readonly gid: number } | null {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, user], { encoding: "utf8" }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

/** Whether this process is root: Postgres refuses to run as root, so the rig runs it as user `postgres`. */
export const isRoot = (): boolean => process.getuid?.() === 0;

function reasonOf(kind: ServerKind): string | null {
  if (process.env[ADDRESS_VARIABLE[kind]]) return null;
  const advice = `Install ${PACKAGE[kind]}, or set ${ADDRESS_VARIABLE[kind]}.`;
  if (kind === "redis") return redisProgram() === null ? `redis-server was not found (OPENBELL_REDIS_SERVER, PATH). ${advice}` : null;
  if (postgresFolder() === null) return `initdb and postgres were not found (OPENBELL_POSTGRES_BIN, PATH, ${DEBIAN_POSTGRES}). ${advice}`;
  if (isRoot() && idsOf("postgres") === null) return "Postgres refuses to run as root, and there is no user postgres to run it as.";
  return null;
}

/** Whether a server that is not there fails the tests: with `CI` or `REQUIRE_SERVICES` set. */
export const servicesRequired = (): boolean => [process.env["CI"], process.env["REQUIRE_SERVICES"]].some((set) => set && set !== "0");

/**
 * Why a server of this kind cannot be had, as the reason to skip a suite; `null` where it can.
 *
 * @throws Error with that reason where `CI` or `REQUIRE_SERVICES` is set: there a suite must not be skipped in silence.
 *
 * @example
 * ```ts no-run: needs a server
 * describe.skipIf(missingServer("redis") !== null)("redis", () => {});
 * ```
 */
export function missingServer(kind: ServerKind): string | null {
  const reason = reasonOf(kind);
  if (reason !== null && servicesRequired()) throw new Error(`A service that the tests require is missing: ${reason}`);
  return reason;
}

/** What `ensureServers` asks of a machine and does to it; this one, where left out. */
export interface Machine {
  /** Why a server of this kind cannot be had, or `null`. */
  reason(kind: ServerKind): string | null;
  readonly isRoot: boolean;
  /** Whether the path has a program of this name. */
  has(program: string): boolean;
  /** Runs a program to its end; whether it went well is seen by `reason`. */
  run(program: string, args: readonly string[]): void;
}

const thisMachine: Machine = {
  reason: reasonOf,
  get isRoot() {
    return isRoot();
  },
  has: (program) => onPath(program) !== null,
  run(program, args) {
    spawnSync(program, args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdio: "ignore", timeout: 300_000 });
  },
};

/**
 * Sees to it that servers are there before tests run, and answers with what is missing still. Installs them by `apt-get` only where nobody else
 * is affected: `CI` is set, this is root, and the system has `apt-get`. Never fails: what is missing is said by the suites that need it
 * (`missingServer`), which know whether to skip.
 */
export function ensureServers(kinds: readonly ServerKind[] = ["redis", "postgres"], machine: Machine = thisMachine): readonly string[] {
  const missing = kinds.filter((kind) => machine.reason(kind) !== null);
  const inCi = process.env["CI"] && process.env["CI"] !== "0";
  if (missing.length > 0 && inCi && machine.isRoot && machine.has("apt-get")) {
    machine.run("apt-get", ["update", "-q"]);
    machine.run("apt-get", ["install", "-qy", "--no-install-recommends", ...missing.map((kind) => PACKAGE[kind])]);
  }
  return missing.map((kind) => machine.reason(kind)).filter((reason) => reason !== null);
}
