/** A calendar written by hand is refused with the path to its first fault; every shipped one is sound, see test/calendars/all.test.ts. */

import { describe, expect, test } from "vitest";
import {
  type CalendarDefinition,
  type Closure,
  defineCalendar,
  type Observance,
  OpenbellError,
  type SegmentHours,
  type SpecialHours,
} from "../../src/index.js";

const sound: CalendarDefinition = {
  name: "DESK",
  title: "A desk",
  aliases: ["OFFICE"],
  timeZone: "Europe/Zurich",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "2020-01-01", to: "2026-12-31" },
  hours: [
    {
      segments: [
        ["08:00", "12:00"],
        ["13:00", "17:00"],
      ],
    },
    { from: "2024-01-01", segments: [["08:00", "16:00"]], maintenance: [{ weekday: 3, start: "10:00", end: "11:00" }] },
  ],
  holidays: [{ name: "Founders' day", kind: "fixed", month: 3, day: 3 }],
  closures: { "2024-05-24": "Outing" },
  earlyCloses: [{ name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "12:00" }],
  lateOpens: [{ name: "Ash Wednesday", kind: "easter", days: -46, open: "10:00" }],
  specialHours: { "2024-06-03": { name: "Stocktaking", segments: [["10:00", "11:00"]] } },
  extraSessions: { "2024-06-01": { name: "Open day" } },
  phases: [{ name: "pre", start: "07:00", end: "open" }],
};

const rule = { name: "Day", kind: "fixed", month: 5, day: 1 } as const;
const day: readonly SegmentHours[] = [["09:00", "12:00"]];
const known = { from: "2024-01-01", to: "2024-12-31" };

/** A fault, and the path that the error names. */
const faults: [path: string, fault: Partial<CalendarDefinition>][] = [
  ["name", { name: "" }],
  ["aliases[1]", { aliases: ["A", "A"] }],
  ["aliases[0]", { aliases: ["DESK"] }],
  ["timeZone", { timeZone: "Mars/Olympus" }],
  ["weekdays", { weekdays: [] }],
  ["weekdays[1]", { weekdays: [1, 1] }],
  ["weekdays[0]", { weekdays: [0 as 1] }],
  ["coverage", { coverage: { from: "2024-01-02", to: "2024-01-01" } }],
  ["coverage.to", { coverage: { from: "2024-01-02", to: "2024-13-01" } }],
  ["hours", { hours: [] }],
  ["hours[0].segments", { hours: [{ segments: [] }] }],
  ["hours[0].segments[0]", { hours: [{ segments: [["9:00", "12:00"]] }] }],
  ["hours[0].segments[0]", { hours: [{ segments: [["12:00", "09:00"]] }] }],
  [
    "hours[0].segments[1]",
    {
      hours: [
        {
          segments: [
            ["09:00", "12:00"],
            ["11:00", "13:00"],
          ],
        },
      ],
    },
  ],
  ["hours[1].from", { hours: [{ segments: [["09:00", "12:00"]] }, { segments: [["09:00", "12:00"]] }] }],
  [
    "hours[2].from",
    {
      hours: [
        { segments: [["09:00", "12:00"]] },
        { from: "2024-02-01", segments: [["09:00", "12:00"]] },
        { from: "2024-01-01", segments: [["09:00", "12:00"]] },
      ],
    },
  ],
  ["hours[0].byWeekday[5][0]", { hours: [{ segments: [["09:00", "12:00"]], byWeekday: { 5: [["12:00", "12:00"]] } }] }],
  ["hours[0].maintenance[0]", { hours: [{ segments: [["09:00", "12:00"]], maintenance: [{ weekday: 1, start: "10:00", end: "10:00" }] }] }],
  ['closures["2024-02-30"]', { closures: { "2024-02-30": "Nothing" } }],
  ['closures["2024-05-24"]', { closures: { "2024-05-24": "" } }],
  ['specialHours["2024-05-24"]', { specialHours: { "2024-05-24": { name: "Twice", segments: [["09:00", "10:00"]] } } }],
  ['extraSessions["2024-06-03"]', { extraSessions: { "2024-06-03": { name: "Twice" } } }],
  ["holidays[0]", { holidays: [{ name: "", kind: "fixed", month: 1, day: 1 }] }],
  ["holidays[0].dates[0]", { holidays: [{ name: "Moon", kind: "dates", dates: ["2024-1-1"] }] }],
  ["holidays[0].dates[1]", { holidays: [{ name: "Moon", kind: "dates", dates: ["2024-02-10", "2023-01-22"] }] }],
  ["holidays[0].dates[2]", { holidays: [{ name: "Moon", kind: "dates", dates: ["2023-01-22", "2024-02-10", "2024-02-10"] }] }],
  ["earlyCloses[0].dates[1]", { earlyCloses: [{ name: "Moon", kind: "dates", dates: ["2024-02-10", "2024-02-09"], close: "12:00" }] }],
  [
    "lateOpens[0].of.dates[1]",
    { lateOpens: [{ name: "Moon", kind: "relative", of: { kind: "dates", dates: ["2024-02-10", "2024-02-10"] }, days: 1, open: "10:00" }] },
  ],
  ["holidays[1].kind", { holidays: [rule, { ...rule, kind: "moon" as "fixed" }] }],
  ["holidays[0].month", { holidays: [{ ...rule, month: 13 }] }],
  ["holidays[0].day", { holidays: [{ ...rule, month: 2, day: 30 }] }],
  ["holidays[0].day", { holidays: [{ ...rule, day: 0 }] }],
  ["holidays[0].observance", { holidays: [{ ...rule, observance: "nearest" as "next-monday" }] }],
  ["holidays[0].observance", { holidays: [{ ...rule, observance: [0, 0, 0, 0, 0, -1] as unknown as Observance }] }],
  ["holidays[0].observance", { holidays: [{ ...rule, observance: [0, 0, 0, 0, 0, 0, 0.5] }] }],
  ["holidays[0].nth", { holidays: [{ name: "Monday", kind: "nth-weekday", month: 5, weekday: 1, nth: 0 }] }],
  ["holidays[0].nth", { holidays: [{ name: "Monday", kind: "nth-weekday", month: 5, weekday: 1, nth: 6 }] }],
  ["holidays[0].weekday", { holidays: [{ name: "Monday", kind: "nth-weekday", month: 5, weekday: 0 as 1, nth: 1 }] }],
  [
    "holidays[0].side",
    { holidays: [{ name: "Monday", kind: "weekday-near", month: 5, day: 1, weekday: 1, side: "after" as "on-or-after" }] },
  ],
  ["holidays[0].days", { holidays: [{ name: "Easter", kind: "easter", days: 0.5 }] }],
  ["holidays[0].of.month", { holidays: [{ name: "Day after", kind: "relative", of: { ...rule, month: 0 }, days: 1 }] }],
  ["holidays[0].from", { holidays: [{ ...rule, from: "2024-1-1" }] }],
  ["holidays[0].to", { holidays: [{ ...rule, to: "2024-02-30" }] }],
  ["holidays[0].onWeekdays[0]", { holidays: [{ ...rule, onWeekdays: [8 as 1] }] }],
  ["earlyCloses[0].close", { earlyCloses: [{ name: "Eve", kind: "fixed", month: 12, day: 24, close: "25:00" }] }],
  ["lateOpens[0].open", { lateOpens: [{ name: "Day", kind: "fixed", month: 12, day: 24, open: "noon" }] }],
  ["phases[0]", { phases: [{ name: "pre", start: "7", end: "open" }] }],
  ["phases[0]", { phases: [{ name: "", start: "07:00", end: "open" }] }],
  [
    "phases[1].from",
    {
      phases: [
        { name: "pre", start: "07:00", end: "open" },
        { name: "pre", from: "2024-1-1", start: "07:00", end: "open" },
      ],
    },
  ],
  ["phases[0].to", { phases: [{ name: "pre", to: "2024-06-31", start: "07:00", end: "open" }] }],
  ["phases[0].weekdays[1]", { phases: [{ name: "pre", weekdays: [1, 1], start: "07:00", end: "open" }] }],
  ["earlyCloses[0].close", { earlyCloses: [{ name: "Eve", kind: "fixed", month: 12, day: 24, close: "12:00@America/New_York" }] }],
  ["lateOpens[0].open", { lateOpens: [{ name: "Ash Wednesday", kind: "easter", days: -46, open: "13:00@America/New_York" }] }],
  [
    "hours[0].maintenance[0]",
    { hours: [{ segments: [["09:00", "17:00"]], maintenance: [{ weekday: 1, start: "10:00@Asia/Tokyo", end: "11:00@Asia/Tokyo" }] }] },
  ],
  ['interruptions["2024-02-29"][0]', { interruptions: { "2024-02-29": [{ name: "Outage", start: "10:00@Asia/Tokyo", end: "11:00" }] } }],
  ["phases[0]", { phases: [{ name: "pre", start: "07:00@Asia/Nowhere", end: "open" }] }],
  ['interruptions["2024-02-30"]', { interruptions: { "2024-02-30": [{ name: "Outage", start: "10:00", end: "11:00" }] } }],
  ['interruptions["2024-02-29"]', { interruptions: { "2024-02-29": { name: "Outage" } as unknown as [] } }],
  ['interruptions["2024-02-29"][0]', { interruptions: { "2024-02-29": [{ name: "Outage", start: "11:00", end: "10:00" }] } }],
  ['interruptions["2024-02-29"][0]', { interruptions: { "2024-02-29": [{ name: "Outage", start: "11:00", end: "11:00" }] } }],
  ['interruptions["2024-02-29"][0]', { interruptions: { "2024-02-29": [{ name: "Outage", start: "11", end: "12:00" }] } }],
  [
    'interruptions["2024-02-29"][1]',
    {
      interruptions: {
        "2024-02-29": [
          { name: "Outage", start: "11:00", end: "12:00" },
          { name: "", start: "13:00", end: "14:00" },
        ],
      },
    },
  ],
  ["coverage", { coverage: { from: "2026-12-31", to: "2020-01-01" } }],
  ["coverage.from", { coverage: { from: "2024-02-30", to: "2025-01-01" } }],
  ["coverage.hoursFrom", { coverage: { ...known, hoursFrom: "2024" } }],
  [
    "hours[1].from",
    {
      hours: [
        { from: "2024-02-01", segments: day },
        { from: "2024-02-01", segments: day },
      ],
    },
  ],
  ["hours[0].weekdays[0]", { hours: [{ weekdays: [9 as 1], segments: day }] }],
  ["hours[0].byWeekday[0]", { hours: [{ byWeekday: { 8: day } as object, segments: day }] }],
  ["hours[0].maintenance[0].weekday[0]", { hours: [{ maintenance: [{ weekday: 0 as 1, start: "10:00", end: "11:00" }], segments: day }] }],
  [
    "hours[0].maintenance[1]",
    {
      hours: [
        {
          maintenance: [
            { weekday: 1, start: "10:00", end: "11:00" },
            { weekday: 1, start: "09:00", end: "09:30" },
          ],
          segments: day,
        },
      ],
    },
  ],
  ["hours[0].season.segments[0]", { hours: [{ season: { months: [1], segments: [["12:00", "09:00"]] }, segments: day }] }],
  ["hours[0].season.months[1]", { hours: [{ season: { months: [1, 13], segments: day }, segments: day }] }],
  ["hours[0].segments[0]", { hours: [{ segments: [["09:00@Mars/Olympus", "12:00"]] }] }],
  [
    "hours[0].segments[1]",
    {
      hours: [
        {
          segments: [
            ["09:00", "10:00"],
            ["previous-close", "12:00"],
          ],
        },
      ],
    },
  ],
  ["hours[0].segments[0]", { hours: [{ segments: ["09:00-12:00"] as unknown as SegmentHours[] }] }],
  ['specialHours["2024-06-03"].segments', { specialHours: { "2024-06-03": { name: "Stocktaking" } as unknown as SpecialHours } }],
  [
    'specialHours["2024-06-03"].segments[1]',
    {
      specialHours: {
        "2024-06-03": {
          name: "Overlap",
          segments: [
            ["10:00", "11:00"],
            ["10:59", "12:00"],
          ],
        },
      },
    },
  ],
  [
    'specialHours["2024-06-03"].segments[0]',
    { specialHours: { "2024-06-03": { name: "By another clock", segments: [["10:00@UTC", "11:00"]] } } },
  ],
  ['extraSessions["2024-06-01"]', { extraSessions: { "2024-06-01": { name: "" } } }],
  ['closures["2024-05-24"]', { closures: { "2024-05-24": { name: "" } } }],
  ['closures["2024-05-24"]', { closures: { "2024-05-24": { source: "press" } as Closure } }],
  ["2024-12-24", { earlyCloses: [{ name: "Before the open", kind: "dates", dates: ["2024-12-24"], close: "07:00" }] }],
  ["2020-01-02", { hours: [{ segments: [["23:00-1d", "23:30"]] }] }],
];

describe("defineCalendar", () => {
  test("gives a sound definition back as it is", () => {
    expect(defineCalendar(sound)).toBe(sound);
  });

  test.each(faults)("refuses and names %s: %j", (path, fault) => {
    let error: unknown;
    try {
      defineCalendar({ ...sound, ...fault });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(OpenbellError);
    expect((error as OpenbellError).code).toBe("INVALID_CALENDAR");
    expect((error as OpenbellError).details["path"]).toBe(path);
    expect((error as OpenbellError).message).toContain(`Calendar ${fault.name ?? "DESK"}: ${path} `);
  });

  test.each<[what: string, facts: Partial<CalendarDefinition>]>([
    [
      "segments that touch",
      {
        hours: [
          {
            segments: [
              ["09:00", "12:00"],
              ["12:00", "17:00"],
            ],
          },
        ],
      },
    ],
    [
      "a first segment that opens at the previous close",
      {
        hours: [
          {
            segments: [
              ["previous-close", "12:00"],
              ["13:00", "17:00"],
            ],
          },
        ],
      },
    ],
    ["a session over midnight", { hours: [{ segments: [["20:00-1d", "18:00"]] }] }],
    ["hours by another place's clock", { hours: [{ segments: [["09:30@Europe/London", "16:00@Europe/London"]] }] }],
    ["a season of hours", { hours: [{ season: { months: [6, 7, 8], segments: day }, segments: day }] }],
    [
      "windows of maintenance on two days",
      {
        hours: [
          {
            maintenance: [
              { weekday: 6, start: "10:00", end: "11:00" },
              { weekday: 1, start: "09:00", end: "09:30" },
            ],
            segments: day,
          },
        ],
      },
    ],
    [
      "windows that touch",
      {
        hours: [
          {
            maintenance: [
              { weekday: 1, start: "09:00", end: "09:30" },
              { weekday: 1, start: "09:30", end: "09:40" },
            ],
            segments: day,
          },
        ],
      },
    ],
    ["leap days", { holidays: [{ ...rule, month: 2, day: 29 }] }],
    ["a tuple of observances", { holidays: [{ ...rule, observance: [0, -1, -2, -3, 3, 2, 1] }] }],
    [
      "dates in order, also before and after what is known",
      { holidays: [{ name: "Moon", kind: "dates", dates: ["1970-01-01", "2024-02-10", "2050-01-01"] }] },
    ],
    ["no dates at all", { holidays: [{ name: "Moon", kind: "dates", dates: [] }] }],
    ["closures with and without a source", { closures: { "2024-05-24": { name: "Outing", source: "memo" }, "2024-05-27": "Another" } }],
    [
      "two halts of one day",
      {
        interruptions: {
          "2024-05-28": [
            { name: "A", start: "10:00", end: "11:00" },
            { name: "B", start: "09:00", end: "09:30" },
          ],
        },
      },
    ],
    ["coverage of one day", { coverage: { from: "2024-01-02", to: "2024-01-02" } }],
    ["an empty list of aliases", { aliases: [] }],
  ])("accepts %s", (_, facts) => {
    const calendar = { ...sound, ...facts };
    expect(defineCalendar(calendar)).toBe(calendar);
  });

  test("says what is wrong, where, and what would be right", () => {
    const message = (facts: Partial<CalendarDefinition>): string => {
      try {
        defineCalendar({ ...sound, ...facts });
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    };
    expect(message({ holidays: [{ name: "Moon", kind: "dates", dates: ["2024-02-10", "2023-01-22"] }] })).toBe(
      "Calendar DESK: holidays[0].dates[1] is not after the date before it: 2023-01-22",
    );
    expect(message({ timeZone: "Mars/Olympus" })).toMatch(/^Calendar DESK: timeZone is wrong: Unknown time zone "Mars\/Olympus"/);
    expect(message({ coverage: { from: "2024-01-02", to: "2024-01-01" } })).toBe("Calendar DESK: coverage ends before it begins");
    expect(message({ aliases: ["A", "B", "A"] })).toBe('Calendar DESK: aliases[2] is there twice: "A"');
    expect(
      message({
        hours: [
          {
            segments: [
              ["09:00", "12:00"],
              ["11:00", "13:00"],
            ],
          },
        ],
      }),
    ).toBe("Calendar DESK: hours[0].segments[1] overlaps the segment before it");
    expect(message({ hours: [{ segments: day }, { from: "2024-02-01", segments: day }, { from: "2023-02-01", segments: day }] })).toBe(
      "Calendar DESK: hours[2].from is not after the period before it",
    );
    expect(message({ holidays: [{ ...rule, observance: "nearest" as "next-monday" }] })).toBe(
      "Calendar DESK: holidays[0].observance is neither seven numbers of days nor one of nearest-weekday, sunday-to-monday, next-monday, next-monday-or-tuesday: nearest",
    );
    expect(message({ holidays: [{ ...rule, month: 13 }] })).toBe("Calendar DESK: holidays[0].month is not a whole number from 1 to 12: 13");
  });

  test("keeps the error behind the fault", () => {
    try {
      defineCalendar({ ...sound, closures: { "2024-02-30": "No such day" } });
      expect.unreachable();
    } catch (error) {
      expect((error as Error).cause).toMatchObject({ code: "INVALID_DATE" });
    }
  });
});
