/** A calendar written by hand is refused with the path to its first fault; every shipped one is sound. */

import { describe, expect, test } from "vitest";
import { calendarEntries } from "../../src/calendars/lookup.js";
import { type CalendarDefinition, defineCalendar, OpenbellError } from "../../src/index.js";

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
  ["holidays[0]", { holidays: [{ name: "Moon", kind: "dates", dates: ["2024-1-1"] }] }],
  ["earlyCloses[0].close", { earlyCloses: [{ name: "Eve", kind: "fixed", month: 12, day: 24, close: "25:00" }] }],
  ["lateOpens[0].open", { lateOpens: [{ name: "Day", kind: "fixed", month: 12, day: 24, open: "noon" }] }],
  ["phases[0]", { phases: [{ name: "pre", start: "7", end: "open" }] }],
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

  test.each(calendarEntries().map((entry) => [entry.name, entry] as const))("finds no fault in %s", async (_, entry) => {
    const definition = await entry.load();
    expect(defineCalendar(definition)).toBe(definition);
  });
});
