/**
 * From keys of records to names of objects. Two keys never share a name, whatever the tenant is called, on file systems that take `A` for `a` as
 * well; nothing in a key can lead out of its place.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { RecordKey } from "@openbell/core/store";

const PLAIN = /^[a-z0-9][a-z0-9-]{0,99}$/;
/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
const BASE32 = "0123456789abcdefghijklmnopqrstuv";

/** Bytes in base 32: base 64 would tell `A` from `a`, which half of all file systems do not. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

/**
 * One segment for any text: plain words as they are, other texts `_` and base 32, and those too long for a file's name `__` and their SHA-256.
 */
export function segmentOf(text: string): string {
  if (PLAIN.test(text) && !DEVICE.test(text)) return text;
  const encoded = base32(new TextEncoder().encode(text));
  return encoded.length <= 180 ? `_${encoded}` : `__${createHash("sha256").update(text).digest("hex")}`;
}

/** Where all records of a kind, of one tenant or of all, begin. */
export function prefixOf(kind: string, tenant?: string): string {
  return `records/${segmentOf(kind)}/${tenant === undefined ? "" : `${segmentOf(tenant)}/`}`;
}

/** The name of a record's object. */
export function nameOf({ tenant, kind, id }: RecordKey): string {
  return prefixOf(kind, tenant) + segmentOf(id);
}
