/** US dollar bonds in New York, by the recommendations of SIFMA (until 2006 the Bond Market Association): https://www.sifma.org/resources/guides-playbooks/holiday-schedule. No venue: members follow as they please. History: docs/sources/sifma.md. Checked 2026-11-21. */
import { BOND_COLUMBUS_DAY, BOND_MARTIN_LUTHER_KING_DAY, BOND_VETERANS_DAY } from "../calendar/holidays/sifma.js";
import {
  US_CHRISTMAS, US_INDEPENDENCE_DAY, US_JUNETEENTH, US_LABOR_DAY, US_MEMORIAL_DAY, US_NEW_YEARS_DAY, US_PRESIDENTS_DAY, US_THANKSGIVING,
} from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const SIFMA_US: CalendarDefinition = {
  name: "SIFMA_US",
  title: "US dollar bonds in New York, SIFMA recommendations",
  aliases: ["SIFMAUS", "Capital_Markets_US", "Financial_Markets_US", "Bond_Markets_US"],
  timeZone: "America/New_York",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["07:00", "17:30"]] }],
  holidays: [
    US_NEW_YEARS_DAY, BOND_MARTIN_LUTHER_KING_DAY, US_PRESIDENTS_DAY,
    // Not where the employment report comes out on it and the market opens until noon.
    { name: "Good Friday", kind: "easter", days: -2, except: [2010, 2012, 2015, 2021, 2023, 2026] },
    US_MEMORIAL_DAY, US_JUNETEENTH, US_INDEPENDENCE_DAY, US_LABOR_DAY, BOND_COLUMBUS_DAY, BOND_VETERANS_DAY, US_THANKSGIVING, US_CHRISTMAS,
  ],
  closures: {
    "2001-09-12": { name: "Terrorist attacks of September 11", source: "AP in the Washington Times 2001-09-13, Bloomberg in the Taipei Times 2001-09-14" },
    "2004-06-11": { name: "National day of mourning for President Reagan", source: "Chicago Tribune 2004-06-08, CNN/Money 2004-06-07" },
    "2012-10-30": { name: "Hurricane Sandy", source: "SIFMA release of 2012-10-29 (mondovisione.com)" },
    "2018-12-05": { name: "National day of mourning for President George H. W. Bush", source: "SIFMA release of 2018-12-01" },
  },
  specialHours: {
    "2001-09-13": { name: "Reopening after September 11", segments: [["08:00", "14:00"]], source: "Bloomberg in the Taipei Times 2001-09-14" },
    "2001-09-17": { name: "Reopening of the stock exchanges", segments: [["07:00", "14:00"]], source: "Bond Market Association, in Investment Executive 2001-09-14" },
    "2007-01-02": { name: "National day of mourning for President Ford", segments: [["07:00", "14:00"]], source: "CNBC and Washington Post, end of December 2006" },
    "2012-10-29": { name: "Hurricane Sandy", segments: [["07:00", "12:00"]], source: "SIFMA release of 2012-10-28" },
    "2025-01-09": { name: "National day of mourning for President Carter", segments: [["07:00", "14:00"]], source: "SIFMA release of 2024-12-30" },
  },
  earlyCloses: [
    { name: "Good Friday, day of the employment report", kind: "dates", dates: ["2010-04-02", "2012-04-06", "2015-04-03", "2021-04-02", "2023-04-07", "2026-04-03"], close: "12:00" },
    { name: "Maundy Thursday", kind: "easter", days: -3, close: "14:00", except: [2021, 2023, 2026] },
    { name: "Friday before Memorial Day", kind: "relative", of: { kind: "nth-weekday", month: 5, weekday: 1, nth: -1 }, days: -3, close: "14:00" },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 3, 4], close: "14:00" },
    { name: "Last day before Independence Day", kind: "fixed", month: 7, day: 2, onWeekdays: [4, 5], close: "14:00" },
    { name: "Last day before Independence Day", kind: "fixed", month: 7, day: 1, onWeekdays: [5], close: "14:00" },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "14:00" },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "14:00" },
    { name: "Last day before Christmas", kind: "fixed", month: 12, day: 23, onWeekdays: [4, 5], close: "14:00" },
    { name: "Last day before Christmas", kind: "fixed", month: 12, day: 22, onWeekdays: [5], close: "14:00" },
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, close: "14:00", except: [2010] },
    { name: "Last day of the year", kind: "fixed", month: 12, day: 30, onWeekdays: [5], close: "14:00" },
    { name: "Last day of the year", kind: "fixed", month: 12, day: 29, onWeekdays: [5], close: "14:00" },
  ],
};
