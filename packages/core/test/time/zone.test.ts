/** What a zone promises apart from its offsets: names, spans without a change, numbers beyond all dates. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { XNYS } from "../../src/calendars/xnys.js";
import { assignSessions, NO_SESSION, OpenbellError, parseInstant, timeZone } from "../../src/index.js";
import { bestOracle, ZONES } from "./support/zones.js";

const DAY = 86_400_000;

describe("a span without a change", () => {
  const anyInstant = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 0, 1) });

  test("has one offset from the instant asked about until it ends, in every zone", { timeout: 120_000 }, () => {
    for (const id of ZONES) {
      const zone = timeZone(id);
      const offsetAt = (ms: number): number => bestOracle.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(id).offsetNanoseconds / 1e6;
      fc.assert(
        fc.property(anyInstant, fc.double({ min: 0, max: 1, noNaN: true }), (start, share) => {
          const until = zone.steadyUntil(start);
          expect(until, `${id}, ${start}`).toBeGreaterThan(start);
          // UTC alone has spans without end.
          const end = Math.min(until, Date.UTC(2101, 0, 1));
          const within = Math.min(Math.floor(start + share * (end - start)), end - 1);
          expect([offsetAt(within), offsetAt(end - 1)], `${id}, ${start} to ${until}`).toEqual([offsetAt(start), offsetAt(start)]);
          // It ends at a change, or with the UTC year.
          if (offsetAt(end) === offsetAt(start)) expect(new Date(end).toISOString(), id).toMatch(/-01-01T00:00:00.000Z$/);
        }),
        { numRuns: 6 },
      );
    }
  });

  test("ends at the next change, also for one asked about at a change", () => {
    const zone = timeZone("America/New_York");
    expect(zone.steadyUntil(Date.UTC(2024, 0, 1))).toBe(Date.UTC(2024, 2, 10, 7));
    expect(zone.steadyUntil(Date.UTC(2024, 2, 10, 7) - 1)).toBe(Date.UTC(2024, 2, 10, 7));
    expect(zone.steadyUntil(Date.UTC(2024, 2, 10, 7))).toBe(Date.UTC(2024, 10, 3, 6));
    expect(zone.steadyUntil(Date.UTC(2024, 10, 3, 6))).toBe(Date.UTC(2025, 0, 1));
  });

  test("never ends in UTC", () => {
    for (const id of ["UTC", "Etc/UTC"]) expect(timeZone(id).steadyUntil(0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("local time", () => {
  test("of an instant, and the instant of it", () => {
    const zone = timeZone("America/New_York");
    const ms = Date.parse("2024-03-11T02:30:00.250Z");
    expect(zone.localMs(ms)).toBe(Date.parse("2024-03-10T22:30:00.250Z"));
    expect(zone.instantOf(zone.localMs(ms))).toBe(ms);
    expect(zone.localDay(ms) * DAY).toBe(Date.parse("2024-03-10"));
  });

  test("the local date before 1970, too, begins at midnight", () => {
    const zone = timeZone("Asia/Tokyo");
    expect(zone.localDay(Date.parse("1965-06-01T14:59:59.999Z")) * DAY).toBe(Date.parse("1965-06-01"));
    expect(zone.localDay(Date.parse("1965-06-01T15:00:00Z")) * DAY).toBe(Date.parse("1965-06-02"));
  });

  test("comes back from the instant of any wall clock that exists, in every zone", () => {
    for (const id of ZONES) {
      const zone = timeZone(id);
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2040, 0, 1) }), (ms) => {
          const local = zone.localMs(ms);
          expect(zone.localMs(zone.instantOf(local)), `${id}, ${ms}`).toBe(local);
        }),
        { numRuns: 5 },
      );
    }
  });
});

describe("names", () => {
  test("two calls with one name give one zone, which has that name", () => {
    expect(timeZone("Asia/Tokyo")).toBe(timeZone("Asia/Tokyo"));
    expect(timeZone("Asia/Tokyo").id).toBe("Asia/Tokyo");
    expect(timeZone("US/Eastern").id).toBe("US/Eastern");
  });

  test("a link has the offsets of what it points to", () => {
    for (const [link, target] of [
      ["US/Eastern", "America/New_York"],
      ["Asia/Calcutta", "Asia/Kolkata"],
      ["GB", "Europe/London"],
      ["Etc/Zulu", "UTC"],
    ] as const)
      for (const ms of [Date.UTC(1960, 0, 1), Date.UTC(2024, 6, 1)])
        expect(timeZone(link).offsetAt(ms)).toBe(timeZone(target).offsetAt(ms));
  });

  const unknown: readonly (readonly [found: unknown, shown: string])[] = [
    ["", '""'],
    [undefined, "undefined"],
    [null, "null"],
    [5, "5 "],
    [{}, "object"],
    // Intl would take these for the zone that they are as text.
    [["America/New_York"], "object"],
    [{ toString: () => "America/New_York" }, "object"],
    ["Mars/Olympus", '"Mars/Olympus"'],
    ["EST5", '"EST5"'],
    ["UTC+1", '"UTC+1"'],
    ["Z", '"Z"'],
    ["New York", '"New York"'],
    ["America/New York", '"America/New York"'],
    [" America/New_York", '" America/New_York"'],
    ["America/New_York ", '"America/New_York "'],
    ["Etc/GMT+15", '"Etc/GMT+15"'],
    ["Eastern Standard Time", '"Eastern Standard Time"'],
  ];

  test.each(unknown)("%o is unknown, and the message names it", (found, shown) => {
    // The second call must not find a zone that the first left behind.
    for (let time = 0; time < 2; time++) {
      let error: unknown;
      try {
        timeZone(found as string);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(OpenbellError);
      expect((error as OpenbellError).code).toBe("UNKNOWN_TIME_ZONE");
      expect((error as OpenbellError).message).toContain(shown);
      expect((error as OpenbellError).details["timeZone"]).toBe(found);
    }
  });

  test("an unknown zone is refused wherever one is named", () => {
    for (const act of [
      () => parseInstant("2024-01-02", "Mars/Olympus"),
      () => parseInstant("2024-01-02T00:00[Mars/Olympus]"),
      () => assignSessions(XNYS, ["2024-01-02T15:00"], { sourceTimeZone: "Mars/Olympus" }),
    ])
      expect(act).toThrow(expect.objectContaining({ code: "UNKNOWN_TIME_ZONE", message: expect.stringContaining('"Mars/Olympus"') }));
  });
});

describe("numbers beyond all dates", () => {
  test.each([1.7e18, -1.7e18, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 8.64e15, -8.64e15])("%d has an offset", (ms) => {
    expect(timeZone("Asia/Tokyo").offsetAt(ms)).toBeGreaterThanOrEqual(9 * 3_600_000);
  });

  test("what is no number has no local time, and no error of Intl", () => {
    for (const zone of [timeZone("UTC"), timeZone("Asia/Tokyo")])
      for (const result of [zone.localMs(Number.NaN), zone.localDay(Number.NaN), zone.instantOf(Number.NaN)]) expect(result).toBeNaN();
  });

  test("nanoseconds taken for milliseconds get no session and a diagnosis, not an error of Intl", () => {
    const column = Float64Array.from({ length: 10 }, (_, i) => 1.7e18 + i * 6e10);
    const dates = assignSessions(XNYS, column);
    expect([...dates]).toEqual(new Array(10).fill(NO_SESSION));
    expect(JSON.stringify(dates.diagnosis)).toContain("unit");
  });

  test("dates before 1800 have the offset of local mean time", () => {
    expect(timeZone("Asia/Tokyo").offsetAt(Date.parse("0001-01-01"))).toBe(33_539_000);
    expect(timeZone("Asia/Tokyo").offsetAt(Date.UTC(-200_000, 0, 1))).toBe(33_539_000);
  });
});
