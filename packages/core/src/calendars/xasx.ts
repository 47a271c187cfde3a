/** Australian Securities Exchange, cash market (continuous trading, without the closing auction of 16:10). Hours and days: https://www.asx.com.au/markets/market-resources/trading-hours-calendar/cash-market-trading-hours. History: docs/sources/xasx.md. Checked 2026-11-20. */
import {
  AU_ANZAC_DAY, AU_AUSTRALIA_DAY, AU_AUSTRALIA_DAY_MONDAY, AU_BOXING_DAY, AU_CHRISTMAS_DAY, AU_NEW_YEARS_DAY, AU_SOVEREIGNS_BIRTHDAY,
} from "../calendar/holidays/australia.js";
import { EASTER_MONDAY, GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XASX: CalendarDefinition = {
  name: "XASX",
  title: "Australian Securities Exchange",
  mic: "XASX",
  aliases: ["ASX"],
  timeZone: "Australia/Sydney",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2003-01-01" },
  hours: [{ segments: [["10:00", "16:00"]] }],
  holidays: [
    AU_NEW_YEARS_DAY, AU_AUSTRALIA_DAY_MONDAY, AU_AUSTRALIA_DAY, GOOD_FRIDAY, EASTER_MONDAY, AU_ANZAC_DAY, AU_SOVEREIGNS_BIRTHDAY,
    AU_CHRISTMAS_DAY, AU_BOXING_DAY,
  ],
  closures: {
    "1990-12-31": "Monday before New Year's Day",
    "1999-12-31": "Eve of the year 2000, tests of systems",
    "2010-04-26": "Anzac Day, on a Sunday that year",
    "2011-04-26": "Easter Tuesday (Anzac Day and Easter Monday fell together)",
    "2022-09-22": "National day of mourning for Queen Elizabeth II",
  },
  earlyCloses: [
    {
      name: "Half days before Easter, Christmas and New Year, and on 2 January 2004",
      kind: "dates",
      dates: [
        "2003-04-17", "2003-12-24", "2003-12-31", "2004-01-02", "2004-04-08", "2004-12-24", "2004-12-31", "2005-03-24", "2005-12-23",
        "2005-12-30",
      ],
      close: "14:05",
    },
    { name: "Half days before Easter, Christmas and New Year", kind: "dates", dates: ["2006-04-13", "2006-12-22", "2006-12-29"], close: "14:15" },
    { name: "Thursday before Easter", kind: "easter", days: -3, close: "14:10", from: 2007, to: 2008 },
    { name: "Last day before Christmas", kind: "fixed", month: 12, day: 24, close: "14:10", from: 2007 },
    { name: "Last day before Christmas", kind: "fixed", month: 12, day: 23, onWeekdays: [5], close: "14:10", from: 2007, except: [2022] },
    { name: "Last day before Christmas", kind: "fixed", month: 12, day: 22, onWeekdays: [5], close: "14:10", from: 2007 },
    { name: "Last day of the year", kind: "fixed", month: 12, day: 31, close: "14:10", from: 2007 },
    { name: "Last day of the year", kind: "fixed", month: 12, day: 30, onWeekdays: [5], close: "14:10", from: 2007, except: [2022] },
    { name: "Last day of the year", kind: "fixed", month: 12, day: 29, onWeekdays: [5], close: "14:10", from: 2007 },
  ],
  specialHours: {
    "2016-09-19": { name: "Hardware failure, late opening and early close", segments: [["11:30", "13:42"]], source: "ASX notice 1111.16.09, ASX incident report of 2016-09-23 in the Gold Coast Bulletin of 2016-09-24" },
    "2020-11-16": { name: "Failure of the new trading system ended the day", segments: [["10:00", "10:24"]], source: "Sydney Morning Herald 2020-11-16, 9News 2020-11-23" },
  },
};
