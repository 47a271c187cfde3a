/** Instants as epoch milliseconds, to and from ISO 8601. @module */

import { invalidTimestamp } from "../errors.js";
import { civilDate, DAY_MS, dayNumber, formatDate, pad2 } from "./day.js";
import { timeZone, type Zone } from "./zone.js";

const ISO_INSTANT =
  /^([+-]\d{6}|\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?([Zz]|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?(?:\[([^\]]+)\])?$/;

/** An ISO 8601 timestamp taken apart: the instant in whole milliseconds and the nanoseconds beyond them. */
export interface ParsedInstant {
  readonly ms: number;
  /** 0 to 999,999. */
  readonly nanos: number;
  /** Whether the text was a date alone. */
  readonly dateOnly: boolean;
}

/**
 * Reads an ISO 8601 timestamp: `2024-03-08T14:31:00.5Z`, with an offset `-05:00`, with a zone `[America/New_York]`, or with neither,
 * when `zone` (default UTC) decides. A date alone is its midnight there. `null` for anything else, days and times that do not exist
 * among them.
 */
export function readInstant(text: string, zone: Zone = timeZone("UTC")): ParsedInstant | null {
  const match = ISO_INSTANT.exec(text.trim());
  if (match === null) return null;
  const [, years, months, days, hours, minutes, seconds, fraction, offset, zoneName] = match;
  const year = Number(years);
  const month = Number(months);
  const day = Number(days);
  const hour = Number(hours ?? 0);
  const minute = Number(minutes ?? 0);
  const second = Number(seconds ?? 0);
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return null;
  const date = dayNumber(year, month, day);
  const civil = civilDate(date);
  if (month < 1 || month > 12 || civil.month !== month || civil.day !== day) return null;
  const nanosOfSecond = Number((fraction ?? "0").padEnd(9, "0"));
  const localMs = date * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(nanosOfSecond / 1_000_000);
  const rest = { nanos: nanosOfSecond % 1_000_000, dateOnly: hours === undefined };
  if (offset !== undefined) {
    const offsetMs = readOffset(offset);
    return offsetMs === null ? null : { ms: localMs - offsetMs, ...rest };
  }
  return { ms: (zoneName === undefined ? zone : timeZone(zoneName)).instantOf(localMs), ...rest };
}

function readOffset(text: string): number | null {
  if (text === "Z" || text === "z") return 0;
  const digits = text.slice(1).replaceAll(":", "");
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2, 4));
  const seconds = Number(digits.slice(4, 6));
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return (text[0] === "-" ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
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
  if (!Number.isFinite(ms)) throw invalidTimestamp(ms, "finite epoch milliseconds");
  const offset = timeZone(zone).offsetAt(ms);
  const local = ms + offset;
  const day = Math.floor(local / DAY_MS);
  const msOfDay = Math.floor(local - day * DAY_MS);
  const seconds = Math.floor(msOfDay / 1000);
  const millis = msOfDay % 1000;
  const time = `${clockTime(seconds)}${millis === 0 ? "" : `.${String(millis).padStart(3, "0")}`}`;
  return `${formatDate(day)}T${time}${zone === "UTC" ? "Z" : formatOffset(offset)}`;
}

function clockTime(seconds: number): string {
  return `${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}:${pad2(seconds % 60)}`;
}

function formatOffset(offsetMs: number): string {
  const text = clockTime(Math.abs(offsetMs) / 1000);
  return `${offsetMs < 0 ? "-" : "+"}${text.endsWith(":00") ? text.slice(0, 5) : text}`;
}
