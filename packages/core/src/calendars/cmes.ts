/**
 * CME Group as exchange_calendars has it: one calendar for all products, 17:00 to 17:00 without a pause. No product keeps these hours; take the
 * calendar of the product group (`CME_EQUITY`, `CME_RATES` …) where you know it. Source: exchange_calendars' CMES · docs/sources/cme.md
 * · checked 2026-11-20
 */
import { US_CHRISTMAS, US_NEW_YEARS_DAY } from "../calendar/holidays/us.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CMES: CalendarDefinition = {
  name: "CMES",
  title: "CME Group, all products (17:00 to 17:00)",
  aliases: ["CME", "CBOT", "COMEX", "NYMEX", "CME_GROUP", "CME Group"],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["17:00-1d", "17:00"]] }],
  holidays: [US_NEW_YEARS_DAY, GOOD_FRIDAY, US_CHRISTMAS],
  closures: { "1994-04-27": "Day of mourning for President Nixon" },
  specialHours: {
    "2004-06-11": { name: "Day of mourning for President Reagan", segments: [["17:00-1d", "08:00"]], source: "CME release of June 2004 (mondovisione.com)" },
  },
  earlyCloses: [
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "12:00", from: 1998 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "12:00" },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "12:00" },
    { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", close: "12:00", from: 2022 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:00" },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "12:00" },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "12:00" },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:00", from: 1993 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:00" },
  ],
};
