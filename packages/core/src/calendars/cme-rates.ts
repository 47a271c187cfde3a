/**
 * CME and CBOT interest rate futures on Globex (ZN, ZB, ZF, ZT, SOFR, formerly Eurodollar). Sources: CME notices and press releases, CME's holiday
 * schedules as QuantConnect Lean's market-hours database records them, pandas_market_calendars · history and evidence: docs/sources/cme.md
 * · checked 2026-11-20
 *
 * A session carries the date on which it ends. On the half-holidays that have a session here, CME itself books the trades to the next business day.
 */
import { CME_RATES_GOOD_FRIDAY } from "../calendar/holidays/cme.js";
import { US_CHRISTMAS, US_NEW_YEARS_DAY } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CME_RATES: CalendarDefinition = {
  name: "CME_RATES",
  title: "CME Globex interest rate futures",
  aliases: [
    "CME_Bond", "CBOT_Bond", "CME_Rate", "CBOT_Rate", "CME_InterestRate", "CBOT_InterestRate", "CME Globex Fixed Income",
    "CME Globex Interest Rate Products", "CME_Globex_Fixed_Income", "CME_Globex_Interest_Rate_Products",
  ],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2003-09-29" },
  hours: [
    { segments: [["17:00-1d", "16:00"]], source: "pandas_market_calendars (today's hours)" },
    {
      from: "2003-09-29",
      segments: [["17:00-1d", "16:00"]],
      byWeekday: { 1: [["17:30-1d", "16:00"]] },
      source: "CME Special Executive Report S-3997 of 2003-09-23 (Eurodollars; the CBOT's Treasuries traded elsewhere until 2008)",
    },
    {
      from: "2004-01-21",
      segments: [["17:00-1d", "16:00"]],
      source: "Sunday 17:00: CME releases of 2005-03-16 and 2006-01-10; last known Sunday at 17:30: 2004-01-18 (CME release of 2004-01-07)",
    },
  ],
  holidays: [US_NEW_YEARS_DAY, CME_RATES_GOOD_FRIDAY, US_CHRISTMAS],
  closures: {
    "2001-09-12": "Attacks of 11 September",
    "2018-12-05": "Day of mourning for President G. H. W. Bush",
  },
  specialHours: {
    "2004-06-11": { name: "Day of mourning for President Reagan", segments: [["17:00-1d", "08:00"]], source: "CME release of June 2004 (mondovisione.com)" },
    "2007-01-02": { name: "Day of mourning for President Ford", segments: [["17:00-1d", "12:00"]], source: "CNBC, end of December 2006" },
    "2012-10-29": { name: "Hurricane Sandy", segments: [["17:00-1d", "11:00"]], source: "Reuters 2012-10-29; CME release of 2012-10-29" },
    "2025-01-09": { name: "Day of mourning for President Carter", segments: [["17:00-1d", "12:15"]], source: "CME release of 2024-12-30" },
  },
  earlyCloses: [
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "12:00", from: 1998 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "12:00" },
    { name: "Good Friday, employment report", kind: "easter", days: -2, close: "10:00", to: 2007 },
    { name: "Good Friday, employment report", kind: "easter", days: -2, close: "10:15", from: 2010 },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "12:00" },
    { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", close: "12:00", from: 2022 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:00" },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "12:00" },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "12:00" },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:15" },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:15", from: 1993 },
    // The halt of these two holidays was at 10:30 for every product.
    { name: "Labor Day", kind: "dates", dates: ["2003-09-01"], close: "10:30", source: "CME release on Labor Day 2003" },
    { name: "Martin Luther King Jr. Day", kind: "dates", dates: ["2004-01-19"], close: "10:30", source: "CME release of 2004-01-07" },
    // Early close before a long weekend, given up in 2015.
    { name: "Before Martin Luther King Jr. Day", kind: "weekday-near", month: 1, day: 12, weekday: 5, side: "on-or-after", close: "15:15", from: 1998, to: 2015 },
    { name: "Before Presidents' Day", kind: "weekday-near", month: 2, day: 12, weekday: 5, side: "on-or-after", close: "15:15", to: 2015 },
    { name: "Before Memorial Day", kind: "weekday-near", month: 5, day: 22, weekday: 5, side: "on-or-after", close: "15:15", to: 2015 },
    { name: "Before Labor Day", kind: "weekday-near", month: 8, day: 29, weekday: 5, side: "on-or-after", close: "15:15", to: 2014 },
    { name: "Before Columbus Day", kind: "weekday-near", month: 10, day: 5, weekday: 5, side: "on-or-after", close: "15:15", from: 2009, to: 2012 },
    { name: "Before Good Friday", kind: "dates", dates: ["2005-03-24", "2009-04-09"], close: "15:15" },
    { name: "Before Independence Day", kind: "dates", dates: ["2010-07-02", "2011-07-01"], close: "15:15" },
    { name: "Before Christmas", kind: "dates", dates: ["2005-12-23", "2006-12-22"], close: "15:15", source: "CME holiday calendars of 2005 and 2006" },
    { name: "New Year's Eve", kind: "dates", dates: ["2010-12-31"], close: "12:15" },
  ],
  lateOpens: [
    { name: "Holiday reopening at 17:30", kind: "dates", dates: ["2003-11-28", "2003-12-26", "2004-01-02", "2004-01-20"], open: "17:30-1d" },
    // Christmas and New Year of 2008 to 2013: no evening session on the holiday itself, reopening at 05:00.
    { name: "After Christmas", kind: "fixed", month: 12, day: 26, onWeekdays: [2, 3, 4, 5], open: "05:00", from: 2008, to: 2013 },
    { name: "After Christmas", kind: "fixed", month: 12, day: 27, onWeekdays: [2], open: "05:00", from: 2008, to: 2013 },
    { name: "After New Year's Day", kind: "fixed", month: 1, day: 2, onWeekdays: [2, 3, 4, 5], open: "05:00", from: 2009, to: 2014 },
    { name: "After New Year's Day", kind: "fixed", month: 1, day: 3, onWeekdays: [2], open: "05:00", from: 2009, to: 2014 },
  ],
};
