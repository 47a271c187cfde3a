/** `openbell db`: makes, looks at, brings up to date and drops the tables of a record store in Postgres. @module */

import { OpenbellError } from "@openbell/core";
import type { PostgresPort } from "@openbell/postgres";
import type { Command } from "commander";
import { UsageError } from "../failure.js";
import type { Io } from "../io.js";

interface DbOptions {
  readonly url?: string;
  readonly schema?: string;
}

/** The part of the options that says where the tables are. */
type Place = Pick<DbOptions, "schema">;

/** Adds the commands to the program. */
export function addDb(program: Command, io: Io): void {
  const db = program
    .command("db")
    .description("the tables of a record store in Postgres: create, verify, migrate, drop")
    .addHelpText("after", "\nThe database is --url or the variable DATABASE_URL. Needs the package pg.\n");

  add(db, "create", "make the schema, if it is named and not there, and the tables").action((options: DbOptions) =>
    withDatabase(io, options, async (port, place) => {
      const { createSchema } = await import("@openbell/postgres");
      if (place.schema !== undefined) await createSchema(port, place.schema);
      await bringUpToDate(io, port, place);
    }),
  );
  add(db, "migrate", "apply the migrations that the database has not seen").action((options: DbOptions) =>
    withDatabase(io, options, (port, place) => bringUpToDate(io, port, place)),
  );
  add(db, "verify", "look at settings, migrations and tables; exit code 1 and what differs where something does").action(
    (options: DbOptions) =>
      withDatabase(io, options, async (port, place) => {
        const { verify } = await import("@openbell/postgres");
        const { version, problems } = await verify(port, place);
        if (problems.length > 0) throw new OpenbellError("STORE_MISUSE", problems.join("\n"), { problems });
        io.stdout.write(`All is well: migrations 1 to ${version}, all tables, safe settings.\n`);
      }),
  );
  add(db, "drop", "drop the tables and all records in them")
    .option("--yes", "really do it")
    .action((options: DbOptions & { readonly yes?: true }) => {
      if (options.yes !== true) throw new UsageError("`openbell db drop` deletes every record. Say --yes to do it.");
      return withDatabase(io, options, async (port, place) => {
        const { dropAll } = await import("@openbell/postgres");
        await dropAll(port, place);
        io.stdout.write("Dropped.\n");
      });
    });
}

function add(db: Command, name: string, description: string): Command {
  return db
    .command(name)
    .description(description)
    .option("--url <url>", "the database, postgres://user@host:5432/name (default: DATABASE_URL)")
    .option("--schema <name>", "the schema of the tables (default: the first of the search path)");
}

async function bringUpToDate({ stdout }: Io, port: PostgresPort, place: Place): Promise<void> {
  const { migrate } = await import("@openbell/postgres");
  const { schema, applied, version } = await migrate(port, place);
  const done = applied.length === 0 ? "was up to date" : `applied ${applied.join(", ")}`;
  stdout.write(`Schema ${JSON.stringify(schema)}: ${done}; now at migration ${version}.\n`);
}

/** Connects, runs, and lets go of the connection whatever happens. The driver is loaded here: the other commands need none. */
async function withDatabase(io: Io, options: DbOptions, run: (port: PostgresPort, place: Place) => Promise<void>): Promise<void> {
  const { url = io.env["DATABASE_URL"], schema } = options;
  if (url === undefined || url === "") throw new UsageError("Which database? Give --url, or set DATABASE_URL.");
  const { connectPg } = await import("@openbell/postgres");
  const database = await connectPg(url);
  try {
    await run(database.port, schema === undefined ? {} : { schema });
  } finally {
    await database.close();
  }
}
