/**
 * Session windows from a configuration: plain data, as YAML or JSON are read, becomes {@link SessionWindow}s. Everything is looked at, and
 * all faults are told at once, each with the way to it.
 *
 * ```yaml
 * vwap:
 *   sessions:
 *     - name: "London"
 *       start_time: "08:00:00"
 *       end_time: "17:00:00"
 *       tz: "Europe/London"
 *       days: "Mon-Fri"
 *     - name: "Tokyo Stock Exchange"
 *       calendar: "XTKS"
 * ```
 *
 * @module
 */

import { defineCalendar } from "../../calendar/define.js";
import type { CalendarDefinition } from "../../calendar/types.js";
import { OpenbellError, shown } from "../../errors.js";
import { didYouMean, invalidWindows, isObject, Place, type WindowFault } from "./config-place.js";
import { readDays, readName, readSessions, readTime, readZone } from "./config-values.js";
import { columnPrefix, stateName } from "./names.js";
import type { CalendarWindow, ClockWindow, ListWindow, SessionWindow } from "./windows.js";

export type { WindowFault } from "./config-place.js";

/** Options of {@link sessionWindows}. */
export interface SessionWindowsOptions {
  /** The calendar of a name, for windows that name one. Throws an {@link OpenbellError} for a name that it does not know. */
  readonly calendars?: (name: string) => CalendarDefinition;
}

/**
 * The session windows of a configuration: `{ vwap: { sessions: […] } }`, `{ sessions: […] }` or the list itself. An entry has a `name` and
 *
 * - `start_time` and `end_time`, with `tz` and `days` where they are not UTC and every day; or
 * - `calendar`, a definition or a name for the option `calendars`, with a `phase` if not its sessions are meant; or
 * - `sessions`, a list of `{ id, intervals: [[open, close], …] }`.
 *
 * @throws {@link OpenbellError} `INVALID_WINDOW` with all faults: `details.faults` is a list of {@link WindowFault}.
 *
 * @example
 * ```ts
 * import { sessionWindows } from "@openbell/core/vwap";
 *
 * const windows = sessionWindows(JSON.parse('{ "sessions": [{ "name": "London", "start_time": "07:00", "end_time": "16:00", "days": "Mon-Fri" }] }'));
 * console.log(windows); // [ { name: 'London', start: '07:00', end: '16:00', days: [ 1, 2, 3, 4, 5 ] } ]
 * ```
 */
export function sessionWindows(config: unknown, options: SessionWindowsOptions = {}): readonly SessionWindow[] {
  const faults: WindowFault[] = [];
  const list = listOf(new Place(config, faults));
  if (list?.items.length === 0) list.refuse("a list of one or more session windows");
  const taken: Taken = { names: new Map(), states: new Map(), columns: new Map() };
  const windows = list?.items.flatMap((entry) => readEntry(entry, taken, options) ?? []) ?? [];
  if (faults.length > 0) throw invalidWindows(faults);
  return windows;
}

/**
 * {@link sessionWindows}, with names of calendars looked up among those that ship. Each is loaded when it is named.
 *
 * @throws {@link OpenbellError} `INVALID_WINDOW`, as {@link sessionWindows}; an unknown name is one of the faults.
 *
 * @example
 * ```ts
 * import { loadSessionWindows } from "@openbell/core/vwap";
 *
 * const [cash] = await loadSessionWindows([{ name: "Cash", calendar: "NYSE" }]);
 * console.log(cash !== undefined && "calendar" in cash && cash.calendar.name); // XNYS
 * ```
 */
export async function loadSessionWindows(config: unknown): Promise<readonly SessionWindow[]> {
  const entries = listOf(new Place(config, []))?.items ?? [];
  const names = new Set(entries.map((entry) => entry.at("calendar").value).filter((value) => typeof value === "string"));
  const found = new Map<string, CalendarDefinition | OpenbellError>();
  if (names.size > 0) {
    const { calendarByName } = await import("../../calendars/lookup.js");
    for (const name of names) found.set(name, await calendarByName(name).catch(unknown));
  }
  return sessionWindows(config, {
    calendars(name) {
      const calendar = found.get(name) as CalendarDefinition | OpenbellError;
      if (calendar instanceof OpenbellError) throw calendar;
      return calendar;
    },
  });
}

function unknown(error: unknown): OpenbellError {
  if (error instanceof OpenbellError) return error;
  throw error;
}

/** The list of entries, wherever it stands. Other settings of an application may stand around it. */
function listOf(config: Place): Place | undefined {
  if (Array.isArray(config.value)) return config;
  const [vwap, outer] = [config.at("vwap"), config.at("sessions")];
  const inner = vwap.at("sessions");
  if (inner.isGiven && outer.isGiven) outer.refuse(`left out, as \`${inner.path}\` is there`);
  if (inner.isGiven) return inner;
  if (outer.isGiven) return outer;
  const holder = vwap.isGiven ? vwap : config;
  if (!isObject(holder.value)) return holder.refuse("an object with `sessions`, a list of session windows");
  const [hint = ""] = holder.fields
    .map((field) => didYouMean(field, ["sessions"]) && ` (found ${shown(field)})`)
    .filter((text) => text !== "");
  return holder.at("sessions").refuse(`a list of session windows${hint}`);
}

/** Keys of an entry, and other ways to write them. */
const KEYS = {
  name: ["name"],
  start: ["start_time", "start", "startTime"],
  end: ["end_time", "end", "endTime"],
  timeZone: ["tz", "time_zone", "timezone", "timeZone"],
  days: ["days"],
  calendar: ["calendar"],
  phase: ["phase"],
  sessions: ["sessions"],
} as const;
type Key = keyof typeof KEYS;
type Fields = { readonly [key in Key]: Place };

/** Names seen so far, and where. */
interface Taken {
  readonly names: Map<string, string>;
  readonly states: Map<string, string>;
  readonly columns: Map<string, string>;
}

function readEntry(entry: Place, taken: Taken, options: SessionWindowsOptions): SessionWindow | undefined {
  if (!isObject(entry.value)) return entry.refuse("an object with `name`, `start_time` and `end_time`");
  const fields = fieldsOf(entry);
  const name = readName(fields.name);
  if (name !== undefined) takeName(fields.name, name, taken);
  const window = readHours(entry, fields, options);
  return name === undefined || window === undefined ? undefined : ({ name, ...window } as SessionWindow);
}

/** The fields of an entry, whichever way they are written. */
function fieldsOf(entry: Place): Fields {
  const all = Object.values(KEYS).flat();
  for (const key of entry.fields)
    if (!all.some((each) => each === key))
      entry.at(key).refuse(
        `left out: there is no such key${
          didYouMean(key, all) ||
          `; keys are ${Object.values(KEYS)
            .map(([first]) => first)
            .join(", ")}`
        }`,
      );
  const one = (names: readonly string[]): Place => {
    const [given, ...more] = names.map((key) => entry.at(key)).filter(({ isGiven }) => isGiven);
    for (const other of more) other.refuse(`left out, as \`${given?.path}\` says it already`);
    return given ?? entry.at(names[0] as string);
  };
  return Object.fromEntries(Object.entries(KEYS).map(([key, names]) => [key, one(names)])) as unknown as Fields;
}

/** A name becomes a state and a prefix of columns, and must stay apart from others as such, too. */
function takeName(place: Place, name: string, { names, states, columns }: Taken): void {
  const [state, prefix] = [stateName(name), columnPrefix(name)];
  const [twin, other] = [names.get(name), states.get(state) ?? columns.get(prefix)];
  if (twin !== undefined) place.refuse(`a name that no other window has; \`${twin}\` is the same`);
  else if (other !== undefined)
    place.refuse(
      `a name that differs from \`${other}\` in letters or digits, as it becomes the state ${state} and the columns ${prefix}_…`,
    );
  if (!names.has(name)) names.set(name, place.path);
  if (!states.has(state)) states.set(state, place.path);
  if (!columns.has(prefix)) columns.set(prefix, place.path);
}

type Hours = Omit<ClockWindow, "name"> | Omit<CalendarWindow, "name"> | Omit<ListWindow, "name">;

/** The hours of an entry are told in one of three ways; what belongs to another way is a fault. */
function readHours(entry: Place, fields: Fields, options: SessionWindowsOptions): Hours | undefined {
  const leaveOut = (why: string, ...keys: Key[]): void => {
    for (const key of keys) if (fields[key].isGiven) fields[key].refuse(`left out, as ${why}`);
  };
  const { start, end, timeZone, days, calendar, phase, sessions } = fields;
  if (calendar.isGiven) {
    leaveOut(`the hours are those of \`${calendar.path}\``, "start", "end", "timeZone", "days", "sessions");
    return readCalendarHours(calendar, phase, options);
  }
  leaveOut("phases are those of a calendar, and none is named", "phase");
  if (sessions.isGiven) {
    leaveOut(`the hours are those of \`${sessions.path}\``, "start", "end", "timeZone", "days");
    const list = readSessions(sessions);
    return list === undefined ? undefined : { sessions: list };
  }
  if (!start.isGiven && !end.isGiven) return entry.refuse("an entry with `start_time` and `end_time`, with `calendar` or with `sessions`");
  const times = { start: readTime(start, "start"), end: readTime(end, "end") };
  const zone = timeZone.isGiven ? readZone(timeZone) : undefined;
  const some = days.isGiven ? readDays(days) : undefined;
  if (times.start === undefined || times.end === undefined) return undefined;
  return {
    start: times.start,
    end: times.end,
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(some === undefined ? {} : { days: some }),
  };
}

function readCalendarHours(place: Place, phase: Place, options: SessionWindowsOptions): Omit<CalendarWindow, "name"> | undefined {
  const calendar = readCalendar(place, options);
  if (phase.isGiven && (typeof phase.value !== "string" || phase.value === "")) return phase.refuse('the name of a phase, such as "pre"');
  if (calendar === undefined) return undefined;
  if (!phase.isGiven) return { calendar };
  const wanted = phase.value as string;
  const known = [...new Set(["regular", ...(calendar.phases ?? []).map(({ name }) => name)])];
  if (!known.includes(wanted)) return phase.refuse(`a phase of ${calendar.name}, one of ${known.join(", ")}${didYouMean(wanted, known)}`);
  return { calendar, phase: wanted };
}

/** What no definition can do without. */
const DEFINITION_KEYS = ["name", "aliases", "timeZone", "weekdays", "coverage", "hours"] as const;

function readCalendar(place: Place, { calendars }: SessionWindowsOptions): CalendarDefinition | undefined {
  const { value } = place;
  if (typeof value !== "string") {
    if (!isObject(value)) return place.refuse("a calendar's name or its definition");
    const missing = DEFINITION_KEYS.filter((key) => !place.at(key).isGiven);
    return missing.length > 0
      ? place.refuse(`the definition of a calendar, with ${missing.join(", ")}`)
      : attempt(place, () => defineCalendar(value as CalendarDefinition));
  }
  if (calendars === undefined)
    return place.refuse("the definition of a calendar; names are looked up by `loadSessionWindows`, or by the option `calendars`");
  return attempt(place, () => calendars(value));
}

/** What `read` gives; an error of ours is a fault of the configuration. */
function attempt(place: Place, read: () => CalendarDefinition | undefined): CalendarDefinition | undefined {
  try {
    return read() ?? place.refuse("the name of a calendar");
  } catch (error) {
    if (!(error instanceof OpenbellError)) {
      // A definition so far from one that looking at it fails.
      if (error instanceof TypeError && isObject(place.value)) return place.refuse(`the definition of a calendar (${error.message})`);
      throw error;
    }
    return place.refuse(`a calendar (${error.message.replace(/\.$/, "")})`);
  }
}
