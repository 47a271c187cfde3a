/** Nasdaq Iceland. Hours: release of 2007-02-22 (globenewswire.com); days: http://www.nasdaqomxnordic.com/tradinghours. History: docs/sources/nasdaq-nordic.md. Checked 2026-11-21. */
import {
  ASCENSION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, MAUNDY_THURSDAY, NEW_YEARS_DAY,
  NEW_YEARS_EVE, WHIT_MONDAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XICE: CalendarDefinition = {
  name: "XICE",
  title: "Nasdaq Iceland",
  mic: "XICE",
  aliases: ["NASDAQ_ICELAND"],
  timeZone: "Atlantic/Reykjavik",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2007-02-22" },
  hours: [
    { segments: [["09:30", "15:30"]] },
    { from: "2007-02-22", segments: [["10:00", "16:00"]], source: "Release of 2007-02-22, which states the hours before the change" },
    {
      from: "2007-03-26",
      segments: [["10:00", "17:30@Europe/Stockholm"]],
      source: "Release of 2007-02-22; Vísir 2008-03-30",
    },
    { from: "2010-02-08", segments: [["09:30", "15:30"]], source: "NASDAQ OMX notice of 2010-01-25 for the close" },
  ],
  holidays: [
    NEW_YEARS_DAY, MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_MONDAY,
    { name: "First Day of Summer", kind: "weekday-near", month: 4, day: 19, weekday: 4, side: "on-or-after" },
    LABOUR_DAY, ASCENSION_DAY, WHIT_MONDAY,
    { name: "Icelandic National Day", kind: "fixed", month: 6, day: 17 },
    { name: "Commerce Day", kind: "nth-weekday", month: 8, weekday: 1, nth: 1 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  closures: {
    "2008-10-09": { name: "Collapse of the banks, trading in all shares suspended", source: "Associated Press 2008-10-09 (metro.co.uk)" },
    "2008-10-10": { name: "Collapse of the banks, trading in all shares suspended", source: "Associated Press 2008-10-09 (metro.co.uk)" },
    "2008-10-13": {
      name: "Collapse of the banks, trading in all shares suspended",
      source: "Radio New Zealand 2008-10-15, IceNews 2008-10-14",
    },
  },
  specialHours: {
    "2018-04-18": {
      name: "Fire alarm in the data centre, opening at 12:50",
      segments: [["12:50", "15:30"]],
      source: "Viðskiptablaðið 2018-04-18; Nasdaq notice of that day",
    },
  },
  interruptions: {
    "2019-11-01": [
      { name: "Lost connections", start: "10:00", end: "12:00", source: "Realtid 2019-11-04, Reuters 2019-11-01" },
      { name: "Lost connections again, a few minutes after the restart", start: "12:05", end: "15:15", source: "Reuters 2019-11-01" },
    ],
    "2025-07-29": [
      {
        name: "Fault of order data: trades after 15:00:08 cancelled, no closing auction",
        start: "15:00", end: "15:30",
        source: "Viðskiptablaðið and The TRADE, 2025-07-30",
      },
    ],
  },
};
