/** Euronext Lisbon. Hours and days: https://www.euronext.com/en/trade/trading-hours-holidays. History: docs/sources/euronext.md. Checked 2026-11-21. */
import { BOXING_DAY, CHRISTMAS_DAY, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

/** Lisbon time is an hour behind Paris, so that the common Euronext day is 08:00 to 16:30 here. */
export const XLIS: CalendarDefinition = {
  name: "XLIS",
  title: "Euronext Lisbon",
  mic: "XLIS",
  aliases: ["EURONEXT_LISBON"],
  timeZone: "Europe/Lisbon",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2012-05-18" },
  hours: [{ segments: [["08:00", "16:30"]] }],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Carnival", kind: "easter", days: -47, to: 2002 },
    GOOD_FRIDAY, EASTER_MONDAY,
    { name: "Freedom Day", kind: "fixed", month: 4, day: 25, to: 2002 },
    LABOUR_DAY,
    { name: "Corpus Christi", kind: "easter", days: 60, to: 2002 },
    { name: "Portugal Day", kind: "fixed", month: 6, day: 10, to: 2002 },
    { name: "Saint Anthony's Day", kind: "fixed", month: 6, day: 13, to: 2001 },
    { name: "Assumption Day", kind: "fixed", month: 8, day: 15, to: 2002 },
    { name: "Republic Day", kind: "fixed", month: 10, day: 5, to: 2002 },
    { name: "All Saints' Day", kind: "fixed", month: 11, day: 1, to: 2002 },
    { name: "Restoration of Independence", kind: "fixed", month: 12, day: 1, to: 2002 },
    { name: "Immaculate Conception", kind: "fixed", month: 12, day: 8, to: 2002 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, to: 2002 },
    CHRISTMAS_DAY, BOXING_DAY,
  ],
  earlyCloses: [
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "13:05", from: 2003 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, close: "13:05" },
  ],
  phases: [
    { name: "closing-auction", from: "2014-01-01", start: "16:30", end: "16:35", earlyCloseStart: "13:00", earlyCloseEnd: "13:05" },
    { name: "trading-at-last", from: "2014-01-01", start: "16:35", end: "16:40", earlyCloseStart: "13:05", earlyCloseEnd: "13:05" },
  ],
  interruptions: {
    "2014-03-11": [{ name: "Fault of the market data", start: "11:15", end: "12:10", source: "Bloomberg 2014-03-11" }],
    "2020-10-19": [{ name: "Fault of the trading platform; no closing auction, trades after 16:30 cancelled", start: "08:48", end: "11:45", source: "Euronext on the market status of 2020-10-19; AFP" }],
  },
};
