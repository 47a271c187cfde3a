/** The short way of completing doubles: when it is taken, and that it comes to the same frame, or to the same error, as the plan. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CompleteOptions, completeFrame, completeSessions, completionPlan } from "../../src/sessions/completion/complete.js";
import { completeDoubles } from "../../src/sessions/completion/doubles.js";
import type { Frame } from "../../src/sessions/frame.js";
import type { ExplicitSession, SessionSource } from "../../src/sessions/timetable.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Four sessions of about twenty minutes, the second with a break, the last of no whole number of minutes. */
const SESSIONS: SessionSource = [
  { id: "a", intervals: [[0, 20 * MINUTE]] },
  {
    id: "b",
    intervals: [
      [HOUR, HOUR + 7 * MINUTE],
      [HOUR + 9 * MINUTE, HOUR + 20 * MINUTE],
    ],
  },
  { id: "c", intervals: [[2 * HOUR, 2 * HOUR + 18 * MINUTE]] },
  { id: "d", intervals: [[3 * HOUR, 3 * HOUR + 15.5 * MINUTE]] },
] satisfies ExplicitSession[];

const doubles = (...values: number[]): Float64Array => Float64Array.from(values);

/** Two bars in the first session. */
const BARS = { timestamp: doubles(MINUTE, 3 * MINUTE), open: doubles(1, 2), close: doubles(3, 4), volume: doubles(5, 6) };

describe("the short way is taken", () => {
  const taken: readonly (readonly [why: string, Frame, CompleteOptions?])[] = [
    ["for doubles in order", BARS],
    ["for no bars in a range", { timestamp: doubles(), close: doubles() }, { from: 0, until: HOUR }],
    ["in place of columns that it made before", { ...BARS, session_date: ["a", "a"], filled: Uint8Array.of(0, 1) }],
    ["with nothing carried over", BARS, { carry: "session" }],
    ["without volumes of made rows", BARS, { volume: "null" }],
    ["for stamps at the end", BARS, { barLabel: "end" }],
    ["for a range that holds all bars", BARS, { from: MINUTE, until: HOUR }],
    [
      "for a missing close with the next bar right behind it",
      { timestamp: doubles(MINUTE, 2 * MINUTE), open: doubles(1, 2), close: doubles(Number.NaN, 4) },
    ],
    ["for sessions without a bar before the first", BARS, { from: -HOUR, until: 3 * HOUR, carry: "session" }],
    ["for bars from the second session on", { timestamp: doubles(HOUR + MINUTE), low: doubles(1), x: doubles(2) }, { from: 0 }],
    ["for timestamps by the name of a price", { open: doubles(0, 3 * MINUTE), close: doubles(3, 4) }, { timestampColumn: "open" }],
    ["where none is missing", { timestamp: Float64Array.from({ length: 20 }, (_, i) => i * MINUTE), low: new Float64Array(20) }],
    ["for a symbol that shall not be told apart", { ...BARS, symbol: doubles(7, 7) }, { symbolColumn: null }],
  ];
  test.each(taken.map(([why, frame, options = {}]) => [why, frame, options] as const))("%s", (_, frame, options) => {
    expect(completeDoubles(SESSIONS, frame, options)).toEqual(byPlan(frame, options));
  });

  const left: readonly (readonly [why: string, Frame, CompleteOptions?])[] = [
    ["for other types", { ...BARS, volume: Int32Array.of(5, 6) }],
    ["for plain arrays", { ...BARS, close: [3, 4] }],
    ["for a missing close that is to be carried on", { ...BARS, close: doubles(3, Number.NaN) }],
    ["for bars out of order", { ...BARS, timestamp: doubles(3 * MINUTE, MINUTE) }],
    ["for two bars in one slot", { ...BARS, timestamp: doubles(MINUTE, MINUTE) }],
    ["for a bar beside its slot", { ...BARS, timestamp: doubles(MINUTE, 3 * MINUTE + 1) }],
    ["for a bar outside", { ...BARS, timestamp: doubles(MINUTE, 30 * MINUTE) }],
    ["for no timestamp", { ...BARS, timestamp: doubles(Number.NaN, MINUTE) }],
    ["for a bar before the range", BARS, { from: 2 * MINUTE }],
    ["for a bar after the range", BARS, { until: 2 * MINUTE }],
    ["for symbols", { ...BARS, symbol: doubles(7, 7) }],
    ["for another unit", BARS, { unit: "s" }],
    ["for a limit", BARS, { maxFill: 1 }],
    ["for another method", BARS, { fillMethod: "backward" }],
    ["for rows left out", BARS, { leading: "skip" }],
    ["for a policy", { ...BARS, x: doubles(1, 2) }, { columns: { x: "ffill" } }],
    ["for columns of other lengths", { ...BARS, x: doubles(1) }],
    ["for no prices", { timestamp: BARS.timestamp, volume: BARS.volume }],
  ];
  test.each(left.map(([why, frame, options = {}]) => [why, frame, options] as const))("not %s", (_, frame, options) => {
    expect(completeDoubles(SESSIONS, frame, options)).toBeNull();
  });
});

describe("wherever the fault is", () => {
  const minutes = [0, 1, 2, 4, 5, 6, 8, 9, 11, 12, 13];
  const taken = (timestamp: Float64Array, close = new Float64Array(minutes.length)): boolean =>
    completeDoubles(SESSIONS, { timestamp, close }, {}) !== null;
  const stamps = Float64Array.from(minutes, (minute) => minute * MINUTE);

  test("there is none", () => expect(taken(stamps)).toBe(true));

  test.each(minutes.map((_, i) => i))("bar %i", (i) => {
    expect(taken(stamps.map((ms, k) => (k === i ? ms + 1 : ms)))).toBe(false);
    expect(taken(stamps.map((ms, k) => (k === i ? Number.NaN : ms)))).toBe(false);
    const closes = Float64Array.from(minutes, (_, k) => (k === i ? Number.NaN : 1));
    const isLastBeforeGap = minutes[i + 1] !== (minutes[i] as number) + 1;
    expect(taken(stamps, closes)).toBe(!isLastBeforeGap);
    if (i === 0) return;
    expect(taken(stamps.map((ms, k) => (k === i ? (stamps[i - 1] as number) : ms)))).toBe(false);
    const swapped = stamps.map((ms, k) => (k === i ? (stamps[i - 1] as number) : k === i - 1 ? (stamps[i] as number) : ms));
    expect(taken(swapped)).toBe(false);
  });
});

/** What the plan comes to. */
function byPlan(frame: Frame, options: CompleteOptions): unknown {
  return completeFrame(completionPlan(SESSIONS, frame, options), frame, options);
}

/** A frame, or the message of an error. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

/** Slots of the sessions for steps of a minute, and of some bars that are at fault. */
const SLOTS = (SESSIONS as readonly ExplicitSession[]).flatMap(({ intervals }) =>
  intervals.flatMap(([open, close]) => Array.from({ length: Math.ceil((close - open) / MINUTE) }, (_, i) => open + i * MINUTE)),
);
const FAULTS = [Number.NaN, -1, 1, MINUTE, 30 * MINUTE, HOUR + 8 * MINUTE, 2 * HOUR + 0.5, 4 * HOUR, Number.POSITIVE_INFINITY];

const price = fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 9 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

const arbitraryCase = fc
  .record({
    atEnd: fc.boolean(),
    kept: fc.oneof(fc.subarray(SLOTS), fc.subarray(SLOTS, { minLength: 50 })),
    fault: fc.option(fc.record({ value: fc.constantFrom(...FAULTS), at: fc.nat(80) }), { freq: 4 }),
    prices: fc.subarray(["close", "open", "high", "low"], { minLength: 1 }),
    further: fc.subarray(["volume", "x", "filled"]),
    values: fc.array(price, { minLength: 40, maxLength: 40 }),
    isWhole: fc.boolean(),
    options: fc.record(
      {
        carry: fc.constantFrom("across" as const, "session" as const),
        outside: fc.constantFrom("error" as const, "drop" as const, "keep" as const),
        emptySessions: fc.constantFrom("fill" as const, "skip" as const),
        volume: fc.constantFrom("zero" as const, "null" as const),
        from: fc.constantFrom(-HOUR, 0, 2 * MINUTE, HOUR + 1),
        until: fc.constantFrom(HOUR + 12 * MINUTE, 3 * HOUR + 15 * MINUTE, 5 * HOUR),
        interval: fc.constantFrom("1m", "5m", "30s"),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ atEnd, kept, fault, prices, further, values, isWhole, options }) => {
    const closeOf = (slot: number): number => (slot === 3 * HOUR + 15 * MINUTE ? slot + 0.5 * MINUTE : slot + MINUTE);
    const step = options.interval === "5m" ? 5 * MINUTE : MINUTE;
    // Of five minutes: the slots that begin with a whole one, stamped at their start.
    const stamps =
      step === MINUTE
        ? kept.map((slot) => (atEnd ? closeOf(slot) : slot))
        : kept.filter((slot) => (slot % HOUR) % step === 0 && slot < HOUR);
    if (fault !== null) stamps.splice(Math.min(fault.at, stamps.length), 0, fault.value);
    const column = (k: number): Float64Array => {
      const at = (i: number): number => values[(i * 7 + k) % values.length] as number;
      return Float64Array.from(stamps, (_, i) => (isWhole && Number.isNaN(at(i)) ? 5 : at(i)));
    };
    const frame: Frame = Object.fromEntries([
      ["timestamp", Float64Array.from(stamps)],
      ...[...further, ...prices].map((name, k) => [name, column(k)] as const),
    ]);
    return { frame, options: { ...options, barLabel: atEnd && step === MINUTE ? ("end" as const) : ("start" as const) } };
  });

describe("for all bars", () => {
  test("the short way and the plan come to the same, whichever it is", () => {
    const ways = { short: 0, plan: 0, error: 0 };
    fc.assert(
      fc.property(arbitraryCase, ({ frame, options }) => {
        const expected = outcome(() => byPlan(frame, options));
        const short = outcome(() => completeDoubles(SESSIONS, frame, options));
        expect(outcome(() => completeSessions(SESSIONS, frame, options))).toEqual(expected);
        if (short !== null) expect(short).toEqual(expected);
        ways[typeof expected === "string" ? "error" : short === null ? "plan" : "short"]++;
      }),
      { numRuns: 1500 },
    );
    // None of the three goes unseen.
    expect(Math.min(ways.short, ways.plan, ways.error)).toBeGreaterThan(50);
  });
});
