/** The SQL of the verbs, one statement each, and where it looks for its functions. @module */

import { OpenbellError } from "@openbell/core";
import append from "./sql/append.sql";
import claim from "./sql/claim.sql";
import extend from "./sql/extend.sql";
import get from "./sql/get.sql";
import list from "./sql/list.sql";
import put from "./sql/put.sql";
import putKnown from "./sql/put-known.sql";
import putMany from "./sql/put-many.sql";
import putNew from "./sql/put-new.sql";
import read from "./sql/read.sql";
import release from "./sql/release.sql";
import remove from "./sql/remove.sql";

/** What is sent: the verbs of a store; `putNew`, `putKnown` and `putMany` share one. */
export type Verb =
  | "append"
  | "claim"
  | "extend"
  | "get"
  | "list"
  | "put"
  | "putKnown"
  | "putMany"
  | "putNew"
  | "read"
  | "release"
  | "remove";

/** A statement for each verb. */
export type Statements = Readonly<Record<Verb, string>>;

const VERBS: Statements = { append, claim, extend, get, list, put, putKnown, putMany, putNew, read, release, remove };

/** A name as SQL takes it whatever is in it. @throws OpenbellError `STORE_MISUSE` where no Postgres takes it. */
export function quoted(name: string): string {
  if (typeof name !== "string" || name === "" || name.includes("\0") || new TextEncoder().encode(name).length > 63) {
    throw new OpenbellError("STORE_MISUSE", "Store: expected `schema` to be the name of a schema, 1 to 63 bytes.", { path: "schema" });
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** SQL without its comments, which would be sent with every call. */
const bare = (sql: string): string => sql.replace(/^--.*$/gm, "").trim();

/** SQL whose own names (`openbell_…`) lie in a schema; where none is given, the connection's search path finds them. */
export function inSchema(sql: string, schema: string | undefined): string {
  return schema === undefined ? sql : sql.replaceAll(/\bopenbell_/g, () => `${quoted(schema)}.openbell_`);
}

/** The statements of all verbs for a schema. */
export function statementsIn(schema: string | undefined): Statements {
  return Object.fromEntries(Object.entries(VERBS).map(([verb, sql]) => [verb, inSchema(bare(sql), schema)])) as Statements;
}
