/** The record store over a Postgres database. @module */

import { OpenbellError } from "@openbell/core";
import type { RecordStore, StoreCapabilities, StoreOptions, WriteResult } from "@openbell/core/store";
import { cursorAfter, type PortCall, parseCursor, type StorePort, storeOver, underneath } from "@openbell/core/store/adapter";
import { didNothing, isRace, isReadOnly } from "./failures.js";
import { misfitOf, readMigrationState } from "./migration-state.js";
import { besideText, expectText, extrasText, itemsOf, joined, number, revisionOf, writeParameters } from "./parameters.js";
import { neverSent, type Parameter, type PostgresPort, type Row } from "./port.js";
import { putManyOver } from "./put-many.js";
import { absenceOf, bytesOf, headOf, recordOf, resultOf, wholeOf } from "./rows.js";
import { type Durability, unsafeSettings } from "./settings.js";
import { statementsIn, type Verb } from "./statements.js";

/** How a Postgres store is made. */
export interface PostgresStoreOptions extends StoreOptions {
  /** The schema that its tables are in; the connection's search path finds them where left out. */
  readonly schema?: string;
  /**
   * What an acknowledged write has to survive. `fsync` where left out: the store then refuses to work on a server that would lose commits in a
   * power cut (`synchronous_commit` or `fsync` off). `process` takes any server; `replicated` asks for synchronous standbys.
   */
  readonly durability?: Durability;
  /** The largest body and item, in bytes; 1 MiB where left out. */
  readonly maxBodyBytes?: number;
  /** How many operations of a record are remembered at least; 64 where left out. */
  readonly operationMemory?: number;
  /** How long a removed record is `gone`, in milliseconds; a day where left out. */
  readonly tombstoneMs?: number;
}

/** How often a write is tried that lost a race (a deadlock, a serialization failure): it did nothing, and keeps its operation id. */
const TRIES = 3;

/**
 * A record store in Postgres. Its tables are made by `migrate` or `openbell db create`, never on the way. Looks at the server's settings and
 * migrations when it is first used.
 *
 * @example
 * ```ts no-run: needs a Postgres server
 * import { Pool } from "pg";
 * import { fromPg, migrate, postgresStore } from "@openbell/postgres";
 *
 * const port = fromPg(new Pool({ connectionString: process.env.DATABASE_URL }));
 * await migrate(port);
 * const store = postgresStore(port);
 * ```
 */
export function postgresStore(port: PostgresPort, options: PostgresStoreOptions = {}): RecordStore {
  const { durability = port.durability ?? "fsync", maxBodyBytes = 2 ** 20, operationMemory = 64, tombstoneMs = 86_400_000 } = options;
  const statements = statementsIn(options.schema);
  const memory = String(operationMemory);
  const capabilities: StoreCapabilities = {
    ...{ name: "postgres", durability, clock: "server", append: "native", list: "indexed", claim: "indexed" },
    ...{ maxBodyBytes, operationMemory, tombstoneMs },
  };
  let ready: Promise<void> | undefined;

  async function check({ deadlineMs }: PortCall): Promise<void> {
    const unsafe = (await unsafeSettings(port, durability, deadlineMs))[0];
    if (unsafe !== undefined) {
      const { setting, expected, found } = unsafe;
      throw new OpenbellError(
        "STORE_MISUSE",
        `Store postgres: expected the server's setting \`${setting}\` to be ${expected}, found ${found || "nothing"}: an acknowledged write could ` +
          'be lost. Change it, or say `durability: "process"`.',
        { path: "durability", setting, expected, found },
      );
    }
    const misfit = misfitOf(await readMigrationState((text, parameters) => port.query(text, parameters, { deadlineMs }), options.schema));
    if (misfit !== null) throw misfit;
  }

  /** Sends a verb's statement. What fails before it was sent is marked so. */
  async function send(verb: Verb, parameters: readonly Parameter[], call: PortCall): Promise<readonly Row[]> {
    ready ??= check(call).catch((error: unknown) => {
      ready = undefined;
      throw neverSent(error);
    });
    await ready;
    for (let tries = 1; ; tries++) {
      try {
        return (await port.query(statements[verb], parameters, { deadlineMs: call.deadlineMs })).rows;
      } catch (error) {
        if (isReadOnly(error)) throw readOnly(verb, error);
        if (!isRace(error) || tries === TRIES) throw error;
      }
    }
  }

  const write = async (verb: Verb, parameters: readonly Parameter[], call: PortCall): Promise<WriteResult> =>
    resultOf((await send(verb, parameters, call))[0] as Row);

  const many = putManyOver(send, memory);

  const store: StorePort = {
    capabilities,
    async get({ tenant, kind, id }, evenExpired, call) {
      const row = (await send("get", [tenant, kind, id, String(evenExpired)], call))[0];
      const why = absenceOf(row);
      return why === null ? { found: true, record: recordOf(row as Row) } : { found: false, why };
    },
    put(request, call) {
      const { expect, body, createdMs } = request;
      const extras = extrasText(request);
      return write(
        "put",
        [
          ...writeParameters(request),
          ...[expectText(expect), number(revisionOf(expect)), ...besideText(request), number(createdMs), body ?? null],
          ...[extras, extras === null ? null : joined(itemsOf(request)), memory, String(call.deadlineMs)],
        ],
        call,
      );
    },
    putMany: many.putMany,
    append(request, call) {
      const parameters = [extrasText(request), joined(itemsOf(request)), memory, String(call.deadlineMs)];
      return write("append", [...writeParameters(request), ...parameters], call);
    },
    extend(request, call) {
      const parameters = [String(request.byMs), number(request.maxMs), memory, String(call.deadlineMs)];
      return write("extend", [...writeParameters(request), ...parameters], call);
    },
    remove(request, call) {
      const { expect } = request;
      const parameters = [expectText(expect), number(revisionOf(expect)), String(tombstoneMs), memory, String(call.deadlineMs)];
      return write("remove", [...writeParameters(request), ...parameters], call);
    },
    async read(request, evenExpired, call) {
      const { tenant, kind, id } = request.key;
      const range = "last" in request ? [String(request.last), null, null] : [null, String(request.from), String(request.limit)];
      const rows = await send("read", [tenant, kind, id, String(evenExpired), request.stream, ...range], call);
      const end = rows.at(-1) as Row;
      const why = absenceOf(end);
      if (why !== null) return { found: false, why };
      const items = rows.slice(0, -1).map((row) => ({ number: wholeOf(row, "number"), bytes: bytesOf(row, "bytes") }));
      return { found: true, items, next: wholeOf(end, "number") };
    },
    async list({ tenant, kind, owner = null, tag = null, order = "updated", limit, after, expired = false }, call) {
      const place = after === undefined ? null : parseCursor(after);
      const parameters = [tenant, kind, owner, tag, order, String(limit + 1), number(place?.ms), place?.id ?? null, String(expired)];
      const rows = await send("list", parameters, call);
      const items = rows.slice(0, limit).map(headOf);
      const last = items.at(-1);
      return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last, order) : null };
    },
    async claim({ kind, tenant = null, limit, worker, leaseMs }, call) {
      const rows = await send("claim", [kind, tenant, String(limit), worker, String(leaseMs)], call);
      return { records: rows.map((row) => ({ record: recordOf(row), attempts: wholeOf(row, "attempts") })) };
    },
    async release({ key, worker, retryInMs }, call) {
      const parameters = [key.tenant, key.kind, key.id, worker, String(retryInMs), String(call.deadlineMs)];
      return (await send("release", parameters, call))[0]?.["released"] === true;
    },
    close: async () => {},
    didNothing: (error) => !many.halfDone(error) && didNothing(error),
  };
  return storeOver(store, options);
}

/** A standby answers reads; a write has to find the primary, which the next connection may. */
function readOnly(verb: string, cause: unknown): OpenbellError {
  return new OpenbellError(
    "STORE_UNAVAILABLE",
    `Store postgres: ${verb} was not done: the server takes no writes (25006), it is a standby or set to read only. Nothing was changed; ` +
      "connect to the primary, or try again after the failover.",
    { store: "postgres", verb, problem: "25006" },
    underneath(cause),
  );
}
