/** A port of `pg` (node-postgres). @module */

import { createHash } from "node:crypto";
import { losesConnection } from "./failures.js";
import { neverSent, type Parameter, type PostgresPort, type Query, type QueryOptions, type Row } from "./port.js";

/** A statement as `pg` takes it. */
export interface PgStatement {
  readonly text: string;
  readonly values?: unknown[];
  readonly name?: string;
  readonly types?: { getTypeParser(oid: number): (value: never) => unknown };
  readonly query_timeout?: number;
}

/** A connection of `pg`'s pool, as far as it is used here. */
export interface PgClient {
  query(statement: PgStatement): Promise<{ readonly rows: readonly unknown[] }>;
  /** With `true` the connection is closed and not used again. */
  release(destroy?: boolean): void;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/** `pg`'s `Pool`, as far as it is used here. */
export interface PgPool {
  connect(): Promise<PgClient>;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "acquire", listener: (client: PgClient) => void): unknown;
}

/** How statements are sent. */
export interface FromPgOptions {
  /**
   * Whether statements are prepared under names, once a connection: a `get` of 1 kB takes a quarter less. `false` where left out, since poolers
   * that hand a connection to another client after each transaction may not know them.
   */
  readonly prepare?: boolean;
}

const ignore = (): void => {};

/** Bytes as the server writes them: `\\x` and hexadecimal, or, where `bytea_output` is `escape`, characters and octal escapes. */
function bytes(text: string): Uint8Array {
  if (text.startsWith("\\x")) return new Uint8Array(Buffer.from(text.slice(2), "hex"));
  const plain = text.replaceAll(/\\(\\|[0-7]{3})/g, (_, escaped: string) =>
    escaped === "\\" ? escaped : String.fromCharCode(Number.parseInt(escaped, 8)),
  );
  return new Uint8Array(Buffer.from(plain, "latin1"));
}

/** What the values of the columns in use are, whatever parsers the application has set for its own queries: bytes, truth, else text. */
const types = {
  getTypeParser: (oid: number): ((value: never) => unknown) =>
    (oid === 17 ? bytes : oid === 16 ? (value: string) => value === "t" : String) as (value: never) => unknown,
};

/**
 * A port of a pool of `pg`. The pool stays the application's: it sets hosts, sizes and time limits, and ends it.
 *
 * @example
 * ```ts
 * import { Pool } from "pg";
 * import { fromPg, postgresStore } from "@openbell/postgres";
 *
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL });
 * const store = postgresStore(fromPg(pool));
 * ```
 */
export function fromPg(pool: PgPool, options: FromPgOptions = {}): PostgresPort {
  const { prepare = false } = options;
  // A pool reports a connection that dies while nobody uses it as an "error" event, and without a listener that ends the process.
  pool.on("error", ignore);
  // One in use that dies reports it twice: to its query, and as an event of its own. It may do so in the very turn in which the pool hands it
  // out, before a caller that waited for it could listen: so it is watched from the moment that the pool takes it.
  const watched = new WeakSet<PgClient>();
  pool.on("acquire", (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    client.on("error", ignore);
  });
  const names = new Map<string, string>();

  /** By the text: another port of the same pool has the same connections, where one name is one statement. */
  function nameOf(text: string): string {
    let name = names.get(text);
    if (name === undefined) {
      name = `openbell_${createHash("sha256").update(text).digest("base64url").slice(0, 22)}`;
      names.set(text, name);
    }
    return name;
  }

  async function withClient<T>(run: (client: PgClient) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw neverSent(error);
    });
    let broken = false;
    try {
      return await run(client);
    } catch (error) {
      broken = losesConnection(error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function send(
    client: PgClient,
    text: string,
    parameters?: readonly Parameter[],
    query: QueryOptions = {},
  ): Promise<{ rows: Row[] }> {
    const wait = query.deadlineMs === undefined ? {} : { query_timeout: query.deadlineMs };
    const statement: PgStatement =
      parameters === undefined
        ? { text, types, ...wait }
        : { text, values: [...parameters], types, ...(prepare ? { name: nameOf(text) } : {}), ...wait };
    const answer = await client.query(statement);
    return { rows: (Array.isArray(answer) ? [] : answer.rows) as Row[] };
  }

  return {
    query: (text, parameters, query) => withClient((client) => send(client, text, parameters, query)),
    transaction: (run) =>
      withClient(async (client) => {
        const query: Query = (text, parameters, given) => send(client, text, parameters, given);
        await query("begin");
        try {
          const result = await run(query);
          await query("commit");
          return result;
        } catch (error) {
          await query("rollback").catch(ignore);
          throw error;
        }
      }),
  };
}
