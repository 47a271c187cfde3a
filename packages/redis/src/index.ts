/** Records in Redis that lose nothing: compare and set, append streams, expiry, leases, one Lua script a write. @module */

export {
  fromIORedis,
  fromNodeRedis,
  fromNodeRedisCluster,
  type IORedisClient,
  type NodeRedisClient,
  type NodeRedisCluster,
} from "./clients.js";
export type { RedisStoreOptions } from "./options.js";
export type { CommandPart, RedisPort } from "./port.js";
export { redisStore } from "./store.js";
