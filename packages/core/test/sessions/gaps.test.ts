/** Gaps: runs of missing slots, where they begin and end, and the figures. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { completeSessions } from "../../src/sessions/completion/complete.js";
import { findGaps } from "../../src/sessions/completion/gaps.js";
import { at } from "../calendar/support.js";

const MINUTE = 60_000;
const SESSIONS = [
  {
    id: "a",
    intervals: [
      [0, 5 * MINUTE],
      [7 * MINUTE, 10 * MINUTE],
    ],
  },
  { id: "b", intervals: [[20 * MINUTE, 25 * MINUTE]] },
] as const;

describe("runs", () => {
  test("end at a break and at a close", () => {
    const gaps = findGaps(SESSIONS, { timestamp: [MINUTE, 8 * MINUTE, 20, 24].map((t) => (t < MINUTE ? t * MINUTE : t)) });
    expect(
      Array.from(gaps.session, (session, i) => [
        session,
        (gaps.fromMs[i] as number) / MINUTE,
        (gaps.toMs[i] as number) / MINUTE,
        gaps.slots[i],
      ]),
    ).toEqual([
      ["a", 0, 1, 1],
      ["a", 2, 5, 3],
      ["a", 7, 8, 1],
      ["a", 9, 10, 1],
      ["b", 21, 24, 3],
    ]);
    expect(gaps.summary).toEqual({ sessions: 2, complete: 0, incomplete: 2, slots: 13, missing: 9, share: 9 / 13, longest: 1 });
  });

  test("are the same for bars stamped at their end; the last may be short", () => {
    for (const barLabel of ["start", "end"] as const) {
      const timestamp = barLabel === "start" ? [0, 7 * MINUTE] : [2 * MINUTE, 9 * MINUTE];
      const { fromMs, toMs, slots } = findGaps(SESSIONS, { timestamp }, { interval: "2m", barLabel });
      expect([[...fromMs], [...toMs], [...slots]]).toEqual([
        [2 * MINUTE, 9 * MINUTE],
        [5 * MINUTE, 10 * MINUTE],
        [2, 1],
      ]);
    }
  });

  test("belong to symbols, and count for each", () => {
    const gaps = findGaps(SESSIONS, { timestamp: [21, 20, 22, 23, 24].map((t) => t * MINUTE), symbol: ["A", "B", "B", "B", "B"] });
    expect(gaps.symbol).toEqual(["A", "A", "B"]);
    expect(gaps.summary).toEqual({ sessions: 2, complete: 0, incomplete: 2, slots: 10, missing: 5, share: 0.5, longest: 1 });
  });

  test("no price is needed; nothing missing, nothing found", () => {
    const { timestamp } = completeSessions(XHKG, { timestamp: [at("2024-07-02T01:30Z")], close: [1] });
    expect(findGaps(XHKG, { timestamp })).toMatchObject({
      session: [],
      summary: { sessions: 1, complete: 1, incomplete: 0, slots: 330, missing: 0, share: 0, longest: -1 },
    });
    expect(findGaps(XHKG, { timestamp: [] }).summary).toMatchObject({ sessions: 0, slots: 0, share: 0 });
  });

  test("clocks that change make no gap of an hour", () => {
    const { timestamp } = completeSessions(XNYS, { timestamp: [at("2024-03-08T14:30Z"), at("2024-03-11T13:30Z")], close: [1, 2] });
    expect(findGaps(XNYS, { timestamp }).summary).toMatchObject({ sessions: 2, complete: 2, slots: 780 });
  });

  test("bars kept or dropped outside do not count", () => {
    for (const outside of ["keep", "drop"] as const)
      expect(findGaps(SESSIONS, { timestamp: [0, 6 * MINUTE] }, { outside }).summary).toMatchObject({ sessions: 1, slots: 8, missing: 7 });
  });
});

test("runs hold what completing makes", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 389 }), { maxLength: 100 }), (minutes) => {
      const open = at("2024-07-02T13:30Z");
      const timestamp = minutes.map((minute) => open + minute * MINUTE);
      const range = { from: open, until: open + 390 * MINUTE };
      const { fromMs, toMs, slots, summary } = findGaps(XNYS, { timestamp }, range);
      const made = completeSessions(XNYS, { timestamp, close: timestamp }, range);
      const stamps = made.timestamp.filter((_, i) => made.filled[i] === 1);
      const held = [...fromMs].flatMap((from, i) =>
        Array.from({ length: ((toMs[i] as number) - from) / MINUTE }, (_, k) => from + k * MINUTE),
      );
      expect(held).toEqual(stamps);
      expect(slots.reduce((a, b) => a + b, 0)).toBe(summary.missing);
      // Runs are as long as they can be.
      for (let i = 1; i < fromMs.length; i++) expect(fromMs[i] as number).toBeGreaterThan(toMs[i - 1] as number);
    }),
  );
});
