/** Instants written as a column of timestamps has them: its type, its unit, its way to write text. @module */

import { invalidArgument } from "../errors.js";
import { formatInstant, readInstant } from "../time/instant.js";
import { timeZone } from "../time/zone.js";
import type { EpochUnit, TimestampColumn, TimestampOptions } from "./types.js";

/** Units in a millisecond, of those that are finer; seconds are divided for. */
const PER_MS: { readonly [unit in EpochUnit]: number } = { s: 0.001, ms: 1, us: 1000, ns: 1_000_000 };

/**
 * A column of timestamps with the input's rows at `row` as they are there and, at the rows `made`, the instants of `stampMs`.
 *
 * 64-bit integers and numbers keep their unit, `Date`s stay `Date`s. Text is written like the first timestamp of the column: local time of
 * the source's zone where that has no offset, with the venue's offset (`zone`) where that has it, else with its own.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` where whole seconds cannot tell an instant.
 */
export function writeStamps(
  column: TimestampColumn,
  row: Int32Array,
  made: Int32Array,
  stampMs: Float64Array,
  options: TimestampOptions,
  zone: string,
): TimestampColumn {
  const { unit } = options;
  if (column instanceof BigInt64Array) return writeIntegers(column, row, made, stampMs, unit ?? "ns");
  if (column instanceof Float64Array || column instanceof Int32Array) {
    const whole = column instanceof Int32Array;
    const own = unit ?? (whole ? "s" : "ms");
    if (!whole && own === "ms") return stampMs;
    const number = numberWriter(own, whole);
    const written = whole ? new Int32Array(row.length) : new Float64Array(row.length);
    for (let i = 0; i < row.length; i++) {
      const from = row[i] as number;
      if (from >= 0) written[i] = column[from] as number;
    }
    for (const i of made) written[i] = number(stampMs[i] as number);
    return written;
  }
  const written = Array.from(row, (i) => column[i]);
  if (made.length === 0) return written as unknown[] as TimestampColumn;
  const write = valueWriter(column[0], options, zone);
  for (const i of made) written[i] = write(stampMs[i] as number);
  return written as unknown[] as TimestampColumn;
}

type Value = number | bigint | Date | string | null | undefined;

/** Writes instants like a value of a column. */
function valueWriter(like: Value, { unit, sourceTimeZone }: TimestampOptions, zone: string): (ms: number) => Value {
  if (like instanceof Date) return (ms) => new Date(ms);
  if (typeof like === "string") return textWriter(like, sourceTimeZone ?? "UTC", zone);
  if (typeof like !== "bigint") return numberWriter(unit ?? "ms", false);
  const number = numberWriter(unit === "s" ? "s" : "ms", true);
  const factor = BigInt(Math.max(PER_MS[unit ?? "ns"], 1));
  return (ms) => BigInt(number(ms)) * factor;
}

function numberWriter(unit: EpochUnit, whole: boolean): (ms: number) => number {
  if (unit !== "s") return (ms) => ms * PER_MS[unit];
  return (ms) => {
    if (whole && ms % 1000 !== 0) throw invalidArgument("interval", "made of whole seconds, like the timestamps", `${ms} ms since 1970`);
    return ms / 1000;
  };
}

/** Writes made 64-bit integers as two halves each: a `BigInt` of arithmetic would be an object for every row. */
function writeIntegers(column: BigInt64Array, row: Int32Array, made: Int32Array, stampMs: Float64Array, unit: EpochUnit): BigInt64Array {
  const written = new BigInt64Array(row.length);
  for (let i = 0; i < row.length; i++) {
    const from = row[i] as number;
    if (from >= 0) written[i] = column[from] as bigint;
  }
  const to = new Int32Array(written.buffer);
  const low = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
  const number = numberWriter(unit === "s" ? "s" : "ms", true);
  const factor = Math.max(PER_MS[unit], 1);
  for (let m = 0; m < made.length; m++) {
    const i = made[m] as number;
    const ms = number(stampMs[i] as number);
    // Product of two parts that doubles hold exactly: the upper is a multiple of 2²¹ × factor, its bits below 2³² are those below 2¹¹.
    const upper = Math.floor(ms / 2097152) * factor;
    const top = Math.floor(upper / 2048);
    const rest = (upper - top * 2048) * 2097152 + (ms - Math.floor(ms / 2097152) * 2097152) * factor;
    const carried = Math.floor(rest / 4294967296);
    to[2 * i + low] = rest - carried * 4294967296;
    to[2 * i + 1 - low] = top + carried;
  }
  return written;
}

/** How the timestamps of a column are written. */
const STYLE = /^\S{10,}?([T ])\d\d:\d\d(:\d\d)?(?:([.,])(\d+))?( ?)(Z|[+-]\d\d(?::?\d\d)?)?(?:\[([^\]]+)\])?$/i;

function textWriter(like: string, sourceZone: string, venueZone: string): (ms: number) => string {
  const [, separator = "T", seconds, point = ".", fraction = "", space = "", offset, bracket] = STYLE.exec(like.trim()) ?? [];
  const zone = bracket ?? (offset === undefined ? sourceZone : undefined);
  const finish = (ms: number, localMs: number, suffix: string): string => {
    const [date, clock] = formatInstant(localMs).slice(0, -1).split("T") as [string, string];
    const minutes = seconds === undefined && localMs % 60_000 === 0 ? clock.slice(0, 5) : clock.slice(0, 8);
    const digits = String(((ms % 1000) + 1000) % 1000).padStart(3, "0");
    const beyond =
      fraction !== "" ? digits.padEnd(fraction.length, "0").slice(0, Math.max(fraction.length, 3)) : digits === "000" ? "" : digits;
    return `${date}${separator}${minutes}${beyond === "" ? "" : point}${beyond}${suffix}`;
  };
  const inZone = (id: string, ms: number, suffix: (offsetMs: number) => string): string => {
    const offsetMs = timeZone(id).offsetAt(ms);
    return finish(ms, ms + offsetMs, suffix(offsetMs));
  };
  const end = bracket === undefined ? "" : `[${bracket}]`;
  if (offset === undefined && zone !== undefined) {
    const naive = (ms: number): string => inZone(zone, ms, () => end);
    // An hour that the clocks repeat: without an offset it would be read as the first.
    return (ms) => (timeZone(zone).instantOf(timeZone(zone).localMs(ms)) === ms ? naive(ms) : formatInstant(ms));
  }
  if (offset === undefined || /^z$/i.test(offset)) return (ms) => finish(ms, ms, `${space}${offset ?? "Z"}${end}`);
  const first = readInstant(like)?.ms ?? 0;
  const own = offsetMsOf(offset);
  const beside = bracket ?? (timeZone(venueZone).offsetAt(first) === own ? venueZone : undefined);
  if (beside === undefined) return (ms) => finish(ms, ms + own, `${space}${offset}`);
  return (ms) => inZone(beside, ms, (offsetMs) => `${space}${offsetText(offsetMs, offset)}${end}`);
}

/** `-05:00`, `-0500` or `-05` in milliseconds. */
function offsetMsOf(text: string): number {
  const [, hours, minutes = "0"] = /^[+-](\d\d):?(\d\d)?$/.exec(text) ?? [];
  return (text.startsWith("-") ? -1 : 1) * (Number(hours) * 3_600_000 + Number(minutes) * 60_000);
}

/** An offset written like another. */
function offsetText(offsetMs: number, like: string): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")) as [string, string];
  const short = like.length === 3 && rest === "00";
  return `${offsetMs < 0 ? "-" : "+"}${hours}${short ? "" : `${like.length === 5 ? "" : ":"}${rest}`}`;
}
