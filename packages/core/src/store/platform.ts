/**
 * The few things of a runtime that stores need and that Node and browsers share, typed by shape: core knows neither DOM nor Node types.
 *
 * @module
 */

/** The part of an `AbortSignal` that stores use. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The part of WebCrypto that stores use. Keys are opaque. */
export interface SubtleCryptography {
  digest(algorithm: "SHA-256", bytes: Uint8Array): Promise<ArrayBuffer>;
  importKey(format: "raw", key: Uint8Array, algorithm: object, extractable: boolean, usages: readonly string[]): Promise<unknown>;
  sign(algorithm: "HMAC", key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>;
  encrypt(algorithm: object, key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>;
  decrypt(algorithm: object, key: unknown, bytes: Uint8Array): Promise<ArrayBuffer>;
}

/** A `CompressionStream` or `DecompressionStream`, as far as stores use it. */
export interface ByteTransform {
  readonly writable: { getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> } };
  readonly readable: {
    getReader(): { read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>; cancel(): Promise<void> };
  };
}

interface Runtime {
  readonly crypto: { getRandomValues<T extends Uint8Array>(bytes: T): T; readonly subtle: SubtleCryptography };
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (label: "utf-8", options: { fatal: true; ignoreBOM: true }) => { decode(bytes: Uint8Array): string };
  readonly atob: (base64: string) => string;
  readonly btoa: (binary: string) => string;
  readonly CompressionStream: new (format: "deflate-raw") => ByteTransform;
  readonly DecompressionStream: new (format: "deflate-raw") => ByteTransform;
  readonly performance: { now(): number };
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
  readonly process?: { getBuiltinModule?(name: string): unknown };
}

/** What the runtime has under its global name. */
export const runtime: Runtime = globalThis as unknown as Runtime;

/** A module of Node's own without importing it, so that a bundle for a browser has no trace of it; `undefined` in a browser. */
export function nodeModule<T>(name: string): T | undefined {
  return runtime.process?.getBuiltinModule?.(name) as T | undefined;
}

let encoder: InstanceType<Runtime["TextEncoder"]> | undefined;
let decoder: InstanceType<Runtime["TextDecoder"]> | undefined;

/** A text's bytes as UTF-8. */
export function utf8(text: string): Uint8Array {
  encoder ??= new runtime.TextEncoder();
  return encoder.encode(text);
}

/** The text of UTF-8 bytes. @throws TypeError where they are none. */
export function textOf(bytes: Uint8Array): string {
  decoder ??= new runtime.TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return decoder.decode(bytes);
}

/** SHA-256 of bytes as 64 hexadecimal digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await runtime.crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
