/** Records in Postgres that lose nothing: compare and set, append streams, expiry, leases, over pg, postgres.js or PGlite. @module */

export { type Connected, connectPg } from "./connect.js";
export { type FromPgOptions, fromPg, type PgClient, type PgPool, type PgStatement } from "./from-pg.js";
export { fromPglite, type Pglite, type PgliteQueries } from "./from-pglite.js";
export {
  type FromPostgresJsOptions,
  fromPostgresJs,
  type PostgresJs,
  type PostgresJsQueries,
} from "./from-postgres-js.js";
export { createSchema, dropAll, type Migrated, migrate, type SchemaOptions } from "./migrate.js";
export { neverSent, type Parameter, type PostgresPort, type Query, type QueryOptions, type Row } from "./port.js";
export type { Durability } from "./settings.js";
export { type PostgresStoreOptions, postgresStore } from "./store.js";
export { type Verified, type VerifyOptions, verify } from "./verify.js";
