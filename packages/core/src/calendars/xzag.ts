/** Zagreb Stock Exchange. Hours: https://eho.zse.hr/obavijesti-o-trgovanju/view/4647; days: https://zse.hr/en/non-trading-days/110. History: docs/sources/xzag.md. Checked 2026-11-21. */
import { ALL_SAINTS_DAY, ASSUMPTION_DAY, CHRISTMAS_DAY, EASTER_MONDAY, EPIPHANY, LABOUR_DAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XZAG: CalendarDefinition = {
  name: "XZAG",
  title: "Zagreb Stock Exchange",
  mic: "XZAG",
  aliases: ["ZSE"],
  timeZone: "Europe/Zagreb",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2022-12-27" },
  hours: [{ segments: [["09:00", "16:00"]], source: "Zagreb Stock Exchange, trading notice of 2022-12-27" }],
  phases: [
    { name: "opening-auction", from: "2022-12-27", to: "2022-12-28", start: "09:00", end: "09:30" },
    { name: "opening-auction", from: "2023-01-02", to: "2023-01-02", start: "09:00", end: "11:00" },
    { name: "opening-auction", from: "2023-01-03", start: "09:00", end: "09:30" },
    { name: "closing-auction", from: "2022-12-27", start: "15:55", end: "16:00" },
  ],
  holidays: [
    NEW_YEARS_DAY, EPIPHANY,
    { name: "Good Friday", kind: "easter", days: -2, except: [2011, 2012, 2013, 2014] },
    EASTER_MONDAY, LABOUR_DAY,
    { name: "National Day", kind: "fixed", month: 5, day: 30, from: 1996, to: 2001 },
    { name: "National Day", kind: "fixed", month: 5, day: 30, from: 2020 },
    { name: "Corpus Christi", kind: "easter", days: 60, from: 2002 },
    { name: "Anti-Fascist Struggle Day", kind: "fixed", month: 6, day: 22 },
    { name: "Statehood Day", kind: "fixed", month: 6, day: 25, from: 2002, to: 2019 },
    { name: "Victory and Homeland Thanksgiving Day", kind: "fixed", month: 8, day: 5, from: 1996 },
    ASSUMPTION_DAY,
    { name: "Independence Day", kind: "fixed", month: 10, day: 8, from: 2002, to: 2019 },
    ALL_SAINTS_DAY,
    { name: "Remembrance Day", kind: "fixed", month: 11, day: 18, from: 2020 },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, except: [2010, 2012] },
    CHRISTMAS_DAY,
    { name: "Saint Stephen's Day", kind: "fixed", month: 12, day: 26 },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, except: [2010, 2012, 2013, 2014] },
  ],
  closures: {
    "2010-08-06": "Friday after Victory and Homeland Thanksgiving Day",
    "2022-12-29": { name: "Change from the kuna to the euro", source: "Raiffeisenbank Austria, notice of December 2022" },
    "2022-12-30": { name: "Change from the kuna to the euro", source: "Raiffeisenbank Austria, notice of December 2022" },
    "2024-04-17": { name: "Parliamentary election", source: "UniCredit, newsflash of 2024-03-15" },
  },
};
