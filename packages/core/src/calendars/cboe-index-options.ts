/** Cboe Options Exchange, options on broad indices (SPX, VIX). Hours: https://www.cboe.com/about/hours/us-options, SEC orders in the Federal Register; days: those of the US equity exchanges. History: docs/sources/cboe.md. Checked 2026-11-21. */
import { US_EQUITY_CLOSURES, US_EQUITY_HOLIDAYS } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CBOE_INDEX_OPTIONS: CalendarDefinition = {
  name: "CBOE_INDEX_OPTIONS",
  title: "Cboe Options Exchange, options on broad indices",
  aliases: ["CBOE_Index_Options"],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["08:30", "15:15"]] }],
  phases: [
    { name: "pre", from: "2015-03-02", to: "2021-11-19", start: "02:00", end: "08:15" },
    { name: "overnight", from: "2021-11-22", start: "19:15-1d", end: "08:15" },
    { name: "post", from: "2022-04-25", start: "close", end: "16:00", earlyCloseEnd: "close" },
  ],
  holidays: US_EQUITY_HOLIDAYS,
  closures: US_EQUITY_CLOSURES,
  earlyCloses: [
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:15", from: 1993 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "12:15", from: 1993 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 4], close: "12:15", from: 1995 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [3], close: "12:15", from: 2013 },
    { name: "Friday after Independence Day", kind: "fixed", month: 7, day: 5, onWeekdays: [5], close: "12:15", from: 1995, to: 2012 },
    { name: "Friday after Christmas", kind: "dates", dates: ["1997-12-26", "2003-12-26"], close: "12:15" },
    { name: "Eve of the year 2000", kind: "dates", dates: ["1999-12-31"], close: "12:15" },
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
