/** A port of `postgres` (postgres.js). @module */

import type { PostgresPort, Query, Row } from "./port.js";

/** A transaction of postgres.js, or its `sql`, as far as it is used here. */
export interface PostgresJsQueries {
  unsafe(text: string, parameters?: never[], options?: { prepare?: boolean }): PromiseLike<readonly unknown[]>;
}

/** postgres.js' `sql`, as far as it is used here. */
export interface PostgresJs extends PostgresJsQueries {
  begin<T>(run: (sql: PostgresJsQueries) => Promise<T>): Promise<unknown>;
}

/** How statements are sent. */
export interface FromPostgresJsOptions {
  /** Whether statements are prepared, once a connection: faster; `false` behind a pooler that does not know them. `true` where left out. */
  readonly prepare?: boolean;
}

/**
 * A port of postgres.js. The client stays the application's; make it with `fetch_types: false`, see the README.
 *
 * @example
 * ```ts no-run: needs a Postgres server
 * import postgres from "postgres";
 * import { fromPostgresJs, postgresStore } from "@openbell/postgres";
 *
 * const sql = postgres(process.env.DATABASE_URL, { fetch_types: false });
 * const store = postgresStore(fromPostgresJs(sql));
 * ```
 */
export function fromPostgresJs(sql: PostgresJs, options: FromPostgresJsOptions = {}): PostgresPort {
  const { prepare = true } = options;

  const over =
    (client: PostgresJsQueries): Query =>
    async (text, parameters) => {
      if (parameters === undefined) {
        const rows = await client.unsafe(text);
        return { rows: (Array.isArray(rows[0]) ? [] : rows) as Row[] };
      }
      // Not cancelled when the caller gives up: a cancel whose own connection breaks is a rejection that nobody can catch (3.4.9), and ends the
      // process. Waits for other's locks end by the deadline on the server.
      return { rows: (await client.unsafe(text, [...parameters] as never[], { prepare })) as Row[] };
    };

  return {
    query: over(sql),
    transaction: async <T>(run: (query: Query) => Promise<T>) => (await sql.begin((client) => run(over(client)))) as T,
  };
}
