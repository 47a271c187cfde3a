/** A port of `postgres` (postgres.js). @module */

import type { PostgresPort, Query, Row } from "./port.js";

/** A statement under way. */
export interface PostgresJsQuery extends PromiseLike<readonly unknown[]> {
  /** Asks the server to stop it. */
  cancel(): unknown;
}

/** A transaction of postgres.js, or its `sql`, as far as it is used here. */
export interface PostgresJsQueries {
  unsafe(text: string, parameters?: never[], options?: { prepare?: boolean }): PostgresJsQuery;
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
 * A port of postgres.js. The client stays the application's.
 *
 * @example
 * ```ts no-run: needs a Postgres server
 * import postgres from "postgres";
 * import { fromPostgresJs, postgresStore } from "@openbell/postgres";
 *
 * const sql = postgres(process.env.DATABASE_URL);
 * const store = postgresStore(fromPostgresJs(sql));
 * ```
 */
export function fromPostgresJs(sql: PostgresJs, options: FromPostgresJsOptions = {}): PostgresPort {
  const { prepare = true } = options;

  const over =
    (client: PostgresJsQueries): Query =>
    async (text, parameters, { deadlineMs } = {}) => {
      if (parameters === undefined) {
        const rows = await client.unsafe(text);
        return { rows: (Array.isArray(rows[0]) ? [] : rows) as Row[] };
      }
      const query = client.unsafe(text, [...parameters] as never[], { prepare });
      if (deadlineMs === undefined) return { rows: (await query) as Row[] };
      const timer = setTimeout(() => query.cancel(), deadlineMs);
      try {
        return { rows: (await query) as Row[] };
      } finally {
        clearTimeout(timer);
      }
    };

  return {
    query: over(sql),
    transaction: async <T>(run: (query: Query) => Promise<T>) => (await sql.begin((client) => run(over(client)))) as T,
  };
}
