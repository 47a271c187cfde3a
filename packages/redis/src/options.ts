/** What can be said about a Redis store, and what holds where nothing is said. @module */

import { OpenbellError } from "@openbell/core";
import type { StoreOptions } from "@openbell/core/store";

/** How a Redis store is made. */
export interface RedisStoreOptions extends StoreOptions {
  /** What all keys begin with, so that several stores share a server: letters, digits and `._:-`; `openbell` where left out. */
  readonly prefix?: string;
  /**
   * Over how many slots of a cluster tenants are spread; 16 where left out. All of a tenant is in one slot. Never change it for records that
   * exist: they would not be found.
   */
  readonly buckets?: number;
  /**
   * What acknowledged writes survive. Left out: the server is asked at the first call, and refused (`STORE_MISUSE`) where it would lose
   * records on purpose or by a restart. `"memory"` takes any server: records are a cache. The others state it where the server may not
   * be asked; one that can be asked and says otherwise is refused.
   */
  readonly durability?: "memory" | "seconds" | "process" | "fsync" | "replicated";
  /** The largest body and item, in bytes; 1 MiB where left out. */
  readonly maxBodyBytes?: number;
  /** How many operations of each record are remembered at least, up to 4,096; 64 where left out. */
  readonly operationMemory?: number;
  /** How long a removed record is `gone`, in milliseconds; a day where left out. */
  readonly tombstoneMs?: number;
  /** For how long after its expiry a record waits for whoever archives it, in milliseconds, before the server drops it; 7 days where left out. */
  readonly graceMs?: number;
}

/** The options with nothing left out. */
export interface Settled {
  readonly prefix: string;
  readonly buckets: number;
  readonly durability: RedisStoreOptions["durability"];
  readonly maxBodyBytes: number;
  readonly operationMemory: number;
  readonly tombstoneMs: number;
  readonly graceMs: number;
}

const DAY_MS = 86_400_000;

function checked(name: string, value: number, from: number, to: number): number {
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new OpenbellError("STORE_MISUSE", `Redis store: expected \`${name}\` to be a whole number from ${from} to ${to}, got ${value}.`, {
    path: name,
    found: value,
  });
}

/** Checks the options and fills them up. @throws OpenbellError `STORE_MISUSE`. */
export function settled(options: RedisStoreOptions): Settled {
  const { prefix = "openbell", buckets = 16, durability, maxBodyBytes = 2 ** 20, operationMemory = 64 } = options;
  const { tombstoneMs = DAY_MS, graceMs = 7 * DAY_MS } = options;
  if (typeof prefix !== "string" || !/^[A-Za-z0-9._:-]{1,64}$/.test(prefix))
    throw new OpenbellError("STORE_MISUSE", "Redis store: expected `prefix` to be 1 to 64 characters of A-Z a-z 0-9 . _ : -.", {
      path: "prefix",
    });
  return {
    prefix,
    durability,
    buckets: checked("buckets", buckets, 1, 16_384),
    maxBodyBytes: checked("maxBodyBytes", maxBodyBytes, 1, 2 ** 29 - 2 ** 20),
    operationMemory: checked("operationMemory", operationMemory, 1, 4096),
    tombstoneMs: checked("tombstoneMs", tombstoneMs, 1, 3_200_000_000_000),
    graceMs: checked("graceMs", graceMs, 0, 3_200_000_000_000),
  };
}
