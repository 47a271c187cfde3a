/** Records in Postgres that lose nothing: compare and set, append streams, expiry, leases, over pg, postgres.js or PGlite. @module */

export {};
