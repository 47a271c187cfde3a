/** Nasdaq Helsinki. Hours: OMX release of 2004 (mondovisione.com); days: http://www.nasdaqomxnordic.com/tradinghours. History: docs/sources/nasdaq-nordic.md. Checked 2026-11-21. */
import { MIDSUMMER_EVE } from "../calendar/holidays/nordic.js";
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XHEL: CalendarDefinition = {
  name: "XHEL",
  title: "Nasdaq Helsinki",
  mic: "XHEL",
  aliases: ["NASDAQ_HELSINKI"],
  timeZone: "Europe/Helsinki",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2004-09-27" },
  hours: [{ segments: [["10:00", "18:30"]], source: "OMX releases of 2004, of 2004-09-15 for the date" }],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Epiphany", kind: "fixed", month: 1, day: 6, from: 1992 },
    GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY,
    { name: "Ascension Day", kind: "easter", days: 39, from: 1992, source: "Kotimaa24: kept on a Saturday from 1973 to 1991" },
    MIDSUMMER_EVE,
    { name: "Independence Day", kind: "fixed", month: 12, day: 6 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  specialHours: {
    "2018-04-18": {
      name: "Fire alarm in the data centre, opening at 15:10",
      segments: [["15:10", "18:30"]],
      source: "Nasdaq notice of 2018-04-18 (finanznachrichten.de); Bloomberg",
    },
  },
  phases: [
    { name: "opening-auction", from: "2004-09-27", start: "09:45", end: "10:00" },
    { name: "closing-auction", from: "2004-09-27", start: "18:20", end: "18:30" },
    { name: "closing-auction", from: "2010-02-08", start: "18:25", end: "18:30" },
  ],
  interruptions: {
    "2019-11-01": [
      { name: "Lost connections", start: "12:00", end: "14:00", source: "Realtid 2019-11-04, Reuters 2019-11-01" },
      { name: "Lost connections again, a few minutes after the restart", start: "14:05", end: "17:15", source: "Reuters 2019-11-01" },
    ],
    "2025-07-29": [
      {
        name: "Fault of order data: trades after 18:00:08 cancelled, no closing auction",
        start: "18:00", end: "18:30",
        source: "The TRADE 2025-07-30, Finansavisen 2025-07-30",
      },
    ],
  },
};
