/** ISO 8601 text to instants and back, against Temporal. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatInstant, parseInstant, timeZone } from "../../src/index.js";
import { readInstant } from "../../src/time/instant.js";
import { ORACLES } from "./support/zones.js";

const SOME_ZONES = [
  "America/New_York",
  "Europe/Dublin",
  "Africa/Monrovia",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kolkata",
  "America/Sao_Paulo",
  "UTC",
];

const two = (value: number): string => String(value).padStart(2, "0");
const yearText = (year: number): string =>
  year >= 0 && year <= 9999 ? String(year).padStart(4, "0") : `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;

const date = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1850, max: 2100 }) },
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: -200_000, max: 200_000 }),
    ),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => `${yearText(year)}-${two(month)}-${two(day)}`);

const fraction = fc.option(
  fc.tuple(fc.constantFrom(".", ","), fc.stringMatching(/^\d{1,9}$/)).map(([mark, digits]) => `${mark}${digits}`),
  { nil: "" },
);
const time = fc
  .tuple(
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.option(fc.tuple(fc.integer({ min: 0, max: 59 }), fraction), { nil: undefined }),
  )
  .map(([hour, minute, rest]) => `${two(hour)}:${two(minute)}${rest === undefined ? "" : `:${two(rest[0])}${rest[1]}`}`);

const local = fc.tuple(date, fc.constantFrom("T", "t", " "), time).map((parts) => parts.join(""));

const offset = fc
  .tuple(
    fc.constantFrom("+", "-"),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 59 }),
    fc.nat(4),
  )
  .map(([sign, hours, minutes, seconds, form]) => {
    const [h, m, s] = [two(hours), two(minutes), two(seconds)];
    return sign + [h, `${h}:${m}`, `${h}${m}`, `${h}:${m}:${s}`, `${h}${m}${s}`][form];
  });

/** The instant as nanoseconds, as `readInstant` has it. */
function nanoseconds(text: string, zone?: string): bigint | null {
  const read = zone === undefined ? readInstant(text) : readInstant(text, timeZone(zone));
  return read === null ? null : BigInt(read.ms) * 1_000_000n + BigInt(read.nanos);
}

describe.each(ORACLES)("text is the instant that %s has for it", (_, temporal) => {
  test("with Z or an offset", () => {
    fc.assert(
      fc.property(local, fc.oneof(offset, fc.constantFrom("Z", "z")), (text, suffix) => {
        expect(nanoseconds(text + suffix)).toBe(temporal.Instant.from(text + suffix).epochNanoseconds);
        expect(parseInstant(text + suffix)).toBe(temporal.Instant.from(text + suffix).epochMilliseconds);
      }),
      { numRuns: 3000 },
    );
  });

  test("with an offset and a zone: the offset decides", () => {
    fc.assert(
      fc.property(local, offset, fc.constantFrom(...SOME_ZONES), (text, suffix, zone) => {
        const whole = `${text}${suffix}[${zone}]`;
        expect(nanoseconds(whole)).toBe(temporal.Instant.from(whole).epochNanoseconds);
      }),
      { numRuns: 500 },
    );
  });

  test("with a zone alone, or with none and a zone beside it", () => {
    fc.assert(
      fc.property(local, fc.constantFrom(...SOME_ZONES), (text, zone) => {
        const expected = temporal.PlainDateTime.from(text).toZonedDateTime(zone, { disambiguation: "compatible" });
        expect(nanoseconds(text, zone)).toBe(expected.epochNanoseconds);
        expect(nanoseconds(`${text}[${zone}]`, "Asia/Tokyo")).toBe(expected.epochNanoseconds);
        expect(parseInstant(text, zone)).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 1000 },
    );
  });

  test("a date alone: midnight there", () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...SOME_ZONES), (text, zone) => {
        expect(parseInstant(text, zone)).toBe(temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds);
        expect(readInstant(text)).toEqual(readInstant(`${text}T00:00`));
      }),
      { numRuns: 500 },
    );
  });

  test("what is formatted, in UTC and in zones, is read back by both", () => {
    const instant = fc.oneof(
      fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 0, 1) }),
      fc.integer({ min: -8.6e15, max: 8.6e15 }), // negative years, and years of six digits
    );
    fc.assert(
      fc.property(instant, fc.constantFrom(...SOME_ZONES), (ms, zone) => {
        const text = formatInstant(ms, zone);
        expect(parseInstant(text)).toBe(ms);
        expect(temporal.Instant.from(text).epochMilliseconds).toBe(ms);
        expect(formatInstant(ms)).toBe(
          temporal.Instant.fromEpochMilliseconds(ms)
            .toString()
            .replace(/(\.\d+)Z/, (_, digits: string) => `${digits.padEnd(4, "0")}Z`),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe("reading", () => {
  test.each([
    ["2024-03-08T14:31:00Z", 0],
    ["2024-03-08 14:31Z", 0],
    ["2024-03-08 14:31:00 +00:00", 0],
    ["  2024-03-08T14:31:00Z  ", 0],
    ["2024-03-08T09:31:00-05", 0],
    ["2024-03-08T09:31:00-0500", 0],
    ["2024-03-08T09:31:00[America/New_York]", 0],
    ["2024-03-08T09:31:00-05:00[America/New_York]", 0],
    ["2024-03-08T14:31:00.000999999Z", 999_999],
    ["2024-03-08T14:31:00,000000001Z", 1],
    ["2024-03-08T14:31:00", 0],
  ])("%j is 2024-03-08 14:31 in UTC", (text, nanos) => {
    expect(readInstant(text)).toEqual({ ms: Date.UTC(2024, 2, 8, 14, 31), nanos });
  });

  test("24:00 is the next midnight", () => {
    expect(parseInstant("2024-02-29T24:00:00Z")).toBe(Date.UTC(2024, 2, 1));
    expect(parseInstant("2024-12-31T24:00")).toBe(Date.UTC(2025, 0, 1));
  });

  test("a fraction counts from the second on, before 1970 too", () => {
    expect(readInstant("1969-12-31T23:59:59.9995Z")).toEqual({ ms: -1, nanos: 500_000 });
  });

  test("a time the clocks skip or repeat in the source's zone", () => {
    expect(parseInstant("2024-03-10 02:30", "America/New_York")).toBe(Date.UTC(2024, 2, 10, 7, 30));
    expect(parseInstant("2024-11-03 01:30", "America/New_York")).toBe(Date.UTC(2024, 10, 3, 5, 30));
  });

  test.each([
    "",
    "now",
    "yesterday",
    "1709908260",
    "2024",
    "2024-03",
    "2024-3-8T14:31Z",
    "24-03-08T14:31Z",
    "2023-02-29T00:00Z",
    "2024-13-01T00:00Z",
    "2024-00-01T00:00Z",
    "2024-01-00T00:00Z",
    "-000000-01-01T00:00Z",
    "2024-03-08T",
    "2024-03-08T14",
    "2024-03-08T14Z",
    "2024-03-08T1431Z",
    "2024-03-08T9:31Z",
    "2024-03-08T25:00Z",
    "2024-03-08T24:01Z",
    "2024-03-08T24:00:01Z",
    "2024-03-08T24:00:00.5Z",
    "2024-03-08T23:60Z",
    "2024-03-08T23:59:60Z",
    "2024-03-08T23:59:61Z",
    "2024-03-08T14:31:00.Z",
    "2024-03-08T14:31.5Z",
    "2024-03-08T14:31:00.1234567891Z",
    "2024-03-08T14:31:00+24:00",
    "2024-03-08T14:31:00+05:60",
    "2024-03-08T14:31:00+05:00:60",
    "2024-03-08T14:31:00+5",
    "2024-03-08T14:31:00+05:",
    "2024-03-08T14:31:00+05::",
    "2024-03-08T14:31:00+05:3",
    "2024-03-08T14:31:00+05:30:",
    "2024-03-08T14:31:00+5:30",
    "2024-03-08T14:31:00 EST",
    "2024-03-08T14:31:00 PM",
    "2024-03-08  14:31:00Z",
    "2024-03-08T14:31:00ZZ",
    "2024-03-08T14:31:00Z+01:00",
    "2024-03-08T14:31:00[]",
    "2024-03-08T14:31:00Z trailing",
    "leading 2024-03-08T14:31:00Z",
    "2024-03-08T14:31:00Z\n2024-03-08T14:31:00Z",
    "03/08/2024 14:31",
    "Fri Mar 08 2024",
    "２０２４-03-08T14:31Z",
    "+275760-09-13T00:00:00.001Z",
    "+275760-09-13T00:00:00-00:01",
    "-271821-04-19T23:59:59Z",
    "+999999-01-01T00:00Z",
    "+275760-12-31T00:00[America/New_York]",
  ])("%j is refused", (text) => {
    expect(readInstant(text)).toBeNull();
    for (const zone of [undefined, "America/New_York"])
      expect(() => parseInstant(text, zone)).toThrow(
        expect.objectContaining({ code: "INVALID_TIMESTAMP", message: expect.stringContaining(JSON.stringify(text)) }),
      );
  });

  test("the first and the last instant there is are read", () => {
    expect(parseInstant("+275760-09-13T00:00:00Z")).toBe(8.64e15);
    expect(parseInstant("-271821-04-20T00:00:00Z")).toBe(-8.64e15);
  });
});

describe("writing", () => {
  const ms = Date.UTC(2024, 2, 8, 14, 31);

  test.each([
    [ms, "UTC", "2024-03-08T14:31:00Z"],
    [ms + 5, "UTC", "2024-03-08T14:31:00.005Z"],
    [ms + 250, "America/New_York", "2024-03-08T09:31:00.250-05:00"],
    [ms, "Asia/Kolkata", "2024-03-08T20:01:00+05:30"],
    [ms, "Etc/UTC", "2024-03-08T14:31:00+00:00"],
    [ms, "Europe/London", "2024-03-08T14:31:00+00:00"],
    [-1, "UTC", "1969-12-31T23:59:59.999Z"],
    [-0.5, "UTC", "1969-12-31T23:59:59.999Z"],
    [0, "Africa/Monrovia", "1969-12-31T23:15:30-00:44:30"],
    [Date.UTC(1850, 0, 1), "Asia/Tokyo", "1850-01-01T09:18:59+09:18:59"],
    [Date.UTC(-1, 0, 1), "UTC", "-000001-01-01T00:00:00Z"],
    [Date.UTC(10_000, 0, 1), "UTC", "+010000-01-01T00:00:00Z"],
    [Date.UTC(2024, 10, 3, 5, 30), "America/New_York", "2024-11-03T01:30:00-04:00"],
    [Date.UTC(2024, 10, 3, 6, 30), "America/New_York", "2024-11-03T01:30:00-05:00"],
  ])("%d in %s is %s", (instant, zone, text) => {
    expect(formatInstant(instant, zone)).toBe(text);
  });

  test("UTC where no zone is named", () => {
    expect(formatInstant(ms)).toBe("2024-03-08T14:31:00Z");
  });

  test.each([
    [Number.NaN, "UTC"],
    [Number.POSITIVE_INFINITY, "UTC"],
    [1.7e18, "UTC"],
    [Number.NaN, "America/New_York"],
    [1.7e18, "America/New_York"],
    [8.64e15, "Asia/Tokyo"],
    [-8.64e15, "America/New_York"],
  ])("%d in %s is refused", (instant, zone) => {
    expect(() => formatInstant(instant, zone)).toThrow(expect.objectContaining({ code: "INVALID_TIMESTAMP" }));
  });

  test("an unknown zone is refused", () => {
    expect(() => formatInstant(ms, "Mars/Olympus")).toThrow(expect.objectContaining({ code: "UNKNOWN_TIME_ZONE" }));
  });
});
