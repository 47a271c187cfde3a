/** How a store is sealed, and what that store can do. @module */

import { type OpenbellError, storeMisuse } from "../../errors.js";
import { kindOf } from "../checks.js";
import type { CallOptions, RecordKey, RecordStore, StoreCapabilities } from "../contract.js";
import type { StoreOptions } from "../port.js";
import type { CryptographyName } from "./cryptography.js";
import { ENVELOPE_BYTES } from "./envelope.js";
import type { KeyProvider } from "./key-provider.js";

/** How a store is sealed. */
export interface SealingOptions extends StoreOptions {
  /** Who wraps the data keys; `"none"`: nothing is encrypted, but every change is found and bodies are compressed. */
  readonly keys: KeyProvider | "none";
  /** Where the data keys lie, as records of kind `data-key`; in the store itself where left out. It must not be less durable. */
  readonly keyStore?: RecordStore;
  /**
   * The name of the data key for a record; records of one name are shredded together. Each record has a key of its own where left out. The owner is
   * the one that the record gets: a write that does not say it reads the record first. The name is not secret.
   */
  readonly keyFor?: (key: RecordKey, owner: string | null) => string;
  /** `"deflate"` makes bodies and items smaller where it helps; `"none"` where left out. Lengths tell something of contents then. */
  readonly compression?: "none" | "deflate";
  /** Whether a record that is not sealed (with `keys`: not encrypted) is refused; `true` where left out. `false` is for moving old records. */
  readonly require?: boolean;
  /** How many data keys are kept in memory; 1,000 where left out. */
  readonly cachedKeys?: number;
  /** For how long, in milliseconds; 60,000 where left out. A key shredded by another process is used that long at most. */
  readonly keyMaxAgeMs?: number;
  /** `"auto"` where left out: Node's own below 1 MiB, else WebCrypto. */
  readonly cryptography?: CryptographyName;
  /**
   * Told of each record that a claim could not open (an error, or `"shredded"`). It is not handed out and stays under lease, so that one damaged record does not
   * hold up the others. Without this, a claim throws if it could open none at all.
   */
  readonly onUnopened?: (key: RecordKey, why: OpenbellError | "shredded") => void;
}

/** A store that seals what it is given. */
export interface SealedStore extends RecordStore {
  /**
   * Destroys the data key of that name: everything under it is answered as `shredded`, for good. For a record with a key of its own the name is
   * its kind, `~` and its id. Copies of the store (backups, logs) still have the wrapped key, until the key encryption key is retired.
   *
   * @returns whether there was a key.
   */
  shred(tenant: string, name: string, options?: CallOptions): Promise<boolean>;
}

/** From the least to the most: a list would not notice a level that it lacks. */
const DURABILITY: Readonly<Record<StoreCapabilities["durability"], number>> = {
  memory: 0,
  seconds: 1,
  process: 2,
  fsync: 3,
  replicated: 4,
};

/** The capabilities of a store that is sealed: its own, for bodies that leave room for an envelope. @throws OpenbellError `STORE_MISUSE`. */
export function sealedCapabilities(store: RecordStore, options: SealingOptions): StoreCapabilities {
  const { keyStore = store, cachedKeys = 1, keyMaxAgeMs = 0 } = options;
  const { durability, maxBodyBytes } = store.capabilities;
  if (DURABILITY[keyStore.capabilities.durability] < DURABILITY[durability])
    throw storeMisuse("keyStore", `as durable as the store (${durability})`, `one of durability ${keyStore.capabilities.durability}`);
  if (maxBodyBytes <= ENVELOPE_BYTES) throw storeMisuse("store", `one for bodies of more than ${ENVELOPE_BYTES} bytes`, `${maxBodyBytes}`);
  if (options.keys !== "none" && typeof options.keys?.wrap !== "function")
    throw storeMisuse("keys", 'a key provider such as `localKeys` or "none"', kindOf(options.keys));
  if (!Number.isInteger(cachedKeys) || cachedKeys < 1) throw storeMisuse("cachedKeys", "a whole number from 1 on", kindOf(cachedKeys));
  if (!(keyMaxAgeMs >= 0)) throw storeMisuse("keyMaxAgeMs", "a number of milliseconds", kindOf(keyMaxAgeMs));
  return { ...store.capabilities, maxBodyBytes: maxBodyBytes - ENVELOPE_BYTES };
}
