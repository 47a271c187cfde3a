/** A port of PGlite: Postgres in WebAssembly, in the same process, in memory or in a folder. @module */

import type { PostgresPort, Query, Row } from "./port.js";

/** A transaction of PGlite, or PGlite itself, as far as it is used here. */
export interface PgliteQueries {
  query(text: string, parameters?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  exec(text: string): Promise<readonly { readonly rows: readonly unknown[] }[]>;
}

/** `PGlite`, as far as it is used here. */
export interface Pglite extends PgliteQueries {
  transaction<T>(run: (transaction: PgliteQueries) => Promise<T>): Promise<T>;
  /** The folder, if it is not in memory. */
  readonly dataDir?: string | undefined;
}

/**
 * A port of a PGlite database, which stays the application's.
 *
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { fromPglite, migrate, postgresStore } from "@openbell/postgres";
 *
 * const database = fromPglite(await PGlite.create("./data"));
 * await migrate(database);
 * const store = postgresStore(database);
 * ```
 */
export function fromPglite(db: Pglite): PostgresPort {
  const over =
    (target: PgliteQueries): Query =>
    async (text, parameters) => {
      if (parameters !== undefined) return { rows: (await target.query(text, [...parameters])).rows as Row[] };
      const results = await target.exec(text);
      return { rows: (results.length === 1 ? results[0]?.rows : []) as Row[] };
    };

  const inMemory = db.dataDir === undefined || db.dataDir === "" || db.dataDir.startsWith("memory://");
  return {
    query: over(db),
    transaction: (run) => db.transaction((transaction) => run(over(transaction))),
    durability: inMemory ? "memory" : "process",
  };
}
