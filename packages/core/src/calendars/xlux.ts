/** Luxembourg Stock Exchange. Hours and days: https://www.bourse.lu/closing-days and the markets' trading manual. History: docs/sources/xlux.md. Checked 2026-11-21. */
import { BOXING_DAY, CHRISTMAS_DAY, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

/** The session includes the closing auction and the trading at last. */
export const XLUX: CalendarDefinition = {
  name: "XLUX",
  title: "Luxembourg Stock Exchange",
  mic: "XLUX",
  aliases: ["LUXSE"],
  timeZone: "Europe/Luxembourg",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2017-01-01" },
  hours: [{ segments: [["09:00", "17:40"]] }],
  holidays: [NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, CHRISTMAS_DAY, BOXING_DAY],
  earlyCloses: [
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "14:05" },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, close: "14:05" },
  ],
};
