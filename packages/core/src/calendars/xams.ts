/** Euronext Amsterdam. Hours and days: https://www.euronext.com/en/trade/trading-hours-holidays. History: docs/sources/euronext.md. Checked 2026-11-21. */
import { BOXING_DAY, CHRISTMAS_DAY, EASTER_MONDAY, GOOD_FRIDAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XAMS: CalendarDefinition = {
  name: "XAMS",
  title: "Euronext Amsterdam",
  mic: "XAMS",
  aliases: ["EURONEXT_AMSTERDAM"],
  timeZone: "Europe/Amsterdam",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2012-05-18" },
  hours: [{ segments: [["09:00", "17:30"]] }],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY,
    { name: "Queen's Day", kind: "fixed", month: 4, day: 30, to: 2001 },
    { name: "Labour Day", kind: "fixed", month: 5, day: 1, from: 2002 },
    { name: "Ascension Day", kind: "easter", days: 39, to: 2000 },
    { name: "Whit Monday", kind: "easter", days: 50, to: 2001 },
    CHRISTMAS_DAY, BOXING_DAY,
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, to: 2001 },
  ],
  closures: {
    "1994-12-30": "Last weekday of the year",
    "1995-05-05": "Liberation Day, 50 years",
    "1995-12-29": "Last weekday of the year",
  },
  earlyCloses: [
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "14:05" },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, close: "14:05", from: 2002 },
  ],
  phases: [
    { name: "closing-auction", from: "2014-01-01", start: "17:30", end: "17:35", earlyCloseStart: "14:00", earlyCloseEnd: "14:05" },
    { name: "trading-at-last", from: "2014-01-01", start: "17:35", end: "17:40", earlyCloseStart: "14:05", earlyCloseEnd: "14:05" },
  ],
  interruptions: {
    "2014-03-11": [{ name: "Fault of the market data", start: "12:15", end: "13:10", source: "Bloomberg 2014-03-11" }],
    "2020-10-19": [{ name: "Fault of the trading platform; no closing auction, trades after 17:30 cancelled", start: "09:48", end: "12:45", source: "Euronext on the market status of 2020-10-19; AFP" }],
  },
};
