/** Cboe Futures Exchange (CFE): futures on the VIX, regular hours, with the extended hours as phases. Hours: https://www.cboe.com/tradable_products/vix/vix_futures/specifications, CFE circulars; days: https://www.cboe.com/about/hours/us-futures. History: docs/sources/cboe.md. Checked 2026-11-21. */
import { US_EQUITY_CLOSURES, US_EQUITY_HOLIDAYS } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XCBF: CalendarDefinition = {
  name: "XCBF",
  title: "Cboe Futures Exchange",
  mic: "XCBF",
  aliases: ["CFE", "CBOE_Futures"],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2004-03-26" },
  hours: [
    { segments: [["08:30", "15:15"]] },
    { from: "2020-10-26", segments: [["08:30", "15:00"]], source: "Cboe notice C2020092202 of September 2020" },
  ],
  phases: [
    { name: "pre", from: "2010-12-22", to: "2011-09-23", start: "07:20", end: "open" },
    { name: "pre", from: "2011-09-26", to: "2013-11-01", start: "07:00", end: "open" },
    { name: "pre", from: "2013-11-04", to: "2014-06-20", start: "02:00", end: "open" },
    { name: "overnight", from: "2014-06-23", start: "17:00-1d", end: "open" },
    { name: "post", from: "2018-02-26", to: "2020-10-23", start: "15:30", end: "16:00", earlyCloseStart: "close", earlyCloseEnd: "close" },
    { name: "post", from: "2020-10-26", start: "close", end: "16:00", earlyCloseEnd: "close" },
  ],
  holidays: US_EQUITY_HOLIDAYS,
  closures: US_EQUITY_CLOSURES,
  earlyCloses: [
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:15", from: 1993 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "12:15", from: "2004-03-26" },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 4], close: "12:15", from: 1995 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [3], close: "12:15", from: 2013 },
    { name: "Friday after Independence Day", kind: "fixed", month: 7, day: 5, onWeekdays: [5], close: "12:15", from: 1995, to: 2012 },
  ],
};
