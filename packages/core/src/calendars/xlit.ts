/** Nasdaq Vilnius. Hours: https://nasdaqbaltic.com/market-information/trading-day/; days: https://nasdaqbaltic.com/statistics/en/calendar?holidays=1. History: docs/sources/nasdaq-baltic.md. Checked 2026-11-21. */
import {
  ALL_SAINTS_DAY, ASCENSION_DAY, ASSUMPTION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY,
  NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XLIT: CalendarDefinition = {
  name: "XLIT",
  title: "Nasdaq Vilnius",
  mic: "XLIT",
  aliases: ["NASDAQ_VILNIUS"],
  timeZone: "Europe/Vilnius",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2005-06-01" },
  hours: [
    { segments: [["10:00", "16:00"]] },
    { from: "2005-06-01", segments: [["10:00", "14:00"]], source: "Release of 2005-05-20 on the common Baltic hours (nasdaqbaltic.com)" },
    { from: "2009-02-02", segments: [["10:00", "16:00"]], source: "The Baltic Times 2008-11-19" },
  ],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Restoration of the State", kind: "fixed", month: 2, day: 16 },
    { name: "Restoration of Independence", kind: "fixed", month: 3, day: 11 },
    GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, ASCENSION_DAY,
    { name: "St John's Day", kind: "fixed", month: 6, day: 24, from: 2003 },
    { name: "Statehood Day", kind: "fixed", month: 7, day: 6 },
    ASSUMPTION_DAY, ALL_SAINTS_DAY,
    { name: "All Souls' Day", kind: "fixed", month: 11, day: 2, from: 2020 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  closures: {
    "2005-12-27": { name: "Day off for Christmas Day, a Sunday that year", source: "Vilnius Stock Exchange 2005-12-22 (mondovisione.com)" },
    "2006-01-02": {
      name: "Day off for New Year's Day, a Sunday that year",
      source: "Vilnius Stock Exchange 2005-12-22 (mondovisione.com)",
    },
  },
  specialHours: {
    "2018-04-18": {
      name: "Fire alarm in the data centre, opening at 15:10",
      segments: [["15:10", "16:00"]],
      source: "Nasdaq notice of 2018-04-18 (finanznachrichten.de)",
    },
  },
  phases: [
    { name: "opening-auction", from: "2009-02-02", start: "09:00", end: "10:00" },
    { name: "closing-auction", from: "2009-02-02", start: "15:55", end: "16:00" },
    { name: "post", from: "2009-02-02", start: "16:00", end: "16:30" },
  ],
};
