/** Replies of scripts as answers of the store. @module */

import type { Absence, ETag, Refusal, WriteResult } from "@openbell/core/store";

const text = (bytes: unknown): string => (bytes as Buffer).toString("latin1");

/** The answer to a write: `1` or `2`, etag, version, revision, expires or `-`; or `0`, why, etag. */
export function writeResult(reply: unknown): WriteResult {
  const [how, first, second, revision, expires] = text(reply).split(" ") as [string, string, string, string, string];
  if (how === "0") return second ? { ok: false, why: first as Refusal, etag: second as ETag } : { ok: false, why: first as Refusal };
  const expiresMs = expires === "-" ? null : Number(expires);
  return { ok: true, etag: first as ETag, version: Number(second), revision: Number(revision), expiresMs, replay: how === "2" };
}

/** Why there is nothing, of `{ 0, why }`. */
export function notFound(reply: readonly unknown[]): { readonly found: false; readonly why: Absence } {
  return { found: false, why: text(reply[1]) as Absence };
}

/** The caller's own copy of bytes: clients hand out parts of what came over the wire. */
export const ownBytes = (bytes: unknown): Uint8Array => new Uint8Array(bytes as Buffer);
