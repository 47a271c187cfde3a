/** Windows, bars and machines that the tests of VWAP share. @module */
import { fc } from "@fast-check/vitest";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XNYS } from "../../src/calendars/xnys.js";
import type { SessionVwap } from "../../src/vwap/session/session-vwap.js";
import type { Bar } from "../../src/vwap/types.js";
import type { SessionWindow } from "../../src/vwap/windows/windows.js";

/** The hours of the specification. */
export const SPEC_WINDOWS: readonly SessionWindow[] = [
  { name: "Asia", start: "00:00:00", end: "08:00:00" },
  { name: "London", start: "07:00:00", end: "16:00:00" },
  { name: "New York", start: "13:00:00", end: "21:00:00" },
];

/** Windows of every kind: over midnight, round the clock, some weekdays, a zone with clock changes, sessions, a phase, a list. */
export const ALL_KINDS: readonly SessionWindow[] = [
  ...SPEC_WINDOWS,
  { name: "Sydney", start: "21:00", end: "06:00" },
  { name: "Day", start: "00:00", end: "00:00" },
  { name: "FX day", start: "17:00", end: "17:00", timeZone: "America/New_York" },
  { name: "Week", start: "09:30", end: "16:00", timeZone: "America/New_York", days: [1, 2, 3, 4, 5] },
  { name: "Hong Kong", calendar: XHKG },
  { name: "Pre-market", calendar: XNYS, phase: "pre" },
  {
    name: "Listed",
    sessions: Array.from({ length: 400 }, (_, day) => {
      const open = Date.UTC(2024, 0, 1 + day, 6);
      return {
        id: `day ${day}`,
        intervals: [
          [open, open + 7_200_000],
          [open + 10_800_000, open + 18_000_000],
        ] as const,
      };
    }),
  },
];

const MINUTE_MS = 60_000;

const price = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 2000 }).map((n) => n / 8) }, fc.constantFrom(null, Number.NaN));
const volume = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 1000 }) }, fc.constantFrom(0, null, Number.NaN, 0.25, 1e9));

/** Bars in order of time, from January or over a change of clocks in 2024; steps from none at all to days. */
export const bars = (maxLength = 60): fc.Arbitrary<Bar[]> =>
  fc
    .tuple(
      fc.constantFrom(Date.UTC(2024, 0, 5, 5), Date.UTC(2024, 2, 8, 3), Date.UTC(2024, 9, 25, 20), Date.UTC(2024, 10, 1, 6)),
      fc.array(
        fc.record({
          step: fc.oneof(
            { weight: 5, arbitrary: fc.integer({ min: 0, max: 90 }) },
            { weight: 3, arbitrary: fc.integer({ min: 0, max: 600 }) },
            fc.integer({ min: 0, max: 5000 }),
          ),
          high: price,
          low: price,
          close: price,
          open: price,
          volume,
        }),
        { maxLength },
      ),
    )
    .map(([start, steps]) => {
      let timestamp = start;
      return steps.map(({ step, ...bar }) => {
        timestamp += step * MINUTE_MS;
        return { timestamp, ...bar };
      });
    });

/** Everything that can be read of a machine, as plain values. */
export function readings(machine: SessionVwap): unknown {
  return {
    states: machine.states,
    lastMs: machine.lastMs,
    windows: machine.windows.map((window) => ({
      name: window.name,
      active: window.active,
      vwap: window.vwap,
      sd: window.sd,
      bands: window.bands,
      anchorMs: window.anchorMs,
      instance: window.instance,
      volume: window.volume,
      bars: window.bars,
      lastCompleted: window.lastCompleted,
    })),
  };
}

/** A column of each field of some bars. */
export function columnsOfBars(list: readonly Bar[]): { [name in keyof Bar]-?: (number | null)[] } {
  const column = (name: keyof Bar): (number | null)[] => list.map((bar) => bar[name] ?? null);
  return {
    timestamp: column("timestamp"),
    open: column("open"),
    high: column("high"),
    low: column("low"),
    close: column("close"),
    volume: column("volume"),
    vwap: column("vwap"),
  };
}
