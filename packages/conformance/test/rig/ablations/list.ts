// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are source texts.
/**
 * Mechanisms and what their lack looks like: each entry takes one mechanism out of one source text, and somebody must notice. Production code has
 * no switches for this; the text is changed on the way into a bundle. `find` must be there exactly once: an entry that no longer fits its source
 * fails the run, so that the list stays true.
 *
 * @module
 */

/**
 * Who has to notice: cases of the conformance suite on a store (groups or, where a store is slow, single ones), or a probe. `fresh`: on a server
 * that nobody else uses, for what another store on it would hide.
 */
export type Watch =
  | { readonly suite: "memory" | "files" | "node-redis" | "pg"; readonly only: readonly string[]; readonly fresh?: boolean }
  | { readonly probe: Probe };

/** Checks that the suite does not have, in `support/ablation.ts`. */
export type Probe = "damaged-files" | "sealing" | "tiers";

/** One mechanism taken away. */
export interface Ablation {
  /** What it is for. */
  readonly mechanism: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly watch: Watch;
}

const on =
  (suite: "memory" | "files" | "node-redis" | "pg") =>
  (mechanism: string, file: string, find: string, replace: string, only: readonly string[]): Ablation => ({
    mechanism,
    file,
    find,
    replace,
    watch: { suite, only },
  });
const memory = on("memory");
const files = on("files");
const redis = on("node-redis");
const postgres = on("pg");
const probe =
  (name: Probe) =>
  (mechanism: string, file: string, find: string, replace: string): Ablation => ({
    mechanism,
    file,
    find,
    replace,
    watch: { probe: name },
  });
const damage = probe("damaged-files");
const sealing = probe("sealing");

const STATE = "core/src/store/record-state.ts";
const PORT = "core/src/store/port.ts";
const CHECKS = "core/src/store/checks.ts";

/** What the core decides, seen through the store in memory. */
const CORE: readonly Ablation[] = [
  memory("compare and set", STATE, "const same = expect.etag === state.etag &&", "const same = true &&", ["ETAG", "PUT", "RACE"]),
  memory("an expected revision counts", STATE, "(expect.revision === undefined || expect.revision === state.revision)", "true", [
    "ETAG",
    "PUT",
    "VER",
  ]),
  memory(
    "a repetition is known again",
    STATE,
    "const again = replayed(slot, request);\n  if (again !== undefined) return { result: again, slot };",
    "",
    ["OP"],
  ),
  memory(
    "an operation id stands for one write",
    STATE,
    "return remembered.digest === request.digest ? answerOf",
    "return remembered !== undefined ? answerOf",
    ["OP"],
  ),
  memory(
    "operations are remembered as long as declared",
    STATE,
    "if (state.operations.length > memory) state.operations.splice(0, state.operations.length - memory);",
    "state.operations.splice(0, state.operations.length - 1);",
    ["OP", "MODEL"],
  ),
  memory(
    "a removal leaves a tombstone",
    STATE,
    "slot: { goneUntilMs: nowMs + capabilities.tombstoneMs, operations: state.operations }",
    "slot: undefined",
    ["PUT", "OP", "ETAG"],
  ),
  memory("a tombstone remembers operations", STATE, "tombstoneMs, operations: state.operations }", "tombstoneMs, operations: [] }", ["OP"]),
  memory(
    "an etag names the operation",
    STATE,
    "state.etag = etagOf(state.incarnation, state.version, request.operation);",
    "state.etag = etagOf(state.incarnation, state.version, 'o');",
    ["ETAG", "VER"],
  ),
  memory("a lower epoch is fenced", STATE, "request.epoch < state.epoch", "false", ["EPO"]),
  memory(
    "a writer without an epoch is fenced",
    STATE,
    "(request.epoch === undefined || request.epoch < state.epoch)",
    "(request.epoch ?? state.epoch) < state.epoch",
    ["EPO"],
  ),
  memory(
    "an expired record takes no writes",
    STATE,
    "if (!evenExpired && isExpired(state, nowMs)) return refused",
    "if (false) return refused",
    ["EXP"],
  ),
  memory("an extension never shortens", STATE, "Math.max(state.expiresMs, Math.min(", "Math.min(Number.MAX_SAFE_INTEGER, Math.min(", [
    "EXP",
  ]),
  memory("an extension has a maximum", STATE, "state.createdMs + request.maxMs", "Number.POSITIVE_INFINITY", ["EXP"]),
  memory("a put gives up the lease", STATE, "state.lease = null;\n    state.attempts = 0;", "", ["CLAIM"]),
  memory("a lease keeps others away", STATE, "(state.lease === null || state.lease.untilMs <= nowMs)", "true", ["CLAIM"]),
  memory("a lease runs out", STATE, "(state.lease === null || state.lease.untilMs <= nowMs)", "state.lease === null", ["CLAIM"]),
  memory("only the worker gives a lease back", STATE, "state.lease.worker !== worker ||", "", ["CLAIM"]),
  memory("a stream's numbers go on after trimming", STATE, "kept.next += items.length;", "kept.next = kept.items.length;", ["APP"]),
  memory("appended items are copies", STATE, "kept.items.push(new Uint8Array(item))", "kept.items.push(item)", ["BYTE", "APP"]),
  memory("a body is a copy", STATE, "state.body = new Uint8Array(request.body);", "state.body = request.body;", ["BYTE", "PUT"]),
  memory("a large body is refused", PORT, "if (tooLarge(capabilities, put.body, put.appends)) return large;", "", ["PUT", "BYTE", "ERR"]),
  memory("requests are checked", CHECKS, 'if (!ID.test(typeof key.id === "string" ? key.id : ""))', "if (false)", ["KEY"]),
  memory("a call has a deadline", PORT, "deadlines.set(deadlineMs, () => fail(", "deadlines.set(deadlineMs, () => void (", ["WAIT-11"]),
  memory("a doubtful failure is told as unknown", PORT, "sure || operation === undefined", "true", ["WAIT", "ERR"]),
  memory("a closed store takes nothing", PORT, "if (closed !== undefined) throw", "if (false) throw", ["CLOSE"]),
];

const DECISIONS = "postgres/src/migrations/0002_decisions.sql";

const POSTGRES: readonly Ablation[] = [
  postgres("a record is locked while it is decided", DECISIONS, "and r.id = p_id for update;", "and r.id = p_id;", ["OP-51", "RACE-01"]),
  postgres("operations are found again", DECISIONS, "where p.record = s.record and p.operation = p_operation;", "where false;", [
    "OP-44",
    "OP-45",
  ]),
  postgres("an epoch fences", DECISIONS, "p_epoch < v_epoch) then 'fenced'", "false) then 'fenced'", ["EPO-01", "EPO-03"]),
  postgres("compare and set", DECISIONS, "when p_expect <> v_etag or", "when false or", ["ETAG-02", "ETAG-05"]),
  postgres(
    "claims pass over locked records",
    "postgres/src/migrations/0008_claim.sql",
    "and (r.lease_until_ms is null or r.lease_until_ms <= v_now_ms) and",
    "and",
    ["CLAIM-01"],
  ),
  postgres(
    "a removal leaves a tombstone",
    "postgres/src/migrations/0006_append_extend_remove.sql",
    "gone_until_ms = s.now_ms + p_tombstone_ms,",
    "gone_until_ms = s.now_ms,",
    ["PUT-03", "ETAG-04"],
  ),
];

const DECIDE = "redis/src/scripts/shared/decide.lua";

const REDIS: readonly Ablation[] = [
  redis("a repetition is known again", DECIDE, "if its == operation then\n", "if false then\n", ["OP-44", "OP-45"]),
  redis("an operation id stands for one write", DECIDE, "if digest ~= ARGV[2] then", "if false then", ["OP-15", "OP-16"]),
  redis("a tombstone refuses", DECIDE, "if gone then return '0 gone' end", "", ["PUT-03", "PUT-07"]),
  redis("an epoch fences", DECIDE, "tonumber(ARGV[5]) < epoch) then", "false) then", ["EPO-01", "EPO-03"]),
  redis("compare and set", DECIDE, "if expected ~= etag and expected ~= '*' and", "if false and", ["ETAG-02", "ETAG-05"]),
  redis("an expired record takes no writes", DECIDE, "if not ALLOWS_EXPIRED and expires and expires <= now then", "if false then", [
    "EXP-09",
    "EXP-13",
  ]),
  // Before all that leave the script of a put as it is: once the server knows that, nobody sends it again.
  {
    mechanism: "forgotten scripts are sent again",
    ...{ file: "redis/src/run.ts", find: "if (!isUnknownScript(error)) throw error;", replace: "throw error;" },
    watch: { suite: "node-redis", only: ["PUT-01", "PUT-02"], fresh: true },
  },
  redis("a written record moves to the front of its lists", "redis/src/scripts/list-2.lua", "if KEYS[2] and", "if false and", ["LIST-04"]),
];

const OBJECTS: readonly Ablation[] = [
  files("a tombstone ends", STATE, "slot.goneUntilMs <= nowMs ? undefined", "slot.goneUntilMs <= 0 ? undefined", ["ETAG-03"]),
  files(
    "an object is replaced only by who knows it",
    "object-store/src/files/file-objects.ts",
    'live.version !== ifMatch) return { refused: "changed" };\n      const etag',
    'false) return { refused: "changed" };\n      const etag',
    ["RACE-04"],
  ),
  files(
    "a new object takes nobody's place",
    "object-store/src/files/file-objects.ts",
    "if (live !== null && ifAbsent) return",
    "if (false) return",
    ["PUT-01", "PUT-03"],
  ),
  damage(
    "an object's checksum",
    "object-store/src/envelope.ts",
    "if (!same(digest(bytes.subarray(0, total - DIGEST)), bytes.subarray(total - DIGEST)))",
    "if (false)",
  ),
  damage(
    "a head's checksum",
    "object-store/src/envelope.ts",
    "if (!same(digest(bytes.subarray(0, headEnd)), bytes.subarray(headEnd, headEnd + DIGEST)))",
    "if (false)",
  ),
  damage(
    "an object says whose it is",
    "object-store/src/record-object.ts",
    "if (tenant !== key.tenant || kind !== key.kind || id !== key.id)",
    "if (false)",
  ),
];

const SEALING: readonly Ablation[] = [
  sealing(
    "the tag is looked at",
    "core/src/store/sealing/cryptography.ts",
    "try {\n        cipher.final();\n      } catch {\n        return null;\n      }",
    "",
  ),
  sealing(
    "an envelope is bound to its record",
    "core/src/store/sealing/envelope.ts",
    'const text = `${key.tenant}\\n${key.kind}\\n${key.id}\\n${stream ?? ""}`;',
    "const text = `${key.tenant} ${stream}`;",
  ),
  sealing(
    "an envelope is bound to its operation",
    "core/src/store/sealing/opening.ts",
    "index <= 1 && operation === partsOf(etag)?.operation",
    "index <= 1",
  ),
];

const tiers = probe("tiers");
const ARCHIVE = "core/src/store/tiers/archive.ts";
const SWEEP = "core/src/store/tiers/sweep.ts";
const TIERED = "core/src/store/tiers/tiered-store.ts";

const TIERS: readonly Ablation[] = [
  tiers(
    "what could not be copied stays where it is",
    ARCHIVE,
    "else if (answer.ok) removing.push({ ...move, staged: answer.etag });",
    "else if (move !== undefined) removing.push({ ...move, staged: null });",
  ),
  tiers(
    "a record that was written to since it was copied stays",
    ARCHIVE,
    'expect: { is: "match", etag, revision }, ...(epoch',
    'expect: { is: "match", etag }, ...(epoch',
  ),
  tiers("a copy is staged by compare and set", ARCHIVE, '{ is: "match", etag: entry.etag }', '{ is: "exists" }'),
  tiers("a copy counts once the record was removed", ARCHIVE, 'meta: { [STAGE]: "staged" },', 'meta: { [STAGE]: "sealed" },'),
  tiers(
    "what the archive has is not replaced by an older state",
    ARCHIVE,
    "if (await isArchived(entry, record, store)) return",
    "if (false) return",
  ),
  tiers(
    "what an archiver left is sealed if the hot tier let go of it",
    SWEEP,
    "const live = await isLive(key);",
    "const live = false as boolean;",
  ),
  tiers("a cold copy is compared", SWEEP, "await checkAgainst(manifest, back.record.body, cold.capabilities.name);", ""),
  tiers(
    "an announced removal leaves the copy",
    TIERED,
    'warm.put({ key, expect, meta: { [STAGE]: "removing" }, due: { inMs: SETTLE_MS } })',
    'warm.put({ key, expect, body: new Uint8Array(0), meta: { [STAGE]: "removing" }, due: { inMs: SETTLE_MS } })',
  ),
  tiers("a removal is announced", TIERED, "known === null ? null : await announce(known);", "null as ETag | null;"),
  tiers("a lost record is lost", TIERED, 'return hotSays === "missing" ? "lost" : null;', "return null;"),
];

/** All of them. */
export const ABLATIONS: readonly Ablation[] = [...CORE, ...POSTGRES, ...REDIS, ...OBJECTS, ...SEALING, ...TIERS];
