/** Euronext Brussels. Hours and days: https://www.euronext.com/en/trade/trading-hours-holidays. History: docs/sources/euronext.md. Checked 2026-11-21. */
import { BOXING_DAY, CHRISTMAS_DAY, EASTER_MONDAY, LABOUR_DAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XBRU: CalendarDefinition = {
  name: "XBRU",
  title: "Euronext Brussels",
  mic: "XBRU",
  aliases: ["EURONEXT_BRUSSELS"],
  timeZone: "Europe/Brussels",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2001-05-21" },
  hours: [{ segments: [["09:00", "17:30"]], source: "Euronext Brussels release of 2001-05-14 (mondovisione.com)" }],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Good Friday", kind: "easter", days: -2, except: [1993] },
    EASTER_MONDAY, LABOUR_DAY,
    { name: "Ascension Day", kind: "easter", days: 39, to: 2000 },
    { name: "Whit Monday", kind: "easter", days: 50, to: 2001 },
    { name: "National Day", kind: "fixed", month: 7, day: 21, to: 2000 },
    { name: "Assumption Day", kind: "fixed", month: 8, day: 15, to: 1999 },
    { name: "All Saints' Day", kind: "fixed", month: 11, day: 1, to: 1999 },
    { name: "Armistice Day", kind: "fixed", month: 11, day: 11, to: 1999 },
    CHRISTMAS_DAY, BOXING_DAY,
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, to: 2001 },
  ],
  closures: {
    "1991-05-10": "Bridge day after Ascension Day",
    "1991-07-22": "National Day, on a Sunday that year",
    "1992-05-29": "Bridge day after Ascension Day",
    "1992-07-20": "Bridge day before National Day",
    "1992-08-17": "Assumption Day, on a Saturday that year",
    "1992-11-02": "All Saints' Day, on a Sunday that year",
    "1993-05-21": "Bridge day after Ascension Day",
    "1993-08-16": "Assumption Day, on a Sunday that year",
    "1993-12-27": "Boxing Day, on a Sunday that year",
    "1994-05-02": "Labour Day, on a Sunday that year",
    "1994-05-13": "Bridge day after Ascension Day",
    "1995-01-02": "New Year's Day, on a Sunday that year",
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
