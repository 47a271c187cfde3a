/**
 * The Lua scripts: one file a verb, `<verb>-<number of keys>.lua`. A script is put together by writing one text behind the other: constants,
 * then the shared parts and the verb's own in the order that its line below names. All run in one scope; there is nothing else to it.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { Settled } from "./options.js";
import append from "./scripts/append-2.lua";
import claim from "./scripts/claim-2.lua";
import extend from "./scripts/extend-4.lua";
import list from "./scripts/list-2.lua";
import peek from "./scripts/peek-2.lua";
import put from "./scripts/put-5.lua";
import read from "./scripts/read-2.lua";
import release from "./scripts/release-3.lua";
import remove from "./scripts/remove-5.lua";
import additions from "./scripts/shared/additions.lua";
import bury from "./scripts/shared/bury.lua";
import clock from "./scripts/shared/clock.lua";
import decide from "./scripts/shared/decide.lua";
import due from "./scripts/shared/due.lua";
import exact from "./scripts/shared/exact.lua";
import head from "./scripts/shared/head.lua";
import index from "./scripts/shared/index.lua";
import keep from "./scripts/shared/keep.lua";
import lease from "./scripts/shared/lease.lua";
import load from "./scripts/shared/load.lua";
import queue from "./scripts/shared/queue.lua";
import restore from "./scripts/shared/restore.lua";
import store from "./scripts/shared/store.lua";

/** A script as it is sent. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

/** The verbs that are scripts: all but `get`. */
export type Verb = "put" | "append" | "read" | "extend" | "remove" | "list" | "claim" | "peek" | "release";

/** The limits of `@openbell/core` that scripts check, and those of a single script run. */
const LIMITS = {
  STREAMS_AT_MOST: 32,
  COUNTERS_AT_MOST: 64,
  LARGEST: Number.MAX_SAFE_INTEGER,
  /** Bytes of bodies after which a claim goes on in another call. */
  BYTES_AT_MOST: 8 * 2 ** 20,
  /** Entries of other tenants that a claim passes over in one call. */
  LOOKED_AT_MOST: 1000,
};

function script(constants: Readonly<Record<string, number | boolean>>, ...parts: readonly string[]): Script {
  const names = Object.entries(constants).map(([name, value]) => `local ${name} = ${value}\n`);
  const text = names.join("") + parts.join("\n");
  return { text, sha: createHash("sha1").update(text).digest("hex") };
}

/** All scripts for these settings. */
export function scriptsOf({ operationMemory: MEMORY, graceMs: GRACE, tombstoneMs: TOMBSTONE }: Settled): Readonly<Record<Verb, Script>> {
  const { STREAMS_AT_MOST, COUNTERS_AT_MOST, LARGEST, BYTES_AT_MOST, LOOKED_AT_MOST } = LIMITS;
  const write = { MEMORY, GRACE, ALLOWS_EXPIRED: false };
  const added = { ...write, STREAMS_AT_MOST, COUNTERS_AT_MOST, LARGEST };
  const deciding = [clock, head, exact, decide];
  const answer = "return answer";
  // Only where the queues' keys are given: most puts are spared the making of the functions.
  const queued = ["if KEYS[DUE_KEY] then", due, queue, "end"];
  return {
    put: script({ ...added, FIRST: 9, DUE_KEY: 4 }, ...deciding, additions, put, store, keep, index, ...queued, answer),
    append: script({ ...added, FIRST: 7 }, ...deciding, additions, append, store, keep, answer),
    read: script({}, clock, head, load, read),
    extend: script({ ...write, DUE_KEY: 3 }, ...deciding, extend, store, keep, ...queued, answer),
    remove: script({ ...write, ALLOWS_EXPIRED: true, DUE_KEY: 4, TOMBSTONE }, ...deciding, due, remove, store, bury, answer),
    list: script({}, clock, head, exact, load, list),
    claim: script({ DUE_KEY: 1, BYTES_AT_MOST, LOOKED_AT_MOST }, clock, head, load, due, lease, restore, claim),
    peek: script({ DUE_KEY: 1 }, clock, head, load, due, lease, restore, peek),
    release: script({ DUE_KEY: 2 }, clock, head, load, due, lease, release),
  };
}
