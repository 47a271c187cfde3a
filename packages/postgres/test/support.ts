/** Databases for tests: a private server, a schema for each store, each client. */

import { connect } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import type { FaultHandles } from "@openbell/conformance";
import { missingServer, type Server, startPostgres, startProxy, type TcpProxy } from "@openbell/conformance/rig";
import { Pool } from "pg";
import postgres from "postgres";
import { createSchema, fromPg, fromPglite, fromPostgresJs, migrate, type PostgresPort, postgresStore } from "../src/index.js";

/** Why tests with a server are left out, or `null`. */
export const missing: string | null = missingServer("postgres");

/** A port and how to end its client. */
export interface Opened {
  readonly port: PostgresPort;
  close(): Promise<void>;
}

/** The clients over a server. */
export const CLIENTS = {
  pg: (url: string, max = 10): Opened => {
    const pool = new Pool({ connectionString: url, max });
    return { port: fromPg(pool), close: () => pool.end() };
  },
  "postgres.js": (url: string, max = 10): Opened => {
    const sql = postgres(url, { max, onnotice: () => {}, fetch_types: false });
    return { port: fromPostgresJs(sql), close: () => sql.end({ timeout: 1 }) };
  },
};

/** A client, or the database that needs none. */
export type ClientName = keyof typeof CLIENTS | "PGlite";

/** PGlite in memory. */
export async function openPglite(): Promise<Opened> {
  const db = await PGlite.create();
  return { port: fromPglite(db), close: () => db.close() };
}

let count = 0;

/** A schema that nobody else has, with its tables. */
export async function schemas(port: PostgresPort): Promise<string> {
  const schema = `test_${process.pid}_${count++}`;
  await createSchema(port, schema);
  await migrate(port, { schema });
  return schema;
}

/** A private server, also where `DATABASE_URL` names another: it is killed, and its settings are changed. */
export const startServer = (settings: Record<string, string> = {}): Promise<Server> => startPostgres({ settings, own: true });

/** A database that is opened when it is first asked for. */
export interface Place {
  get(): Promise<Opened>;
  /** The nth client with connections of its own. */
  another(n: number): Promise<Opened>;
  close(): Promise<void>;
}

function onServer(open: (url: string, max?: number) => Opened): Place {
  let server: Promise<Server> | undefined;
  const opened: Promise<Opened>[] = [];
  async function start(max: number): Promise<Opened> {
    server ??= startPostgres();
    return open((await server).url, max);
  }
  return {
    get: () => {
      opened[0] ??= start(10);
      return opened[0];
    },
    another: (n) => {
      opened[n + 1] ??= start(4);
      return opened[n + 1] as Promise<Opened>;
    },
    async close() {
      await Promise.all(opened.map(async (each) => (await each).close()));
      await (await server)?.stop();
    },
  };
}

function inProcess(): Place {
  let first: Promise<Opened> | undefined;
  const get = (): Promise<Opened> => {
    first ??= openPglite();
    return first;
  };
  return { get, another: get, close: async () => (await first)?.close() };
}

/** What the conformance suite is run over. */
export const SUBJECTS: Readonly<Record<ClientName, () => Place>> = {
  pg: () => onServer(CLIENTS.pg),
  "postgres.js": () => onServer(CLIENTS["postgres.js"]),
  PGlite: inProcess,
};

function answers({ host, port }: Server): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** A server of one's own behind a proxy, to be killed and cut, by `pg`: its statements go with their text, which tells a cut what to hit. */
export function faultsByPg(): FaultHandles & { close(): Promise<void> } {
  let server: Server | undefined;
  let proxy: TcpProxy | undefined;
  const opened: Opened[] = [];
  const through = (port: number): Opened => {
    const url = new URL((server as Server).url);
    url.port = String(port);
    const client = CLIENTS.pg(url.href, 4);
    opened.push(client);
    return client;
  };
  return {
    async make(options) {
      server ??= await startServer();
      proxy ??= await startProxy(server);
      const schema = await schemas(through(server.port).port);
      return postgresStore(through(proxy.port).port, { schema, ...options });
    },
    async kill() {
      server?.kill("SIGQUIT");
      // It is dead when nobody answers any more.
      while (await answers(server as Server)) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    restart: async () => server?.restart(),
    cut: (when) => proxy?.mode({ do: when === "before" ? "cut-before" : "cut-after-execute", match: "openbell_" }),
    heal: () => proxy?.mode("pass"),
    async close() {
      await Promise.all(opened.map((each) => each.close()));
      await proxy?.stop();
      await server?.stop();
    },
  };
}
