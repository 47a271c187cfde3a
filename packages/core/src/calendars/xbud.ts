/** Budapest Stock Exchange (continuous trading, without the closing auction). Hours and days: https://www.bse.hu. History: docs/sources/xbud.md. Checked 2026-11-21. */
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, LABOUR_DAY, NEW_YEARS_DAY, WHIT_MONDAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XBUD: CalendarDefinition = {
  name: "XBUD",
  title: "Budapest Stock Exchange",
  mic: "XBUD",
  aliases: [],
  timeZone: "Europe/Budapest",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2003-06-01" },
  hours: [
    { segments: [["09:00", "17:00"]] },
    { from: "2003-06-01", segments: [["09:00", "16:30"]], source: "Világgazdaság, May 2003; HVG 2009-09-30; Origo 2010-11-09" },
    { from: "2010-12-01", segments: [["09:00", "17:00"]], source: "Budapest Business Journal, November 2010" },
  ],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Bridge day before New Year's Day", kind: "fixed", month: 12, day: 31, onWeekdays: [1] },
    { name: "Bridge day after New Year's Day", kind: "fixed", month: 1, day: 2, onWeekdays: [5] },
    { name: "1848 Revolution Day", kind: "fixed", month: 3, day: 15 },
    { name: "Bridge day before 1848 Revolution Day", kind: "fixed", month: 3, day: 14, onWeekdays: [1] },
    { name: "Bridge day after 1848 Revolution Day", kind: "fixed", month: 3, day: 16, onWeekdays: [5] },
    { name: "Good Friday", kind: "easter", days: -2, from: 2012, source: "Profitline, April 2012" },
    EASTER_MONDAY, LABOUR_DAY,
    { name: "Bridge day before Labour Day", kind: "fixed", month: 4, day: 30, onWeekdays: [1] },
    { name: "Bridge day after Labour Day", kind: "fixed", month: 5, day: 2, onWeekdays: [5] },
    WHIT_MONDAY,
    { name: "St Stephen's Day, State Foundation Day", kind: "fixed", month: 8, day: 20 },
    { name: "Bridge day before St Stephen's Day", kind: "fixed", month: 8, day: 19, onWeekdays: [1] },
    { name: "Bridge day after St Stephen's Day", kind: "fixed", month: 8, day: 21, onWeekdays: [5] },
    { name: "1956 Revolution Day", kind: "fixed", month: 10, day: 23 },
    { name: "Bridge day before 1956 Revolution Day", kind: "fixed", month: 10, day: 22, onWeekdays: [1] },
    { name: "Bridge day after 1956 Revolution Day", kind: "fixed", month: 10, day: 24, onWeekdays: [5] },
    { name: "All Saints' Day", kind: "fixed", month: 11, day: 1, from: 1999 },
    { name: "Bridge day before All Saints' Day", kind: "fixed", month: 10, day: 31, onWeekdays: [1], from: 1999 },
    { name: "Bridge day after All Saints' Day", kind: "fixed", month: 11, day: 2, onWeekdays: [5], from: 1999 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY,
    { name: "Bridge day after Christmas", kind: "fixed", month: 12, day: 27, onWeekdays: [5], from: 2013 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, from: 2011 },
  ],
  specialHours: {
    "2020-03-02": { name: "Failure of the trading system, opening at 10:30", segments: [["10:30", "17:00"]], source: "Index 2020-03-02" },
  },
  phases: [
    { name: "opening-auction", from: "2003-06-01", start: "08:30", end: "09:00" },
    { name: "closing-auction", from: "2009-10-01", to: "2010-11-30", start: "16:30", end: "16:36" },
    { name: "trading-at-last", from: "2009-10-01", to: "2010-11-30", start: "16:36", end: "16:40" },
  ],
  interruptions: {
    "2020-04-14": [
      {
        name: "Failure of the trading system",
        start: "09:25", end: "14:30",
        source: "Portfolio 2020-07-01; dpa-AFX 2020-04-14 for its beginning",
      },
    ],
  },
};
