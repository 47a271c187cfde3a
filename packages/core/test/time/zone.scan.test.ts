/**
 * No change of offset is overlooked: the transitions found by the probes of `zone.ts` are those of a scan with closer steps.
 *
 * On every runtime the scan asks `Intl`, with a formatter and a search of its own: for every zone and every third day from 1970 to 2037
 * (the shortest offset of the IANA database, Freetown's in 1939, lasted four), and for every day of the years in which some offset lasted
 * less than four weeks and of a random sample of zones and years from 1850 to 2100. Where the runtime has Temporal (Node 26), its own list
 * of transitions is compared too.
 *
 * `TIME_SCAN=full vitest run packages/core/test/time/zone.scan` takes every day in every zone from 1970 to 2037, and every transition of
 * Temporal from 1844 to 2100. It takes about a minute; run it when a new release of the time-zone data arrives.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timeZone } from "../../src/index.js";
import { COARSE_PROBE_MS, FINE_YEARS } from "../../src/time/zone.js";
import { ORACLES } from "./support/zones.js";

const DAY = 86_400_000;
const FULL = process.env["TIME_SCAN"] === "full";
const SAMPLE = 500;
const LISTED = Intl.supportedValuesOf("timeZone");

/** Years before 1970 in which some zone, by the IANA database, had an offset for less than three weeks. */
const EARLY_YEARS = [1933, 1943, 1944, 1945];
/** Zones which had such offsets before 1970, besides a sample of all. */
const EARLY_IRREGULAR = ["Africa/Tunis", "Europe/Simferopol", "Europe/Riga", "Europe/Vienna", "Europe/Tirane", "Pacific/Honolulu"];

/** Transitions in a UTC year as text: the instant and the offset in seconds from then on. */
type Transitions = readonly string[];

const told = (ms: number, offsetMs: number): string => `${new Date(ms).toISOString()} ${offsetMs / 1000}`;

function ours(id: string, year: number): Transitions {
  const zone = timeZone(id);
  const end = Date.UTC(year + 1, 0, 1);
  const found: string[] = [];
  for (let ms = Date.UTC(year, 0, 1) - 1; ms < end - 1; ) {
    const next = zone.steadyUntil(ms);
    if (next < end && zone.offsetAt(next) !== zone.offsetAt(ms)) found.push(told(next, zone.offsetAt(next)));
    ms = next;
  }
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The offset by `Intl`, read apart from what `zone.ts` does: another locale's order, and `Date.UTC`. */
function offsetByIntl(id: string, ms: number): number {
  let format = formats.get(id);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: id,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(id, format);
  }
  const text = format.format(ms); // 31/12/2024, 23:59:59
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  return Date.UTC(part(6, 10), part(3, 5) - 1, part(0, 2), part(12, 14), part(15, 17), part(18, 20)) - Math.floor(ms / 1000) * 1000;
}

const byIntl =
  (days: number) =>
  (id: string, year: number): Transitions => {
    const end = Date.UTC(year + 1, 0, 1) - 1000;
    const found: string[] = [];
    let from = Date.UTC(year, 0, 1) - 1000;
    let offset = offsetByIntl(id, from);
    while (from < end) {
      const to = Math.min(from + days * DAY, end);
      const next = offsetByIntl(id, to);
      if (next !== offset) {
        let [low, high] = [from, to];
        while (high - low > 1000) {
          const middle = Math.floor((low + high) / 2000) * 1000;
          if (offsetByIntl(id, middle) === offset) low = middle;
          else high = middle;
        }
        found.push(told(high, next));
      }
      from = to;
      offset = next;
    }
    return found;
  };

/** What is wrong in these zones' years, as text. */
function differences(cases: Iterable<readonly [id: string, year: number]>, expected: (id: string, year: number) => Transitions): string[] {
  const wrong: string[] = [];
  for (const [id, year] of cases) {
    const [found, wanted] = [ours(id, year), expected(id, year)];
    if (String(found) !== String(wanted)) wrong.push(`${id} ${year}: found [${found.join(", ")}], expected [${wanted.join(", ")}]`);
  }
  return wrong.slice(0, 20);
}

function* every(ids: readonly string[], years: readonly number[]): Generator<readonly [string, number]> {
  for (const id of ids) for (const year of years) yield [id, year];
}

/** Another sample in every run; the message of a failure names zone and year. */
const sample = (from: number, to: number): (readonly [string, number])[] =>
  fc.sample(fc.tuple(fc.constantFrom(...LISTED), fc.integer({ min: from, max: to })), SAMPLE);

const span = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const seen = new Map<string, Transitions>();

/** The scan of all zones since 1970, kept for the second test that needs it. */
function closely(id: string, year: number): Transitions {
  const key = `${id} ${year}`;
  const found = seen.get(key) ?? byIntl(FULL ? 1 : 3)(id, year);
  seen.set(key, found);
  return found;
}

describe("transitions are those that Intl shows", () => {
  const timeout = 600_000;

  test(`in all zones from 1970 to 2037, ${FULL ? "day by day" : "every third day"}`, { timeout }, () => {
    expect(differences(every(LISTED, span(1970, 2037)), closely)).toEqual([]);
  });

  test("offsets that a coarse probe might step over lie in the years probed closely, and in each of those", { timeout }, () => {
    // Within one UTC year: where a year begins and ends, there is a probe.
    const short = new Set<number>();
    for (const [id, year] of every(LISTED, span(1970, 2027))) {
      const changes = closely(id, year).map((text) => Date.parse(text.split(" ")[0] as string));
      if (changes.some((ms, i) => ms - (changes[i - 1] ?? Number.NEGATIVE_INFINITY) < COARSE_PROBE_MS)) short.add(year);
    }
    expect([...short].sort()).toEqual(FINE_YEARS);
  });

  test("day by day, in all zones, in the years that are probed closely", { timeout }, () => {
    expect(differences(every(LISTED, FINE_YEARS), byIntl(1))).toEqual([]);
  });

  test("day by day, in the zones that had such an offset before 1970, in those years", { timeout }, () => {
    expect(differences(every(EARLY_IRREGULAR, EARLY_YEARS), byIntl(1))).toEqual([]);
  });

  test("day by day, in Gaza's years to come with weeks between Ramadan and winter", { timeout }, () => {
    expect(differences(every(["Asia/Gaza", "Africa/Casablanca"], span(2038, 2100)), byIntl(1))).toEqual([]);
  });

  test.each([
    [1850, 1969],
    [1970, 2037],
    [2038, 2100],
  ])(`day by day, in ${SAMPLE} random zones and years from %i to %i`, { timeout }, (from, to) => {
    expect(differences(sample(from, to), byIntl(1))).toEqual([]);
  });
});

const native = ORACLES.find(([name]) => name === "native Temporal")?.[1];

describe.skipIf(native === undefined)("transitions are those that native Temporal lists", () => {
  function byTemporal(id: string, year: number): Transitions {
    const found: string[] = [];
    let at = native?.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 1) - 1).toZonedDateTimeISO(id) ?? null;
    for (;;) {
      at = at?.getTimeZoneTransition("next") ?? null;
      if (at === null || at.epochMilliseconds >= Date.UTC(year + 1, 0, 1)) return found;
      found.push(told(at.epochMilliseconds, at.offsetNanoseconds / 1e6));
    }
  }

  test(`in all zones, ${FULL ? "1844 to 2100" : "1970 to 2037"}`, { timeout: 600_000 }, () => {
    expect(differences(every(LISTED, FULL ? span(1844, 2100) : span(1970, 2037)), byTemporal)).toEqual([]);
  });

  test("in random zones and years, 1800 to 2100", () => {
    expect(differences(sample(1800, 2100), byTemporal)).toEqual([]);
  });
});
