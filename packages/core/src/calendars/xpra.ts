/** Prague Stock Exchange (continuous trading, without the closing auction). Hours: J&T Banka 2020 (jtbank.cz); days: https://www.pse.cz. History: docs/sources/xpra.md. Checked 2026-11-21. */
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XPRA: CalendarDefinition = {
  name: "XPRA",
  title: "Prague Stock Exchange",
  mic: "XPRA",
  aliases: ["BCPP"],
  timeZone: "Europe/Prague",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2012-12-01" },
  hours: [
    { segments: [["09:00", "16:20"]], source: "miras.cz on the hours since Xetra came in November 2012" },
    { from: "2020-11-30", segments: [["09:00", "16:10"]], source: "J&T Banka, November 2020, on the new phase after the closing auction" },
  ],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Good Friday", kind: "easter", days: -2, from: 2013 },
    EASTER_MONDAY, LABOUR_DAY,
    { name: "Victory Day", kind: "fixed", month: 5, day: 8 },
    { name: "Saints Cyril and Methodius Day", kind: "fixed", month: 7, day: 5 },
    { name: "Jan Hus Day", kind: "fixed", month: 7, day: 6 },
    { name: "Czech Statehood Day", kind: "fixed", month: 9, day: 28, from: 2000 },
    { name: "Independent Czechoslovak State Day", kind: "fixed", month: 10, day: 28 },
    { name: "Struggle for Freedom and Democracy Day", kind: "fixed", month: 11, day: 17 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  closures: {
    "2002-08-14": "Floods in Prague",
    "2004-01-02": "Exchange holiday after New Year's Day",
    "2005-01-03": "Exchange holiday after New Year's Day",
  },
  phases: [
    { name: "opening-auction", from: "2012-12-01", start: "08:50", end: "09:00" },
    { name: "closing-auction", from: "2020-11-30", start: "16:10", end: "16:15" },
    { name: "trading-at-last", from: "2020-11-30", start: "16:15", end: "16:25" },
  ],
};
