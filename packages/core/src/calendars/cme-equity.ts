/**
 * CME and CBOT equity index futures on Globex (ES, NQ, YM, RTY). Sources: CME notices and press releases, one-minute bars of NQ 2008-2025, the
 * schedules of pandas_market_calendars where nothing better is known · history and evidence: docs/sources/cme.md · checked 2026-11-20
 *
 * A session carries the date on which it ends. On the half-holidays that have a session here, CME itself books the trades to the next business
 * day (see `CME_TRADE_DATE`).
 */
import { CME_GOOD_FRIDAY } from "../calendar/holidays/cme.js";
import { US_CHRISTMAS, US_NEW_YEARS_DAY } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CME_EQUITY: CalendarDefinition = {
  name: "CME_EQUITY",
  title: "CME Globex equity index futures",
  aliases: [
    "CME_Equity", "CBOT_Equity", "CME Globex Equity", "CME Globex Equities", "CME_Globex_Equity", "CME_Globex_Equities", "CMEGlobex_Equity",
    "CMEGlobex_Equities",
  ],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2003-09-29" },
  hours: [
    { segments: [["17:00-1d", "16:00"]], source: "pandas_market_calendars (today's hours; Globex equity began later, with other hours)" },
    {
      // From 15:30 on, after the settlement, trades belong to the next date; nothing of the kind before a Monday. Sundays and holidays opened at 17:30.
      from: "2003-09-29",
      segments: [["15:30-1d", "16:30-1d"], ["17:00-1d", "15:15"]],
      byWeekday: { 1: [["17:30-1d", "15:15"]] },
      breakName: "maintenance",
      source: "CME Special Executive Report S-3997 of 2003-09-23; CME release on the hours of 2003-09-29 (mondovisione.com)",
    },
    {
      from: "2004-01-21",
      segments: [["15:30-1d", "16:30-1d"], ["17:00-1d", "15:15"]],
      byWeekday: { 1: [["17:00-1d", "15:15"]] },
      breakName: "maintenance",
      source: "Sunday 17:00: CME releases of 2005-03-16 and 2006-01-10; last known Sunday at 17:30: 2004-01-18 (CME release of 2004-01-07)",
    },
    {
      from: "2012-11-19",
      segments: [["17:00-1d", "15:15"], ["15:30", "16:15"]],
      breakName: "settlement pause",
      source: "CME announcement of November 2012 (trading day to end at 16:15 instead of 15:15 CT)",
    },
    {
      from: "2015-09-21",
      segments: [["17:00-1d", "15:15"], ["15:30", "16:00"]],
      breakName: "settlement pause",
      source: "NinjaTrader advisory 25 of 2015-09-15",
    },
    { from: "2021-06-28", segments: [["17:00-1d", "16:00"]], source: "CME Globex notice of 2021-06-21 (pause 15:15-15:30 ended)" },
  ],
  holidays: [US_NEW_YEARS_DAY, CME_GOOD_FRIDAY, US_CHRISTMAS],
  closures: {
    "1994-04-27": "Day of mourning for President Nixon",
    "2001-09-12": "Attacks of 11 September",
    "2001-09-13": "Attacks of 11 September",
    "2001-09-14": "Attacks of 11 September",
    "2007-01-02": "Day of mourning for President Ford",
  },
  specialHours: {
    "1999-04-02": { name: "Good Friday, employment report", segments: [["17:00-1d", "10:00"]], source: "CME notice of 1999-03-19" },
    "2004-06-11": {
      name: "Day of mourning for President Reagan",
      segments: [["15:30-1d", "16:30-1d"], ["17:00-1d", "08:00"]],
      source: "CME release of June 2004 (mondovisione.com)",
    },
    "2012-10-29": { name: "Hurricane Sandy", segments: [["17:00-1d", "08:15"]] },
    "2012-10-30": { name: "Hurricane Sandy", segments: [["17:00-1d", "08:15"]], source: "CME release of 2012-10-29" },
    "2012-10-31": { name: "Reopening after Hurricane Sandy", segments: [["17:00-1d", "15:15"]] },
    "2018-12-05": { name: "Day of mourning for President G. H. W. Bush", segments: [["17:00-1d", "08:30"]], source: "CME release of 2018-12-02" },
    "2025-01-09": { name: "Day of mourning for President Carter", segments: [["17:00-1d", "08:30"]], source: "CME release of 2024-12-30" },
  },
  earlyCloses: [
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "10:30", from: 1998, to: 2014 },
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "12:00", from: 2015 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "10:30", to: 2014 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "12:00", from: 2015 },
    { name: "Good Friday, employment report", kind: "easter", days: -2, close: "08:15", from: 2010 },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "10:30", to: 2013 },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "12:00", from: 2014 },
    { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", close: "12:00", from: 2022 },
    // On 3 July 2006 equity indexes closed at their regular time (CME holiday calendar).
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 3, 4], except: [2006], close: "12:15" },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "10:30", to: 2013 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:00", from: 2014 },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "10:30", to: 2013 },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "12:00", from: 2014 },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "10:30", to: 2013 },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "12:00", from: 2014 },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:15" },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:15", from: 1993 },
  ],
  lateOpens: [
    // While 15:30-16:30 belonged to the next date: none of it on a holiday, so that the date after one begins with the evening reopening.
    { name: "After Martin Luther King Jr. Day", kind: "weekday-near", month: 1, day: 16, weekday: 2, side: "on-or-after", open: "17:00-1d", from: 2004, to: 2012 },
    { name: "After Presidents' Day", kind: "weekday-near", month: 2, day: 16, weekday: 2, side: "on-or-after", open: "17:00-1d", from: 2004, to: 2012 },
    { name: "After Memorial Day", kind: "weekday-near", month: 5, day: 26, weekday: 2, side: "on-or-after", open: "17:00-1d", from: 2004, to: 2012 },
    { name: "After Independence Day", kind: "fixed", month: 7, day: 5, onWeekdays: [2, 3, 4, 5], open: "17:00-1d", from: 2004, to: 2012 },
    { name: "After Independence Day", kind: "fixed", month: 7, day: 6, onWeekdays: [2], open: "17:00-1d", from: 2004, to: 2012 },
    { name: "After Labor Day", kind: "weekday-near", month: 9, day: 2, weekday: 2, side: "on-or-after", open: "17:00-1d", from: 2004, to: 2012 },
    { name: "After Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", open: "17:00-1d", from: 2004, to: "2012-11-16" },
    { name: "After Christmas", kind: "fixed", month: 12, day: 26, onWeekdays: [2, 3, 4, 5], open: "17:00-1d", from: 2004, to: 2007 },
    { name: "After Christmas", kind: "fixed", month: 12, day: 27, onWeekdays: [2], open: "17:00-1d", from: 2004, to: 2007 },
    { name: "After New Year's Day", kind: "fixed", month: 1, day: 2, onWeekdays: [2, 3, 4, 5], open: "17:00-1d", from: 2005, to: 2008 },
    { name: "After New Year's Day", kind: "fixed", month: 1, day: 3, onWeekdays: [2], open: "17:00-1d", from: 2005, to: 2008 },
    { name: "After the day of mourning for President Ford", kind: "dates", dates: ["2007-01-03"], open: "17:00-1d" },
    { name: "Holiday reopening at 17:30", kind: "dates", dates: ["2003-11-28", "2003-12-26", "2004-01-02", "2004-01-20"], open: "17:30-1d" },
    // Christmas and New Year of 2008 to 2013: no evening session on the holiday itself, reopening at 05:00.
    { name: "After Christmas", kind: "fixed", month: 12, day: 26, onWeekdays: [2, 3, 4, 5], open: "05:00", from: 2008, to: 2013 },
    { name: "After Christmas", kind: "fixed", month: 12, day: 27, onWeekdays: [2], open: "05:00", from: 2008, to: 2013 },
    { name: "After New Year's Day", kind: "fixed", month: 1, day: 2, onWeekdays: [2, 3, 4, 5], open: "05:00", from: 2009, to: 2014 },
    { name: "After New Year's Day", kind: "fixed", month: 1, day: 3, onWeekdays: [2], open: "05:00", from: 2009, to: 2014 },
  ],
};
