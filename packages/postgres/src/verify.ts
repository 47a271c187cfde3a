/** Whether a database is as a store needs it: settings, migrations, and that everything they made is still there. @module */

import type { SchemaOptions } from "./migrate.js";
import { misfitOf, readMigrationState } from "./migration-state.js";
import { madeObjects } from "./migrations/index.js";
import type { PostgresPort } from "./port.js";
import { type Durability, unsafeSettings } from "./settings.js";

/** What is looked at. */
export interface VerifyOptions extends SchemaOptions {
  /** What an acknowledged write has to survive; `fsync` where left out, or what the client knows better. */
  readonly durability?: Durability;
}

/** What was found. */
export interface Verified {
  /** The number of the last migration applied, 0 where there is none. */
  readonly version: number;
  /** What differs, a sentence each; none: all is well. */
  readonly problems: readonly string[];
}

const PRESENT = `select case c.relkind when 'S' then 'sequence' when 'i' then 'index' when 'r' then 'table' else 'type' end as kind,
    c.relname::text as name, null::text as path, n.nspname::text as schema
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = coalesce($1::text, current_schema())
union all
select 'function', p.proname::text, (select substr(s, 13) from unnest(p.proconfig) s where s like 'search_path=%'), n.nspname::text
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where n.nspname = coalesce($1::text, current_schema())`;

/** Looks; changes nothing. */
export async function verify(port: PostgresPort, options: VerifyOptions = {}): Promise<Verified> {
  const { schema, durability = port.durability ?? "fsync" } = options;
  const unsafe = await unsafeSettings(port, durability);
  const problems = unsafe.map(
    ({ setting, expected, found }) =>
      `Setting ${setting}: expected ${expected}, found ${found || "nothing"}: an acknowledged write may be lost.`,
  );
  const state = await readMigrationState(port.query, schema);
  const misfit = misfitOf(state);
  if (misfit !== null) problems.push(misfit.message);
  if (state.version > 0) {
    const { rows } = await port.query(PRESENT, [schema ?? null]);
    const present = new Map(rows.map(({ kind, name, path, schema: found }) => [`${kind} ${name}`, { path, found }]));
    const pending = new Set(state.pending.map(({ number }) => number));
    for (const { kind, name, migration } of madeObjects()) {
      const object = present.get(`${kind} ${name}`);
      if (pending.has(migration)) continue;
      if (object === undefined)
        problems.push(`Expected the ${kind} ${name}, found none: it was dropped. Restore it, or drop all and create anew.`);
      // A schema that was renamed: its functions still look under the old name.
      else if (typeof object.path === "string" && object.path.replaceAll('"', "") !== String(object.found).replaceAll('"', ""))
        problems.push(`Function ${name}: expected it to work in its own schema, found another: the schema was renamed or copied.`);
    }
  }
  return { version: state.version, problems };
}
