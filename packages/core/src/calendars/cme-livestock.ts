/**
 * CME livestock futures on Globex (LE, GF, HE). Sources: CME announcements of the hours (2014, 2016), CME's holiday schedules as QuantConnect Lean's
 * market-hours database records them, pandas_market_calendars · history and evidence: docs/sources/cme.md · checked 2026-11-20
 */
import {
  US_CHRISTMAS, US_INDEPENDENCE_DAY, US_JUNETEENTH, US_LABOR_DAY, US_MARTIN_LUTHER_KING_DAY, US_MEMORIAL_DAY, US_NEW_YEARS_DAY,
  US_PRESIDENTS_DAY, US_THANKSGIVING,
} from "../calendar/holidays/us.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CME_LIVESTOCK: CalendarDefinition = {
  name: "CME_LIVESTOCK",
  title: "CME Globex livestock futures",
  aliases: ["CMEGlobex_Livestock", "CMEGlobex_Live_Cattle", "CMEGlobex_Feeder_Cattle", "CMEGlobex_Lean_Hog", "CMEGlobex_Port_Cutout"],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2011-11-25" },
  hours: [
    { segments: [["08:30", "13:05"]], source: "pandas_market_calendars (today's hours)" },
    {
      from: "2011-11-25",
      segments: [["17:00-1d", "16:00"]],
      byWeekday: { 1: [["09:05", "16:00"]], 5: [["17:00-1d", "13:55"]] },
      source: "agproud.com and Reuters 2014-10-03 on the hours until then (Monday 09:05 to Friday 13:55, pause 16:00-17:00); Lean's records fit since Thanksgiving 2011",
    },
    {
      from: "2014-10-27",
      segments: [["08:00", "16:00"]],
      byWeekday: { 1: [["09:05", "16:00"]], 5: [["08:00", "13:55"]] },
      source: "CME announcement of 2014-10-03 (Reuters)",
    },
    { from: "2016-02-29", segments: [["08:30", "13:05"]], source: "CME Special Executive Report SER-7591 of 2016-02-10" },
  ],
  holidays: [
    US_NEW_YEARS_DAY, US_MARTIN_LUTHER_KING_DAY, US_PRESIDENTS_DAY, GOOD_FRIDAY, US_MEMORIAL_DAY, US_JUNETEENTH, US_INDEPENDENCE_DAY, US_LABOR_DAY,
    US_THANKSGIVING, US_CHRISTMAS,
  ],
  closures: {
    "2001-09-12": "Attacks of 11 September",
    "2004-06-11": "Day of mourning for President Reagan",
    "2007-01-02": "Day of mourning for President Ford",
  },
  specialHours: {
    "2025-01-09": { name: "Day of mourning for President Carter", segments: [["08:30", "12:15"]], source: "CME release of 2024-12-30" },
  },
  earlyCloses: [
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:05", from: 1993, to: 2010 },
    { name: "Day after Thanksgiving", kind: "dates", dates: ["2012-11-23"], close: "12:05" },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:15", from: 2011, to: 2019, except: [2012] },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:05", from: 2020 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:05", to: 2009 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:15", from: 2012, to: 2019 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:05", from: 2020, to: 2024 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:15", from: 2025 },
    { name: "Before Christmas", kind: "dates", dates: ["2016-12-23"], close: "12:05" },
    { name: "Before Christmas", kind: "dates", dates: ["2017-12-22"], close: "12:15" },
    {
      name: "Before Independence Day",
      kind: "dates",
      dates: ["2013-07-03", "2014-07-03", "2015-07-02", "2017-07-03", "2018-07-03", "2019-07-03", "2020-07-02"],
      close: "12:15",
    },
    { name: "Before Thanksgiving", kind: "dates", dates: ["2013-11-27"], close: "13:05" },
    { name: "Before Good Friday", kind: "dates", dates: ["2013-03-28", "2014-04-17", "2015-04-02"], close: "13:55" },
    { name: "New Year's Eve", kind: "dates", dates: ["2015-12-31"], close: "13:55" },
  ],
  lateOpens: [
    // Until February 2016 the week's first session began at 09:05, after a holiday as on a Monday.
    { name: "After Martin Luther King Jr. Day", kind: "weekday-near", month: 1, day: 16, weekday: 2, side: "on-or-after", open: "09:05", from: 2012, to: 2016 },
    { name: "After Presidents' Day", kind: "weekday-near", month: 2, day: 16, weekday: 2, side: "on-or-after", open: "09:05", from: 2012, to: 2016 },
    { name: "After Memorial Day", kind: "weekday-near", month: 5, day: 26, weekday: 2, side: "on-or-after", open: "09:05", from: 2012, to: 2015 },
    { name: "After Independence Day", kind: "fixed", month: 7, day: 5, onWeekdays: [2, 3, 4, 5], open: "09:05", from: 2012, to: 2013 },
    { name: "After Labor Day", kind: "weekday-near", month: 9, day: 2, weekday: 2, side: "on-or-after", open: "09:05", from: 2012, to: 2015 },
    { name: "After Thanksgiving", kind: "dates", dates: ["2013-11-29"], open: "09:05" },
    { name: "After Christmas", kind: "dates", dates: ["2011-12-27", "2012-12-26", "2013-12-26"], open: "09:05" },
    { name: "After New Year's Day", kind: "dates", dates: ["2012-01-03", "2013-01-02", "2014-01-02"], open: "09:05" },
  ],
};
