/** Cyprus Stock Exchange, on the common platform with Athens. Hours: https://feas.org/users/cyprus-stock-exchange/; days: announcements at http://oam.cse.com.cy. History: docs/sources/xcys.md. Checked 2026-11-21. */
import {
  ASSUMPTION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, EPIPHANY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY,
  ORTHODOX_EASTER_MONDAY, ORTHODOX_GOOD_FRIDAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XCYS: CalendarDefinition = {
  name: "XCYS",
  title: "Cyprus Stock Exchange",
  mic: "XCYS",
  aliases: [],
  timeZone: "Asia/Nicosia",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1996-03-29", to: "2027-12-31", hoursFrom: "2008-09-29" },
  hours: [
    { segments: [["10:30", "17:00"]] },
    { from: "2008-09-29", segments: [["10:30", "17:20"]], source: "CSE announcement of September 2008" },
  ],
  holidays: [
    NEW_YEARS_DAY, EPIPHANY,
    { name: "Green Monday", kind: "easter", days: -48, orthodox: true },
    { name: "Greek Independence Day", kind: "fixed", month: 3, day: 25 },
    { name: "Cyprus National Day", kind: "fixed", month: 4, day: 1 },
    GOOD_FRIDAY, EASTER_MONDAY, ORTHODOX_GOOD_FRIDAY, ORTHODOX_EASTER_MONDAY,
    { name: "Orthodox Easter Tuesday", kind: "easter", days: 2, orthodox: true },
    LABOUR_DAY,
    { name: "Kataklysmos (Orthodox Whit Monday)", kind: "easter", days: 50, orthodox: true },
    ASSUMPTION_DAY,
    { name: "Cyprus Independence Day", kind: "fixed", month: 10, day: 1 },
    { name: "Ohi Day", kind: "fixed", month: 10, day: 28 },
    CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY,
  ],
  specialHours: {
    "2019-12-31": { name: "New Year's Eve, closed two hours early", segments: [["10:30", "15:20"]], source: "CSE announcement of 2019-11-28" },
  },
};
