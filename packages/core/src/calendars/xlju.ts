/** Ljubljana Stock Exchange, continuous trading. Hours: https://ljse.si/en/trading-schedule/88; days: https://progress.market/si/netrgovalni-dnevi/110. History: docs/sources/xlju.md. Checked 2026-11-21. */
import {
  ALL_SAINTS_DAY, ASSUMPTION_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XLJU: CalendarDefinition = {
  name: "XLJU",
  title: "Ljubljana Stock Exchange",
  mic: "XLJU",
  aliases: ["LJSE"],
  timeZone: "Europe/Ljubljana",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2020-08-18" },
  hours: [{ segments: [["09:15", "15:15"]], source: "ljse.si, trading schedule as of 2020-08-18" }],
  phases: [
    { name: "opening-auction", from: "2020-08-18", start: "08:15", end: "09:15" },
    { name: "closing-auction", from: "2020-08-18", start: "15:15", end: "15:25" },
  ],
  holidays: [
    NEW_YEARS_DAY,
    { name: "New Year, second day", kind: "fixed", month: 1, day: 2, except: [2013, 2014, 2015, 2016] },
    { name: "Prešeren Day", kind: "fixed", month: 2, day: 8 },
    { name: "Good Friday", kind: "easter", days: -2, from: 2007, source: "Gorenjski glas 2007-03-29" },
    EASTER_MONDAY,
    { name: "Day of Uprising Against Occupation", kind: "fixed", month: 4, day: 27 },
    LABOUR_DAY,
    { name: "Labour Day, second day", kind: "fixed", month: 5, day: 2 },
    { name: "Statehood Day", kind: "fixed", month: 6, day: 25 },
    ASSUMPTION_DAY,
    { name: "Reformation Day", kind: "fixed", month: 10, day: 31 },
    ALL_SAINTS_DAY, CHRISTMAS_EVE, CHRISTMAS_DAY,
    { name: "Independence and Unity Day", kind: "fixed", month: 12, day: 26 },
    NEW_YEARS_EVE,
  ],
  closures: {
    "2017-02-02": "No session, in the week before the depository joined TARGET2-Securities",
    "2017-02-03": "No session, in the week before the depository joined TARGET2-Securities",
    "2023-08-14": "Day of solidarity after the floods",
  },
};
