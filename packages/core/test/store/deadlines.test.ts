/** Many deadlines on one timer: each expires when its time is over, none that was let go of, in any order. @module */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Deadlines } from "../../src/store/deadlines.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("each expires in its millisecond, once, unless it was let go of before", () => {
  const call = fc.record({ atMs: fc.nat(200), ms: fc.constantFrom(1, 10, 50, 100), lastsMs: fc.nat(120) });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const deadlines = new Deadlines();
      const startMs = performance.now();
      const expired = new Map<number, number>();
      for (const [i, { atMs, ms, lastsMs }] of calls.entries())
        setTimeout(() => {
          const letGo = deadlines.set(ms, () => {
            expect(expired.has(i)).toBe(false);
            expired.set(i, performance.now() - startMs);
            letGo();
          });
          setTimeout(letGo, lastsMs);
        }, atMs);
      vi.advanceTimersByTime(1000);
      for (const [i, { atMs, ms, lastsMs }] of calls.entries()) {
        const at = expired.get(i);
        if (lastsMs + 1 < ms) expect(at, `call ${i}`).toBeUndefined();
        else if (lastsMs > ms + 1) expect(at, `call ${i}`).toBeGreaterThanOrEqual(atMs + ms);
        if (at !== undefined) expect(at).toBeLessThanOrEqual(atMs + ms + 1);
      }
      expect(vi.getTimerCount()).toBe(0);
    }),
  );
});

test("thousands that come and go leave one timer, and what is late still expires", () => {
  const deadlines = new Deadlines();
  const late = vi.fn();
  deadlines.set(100, late);
  for (let i = 0; i < 5000; i++) deadlines.set(100, () => expect.unreachable())();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(99);
  expect(late).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(late).toHaveBeenCalledTimes(1);
});

test("what expires may set another", () => {
  const deadlines = new Deadlines();
  const second = vi.fn();
  deadlines.set(10, () => void deadlines.set(10, second));
  vi.advanceTimersByTime(25);
  expect(second).toHaveBeenCalledTimes(1);
});

test("the timer keeps a process alive while somebody waits, and not any longer", () => {
  // What is put in the place of a false timer would outlast it, in the files that run after this one, too.
  vi.useRealTimers();
  const timer = {
    isRef: true,
    ref() {
      timer.isRef = true;
    },
    unref() {
      timer.isRef = false;
    },
  };
  const set = vi.spyOn(globalThis, "setTimeout").mockReturnValue(timer as unknown as ReturnType<typeof setTimeout>);
  const deadlines = new Deadlines();
  const first = deadlines.set(60_000, () => {});
  const second = deadlines.set(60_000, () => {});
  first();
  expect(timer.isRef).toBe(true);
  second();
  expect(timer.isRef).toBe(false);
  second();
  const third = deadlines.set(60_000, () => {});
  expect(timer.isRef).toBe(true);
  third();
  expect(timer.isRef).toBe(false);
  expect(set).toHaveBeenCalledTimes(1);
  set.mockRestore();
});
