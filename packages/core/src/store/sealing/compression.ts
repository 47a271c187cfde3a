/** Raw deflate: Node's own for small records, streams elsewhere; both read what the other wrote. @module */

import { nodeModule, runtime } from "../platform.js";
import { type CryptographyName, joined, LARGE_BYTES } from "./cryptography.js";

interface NodeZlib {
  deflateRawSync(bytes: Uint8Array): Uint8Array;
  inflateRawSync(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array;
}

const zlibFor = (name: CryptographyName, bytes: number): NodeZlib | undefined =>
  name !== "web" && (name === "node" || bytes < LARGE_BYTES) ? nodeModule<NodeZlib>("node:zlib") : undefined;

/** Everything that a transform makes of bytes, or `null` where that is more than `most`. */
async function through(
  transform: InstanceType<typeof runtime.CompressionStream>,
  bytes: Uint8Array,
  most: number,
): Promise<Uint8Array | null> {
  const writer = transform.writable.getWriter();
  // What goes wrong is told by the reader, too.
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined);
  const reader = transform.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const value = part.value as Uint8Array;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  return joined(parts);
}

/** Compressed bytes. */
export async function deflated(bytes: Uint8Array, name: CryptographyName): Promise<Uint8Array> {
  const zlib = zlibFor(name, bytes.length);
  if (zlib !== undefined) return zlib.deflateRawSync(bytes);
  return (await through(new runtime.CompressionStream("deflate-raw"), bytes, Number.POSITIVE_INFINITY)) as Uint8Array;
}

/** The `length` bytes that were compressed, or `null` where it is not exactly so many: never is more unpacked. */
export async function inflated(bytes: Uint8Array, length: number, name: CryptographyName): Promise<Uint8Array | null> {
  try {
    const zlib = zlibFor(name, length);
    const plain =
      zlib === undefined
        ? await through(new runtime.DecompressionStream("deflate-raw"), bytes, length)
        : zlib.inflateRawSync(bytes, { maxOutputLength: Math.max(1, length) });
    return plain?.length === length ? new Uint8Array(plain.buffer, plain.byteOffset, length) : null;
  } catch {
    return null;
  }
}
