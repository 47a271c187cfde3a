/** Replies of scripts as answers of the store. @module */

import type { Absence, ETag, Refusal, WriteResult } from "@openbell/core/store";

const REFUSED = 48;
const REPLAYED = 50;

const text = (bytes: unknown): string => (bytes as Buffer).toString("latin1");

/** The answer to a write, as `scripts/shared/decide.lua` has it. */
export function writeResult(reply: unknown): WriteResult {
  const bytes = reply as Buffer;
  if (bytes[0] === REFUSED) {
    const [, why, etag] = text(bytes).split(" ");
    return etag ? { ok: false, why: why as Refusal, etag: etag as ETag } : { ok: false, why: why as Refusal };
  }
  const expires = bytes.readDoubleLE(19);
  return {
    ok: true,
    etag: bytes.toString("latin1", 27, bytes.indexOf(0, 27)) as ETag,
    version: bytes.readDoubleLE(11),
    revision: bytes.readDoubleLE(3),
    expiresMs: expires < 0 ? null : expires,
    replay: bytes[0] === REPLAYED,
  };
}

/** Why there is nothing, of the one word that says so. */
export function notFound(word: unknown): { readonly found: false; readonly why: Absence } {
  return { found: false, why: text(word) as Absence };
}

/** The caller's own copy of bytes: clients hand out parts of what came over the wire. */
export const ownBytes = (bytes: unknown): Uint8Array => new Uint8Array(bytes as Buffer);
