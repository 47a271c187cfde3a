/** Keys that wrap data keys: a port for a key service, and keys that are simply there. @module */

import { storeMisuse } from "../../errors.js";
import { kindOf } from "../checks.js";
import { runtime, utf8 } from "../platform.js";
import { cryptographyFor, joined, KEY_BYTES, NONCE_BYTES } from "./cryptography.js";
import { keyRetired, notOpened } from "./failures.js";

/**
 * Keeps the key encryption keys. They leave it never: data keys go in and out. A service outside is asked once for each data key and `keyMaxAgeMs`.
 */
export interface KeyProvider {
  /** The name of the key that new data keys are wrapped with: 1 to 64 characters of `A-Z a-z 0-9 . _ ~ -`; no secret. */
  current(): string;
  /** A data key (32 bytes), encrypted with the key of that name. */
  wrap(keyId: string, dataKey: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** The data key again. Throws where it was changed, or where there is no key of that name. */
  unwrap(keyId: string, wrapped: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Keys that a process has. */
export interface LocalKeys {
  /** The name of the one for new data keys. */
  readonly current: string;
  /** By name, 32 bytes of a random generator each. Keep the old ones until `rotateKeys` has nothing more to do. */
  readonly keys: Readonly<Record<string, Uint8Array>>;
}

const NAME = /^[\w.~-]{1,64}$/;

/** What is authenticated along: that this is a data key, and which key wraps it. */
const wrapping = (keyId: string): Uint8Array => utf8(`openbell data key 1\n${keyId}`);

/**
 * A key provider of keys at hand: from a file, the environment, a secret store.
 *
 * @throws OpenbellError `STORE_MISUSE`.
 *
 * @example
 * ```ts
 * import { localKeys } from "@openbell/core/store";
 *
 * const keys = localKeys({ current: "2026-01", keys: { "2026-01": crypto.getRandomValues(new Uint8Array(32)) } });
 * console.log(keys.current()); // 2026-01
 * ```
 */
export function localKeys({ current, keys }: LocalKeys): KeyProvider {
  const known = new Map(Object.entries(keys).map(([name, key]) => [name, checked(name, key)]));
  if (!known.has(current)) throw storeMisuse("current", "the name of one of `keys`", kindOf(current));
  const keyOf = (keyId: string): Uint8Array => {
    const key = known.get(keyId);
    if (key === undefined) throw keyRetired(keyId, [...known.keys()]);
    return key;
  };
  return {
    current: () => current,
    async wrap(keyId, dataKey) {
      const nonce = runtime.crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await cryptographyFor("auto", dataKey.length).encrypt(keyOf(keyId), nonce, wrapping(keyId), dataKey);
      return joined([nonce, sealed]);
    },
    async unwrap(keyId, wrapped) {
      const [nonce, sealed] = [wrapped.subarray(0, NONCE_BYTES), wrapped.subarray(NONCE_BYTES)];
      const cryptography = cryptographyFor("auto", sealed.length);
      const dataKey = sealed.length < KEY_BYTES ? null : await cryptography.decrypt(keyOf(keyId), nonce, wrapping(keyId), sealed);
      if (dataKey === null) throw notOpened("of data keys", "a data key", "damaged", "it does not fit the key of that name");
      return dataKey;
    },
  };
}

function checked(name: string, key: unknown): Uint8Array {
  if (!NAME.test(name)) throw storeMisuse("keys", "named by 1 to 64 characters of A-Z a-z 0-9 . _ ~ -", kindOf(name));
  if (!(key instanceof Uint8Array) || key.length !== KEY_BYTES)
    throw storeMisuse(
      `keys.${name}`,
      `a Uint8Array of ${KEY_BYTES} bytes`,
      key instanceof Uint8Array ? `${key.length} bytes` : kindOf(key),
    );
  return key.slice();
}
