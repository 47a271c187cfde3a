/** Bratislava Stock Exchange. Hours and days: https://www.bsse.sk/bcpb/o-trhu/obchodne-dni/. History: docs/sources/xbra.md. Checked 2026-11-21. */
import {
  ALL_SAINTS_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, EPIPHANY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XBRA: CalendarDefinition = {
  name: "XBRA",
  title: "Bratislava Stock Exchange",
  mic: "XBRA",
  aliases: ["BSSE"],
  timeZone: "Europe/Bratislava",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2023-01-01" },
  hours: [{ segments: [["11:00", "15:30"]] }],
  holidays: [
    NEW_YEARS_DAY, EPIPHANY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY,
    { name: "Day of Victory over Fascism", kind: "fixed", month: 5, day: 8, except: [1995, 1996] },
    { name: "Saints Cyril and Methodius Day", kind: "fixed", month: 7, day: 5 },
    { name: "Slovak National Uprising Anniversary", kind: "fixed", month: 8, day: 29 },
    { name: "Constitution Day", kind: "fixed", month: 9, day: 1, to: 2023 },
    { name: "Day of Our Lady of the Seven Sorrows", kind: "fixed", month: 9, day: 15 },
    ALL_SAINTS_DAY,
    { name: "Struggle for Freedom and Democracy Day", kind: "fixed", month: 11, day: 17, from: 2001 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY,
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, from: 2016 },
  ],
  closures: {
    "2018-01-02": "25 years of the Slovak Republic",
    "2018-10-30": "Declaration of the Slovak Nation, 100th anniversary",
  },
  phases: [{ name: "opening-auction", from: "2023-01-01", start: "10:30", end: "10:50" }],
};
