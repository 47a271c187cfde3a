/** A database by its URL, for programs that have no client of their own, such as the command line. @module */

import { OpenbellError } from "@openbell/core";
import { codeOf } from "./failures.js";
import { fromPg, type PgPool } from "./from-pg.js";
import type { PostgresPort } from "./port.js";

/** A port that was opened here, and is closed here. */
export interface Connected extends AsyncDisposable {
  readonly port: PostgresPort;
  close(): Promise<void>;
}

interface Driver {
  readonly Pool?: new (options: object) => PgPool & { end(): Promise<void> };
  readonly default?: Driver;
}

/** How long a connection may take to come about. */
const CONNECT_MS = 10_000;

async function driver(): Promise<Driver> {
  // By a name that bundlers do not follow: who brings a client of his own needs no `pg`.
  const name = "pg";
  try {
    return (await import(/* @vite-ignore */ name)) as Driver;
  } catch (error) {
    throw new OpenbellError(
      "STORE_MISUSE",
      "Store postgres: expected the package `pg`, found none. Run `npm install pg`.",
      { path: "pg" },
      error,
    );
  }
}

/**
 * Connects by `pg`, which must be installed. The URL is never shown.
 *
 * @throws OpenbellError `STORE_MISUSE` without `pg` or for a URL that is none, `STORE_UNAVAILABLE` where nobody answers.
 *
 * @example
 * ```ts no-run: needs a Postgres server
 * await using database = await connectPg("postgres://localhost/records");
 * await migrate(database.port);
 * ```
 */
export async function connectPg(url: string): Promise<Connected> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new OpenbellError(
      "STORE_MISUSE",
      "Store postgres: expected a URL such as postgres://user@host:5432/database, got another text.",
      {
        path: "url",
      },
    );
  const { default: inner, Pool = inner?.Pool } = await driver();
  if (Pool === undefined)
    throw new OpenbellError("STORE_MISUSE", "Store postgres: expected `pg` with a `Pool`, found another package.", { path: "pg" });
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: CONNECT_MS });
  const port = fromPg(pool);
  try {
    await port.query("select 1", []);
  } catch (error) {
    await pool.end();
    const code = codeOf(error) || "no answer";
    throw new OpenbellError(
      "STORE_UNAVAILABLE",
      `Store postgres: the server could not be asked: ${code}. Look at host, port, user and database of the URL.`,
      { store: "postgres", verb: "connect", problem: code },
      error,
    );
  }
  return { port, close: () => pool.end(), [Symbol.asyncDispose]: () => pool.end() };
}
