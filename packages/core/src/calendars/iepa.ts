/** ICE Futures U.S., financial and energy contracts (20:00 to 18:00; the softs have hours of their own). Hours: https://www.ice.com/publicdocs/futures_us/ICE_Futures_US_Regular_Trading_Hours.pdf; holidays: ICE's yearly trading holiday calendar. History: docs/sources/iepa.md. Checked 2026-11-21. */
import { US_CHRISTMAS, US_NEW_YEARS_DAY } from "../calendar/holidays/us.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const IEPA: CalendarDefinition = {
  name: "IEPA",
  title: "ICE Futures U.S., financial and energy contracts",
  mic: "IEPA",
  aliases: ["ICE", "ICEUS", "NYFE"],
  timeZone: "America/New_York",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2013-01-01" },
  hours: [{ segments: [["20:00-1d", "18:00"]] }],
  holidays: [US_NEW_YEARS_DAY, GOOD_FRIDAY, US_CHRISTMAS],
  closures: {
    "1994-04-27": "Funeral of President Nixon",
    "2004-06-11": "National day of mourning for President Reagan",
    "2007-01-02": "National day of mourning for President Ford",
    "2018-12-05": "National day of mourning for President George H. W. Bush",
  },
  earlyCloses: [
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "13:00", from: 1998 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "13:00" },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "13:00" },
    { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", close: "13:00", from: 2025 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "13:00" },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "13:00" },
    { name: "Thanksgiving Day", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "13:00" },
  ],
};
