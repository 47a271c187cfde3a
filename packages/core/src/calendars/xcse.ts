/** Nasdaq Copenhagen. Hours and days: http://www.nasdaqomxnordic.com/tradinghours. History: docs/sources/nasdaq-nordic.md. Checked 2026-11-21. */
import {
  ASCENSION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, MAUNDY_THURSDAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
  WHIT_MONDAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XCSE: CalendarDefinition = {
  name: "XCSE",
  title: "Nasdaq Copenhagen",
  mic: "XCSE",
  aliases: ["NASDAQ_COPENHAGEN"],
  timeZone: "Europe/Copenhagen",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2005-01-01" },
  hours: [
    { segments: [["09:00", "17:00"]], source: "Copenhagen Stock Exchange on its 24-hour news service (mondovisione.com), before 2005" },
  ],
  holidays: [
    NEW_YEARS_DAY, MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_MONDAY,
    { name: "General Prayer Day", kind: "easter", days: 26, to: 2023 },
    ASCENSION_DAY,
    { name: "Friday after Ascension Day", kind: "easter", days: 40, from: 2009, source: "NASDAQ OMX notice of 2009-05-20" },
    WHIT_MONDAY,
    { name: "Constitution Day", kind: "fixed", month: 6, day: 5 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  specialHours: {
    "2018-04-18": {
      name: "Fire alarm in the data centre, opening at 14:10",
      segments: [["14:10", "17:00"]],
      source: "Nasdaq notice of 2018-04-18 (finanznachrichten.de); Bloomberg",
    },
  },
  phases: [{ name: "closing-auction", from: "2010-02-08", start: "16:55", end: "17:00" }],
  interruptions: {
    "2019-11-01": [
      { name: "Lost connections", start: "11:00", end: "13:00", source: "Realtid 2019-11-04, Reuters 2019-11-01" },
      { name: "Lost connections again, a few minutes after the restart", start: "13:05", end: "16:15", source: "Reuters 2019-11-01" },
    ],
  },
};
