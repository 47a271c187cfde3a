/** Börse Stuttgart. Trading hours and holiday regulations: https://www.boerse-stuttgart.de/en/investing/market-hours/. History: docs/sources/germany.md. Checked 2026-11-21. */
import {
  DE_ASCENSION_DAY_TO_1999, DE_REPENTANCE_DAY_TO_1994, DE_UNITY_DAY_TO_1999, DE_WHIT_MONDAY_TO_1999,
} from "../calendar/holidays/germany.js";
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XSTU: CalendarDefinition = {
  name: "XSTU",
  title: "Börse Stuttgart",
  mic: "XSTU",
  aliases: [],
  timeZone: "Europe/Berlin",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2000-06-02" },
  hours: [
    { segments: [["08:30", "17:00"]], source: "manager-magazin 1999, on the floor hours of all German exchanges" },
    { from: "2000-06-02", segments: [["09:00", "20:00"]], source: "Die Welt 2000; Handelsblatt 2003, on the regional exchanges" },
    { from: "2013-03-01", segments: [["08:00", "22:00"]], source: "gevestor.de; the exchange's trading times 2017 and 2018" },
    { from: "2026-03-09", segments: [["07:30", "22:00"]], source: "market hours of the exchange, first seen on that day" },
  ],
  holidays: [
    NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
    DE_ASCENSION_DAY_TO_1999, DE_WHIT_MONDAY_TO_1999, DE_UNITY_DAY_TO_1999, DE_REPENTANCE_DAY_TO_1994,
  ],
  closures: {
    "2017-06-05": { name: "Whit Monday", source: "holiday regulations 2017 of the exchange" },
    "2017-10-03": { name: "Day of German Unity", source: "holiday regulations 2017 of the exchange" },
    "2017-10-31": { name: "Reformation Day, 500th anniversary", source: "holiday regulations 2017 of the exchange" },
    "2018-05-21": { name: "Whit Monday", source: "holiday regulations 2018 of the exchange" },
    "2020-06-01": { name: "Whit Monday", source: "Waldecker Bank, trading on holidays 2020" },
  },
  earlyCloses: [
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 30, from: 2000, close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 29, from: 2000, onWeekdays: [5], close: "14:00" },
    { name: "Last trading day of the year", kind: "fixed", month: 12, day: 28, from: 2000, onWeekdays: [5], close: "14:00" },
  ],
};
