/** Completing sessions and VWAP together: made rows have no volume, so they change no VWAP. @module */
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { completeSessions } from "../../src/sessions/completion/complete.js";
import { sessionVwap } from "../../src/vwap/session/session-columns.js";

const CALENDARS = { XNYS, XHKG, CME_EQUITY };

describe("completing leaves VWAP unchanged", () => {
  test.prop([
    fc.constantFrom(...(Object.keys(CALENDARS) as (keyof typeof CALENDARS)[])),
    // A half day of New York, a lunch break of Hong Kong, a night of Chicago: by half hours from 2024-07-02 on.
    fc.uniqueArray(fc.nat(4 * 48), { minLength: 1, maxLength: 80 }),
    fc.array(fc.record({ price: fc.integer({ min: 100, max: 900 }), volume: fc.constantFrom(0, 1, 250, 7000) }), {
      minLength: 80,
      maxLength: 80,
    }),
  ])("by session and by day", (name, slots, values) => {
    const calendar = CALENDARS[name];
    const timestamp = slots.sort((a, b) => a - b).map((slot) => Date.UTC(2024, 6, 2) + slot * 1_800_000);
    const column = (of: (i: number) => number): number[] => timestamp.map((_, i) => of(i));
    const close = column((i) => values[i]?.price ?? 0);
    const frame = {
      timestamp,
      open: close,
      high: close.map((c) => c + 2),
      low: close.map((c) => c - 1),
      close,
      volume: column((i) => values[i]?.volume ?? 0),
    };
    const options = {
      windows: [
        { name: "Session", calendar },
        { name: "Day", start: "00:00", end: "24:00", timeZone: calendar.timeZone },
      ],
    };
    const full = completeSessions(calendar, frame, { interval: "30m", outside: "drop" });
    const kept = full.timestamp.map((ms, row) => ({ ms, row })).filter(({ row }) => full.filled[row] === 0);
    const bare = sessionVwap(
      Object.fromEntries(
        Object.entries(frame).map(([key, values_]) => [key, values_.filter((_, i) => kept.some(({ ms }) => ms === timestamp[i]))]),
      ),
      options,
    );
    const completed = sessionVwap(full, options);
    for (const [w, window] of completed.windows.entries()) {
      expect(kept.map(({ row }) => window.vwap[row])).toEqual(Array.from(bare.windows[w]?.vwap ?? []));
      expect(kept.map(({ row }) => window.sd[row])).toEqual(Array.from(bare.windows[w]?.sd ?? []));
    }
  });
});
