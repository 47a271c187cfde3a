/** SIX Swiss Exchange (SWX until 2008), shares; Swiss blue chips traded on virt-x and SWX Europe in London from 2001 to 2009. Hours and calendar: https://www.six-group.com/en/products-services/the-swiss-stock-exchange/trading/trading-provisions/trading-hours.html. History: docs/sources/xswx.md. Checked 2026-11-21. */
import { CHRISTMAS_DAY, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XSWX: CalendarDefinition = {
  name: "XSWX",
  title: "SIX Swiss Exchange",
  mic: "XSWX",
  aliases: ["SIX", "SWX"],
  timeZone: "Europe/Zurich",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2002-01-01" },
  hours: [
    { segments: [["09:00", "17:00"]], source: "SWX (Mondo Visione 2001), on the close before 25 June 2001" },
    { from: "2001-06-25", segments: [["09:00", "17:30"]], source: "SWX (Mondo Visione 2001), after some months with a close at 18:00" },
  ],
  // In 2001 and 2002 shares traded on the Swiss holidays that are no TARGET holidays; on 1 August in 2003 and 2005 too.
  holidays: [
    NEW_YEARS_DAY,
    { name: "Berchtold's Day", kind: "fixed", month: 1, day: 2, except: [2002] },
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    { name: "Ascension Day", kind: "easter", days: 39, except: [2002] },
    { name: "Whit Monday", kind: "easter", days: 50, except: [2002] },
    { name: "Swiss National Day", kind: "fixed", month: 8, day: 1, except: [2001, 2002, 2003, 2005] },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, except: [1990, 1991, 1996, 1997] },
    CHRISTMAS_DAY,
    { name: "St Stephen's Day", kind: "fixed", month: 12, day: 26 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, except: [1996, 1997] },
  ],
  closures: {
    "1994-12-30": { name: "Last weekday of the year", source: "Swiss Market Index: no value, the year ends with that of 29 December" },
    "1995-12-29": { name: "Last weekday of the year", source: "Swiss Market Index: no value, the year ends with that of 28 December" },
    "2000-01-03": { name: "Tests after the change to the year 2000", source: "swissinfo 2000-01-03" },
  },
  specialHours: {
    "2009-11-12": {
      name: "Trading system failed, no more trading on the day",
      segments: [["09:00", "14:42"]],
      source: "awp and Reuters 2009-11-12",
    },
    "2012-01-13": {
      name: "Technical fault, opening delayed by three hours",
      segments: [["12:00", "17:30"]],
      source: "Handelszeitung and oe24 2012-01-13",
    },
  },
  phases: [
    { name: "closing-auction", from: "2020-06-22", start: "17:20", end: "17:30" },
    { name: "trading-at-last", from: "2020-06-22", start: "17:30", end: "17:40" },
  ],
  interruptions: {
    "2023-06-13": [{ name: "Software fault", start: "11:02", end: "14:02", source: "awp and inside-it.ch 2023-06-13" }],
    "2024-07-31": [
      { name: "Fault of the market data, but for some minutes at 11:30", start: "10:00", end: "14:30", source: "Bloomberg 2024-07-31" },
    ],
  },
};
