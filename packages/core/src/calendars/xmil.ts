/** Borsa Italiana, share market (MTA, now Euronext Milan), continuous trading. Hours and days: https://www.borsaitaliana.it and https://www.euronext.com/en/trade/trading-hours-holidays. History: docs/sources/xmil.md. Checked 2026-11-21. */
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XMIL: CalendarDefinition = {
  name: "XMIL",
  title: "Borsa Italiana (Euronext Milan)",
  mic: "XMIL",
  aliases: ["EURONEXT_MILAN", "BORSA_ITALIANA", "MTAA"],
  timeZone: "Europe/Rome",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "1999-08-26" },
  hours: [
    { segments: [["10:00", "17:00"]], source: "Borsa Italiana release of 1999-08-26, on the hours before" },
    { from: "1999-09-01", segments: [["09:30", "17:30"]], source: "Borsa Italiana release of 1999-08-26" },
    { from: "2002-02-18", segments: [["09:30", "17:25"]], source: "Borsa Italiana release of 2002-02-13" },
    { from: "2003-12-01", segments: [["09:10", "17:25"]], source: "Wall Street Italia, without a date, before the Mercato Ristretto became Expandi; see docs/sources/xmil.md" },
    { from: "2006-01-02", segments: [["09:05", "17:25"]], source: "Borsa Italiana release of 2005-12-06" },
    { from: "2009-09-29", segments: [["09:00", "17:25"]], source: "Borsa Italiana release of 2009-09-08" },
    { from: "2015-11-23", segments: [["09:00", "17:30"]], source: "Borsa Italiana notice 17016 of 2015-10-12 (finanzaonline.com)" },
  ],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY,
    { name: "Ferragosto", kind: "fixed", month: 8, day: 15 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  phases: [
    { name: "closing-auction", from: "2006-01-02", start: "17:25", end: "17:30" },
    { name: "closing-auction", from: "2015-11-23", start: "17:30", end: "17:35" },
    { name: "trading-at-last", from: "2015-11-23", start: "17:35", end: "17:42" },
  ],
};
