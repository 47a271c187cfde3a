/** NYSE, and the US equity venues that keep its days. Rules: https://www.nyse.com/markets/hours-calendars and NYSE Rule 7.2; single days: NYSE list of special closings 1885-2011. History: docs/sources/xnys.md. Checked 2026-11-20. */
import { US_EQUITY_CLOSURES, US_EQUITY_HOLIDAYS } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XNYS: CalendarDefinition = {
  name: "XNYS",
  title: "New York Stock Exchange and other US equity exchanges",
  mic: "XNYS",
  aliases: ["NYSE", "NASDAQ", "XNAS", "ARCX", "BATS", "OOTC", "XASE", "DJIA", "DOW", "stock"],
  timeZone: "America/New_York",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["09:30", "16:00"]] }],
  phases: [
    // Off the exchanges: Blue Ocean and other alternative trading systems, live since October 2021.
    { name: "overnight", from: "2021-11-01", start: "20:00-1d", end: "04:00" },
    { name: "pre", start: "04:00", end: "open" },
    { name: "post", start: "close", end: "20:00", earlyCloseEnd: "17:00" },
  ],
  holidays: US_EQUITY_HOLIDAYS,
  closures: US_EQUITY_CLOSURES,
  earlyCloses: [
    { name: "Day after Thanksgiving", kind: "dates", dates: ["1992-11-27"], close: "14:00" },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "13:00", from: 1993 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "14:00", to: 1992 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "13:00", from: 1993 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 4], close: "13:00", from: 1995 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [3], close: "13:00", from: 2013 },
    { name: "Friday after Independence Day", kind: "fixed", month: 7, day: 5, onWeekdays: [5], close: "13:00", from: 1995, to: 2012 },
    { name: "Friday after Christmas", kind: "dates", dates: ["1997-12-26", "2003-12-26"], close: "13:00" },
    { name: "New Year's Eve", kind: "dates", dates: ["1999-12-31"], close: "13:00" },
  ],
  specialHours: {
    "1990-12-27": { name: "Con Edison transformer explosion", segments: [["11:00", "16:00"]] },
    "1991-01-17": { name: "Silence for the troops in the Gulf", segments: [["09:31", "16:00"]] },
    "1991-02-25": { name: "Silence for the troops in the Gulf", segments: [["09:31", "16:00"]] },
    "1994-02-11": { name: "Snowstorm", segments: [["09:30", "14:30"]] },
    "1995-12-18": { name: "Computer trouble", segments: [["10:30", "16:00"]] },
    "1996-01-08": { name: "Snowstorm", segments: [["11:00", "14:00"]] },
    "1997-10-27": { name: "Circuit breakers: second halt ended the day", segments: [["09:30", "15:30"]] },
    "2001-09-17": { name: "Silence for the victims of September 11", segments: [["09:33", "16:00"]] },
    "2001-10-08": { name: "Silence for the troops in Afghanistan", segments: [["09:31", "16:00"]] },
    "2002-09-11": { name: "Remembrance of September 11", segments: [["12:00", "16:00"]] },
    "2003-03-20": { name: "Silence for the troops in Iraq", segments: [["09:32", "16:00"]] },
    "2004-06-07": { name: "Silence for President Reagan", segments: [["09:32", "16:00"]] },
    "2005-06-01": { name: "Communication failure ended the day", segments: [["09:30", "15:56"]] },
    "2006-12-27": { name: "Silence for President Ford", segments: [["09:32", "16:00"]] },
    "2009-07-02": { name: "Close extended", segments: [["09:30", "16:15"]] },
  },
  interruptions: {
    "1997-10-27": [{ name: "Circuit breaker", start: "14:36", end: "15:06" }],
    "2020-03-09": [{ name: "Circuit breaker", start: "09:35", end: "09:49" }],
    "2020-03-12": [{ name: "Circuit breaker", start: "09:36", end: "09:50" }],
    "2020-03-16": [{ name: "Circuit breaker", start: "09:31", end: "09:45" }],
    "2020-03-18": [{ name: "Circuit breaker", start: "12:57", end: "13:11" }],
  },
};
