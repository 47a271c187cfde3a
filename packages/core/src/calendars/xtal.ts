/** Nasdaq Tallinn. Hours: https://nasdaqbaltic.com/market-information/trading-day/; days: https://nasdaqbaltic.com/statistics/en/calendar?holidays=1. History: docs/sources/nasdaq-baltic.md. Checked 2026-11-21. */
import {
  ASCENSION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XTAL: CalendarDefinition = {
  name: "XTAL",
  title: "Nasdaq Tallinn",
  mic: "XTAL",
  aliases: ["NASDAQ_TALLINN"],
  timeZone: "Europe/Tallinn",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2005-06-01" },
  hours: [
    { segments: [["10:00", "16:00"]] },
    { from: "2005-06-01", segments: [["10:00", "14:00"]], source: "Release of 2005-05-20 on the common Baltic hours (nasdaqbaltic.com)" },
    { from: "2009-02-02", segments: [["10:00", "16:00"]], source: "The Baltic Times 2008-11-19" },
  ],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Independence Day", kind: "fixed", month: 2, day: 24 },
    GOOD_FRIDAY, EASTER_MONDAY,
    { name: "Spring Day", kind: "fixed", month: 5, day: 1 },
    ASCENSION_DAY,
    { name: "Victory Day", kind: "fixed", month: 6, day: 23 },
    { name: "St John's Day", kind: "fixed", month: 6, day: 24 },
    { name: "Restoration of Independence", kind: "fixed", month: 8, day: 20, from: 1998 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  specialHours: {
    "2018-04-18": {
      name: "Fire alarm in the data centre, opening at 15:10",
      segments: [["15:10", "16:00"]],
      source: "Nasdaq notice of 2018-04-18 (finanznachrichten.de)",
    },
    "2019-11-01": {
      name: "Lost connections, closed after noon but for a few minutes from 14:00",
      segments: [["10:00", "12:00"]],
      source: "Reuters 2019-11-01, Realtid 2019-11-04",
    },
  },
  phases: [
    { name: "opening-auction", from: "2009-02-02", start: "09:00", end: "10:00" },
    { name: "closing-auction", from: "2009-02-02", start: "15:55", end: "16:00" },
    { name: "post", from: "2009-02-02", start: "16:00", end: "16:30" },
  ],
};
