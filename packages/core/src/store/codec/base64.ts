/** Bytes as base64: the same in Node and in browsers. @module */

import { nodeModule, runtime } from "../platform.js";

interface NodeBuffer {
  from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: "base64"): string };
  from(text: string, encoding: "base64"): Uint8Array;
}

const nodeBuffer = (): NodeBuffer | undefined => nodeModule<{ Buffer: NodeBuffer }>("node:buffer")?.Buffer;

/** A text of so many bytes at most becomes the arguments of one call. */
const CHUNK = 8192;

/** Bytes as base64 with padding. */
export function base64(bytes: Uint8Array): string {
  const buffer = nodeBuffer();
  if (buffer !== undefined) return buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return runtime.btoa(binary);
}

/** The bytes of a base64 text, or `null` where another text stands for the same bytes or for none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  try {
    const buffer = nodeBuffer();
    const bytes = buffer === undefined ? Uint8Array.from(runtime.atob(text), (unit) => unit.charCodeAt(0)) : buffer.from(text, "base64");
    // Both readers forgive: spaces, missing padding, bits behind the end.
    return base64(bytes) === text ? new Uint8Array(bytes) : null;
  } catch {
    return null;
  }
}
