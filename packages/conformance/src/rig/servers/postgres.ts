/** A Postgres server of one's own for tests. @module */

import { spawn } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { ADDRESS_VARIABLE, idsOf, isRoot, postgresFolder } from "./find.js";
import { foreignServer, type Recipe, type Server, startServer } from "./server.js";

/** How a Postgres server is started. */
export interface PostgresServerOptions {
  /** Settings of `postgresql.conf`, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Always a server of one's own, also where `DATABASE_URL` names one: for tests that kill it. */
  readonly own?: boolean;
}

/** The start of a session, as Postgres' protocol 3.0 has it. */
function hello(): Buffer {
  const text = Buffer.from("user\0postgres\0database\0postgres\0\0", "latin1");
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + text.length, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, text]);
}

/** Begins a session and sends one statement, if any; resolves when the server is ready for the next. */
function session(port: number, statement?: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    let asked = statement === undefined;
    const socket = connect({ host: "127.0.0.1", port }, () => socket.write(hello()));
    socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
    socket.once("close", () => resolve(false));
    socket.on("data", (data) => {
      seen = Buffer.concat([seen, data]);
      while (seen.length >= 5) {
        const length = 1 + seen.readInt32BE(1);
        if (seen.length < length) return;
        const type = String.fromCharCode(seen[0] as number);
        seen = seen.subarray(length);
        // E: an error, for instance that it is starting up; Z: ready.
        if (type === "E") return socket.destroy();
        if (type !== "Z") continue;
        if (asked) {
          resolve(true);
          return socket.destroy();
        }
        asked = true;
        const query = Buffer.from(`${statement}\0`);
        const head = Buffer.alloc(5);
        head.write("Q", "latin1");
        head.writeInt32BE(4 + query.length, 1);
        socket.write(Buffer.concat([head, query]));
      }
    });
  });
}

function run(program: string, args: readonly string[], user: { uid: number; gid: number } | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: "/", stdio: ["ignore", "ignore", "pipe"], ...(user ?? {}) });
    let said = "";
    child.stderr?.on("data", (data) => {
      said += data;
    });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed: ${said.slice(-600)}`))));
  });
}

/** Starts a Postgres server, or answers with the one that `DATABASE_URL` names. @throws Error where there is none, or it does not come up. */
export async function startPostgres(options: PostgresServerOptions = {}): Promise<Server> {
  const { settings = {}, own = false } = options;
  const named = process.env[ADDRESS_VARIABLE.postgres];
  if (named && !own) return foreignServer("postgres", named, 5432);
  const bin = postgresFolder();
  if (bin === null) throw new Error("initdb and postgres were not found: ask missingServer first.");
  const user = isRoot() ? idsOf("postgres") : null;
  const recipe: Recipe = {
    name: "postgres",
    user,
    orderly: "SIGINT",
    prepare: (folder) =>
      run(
        join(bin, "initdb"),
        ["-D", join(folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        user,
      ),
    command(folder, port) {
      const all: Record<string, string> = {
        port: String(port),
        listen_addresses: "127.0.0.1",
        unix_socket_directories: folder,
        max_connections: "100",
        shared_buffers: "32MB",
        ...settings,
      };
      const set = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
      return [join(bin, "postgres"), "-D", join(folder, "data"), ...set];
    },
    url: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
    ready: (port) => session(port),
  };
  return startServer(recipe);
}

/** Runs one statement without a client library, for faults (`select pg_terminate_backend(…)`); answers whether it went through. */
export function tellPostgres(server: Pick<Server, "port">, statement: string): Promise<boolean> {
  return session(server.port, statement).catch(() => false);
}
