/**
 * Session VWAP as a state machine: bars in, one after another; for each session window the volume-weighted average price of its running
 * instance, with bands.
 *
 * A window **enters** at the first bar inside it, which becomes the **anchor**: sums are **reset** there. It **leaves** at the first bar (or
 * at {@link SessionVwap.finalize}) at or after the end of the instance, and its last value stays as `lastCompleted`. A reset happens
 * whenever the instance changes, not when the state does: a 24-hour window, and one between whose instances no bar came, reset as well.
 * In the break of a calendar's session a window **pauses** and **resumes** with its sums.
 *
 * A bar belongs to every window that holds its timestamp, to several or to none. Bars stamped at their end belong where they began:
 * `interval` before the stamp, or, where it is not given, the moment before it.
 *
 * @module
 */

import { invalidArgument, outOfOrder } from "../../errors.js";
import { type Duration, durationMs } from "../../time/duration.js";
import { instantText } from "../../time/instant.js";
import {
  barPrice,
  checkTimestamp,
  counts,
  invalidVolume,
  isInvalidVolume,
  type VwapOptions,
  type VwapSettings,
  vwapSettings,
} from "../bar.js";
import { addBar, addPrice } from "../sums.js";
import type { Bar } from "../types.js";
import { stateName } from "../windows/names.js";
import { type OpenedWindow, openWindows, type SessionWindow } from "../windows/windows.js";
import { readSnapshot, type SessionVwapSnapshot } from "./session-snapshot.js";
import {
  ACTIVE,
  ANCHOR,
  BARS,
  type CompletedVwap,
  completedOf,
  END,
  emptyState,
  INSTANCE,
  LAST,
  restoreWindow,
  STRIDE,
  together,
  windowSnapshot,
} from "./window-state.js";
import { WindowVwap } from "./window-vwap.js";

/** Options of {@link SessionVwap}. */
export interface SessionVwapOptions extends VwapOptions {
  /** The session windows, each with a name of its own. */
  readonly windows: readonly SessionWindow[];
  /** Whether bars are stamped with their start (default) or their end. */
  readonly barLabel?: "start" | "end";
  /** Length of a bar, for bars stamped at their end. */
  readonly interval?: Duration;
}

/** What a bar, or the end of time, did to a window. */
export interface SessionVwapEvent {
  readonly type: "enter" | "reset" | "anchor" | "pause" | "resume" | "leave";
  readonly window: string;
  /** The instance: the date on which it started, `YYYY-MM-DD`, or the id of a listed session. */
  readonly instance: string | number;
  /** Of the bar, or of the call of `finalize`: epoch milliseconds. */
  readonly timestamp: number;
  /** The values of the instance that ended, on `leave`. */
  readonly completed?: CompletedVwap;
}

/** No event; one list for all bars on which nothing happens. */
const NO_EVENTS: readonly SessionVwapEvent[] = Object.freeze([]);

/** Half a millisecond: the moment before a stamp of whole milliseconds. */
const A_MOMENT_MS = 0.5;

/**
 * VWAP with bands for several session windows at once.
 *
 * @example
 * ```ts
 * import { SessionVwap } from "@openbell/core/vwap";
 *
 * const vwap = new SessionVwap({ windows: [{ name: "London", start: "07:00", end: "16:00" }] });
 * vwap.update({ timestamp: Date.UTC(2024, 0, 8, 7, 0), high: 102, low: 100, close: 101, volume: 100 });
 * vwap.update({ timestamp: Date.UTC(2024, 0, 8, 7, 1), high: 103, low: 101, close: 102, volume: 150 });
 * console.log(vwap.states, vwap.window("London").vwap); // [ 'IN_SESSION_LONDON' ] 101.6
 * ```
 */
export class SessionVwap {
  /** Live views of the windows, in the order of the options. */
  readonly windows: readonly WindowVwap[];
  readonly #settings: VwapSettings;
  readonly #opened: readonly OpenedWindow[];
  readonly #state: Float64Array;
  /** The state before the latest bar, for {@link SessionVwap.replaceLast}. */
  readonly #before: Float64Array;
  /** By how much a bar began before its stamp. */
  readonly #offsetMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  /** Timestamp of the bar before the latest one; `NaN` while there is nothing to replace. */
  #beforeMs = Number.NaN;
  #finalizedMs = Number.NEGATIVE_INFINITY;
  #events: readonly SessionVwapEvent[] = NO_EVENTS;
  #states: readonly string[] | null = null;

  /** @throws {@link OpenbellError} `INVALID_WINDOW` with the path, `INVALID_ARGUMENT`, `UNKNOWN_TIME_ZONE`. */
  constructor(options: SessionVwapOptions) {
    this.#settings = vwapSettings(options);
    this.#opened = openWindows(options.windows);
    this.#offsetMs = startOffset(options);
    this.#state = emptyState(this.#opened.length);
    this.#before = this.#state.slice();
    this.windows = this.#opened.map((opened, i) => new WindowVwap(opened, this.#state, i * STRIDE, this.#settings));
  }

  /** The view of a window by its name. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  window(name: string): WindowVwap {
    const found = this.windows.find((window) => window.name === name);
    if (found === undefined) throw invalidArgument("name", `one of ${this.windows.map((window) => window.name).join(", ")}`, name);
    return found;
  }

  /** Names of the windows that hold the latest bar. */
  get activeWindows(): readonly string[] {
    return this.windows.filter(({ active }) => active).map(({ name }) => name);
  }

  /** The states that the latest bar is in: `IN_SESSION_LONDON` and so on, `OUT_OF_SESSION` where no window holds it. */
  get states(): readonly string[] {
    this.#states ??= this.#statesNow();
    return this.#states;
  }

  /** Timestamp of the latest bar, epoch milliseconds; `null` before the first. */
  get lastMs(): number | null {
    return this.#lastMs === Number.NEGATIVE_INFINITY ? null : this.#lastMs;
  }

  /**
   * Adds a bar. Equal timestamps are two observations. The events are mostly none: one empty list, no garbage.
   *
   * @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED` for a bar earlier than the one before or of an instance that has ended, `INVALID_BAR`
   * for a negative or infinite volume, `INVALID_TIMESTAMP`. The state is then what it was.
   */
  update(bar: Bar): readonly SessionVwapEvent[] {
    if (!this.#accepts(bar, this.#lastMs)) return NO_EVENTS;
    this.#before.set(this.#state);
    this.#beforeMs = this.#lastMs;
    this.#events = this.#add(bar);
    return this.#events;
  }

  /**
   * Puts a bar in the place of the latest one, which was still forming. The state is what it would be had the other never come; of the
   * events those are told that the other did not bring.
   *
   * @throws {@link OpenbellError} as {@link SessionVwap.update}, and `INVALID_ARGUMENT` where there is no bar to replace.
   */
  replaceLast(bar: Bar): readonly SessionVwapEvent[] {
    if (Number.isNaN(this.#beforeMs)) throw invalidArgument("bar", "a bar in the place of one that update took", bar);
    if (!this.#accepts(bar, this.#beforeMs)) return NO_EVENTS;
    this.#state.set(this.#before);
    const told = this.#events;
    this.#events = this.#add(bar);
    const isTold = (event: SessionVwapEvent): boolean =>
      told.some(({ type, window, instance }) => type === event.type && window === event.window && instance === event.instance);
    return told === NO_EVENTS ? this.#events : this.#events.filter((event) => !isTold(event));
  }

  /**
   * Says that it is `nowMs` (epoch milliseconds) and no bar came: windows whose instance has ended complete, windows in a break pause. Bars
   * earlier than that may still come for instances that have not ended.
   *
   * @throws {@link OpenbellError} `INVALID_TIMESTAMP`.
   */
  finalize(nowMs: number): readonly SessionVwapEvent[] {
    checkTimestamp(nowMs);
    const events: SessionVwapEvent[] = [];
    this.#finalizedMs = Math.max(this.#finalizedMs, nowMs);
    for (let i = 0; i < this.#opened.length; i++) {
      const event = this.#rest(this.#state, i, nowMs);
      if (event !== null) events.push(event);
      // A bar that is still forming may be replaced afterwards; time has passed for the state before it, too.
      this.#rest(this.#before, i, nowMs);
    }
    return events;
  }

  /** All of the state as plain data, which JSON keeps exactly. */
  snapshot(): SessionVwapSnapshot {
    const { price, deviation } = this.#settings;
    const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);
    return {
      version: 1,
      kind: "session-vwap",
      price,
      deviation,
      offsetMs: this.#offsetMs,
      lastMs: finite(this.#lastMs),
      finalizedMs: finite(this.#finalizedMs),
      windows: this.#opened.map(({ name, hours }, i) => ({ name, hours, ...windowSnapshot(this.#state, i * STRIDE) })),
      before: Number.isNaN(this.#beforeMs)
        ? null
        : { lastMs: finite(this.#beforeMs), windows: this.#opened.map((_, i) => windowSnapshot(this.#before, i * STRIDE)) },
    };
  }

  /**
   * The machine that a snapshot was taken of, going on as if it had never stopped.
   *
   * @param options Those of the first machine. Bands may differ; windows, price and deviation may not.
   * @throws {@link OpenbellError} `INVALID_SNAPSHOT` with the path of what does not fit.
   */
  static restore(options: SessionVwapOptions, snapshot: unknown): SessionVwap {
    const machine = new SessionVwap(options);
    const { lastMs, finalizedMs, windows, before } = machine.#read(snapshot);
    machine.#lastMs = lastMs ?? Number.NEGATIVE_INFINITY;
    machine.#finalizedMs = finalizedMs ?? Number.NEGATIVE_INFINITY;
    for (const [i, window] of windows.entries()) restoreWindow(machine.#state, i * STRIDE, window);
    if (before !== null) {
      machine.#beforeMs = before.lastMs ?? Number.NEGATIVE_INFINITY;
      for (const [i, window] of before.windows.entries()) restoreWindow(machine.#before, i * STRIDE, window);
    }
    return machine;
  }

  /**
   * Adds what another machine with the same options saw of the same market: bars of another time, of another feed, of another shard. The
   * order does not matter, but for rounding. Sums of the newest instance of each window and of the one before it are kept.
   *
   * @throws {@link OpenbellError} `INVALID_SNAPSHOT` with the path of what does not fit.
   */
  merge(other: SessionVwap | SessionVwapSnapshot): void {
    const { lastMs, finalizedMs, windows } = this.#read(other instanceof SessionVwap ? other.snapshot() : other);
    this.#lastMs = Math.max(this.#lastMs, lastMs ?? Number.NEGATIVE_INFINITY);
    this.#finalizedMs = Math.max(this.#finalizedMs, finalizedMs ?? Number.NEGATIVE_INFINITY);
    this.#beforeMs = Number.NaN;
    this.#states = null;
    for (const [i, window] of windows.entries()) {
      const at = i * STRIDE;
      const { current, last } = windowSnapshot(this.#state, at);
      const instances = together([current, last, window.current, window.last]);
      const newest = instances[0] ?? null;
      const opened = this.#opened[i] as OpenedWindow;
      const nowMs = Math.max(this.#lastMs, this.#finalizedMs) - this.#offsetMs;
      const running = newest !== null && nowMs < newest.endMs;
      const holds = (ms: number): boolean => this.#seek(opened, ms).active && opened.place.instance === newest?.instance;
      const active = running && holds(nowMs) && holds(this.#lastMs - this.#offsetMs);
      restoreWindow(this.#state, at, { current: running ? newest : null, last: instances[running ? 1 : 0] ?? null, active });
    }
  }

  /** Whether a bar is to be added. @throws what {@link SessionVwap.update} says. */
  #accepts(bar: Bar, lastMs: number): boolean {
    const { timestamp } = bar;
    const { onInvalid, onOutOfOrder } = this.#settings;
    checkTimestamp(timestamp);
    if (timestamp < lastMs || (timestamp < this.#finalizedMs && this.#isLate(timestamp))) {
      if (onOutOfOrder === "ignore") return false;
      const zone = this.#zone();
      throw outOfOrder(null, instantText(timestamp, zone), instantText(timestamp < lastMs ? lastMs : this.#finalizedMs, zone));
    }
    const volume = bar.volume ?? Number.NaN;
    if (isInvalidVolume(volume) && onInvalid === "throw") throw invalidVolume(null, timestamp, this.#zone(), volume);
    return true;
  }

  #add(bar: Bar): readonly SessionVwapEvent[] {
    const { price: source, deviation } = this.#settings;
    const { timestamp } = bar;
    const state = this.#state;
    const price = barPrice(bar, source);
    const close = deviation === "close" ? (bar.close ?? Number.NaN) : 0;
    const volume = bar.volume ?? Number.NaN;
    const isCounted = counts(price, close, volume);
    const startMs = timestamp - this.#offsetMs;
    let events: SessionVwapEvent[] | null = null;
    this.#lastMs = timestamp;
    for (let i = 0; i < this.#opened.length; i++) {
      const opened = this.#opened[i] as OpenedWindow;
      const at = i * STRIDE;
      const { place } = opened;
      if (!(startMs >= place.fromMs && startMs < place.toMs)) opened.seek(startMs);
      if (!place.active) {
        const event = this.#rest(state, i, timestamp);
        if (event !== null) events = [...(events ?? []), event];
        continue;
      }
      if (state[at + INSTANCE] !== place.instance || state[at + ACTIVE] !== 1) {
        events ??= [];
        this.#enter(i, timestamp, events);
      }
      state[at + BARS] = (state[at + BARS] as number) + 1;
      if (!isCounted) continue;
      if (deviation === "close") addBar(state, at, price, close, volume);
      else addPrice(state, at, price, volume);
    }
    return events ?? NO_EVENTS;
  }

  /** A bar lies in a window that was not running, or ran in another instance. */
  #enter(i: number, timestamp: number, events: SessionVwapEvent[]): void {
    const state = this.#state;
    const at = i * STRIDE;
    const opened = this.#opened[i] as OpenedWindow;
    const { instance, endMs } = opened.place;
    this.#states = null;
    if (state[at + INSTANCE] === instance) {
      state[at + ACTIVE] = 1;
      events.push(eventOf("resume", opened, instance, timestamp));
      return;
    }
    if (!Number.isNaN(state[at + INSTANCE])) events.push(this.#complete(state, i, timestamp));
    state.fill(0, at, at + ANCHOR);
    state[at + ANCHOR] = timestamp;
    state[at + BARS] = 0;
    state[at + INSTANCE] = instance;
    state[at + END] = endMs;
    state[at + ACTIVE] = 1;
    for (const type of ["enter", "reset", "anchor"] as const) events.push(eventOf(type, opened, instance, timestamp));
  }

  /** A window at an instant that brings it no bar: its instance completes if it has ended, else it pauses if the window rests then. */
  #rest(state: Float64Array, i: number, nowMs: number): SessionVwapEvent | null {
    const at = i * STRIDE;
    const instance = state[at + INSTANCE] as number;
    if (Number.isNaN(instance)) return null;
    const opened = this.#opened[i] as OpenedWindow;
    const startMs = nowMs - this.#offsetMs;
    if (startMs >= (state[at + END] as number)) return this.#complete(state, i, nowMs);
    if (state[at + ACTIVE] !== 1 || this.#seek(opened, startMs).active) return null;
    state[at + ACTIVE] = 0;
    this.#states = null;
    return eventOf("pause", opened, instance, nowMs);
  }

  #complete(state: Float64Array, i: number, nowMs: number): SessionVwapEvent {
    const at = i * STRIDE;
    const opened = this.#opened[i] as OpenedWindow;
    const instance = state[at + INSTANCE] as number;
    state.copyWithin(at + LAST, at, at + LAST);
    state[at + INSTANCE] = Number.NaN;
    state[at + ACTIVE] = 0;
    this.#states = null;
    return {
      ...eventOf("leave", opened, instance, nowMs),
      completed: completedOf(state, at + LAST, opened, this.#settings.deviation),
    };
  }

  #seek(opened: OpenedWindow, ms: number): OpenedWindow["place"] {
    if (!(ms >= opened.place.fromMs && ms < opened.place.toMs)) opened.seek(ms);
    return opened.place;
  }

  /** Whether a bar belongs to an instance that `finalize` completed. */
  #isLate(timestamp: number): boolean {
    return this.#opened.some((opened, i) => {
      const { active, instance } = this.#seek(opened, timestamp - this.#offsetMs);
      return active && instance <= (this.#state[i * STRIDE + LAST + INSTANCE] as number);
    });
  }

  #read(snapshot: unknown): SessionVwapSnapshot {
    return readSnapshot(snapshot, { ...this.#settings, offsetMs: this.#offsetMs, windows: this.#opened });
  }

  #statesNow(): readonly string[] {
    const active = this.activeWindows;
    return active.length === 0 ? ["OUT_OF_SESSION"] : active.map(stateName);
  }

  #zone(): string {
    return this.#opened[0]?.timeZone ?? "UTC";
  }
}

function eventOf(type: SessionVwapEvent["type"], opened: OpenedWindow, instance: number, timestamp: number): SessionVwapEvent {
  return { type, window: opened.name, instance: opened.instanceId(instance), timestamp };
}

/** By how much bars began before their stamps. @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
export function startOffset({ barLabel = "start", interval }: Pick<SessionVwapOptions, "barLabel" | "interval">): number {
  if (barLabel !== "start" && barLabel !== "end") throw invalidArgument("barLabel", '"start" or "end"', barLabel);
  if (interval === undefined) return barLabel === "end" ? A_MOMENT_MS : 0;
  const ms = durationMs("interval", interval);
  if (ms < 0) throw invalidArgument("interval", "a length above 0", interval);
  return barLabel === "end" ? ms : 0;
}
