/**
 * CBOT grain and oilseed futures on CME Globex (ZC, ZW, ZS, ZM, ZL). Sources: CME announcements of the hours (2009-2015), CME's holiday schedules as
 * QuantConnect Lean's market-hours database records them, pandas_market_calendars · history and evidence: docs/sources/cme.md · checked 2026-11-20
 */
import {
  US_CHRISTMAS, US_INDEPENDENCE_DAY, US_JUNETEENTH, US_LABOR_DAY, US_MARTIN_LUTHER_KING_DAY, US_MEMORIAL_DAY, US_NEW_YEARS_DAY,
  US_PRESIDENTS_DAY, US_THANKSGIVING,
} from "../calendar/holidays/us.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CME_GRAINS: CalendarDefinition = {
  name: "CME_GRAINS",
  title: "CBOT grain and oilseed futures on CME Globex",
  aliases: [
    "CMEGlobex_Grains", "CMEGlobex_Oilseeds", "CMEGlobex_GrainsAndOilseeds", "CME_Agriculture", "CBOT_Agriculture", "COMEX_Agriculture",
    "NYMEX_Agriculture",
  ],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2009-07-01" },
  hours: [
    {
      segments: [["19:00-1d", "07:45"], ["08:30", "13:20"]],
      breakName: "morning pause",
      source: "pandas_market_calendars (today's hours; in 2007 the evening session ran 18:30-06:00, the day session 09:30-13:15)",
    },
    {
      from: "2009-07-01",
      segments: [["18:00-1d", "07:15"], ["09:30", "13:15"]],
      breakName: "morning pause",
      source: "CBOT announcement of June 2009 (energy.agwired.com 2009-06-07)",
    },
    { from: "2012-05-21", segments: [["17:00-1d", "14:00"]], source: "CME announcement of May 2012" },
    {
      from: "2013-04-08",
      segments: [["19:00-1d", "07:45"], ["08:30", "13:15"]],
      breakName: "morning pause",
      source: "CME announcement of 2013-03-05 (Reuters); CBOT submission 13-092",
    },
    {
      from: "2015-07-06",
      segments: [["19:00-1d", "07:45"], ["08:30", "13:20"]],
      breakName: "morning pause",
      source: "CME FAQ on extended trading in CBOT grains and oilseeds",
    },
  ],
  holidays: [
    US_NEW_YEARS_DAY, US_MARTIN_LUTHER_KING_DAY, US_PRESIDENTS_DAY, GOOD_FRIDAY, US_MEMORIAL_DAY, US_JUNETEENTH, US_INDEPENDENCE_DAY, US_LABOR_DAY,
    US_THANKSGIVING, US_CHRISTMAS,
  ],
  specialHours: {
    "2007-01-02": { name: "Day of mourning for President Ford, evening session only", segments: [["18:30-1d", "06:00"]], source: "CNBC, end of December 2006" },
    "2025-01-09": { name: "Day of mourning for President Carter", segments: [["19:00-1d", "07:45"], ["08:30", "12:15"]], source: "CME release of 2024-12-30" },
  },
  earlyCloses: [
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:00", from: 2011, to: 2014 },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:05", from: 2015 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:00", from: 2012, to: 2014 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:05", from: 2015 },
    { name: "Before Christmas", kind: "dates", dates: ["2016-12-23", "2017-12-22"], close: "12:05" },
    { name: "Before Independence Day", kind: "dates", dates: ["2013-07-03", "2014-07-03", "2015-07-02"], close: "12:00" },
    { name: "Before Independence Day", kind: "dates", dates: ["2017-07-03", "2018-07-03", "2019-07-03", "2020-07-02"], close: "12:05" },
  ],
  lateOpens: [
    // No evening session on the holiday itself.
    { name: "After Thanksgiving", kind: "dates", dates: ["2012-11-23"], open: "09:30" },
    { name: "After Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", open: "08:30", from: 2013 },
    { name: "After Independence Day", kind: "fixed", month: 7, day: 5, onWeekdays: [2, 3, 4, 5], open: "08:30", from: 2013 },
    { name: "After Christmas", kind: "dates", dates: ["2011-12-27"], open: "09:30" },
    { name: "After Christmas", kind: "dates", dates: ["2013-12-26"], open: "08:30" },
    { name: "After New Year's Day", kind: "dates", dates: ["2012-01-03", "2013-01-02"], open: "09:30" },
    { name: "After New Year's Day", kind: "dates", dates: ["2014-01-02", "2026-01-02"], open: "08:30" },
  ],
};
