/** Börse Düsseldorf, broker-supported trading (not its system Quotrix). Hours and trading calendar: https://boerse-duesseldorf.de/handelskalender-und-handelszeiten-2025. History: docs/sources/germany.md. Checked 2026-11-21. */
import {
  DE_ASCENSION_DAY_TO_1999, DE_REFORMATION_DAY_2017, DE_REPENTANCE_DAY_TO_1994, DE_UNITY_DAY_2014_TO_2021, DE_UNITY_DAY_TO_1999,
  DE_WHIT_MONDAY_2007, DE_WHIT_MONDAY_2015_TO_2021, DE_WHIT_MONDAY_TO_1999,
} from "../calendar/holidays/germany.js";
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XDUS: CalendarDefinition = {
  name: "XDUS",
  title: "Börse Düsseldorf",
  mic: "XDUS",
  aliases: [],
  timeZone: "Europe/Berlin",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2025-01-01" },
  hours: [
    { segments: [["08:30", "17:00"]], source: "manager-magazin 1999, on the floor hours of all German exchanges" },
    { from: "2000-06-02", segments: [["09:00", "20:00"]], source: "Die Welt 2000; Handelsblatt 2003, on the regional exchanges" },
    { from: "2017-01-01", segments: [["08:00", "20:00"]], source: "trading calendar 2017 of the exchange; the change itself is not dated" },
    { from: "2025-01-01", segments: [["08:00", "22:00"]], source: "trading calendar 2025 of the exchange; the change itself is not dated" },
  ],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
    DE_ASCENSION_DAY_TO_1999, DE_WHIT_MONDAY_TO_1999, DE_WHIT_MONDAY_2007, DE_WHIT_MONDAY_2015_TO_2021, DE_UNITY_DAY_TO_1999,
    DE_UNITY_DAY_2014_TO_2021, DE_REPENTANCE_DAY_TO_1994, DE_REFORMATION_DAY_2017,
  ],
  extraSessions: {
    "2017-06-05": { name: "Whit Monday, trading in Düsseldorf", source: "trading calendar 2017 of the exchange" },
    "2017-10-03": { name: "Day of German Unity, trading in Düsseldorf", source: "trading calendar 2017 of the exchange" },
    "2017-10-31": { name: "Reformation Day, trading in Düsseldorf", source: "trading calendar 2017 of the exchange" },
  },
  earlyCloses: [
    { name: "Ascension Day", kind: "easter", days: 39, from: 2025, close: "20:00" },
    { name: "Whit Monday", kind: "easter", days: 50, from: 2025, close: "20:00" },
    { name: "Day of German Unity", kind: "fixed", month: 10, day: 3, from: 2025, close: "20:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 30, from: 2000, close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 29, from: 2000, onWeekdays: [5], close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 28, from: 2000, onWeekdays: [5], close: "14:00" },
  ],
};
