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

interface Runtime {
  readonly crypto: {
    getRandomValues<T extends Uint8Array>(bytes: T): T;
    readonly subtle: { digest(algorithm: "SHA-256", bytes: Uint8Array): Promise<ArrayBuffer> };
  };
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (label: "utf-8", options: { fatal: true; ignoreBOM: true }) => { decode(bytes: Uint8Array): string };
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

/** A text's bytes as UTF-8. */
export function utf8(text: string): Uint8Array {
  return new runtime.TextEncoder().encode(text);
}

/** The text of UTF-8 bytes. @throws TypeError where they are none. */
export function textOf(bytes: Uint8Array): string {
  return new runtime.TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** SHA-256 of bytes as 64 hexadecimal digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await runtime.crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
