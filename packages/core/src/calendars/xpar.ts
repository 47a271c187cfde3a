/** Euronext Paris. Hours and days: https://www.euronext.com/en/trade/trading-hours-holidays. History: docs/sources/euronext.md. Checked 2026-11-21. */
import { CHRISTMAS_DAY, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XPAR: CalendarDefinition = {
  name: "XPAR",
  title: "Euronext Paris",
  mic: "XPAR",
  aliases: ["EURONEXT_PARIS"],
  timeZone: "Europe/Paris",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "1999-09-20" },
  hours: [
    { segments: [["10:00", "17:00"]], source: "Wall Street Italia 2000-03-31, on the hours before" },
    { from: "1999-09-20", segments: [["09:00", "17:00"]], source: "Wall Street Italia 2000-03-31" },
    { from: "2000-04-03", segments: [["09:00", "17:30"]], source: "Wall Street Italia 2000-03-31" },
  ],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY,
    { name: "Victory Day", kind: "fixed", month: 5, day: 8, to: 1998 },
    { name: "Ascension Day", kind: "easter", days: 39, to: 1998 },
    { name: "Whit Monday", kind: "easter", days: 50, to: 2001 },
    { name: "Bastille Day", kind: "fixed", month: 7, day: 14, to: 2000 },
    { name: "Assumption Day", kind: "fixed", month: 8, day: 15, to: 1999 },
    { name: "All Saints' Day", kind: "fixed", month: 11, day: 1, to: 1999 },
    { name: "Armistice Day", kind: "fixed", month: 11, day: 11, to: 1998 },
    CHRISTMAS_DAY,
    { name: "Boxing Day", kind: "fixed", month: 12, day: 26, from: 1998 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, from: 1998, to: 2001 },
  ],
  closures: {
    "1990-12-24": "Bridge day before Christmas Day",
    "1990-12-31": "Bridge day before New Year's Day",
    "1991-08-16": "Bridge day after Assumption Day",
    "1992-07-13": "Bridge day before Bastille Day",
    "1992-11-02": "All Saints' Day, on a Sunday that year",
    "1993-05-21": "Bridge day after Ascension Day",
    "1993-08-16": "Assumption Day, on a Sunday that year",
    "1994-07-15": "Bridge day after Bastille Day",
    "1994-10-31": "Bridge day before All Saints' Day",
    "1995-01-02": "New Year's Day, on a Sunday that year",
    "1995-08-14": "Bridge day before Assumption Day",
    "1996-08-16": "Bridge day after Assumption Day",
    "1997-11-10": "Bridge day before Armistice Day",
    "1998-07-13": "Bridge day before Bastille Day",
    "1998-12-24": "Christmas Eve, before the change to the euro",
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
