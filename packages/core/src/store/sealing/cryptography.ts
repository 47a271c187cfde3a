/**
 * AES-256-GCM, HMAC and SHA-256 with one face: Node's own, which answers at once, and WebCrypto. Both give the same bytes. Node's is several times
 * as fast for small records; a large one would hold up everything else in the process, so those go to WebCrypto.
 *
 * @module
 */

import { nodeModule, runtime } from "../platform.js";

/** The length of an AES-256 key. */
export const KEY_BYTES = 32;
/** The length of a nonce. */
export const NONCE_BYTES = 12;
/** The length of an authentication tag, which stands behind the encrypted bytes. */
export const TAG_BYTES = 16;

type Soon<T> = T | Promise<T>;

/** The few operations that sealing is made of. */
export interface Cryptography {
  /** Of the parts as if they were one. */
  sha256(...parts: readonly Uint8Array[]): Soon<Uint8Array>;
  hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Soon<Uint8Array>;
  /** Encrypted bytes with the tag behind them. */
  encrypt(key: Uint8Array, nonce: Uint8Array, clear: Uint8Array, plain: Uint8Array): Soon<Uint8Array>;
  /** Decrypted bytes, or `null` where key, nonce, `clear` or bytes are not those of `encrypt`. */
  decrypt(key: Uint8Array, nonce: Uint8Array, clear: Uint8Array, sealed: Uint8Array): Soon<Uint8Array | null>;
}

/** Which cryptography is used: Node's own, WebCrypto, or for each record whichever holds the process up less. */
export type CryptographyName = "auto" | "node" | "web";

interface NodeCipher {
  setAAD(bytes: Uint8Array): void;
  update(bytes: Uint8Array): Uint8Array;
  final(): Uint8Array;
  getAuthTag(): Uint8Array;
  setAuthTag(tag: Uint8Array): void;
}

interface NodeHash {
  update(bytes: Uint8Array): NodeHash;
  digest(): Uint8Array;
}

interface NodeCrypto {
  createSecretKey(key: Uint8Array): unknown;
  createHash(name: "sha256"): NodeHash;
  createHmac(name: "sha256", key: unknown): NodeHash;
  createCipheriv(name: "aes-256-gcm", key: unknown, nonce: Uint8Array): NodeCipher;
  createDecipheriv(name: "aes-256-gcm", key: unknown, nonce: Uint8Array, options: { authTagLength: 16 }): NodeCipher;
}

const plainArray = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);

function digestOf(hash: NodeHash, parts: readonly Uint8Array[]): Uint8Array {
  for (const part of parts) hash.update(part);
  return plainArray(hash.digest());
}

/** Parts in one piece. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function overNode(node: NodeCrypto): Cryptography {
  const keys = new WeakMap<Uint8Array, unknown>();
  const keyOf = (raw: Uint8Array): unknown => {
    let key = keys.get(raw);
    if (key === undefined) {
      key = node.createSecretKey(raw);
      keys.set(raw, key);
    }
    return key;
  };
  return {
    sha256: (...parts) => digestOf(node.createHash("sha256"), parts),
    hmac: (key, ...parts) => digestOf(node.createHmac("sha256", keyOf(key)), parts),
    encrypt(key, nonce, clear, plain) {
      const cipher = node.createCipheriv("aes-256-gcm", keyOf(key), nonce);
      cipher.setAAD(clear);
      const sealed = new Uint8Array(plain.length + TAG_BYTES);
      sealed.set(cipher.update(plain));
      cipher.final();
      sealed.set(cipher.getAuthTag(), plain.length);
      return sealed;
    },
    decrypt(key, nonce, clear, sealed) {
      if (sealed.length < TAG_BYTES) return null;
      const cipher = node.createDecipheriv("aes-256-gcm", keyOf(key), nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(clear);
      cipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      const plain = cipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
      try {
        cipher.final();
      } catch {
        return null;
      }
      return plainArray(plain);
    },
  };
}

function overWeb(): Cryptography {
  const { subtle } = runtime.crypto;
  const imported = (algorithm: object, usages: readonly string[]) => {
    const keys = new WeakMap<Uint8Array, Promise<unknown>>();
    return (raw: Uint8Array): Promise<unknown> => {
      let key = keys.get(raw);
      if (key === undefined) {
        key = subtle.importKey("raw", raw, algorithm, false, usages);
        keys.set(raw, key);
      }
      return key;
    };
  };
  const aes = imported({ name: "AES-GCM" }, ["encrypt", "decrypt"]);
  const mac = imported({ name: "HMAC", hash: "SHA-256" }, ["sign"]);
  return {
    sha256: async (...parts) => new Uint8Array(await subtle.digest("SHA-256", joined(parts))),
    hmac: async (key, ...parts) => new Uint8Array(await subtle.sign("HMAC", await mac(key), joined(parts))),
    encrypt: async (key, iv, additionalData, plain) =>
      new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv, additionalData }, await aes(key), plain)),
    async decrypt(key, iv, additionalData, sealed) {
      const opened = await aes(key);
      try {
        return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData }, opened, sealed));
      } catch {
        return null;
      }
    },
  };
}

/** From this many bytes on a record is left to WebCrypto, which works beside the event loop. */
export const LARGE_BYTES: number = 2 ** 20;

/** `null`: this runtime has none. */
let atOnce: Cryptography | null | undefined;
let beside: Cryptography | undefined;

/** The cryptography for a record of so many bytes. */
export function cryptographyFor(name: CryptographyName, bytes: number): Cryptography {
  if (name !== "web" && (name === "node" || bytes < LARGE_BYTES)) {
    if (atOnce === undefined) {
      const node = nodeModule<NodeCrypto>("node:crypto");
      atOnce = node === undefined ? null : overNode(node);
    }
    if (atOnce !== null) return atOnce;
  }
  beside ??= overWeb();
  return beside;
}
