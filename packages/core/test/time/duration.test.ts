/** Lengths of time as people write them. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Duration, durationMs } from "../../src/time/duration.js";

describe("a length of time", () => {
  test.each<[Duration, number]>([
    ["500ms", 500],
    ["1s", 1000],
    ["30s", 30_000],
    ["5m", 300_000],
    ["5min", 300_000],
    ["1h", 3_600_000],
    ["1.5h", 5_400_000],
    ["0.5s", 500],
    ["1d", 86_400_000],
    ["0.25d", 21_600_000],
    ["-15m", -900_000],
    ["-0.5h", -1_800_000],
    ["5 m", 300_000],
    ["010m", 600_000],
    [1, 1],
    [60_000, 60_000],
    [-60_000, -60_000],
    // Products that binary fractions miss by a little: 1.005 × 1000 is 1004.9999999999999, 0.07 × 60000 is 4200.000000000001.
    ["1.005s", 1005],
    ["0.07m", 4200],
    ["1.1h", 3_960_000],
  ])("%j is %i ms", (duration, ms) => {
    expect(durationMs("period", duration)).toBe(ms);
  });

  test.each<[unknown, string]>([
    ["", '""'],
    ["5", '"5"'],
    ["m", '"m"'],
    ["5 minutes", '"5 minutes"'],
    ["5M", '"5M"'],
    ["1H", '"1H"'],
    ["1h30m", '"1h30m"'],
    ["+5m", '"+5m"'],
    ["- 5m", '"- 5m"'],
    [".5h", '".5h"'],
    ["5.m", '"5.m"'],
    ["1e3s", '"1e3s"'],
    [" 5m", '" 5m"'],
    ["5m ", '"5m "'],
    ["5m\n", String.raw`"5m\n"`],
    ["0m", '"0m"'],
    ["-0s", '"-0s"'],
    ["0.5ms", '"0.5ms"'],
    ["0.0001s", '"0.0001s"'],
    ["PT30M", '"PT30M"'],
    ["99999999999d", '"99999999999d"'],
    [0, "0 (number)"],
    [0.5, "0.5 (number)"],
    [1e300, "1e+300 (number)"],
    [Number.NaN, "NaN (number)"],
    [Number.POSITIVE_INFINITY, "Infinity (number)"],
    [undefined, "undefined (undefined)"],
    [null, "null (object)"],
    [true, "true (boolean)"],
    [["5m"], "5m (object)"],
  ])("%j is none", (duration, found) => {
    expect(() => durationMs("align", duration as Duration)).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: `Expected \`align\` to be whole milliseconds other than 0 or a length such as "30s", "5m", "1h", got ${found}.`,
        details: expect.objectContaining({ name: "align" }),
      }),
    );
  });

  test("whole numbers of each unit are exact, and so are thousandths of a second (property)", () => {
    const units = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...Object.entries(units)), (count, [unit, ms]) => {
        expect(durationMs("period", `${count}${unit}`)).toBe(count * ms);
        expect(durationMs("period", `-${count} ${unit}`)).toBe(-count * ms);
        expect(durationMs("period", `${Math.floor(count / 1000)}.${String(count % 1000).padStart(3, "0")}s`)).toBe(count);
      }),
    );
  });
});
