/** What a store needs of a Postgres client: two functions. `fromPg`, `fromPostgresJs` and `fromPglite` make it of the clients people have. @module */

/** A parameter of a statement: text, bytes or null. Numbers go as text and are cast by the statement, which no client can get wrong. */
export type Parameter = string | Uint8Array | null;

/** A row by column name. Whole numbers may come as a string, a number or a bigint, bytes as a `Uint8Array`. */
export type Row = Readonly<Record<string, unknown>>;

/** For how long the caller waits. */
export interface QueryOptions {
  /** A client that can should give the connection up then: nobody listens to it any more. Milliseconds. */
  readonly deadlineMs?: number;
}

/**
 * Sends SQL. With parameters it is one statement; without it may be several, and the rows of one that stands alone are given.
 *
 * Rejects with the client's own error. Its `code` is the SQLSTATE where the server spoke.
 */
export type Query = (text: string, parameters?: readonly Parameter[], options?: QueryOptions) => Promise<{ readonly rows: readonly Row[] }>;

/** A Postgres database as a store sees it. */
export interface PostgresPort {
  readonly query: Query;
  /** Runs queries on one connection between `begin` and `commit`; rolls back if `run` rejects. */
  transaction<T>(run: (query: Query) => Promise<T>): Promise<T>;
  /** What a commit survives, where the client knows better than the server's settings: PGlite. */
  readonly durability?: "memory" | "process";
}

/** Errors of statements that were never sent. */
const unsent = new WeakSet<object>();

/** Marks the error of a statement that was never sent, for `didNothing`; gives it back. */
export function neverSent(error: unknown): unknown {
  if (typeof error === "object" && error !== null) unsent.add(error);
  return error;
}

/** Whether an error was marked by `neverSent`. */
export function wasNeverSent(error: unknown): boolean {
  return typeof error === "object" && error !== null && unsent.has(error);
}
