/** The values in a configuration of session windows: names, times, zones, weekdays, listed sessions. Each is given back, or its fault is noted. @module */

import type { Weekday } from "../../calendar/types.js";
import { OpenbellError } from "../../errors.js";
import type { ExplicitSession } from "../../sessions/timetable.js";
import { DAY_MS, formatDate } from "../../time/day.js";
import { readInstant } from "../../time/instant.js";
import { timeZone } from "../../time/zone.js";
import { isObject, type Place } from "./config-place.js";
import { columnPrefix } from "./names.js";
import { clockTimeMs } from "./windows.js";

export function readName(place: Place): string | undefined {
  const { value } = place;
  // YAML 1.1 makes a number of 0930 and `false` of No.
  if (typeof value !== "string") return place.refuse(value === undefined ? "a name" : "a name, in quotes");
  return columnPrefix(value) === "" ? place.refuse("a name with a letter or a digit in it") : value;
}

/** A time of the day, as it is written. Only an end may be `24:00`. */
export function readTime(place: Place, side: "start" | "end"): string | undefined {
  const { value } = place;
  if (typeof value === "number") return place.refuse(quotedTime(value));
  const ms = clockTimeMs(value);
  if (Number.isNaN(ms))
    return place.refuse(`a time HH:MM or HH:MM:SS, such as ${side === "start" ? '"07:00:00"' : '"16:00:00" or "24:00"'}`);
  return ms === DAY_MS && side === "start" ? place.refuse('a time before the end of the day; midnight is "00:00"') : (value as string);
}

/** What a number in the place of a time is told: it was most likely a time without quotes, `13:00` or `13:00:00`. */
function quotedTime(found: number): string {
  const isMinutes = found <= 24 * 60;
  if (!(Number.isInteger(found) && found >= 60 && found <= 24 * 3600)) return 'a time in quotes, such as "13:00:00"';
  const parts = isMinutes ? [found / 60, found % 60] : [found / 3600, (found / 60) % 60, found % 60];
  const time = parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  return `a time in quotes: "${time}" if that was meant, which without quotes YAML 1.1 reads as a number of base 60`;
}

/** Runtimes know abbreviations that mean another place than one thinks: `BST` is the time of Bangladesh. */
const ABBREVIATION = /^(?!(?:utc|gmt)$)[a-z]{1,4}$/i;

export function readZone(place: Place): string | undefined {
  const { value } = place;
  if (typeof value !== "string") return place.refuse('an IANA time zone such as "Europe/London"');
  if (ABBREVIATION.test(value)) return place.refuse('an IANA time zone such as "Europe/London"; abbreviations mean different places');
  try {
    return timeZone(value).id;
  } catch (error) {
    if (!(error instanceof OpenbellError)) throw error;
    return place.refuse('an IANA time zone such as "Europe/London"');
  }
}

const WEEKDAYS: readonly string[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const A_WEEKDAY = "a weekday, by name or by ISO number from 1 (Monday) to 7 (Sunday)";

/** Weekdays from a list, or from a text such as `Mon-Thu, Sat`; in order of the week. */
export function readDays(place: Place): readonly Weekday[] | undefined {
  const { value } = place;
  const days: Weekday[] = [];
  const add = (at: Place, text: unknown): void => {
    const some = typeof text === "string" ? weekdays(text) : isWeekday(text) ? [text] : undefined;
    if (some === undefined) at.refuse(isZero(text) ? `${A_WEEKDAY}; 0 is Monday in Python and Sunday in cron` : A_WEEKDAY);
    else if (some.some((day) => days.includes(day))) at.refuse("a weekday that was not named before it");
    else days.push(...some);
  };
  if (typeof value === "string") for (const text of value.split(",")) add(place, text);
  else if (typeof value === "number") add(place, value);
  else if (place.items.length > 0) for (const item of place.items) add(item, item.value);
  else return place.refuse('weekdays, such as "Mon-Fri" or [1, 2, 3]; every day where they are left out');
  return days.sort();
}

/** The weekdays of `Mon`, `monday`, `1`, or of a range of two of them, which may run over the end of the week. */
function weekdays(text: string): Weekday[] | undefined {
  const ends = text.split(/[-–]/).map(weekday);
  const [first, last] = [ends[0], ends.at(-1)];
  if (ends.length > 2 || first === undefined || last === undefined) return undefined;
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (((first - 1 + i) % 7) + 1) as Weekday);
}

function weekday(text: string): Weekday | undefined {
  const word = text.trim().toLowerCase();
  const day = /^\d$/.test(word) ? Number(word) : word.length < 3 ? 0 : WEEKDAYS.findIndex((name) => name.startsWith(word)) + 1;
  return isWeekday(day) ? day : undefined;
}

function isWeekday(value: unknown): value is Weekday {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 7;
}

function isZero(value: unknown): boolean {
  return value === 0 || (typeof value === "string" && /(^|[-–\s])0($|[-–\s])/.test(value));
}

/** Sessions `{ id, intervals: [[open, close], …] }` in order of time. */
export function readSessions(place: Place): readonly ExplicitSession[] | undefined {
  if (place.items.length === 0) return place.refuse("a list of one or more sessions { id, intervals }");
  const ids = new Set<string | number>();
  let lastMs = Number.NEGATIVE_INFINITY;
  return place.items.flatMap((session) => {
    if (!isObject(session.value)) return session.refuse("a session { id, intervals }") ?? [];
    const [id, intervals] = [session.at("id"), session.at("intervals")];
    for (const key of session.fields)
      if (key !== "id" && key !== "intervals") session.at(key).refuse("left out: a session has `id` and `intervals`");
    readId(id, ids);
    if (intervals.items.length === 0) intervals.refuse("a list of one or more pairs [open, close]");
    const pairs = intervals.items.map((interval) => {
      const pair = readInterval(interval, lastMs);
      if (pair[1] > lastMs) lastMs = pair[1];
      return pair;
    });
    return { id: id.value as string | number, intervals: pairs };
  });
}

function readId(place: Place, ids: Set<string | number>): void {
  const { value } = place;
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    place.refuse(`text or a number; YAML 1.1 makes a date of ${formatDate(Math.floor(value.getTime() / DAY_MS))} without quotes`);
  else if (typeof value === "number" ? !Number.isFinite(value) : typeof value !== "string" || value === "")
    place.refuse("text or a number");
  else if (ids.has(value as string)) place.refuse("an id that no other session of the window has");
  else ids.add(value as string);
}

/** `NaN` for an end that cannot be read. */
function readInterval(place: Place, lastMs: number): readonly [openMs: number, closeMs: number] {
  const [open, close, more] = place.items;
  if (open === undefined || close === undefined || more !== undefined) {
    place.refuse("a pair [open, close]");
    return [Number.NaN, Number.NaN];
  }
  const openMs = readMs(open);
  const closeMs = readMs(close);
  if (closeMs <= openMs) close.refuse("later than the open");
  if (openMs < lastMs) open.refuse("no earlier than the close before it");
  return [openMs, closeMs];
}

/** Whether a text states a time of the day, and its offset from UTC or its zone. */
const STATES_OFFSET = /:\d\d.*?(?:Z|[+-]\d\d.*|\])$/i;

function readMs(place: Place): number {
  const { value } = place;
  let ms = typeof value === "number" ? value : value instanceof Date ? value.getTime() : Number.NaN;
  if (typeof value === "string" && STATES_OFFSET.test(value)) ms = instantOf(value);
  if (Math.abs(ms) <= 8.64e15) return ms;
  place.refuse('epoch milliseconds, or a time with its offset such as "2024-01-08T07:00:00Z"');
  return Number.NaN;
}

/** `NaN` for what is no instant, the zone being unknown among it. */
function instantOf(text: string): number {
  try {
    return readInstant(text)?.ms ?? Number.NaN;
  } catch {
    return Number.NaN;
  }
}
