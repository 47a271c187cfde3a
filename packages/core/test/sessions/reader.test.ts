/** Any column as numbers: whole milliseconds of 64-bit integers as whole-number arithmetic has them, every unit, chunks, spans. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EpochUnit, TimestampColumn, TimestampOptions } from "../../src/index.js";
import { spanOf, timestampReader } from "../../src/sessions/reader.js";

/** Every row of a column, by row. */
function rows(column: TimestampColumn, options?: TimestampOptions): number[] {
  const reader = timestampReader(column, options);
  return Array.from({ length: reader.length }, (_, i) => reader.at(i));
}

/** Every row of a column, chunk after chunk. */
function inChunks(column: TimestampColumn, options?: TimestampOptions): number[] {
  const { length, chunk, read } = timestampReader(column, options);
  const values: number[] = [];
  for (let from = 0; from < length; from += chunk) values.push(...read(from, Math.min(from + chunk, length)));
  return values;
}

/** The whole millisecond at or below an integer of a unit, and the one at or above it. */
function around(value: bigint, perMs: bigint): [floor: number, ceiling: number] {
  const rest = ((value % perMs) + perMs) % perMs;
  const floor = (value - rest) / perMs;
  return [Number(floor), Number(rest === 0n ? floor : floor + 1n)];
}

describe("nanoseconds as whole milliseconds, rounded down, and up where bars are stamped at their end", () => {
  const SMALLEST = -(2n ** 63n);

  describe.each([
    ["zero", 0n, 0, 0],
    ["the first nanosecond", 1n, 0, 1],
    ["the last one of a millisecond", 999_999n, 0, 1],
    ["a millisecond", 1_000_000n, 1, 1],
    ["the last nanosecond before 1970", -1n, -1, 0],
    ["a millisecond before 1970", -1_000_000n, -1, -1],
    ["a nanosecond before that", -1_000_001n, -2, -1],
    ["all bits of the low half", 0xffff_ffffn, 4294, 4295],
    ["the first bit of the high half", 0x1_0000_0000n, 4294, 4295],
    ["all bits of the low half, negative", -0x1_0000_0000n, -4295, -4294],
    [
      "2024: the quotient of doubles is 1717408800001.9998, one too small",
      1_717_408_800_002_000_000n,
      1_717_408_800_002,
      1_717_408_800_002,
    ],
    ["2024: a nanosecond later", 1_717_408_800_002_000_001n, 1_717_408_800_002, 1_717_408_800_003],
    ["2024: a double rounds up to the next second, one too large", 1_717_408_799_999_999_999n, 1_717_408_799_999, 1_717_408_800_000],
    [
      "1915: the quotient of doubles is -1717408800006.0002, one too small",
      -1_717_408_800_006_000_000n,
      -1_717_408_800_006,
      -1_717_408_800_006,
    ],
    ["1915: a double rounds up to the next second, one too large", -1_717_408_800_000_000_001n, -1_717_408_800_001, -1_717_408_800_000],
    ["the largest", 2n ** 63n - 1n, 9_223_372_036_854, 9_223_372_036_855],
    ["the smallest that is a timestamp", SMALLEST + 1n, -9_223_372_036_855, -9_223_372_036_854],
    ["its high half with another low half", SMALLEST + 2n ** 31n, -9_223_372_034_708, -9_223_372_034_707],
    ["the high half after it with an empty low half", SMALLEST + 2n ** 32n, -9_223_372_032_560, -9_223_372_032_559],
    ["the smallest of all, which means no timestamp", SMALLEST, Number.NaN, Number.NaN],
  ])("%s: %d", (_, value, floor, ceiling) => {
    test.each([
      ["BigInt64Array", BigInt64Array.of(7n, value)],
      ["array of bigints", [7n, value]],
    ] satisfies [string, TimestampColumn][])("%s", (_kind, column) => {
      expect(rows(column)[1]).toBe(floor);
      expect(rows(column, { barLabel: "start" })[1]).toBe(floor);
      expect(rows(column, { barLabel: "end" })[1]).toBe(ceiling);
      expect(rows(column, { unit: "ns", barLabel: "end" })[1]).toBe(ceiling);
    });
  });

  /** What the doubles get wrong: values beside whole milliseconds, at any distance from 1970. */
  const nanos = fc.oneof(
    fc.bigInt({ min: SMALLEST + 1n, max: 2n ** 63n - 1n }),
    fc
      .tuple(fc.bigInt({ min: -9_223_372_036_853n, max: 9_223_372_036_853n }), fc.bigInt({ min: -2n, max: 2n }))
      .map(([ms, off]) => ms * 1_000_000n + off),
  );

  test("as whole-number arithmetic has it (property)", () => {
    fc.assert(
      fc.property(fc.array(nanos, { minLength: 40, maxLength: 80 }), (values) => {
        const expected = values.map((value) => around(value, 1_000_000n));
        const column = BigInt64Array.from(values);
        expect(rows(column)).toEqual(expected.map(([floor]) => floor));
        expect(rows(column, { barLabel: "end" })).toEqual(expected.map(([, ceiling]) => ceiling));
      }),
    );
  });

  test("every millisecond of a second of 2024, and the nanoseconds beside it", () => {
    const values = Array.from(
      { length: 3000 },
      (_, i) => 1_717_408_800_000_000_000n + BigInt(Math.floor(i / 3)) * 1_000_000n + BigInt((i % 3) - 1),
    );
    const expected = values.map((value) => around(value, 1_000_000n));
    expect(rows(BigInt64Array.from(values))).toEqual(expected.map(([floor]) => floor));
    expect(rows(BigInt64Array.from(values), { barLabel: "end" })).toEqual(expected.map(([, ceiling]) => ceiling));
  });
});

describe("microseconds as whole milliseconds", () => {
  test.each([
    ["a microsecond", 1n, 0, 1],
    ["a microsecond before 1970", -1n, -1, 0],
    ["2024, a whole millisecond", 1_717_408_800_002_000n, 1_717_408_800_002, 1_717_408_800_002],
    ["2024, one before it", 1_717_408_800_001_999n, 1_717_408_800_001, 1_717_408_800_002],
    ["the year 33658, where doubles no longer tell the microsecond", 999_999_999_999_999_999n, 999_999_999_999_999, 1_000_000_000_000_000],
  ])("%s: %d", (_, value, floor, ceiling) => {
    expect(rows(BigInt64Array.of(value), { unit: "us" })).toEqual([floor]);
    expect(rows([value], { unit: "us", barLabel: "end" })).toEqual([ceiling]);
  });

  test("as whole-number arithmetic has it, to the year 30000 (property)", () => {
    const micros = fc
      .tuple(fc.bigInt({ min: -884_541_340_800_000n, max: 884_541_340_800_000n }), fc.bigInt({ min: -2n, max: 2n }))
      .map(([ms, off]) => ms * 1000n + off);
    fc.assert(
      fc.property(fc.array(micros, { minLength: 40, maxLength: 80 }), (values) => {
        const expected = values.map((value) => around(value, 1000n));
        const column = BigInt64Array.from(values);
        expect(rows(column, { unit: "us" })).toEqual(expected.map(([floor]) => floor));
        expect(rows(column, { unit: "us", barLabel: "end" })).toEqual(expected.map(([, ceiling]) => ceiling));
      }),
    );
  });
});

describe("units: the numbers of a column over its numbers in a millisecond are epoch milliseconds", () => {
  const MS = 1_717_408_800_000;
  const inUnit: Readonly<Record<EpochUnit, number>> = { s: MS / 1000, ms: MS, us: MS * 1000, ns: MS * 1_000_000 };
  const readerMs = (column: TimestampColumn, options?: TimestampOptions): number => {
    const { at, perMs } = timestampReader(column, options);
    return at(0) / perMs;
  };

  test.each(["s", "ms", "us", "ns"] as const)("%s", (unit) => {
    const value = inUnit[unit];
    expect(readerMs(Float64Array.of(value), { unit })).toBe(MS);
    expect(readerMs([value], { unit })).toBe(MS);
    expect(readerMs(BigInt64Array.of(BigInt(value)), { unit })).toBe(MS);
    expect(readerMs([BigInt(value)], { unit })).toBe(MS);
  });

  test.each([
    ["a Float64Array holds milliseconds", Float64Array.of(MS)],
    ["plain numbers are milliseconds", [MS]],
    ["an Int32Array holds seconds", Int32Array.of(MS / 1000)],
    ["a BigInt64Array holds nanoseconds", BigInt64Array.of(BigInt(MS) * 1_000_000n)],
    ["bigints are nanoseconds", [BigInt(MS) * 1_000_000n]],
  ] satisfies [string, TimestampColumn][])("where none is named: %s", (_, column) => {
    expect(readerMs(column)).toBe(MS);
  });

  test.each([
    ["days that a 32-bit integer counts in milliseconds", Int32Array.of(86_400_000), "ms", 86_400_000],
    ["64-bit seconds before 1970", BigInt64Array.of(-5n), "s", -5000],
    ["64-bit milliseconds before 1970", BigInt64Array.of(-5n), "ms", -5],
  ] satisfies [string, TimestampColumn, EpochUnit, number][])("%s", (_, column, unit, ms) => {
    for (const barLabel of ["start", "end"] as const) expect(readerMs(column, { unit, barLabel })).toBe(ms);
  });
});

describe("an array of anything", () => {
  test("numbers of milliseconds keep their fraction", () => {
    expect(rows([0.25, -0.25])).toEqual([0.25, -0.25]);
    expect(rows([0.25, -0.25], { barLabel: "end" })).toEqual([0.25, -0.25]);
  });

  test("numbers in other units are rounded down, and up where bars are stamped at their end", () => {
    const micros = [1250, -1250, 3000];
    expect(rows(micros, { unit: "us" })).toEqual([1, -2, 3]);
    expect(rows(micros, { unit: "us", barLabel: "end" })).toEqual([2, -1, 3]);
  });

  test("of text, a rest below the millisecond is dropped, and rounds up where bars are stamped at their end", () => {
    const texts = ["1970-01-01T00:00:00.001Z", "1970-01-01T00:00:00.001000001Z", "1969-12-31T23:59:59.998999999Z"];
    expect(rows(texts)).toEqual([1, 1, -2]);
    expect(rows(texts, { barLabel: "end" })).toEqual([1, 2, -1]);
  });

  test("of every kind, with rows that have no timestamp", () => {
    const column = [null, 1, undefined, new Date(2), Number.NaN, "1970-01-01T00:00:00.003Z", new Date(Number.NaN), 4_000_000n];
    expect(rows(column)).toEqual([Number.NaN, 1, Number.NaN, 2, Number.NaN, 3, Number.NaN, 4]);
    expect(inChunks(column)).toEqual(rows(column));
  });

  test("text without an offset is local time of the source's zone", () => {
    expect(rows(["1970-01-01T09:00"], { sourceTimeZone: "Asia/Tokyo" })).toEqual([0]);
  });
});

describe("chunks", () => {
  const LENGTH = 10_000;
  const whole = Array.from({ length: LENGTH }, (_, i) => 1_717_408_800_000 + i * 60_000);
  const nanos = BigInt64Array.from(whole, (ms) => BigInt(ms) * 1_000_000n);

  test.each([
    ["64-bit integers", nanos],
    ["a view into a larger column", BigInt64Array.of(0n, 0n, 0n, ...nanos).subarray(3)],
    ["doubles", Float64Array.from(whole)],
    ["an array", whole],
  ] satisfies [string, TimestampColumn][])("one after another they are the column: %s", (_, column) => {
    expect(inChunks(column)).toEqual(whole);
    expect(rows(column)).toEqual(whole);
  });

  test("64-bit integers are read some thousand at a time, each chunk of its own rows and no more", () => {
    const { chunk, read } = timestampReader(nanos);
    expect(chunk).toBeLessThan(LENGTH);
    expect(Array.from(read(chunk, 2 * chunk))).toEqual(whole.slice(chunk, 2 * chunk));
    expect(Array.from(read(LENGTH - 7, LENGTH))).toEqual(whole.slice(-7));
    expect(Array.from(read(5, 8))).toEqual(whole.slice(5, 8));
    expect(read(5, 5)).toHaveLength(0);
  });
});

describe("the span of a column", () => {
  const none = { fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY };

  test.each([
    ["in any order: neither the first row nor the last", Float64Array.of(3, 1, 5, 2), {}, { fromMs: 1, toMs: 5 }],
    ["in milliseconds, whatever the unit", Float64Array.of(3000, 1000, 5000, 2000), { unit: "us" }, { fromMs: 1, toMs: 5 }],
    ["of seconds", Int32Array.of(3, -1, 2), {}, { fromMs: -1000, toMs: 3000 }],
    ["of nanoseconds", BigInt64Array.of(3_000_000n, 1_000_000n, 2_000_000n), {}, { fromMs: 1, toMs: 3 }],
    ["rows without a timestamp count for nothing", [null, 2, Number.NaN, 1, undefined], {}, { fromMs: 1, toMs: 2 }],
    ["the smallest 64-bit integer is no timestamp", BigInt64Array.of(-(2n ** 63n), 2_000_000n), {}, { fromMs: 2, toMs: 2 }],
    ["one row", [7], {}, { fromMs: 7, toMs: 7 }],
    ["no row with a timestamp", [null, Number.NaN], {}, none],
    ["no row", [], {}, none],
  ] satisfies [string, TimestampColumn, TimestampOptions, { fromMs: number; toMs: number }][])("%s", (_, column, options, span) => {
    expect(spanOf(timestampReader(column, options))).toEqual(span);
  });
});

describe("what is refused, in words", () => {
  test.each([
    ["a unit", [0], { unit: "min" }, 'Expected `unit` to be "s", "ms", "us" or "ns", got "min".'],
    ["a label", [0], { barLabel: "middle" }, 'Expected `barLabel` to be "start" or "end", got "middle".'],
    [
      "what is no column",
      "2024-06-03",
      {},
      /^Expected `timestamps` to be a Float64Array, BigInt64Array, Int32Array or an array of numbers, bigints, Dates or ISO strings, got /,
    ],
    ["a column of another type", Float32Array.of(0), {}, /^Expected `timestamps` to be a Float64Array/],
    ["text that is no time", [0, "noon"], {}, 'Row 1: expected an ISO 8601 timestamp, got "noon".'],
    ["a bigint beyond 64 bits", [2n ** 63n], {}, "Row 0: expected a 64-bit integer, got 9223372036854775808 (bigint)."],
    ["a bigint below them", [0n, 0n, -(2n ** 63n) - 1n], {}, "Row 2: expected a 64-bit integer, got -9223372036854775809 (bigint)."],
    ["a row of another type", [true], {}, "Row 0: expected a number, a bigint, a Date or an ISO 8601 string, got true (boolean)."],
  ])("%s", (_, column, options, message) => {
    expect(() => timestampReader(column as unknown as TimestampColumn, options as TimestampOptions)).toThrow(message);
  });
});
