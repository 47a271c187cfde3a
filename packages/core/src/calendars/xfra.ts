/** Börse Frankfurt, the floor and specialist trading of the Frankfurt Stock Exchange. Hours and non-trading days: https://www.boerse-frankfurt.de/en/know-how/trading-calendar; Xetra circular 080/21. History: docs/sources/germany.md. Checked 2026-11-21. */
import {
  DE_ASCENSION_DAY_TO_1999, DE_CORPUS_CHRISTI_TO_1999, DE_REFORMATION_DAY_2017, DE_REPENTANCE_DAY_TO_1994, DE_UNITY_DAY_2000,
  DE_UNITY_DAY_2014_TO_2021, DE_UNITY_DAY_TO_1999, DE_WHIT_MONDAY_2007, DE_WHIT_MONDAY_2015_TO_2021, DE_WHIT_MONDAY_TO_1999,
} from "../calendar/holidays/germany.js";
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XFRA: CalendarDefinition = {
  name: "XFRA",
  title: "Börse Frankfurt",
  mic: "XFRA",
  aliases: ["FWB"],
  timeZone: "Europe/Berlin",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "1999-09-20" },
  hours: [
    { segments: [["08:30", "17:00"]], source: "manager-magazin 1999, on the floor hours of all German exchanges" },
    { from: "2000-06-02", segments: [["09:00", "20:00"]], source: "Die Welt 2000; Stern 2003-11-03" },
    { from: "2011-06-01", segments: [["08:00", "20:00"]], source: "Börse Frankfurt, trading hours 2020; dpa 2011-03-24" },
    { from: "2021-11-29", segments: [["08:00", "22:00"]], source: "Börse Frankfurt, trading hours 2021" },
  ],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
    DE_ASCENSION_DAY_TO_1999, DE_WHIT_MONDAY_TO_1999, DE_WHIT_MONDAY_2007, DE_WHIT_MONDAY_2015_TO_2021, DE_CORPUS_CHRISTI_TO_1999,
    DE_UNITY_DAY_TO_1999, DE_UNITY_DAY_2000, DE_UNITY_DAY_2014_TO_2021, DE_REPENTANCE_DAY_TO_1994, DE_REFORMATION_DAY_2017,
  ],
  earlyCloses: [
    { name: "Ascension Day", kind: "easter", days: 39, from: 2022, close: "20:00" },
    { name: "Whit Monday", kind: "easter", days: 50, from: 2022, close: "20:00" },
    { name: "Corpus Christi", kind: "easter", days: 60, from: 2022, close: "20:00" },
    { name: "Day of German Unity", kind: "fixed", month: 10, day: 3, from: 2022, close: "20:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 30, from: 2000, close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 29, from: 2000, onWeekdays: [5], close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 28, from: 2000, onWeekdays: [5], close: "14:00" },
  ],
};
