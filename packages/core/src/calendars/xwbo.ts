/** Wiener Börse. Hours: https://www.wienerborse.at/en/trading/trading-information/trading-hours/; holidays: https://www.wienerborse.at/en/trading/trading-information/trading-calendar/. History: docs/sources/xwbo.md. Checked 2026-11-21. */
import { CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XWBO: CalendarDefinition = {
  name: "XWBO",
  title: "Vienna Stock Exchange",
  mic: "XWBO",
  aliases: ["WBAG"],
  timeZone: "Europe/Vienna",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2003-01-01" },
  hours: [
    { segments: [["09:20", "17:30"]], source: "Wiener Börse, longer hours from 2009-01-02, on the hours before; bankdirekt.at 2003" },
    { from: "2009-01-02", segments: [["09:00", "17:30"]], source: "Wiener Börse, longer hours from 2009-01-02" },
  ],
  // Since 2019 the exchange trades on six church holidays (Wiener Börse 2018-09-10), since 2023 on Whit Monday too.
  holidays: [
    NEW_YEARS_DAY,
    { name: "Epiphany", kind: "fixed", month: 1, day: 6, to: 2018 },
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    { name: "Ascension Day", kind: "easter", days: 39, to: 2018 },
    { name: "Whit Monday", kind: "easter", days: 50, to: 2022 },
    { name: "Corpus Christi", kind: "easter", days: 60, to: 2018 },
    { name: "Assumption Day", kind: "fixed", month: 8, day: 15, to: 2018 },
    { name: "National Day", kind: "fixed", month: 10, day: 26 },
    { name: "All Saints' Day", kind: "fixed", month: 11, day: 1, to: 2018 },
    { name: "Immaculate Conception", kind: "fixed", month: 12, day: 8, to: 2018 },
    CHRISTMAS_EVE,
    CHRISTMAS_DAY,
    { name: "St Stephen's Day", kind: "fixed", month: 12, day: 26 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, observance: [0, 0, 0, 0, 0, -1, -2], to: 2011 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, from: 2012 },
  ],
  earlyCloses: [
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 30, from: 2017, close: "14:15" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 29, from: 2017, onWeekdays: [5], close: "14:15" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 28, from: 2017, onWeekdays: [5], close: "14:15" },
  ],
  phases: [
    { name: "opening-auction", from: "2020-12-01", start: "08:55", end: "open" },
    { name: "intraday-auction", from: "2020-12-01", start: "12:00", end: "12:03" },
    { name: "closing-auction", from: "2020-12-01", start: "close", end: "17:35", earlyCloseEnd: "14:20" },
    { name: "trading-at-last", from: "2020-12-01", start: "17:35", end: "17:45", earlyCloseStart: "14:20", earlyCloseEnd: "14:30" },
  ],
  interruptions: {
    "2020-04-14": [
      { name: "Fault of the T7 trading system", start: "09:25", end: "14:00", source: "dpa-AFX, Aktien Wien Schluss 2020-04-14" },
    ],
    "2020-07-01": [
      { name: "Fault of the T7 trading system, ATX not started", start: "09:00", end: "12:00", source: "Reuters and vol.at 2020-07-01" },
    ],
  },
};
