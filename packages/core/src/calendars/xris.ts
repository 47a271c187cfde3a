/** Nasdaq Riga. Hours: https://nasdaqbaltic.com/market-information/trading-day/; days: https://nasdaqbaltic.com/statistics/en/calendar?holidays=1. History: docs/sources/nasdaq-baltic.md. Checked 2026-11-21. */
import {
  ASCENSION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XRIS: CalendarDefinition = {
  name: "XRIS",
  title: "Nasdaq Riga",
  mic: "XRIS",
  aliases: ["NASDAQ_RIGA"],
  timeZone: "Europe/Riga",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2005-06-01" },
  hours: [
    { segments: [["10:00", "16:00"]] },
    { from: "2005-06-01", segments: [["10:00", "14:00"]], source: "Release of 2005-05-20 on the common Baltic hours (nasdaqbaltic.com)" },
    { from: "2009-02-02", segments: [["10:00", "16:00"]], source: "The Baltic Times 2008-11-19" },
  ],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY,
    { name: "Restoration of Independence", kind: "fixed", month: 5, day: 4, from: 2002, to: 2006 },
    { name: "Restoration of Independence", kind: "fixed", month: 5, day: 4, observance: "next-monday", from: 2007 },
    ASCENSION_DAY,
    { name: "Midsummer Eve", kind: "fixed", month: 6, day: 23 },
    { name: "Midsummer Day", kind: "fixed", month: 6, day: 24 },
    { name: "Proclamation Day", kind: "fixed", month: 11, day: 18, to: 2006 },
    { name: "Proclamation Day", kind: "fixed", month: 11, day: 18, observance: "next-monday", from: 2007 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  closures: {
    "2018-07-09": { name: "Day after the Song and Dance Festival", source: "Law of 2014-10-02 (likumi.lv/ta/id/269373)" },
    "2018-09-24": { name: "Visit of Pope Francis", source: "Law of 2018-06-21 (likumi.lv/ta/id/299942)" },
    "2023-05-05": "Bridge day, worked off on Saturday 20 May",
    "2023-07-10": "Day after the Song and Dance Festival",
    "2024-12-23": "Bridge day, worked off on Saturday 14 December",
    "2024-12-30": "Bridge day, worked off on Saturday 28 December",
    "2025-05-02": "Bridge day, worked off on Saturday 10 May",
    "2025-11-17": "Bridge day, worked off on Saturday 8 November",
    "2026-01-02": {
      name: "Bridge day, worked off on Saturday 17 January",
      source: "Cabinet order on the working days of 2026 (likumi.lv/ta/id/361161)",
    },
    "2026-06-22": {
      name: "Bridge day, worked off on Saturday 27 June",
      source: "Cabinet order on the working days of 2026 (likumi.lv/ta/id/361161)",
    },
  },
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
