/** Brings a database to the state that this version of the package needs, and takes everything away again. @module */

import { OpenbellError } from "@openbell/core";
import { aheadOf, readMigrationState } from "./migration-state.js";
import { MIGRATIONS, madeObjects } from "./migrations/index.js";
import type { PostgresPort, Query } from "./port.js";
import { quoted } from "./statements.js";

/** Where the tables are. */
export interface SchemaOptions {
  /** The schema; the first of the connection's search path where left out. */
  readonly schema?: string;
}

/** What a migration did. */
export interface Migrated {
  /** Where the tables are. */
  readonly schema: string;
  /** The numbers of the migrations that were applied now. */
  readonly applied: readonly number[];
  /** The number of the last migration, applied now or before. */
  readonly version: number;
}

/** Any number will do, as long as it stays: who migrates waits for who migrates. */
const LOCK = 1_869_636_974;

const LIST = `create table if not exists openbell_migrations (
  number integer primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp()
)`;

/** Runs queries in one transaction, alone among those who migrate, with one schema as the search path: what is made keeps that path. */
function alone<T>(port: PostgresPort, options: SchemaOptions, run: (query: Query, schema: string) => Promise<T>): Promise<T> {
  return port.transaction(async (query) => {
    const { rows } = await query("select coalesce($1::text, current_schema()) as schema", [options.schema ?? null]);
    const schema = rows[0]?.["schema"];
    if (typeof schema !== "string")
      throw new OpenbellError("STORE_MISUSE", "Store postgres: expected a schema on the search path, found none. Say which `schema`.", {
        path: "schema",
      });
    await query("select pg_advisory_xact_lock($1::text::integer, hashtext($2::text))", [String(LOCK), schema]);
    await query(`set local search_path to ${quoted(schema)}`);
    return run(query, schema);
  });
}

/**
 * Applies the migrations that a database has not seen, each in a transaction of its own. Several processes may do it at once: one applies, the
 * others wait and find it done. The schema must exist.
 *
 * @throws OpenbellError `STORE_MISUSE` where the database is ahead of this version: `details.problem` is `newer` or `changed`.
 */
export async function migrate(port: PostgresPort, options: SchemaOptions = {}): Promise<Migrated> {
  if (options.schema !== undefined) quoted(options.schema);
  const applied: number[] = [];
  for (;;) {
    const step = await alone(port, options, async (query, schema) => {
      await query(LIST);
      const state = await readMigrationState(query, undefined);
      const ahead = aheadOf(state);
      if (ahead !== null) throw ahead;
      const next = state.pending[0];
      if (next === undefined) return { schema, number: null };
      await query(next.sql);
      await query("insert into openbell_migrations (number, name, checksum) values ($1::text::integer, $2::text, $3::text)", [
        String(next.number),
        next.name,
        next.checksum,
      ]);
      return { schema, number: next.number };
    });
    if (step.number === null) return { schema: step.schema, applied, version: MIGRATIONS.length };
    applied.push(step.number);
  }
}

/** Makes a schema, if it is not there. */
export async function createSchema(port: PostgresPort, schema: string): Promise<void> {
  await port.transaction(async (query) => {
    // "if not exists" of two at once is an error for one of them.
    await query("select pg_advisory_xact_lock($1::text::integer, hashtext($2::text))", [String(LOCK), schema]);
    await query(`create schema if not exists ${quoted(schema)}`);
  });
}

/** Drops everything that the migrations made, records included; other things in the schema, and the schema, stay. */
export async function dropAll(port: PostgresPort, options: SchemaOptions = {}): Promise<void> {
  if (options.schema !== undefined) quoted(options.schema);
  await alone(port, options, async (query) => {
    const drops = [...madeObjects()].reverse().map(({ kind, name }) => `drop ${kind} if exists ${name};`);
    await query(`${drops.join("\n")}\ndrop table if exists openbell_migrations;`);
  });
}
