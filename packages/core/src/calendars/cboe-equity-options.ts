/** Cboe Options Exchange, options on stocks. Hours: https://www.cboe.com/about/hours/us-options, SEC orders in the Federal Register; days: those of the US equity exchanges. History: docs/sources/cboe.md. Checked 2026-11-21. */
import { US_EQUITY_CLOSURES, US_EQUITY_HOLIDAYS } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CBOE_EQUITY_OPTIONS: CalendarDefinition = {
  name: "CBOE_EQUITY_OPTIONS",
  title: "Cboe Options Exchange, options on stocks",
  aliases: ["CBOE_Equity_Options"],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "1996-11-26" },
  hours: [
    { segments: [["08:30", "15:10"]], source: "SEC release 34-37988 of 1996-11-26" },
    { from: "1997-06-23", segments: [["08:30", "15:02"]], source: "SEC release 34-38543 of 1997-05-14" },
    { from: "2006-02-13", segments: [["08:30", "15:00"]], source: "SEC releases 34-53246 and 34-53244 of 2006-02-07" },
  ],
  holidays: US_EQUITY_HOLIDAYS,
  closures: US_EQUITY_CLOSURES,
  earlyCloses: [
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:00", from: 1993 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "12:00", from: 1993 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 4], close: "12:00", from: 1995 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [3], close: "12:00", from: 2013 },
    { name: "Friday after Independence Day", kind: "fixed", month: 7, day: 5, onWeekdays: [5], close: "12:00", from: 1995, to: 2012 },
    { name: "Friday after Christmas", kind: "dates", dates: ["1997-12-26", "2003-12-26"], close: "12:00" },
    { name: "Eve of the year 2000", kind: "dates", dates: ["1999-12-31"], close: "12:00" },
  ],
  specialHours: {
    "1997-10-27": { name: "Circuit breakers: second halt ended the day", segments: [["08:30", "14:30"]], source: "SEC, Trading Analysis of October 27 and 28, 1997" },
  },
  interruptions: {
    "1997-10-27": [{ name: "Circuit breaker, 350 points", start: "13:36", end: "14:06", source: "SEC, Trading Analysis of October 27 and 28, 1997" }],
    "2013-04-25": [{ name: "Software failure until about noon", start: "08:30", end: "11:50", source: "Reuters, AP and Newsday 2013-04-25" }],
    "2020-03-09": [{ name: "Market-wide circuit breaker, level 1", start: "08:35", end: "08:49", source: "MWCB Working Group 2021-03-31" }],
    "2020-03-12": [{ name: "Market-wide circuit breaker, level 1", start: "08:36", end: "08:50", source: "MWCB Working Group 2021-03-31" }],
    "2020-03-16": [{ name: "Market-wide circuit breaker, level 1", start: "08:31", end: "08:45", source: "MWCB Working Group 2021-03-31" }],
    "2020-03-18": [{ name: "Market-wide circuit breaker, level 1", start: "11:57", end: "12:11", source: "MWCB Working Group 2021-03-31" }],
  },
};
