/** London Stock Exchange. Hours: https://www.londonstockexchange.com/trade/market-hours; bank holidays: https://www.gov.uk/bank-holidays. History: docs/sources/xlon.md. Checked 2026-11-20. */
import { UK_BOXING_DAY, UK_CHRISTMAS_DAY, UK_EARLY_MAY, UK_NEW_YEARS_DAY, UK_SPRING, UK_SUMMER } from "../calendar/holidays/uk.js";
import { EASTER_MONDAY, GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XLON: CalendarDefinition = {
  name: "XLON",
  title: "London Stock Exchange",
  mic: "XLON",
  aliases: ["LSE"],
  timeZone: "Europe/London",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "1997-10-20" },
  hours: [
    { segments: [["08:30", "16:30"]], source: "Irish Times 1998-07-21, on the change of the day before" },
    { from: "1998-07-20", segments: [["09:00", "16:30"]], source: "Irish Times 1998-07-21" },
    { from: "1999-09-20", segments: [["08:00", "16:30"]], source: "Stock Exchange Notice N47/99 of 1999-08-04" },
  ],
  holidays: [UK_NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, UK_EARLY_MAY, UK_SPRING, UK_SUMMER, UK_CHRISTMAS_DAY, UK_BOXING_DAY],
  closures: {
    "1995-05-08": "VE Day, 50th anniversary (early May bank holiday moved)",
    "1999-12-31": "Millennium bank holiday",
    "2002-06-03": "Golden Jubilee",
    "2002-06-04": "Spring bank holiday moved to the Golden Jubilee",
    "2011-04-29": "Wedding of Prince William and Catherine Middleton",
    "2012-06-04": "Spring bank holiday moved to the Diamond Jubilee",
    "2012-06-05": "Diamond Jubilee",
    "2020-05-08": "VE Day, 75th anniversary (early May bank holiday moved)",
    "2022-06-02": "Spring bank holiday moved to the Platinum Jubilee",
    "2022-06-03": "Platinum Jubilee",
    "2022-09-19": "State funeral of Queen Elizabeth II",
    "2023-05-08": "Coronation of King Charles III",
  },
  earlyCloses: [
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "12:30" },
    { name: "Friday before Christmas Eve", kind: "fixed", month: 12, day: 23, onWeekdays: [5], close: "12:30" },
    { name: "Friday before Christmas Eve", kind: "fixed", month: 12, day: 22, onWeekdays: [5], close: "12:30" },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, close: "12:30" },
    { name: "Friday before New Year's Eve", kind: "fixed", month: 12, day: 30, onWeekdays: [5], close: "12:30" },
    { name: "Friday before New Year's Eve", kind: "fixed", month: 12, day: 29, onWeekdays: [5], close: "12:30" },
  ],
  specialHours: {
    "2000-04-05": { name: "System failure until 15:45, trading extended", segments: [["15:45", "20:00"]], source: "BBC News and This is Money 2000-04-05" },
    "2018-06-07": { name: "Software fault, opening auction delayed by an hour", segments: [["09:00", "16:30"]], source: "BBC News and Press Association 2018-06-07" },
  },
};
