/** A fresh process that runs one DuckDB statement: `node duckdb-statement.mjs SQL`. @module */

import { DuckDBInstance } from "@duckdb/node-api";

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
await connection.run(process.argv[2]);
connection.closeSync();
instance.closeSync();
