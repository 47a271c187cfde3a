/**
 * The stores of this project as the rig opens them: by a description that goes to child processes as JSON. Client libraries are those of the
 * adapters' own tests.
 *
 * @module
 */

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RecordStore, StoreOptions } from "@openbell/core/store";

/** A client library, or the files of a folder. */
export type StoreKind = "node-redis" | "ioredis" | "pg" | "postgres.js" | "files";

/** How a store is opened, as JSON. */
export interface StoreSpec {
  readonly kind: StoreKind;
  /** The server's address, or the folder. */
  readonly at: string;
  /** The project's folder, from which client libraries are found. */
  readonly root: string;
  readonly deadlineMs?: number;
  readonly operationMemory?: number;
  readonly tombstoneMs?: number;
  /** What keys of Redis begin with, and the schema of Postgres' tables; shared by all of a server where left out. */
  readonly prefix?: string;
  readonly schema?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: client libraries, loaded by path.
type Library = any;

/** `part`: a package that the library itself is made of; node-redis without its modules for search, JSON and the like starts in a fifth of the time. */
async function libraryOf(root: string, owner: "redis" | "postgres", name: string, part?: string): Promise<Library> {
  let path = createRequire(join(root, "packages", owner, "package.json")).resolve(name);
  if (part !== undefined) path = createRequire(path).resolve(part);
  return import(pathToFileURL(path).href);
}

/** A store whose `close` also lets go of its connections. */
function closing(store: RecordStore, end: () => Promise<unknown> | unknown): RecordStore {
  const close = async (): Promise<void> => {
    await store.close();
    await end();
  };
  return { ...store, close, [Symbol.asyncDispose]: close };
}

/** Opens a store. Clients reconnect at once, so that a cut costs milliseconds. */
export async function openStore(spec: unknown, options: StoreOptions = {}): Promise<RecordStore> {
  const { kind, at, root, deadlineMs = 5000, operationMemory = 64, tombstoneMs = 86_400_000, prefix = "rig", schema } = spec as StoreSpec;
  const inSchema = schema === undefined ? {} : { schema };
  const all = { deadlineMs, operationMemory, tombstoneMs, ...options };
  if (kind === "files") {
    const { fileObjects, objectStore } = await import("@openbell/object-store");
    const { failpoint } = options;
    return objectStore(fileObjects(at, failpoint === undefined ? {} : { failpoint }), all);
  }
  if (kind === "node-redis") {
    const { fromNodeRedis, redisStore } = await import("@openbell/redis");
    const { createClient } = await libraryOf(root, "redis", "redis", "@redis/client");
    const client = createClient({ url: at, socket: { reconnectStrategy: () => 5, connectTimeout: 2000 } });
    client.on("error", () => {});
    await client.connect();
    return closing(redisStore(fromNodeRedis(client), { prefix, ...all }), () => client.destroy());
  }
  if (kind === "ioredis") {
    const { fromIORedis, redisStore } = await import("@openbell/redis");
    const { Redis } = await libraryOf(root, "redis", "ioredis");
    const client = new Redis(at, { retryStrategy: () => 5, maxRetriesPerRequest: null, connectTimeout: 2000 });
    client.on("error", () => {});
    return closing(redisStore(fromIORedis(client), { prefix, ...all }), () => client.disconnect());
  }
  const { fromPg, fromPostgresJs, postgresStore } = await import("@openbell/postgres");
  if (kind === "pg") {
    const { default: pg } = await libraryOf(root, "postgres", "pg");
    const pool = new pg.Pool({ connectionString: at, max: 4, connectionTimeoutMillis: 3000 });
    pool.on("error", () => {});
    return closing(postgresStore(fromPg(pool), { ...inSchema, ...all }), () => pool.end());
  }
  const { default: postgres } = await libraryOf(root, "postgres", "postgres");
  // With `fetch_types` the library asks for them in a promise that nobody listens to: a connection lost just then ends the process.
  const sql = postgres(at, { max: 4, backoff: () => 0.005, connect_timeout: 3, fetch_types: false, onnotice: () => {} });
  return closing(postgresStore(fromPostgresJs(sql), { ...inSchema, ...all }), () => sql.end({ timeout: 1 }));
}

/** Makes a Postgres server ready for stores. */
export async function prepareStore(spec: StoreSpec): Promise<void> {
  if (spec.kind !== "pg" && spec.kind !== "postgres.js") return;
  const { createSchema, fromPg, migrate } = await import("@openbell/postgres");
  const { default: pg } = await libraryOf(spec.root, "postgres", "pg");
  const pool = new pg.Pool({ connectionString: spec.at, max: 1 });
  const { schema } = spec;
  if (schema !== undefined) await createSchema(fromPg(pool), schema);
  await migrate(fromPg(pool), schema === undefined ? {} : { schema });
  await pool.end();
}
