/**
 * UTC offsets of IANA time zones, read from the runtime's own `Intl` and kept: a zone is asked only about the years in use, its
 * transitions in them are found once, and a look-up after that touches no `Intl`.
 *
 * Offsets are exact to the second at any date, local mean time before standard time included. Which rules apply is the runtime's
 * time-zone data; where a government changed its clocks recently, two runtimes may differ.
 *
 * @module
 */

import { unknownTimeZone } from "../errors.js";
import { DAY_MS, dayNumber, INFINITE } from "./day.js";

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

/** Before this year no zone of the IANA database has a transition, so every earlier instant has the offset that holds then. */
const FIRST_YEAR = 1800;

/**
 * How far apart the probes for a change of offset stand. An offset rarely lasts less than four weeks: since 1970 only in the years listed
 * (a week in Recife in 2000, twelve days in Tucumán in 2004), which a test over all zones keeps complete. Years before 1970, with an offset
 * of four days (Freetown in 1939, in runtimes that keep such detail), and years that no released time-zone data had seen when this was
 * written are probed closely too.
 */
export const COARSE_PROBE_MS: number = 27 * DAY_MS;
const FINE_PROBE_MS = 6 * DAY_MS;
const EARLY_PROBE_MS = 3 * DAY_MS;
const EARLY_YEAR = 1970;
const UNSEEN_YEAR = 2028;
export const FINE_YEARS: readonly number[] = [1976, 2000, 2004, 2010];

/** Offsets within one UTC year: `offsets[i]` holds from `starts[i]` on; `starts[0]` is the year's first instant. */
interface ZoneYear {
  readonly startMs: number;
  readonly endMs: number;
  readonly starts: number[];
  readonly offsets: number[];
}

/** A time zone with the offsets found so far. Get one from {@link timeZone}. */
export class Zone {
  /** Its name, as given. */
  readonly id: string;
  readonly #format: Intl.DateTimeFormat | undefined;
  readonly #years = new Map<number, ZoneYear>();
  #last: ZoneYear | undefined;

  constructor(id: string) {
    this.id = id;
    if (typeof id !== "string") throw unknownTimeZone(id);
    // UTC needs no Intl, whose first use in a process costs more than all the rest of a calendar.
    if (id === "UTC" || id === "Etc/UTC") return;
    try {
      this.#format = new Intl.DateTimeFormat("en-US", {
        timeZone: id,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
    } catch {
      throw unknownTimeZone(id);
    }
  }

  /** Local time minus UTC at an instant, in milliseconds. `ms` is epoch milliseconds. */
  offsetAt(ms: number): number {
    let year = this.#last;
    if (!year || !(ms >= year.startMs && ms < year.endMs)) {
      if (!this.#format) return 0;
      // Numbers beyond all dates, a wrong unit mostly, get some offset too: whoever finds them in no session says what is wrong.
      year = this.#year(Math.max(yearOf(ms) || FIRST_YEAR, FIRST_YEAR));
      this.#last = year;
    }
    let i = year.starts.length - 1;
    while (i > 0 && ms < (year.starts[i] as number)) i--;
    return year.offsets[i] as number;
  }

  /**
   * The instant of a wall-clock time, epoch milliseconds. `localMs` is the wall-clock time as if it were UTC: day number × 86,400,000 +
   * milliseconds of the day. A time that the clocks skip moves later by the gap, one that they repeat is the earlier of the two
   * (Temporal's `compatible`).
   */
  instantOf(localMs: number): number {
    const before = this.offsetAt(localMs - DAY_MS);
    const after = this.offsetAt(localMs + DAY_MS);
    if (before === after) return localMs - before;
    // On a repeat both hold and the larger offset is the earlier instant; in a gap neither does.
    const holds = [Math.max(before, after), Math.min(before, after)].find((offset) => this.offsetAt(localMs - offset) === offset);
    return localMs - (holds ?? before);
  }

  /** The first change of offset after an instant, or the end of its UTC year where that comes first. Epoch milliseconds. */
  steadyUntil(ms: number): number {
    if (!this.#format) return INFINITE;
    this.offsetAt(ms);
    const { starts, endMs } = this.#last as ZoneYear;
    return starts.find((start) => start > ms) ?? endMs;
  }

  /** The wall-clock time of an instant, as if it were UTC: the inverse of {@link instantOf} where there is no repeat. */
  localMs(ms: number): number {
    return ms + this.offsetAt(ms);
  }

  /** Day number of the local date of an instant. */
  localDay(ms: number): number {
    return Math.floor(this.localMs(ms) / DAY_MS);
  }

  #year(year: number): ZoneYear {
    const known = this.#years.get(year);
    if (known) return known;
    const startMs = dayNumber(year, 1, 1) * DAY_MS;
    const endMs = dayNumber(year + 1, 1, 1) * DAY_MS;
    const step = probeStep(year);
    const guesses = this.#years.get(year - 1)?.starts ?? [];
    let offset = this.#read(startMs);
    const found: ZoneYear = { startMs, endMs, starts: [startMs], offsets: [offset] };
    for (let from = startMs; from < endMs; from += step) {
      const to = Math.min(from + step, endMs);
      const next = this.#read(to);
      if (next === offset) continue;
      const at = this.#transition(from, to, offset, guesses);
      found.starts.push(at);
      found.offsets.push(next);
      offset = next;
    }
    this.#years.set(year, found);
    return found;
  }

  /**
   * First instant in (from, to] whose offset is not `offset`. Most lie a whole number of weeks after the year before's and nearly all
   * on a full hour, so that is tried before halving down to the second.
   */
  #transition(from: number, to: number, offset: number, guesses: readonly number[]): number {
    let low = from;
    let high = to;
    for (const guess of guesses) {
      for (const weeks of [52, 53]) {
        const at = guess + weeks * 7 * DAY_MS;
        if (at <= low || at > high) continue;
        if (this.#read(at) === offset) low = at;
        else if (this.#read(at - SECOND_MS) === offset) return at;
        else high = at - SECOND_MS;
      }
    }
    for (const grain of [HOUR_MS, SECOND_MS]) {
      while (high - low > grain) {
        const middle = Math.min(Math.max(Math.floor((low + high) / (2 * grain)) * grain, low + SECOND_MS), high - SECOND_MS);
        if (this.#read(middle) === offset) low = middle;
        else high = middle;
      }
      if (this.#read(high - SECOND_MS) === offset) break;
    }
    return high;
  }

  /** The offset at an instant as `Intl` has it: "11/14/2023, 17:13:20", read as if it were UTC, minus the instant. */
  #read(ms: number): number {
    const parts = (this.#format as Intl.DateTimeFormat).format(ms).match(/\d+/g) as string[];
    const [month, day, year, hour, minute, second] = parts.map(Number) as [number, number, number, number, number, number];
    // Some engines write midnight as 24 even with h23.
    return Date.UTC(year, month - 1, day, hour % 24, minute, second) - ms;
  }
}

/** UTC year of an instant; of the latest or earliest that there is for numbers beyond them, `NaN` for none. */
export function yearOf(ms: number): number {
  return new Date(Math.min(Math.max(ms, -8.6e15), 8.6e15)).getUTCFullYear();
}

function probeStep(year: number): number {
  if (year < EARLY_YEAR) return EARLY_PROBE_MS;
  return year >= UNSEEN_YEAR || FINE_YEARS.includes(year) ? FINE_PROBE_MS : COARSE_PROBE_MS;
}

const zones = new Map<string, Zone>();

/**
 * The zone of an IANA name. Zones are kept: two calls with one name give one object.
 *
 * @throws {@link OpenbellError} `UNKNOWN_TIME_ZONE`, with the name.
 *
 * @example
 * ```ts
 * import { timeZone } from "@openbell/core";
 *
 * console.log(timeZone("America/New_York").offsetAt(Date.UTC(2024, 6, 1)) / 3_600_000); // -4
 * ```
 */
export function timeZone(id: string): Zone {
  let zone = zones.get(id);
  if (!zone) {
    zone = new Zone(id);
    zones.set(id, zone);
  }
  return zone;
}
