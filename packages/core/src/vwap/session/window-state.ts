/**
 * The state of session windows as doubles in a row, so that a bar makes no garbage: the running instance and the one completed last, for
 * each window. Nobody else knows the layout.
 *
 * @module
 */

import { type Deviation, mergeSums } from "../accumulator.js";
import { deviationOf, MEAN, setSums, toSums } from "../sums.js";
import type { OpenedWindow } from "../windows/windows.js";
import type { InstanceSums, WindowState } from "./session-snapshot.js";

/** The values of an instance of a window at its end. */
export interface CompletedVwap {
  readonly instance: string | number;
  /** Timestamp of the first bar, epoch milliseconds. */
  readonly anchorMs: number;
  /** End of the instance, epoch milliseconds. */
  readonly endMs: number;
  /** `NaN` where no bar had a volume. */
  readonly vwap: number;
  readonly sd: number;
  readonly volume: number;
  /** Bars in the instance, those without volume included. */
  readonly bars: number;
}

/** Behind the sums of an instance (sums.ts): timestamp of its first bar, its bars, which it is (`NaN` for none), its end. */
export const ANCHOR = 5;
export const BARS = 6;
export const INSTANCE = 7;
export const END = 8;
/** Where the instance completed last begins. */
export const LAST = 9;
/** 1 while the window holds the latest bar. */
export const ACTIVE = 18;
/** Doubles of a window. */
export const STRIDE = 19;
/** The volume is the first of the sums. */
export const VOLUME = 0;

/** The values of the instance that begins at `at`. */
export function completedOf(state: Float64Array, at: number, { instanceId }: OpenedWindow, deviation: Deviation): CompletedVwap {
  const volume = state[at + VOLUME] as number;
  return {
    instance: instanceId(state[at + INSTANCE] as number),
    anchorMs: state[at + ANCHOR] as number,
    endMs: state[at + END] as number,
    vwap: volume > 0 ? (state[at + MEAN] as number) : Number.NaN,
    sd: deviationOf(state, at, deviation),
    volume,
    bars: state[at + BARS] as number,
  };
}

/** The state of windows of which none has run. */
export function emptyState(windows: number): Float64Array {
  const state = new Float64Array(windows * STRIDE);
  for (let at = 0; at < state.length; at += STRIDE) {
    state[at + INSTANCE] = Number.NaN;
    state[at + LAST + INSTANCE] = Number.NaN;
  }
  return state;
}

/** A window as plain data. */
export function windowSnapshot(state: Float64Array, at: number): WindowState {
  return { active: state[at + ACTIVE] === 1, current: instanceSums(state, at), last: instanceSums(state, at + LAST) };
}

function instanceSums(state: Float64Array, at: number): InstanceSums | null {
  if (Number.isNaN(state[at + INSTANCE])) return null;
  return {
    instance: state[at + INSTANCE] as number,
    endMs: state[at + END] as number,
    anchorMs: state[at + ANCHOR] as number,
    bars: state[at + BARS] as number,
    ...toSums(state.subarray(at)),
  };
}

/** Plain data as the window that begins at `at`. */
export function restoreWindow(state: Float64Array, at: number, { active, current, last }: WindowState): void {
  restoreInstance(state, at, current);
  restoreInstance(state, at + LAST, last);
  state[at + ACTIVE] = active ? 1 : 0;
}

function restoreInstance(state: Float64Array, at: number, sums: InstanceSums | null): void {
  state[at + INSTANCE] = sums === null ? Number.NaN : sums.instance;
  if (sums === null) return;
  state[at + END] = sums.endMs;
  state[at + ANCHOR] = sums.anchorMs;
  state[at + BARS] = sums.bars;
  setSums(state.subarray(at), sums);
}

/** Partial sums of instances put together, one an instance, the newest first. */
export function together(parts: readonly (InstanceSums | null)[]): InstanceSums[] {
  const byInstance = new Map<number, InstanceSums>();
  for (const part of parts) {
    if (part === null) continue;
    const there = byInstance.get(part.instance);
    byInstance.set(
      part.instance,
      there === undefined
        ? part
        : { ...part, ...mergeSums(there, part), anchorMs: Math.min(there.anchorMs, part.anchorMs), bars: there.bars + part.bars },
    );
  }
  return [...byInstance.values()].sort((a, b) => b.instance - a.instance);
}
