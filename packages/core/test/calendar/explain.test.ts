/** Why a market is closed, as people who know the venue would say it. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_CRYPTO } from "../../src/calendars/cme-crypto.js";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import { type CalendarDefinition, explainInstant, formatDate, formatInstant, parseDate, sessionAt } from "../../src/index.js";
import { at, BY_NAME, venue } from "./support.js";

type Facts = readonly (readonly [instant: string, said: string, why: string])[];

function said(calendar: CalendarDefinition, instant: string): string {
  const { session, reason, name } = explainInstant(calendar, at(instant));
  if (session !== null) return `${reason} ${formatDate(session)}`;
  return name === undefined ? reason : `${reason}: ${name}`;
}

function testSaid(calendar: CalendarDefinition, facts: Facts): void {
  test.each(facts)(`${calendar.name} at %s: %s (%s)`, (instant, expected) => {
    expect(said(calendar, instant)).toBe(expected);
  });
}

describe("New York", () => {
  testSaid(XNYS, [
    ["2024-06-03T09:29:59-04:00", "before-open", "the last second of the night"],
    ["2024-06-03T09:30-04:00", "open 2024-06-03", "the open itself is inside"],
    ["2024-06-03T15:59:59-04:00", "open 2024-06-03", "the last second"],
    ["2024-06-03T16:00-04:00", "after-close", "the close itself is outside"],
    ["2024-06-03T23:59-04:00", "after-close", "until midnight"],
    ["2024-06-04T00:00-04:00", "before-open", "from midnight on"],
    ["2024-06-07T18:00-04:00", "after-close", "Friday evening"],
    ["2024-06-08T12:00-04:00", "weekend", "Saturday"],
    ["2024-06-09T23:59-04:00", "weekend", "Sunday until midnight"],
    ["2024-06-10T00:00-04:00", "before-open", "Monday"],
    ["2024-11-28T11:00-05:00", "holiday: Thanksgiving Day", "when it would trade"],
    ["2024-11-28T00:00-05:00", "holiday: Thanksgiving Day", "all day, from midnight"],
    ["2024-11-28T23:59-05:00", "holiday: Thanksgiving Day", "to midnight"],
    ["2024-07-03T12:59-04:00", "open 2024-07-03", "the last minute before an early close"],
    ["2024-07-03T13:00-04:00", "early-close: Day before Independence Day", "from the early close"],
    ["2024-07-03T15:59-04:00", "early-close: Day before Independence Day", "to the regular one"],
    ["2024-07-03T16:00-04:00", "after-close", "after it the day is over anyway"],
    ["2025-01-09T10:00-05:00", "holiday: National day of mourning for President Carter", "a closure by its event"],
    ["2001-09-17T09:31-04:00", "late-open: Silence for the victims of September 11", "a late open by its event"],
    ["2001-09-17T09:29-04:00", "before-open", "before the regular open"],
    ["2002-09-11T11:00-04:00", "late-open: Remembrance of September 11", "special hours name their event"],
    ["2024-03-08T14:29:59Z", "before-open", "before summer time the open is at 14:30 UTC"],
    ["2024-03-11T13:30:00Z", "open 2024-03-11", "in summer time at 13:30 UTC"],
    ["1980-06-02T12:00-04:00", "beyond-coverage", "before what the calendar knows"],
    ["2050-06-02T12:00-04:00", "beyond-coverage", "after it"],
  ]);
});

describe("Tokyo", () => {
  testSaid(XTKS, [
    ["2024-01-04T11:29:59+09:00", "open 2024-01-04", "the morning"],
    ["2024-01-04T11:30+09:00", "break: lunch break", "lunch"],
    ["2024-01-04T12:29:59+09:00", "break: lunch break", "to its end"],
    ["2024-01-04T12:30+09:00", "open 2024-01-04", "the afternoon"],
    ["2024-11-01T15:00+09:00", "after-close", "the close until November 2024"],
    ["2024-11-05T15:00+09:00", "open 2024-11-05", "half an hour later since"],
    ["2024-11-05T15:30+09:00", "after-close", "its new close"],
    ["2024-01-03T10:00+09:00", "holiday: New Year holiday of the exchanges (3 January)", "the third day of the new year"],
    [
      "2008-12-30T12:00+09:00",
      "early-close: Last session of the year (Dainokai), morning only",
      "the break of a morning-only day is no break",
    ],
  ]);
});

describe("CME equity index futures", () => {
  testSaid(CME_EQUITY, [
    ["2024-06-03T15:59-05:00", "open 2024-06-03", "Monday until 16:00"],
    ["2024-06-03T16:00-05:00", "maintenance", "an hour of maintenance"],
    ["2024-06-03T16:59-05:00", "maintenance", "to its end"],
    ["2024-06-03T17:00-05:00", "open 2024-06-04", "the evening belongs to Tuesday"],
    ["2024-06-07T16:00-05:00", "weekend", "Friday 16:00"],
    ["2024-06-07T17:00-05:00", "weekend", "Friday evening"],
    ["2024-06-09T16:59-05:00", "weekend", "until Sunday 17:00"],
    ["2024-06-09T17:00-05:00", "open 2024-06-10", "Sunday evening belongs to Monday"],
    ["2020-06-03T15:20-05:00", "break: settlement pause", "the pause that ended in June 2021"],
    ["2024-06-03T15:20-05:00", "open 2024-06-03", "is gone"],
    ["2024-12-24T12:15-06:00", "early-close: Christmas Eve", "Christmas Eve from 12:15"],
    ["2024-12-24T16:30-06:00", "maintenance", "the hour of every day"],
    ["2024-12-24T17:00-06:00", "holiday: Christmas Day", "the evening that would begin Christmas Day"],
    ["2024-12-25T10:00-06:00", "holiday: Christmas Day", "its morning"],
    ["2024-12-25T16:59-06:00", "maintenance", "the hour of every day"],
    ["2024-12-25T17:00-06:00", "open 2024-12-26", "reopening on the evening of Christmas Day"],
    ["2024-03-28T17:00-05:00", "holiday: Good Friday", "Thursday evening before Good Friday"],
    ["2024-03-29T15:59-05:00", "holiday: Good Friday", "Good Friday"],
    ["2024-03-29T16:00-05:00", "weekend", "and the weekend after it"],
    ["2024-07-04T12:00-05:00", "early-close: Independence Day", "a half-holiday"],
    ["2024-07-04T17:00-05:00", "open 2024-07-05", "reopening"],
  ]);
});

describe("CME cryptocurrency futures", () => {
  testSaid(CME_CRYPTO, [
    ["2024-06-07T16:00-05:00", "weekend", "closed on weekends until 2026"],
    ["2026-05-29T15:59-05:00", "open 2026-05-29", "the last session of the old hours"],
    ["2026-05-29T16:00-05:00", "open 2026-06-01", "round the clock from here: Friday evening belongs to Monday"],
    ["2026-05-30T12:00-05:00", "open 2026-06-01", "Saturday noon"],
    ["2026-05-31T12:00-05:00", "open 2026-06-01", "Sunday noon"],
    ["2026-06-01T15:59-05:00", "open 2026-06-01", "Monday"],
    ["2026-06-01T16:00-05:00", "open 2026-06-02", "no hour of maintenance on weekdays any more"],
    ["2026-06-06T03:00-05:00", "maintenance", "Saturday's maintenance"],
    ["2026-06-18T16:00-05:00", "open 2026-06-22", "the eve of Juneteenth belongs to Monday"],
    ["2026-06-19T12:00-05:00", "open 2026-06-22", "as does the holiday itself"],
  ]);
});

describe("a pause inside a session is one, whatever the regular week has at that time", () => {
  /** The Fourth of July's eve in two halves, a day that trades early and late only, a Saturday in two halves. */
  const special = {
    specialHours: {
      "2024-07-03": {
        name: "Split day",
        segments: [
          ["09:30", "11:00"],
          ["12:00", "13:00"],
        ],
      },
      "2024-07-05": {
        name: "Early and late",
        segments: [
          ["07:00", "08:00"],
          ["17:30", "20:00"],
        ],
      },
    },
    extraSessions: {
      "2024-07-06": {
        name: "Test trading",
        segments: [
          ["10:00", "11:00"],
          ["12:00", "13:00"],
        ],
      },
    },
  } satisfies Partial<CalendarDefinition>;
  const facts = (pause: string): Facts => [
    ["2024-07-03T10:59-04:00", "open 2024-07-03", "the first half"],
    ["2024-07-03T11:00-04:00", pause, "between the halves, where the regular week trades"],
    ["2024-07-03T11:59-04:00", pause, "to the end of the pause"],
    ["2024-07-03T12:00-04:00", "open 2024-07-03", "the second half"],
    ["2024-07-03T13:00-04:00", "early-close: Split day", "after it the regular session is cut off"],
    ["2024-07-05T06:59-04:00", "before-open", "before an open that is early"],
    ["2024-07-05T08:00-04:00", pause, "not before the open, though the regular week has not opened yet"],
    ["2024-07-05T12:00-04:00", pause, "neither early close nor late open, though the regular week trades"],
    ["2024-07-05T17:00-04:00", pause, "not after the close, though the regular week has closed"],
    ["2024-07-05T17:30-04:00", "open 2024-07-05", "the evening"],
    ["2024-07-05T20:00-04:00", "after-close", "the close"],
    ["2024-07-06T09:59-04:00", "weekend", "a Saturday"],
    ["2024-07-06T11:30-04:00", pause, "not the weekend inside its extra session"],
    ["2024-07-06T13:00-04:00", "weekend", "after it"],
  ];

  describe("without a name", () => {
    testSaid(venue(special), facts("break"));
  });

  describe("by the name of its hours", () => {
    testSaid(venue({ ...special, hours: [{ segments: [["09:30", "16:00"]], breakName: "siesta" }] }), facts("break: siesta"));
  });

  describe("called maintenance", () => {
    testSaid(venue({ ...special, hours: [{ segments: [["09:30", "16:00"]], breakName: "maintenance" }] }), facts("maintenance"));
  });

  test("one called maintenance is that on regular days too", () => {
    const hours = [
      {
        segments: [
          ["09:30", "11:30"],
          ["12:30", "16:00"],
        ],
        breakName: "maintenance",
      },
    ] satisfies CalendarDefinition["hours"];
    expect(said(venue({ hours }), "2024-07-03T12:00-04:00")).toBe("maintenance");
  });

  test("a weekly window in the middle of a session is maintenance, also on a day that a late open shortens", () => {
    const calendar = venue({
      hours: [{ segments: [["09:30", "16:00"]], maintenance: [{ weekday: 3, start: "12:00", end: "12:30" }] }],
      lateOpens: [{ name: "Silence", open: "11:00", kind: "fixed", month: 7, day: 3 }],
    });
    expect(said(calendar, "2024-07-03T10:00-04:00")).toBe("late-open: Silence");
    expect(said(calendar, "2024-07-03T12:00-04:00")).toBe("maintenance");
    expect(said(calendar, "2024-07-10T12:15-04:00")).toBe("maintenance");
    expect(said(calendar, "2024-07-11T12:15-04:00")).toBe("open 2024-07-11");
  });
});

describe("reasons elsewhere", () => {
  test("a maintenance window that reaches over the open is maintenance inside it", () => {
    const calendar = venue({ hours: [{ segments: [["09:30", "16:00"]], maintenance: [{ weekday: 3, start: "09:00", end: "10:00" }] }] });
    expect(said(calendar, "2024-07-03T09:45-04:00")).toBe("maintenance");
    expect(said(calendar, "2024-07-03T10:00-04:00")).toBe("open 2024-07-03");
  });

  // With every year in between worked out first, this would outlast the test.
  test("far beyond the coverage nothing is worked out to say so", () => {
    const calendar = venue();
    for (const ms of [8.5e15, -8.5e15]) expect(explainInstant(calendar, ms)).toMatchObject({ session: null, reason: "beyond-coverage" });
  });

  test("an extra session of a weekend: open inside, weekend around it", () => {
    const calendar = venue({ extraSessions: { "2024-07-06": { name: "Test trading", segments: [["10:00", "12:00"]] } } });
    expect(said(calendar, "2024-07-06T11:00-04:00")).toBe("open 2024-07-06");
    expect(said(calendar, "2024-07-07T11:00-04:00")).toBe("weekend");
  });

  test("a closure on a weekend is the weekend", () => {
    expect(said(venue({ closures: { "2024-07-06": "Storm" } }), "2024-07-06T11:00-04:00")).toBe("weekend");
  });

  test("a weekend of Friday and Saturday", () => {
    const calendar = venue({ timeZone: "Asia/Riyadh", weekdays: [7, 1, 2, 3, 4] });
    expect(said(calendar, "2024-07-05T11:00+03:00")).toBe("weekend");
    expect(said(calendar, "2024-07-06T11:00+03:00")).toBe("weekend");
    expect(said(calendar, "2024-07-07T11:00+03:00")).toBe("open 2024-07-07");
  });

  test("an invalid instant is refused", () => {
    expect(() => explainInstant(XNYS, Number.NaN)).toThrow(expect.objectContaining({ code: "INVALID_TIMESTAMP" }));
    expect(() => explainInstant(XNYS, new Date(Number.NaN))).toThrow(expect.objectContaining({ code: "INVALID_TIMESTAMP" }));
  });
});

describe.each(BY_NAME)("%s", (_, calendar) => {
  const from = parseDate(calendar.coverage.from) * 86_400_000 - 20 * 86_400_000;
  const to = parseDate(calendar.coverage.to) * 86_400_000 + 20 * 86_400_000;
  const instant = fc.oneof(fc.integer({ min: from, max: to }), fc.integer({ min: at("2023-01-01T00:00Z"), max: at("2026-12-31T00:00Z") }));

  test("an answer holds at every instant of its validity (property)", () => {
    fc.assert(
      fc.property(
        instant,
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (ms, shares) => {
          const known = explainInstant(calendar, ms);
          expect(known.fromMs).toBeLessThanOrEqual(ms);
          expect(known.toMs).toBeGreaterThan(ms);
          const low = Math.max(known.fromMs, ms - 5 * 86_400_000);
          const high = Math.min(known.toMs, ms + 5 * 86_400_000);
          for (const inner of [low, high - 1, ...shares.map((share) => low + Math.floor(share * (high - low)))]) {
            const { session, reason, name } = explainInstant(calendar, inner);
            expect({ session, reason, name }, `${formatInstant(ms)} and ${formatInstant(inner)}`).toEqual({
              session: known.session,
              reason: known.reason,
              name: known.name,
            });
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test("is open exactly where there is a session (property)", () => {
    fc.assert(
      fc.property(fc.integer({ min: from + 30 * 86_400_000, max: to - 30 * 86_400_000 }), (ms) => {
        const { session, reason } = explainInstant(calendar, ms);
        expect(session).toBe(sessionAt(calendar, ms));
        expect(reason === "open").toBe(session !== null);
      }),
      { numRuns: 150 },
    );
  });
});
