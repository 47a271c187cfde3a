/** Eurex, euro fixed income futures (Bund, Bobl, Schatz, Buxl). Hours: https://www.eurex.com/ex-en/trade/trading-hours; holidays: https://www.eurex.com/ex-en/trade/trading-calendar/holiday-regulations. History: docs/sources/eurex.md. Checked 2026-11-21. */
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const EUREX_BOND: CalendarDefinition = {
  name: "EUREX_BOND",
  title: "Eurex, fixed income futures",
  aliases: ["EUREX_Bond", "EUREX_FIXED_INCOME"],
  timeZone: "Europe/Berlin",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2005-07-06" },
  hours: [
    { segments: [["08:00", "19:00"]], source: "Eurex 2005-07-06 and 2006-04-07 (Mondo Visione), on the hours before" },
    { from: "2005-11-21", segments: [["08:00", "22:00"]], source: "Eurex 2005-07-06" },
    {
      from: "2018-12-10",
      // 01:10 in winter, 02:10 in summer: Asia has no summer time.
      segments: [["08:10@Asia/Singapore", "22:00"]],
      source: "Eurex circular 088/18 and trading hours page: 01:10 CET, 02:10 CEST",
    },
  ],
  holidays: [NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE],
  specialHours: {
    "2000-12-29": { name: "Last trading day of the year", segments: [["08:00", "14:00"]], source: "bank notice of 2000-12-23" },
  },
  interruptions: {
    "2013-08-26": [{ name: "Clocks of the trading system out of step", start: "08:20", end: "09:30", source: "Reuters 2013-08-26" }],
    "2016-02-22": [{ name: "Failure of the T7 trading system", start: "11:00", end: "12:45", source: "Börsen-Zeitung 2016-02-23" }],
    "2020-04-14": [{ name: "Fault of the T7 trading system", start: "09:25", end: "13:50", source: "dpa-AFX and Tagesspiegel 2020-04-14" }],
    "2020-07-01": [{ name: "Fault of the T7 trading system", start: "08:47", end: "11:25", source: "Bloomberg 2020-07-01" }],
  },
};
