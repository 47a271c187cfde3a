/** What wins when several facts speak of one date: the list at the top of `types.ts`, a test a line, and hours that change by date. */

import { describe, expect, test } from "vitest";
import {
  assignSessions,
  type CalendarDefinition,
  compileCalendar,
  defineCalendar,
  explainInstant,
  isSession,
  NO_SESSION,
  nextSession,
  parseDate,
  schedule,
  sessionAt,
  sessionOpen,
  sessionPhases,
} from "../../src/index.js";
import { at, hoursOf, sessionDates, venue } from "./support.js";

/** 3 July 2024 is a Wednesday, 6 July a Saturday. */
const DAY = "2024-07-03";
const SATURDAY = "2024-07-06";
const holiday = { name: "Holiday by rule", kind: "fixed", month: 7, day: 3 } as const;
const noon = { name: "Close at noon", kind: "fixed", month: 7, day: 3, close: "12:00" } as const;
const eleven = { name: "Open at eleven", kind: "fixed", month: 7, day: 3, open: "11:00" } as const;

function reasonAt(calendar: CalendarDefinition, iso: string): string {
  const { reason, name } = explainInstant(calendar, at(iso));
  return name === undefined ? reason : `${reason}: ${name}`;
}

describe("precedence, strongest first", () => {
  test("1. outside the coverage there is no session, not even one that is listed", () => {
    const calendar = venue({
      coverage: { from: "2024-01-01", to: "2024-12-31" },
      extraSessions: { "2023-12-30": { name: "Before what is known" }, "2025-01-04": { name: "After it" } },
    });
    expect(schedule(calendar, "2023-12-25", "2024-01-02").session).toEqual(Int32Array.of(parseDate("2024-01-01"), parseDate("2024-01-02")));
    expect(schedule(calendar, "2024-12-31", "2025-01-10").session).toEqual(Int32Array.of(parseDate("2024-12-31")));
    expect(() => isSession(calendar, "2023-12-30")).toThrow(expect.objectContaining({ code: "BEYOND_COVERAGE" }));
    expect(assignSessions(calendar, [at("2023-12-30T12:00-05:00"), at("2025-01-04T12:00-05:00")])[0]).toBe(NO_SESSION);
  });

  test("2. an extra session stands against a holiday and the weekday mask", () => {
    const calendar = venue({
      holidays: [holiday],
      extraSessions: { [DAY]: { name: "Trading after all" }, [SATURDAY]: { name: "Working Saturday" } },
    });
    expect(sessionDates(calendar, "2024-07-01", "2024-07-07")).toEqual([
      "2024-07-01",
      "2024-07-02",
      DAY,
      "2024-07-04",
      "2024-07-05",
      SATURDAY,
    ]);
    expect(hoursOf(calendar, SATURDAY)).toBe("09:30-16:00");
  });

  test("2. an extra session has its own hours where it names some, and no early close or late open touches them", () => {
    const calendar = venue({
      earlyCloses: [noon],
      lateOpens: [eleven],
      extraSessions: { [DAY]: { name: "Evening only", segments: [["10:00", "13:00"]] } },
    });
    expect(hoursOf(calendar, DAY)).toBe("10:00-13:00");
  });

  test("3. a closure stands against a holiday of the same date, and names it", () => {
    const calendar = venue({ holidays: [holiday], closures: { [DAY]: "Hurricane" } });
    expect(isSession(calendar, DAY)).toBe(false);
    expect(reasonAt(calendar, "2024-07-03T11:00-04:00")).toBe("holiday: Hurricane");
  });

  test("3. a closure stands against early closes, late opens and the regular week", () => {
    const calendar = venue({ earlyCloses: [noon], lateOpens: [eleven], closures: { [DAY]: "Hurricane" } });
    expect(isSession(calendar, DAY)).toBe(false);
    expect(nextSession(calendar, "2024-07-02")).toBe(parseDate("2024-07-04"));
  });

  test("4. special hours stand against a holiday", () => {
    const calendar = venue({ holidays: [holiday], specialHours: { [DAY]: { name: "Short session", segments: [["10:00", "11:30"]] } } });
    expect(hoursOf(calendar, DAY)).toBe("10:00-11:30");
  });

  test("4. special hours are untouched by late opens and early closes", () => {
    const calendar = venue({
      earlyCloses: [noon],
      lateOpens: [eleven],
      specialHours: {
        [DAY]: {
          name: "Long day",
          segments: [
            ["08:00", "10:00"],
            ["10:30", "20:00"],
          ],
        },
      },
    });
    expect(hoursOf(calendar, DAY)).toBe("08:00-10:00 10:30-20:00");
  });

  test("4. special hours make a session of a weekend day", () => {
    const calendar = venue({ specialHours: { [SATURDAY]: { name: "Saturday morning", segments: [["09:00", "12:00"]] } } });
    expect(hoursOf(calendar, SATURDAY)).toBe("09:00-12:00");
  });

  test("5. a holiday stands against early closes and late opens", () => {
    const calendar = venue({ holidays: [holiday], earlyCloses: [noon], lateOpens: [eleven] });
    expect(isSession(calendar, DAY)).toBe(false);
    expect(reasonAt(calendar, "2024-07-03T13:00-04:00")).toBe("holiday: Holiday by rule");
  });

  test("5. of several holidays on one date the first listed names it", () => {
    const second = { ...holiday, name: "Another" };
    expect(reasonAt(venue({ holidays: [holiday, second] }), "2024-07-03T13:00-04:00")).toBe("holiday: Holiday by rule");
    expect(reasonAt(venue({ holidays: [second, holiday] }), "2024-07-03T13:00-04:00")).toBe("holiday: Another");
  });

  test("6. the weekday mask of the period that holds the date decides", () => {
    const calendar = venue({
      weekdays: [7, 1, 2, 3, 4],
      hours: [{ segments: [["09:30", "16:00"]] }, { from: "2024-07-01", weekdays: [1, 2, 3, 4, 5], segments: [["09:30", "16:00"]] }],
    });
    expect(sessionDates(calendar, "2024-06-23", "2024-07-07")).toEqual([
      "2024-06-23",
      "2024-06-24",
      "2024-06-25",
      "2024-06-26",
      "2024-06-27",
      "2024-06-30",
      "2024-07-01",
      "2024-07-02",
      DAY,
      "2024-07-04",
      "2024-07-05",
    ]);
  });

  test("6. an early close on a weekend makes no session", () => {
    const calendar = venue({ earlyCloses: [{ name: "Saturday", kind: "fixed", month: 7, day: 6, close: "12:00" }] });
    expect(isSession(calendar, SATURDAY)).toBe(false);
  });

  test("7. of several early closes on one date the earliest wins, in whatever order they are listed", () => {
    const one = { ...noon, name: "Close at one", close: "13:00" };
    expect(hoursOf(venue({ earlyCloses: [one, noon] }), DAY)).toBe("09:30-12:00");
    expect(hoursOf(venue({ earlyCloses: [noon, one] }), DAY)).toBe("09:30-12:00");
    for (const earlyCloses of [
      [one, noon],
      [noon, one],
    ])
      expect(reasonAt(venue({ earlyCloses }), "2024-07-03T14:00-04:00")).toBe("early-close: Close at noon");
  });

  test("7. of several late opens on one date the latest wins, in whatever order they are listed", () => {
    const ten = { ...eleven, name: "Open at ten", open: "10:00" };
    for (const lateOpens of [
      [ten, eleven],
      [eleven, ten],
    ]) {
      expect(hoursOf(venue({ lateOpens }), DAY)).toBe("11:00-16:00");
      expect(reasonAt(venue({ lateOpens }), "2024-07-03T10:30-04:00")).toBe("late-open: Open at eleven");
    }
  });

  test("7. a late open and an early close cut the same session from both sides, and each names its side", () => {
    const calendar = venue({ earlyCloses: [noon], lateOpens: [eleven] });
    expect(hoursOf(calendar, DAY)).toBe("11:00-12:00");
    expect(reasonAt(calendar, "2024-07-03T10:00-04:00")).toBe("late-open: Open at eleven");
    expect(reasonAt(calendar, "2024-07-03T12:00-04:00")).toBe("early-close: Close at noon");
  });

  test("7. an early close later than the regular one and a late open before it change nothing", () => {
    const calendar = venue({ earlyCloses: [{ ...noon, close: "17:00" }], lateOpens: [{ ...eleven, open: "08:00" }] });
    expect(hoursOf(calendar, DAY)).toBe("09:30-16:00");
  });

  test("7. segments beyond an early close or before a late open fall away", () => {
    const lunch = [
      {
        segments: [
          ["09:00", "11:30"],
          ["12:30", "15:00"],
        ] as const,
      },
    ];
    expect(hoursOf(venue({ hours: lunch, earlyCloses: [{ ...noon, close: "11:30" }] }), DAY)).toBe("09:00-11:30");
    expect(hoursOf(venue({ hours: lunch, earlyCloses: [{ ...noon, close: "12:30" }] }), DAY)).toBe("09:00-11:30");
    expect(hoursOf(venue({ hours: lunch, earlyCloses: [{ ...noon, close: "13:00" }] }), DAY)).toBe("09:00-11:30 12:30-13:00");
    expect(hoursOf(venue({ hours: lunch, lateOpens: [{ ...eleven, open: "11:30" }] }), DAY)).toBe("12:30-15:00");
    expect(hoursOf(venue({ hours: lunch, lateOpens: [{ ...eleven, open: "11:00" }] }), DAY)).toBe("11:00-11:30 12:30-15:00");
  });

  test("7. an early close applies to a session that opens on the evening before", () => {
    const calendar = venue({
      hours: [{ segments: [["18:00-1d", "17:00"]] }],
      earlyCloses: [noon],
      lateOpens: [{ ...eleven, open: "20:00-1d" }],
    });
    expect(hoursOf(calendar, DAY)).toBe("20:00-1d-12:00");
    expect(hoursOf(calendar, "2024-07-04")).toBe("18:00-1d-17:00");
  });
});

describe("one date in two of extra sessions, closures and special hours is refused", () => {
  const extra = { extraSessions: { [DAY]: { name: "Trading after all" } } };
  const closure = { closures: { [DAY]: "Hurricane" } };
  const special = { specialHours: { [DAY]: { name: "Short session", segments: [["10:00", "11:30"]] as const } } };

  test.each([
    ["an extra session and a closure", { ...extra, ...closure }],
    [
      "an extra session and special hours",
      { ...extra, specialHours: { [DAY]: { name: "Short session", segments: [["10:00", "11:30"]] as [string, string][] } } },
    ],
    [
      "a closure and special hours",
      { ...closure, specialHours: { [DAY]: { name: "Short session", segments: [["10:00", "11:30"]] as [string, string][] } } },
    ],
  ])("%s", (_, facts) => {
    expect(() => defineCalendar(venue(facts))).toThrow(
      expect.objectContaining({ code: "INVALID_CALENDAR", message: expect.stringContaining(DAY) as string }),
    );
  });

  test("each alone is not", () => {
    for (const facts of [extra, closure, special]) expect(() => defineCalendar(venue(facts))).not.toThrow();
  });
});

describe("hours that change by date", () => {
  const calendar = venue({
    hours: [
      { segments: [["10:00", "15:00"]] },
      { from: "2022-01-03", segments: [["09:30", "16:00"]] },
      {
        from: "2024-07-03",
        segments: [
          ["09:00", "11:30"],
          ["12:30", "16:00"],
        ],
        byWeekday: { 5: [["09:00", "12:00"]] },
      },
    ],
  });

  test("hold from their date, itself included, until the next period begins", () => {
    expect(hoursOf(calendar, "2021-12-31")).toBe("10:00-15:00");
    expect(hoursOf(calendar, "2022-01-03")).toBe("09:30-16:00");
    expect(hoursOf(calendar, "2024-07-02")).toBe("09:30-16:00");
    expect(hoursOf(calendar, "2024-07-03")).toBe("09:00-11:30 12:30-16:00");
    expect(hoursOf(calendar, "2030-12-31")).toBe("09:00-11:30 12:30-16:00");
  });

  test("may differ by the weekday of the session date", () => {
    expect(hoursOf(calendar, "2024-07-05")).toBe("09:00-12:00");
    expect(hoursOf(calendar, "2024-07-08")).toBe("09:00-11:30 12:30-16:00");
  });

  test("by weekday belong to their own period: a Friday before has the period's hours", () => {
    expect(hoursOf(calendar, "2024-06-28")).toBe("09:30-16:00");
  });

  test("of an extra session on a weekend are those of the period's week", () => {
    const withSaturday = { ...calendar, extraSessions: { "2021-07-03": { name: "Old" }, "2024-07-06": { name: "New" } } };
    expect(hoursOf(withSaturday, "2021-07-03")).toBe("10:00-15:00");
    expect(hoursOf(withSaturday, "2024-07-06")).toBe("09:00-11:30 12:30-16:00");
  });

  test("of the evening before belong to the session date's period", () => {
    const evening = venue({ hours: [{ segments: [["09:30", "16:00"]] }, { from: "2024-07-03", segments: [["18:00-1d", "17:00"]] }] });
    expect(hoursOf(evening, "2024-07-02")).toBe("09:30-16:00");
    expect(sessionAt(evening, at("2024-07-02T18:00-04:00"))).toBe(parseDate("2024-07-03"));
  });
});

describe("a session that begins at the previous close", () => {
  const calendar = venue({
    timeZone: "America/Chicago",
    coverage: { from: "2024-01-01", to: "2026-12-31" },
    hours: [{ segments: [["17:00-1d", "16:00"]] }, { from: "2024-07-01", segments: [["previous-close", "16:00"]] }],
    holidays: [{ name: "Independence Day", kind: "fixed", month: 7, day: 4 }],
    earlyCloses: [{ name: "Eve", kind: "fixed", month: 7, day: 3, close: "12:00" }],
  });

  test.each([
    ["2024-06-28", "17:00-1d-16:00", "the last with the old hours"],
    ["2024-07-01", "16:00-3d-16:00", "from Friday's close over the weekend"],
    ["2024-07-02", "16:00-1d-16:00", "from Monday's close"],
    ["2024-07-03", "16:00-1d-12:00", "an early close"],
    ["2024-07-05", "12:00-2d-16:00", "from the early close over the holiday"],
    ["2025-01-01", "16:00-1d-16:00", "over the turn of the year"],
  ])("%s: %s, %s", (date, hours) => {
    expect(hoursOf({ ...calendar }, date)).toBe(hours);
    expect(hoursOf(calendar, date)).toBe(hours);
  });

  test("leaves no instant without a session, and weekends and holidays belong to the next one", () => {
    const instants = [
      "2024-06-28T16:00-05:00",
      "2024-06-29T12:00-05:00",
      "2024-07-03T12:00-05:00",
      "2024-07-04T09:00-05:00",
      "2024-07-05T15:59-05:00",
    ];
    expect(instants.map((iso) => sessionAt(calendar, at(iso)))).toEqual(
      ["2024-07-01", "2024-07-01", "2024-07-05", "2024-07-05", "2024-07-05"].map(parseDate),
    );
  });

  test("opens the same whether the year before it was worked out first or not", () => {
    for (const order of [
      [2024, 2025, 2026],
      [2026, 2025, 2024],
      [2025, 2024, 2026],
    ]) {
      const copy = { ...calendar };
      for (const year of order) sessionDates(copy, `${year}-06-01`, `${year}-06-30`);
      expect(sessionOpen(copy, "2025-01-01"), order.join(" ")).toBe(at("2024-12-31T16:00-06:00"));
      expect(sessionOpen(copy, "2026-01-01"), order.join(" ")).toBe(at("2025-12-31T16:00-06:00"));
    }
  });
});

describe("weekly maintenance windows", () => {
  const calendar = venue({
    timeZone: "America/Chicago",
    hours: [{ segments: [["previous-close", "16:00"]], maintenance: [{ weekday: 6, start: "02:00", end: "04:00" }] }],
  });

  test("are cut out of the session they fall in", () => {
    expect(hoursOf(calendar, "2024-07-08")).toBe("16:00-3d-02:00-2d 04:00-2d-16:00");
    expect(hoursOf(calendar, "2024-07-09")).toBe("16:00-1d-16:00");
  });

  test("have their own reason, and nothing else is closed", () => {
    expect(sessionAt(calendar, at("2024-07-06T01:59:59.999-05:00"))).toBe(parseDate("2024-07-08"));
    expect(reasonAt(calendar, "2024-07-06T02:00-05:00")).toBe("maintenance");
    expect(reasonAt(calendar, "2024-07-06T03:59-05:00")).toBe("maintenance");
    expect(sessionAt(calendar, at("2024-07-06T04:00-05:00"))).toBe(parseDate("2024-07-08"));
  });

  test("keep to the wall clock where the clocks change", () => {
    // Saturdays before and after the change of 10 March 2024.
    expect(reasonAt(calendar, "2024-03-09T02:00-06:00")).toBe("maintenance");
    expect(reasonAt(calendar, "2024-03-16T02:00-05:00")).toBe("maintenance");
    expect(reasonAt(calendar, "2024-03-16T01:59-05:00")).toBe("open");
  });

  test("may lie at the edge of a session or run over midnight", () => {
    const sunday = venue({ hours: [{ segments: [["18:00-1d", "17:00"]], maintenance: [{ weekday: 1, start: "17:00", end: "19:00" }] }] });
    expect(hoursOf(sunday, "2024-07-09")).toBe("19:00-1d-17:00");
    const night = venue({ hours: [{ segments: [["18:00-1d", "17:00"]], maintenance: [{ weekday: 1, start: "23:00", end: "01:00+1d" }] }] });
    expect(hoursOf(night, "2024-07-09")).toBe("18:00-1d-23:00-1d 01:00-17:00");
  });
});

describe("events in a season, and by another place's clock", () => {
  const season = venue({
    hours: [{ segments: [["09:30", "16:00"]], season: { months: [7], segments: [["08:00", "14:00"]] } }],
    earlyCloses: [
      { name: "Early", kind: "fixed", month: 7, day: 3, close: "15:00" },
      { name: "Early", kind: "fixed", month: 8, day: 1, close: "15:00" },
    ],
    lateOpens: [{ name: "Late", kind: "fixed", month: 7, day: 5, open: "09:00" }],
    extraSessions: { "2024-07-06": { name: "In the season" }, "2024-08-03": { name: "After it" } },
    closures: { "2024-07-02": { name: "Closed", source: "press" } },
  });

  test("an early close and a late open cut the season's hours", () => {
    expect(hoursOf(season, DAY)).toBe("08:00-14:00");
    expect(hoursOf(season, "2024-08-01")).toBe("09:30-15:00");
    expect(hoursOf(season, "2024-07-05")).toBe("09:00-14:00");
    expect(reasonAt(season, "2024-07-05T08:30-04:00")).toBe("late-open: Late");
  });

  test("an extra session without hours has the season's, in the season", () => {
    expect(hoursOf(season, SATURDAY)).toBe("08:00-14:00");
    expect(hoursOf(season, "2024-08-03")).toBe("09:30-16:00");
  });

  test("a closure with a source names the event all day, when the season's hours would be too", () => {
    expect(reasonAt(season, "2024-07-02T08:30-04:00")).toBe("holiday: Closed");
    expect(isSession(season, "2024-07-02")).toBe(false);
  });

  test("an early close is by the venue's clock, though the hours are by another's", () => {
    const calendar = venue({
      timeZone: "America/Mexico_City",
      hours: [{ segments: [["09:30@America/New_York", "16:00@America/New_York"]] }],
      earlyCloses: [
        { name: "Early", kind: "fixed", month: 7, day: 3, close: "12:00" },
        { name: "Early", kind: "fixed", month: 12, day: 24, close: "12:00" },
        { name: "No earlier in summer", kind: "fixed", month: 7, day: 5, close: "14:30" },
      ],
      extraSessions: { [SATURDAY]: { name: "Saturday" } },
    });
    expect(hoursOf(calendar, DAY)).toBe("07:30-12:00");
    expect(hoursOf(calendar, "2024-12-24")).toBe("08:30-12:00");
    expect(hoursOf(calendar, "2024-07-05")).toBe("07:30-14:00");
    expect(hoursOf(calendar, SATURDAY)).toBe("07:30-14:00");
  });

  test("of two early closes only the one that cuts further is named", () => {
    const calendar = venue({ earlyCloses: [{ ...noon, name: "Close at one", close: "13:00" }, noon], lateOpens: [eleven] });
    expect(reasonAt(calendar, "2024-07-03T12:30-04:00")).toBe("early-close: Close at noon");
    expect(reasonAt(calendar, "2024-07-03T14:00-04:00")).toBe("early-close: Close at noon");
    expect(reasonAt(calendar, "2024-07-03T10:00-04:00")).toBe("late-open: Open at eleven");
  });
});

describe("what cannot be a calendar is refused, with the date", () => {
  test("sessions that would overlap", () => {
    const calendar = venue({ hours: [{ segments: [["18:00-1d", "19:00"]] }] });
    expect(() => sessionDates(calendar, "2024-07-01", "2024-07-05")).toThrow(
      expect.objectContaining({ code: "INVALID_CALENDAR", message: expect.stringMatching(/TEST.*2024-\d\d-\d\d/) as string }),
    );
  });

  test("sessions that would overlap at the turn of a year, whichever year is asked about first", () => {
    const calendar = venue({ specialHours: { "2024-12-31": { name: "Into the new year", segments: [["09:30", "10:00+1d"]] } } });
    for (const order of [
      [2024, 2025],
      [2025, 2024],
    ]) {
      const copy = { ...calendar };
      const ask = (): void => {
        for (const year of order) sessionDates(copy, `${year}-06-01`, `${year}-06-30`);
        sessionDates(copy, "2024-12-01", "2025-01-31");
      };
      expect(ask, order.join(" before ")).toThrow(expect.objectContaining({ code: "INVALID_CALENDAR" }));
    }
  });

  test("segments out of order", () => {
    const calendar = venue({
      hours: [
        {
          segments: [
            ["12:30", "16:00"],
            ["09:30", "11:30"],
          ],
        },
      ],
    });
    expect(() => sessionDates(calendar, "2024-07-01", "2024-07-05")).toThrow(expect.objectContaining({ code: "INVALID_CALENDAR" }));
  });

  test("a session that an early close and a late open leave no length", () => {
    const calendar = venue({ earlyCloses: [{ ...noon, close: "10:00" }], lateOpens: [eleven] });
    expect(() => sessionDates(calendar, "2024-07-01", "2024-07-05")).toThrow(
      expect.objectContaining({ code: "INVALID_CALENDAR", message: expect.stringContaining("2024-07-03") as string }),
    );
  });

  test("a session with an open at its close", () => {
    const calendar = venue({ specialHours: { [DAY]: { name: "Nothing", segments: [["10:00", "10:00"]] } } });
    expect(() => sessionDates(calendar, DAY, DAY)).toThrow(expect.objectContaining({ code: "INVALID_CALENDAR" }));
  });

  test("an unknown time zone, by name", () => {
    expect(() => compileCalendar(venue({ timeZone: "Mars/Olympus" }))).toThrow(
      expect.objectContaining({ code: "UNKNOWN_TIME_ZONE", message: expect.stringContaining("Mars/Olympus") as string }),
    );
  });

  test("a date that does not exist", () => {
    expect(() => isSession(venue({ closures: { "2024-02-30": "No such day" } }), DAY)).toThrow(
      expect.objectContaining({ code: "INVALID_DATE" }),
    );
    expect(() => isSession(venue({ coverage: { from: "2020-13-01", to: "2030-12-31" } }), DAY)).toThrow(
      expect.objectContaining({ code: "INVALID_DATE" }),
    );
  });
});

describe("phases", () => {
  const calendar = venue({
    phases: [
      { name: "pre", start: "07:00", end: "open" },
      { name: "pre", from: "2024-07-01", start: "04:00", end: "open" },
      { name: "post", start: "close", end: "20:00", earlyCloseEnd: "17:00" },
    ],
    earlyCloses: [noon],
    lateOpens: [{ ...eleven, month: 7, day: 5 }],
    holidays: [{ ...holiday, day: 4 }],
  });

  function phasesOf(date: string): string[] {
    return sessionPhases(calendar, date).map(({ name, startMs, endMs }) => `${name} ${hours(startMs)}-${hours(endMs)}`);
  }
  const hours = (ms: number): string =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" }).format(ms);

  test("lie before the open and after the close", () => {
    expect(phasesOf("2024-07-02")).toEqual(["pre 04:00-09:30", "post 16:00-20:00"]);
  });

  test("have the times of their date", () => {
    expect(phasesOf("2024-06-28")).toEqual(["pre 07:00-09:30", "post 16:00-20:00"]);
  });

  test("move with an early close and a late open", () => {
    expect(phasesOf("2024-07-03")).toEqual(["pre 04:00-09:30", "post 12:00-17:00"]);
    expect(phasesOf("2024-07-05")).toEqual(["pre 04:00-11:00", "post 16:00-20:00"]);
  });

  test("of a date without a session are none: it is refused", () => {
    expect(() => sessionPhases(calendar, "2024-07-04")).toThrow(expect.objectContaining({ code: "NOT_A_SESSION" }));
  });

  test("are none where the calendar names none", () => {
    expect(sessionPhases(venue(), "2024-07-02")).toEqual([]);
  });
});
