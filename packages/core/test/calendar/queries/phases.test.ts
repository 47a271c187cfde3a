/** Phases of a trading day and unplanned halts: which phase an instant is in, and from when to when. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { XHKG } from "../../../src/calendars/xhkg.js";
import { XMEX } from "../../../src/calendars/xmex.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import {
  type CalendarDefinition,
  defineCalendar,
  extendCalendar,
  formatDate,
  formatInstant,
  interruptionsInRange,
  labelPhases,
  type PhaseAt,
  parseDate,
  phaseAt,
  sessionAt,
  sessionPhases,
  sessionSegments,
  sessionsInRange,
} from "../../../src/index.js";
import { at, BY_NAME, fresh, intervals, SHIPPED, venue } from "../support.js";

const byName = new Map<string, CalendarDefinition>(BY_NAME);
const DAY_MS = 86_400_000;
const code = (error: string): Error => expect.objectContaining({ code: error }) as Error;

/** `phase session from to`, times on the venue's clock. */
function said(calendar: CalendarDefinition, iso: string): string {
  const { phase, session, fromMs, toMs } = phaseAt(calendar, at(iso));
  const shown = (ms: number): string => (Number.isFinite(ms) ? formatInstant(ms, calendar.timeZone).slice(5, 16) : String(ms));
  return `${phase} ${session === null ? "-" : formatDate(session)} ${shown(fromMs)} ${shown(toMs)}`;
}

function phasesOf(calendar: CalendarDefinition, date: string): string[] {
  const clock = (ms: number): string => formatInstant(ms, calendar.timeZone).slice(5, 16);
  return sessionPhases(calendar, date).map(({ name, startMs, endMs }) => `${name} ${clock(startMs)} ${clock(endMs)}`);
}

/** A venue with everything: an auction before the open, one inside at the close, pre- and post-market, a lunch break, half days. */
const full = defineCalendar(
  venue({
    hours: [
      {
        segments: [
          ["09:00", "12:00"],
          ["13:00", "16:00"],
        ],
      },
    ],
    phases: [
      { name: "pre", start: "07:00", end: "08:30" },
      { name: "opening-auction", start: "08:30", end: "open" },
      { name: "intraday-auction", start: "12:45", end: "13:00" },
      { name: "closing-auction", start: "15:50", end: "16:10", earlyCloseStart: "11:50", earlyCloseEnd: "12:05" },
      { name: "post", start: "close", end: "18:00", earlyCloseEnd: "14:00" },
    ],
    earlyCloses: [{ name: "Eve", kind: "fixed", month: 7, day: 3, close: "12:00" }],
    specialHours: {
      "2024-07-08": { name: "Storm", segments: [["09:00", "12:00"]] },
      "2024-07-09": { name: "Late start", segments: [["10:00", "16:00"]] },
    },
    extraSessions: { "2024-07-13": { name: "Saturday", segments: [["09:00", "12:00"]] } },
    holidays: [{ name: "Holiday", kind: "fixed", month: 7, day: 4 }],
  }),
);

describe("phases of a session", () => {
  test.each([
    ["2024-07-02", "08:30 09:00", "15:50 16:10", "16:00 18:00", "a regular day"],
    ["2024-07-03", "08:30 09:00", "11:50 12:05", "12:00 14:00", "a half day by rule"],
    ["2024-07-08", "08:30 09:00", "11:50 12:05", "12:00 14:00", "a half day by its own hours"],
    ["2024-07-09", "08:30 10:00", "15:50 16:10", "16:00 18:00", "a late start"],
  ])("%s: opening auction %s, closing auction %s, post %s: %s", (date, opening, closing, post) => {
    const on = (times: string): string => times.replaceAll(/\d\d:/g, (hour) => `${date.slice(5)}T${hour}`);
    const found = phasesOf(full, date);
    expect(found).toContain(`opening-auction ${on(opening)}`);
    expect(found).toContain(`closing-auction ${on(closing)}`);
    expect(found).toContain(`post ${on(post)}`);
  });

  test("are in order of their start, and none of no length is among them", () => {
    expect(phasesOf(full, "2024-07-02").map((each) => each.split(" ")[0])).toEqual([
      "pre",
      "opening-auction",
      "intraday-auction",
      "closing-auction",
      "post",
    ]);
    const late = venue({ phases: [{ name: "pre", start: "09:30", end: "open" }] });
    expect(sessionPhases(late, "2024-07-02")).toEqual([]);
    const tooLate = venue({ phases: [{ name: "post", start: "close", end: "15:00" }] });
    expect(sessionPhases(tooLate, "2024-07-02")).toEqual([]);
  });

  test("of one name: the latest that began counts, in whatever order they are listed; of equals the first", () => {
    const old = { name: "pre", start: "08:00", end: "open" } as const;
    const recent = { name: "pre", from: "2024-07-02", start: "07:00", end: "open" } as const;
    const later = { name: "pre", from: "2024-07-08", start: "06:00", end: "open" } as const;
    for (const phases of [
      [old, recent, later],
      [later, recent, old],
      [recent, later, old],
    ]) {
      const starts = ["2024-07-01", "2024-07-02", "2024-07-05", "2024-07-08"].map((date) =>
        phasesOf(venue({ phases }), date)[0]?.slice(10, 15),
      );
      expect(starts).toEqual(["08:00", "07:00", "07:00", "06:00"]);
    }
    expect(phasesOf(venue({ phases: [old, { ...old, start: "05:00" }] }), "2024-07-02")).toEqual(["pre 07-02T08:00 07-02T09:30"]);
    // What ended leaves the one before it.
    expect(phasesOf(venue({ phases: [old, { ...recent, to: "2024-07-02" }] }), "2024-07-03")).toEqual(["pre 07-03T08:00 07-03T09:30"]);
  });

  test("that overlap: the one that began later names the time, and an auction comes before any other", () => {
    const calendar = venue({
      phases: [
        { name: "queue", start: "08:00", end: "09:00" },
        { name: "pre", start: "07:00", end: "08:30" },
        { name: "opening-auction", start: "07:30", end: "07:45" },
      ],
    });
    expect(said(calendar, "2024-07-02T07:35-04:00")).toBe("opening-auction 2024-07-02 07-02T07:30 07-02T07:45");
    expect(said(calendar, "2024-07-02T07:50-04:00")).toBe("pre 2024-07-02 07-02T07:45 07-02T08:00");
    expect(said(calendar, "2024-07-02T08:15-04:00")).toBe("queue 2024-07-02 07-02T08:00 07-02T09:00");
  });

  test("hold on their weekdays, beside another of the same name for the others", () => {
    const calendar = venue({
      phases: [
        { name: "post", start: "close", end: "20:00", weekdays: [1, 2, 3, 4] },
        { name: "post", start: "close", end: "17:00", weekdays: [5] },
        { name: "pre", start: "08:00", end: "open", weekdays: [1] },
      ],
    });
    expect(phasesOf(calendar, "2024-07-01")).toEqual(["pre 07-01T08:00 07-01T09:30", "post 07-01T16:00 07-01T20:00"]);
    expect(phasesOf(calendar, "2024-07-05")).toEqual(["post 07-05T16:00 07-05T17:00"]);
  });

  test("may be kept by another place's clock", () => {
    const calendar = venue({ phases: [{ name: "pre", start: "10:00@Europe/London", end: "open" }] });
    // London's clocks go forward three weeks after New York's.
    expect(phasesOf(calendar, "2024-03-08")).toEqual(["pre 03-08T05:00 03-08T09:30"]);
    expect(phasesOf(calendar, "2024-03-11")).toEqual(["pre 03-11T06:00 03-11T09:30"]);
    expect(phasesOf(calendar, "2024-04-01")).toEqual(["pre 04-01T05:00 04-01T09:30"]);
  });

  test("of an overnight session lie on the evening before", () => {
    const night = venue({
      hours: [{ segments: [["18:00-1d", "17:00"]] }],
      phases: [
        { name: "opening-auction", start: "17:45-1d", end: "open" },
        { name: "settlement", start: "close", end: "17:15" },
      ],
    });
    // Monday's session opens on Sunday evening.
    expect(phasesOf(night, "2024-07-08")).toEqual(["opening-auction 07-07T17:45 07-07T18:00", "settlement 07-08T17:00 07-08T17:15"]);
    expect(said(night, "2024-07-07T17:50-04:00")).toBe("opening-auction 2024-07-08 07-07T17:45 07-07T18:00");
    expect(said(night, "2024-07-08T17:10-04:00")).toBe("settlement 2024-07-08 07-08T17:00 07-08T17:15");
    expect(said(night, "2024-07-08T17:44-04:00")).toBe("closed - 07-08T17:15 07-08T17:45");
    expect(said(night, "2024-07-08T17:45-04:00")).toBe("opening-auction 2024-07-09 07-08T17:45 07-08T18:00");
    expect(said(night, "2024-07-06T12:00-04:00")).toBe("closed - 07-05T17:15 07-07T17:45");
  });

  test("are refused of a date without a session, and beyond what is known", () => {
    expect(() => sessionPhases(full, "2024-07-04")).toThrow(code("NOT_A_SESSION"));
    expect(() => sessionPhases(full, "2031-01-02")).toThrow(code("BEYOND_COVERAGE"));
    expect(() => sessionPhases(full, "2024-7-4")).toThrow(code("INVALID_DATE"));
  });
});

describe("the phase of an instant", () => {
  test.each([
    ["2024-07-02T06:59:59.999-04:00", "closed - 07-01T18:00 07-02T07:00"],
    ["2024-07-02T07:00-04:00", "pre 2024-07-02 07-02T07:00 07-02T08:30"],
    ["2024-07-02T08:30-04:00", "opening-auction 2024-07-02 07-02T08:30 07-02T09:00"],
    ["2024-07-02T09:00-04:00", "regular 2024-07-02 07-02T09:00 07-02T12:00"],
    ["2024-07-02T12:00-04:00", "break 2024-07-02 07-02T12:00 07-02T12:45"],
    ["2024-07-02T12:45-04:00", "intraday-auction 2024-07-02 07-02T12:45 07-02T13:00"],
    ["2024-07-02T13:00-04:00", "regular 2024-07-02 07-02T13:00 07-02T15:50"],
    ["2024-07-02T15:50-04:00", "closing-auction 2024-07-02 07-02T15:50 07-02T16:10"],
    ["2024-07-02T16:00-04:00", "closing-auction 2024-07-02 07-02T15:50 07-02T16:10"],
    ["2024-07-02T16:10-04:00", "post 2024-07-02 07-02T16:10 07-02T18:00"],
    ["2024-07-02T18:00-04:00", "closed - 07-02T18:00 07-03T07:00"],
    ["2024-07-03T12:06-04:00", "post 2024-07-03 07-03T12:05 07-03T12:45"],
    ["2024-07-03T14:00-04:00", "closed - 07-03T14:00 07-05T07:00"],
    ["2024-07-04T11:00-04:00", "closed - 07-03T14:00 07-05T07:00"],
    ["2024-07-06T11:00-04:00", "closed - 07-05T18:00 07-08T07:00"],
  ])("of the venue with everything at %s: %s", (instant, expected) => {
    expect(said(full, instant)).toBe(expected);
    expect(phaseAt(full, new Date(at(instant)))).toEqual(phaseAt(full, at(instant)));
  });

  test.each([
    ["XNYS", "2024-07-03T16:30-04:00", "post 2024-07-03 07-03T13:00 07-03T17:00"],
    ["XNYS", "2024-07-03T11:00-04:00", "regular 2024-07-03 07-03T09:30 07-03T13:00"],
    ["CME_EQUITY", "2024-06-02T17:00-05:00", "regular 2024-06-03 06-02T17:00 06-03T16:00"],
    ["CME_EQUITY", "2024-06-03T16:00-05:00", "closed - 06-03T16:00 06-03T17:00"],
    // Since 2026 sessions touch, and there is a window of maintenance on Saturday.
    ["CME_CRYPTO", "2026-07-09T15:59-05:00", "regular 2026-07-09 07-08T16:00 07-09T16:00"],
    ["CME_CRYPTO", "2026-07-09T16:00-05:00", "regular 2026-07-10 07-09T16:00 07-10T16:00"],
    ["CME_CRYPTO", "2026-07-11T03:00-05:00", "break 2026-07-13 07-11T02:00 07-11T04:00"],
    ["24/7", "2024-06-03T12:00Z", "regular 2024-06-03 06-03T00:00 06-04T00:00"],
  ])("of %s at %s: %s", (name, instant, expected) => {
    expect(said(byName.get(name) as CalendarDefinition, instant)).toBe(expected);
  });

  test.each([Number.NaN, Number.NEGATIVE_INFINITY, 9e15, new Date(Number.NaN), undefined, null, "2024-07-02"])(
    "%s is no instant",
    (instant) => {
      expect(() => phaseAt(XNYS, instant as number)).toThrow(code("INVALID_TIMESTAMP"));
      expect(() => phaseAt(XNYS, instant as number)).toThrow(/expected epoch milliseconds or a valid Date/);
    },
  );
});

describe("where a calendar ends", () => {
  const known = { from: "2024-01-03", to: "2024-06-05" };

  test.each([
    ["2024-01-02T23:59-05:00", "unknown - -Infinity 01-03T00:00"],
    ["2024-01-03T00:00-05:00", "closed - 01-03T00:00 01-03T09:30"],
    ["2024-06-05T16:00-04:00", "closed - 06-05T16:00 06-06T00:00"],
    ["2024-06-06T00:00-04:00", "unknown - 06-06T00:00 Infinity"],
    ["1950-01-01T00:00-05:00", "unknown - -Infinity 01-03T00:00"],
    ["2150-01-01T00:00-05:00", "unknown - 06-06T00:00 Infinity"],
  ])("a day market at %s: %s", (instant, expected) => {
    expect(said(venue({ coverage: known }), instant)).toBe(expected);
  });

  test.each([
    ["2024-01-02T17:59-05:00", "unknown - -Infinity 01-02T18:00"],
    ["2024-01-02T18:00-05:00", "regular 2024-01-03 01-02T18:00 01-03T17:00"],
    ["2024-06-05T17:00-04:00", "closed - 06-05T17:00 06-05T18:00"],
    ["2024-06-05T18:00-04:00", "unknown - 06-05T18:00 Infinity"],
  ])("a night market at %s: %s, for the next session opens in the evening", (instant, expected) => {
    expect(said(venue({ coverage: known, hours: [{ segments: [["18:00-1d", "17:00"]] }] }), instant)).toBe(expected);
  });

  test.each([
    ["2024-01-03T01:00-05:00", "unknown - -Infinity 01-03T02:00"],
    ["2024-01-03T02:00-05:00", "closed - 01-03T02:00 01-03T09:30"],
    ["2024-06-06T01:00-04:00", "regular 2024-06-05 06-05T09:30 06-06T02:00"],
    ["2024-06-06T02:00-04:00", "unknown - 06-06T02:00 Infinity"],
  ])("a market that closes after midnight at %s: %s, for the session before may last into the first date", (instant, expected) => {
    expect(said(venue({ coverage: known, hours: [{ segments: [["09:30", "02:00+1d"]] }] }), instant)).toBe(expected);
  });

  test.each([
    ["2024-06-05T15:59-04:00", "regular 2024-06-05 06-04T16:00 06-05T16:00"],
    ["2024-06-05T16:00-04:00", "unknown - 06-05T16:00 Infinity"],
    // In the maintenance of a session that is known nothing is unknown.
    ["2024-06-04T16:30-04:00", "regular 2024-06-05 06-04T16:00 06-05T16:00"],
    ["2024-06-05T12:00-04:00", "regular 2024-06-05 06-04T16:00 06-05T16:00"],
  ])("a market round the clock at %s: %s, for the next session opens at the close", (instant, expected) => {
    const calendar = venue({ coverage: known, hours: [{ segments: [["previous-close", "16:00"]] }] });
    expect(said(calendar, instant)).toBe(expected);
  });

  test("a market round the clock with maintenance in its last week, and one that ends on a weekend", () => {
    const hours = [{ segments: [["previous-close", "16:00"]], maintenance: [{ weekday: 2, start: "10:00", end: "11:00" }] }] as const;
    const calendar = venue({ coverage: known, hours: [...hours] });
    expect(said(calendar, "2024-06-04T10:30-04:00")).toBe("break 2024-06-04 06-04T10:00 06-04T11:00");
    // The market is closed then, and known to be.
    expect(sessionAt(calendar, at("2024-06-04T10:30-04:00"))).toBeNull();
    const last = venue({ coverage: { ...known, to: "2024-06-04" }, hours: [...hours] });
    expect(sessionAt(last, at("2024-06-04T10:30-04:00"))).toBeNull();
    expect(() => sessionAt(last, at("2024-06-04T16:00-04:00"))).toThrow(code("BEYOND_COVERAGE"));
    const weekend = venue({ coverage: { ...known, to: "2024-06-09" }, hours: [...hours] });
    expect(said(weekend, "2024-06-07T16:00-04:00")).toBe("unknown - 06-07T16:00 Infinity");
    expect(said(weekend, "2024-06-07T15:00-04:00")).toBe("regular 2024-06-07 06-06T16:00 06-07T16:00");
  });
});

/** Slow and simple: every phase, segment and break of the sessions within ten days, the strongest that holds the instant. */
function phaseBySearch(calendar: CalendarDefinition, ms: number): Pick<PhaseAt, "phase" | "session"> | null {
  const day = Math.floor(ms / DAY_MS);
  const from = Math.max(day - 10, parseDate(calendar.coverage.from));
  const to = Math.min(day + 10, parseDate(calendar.coverage.to));
  if (from > to) return null;
  const inside = ({ startMs, endMs }: { startMs: number; endMs: number }): boolean => startMs <= ms && ms < endMs;
  for (const session of Array.from(sessionsInRange(calendar, from, to)).reverse()) {
    const phases = sessionPhases(calendar, session).filter(inside).reverse();
    const auction = phases.find(({ name }) => name.endsWith("auction"));
    if (auction !== undefined) return { phase: auction.name, session };
    const segments = sessionSegments(calendar, session);
    if (segments.some(({ openMs, closeMs }) => inside({ startMs: openMs, endMs: closeMs }))) return { phase: "regular", session };
    if (phases[0] !== undefined) return { phase: phases[0].name, session };
    const pause = { startMs: segments[0]?.openMs as number, endMs: segments.at(-1)?.closeMs as number };
    if (inside(pause)) return { phase: "break", session };
  }
  return null;
}

/** Instants of any shipped calendar: at random, at edges and a millisecond beside them, and round the ends of what it knows. */
const instants = fc.constantFrom(...SHIPPED, full).chain((calendar) => {
  const [first, last] = [parseDate(calendar.coverage.from), parseDate(calendar.coverage.to)];
  const all = intervals(calendar);
  return fc.record({
    calendar: fc.constant(calendar),
    ms: fc.oneof(
      fc.integer({ min: first * DAY_MS, max: last * DAY_MS }),
      fc.integer({ min: (last - 3000) * DAY_MS, max: last * DAY_MS }),
      fc
        .tuple(fc.nat(all.length - 1), fc.constantFrom("open" as const, "close" as const), fc.integer({ min: -1, max: 1 }))
        .map(([i, edge, off]) => (all[i] as (typeof all)[0])[edge] + off),
      fc.tuple(fc.constantFrom(first, last), fc.integer({ min: -12 * DAY_MS, max: 12 * DAY_MS })).map(([day, off]) => day * DAY_MS + off),
    ),
  });
});

describe("of any calendar (property)", () => {
  test("the phase is the one that a search through the sessions around finds, and closed or unknown where there is none", () => {
    fc.assert(
      fc.property(instants, ({ calendar, ms }) => {
        const { phase, session } = phaseAt(calendar, ms);
        const found = phaseBySearch(calendar, ms);
        if (found !== null) expect({ phase, session }).toEqual(found);
        else {
          expect(session).toBeNull();
          if (phase === "unknown") expect(() => sessionAt(calendar, ms)).toThrow(code("BEYOND_COVERAGE"));
          else expect([phase, sessionAt(calendar, ms)]).toEqual(["closed", null]);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("the answer holds from its start to its end, and is another one just before and just after", () => {
    fc.assert(
      fc.property(instants, fc.double({ min: 0, max: 1, noNaN: true }), ({ calendar, ms }, part) => {
        const now = phaseAt(calendar, ms);
        const { fromMs, toMs } = now;
        expect(fromMs <= ms && ms < toMs).toBe(true);
        const [from, to] = [Math.max(fromMs, ms - 400 * DAY_MS), Math.min(toMs, ms + 400 * DAY_MS)];
        for (const inside of [from, to - 1, Math.floor(from + part * (to - 1 - from))]) expect(phaseAt(calendar, inside)).toEqual(now);
        const answer = ({ phase, session }: PhaseAt): string => `${phase} ${session}`;
        if (Number.isFinite(fromMs)) expect(answer(phaseAt(calendar, fromMs - 1))).not.toBe(answer(now));
        if (Number.isFinite(toMs)) expect(answer(phaseAt(calendar, toMs))).not.toBe(answer(now));
        if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) expect(now.phase).toBe("unknown");
      }),
      { numRuns: 1500 },
    );
  });

  test("a copy that was asked nothing before answers the same", () => {
    fc.assert(
      fc.property(instants, ({ calendar, ms }) => {
        expect(phaseAt(fresh(calendar), ms)).toEqual(phaseAt(calendar, ms));
      }),
      { numRuns: 60 },
    );
  });

  test("a column has the phase of each of its timestamps, in any order", () => {
    fc.assert(
      fc.property(instants, fc.array(fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }), { maxLength: 30 }), ({ calendar, ms }, offsets) => {
        const column = Float64Array.from(offsets, (offset) => ms + offset);
        expect(labelPhases(calendar, column)).toEqual(Array.from(column, (each) => phaseAt(calendar, each).phase));
        expect(labelPhases(calendar, column, { side: "right" })).toEqual(Array.from(column, (each) => phaseAt(calendar, each - 1).phase));
      }),
      { numRuns: 80 },
    );
  });
});

describe("a column of timestamps", () => {
  test("stamped at the start or at the end of its bars", () => {
    const bars = ["09:00", "12:00", "13:00", "15:50", "16:10", "18:00"].map((time) => at(`2024-07-02T${time}-04:00`));
    expect(labelPhases(full, bars)).toEqual(["regular", "break", "regular", "closing-auction", "post", "closed"]);
    expect(labelPhases(full, bars, { side: "left" })).toEqual(labelPhases(full, bars));
    expect(labelPhases(full, bars, { side: "right" })).toEqual([
      "opening-auction",
      "regular",
      "intraday-auction",
      "regular",
      "closing-auction",
      "post",
    ]);
    expect(labelPhases(full, [])).toEqual([]);
    expect(labelPhases(XNYS, [at("2050-01-01T12:00Z")])).toEqual(["unknown"]);
  });

  test("names the row that is no timestamp, and a side that is none", () => {
    expect(() => labelPhases(full, [0, Number.NaN])).toThrow("Row 1: expected epoch milliseconds, got NaN");
    expect(() => labelPhases(full, [9e15], { side: "right" })).toThrow(
      expect.objectContaining({ code: "INVALID_TIMESTAMP", details: { found: 9e15, expected: "epoch milliseconds", index: 0 } }),
    );
    expect(() => labelPhases(full, [0], { side: "both" as "left" })).toThrow('Expected `side` to be "left" or "right", got "both".');
  });
});

describe("halts that nobody planned", () => {
  const calendar = venue({
    interruptions: {
      "2024-07-02": [
        { name: "Second", start: "14:00", end: "14:15" },
        { name: "First", start: "10:00", end: "10:30", source: "press" },
      ],
      "2024-06-03": [{ name: "Outage", start: "09:30", end: "16:00" }],
    },
  });

  test("are listed by session date, in order, with their source", () => {
    expect(interruptionsInRange(calendar, "2024-06-01", "2024-07-02")).toEqual([
      { session: parseDate("2024-06-03"), name: "Outage", startMs: at("2024-06-03T09:30-04:00"), endMs: at("2024-06-03T16:00-04:00") },
      {
        session: parseDate("2024-07-02"),
        name: "First",
        source: "press",
        startMs: at("2024-07-02T10:00-04:00"),
        endMs: at("2024-07-02T10:30-04:00"),
      },
      { session: parseDate("2024-07-02"), name: "Second", startMs: at("2024-07-02T14:00-04:00"), endMs: at("2024-07-02T14:15-04:00") },
    ]);
    expect(interruptionsInRange(calendar, "2024-06-04", "2024-07-01")).toEqual([]);
    expect(interruptionsInRange(calendar, "2024-07-02", "2024-06-03")).toEqual([]);
    expect(interruptionsInRange(venue(), "2024-06-04", "2024-07-01")).toEqual([]);
  });

  test("cut nothing out of a session", () => {
    expect(sessionSegments(calendar, "2024-07-02")).toEqual(sessionSegments(venue(), "2024-07-02"));
    expect(said(calendar, "2024-07-02T10:15-04:00")).toBe("regular 2024-07-02 07-02T09:30 07-02T16:00");
  });

  test("of New York in March 2020, and of Mexico on the same day", () => {
    const halts = (each: CalendarDefinition): string[] =>
      interruptionsInRange(each, "2020-03-12", "2020-03-12").map(({ startMs }) => formatInstant(startMs, each.timeZone));
    expect(halts(XNYS)).toEqual(["2020-03-12T09:36:00-04:00"]);
    expect(halts(XMEX)).toEqual(["2020-03-12T08:05:00-06:00"]);
    expect(interruptionsInRange(XHKG, "2020-01-01", "2020-12-31").every(({ startMs, endMs }) => startMs < endMs)).toBe(true);
  });

  test("are refused beyond what is known", () => {
    expect(() => interruptionsInRange(calendar, "2019-12-31", "2024-07-02")).toThrow(code("BEYOND_COVERAGE"));
    expect(() => interruptionsInRange(calendar, "2024-07-02", "2031-01-01")).toThrow(code("BEYOND_COVERAGE"));
    expect(() => interruptionsInRange(calendar, "2024-07-02", "2024-06-31")).toThrow(code("INVALID_DATE"));
  });
});

test("a halt on a date without a session is none", () => {
  const halted = extendCalendar(XNYS, {
    add: {
      interruptions: {
        "2024-07-03": [{ name: "Halt", start: "10:00", end: "11:00" }],
        "2024-07-04": [{ name: "Halt", start: "10:00", end: "11:00" }],
      },
    },
  });
  expect(interruptionsInRange(halted, "2024-07-01", "2024-07-05").map(({ session }) => formatDate(session))).toEqual(["2024-07-03"]);
});
