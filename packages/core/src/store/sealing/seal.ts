/**
 * Closing and opening one envelope.
 *
 * **Nonces.** A repeated write must come out as the very same bytes, or the store would take it for another write. So the nonce is no random number
 * but the first 96 bits of HMAC-SHA256, under a key derived from the data key, over everything that is encrypted or authenticated: header (with
 * operation id and index), context and bytes. The same write gives the same envelope. Two different ones share a nonce only if 96 bits of
 * HMAC collide: after 2^32 envelopes under one data key the chance is below 2^-33, which is what NIST SP 800-38D asks of random nonces. That
 * two envelopes are equal tells nothing new: they have the same operation id in the clear.
 *
 * @module
 */

import { deflated, inflated } from "./compression.js";
import { type CryptographyName, cryptographyFor, joined, NONCE_BYTES, TAG_BYTES } from "./cryptography.js";
import { type Envelope, FINGERPRINT_BYTES, headerBytes } from "./envelope.js";

/** What is derived from one data key. */
export interface DataKey {
  /** Its id in an envelope; `""` is the record's own. */
  readonly id: string;
  readonly fingerprint: Uint8Array;
  readonly encryption: Uint8Array;
  readonly nonces: Uint8Array;
}

/** What is to be sealed. */
export interface Sealing {
  readonly bytes: Uint8Array;
  readonly holds: "body" | "item";
  readonly index: number;
  readonly operation: string;
  readonly context: Uint8Array;
}

/** How. */
export interface SealingManner {
  readonly compress: boolean;
  readonly cryptography: CryptographyName;
}

/** Shorter ones hardly become smaller, and the header is as long. */
const COMPRESS_FROM = 256;
const NO_FINGERPRINT: Uint8Array = new Uint8Array(FINGERPRINT_BYTES);
const HASH_BYTES = 32;

/** The envelope of bytes; without a data key it is not encrypted, but still finds every change. */
export async function sealed(what: Sealing, key: DataKey | null, manner: SealingManner): Promise<Uint8Array> {
  const { bytes, holds, index, operation, context } = what;
  const smaller = manner.compress && bytes.length >= COMPRESS_FROM ? await deflated(bytes, manner.cryptography) : bytes;
  const compressed = smaller.length < bytes.length;
  const inside = compressed ? smaller : bytes;
  const { clear, length } = headerBytes(
    {
      holds,
      compressed,
      encrypted: key !== null,
      plainLength: bytes.length,
      index,
      operation,
      keyId: key?.id ?? "",
      fingerprint: key?.fingerprint ?? NO_FINGERPRINT,
    },
    context,
  );
  const cryptography = cryptographyFor(manner.cryptography, inside.length);
  const header = clear.subarray(0, length);
  if (key === null) return joined([header, inside, await cryptography.sha256(clear, inside)]);
  const nonce = (await cryptography.hmac(key.nonces, clear, inside)).subarray(0, NONCE_BYTES);
  return joined([header, nonce, await cryptography.encrypt(key.encryption, nonce, clear, inside)]);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The bytes in an envelope, or `null` where anything was changed. `most` is the largest length that is believed. */
export async function opened(
  envelope: Envelope,
  key: DataKey | null,
  most: number,
  cryptographyName: CryptographyName,
): Promise<Uint8Array | null> {
  const { rest, clear, plainLength, compressed } = envelope;
  if (plainLength > most) return null;
  const cryptography = cryptographyFor(cryptographyName, rest.length);
  let inside: Uint8Array | null;
  if (key === null) {
    if (rest.length < HASH_BYTES) return null;
    const bytes = rest.slice(0, rest.length - HASH_BYTES);
    inside = equal(await cryptography.sha256(clear, bytes), rest.subarray(bytes.length)) ? bytes : null;
  } else {
    if (rest.length < NONCE_BYTES + TAG_BYTES || !equal(key.fingerprint, envelope.fingerprint)) return null;
    inside = await cryptography.decrypt(key.encryption, rest.subarray(0, NONCE_BYTES), clear, rest.subarray(NONCE_BYTES));
  }
  if (inside === null) return null;
  if (compressed) return inflated(inside, plainLength, cryptographyName);
  return inside.length === plainLength ? inside : null;
}
