/** Market clocks: what a market does now, why, and what comes next on it and on others. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../../src/calendars/always-open.js";
import { CME_CRYPTO } from "../../../src/calendars/cme-crypto.js";
import { FX_WEEK } from "../../../src/calendars/fx-week.js";
import { XHKG } from "../../../src/calendars/xhkg.js";
import { XLON } from "../../../src/calendars/xlon.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import {
  type CalendarDefinition,
  explainInstant,
  formatDate,
  formatInstant,
  marketStatus,
  nextTransitions,
  parseDate,
  phaseAt,
  sessionAt,
  sessionClose,
  sessionOpen,
  type Transition,
} from "../../../src/index.js";
import { at, BY_NAME, fresh, intervals, SHIPPED, venue } from "../support.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const code = (error: string): Error => expect.objectContaining({ code: error }) as Error;

const byName = new Map<string, CalendarDefinition>(BY_NAME);

/** `kind session time`, the time on the venue's clock. */
function shown(calendar: CalendarDefinition, next: Transition | null): string {
  return next === null ? "-" : `${next.kind} ${formatDate(next.session)} ${formatInstant(next.atMs, calendar.timeZone).slice(5, 16)}`;
}

/** `state phase session reason: name | what comes next`. */
function said(calendar: CalendarDefinition, iso: string): string {
  const status = marketStatus(calendar, at(iso));
  expect(status.calendar).toBe(calendar.name);
  expect(status.beyondCoverage).toBe(status.state === "unknown");
  const why = [status.reason, status.name].filter((each) => each !== undefined).join(": ");
  const session = status.session === null ? "-" : formatDate(status.session).slice(5);
  return `${status.state} ${status.phase} ${session} ${why}${why === "" ? "" : " "}| ${shown(calendar, status.next)}`;
}

describe("the status of a market", () => {
  const halted = venue({
    hours: [
      {
        segments: [
          ["09:30", "12:00"],
          ["13:00", "16:00"],
        ],
        breakName: "lunch",
      },
    ], // prettier-ignore
    phases: [{ name: "intraday-auction", start: "12:45", end: "13:00" }],
    interruptions: { "2024-07-02": [{ name: "Outage", start: "11:00", end: "13:30" }] },
  });

  test.each([
    ["XNYS", "2024-06-03T12:00-04:00", "open regular 06-03 | close 2024-06-03 06-03T16:00", "in the session"],
    ["XNYS", "2024-06-03T09:30-04:00", "open regular 06-03 | close 2024-06-03 06-03T16:00", "at the open"],
    ["XNYS", "2024-06-03T09:29:59.999-04:00", "closed pre 06-03 before-open | open 2024-06-03 06-03T09:30", "just before it"],
    ["XNYS", "2024-06-03T16:00-04:00", "closed post 06-03 after-close | open 2024-06-04 06-04T09:30", "at the close"],
    ["XNYS", "2015-06-08T02:00-04:00", "closed closed - before-open | open 2015-06-08 06-08T09:30", "at night"],
    ["XNYS", "2024-06-08T12:00-04:00", "closed closed - weekend | open 2024-06-10 06-10T09:30", "on a Saturday"],
    ["XNYS", "2024-11-28T11:00-05:00", "closed closed - holiday: Thanksgiving Day | open 2024-11-29 11-29T09:30", "on a holiday"],
    [
      "XNYS",
      "2024-07-03T14:00-04:00",
      "closed post 07-03 early-close: Day before Independence Day | open 2024-07-05 07-05T09:30",
      "after an early close",
    ],
    ["XNYS", "2020-03-09T09:40-04:00", "interrupted regular 03-09 … | close 2020-03-09 03-09T16:00", "in a halt"],
    ["XNYS", "2020-03-09T09:49-04:00", "open regular 03-09 | close 2020-03-09 03-09T16:00", "at its end"],
    ["XNYS", "2027-12-31T15:00-05:00", "open regular 12-31 | close 2027-12-31 12-31T16:00", "in the last session that is known"],
    ["XNYS", "2028-01-03T12:00-05:00", "unknown unknown - beyond-coverage | -", "after it"],
    ["XNYS", "1989-12-29T12:00-05:00", "unknown unknown - beyond-coverage | -", "before the first"],
    ["XTKS", "2024-06-04T12:00+09:00", "break break 06-04 break: lunch break | break-end 2024-06-04 06-04T12:30", "at lunch"],
    ["XTKS", "2024-06-04T11:00+09:00", "open regular 06-04 | break-start 2024-06-04 06-04T11:30", "before lunch"],
    ["XHKG", "2024-12-31T12:00+08:00", "closed closed - early-close: … | open 2025-01-02 01-02T09:30", "a half day has no lunch"],
    ["CME_EQUITY", "2024-06-03T16:30-05:00", "closed closed - maintenance | open 2024-06-04 06-03T17:00", "between two sessions"],
    [
      "CME_CRYPTO",
      "2026-07-11T03:00-05:00",
      "break break 07-13 maintenance | break-end 2026-07-13 07-11T04:00",
      "in a window inside of one",
    ],
    ["FX_WEEK", "2024-06-04T12:00-04:00", "open regular 06-04 | close 2024-06-07 06-07T17:00", "sessions that touch close once a week"],
    ["24/7", "2024-06-04T12:00Z", "open regular 06-04 | -", "and one that never closes does not"],
    ["TEST", "2024-07-02T10:59-04:00", "open regular 07-02 | break-start 2024-07-02 07-02T12:00", "before a halt"],
    ["TEST", "2024-07-02T11:30-04:00", "interrupted regular 07-02 Outage | break-start 2024-07-02 07-02T12:00", "in it"],
    [
      "TEST",
      "2024-07-02T12:30-04:00",
      "break break 07-02 break: lunch | break-end 2024-07-02 07-02T13:00",
      "in a break the halt does not show",
    ],
    [
      "TEST",
      "2024-07-02T12:50-04:00",
      "break intraday-auction 07-02 break: lunch | break-end 2024-07-02 07-02T13:00",
      "an auction in the break",
    ],
    ["TEST", "2024-07-02T13:15-04:00", "interrupted regular 07-02 Outage | close 2024-07-02 07-02T16:00", "and goes on after it"],
    ["TEST", "2024-07-03T11:30-04:00", "open regular 07-03 | break-start 2024-07-03 07-03T12:00", "the day after"],
  ] as const)("%s at %s: %s, %s", (name, instant, expected, _why) => {
    const calendar = byName.get(name) ?? halted;
    // The wording of a shipped calendar's events is its own.
    const event = explainInstant(calendar, at(instant)).name ?? calendar.interruptions?.[instant.slice(0, 10)]?.[0]?.name ?? "";
    const named = expected.replace("…", event);
    expect(said(calendar, instant)).toBe(named);
  });

  test("may be asked with a Date, and of no instant is refused", () => {
    expect(marketStatus(XNYS, new Date("2024-06-03T16:00Z"))).toEqual(marketStatus(XNYS, at("2024-06-03T16:00Z")));
    for (const instant of [Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN)]) {
      expect(() => marketStatus(XNYS, instant)).toThrow(code("INVALID_TIMESTAMP"));
      expect(() => nextTransitions([XNYS], instant)).toThrow(code("INVALID_TIMESTAMP"));
    }
  });

  test("of the last day that is known: closed until midnight, or until the next session would begin", () => {
    const known = { from: "2024-01-03", to: "2024-06-05" };
    const day = venue({ coverage: known });
    expect(said(day, "2024-06-05T15:00-04:00")).toBe("open regular 06-05 | close 2024-06-05 06-05T16:00");
    expect(said(day, "2024-06-05T23:00-04:00")).toBe("closed closed - after-close | -");
    expect(said(day, "2024-06-06T00:00-04:00")).toBe("unknown unknown - beyond-coverage | -");
    expect(said(day, "2024-01-03T00:00-05:00")).toBe("closed closed - before-open | open 2024-01-03 01-03T09:30");
    expect(said(day, "2024-01-02T23:59-05:00")).toBe("unknown unknown - beyond-coverage | -");
    const night = venue({ coverage: known, hours: [{ segments: [["18:00-1d", "17:00"]] }] });
    expect(said(night, "2024-06-05T17:30-04:00")).toBe("closed closed - maintenance | -");
    expect(said(night, "2024-06-05T18:00-04:00")).toBe("unknown unknown - beyond-coverage | -");
    // The close at which the next session would open is none that is known.
    const clock = venue({ coverage: known, hours: [{ segments: [["previous-close", "16:00"]] }] });
    expect(said(clock, "2024-06-05T12:00-04:00")).toBe("open regular 06-05 | -");
    expect(said(clock, "2024-06-05T16:00-04:00")).toBe("unknown unknown - beyond-coverage | -");
  });

  test("agrees with the phase, the explanation and the next transition (property)", () => {
    const instants = fc.constantFrom(...SHIPPED, halted).chain((calendar) => {
      const [first, last] = [parseDate(calendar.coverage.from), parseDate(calendar.coverage.to)];
      const all = intervals(calendar);
      return fc.record({
        calendar: fc.constant(calendar),
        ms: fc.oneof(
          fc.integer({ min: (first - 10) * DAY_MS, max: (last + 10) * DAY_MS }),
          fc
            .tuple(fc.nat(all.length - 1), fc.constantFrom("open" as const, "close" as const), fc.integer({ min: -1, max: 1 }))
            .map(([i, edge, off]) => (all[i] as (typeof all)[0])[edge] + off),
        ),
      });
    });
    fc.assert(
      fc.property(instants, ({ calendar, ms }) => {
        const status = marketStatus(calendar, ms);
        const { phase, session } = phaseAt(calendar, ms);
        const { reason, session: trading } = explainInstant(calendar, ms);
        expect([status.phase, status.session]).toEqual([phase, session]);
        expect(status.reason).toBe(trading === null ? reason : undefined);
        expect(status.next).toEqual(nextTransitions([calendar], ms)[0] ?? null);
        expect(["open", "interrupted"].includes(status.state)).toBe(trading !== null);
        if (trading !== null) expect(status.session).toBe(trading);
        expect(status.state === "break").toBe(status.next?.kind === "break-end");
        expect(status.state === "unknown").toBe(reason === "beyond-coverage");
        if (status.next !== null) expect(status.next.atMs).toBeGreaterThan(ms);
        if (status.state === "closed" && status.next !== null) expect(status.next.kind).toBe("open");
        if (trading !== null && status.next !== null) expect(["close", "break-start"]).toContain(status.next.kind);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what happens next", () => {
  test("on several markets, in order of time", () => {
    const next = nextTransitions([XNYS, XLON, XHKG], at("2024-06-03T03:30Z"), { count: 2 });
    expect(next.map(({ calendar, kind, atMs }) => `${calendar} ${kind} ${formatInstant(atMs).slice(11, 16)}`)).toEqual([
      "XHKG break-start 04:00",
      "XHKG break-end 05:00",
      "XLON open 07:00",
      "XNYS open 13:30",
      "XLON close 15:30",
      "XNYS close 20:00",
    ]);
    expect(next.every(({ session }) => session === parseDate("2024-06-03"))).toBe(true);
  });

  test("at an edge is the edge after it; one millisecond before it is the edge itself", () => {
    const close = at("2024-06-03T20:00Z");
    expect(nextTransitions([XNYS], close)).toEqual([
      { calendar: "XNYS", kind: "open", atMs: at("2024-06-04T13:30Z"), session: parseDate("2024-06-04") },
    ]);
    expect(nextTransitions([XNYS], close - 1)).toEqual([
      { calendar: "XNYS", kind: "close", atMs: close, session: parseDate("2024-06-03") },
    ]);
  });

  test("of markets that change together comes in the order they were given", () => {
    const [a, b] = [venue({ name: "A" }), venue({ name: "B" })];
    expect(nextTransitions([b, a], at("2024-06-03T03:30Z")).map(({ calendar }) => calendar)).toEqual(["B", "A"]);
    expect(nextTransitions([], at("2024-06-03T03:30Z"))).toEqual([]);
  });

  test("of a market without a next one is nothing", () => {
    const ends = at("2027-12-31T20:59Z");
    expect(nextTransitions([XNYS], ends, { count: 5 }).map(({ kind }) => kind)).toEqual(["close"]);
    expect(nextTransitions([XNYS], ends + 2 * MINUTE_MS)).toEqual([]);
    expect(nextTransitions([XNYS], at("2040-01-01T00:00Z"))).toEqual([]);
    // The first session that is known need not be the next one of a time that is not.
    expect(nextTransitions([XNYS], at("1980-01-01T00:00Z"))).toEqual([]);
    expect(nextTransitions([ALWAYS_OPEN], at("2024-12-31T12:00Z"), { count: 3 })).toEqual([]);
  });

  test("is no close at the end of a year that was worked out by itself", () => {
    for (const calendar of [ALWAYS_OPEN, FX_WEEK, CME_CRYPTO])
      for (const year of [2024, 2026]) {
        const now = Date.UTC(year, 11, 30, 12);
        expect(nextTransitions([fresh(calendar)], now, { count: 40 })).toEqual(nextTransitions([calendar], now, { count: 40 }));
      }
    // The year ends on a Tuesday in the middle of the week of foreign exchange.
    const [next] = nextTransitions([fresh(FX_WEEK)], at("2024-12-31T12:00-05:00"));
    expect(formatInstant(next?.atMs ?? 0, "America/New_York")).toBe("2025-01-03T17:00:00-05:00");
  });

  test.each([0, -1, 1.5, Number.NaN])("%s is no number of transitions", (count) => {
    expect(() => nextTransitions([XNYS], 0, { count })).toThrow("Expected `count` to be a whole number above 0, got ");
  });

  /** Slow and simple: minute by minute, what changes between trading in a session and not. */
  function byWalking(calendar: CalendarDefinition, from: number, minutes: number): Transition[] {
    const found: Transition[] = [];
    let before = sessionAt(calendar, from);
    for (let ms = from + MINUTE_MS; ms <= from + minutes * MINUTE_MS; ms += MINUTE_MS) {
      const now = sessionAt(calendar, ms);
      if (before === null && now !== null)
        found.push({ calendar: calendar.name, kind: sessionOpen(calendar, now) === ms ? "open" : "break-end", atMs: ms, session: now });
      if (before !== null && now === null)
        found.push({
          calendar: calendar.name,
          kind: sessionClose(calendar, before) === ms ? "close" : "break-start",
          atMs: ms,
          session: before,
        });
      before = now;
    }
    return found;
  }

  test("across markets is what a walk from minute to minute meets (property)", () => {
    const minutes = 3 * 1440;
    const markets = fc.uniqueArray(fc.constantFrom(...SHIPPED), { minLength: 1, maxLength: 3 }).chain((calendars) => {
      const from = Math.max(parseDate("2020-01-01"), ...calendars.map(({ coverage }) => parseDate(coverage.from) + 1));
      const to = Math.min(...calendars.map(({ coverage }) => parseDate(coverage.to) - 10));
      return fc.record({ calendars: fc.constant(calendars), minute: fc.integer({ min: from * 1440, max: to * 1440 }) });
    });
    fc.assert(
      fc.property(markets, ({ calendars, minute }) => {
        const now = minute * MINUTE_MS;
        const walked = calendars.map((calendar) => byWalking(calendar, now, minutes));
        const all = nextTransitions(calendars, now, { count: 40 }).filter(({ atMs }) => atMs <= now + minutes * MINUTE_MS);
        const expected = walked.flat().sort((a, b) => a.atMs - b.atMs);
        expect(all).toEqual(expected);
        // One of each market, where it has one in this time.
        const first = walked.flatMap((each) => each.slice(0, 1)).sort((a, b) => a.atMs - b.atMs);
        expect(nextTransitions(calendars, now).filter(({ atMs }) => atMs <= now + minutes * MINUTE_MS)).toEqual(first);
      }),
      { numRuns: 30 },
    );
  });
});

test("a day like any other has no name, not even an undefined one", () => {
  expect("name" in marketStatus(XNYS, at("2024-06-03T15:00Z"))).toBe(false);
});

test("more transitions than lie near are looked for further on", () => {
  const found = nextTransitions([XNYS], at("2024-06-03T15:00Z"), { count: 1500 });
  expect(found).toHaveLength(1500);
  expect(found.every(({ atMs }, i) => i === 0 || atMs > (found[i - 1] as Transition).atMs)).toBe(true);
});
