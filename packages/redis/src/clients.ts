/** Redis clients as ports, by the shape of the few methods that are used. Which one a client is, its user says; nothing is guessed. @module */

import type { CommandPart, RedisPort } from "./port.js";

/** Makes node-redis give bulk strings as bytes; `$`, the first byte of one on the wire, names them. */
const BYTES = { typeMapping: { 36: Buffer } } as const;

/**
 * The same without node-redis 6's own limit for commands that wait to be sent: a signal and a timer for each command, which costs about as
 * much as sending it. Only for a client that is connected, which sends at once; the store's deadline counts in any case.
 */
const BYTES_AT_ONCE = { ...BYTES, timeout: undefined } as const;

/** A command without parts, such as `TIME`, for the node of a key: clusters' clients send one that names no key to any node. */
function keyed(command: readonly CommandPart[], key: string | null): readonly CommandPart[] {
  return key === null || command.length > 1 ? command : ["EVAL", "return redis.call(ARGV[1])", "1", key, ...command];
}

/** The part of a client of `redis` (node-redis 5 or newer) that is used. */
export interface NodeRedisClient {
  readonly isReady?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the client's own types of arguments and options differ from version to version.
  sendCommand(command: any, options?: any): Promise<unknown>;
}

/** The part of a cluster of `redis` (node-redis 5 or newer) that is used. */
export interface NodeRedisCluster {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  sendCommand(key: any, isReadonly: any, command: any, options?: any): Promise<unknown>;
}

/** The part of a client or cluster of `ioredis` (5 or newer) that is used. */
export interface IORedisClient {
  readonly isCluster?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  callBuffer(name: string, ...parts: any[]): Promise<unknown>;
}

/**
 * A connected client of `redis`. Recommended: what was in flight when a connection breaks fails at once, and the store says
 * `OUTCOME_UNKNOWN`.
 *
 * @example
 * ```ts no-run: needs a Redis server
 * import { createClient } from "redis";
 * import { fromNodeRedis, redisStore } from "@openbell/redis";
 *
 * const client = createClient({ url: "redis://localhost:6379" });
 * client.on("error", (error) => console.error(error.message));
 * await client.connect();
 * const store = redisStore(fromNodeRedis(client), { prefix: "desk" });
 * ```
 */
export function fromNodeRedis(client: NodeRedisClient): RedisPort {
  return { send: (command) => client.sendCommand(command, client.isReady === true ? BYTES_AT_ONCE : BYTES) };
}

/** A connected cluster of `redis` (`createCluster`). */
export function fromNodeRedisCluster(cluster: NodeRedisCluster): RedisPort {
  return { send: (command, key) => cluster.sendCommand(key ?? undefined, false, keyed(command, key), BYTES) };
}

/**
 * A client or cluster of `ioredis`. It sends again what was in flight when a connection broke, which would apply a plain write twice; here a
 * write has an operation id and is applied once. With `autoResendUnfulfilledCommands: false` such calls never settle by themselves; the
 * store's deadline ends them.
 */
export function fromIORedis(client: IORedisClient): RedisPort {
  const send = ([name, ...parts]: readonly CommandPart[]): Promise<unknown> => client.callBuffer(name as string, ...parts);
  return { send: client.isCluster === true ? (command, key) => send(keyed(command, key)) : send };
}
