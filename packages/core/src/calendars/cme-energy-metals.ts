/**
 * NYMEX and COMEX energy and metals futures on CME Globex (CL, NG, GC, SI, HG …). Sources: NYMEX and CME notices, CME's holiday schedules as
 * QuantConnect Lean's market-hours database records them, pandas_market_calendars · history and evidence: docs/sources/cme.md · checked 2026-11-20
 *
 * A session carries the date on which it ends. On the half-holidays that have a session here, CME itself books the trades to the next business day.
 */
import { US_CHRISTMAS, US_NEW_YEARS_DAY } from "../calendar/holidays/us.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CME_ENERGY_METALS: CalendarDefinition = {
  name: "CME_ENERGY_METALS",
  title: "NYMEX and COMEX energy and metals futures on CME Globex",
  aliases: [
    "CMEGlobex_EnergyAndMetals",
    "CMEGlobex_Energy", "CMEGlobex_CrudeAndRefined", "CMEGlobex_NYHarbor", "CMEGlobex_HO", "HO", "CMEGlobex_Crude", "CMEGlobex_CL", "CL",
    "CMEGlobex_Gas", "CMEGlobex_RB", "RB", "CMEGlobex_MicroCrude", "CMEGlobex_MCL", "MCL", "CMEGlobex_NatGas", "CMEGlobex_NG", "NG",
    "CMEGlobex_Dutch_NatGas", "CMEGlobex_TTF", "TTF", "CMEGlobex_LastDay_NatGas", "CMEGlobex_NN", "NN", "CMEGlobex_CarbonOffset",
    "CMEGlobex_CGO", "CGO", "C-GEO", "CMEGlobex_NGO", "NGO", "CMEGlobex_GEO", "GEO",
    "CMEGlobex_Metals", "CMEGlobex_PreciousMetals", "CMEGlobex_Gold", "CMEGlobex_GC", "GC", "CMEGlobex_Silver", "CMEGlobex_SI", "SI",
    "CMEGlobex_Platinum", "CMEGlobex_PL", "PL", "CMEGlobex_BaseMetals", "CMEGlobex_Copper", "CMEGlobex_HG", "HG", "CMEGlobex_Aluminum",
    "CMEGlobex_ALI", "ALI", "CMEGlobex_QC", "QC", "CMEGlobex_FerrousMetals", "CMEGlobex_HRC", "HRC", "CMEGlobex_BUS", "BUS", "CMEGlobex_TIO", "TIO",
  ],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2007-01-02" },
  hours: [
    { segments: [["17:00-1d", "16:00"]], source: "pandas_market_calendars (today's hours; NYMEX came to Globex in 2006)" },
    {
      from: "2007-01-02",
      segments: [["17:00-1d", "16:15"]],
      source: "NYMEX statement of December 2006 (18:00-17:15 New York); NYMEX notices of 2007 and 2008; GC bars of 2013",
    },
    { from: "2015-09-21", segments: [["17:00-1d", "16:00"]], source: "NinjaTrader advisory 25 of 2015-09-15" },
  ],
  holidays: [US_NEW_YEARS_DAY, GOOD_FRIDAY, US_CHRISTMAS],
  earlyCloses: [
    // Half-holidays: no halt at all from September 2007 to February 2009; then 12:15, from Memorial Day 2014 noon, since 2022 13:30, and noon on a Friday.
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "12:00", from: 1998, to: 2007 },
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "12:15", from: 2010, to: 2014 },
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "12:00", from: 2015, to: 2021 },
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "13:30", from: 2022 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "12:00", to: 2007 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "12:15", from: 2010, to: 2014 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "12:00", from: 2015, to: 2021 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "13:30", from: 2022 },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "12:00", to: 2007 },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "12:15", from: 2009, to: 2013 },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "12:00", from: 2014, to: 2021 },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "13:30", from: 2022 },
    { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", onWeekdays: [1, 2, 3, 4], close: "13:30", from: 2022 },
    { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", onWeekdays: [5], close: "12:00", from: 2022 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:00", to: 2007 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:30", from: 2009, to: 2009 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:15", from: 2010, to: 2013 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:00", from: 2014, to: 2021 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", onWeekdays: [1, 2, 3, 4], close: "13:30", from: 2022 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", onWeekdays: [5], close: "12:00", from: 2022 },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "12:00", to: 2006 },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "12:15", from: 2009, to: 2013 },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "12:00", from: 2014, to: 2021 },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "13:30", from: 2022 },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "12:00", to: 2006 },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "12:15", from: 2009, to: 2013 },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "12:00", from: 2014, to: 2021 },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "13:30", from: 2022 },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:45", to: 2023 },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "13:45", from: 2024 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:45", from: 2009 },
    // Early close before a long weekend.
    { name: "Before Martin Luther King Jr. Day", kind: "dates", dates: ["2010-01-15", "2011-01-14"], close: "15:15" },
    { name: "Before Presidents' Day", kind: "dates", dates: ["2010-02-12"], close: "15:15" },
    { name: "Before Memorial Day", kind: "dates", dates: ["2009-05-22", "2010-05-28"], close: "15:15" },
    { name: "Before Independence Day", kind: "dates", dates: ["2010-07-02"], close: "15:15" },
    { name: "Before Labor Day", kind: "dates", dates: ["2009-09-04", "2010-09-03"], close: "15:15" },
    { name: "Before Columbus Day", kind: "dates", dates: ["2009-10-09", "2010-10-08"], close: "15:15" },
    { name: "New Year's Eve", kind: "dates", dates: ["2010-12-31"], close: "15:15" },
  ],
};
