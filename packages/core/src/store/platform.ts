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
  readonly crypto: { getRandomValues<T extends Uint8Array>(bytes: T): T };
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
