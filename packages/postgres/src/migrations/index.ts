/**
 * How a database becomes one that holds records, step by step.
 *
 * Append, never edit or reorder: databases out there have applied these very texts, and refuse any other under the same number.
 *
 * @module
 */

import tables from "./0001_tables.sql";
import decisions from "./0002_decisions.sql";
import streams from "./0003_streams.sql";
import put from "./0004_put.sql";
import putMany from "./0005_put_many.sql";
import appendExtendRemove from "./0006_append_extend_remove.sql";
import reads from "./0007_reads.sql";
import claim from "./0008_claim.sql";
import putKnown from "./0009_put_known.sql";
import planning from "./0010_planning.sql";

/** One step, applied in one transaction. */
export interface Migration {
  /** From 1, without gaps. */
  readonly number: number;
  readonly name: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly checksum: string;
  readonly sql: string;
}

/** All steps, in order. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: "tables", checksum: "ed98ceeb39a82b5dbe139cc8434a1808451bda90d93e0dfc43fe6a006d716879", sql: tables },
  { number: 2, name: "decisions", checksum: "127f7ef7a5b66e03d162ab96c2f91febeb95912d51fc7b03b4d6a164b16607f3", sql: decisions },
  { number: 3, name: "streams", checksum: "0c42de51b0d3c4c3b5782083739b9aaeedec5919858a026b55c1f3e2ed9e2df0", sql: streams },
  { number: 4, name: "put", checksum: "866d04a2259d2f3a8efe7b7ff3183913c9056115e0d7615703b70ce272fe7c1c", sql: put },
  { number: 5, name: "put many", checksum: "44df6c036cd5c4bd86d54588008d032c3816effec01bdfa9a6df46912912156f", sql: putMany },
  {
    number: 6,
    name: "append, extend, remove",
    checksum: "b021660d1309b8a34828cd26b70ab50626577b8b0eeffede5c1ec2191505a1c0",
    sql: appendExtendRemove,
  },
  { number: 7, name: "reads", checksum: "ae2b5aff695b368f2857ba4d488b6bfa0ba56687569234f7597e869ba36b4143", sql: reads },
  { number: 8, name: "claim", checksum: "e8a2cd72adfd2c02573fee680cdbd4dac5b32f9cb1d1c09c1e8006a91016d1ad", sql: claim },
  { number: 9, name: "put known", checksum: "22f5812c3e641913cc6e6a4c176190f3925b18ef0b62fe4143130804f75e78a1", sql: putKnown },
  { number: 10, name: "planning", checksum: "a621f6c49fb1cbb811c7933550c5d4ba2095b0665dd57dac687bb23876fdeda2", sql: planning },
];

/** Something that a migration makes. */
export interface MadeObject {
  readonly kind: "sequence" | "table" | "index" | "type" | "function";
  readonly name: string;
  /** The number of the migration. */
  readonly migration: number;
}

/** Everything that the migrations make, in order. */
export function madeObjects(): readonly MadeObject[] {
  const created = /^create (sequence|table|index|type|function) (openbell_\w+)/gm;
  return MIGRATIONS.flatMap(({ number, sql }) =>
    [...sql.matchAll(created)].map(([, kind, name]) => ({ kind: kind as MadeObject["kind"], name: name as string, migration: number })),
  );
}
