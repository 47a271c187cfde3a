/** The state of a {@link SessionVwap} as plain data, and its reading back. @module */

import { invalidSnapshot } from "../../errors.js";
import type { PriceSource } from "../../sessions/price.js";
import type { Deviation, VwapSums } from "../accumulator.js";
import { checkMade, checkSums, finite, notNegative, record, same } from "../snapshot.js";

/** Sums of one instance of a window. */
export interface InstanceSums extends VwapSums {
  /** Day number of the date on which it started, or the place in the list of a listed session. */
  readonly instance: number;
  readonly endMs: number;
  readonly anchorMs: number;
  readonly bars: number;
}

/** State of one window. */
export interface WindowState {
  readonly active: boolean;
  /** The running instance, and the one completed last. */
  readonly current: InstanceSums | null;
  readonly last: InstanceSums | null;
}

/** {@link WindowState} with the window that it belongs to. */
export interface WindowSnapshot extends WindowState {
  readonly name: string;
  readonly hours: string;
}

/** All of the state of a {@link SessionVwap}, version 1. Plain data: JSON keeps it to the last bit. */
export interface SessionVwapSnapshot {
  readonly version: 1;
  readonly kind: "session-vwap";
  readonly price: PriceSource;
  readonly deviation: Deviation;
  /** By how much bars began before their stamps, milliseconds. */
  readonly offsetMs: number;
  /** Timestamp of the latest bar, and the latest call of `finalize`, epoch milliseconds. */
  readonly lastMs: number | null;
  readonly finalizedMs: number | null;
  readonly windows: readonly WindowSnapshot[];
  /** The state before the latest bar, which may still be forming; `null` where there is none to go back to. */
  readonly before: { readonly lastMs: number | null; readonly windows: readonly WindowState[] } | null;
}

/** What a snapshot must fit. */
export interface SnapshotShape {
  readonly price: PriceSource;
  readonly deviation: Deviation;
  readonly offsetMs: number;
  readonly windows: readonly { readonly name: string; readonly hours: string }[];
}

/** A snapshot, checked. @throws {@link OpenbellError} `INVALID_SNAPSHOT` with the path of the first fault. */
export function readSnapshot(snapshot: unknown, shape: SnapshotShape): SessionVwapSnapshot {
  const read = record(snapshot, "snapshot");
  same(read["version"], 1, "version");
  same(read["kind"], "session-vwap", "kind");
  checkMade(read, shape);
  same(read["offsetMs"], shape.offsetMs, "offsetMs");
  instantOrNull(read["lastMs"], "lastMs");
  instantOrNull(read["finalizedMs"], "finalizedMs");
  for (const [i, value] of list(read["windows"], "windows", shape.windows.length).entries()) {
    const path = `windows[${i}]`;
    const window = record(value, path);
    same(window["name"], shape.windows[i]?.name, `${path}.name`);
    same(window["hours"], shape.windows[i]?.hours, `${path}.hours`);
    checkWindow(window, path);
  }
  if (read["before"] !== null) {
    const before = record(read["before"], "before");
    instantOrNull(before["lastMs"], "before.lastMs");
    for (const [i, value] of list(before["windows"], "before.windows", shape.windows.length).entries())
      checkWindow(record(value, `before.windows[${i}]`), `before.windows[${i}]`);
  }
  return snapshot as SessionVwapSnapshot;
}

function checkWindow(window: Record<string, unknown>, path: string): void {
  if (typeof window["active"] !== "boolean") throw invalidSnapshot(`${path}.active`, "true or false", window["active"]);
  for (const key of ["current", "last"]) {
    if (window[key] === null) continue;
    const instance = record(window[key], `${path}.${key}`);
    checkSums(instance, `${path}.${key}`);
    finite(instance, ["instance", "endMs", "anchorMs"], `${path}.${key}`);
    notNegative(instance, ["bars"], `${path}.${key}`);
  }
  if (window["active"] && window["current"] === null) throw invalidSnapshot(`${path}.current`, "there, as the window is active", null);
}

function list(value: unknown, path: string, length: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length !== length) throw invalidSnapshot(path, `a list of ${length}`, value);
  return value;
}

function instantOrNull(value: unknown, path: string): void {
  if (value !== null && !Number.isFinite(value)) throw invalidSnapshot(path, "epoch milliseconds or null", value);
}
