/** Runs a script by its digest, and by its text where the server does not know it (any more). @module */

import type { CommandPart, RedisPort } from "./port.js";
import type { Script } from "./scripts.js";

const isUnknownScript = (error: unknown): boolean => error instanceof Error && /^NOSCRIPT\b/.test(error.message);

/**
 * The reply of a script. A server forgets scripts when it restarts, when somebody flushes them and when a replica takes over; `EVALSHA` then
 * did nothing, and `EVAL` both runs and loads it.
 */
export function run(port: RedisPort, { sha, text }: Script, keys: readonly string[], parts: readonly CommandPart[]): Promise<unknown> {
  const key = keys[0] as string;
  // Not spread: that grows the array step by step.
  const command = (["EVALSHA", sha, String(keys.length)] as CommandPart[]).concat(keys, parts);
  return port.send(command, key).catch((error) => {
    if (!isUnknownScript(error)) throw error;
    return port.send(["EVAL", text, ...command.slice(2)], key);
  });
}
