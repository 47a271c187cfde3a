/**
 * Session windows: named hours over which a VWAP runs. A window has **instances**, one for each day (or session) on which it comes round,
 * and each instance has an end: what belongs to two of them is never added up, even if no bar lies between.
 *
 * Every window is half-open: a bar at its start is in, a bar at its end is out.
 *
 * @module
 */

import { compileCalendar, lastOpened } from "../../calendar/compile.js";
import { sessionPhases } from "../../calendar/queries/phases.js";
import type { CalendarDefinition, PhaseName, Weekday } from "../../calendar/types.js";
import { invalidWindow } from "../../errors.js";
import { type ExplicitSession, type Timetable, timetableOf } from "../../sessions/timetable.js";
import { DAY_MS, formatDate, INFINITE, isoWeekday } from "../../time/day.js";
import { formatInstant } from "../../time/instant.js";
import { lowerBound, searchSorted } from "../../time/search.js";
import { timeZone, type Zone } from "../../time/zone.js";
import { stateName } from "./names.js";

/** Hours by the clock: `[start, end)` in local time. An end before the start lies on the next day; an end equal to it is 24 hours later. */
export interface ClockWindow {
  readonly name: string;
  /** `HH:MM`, `HH:MM:SS` or `HH:MM:SS.sss`. */
  readonly start: string;
  /** The same, or `24:00`. */
  readonly end: string;
  /** IANA zone of both times. Default `UTC`. */
  readonly timeZone?: string;
  /** ISO weekdays (1 is Monday) of the local date on which an instance starts; all where left out. */
  readonly days?: readonly Weekday[];
}

/** A calendar's own sessions, or one of their phases. In the break of a session the window rests, and the same instance goes on after it. */
export interface CalendarWindow {
  readonly name: string;
  readonly calendar: CalendarDefinition;
  /** `pre`, `post`, an auction, …; the session's own segments where left out. */
  readonly phase?: PhaseName;
}

/** Sessions listed one by one, as a window. */
export interface ListWindow {
  readonly name: string;
  readonly sessions: readonly ExplicitSession[];
}

/** A session window. */
export type SessionWindow = ClockWindow | CalendarWindow | ListWindow;

/**
 * Where an instant lies in a window: within `[fromMs, toMs)`, which holds the instant last sought, the answer is the same.
 * Mutable, so that a stream of bars finds its place without making objects.
 */
export interface WindowPlace {
  fromMs: number;
  toMs: number;
  /** Whether the window is running. */
  active: boolean;
  /** The instance, ascending in time: a day number, or the place in a list. `NaN` outside; in a break that of the session around it. */
  instance: number;
  /** End of the instance. */
  endMs: number;
}

/** A window that can be asked where an instant lies. */
export interface OpenedWindow {
  readonly window: SessionWindow;
  readonly name: string;
  /** Zone for messages. */
  readonly timeZone: string;
  readonly place: WindowPlace;
  /** Brings `place` to an instant that it does not hold. */
  seek(ms: number): void;
  /** How an instance is named: its date `YYYY-MM-DD`, or the id of a listed session. */
  instanceId(instance: number): string | number;
  /** The hours in words, by which a snapshot knows its window again. */
  readonly hours: string;
}

/** @throws {@link OpenbellError} `INVALID_WINDOW` with the path, `UNKNOWN_TIME_ZONE`, `INVALID_ARGUMENT`. */
export function openWindows(windows: readonly SessionWindow[]): readonly OpenedWindow[] {
  if (!Array.isArray(windows) || windows.length === 0) throw invalidWindow("windows", "one or more session windows", windows);
  const states = new Set<string>();
  return windows.map((window: SessionWindow, i) => {
    if (typeof window?.name !== "string" || window.name.trim() === "") throw invalidWindow(`windows[${i}].name`, "a name", window?.name);
    const state = stateName(window.name);
    if (states.has(state)) throw invalidWindow(`windows[${i}].name`, `a name whose state ${state} no other window has`, window.name);
    states.add(state);
    if ("calendar" in window) {
      const { phase } = window;
      return phase === undefined || phase === "regular" ? ofSessions(window) : ofPhase(window, phase);
    }
    return "sessions" in window ? ofList(window) : ofClock(window, `windows[${i}]`);
  });
}

const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,3})?)?$/;

/** Milliseconds of the day of a clock time, `NaN` where it is none. `24:00` is the end of the day. */
export function clockTimeMs(text: unknown): number {
  if (typeof text !== "string") return Number.NaN;
  if (/^24:00(:00(\.0{1,3})?)?$/.test(text)) return DAY_MS;
  const match = CLOCK_TIME.exec(text);
  if (match === null) return Number.NaN;
  const [, hours, minutes, seconds = "0", fraction = "0"] = match;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Math.round(Number(fraction) * 1000);
}

function nowhere(): WindowPlace {
  return { fromMs: INFINITE, toMs: -INFINITE, active: false, instance: Number.NaN, endMs: -INFINITE };
}

function outside(place: WindowPlace, fromMs: number, toMs: number): void {
  place.fromMs = fromMs;
  place.toMs = toMs;
  place.active = false;
  place.instance = Number.NaN;
  place.endMs = -INFINITE;
}

function inside(place: WindowPlace, fromMs: number, toMs: number, instance: number, endMs: number, active = true): void {
  place.fromMs = fromMs;
  place.toMs = toMs;
  place.active = active;
  place.instance = instance;
  place.endMs = endMs;
}

function ofClock(window: ClockWindow, path: string): OpenedWindow {
  const startMs = clockTimeMs(window.start);
  const lastMs = clockTimeMs(window.end);
  if (Number.isNaN(startMs) || startMs === DAY_MS)
    throw invalidWindow(`${path}.start`, 'a time such as "07:00" or "07:00:00"', window.start);
  if (Number.isNaN(lastMs)) throw invalidWindow(`${path}.end`, 'a time such as "16:00" or "24:00"', window.end);
  const { days } = window;
  for (const [k, day] of (days ?? []).entries())
    if (!Number.isInteger(day) || day < 1 || day > 7)
      throw invalidWindow(`${path}.days[${k}]`, "an ISO weekday, 1 (Monday) to 7 (Sunday)", day);
  const zone = timeZone(window.timeZone ?? "UTC");
  const endMs = lastMs > startMs ? lastMs : lastMs + DAY_MS;
  const place = nowhere();
  return {
    window,
    name: window.name,
    timeZone: zone.id,
    place,
    seek: (ms) => seekByClock(place, ms, zone, startMs, endMs, days),
    instanceId: formatDate,
    hours: `${window.start}-${window.end} ${zone.id}${days === undefined ? "" : ` on ${[...days].sort().join("")}`}`,
  };
}

/**
 * An instance runs from its start to its end as instants, so that an hour that the clocks skip or repeat at a boundary is resolved once.
 * The newest instance that has begun holds the instant; of a day that the filter leaves out nobody does.
 */
function seekByClock(
  place: WindowPlace,
  ms: number,
  zone: Zone,
  startMs: number,
  endMs: number,
  days: readonly Weekday[] | undefined,
): void {
  const start = (day: number): number => zone.instantOf(day * DAY_MS + startMs);
  const today = zone.localDay(ms);
  // A start within a skipped hour may come later than the local date says, never by a day.
  let day = today + 1;
  while (start(day) > ms) day--;
  const next = start(day + 1);
  const end = Math.min(zone.instantOf(day * DAY_MS + endMs), next);
  const runs = days === undefined || days.includes(isoWeekday(day));
  if (ms >= end) outside(place, end, next);
  else if (runs) inside(place, start(day), end, day, end);
  else outside(place, start(day), end);
}

function ofSessions(window: CalendarWindow): OpenedWindow {
  const calendar = compileCalendar(window.calendar);
  const place = nowhere();
  return {
    window,
    name: window.name,
    timeZone: window.calendar.timeZone,
    place,
    seek(ms) {
      const sessions = calendar.between(ms, ms);
      const { settledFromMs, settledToMs, days, segmentDay, openMs, closeMs, first } = sessions;
      const s = lastOpened(sessions, ms);
      const day = segmentDay[s] ?? Number.NaN;
      const closes = s < 0 ? settledFromMs : (closeMs[s] as number);
      const endMs = s < 0 ? -INFINITE : (closeMs[(first[lowerBound(days, day) + 1] as number) - 1] as number);
      if (ms < closes) inside(place, openMs[s] as number, closes, day, endMs);
      else if (ms < endMs) inside(place, closes, openMs[s + 1] as number, day, endMs, false);
      else outside(place, closes, openMs[s + 1] ?? Math.max(settledToMs, ms + 1));
    },
    instanceId: formatDate,
    hours: `calendar ${window.calendar.name}`,
  };
}

/** Phases lie no further from their session's date than this, in days. */
const PHASE_REACH = 4;

function ofPhase(window: CalendarWindow, phase: PhaseName): OpenedWindow {
  const { calendar: definition } = window;
  if (!definition.phases?.some(({ name }) => name === phase)) {
    const known = [...new Set(definition.phases?.map(({ name }) => name))];
    throw invalidWindow("phase", `a phase of ${definition.name} (${known.join(", ") || "it has none"})`, phase);
  }
  const calendar = compileCalendar(definition);
  const place = nowhere();
  return {
    window,
    name: window.name,
    timeZone: definition.timeZone,
    place,
    seek(ms) {
      const today = calendar.zone.localDay(ms);
      const { days } = calendar.between(ms, ms);
      let fromMs = calendar.zone.instantOf((today - 1) * DAY_MS);
      let toMs = calendar.zone.instantOf((today + 2) * DAY_MS);
      for (let i = lowerBound(days, today - PHASE_REACH); (days[i] ?? INFINITE) <= today + PHASE_REACH; i++) {
        const day = days[i] as number;
        for (const { name, startMs, endMs } of sessionPhases(definition, day)) {
          if (name !== phase) continue;
          if (ms >= startMs && ms < endMs) return inside(place, startMs, endMs, day, endMs);
          if (endMs <= ms) fromMs = Math.max(fromMs, endMs);
          if (startMs > ms) toMs = Math.min(toMs, startMs);
        }
      }
      outside(place, fromMs, toMs);
    },
    instanceId: formatDate,
    hours: `calendar ${definition.name}, ${phase}`,
  };
}

function ofList(window: ListWindow): OpenedWindow {
  const table: Timetable = timetableOf(window.sessions, 0, 0);
  const { openMs, closeMs, first } = table;
  const ids = table.ids as readonly (string | number)[];
  const place = nowhere();
  return {
    window,
    name: window.name,
    timeZone: table.timeZone,
    place,
    seek(ms) {
      const s = searchSorted(openMs, ms);
      const k = searchSorted(first, s);
      const closes = closeMs[s] ?? -INFINITE;
      const endMs = s < 0 ? -INFINITE : (closeMs[(first[k + 1] as number) - 1] as number);
      if (ms < closes) inside(place, openMs[s] as number, closes, k, endMs);
      else if (ms < endMs) inside(place, closes, openMs[s + 1] as number, k, endMs, false);
      else outside(place, closes, openMs[s + 1] ?? INFINITE);
    },
    instanceId: (k) => ids[k] as string | number,
    // A list may have grown since a snapshot was taken; how it begins tells it from others.
    hours: ids.length === 0 ? "no sessions" : `sessions from ${ids[0]}, ${formatInstant(openMs[0] as number)}`,
  };
}
