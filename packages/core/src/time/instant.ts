/** Instants as epoch milliseconds, to and from ISO 8601. @module */

import { invalidTimestamp } from "../errors.js";
import { DAY_MS, readDate } from "./day.js";
import { timeZone, type Zone } from "./zone.js";

/** The ends of the time that ECMAScript knows lie this far from 1970. */
const MAX_MS = 8.64e15;

/** Date, time to the second, fraction, offset, zone: `2024-03-08T09:31:00.25-05:00[America/New_York]`. */
const ISO_INSTANT =
  /^([+-]\d{6}-\d\d-\d\d|\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?:(:\d\d)(?:[.,](\d{1,9}))?)?)? ?(?:Z|([+-])([01]\d|2[0-3])(?::?(\d\d)(?::?(\d\d))?)?|())(?:\[([^\]]+)\])?$/i;

/** An ISO 8601 timestamp taken apart: the instant in whole milliseconds and the nanoseconds beyond them. */
export interface ParsedInstant {
  readonly ms: number;
  /** 0 to 999,999. */
  readonly nanos: number;
}

/**
 * Reads an ISO 8601 timestamp: `2024-03-08T14:31:00.5Z`, with an offset `-05:00`, with a zone `[America/New_York]`, or with neither,
 * when `zone` (default UTC) decides. A date alone is its midnight there. `null` for anything else, days and times that do not exist
 * among them.
 */
export function readInstant(text: string, zone: Zone = timeZone("UTC")): ParsedInstant | null {
  const match = ISO_INSTANT.exec(text.trim());
  if (match === null) return null;
  const [, date, time = "00:00", second = ":00", fraction = "", sign, hours, minutes = "00", seconds = "00", bare, zoneName] = match;
  const digits = fraction.padEnd(9, "0");
  const localMs = readDate(date as string) * DAY_MS + clockMs(`${time}${second}.${digits.slice(0, 3)}`);
  const offsetMs = sign ? Number(`${sign}1`) * clockMs(`${hours}:${minutes}:${seconds}`) : 0;
  const ms = bare === undefined ? localMs - offsetMs : (zoneName ? timeZone(zoneName) : zone).instantOf(localMs);
  return Math.abs(ms) <= MAX_MS ? { ms, nanos: Number(digits.slice(3)) } : null;
}

/** Milliseconds of the day of `HH:MM:SS` or `HH:MM:SS.sss`, `NaN` where there is no such time. */
function clockMs(time: string): number {
  return Date.parse(`1970-01-01T${time}Z`);
}

/**
 * Epoch milliseconds of an ISO 8601 timestamp; digits beyond the millisecond are cut off. Without an offset it is local time of
 * `sourceTimeZone` (default `UTC`).
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP`, or `UNKNOWN_TIME_ZONE`.
 */
export function parseInstant(text: string, sourceTimeZone = "UTC"): number {
  const parsed = readInstant(text, timeZone(sourceTimeZone));
  if (parsed === null) throw invalidTimestamp(text, "an ISO 8601 timestamp such as 2024-03-08T14:31:00Z");
  return parsed.ms;
}

/**
 * An instant (epoch milliseconds) as ISO 8601: in UTC with `Z`, or with a zone's local time and offset, `2024-03-08T09:31:00-05:00`.
 * Seconds are always there, milliseconds only where they are not 0.
 *
 * @throws {@link OpenbellError} `INVALID_TIMESTAMP`, or `UNKNOWN_TIME_ZONE`.
 */
export function formatInstant(ms: number, zone = "UTC"): string {
  const offset = timeZone(zone).offsetAt(ms);
  const localMs = Math.floor(ms) + offset;
  if (!(Math.abs(localMs) <= MAX_MS)) throw invalidTimestamp(ms, "epoch milliseconds");
  const local = isoText(localMs);
  if (zone === "UTC") return local;
  const offsetText = isoText(Math.abs(offset)).slice(11, -1).replace(/:00$/, "");
  return `${local.slice(0, -1)}${offset < 0 ? "-" : "+"}${offsetText}`;
}

/** An instant for a message: as {@link formatInstant} where it is one. */
export function instantText(ms: number, zone?: string): string {
  return Math.abs(ms) < 8.6e15 ? formatInstant(ms, zone) : Number.isNaN(ms) ? "no timestamp" : `${ms} ms`;
}

function isoText(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
