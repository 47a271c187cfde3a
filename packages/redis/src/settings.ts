/** What a server is set to, as far as records depend on it. @module */

import { OpenbellError } from "@openbell/core";
import type { StoreCapabilities } from "@openbell/core/store";
import type { RedisPort } from "./port.js";

type Durability = StoreCapabilities["durability"];

/** From the least to the most. */
const ORDER: readonly Durability[] = ["memory", "seconds", "process", "fsync", "replicated"];

const CACHE = 'or say `durability: "memory"` if records are a cache';

function misuse(found: string, remedy: string): OpenbellError {
  return new OpenbellError("STORE_MISUSE", `Redis store: the server has ${found}. ${remedy}.`, { found, remedy });
}

/** A setting, or `undefined` where the server does not tell. */
async function setting(port: RedisPort, name: string): Promise<string | undefined> {
  try {
    // RESP2 gives a list of names and values, RESP3 a map, which clients hand out as an object, a Map or a list.
    const reply = (await port.send(["CONFIG", "GET", name], null)) as unknown;
    const flat = Array.isArray(reply)
      ? reply.flat()
      : reply instanceof Map
        ? [...reply.entries()].flat()
        : Object.entries(reply ?? {}).flat();
    return flat[1] === undefined ? undefined : String(flat[1]);
  } catch (error) {
    // Renamed or forbidden, as managed services do it. Anything else is a failure like any other.
    if (error instanceof Error && /^(NOPERM|ERR unknown (sub)?command)/i.test(error.message)) return undefined;
    throw error;
  }
}

/**
 * What acknowledged writes survive on this server. In a cluster one node is asked for all.
 *
 * @throws OpenbellError `STORE_MISUSE` where the server would lose records by its settings, or less is kept than was stated.
 */
export async function askDurability(port: RedisPort, stated: Durability | undefined): Promise<Durability> {
  if (stated === "memory") return stated;
  const policy = await setting(port, "maxmemory-policy");
  if (policy !== undefined && policy !== "noeviction")
    throw misuse(`maxmemory-policy ${policy}, which drops records to make room`, `Set it to noeviction, ${CACHE}`);
  const aof = await setting(port, "appendonly");
  if (aof === "no") throw misuse("appendonly no, so that a restart loses acknowledged writes", `Set appendonly yes, ${CACHE}`);
  const sync = aof === undefined ? undefined : await setting(port, "appendfsync");
  if (policy === undefined || sync === undefined) {
    if (stated === undefined)
      throw misuse("settings that may not be read (CONFIG GET)", "Say what writes survive there by the option `durability`");
    return stated;
  }
  // Redis writes to the file before it answers, but with `everysec` not while an fsync runs in the background: then a crash of its process
  // alone loses what it has answered, for up to two seconds.
  const found: Durability = sync === "always" ? "fsync" : sync === "no" ? "process" : "seconds";
  if ((stated === "process" || stated === "fsync") && ORDER.indexOf(stated) > ORDER.indexOf(found))
    throw misuse(`appendfsync ${sync}, so that a crash may lose the last acknowledged writes`, "Set appendfsync always, or state less");
  return stated !== undefined && ORDER.indexOf(stated) > ORDER.indexOf(found) ? stated : found;
}
