/** Search in sorted columns. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { searchSorted } from "../../src/time/search.js";

test.each([
  [[], 5, -1, "an empty column"],
  [[10], 9, -1, "below the only value"],
  [[10], 10, 0, "the only value"],
  [[10], 11, 0, "above it"],
  [[10, 20, 30], 9.999, -1, "below the first"],
  [[10, 20, 30], 10, 0, "the first"],
  [[10, 20, 30], 19.999, 0, "between two"],
  [[10, 20, 30], 20, 1, "the one in the middle"],
  [[10, 20, 30], 30, 2, "the last"],
  [[10, 20, 30], Number.POSITIVE_INFINITY, 2, "above the last"],
  [[10, 20, 30], Number.NEGATIVE_INFINITY, -1, "below all"],
  [[10, 20, 20, 20, 30], 20, 3, "of equal values the last"],
  [[10, 10], 10, 1, "nothing but equal values"],
])("in %j the last value that is not above %d is at %i (%s)", (sorted, value, expected) => {
  expect(searchSorted(sorted, value)).toBe(expected);
  expect(searchSorted(Float64Array.from(sorted), value)).toBe(expected);
});

test("it is what looking at every value finds (property)", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 40 }), fc.integer({ min: -22, max: 22 }), (values, value) => {
      const sorted = Int32Array.from(values).sort();
      expect(searchSorted(sorted, value)).toBe(sorted.findLastIndex((each) => each <= value));
    }),
    { numRuns: 500 },
  );
});
