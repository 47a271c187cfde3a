/**
 * Offsets and wall-clock times of all zones against Temporal: the polyfill, and the runtime's own where it has one. What an oracle and we
 * might both have wrong, since all but native Temporal read `Intl`, is pinned by facts of the IANA database (the file named).
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatInstant, parseInstant, timeZone } from "../../src/index.js";
import { ORACLES, type TemporalApi, ZONES } from "./support/zones.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.UTC(1850, 0, 1);
const TO = Date.UTC(2100, 11, 31);
/** Of every zone and property. The polyfill is slow to find transitions. */
const RUNS: Readonly<Record<string, number>> = { "temporal-polyfill": 8, "native Temporal": 20 };

/** How far from a transition: on it, just beside it, within the hours of a gap or repeat, and within the two days in which others might interfere. */
const nearby = fc.oneof(
  fc.constantFrom(0, -1, 1, -1000, 1000, -999, 500, -HOUR, HOUR, HOUR / 2, -HOUR / 2, -DAY, DAY),
  fc.integer({ min: -2 * HOUR, max: 2 * HOUR }),
  fc.integer({ min: -2 * DAY, max: 2 * DAY }),
);
const anyInstant = fc.integer({ min: FROM, max: TO });
/** An instant; `delta` tells to go to the next transition, and how far from it, in three of four. */
const place = fc.record({ at: anyInstant, delta: fc.option(nearby, { freq: 4, nil: undefined }) });

/** The next transition after `at`, plus `delta`. */
function settle(temporal: TemporalApi, zone: string, at: number, delta: number | undefined): number {
  if (delta === undefined) return at;
  const next = temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  return next === null || next.epochMilliseconds > TO ? at + delta : next.epochMilliseconds + delta;
}

function forAllZones(runs: number | undefined, act: (zone: string, at: number, delta: number | undefined) => void): void {
  for (const zone of ZONES) {
    try {
      fc.assert(
        fc.property(place, ({ at, delta }) => act(zone, at, delta)),
        { numRuns: runs ?? 8 },
      );
    } catch (error) {
      throw new Error(`${zone}: ${(error as Error).message}`, { cause: error });
    }
  }
}

describe.each(ORACLES)("against %s, in every zone and at any time from 1850 to 2100", (name, temporal) => {
  test("the offset is the same to the second", { timeout: 120_000 }, () => {
    forAllZones(RUNS[name], (zone, at, delta) => {
      const ms = settle(temporal, zone, at, delta);
      const expected = temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
      if (timeZone(zone).offsetAt(ms) !== expected)
        throw new Error(`${new Date(ms).toISOString()}: ${timeZone(zone).offsetAt(ms)}, expected ${expected}`);
    });
  });

  test("a wall-clock time is the instant that Temporal calls compatible, in gaps and repeats too", { timeout: 120_000 }, () => {
    forAllZones(RUNS[name], (zone, at, delta) => {
      const ms = settle(temporal, zone, at, delta);
      // Wall clocks around a transition as read before it and after it: those of gaps and repeats are among them.
      for (const around of [ms - DAY, ms + DAY]) {
        const local = ms + timeZone(zone).offsetAt(around);
        const plain = temporal.PlainDateTime.from(new Date(local).toISOString().slice(0, -1));
        const expected = plain.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
        if (timeZone(zone).instantOf(local) !== expected)
          throw new Error(`${plain}: ${timeZone(zone).instantOf(local)}, expected ${expected}`);
      }
    });
  });
});

/** Offsets in seconds at an instant and one millisecond before. */
const OFFSETS: readonly (readonly [zone: string, instant: string, before: number, from: number, fact: string])[] = [
  ["Africa/Monrovia", "1972-01-07T00:44:30Z", -2670, 0, "-0:44:30 until 1972-01-07, the last offset with seconds (africa)"],
  ["Africa/Monrovia", "1970-01-01T00:00:00Z", -2670, -2670, "-0:44:30 in 1970 (africa)"],
  ["America/New_York", "1883-11-18T17:00:00Z", -17762, -18000, "local mean time -4:56:02 until standard time (northamerica)"],
  ["America/New_York", "1850-06-01T00:00:00Z", -17762, -17762, "local mean time for ever before (northamerica)"],
  ["America/New_York", "1700-06-01T00:00:00Z", -17762, -17762, "local mean time for ever before (northamerica)"],
  ["Asia/Tokyo", "1887-12-31T15:00:00Z", 33539, 32400, "local mean time 9:18:59 until 1887 (asia)"],
  ["Asia/Kolkata", "1941-09-30T18:30:00Z", 19800, 23400, "war time +6:30 (asia)"],
  ["Europe/Dublin", "1916-10-01T02:25:21Z", 2079, 0, "Irish summer time 0:34:39 until joining GMT (europe)"],
  ["Europe/Dublin", "2024-03-31T01:00:00Z", 0, 3600, "standard time is the summer's, daylight saving the winter's, by -1:00 (europe)"],
  ["Europe/Dublin", "2024-10-27T01:00:00Z", 3600, 0, "standard time is the summer's, daylight saving the winter's, by -1:00 (europe)"],
  ["Europe/Dublin", "1970-01-15T00:00:00Z", 3600, 3600, "+1:00 through the winters of 1968 to 1971 (europe)"],
  ["Africa/Casablanca", "2024-03-10T02:00:00Z", 3600, 0, "Ramadan begins (africa)"],
  ["Africa/Casablanca", "2024-04-14T02:00:00Z", 0, 3600, "Ramadan ends (africa)"],
  ["Africa/Tunis", "1943-03-29T01:00:00Z", 3600, 7200, "summer time (africa)"],
  ["Africa/Tunis", "1943-04-17T00:00:00Z", 7200, 3600, "summer time ends after 19 days (africa)"],
  ["Africa/Tunis", "1943-04-25T01:00:00Z", 3600, 7200, "summer time again after 8 days (africa)"],
  ["Australia/Lord_Howe", "2024-04-06T15:00:00Z", 39600, 37800, "half an hour back (australasia)"],
  ["Australia/Lord_Howe", "2024-10-05T15:30:00Z", 37800, 39600, "half an hour on (australasia)"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z", -36000, 50400, "to the other side of the date line (australasia)"],
  ["Pacific/Kwajalein", "1993-08-21T12:00:00Z", -43200, 43200, "to the other side of the date line (australasia)"],
  ["Pacific/Guam", "1844-12-31T14:21:00Z", -51660, 34740, "to the other side of the date line, local mean time on both (australasia)"],
  ["America/Sitka", "1867-10-19T00:31:13Z", 53927, -32473, "Alaska changes hands and sides of the date line (northamerica)"],
  ["America/Recife", "2000-10-15T02:00:00Z", -7200, -10800, "summer time of one week ends (southamerica)"],
  ["America/Argentina/Tucuman", "2004-06-13T04:00:00Z", -14400, -10800, "-4:00 for twelve days (southamerica)"],
  ["Asia/Kathmandu", "1985-12-31T18:30:00Z", 19800, 20700, "+5:30 to +5:45 (asia)"],
  ["Antarctica/Troll", "2024-03-31T01:00:00Z", 0, 7200, "two hours at once (antarctica)"],
];

describe("facts of the IANA database: offsets", () => {
  test.each(OFFSETS)("%s at %s: %i to %i seconds, %s", (zone, instant, before, from) => {
    const ms = Date.parse(instant);
    expect([timeZone(zone).offsetAt(ms - 1) / 1000, timeZone(zone).offsetAt(ms) / 1000]).toEqual([before, from]);
  });
});

const WALL_CLOCKS: readonly (readonly [zone: string, local: string, instant: string, what: string])[] = [
  ["America/New_York", "2024-03-10T02:30", "2024-03-10T03:30:00-04:00", "skipped: later by the gap"],
  ["America/New_York", "2024-03-10T01:59:59.999", "2024-03-10T01:59:59.999-05:00", "just before a gap"],
  ["America/New_York", "2024-03-10T02:00", "2024-03-10T03:00:00-04:00", "the gap's first instant"],
  ["America/New_York", "2024-03-10T03:00", "2024-03-10T03:00:00-04:00", "just after a gap"],
  ["America/New_York", "2024-11-03T00:59:59.999", "2024-11-03T00:59:59.999-04:00", "just before a repeat"],
  ["America/New_York", "2024-11-03T01:00", "2024-11-03T01:00:00-04:00", "repeated: the earlier"],
  ["America/New_York", "2024-11-03T01:59:59.999", "2024-11-03T01:59:59.999-04:00", "repeated: the earlier"],
  ["America/New_York", "2024-11-03T02:00", "2024-11-03T02:00:00-05:00", "just after a repeat"],
  ["Pacific/Apia", "2011-12-29T23:59", "2011-12-29T23:59:00-10:00", "the evening before the day that was left out"],
  ["Pacific/Apia", "2011-12-30T00:00", "2011-12-31T00:00:00+14:00", "the day that was left out"],
  ["Pacific/Apia", "2011-12-30T12:00", "2011-12-31T12:00:00+14:00", "the day that was left out"],
  ["Pacific/Apia", "2011-12-31T00:00", "2011-12-31T00:00:00+14:00", "the day after"],
  ["America/Sitka", "1867-10-19T00:00", "1867-10-19T00:00:00+14:58:47", "a day that came twice: the earlier"],
  ["Australia/Lord_Howe", "2024-10-06T02:15", "2024-10-06T02:45:00+11:00", "half an hour skipped"],
  ["Australia/Lord_Howe", "2024-04-07T01:45", "2024-04-07T01:45:00+11:00", "half an hour repeated"],
  ["America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T01:00:00-02:00", "a day without midnight"],
  ["Asia/Tehran", "2022-03-22T00:00", "2022-03-22T01:00:00+04:30", "a day without midnight"],
  ["Europe/Dublin", "2024-10-27T01:30", "2024-10-27T01:30:00+01:00", "repeated, with negative daylight saving"],
  ["Africa/Monrovia", "1972-01-07T00:20", "1972-01-07T01:04:30+00:00", "skipped, a gap of 44 minutes 30 seconds"],
  ["Europe/Dublin", "1916-10-01T02:30", "1916-10-01T02:30:00+00:34:39", "repeated, 34 minutes 39 seconds"],
];

describe("facts of the IANA database: wall clocks", () => {
  test.each(WALL_CLOCKS)("%s, %s is %s: %s", (zone, local, instant) => {
    expect(formatInstant(timeZone(zone).instantOf(parseInstant(local)), zone)).toBe(instant);
    expect(timeZone(zone).instantOf(parseInstant(local))).toBe(parseInstant(instant));
  });
});
