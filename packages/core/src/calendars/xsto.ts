/** Nasdaq Stockholm. Hours: OMX release of 2004 (mondovisione.com); days: http://www.nasdaqomxnordic.com/tradinghours. History: docs/sources/nasdaq-nordic.md. Checked 2026-11-21. */
import { MIDSUMMER_EVE } from "../calendar/holidays/nordic.js";
import {
  ASCENSION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, EPIPHANY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XSTO: CalendarDefinition = {
  name: "XSTO",
  title: "Nasdaq Stockholm",
  mic: "XSTO",
  aliases: ["NASDAQ_STOCKHOLM"],
  timeZone: "Europe/Stockholm",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2001-10-15" },
  hours: [
    { segments: [["09:00", "17:30"]] },
    {
      from: "2001-10-15",
      segments: [["09:30", "17:30"]],
      source: "Aftonbladet 2001 on the evening session from 15 October (article10217459)",
    },
    { from: "2004-09-27", segments: [["09:00", "17:30"]], source: "OMX releases of 2004, of 2004-09-15 for the date" },
  ],
  holidays: [
    NEW_YEARS_DAY, EPIPHANY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, ASCENSION_DAY,
    { name: "Whit Monday", kind: "easter", days: 50, to: 2004 },
    { name: "National Day", kind: "fixed", month: 6, day: 6, from: 2005 },
    MIDSUMMER_EVE, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  earlyCloses: [
    { name: "Twelfth Night", kind: "fixed", month: 1, day: 5, close: "13:00" },
    { name: "Maundy Thursday", kind: "easter", days: -3, close: "13:00" },
    { name: "Walpurgis Night", kind: "fixed", month: 4, day: 30, close: "13:00" },
    { name: "Day before Ascension Day", kind: "easter", days: 38, close: "13:00" },
    { name: "All Saints' Eve", kind: "weekday-near", month: 10, day: 30, weekday: 5, side: "on-or-after", close: "13:00" },
  ],
  specialHours: {
    "2018-04-18": {
      name: "Fire alarm in the data centre, opening at 14:10",
      segments: [["14:10", "17:30"]],
      source: "Nasdaq notice of 2018-04-18 (finanznachrichten.de); Bloomberg",
    },
  },
  phases: [
    { name: "opening-auction", from: "2004-09-27", start: "08:45", end: "09:00" },
    { name: "closing-auction", from: "2004-09-27", start: "17:20", end: "17:30", earlyCloseStart: "12:50", earlyCloseEnd: "13:00" },
    { name: "closing-auction", from: "2010-02-08", start: "17:25", end: "17:30", earlyCloseStart: "12:55", earlyCloseEnd: "13:00" },
  ],
  interruptions: {
    "2019-11-01": [
      {
        name: "Lost connections; after two hours a few minutes of trading from 13:00, then closed",
        start: "11:00", end: "13:00",
        source: "Realtid 2019-11-04, Reuters 2019-11-01",
      },
    ],
    "2025-07-29": [
      {
        name: "Fault of order data: trades after 17:00:08 cancelled, no closing auction",
        start: "17:00", end: "17:30",
        source: "The TRADE 2025-07-30, Finansavisen 2025-07-30",
      },
    ],
  },
};
