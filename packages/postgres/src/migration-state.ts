/** What a database says about its migrations, beside what this version of the package knows. @module */

import { OpenbellError } from "@openbell/core";
import { sqlStateOf } from "./failures.js";
import { MIGRATIONS, type Migration } from "./migrations/index.js";
import type { Query } from "./port.js";
import { inSchema } from "./statements.js";

/** What stands between a database and this version of the package. */
export interface MigrationState {
  /** The highest number applied, 0 where there is none. */
  readonly version: number;
  /** Known here and not applied there. */
  readonly pending: readonly Migration[];
  /** Applied there and not known here: numbers. */
  readonly unknown: readonly number[];
  /** Applied there as another text: numbers. */
  readonly changed: readonly number[];
}

/** Reads the list of applied migrations; a database without one has none. */
export async function readMigrationState(query: Query, schema: string | undefined): Promise<MigrationState> {
  const applied = new Map<number, unknown>();
  const list = inSchema("select number, checksum from openbell_migrations order by number", schema);
  try {
    for (const { number, checksum } of (await query(list, [])).rows) applied.set(Number(number), checksum);
  } catch (error) {
    // No such table, no such schema.
    if (!["42P01", "3F000"].includes(sqlStateOf(error) ?? "")) throw error;
  }
  const known = new Set(MIGRATIONS.map(({ number }) => number));
  return {
    version: Math.max(0, ...applied.keys()),
    pending: MIGRATIONS.filter(({ number }) => !applied.has(number)),
    unknown: [...applied.keys()].filter((number) => !known.has(number)),
    changed: MIGRATIONS.filter(({ number, checksum }) => applied.has(number) && applied.get(number) !== checksum).map(
      ({ number }) => number,
    ),
  };
}

function misfit(message: string, details: Record<string, unknown>): OpenbellError {
  return new OpenbellError("STORE_MISUSE", `Store postgres: ${message}`, { path: "schema", ...details });
}

/** The error for a database that is ahead of this package, or `null`. */
export function aheadOf({ unknown, changed, version }: MigrationState): OpenbellError | null {
  const known = MIGRATIONS.length;
  if (unknown.length > 0)
    return misfit(`expected migrations 1 to ${known}, found ${version}: a newer version made this database. Upgrade @openbell/postgres.`, {
      problem: "newer",
      version,
      known,
    });
  if (changed.length === 0) return null;
  return misfit(
    `expected migration ${changed[0]} as this version has it, found another text of the same number: not a database of a released version. ` +
      "Use the version that made it, or move the records to a new schema.",
    { problem: "changed", version, known, changed },
  );
}

/** The error for a database that this package cannot work with as it is, or `null`. */
export function misfitOf(state: MigrationState): OpenbellError | null {
  const { pending, version } = state;
  const known = MIGRATIONS.length;
  const ahead = aheadOf(state);
  if (ahead !== null || pending.length === 0) return ahead;
  return version === 0
    ? misfit("expected its tables, found none. Run `openbell db create`, or `migrate(port)`, or say in which `schema` they are.", {
        problem: "missing",
        version,
        known,
      })
    : misfit(`expected migrations 1 to ${known}, found ${version}. Run \`openbell db migrate\`, or \`migrate(port)\`.`, {
        problem: "behind",
        version,
        known,
      });
}
