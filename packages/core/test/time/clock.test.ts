/** Where "now" comes from. */
import { describe, expect, test } from "vitest";
import { simulatedClock, systemClock } from "../../src/index.js";

describe("the system's clock", () => {
  test("shows the machine's time", () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});

describe("a simulated clock", () => {
  test("stands at 0 or where it is started, and stays there", () => {
    expect(simulatedClock().now()).toBe(0);
    const clock = simulatedClock(1_700_000_000_000);
    expect([clock.now(), clock.now()]).toEqual([1_700_000_000_000, 1_700_000_000_000]);
  });

  test("moves on by what it is told, and not at all by 0", () => {
    const clock = simulatedClock(1000);
    clock.advance(60_000);
    clock.advance(0.5);
    clock.advance(0);
    expect(clock.now()).toBe(61_000.5);
  });

  test("is set to any instant, back too, and before 1970", () => {
    const clock = simulatedClock(1000);
    clock.set(5000);
    expect(clock.now()).toBe(5000);
    clock.set(-1);
    expect(clock.now()).toBe(-1);
    clock.advance(2);
    expect(clock.now()).toBe(1);
  });

  test("is one of its own", () => {
    const [one, other] = [simulatedClock(1), simulatedClock(2)];
    one.advance(10);
    expect([one.now(), other.now()]).toEqual([11, 2]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "5", 5n, null])("refuses %o, and keeps its time", (value) => {
    const clock = simulatedClock(7);
    const refused = expect.objectContaining({ code: "INVALID_ARGUMENT" });
    expect(() => clock.advance(value as number)).toThrow(refused);
    expect(() => clock.set(value as number)).toThrow(refused);
    expect(() => simulatedClock(value as number)).toThrow(refused);
    expect(clock.now()).toBe(7);
  });

  test("does not advance backwards", () => {
    const clock = simulatedClock(7);
    expect(() => clock.advance(-1)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("-1") }));
    expect(clock.now()).toBe(7);
  });
});
