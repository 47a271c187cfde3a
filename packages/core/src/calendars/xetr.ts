/** Xetra, Frankfurt Stock Exchange. Hours and non-trading days: https://www.cashmarket.deutsche-boerse.com/cash-en/trading/trading-calendar-and-trading-hours; Deutsche Börse circular 052/25. History: docs/sources/germany.md. Checked 2026-11-21. */
import {
  DE_ASCENSION_DAY_TO_1999, DE_CORPUS_CHRISTI_TO_1999, DE_REFORMATION_DAY_2017, DE_REPENTANCE_DAY_TO_1994, DE_UNITY_DAY_2000,
  DE_UNITY_DAY_2014_TO_2021, DE_UNITY_DAY_TO_1999, DE_WHIT_MONDAY_2007, DE_WHIT_MONDAY_2015_TO_2021, DE_WHIT_MONDAY_TO_1999,
} from "../calendar/holidays/germany.js";
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XETR: CalendarDefinition = {
  name: "XETR",
  title: "Xetra",
  mic: "XETR",
  aliases: ["XETRA"],
  timeZone: "Europe/Berlin",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "1999-09-20" },
  hours: [
    { segments: [["08:30", "17:00"]], source: "manager-magazin 1999, on the shift by half an hour" },
    { from: "1999-09-20", segments: [["09:00", "17:30"]], source: "manager-magazin 1999, after Deutsche Börse" },
    { from: "2000-06-02", segments: [["09:00", "20:00"]], source: "Die Welt 2000; Deutsche Welle 2003-11-03" },
    { from: "2003-11-03", segments: [["09:00", "17:30"]], source: "Deutsche Welle and Stern 2003-11-03" },
  ],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
    DE_ASCENSION_DAY_TO_1999, DE_WHIT_MONDAY_TO_1999, DE_WHIT_MONDAY_2007, DE_WHIT_MONDAY_2015_TO_2021, DE_CORPUS_CHRISTI_TO_1999,
    DE_UNITY_DAY_TO_1999, DE_UNITY_DAY_2000, DE_UNITY_DAY_2014_TO_2021, DE_REPENTANCE_DAY_TO_1994, DE_REFORMATION_DAY_2017,
  ],
  earlyCloses: [
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 30, from: 2000, close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 29, from: 2000, onWeekdays: [5], close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 28, from: 2000, onWeekdays: [5], close: "14:00" },
  ],
  phases: [
    // Early trading of the retail service.
    { name: "pre", from: "2025-12-01", start: "08:00", end: "08:55" },
    { name: "opening-auction", from: "2012-01-01", start: "08:50", end: "open" },
    { name: "opening-auction", from: "2025-12-01", start: "08:55", end: "open" },
    { name: "closing-auction", from: "2003-11-03", start: "close", end: "17:35", earlyCloseEnd: "14:05" },
    { name: "trading-at-last", from: "2020-11-24", start: "17:35", end: "17:45", earlyCloseStart: "14:05", earlyCloseEnd: "14:15" },
    { name: "trading-at-last", from: "2025-12-01", start: "17:35", end: "17:40", earlyCloseStart: "14:05", earlyCloseEnd: "14:10" },
    // Late trading of the retail service; on the last trading day of the year nothing is known of it.
    { name: "post", from: "2025-12-01", start: "17:40", end: "22:00", earlyCloseStart: "14:10", earlyCloseEnd: "14:10" },
  ],
  interruptions: {
    "2020-04-14": [
      { name: "Fault of the T7 trading system", start: "09:25", end: "14:05", source: "dpa-AFX, FAZ and Tagesspiegel 2020-04-14" },
    ],
    "2020-07-01": [
      { name: "Fault of the T7 trading system", start: "09:00", end: "12:00", source: "dpa-AFX, Bloomberg and vol.at 2020-07-01" },
    ],
  },
};
