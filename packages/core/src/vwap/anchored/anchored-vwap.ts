/**
 * VWAP from an anchor, bar by bar. The anchor is a bar, itself among those added up:
 *
 * | anchor | the bar |
 * |---|---|
 * | `instant` | the first at or after an instant; it stays for good |
 * | `daily-open` | the first of each local day: 00:00 of a zone, or whenever the first bar after it comes |
 * | `session-open` | the first of each session of a calendar, or of a list. Bars outside of sessions, those in a break among them, add nothing and have no value |
 * | `swing-high`, `swing-low` | the newest confirmed swing point. What that is, says `swing.ts` |
 *
 * The first three are session windows, of which `instant` is one without an end: {@link SessionVwap} runs them. Before the first anchor there
 * is no value.
 *
 * @module
 */

import { type InstantLike, toInstantMs } from "../../calendar/queries/shared.js";
import type { CalendarDefinition } from "../../calendar/types.js";
import { invalidArgument } from "../../errors.js";
import type { SessionSource } from "../../sessions/timetable.js";
import { formatInstant } from "../../time/instant.js";
import { BandedVwap } from "../bands.js";
import { type VwapOptions, vwapSettings } from "../bar.js";
import type { SessionVwapSnapshot } from "../session/session-snapshot.js";
import { SessionVwap, type SessionVwapOptions } from "../session/session-vwap.js";
import { record, same } from "../snapshot.js";
import type { Bar } from "../types.js";
import type { SessionWindow } from "../windows/windows.js";
import type { SwingAnchor } from "./swing.js";
import { SwingVwap, type SwingVwapSnapshot } from "./swing-vwap.js";

/** The first bar at or after an instant: epoch milliseconds or a `Date`. */
export interface InstantAnchor {
  readonly kind: "instant";
  readonly at: InstantLike;
}

/** The first bar of each local day. */
export interface DailyOpenAnchor {
  readonly kind: "daily-open";
  /** IANA zone of the day. Default `UTC`. */
  readonly timeZone?: string;
}

/** The first bar of each session. */
export interface SessionOpenAnchor {
  readonly kind: "session-open";
  /** A calendar, or sessions listed one by one. */
  readonly source: SessionSource;
}

/** Where a VWAP begins, and begins anew. */
export type Anchor = InstantAnchor | DailyOpenAnchor | SessionOpenAnchor | SwingAnchor;

/** Options of {@link AnchoredVwap}. */
export interface AnchoredVwapOptions extends VwapOptions, Pick<SessionVwapOptions, "barLabel" | "interval"> {
  readonly anchor: Anchor;
}

/** All of the state of an {@link AnchoredVwap}, version 1. Plain data: JSON keeps it to the last bit. */
export type AnchoredVwapSnapshot = WindowAnchorSnapshot | SwingVwapSnapshot;

/** State where the anchor is an instant, a day or a session. */
export interface WindowAnchorSnapshot extends Omit<SessionVwapSnapshot, "kind"> {
  readonly kind: "anchored-vwap";
}

/** What the two kinds of machine have in common. */
interface Machine {
  readonly lastMs: number | null;
  update(bar: Bar): unknown;
  replaceLast(bar: Bar): unknown;
}

/** What can be read after a bar. */
interface Values {
  readonly vwap: number;
  readonly sd: number;
  readonly anchorMs: number;
  readonly volume: number;
  readonly bars: number;
}

/**
 * VWAP with bands from an anchor.
 *
 * @example
 * ```ts
 * import { AnchoredVwap } from "@openbell/core/vwap";
 *
 * const vwap = new AnchoredVwap({ anchor: { kind: "instant", at: Date.UTC(2024, 0, 8, 7, 0) } });
 * vwap.update({ timestamp: Date.UTC(2024, 0, 8, 6, 59), high: 99, low: 97, close: 98, volume: 500 });
 * vwap.update({ timestamp: Date.UTC(2024, 0, 8, 7, 0), high: 102, low: 100, close: 101, volume: 100 });
 * vwap.update({ timestamp: Date.UTC(2024, 0, 8, 7, 1), high: 103, low: 101, close: 102, volume: 150 });
 * console.log(vwap.vwap, vwap.upper(2)); // 101.6 102.57979589711327
 * ```
 */
export class AnchoredVwap extends BandedVwap {
  #machine: SessionVwap | SwingVwap;
  #values: Values;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT` with the path of the fault, `INVALID_TIMESTAMP`, `UNKNOWN_TIME_ZONE`. */
  constructor(options: AnchoredVwapOptions) {
    const settings = vwapSettings(options);
    super(settings);
    const { anchor } = options;
    if (isSwing(anchor)) {
      const machine = new SwingVwap(anchor, settings);
      this.#machine = machine;
      this.#values = machine;
    } else {
      const window = anchorWindow(anchor);
      const machine = new SessionVwap({ ...options, windows: [window] });
      this.#machine = machine;
      this.#values = machine.window(window.name);
    }
  }

  /**
   * Adds a bar. Equal timestamps are two observations.
   *
   * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED` for a bar earlier than the one before, `INVALID_BAR` for a negative or infinite volume,
   * `INVALID_TIMESTAMP`. The state is then what it was.
   */
  update(bar: Bar): void {
    (this.#machine as Machine).update(bar);
  }

  /**
   * Puts a bar in the place of the latest one, which was still forming. The state is what it would be had the other never come: a swing
   * that it confirmed is open again.
   *
   * @throws {@link OpenbellError} as {@link AnchoredVwap.update}, and `INVALID_ARGUMENT` where there is no bar to replace.
   */
  replaceLast(bar: Bar): void {
    (this.#machine as Machine).replaceLast(bar);
  }

  /** Volume-weighted average price from the anchor to the latest bar; `NaN` where there is none. */
  get vwap(): number {
    return this.#values.vwap;
  }

  /** Standard deviation that the bands are made of, by {@link Deviation}; that of the prices where bands are percentages. */
  get sd(): number {
    return this.#values.sd;
  }

  /** Timestamp of the anchor, epoch milliseconds; `NaN` while there is none. When it changes, the VWAP began anew. */
  get anchorMs(): number {
    return this.#values.anchorMs;
  }

  /** Volume since the anchor. */
  get volume(): number {
    return this.#values.volume;
  }

  /** Bars since the anchor, itself and those without volume included. */
  get bars(): number {
    return this.#values.bars;
  }

  /** Timestamp of the latest bar, epoch milliseconds; `null` before the first. */
  get lastMs(): number | null {
    return this.#machine.lastMs;
  }

  /** All of the state as plain data, which JSON keeps exactly. */
  snapshot(): AnchoredVwapSnapshot {
    return { ...this.#machine.snapshot(), kind: "anchored-vwap" };
  }

  /**
   * The machine that a snapshot was taken of, going on as if it had never stopped.
   *
   * @param options Those of the first machine. Bands may differ; anchor, price and deviation may not.
   * @throws {@link OpenbellError} `INVALID_SNAPSHOT` with the path of what does not fit.
   */
  static restore(options: AnchoredVwapOptions, snapshot: unknown): AnchoredVwap {
    const restored = new AnchoredVwap(options);
    const { anchor } = options;
    if (restored.#machine instanceof SwingVwap) restored.#machine.take(snapshot);
    else if (!isSwing(anchor)) {
      const read = record(snapshot, "snapshot");
      same(read["kind"], "anchored-vwap", "kind");
      const window = anchorWindow(anchor);
      const machine = SessionVwap.restore({ ...options, windows: [window] }, { ...read, kind: "session-vwap" });
      restored.#machine = machine;
      restored.#values = machine.window(window.name);
    }
    return restored;
  }
}

/** Whether an anchor is a swing point. @throws {@link OpenbellError} `INVALID_ARGUMENT` for what is no anchor. */
export function isSwing(anchor: Anchor): anchor is SwingAnchor {
  const kind = anchor?.kind;
  if (kind === "instant" || kind === "daily-open" || kind === "session-open") return false;
  if (kind === "swing-high" || kind === "swing-low") return true;
  throw invalidArgument("anchor.kind", '"instant", "daily-open", "session-open", "swing-high" or "swing-low"', kind);
}

/** The end of time, nearly: windows without an end close there. */
const FAR_MS = 8.64e15;

/** The session window that an anchor stands for. Its name says all of the anchor, so that a snapshot knows it again. */
export function anchorWindow(anchor: Exclude<Anchor, SwingAnchor>): SessionWindow {
  if (anchor.kind === "daily-open") {
    const { timeZone = "UTC" } = anchor;
    return { name: `${anchor.kind} ${timeZone}`, start: "00:00", end: "24:00", timeZone };
  }
  if (anchor.kind === "instant") {
    const at = toInstantMs(anchor.at);
    return { name: `${anchor.kind} ${formatInstant(at)}`, sessions: [{ id: 0, intervals: [[at, FAR_MS]] }] };
  }
  const { source } = anchor;
  if (typeof source !== "object" || source === null) throw invalidArgument("anchor.source", "a calendar or a list of sessions", source);
  if (Array.isArray(source)) return { name: anchor.kind, sessions: source };
  const calendar = source as CalendarDefinition;
  return { name: `${anchor.kind} ${calendar.name}`, calendar };
}
