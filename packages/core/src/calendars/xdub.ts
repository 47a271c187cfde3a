/** Euronext Dublin (Irish Stock Exchange), continuous trading. Hours and days: https://www.euronext.com/en/trade/trading-hours-holidays. History: docs/sources/xdub.md. Checked 2026-11-21. */
import { EASTER_MONDAY, GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XDUB: CalendarDefinition = {
  name: "XDUB",
  title: "Euronext Dublin (Irish Stock Exchange)",
  mic: "XDUB",
  aliases: ["EURONEXT_DUBLIN"],
  timeZone: "Europe/Dublin",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2016-01-01" },
  hours: [{ segments: [["08:00", "16:28"]], source: "trading hours of 2016 (holidaystracker.com), Irish Independent 2020-10-20" }],
  holidays: [
    { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "next-monday" },
    { name: "Saint Patrick's Day", kind: "fixed", month: 3, day: 17, observance: "next-monday", to: 2000 },
    GOOD_FRIDAY, EASTER_MONDAY,
    { name: "Labour Day", kind: "fixed", month: 5, day: 1, from: 2001, to: 2002, source: "no value of the ISEQ" },
    { name: "Labour Day", kind: "fixed", month: 5, day: 1, from: 2008, to: 2009 },
    { name: "Labour Day", kind: "fixed", month: 5, day: 1, from: 2019, source: "Euronext release of 2018-10-18" },
    { name: "May bank holiday", kind: "nth-weekday", month: 5, weekday: 1, nth: 1, except: [2019, 2020] },
    { name: "June bank holiday", kind: "nth-weekday", month: 6, weekday: 1, nth: 1, to: 2018 },
    { name: "August bank holiday", kind: "nth-weekday", month: 8, weekday: 1, nth: 1, to: 2000, source: "no value of the ISEQ" },
    { name: "October bank holiday", kind: "nth-weekday", month: 10, weekday: 1, nth: -1, to: 2000, source: "no value of the ISEQ" },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, to: 2004, except: [1997, 1998, 1999] },
    { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "next-monday-or-tuesday" },
    { name: "Saint Stephen's Day", kind: "fixed", month: 12, day: 26, observance: "next-monday-or-tuesday" },
  ],
  closures: {
    "1997-12-29": "Additional day after Saint Stephen's Day",
    "1998-12-29": "Additional day after Saint Stephen's Day",
    "1998-12-31": "New Year's Eve, before the change to the euro",
    "1999-12-31": "Eve of the year 2000",
    "2001-12-31": "New Year's Eve, before the euro in cash",
    "2018-03-02": "Storm Emma",
  },
  earlyCloses: [
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "12:28", from: 2010 },
    { name: "Friday before Christmas Eve", kind: "fixed", month: 12, day: 23, onWeekdays: [5], close: "12:28", from: 2010 },
    { name: "Friday before Christmas Eve", kind: "fixed", month: 12, day: 22, onWeekdays: [5], close: "12:28", from: 2010 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, close: "12:28", from: 2010 },
    { name: "Friday before New Year's Eve", kind: "fixed", month: 12, day: 30, onWeekdays: [5], close: "12:28", from: 2010 },
    { name: "Friday before New Year's Eve", kind: "fixed", month: 12, day: 29, onWeekdays: [5], close: "12:28", from: 2010 },
  ],
  specialHours: {
    "2018-03-01": { name: "Storm Emma ended the day", segments: [["08:00", "12:28"]] },
  },
  phases: [
    { name: "opening-auction", from: "2016-01-01", to: "2019-02-01", start: "07:50", end: "08:00" },
    { name: "closing-auction", from: "2016-01-01", start: "16:28", end: "16:30", earlyCloseStart: "12:28", earlyCloseEnd: "12:30" },
  ],
  interruptions: {
    "2020-10-19": [{ name: "Fault of the trading platform; no closing auction, trades after 16:28 cancelled", start: "08:48", end: "11:45", source: "Euronext on the market status of 2020-10-19; AFP; Irish Independent 2020-10-20" }],
  },
};
